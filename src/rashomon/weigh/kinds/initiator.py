"""Initiator: who did it to whom, told the other way round.

Two of the same names stand around the same word in both sentences, in turned order; "by" before the second turns them back. Words for what
two do together ("met", "spoke") have no direction. Whether both sentences tell one matter is for `matter`.
"""

from __future__ import annotations

from itertools import pairwise

from ...text.stems import LETTERS, folded
from ...types import Name, Span
from ..matter import Slot, Value, clash, of_one_matter
from . import Clash, Kind, Reading, kinds, opposed

MUTUAL = ("person", "any")  # contacts that have no direction; a call has one
BETWEEN = 6  # words between the two names
APPOSED = frozenset(",;:()–—")  # marks by which the second name says who the first is, or another clause begins


def _values(reading: Reading) -> list[Value]:
    """Two names around a telling word, in the order of who did it to whom."""
    actors = [name for name in reading.names if name.kind != "other" and name.entity.strip()]
    return [value for one, other in pairwise(actors) for value in _around(reading, one, other)]


def _around(reading: Reading, one: Name, other: Name) -> list[Value]:
    between = [word for word, at in reading.tokens if one.span.end <= at.start and at.end <= other.span.start]
    if not APPOSED.isdisjoint(reading.report.text[one.span.end : other.span.start]):
        return []  # "Anna Lind, the head of Holm"
    who, whom = (folded(name.entity).split()[-1] for name in (one, other))
    lang = reading.lang
    undirected = any(lang.contacts.get(word) in MUTUAL or word in lang.conjunctions for word in between)
    if not 0 < len(between) <= BETWEEN or who == whom or undirected:
        return []
    order = (whom, who) if any(word in lang.by_words for word in between) else (who, whom)
    span = Span(one.span.report, one.span.start, other.span.end)
    stems = {word[:LETTERS] for word in between if word not in lang.roles} & reading.stems  # not "Holm chief Anna Lind"
    pair = " ".join(sorted((who, whom)))
    return [Value(span, reading.report.quote(span), f"{stem} {pair}", order) for stem in sorted(stems)]


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two names around one word, turned."""
    return [clash(pair, because, topic=pair.one.of) for pair, because in of_one_matter(SLOT, left, right)][:1]


SLOT = Slot("initiator", _values, barred=opposed)
kinds.add("initiator", Kind(lambda reading: bool(SLOT.read(reading)), compare))
