"""The links between clusters: a list of them for each cluster, and a heap of those that may join, in as little room as will do.

Link k stands between two clusters, the lower in `to[2 * k + 1]` and the higher in `to[2 * k]`: entry e leads from the cluster in
`to[e ^ 1]` to the one in `to[e]`. It is true as long as neither has grown since. What is no longer true stays until room is wanted:
to look for it at each join would take longer than to go through all now and then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ..text.compiled import compiled
from .pair_kernel import NEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]

NONE = -1


class Links(NamedTuple):
    """Room for some links; two entries in a row are the two ends of one, so that what lies between is held once for both."""

    to: Places  # the cluster at the other end, two of each link, as the next two
    grown_to: Places  # how often that had grown
    next: Places  # the next entry in the list of the same cluster, which was put there before; NONE: there is none
    between: Floats  # NEAR averages, a row a link
    bits: Floats  # log-odds that the two are one
    heap: Places  # links, the surest first


@compiled
def links_of(room: int) -> Links:
    """Room for some links, of which there are none yet."""
    two, floats = np.empty((3, 2 * room), np.int32), np.empty((room, NEAR), np.float64)
    return Links(two[0], two[1], two[2], floats, np.empty(room, np.float64), np.empty(room, np.int32))


@compiled
def put(links: Links, k: int, a: int, b: int, between: Floats, bits: float, grown: Ints, head: Ints) -> None:
    """Write link `k`, between the clusters `a` and `b`."""
    for end, mine, theirs in ((0, min(a, b), max(a, b)), (1, max(a, b), min(a, b))):
        e = 2 * k + end
        links.to[e], links.grown_to[e], links.next[e] = theirs, grown[theirs], head[mine]
        head[mine] = e
    put_row(links.between, k, between)
    links.bits[k] = bits


@compiled
def put_row(into: Floats, row: int, values: Floats) -> None:
    """One row; written out, since an assignment of slices takes seconds to compile."""
    for m in range(NEAR):
        into[row, m] = values[m]


@compiled
def leads(links: Links, e: int, up: Ints, grown: Ints) -> bool:
    """Whether entry `e` leads to a cluster that is there, and has not grown since."""
    return bool(up[links.to[e]] == links.to[e] and grown[links.to[e]] == links.grown_to[e])


@compiled
def tidy(links: Links, count: int, waiting: int, put_off: Ints, off: int, up: Ints, grown: Ints, head: Ints) -> tuple[int, int, int]:
    """Drop the links that are no longer true, and keep the others in their order; how many there are, wait in the heap, and are put off."""
    moved = np.full(count, NONE, np.int32)
    kept = 0
    for k in range(count):
        if leads(links, 2 * k, up, grown) and leads(links, 2 * k + 1, up, grown):
            moved[k] = kept
            for end in range(2):
                links.to[2 * kept + end], links.grown_to[2 * kept + end] = links.to[2 * k + end], links.grown_to[2 * k + end]
            put_row(links.between, kept, links.between[k])
            links.bits[kept] = links.bits[k]
            kept += 1
    head[:] = NONE
    for e in range(2 * kept):
        links.next[e] = head[links.to[e ^ 1]]
        head[links.to[e ^ 1]] = e
    still = 0
    for n in range(waiting):
        if moved[links.heap[n]] != NONE:
            push(links, still, moved[links.heap[n]])
            still += 1
    still_off = 0
    for n in range(off):
        if moved[put_off[n]] != NONE:
            put_off[still_off] = moved[put_off[n]]
            still_off += 1
    return kept, still, still_off


@compiled
def longer(values: Any, most: int) -> Any:
    """The same values with room for more."""
    grown = np.empty(most, values.dtype)
    for n in range(len(values)):
        grown[n] = values[n]
    return grown


# --- the heap ---------------------------------------------------------------------------------


@compiled
def _above(links: Links, k: int, other: int) -> bool:
    """Whether one link goes before another: by bits, then by names."""
    if links.bits[k] != links.bits[other]:
        return bool(links.bits[k] > links.bits[other])
    if links.to[2 * k + 1] != links.to[2 * other + 1]:
        return bool(links.to[2 * k + 1] < links.to[2 * other + 1])
    return bool(links.to[2 * k] < links.to[2 * other])


@compiled
def push(links: Links, size: int, k: int) -> None:
    """Put link `k` into the heap, which holds `size`."""
    heap, at = links.heap, size
    heap[at] = k
    while at > 0:
        up = (at - 1) // 2
        if not _above(links, heap[at], heap[up]):
            break
        heap[at], heap[up] = heap[up], heap[at]
        at = up


@compiled
def pop(links: Links, size: int) -> int:
    """The surest link of the heap, which holds `size`, and then one less."""
    heap = links.heap
    top = heap[0]
    heap[0] = heap[size - 1]
    size -= 1
    at = 0
    while True:
        best, left = at, 2 * at + 1
        if left < size and _above(links, heap[left], heap[best]):
            best = left
        if left + 1 < size and _above(links, heap[left + 1], heap[best]):
            best = left + 1
        if best == at:
            return int(top)
        heap[at], heap[best] = heap[best], heap[at]
        at = best
