"""Decides which day, month, year or clock time is meant: one reader a rule of `grammar`, from a stretch of the tape to its meaning.

A reader returns None for silence, and `SILENT` where no other reader may try either.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..types import TimeType
from .calendar import interval, shift, weekday_near, year_of_month
from .timex import SILENT, Found, Line, moved

_DOUBTFUL_MONTHS = 8  # a month further back is rather the coming one, unless a verb says otherwise
_NEAR_DATE = 366  # days from the anchor
_PLAIN_YEARS = range(1800, 2100)  # four digits that are a year without a preposition in front
_NO_YEAR = frozenset("uU%$X°")


def numeric(line: Line, start: int, end: int) -> Found | None:
    """2023-03-02; of 02/03/2023 the order that fits, and where both do the day nearer to the anchor, within a year of it."""
    parts = [int(part) for part in re.split(r"[-/.]", line.symbols[start].word)]
    if parts[0] > 31:
        return _date(*parts)
    first, second, year = parts
    if year < 100:
        year += 2000 if year < 50 else 1900
    day_first = not line.lang.dates_month_first or second <= 12 < first
    if first == second or second > 12 or day_first:
        return _date(year, second, first) if day_first and second <= 12 else _date(year, first, second)
    if line.base is None or not line.base.holds("D") or max(first, second) > 12:
        return None
    distance, there = min((abs((there - line.base.day).days), there) for there in (date(year, first, second), date(year, second, first)))
    return Found(there.isoformat()) if distance < _NEAR_DATE else None


def _date(year: int, month: int, day: int) -> Found | None:
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return Found(value) if interval(value) else None


def numeric_day(line: Line, start: int, end: int) -> Found | None:
    """On 4/22: month and day, in the order that fits."""
    first, second = (int(float(line.symbols[at].value)) for at in (start, end - 1))
    month, day = (first, second) if first <= 12 and (second > 12 or line.lang.dates_month_first) else (second, first)
    return _in_year(line, start, end, f"{month:02d}-{day:02d}") if 1 <= month <= 12 and 1 <= day <= 31 else None


def numeric_month(line: Line, start: int, end: int) -> Found | None:
    """3/2015, 2015-03; not "2011-12", which is a season of two years."""
    year, month = line.first(start, end, "Y"), line.first(start, end, "N")
    if year is None or month is None or not 1 <= float(month.value) <= 12 or float(month.value) % 1:
        return None
    if "-" in line.letters[start:end] and int(month.value) == (int(year.value) + 1) % 100:
        return None
    return Found(f"{int(year.value):04d}-{int(month.value):02d}")


def day(line: Line, start: int, end: int) -> Found | None:
    """2 March, March 2, 2023, the first of May last year."""
    month, number = line.first(start, end, "Mm"), line.first(start, end, "NO")
    if month is None or number is None or not 1 <= float(number.value) <= 31 or float(number.value) % 1:
        return None
    if line.letters[start] in "Mm" and number.start in line.opens:  # "in April. Two days later"
        return None
    return _in_year(line, start, end, f"{int(month.value):02d}-{int(number.value):02d}")


def _in_year(line: Line, start: int, end: int, rest: str) -> Found | None:
    """A month, with or without a day, in the year said or in the one that fits."""
    year, month, base = line.first(start, end, "Y"), int(rest[:2]), line.base
    if year:
        return Found(f"{int(year.value):04d}-{rest}")
    if line.first(start, end, "U"):
        if base is None:
            return Found(f"XXXX-{rest}")
        return Found(f"{base.day.year + line.turn(start, end):04d}-{rest}", anchored=True)
    if base is None or not base.holds("M" if len(rest) == 2 else "D"):
        return Found(f"XXXX-{rest}")
    direction = line.direction(start)
    found = year_of_month(base.day, month, direction or -1)
    back = 12 * (base.day.year - found) + base.day.month - month
    if back > _DOUBTFUL_MONTHS and (direction == 0 or found < base.day.year):
        found += 1
    leap = next((year for year in (found, *range(found - 1, found - 5, -1)) if len(rest) == 2 or interval(f"{year:04d}-{rest}")), None)
    return Found(f"{leap:04d}-{rest}", anchored=True) if leap else SILENT


def month(line: Line, start: int, end: int) -> Found | None:
    """July, July 2022, July last year."""
    symbol = line.first(start, end, "Mm")
    return _in_year(line, start, end, f"{int(symbol.value):02d}") if symbol else None


def month_of(line: Line, start: int, end: int) -> Found | None:
    """The month of July."""
    return month(line, start, end) if line.unit(start, end) == "M" and not line.many(start, end) else None


def month_turned(line: Line, start: int, end: int) -> Found | None:
    """Last July: strictly before this month."""
    number = int((line.first(start, end, "Mm") or line.symbols[start]).value)
    if line.base is None or not line.base.holds("M"):
        return Found(f"XXXX-{number:02d}")
    turn = line.turn(start, end)
    if turn == 0:
        return Found(f"{line.base.day.year:04d}-{number:02d}", anchored=True)
    return Found(f"{year_of_month(line.base.day, number, 2 * turn):04d}-{number:02d}", anchored=True)


def day_of_month(line: Line, start: int, end: int) -> Found | None:
    """The 20th of next month."""
    number = line.first(start, end, "NO")
    container = line.beside("M", line.turn(start, end))
    if number is None or line.unit(start, end) != "M" or not 1 <= float(number.value) <= 31:
        return None
    value = f"{container.value}-{int(number.value):02d}"
    return container._replace(value=value) if not container.anchored or interval(value) else SILENT


def bare_day(line: Line, start: int, end: int) -> Found | None:
    """On the 27th: of this month or of the one before, ahead where a verb points there."""
    symbol = line.last(start, end, "ON")
    if (
        symbol is None
        or not (symbol.word[:1].isdigit() or not symbol.word or line.letters[start] in "Wv")
        or not 1 <= int(symbol.value) <= 31
    ):
        return None
    if symbol.word[:1].isalpha() and line.letter(end) == "w":  # "Tuesday, the first time"
        return None
    if line.letters[start] in "ON" and line.word(start - 1) not in line.lang.day_prepositions:
        return None
    number, weekday = int(symbol.value), line.first(start, end, "Wv")
    if line.base is None or not line.base.holds("D"):
        return Found(f"XXXX-XX-{number:02d}")
    today, direction = line.base.day, line.direction(start)
    for months in (0, 1, -1) if direction > 0 else (0, -1, 1):
        value = f"{shift(today, 'M', months)}-{number:02d}"
        fits = interval(value) is not None and (weekday is None or date.fromisoformat(value).isoweekday() == weekday.value)
        if fits and (weekday or months or (number >= today.day if direction > 0 else number <= today.day)):
            return Found(value, anchored=True)
    return None


# --- weekdays


def weekday(line: Line, start: int, end: int) -> Found | None:
    """Thursday; a short name that is a word too ("Sun") only behind "on"."""
    if line.letters[start] == "v" and line.word(start - 1) not in line.lang.day_prepositions:
        return None
    return _weekday(line, start, end, line.direction(start) or -1)


def weekday_turned(line: Line, start: int, end: int) -> Found | None:
    """Last Thursday: strictly before today; the previous Thursday: before the day told last."""
    if line.echoes(start, end) and (told := line.recent("day")):
        number = int((line.first(start, end, "Wv") or line.symbols[start]).value)
        there = weekday_near(date.fromisoformat(told.value), number, 2 * line.turn(start, end))
        return Found(there.isoformat(), anchored=told.anchored)
    turn, symbol = line.turn(start, end), line.first(start, end, "Wv")
    if turn == 0 and symbol and line.base and int(symbol.value) > line.base.day.isoweekday():  # this Friday, said on a Monday
        turn = 1
    return _weekday(line, start, end, 2 * turn or line.direction(start) or 1)


def weekday_ago(line: Line, start: int, end: int) -> Found | None:
    """A week ago Tuesday: the Tuesday next to the day a week ago."""
    count, unit = line.count(start, end), line.unit(start, end)
    if line.base is None or not line.base.holds("D") or count is None or unit not in ("W", "M", "Y"):
        return None
    there = moved(line.base.day, unit, -count) - timedelta(days=3)
    return Found(weekday_near(there, int(line.symbols[end - 1].value), 1).isoformat(), anchored=True)


def _weekday(line: Line, start: int, end: int, direction: int) -> Found:
    symbol, part = line.first(start, end, "Wv") or line.symbols[start], line.first(start, end, "P")
    tail = f"T{part.value}" if part else ""
    kind: TimeType = "TIME" if part else "DATE"
    number = int(symbol.value)
    beside = _date_beside(line, start, end)
    if beside is not None:
        same = re.match(r"\d", beside.value) and date.fromisoformat(beside.value).isoweekday() == number
        return Found((beside.value if same else f"XXXX-WXX-{number}") + tail, kind, anchored=bool(same) and beside.anchored)
    if line.base is None or not line.base.holds("D"):
        return Found(f"XXXX-WXX-{number}{tail}", kind)
    return Found(weekday_near(line.base.day, number, direction).isoformat() + tail, kind, anchored=True)


def _date_beside(line: Line, start: int, end: int) -> Found | None:
    """The date that a weekday belongs to: "Friday, March 2, 2023", "2 March 2023, a Friday"."""
    after = re.compile(r",?t?(?:([Mm]\.?(?:N|O)(?:,?Y)?)|((?:N\.?|O)J?[Mm]\.?(?:J?Y)?))").match(line.letters, end)
    if after:
        return day(line, *after.span(1 if after[1] else 2))
    before = re.compile(r"([Mm]\.?(?:N|O)(?:,?Y)?|(?:N\.?|O)J?[Mm]\.?(?:J?Y)?),a?$").search(line.letters, max(0, start - 8), start)
    return day(line, *before.span(1)) if before else None


def weekday_of_week(line: Line, start: int, end: int) -> Found | None:
    """Next week on Friday, Friday of last week."""
    symbol = line.first(start, end, "Wv")
    if symbol is None or line.unit(start, end) != "W":
        return None
    if line.base is None or not line.base.holds("D"):
        return Found(f"XXXX-WXX-{symbol.value}")
    monday = line.base.day - timedelta(days=line.base.day.weekday()) + timedelta(weeks=line.turn(start, end))
    return Found((monday + timedelta(days=int(symbol.value) - 1)).isoformat(), anchored=True)


# --- days in words, years, clocks


def day_word(line: Line, start: int, end: int) -> Found | None:
    """Today, yesterday morning, tonight."""
    symbol, part = line.symbols[start], line.first(start, end, "P")
    return line.beside("D", int(symbol.value), str(part.value) if part else line.lang.day_parts.get(symbol.word, ""))


def turned_part(line: Line, start: int, end: int) -> Found | None:
    """Morning of today, last night; the next morning and the morning are those of the day told last."""
    part = str(line.symbols[end - 1].value)
    if line.letters[start] in "LT":
        return line.beside("D", min(line.turn(start, end), 0), part)
    if part == "NI":
        return None
    turn, told = line.turn(start, end), line.recent("day")
    if told is None:
        return line.beside("D", turn, part)
    return told._replace(value=f"{shift(date.fromisoformat(told.value), 'D', turn)}T{part}", type="TIME")


def year(line: Line, start: int, end: int) -> Found | None:
    """Four digits that nothing says are a count, a price or a label."""
    symbol, before, after = line.symbols[end - 1], line.letter(start - 1), line.letter(end)
    number = int(symbol.value)
    spelt = not symbol.word.isdigit()
    if (
        after in _NO_YEAR
        or before in "$#./:%+"
        or (before == "-" and line.letter(start - 2) not in "IpY")
        or line.word(start - 1) in line.lang.label_words
    ):
        return None
    if line.first(start, end, "U") and line.unit(start, end) != "Y":
        return None
    if not (spelt or before in "IJrpyt(" or line.letters[start] in "ty") and number not in _PLAIN_YEARS:
        return None
    plural = after == "w" and line.word(end).endswith("s")
    if (
        not spelt
        and plural
        and before not in "IJtp'’"
        and line.letters[start] not in "ty"
        and line.word(start - 1) not in line.lang.determiners
    ):
        return None
    return Found(f"{number:04d}")


def year_range(line: Line, start: int, end: int) -> Found | None:
    """The season 2015-16: from one year to the next."""
    said, second = line.first(start, end, "Y"), line.symbols[end - 1]
    first = int(said.value) if said else 0
    last = first // 100 * 100 + int(float(second.value))
    if not first < last <= first + 20 or len(second.word) != 2 or line.letter(end) in _NO_YEAR:
        return None
    return Found(f"{first:04d}", low=date(first, 1, 1), high=date(last + 1, 1, 1), bound="range")


def reference(line: Line, start: int, end: int) -> Found | None:
    """Now, recently; a day of the year that has a name: "Christmas", "year-end"."""
    value = str(line.symbols[start].value)
    if not value.startswith("XXXX-"):
        return Found(value)
    told = line.first(start, end, "Y")
    return Found(f"{int(told.value):04d}{value[4:]}") if told else _in_year(line, start, end, value[5:])


def clock(line: Line, start: int, end: int) -> Found | None:
    """17:30, 5 p.m., noon, 0830 GMT."""
    first, mark = line.symbols[start], line.first(start, end, "K")
    if mark and ":" in str(mark.value):
        return Found(f"T{mark.value}", "TIME")
    if first.kind == "K":
        return None
    hour, _, minute = first.word.replace(".", ":").partition(":") if first.word else (str(int(first.value)), "", "")
    if not hour.isdigit():
        hour = str(int(first.value))
    if len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    hours, minutes = int(hour), int(minute[:2] or 0)
    if mark and mark.value in ("AM", "PM"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if mark.value == "PM" else 0)
    return Found(f"T{hours:02d}:{minutes:02d}", "TIME") if hours < 25 and minutes < 60 else None
