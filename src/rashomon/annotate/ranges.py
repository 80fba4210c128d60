"""Decides how expressions of time that stand together bound each other: "from 4 to 22 May", "early 1990", "since Monday", "two days before Oct. 12".

Each pass takes the items of a text in order and returns them so. The two ends of a range stay two items with a value each, as TIMEX3
has it; both bear the interval of the whole. A word that only bounds ("since", "by") stays outside the span; one that
names a part ("early", "the end of") is inside.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from .calendar import interval, shift
from .timex import Found, Line, moved

_DASHES = frozenset("-–—")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|XXXX-(?:\d\d-\d\d|XX-XX|WXX-\d)")
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_PART = re.compile(r"t?[pf](?:-|It?)?$")
_WIDTH = 6  # letters in front of an item that may belong to it
_MOVED = 6  # words before a range within which a verb makes it a change


class Item(NamedTuple):
    """A stretch of the tape with its meaning."""

    start: int
    end: int
    found: Found


def bounded(line: Line, items: list[Item]) -> list[Item]:
    """All passes, in order."""
    for step in (clocks, shared_days, weeks_of, counted, parts, ranges, bounds):
        items = step(line, items)
    return items


def stretch(found: Found) -> tuple[date | None, date | None]:
    """First day and the day behind the last: what a bound made of it, else the interval of the value."""
    if found.bounded:
        return found.low, found.high
    known = interval(found.value)
    return (known[0].date(), known[1].date()) if known else (None, None)


def clocks(line: Line, items: list[Item]) -> list[Item]:
    """Give a clock time the day that stands beside it: "5 p.m. on Thursday", "Thursday at noon"."""
    out: list[Item] = []
    for n, item in enumerate(items):
        if item.found.value.startswith("T"):
            for near in (*items[n + 1 : n + 2], *items[max(n - 1, 0) : n]):
                gap = line.letters[item.end : near.start] if near.start >= item.end else line.letters[near.end : item.start]
                if near.found.type == "DATE" and _DAY.fullmatch(near.found.value) and re.fullmatch(r"[I,]?[It]?", gap):
                    item = item._replace(found=item.found._replace(value=near.found.value + item.found.value, anchored=near.found.anchored))
                    break
        out.append(item)
    return out


def shared_days(line: Line, items: list[Item]) -> list[Item]:
    """Days that have their month from a neighbour: "4 to 22 May", "April 24 and 25"."""
    out: list[Item] = []
    for item in items:
        value = item.found.value
        if item.found.type == "DATE" and re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", value):
            before = re.search(r"(?:t?O|N)t?[-–rI]$", line.letters[max(0, item.start - 4) : item.start])
            if before and line.letters[item.start] in "NOtM" and _joins(line, item.start - 1):
                start = item.start - len(before.group())
                out += _day_of(line, item, start, item.start - 1)
            out.append(item)
            behind = re.compile(r"[-–rI]t?[NO](?![\wUX%$:])").match(line.letters, item.end)
            if behind and line.letters[item.start] in "Mm" and _joins(line, item.end) and not line.first(item.start, item.end, "Y"):
                out += _day_of(line, item, item.end + 1, behind.end())
        else:
            out.append(item)
    return out


def _joins(line: Line, at: int) -> bool:
    word = line.word(at)
    return word in _DASHES or word in line.lang.range_words or line.lang.time_bounds.get(word) == "until"


def _day_of(line: Line, item: Item, start: int, end: int) -> list[Item]:
    number = line.first(start, end, "NO")
    value = f"{item.found.value[:-2]}{int(number.value):02d}" if number and 1 <= float(number.value) <= 31 else ""
    if not value or value == item.found.value or (value[0] != "X" and interval(value) is None):
        return []
    return [Item(start, end, item.found._replace(value=value))]


def weeks_of(line: Line, items: list[Item]) -> list[Item]:
    """The week of March 6."""
    out: list[Item] = []
    for item in items:
        before = re.search(r"t?U(?:J|w)I?$", line.letters[max(0, item.start - 4) : item.start])
        if before and _FULL.fullmatch(item.found.value):
            start = item.start - len(before.group())
            unit = line.unit(start, item.start)
            joiner = line.symbols[start + before.group().index("U") + 1].word
            if unit in ("W", "M") and (joiner in line.lang.date_joiners or joiner in line.lang.starting_words):
                while out and out[-1].end > start:
                    out.pop()
                found = item.found._replace(value=shift(date.fromisoformat(item.found.value), unit, 0))
                item = Item(start, item.end, found)
        out.append(item)
    return out


def counted(line: Line, items: list[Item]) -> list[Item]:
    """Two days before Oct. 12: a day; two days after the storm: a length with the side on which it lies."""
    out: list[Item] = []
    for n, item in enumerate(items):
        found, mark = item.found, line.word(item.end)
        side = line.lang.time_bounds.get(mark)
        if found.type == "DURATION" and not found.bounded and side in ("before", "after", "since"):
            after = items[n + 1] if n + 1 < len(items) else None
            length = _LENGTH.fullmatch(found.value)
            if after and length and after.start == item.end + 1 and _FULL.fullmatch(after.found.value):
                day = moved(date.fromisoformat(after.found.value), length[2], int(length[1]) * (-1 if side == "before" else 1))
                item = item._replace(found=Found(day.isoformat(), anchored=after.found.anchored))
            elif side != "since" and found.bound == "exact":
                item = item._replace(found=found._replace(bound=side))  # type: ignore[arg-type]
        out.append(item)
    return out


def parts(line: Line, items: list[Item]) -> list[Item]:
    """Early 1990, mid-May, the end of the year, later this week."""
    out: list[Item] = []
    for item in items:
        before = _PART.search(line.letters[max(0, item.start - _WIDTH) : item.start])
        start = item.start - len(before.group()) if before else item.start
        word = next((line.word(at) for at in range(start, item.start) if line.letters[at] in "pf"), "")
        part = line.lang.part_words.get(word)
        if part and item.found.type == "DATE" and not item.found.bounded and (not out or out[-1].end <= start):
            item = Item(start, item.end, _part(line, item.found, part))
        out.append(item)
    return out


def _part(line: Line, found: Found, part: str) -> Found:
    low, high = stretch(found)
    if part in ("early", "mid", "late"):
        if low is None or high is None:
            return found._replace(bound=part)  # type: ignore[arg-type]
        quarter = timedelta(days=(high - low).days // 4)
        if part == "mid":
            return found._replace(low=low + quarter, high=high - quarter, bound="mid")
        half = low + timedelta(days=(high - low).days // 2)
        return found._replace(low=low, high=half, bound="early") if part == "early" else found._replace(low=half, high=high, bound="late")
    today = line.base.day if line.base and line.base.holds("D") else None
    if today is None or low is None or high is None or not low <= today < high:
        return found
    if part == "earlier":
        return found._replace(low=low, high=today, bound="before") if low < today else found
    return found._replace(low=today, high=high, bound="since")


def ranges(line: Line, items: list[Item]) -> list[Item]:
    """From May to July, between 2014 and 2018, 1-5 March."""
    out = list(items)
    for n in range(len(items) - 1):
        first, second = out[n], out[n + 1]
        if first.found.bound == "range" or not _spans(line, first, second):
            continue
        first = first._replace(found=_in_order(first.found, second.found))
        low, high = stretch(first.found)[0], stretch(second.found)[1]
        if low is None or high is None or low >= high:
            continue
        out[n] = first._replace(found=first.found._replace(low=low, high=high, bound="range"))
        out[n + 1] = second._replace(found=second.found._replace(low=low, high=high, bound="range"))
    return out


def _spans(line: Line, first: Item, second: Item) -> bool:
    gap = line.letters[first.end : second.start].strip("t,")
    kinds = {first.found.type, second.found.type}
    if len(gap) != 1 or kinds - {"DATE", "TIME"} or "REF" in first.found.value:
        return False
    at = line.letters.index(gap, first.end)
    mark, before = line.word(at), {line.word(first.start - 1), line.word(first.start - 2)}
    if mark in line.lang.both_words:
        return bool(before & line.lang.between_words)
    if any(line.word(at) in line.lang.move_words for at in range(first.start - _MOVED, first.start)):
        return False
    return mark in _DASHES or line.lang.time_bounds.get(mark) == "until"


def _in_order(first: Found, second: Found) -> Found:
    """The first end in the year that the second says: "Feb. 1 to March 2019"."""
    if not (first.anchored and first.value[:4].isdigit() and second.value[:4].isdigit() and len(first.value) >= 7 and "W" not in first.value):
        return first
    year = int(second.value[:4])
    same = f"{year:04d}{first.value[4:]}"
    if not second.anchored and first.value[4:7] <= second.value[4:7]:
        return first._replace(value=same)
    if first.value > second.value:
        return first._replace(value=same if same <= second.value else f"{year - 1:04d}{first.value[4:]}")
    return first


def bounds(line: Line, items: list[Item]) -> list[Item]:
    """Since Monday, before 2016, by the end of the week: the word in front opens one side."""
    out: list[Item] = []
    for item in items:
        at = item.start - 1 - (line.letter(item.start - 1) == "t")
        side = line.lang.time_bounds.get(line.word(at))
        found = item.found
        low, high = stretch(found)
        if side and found.type == "DATE" and found.bound in ("exact", "early", "mid", "late") and low and high:
            opened = {"since": (low, None), "after": (high, None), "before": (None, low), "until": (None, high)}.get(side)
            if opened and not (side == "until" and line.word(at) in line.lang.range_words):
                item = item._replace(found=found._replace(low=opened[0], high=opened[1], bound=side))  # type: ignore[arg-type]
        out.append(item)
    return out
