"""Weekday: one event on two different days of the week.

A sentence that names two days is left alone: which of them is the event's is not ours to guess. Between
separate reports a day differs mostly because two things are told (21 alarms on 45 events of three
newsrooms, none of them real), so that `matter` is asked whether both are of one; a day at the head of a
report beside "today" is pinned, and may be compared more freely. The day on which somebody spoke is compared with such days only.
A day beside a date belongs to the date: one date on two days of the week clashes whatever is told. The
calendar decides where the year of such a date is known, or a day stands beside "today" or "yesterday" and
the publication date is known.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from ...lang import language
from ...types import Reason, Span
from ..matter import Slot, Value, of_one_matter, planned
from . import Clash, Kind, Reading, kinds, opposed, same_scene

SELF = 0.6  # share of the stems of both sentences in common within one report
HEAD = 4  # sentences at the head of a report that tell its event
BESIDE = 2  # words between "today" and the day
GAP = 3  # characters between a weekday and the date that it belongs to
AFTER_CUE = 4  # words behind "said" within which a day is that of the speech: "told reporters on Monday"
SPOKEN = "said"  # what a day is of, where it is that of a speech

_WRITTEN = re.compile(r"\d")


def days(reading: Reading) -> list[Value]:
    """Weekdays named in a sentence, not those on which somebody spoke, nor those of a date."""
    return [value for value in SLOT.read(reading) if not value.of]


def _values(reading: Reading) -> list[Value]:
    """Weekdays named in a sentence, each of what is told, of a speech, or of a date; not "Black Friday"."""
    names, tokens = reading.lang.weekdays, reading.tokens
    out = []
    for n, (word, at) in enumerate(tokens):
        if word in names and not (n and f"{tokens[n - 1][0]} {word}" in reading.lang.named_days):
            of = _date_beside(reading, at) or (SPOKEN if _of_speech(reading, n) else "")
            out.append(Value(at, _shown(reading, names.index(word)), of, names.index(word)))
    return out


def _date_beside(reading: Reading, at: Span) -> str:
    """The date that stands beside a weekday: "Monday, 10 September"."""
    wide = Span(at.report, at.start - GAP, at.end + GAP)
    dates = (time.value for time in reading.times if time.span.overlaps(wide) and _WRITTEN.search(reading.report.quote(time.span)))
    return next(dates, "")


def _of_speech(reading: Reading, n: int) -> bool:
    """Whether the n-th word stands close behind a speech cue and outside what was said; not "was found Thursday by a maid"."""
    lang = reading.lang
    before = [word for word, _ in reading.tokens[max(0, n - 3) : n]]
    if before and before[-1] in lang.prepositions:
        before.pop()
    if before and before[-1] in lang.cues:  # "the paper reported Thursday"
        behind = reading.tokens[n + 1][0] if n + 1 < len(reading.tokens) else ""
        return before[-2:-1] == [] or before[-2] not in lang.be_words or behind in lang.that_words
    at = reading.tokens[n][1]
    near = reading.tokens[max(0, n - AFTER_CUE) : n]
    return any(
        quote.cue is not None
        and any(quote.cue.overlaps(span) and word in reading.lang.cues for word, span in near)
        and not any(at in content for content in quote.content)
        for quote in reading.quotes
    )


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two single days that differ in one scene, of one matter, or beside one date."""
    return _of_one_scene(left, right) or _of_one_matter(left, right) or _of_one_date(left, right)


def _of_one_scene(left: Reading, right: Reading) -> list[Clash]:
    ours, theirs = days(left), days(right)
    if not ours or not theirs or ours[0].raw == theirs[0].raw or _barred(left, right):
        return []
    scene = _scene(left, right, ours[0], theirs[0])
    differ = Reason("the days differ", 1.0, (ours[0].span, theirs[0].span))
    return [_clash(left, ours[0], right, theirs[0], (*scene, differ))] if scene else []


