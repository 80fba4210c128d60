"""Decides which week, quarter, season, year or length is meant: one reader a rule of `grammar`, from a stretch of the tape to its meaning.

A report of figures compares periods: "the quarter" is the one told last, "a year earlier" after "the third quarter" is that quarter
of the year before. A reader returns None for silence.
"""

from __future__ import annotations

from datetime import date, timedelta

from .calendar import SEASONS, half_year, interval, nth_week, nth_weekday, shift
from .days import month
from .timex import SILENT, UNKNOWN, YEARS, Found, Line, moved

_FINE = {"D": 10, "W": 10, "M": 7}  # length of the value that a unit needs to be counted from
_NEAR = 3  # dates told before, among which a quarter makes "a year earlier" a quarter too
_LONGEST = 1e6


# --- one unit beside the anchor


def turned_unit(line: Line, start: int, end: int) -> Found | None:
    """Last week, this quarter; "coming weeks" are a vague length."""
    unit = line.unit(start, end)
    if unit.startswith("T") or line.word(end) in line.lang.age_words:
        return None
    if line.many(start, end):
        return _length(unit, None)
    if line.word(end - 1) in line.lang.period_nouns:
        return None
    return line.beside(unit, line.turn(start, end))


def after_next(line: Line, start: int, end: int) -> Found | None:
    """The week after next."""
    return line.beside(line.unit(start, end), 2)


def definite_unit(line: Line, start: int, end: int) -> Found | None:
    """The quarter, the year: that of the anchor, or the one told last; a length where its end is told ("the year ended March 31")."""
    unit = line.unit(start, end)
    if line.many(start, end):
        return _length(unit, None)
    said = line.letters[start] == "t" or line.letter(start - 1) == "p" or (unit == "WE" and line.letter(start - 1) == "I")
    if unit not in ("D", "W", "WE", "M", "Q", "Y") or not said:
        return None
    if line.word(end) in line.lang.ended_words:
        return _length(unit, 1)
    if unit == "Q" and (told := line.recent("quarter")):
        return told
    if unit == "D":
        if line.letter(end) in "fWA":
            return None
        if told := line.recent("day"):
            return told
    return line.beside(unit, 0)


def period(line: Line, start: int, end: int) -> Found | None:
    """The latest period, the year-earlier quarter, the 1988 period: a quarter where the report speaks of quarters."""
    told, said = line.recent("quarter"), line.first(start, end, "Y")
    if told is None:
        return Found(f"{int(said.value):04d}") if said else None
    if said:
        return told._replace(value=f"{int(said.value):04d}{told.value[4:]}", anchored=False, compared=True)
    return told if line.letters[start : start + 1] in "tL" and "U" not in line.letters[start : end - 1] else _years_on(told, -1)


def year_earlier(line: Line, start: int, end: int) -> Found | None:
    """A year earlier, year-ago: the same quarter of the year before where quarters are told, else the year before the one told last."""
    if line.unit(start, end) != "Y" or (line.count(start, end) or 1) != 1:
        return later(line, start, end)
    turn = 1 if line.word(end - 1) in line.lang.ahead_words else -1
    if told := line.recent("quarter", _NEAR):
        return _years_on(told, turn)
    if line.letters[end - 1] == "f" and line.told and (told := line.told[-1]).value[:4].isdigit():
        return Found(f"{int(told.value[:4]) + turn:04d}", anchored=told.anchored)
    return line.beside("Y", turn)


def _years_on(told: Found, years: int) -> Found:
    return Found(f"{int(told.value[:4]) + years:04d}{told.value[4:]}", anchored=told.anchored, compared=True)


def same_period(line: Line, start: int, end: int) -> Found | None:
    """The same period of 1988, the corresponding period last year."""
    told, said = line.recent("quarter"), line.first(start, end, "Y")
    if said:
        return period(line, start, end)
    turn = line.turn(start, end) if line.first(start, end, "LT") else -1
    return _years_on(told, turn) if told else line.beside("Y", turn)


# --- quarters, halves, seasons, decades, centuries


