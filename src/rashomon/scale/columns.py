"""Decides how the records of `group` lie in columns, and how some of them are picked out of many files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..group.record import ALONGSIDE, Lists, Records, joined_records, taken
from .files import column, opened

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

BESIDE = {name: of for of, names in ALONGSIDE.items() for name in names}


def to_columns(records: Records) -> dict[str, pa.Array]:
    """Arrow arrays by name, a place a record."""
    import pyarrow as pa

    made: dict[str, Any] = {}
    for name in Records._fields:
        value = getattr(records, name)
        if isinstance(value, Lists):
            made[name] = pa.LargeListArray.from_arrays(value.start, value.key)
        elif name in BESIDE:
            made[name] = pa.LargeListArray.from_arrays(getattr(records, BESIDE[name]).start, value)
        elif value.ndim == 2:
            made[name] = rows(value)
        else:
            made[name] = pa.array(value, from_pandas=False)
    return made


def rows(values: NDArray[Any]) -> pa.Array:
    """An array of two dimensions as an Arrow array of its rows."""
    import pyarrow as pa

    if values.shape[1] == 0:
        return pa.nulls(len(values), pa.list_(pa.from_numpy_dtype(values.dtype), 0)).fill_null([])
    return pa.FixedSizeListArray.from_arrays(values.ravel(), values.shape[1])


def from_columns(table: pa.Table, without: Sequence[str] = ()) -> Records:
    """The records of one file; the lists named in `without`, and what stands beside them, stay empty."""
    import numpy as np
    import pyarrow as pa

    made: dict[str, Any] = {}
    for name in Records._fields:
        of = BESIDE.get(name, name)
        kind = table.schema.field(name).type
        if of in without:
            dtype = pa.array([], kind.value_type).to_numpy().dtype
            made[name] = np.empty(0, dtype) if name in BESIDE else Lists(np.zeros(len(table) + 1, np.int64), np.empty(0, dtype))
        elif name in BESIDE:
            made[name] = values_of(table, name)[1]
        elif pa.types.is_large_list(kind):
            made[name] = Lists(*values_of(table, name))
        elif name == "meaning" and kind.list_size == 0:
            made[name] = np.empty((len(table), 0), np.float32)
        else:
            made[name] = column(table, name)
    return Records(**made)


def values_of(table: pa.Table, name: str) -> tuple[Ints, NDArray[Any]]:
    """Where each list of a column begins, and their values."""
    import numpy as np

    chunks = table.column(name).chunks
    whole = chunks[0] if len(chunks) == 1 else table.column(name).combine_chunks()
    return np.asarray(whole.offsets.to_numpy()), np.asarray(whole.values.to_numpy())


class Places(NamedTuple):
    """Where records lie: the number of the file, and the row in it."""

    file: Ints
    row: Ints

    def at(self, which: Ints) -> Places:
        """Some of them."""
        return Places(self.file[which], self.row[which])


def gathered(paths: Sequence[str], places: Places, without: Sequence[str] = ()) -> Records:
    """The records at some places, in their order."""
    import numpy as np

    order = np.lexsort((places.row, places.file))
    parts, bounds = [], np.flatnonzero(np.diff(places.file[order], prepend=-1, append=-2))
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        own = order[low:high]
        table = opened(paths[int(places.file[own[0]])])
        parts.append(taken(from_columns(table, without), places.row[own], without=without))
    if not parts:
        return taken(from_columns(opened(paths[0]), without), np.empty(0, np.int64))
    back = np.empty(len(order), np.int64)
    back[order] = np.arange(len(order))
    joined = joined_records(parts)
    del parts
    return taken(joined, back, without=without)
