"""Decides what stands in a stretch of the tape: the numbers, units and directions that the readers of `days` and `periods` ask for."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from typing import NamedTuple

from ..lang import language
from ..types import Anchor, Grain, TimeBound, TimeType
from .calendar import grain, interval, shift, shift_months
from .symbols import Symbol
from .tapes import Tape

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
YEARS = {"Y": 1, "DE": 10, "CE": 100}
_DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAYS_OF = {"D": 1, "W": 7, "2W": 14, "WE": 7, "M": 31, "Q": 92, "Y": 366, "DE": 3653, "CE": 36525}  # at most
_REACH = 15  # words around a bare weekday in which a verb may point its way
_BACK = 12  # dates told before among which the last one of a kind is looked for
_TURNS = {"L": -1, "T": 0, "x": 1}


class Found(NamedTuple):
    """What a reader makes of a match."""

    value: str
    type: TimeType = "DATE"
    anchored: bool = False  # whether the anchor of the report took part
    low: date | None = None  # where they differ from the interval of the value
    high: date | None = None
    bound: TimeBound = "exact"
    compared: bool = False  # told beside another ("a year earlier"), so nothing is counted from it

    @property
    def bounded(self) -> bool:
        return self.low is not None or self.high is not None


SILENT = Found("")  # ends the reading of a stretch that tells no time: an age, a 30th of February


class Base(NamedTuple):
    """The day from which relative expressions count, and how finely it is known."""

    name: Anchor
    day: date
    precision: int

    def holds(self, unit: str) -> bool:
        """Whether the anchor is fine enough to place a unit."""
        return self.precision >= {"Y": 0, "DE": 0, "CE": 0, "M": 1, "Q": 1}.get(unit, 2)


class Line:
    """A tape with its anchor and what was told before: what every reader asks."""

    def __init__(self, tape: Tape, base: Base | None, starts: list[int], code: str) -> None:
        self.symbols, self.letters, self.base, self.lang = tape.symbols, tape.letters, base, language(code)
        self.starts, self.opens = starts, frozenset(starts)  # where sentences start
        self.told: list[Found] = []  # dates, in text order

    # --- what stands in a stretch

    def first(self, start: int, end: int, kinds: str) -> Symbol | None:
        return next((symbol for symbol in self.symbols[start:end] if symbol.kind in kinds), None)

    def last(self, start: int, end: int, kinds: str) -> Symbol | None:
        return next((symbol for symbol in reversed(self.symbols[start:end]) if symbol.kind in kinds), None)

    def turn(self, start: int, end: int) -> int:
        """-1, 0 or 1 for "last", "this" and "next"; "in the past" is -1 too."""
        symbol = self.first(start, end, "LTxF")
        return 0 if symbol is None else _TURNS.get(symbol.kind, -1 if symbol.value == "PAST_REF" else 1)

    def echoes(self, start: int, end: int) -> bool:
        """Whether "last" or "next" counts from the time told last: "the following year", "the next day"."""
        turn, unit = self.first(start, end, "Lx"), self.unit(start, end)
        the_next = unit == "D" and self.letters[start] == "t" and turn is not None and turn.kind == "x"
        return the_next or (turn is not None and turn.word in self.lang.echo_words)

    def count(self, start: int, end: int) -> float | None:
        """The number said, one for "a"; None for a vague one."""
        symbol = self.first(start, end, "NaVO")
        return None if symbol is None or symbol.kind == "V" else float(symbol.value)

    def unit(self, start: int, end: int) -> str:
        symbol = self.first(start, end, "U")
        return str(symbol.value) if symbol else ""

    def word(self, at: int) -> str:
        return self.symbols[at].word if 0 <= at < len(self.symbols) else ""

    def letter(self, at: int) -> str:
        return self.letters[at] if 0 <= at < len(self.letters) else "n"

    def many(self, start: int, end: int) -> bool:
        """Whether the unit stands in the plural: "years"."""
        symbol = self.first(start, end, "U")
        return symbol is not None and symbol.word in self.lang.plural_periods

    def direction(self, at: int) -> int:
        """Where a bare weekday or month lies: 1 ahead where the nearest verb of its sentence points there, -1 back, 0 unsaid.

        Verbs in front are asked first, as the day mostly follows its verb; "until" points ahead whatever they say, unless it opens
        the sentence: "By Monday, 40 had died".
        """
        if self.lang.time_bounds.get(self.word(at - 1)) == "until" and self.symbols[at - 1].start not in self.opens:
            return 1
        number = bisect_right(self.starts, self.symbols[at].start)
        for near in (*range(at - 1, max(at - _REACH, -1), -1), *range(at + 1, min(at + _REACH, len(self.symbols)))):
            turn = self._points(near)
            if turn and bisect_right(self.starts, self.symbols[near].start) == number:
                return turn
        return 0

    def _points(self, at: int) -> int:
        """Where a single word points: 1 ahead, -1 back, 0 nowhere; "a scheduled interview" tells no plan, May no verb."""
        word, lang = self.symbols[at].word, self.lang
        if word in lang.future_words or self._is_to(at):
            return 0 if self.letters[at] in "Mm" or self.letter(at - 1) in "at" else 1
        if word in lang.past_words or lang.cues.get(word, word) != word or (word.endswith("ed") and lang.code == "en"):
            return 1 if self._ahead(at) else -1
        return 0

    def _is_to(self, at: int) -> bool:
        """Whether a form of "be" makes an infinitive a plan: "is to resume"."""
        return self.word(at) in self.lang.infinitive_words and self.word(at - 1) in self.lang.be_words

    def _ahead(self, at: int) -> bool:
        """Whether a form that may be past belongs to a future: "will cut", "would be paid", "to put"."""
        before = at - 1 - (self.word(at - 1) in self.lang.be_words)
        return self.word(before) in self.lang.future_words | self.lang.infinitive_words

    def abbreviated(self, at: int) -> bool:
        """Whether the full stop behind this word may be the word's own: "Sept." but not "September."."""
        symbol = self.symbols[at]
        last = at + 2 >= len(self.symbols) or self.letters[at + 2] == "n"
        return symbol.kind in "Mm" and symbol.word != self.lang.months[int(symbol.value) - 1][0] and not last

    # --- places beside the anchor

    def beside(self, unit: str, count: int, part: str = "") -> Found:
        """The whole unit that lies `count` of them from the anchor's own."""
        tail, kind = (f"T{part}", "TIME") if part else ("", "DATE")
        if self.base is None or not self.base.holds(unit):
            return Found(UNKNOWN.get(unit, "XXXX") + tail, kind)  # type: ignore[arg-type]
        return Found(shift(self.base.day, unit, count) + tail, kind, anchored=True)  # type: ignore[arg-type]

    def recent(self, fine: Grain, back: int = _BACK) -> Found | None:
        """The date told last that is as fine, at most `back` dates ago."""
        return next((found for found in reversed(self.told[-back:]) if grain(found.value) == fine), None)

    def from_told(self, unit: str, count: int) -> Found | None:
        """The whole unit that lies `count` of them from the time told last; None where none as fine as the unit is told."""
        told = self.recent("day") if unit == "D" else self.told[-1] if self.told else None
        known = interval(told.value) if told else None
        if told is None or known is None or (known[1] - known[0]).days > _DAYS_OF.get(unit, 0):
            return None
        return Found(shift(known[0].date(), unit, count), anchored=told.anchored)

    def quarter_told(self, back: int = _BACK) -> Found | None:
        """The quarter told last that is over, else the one that runs: figures are not compared with what is still to come."""
        running = shift(self.base.day, "Q", 0) if self.base else "9"
        told = [found for found in reversed(self.told[-back:]) if grain(found.value) == "quarter" and found.value <= running]
        return next((found for found in told if found.value < running), next(iter(told), None))


def moved(day: date, unit: str, count: float) -> date:
    """A day some units on, half ones counted in days."""
    if unit in _DAYS:
        return day + timedelta(days=int(_DAYS[unit] * count))
    return shift_months(day, int(_MONTHS[unit] * count)) if unit in _MONTHS else day
