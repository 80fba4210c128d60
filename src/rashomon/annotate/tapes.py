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
from .symbols import Symbol, symbols

_LARGEST = 1e15  # a larger number counts nothing that reports count
_COUNTED = re.compile(r"-?[yo]?U")
_CENTURIES = range(13, 21)  # that open a year in words


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
    out += row[done:]
    return Tape(tuple(_years(out)), _letters(out))


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
    return Tape(tuple(out), _letters(_years(out)).replace("c", "G")), found


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
    if not 0 <= one.value < _LARGEST or parts[0].kind == "-":
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
    """A number in words that stands where a year does and counts nothing: "June of two thousand and four"."""
    for at, symbol in enumerate(row):
        if symbol.kind != "N" or symbol.word or not at:
            continue
        before = row[at - 1].kind
        behind = row[at + 1].kind if at + 1 < len(row) else "n"
        spelt = 1500 <= float(symbol.value) < 2100 and float(symbol.value) % 1 == 0
        dated = before in "IM" or (before in "J,O" and row[at - 2].kind in "MUS")
        if spelt and dated and behind not in "wuUX%$t-":
            row[at] = symbol._replace(kind="Y", value=int(symbol.value))
    return row
