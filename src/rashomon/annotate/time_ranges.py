"""Decides how times that stand together bound each other: "from 4 to 22 May", "early 1990", "since Monday", "two days before Oct. 12".

Each pass takes the items of a text in order and returns them so. The two ends of a range stay two items with a value each, as TIMEX3
has it; both bear the interval of the whole. A word that only bounds ("since", "by") stays outside the span; one that
names a part ("early", "the end of") is inside.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from .calendar import grain, interval, shift
from .timex import Found, Line, moved

_DASHES = frozenset("-–—")
_JOINING = frozenset(("until", "to"))  # of `time_bounds`, those between the ends of a range
_DAY = re.compile(r"\d{4}-\d\d-\d\d|XXXX-(?:\d\d-\d\d|XX-XX|WXX-\d)")
_FULL = re.compile(r"\d{4}-\d\d-\d\d")
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_PART = re.compile(r"t?[pf](?:-|It?)?$")
_WIDTH = 6  # letters in front of an item that may belong to it
_BESIDE = 6  # code points between a clock time and its day: " on ", ", "
_TOLD = 3  # times in front of a clock time among which its day is looked for
_MOVED = 6  # words before a range within which a verb makes it a change
_PARTS_OF = 4  # days from which a stretch has an early and a late part


class Item(NamedTuple):
    """A stretch of the tape with its meaning."""

    start: int
    end: int
    found: Found


def bounded(line: Line, items: list[Item]) -> list[Item]:
    """All passes, in order; one that leads out of the calendar leaves the text as it was."""
    for step in (named_days, shared_years, clocks, shared_days, weeks_of, counted, parts, ranges, bounds):
        with suppress(ValueError, OverflowError):
            items = step(line, items)
    return items


def stretch(found: Found) -> tuple[date | None, date | None]:
    """First day and the day behind the last: what a bound made of it, else the interval of the value."""
    if found.bounded:
        return found.low, found.high
    known = interval(found.value)
    return (known[0].date(), known[1].date()) if known else (None, None)


def clocks(line: Line, items: list[Item]) -> list[Item]:
    """Give a clock time the day that stands beside it ("5 p.m. on Thursday"), else the one told last, else the anchor's."""
    out: list[Item] = []
    for n, item in enumerate(items):
        before = out[-1] if out else None
        if before and before.found.type == "TIME" and item.start == before.end and _DAY.fullmatch(item.found.value):  # "noon Thursday"
            out[-1] = before._replace(end=item.end)
            continue
        if item.found.value.startswith("T"):
            beside = next((near for near in (*items[n + 1 : n + 2], *items[max(n - 1, 0) : n]) if _stands_at(line, item, near)), None)
            if beside is None or (beside.found.type == "DATE" and _DAY.fullmatch(beside.found.value)):
                day = beside.found if beside else _day_before(line, items[max(n - _TOLD, 0) : n])
                item = item._replace(found=item.found._replace(value=day.value + item.found.value, anchored=day.anchored)) if day else item
        out.append(item)
    return out


def _stands_at(line: Line, item: Item, near: Item) -> bool:
    """Whether a date or a set is at most a short word away."""
    first, second = (item, near) if near.start >= item.end else (near, item)
    gap = line.symbols[second.start].start - line.symbols[first.end - 1].end
    return near.found.type in ("DATE", "SET") and 0 <= gap <= _BESIDE


def _day_before(line: Line, items: list[Item]) -> Found | None:
    told = next((item.found for item in reversed(items) if item.found.type == "DATE" and _FULL.fullmatch(item.found.value)), None)
    if told is None and line.base and line.base.holds("D"):
        return Found(line.base.day.isoformat(), anchored=True)
    return told


