"""Which records share most with each: the loops over postings.

Records stand in one order, by day and then by content; those without a day come first. So the postings of a
term are sorted by day as well, and a window of days is one range of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Terms = NDArray[np.uint32]


@compiled
def postings(term: Terms, start: Ints, terms: int) -> tuple[Ints, Any, Any]:
    """Where each term's postings begin, the record of each posting, and the place of the term in that record's list.

    Both are half as wide as elsewhere: they are most of what an index takes, and have room for some 30 million records.
    """
    begin = np.zeros(terms + 1, np.int64)
    for t in term:
        begin[t + 1] += 1
    for t in range(terms):
        begin[t + 1] += begin[t]
    fill = begin[:-1].copy()
    record = np.empty(len(term), np.int32)
    place = np.empty(len(term), np.int32)
    for i in range(len(start) - 1):
        for p in range(start[i], start[i + 1]):
            at = fill[term[p]]
            record[at] = i
            place[at] = p
            fill[term[p]] += 1
    return begin, record, place


@compiled
def first_at_least(record: Places, low: int, high: int, wanted: int) -> int:
    """The first place in `record[low:high]`, which rises, whose value is at least `wanted`."""
    while low < high:
        middle = (low + high) // 2
        if record[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def nearest(
    queries: Ints,
    term: Terms,
    weight: Floats,
    start: Ints,
    begin: Ints,
    record: Places,
    held: Floats,
    first: Ints,
    last: Ints,
    undated: int,
    crowd: int,
    most: int,
    found: Ints,
) -> int:
    """The `most` records that share most with each query, best first, into `found` (one row a query, -1 where there is none).

    Record i may meet the records without a day, which are the first `undated`, and those from `first[i]` up to but
    without `last[i]`. A term with more than `crowd` of these leads nowhere; how often that happened is returned.
    Ties go to the record that stands earlier. `held` is the weight of each posting: to look it up where its record has it
    takes five times as long.
    """
    if most == 0:
        return 0
    n = len(start) - 1
    shared = np.zeros(n, np.float64)
    touched = np.empty(n, np.int64)
    alike = np.empty(most, np.float64)
    crowded = 0
    for q in range(len(queries)):
        i = queries[q]
        count = 0
        for p in range(start[i], start[i + 1]):
            low, high = begin[term[p]], begin[term[p] + 1]
            if high - low < 2:
                continue
            free = first_at_least(record, low, high, undated)
            window_low = max(free, first_at_least(record, low, high, first[i]))
            window_high = max(window_low, first_at_least(record, low, high, last[i]))
            if (free - low) + (window_high - window_low) > crowd:
                crowded += 1
                continue
            for part in range(2):
                begin_part, end_part = (low, free) if part == 0 else (window_low, window_high)
                for at in range(begin_part, end_part):
                    j = record[at]
                    if shared[j] == 0.0:
                        touched[count] = j
                        count += 1
                    shared[j] += weight[p] * held[at]
        kept = 0
        for t in range(count):
            j = touched[t]
            value = shared[j]
            shared[j] = 0.0
            if j == i or (kept == most and (value < alike[kept - 1] or (value == alike[kept - 1] and j > found[q, kept - 1]))):
                continue
            if kept < most:
                kept += 1
            slot = kept - 1
            while slot > 0 and (alike[slot - 1] < value or (alike[slot - 1] == value and found[q, slot - 1] > j)):
                alike[slot] = alike[slot - 1]
                found[q, slot] = found[q, slot - 1]
                slot -= 1
            alike[slot] = value
            found[q, slot] = j
        for slot in range(kept, most):
            found[q, slot] = -1
    return crowded


@compiled
def alike(one: Ints, other: Ints, start: Ints, term: Terms, weight: Floats, allowed: NDArray[np.bool_]) -> Floats:
    """What each pair shares by its `allowed` terms, summed as `nearest` sums it for the record in `one`; the terms of a record rise."""
    found = np.zeros(len(one), np.float64)
    for k in range(len(one)):
        p, q = start[one[k]], start[other[k]]
        while p < start[one[k] + 1] and q < start[other[k] + 1]:
            if term[p] == term[q]:
                if allowed[term[p]]:
                    found[k] += weight[p] * weight[q]
                p += 1
                q += 1
            elif term[p] < term[q]:
                p += 1
            else:
                q += 1
    return found