def _year(line: Line, start: int, end: int) -> tuple[int | None, bool]:
    """The year said in a stretch, with whether the anchor took part; None where the stretch says none."""
    said = line.first(start, end, "Y")
    if said:
        return int(said.value), False
    if line.base and any(symbol.kind == "U" and symbol.value == "Y" for symbol in line.symbols[start:end]):
        return line.base.day.year + line.turn(start, end), True
    return None, False


def ordinal_unit(line: Line, start: int, end: int) -> Found | None:
    """The third quarter, the 19th century."""
    nth = line.first(start, end, "O")
    n = int(nth.value) if nth else 0
    unit = next((symbol for symbol in line.symbols[start:end] if symbol.kind == "U" and symbol.value in ("Q", "CE")), None)
    if unit is None:
        return None
    if unit.value == "CE":
        return Found(f"{n - 1:02d}") if 10 < n < 23 else None
    return _quarter(line, start, end, n)


def _quarter(line: Line, start: int, end: int, n: int) -> Found | None:
    if not 1 <= n <= 4:
        return None
    year, anchored = _year(line, start, end)
    if year is not None:
        return Found(f"{year:04d}-Q{n}", anchored=anchored)
    if line.base is None or not line.base.holds("M"):
        return Found(f"XXXX-Q{n}")
    current = (line.base.day.month + 2) // 3
    return Found(f"{line.base.day.year - (n > current):04d}-Q{n}", anchored=True)


def quarter_letter(line: Line, start: int, end: int) -> Found | None:
    """Q3 2016, H1 of this year."""
    said = line.first(start, end, "Q")
    name = str(said.value) if said else ""
    if name.startswith("Q"):
        return _quarter(line, start, end, int(name[1:]))
    return _half(line, start, end, int(name[1:])) if name else None


def half(line: Line, start: int, end: int) -> Found | None:
    """The first half of 1990, the first two quarters of the year."""
    nth, unit = line.first(start, end, "OL"), line.unit(start, end)
    if not line.first(start, end, "h") and (unit != "Q" or line.count(start + 1, end) != 2):
        return None
    n = 2 if nth and nth.kind == "L" else int(nth.value) if nth else 0
    return _half(line, start, end, n)


def _half(line: Line, start: int, end: int, n: int) -> Found | None:
    year, anchored = _year(line, start, end)
    if n not in (1, 2) or year is None:
        return None
    low, high = half_year(year, n)
    return Found(f"{year:04d}-H{n}", anchored=anchored, low=low, high=high)


def season(line: Line, start: int, end: int) -> Found | None:
    symbol, base = line.last(start, end, "Ss"), line.base
    year, anchored = _year(line, start, end)
    if symbol is None:
        return None
    if year is not None:
        return Found(f"{year:04d}-{symbol.value}", anchored=anchored)
    if not (line.first(start, end, "LTxt") or line.letter(start - 1) == "p") or base is None or not base.holds("M"):
        return Found(f"XXXX-{symbol.value}")
    begins, turn = SEASONS[str(symbol.value)], line.turn(start, end)
    year = base.day.year - 1 if begins == 12 and base.day.month < 3 else base.day.year
    if (turn < 0 and begins + 2 >= base.day.month) or (turn > 0 and begins <= base.day.month):
        year += turn
    return Found(f"{year:04d}-{symbol.value}", anchored=True)


def decade(line: Line, start: int, end: int) -> Found | None:
    """The 1990s, the 70s, the seventies; two digits are those of the last hundred years."""
    symbol = line.first(start, end, "Z")
    return _decade(line, int(symbol.value)) if symbol else None


def decade_told(line: Line, start: int, end: int) -> Found | None:
    """Los años 70, les années 1990."""
    unit, number = line.first(start, end, "U"), line.last(start, end, "NY")
    if unit is None or number is None or unit.word not in line.lang.decade_units or len(number.word) not in (2, 4):
        return None
    return _decade(line, int(number.value))


def _decade(line: Line, first: int) -> Found | None:
    if first < 100:
        today = line.base.day.year if line.base else 2000
        first += today // 100 * 100 - (100 if today // 100 * 100 + first > today else 0)
    return Found(f"{first // 10:03d}") if 1500 < first < 2100 and first % 10 == 0 else None


