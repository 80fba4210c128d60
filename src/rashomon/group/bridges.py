"""Which reports tell several events, such as round-ups and live blogs: where else they belong, softly.

Average link keeps such a report from pulling its events together: what it shares with each of two strangers is weighed
against all that the strangers do not share. So it joins one of them at most, and this says which others it tells too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .pair import Weights
from .record import Records

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


def bridges(
    records: Records, event: Ints, left: Ints, right: Ints, met_as: Floats, rank: Ints, event_bits: float, by: Weights
) -> dict[int, tuple[int, ...]]:
    """The units that tell other events than their own, each with the names of these, the surest first.

    `left` and `right` are pairs of units that met as neighbours, and `met_as` what `meet` says of them; an event is
    worth asking about where one of its units would be one event with the asker, were the two alone.
    """
    import numpy as np

    from .link_kernel import alone_bits, tells

    near = (event[left] != event[right]) & (alone_bits(met_as, by.join) >= event_bits)
    unit, other = np.r_[left[near], right[near]], event[np.r_[right[near], left[near]]]
    many = len(event)
    asked = np.unique(other * many + unit)
    unit, other = asked % many, asked // many
    bits = tells(unit, other, event, rank, records, by.pair, by.join)
    told: dict[int, list[tuple[float, int]]] = {}
    for n in np.flatnonzero(bits >= event_bits).tolist():
        told.setdefault(int(unit[n]), []).append((-float(bits[n]), int(other[n])))
    return {own: tuple(name for _, name in sorted(events)) for own, events in sorted(told.items())}
