"""Decides where numbers stand among the symbols of a text: the tapes, on which the grammars are short regular expressions.

A grammar on letters holds for every language that fills in its words, and costs nothing where the tape shows no such letter. Numbers are
read once, by `numbers`; on either tape each is one symbol. They differ in what counts as one: to a time "three quarters" are a length, and
"nineteen ninety-seven" is a year; to a quantity they are a share and a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .numbers import Number, numbers
from .symbols import LARGEST, Symbol, symbols

_COUNTED = re.compile(r"-?[yo]?U")
_CENTURIES = range(13, 21)  # that open a year in words
_YEARS = range(1500, 2100)
_PIVOT = 50  # two digits from here on are a year of the last century
_NONE = Symbol(0, 0, "n", "")


class Tape(NamedTuple):
    """The symbols of a text and their letters in a row: `letters[i]` is `symbols[i].kind`."""

    symbols: tuple[Symbol, ...]
    letters: str


@lru_cache(maxsize=8)
def tape(text: str, code: str) -> Tape:
    """The tape of the times of a text in a language."""
    row = symbols(text, code)
    letters, out, done = _letters(row), list[Symbol](), 0
    for first, last, one in _places(row, numbers(text, code)):
        kind = _of_time(row[first : last + 1], letters, last, one)
        if kind:
            out += row[done:first]
            out.append(Symbol(row[first].start, row[last].end, kind, row[first].word if first == last else "", one.value))
            done = last + 1
    dated = _years([*out, *row[done:]])
    return Tape(tuple(dated), _letters(dated))


@lru_cache(maxsize=8)
def numbered(text: str, code: str) -> tuple[Tape, dict[int, Number]]:
    """The tape of the quantities of a text, and its numbers by their place on it."""
    row = symbols(text, code)
    out, found, done = list[Symbol](), dict[int, Number](), 0
    for first, last, one in _places(row, numbers(text, code)):
        out += row[done:first]
        found[len(out)] = one
        old, kind = row[first], _kind(row[first : last + 1], one)
        if first == last:
            out.append(old._replace(value=one.value, kind="O" if kind == "O" else old.kind if old.kind in "YUOh" else "N"))
        else:
            out.append(Symbol(one.start, row[last].end, kind, "", one.value))
        done = last + 1
    out += row[done:]
    return Tape(tuple(out), _letters(out).replace("c", "G")), found


def _letters(row: Sequence[Symbol]) -> str:
    return "".join([symbol.kind for symbol in row])


def _places(row: Sequence[Symbol], found: tuple[Number, ...]) -> Iterator[tuple[int, int, Number]]:
    """The first and the last symbol of each number; none of one that would cut a symbol in two but "millions de"."""
    starts = {symbol.start: n for n, symbol in enumerate(row)}
    last = 0
    for one in found:
        first = starts.get(one.start, -1)
        if first < last:
            continue
        end = first
        while row[end].end < one.end:
            end += 1
        if row[end].end == one.end or row[end].kind in "Xk":
            yield first, end, one
            last = end + 1


def _of_time(parts: Sequence[Symbol], letters: str, last: int, one: Number) -> str:
    """The letter that a number has among times; none where its symbols tell more apart: a share, a minus, a single word."""
    if not 0 <= one.value < LARGEST or parts[0].kind == "-":
        return ""
    if one.kind == "share":  # "two and a half years", but "three quarters", 4/22
        return "N" if one.value > 1 and one.value % 1 and _COUNTED.match(letters, last + 1) else ""
    if len(parts) == 1:
        return "N" if parts[0].kind == "w" and one.kind == "whole" else ""
    return _kind(parts, one)


def _kind(parts: Sequence[Symbol], one: Number) -> str:
    """The letter of a number of several symbols; a year in words opens with its century."""
    if one.kind == "ordinal":
        return "O"
    year = all(symbol.kind in "N-" for symbol in parts) and parts[0].value in _CENTURIES and 1300 <= one.value < 2100
    return "Y" if year else "N"


def _years(row: list[Symbol]) -> list[Symbol]:
    """The row with years and decades that only their place makes: "June of two thousand and four", "the nineteen eighties", "in '91"."""
    out: list[Symbol] = []
    for at, symbol in enumerate(row):
        before = out[-1] if out else _NONE
        behind = row[at + 1].kind if at + 1 < len(row) else "n"
        dated = before.kind in "IM" or (before.kind == "U" and before.value == "Y")
        dated = dated or (before.kind in "J,O" and len(out) > 1 and out[-2].kind in "MUS")
        if symbol.kind == "N" and not symbol.word and dated and behind not in "wuUX%$t-" and symbol.value in _YEARS:
            symbol = symbol._replace(kind="Y", value=int(symbol.value))
        elif symbol.kind == "N" and before.word == "'" and before.end == symbol.start and _is_short(out, symbol) and behind not in "wuUX%$":
            out.pop()
            symbol = Symbol(
                before.start, symbol.end, "Y", symbol.word, int(symbol.value) + (1900 if float(symbol.value) >= _PIVOT else 2000)
            )
        elif symbol.kind == "Z" and (century := _century(out)):
            symbol = Symbol(out[-century].start, symbol.end, "Z", symbol.word, 100 * int(out[-century].value) + int(symbol.value))
            del out[-century:]
        out.append(symbol)
    return out


def _is_short(out: list[Symbol], symbol: Symbol) -> bool:
    """Whether two digits behind an apostrophe stand where a year does: "in '91", "the summer of '69"."""
    return len(out) > 1 and out[-2].kind in "IMmSJp," and len(symbol.word) == 2 and symbol.word.isdigit()


def _century(out: list[Symbol]) -> int:
    """How many symbols at the end of a row are the century of a decade: "nineteen", "nineteen-"; 0 for none."""
    size = 2 if out and out[-1].kind == "-" else 1
    return size if len(out) >= size and out[-size].kind == "N" and out[-size].word.isalpha() and out[-size].value in _CENTURIES else 0
