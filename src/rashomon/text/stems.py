"""Comparison keys for words: case, width, look-alikes and possessives folded, six letters kept.

Six letters serve as a crude stemmer for every language that inflects by suffix; telling words of one
event apart needs no better one.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from .normalise import skeleton
from .tokens import APOSTROPHES, words

LETTERS = 6
_POSSESSIVES = tuple(mark + s for mark in APOSTROPHES for s in ("s", ""))


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word in comparison form, without a possessive ending."""
    plain = skeleton(word)
    return next((plain[: -len(ending)] for ending in _POSSESSIVES if plain.endswith(ending)), plain)


def keys(text: str) -> list[tuple[str, int, int]]:
    """The words of a text as (comparison form, start, end)."""
    return [(folded(text[start:end]), start, end) for start, end in words(text)]


def telling(found: Collection[str], idle: Collection[str]) -> frozenset[str]:
    """Stems of the words that carry meaning: not `idle`, longer than two letters, not a number."""
    return frozenset(word[:LETTERS] for word in found if word not in idle and len(word) > 2 and not word.isdigit())