# --- one of several units in a longer one


def nth_of(line: Line, start: int, end: int) -> Found | None:
    """The third week of March, the first Friday of next month, the last week of 2015."""
    nth = line.first(start, end, "OL")
    at = next(at for at in range(start, end) if line.letters[at] in "UWv" and at > start)
    inner, n = line.symbols[at], -1 if nth is None or nth.kind == "L" else int(nth.value)
    outer = _outer(line, at + 1, end)
    bounds = interval(outer.value) if outer else None
    if outer is None or bounds is None:
        return None
    first, last = bounds[0].date(), bounds[1].date()
    if inner.kind != "U":
        day = nth_weekday(first, last, int(inner.value), n)
        return Found(day.isoformat(), anchored=outer.anchored) if day else None
    if inner.value == "W":
        thursday = nth_week(first, last, n)
        return Found(shift(thursday, "W", 0), anchored=outer.anchored) if thursday else None
    if inner.value == "M" and n > 0 and last - first > timedelta(days=31):
        value = f"{moved(first, 'M', n - 1):%Y-%m}"
        return Found(value, anchored=outer.anchored)
    return None


def _outer(line: Line, start: int, end: int) -> Found | None:
    said = line.first(start, end, "Y")
    if line.first(start, end, "Mm"):
        return month(line, start, end)
    if said:
        return Found(f"{int(said.value):04d}")
    return line.beside(line.unit(start, end), line.turn(start, end)) if line.unit(start, end) in ("M", "Y") else None


def week_number(line: Line, start: int, end: int) -> Found | None:
    """Week 31."""
    n = line.count(start, end)
    if line.unit(start, end) != "W" or line.many(start, end) or n is None or not 1 <= n <= 53 or n % 1 or line.base is None:
        return None
    return Found(f"{line.base.day.year:04d}-W{int(n):02d}", anchored=True)


# --- counted from the anchor, from another day, from an event


def ago(line: Line, start: int, end: int) -> Found | None:
    count, unit = line.count(start, end), line.unit(start, end)
    if (count is None and line.first(start, end, "V")) or unit.startswith("T"):
        return Found("PAST_REF")
    if count is None:
        return year_earlier(line, start, end) if unit == "Y" and "-" in line.letters[start:end] else Found(f"P X{unit}".replace(" ", ""), "DURATION")
    if unit == "Y" and count == 1 and line.recent("quarter", _NEAR) and not line.first(start, end, "G"):
        return year_earlier(line, start, end)
    base, whole = line.base, max(int(count), 1)
    if unit in YEARS:
        unit, whole = "Y", whole * YEARS[unit]
    found = line.beside(unit, -whole)
    bound = line.first(start, end, "G")
    if not found.anchored or base is None or bound is None or not base.holds("D"):
        return found
    if bound.value == "about":
        return found._replace(bound="about")
    day = moved(base.day, unit, -whole)
    if bound.value == "more":
        return found._replace(high=day, bound="before")
    return found._replace(low=day, high=base.day + timedelta(days=1), bound="after") if bound.value == "less" else found


def ago_mixed(line: Line, start: int, end: int) -> Found | None:
    """A month and 21 days ago, two years and a month from now."""
    if line.base is None or not line.base.holds("D"):
        return Found("PAST_REF" if line.first(start, end, "AB") else "FUTURE_REF")
    sign = -1 if line.first(start, end, "AB") else 1
    if line.first(start, end, "f") and line.word(end - 1) not in line.lang.ahead_words - set(line.lang.time_bounds):
        return None
    day = line.base.day
    numbers = [symbol for symbol in line.symbols[start:end] if symbol.kind in "Na"]
    units = [symbol for symbol in line.symbols[start:end] if symbol.kind == "U"]
    for number, unit in sorted(zip(numbers, units, strict=True), key=lambda pair: str(pair[1].value) in ("D", "W")):
        day = moved(day, str(unit.value), sign * float(number.value))
    return Found(day.isoformat(), anchored=True)


