"""Decides how long, how often, and how far from the anchor: one reader a rule of `grammar`, from a stretch of the tape to its meaning.

A length is told in its unit, decades and centuries in years, halves of an hour in minutes; a vague count is an X. A reader returns None for
silence, and `SILENT` where no other reader may try either.
"""

from __future__ import annotations

from datetime import date, timedelta

from ..types import TimeBound
from .timex import SILENT, YEARS, Found, Line, moved

_LONGEST = 1e6
_BOUNDS: dict[str, TimeBound] = {"more": "more", "less": "less", "about": "about", "at_least": "more", "at_most": "less"}


def length(unit: str, count: float | None) -> Found | None:
    """A length as TIMEX3 writes it; None for one that no report means."""
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
    half = line.first(start, end, "h")
    if count is not None and half and number is not half:  # "a half-century"; "a year and a half"
        count = float(half.value) if line.letters[start:end].lstrip("G").startswith("ah") else count + float(half.value)
    found = length(unit, count)
    bound = line.first(start, end, "G")
    if found and bound:
        return found._replace(bound=_BOUNDS.get(str(bound.value), "exact"))
    return found


def whole(line: Line, start: int, end: int) -> Found | None:
    """All day, another week."""
    return None if line.many(start, end) else length(line.unit(start, end), 1)


def named(line: Line, start: int, end: int) -> Found | None:
    """A weeklong: a length in one word."""
    return Found(str(line.symbols[start].value), "DURATION")


def nights(line: Line, start: int, end: int) -> Found | None:
    """Two nights: as many days."""
    return length("D", line.count(start, end)) if line.symbols[end - 1].value == "NI" else None


def mixed(line: Line, start: int, end: int) -> Found | None:
    """One year and three months."""
    numbers = [symbol for symbol in line.symbols[start:end] if symbol.kind in "Na"]
    units = [str(symbol.value) for symbol in line.symbols[start:end] if symbol.kind == "U"]
    parts = dict(zip(units, (float(number.value) for number in numbers), strict=True))
    days = "".join(f"{parts[unit]:g}{unit}" for unit in ("Y", "M", "W", "D") if unit in parts)
    hours = "".join(f"{parts[unit]:g}{unit[1]}" for unit in ("TH", "TM", "TS") if unit in parts)
    return Found(f"P{days}" + (f"T{hours}" if hours else ""), "DURATION") if len(parts) == len(units) and (days or hours) else None


def each(line: Line, start: int, end: int) -> Found | None:
    """Every Monday, each year, daily."""
    symbol = line.symbols[end - 1]
    if symbol.kind == "e":
        return Found(str(symbol.value), "SET")
    if symbol.kind in "UP":
        count, unit = line.first(start, end, "NOV"), "D" if symbol.kind == "P" else str(symbol.value)
        amount = 1 if count is None else "X" if count.kind == "V" else int(count.value)
        return Found(f"P{'T' if unit[0] == 'T' else ''}{amount}{unit[-1]}", "SET")
    return Found(f"XXXX-WXX-{symbol.value}" if symbol.kind in "Wv" else f"XXXX-{int(symbol.value):02d}", "SET")


def rate(line: Line, start: int, end: int) -> Found | None:
    """Two million dollars a year."""
    found = length(line.unit(start, end), 1)
    return found._replace(type="SET") if found else None


# --- beside the anchor


def past_span(line: Line, start: int, end: int) -> Found | None:
    """The past two months, the next three days: a length beside the anchor; "the last few months" are only the past."""
    count, unit, turn = line.count(start, end), line.unit(start, end), line.turn(start, end)
    if count is None and turn < 0:
        return Found("PAST_REF")
    if count is not None and line.first(start, end, "h"):
        return length(unit, count + 0.5)
    found, base = length(unit, count), line.base
    if found is None or count is None or count % 1 or base is None or not base.holds("D") or unit.startswith("T"):
        return found
    if unit in ("DE", "CE"):
        whole = YEARS[unit]
        first = base.day.year // whole * whole + (whole if turn > 0 else -whole * int(count))
        return found._replace(low=date(first, 1, 1), high=date(first + whole * int(count), 1, 1), anchored=True)
    start_day = base.day + timedelta(days=1 if turn > 0 else 0)
    low, high = sorted((start_day, moved(start_day, unit, (turn or 1) * int(count))))
    return found._replace(low=low, high=high, anchored=True)


def past_half(line: Line, start: int, end: int) -> Found | None:
    """The last year and a half."""
    return length(line.unit(start, end), 1.5)


def recent(line: Line, start: int, end: int) -> Found | None:
    """Recent years, in the past year, in the past 20 months."""
    if line.first(start, end, "NV"):
        return past_span(line, start, end)
    if not str(line.symbols[start].value).endswith("_REF") or line.symbols[start].value == "PRESENT_REF":
        return None
    return length(line.unit(start, end), None) if line.many(start, end) else line.beside(line.unit(start, end), line.turn(start, end))


def within(line: Line, start: int, end: int) -> Found | None:
    """Within five days; "in three weeks" is a date only where a verb points ahead."""
    count, unit, base = line.count(start, end), line.unit(start, end), line.base
    found, side = lasting(line, start, end), line.lang.time_bounds.get(line.word(start - 1))
    if found is None or not found.value or count is None or unit.startswith("T") or base is None or not base.holds("D"):
        return found
    if side == "within":
        return found._replace(low=base.day, high=moved(base.day, unit, count), bound="until", anchored=True)
    if count % 1 == 0 and (side == "ahead" or (side == "in" and line.direction(start) > 0)):
        whole = unit in ("D", "W", "2W")
        return Found(moved(base.day, unit, count).isoformat(), anchored=True) if whole else line.beside(unit, int(count))
    return found
