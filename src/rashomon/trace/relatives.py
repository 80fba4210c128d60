"""The reports of an event that share a text, pair by pair, and how the two of each pair stand to each other.

Word-for-word copies are one, and stand for each other. Direction is asked twice: the second time with what the first says of the
other relatives of the two. An error here reaches parents, lost texts and the account count alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..types import Notes, Report, When
from .credits import credits_of
from .direction import Features, Way, Weights, context, features, weighed, weights
from .evidence import Shared
from .variants import Table, Variants

ALIKE = 0.8  # share of a report that a relative tells, from which it is no source of a part but another of the same text
THIRD = 12  # closest relatives of a pair that are asked what they have; a thousand copies of one text would say no more


@dataclass(frozen=True)
class Relatives:
    """The pairs of an event that share a text, one of each group of copies standing for all."""

    table: Table
    ways: Mapping[frozenset[str], Way]
    published: Mapping[str, When | None]  # the first of the copies of a text
    stands: Mapping[str, str]  # of each report the one that stands for its copies
    credits: Mapping[str, frozenset[str]]  # of each text the names that a report with it credits for the whole
    by: Weights

    def of(self, id: str) -> list[str]:
        return sorted(x for pair in self.ways if id in pair for x in pair if x != id)

    def way(self, a: str, b: str) -> Way:
        return self.ways[frozenset((a, b))]

    def earlier(self, a: str, b: str) -> float:
        """1 where `a` was published before `b`, -1 where after, 0 where that is unknown."""
        left, right = self.published[a], self.published[b]
        if left is None or right is None:
            return 0.0
        return float(left.high <= right.low) - float(right.high <= left.low)


def copies(ids: Sequence[str], same: Callable[[str, str], bool]) -> dict[str, str]:
    """Of each report the smallest of those that are the same text word for word."""
    stands: dict[str, str] = {}
    for id in sorted(ids):
        stands[id] = next((other for other in sorted(set(stands.values())) if same(other, id)), id)
    return stands


def relatives(reports: Mapping[str, Report], notes: Mapping[str, Notes], shared: Shared, table: Table) -> Relatives:
    """How the reports that share a text stand to each other, word-for-word copies taken as one; asked twice (`direction`)."""
    stands = copies(list(reports), lambda a, b: shared.found[frozenset((a, b))].exact)
    kin: dict[str, set[str]] = defaultdict(set)
    texts = sorted(set(stands.values()))
    related = [(a, b) for a, b in combinations(texts, 2) if frozenset((a, b)) in shared.derived]
    for a, b in related:
        kin[a].add(b)
        kin[b].add(a)
    variants: dict[tuple[str, str], Variants] = {}
    found: dict[tuple[str, str], tuple[Features, Features]] = {}
    for a, b in related:
        third = sorted((kin[a] | kin[b]) - {a, b}, key=lambda x: (-max(shared.bits(x, a), shared.bits(x, b)), x))[:THIRD]
        strangers = sorted(set(texts) - kin[a] - kin[b], key=lambda x: (-len(table.links(a, x)) - len(table.links(b, x)), x))[:THIRD]
        variants[a, b] = table.variants(a, b, third, strangers)
        donors = [
            frozenset(x for x in kin[one] - {other} if x in kin[other] or table.covered(one, x) < ALIKE) for one, other in ((a, b), (b, a))
        ]
        found[a, b] = features(variants[a, b], (donors[0], donors[1]))
    by = weights("first")
    first = {frozenset(pair): weighed(*pair, variants[pair], found[pair], by) for pair in related}

    def above(a: str, b: str) -> float:
        way = first.get(frozenset((a, b)))
        return way.above(a) if way else 0.0

    again = {
        (a, b): (
            found[a, b][0] | context(a, b, variants[a, b].sides[0], above, sorted(kin[a])),
            found[a, b][1] | context(b, a, variants[a, b].sides[1], above, sorted(kin[b])),
        )
        for a, b in related
    }
    by = weights("second")
    ways = {frozenset(pair): weighed(*pair, variants[pair], again[pair], by) for pair in related}
    published = {
        text: min(
            (when for id, own in stands.items() if own == text and (when := reports[id].published)),
            key=lambda when: when.high,
            default=None,
        )
        for text in texts
    }
    crediting = {
        text: frozenset(name for id, own in stands.items() if own == text for name in credits_of(notes[id], "text")) for text in texts
    }
    return Relatives(table, ways, published, stands, crediting, by)
