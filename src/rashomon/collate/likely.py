"""How likely two places of an event tell the same thing, for every pair that is worth asking; places are numbered in the order of spans."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Odds = NDArray[np.float64]


def distinct(contents: Sequence[Hashable], left: Numbers, right: Numbers) -> tuple[list[int], list[int], Numbers]:
    """Pairs of places by what stands there: one pair for each two contents, and for every pair which of these it is.

    Reports of one event repeat each other, so that there are far fewer pairs of contents than of places.
    """
    import numpy as np

    first: dict[Hashable, int] = {}
    number = np.array([first.setdefault(content, n) for n, content in enumerate(contents)], np.int64)
    pairs, which = np.unique(number[left] * len(contents) + number[right], return_inverse=True)
    return (pairs // max(1, len(contents))).tolist(), (pairs % max(1, len(contents))).tolist(), which


class Likely:
    """Pairs of places, each pair once, and the probability that the two tell the same."""

    def __init__(self, one: Numbers, other: Numbers, p_same: Odds, places: int) -> None:
        """`places` is how many there are."""
        import numpy as np

        self.left, self.right, self.p_same, self.places = np.minimum(one, other), np.maximum(one, other), p_same, places

    def ranked(self) -> tuple[list[int], list[int]]:
        """The pairs, the likeliest first."""
        import numpy as np

        order = np.lexsort((self.right, self.left, -self.p_same))
        return self.left[order].tolist(), self.right[order].tolist()

    @cached_property
    def _rows(self) -> tuple[Numbers, Numbers, Odds, list[int]]:
        """Every pair from both sides, in order of place and other place; and where the row of each place starts."""
        import numpy as np

        place, other = np.concatenate((self.left, self.right)), np.concatenate((self.right, self.left))
        order = np.lexsort((other, place))
        place = place[order]
        starts = np.searchsorted(place, np.arange(self.places + 1)).tolist()
        return place, other[order], np.tile(self.p_same, 2)[order], starts

    def within(self, groups: Sequence[Sequence[int]]) -> list[float]:
        """Of every place the summed probability that it tells what the other places of its group tell."""
        import numpy as np

        home = np.full(self.places, -1)
        for n, group in enumerate(groups):
            home[group] = n
        place, other, p_same, _ = self._rows
        inside = (home[place] == home[other]) & (home[place] >= 0)
        sums: list[float] = np.bincount(place[inside], p_same[inside], self.places).tolist()
        return sums

    def toward(self, place: int, group: Collection[int]) -> float:
        """The summed probability that a place tells what those of a group tell."""
        _, other, p_same, starts = self._rows
        row = slice(starts[place], starts[place + 1])
        found: float = sum(p for at, p in zip(other[row].tolist(), p_same[row].tolist(), strict=True) if at in group)
        return found
