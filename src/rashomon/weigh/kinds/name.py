"""Name: somebody is called otherwise: another first name beside the same surname, or another surname beside the same title and first name.

Spellings of one name are `spelling`, and so is what looks like a slip of the pen. Two people of one surname are common (a couple, a
father and a son), so that two whom both reports know are left alone; the same title must stand before both names, and the sentences tell
the same, or `matter` take both for names of one matter.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from ...text.names import compare_persons
from ...text.stems import folded
from ...types import Name, Reason
from ..matter import Pair, Slot, Value, clash, matter, pairs
from . import Clash, Kind, Reading, kinds, same_scene

TOLD = 2  # telling words in common, names aside, below which two of one first name are two people
SHORT = 3  # letters of a word that stays small in headlines
PARTS = 2  # of a name that a title may vouch for
SLIP = 0.75  # likeness from which two parts of a name are one, misspelt

_TORN = re.compile(r"[a-z]{4}[A-Z]|[\"“”()]")


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Full names that agree in one part, of somebody whom each report knows under its own name only."""
    found = [(pair, because) for pair in pairs(SLOT, left, right) if (because := _one_person(pair) or matter(pair))]
    return [clash(pair, because, severity="tension") for pair, because in found][:1]


def _values(reading: Reading) -> list[Value]:
    """Persons by their full name; none in a headline whose words all have capitals: "Court to Hear Lind"."""
    long_words = [word for word in reading.text.split() if len(word) > SHORT]
    if long_words and not any(word[:1].islower() for word in long_words):
        return []
    return [Value(name.span, name.entity, raw=name) for name in reading.names if name.kind == "person" and _is_full(reading, name)]


def _is_full(reading: Reading, name: Name) -> bool:
    """Whether a name is given with first and last, nothing of it torn or a nickname in marks: "Lowick CourierAnna Lind"."""
    written = reading.report.quote(name.span)
    return " " in name.entity and len(written.split()) > 1 and not _TORN.search(written)


def _differ(one: Value, other: Value) -> bool:
    ours, theirs = one.shown.split(), other.shown.split()
    parts = [pair for pair in ((ours[0], theirs[0]), (ours[-1], theirs[-1])) if folded(pair[0]) != folded(pair[1])]
    return len(parts) == 1 and not _slip(*parts[0]) and not _agree(one, other)


def _agree(one: Value, other: Value) -> bool:
    return compare_persons(one.shown, other.shown).nearness != "different"


def _slip(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SLIP


def _one_person(pair: Pair) -> tuple[Reason, ...]:
    """Reasons to think that two names of two words mean one person: the same title before both, and the same told of both."""
    left, right = pair.left, pair.right
    two = len(pair.one.shown.split()) == PARTS == len(pair.other.shown.split())
    if not two or _knows(left, pair.other) or _knows(right, pair.one):
        return ()
    titles = _office(left, pair.one) & _office(right, pair.other)
    scene = same_scene(left, right, 0.4) if titles else ()
    at = (pair.one.span, pair.other.span)
    return (*scene, Reason("the same title", 2.0, at, ", ".join(sorted(titles)))) if scene else ()


def _knows(reading: Reading, value: Value) -> bool:
    """Whether a report names this person, too."""
    people = {other.entity for other in reading.notes.names if other.kind == "person"}
    return any(compare_persons(entity, value.shown).nearness not in ("different", "slip") for entity in people)


def _are_two(pair: Pair) -> bool:
    """Whether nothing but an office is told of both, both reports know both, or a sentence has both parts: "Anna and Marit Lind"."""
    told = (pair.left.stems & pair.right.stems) - pair.left.name_stems - pair.right.name_stems
    if len(told) < TOLD:
        return True
    if _knows(pair.left, pair.other) and _knows(pair.right, pair.one):
        return True
    ours, theirs = ({folded(part) for part in value.shown.split()} for value in (pair.one, pair.other))
    said = ({word for word, _ in reading.tokens} for reading in (pair.left, pair.right))
    return any((ours ^ theirs) <= words for words in said)


def _office(reading: Reading, value: Value) -> set[str]:
    return {word for other, words in reading.offices if other is value.raw for word, _ in words}


SLOT = Slot("name", _values, _differ, _agree, excused=_are_two)
kinds.add("name", Kind(lambda reading: any(name.kind == "person" for name in reading.names), compare))
