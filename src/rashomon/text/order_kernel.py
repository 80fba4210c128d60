"""How hashes and weights are put in order in time that grows with their number alone: loops over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Floats = NDArray[np.float64]

MOVES = 16  # places that a value is moved on average while values are put in order, beyond which another way is quicker


@compiled
def _order(values: Any, bucket: Ints) -> Ints:
    """The places of values, least first, equal ones as they stand.

    `bucket` says of each roughly where it comes: from 0 to their number, never falling where values rise. Hashes lie so evenly that
    this leaves next to nothing to sort; where it does, they are sorted as any values are.
    """
    many = len(values)
    start = np.zeros(many + 1, np.int64)
    for k in range(many):
        start[bucket[k] + 1] += 1
    for k in range(many):
        start[k + 1] += start[k]
    order = np.empty(many, np.int64)
    for k in range(many):
        order[start[bucket[k]]] = k
        start[bucket[k]] += 1
    moves = MOVES * many
    for k in range(1, many):
        this, at = order[k], k
        while at > 0 and values[order[at - 1]] > values[this] and moves > 0:
            order[at] = order[at - 1]
            at -= 1
            moves -= 1
        order[at] = this
    return order if moves > 0 else np.argsort(values, kind="mergesort")


@compiled
def hash_order(values: Hashes) -> Ints:
    """The places of hashes, least first."""
    bucket = np.empty(len(values), np.int64)
    for k in range(len(values)):
        bucket[k] = ((values[k] >> np.uint64(32)) * np.uint64(len(values))) >> np.uint64(32)
    return _order(values, bucket)


@compiled
def weight_order(weight: Floats) -> Ints:
    """The places of weights, the heaviest first, equal ones as they stand."""
    bucket = np.zeros(len(weight), np.int64)
    if len(weight):
        most = weight.max()
        scale = (len(weight) - 1) / max(most - weight.min(), 1e-9)
        for k in range(len(weight)):
            bucket[k] = int((most - weight[k]) * scale)
    return _order(-weight, bucket)
