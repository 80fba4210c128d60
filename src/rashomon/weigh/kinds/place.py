"""Place: one thing in two places, each behind a preposition of one sense: in Lowick, at Elmstead; from Lowick, from Elmstead.

A place that shares a word with the other ("Lowick, Kent" and "Kent", "Mount Lowick" and "Mt Lowick") is no clash, nor are two of different
sorts, of which one may lie in the other: a country, a state, a town, a street, as far as lists and their names tell; and what a report sets
beside each other ("Lowick, Kent") may hold each other everywhere. A name with a figure is a road or a bus line, no place.
"""

from __future__ import annotations

from ...lang._places import sort_of
from ...text.stems import folded
from ..matter import Pair, Slot, Value, clash, of_one_matter, other_days, other_people
from . import Clash, Kind, Reading, kinds, opposed


def told(reading: Reading) -> list[Value]:
    """Places behind a preposition, other than one that only hangs a name on another: "south of Lowick"."""
    lang, out = reading.lang, list[Value]()
    hanging = lang.attaching - lang.place_senses.keys()
    for name in reading.names:
        before = next((word for word, at in reversed(reading.tokens) if at.end <= name.span.start), "")
        if name.kind == "place" and before in lang.prepositions - hanging and not any(map(str.isdigit, name.entity)):
            sense = lang.place_senses.get(before, before)  # what is told of being there is not told of going there
            out.append(Value(name.span, reading.report.quote(name.span), sense, folded(name.entity)))
    return out


def _differ(one: Value, other: Value) -> bool:
    ours, theirs = (set(str(value.raw).split()) for value in (one, other))
    return not ours & theirs and sort_of(one.shown) == sort_of(other.shown)


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two places of one matter."""
    return [clash(pair, because) for pair, because in of_one_matter(SLOT, left, right)]


def _holds(pair: Pair) -> bool:
    """Whether either report sets the two places beside each other, as a place and what it lies in."""
    one, other = (str(value.raw) for value in (pair.one, pair.other))
    texts = (folded(reading.report.text) for reading in (pair.left, pair.right))
    return any(f"{inner}, {outer}" in text for text in texts for inner, outer in ((one, other), (other, one)))


def speaks(reading: Reading) -> bool:
    """Whether a place stands behind a preposition."""
    return bool(SLOT.read(reading))


def _barred(left: Reading, right: Reading) -> bool:
    """Whether the two tell what is opposed, of other days, or of other people."""
    return opposed(left, right) or other_days(left, right) or other_people(left, right)


SLOT = Slot("place", told, _differ, barred=_barred, excused=_holds)
kinds.add("place", Kind(speaks, compare))
