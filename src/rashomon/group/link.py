"""Which records fall together: average link on bits, from the strongest pair down, cut twice.

Only pairs that met as neighbours can start a link; what lies between two linked clusters besides
is looked up, from at most `SAMPLE` x `SAMPLE` pairs, so that a large event is not torn for want of links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import TypeVar

SAMPLE = 8  # members of each side that are compared when two clusters meet; 8 x 8 pairs bound the work

T = TypeVar("T")
Bits = Callable[[str, str], float]


class Clusters:
    """Clusters of keys that grow together; each is named by its smallest key, so nothing hangs on the order of entry."""

    def __init__(self, groups: Iterable[Iterable[str]], edges: Iterable[tuple[str, str]], bits: Bits) -> None:
        self._bits = bits
        self.members = {min(group): sorted(group) for group in (tuple(group) for group in groups)}
        home = {key: name for name, group in self.members.items() for key in group}
        self._links: dict[str, dict[str, float]] = {name: {} for name in self.members}
        for a, b in sorted({(min(home[a], home[b]), max(home[a], home[b])) for a, b in edges}):
            if a != b:
                self._links[a][b] = self._links[b][a] = self.between(self.members[a], self.members[b])

    def between(self, a: list[str], b: list[str]) -> float:
        """Average bits between two sets of members."""
        left, right = spread(a), spread(b)
        return sum(self._bits(min(x, y), max(x, y)) for x in left for y in right) / (len(left) * len(right))

    def merge(self, cut: float, apart: Iterable[tuple[str, str]] = ()) -> None:
        """Join the two clusters of the highest average until none reaches `cut`; pairs in `apart` stay apart."""
        home = {key: name for name, group in self.members.items() for key in group}
        barred: dict[str, set[str]] = {name: set() for name in self.members}
        for x, y in apart:
            barred[home[x]].add(home[y])
            barred[home[y]].add(home[x])
        heap = [(-bits, a, b) for a, links in self._links.items() for b, bits in links.items() if a < b and bits >= cut]
        heapify(heap)
        while heap:
            bits, a, b = heappop(heap)
            if self._links.get(a, {}).get(b) != -bits or b in barred[a]:
                continue
            for other in barred.pop(b):
                barred[other].discard(b)
                barred[other].add(a)
                barred[a].add(other)
            for other in self._join(a, b):
                if self._links[a][other] >= cut:
                    heappush(heap, (-self._links[a][other], min(a, other), max(a, other)))

    def _join(self, a: str, b: str) -> list[str]:
        """Put cluster `b` into `a` (the smaller name) and renew the averages; the clusters now linked to `a`."""
        left, right = self.members[a], self.members.pop(b)
        links, gone = self._links[a], self._links.pop(b)
        del links[b], gone[a]
        for other in sorted(links.keys() | gone.keys()):
            others = self.members[other]
            near = links[other] if other in links else self.between(left, others)
            far = gone[other] if other in gone else self.between(right, others)
            self._links[other].pop(b, None)
            links[other] = self._links[other][a] = (len(left) * near + len(right) * far) / (len(left) + len(right))
        self.members[a] = sorted(left + right)
        return sorted(links)


def spread(members: Sequence[T]) -> Sequence[T]:
    """At most SAMPLE members, evenly taken from a sorted list."""
    return members if len(members) <= SAMPLE else [members[n * len(members) // SAMPLE] for n in range(SAMPLE)]
