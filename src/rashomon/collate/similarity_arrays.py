"""The loops of `similarity_kernel` by whole arrays, the same to the bit: for small events, where compiled code takes longer to load."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


def weigh(
    low: Ints, many: Ints, mine: Ints, sentence: Ints, first: int, weight: Floats, held: Ints, report: Ints, total: Floats, log: Floats,
    rarity: Floats, place: Ints, value: Floats, shared: Floats, alone: Floats,
) -> None:  # fmt: skip
    """As there."""
    import numpy as np

    entry, term = _ranges(low, many), np.repeat(np.arange(len(low)), many)
    place[:], ours, theirs = sentence[entry] - first, weight[entry], np.zeros(rarity.shape, np.int64)
    there = report[place]
    theirs[term, there] = held[entry]
    theirs[:, 0] = 0
    rarity[:] = (total - log[mine[:, None] + theirs]) ** 2
    value[:] = ours * rarity[term, there]
    shared[:] = np.bincount(place, value * ours, len(report))
    alone[:] = np.bincount(place, ours**2 * (total[there] - log[held[entry]]) ** 2, len(report))


def multiply(
    bounds: Ints, terms: Ints, masses: Floats, many: Ints, place: Ints, value: Floats, rarity: Floats, dots: Floats, squares: Floats
) -> None:
    """As there."""
    import numpy as np

    starts = np.cumsum(many) - many
    for i, (low, high) in enumerate(pairwise(bounds.tolist())):
        here, mass = terms[low:high], masses[low:high]
        squares[i] = np.einsum("t,tr->r", mass**2, rarity[here])
        met = _ranges(starts[here], many[here])
        dots[i] = np.bincount(place[met], value[met] * np.repeat(mass, many[here]), dots.shape[1])


def _ranges(starts: Ints, sizes: Ints) -> Ints:
    """Numbers in a row from each start on, so many each."""
    import numpy as np

    ends = np.cumsum(sizes)
    numbers: Ints = np.arange(sizes.sum()) + np.repeat(starts - (ends - sizes), sizes)
    return numbers
