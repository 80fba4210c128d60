"""Which texts are all but equal: the loops over fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .record import Records

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
def _alike(start: Ints, key: Hashes, i: int, j: int) -> float:
    """Shared keys over all keys of two sorted lists; 1 where both are empty."""
    p, q, shared = start[i], start[j], 0
    while p < start[i + 1] and q < start[j + 1]:
        if key[p] == key[q]:
            shared += 1
            p += 1
            q += 1
        elif key[p] < key[q]:
            p += 1
        else:
            q += 1
    both = start[i + 1] - start[i] + start[j + 1] - start[j] - shared
    return shared / both if both else 1.0


@compiled
def _root(up: Ints, i: int) -> int:
    while up[i] != i:
        up[i] = up[up[i]]
        i = up[i]
    return i


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
            a, b, x, y = _root(own, i), _root(own, j), which[i], which[j]
            if a == b or records.low[x] - records.high[y] > apart_days or records.low[y] - records.high[x] > apart_days:
                continue
            if _alike(records.numbers.start, records.numbers.key, x, y) < same_numbers:
                continue
            if _alike(records.prints.start, records.prints.key, x, y) >= near:
                own[max(a, b)] = min(a, b)
    for i in range(len(own)):
        own[i] = _root(own, i)
