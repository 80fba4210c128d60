"""Decides within which bounds a number is given: "at least 20", "30 or more", "between 10 and 15", ">= 30".

1. A side is a number with the bound in front of it ("more than") or behind it ("or fewer").
2. Two sides are one range where one bounds from below and the other from above, joined by "and" or a comma, and the first is the
   smaller: "more than 20 and less than 35". Where neither is bounded, "to", a dash, "between ... and" make the range.
3. "from 10 to 15" may be a change: it is read as a range, and marked, so that `quantities` leaves it as two numbers.

In "10 to 15 million" the first end has the scale of the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..lang import Language, language
from ..types import Bound
from .numbers import Number
from .symbols import Symbol
from .tapes import Tape, numbered

_SIDE = re.compile(r"(?P<bounds>g?G{0,3})(?:t(?=O))?\$?(?P<number>[NYOh])(?:-?[uU$%])?(?P<behind>[gG](?!t?\$?[NYOh]))?")
DASHES = frozenset("-–—~")
_FROM_BELOW, _FROM_ABOVE = frozenset(("more", "at_least")), frozenset(("less", "at_most"))


class Range(NamedTuple):
    """A number within its bounds, or two that are the ends of one range. None: unbounded on that side."""

    first: int  # on the tape of `numbered`
    last: int  # behind it
    low: float | None
    high: float | None
    open_low: bool  # the end itself is left out
    open_high: bool
    bound: Bound
    numbers: tuple[int, ...]  # where on the tape the numbers are
    plain: bool = False  # two ends without bounds of their own
    change: bool = False  # it may be a change: "from 10 to 15"


class Side(NamedTuple):
    """A number with its own bound."""

    first: int
    last: int
    at: int
    value: float
    bound: Bound


def ends(value: float, bound: Bound) -> tuple[float | None, float | None]:
    """The ends of a number by its bound; one that is about so much has itself at both."""
    return (None if bound in _FROM_ABOVE else value), (None if bound in _FROM_BELOW else value)


@lru_cache(maxsize=8)
def ranges(text: str, code: str) -> tuple[Range, ...]:
    """Every number of a text with its bounds, in text order; ordinals only as an end."""
    line, found = numbered(text, code)
    return tuple(Reader(text, line, found, language(code)).ranges())


class Reader:
    """Reads the ranges of one text."""

    def __init__(self, text: str, line: Tape, found: dict[int, Number], lang: Language) -> None:
        self.text, self.line, self.symbols, self.found, self.lang = text, line, line.symbols, found, lang

    def ranges(self) -> Iterator[Range]:
        sides = [side for match in _SIDE.finditer(self.line.letters) if (side := self._side(match))]
        n = 0
        while n < len(sides):
            both = self._both(sides[n], sides[n + 1]) if n + 1 < len(sides) else None
            if both:
                yield both
                n += 2
                continue
            side, n = sides[n], n + 1
            if self.symbols[side.at].kind != "O" or side.bound != "exact":
                low, high = ends(side.value, side.bound)
                yield Range(side.first, side.last, low, high, side.bound == "more", side.bound == "less", side.bound, (side.at,))

    def _side(self, match: re.Match[str]) -> Side | None:
        """A number and what bounds it: what stands behind it counts more, "or equal" takes the end in."""
        at = match.start("number")
        if at not in self.found and self.symbols[at].kind not in "YO":
            return None
        bound: Bound = "exact"
        for symbol in self.symbols[match.start("bounds") : match.end("bounds")]:
            bound = _stricter(bound, symbol) if symbol.kind in "Gc" else _excluding(_stricter(bound, symbol))
        last = match.end()
        if match["behind"]:
            behind = self.symbols[match.end() - 1]
            either = self.lang.either_words
            if behind.kind == "g" and behind.value == "exact":
                bound = _including(bound)
            elif behind.kind == "g":
                bound = _stricter("exact", behind)
            elif behind.word.split()[0] in either:
                bound = _including(_stricter("exact", behind))
            else:
                last -= 1
        return Side(match.start(), last, at, float(self.symbols[at].value), bound)

    def _both(self, one: Side, other: Side) -> Range | None:
        """Two sides as one range."""
        marks = [symbol.word for symbol in self.symbols[one.last : other.first]]
        if one.bound in _FROM_BELOW or one.bound in _FROM_ABOVE:
            return self._bounded(one, other, marks)
        upto = other.bound == "at_most" and not marks and self._word(one.first - 1) in self.lang.change_words
        if one.bound not in ("exact", "about") or not (upto or other.bound == "exact"):
            return None
        return self._ends(one, other, marks[0] if len(marks) == 1 else "", upto=upto)

    def _bounded(self, one: Side, other: Side, marks: list[str]) -> Range | None:
        low, high = (one, other) if one.bound in _FROM_BELOW else (other, one)
        if low.bound not in _FROM_BELOW or high.bound not in _FROM_ABOVE or not low.value < high.value:
            return None
        marks = marks or self._word(other.first).split()[:1]  # the bound may hold it: "and over"
        if not marks or len(marks) > 2 or any(mark != "," and mark not in self.lang.conjunctions for mark in marks):
            return None
        return Range(one.first, other.last, low.value, high.value, low.bound == "more", high.bound == "less", "range", (one.at, other.at))

    def _ends(self, one: Side, other: Side, mark: str, *, upto: bool) -> Range | None:
        """Two plain numbers as the ends of a range."""
        before = self._word(one.first - 1)
        if not upto and not (mark in self.lang.range_words or (mark in DASHES and self._alone(one, other))):
            return None
        if mark in self.lang.both_words and before not in self.lang.between_words:
            return None
        if "O" in (self.symbols[one.at].kind, self.symbols[other.at].kind) and before not in self.lang.between_words:
            return None
        low = one.value * self._scale(one, other)
        if low >= other.value:
            return None
        change = before in self.lang.change_words
        first = one.first - (before in self.lang.between_words)
        return Range(first, other.last, low, other.value, False, False, "range", (one.at, other.at), True, change)

    def _scale(self, one: Side, other: Side) -> float:
        """What the first end is multiplied by: the scale of the second, where it has none of its own."""
        first, second = self.found.get(one.at), self.found.get(other.at)
        if not first or not second or first.scale > 1 or one.value * second.scale >= other.value:
            return 1.0
        return second.scale

    def _alone(self, one: Side, other: Side) -> bool:
        """Whether two numbers at a dash are not part of a longer row: a telephone number, a date."""
        start, end = self.symbols[one.at].start, self.symbols[other.at].end
        before, behind = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return not before.strip(" \n([$€£~") and (behind.isalpha() or not behind.strip(" \n.,;:)]$€£%°"))

    def _word(self, at: int) -> str:
        return self.symbols[at].word if 0 <= at < len(self.symbols) else ""


def _stricter(bound: Bound, symbol: Symbol) -> Bound:
    """The bound of a word, unless it only softens the one before: "about at least"."""
    said: Bound = str(symbol.value)  # type: ignore[assignment]
    return bound if said in ("exact", "about") and bound != "exact" else said


def _excluding(bound: Bound) -> Bound:
    """What a bound that mostly stands behind its number says in front of one: "30 and over", "and over 30"."""
    return "less" if bound == "at_most" else "more" if bound == "at_least" else bound


def _including(bound: Bound) -> Bound:
    """A bound with its end taken in."""
    return "at_most" if bound == "less" else "at_least" if bound == "more" else bound
