"""Decides which words tell a time, what they mean as TIMEX3, and when that was.

Two anchors are kept apart: the date in the dateline and the day of publication. A relative
expression is resolved from the dateline where it bears a date, else from publication; each `Time`
says from which. Without an anchor, or with one that is too coarse ("2023" cannot place a Thursday),
nothing is resolved: the interval stays None and the value keeps an X for every unknown place:

    Thursday XXXX-WXX-4   July XXXX-07   today XXXX-XX-XX   last week XXXX-WXX   last summer XXXX-SU   last year XXXX

A weekday is always a `Time` of its own, so "today, Tuesday" gives both: where the two disagree,
that is a finding for `weigh`, and a weekday never corrects an anchor.

How it works: `grammar` finds the expressions on the tape of `tapes`; the readers of `days` and `periods` return a
TIMEX3 value each; `time_ranges` lets neighbours and the words in front bound them; `calendar` turns a value into an interval.
A bare weekday or month lies in the past unless the nearest verb of its sentence points forward.

Known exceptions: movable feasts are silent, fiscal years are taken for calendar years, and a time told from an event ("two days
after the storm") is a length with the side on which it lies. An error here is a false clash of dates in a summary; in doubt stay relative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from ..types import Anchor, Report, Span, Time
from .calendar import grain, interval
from .grammar import expressions
from .tapes import tape
from .time_ranges import Item, bounded, stretch
from .timex import Base, Found, Line

_FINER = {"year": 0, "month": 1, "day": 2, "minute": 3, "second": 3}
_DATELINE_END = re.compile(r"[–—]|-\s|\n")
_DATELINE_CHARS = 80  # from the place to the dash behind date and agency
Spanned = tuple[tuple[int, int], Found]


def times(report: Report, sentences: tuple[Span, ...]) -> tuple[Time, ...]:
    """Every expression of time in a report, in text order."""
    starts = [sentence.start for sentence in sentences]
    base = anchor(report)
    out: list[Time] = []
    for span, found in _read(report.text, report.lang, base, starts):
        low, high = (_midnight(day) if day else None for day in stretch(found))
        known = low is not None or high is not None
        name: Anchor = base.name if base and found.anchored else "text" if known else "none"
        out.append(Time(Span(report.id, *span), found.type, found.value, low, high, name, grain(found.value), found.bound))
    return tuple(out)


def anchor(report: Report) -> Base | None:
    """The anchor of relative expressions: the date in the dateline, else the day of publication."""
    published = Base("published", report.published.low.date(), _FINER[report.published.precision]) if report.published else None
    for _, found in _read(_dateline(report), report.lang, published, []):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", found.value):
            return Base("dateline", date.fromisoformat(found.value), 2)
    return published


def _dateline(report: Report) -> str:
    """The line from the place to the dash that ends it; empty where the report opens without."""
    start = report.text.find(report.dateline) if report.dateline else -1
    ending = _DATELINE_END.search(report.text, start, start + _DATELINE_CHARS) if start >= 0 else None
    return report.text[start : ending.start()] if ending else ""


def _midnight(day: date) -> datetime | None:
    bounds = interval(day.isoformat())
    return bounds[0] if bounds else None


def _read(text: str, code: str, base: Base | None, starts: list[int]) -> Iterator[Spanned]:
    line = Line(tape(text, code), base, starts, code)
    items: list[Item] = []
    for start, end, found in expressions(line):
        if found.type == "DATE" and found.value[:2].isdigit() and not found.compared:
            line.told.append(found)
        items.append(Item(start, end, found))
    for start, end, found in bounded(line, items):
        last = end - 1 - (line.letters[end - 1] == "." and not line.abbreviated(end - 2))
        yield (line.symbols[start].start, line.symbols[last].end), found


@lru_cache(maxsize=8)
def dated(text: str, code: str) -> tuple[tuple[int, int], ...]:
    """Where the text tells dates and clock times, durations apart: numbers there count nothing."""
    return tuple(span for span, found in _read(text, code, None, []) if found.type != "DURATION")
