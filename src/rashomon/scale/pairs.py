"""How pairs that parts of a pile found are put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..config import GroupConfig
from ..group.pile import STRANGERS, Scored
from .files import column

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


def none() -> Scored:
    """No pairs."""
    import numpy as np

    from ..group.pair_kernel import NEAR

    return Scored(np.empty(0, np.int64), np.empty(0, np.int64), np.empty((0, NEAR)), np.empty(0))


def placed(table: pa.Table, places: Ints) -> Scored:
    """The pairs of one part, whose units are named by their places in `places`."""
    left, right = (places[column(table, name)] for name in ("left", "right"))
    return Scored(left, right, column(table, "met_as"), column(table, "bits"))


def together(parts: Sequence[Scored], many: int) -> Scored:
    """All pairs, sorted, each once; of `many` units. A pair says the same wherever it was found."""
    import numpy as np

    pair, first = np.unique(np.concatenate([part.left * many + part.right for part in parts]), return_index=True)
    met_as, bits = (np.concatenate([getattr(part, name) for part in parts])[first] for name in ("met_as", "bits"))
    return Scored(pair // many, pair % many, met_as, bits)


class Best:
    """The `most` nearest of each unit without a day, kept while part after part comes in."""

    def __init__(self, most: int) -> None:
        self.most, self.rows = most, none()
        self.shared = self.rows.bits

    def add(self, table: pa.Table, places: Ints) -> None:
        """Take in what one part found."""
        import numpy as np

        unit = np.concatenate([self.rows.left, places[column(table, "unit")]])
        other = np.concatenate([self.rows.right, places[column(table, "other")]])
        shared = np.concatenate([self.shared, column(table, "shared")])
        met_as = np.concatenate([self.rows.met_as, column(table, "met_as")])
        bits = np.concatenate([self.rows.bits, column(table, "bits")])
        order = np.lexsort((other, -shared, unit))
        again = (np.diff(unit[order], prepend=-1) == 0) & (np.diff(other[order], prepend=-1) == 0)  # those without a day are in every part
        order = order[~again]
        start = np.flatnonzero(np.diff(unit[order], prepend=-1))
        place = np.arange(len(order)) - np.repeat(start, np.diff(np.append(start, len(order))))
        order = order[place < self.most]
        self.shared = shared[order]
        self.rows = Scored(unit[order], other[order], met_as[order], bits[order])

    def pairs(self, config: GroupConfig) -> Scored:
        """The pairs that are no strangers, lower first."""
        import numpy as np

        close = self.rows.bits >= config.saga_bits - STRANGERS
        left, right = self.rows.left[close], self.rows.right[close]
        return Scored(np.minimum(left, right), np.maximum(left, right), self.rows.met_as[close], self.rows.bits[close])
