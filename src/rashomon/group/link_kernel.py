"""Which clusters grow together: the loops that join the surest two until none is sure enough, over sparse pairs.

Nodes are numbered in an order that depends on their content alone. A cluster is named by its lowest node, and ties go
to the lower names, so that the result is a function of the nodes and their pairs, whatever the order of arrival.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled
from .links_kernel import NONE, leads, links_of, longer, pop, push, put, put_row, tidy
from .pair_kernel import CLOSEST, FEATURES, LIKE, NEAR, join_bits, meet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .record import Records

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

SAMPLE = 8  # members of each side that are compared when two clusters meet; 8 x 8 pairs bound the work


@compiled
def root(up: Ints, i: int) -> int:
    """The lowest node of the cluster that `i` is in; shortens the way for the next call."""
    while up[i] != i:
        up[i] = up[up[i]]
        i = up[i]
    return i


@compiled
def between(some: Ints, m: int, others: Ints, k: int, records: Records, pair_weights: Floats, out: Floats) -> None:
    """What lies between the first `m` of some nodes and the first `k` of others, on average; the closest two for CLOSEST."""
    found, one = np.empty(FEATURES), np.empty(NEAR)
    for n in range(NEAR):
        out[n] = 0.0
    for x in range(m):
        for y in range(k):
            i, j = min(some[x], others[y]), max(some[x], others[y])
            meet(records, i, j, pair_weights, found, one)
            for n in range(NEAR):
                out[n] = max(out[n], one[n]) if n == CLOSEST else out[n] + one[n] / (m * k)


@compiled
def _take_in(a: int, others: Ints, number: int, sample: Ints, sampled: Ints, rank: Ints) -> None:
    """Put the first `number` of `others` into the sample of `a`: it keeps the SAMPLE of lowest rank, as good as drawn by lot."""
    merged = np.empty(2 * SAMPLE, np.int64)
    x, y, n = 0, 0, 0
    while n < SAMPLE and (x < sampled[a] or y < number):
        if y == number or (x < sampled[a] and rank[sample[a, x]] < rank[others[y]]):
            merged[n] = sample[a, x]
            x += 1
        else:
            merged[n] = others[y]
            y += 1
        n += 1
    for k in range(n):
        sample[a, k] = merged[k]
    sampled[a] = n


@compiled
def samples(cluster: Ints, rank: Ints) -> tuple[Ints, Ints, Ints]:
    """For each node that names a cluster: its SAMPLE members of lowest rank, how many these are, and how many members it has."""
    n = len(cluster)
    size, sampled, sample = np.zeros(n, np.int64), np.zeros(n, np.int64), np.empty((n, SAMPLE), np.int64)
    alone = np.empty(1, np.int64)
    for i in range(n):
        c = cluster[i]
        size[c] += 1
        alone[0] = i
        _take_in(c, alone, 1, sample, sampled, rank)
    return sample, sampled, size


@compiled
def _best(met: Ints, count: int, near: Floats, far: Floats, most: int) -> None:
    """Keep the `most` clusters of `met` that lie nearest by what is known of them, in `met`."""
    known = np.empty(count, np.float64)
    for k in range(count):
        c = met[k]
        known[k] = -(
            far[c, LIKE] if np.isnan(near[c, LIKE]) else near[c, LIKE] if np.isnan(far[c, LIKE]) else max(near[c, LIKE], far[c, LIKE])
        )
    ordered = np.sort(met[:count])  # so that ties go to the lower names
    by_name = np.argsort(met[:count])
    order = np.argsort(known[by_name], kind="mergesort")
    for k in range(most):
        met[k] = ordered[order[k]]


@compiled
def link(
    home: Ints,
    left: Ints,
    right: Ints,
    met_as: Floats,
    aside: Bools,
    rank: Ints,
    apart: Ints,
    event_bits: float,
    saga_bits: float,
    strange_bits: float,
    most: int,
    records: Records,
    pair_weights: Floats,
    join_weights: Floats,
) -> tuple[Ints, Ints, int]:
    """Cluster names of every node at two cuts, events and the sagas they belong to; and how many links were forgotten.

    `home` names the cluster in which each node starts. `left` and `right` are pairs of nodes that met as neighbours,
    sorted, and `met_as` what `meet` says of each; a node that stands `aside` takes no part. What lies between two linked
    clusters besides is looked up, from at most SAMPLE x SAMPLE pairs. Clusters below `strange_bits` are not followed as a
    pair, and one keeps its `most` nearest links: without a bound a welded pile of n texts costs n squared looks. `apart`
    (two columns) are nodes whose clusters never join at the event cut. `rank` orders nodes by a hash of their content.
    """
    n = len(home)
    up = home.copy()
    sample, sampled, size = samples(home, rank)
    within = np.ones(n, np.float64)  # average likeness inside a cluster, each member with itself included
    fresh = np.empty(NEAR)
    for i in range(n):
        if size[i] > 1:
            between(sample[i], sampled[i], sample[i], sampled[i], records, pair_weights, fresh)
            within[i] = fresh[LIKE]
    # a join ends more links than it makes, so what is true never exceeds what there was at first
    links, made, waiting = links_of(max(16, len(left) + len(left) // 2)), 0, 0
    head, grown = np.full(n, NONE, np.int64), np.zeros(n, np.int64)
    for e in range(len(left)):
        if aside[left[e]] or aside[right[e]]:
            continue
        a, b = min(home[left[e]], home[right[e]]), max(home[left[e]], home[right[e]])
        if a == b:
            continue
        known = NONE  # two groups may meet by several pairs; what lies between them is told once
        if size[a] > 1 or size[b] > 1:
            at = head[a]
            while at != NONE and known == NONE:
                if links.to[at] == b:
                    known = at
                at = links.next[at]
        if known != NONE:
            continue
        if size[a] == 1 and size[b] == 1:
            for m in range(NEAR):
                fresh[m] = met_as[e, m]
        else:
            between(sample[a], sampled[a], sample[b], sampled[b], records, pair_weights, fresh)
        bits = join_bits(fresh, size[a], size[b], within[a], within[b], join_weights)
        put(links, made, a, b, fresh, bits, grown, head)
        if bits >= saga_bits:
            push(links, waiting, made)
            waiting += 1
        made += 1
    events = np.empty(0, np.int64)
    put_off = np.empty(16, np.int64)  # links between what people keep apart, until the events are told
    off = 0
    near = np.empty((n, NEAR), np.float64)
    far = np.empty((n, NEAR), np.float64)
    seen = np.full(n, NONE, np.int64)  # the round in which a cluster was met
    met = np.empty(n, np.int64)
    rounds, forgotten = 0, 0
    while True:
        if len(events) == 0 and (waiting == 0 or links.bits[links.heap[0]] < event_bits):
            events = np.empty(n, np.int64)
            for i in range(n):
                events[i] = root(up, i)
            for k in range(off):
                push(links, waiting, put_off[k])
                waiting += 1
            off = 0
        if waiting == 0:
            break
        surest = pop(links, waiting)
        waiting -= 1
        if not leads(links, 2 * surest, up, grown) or not leads(links, 2 * surest + 1, up, grown):
            continue
        a, b = int(links.to[2 * surest + 1]), int(links.to[2 * surest])
        if len(events) == 0:
            barred = False
            for k in range(len(apart)):
                x, y = root(up, apart[k, 0]), root(up, apart[k, 1])
                barred = barred or (x == a and y == b) or (x == b and y == a)
            if barred:
                if off == len(put_off):
                    put_off = longer(put_off, 2 * off)
                put_off[off] = surest
                off += 1
                continue
        count = 0
        joining = 0.0  # average likeness between the two
        for end in range(2):
            at = head[a] if end == 0 else head[b]
            while at != NONE:
                c = links.to[at]
                if leads(links, at, up, grown):
                    if c == b and end == 0:
                        joining = links.between[at // 2, LIKE]
                    elif c not in (a, b):
                        if seen[c] != rounds:
                            seen[c] = rounds
                            near[c, LIKE], far[c, LIKE] = np.nan, np.nan
                            met[count] = c
                            count += 1
                        if end == 0:
                            put_row(near, c, links.between[at // 2])
                        else:
                            put_row(far, c, links.between[at // 2])
                at = links.next[at]
        rounds += 1
        kept = 0
        for k in range(count):  # whoever met one of the two only, and would join not even that one, is let go
            c = met[k]
            if np.isnan(near[c, LIKE]):
                hope = join_bits(far[c], size[b], size[c], within[b], within[c], join_weights)
            elif np.isnan(far[c, LIKE]):
                hope = join_bits(near[c], size[a], size[c], within[a], within[c], join_weights)
            else:
                hope = saga_bits
            if hope >= saga_bits:
                met[kept] = c
                kept += 1
        count = kept
        if count > most:
            forgotten += count - most
            _best(met, count, near, far, most)
            count = most
        share = size[a] / (size[a] + size[b])
        for k in range(count):
            c = met[k]
            if np.isnan(near[c, LIKE]):
                between(sample[a], sampled[a], sample[c], sampled[c], records, pair_weights, near[c])
            if np.isnan(far[c, LIKE]):
                between(sample[b], sampled[b], sample[c], sampled[c], records, pair_weights, far[c])
        up[b] = a
        grown[a] += 1
        within[a] = share**2 * within[a] + (1 - share) ** 2 * within[b] + 2 * share * (1 - share) * joining
        size[a] += size[b]
        _take_in(a, sample[b], sampled[b], sample, sampled, rank)
        head[a] = NONE
        if made + count > len(links.bits):
            made, waiting, off = tidy(links, made, waiting, put_off, off, up, grown, head)
        for k in range(count):
            c = met[k]
            for m in range(NEAR):
                fresh[m] = max(near[c, m], far[c, m]) if m == CLOSEST else share * near[c, m] + (1 - share) * far[c, m]
            bits = join_bits(fresh, size[a], size[c], within[a], within[c], join_weights)
            if bits < strange_bits:
                continue
            put(links, made, a, c, fresh, bits, grown, head)
            if bits >= saga_bits:
                push(links, waiting, made)
                waiting += 1
            made += 1
    sagas = np.empty(n, np.int64)
    for i in range(n):
        sagas[i] = root(up, i)
    return events, sagas, forgotten
