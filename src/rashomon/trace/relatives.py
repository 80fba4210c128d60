"""The reports of an event that share a text, pair by pair, and how the two of each pair stand to each other.

Word-for-word copies are one, and stand for each other. Direction is asked twice: the second time with what the first says of the
other relatives of the two. An error here reaches parents, lost texts and the account count alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from .. import press
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
    kin: Mapping[str, list[str]]  # of each text those it shares a text with, sorted
    outlets: Mapping[str, frozenset[str]]  # of each text the agencies and outlets that print it
    published: Mapping[str, When | None]  # the first of the copies of a text
    stands: Mapping[str, str]  # of each report the one that stands for its copies
    named: Mapping[str, frozenset[str]]  # of each text whom a report with it credits for the whole
    by: Weights

    def credits(self, id: str) -> frozenset[str]:
        """Whom it credits that is not at hand: a relative by that agency or outlet is the text that is meant."""
        return self.named[id] - frozenset(name for other in self.of(id) for name in self.outlets[other])

    def names(self, child: str, parent: str) -> bool:
        """Whether `child` credits the agency or outlet that prints `parent`."""
        return bool(self.named[child] & self.outlets[parent])

    def of(self, id: str) -> list[str]:
        return self.kin.get(id, [])

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
    texts = sorted(set(stands.values()))
    bits = {(a, b): shared.bits(a, b) for a, b in combinations(texts, 2) if frozenset((a, b)) in shared.derived}
    near: dict[str, dict[str, float]] = {text: {} for text in texts}  # relatives, with the bits they share
    for (a, b), many in bits.items():
        near[a][b] = near[b][a] = many
    covered = {(a, b): table.covered(a, b) for one in bits for a, b in (one, one[::-1])}
    variants: dict[tuple[str, str], Variants] = {}
    found: dict[tuple[str, str], tuple[Features, Features]] = {}
    for a, b in bits:
        either = near[a] | {x: max(many, near[a].get(x, many)) for x, many in near[b].items()}
        third = sorted(either.keys() - {a, b}, key=lambda x: (-either[x], x))[:THIRD]
        strangers = _strangers((a, b), texts, either, table)
        variants[a, b] = table.variants(a, b, third, strangers)
        donors = [
            frozenset(x for x in near[one] if x != other and (x in near[other] or covered[one, x] < ALIKE))
            for one, other in ((a, b), (b, a))
        ]
        found[a, b] = features(variants[a, b], (donors[0], donors[1]))
    first = {pair: weighed(*pair, variants[pair], found[pair], weights("first")) for pair in bits}
    up = {(id, x): way.above(id) for way in first.values() for id, x in ((way.a, way.b), (way.b, way.a))}
    kin = {text: sorted(others) for text, others in near.items()}

    def above(a: str, b: str) -> float:
        return up.get((a, b), 0.0)

    ways = {}
    for a, b in bits:
        sides = variants[a, b].sides
        again = (
            found[a, b][0] | context(a, b, sides[0], above, kin[a]),
            found[a, b][1] | context(b, a, sides[1], above, kin[b]),
        )
        ways[frozenset((a, b))] = weighed(a, b, variants[a, b], again, weights("second"))
    members: dict[str, list[str]] = defaultdict(list)
    for id, text in sorted(stands.items()):
        members[text].append(id)
    published = {text: _first(reports[id].published for id in own) for text, own in members.items()}
    outlets = {text: frozenset(printer for id in own if (printer := _printer(reports[id]))) for text, own in members.items()}
    named = {text: frozenset(name for id in own for name in credits_of(notes[id], "text")) for text, own in members.items()}
    return Relatives(table, ways, kin, outlets, published, stands, named, weights("second"))


def _strangers(pair: tuple[str, str], texts: Sequence[str], kin: Collection[str], table: Table) -> list[str]:
    """THIRD texts without kin of the pair, those with most sentences alike to theirs first."""
    alike: Counter[str] = Counter()
    for one in pair:
        alike.update({x: len(links) for x, links in table.linked(one).items() if x not in kin})
    known = sorted((x for x in texts if x in alike), key=lambda x: (-alike[x], x))[:THIRD]
    return known + list(islice((x for x in texts if x not in alike and x not in kin), THIRD - len(known)))


def _printer(report: Report) -> str | None:
    return press.agency(report.outlet or "") or report.outlet


def _first(published: Iterable[When | None]) -> When | None:
    return min((when for when in published if when), key=lambda when: when.high, default=None)
