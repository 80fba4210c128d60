"""What a case file says: Markdown that a journalist can read and write, positive and negative together.

    A fire broke out on Tuesday.
    | The fire started on Wednesday.
    = tuesday / wednesday

The first line is one report's sentence, `|` the other's (empty where one report is enough), `=` the two values that must be found; an
empty `=` means that nothing may be found. A `>` line is a comment, `#` a heading. The file's name is
the kind. Files under `known_failures/` are expected to fail; one that passes fails the suite.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """One record of a case file."""

    kind: str
    left: str
    right: str
    want: tuple[str, ...]  # the two values, or nothing
    place: str  # file and line, for messages


def read_cases(path: Path) -> Iterator[Case]:
    """Every record of one file; ValueError with file and line where it is not laid out as above."""
    left = right = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        if not line.strip() or line.startswith((">", "#")):
            if left is not None:
                raise ValueError(f"{place}: the case above is not finished")
        elif line.startswith("|") and left is not None and right is None:
            right = line[1:].strip()
        elif line.startswith("=") and left is not None and right is not None:
            want = tuple(value.strip() for value in line[1:].split(" / ")) if line[1:].strip() else ()
            yield Case(path.stem, left, right, want, place)
            left = right = None
        elif not line.startswith(("|", "=")) and left is None:
            left = line.strip()
        else:
            raise ValueError(f"{place}: this line is out of place: {line!r}")
    if left is not None:
        raise ValueError(f"{path.name}: the last case is not finished")


def cases(folder: str) -> list[ParameterSet]:
    """The cases of a folder as pytest parameters, one `Case` each; `known_failures` under strict xfail."""
    marks = [pytest.mark.xfail(strict=True, reason="known failure")] if "known_failures" in folder else []
    return [
        pytest.param(case, id=f"{path.stem}: {case.left[:40]}", marks=marks)
        for path in sorted((CASES / folder).glob("*.md"))
        for case in read_cases(path)
    ]
