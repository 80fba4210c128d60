"""Which clusters grow together: the loops that join the surest two until none is sure enough, over sparse pairs.

Nodes are numbered in an order that depends on their content alone. A cluster is named by its lowest node, and ties go
to the lower names, so that the result is a function of the nodes and their pairs, whatever the order of arrival.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..text.compiled import compiled
from .pair_kernel import CLOSEST, FEATURES, LIKE, NEAR, join_bits, meet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .record import Records

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

SAMPLE = 8  # members of each side that are compared when two clusters meet; 8 x 8 pairs bound the work
NONE = -1


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
def _above(x: int, y: int, value: Floats, one: Any, other: Any) -> bool:
    """Whether heap entry `x` goes before `y`: by bits, then by names."""
    if value[x] != value[y]:
        return bool(value[x] > value[y])
    if one[x] != one[y]:
        return bool(one[x] < one[y])
    return bool(other[x] < other[y])


@compiled
def _push(heap: Ints, size: int, entry: int, value: Floats, one: Any, other: Any) -> None:
    at = size
    heap[at] = entry
    while at > 0:
        up = (at - 1) // 2
        if not _above(heap[at], heap[up], value, one, other):
            break
        heap[at], heap[up] = heap[up], heap[at]
        at = up


@compiled
def _pop(heap: Ints, size: int, value: Floats, one: Any, other: Any) -> int:
    top = heap[0]
    heap[0] = heap[size - 1]
    size -= 1
    at = 0
    while True:
        best, left = at, 2 * at + 1
        if left < size and _above(heap[left], heap[best], value, one, other):
            best = left
        if left + 1 < size and _above(heap[left + 1], heap[best], value, one, other):
            best = left + 1
        if best == at:
            return int(top)
        heap[at], heap[best] = heap[best], heap[at]
        at = best


@compiled
def _longer(values: Any, most: int) -> Any:
    grown = np.empty(most, values.dtype)
    for n in range(len(values)):
        grown[n] = values[n]
    return grown


@compiled
def _more_rows(values: Floats, most: int) -> Floats:
    grown = np.empty((most, values.shape[1]), values.dtype)
    for n in range(len(values)):
        for m in range(values.shape[1]):
            grown[n, m] = values[n, m]
    return grown


@compiled
def _put(into: Floats, row: int, values: Floats) -> None:
    """One row; written out, since an assignment of slices takes seconds to compile."""
    for m in range(NEAR):
        into[row, m] = values[m]


@compiled
def link(
    home: Ints,
    left: Ints,
    right: Ints,
    met_as: Floats,
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
    sorted, and `met_as` what `meet` says of each; what lies between two linked clusters besides is looked up, from at
    most SAMPLE x SAMPLE pairs. Clusters below `strange_bits` are not followed as a pair, and one keeps its `most` nearest
    links: without a bound a welded pile of n texts costs n squared looks. `apart` (two columns) are nodes whose clusters
    never join at the event cut. `rank` orders nodes by a hash of their content.
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
    # links are nodes of one list a cluster; what a link holds is true as long as neither end has grown since
    room = 2 * max(8, 2 * len(left))
    # two in a row are the two ends of one, so what lies between is held once for both
    to = np.empty(room, np.int32)  # the cluster at the other end
    held = np.empty((room // 2, NEAR), np.float64)
    grown_to = np.empty(room, np.int32)  # how often the other end had grown
    next_link = np.empty(room, np.int64)
    links = 0
    head = np.full(n, NONE, np.int64)
    grown = np.zeros(n, np.int64)
    heap_room = max(16, 2 * len(left))
    heap = np.empty(heap_room, np.int64)
    value = np.empty(heap_room, np.float64)
    one = np.empty(heap_room, np.int32)
    other_end = np.empty(heap_room, np.int32)
    one_grown = np.empty(heap_room, np.int32)
    other_grown = np.empty(heap_room, np.int32)
    entries, waiting = 0, 0
    for e in range(len(left)):
        a, b = min(home[left[e]], home[right[e]]), max(home[left[e]], home[right[e]])
        if a == b:
            continue
        known = NONE  # two groups may meet by several pairs; what lies between them is told once
        if size[a] > 1 or size[b] > 1:
            at = head[a]
            while at != NONE and known == NONE:
                if to[at] == b:
                    known = at
                at = next_link[at]
        if known != NONE:
            continue
        if size[a] == 1 and size[b] == 1:
            for m in range(NEAR):
                fresh[m] = met_as[e, m]
        else:
            between(sample[a], sampled[a], sample[b], sampled[b], records, pair_weights, fresh)
        if links + 2 > room:
            room *= 2
            to, grown_to, next_link = _longer(to, room), _longer(grown_to, room), _longer(next_link, room)
            held = _more_rows(held, room // 2)
        _put(held, links // 2, fresh)
        for end in range(2):
            mine, theirs = (a, b) if end == 0 else (b, a)
            to[links], grown_to[links], next_link[links] = theirs, 0, head[mine]
            head[mine] = links
            links += 1
        bits = join_bits(fresh, size[a], size[b], within[a], within[b], join_weights)
        if bits >= saga_bits:
            value[entries], one[entries], other_end[entries] = bits, a, b
            one_grown[entries], other_grown[entries] = 0, 0
            _push(heap, waiting, entries, value, one, other_end)
            entries += 1
            waiting += 1
    events = np.empty(0, np.int64)
    put_off = np.empty(16, np.int64)  # entries that people keep apart, until the events are told
    put = 0
    near = np.empty((n, NEAR), np.float64)
    far = np.empty((n, NEAR), np.float64)
    seen = np.full(n, NONE, np.int64)  # the round in which a cluster was met
    met = np.empty(n, np.int64)
    rounds, forgotten = 0, 0
    while True:
        if len(events) == 0 and (waiting == 0 or value[heap[0]] < event_bits):
            events = np.empty(n, np.int64)
            for i in range(n):
                events[i] = root(up, i)
            for k in range(put):
                _push(heap, waiting, put_off[k], value, one, other_end)
                waiting += 1
        if waiting == 0:
            break
        entry = _pop(heap, waiting, value, one, other_end)
        waiting -= 1
        a, b = one[entry], other_end[entry]
        if up[a] != a or up[b] != b or grown[a] != one_grown[entry] or grown[b] != other_grown[entry]:
            continue
        if len(events) == 0:
            barred = False
            for k in range(len(apart)):
                x, y = root(up, apart[k, 0]), root(up, apart[k, 1])
                barred = barred or (x == a and y == b) or (x == b and y == a)
            if barred:
                if put == len(put_off):
                    put_off = _longer(put_off, 2 * put)
                put_off[put] = entry
                put += 1
                continue
        count = 0
        joining = 0.0  # average likeness between the two
        for end in range(2):
            at = head[a] if end == 0 else head[b]
            while at != NONE:
                c = to[at]
                if up[c] == c and grown[c] == grown_to[at]:
                    if c == b and end == 0:
                        joining = held[at // 2, LIKE]
                    elif c not in (a, b):
                        if seen[c] != rounds:
                            seen[c] = rounds
                            near[c, LIKE], far[c, LIKE] = np.nan, np.nan
                            met[count] = c
                            count += 1
                        if end == 0:
                            _put(near, c, held[at // 2])
                        else:
                            _put(far, c, held[at // 2])
                at = next_link[at]
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
        if links + 2 * count > room:
            room = 2 * room + 2 * count
            to, grown_to, next_link = _longer(to, room), _longer(grown_to, room), _longer(next_link, room)
            held = _more_rows(held, room // 2)
        if entries + count > heap_room:
            heap_room = 2 * heap_room + count
            one, other_end = _longer(one, heap_room), _longer(other_end, heap_room)
            one_grown, other_grown = _longer(one_grown, heap_room), _longer(other_grown, heap_room)
            heap, value = _longer(heap, heap_room), _longer(value, heap_room)
        for k in range(count):
            c = met[k]
            for m in range(NEAR):
                fresh[m] = max(near[c, m], far[c, m]) if m == CLOSEST else share * near[c, m] + (1 - share) * far[c, m]
            bits = join_bits(fresh, size[a], size[c], within[a], within[c], join_weights)
            if bits < strange_bits:
                continue
            _put(held, links // 2, fresh)
            for end in range(2):
                mine, theirs = (a, c) if end == 0 else (c, a)
                to[links], grown_to[links], next_link[links] = theirs, grown[theirs], head[mine]
                head[mine] = links
                links += 1
            if bits >= saga_bits:
                value[entries], one[entries], other_end[entries] = bits, min(a, c), max(a, c)
                one_grown[entries], other_grown[entries] = grown[min(a, c)], grown[max(a, c)]
                _push(heap, waiting, entries, value, one, other_end)
                entries += 1
                waiting += 1
    sagas = np.empty(n, np.int64)
    for i in range(n):
        sagas[i] = root(up, i)
    return events, sagas, forgotten
