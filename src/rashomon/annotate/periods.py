"""Decides which week, quarter, season, year or length is meant: one reader a rule of `grammar`, from a stretch of the tape to its meaning.

A report of figures compares periods: "the quarter" is the one told last, "a year earlier" after "the third quarter" is that quarter
of the year before. A reader returns None for silence.
"""

from __future__ import annotations

from datetime import timedelta

from .calendar import SEASONS, half_year, interval, nth_week, nth_weekday, shift
from .days import month
from .lengths import length
from .timex import UNKNOWN, YEARS, Found, Line, moved

_FINE = {"D": 10, "W": 10, "M": 7}  # length of the value that a unit needs to be counted from
_SATURDAY = 6
_COMING = 2  # years ahead at which a decade is already meant: "the nineties", in 1989
_NEAR = 3  # dates told before, among which a quarter makes "a year earlier" a quarter too


# --- one unit beside the anchor


def turned_unit(line: Line, start: int, end: int) -> Found | None:
    """Last week, this quarter, the following year; "coming weeks" are a vague length, "past weeks" the past."""
    unit = line.unit(start, end)
    if unit.startswith("T") or line.word(end) in line.lang.age_words:
        return None
    if line.many(start, end):
        return Found("PAST_REF") if line.turn(start, end) < 0 else length(unit, None)
    if line.word(end - 1) in line.lang.period_nouns:
        return None
    turn = line.turn(start + line.letters.startswith("TL", start), end)  # "this past week"
    told = line.from_told(unit, turn) if line.echoes(start, end) else None
    return told or line.beside(unit, turn)


def echoed_unit(line: Line, start: int, end: int) -> Found | None:
    """The year before, the week after: beside the time told last; that same day, that year: the same."""
    same = line.first(start, end, "H")
    if same and str(same.value) in line.lang.day_parts.values():
        told = line.recent("day")
        return Found(f"{told.value}T{same.value}", "TIME", told.anchored) if told else None
    if same:
        return line.from_told(str(same.value), 0)
    unit, turn = line.unit(start, end), 1 if line.word(end - 1) in line.lang.ahead_words else -1
    return None if line.many(start, end) or unit.startswith("T") else line.from_told(unit, turn) or line.beside(unit, turn)


def after_next(line: Line, start: int, end: int) -> Found | None:
    """The week after next."""
    return line.beside(line.unit(start, end), 2)


def definite_unit(line: Line, start: int, end: int) -> Found | None:
    """The quarter, the year: that of the anchor, or the one told last; a length where an end is told ("the year ended March 31").

    "The weekend" told on a weekday is the last one, unless a verb points ahead; which week "the week" is, nobody says.
    """
    unit = line.unit(start, end)
    if line.many(start, end):
        return length(unit, None)
    if line.letters[start] in "ty" and _framed(line, unit, end):
        return length(unit, 1)
    said = line.letters[start] == "t" or line.letter(start - 1) == "p" or (unit == "WE" and line.letter(start - 1) == "I")
    if unit not in ("D", "W", "WE", "M", "Q", "Y") or not said or (line.letter(end) == "f" and _leads_on(line, end + 1)):
        return None
    if unit == "Q" and (told := line.quarter_told()):
        return told
    if unit == "D":
        if line.letter(end) in "fWA":
            return None
        if told := line.recent("day"):
            return told
    part = line.letter(start - 1) == "p" or (line.letter(start - 1) == "I" and line.letter(start - 2) in "pf")
    if unit == "W" and line.base and line.base.holds("W") and not part:
        return Found(f"{line.base.day.year:04d}-WXX", anchored=True)
    if unit == "WE" and line.base and line.base.day.isoweekday() < _SATURDAY and line.direction(start) < 0:
        return line.beside(unit, -1)
    return line.beside(unit, 0)


def _framed(line: Line, unit: str, end: int) -> bool:
    """Whether a unit has its end or its start behind it: "the year ended June 30", "the year to March", "the year starting April 1"."""
    word = line.word(end)
    dated = unit in ("M", "Q", "Y") and line.letter(end + 1) in "MmD"
    return word in line.lang.ended_words or (dated and (word in line.lang.starting_words or line.lang.time_bounds.get(word) == "to"))


def period(line: Line, start: int, end: int) -> Found | None:
    """The latest period, the year-earlier quarter, the 1988 period: a quarter where the report speaks of quarters; the 1990 fiscal year."""
    told, said = line.quarter_told(), line.first(start, end, "Y")
    if said and (told is None or line.unit(start, end) == "Y"):
        return Found(f"{int(said.value):04d}")
    if told is None:
        return None
    if said:
        return _in_year(told, int(said.value))
    return told if line.letters[start : start + 1] in "tL" and "U" not in line.letters[start : end - 1] else _years_on(told, -1)


