"""A pile whose records do not lie in memory: what `pile.Grouper` decides, in the same order, a part at a time.

How it works
    1. Records go to a `RecordFiles` as they come in; what stays of each is its id, its days, and some sums.
    2. The index of the words that lead to neighbours is made from some units after the others: 24 bytes for each of at most 60 words.
    3. Neighbours are compared some pairs at a time, in the order of the later of the two: these lie within a window of days, so the
       records of one part are few. Of two strangers nothing is kept.
    4. What ties clusters looks at any two: of the records of all units, what can tell two apart (`lean`) is read into memory for that.

Tried and dropped
    To tie groups of units that no pair joins one after the other: of 50,176 reports of bench/pile.py 49,452 units are one such group,
    since pairs are followed down to `pile.STRANGERS` under the cut.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from ..config import GroupConfig
from ..types import Judgement
from .decided import Decided
from .lean import lean_records
from .neighbours import Index, Met, anchored_in, look, reach_of
from .pair import Weights, weights
from .pile import Batch, Grouping, Scored, grouping_of, paired, scored, tie, unseen
from .record import Records, taken
from .record_files import LISTS, RecordFiles
from .units import Units, texts_of, units_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

    Read = Callable[[Ints], Records]  # the records of some units

UNITS = 25_000  # whose words are read at a time, some 60 MB
PAIRS = 200_000  # that a worker compares at a time; the units of so many take some 400 MB
SPANS = 16  # stretches of units that a worker looks up neighbours for; their times differ


class LargePile:
    """Reports that are grouped once, when all are in."""

    def __init__(self, config: GroupConfig, judgements: Sequence[Judgement] = (), *, workers: int = 1, by: Weights | None = None) -> None:
        self._config, self._judgements, self._workers = config, tuple(judgements), workers
        self._weights = by or weights(config.encoder)
        self._seen = set[str]()
        self._ids = list[str]()
        self._files = RecordFiles()

    def add_batch(self, batch: Batch) -> None:
        """Take in some reports; an id that is there already changes nothing."""
        fresh = unseen(batch, self._seen)
        if fresh.ids:
            self._ids += fresh.ids
            self._files.add(fresh.records)

    def grouping(self) -> Grouping:
        """The events of all reports."""
        import numpy as np

        if not self._ids:
            return Grouping((), (), (), {}, 0, 0)
        every, config, by = self._files.records(), self._config, self._weights
        by_id = np.array(sorted(range(len(self._ids)), key=self._ids.__getitem__), np.int64)
        ids = [self._ids[n] for n in by_id.tolist()]
        units = units_of(every, texts_of(every, by_id), ids, Decided(self._judgements))
        self._files.release()

        def read(which: Ints, lists: Sequence[str] = LISTS[:-1]) -> Records:
            """The records of some units, of their lists these; never the fingerprints."""
            found = taken(every, units.which[which], without=[name for name in LISTS if name not in lists])
            self._files.release()
            return found._replace(low=units.low[which], high=units.high[which])

        met = met_in(units, lambda which, name: read(which, (name,)), config, self._workers)
        left, right = paired(met.left, met.right, units.copies, len(units.which))
        pairs = scored_in_parts(read, left, right, config, by, self._workers)
        tied = tie(units, lean_records(read, np.arange(len(units.which))), pairs, config, by)
        return grouping_of(ids, every.low[by_id], units, tied, met.crowded)


def met_in(units: Units, read: Callable[[Ints, str], Records], config: GroupConfig, workers: int) -> Met:
    """The neighbours of all units, as `neighbours` finds them; `read` gives of some units one list alone."""
    import numpy as np

    many = len(units.which)
    pairs, crowded = _near(units, lambda which: read(which, "words"), config, workers)
    anchored, busy = anchored_in(read(np.arange(many), "anchors"))
    every = np.unique(np.concatenate([*pairs, anchored]))
    return Met(every // many, every % many, crowded + busy)


def _near(units: Units, read: Read, config: GroupConfig, workers: int) -> tuple[list[Ints], int]:
    """Each unit with its nearest, as left * many + right."""
    import numpy as np

    many = len(units.which)
    index, reach = _index(many, read), reach_of(units.low, units.high, config)

    def pairs_of(span: Ints) -> tuple[Ints, int]:
        found, crowded = look(index, reach, span, config.neighbours)
        query, other = np.repeat(span, found.shape[1])[found.ravel() >= 0], found.ravel()[found.ravel() >= 0]
        return np.unique(np.minimum(query, other) * many + np.maximum(query, other)), crowded

    with ThreadPoolExecutor(max(1, workers)) as pool:
        told = list(pool.map(pairs_of, np.array_split(np.arange(many), max(1, min(many, SPANS * workers)))))
    return [pairs for pairs, _ in told], sum(crowded for _, crowded in told)


def _index(many: int, read: Read) -> Index:
    """The index of `many` units, as `neighbours.index_of` makes it."""
    import numpy as np

    from .near_kernel import numbered, postings
    from .record_kernel import top_terms

    counts: list[Ints] = []
    parts: list[tuple[Hashes, Floats]] = []
    known = np.empty(0, np.uint64)
    for at in range(0, many, UNITS):
        own = read(np.arange(at, min(many, at + UNITS)))
        start, key, weighed = top_terms(own.words.start, own.words.key, own.weight, own.flag)
        known = np.union1d(known, key)
        counts.append(np.diff(start))
        parts.append((key, weighed))
    start = np.zeros(many + 1, np.int64)
    np.cumsum(np.concatenate(counts), out=start[1:])
    term, weight = np.empty(start[-1], np.int32), np.empty(start[-1], np.float64)
    end = len(term)
    while parts:  # each is let go when it has its place
        key, weighed = parts.pop()
        numbered(key, known, term[end - len(key) : end])
        weight[end - len(key) : end] = weighed
        end -= len(key)
    begin, record, place = postings(term, start, len(known))
    return Index(start, term, weight, known, begin, record, weight[place])


def scored_in_parts(read: Read, left: Ints, right: Ints, config: GroupConfig, by: Weights, workers: int = 1) -> Scored:
    """`pile.scored` of many pairs, some at a time, by the second: of the units without a day, which come first, each meets all times."""
    import numpy as np

    order = np.argsort(right, kind="stable")

    def part(at: int) -> Scored:
        some = order[at : at + PAIRS]
        named = np.unique(np.r_[left[some], right[some]])
        its = scored(read(named), np.searchsorted(named, left[some]), np.searchsorted(named, right[some]), config, by)
        return its._replace(left=named[its.left], right=named[its.right])

    with ThreadPoolExecutor(max(1, workers)) as pool:
        return _sorted([part(0), *pool.map(part, range(PAIRS, len(order), PAIRS))])


def _sorted(parts: Sequence[Scored]) -> Scored:
    """Pairs of several parts in the order of the first, and then of the second."""
    import numpy as np

    left, right = (np.concatenate([getattr(part, name) for part in parts]) for name in ("left", "right"))
    order = np.lexsort((right, left))
    met_as, bits = (np.concatenate([getattr(part, name) for part in parts])[order] for name in ("met_as", "bits"))
    return Scored(left[order], right[order], met_as, bits)
