"""What a word is: letters and digits of any script, with apostrophes, hyphens and points inside.

`words` and `placed` give offsets, so that every caller points into the same text; `stem` is a light ending
stripper for comparing word forms, not a linguistic one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, islice

APOSTROPHES = "'’ʼ＇"
_WORD = re.compile(
    r"[^\W\d_](?:"
    r"\.(?:[^\W\d_]\.)+"  # U.S. p.m.
    rf"|[\w\u0300-\u036f]*+(?:[{APOSTROPHES}\-\u2010\u2011&][^\W_][\w\u0300-\u036f]*+)*+"
    r")|\d++(?:[.,:]\d++)*+\w*+"  # 1,200  3.5  14:05  20th
)
_PARTS = re.compile(f"({_WORD.pattern})")
_PLURALS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_MAYBE_POSSESSIVE = frozenset(f"s{APOSTROPHES}")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")


def words(text: str) -> list[tuple[int, int]]:
    """Offsets of the words, half-open, in order."""
    return [match.span() for match in _WORD.finditer(text)]


@lru_cache(maxsize=2)
def placed(text: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The words, and where each starts; of the last texts at hand, since parts of a stage ask for the same ones."""
    parts = _PARTS.split(text)  # what stands before a word, a word, what stands before the next
    return tuple(parts[1::2]), tuple(islice(accumulate(map(len, parts)), 0, len(parts) - 1, 2))


def word_list(text: str) -> list[str]:
    """The words themselves, lower case, without a possessive ending."""
    found: list[str] = _WORD.findall(text.lower()) if text.isascii() else [word.lower() for word in _WORD.findall(text)]
    return [_POSSESSIVE.sub("", word) if word[-1] in _MAYBE_POSSESSIVE else word for word in found]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A key under which forms of one English word mostly meet; other words come back lower case."""
    word = _POSSESSIVE.sub("", word.lower())
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        bare = word[: -len(ending)]
        if word.endswith(ending) and len(bare) > 2 and any(letter in "aeiouy" for letter in bare):
            return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare.rstrip("e")
    return word.rstrip("e") if len(word) > 4 else word
