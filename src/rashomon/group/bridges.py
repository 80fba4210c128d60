"""Which reports tell several events, such as round-ups and live blogs, and which events these are.

A round-up shares a passage with each of two events that share nothing with each other, and would pull them together.
So it takes no part in linking: it is told apart before, by its neighbours, and joins the surest of its events afterwards;
the others it belongs to softly.

How it works
    1. Of the neighbours that would be one event with a report, those that are neighbours of each other form groups.
    2. Two groups whose members are strangers (half-way from the event's cut to the saga's, on average) make the report a bridge.
    3. When the others are linked, a bridge joins the event it fits best, and the rest that it fits are noted.

What an error costs: an ordinary report taken for a bridge joins its event all the same, but no longer holds it together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pair import Weights
from .record import Records, size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]


def bridges(records: Records, left: Ints, right: Ints, bits: Floats, event_bits: float, strange_bits: float, by: Weights) -> Bools:
    """Which units stand between strangers. `bits` are those of each pair alone; below `strange_bits` two are strangers."""
    from .bridge_kernel import between_strangers, sides

    return between_strangers(*sides(left, right, size(records)), bits, event_bits, strange_bits, records, by.pair, by.join)


def settle(
    records: Records, event: Ints, bridge: Bools, left: Ints, right: Ints, rank: Ints, event_bits: float, by: Weights
) -> dict[int, tuple[int, ...]]:
    """The events that each bridge tells, by the unit that names each, the surest first; none for one that fits nowhere."""
    import numpy as np

    from .bridge_kernel import tells

    asked = bridge[left] != bridge[right]
    left, right, many = left[asked], right[asked], len(event)
    unit, other = np.where(bridge[left], left, right), np.where(bridge[left], right, left)
    pairs = np.unique(event[other] * many + unit)
    unit, other = pairs % many, pairs // many
    bits = tells(unit, other, event, rank, records, by.pair, by.join)
    told: dict[int, list[tuple[float, int]]] = {}
    for n in np.flatnonzero(bits >= event_bits).tolist():
        told.setdefault(int(unit[n]), []).append((-float(bits[n]), int(other[n])))
    return {own: tuple(name for _, name in sorted(events)) for own, events in sorted(told.items())}
