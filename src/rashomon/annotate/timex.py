"""Decides what each kind of time expression means as a TIMEX3 value: the grammar, and a reader for each of its rules.

A value that cannot be resolved keeps an X for every unknown place, see `times`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from typing import NamedTuple

from ..lang import language
from ..types import Anchor, TimeType
from .calendar import SEASONS, interval, shift, shift_months, weekday_near, year_of_month
from .symbols import Symbol, Tape

UNKNOWN = {
    "TS": "XXXX-XX-XX",
    "TM": "XXXX-XX-XX",
    "TH": "XXXX-XX-XX",
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "2W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
}  # a value of which only the unit is known
_DOUBTFUL_MONTHS = 8  # a bare month further back may as well be the coming one
_REACH = 9  # words around a bare weekday in which a verb may point its way


class Found(NamedTuple):
    """What a reader makes of a match."""

    value: str
    type: TimeType = "DATE"
    anchored: bool = False  # whether the anchor of the report took part
    low: date | None = None  # where they differ from the interval of the value
    high: date | None = None


class Base(NamedTuple):
    """The day from which relative expressions count, and how finely it is known."""

    name: Anchor
    day: date
    precision: int

    def holds(self, unit: str) -> bool:
        """Whether the anchor is fine enough to place a unit."""
        return self.precision >= {"Y": 0, "DE": 0, "CE": 0, "M": 1, "Q": 1}.get(unit, 2)


GRAMMAR = re.compile(
    "(?=[BCDEFGKLMNORSTUVWYZaemstvx])(?:"  # the letters that a rule begins with
    + "|".join(
        f"(?P<{name}>{rule})"
        for name, rule in {
            "numeric": r"D",
            "day_first": r"(?:N\.?|O)J?[Mm]\.?(?:,?[JL]?Y|J?LU|J?UL)?",
            "month_first": r"[Mm]\.?(?:N(?![NXUu%:])|O)(?:,?Y|J?LU|,LU)?",
            "month_year": r"[Mm]\.?,?J?(?:Y|T?LU|T?UL)",
            "season_year": r"[SsLTx]?[Ss]J?Y",
            "season": r"[LTx]S|[LTx]s|[SL]S|S[Lx]|S",
            "ago": r"G?(?:N|a|V)-?UA|BG?(?:N|a|V)U",
            "past_span": r"t?[Lx](?:N|V)U",
            "month_turned": r"[LTx][Mm]|M[Lx]",
            "week_turned": r"[LTx][Wv](?!-)|W[Lx]",
            "ordinal_unit": r"t?Y?O-?U(?:JY)?|[LTx]U['’]wO-?U",
            "turned_part": r"[LT]P",
            "turned_unit": r"t?[LTx]U|UL|Ux",
            "each": r"E(?:N|O)?(?:[UWPMv])|e",
            "day_word": r"RP?",
            "decade": r"t?Z",
            "clock": r"(?:CK?|NK)|K",
            "weekday": r"WP?",
            "doubtful_weekday": r"(?<=I)v(?=[^w]|$)",
            "from_event": r"(?:N|a|V)-?Uf",
            "lasting": r"(?:N|V)-?U|(?<![NYUu$X])aU",
            "month": r"M\.?|(?<=I)m\.?|(?<=I-)m",
            "year": r"(?<=I)t?Y(?![-/]N)|(?<=J)Y|(?<=[IJ]t)Y|(?<=[IJ]YI)Y|(?<=[IJ]Yr)Y|(?<=\()Y(?=\))|(?<=[IJ]Y-)Y|(?<=U)Y",
            "reference": r"F",
        }.items()
    )
    + ")"
)


class Reader:
    """One reader a rule of the grammar: from a stretch of the tape to its meaning, or None for silence."""

    def __init__(self, line: Tape, base: Base | None, starts: list[int], code: str) -> None:
        self.line, self.base, self.starts, self.lang = line, base, starts, language(code)

    # --- what stands in a stretch

    def abbreviated(self, at: int) -> bool:
        """Whether the full stop behind this word may be the word's own: "Sept." but not "September."."""
        symbol = self.line.symbols[at]
        last = at + 2 >= len(self.line.symbols) or self.line.letters[at + 2] == "n"
        return symbol.kind in "Mm" and symbol.word != self.lang.months[int(symbol.value) - 1][0] and not last

    def _first(self, start: int, end: int, kinds: str) -> Symbol | None:
        return next((symbol for symbol in self.line.symbols[start:end] if symbol.kind in kinds), None)

    def _turn(self, start: int, end: int) -> int:
        """-1, 0 or 1 for "last", "this" and "next"."""
        symbol = self._first(start, end, "LTx")
        return {"L": -1, "T": 0, "x": 1}[symbol.kind] if symbol else 0

    def _count(self, start: int, end: int) -> float | None:
        """The number said, one for "a"; None for a vague one."""
        symbol = self._first(start, end, "NaVO")
        return None if symbol is None or symbol.kind == "V" else float(symbol.value)

    def _word(self, at: int) -> str:
        return self.line.symbols[at].word if at < len(self.line.symbols) else ""

    def _unit(self, start: int, end: int) -> str:
        symbol = self._first(start, end, "U")
        return str(symbol.value) if symbol else ""

    def _direction(self, at: int) -> int:
        """Where a bare weekday or month lies: 1 ahead where the nearest verb of its sentence points there, -1 back, 0 unsaid."""
        symbols, place = self.line.symbols, bisect_right(self.starts, self.line.symbols[at].start)
        for distance in range(1, _REACH):
            for near in (at - distance, at + distance):
                if 0 <= near < len(symbols) and bisect_right(self.starts, symbols[near].start) == place:
                    word = symbols[near].word
                    if word in self.lang.future_words:
                        return 1
                    if (
                        word in self.lang.past_words
                        or self.lang.cues.get(word, word) != word
                        or (word.endswith("ed") and self.lang.code == "en")
                    ):
                        return -1
        return 0

    # --- days

    def numeric(self, start: int, end: int) -> Found | None:
        """2023-03-02, and 02/03/2023 only where no other order fits."""
        parts = [int(part) for part in re.split(r"[-/.]", self.line.symbols[start].word)]
        if parts[0] > 31:
            return _date(*parts)
        first, second, year = parts
        day_first = not self.lang.dates_capitalised or second <= 12 < first
        if first == second or second > 12 or day_first:
            return _date(year, second, first) if day_first and second <= 12 else _date(year, first, second)
        return None

    def day_first(self, start: int, end: int) -> Found | None:
        return self._day(start, end)

    def month_first(self, start: int, end: int) -> Found | None:
        return self._day(start, end)

    def _day(self, start: int, end: int) -> Found | None:
        month, day = self._first(start, end, "Mm"), self._first(start, end, "NO")
        if month is None or day is None or not 1 <= float(day.value) <= 31 or float(day.value) % 1:
            return None
        return self._in_year(start, end, f"{int(month.value):02d}-{int(day.value):02d}")

    def _in_year(self, start: int, end: int, rest: str) -> Found:
        """A month, with or without a day, in the year said or in the one that fits."""
        year, month = self._first(start, end, "Y"), int(rest[:2])
        if year:
            return Found(f"{int(year.value):04d}-{rest}")
        if self._first(start, end, "U"):
            if self.base is None:
                return Found(f"XXXX-{rest}")
            return Found(f"{self.base.day.year + self._turn(start, end):04d}-{rest}", anchored=True)
        if self.base is None or not self.base.holds("M" if len(rest) == 2 else "D"):
            return Found(f"XXXX-{rest}")
        direction = self._direction(start) if len(rest) == 2 else 0
        found = year_of_month(self.base.day, month, direction or (-1 if len(rest) == 2 else 0))
        months_back = 12 * (self.base.day.year - found) + self.base.day.month - month
        if len(rest) == 2 and direction == 0 and months_back > _DOUBTFUL_MONTHS:
            return Found(f"XXXX-{rest}")
        return Found(f"{found:04d}-{rest}", anchored=True)

    def month_year(self, start: int, end: int) -> Found | None:
        return self.month(start, end)

    def month(self, start: int, end: int) -> Found | None:
        symbol = self._first(start, end, "Mm")
        return self._in_year(start, end, f"{int(symbol.value):02d}") if symbol else None

    def month_turned(self, start: int, end: int) -> Found | None:
        month = int((self._first(start, end, "Mm") or self.line.symbols[start]).value)
        if self.base is None or not self.base.holds("M"):
            return Found(f"XXXX-{month:02d}")
        return Found(f"{year_of_month(self.base.day, month, 2 * self._turn(start, end)):04d}-{month:02d}", anchored=True)

    def weekday(self, start: int, end: int) -> Found | None:
        return self._weekday(start, end, self._direction(start) or -1)

    def doubtful_weekday(self, start: int, end: int) -> Found | None:
        return self._weekday(start, end, self._direction(start) or -1)

    def week_turned(self, start: int, end: int) -> Found | None:
        return self._weekday(start, end, 2 * self._turn(start, end) or self._direction(start) or 1)

    def _weekday(self, start: int, end: int, direction: int) -> Found:
        symbol, part = self._first(start, end, "Wv") or self.line.symbols[start], self._first(start, end, "P")
        tail = f"T{part.value}" if part else ""
        kind: TimeType = "TIME" if part else "DATE"
        weekday = int(symbol.value)
        beside = self._date_beside(start, end)
        if beside is not None:
            same = re.match(r"\d", beside.value) and date.fromisoformat(beside.value).isoweekday() == weekday
            return Found((beside.value if same else f"XXXX-WXX-{weekday}") + tail, kind, anchored=bool(same) and beside.anchored)
        if self.base is None or not self.base.holds("D"):
            return Found(f"XXXX-WXX-{weekday}{tail}", kind)
        return Found(weekday_near(self.base.day, weekday, direction).isoformat() + tail, kind, anchored=True)

    def _date_beside(self, start: int, end: int) -> Found | None:
        """The calendar date a weekday stands at: "Thursday, March 2"."""
        for match in (GRAMMAR.match(self.line.letters, end), GRAMMAR.match(self.line.letters, end + 1)):
            if match and match.lastgroup in ("day_first", "month_first"):
                return self._day(*match.span())
        return None

    def day_word(self, start: int, end: int) -> Found | None:
        part = self._first(start, end, "P")
        return self._from_anchor("D", int(self.line.symbols[start].value), str(part.value) if part else "")

    def turned_part(self, start: int, end: int) -> Found | None:
        part = str(self.line.symbols[end - 1].value)
        return self._from_anchor("D", -1 if part == "NI" and self._turn(start, end) else 0, part)

    # --- longer units

    def _from_anchor(self, unit: str, count: int, part: str = "") -> Found:
        tail = f"T{part}" if part else ""
        if self.base is None or not self.base.holds(unit):
            return Found(UNKNOWN.get(unit, "XXXX") + tail, "TIME" if part else "DATE")
        return Found(shift(self.base.day, unit, count) + tail, "TIME" if part else "DATE", anchored=True)

    def turned_unit(self, start: int, end: int) -> Found | None:
        unit, turn = self._unit(start, end), self._turn(start, end)
        if unit.startswith("T"):
            return None
        return self._from_anchor(unit, turn)

    def season(self, start: int, end: int) -> Found | None:
        symbol = next(symbol for symbol in reversed(self.line.symbols[start:end]) if symbol.kind in "Ss")
        if not self._first(start, end, "LTx") or self.base is None or not self.base.holds("M"):
            return Found(f"XXXX-{symbol.value}")
        first, turn, day = SEASONS[str(symbol.value)], self._turn(start, end), self.base.day
        year = day.year - 1 if first == 12 and day.month < 3 else day.year
        if (turn < 0 and first + 2 >= day.month) or (turn > 0 and first <= day.month):
            year += turn
        return Found(f"{year:04d}-{symbol.value}", anchored=True)

    def season_year(self, start: int, end: int) -> Found | None:
        season = next(symbol for symbol in reversed(self.line.symbols[start:end]) if symbol.kind in "Ss")
        return Found(f"{int(self.line.symbols[end - 1].value):04d}-{season.value}")

    def ordinal_unit(self, start: int, end: int) -> Found | None:
        """The third quarter, the 19th century."""
        nth = self._first(start, end, "O")
        unit = next((str(symbol.value) for symbol in reversed(self.line.symbols[start:end]) if symbol.kind == "U"), "")
        n = int(nth.value) if nth else 0
        if unit == "CE" and 10 < n < 23:
            return Found(f"{n - 1:02d}")
        if unit != "Q" or not 1 <= n <= 4:
            return None
        year, turned = self._first(start, end, "Y"), self._first(start, end, "LTx")
        if year:
            return Found(f"{int(year.value):04d}-Q{n}")
        if self.base is None or not self.base.holds("M"):
            return Found(f"XXXX-Q{n}")
        if turned:
            return Found(f"{self.base.day.year + self._turn(start, end):04d}-Q{n}", anchored=True)
        current = (self.base.day.month + 2) // 3
        return Found(f"{self.base.day.year - (n > current):04d}-Q{n}", anchored=True)

    def ago(self, start: int, end: int) -> Found | None:
        count, unit = self._count(start, end), self._unit(start, end)
        if count is None or unit.startswith("T"):
            return Found("PAST_REF")
        base, whole = self.base, max(int(count), 1)
        if unit in ("DE", "CE"):
            unit, whole = "Y", whole * (10 if unit == "DE" else 100)
        found = self._from_anchor(unit, -whole)
        bound = self._first(start, end, "G")
        if not found.anchored or base is None or bound is None or bound.value not in ("more", "less") or not base.holds("D"):
            return found
        day = _back(base.day, unit, whole)
        return found._replace(high=day) if bound.value == "more" else found._replace(low=day, high=base.day + timedelta(days=1))

    def past_span(self, start: int, end: int) -> Found | None:
        """The past two months, the next three days: a length beside the anchor."""
        count, unit, turn = self._count(start, end), self._unit(start, end), self._turn(start, end)
        found = self.lasting(start, end)
        if found is None or count is None or count % 1 or self.base is None or not self.base.holds("D") or unit.startswith("T"):
            return found
        other = _back(self.base.day, unit, -turn * int(count))
        low, high = sorted((self.base.day, other))
        return found._replace(low=low, high=high + timedelta(days=1), anchored=True)

    def from_event(self, start: int, end: int) -> Found | None:
        """Two days after, a year earlier: a date, but counted from an event that only the text knows."""
        return Found(UNKNOWN.get(self._unit(start, end), "XXXX"))

    def lasting(self, start: int, end: int) -> Found | None:
        count, unit = self._count(start, end), self._unit(start, end)
        if self._word(end) in self.lang.age_words or (self._word(end) == "-" and self._word(end + 1) in self.lang.age_words):
            return None
        if unit == "Q" and self._word(end) == "of":
            return None
        amount = "X" if count is None else f"{count:g}"
        if count is not None and (count >= 1e6 or count <= 0):
            return None
        if unit == "2W":
            unit, amount = "W", "X" if count is None else f"{2 * count:g}"
        if unit == "WE":
            return None
        return Found(f"PT{amount}{unit[1]}" if unit.startswith("T") else f"P{amount}{unit}", "DURATION")

    def each(self, start: int, end: int) -> Found | None:
        """Every Monday, each year, daily."""
        symbol = self.line.symbols[end - 1]
        if symbol.kind == "e":
            return Found(str(symbol.value), "SET")
        if symbol.kind in "UP":
            count = self._first(start, end, "NO")
            unit = "D" if symbol.kind == "P" else str(symbol.value)
            return Found(f"P{'T' if unit[0] == 'T' else ''}{int(count.value) if count else 1}{unit[-1]}", "SET")
        return Found(f"XXXX-WXX-{symbol.value}" if symbol.kind in "Wv" else f"XXXX-{int(symbol.value):02d}", "SET")

    def decade(self, start: int, end: int) -> Found | None:
        digits = self.line.symbols[end - 1].word
        return Found(digits[:-1]) if len(digits) == 4 and "1500" < digits < "2100" else None

    def year(self, start: int, end: int) -> Found | None:
        after = self.line.symbols[end] if end < len(self.line.symbols) else None
        if after and after.kind in "uU%$X":
            return None
        return Found(f"{int(self.line.symbols[end - 1].value):04d}")

    def reference(self, start: int, end: int) -> Found | None:
        return Found(str(self.line.symbols[start].value))

    def clock(self, start: int, end: int) -> Found | None:
        first, mark = self.line.symbols[start], self._first(start, end, "K")
        if mark and ":" in str(mark.value):
            return Found(f"T{mark.value}", "TIME")
        if first.kind == "K":
            return None
        hour, _, minute = first.word.replace(".", ":").partition(":") if first.word else (str(int(first.value)), "", "")
        if not hour.isdigit():
            hour = str(int(first.value))
        hours, minutes = int(hour), int(minute[:2] or 0)
        if mark and mark.value in ("AM", "PM"):
            if not 1 <= hours <= 12:
                return None
            hours = hours % 12 + (12 if mark.value == "PM" else 0)
        return Found(f"T{hours:02d}:{minutes:02d}", "TIME") if hours < 25 and minutes < 60 else None


def _date(year: int, month: int, day: int) -> Found | None:
    value = f"{year:04d}-{month:02d}-{day:02d}"
    return Found(value) if interval(value) else None


def _back(day: date, unit: str, count: int) -> date:
    days = {"D": 1, "W": 7, "2W": 14, "WE": 7}.get(unit)
    if days:
        return day - timedelta(days=days * count)
    return shift_months(day, -count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit])