def _leads_on(line: Line, end: int) -> bool:
    """Whether the words behind "before" or "after" say before or after what."""
    return line.word(end - 1) in line.lang.time_bounds and line.letter(end).isalnum() and line.letter(end) not in "nrI"


def year_earlier(line: Line, start: int, end: int) -> Found | None:
    """A year earlier, year-ago: the same quarter of the year before where quarters are told, else the year before the one told last."""
    if line.letters[end - 1] == "f" and _leads_on(line, end):  # "a year after the merger"
        return None
    if line.many(start, end):  # "years later": nobody says how many
        return length(line.unit(start, end), None)
    if line.unit(start, end) != "Y" or (line.count(start, end) or 1) != 1:
        return later(line, start, end)
    turn = 1 if line.word(end - 1) in line.lang.ahead_words else -1
    if quarter := line.quarter_told(_NEAR):
        return _years_on(quarter, turn)
    told = line.told[-1] if line.told and line.letters[end - 1] == "f" else None
    if told and told.value[:4].isdigit():
        return Found(f"{int(told.value[:4]) + turn:04d}", anchored=told.anchored)
    return line.beside("Y", turn)


def _in_year(told: Found, year: int) -> Found:
    return told._replace(value=f"{year:04d}{told.value[4:]}", anchored=False, compared=True)


def _years_on(told: Found, years: int) -> Found:
    return Found(f"{int(told.value[:4]) + years:04d}{told.value[4:]}", anchored=told.anchored, compared=True)


def same_period(line: Line, start: int, end: int) -> Found | None:
    """The same period of 1988, the corresponding quarter last year, the same month a year ago."""
    echo, said = line.first(start, end, "H"), line.first(start, end, "Y")
    told = line.from_told("M", 0) if echo and echo.value == "M" else line.quarter_told()
    if (echo and echo.value != "M") or (not echo and not line.first(start, end, "q") and line.unit(start, end) != "Q"):
        return None
    if said:
        return _in_year(told, int(said.value)) if told else Found(f"{int(said.value):04d}")
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


def month_quarter(line: Line, start: int, end: int) -> Found | None:
    """The December quarter: the one that ends with it."""
    found = month(line, start, end - 1)
    last = int(found.value[5:7]) if found and found.value[:4].isdigit() else 0
    if found is None or line.unit(start, end) != "Q" or last % 3:
        return None
    return found._replace(value=f"{found.value[:4]}-Q{last // 3}")


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
    """Last summer, the spring of 1978; of no year where nothing says which."""
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
    """The 1990s, the 70s, the seventies; two digits are those of the last hundred years, or of the decade at hand."""
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
        first += today // 100 * 100 - (100 if today // 100 * 100 + first > today + _COMING else 0)
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
    if inner.value == "Q" and len(outer.value) == len("2016") and (n == -1 or 1 <= n <= 4):
        return Found(f"{outer.value}-Q{n % 5}", anchored=outer.anchored)
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
    """Two days ago, more than a year ago: the whole unit, or all that lies behind it."""
    count, unit = line.count(start, end), line.unit(start, end)
    if (count is None and line.first(start, end, "V")) or unit.startswith("T"):
        return Found("PAST_REF")
    if count is None:
        return year_earlier(line, start, end) if unit == "Y" and "-" in line.letters[start:end] else length(unit, None)
    if unit == "Y" and count == 1 and line.quarter_told(_NEAR) and not line.first(start, end, "G"):
        return year_earlier(line, start, end)
    if line.first(start, end, "h"):  # "half a century ago"
        return _half_ago(line, unit)
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


def _half_ago(line: Line, unit: str) -> Found:
    """Half a unit ago, in the next smaller unit that the anchor places."""
    return {"Y": line.beside("M", -6), "DE": line.beside("Y", -5), "CE": line.beside("Y", -50)}.get(unit, Found("PAST_REF"))


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
    """Two days later, a month earlier: counted from the time told last; unknown where none is told."""
    count, unit = line.count(start, end), line.unit(start, end)
    if _leads_on(line, end):  # "two days after the storm": a length, and its side
        return None
    if count is None or count % 1 or unit.startswith("T") or (unit not in UNKNOWN and unit not in YEARS):
        return None
    sign = 1 if line.word(end - 1) in line.lang.ahead_words else -1
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
    if (bound and bound.value == "less") or line.letters[start] == "b":
        low, high = sorted((middle, there))
        return found._replace(low=low, high=high, bound="until" if sign > 0 else "since")
    return found
