"""Long keys and values as short codes: the loops of `codes`, and how a kernel reads values either way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numba import types
from numba.extending import overload

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Places = NDArray[np.int32]
    Codes = NDArray[np.uint32]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


def value_at(values: Any, p: int) -> Any:
    """Entry `p` of values that are an array or `codes.Coded`, inside a kernel."""
    raise NotImplementedError  # numba puts `_value_at` here


@overload(value_at, strict=False)  # its arguments have no types
def _value_at(values: Any, p: Any) -> Any:
    if isinstance(values, types.Array):
        return lambda values, p: values[p]
    return lambda values, p: values.value[values.code[p]]


@compiled
def _slot(key: Any, mask: Any) -> Any:
    mixed = key * _STEP
    return (mixed ^ (mixed >> _HALF)) & mask


@compiled
def code_all(keys: Hashes, known: Hashes, many: int, slots: Places, out: Codes) -> int:
    """The code of each key into `out`; how many codes there are then.

    Code n stands for `known[n]`, of which there are `many`; a key that is not among them is put behind. `slots` is an open table of
    codes, -1 where it is empty, at most half full, of a power of two.
    """
    mask = np.uint64(len(slots) - 1)
    for n in range(len(keys)):
        slot = _slot(keys[n], mask)
        while slots[slot] >= 0 and known[slots[slot]] != keys[n]:
            slot = (slot + np.uint64(1)) & mask
        if slots[slot] < 0:
            slots[slot] = many
            known[many] = keys[n]
            many += 1
        out[n] = slots[slot]
    return many


@compiled
def sort_lists(start: Ints, values: Codes) -> None:
    """Each list in rising order, where it stands."""
    for i in range(len(start) - 1):
        values[start[i] : start[i + 1]].sort()
