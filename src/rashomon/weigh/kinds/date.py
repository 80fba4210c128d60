"""Date: one event on two days of the year, each told with its month.

A date beside a value of another matter is no clash; `matter` says which are of one. A year alone, and what is only counted from today, is
left to other kinds. Two reports that each give a date as today's ("today (3 May)") are of two days, and so may be what they tell.
"""

from __future__ import annotations

import re

from ..matter import Slot, Value, clash, of_one_matter, planned
from . import Clash, Kind, Reading, kinds, opposed

_DAY = re.compile(r"(\d{4}|XXXX)-(\d\d-\d\d)$")
_WRITTEN = re.compile(r"\d")
_FILED = re.compile(r"[^-–—:.]{1,80}(?:\.[^-–—:.]{1,20})?[-–—:]")  # a dateline: "OSTRAND, May 3 -"; abbreviated: "Sept. 3 -"
GAP = 2  # characters between "today" and its date


def dates(reading: Reading) -> list[Value]:
    """Days of the year that are written out, by their month and day; that of a dateline is when the report was filed."""
    filed = _filed(reading)
    found = ((time.span, _DAY.match(time.value)) for time in reading.times if time.type == "DATE" and time.span.start >= filed)
    return [
        Value(span, reading.report.quote(span), raw=day[2]) for span, day in found if day and _WRITTEN.search(reading.report.quote(span))
    ]


def _filed(reading: Reading) -> int:
    """Where the dateline ends that a sentence begins with; where the sentence begins, if with none."""
    sentence, place = reading.report.quote(reading.span), reading.report.dateline
    found = _FILED.match(sentence) if place and sentence.startswith(place) else None
    return reading.span.start + (found.end() if found else 0)


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two dates of one matter."""
    return [clash(pair, because) for pair, because in of_one_matter(SLOT, left, right)]


def speaks(reading: Reading) -> bool:
    """Whether a date stands in a sentence."""
    return bool(SLOT.read(reading))


def _of_today(reading: Reading) -> bool:
    """Whether a date stands beside "today"."""
    words = reading.lang.relative_days
    todays = [at for word, at in reading.tokens if words.get(word) == 0]
    return any(
        0 <= value.span.start - at.end <= GAP or 0 <= at.start - value.span.end <= GAP for value in SLOT.read(reading) for at in todays
    )


def _barred(left: Reading, right: Reading) -> bool:
    """Whether the two tell what is opposed, or planned and done, or each of its own today."""
    return opposed(left, right) or planned(SLOT, left) != planned(SLOT, right) or (left.once(_of_today) and right.once(_of_today))


SLOT = Slot("date", dates, barred=_barred)
kinds.add("date", Kind(speaks, compare))
