"""When a time that a sentence gives is over, which of two comes first, whether two may be one, and when something was said."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta

from ..types import Notes, Quote, Report, Time

_STOP = frozenset(';:()"“”«»')  # marks behind which something else is told
BESIDE = 6  # words between a cue and the day on which it was said: "told reporters in Lowick on Thursday"

_LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "season": 92, "half": 184, "year": 366}  # days
_CALENDAR = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d))?(?:T\w+)?$")  # year, month, day of a TIMEX3 value
_WEEKDAY = re.compile(r"(?:\d{4}|XXXX)-W(?:\d\d|XX)-(\d)")


def end(time: Time) -> datetime | None:
    """Until when the time told lasts; of one that is open ahead, the unit it begins with: June of "since June"."""
    if time.high is not None or time.low is None:
        return time.high
    return time.low + timedelta(days=_LONGEST[time.grain]) if time.grain in _LONGEST else None


def before(time: Time, other: Time) -> bool:
    """Whether a time is over when another begins, as far as both are fixed."""
    over = end(time)
    return over is not None and other.low is not None and over <= other.low


def apart(value: str, other: str) -> bool:
    """Whether two TIMEX3 values cannot be one day: a year, month, day or weekday that both give differs; "yesterday" may be any."""
    ours, theirs = (_parts(one) for one in (value, other))
    return any(ours[part] != theirs[part] for part in ours.keys() & theirs.keys())


def spoken(quote: Quote, report: Report, notes: Notes) -> Time | None:
    """When something was said, where the report dates the words: "she said on Thursday", "On Thursday, she said"."""
    cue = quote.cue
    home = next((span for span in notes.sentences if cue is not None and cue in span), None)
    if cue is None or home is None or not quote.speech:
        return None
    found = []
    for time in notes.times:
        if time.span not in home or not time.names_a_day or any(time.span.overlaps(content) for content in quote.content):
            continue
        low, high = sorted((time.span, cue))
        between = report.text[low.end : high.start]
        if len(between.split()) <= BESIDE and _STOP.isdisjoint(between):
            found.append((len(between), time))
    return min(found, key=lambda one: (one[0], one[1].span))[1] if found else None


def _parts(value: str) -> dict[str, str]:
    """What a TIMEX3 value tells of its day."""
    if found := _WEEKDAY.match(value):
        return {"weekday": found[1]}
    found = _CALENDAR.match(value)
    told = dict(zip(("year", "month", "day"), found.groups(), strict=True)) if found else {"season": value}
    parts = {name: part for name, part in told.items() if part and "X" not in part}
    if len(parts) == len(told) == 3:
        with suppress(ValueError):  # no day of the calendar
            parts["weekday"] = str(date(*map(int, parts.values())).isoweekday())
    return parts
