"""A pile whose records do not lie in memory: what `pile.Grouper` decides, in the same order, a part at a time.

How it works
    1. Records go to a `RecordFiles` as they come in; what stays of each is its id, its days, and some sums.
    2. Of the records of all units, what can tell two apart is kept (`lean`): half as much, under numbers instead of hashes, in the
       order of the units. From here on nothing else is looked at.
    3. The index of the words that lead to neighbours takes some 24 bytes for each of at most 60 words of a unit, until the pairs are found.
    4. Pairs are compared some at a time; of two strangers nothing is kept. What ties clusters looks at any two.

Tried and dropped
    To tie groups of units that no pair joins one after the other: of 50,176 reports of bench/pile.py 49,452 units are one such group,
    since pairs are followed down to `pile.STRANGERS` under the cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from ..config import GroupConfig
from ..types import Judgement
from .decided import Decided
from .lean import lean_records
from .neighbours import Index, Met, Reach, anchored_in, index_by, look, reach_of
from .pair import Weights, weights
from .pile import Batch, Grouping, Scored, grouping_of, paired, scored, tie, unseen
from .record import Records, size, taken
from .record_files import RecordFiles, give_back
from .units import Units, texts_of, units_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

PAIRS = 200_000  # that a worker compares at a time
SPANS = 16  # stretches of units that a worker looks up neighbours for; their times differ


class LargePile:
    """Reports that are grouped once, when all are in."""

    def __init__(self, config: GroupConfig, judgements: Sequence[Judgement] = (), *, workers: int = 1, by: Weights | None = None) -> None:
        self._config, self._judgements, self._workers = config, tuple(judgements), workers
        self._weights = by or weights(config.encoder)
        self._seen, self._ids, self._files = set[str](), list[str](), RecordFiles()

    def add_batch(self, batch: Batch) -> None:
        """Take in some reports; an id that is there already changes nothing."""
        fresh = unseen(batch, self._seen)
        if fresh.ids:
            self._ids += fresh.ids
            self._files.add(fresh.records)

    def grouping(self) -> Grouping:
        """The events of all reports; the pile is empty afterwards."""
        import numpy as np

        if not self._ids:
            return Grouping((), (), (), {}, 0, 0)
        config, by, came, files = self._config, self._weights, self._ids, self._files
        self._seen, self._ids, self._files = set(), [], RecordFiles()
        by_id = np.array(sorted(range(len(came)), key=came.__getitem__), np.int64)
        ids, every = [came[n] for n in by_id.tolist()], files.records()
        units = units_of(every, texts_of(every, by_id), ids, Decided(self._judgements))
        files.release()
        give_back()
        low = every.low[by_id]
        records = lean_records(partial(_read, files, every, units), units.which)
        del every, files
        give_back()
        left, right, crowded = met_in(records, config, self._workers)
        left, right = paired(left, right, units.copies, size(records))
        give_back()
        tied = tie(units, records, scored_in_parts(records, left, right, config, by, self._workers), config, by)
        return grouping_of(ids, low, units, tied, crowded)


def _read(files: RecordFiles, every: Records, units: Units, which: Ints) -> Records:
    """The records of some units without their fingerprints."""
    found = taken(every, units.which[which], without=("prints",))
    files.release()
    return found._replace(low=units.low[which], high=units.high[which])


def met_in(records: Records, config: GroupConfig, workers: int) -> Met:
    """The neighbours of all, as `neighbours` finds them; `records` are lean."""
    import numpy as np

    many = size(records)
    pairs, crowded = _near(_index(records), reach_of(records.low, records.high, config), config, workers)
    anchored, busy = anchored_in(records.anchors)
    every = np.unique(np.concatenate([*pairs, anchored]))
    return Met(every // many, every % many, crowded + busy)


def _index(records: Records) -> Index:
    import numpy as np

    from .record_kernel import top_terms

    words = records.words
    start, term, weight = top_terms(words.start, words.key, records.weight, records.flag, records.totals)
    return index_by(start, term, weight, int(words.key.max(initial=0)) + 1, np.empty(0, np.uint64))


def _near(index: Index, reach: Reach, config: GroupConfig, workers: int) -> tuple[list[Ints], int]:
    """Each unit with its nearest, as left * many + right."""
    import numpy as np

    many = len(index.start) - 1

    def pairs_of(span: Ints) -> tuple[Ints, int]:
        found, crowded = look(index, reach, span, config.neighbours)
        query, other = np.repeat(span, found.shape[1])[found.ravel() >= 0], found.ravel()[found.ravel() >= 0]
        return np.unique(np.minimum(query, other) * many + np.maximum(query, other)), crowded

    with ThreadPoolExecutor(max(1, workers)) as pool:
        told = list(pool.map(pairs_of, np.array_split(np.arange(many), max(1, min(many, SPANS * workers)))))
    return [pairs for pairs, _ in told], sum(crowded for _, crowded in told)


def scored_in_parts(records: Records, left: Ints, right: Ints, config: GroupConfig, by: Weights, workers: int = 1) -> Scored:
    """`pile.scored` of many pairs, some at a time."""
    import numpy as np

    def part(at: int) -> Scored:
        return scored(records, left[at : at + PAIRS], right[at : at + PAIRS], config, by)

    with ThreadPoolExecutor(max(1, workers)) as pool:
        parts = [part(0), *pool.map(part, range(PAIRS, len(left), PAIRS))]
    return Scored(*(np.concatenate(values) for values in zip(*parts, strict=True)))
