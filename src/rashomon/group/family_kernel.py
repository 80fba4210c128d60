"""Which texts are all but equal: the loops over fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled
from .link_kernel import root
from .pair_kernel import shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .record import Lists, Records

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_MOST = np.uint64(0xFFFFFFFFFFFFFFFF)


@compiled
def bands(start: Ints, key: Hashes, number: int) -> Hashes:
    """The least fingerprint of each text under `number` shuffles, a row a text; all ones where it has none."""
    least = np.full((len(start) - 1, number), _MOST, np.uint64)
    for i in range(len(start) - 1):
        for p in range(start[i], start[i + 1]):
            value = key[p]
            for n in range(number):
                value = (value ^ (value >> np.uint64(30))) * _MIX + _STEP
                least[i, n] = min(least[i, n], value)
    return least


@compiled
def _alike(lists: Lists, i: int, j: int) -> float:
    """Shared keys over all keys of two lists; 1 where both are empty."""
    common = shared(lists, i, j)
    both = lists.start[i + 1] - lists.start[i] + lists.start[j + 1] - lists.start[j] - common
    return common / both if both else 1.0


@compiled
def families_of(
    own: Ints,
    order: Ints,
    band: Hashes,
    which: Ints,
    records: Records,
    before: int,
    near: float,
    apart_days: float,
    same_numbers: float,
) -> None:
    """Unite, in `own`, the places of `which` that are all but equal among neighbours of `order`, which sorts them by `band` and time."""
    for at in range(len(order)):
        i = order[at]
        if band[i] == _MOST:
            continue
        for back in range(1, min(before, at) + 1):
            j = order[at - back]
            if band[j] != band[i]:
                break
            a, b, x, y = root(own, i), root(own, j), which[i], which[j]
            if a == b or records.low[x] - records.high[y] > apart_days or records.low[y] - records.high[x] > apart_days:
                continue
            if _alike(records.numbers, x, y) < same_numbers:
                continue
            if _alike(records.prints, x, y) >= near:
                own[max(a, b)] = min(a, b)
    for i in range(len(own)):
        own[i] = root(own, i)


@compiled
def unite(own: Ints, one: Ints, other: Ints) -> None:
    """Unite, in `own`, the families of the two of each pair; each then stands under its lowest."""
    for k in range(len(one)):
        a, b = root(own, one[k]), root(own, other[k])
        own[max(a, b)] = min(a, b)
    for i in range(len(own)):
        own[i] = root(own, i)
