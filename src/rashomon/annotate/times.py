"""Decides which words tell a time, what they mean as TIMEX3, and when that was.

Two anchors are kept apart: the date in the dateline and the day of publication. A relative
expression is resolved from the dateline where it bears a date, else from publication; each `Time`
says from which. Without an anchor, or with one that is too coarse ("2023" cannot place a Thursday),
nothing is resolved: the interval stays None and the value keeps an X for every unknown place:

    Thursday XXXX-WXX-4   July XXXX-07   today XXXX-XX-XX   last week XXXX-WXX   last summer XXXX-SU   last year XXXX

A weekday is always a `Time` of its own, so "today, Tuesday" gives both: where the two disagree,
that is a finding for `weigh`, and a weekday never corrects an anchor.

How it works: the grammar of `timex` runs over the tape of `symbols`; each rule has a reader that returns a
TIMEX3 value; `calendar` turns the value into an interval. A bare weekday or month lies
within the last week or year unless the nearest verb of its sentence points forward.

Known exceptions: holidays, fiscal years and times told from another event ("two days after") are
durations or silent. An error here is a false clash of dates in a summary; in doubt stay relative.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from ..types import Anchor, Report, Span, Time
from .calendar import interval
from .symbols import tape
from .timex import GRAMMAR, Base, Found, Reader

_FINER = {"year": 0, "month": 1, "day": 2, "minute": 3, "second": 3}
_DATELINE_END = re.compile(r"[–—]|-\s|\n")
_DATELINE_CHARS = 80  # from the place to the dash behind date and agency
Spanned = tuple[tuple[int, int], Found]


def times(report: Report, sentences: tuple[Span, ...]) -> tuple[Time, ...]:
    """Every expression of time in a report, in text order."""
    starts = [sentence.start for sentence in sentences]
    base = anchor(report)
    out: list[Time] = []
    for span, found in _with_clocks(_read(report.text, report.lang, base, starts)):
        bounds = interval(found.value)
        low = _midnight(found.low) if found.low else bounds[0] if bounds and not found.high else None
        high = _midnight(found.high) if found.high else bounds[1] if bounds and not found.low else None
        known = low is not None or high is not None
        name: Anchor = base.name if base and found.anchored else "text" if known else "none"
        out.append(Time(Span(report.id, *span), found.type, found.value, low, high, name))
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
    line = tape(text, code)
    reader = Reader(line, base, starts, code)
    for rule, start, end in _expressions(text, code):
        try:
            found = getattr(reader, rule)(start, end)
        except (ValueError, OverflowError):  # a time that no calendar holds: "100000 weeks ago"
            continue
        if found is not None:
            if line.letters[end - 1] == "." and not reader.abbreviated(end - 2):
                end -= 1
            yield (line.symbols[start].start, line.symbols[end - 1].end), found


@lru_cache(maxsize=8)
def _expressions(text: str, code: str) -> list[tuple[str, int, int]]:
    """What the grammar finds on the tape: rule, start, end."""
    return [(match.lastgroup or "", *match.span()) for match in GRAMMAR.finditer(tape(text, code).letters)]


def _with_clocks(found: Iterator[Spanned]) -> Iterator[Spanned]:
    """Give a clock time the day that stands beside it: "5 p.m. on Thursday", "Thursday at noon"."""
    items = list(found)
    for n, (span, item) in enumerate(items):
        if item.value.startswith("T"):
            for (start, end), day in (*items[n + 1 : n + 2], *items[max(n - 1, 0) : n]):
                near = 0 <= start - span[1] <= 6 or 0 <= span[0] - end <= 5
                if near and day.type == "DATE" and re.fullmatch(r"\d{4}-\d\d-\d\d|XXXX-(?:\d\d-\d\d|XX-XX|WXX-\d)", day.value):
                    item = item._replace(value=day.value + item.value, anchored=day.anchored)
                    break
        yield span, item


@lru_cache(maxsize=8)
def dated(text: str, code: str) -> tuple[tuple[int, int], ...]:
    """Where the text tells dates and clock times, durations apart: numbers there count nothing."""
    return tuple(span for span, found in _read(text, code, None, []) if found.type != "DURATION")