def named_days(line: Line, items: list[Item]) -> list[Item]:
    """A weekday and the date at which it stands are one expression, unless the calendar says otherwise: "Friday, March 2"."""
    out: list[Item] = []
    for item in items:
        before = out[-1] if out else None
        if before and before.found.value == item.found.value and _FULL.fullmatch(item.found.value):
            letters = line.letters[before.start : before.end], line.letters[item.start : item.end]
            if re.fullmatch(r",?t?", line.letters[before.end : item.start]) and ("W" in letters) and len(set(letters)) == 2:
                out[-1] = Item(before.start, item.end, item.found)
                continue
        out.append(item)
    return out


def shared_years(line: Line, items: list[Item]) -> list[Item]:
    """Months and days that have their year from the next of a row: "June and July of 2009", "Oct. 3 and Nov. 5, 1987"."""
    out = list(items)
    for n in range(len(items) - 2, -1, -1):
        first, second = out[n].found, out[n + 1].found
        row = re.fullmatch(r",?r?", line.letters[out[n].end : out[n + 1].start])
        if row and first.anchored and not second.anchored and {grain(first.value), grain(second.value)} <= {"day", "month"}:
            said = all(line.first(item.start, item.end, "Mm") for item in (out[n], out[n + 1]))
            if said and not line.first(out[n].start, out[n].end, "YLTxU"):
                year = int(second.value[:4]) - (first.value[4:7] > second.value[4:7])
                out[n] = out[n]._replace(found=first._replace(value=f"{year:04d}{first.value[4:]}", anchored=False))
    return out


def shared_days(line: Line, items: list[Item]) -> list[Item]:
    """Days that have their month from a neighbour: "4 to 22 May", "April 24 and 25"."""
    out: list[Item] = []
    for item in items:
        value = item.found.value
        if item.found.type == "DATE" and re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", value):
            before = re.search(r"(?:t?O|N\.?)[-–rI]t?$", line.letters[max(0, item.start - 4) : item.start])
            mark = item.start - 1 - (line.letter(item.start - 1) == "t")
            free = before and (not out or out[-1].end <= item.start - len(before.group()))
            if before and free and line.letters[item.start] in "NOtM" and _joins(line, mark):
                start = item.start - len(before.group())
                out += _day_of(line, item, start, mark)
            out.append(item)
            behind = re.compile(r"[-–rI]t?[NO](?![\wUX%$:])").match(line.letters, item.end)
            if behind and line.letters[item.start] in "Mm" and _joins(line, item.end) and not line.first(item.start, item.end, "Y"):
                out += _day_of(line, item, item.end + 1, behind.end())
        else:
            out.append(item)
    return out


def _joins(line: Line, at: int) -> bool:
    word = line.word(at)
    return word in _DASHES or word in line.lang.range_words or line.lang.time_bounds.get(word) in _JOINING


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
        before = re.search(r"(?<![Na])t?U[JwU]I?$", line.letters[max(0, item.start - 5) : item.start])
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
    """Two days before Oct. 12: a day; three days from Monday: a stretch; two days after the storm: a length with its side."""
    out: list[Item] = []
    for n, item in enumerate(items):
        found, at = item.found, item.end + (line.letter(item.end) == ",")
        side = "start" if line.word(at) in line.lang.starting_words else line.lang.time_bounds.get(line.word(at))
        if found.type == "DURATION" and not found.bounded and side in ("before", "after", "since", "start"):
            after = items[n + 1] if n + 1 < len(items) else None
            length = _LENGTH.fullmatch(found.value)
            if after and length and at < after.start <= at + 2 and _FULL.fullmatch(after.found.value):
                day = date.fromisoformat(after.found.value)
                there = moved(day, length[2], int(length[1]) * (-1 if side == "before" else 1))
                if side in ("before", "after"):
                    item = item._replace(found=Found(there.isoformat(), anchored=after.found.anchored))
                else:
                    item = item._replace(found=found._replace(low=day, high=there, anchored=after.found.anchored, bound="since"))
            elif side in ("before", "after") and found.bound == "exact":
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
        if low is None or high is None or high - low < timedelta(days=_PARTS_OF):
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
        at = n + 1
        if at + 1 < len(items) and line.letters[out[at].start : out[at + 1].start] == "W,":  # "until Wed, 22 of January"
            at += 1
        first, second = out[n], out[at]
        if first.found.bound == "range" or not _spans(line, first, out[n + 1], second):
            continue
        first, second = _in_order(line, first, second)
        low, high = _stretch(line, first.found)[0], _stretch(line, second.found)[1]
        if low is None or high is None or low >= high:
            continue
        out[n] = first._replace(found=first.found._replace(low=low, high=high, bound="range"))
        out[at] = second._replace(found=second.found._replace(low=low, high=high, bound="range"))
    return out


