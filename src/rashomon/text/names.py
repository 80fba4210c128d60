"""Whether two names are one person's: the same, a variant of spelling, or different.

Names are compared word by word in Latin letters, the surname first; conflicting first names forbid a join.
"""

from __future__ import annotations

import re
from typing import Literal

Likeness = Literal["same", "variant", "different"]
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_SURNAME, _GIVEN = 0.85, 0.78  # Jaro-Winkler similarity from which spellings of one name part meet
_SOUNDS = tuple((re.compile(pattern), to) for pattern, to in (
    ("sch|tch|tsch|cz|ch|sh|zh|j", "S"), ("kh|h|x", ""), ("ck|k|q|c", "k"), ("ph|v|w|ff", "f"), ("y|ii|ij|ie|ee|i", "i"), ("th|tt|t|dd", "t"),
    ("ou|oo|u", "u"), ("e|a|o", "a"), ("z|s", "s"),
))


def same_name(a: str, b: str) -> Likeness:
    """Compare two full names, titles already taken off."""
    left, right = _parts(a), _parts(b)
    if not left or not right:
        return "different"
    if left == right:
        return "same" if _plain(a) == _plain(b) else "variant"
    last = _alike(left[-1], right[-1], _SURNAME)
    if last == "different":
        return "different"
    if len(left) == 1 or len(right) == 1:
        return last  # a surname alone says nothing against
    first = _given(left[0], right[0])
    return "different" if first == "different" else "same" if (first, last) == ("same", "same") else "variant"


def _plain(name: str) -> str:
    return " ".join(name.split())


def _parts(name: str) -> list[str]:
    from anyascii import anyascii

    return [part.lower().strip(".") for part in _WORD.findall(anyascii(name))]


def _given(a: str, b: str) -> Likeness:
    if len(a) == 1 or len(b) == 1:
        return "same" if a[0] == b[0] else "different"  # an initial
    return _alike(a, b, _GIVEN)


def _alike(a: str, b: str, least: float) -> Likeness:
    """Spellings meet where they sound alike and look alike."""
    if a == b:
        return "same"
    from rapidfuzz.distance import JaroWinkler

    if min(len(a), len(b)) < 3 or JaroWinkler.similarity(a, b) < least:
        return "different"
    return "variant" if _sound(a) == _sound(b) else "different"


def _sound(word: str) -> str:
    """A rough key of how a transliterated name sounds; doubled sounds count once."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return re.sub(r"(.)\1+", r"\1", word)
