"""Texts that nobody gave us: those that siblings require, and those that a report credits by name.

Reports without a parent at hand that likely stand beside each other hang from one lost text; where they
credit a name, that is its name. Reports that share a text, and of which nothing says who was first, hang from one as well, with no
bits behind it: what is told of them is that the order is open.

Tried and dropped: a lost text between a report and two that were made from it, asked of the readings that these two share (eight measures:
log loss .197 for .205 when nothing is asked; lost F1 .625 for .618); other cuts than BESIDE (.5: .590, .65: .595, .6: .606, .7: .590).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count

from ..types import Reason
from .accounts import families
from .direction import Way, contributions, reason
from .relatives import Relatives

OPEN = "which came first is open"
BESIDE = 0.60  # probability from which two reports without a parent stand beside each other


@dataclass(frozen=True, slots=True)
class Sources:
    """Reports that hang from one lost text."""

    name: str | None
    children: tuple[str, ...]
    beside: tuple[Way, ...]  # the pairs that say so; none where their order is open


def greek() -> Iterator[str]:
    """Sigla of lost texts: α, β, ... ω, α1, β1, ..."""
    for n in count():
        yield from (letter + (str(n) if n else "") for letter in "αβγδεζηθικλμνξοπρστυφχψω")


def hung(orphans: Sequence[str], kin: Relatives, taken_from: Collection[frozenset[str]]) -> list[Sources]:
    """The lost texts above reports that have no parent; of two in `taken_from` one took a passage from the other, which needs none."""
    pairs = [frozenset(pair) for pair in combinations(sorted(orphans), 2)]
    ways = [kin.ways[pair] for pair in pairs if pair in kin.ways and pair not in taken_from]
    names = {id: kin.credits(id) for id in orphans}
    sure = [way for way in ways if _beside(way, kin) or names[way.a] & names[way.b]]
    out = [part for group in _joined(orphans, sure) for part in _by_name(group, sure, names)]
    taken = {id for sources in out for id in sources.children}
    left = [way for way in ways if not {way.a, way.b} & taken]
    out += [Sources(None, group, ()) for group in _joined([id for id in orphans if id not in taken], left) if len(group) > 1]
    return sorted(out, key=lambda sources: sources.children)


def _beside(way: Way, kin: Relatives) -> bool:
    """Whether two reports surely stand beside each other; of two languages the words say nothing of it."""
    return way.chances[2] >= BESIDE and not kin.table.translated(way.a, way.b)


def _by_name(group: Sequence[str], ways: Sequence[Way], names: Mapping[str, frozenset[str]]) -> Iterator[Sources]:
    """A group under one text, or a part of it under each name where several are credited."""
    credited = sorted({name for id in group for name in names[id]})
    if len(credited) <= 1:
        if len(group) > 1:
            yield _sources(credited[0] if credited else None, group, ways)
        return
    taken: set[str] = set()
    for name in credited:
        own = [id for id in group if name in names[id] and id not in taken]
        taken |= set(own)
        if len(own) > 1:
            yield _sources(name, own, ways)
    rest = [id for id in group if id not in taken]
    if len(rest) > 1:
        yield _sources(None, rest, ways)


def _sources(name: str | None, group: Sequence[str], ways: Sequence[Way]) -> Sources:
    return Sources(name, tuple(group), tuple(way for way in ways if {way.a, way.b} <= set(group)))


def _joined(ids: Sequence[str], ways: Iterable[Way]) -> tuple[tuple[str, ...], ...]:
    return families(ids, [(way.a, way.b) for way in ways], frozenset())


def why(sources: Sources, kin: Relatives) -> tuple[Reason, ...]:
    """Why a text is missing: the surest pair that stands beside each other, feature by feature."""
    if not sources.beside:
        return (Reason(OPEN, 0.0, (), "one took from the other, or both from a text that none of the reports is"),)
    way = max(sources.beside, key=lambda way: (way.chances[2], way.a, way.b))
    upper = way.a if way.lean >= 0 else way.b
    told = contributions(way, upper, kin.by, -1.0, -1.0)
    return tuple(reason(name, round(bits, 3), way, upper) for name, bits in told.items() if round(bits, 3))
