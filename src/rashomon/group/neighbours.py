"""Which records are worth comparing: the nearest by weighed words within a window of days, and those that share a rare name and a day.

The window keeps a pile of years apart where words alone would mix it; the lookup without a window finds what looks back
on an old event and names its people and its date.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from ..config import GroupConfig
from .families import APART_DAYS
from .record import Lists, Records, size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

CROWD = 500  # records; a term that more of them hold within reach leads to no neighbours, which keeps the work linear
ANCHOR_CROWD = 20  # records that may share a rare name and a day; more are a saga, or a form


class Met(NamedTuple):
    """Pairs of records to compare, left < right, sorted; and how often a term or anchor was too common to lead anywhere."""

    left: Ints
    right: Ints
    crowded: int


def day_order(low: Floats, high: Floats) -> Floats:
    """The day by which something is filed; -inf for those that are everywhere: undated, or spread over weeks."""
    import numpy as np

    return np.where(high - low <= APART_DAYS, low, -np.inf)


def neighbours(records: Records, config: GroupConfig, workers: int = 1) -> Met:
    """Pairs that may be one event. `records` stand in the order of `day_order`."""
    import numpy as np

    if size(records) < 2:
        return Met(np.empty(0, np.int64), np.empty(0, np.int64), 0)
    near, crowded = _near(records, config, workers)
    many = size(records)
    query = np.repeat(np.arange(many), near.shape[1])
    other = near.ravel()
    query, other = query[other >= 0], other[other >= 0]
    anchored, busy = anchored_in(records.anchors)
    every = np.unique(np.r_[np.minimum(query, other) * many + np.maximum(query, other), anchored])
    return Met(every // many, every % many, crowded + busy)


class Index(NamedTuple):
    """The words of some records that lead to neighbours, and for each of these words the records that hold it."""

    start: Ints  # the terms of record i stand at `start[i] : start[i + 1]`
    term: NDArray[np.uint32]
    weight: Floats
    key: NDArray[np.uint64]  # hash of each term, rising; none where terms were numbers from the start
    begin: Ints  # the postings of a term stand at `begin[term] : begin[term + 1]`
    record: NDArray[np.int32]  # of each posting
    held: Floats  # weight of the term there


def index_of(records: Records) -> Index:
    """The index of records in the order of `day_order`."""
    import numpy as np

    from .record_kernel import top_terms

    start, key, weight = top_terms(records.words.start, records.words.key, records.weight, records.flag, records.totals)
    known, term = np.unique(key, return_inverse=True)
    return index_by(start, term.astype(np.uint32), weight, len(known), known)


def index_by(start: Ints, term: NDArray[np.uint32], weight: Floats, terms: int, key: NDArray[np.uint64]) -> Index:
    """The same from the terms of each record, as `Index` says them; there are so many `terms`."""
    from .near_kernel import postings

    begin, record, place = postings(term, start, terms)
    return Index(start, term, weight, key, begin, record, weight[place])


class Reach(NamedTuple):
    """Whom each record may meet: those without a day, which are the first `undated`, and those from `first` up to but without `last`."""

    first: Ints
    last: Ints
    undated: int


def reach_of(low: Floats, high: Floats, config: GroupConfig) -> Reach:
    """The reach of records of these days, in the order of `day_order`; one without a day reaches everywhere."""
    import numpy as np

    filed = day_order(low, high)
    undated = int(np.searchsorted(filed, -np.inf, side="right"))
    first = np.searchsorted(filed, low - config.window_days - APART_DAYS)
    last = np.searchsorted(filed, high + config.window_days, side="right")
    first[:undated], last[:undated] = undated, len(filed)
    return Reach(first.astype(np.int64), last.astype(np.int64), undated)


def look(index: Index, reach: Reach, which: Ints, most: int, *, crowd: int = CROWD) -> tuple[Ints, int]:
    """The nearest of some records, a row each, -1 where there are no more; and how often a term was too common to lead anywhere."""
    import numpy as np

    from .near_kernel import nearest

    found = np.empty((len(which), most), np.int64)
    start, term, weight, _, begin, record, held = index
    crowded = nearest(which, term, weight, start, begin, record, held, reach.first, reach.last, reach.undated, crowd, most, found)
    return found, int(crowded)


def _near(records: Records, config: GroupConfig, workers: int) -> tuple[Ints, int]:
    """The nearest of every record."""
    import numpy as np

    index, reach = index_of(records), reach_of(records.low, records.high, config)
    parts = np.array_split(np.arange(size(records)), max(1, workers))
    with ThreadPoolExecutor(max(1, workers)) as pool:
        told = list(pool.map(lambda part: look(index, reach, part, config.neighbours), parts))
    return np.concatenate([found for found, _ in told]), sum(crowded for _, crowded in told)


def anchored_in(anchors: Lists) -> tuple[Ints, int]:
    """Pairs of records that share a rare name and an explicit day, as left * many + right; and how many such anchors were too common."""
    import numpy as np

    many = len(anchors.start) - 1
    holder = np.repeat(np.arange(many), np.diff(anchors.start))
    order = np.lexsort((holder, anchors.key))
    key, holder = anchors.key[order], holder[order]
    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]]) if len(key) else np.empty(0, np.int64)
    count = np.diff(np.r_[first, len(key)])
    group = np.repeat(count, count)
    found = [np.empty(0, np.int64)]
    for step in range(1, ANCHOR_CROWD):
        same = (key[:-step] == key[step:]) & (group[:-step] <= ANCHOR_CROWD)
        found.append(holder[:-step][same] * many + holder[step:][same])
    return np.unique(np.concatenate(found)), int((count > ANCHOR_CROWD).sum())