def _of_one_matter(left: Reading, right: Reading) -> list[Clash]:
    found = ((pair, because) for pair, because in of_one_matter(SLOT, left, right) if pair.one.of in ("", SPOKEN))
    return [_clash(left, pair.one, right, pair.other, because) for pair, because in found][:1]


def _of_one_date(left: Reading, right: Reading) -> list[Clash]:
    """One date that falls on two days of the week."""
    for one in SLOT.read(left):
        for other in SLOT.read(right):
            if one.of not in ("", SPOKEN) and one.of == other.of and one.raw != other.raw:
                at = (one.span, other.span)
                return [_clash(left, one, right, other, (Reason("one date", 6.0, at, one.of), Reason("the days differ", 1.0, at)))]
    return []


def _clash(left: Reading, one: Value, right: Reading, other: Value, because: tuple[Reason, ...]) -> Clash:
    """The clash of two days, with the side that the calendar rules out where it rules out one."""
    ours, theirs = _ruled_out(left, one), _ruled_out(right, other)
    off: Literal["left", "right", ""] = "" if ours == theirs else "left" if ours else "right"
    return Clash(one.span, other.span, one.shown, other.shown, "contradiction", because, off, "calendar" if off else "")


def _shown(reading: Reading, day: int) -> str:
    """The day as its language writes it."""
    return language(reading.report.lang).weekdays[day]


def _scene(left: Reading, right: Reading, one: Value, other: Value) -> tuple[Reason, ...]:
    """Reasons to think that both days are said of one event."""
    if _pinned(left, one.span) or _pinned(right, other.span):
        return same_scene(left, right) if left.report.id == right.report.id or (_at_head(left) and _at_head(right)) else ()
    return same_scene(left, right, close=SELF) if left.report.id == right.report.id else ()


def _pinned(reading: Reading, at: Span) -> bool:
    """Whether "today" stands beside a day at the head of a report: "today, Tuesday"."""
    n = next(n for n, (_, span) in enumerate(reading.tokens) if span == at)
    near = [word for word, _ in reading.tokens[max(0, n - BESIDE) : n + BESIDE + 1]]
    return _at_head(reading) and any(reading.lang.relative_days.get(word) == 0 for word in near)


def _at_head(reading: Reading) -> bool:
    return reading.span in reading.notes.sentences[:HEAD]


def _ruled_out(reading: Reading, day: Value) -> bool:
    """Whether the day is not that of the date beside it, or of the publication date where it stands beside "today" or "yesterday"."""
    if day.of not in ("", SPOKEN):
        return _weekday(day.of) not in (None, day.raw)
    published = reading.report.published
    if published is None or published.precision in ("year", "month"):
        return False
    shifts = [reading.lang.relative_days[word] for word, _ in reading.tokens if word in reading.lang.relative_days]
    return len(set(shifts)) == 1 and (published.low + timedelta(days=shifts[0])).weekday() != day.raw


def _weekday(day: str) -> int | None:
    """The day of the week of a TIMEX3 date, where its year is known."""
    try:
        return date.fromisoformat(day).weekday()
    except ValueError:
        return None


def _weeks(reading: Reading) -> frozenset[str]:
    """The words that set a day of a sentence in another week, as "last" and "next" do: by what they are in English."""
    lang = reading.lang
    before = {word for (word, _), (day, _) in pairwise(reading.tokens) if day in lang.weekdays}
    return frozenset(way for way, words in (("last", lang.last_words), ("next", lang.next_words)) if before & words)


def _barred(left: Reading, right: Reading) -> bool:
    """Whether a sentence names several days, or the two tell what is opposed, of another week, or planned and done."""
    several = any(len({day.raw for day in SLOT.read(reading) if day.of in ("", SPOKEN)}) > 1 for reading in (left, right))
    return several or opposed(left, right) or left.once(_weeks) != right.once(_weeks) or planned(SLOT, left) != planned(SLOT, right)


SLOT = Slot("weekday", _values, barred=_barred)
kinds.add("weekday", Kind(lambda reading: bool(SLOT.read(reading)), compare))