def later(line: Line, start: int, end: int) -> Found | None:
    """Two days later, a month earlier: counted from the day told last; unknown where none is told."""
    count, unit = line.count(start, end), line.unit(start, end)
    if line.word(end - 1) in line.lang.time_bounds and line.letter(end).isalnum():  # "two days after the storm": a length, and its side
        return None
    if line.many(start, end) and count is None:
        return None
    sign = 1 if line.word(end - 1) in line.lang.ahead_words else -1
    if count is None or count % 1 or unit.startswith("T") or unit not in UNKNOWN and unit not in YEARS:
        return Found("FUTURE_REF" if sign > 0 else "PAST_REF") if count is None else Found(UNKNOWN.get(unit, "XXXX"))
    told = line.told[-1] if line.told else None
    low = interval(told.value) if told else None
    if told is None or low is None or len(told.value) < _FINE.get(unit, 4):
        return Found(UNKNOWN.get(unit, "XXXX"))
    there = moved(low[0].date(), unit, sign * count)
    return Found(there.isoformat()[: _FINE.get(unit, 4)], anchored=told.anchored)


def from_day(line: Line, start: int, end: int) -> Found | None:
    """Two weeks from now, three days after tomorrow, two days before yesterday."""
    count, unit, base = line.count(start, end), line.unit(start, end), line.base
    day, mark = line.last(start, end, "RF"), line.symbols[end - 2].word
    if day is None or count is None or unit.startswith("T") or (day.kind == "F" and day.value != "PRESENT_REF"):
        return None
    if base is None or not base.holds("D"):
        return Found(UNKNOWN.get(unit, "XXXX"))
    sign = -1 if line.lang.time_bounds.get(mark) == "before" else 1
    middle = base.day + timedelta(days=int(day.value) if day.kind == "R" else 0)
    there, bound = moved(middle, unit, sign * count), line.first(start, end, "G")
    found = Found(there.isoformat(), anchored=True)
    if bound and bound.value == "more":
        return found._replace(low=there, bound="after") if sign > 0 else found._replace(high=there, bound="before")
    if bound and bound.value == "less" or line.letters[start] == "b":
        low, high = sorted((middle, there))
        return found._replace(low=low, high=high, bound="until" if sign > 0 else "since")
    return found


def past_span(line: Line, start: int, end: int) -> Found | None:
    """The past two months, the next three days: a length beside the anchor."""
    count, unit, turn = line.count(start, end), line.unit(start, end), line.turn(start, end)
    found, base = _length(unit, count), line.base
    if found is None or count is None or count % 1 or base is None or not base.holds("D") or unit.startswith("T"):
        return found
    if unit in ("DE", "CE"):
        whole = YEARS[unit]
        first = base.day.year // whole * whole + (whole if turn > 0 else -whole * int(count))
        return found._replace(low=date(first, 1, 1), high=date(first + whole * int(count), 1, 1), anchored=True)
    start_day = base.day + timedelta(days=1 if turn > 0 else 0)
    low, high = sorted((start_day, moved(start_day, unit, (turn or 1) * int(count))))
    return found._replace(low=low, high=high, anchored=True)


def recent(line: Line, start: int, end: int) -> Found | None:
    """Recent years, in the past year, in the past 20 months."""
    if line.first(start, end, "NV"):
        return past_span(line, start, end)
    if not str(line.symbols[start].value).endswith("_REF") or line.symbols[start].value == "PRESENT_REF":
        return None
    return _length(line.unit(start, end), None) if line.many(start, end) else line.beside(line.unit(start, end), line.turn(start, end))


def within(line: Line, start: int, end: int) -> Found | None:
    """Within five days; "in three weeks" is a date only where a verb points ahead."""
    word, count, unit, base = line.word(start - 1), line.count(start, end), line.unit(start, end), line.base
    found = lasting(line, start, end)
    if found is None or not found.value or count is None or unit not in UNKNOWN and unit not in YEARS or unit.startswith("T") or base is None or not base.holds("D"):
        return found
    there = moved(base.day, unit, count)
    if line.lang.time_bounds.get(word) == "within":
        return found._replace(low=base.day, high=there, bound="until", anchored=True)
    side = line.lang.time_bounds.get(word)
    if count % 1 == 0 and (side == "ahead" or (side == "in" and line.direction(start) > 0)):
        return Found(there.isoformat(), anchored=True) if unit in ("D", "W") else line.beside(unit, int(count))
    return found


