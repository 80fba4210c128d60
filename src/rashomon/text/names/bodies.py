"""Whether two names are one organisation's, ship's or place's.

Legal forms, articles and linking words may be missing; two legal forms of different kinds (a stock company, a limited one) are two
companies. Every other word has to meet: "Harbour Bank" and "Harbour Bank Lowick" are two, as the branch of a bank is not the bank.
An acronym meets the words it is made of.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from .comparison import Comparison, Nearness
from .legal import ABBREVIATED, LEGAL, LINKS, LONGEST
from .pairing import pair_words
from .words import MOST_SLIPS, nearness, sound

_SHIPS = frozenset("mv ms mt ss uss hms fv".split())  # motor vessel, motor tanker
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_NUMBER = re.compile(r"\d|^[ivx]+$")
_SPELT = tuple(
    (re.compile(pattern), to) for pattern, to in (("isation", "ization"), (r"(?<=\w{3})our(?=s?$|ed|ing)", "or"), ("programme", "program"))
)
_LETTERS = 3  # of a word, below which no letter may differ
_LETTERS_TWO = 6  # from which two may


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation's name taken apart."""

    words: tuple[str, ...]  # what has to meet
    forms: frozenset[str]  # kinds of legal form
    acronym: str = ""  # the whole name, where it is one word in capitals
    initials: frozenset[str] = frozenset()  # of its words: acronyms that stand for it


@lru_cache(maxsize=65536)
def compare_bodies(a: str, b: str) -> Comparison:
    """Compare two names of organisations, places or ships."""
    ours, theirs = _body(a), _body(b)
    if (len(ours.words), ours.words, a) > (len(theirs.words), theirs.words, b):
        return compare_bodies(b, a).turned()
    if not ours.words or not theirs.words:
        return Comparison("different", "a name is empty", a, b)
    if (ours.acronym and ours.acronym in theirs.initials) or (theirs.acronym and theirs.acronym in ours.initials):
        return Comparison("same", "an acronym and its words", a, b)
    if ours.forms and theirs.forms and not ours.forms & theirs.forms:
        return Comparison("different", "legal forms that conflict", " ".join(sorted(ours.forms)), " ".join(sorted(theirs.forms)))
    if ours.words == theirs.words:
        return Comparison("same", "the same words but for legal form, articles and linking words", a, b)
    pairing = pair_words(ours.words, theirs.words, _word)
    if pairing.left or pairing.right:
        return Comparison("different", "words without a counterpart", " ".join(pairing.left), " ".join(pairing.right))
    if pairing.slips > MOST_SLIPS:
        return Comparison("different", f"{pairing.slips} letters apart", " ".join(ours.words), " ".join(theirs.words))
    near: Nearness = max((pair.nearness for pair in pairing.pairs), key=("same", "variant", "slip").index)
    worst = next(pair for pair in pairing.pairs if pair.nearness == near)
    why = {"same": "the same words", "variant": "spellings of one name", "slip": f"{pairing.slips} letters apart"}[near]
    return Comparison(near, why, " ".join(ours.words[slice(*worst.left)]), " ".join(theirs.words[slice(*worst.right)]))


class BodyKeys(NamedTuple):
    """What names that are the same or variants share: the sounds of all words, or two words in one, or an acronym and its initials."""

    words: list[str]
    under: set[str]  # further keys to be kept under
    beside: set[str]  # further keys to look up


def body_keys(name: str) -> BodyKeys:
    """The keys of an organisation's name."""
    body = _body(name)
    together = {sound(one + other) for one, other in pairwise(body.words)}
    initials, acronym = {f"{letters}." for letters in body.initials}, {f".{body.acronym}"} if body.acronym else set()
    sought = {f".{letters}" for letters in body.initials} | ({f"{body.acronym}."} if body.acronym else set())
    return BodyKeys([sound(word) for word in body.words], together | initials | acronym, together | sought)


def _word(a: str, b: str) -> tuple[Nearness, int]:
    """Two words: numbers and short words by the letter."""
    near, slips = nearness(a, b)
    short = min(len(a), len(b))
    by_letter = short < _LETTERS or (slips > 1 and short < _LETTERS_TWO) or bool(_NUMBER.search(a) or _NUMBER.search(b))
    return ("different", slips) if near != "same" and by_letter else (near, slips)


@lru_cache(maxsize=16384)
def _body(name: str) -> Body:
    from anyascii import anyascii

    plain = unicodedata.normalize("NFKC", name)
    latin = anyascii(plain).replace("&", " and ")
    latin = re.sub(r"(?<!\w)((?:\w\.\s?)+\w?)(?!\w)", lambda found: re.sub(r"[.\s]", "", found[0]) + " ", latin)
    latin = re.sub(r"['’`]s?(?!\w)|(?<=\w)['’`](?=\w)", "", latin)
    words = [word.lower() for word in re.findall(r"[^\W_]+", latin)]
    kept, forms = _without_forms(words)
    spelt = _numbers([piece for word in kept for piece in _spelt(word).split()])
    telling = [word for word in spelt if word not in LINKS] or spelt or words
    if len(telling) > 1 and telling[0] in _SHIPS:
        telling = telling[1:]
    capitals = re.sub(r"[\W_]", "", plain)
    acronym = capitals.lower() if capitals.isupper() and len(kept) == 1 and len(capitals) > 1 and len(words) == 1 else ""
    initials = {"".join(word[0] for word in some) for some in (words, kept, telling) if len(some) > 1}
    return Body(tuple(telling), frozenset(forms), acronym, frozenset(initials))


def _without_forms(words: list[str]) -> tuple[list[str], set[str]]:
    """The words without legal forms, and the kinds of these. A name of nothing else keeps its words."""
    kept: list[str] = []
    forms: set[str] = set()
    at = 0
    while at < len(words):
        width = next((n for n in range(min(LONGEST, len(words) - at), 0, -1) if tuple(words[at : at + n]) in LEGAL), 0)
        if width:
            forms.add(LEGAL[tuple(words[at : at + width])])
        else:
            kept.append(words[at])
        at += width or 1
    return kept or words, forms - {""}


def _spelt(word: str) -> str:
    """One spelling for words that are abbreviated, or spelt in British and American ways."""
    if found := _ORDINAL.match(word):
        return found[1]
    for pattern, to in _SPELT:
        word = pattern.sub(to, word)
    return ABBREVIATED.get(word, word)


def _numbers(words: list[str]) -> list[str]:
    """Tens and units in one number: 40, 4."""
    out: list[str] = []
    for word in words:
        tens = out and out[-1].isdigit() and len(out[-1]) == 2 and out[-1].endswith("0")
        if tens and word.isdigit() and len(word) == 1:
            out[-1] = out[-1][0] + word
        else:
            out.append(word)
    return out
