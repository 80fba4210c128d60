"""Which event the demo shows: ten invented reports of one invented ferry accident, with their truth.

`reports/` holds the texts, some with a sidecar that gives outlet and date, as inputs come in practice.
`truth.json` says how they were made: who took from whom, which readings clash, which only seem to,
and what on the pages is furniture. `bench/truth.py` reads it. `press_conference.txt` is what was said at the town hall: a primary source.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def sample_path() -> Path:
    """The folder of the reports."""
    return Path(str(files(__name__) / "reports"))


def truth_path() -> Path:
    """The file that says what is to be found in them."""
    return Path(str(files(__name__) / "truth.json"))


def primary_path() -> Path:
    """The transcript of the press conference that they report on."""
    return Path(str(files(__name__) / "press_conference.txt"))
