"""Date: one event on two days of the year, each told with its month.

A date beside a value of another matter is no clash; `matter` says which are of one. A year alone, and what is only counted from today, is
left to other kinds.
"""

from __future__ import annotations

import re

from ..matter import Slot, Value, clash, of_one_matter
from . import Clash, Kind, Reading, kinds, opposed

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d)$")
_WRITTEN = re.compile(r"\d")


def dates(reading: Reading) -> list[Value]:
    """Days of the year that are written out, by their month and day."""
    found = ((time.span, _DAY.match(time.value)) for time in reading.times if time.type == "DATE")
    return [
        Value(span, reading.report.quote(span), raw=day[2]) for span, day in found if day and _WRITTEN.search(reading.report.quote(span))
    ]


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two dates of one matter."""
    return [clash(pair, because) for pair, because in of_one_matter(SLOT, left, right)]


def speaks(reading: Reading) -> bool:
    """Whether a date stands in a sentence."""
    return bool(SLOT.read(reading))


SLOT = Slot("date", dates, barred=opposed)
kinds.add("date", Kind(speaks, compare))
