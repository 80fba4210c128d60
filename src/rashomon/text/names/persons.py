"""Whether two names are one person's.

The words of both are paired. A word left over on both sides forbids a join: it is a conflicting first name, surname or father's
name. Left over on one side it is a middle name, a patronymic, a second surname: names are shortened all the time. One word
alone has to be the surname. What would be decided by initials alone is not decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Literal

from .comparison import Comparison, Nearness
from .forms import is_given, one_given_name
from .pairing import Pairing, pair_words
from .parts import Parts, parts
from .words import MOST_SLIPS, nearness, sound

Likeness = Literal["same", "variant", "different"]
_SHORT = 3  # letters of a given name that may stand for a longer one: "Rob", "Alex"


def same_name(a: str, b: str) -> Likeness:
    """Compare two full names of one report. A slip of the pen is no evidence of one person; who is called junior once is so always."""
    if parts(a).generation != parts(b).generation and len(parts(a).words) > 1 and len(parts(b).words) > 1:
        return "different"
    near = compare_persons(a, b).nearness
    return "different" if near == "slip" else near


def surname_key(name: str) -> str:
    """What the last word of a name sounds like; names in the usual order that are the same or variants mostly share it."""
    words = parts(name).words
    return sound(words[-1]) if words else ""


def without_titles(names: Sequence[str]) -> list[str]:
    """The forms of one person's name that are not another of them with a title before it: "Ray Colton", not "Developer Ray Colton"."""
    return [name for name in names if not any(_titled(name, other) for other in names)]


def _titled(long: str, short: str) -> bool:
    """Whether a form is a full name with words before it that are no names."""
    front = long[: -len(short)].split()
    more = bool(front) and long.endswith(f" {short}") and len(parts(short).words) > 1
    return more and not any(is_given(word.casefold()) or len(word.strip(".")) == 1 for word in front)


@lru_cache(maxsize=65536)
def compare_persons(a: str, b: str) -> Comparison:
    """Compare two personal names, in either order."""
    ours, theirs = parts(a), parts(b)
    if (len(ours.words), ours.words, a) > (len(theirs.words), theirs.words, b):
        return compare_persons(b, a).turned()
    if not ours.words:
        return Comparison("different", "a name is empty", a, b)
    if ours.generation and theirs.generation and ours.generation != theirs.generation:
        return Comparison("different", "father and child", a, b)
    if ours.sex and theirs.sex and ours.sex != theirs.sex:
        return Comparison("different", "forms of address that conflict", a, b)
    if ours.east_asian and theirs.east_asian:
        one = ours.east_asian == theirs.east_asian
        return Comparison("same" if one else "different", "written with these characters", ours.east_asian, theirs.east_asian)
    if ours.words == theirs.words:
        return Comparison("same" if _accents(a) == _accents(b) else "variant", "the same words", a, b)
    if len(ours.words) == 1:
        return _surname_alone(ours, theirs)
    return _full(ours, theirs)


def _accents(name: str) -> set[str]:
    """The letters that plain Latin does not have."""
    return {letter for letter in name.casefold() if letter.isalpha() and not letter.isascii()}


def _surname_alone(short: Parts, full: Parts) -> Comparison:
    """One word against a name: the surname, or the first of two surnames."""
    word, bare = short.words[0], short.bare or full.bare
    if len(word) == 1:
        return Comparison("different", "an initial alone names nobody", word, full.words[-1])
    together = "".join(full.words)
    if len(full.words) > 1 and nearness(word, together)[1] <= 1:
        return Comparison(nearness(word, together)[0], "written as one word", word, " ".join(full.words))
    best, _ = nearness(word, full.words[-1], bare)
    if best == "different" and len(full.words) > 2 and not is_given(full.words[-2]):
        return Comparison(nearness(word, full.words[-2], bare)[0], "the surname alone", word, full.words[-2])
    if best == "slip" and len(full.words) > 1:
        best = "slip" if min(len(word), len(full.words[-1])) > _SHORT + 1 else "different"
    return Comparison(best, "the surname alone" if best != "different" else "other surnames", word, full.words[-1])


def _full(short: Parts, long: Parts) -> Comparison:
    """Two names of two words and more."""
    pairing = pair_words(short.words, long.words, partial(_word, bare=short.bare or long.bare))
    ours = [word for word in pairing.left if not _known_as(word, long)]
    theirs = [word for word in pairing.right if not _known_as(word, short)]
    if ours and theirs:
        return Comparison("different", "names that conflict", " ".join(ours), " ".join(theirs))
    if not any(_weighty(short.words[slice(*pair.left)], long.words[slice(*pair.right)]) for pair in pairing.pairs):
        return Comparison("different", "nothing but initials meets", " ".join(short.words), " ".join(long.words))
    if _father_and_child(short, long):
        return Comparison("different", "father and child change places", " ".join(short.words), " ".join(long.words))
    if len(short.words) == 2 and pairing.crossed and not (short.turned or long.turned) and all(map(is_given, short.words)):
        return Comparison("different", "two given names in another order", " ".join(short.words), " ".join(long.words))
    return _by_letters(pairing, short, long)


def _by_letters(pairing: Pairing, short: Parts, long: Parts) -> Comparison:
    """What is paired decides by its letters."""
    if pairing.slips > MOST_SLIPS:
        return Comparison("different", f"{pairing.slips} letters apart", " ".join(short.words), " ".join(long.words))
    near: Nearness = max((pair.nearness for pair in pairing.pairs), key=("same", "variant", "slip").index)
    worst = next(pair for pair in pairing.pairs if pair.nearness == near)
    left, right = " ".join(short.words[slice(*worst.left)]), " ".join(long.words[slice(*worst.right)])
    why = {
        "same": "every word of the shorter name stands in the longer",
        "variant": "spellings of one name",
        "slip": f"{pairing.slips} letter{'s' * (pairing.slips > 1)} apart, and sounding different",
    }[near]
    return Comparison(near, why, left, right)


def _word(a: str, b: str, bare: bool = False) -> tuple[Nearness, int]:
    """Two words of a name: an initial stands for a word, a short form for its name."""
    if len(a) == 1 or len(b) == 1:
        return ("same", 0) if a[0] == b[0] else ("different", MOST_SLIPS + 1)
    if a != b and is_given(a) and is_given(b):
        return ("variant", 0) if one_given_name(a, b) else ("different", MOST_SLIPS + 1)  # Jon is no misprint of Ron
    near = nearness(a, b, bare)
    short, long = sorted((a, b), key=len)
    if near[0] in ("slip", "different") and len(short) >= _SHORT and len(long) > len(short) + 2 and long.startswith(short):
        return ("variant", 0) if is_given(long) else near
    return near


def _weighty(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a pair is more than an initial."""
    return len("".join(ours)) > 1 and len("".join(theirs)) > 1


def _known_as(word: str, other: Parts) -> bool:
    """Whether a word is a nickname that the other name gives in quotation marks or brackets."""
    return any(_word(word, nickname)[0] in ("same", "variant") for nickname in other.may_miss)


def _father_and_child(one: Parts, other: Parts) -> bool:
    return any((father, child) in other.sons for child, father in one.sons if father != child)
