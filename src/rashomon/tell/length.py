"""How much of a summary people are shown: which sections, how many lines of each. What is left out is counted, and in the JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ..types import Line, Summary

BRIEF = ("ladder", "primary", "check", "quotes", "get")  # sections of a short summary
FEW = 3  # lines of each of them
WHOLE = ("ladder", "primary")  # sections that are else shown to their end


class Shown(NamedTuple):
    """A section with the lines that are shown, and how many more there are."""

    section: str
    lines: Sequence[Line]
    more: int


def shown(summary: Summary, per_section: int | None = None) -> Iterator[Shown]:
    """The sections of a summary in their order; one without lines is left out whole."""
    for section, some in groupby(summary.lines, key=lambda line: line.section):
        lines = list(some)
        kept = lines[: _limit(summary, section, per_section)]
        yield Shown(section, kept, len(lines) - len(kept))


def _limit(summary: Summary, section: str, per_section: int | None) -> int | None:
    """How many lines of a section are shown, None for all."""
    if summary.length == "short":
        return FEW if section in BRIEF else 0
    return per_section if summary.length == "normal" and section not in WHOLE else None
