"""Which reports stand between strangers: the loops over the neighbours of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled
from .link_kernel import between, root, samples
from .near_kernel import first_at_least
from .pair_kernel import LIKE, NEAR, join_bits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .record import Records

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Bools = NDArray[np.bool_]

STRONGEST = 32  # neighbours of a node that are looked at
LOOK = 4  # members of two groups of neighbours that are compared


@compiled
def sides(left: Ints, right: Ints, nodes: int) -> tuple[Ints, Places, Places]:
    """The pairs of each node: where those of node i begin, the other node of each, rising, and which pair it is; they are sorted."""
    start = np.zeros(nodes + 1, np.int64)
    for n in range(len(left)):
        start[left[n] + 1] += 1
        start[right[n] + 1] += 1
    for i in range(nodes):
        start[i + 1] += start[i]
    fill = start[:-1].copy()
    other, pair = np.empty(2 * len(left), np.int32), np.empty(2 * len(left), np.int32)
    for end in range(2):  # of each node first the lower others, then the higher
        for n in range(len(left)):
            mine, theirs = (right[n], left[n]) if end == 0 else (left[n], right[n])
            other[fill[mine]], pair[fill[mine]] = theirs, n
            fill[mine] += 1
    return start, other, pair


@compiled
def _holds(other: Places, low: int, high: int, wanted: int) -> int:
    """Where `wanted` stands in `other[low:high]`, which rises; -1: nowhere."""
    at = first_at_least(other, low, high, wanted)
    return at if at < high and other[at] == wanted else -1


@compiled
def between_strangers(
    start: Ints,
    other: Places,
    pair: Places,
    bits: Floats,
    event_bits: float,
    strange_bits: float,
    records: Records,
    pair_weights: Floats,
    join_weights: Floats,
) -> Bools:
    """Which nodes would be one event with each of two groups of neighbours that have nothing to do with each other.

    The neighbours of node i and which pair it is with each stand at `start[i] : start[i + 1]`, as `sides` says them; `bits` are those
    of the pairs.
    """
    n = len(start) - 1
    found = np.zeros(n, np.bool_)
    strong = np.empty(STRONGEST, np.int64)
    up = np.empty(STRONGEST, np.int64)
    one, two = np.empty(LOOK, np.int64), np.empty(LOOK, np.int64)
    fresh = np.empty(NEAR)
    for i in range(n):
        low, high = start[i], start[i + 1]
        own = np.empty(high - low)
        for k in range(high - low):
            own[k] = -bits[pair[low + k]]
        count = 0
        for k in np.argsort(own, kind="mergesort")[:STRONGEST]:
            if -own[k] >= event_bits:
                strong[count] = other[low + k]
                up[count] = count
                count += 1
        for x in range(count):
            for y in range(x):
                at = _holds(other, start[strong[x]], start[strong[x] + 1], strong[y])
                if at >= 0 and bits[pair[at]] >= strange_bits:
                    a, b = root(up, x), root(up, y)
                    up[max(a, b)] = min(a, b)
        for x in range(count):
            for y in range(x):
                if found[i] or root(up, x) != x or root(up, y) != y:
                    continue
                some = others = 0
                for z in range(count):
                    if root(up, z) == x and some < LOOK:
                        one[some] = strong[z]
                        some += 1
                    if root(up, z) == y and others < LOOK:
                        two[others] = strong[z]
                        others += 1
                between(one, some, two, others, records, pair_weights, fresh)
                found[i] = join_bits(fresh, 1.0, 1.0, 1.0, 1.0, join_weights) < strange_bits
    return found


@compiled
def alone_bits(met_as: Floats, join_weights: Floats) -> Floats:
    """Log-odds that two nodes are one event, for each row of what `meet` says of two."""
    bits = np.empty(len(met_as))
    for k in range(len(met_as)):
        bits[k] = join_bits(met_as[k], 1.0, 1.0, 1.0, 1.0, join_weights)
    return bits


@compiled
def tells(node: Ints, cluster: Ints, clusters: Ints, rank: Ints, records: Records, pair_weights: Floats, join_weights: Floats) -> Floats:
    """Bits for node `node[k]` alone telling the event that `cluster[k]` names, for each k; `cluster` is sorted."""
    sample, sampled, size = samples(clusters, rank)
    fresh = np.empty(NEAR)
    single = np.empty(1, np.int64)
    bits = np.empty(len(node))
    within = 1.0
    for k in range(len(node)):
        c = cluster[k]
        if k == 0 or c != cluster[k - 1]:
            between(sample[c], sampled[c], sample[c], sampled[c], records, pair_weights, fresh)
            within = fresh[LIKE] if size[c] > 1 else 1.0
        single[0] = node[k]
        between(single, 1, sample[c], sampled[c], records, pair_weights, fresh)
        bits[k] = join_bits(fresh, 1.0, size[c], 1.0, within, join_weights)
    return bits
