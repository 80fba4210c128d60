"""Initiator: who did it to whom, told the other way round.

The same two people stand around the same word in both sentences, in turned order, the second right behind what is done to him; "by"
turns them back. Words for what two do together ("met", "spoke") have no direction. Both sentences must tell one scene.

Tried and dropped: weights of its own (`matter`), of 15 changes against one pair that differs by nature in 379 events; places and bodies
("the Lowick quarter of Elmstead", "the Elmstead quarter of Lowick"); a name behind a preposition ("lost the ball to his old friend").
"""

from __future__ import annotations

from itertools import pairwise

from ...text.stems import LETTERS, folded
from ...types import Name, Reason, Span
from ..matter import Slot, Value, clash, other_days, pairs
from . import Clash, Kind, Reading, kinds, opposed, same_scene

MUTUAL = ("person", "any")  # contacts that have no direction; a call has one
BEYOND = 2  # telling stems in common beside the two and what is done
SCENE = 0.4  # share of the telling stems of the shorter sentence that both must hold
BETWEEN = 6  # words between the two names
APPOSED = frozenset(",;:()–—")  # marks by which the second name says who the first is, or another clause begins


def _values(reading: Reading) -> list[Value]:
    """Two names around a telling word, in the order of who did it to whom."""
    actors = [name for name in reading.names if name.kind == "person" and name.entity.strip()]
    return [value for one, other in pairwise(actors) for value in _around(reading, one, other)]


def _around(reading: Reading, one: Name, other: Name) -> list[Value]:
    between = [word for word, at in reading.tokens if one.span.end <= at.start and at.end <= other.span.start]
    if not APPOSED.isdisjoint(reading.report.text[one.span.end : other.span.start]):
        return []  # "Anna Lind, the head of Holm"
    who, whom = (folded(name.entity).split()[-1] for name in (one, other))
    lang = reading.lang
    undirected = any(lang.contacts.get(word) in MUTUAL or word in lang.conjunctions for word in between)
    if not 0 < len(between) <= BETWEEN or who == whom or undirected or not (lang.prepositions - lang.by_words).isdisjoint(between):
        return []
    order = (whom, who) if any(word in lang.by_words for word in between) else (who, whom)
    span = Span(one.span.report, one.span.start, other.span.end)
    stems = {word[:LETTERS] for word in between if word not in lang.roles} & reading.stems  # not "Holm chief Anna Lind"
    pair = " ".join(sorted((who, whom)))
    return [Value(span, reading.report.quote(span), f"{stem} {pair}", order) for stem in sorted(stems)]


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two people around one word, turned."""
    for pair in pairs(SLOT, left, right):
        beyond = (left.stems & right.stems) - left.name_stems - right.name_stems - {pair.one.of.split()[0]}
        if len(beyond) >= BEYOND and (scene := same_scene(left, right, SCENE)):
            because = (*scene, Reason("the same two, turned", 1.0, (pair.one.span, pair.other.span), pair.one.of))
            return [clash(pair, because, topic=pair.one.of)]
    return []


SLOT = Slot("initiator", _values, barred=lambda left, right: opposed(left, right) or other_days(left, right))
kinds.add("initiator", Kind(lambda reading: bool(SLOT.read(reading)), compare))