# --- lengths and sets


def _length(unit: str, count: float | None) -> Found | None:
    if unit == "WE" or (count is not None and not 0 < count < _LONGEST):
        return None
    if unit == "2W":
        unit, count = "W", None if count is None else 2 * count
    if unit in ("DE", "CE") and count is not None:
        unit, count = "Y", count * YEARS[unit]
    if unit == "TH" and count is not None and count < 1:
        unit, count = "TM", 60 * count
    amount = "X" if count is None else f"{count:g}"
    return Found(f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}", "DURATION")


def lasting(line: Line, start: int, end: int) -> Found | None:
    """Two days, a five-year, several months, more than a year, an hour and a half; not an age."""
    unit = line.unit(start, end)
    if line.word(end) in line.lang.age_words or (line.word(end) == "-" and line.word(end + 1) in line.lang.age_words):
        return SILENT
    if unit == "Q" and line.word(end) in line.lang.date_joiners:
        return None
    number = line.first(start, end, "NaVh")
    count = 1.0 if number is None else None if number.kind == "V" else float(number.value)
    if count is not None and number is not None and number.kind != "h" and line.first(start, end, "h"):
        count += 0.5
    found = _length(unit, count)
    if found and line.word(end) not in line.lang.set_words and (bound := line.first(start, end, "G")):
        return found._replace(bound={"more": "more", "less": "less", "about": "about", "at_least": "more", "at_most": "less"}.get(str(bound.value), "exact"))  # type: ignore[arg-type]
    return found


def whole(line: Line, start: int, end: int) -> Found | None:
    """All day, another week."""
    return None if line.many(start, end) else _length(line.unit(start, end), 1)


def nights(line: Line, start: int, end: int) -> Found | None:
    """Two nights: as many days."""
    return _length("D", line.count(start, end)) if line.symbols[end - 1].value == "NI" else None


def mixed(line: Line, start: int, end: int) -> Found | None:
    """One year and three months."""
    numbers = [symbol for symbol in line.symbols[start:end] if symbol.kind in "Na"]
    units = [str(symbol.value) for symbol in line.symbols[start:end] if symbol.kind == "U"]
    parts = dict(zip(units, (float(number.value) for number in numbers), strict=True))
    days = "".join(f"{parts[unit]:g}{unit}" for unit in ("Y", "M", "W", "D") if unit in parts)
    hours = "".join(f"{parts[unit]:g}{unit[1]}" for unit in ("TH", "TM", "TS") if unit in parts)
    return Found(f"P{days}" + (f"T{hours}" if hours else ""), "DURATION") if len(parts) == len(units) and (days or hours) else None


def vague(line: Line, start: int, end: int) -> Found | None:
    """Years, for weeks: a length of which only the unit is told."""
    return _length(line.unit(start, end), None) if line.many(start, end) else None


def each(line: Line, start: int, end: int) -> Found | None:
    """Every Monday, each year, daily."""
    symbol = line.symbols[end - 1]
    if symbol.kind == "e":
        return Found(str(symbol.value), "SET")
    if symbol.kind in "UP":
        count = line.first(start, end, "NO")
        unit = "D" if symbol.kind == "P" else str(symbol.value)
        return Found(f"P{'T' if unit[0] == 'T' else ''}{int(count.value) if count else 1}{unit[-1]}", "SET")
    return Found(f"XXXX-WXX-{symbol.value}" if symbol.kind in "Wv" else f"XXXX-{int(symbol.value):02d}", "SET")


def rate(line: Line, start: int, end: int) -> Found | None:
    """Two million dollars a year."""
    found = _length(line.unit(start, end), 1)
    return found._replace(type="SET") if found else None
