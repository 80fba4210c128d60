"""How near two words of a name are: the same, other letters for the same sounds, a slip of a letter or two, or different."""

from __future__ import annotations

import re
from functools import lru_cache

from .comparison import Nearness

_LEAST = 0.75  # Jaro-Winkler similarity from which spellings that sound alike meet
MOST_SLIPS = 2  # letters in all by which two names may differ and still be a slip
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("tsch|sch|tch|ch|sh|zh|cz", "S"),
        ("kh|[hxj]", ""),
        ("ck|[kqcg]", "k"),
        ("ph|[vwf]", "f"),
        ("d", "t"),
        ("z", "s"),
        (r"(?<=\w\w[^aeiou])e$", ""),
        ("[iy]e?", "i"),
        ("[eaou]+", "a"),
    )
)
_CONSONANTS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("tsch|sch|tch|ch|sh|zh|cz", "s"),
        ("ck|kh|gh|[kqcg]", "k"),
        ("ph|[vfpb]", "b"),
        ("x", "ks"),
        ("z", "s"),
        ("[jd]", "t"),
        ("[aeiouyhw'`]", ""),
    )
)  # what an alphabet without vowels keeps


@lru_cache(maxsize=65536)
def nearness(a: str, b: str, bare: bool = False) -> tuple[Nearness, int]:
    """How near two words in small Latin letters are, and by how many letters a slip. `bare`: one comes from a script without vowels."""
    if a == b:
        return "same", 0
    if bare and _one_skeleton(a, b):
        return "variant", 0
    if _spelt_alike(a, b):
        return "variant", 0
    from rapidfuzz.distance import OSA

    most = 1 if bare else MOST_SLIPS
    slips = OSA.distance(a, b, score_cutoff=most)
    longer = max(len(a), len(b))
    return ("slip", slips) if slips <= most and slips * 2 <= longer + 1 else ("different", longer)


def _spelt_alike(a: str, b: str) -> bool:
    """Whether two words sound alike and look alike."""
    if min(len(a), len(b)) < 3 or sound(a) != sound(b):
        return False
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(a, b) >= _LEAST


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A rough key of how a transliterated name sounds; doubled sounds count once."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return re.sub(r"(.)\1+", r"\1", word)


def _one_skeleton(a: str, b: str) -> bool:
    ours, theirs = _skeleton(a), _skeleton(b)
    return len(ours) > 1 and ours == theirs


@lru_cache(maxsize=8192)
def _skeleton(word: str) -> str:
    """The consonants of a word, those that scripts mix up taken together; "w" and "y" stand for vowels."""
    for pattern, to in _CONSONANTS:
        word = pattern.sub(to, word)
    return re.sub(r"(.)\1+", r"\1", word)
