"""Every regular expression of the package takes time that grows with the text, not with its square, whatever the text is made of."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from time import process_time

import pytest

import rashomon

SHORT, LONG = 500, 4_000  # characters of a text
GROWN = 24  # times the time of a text that is 8 times as long; the square would be 64
NOISE = 0.01  # seconds below which nothing grows; the square of LONG takes ten times as long
PIECES = (
    " ", "\n", "\t ", "\u00a0", "a", "A", "a ", "A ", "aA", "A. ", "A.", "a-", "1", "1 ", "1,", "1.", "-", "- ", ".", "..", ". ", ",", ", ",
    ":", "/", "(", "(a", "[", "“", "“a ", '"', '" ', "'", "’", "’s ", "ß", "é ", "\u202e", "<", "<a ", "&", "&a", "http://a", "www.a", "@a",
    "said ", "Mr A ", "by A ", "via ", "via A, ", "photo: ", "more ", "(a) ", "A (a", "A,\n", "\r\n", "|", "– ", "* ",
)  # fmt: skip


def _modules() -> Iterator[object]:
    for found in pkgutil.walk_packages(rashomon.__path__, "rashomon."):
        if not found.name.endswith("__main__") and "kernel" not in found.name:
            yield import_module(found.name)


def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns that modules hold, by where they stand."""
    out: dict[str, re.Pattern[str]] = {}
    for module in _modules():
        for name, value in sorted(vars(module).items()):
            some = value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else (value,)
            for n, one in enumerate(some):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    out.setdefault(f"{module.__name__}.{name}[{n}]", one)  # type: ignore[attr-defined]
    return {place: pattern for place, pattern in out.items() if place == min(p for p, q in out.items() if q is pattern)}


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    start = process_time()
    for _ in pattern.finditer(text):
        pass
    pattern.match(text)
    pattern.fullmatch(text)
    return process_time() - start


PATTERNS = _patterns()


@pytest.mark.parametrize("place", sorted(PATTERNS))
def test_no_text_makes_a_pattern_slow(place: str) -> None:
    pattern = PATTERNS[place]
    for piece, end in product(PIECES, ("", "\x00")):
        short, long = ((piece * size)[:size] + end for size in (SHORT, LONG))
        if _seconds(pattern, long) > NOISE:  # most are far below; only then it is worth to look twice
            grown = min(_seconds(pattern, long) for _ in range(3)) / max(1e-4, min(_seconds(pattern, short) for _ in range(3)))
            assert grown < GROWN, f"{piece!r}: {grown:.0f} times the time for 8 times the text"
