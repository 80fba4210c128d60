"""Weekday: one event on two different days of the week.

A sentence that names two days is left alone: which of them is the event's is not ours to guess. The
calendar decides where a day stands beside "today" or "yesterday" and the publication date is known.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from ...types import Reason, Span
from . import Clash, Kind, Reading, kinds, same_scene

AFTER_CUE = 4  # words behind "said" within which a day is that of the speech: "told reporters on Monday"


def days(reading: Reading) -> list[tuple[int, Span]]:
    """Weekdays named in a sentence, Monday is 0; not "Black Friday", nor the day on which somebody spoke."""
    names, tokens = reading.lang.weekdays, reading.tokens
    return [
        (names.index(word), at)
        for n, (word, at) in enumerate(tokens)
        if word in names and not (n and f"{tokens[n - 1][0]} {word}" in reading.lang.named_days) and not _of_speech(reading, n)
    ]


def _of_speech(reading: Reading, n: int) -> bool:
    """Whether the n-th word stands close behind a speech cue and outside what was said."""
    at = reading.tokens[n][1]
    near = {span for _, span in reading.tokens[max(0, n - AFTER_CUE) : n]}
    return any(
        quote.cue is not None and any(quote.cue.overlaps(span) for span in near) and not any(at in content for content in quote.content)
        for quote in reading.quotes
    )


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two single days that differ in one scene."""
    ours, theirs = days(left), days(right)
    if len({day for day, _ in ours}) != 1 or len({day for day, _ in theirs}) != 1 or ours[0][0] == theirs[0][0]:
        return []
    scene = same_scene(left, right)
    if not scene or _another_day(left, right) or _planned(left) != _planned(right):
        return []
    (one, at), (other, there) = ours[0], theirs[0]
    because = (*scene, Reason("the days differ", 1.0, (at, there)))
    off = "left" if _ruled_out(left, one) else "right" if _ruled_out(right, other) else ""
    if _ruled_out(left, one) and _ruled_out(right, other):
        off = ""
    return [Clash(at, there, left.lang.weekdays[one], right.lang.weekdays[other], "contradiction", because, off, "calendar" if off else "")]  # type: ignore[arg-type]


def _ruled_out(reading: Reading, day: int) -> bool:
    """Whether the day stands beside "today" (or "yesterday") while the publication date says otherwise."""
    published = reading.report.published
    if published is None or published.precision in ("year", "month"):
        return False
    shifts = [reading.lang.relative_days[word] for word, _ in reading.tokens if word in reading.lang.relative_days]
    return len(set(shifts)) == 1 and (published.low + timedelta(days=shifts[0])).weekday() != day


def _planned(reading: Reading) -> bool:
    """Whether a sentence speaks of what is to come: planned for one day, done on another, is no clash."""
    return any(word in reading.lang.plan_words for word, _ in reading.tokens)


def _another_day(left: Reading, right: Reading) -> bool:
    """Whether a word like "last" or "next" sets one of the days in another week."""
    return any(
        {before for (before, _), (word, _) in pairwise(r.tokens) if word in r.lang.weekdays} & (r.lang.last_words | r.lang.next_words)
        for r in (left, right)
    )


kinds.add("weekday", Kind(lambda reading: bool(days(reading)), compare))
