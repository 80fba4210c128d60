"""Name: somebody is called otherwise: another first name beside the same surname, or another surname beside the same title and first name.

Spellings of one name are `spelling`, and so is what looks like a slip of the pen. Two people of one surname are common (a couple, a
father and a son), so each report must know one of the two only, the same title stand before both names, and the sentences tell the same.
"""

from __future__ import annotations

from difflib import SequenceMatcher

from ...text.names import same_name
from ...types import Name, Reason
from . import Clash, Kind, Reading, kinds, same_scene

SLIP = 0.75  # likeness from which two parts of a name are one, misspelt


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Full names that agree in one part, of somebody whom each report knows under its own name only."""
    if left.report.id == right.report.id:
        return []
    for one in _full(left):
        for other in _full(right):
            ours, theirs = one.entity.split(), other.entity.split()
            if len(ours) != 2 or len(theirs) != 2 or same_name(one.entity, other.entity) != "different":
                continue
            differing = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
            if len(differing) != 1 or _slip(*differing[0]) or _knows(left, other) or _knows(right, one):
                continue
            because = _one_person(left, one, right, other)
            if because:
                return [Clash(one.span, other.span, one.entity, other.entity, "tension", because)]
    return []


def _full(reading: Reading) -> list[Name]:
    return [name for name in reading.names if name.kind == "person" and reading.report.quote(name.span) == name.entity]


def _knows(reading: Reading, name: Name) -> bool:
    """Whether a report names this person, too."""
    return any(other.kind == "person" and same_name(other.entity, name.entity) != "different" for other in reading.notes.names)


def _slip(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= SLIP


def _one_person(left: Reading, one: Name, right: Reading, other: Name) -> tuple[Reason, ...]:
    """Reasons to think that two names mean one person: the same title before both, and the same told of both."""
    titles = _office(left, one) & _office(right, other)
    scene = same_scene(left, right, 0.4) if titles else ()
    return (*scene, Reason("the same title", 2.0, (one.span, other.span), ", ".join(sorted(titles)))) if scene else ()


def _office(reading: Reading, name: Name) -> set[str]:
    return {word for other, words in reading.offices if other is name for word, _ in words}


kinds.add("name", Kind(lambda reading: any(name.kind == "person" for name in reading.names), compare))