def _stretch(line: Line, found: Found) -> tuple[date | None, date | None]:
    if found.value == "PRESENT_REF" and line.base and line.base.holds("D"):
        return line.base.day, line.base.day + timedelta(days=1)
    return stretch(found)


def _spans(line: Line, first: Item, behind: Item, second: Item) -> bool:
    """Whether what stands between two dates, and in front of them, makes them the ends of one stretch."""
    gap = line.letters[first.end : behind.start].strip("t,")
    if len(gap) != 1 or {first.found.type, second.found.type} != {"DATE"} or first.found.bound not in ("exact", "early", "mid", "late"):
        return False
    at = line.letters.index(gap, first.end)
    mark, before = line.word(at), {line.word(place) for place in range(first.start - 2, first.end)}
    if mark in line.lang.both_words:
        return bool(before & line.lang.between_words)
    if any(line.word(place) in line.lang.move_words for place in range(first.start - _MOVED, first.start)):
        return False
    opened = bool(before & (line.lang.between_words | line.lang.change_words))
    alike = grain(first.found.value) == grain(second.found.value)
    side = line.lang.time_bounds.get(mark)  # "2014 through May 2018"; but "Friday to May" may be no range
    return side == "until" or ((opened or alike) and (mark in _DASHES or side in _JOINING))


def _in_order(line: Line, first: Item, second: Item) -> tuple[Item, Item]:
    """Both ends in years, and weeks, that follow: "Feb. 1 to March 2019", "October to January", "Tuesday to Thursday"."""
    one, other = first.found, second.found
    if grain(other.value) == "day" and line.letters[second.start] in "Wv" and other.anchored and one.value > other.value:
        there, low = date.fromisoformat(other.value), _stretch(line, one)[0]
        later = there + timedelta(weeks=max(1, -((there - low).days // 7)) if low else 1)
        return first, second._replace(found=other._replace(value=later.isoformat()))
    bare = one.anchored and line.first(first.start, first.end, "MmN") and one.value[:4].isdigit() and other.value[:4].isdigit()
    if not bare or (other.anchored and one.value <= other.value and one.value[:4] == other.value[:4]):
        return first, second
    if other.anchored and line.first(second.start, second.end, "Mm"):  # neither says its year
        ahead = int(one.value[:4]) + (one.value[4:] > other.value[4:])
        return first, second._replace(found=other._replace(value=f"{ahead:04d}{other.value[4:]}"))
    year = int(other.value[:4]) - (one.value[4:] > other.value[4:] and len(other.value) > len("2019"))
    return first._replace(found=one._replace(value=f"{year:04d}{one.value[4:]}")), second


def bounds(line: Line, items: list[Item]) -> list[Item]:
    """Since Monday, before 2016, by the end of the week: the word in front opens one side."""
    out: list[Item] = []
    for item in items:
        at = item.start - 1 - (line.letter(item.start - 1) == "t")
        started = line.word(at - (line.word(at) in line.lang.day_prepositions)) in line.lang.starting_words
        side = "since" if started else line.lang.time_bounds.get(line.word(at))
        found = item.found
        low, high = stretch(found)
        if side and found.type == "DATE" and found.bound in ("exact", "early", "mid", "late") and low and high:
            opened = {"since": (low, None), "after": (high, None), "before": (None, low), "until": (None, high)}.get(side)
            if opened:
                item = item._replace(found=found._replace(low=opened[0], high=opened[1], bound=side))  # type: ignore[arg-type]
        out.append(item)
    return out
