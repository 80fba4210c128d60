"""The stages `counts`, `near`, `undated` and `pairs`: which units are neighbours, a stretch of days at a time, and what lies between.

A unit with a day meets those within the window around it, and all without a day; so a stretch of days is looked at with the days
around it and the units without a day. A unit without a day meets everything: it is looked up stretch by stretch, and the nearest of
all are kept. Which of its words are too common for that is known when every stretch has counted its holders.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..config import GroupConfig
from ..group.neighbours import Index, Reach, index_of, look, reach_of
from ..group.pair import weights
from ..group.pile import Scored, scored
from ..group.record import Records
from .columns import Places, gathered, rows
from .files import column, opened

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

EVERYTHING = 1 << 62  # a crowd that nothing reaches
FINGERPRINTS = ("prints",)


@dataclass(frozen=True, slots=True)
class Block:
    """The order to look at units from `first` up to but without `last`, with those from `low` to `high` around them.

    Units stand in the order of `day_order`, so the first `undated` have no day.
    """

    units: str  # where each unit's record lies, and its days: see `grouping`
    files: tuple[str, ...]
    config: GroupConfig
    undated: int
    first: int
    last: int
    low: int
    high: int
    common: str | None = None  # hashes of words that too many units hold to lead one without a day anywhere

    def places(self) -> Ints:
        """The units that are read: those without a day, then those around."""
        import numpy as np

        return np.concatenate([np.arange(self.undated), np.arange(self.low, self.high)])


@dataclass(frozen=True, slots=True)
class Chunk:
    """The order to compare some pairs of units."""

    units: str
    files: tuple[str, ...]
    config: GroupConfig
    left: tuple[int, ...]
    right: tuple[int, ...]


def records_at(order: Block | Chunk, which: Ints) -> Records:
    """The records of some units, with the days of all their reports."""
    units = opened(order.units)
    places = Places(column(units, "file"), column(units, "row"))
    found = gathered(order.files, places.at(which), without=FINGERPRINTS)
    return found._replace(low=column(units, "low")[which], high=column(units, "high")[which])


def counts(order: Block) -> tuple[pa.Table, dict[str, Any]]:
    """How many units of the stretch hold each word of those without a day; a stretch of no days counts these themselves."""
    import numpy as np
    import pyarrow as pa

    records = records_at(order, order.places())
    index = index_of(records)
    wanted = index.term[: index.start[order.undated]]
    own = index.term if order.low == order.high else index.term[index.start[order.undated] :]
    count = np.bincount(own, minlength=len(index.key))
    asked = np.unique(wanted)
    return pa.table({"word": index.key[asked], "count": count[asked]}), {}


def near(order: Block) -> tuple[pa.Table, dict[str, Any]]:
    """Pairs of units of the stretch with their neighbours that are no strangers, by their places in `Block.places`."""
    import numpy as np

    records = records_at(order, order.places())
    which = np.arange(order.first, order.last) - order.low + order.undated
    found, crowded = look(index_of(records), reach_of(records.low, records.high, order.config), which, order.config.neighbours)
    query, other = _met(which, found)
    return _pairs(records, query, other, order.config), {"crowded": crowded}


def undated(order: Block) -> tuple[pa.Table, dict[str, Any]]:
    """For each unit without a day its nearest in the stretch, with what both share and what lies between them."""
    import numpy as np
    import pyarrow as pa

    from ..group.near_kernel import alike

    assert order.common is not None  # noqa: S101 - `grouping` gives it with this stage
    records = records_at(order, order.places())
    index = index_of(records)
    allowed = ~np.isin(index.key, column(opened(order.common), "word"))
    silent = np.where(np.repeat(np.arange(len(index.start) - 1), np.diff(index.start)) < order.undated, allowed[index.term], True)
    which = np.arange(order.undated)
    everywhere = Reach(np.full(len(index.start) - 1, order.undated), np.full(len(index.start) - 1, len(index.start) - 1), order.undated)
    found, _ = look(_muted(index, silent), everywhere, which, order.config.neighbours, crowd=EVERYTHING)
    query, other = _met(which, found)
    value = alike(query, other, index.start, index.term, index.weight, allowed)
    left, right = np.minimum(query, other), np.maximum(query, other)
    by = weights(order.config.encoder)
    every = scored(records, left, right, order.config, by, strangers=True)
    return pa.table({"unit": query, "other": other, "shared": value, "met_as": rows(every.met_as), "bits": every.bits}), {}


def scored_pairs(order: Chunk) -> tuple[pa.Table, dict[str, Any]]:
    """Those of some pairs that are no strangers, by their places among the units that are named."""
    import numpy as np

    named, at = np.unique(np.array([*order.left, *order.right], np.int64), return_inverse=True)
    half = len(order.left)
    return to_table(scored(records_at(order, named), at[:half], at[half:], order.config, weights(order.config.encoder))), {}


def to_table(pairs: Scored) -> pa.Table:
    """Scored pairs in columns."""
    import pyarrow as pa

    return pa.table({"left": pairs.left, "right": pairs.right, "met_as": rows(pairs.met_as), "bits": pairs.bits})


def _met(which: Ints, found: Ints) -> tuple[Ints, Ints]:
    """Who was looked for and who was found, a place a pair."""
    import numpy as np

    query, other = np.repeat(which, found.shape[1]), found.ravel()
    return query[other >= 0], other[other >= 0]


def _pairs(records: Records, query: Ints, other: Ints, config: GroupConfig) -> pa.Table:
    import numpy as np

    many = len(records.low)
    pairs = np.unique(np.minimum(query, other) * many + np.maximum(query, other))
    return to_table(scored(records, pairs // many, pairs % many, config, weights(config.encoder)))


def _muted(index: Index, speaks: NDArray[np.bool_]) -> Index:
    """An index in which some words of some records lead nowhere: there they stand for a word that nobody holds."""
    import numpy as np

    nobody = len(index.key)
    return index._replace(term=np.where(speaks, index.term, nobody), begin=np.append(index.begin, index.begin[-1]))
