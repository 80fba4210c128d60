"""Whether two names are one person's: the same, a variant of spelling, or different.

Names are compared word by word in Latin letters, the surname first; conflicting first names forbid a join.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

Likeness = Literal["same", "variant", "different"]
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_LEAST = 0.75  # Jaro-Winkler similarity from which spellings that sound alike meet
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("tsch|sch|tch|ch|sh|zh|cz", "S"),
        ("kh|[hxj]", ""),
        ("ck|[kqcg]", "k"),
        ("ph|[vwf]", "f"),
        ("d", "t"),
        ("z", "s"),
        ("[iy]e?", "i"),
        ("[eaou]+", "a"),
    )
)
_FORMS = tuple(
    map(
        frozenset,
        map(
            str.split,
            (  # one name in several languages, and short forms
                "alexei alexey aleksei aleksey alexej oleksiy oleksii",
                "vladimir volodymyr wladimir wolodymyr",
                "sergei serhiy serhii sergiy",
                "alexander aleksandr oleksandr alexandre alejandro alex",
                "nikolai mykola nicholas nicolas nick",
                "mikhail mykhailo michael miguel michel mike",
                "dmitry dmytro",
                "andrei andriy andrew andres andy",
                "oleg oleh",
                "igor ihor",
                "yuri yuriy jurij",
                "john jon juan jean giovanni johann jan ivan",
                "william bill will guillermo",
                "robert bob rob",
                "james jim jimmy jaime",
                "joseph joe jose josef giuseppe",
                "anthony antony tony antonio",
                "thomas tom tommy",
                "david dave",
                "christopher chris",
                "stephen steven steve",
                "benjamin ben",
                "samuel sam",
                "daniel dan danny",
                "matthew matt",
                "edward ed ted",
                "elizabeth liz beth",
                "susan sue",
                "gregory greg",
                "jeffrey jeff geoffrey geoff",
                "kenneth ken",
                "ronald ron",
                "donald don",
                "patrick pat",
                "philip phil felipe",
                "katherine catherine kate kathy katie",
                "margaret maggie peggy",
                "richard rick dick ricardo",
                "charles charlie chuck carlos karl",
                "george georg jorge giorgio",
                "peter pedro pierre piotr petro",
                "paul pablo paolo pavel",
                "francis francisco francesco frank",
            ),
        ),
    )
)


def same_name(a: str, b: str) -> Likeness:
    """Compare two full names, titles already taken off."""
    left, right = sorted((_parts(a), _parts(b)), key=len)
    if not left:
        return "different"
    if left == right[-len(left) :]:
        return "same" if a.split() == b.split() or len(left) < len(right) else "variant"
    last = _alike(left[-1], right[-1])
    if last == "different" or len(left) == 1:
        return last  # a surname alone says nothing against
    first = _given(left[0], right[0])
    if first == "different" or _clash(left[1:-1], right[1:-1]):
        return "different"
    return "same" if first == last == "same" else "variant"


def surname_key(name: str) -> str:
    """What the last word of a name sounds like; names that are the same or variants share it."""
    parts = _parts(name)
    return _sound(parts[-1]) if parts else ""


def _clash(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether both have middle names and none of them meet."""
    return bool(left and right) and not any(_given(a, b) != "different" for a in left for b in right)


@lru_cache(maxsize=8192)
def _parts(name: str) -> tuple[str, ...]:
    from anyascii import anyascii

    return tuple(part.lower().strip(".") for part in _WORD.findall(anyascii(name)))


def _given(a: str, b: str) -> Likeness:
    if len(a) == 1 or len(b) == 1:
        return "same" if a[0] == b[0] else "different"  # an initial
    if a != b and any(a in forms and b in forms for forms in _FORMS):
        return "variant"
    return _alike(a, b)


def _alike(a: str, b: str) -> Likeness:
    """Spellings meet where they sound alike and look alike."""
    if a == b:
        return "same"
    if min(len(a), len(b)) < 3 or _sound(a) != _sound(b):
        return "different"
    from rapidfuzz.distance import JaroWinkler

    return "variant" if JaroWinkler.similarity(a, b) >= _LEAST else "different"


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """A rough key of how a transliterated name sounds; doubled sounds count once."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return re.sub(r"(.)\1+", r"\1", word)
