"""Decides where partial results lie: an Arrow file each, named by a hash of all that it depends on, and there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from .. import __version__
from ..text.compiled import stamp

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

T = TypeVar("T")


def key_of(stage: str, *depends_on: object) -> str:
    """The name of a result: a hash of its stage, this version and its kernels, and whatever else it depends on.

    That is bytes, or what JSON can say. Kernels are named besides the version, since a record of another width would be read past its end.
    """
    made = blake2b(f"{stage}\0{__version__}\0{stamp()}\0".encode(), digest_size=16)
    for part in depends_on:
        content = part if isinstance(part, bytes) else msgspec.json.encode(part, order="deterministic")
        made.update(len(content).to_bytes(8, "big") + content)
    return made.hexdigest()


def path_of(folder: Path, stage: str, key: str) -> Path:
    """Where a result lies."""
    return folder / stage / f"{key}.arrow"


def keep(path: Path, table: pa.Table, notes: Mapping[str, Any] | None = None) -> None:
    """Put a table into place in one step, with notes (JSON) beside it."""
    import pyarrow as pa

    table = table.replace_schema_metadata({name: msgspec.json.encode(value) for name, value in (notes or {}).items()})
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("wb", dir=path.parent, prefix=".", suffix=".part", delete=False) as file:
        try:
            with pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table.combine_chunks())
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise


def opened(path: Path | str) -> pa.Table:
    """A table as it lies on the disk: what is not looked at is not read."""
    import pyarrow as pa

    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def notes_of(table: pa.Table, name: str, kind: type[T]) -> T:
    """A note that was kept beside a table."""
    return msgspec.json.decode(table.schema.metadata[name.encode()], type=kind)


def column(table: pa.Table, name: str) -> NDArray[Any]:
    """A column of numbers as an array, of fixed-size lists as rows; of one chunk it is not copied."""
    import numpy as np
    import pyarrow as pa

    whole = table.column(name).combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) and whole.num_chunks else whole
    if pa.types.is_fixed_size_list(whole.type):
        flat: NDArray[Any] = whole.flatten().to_numpy()
        return flat.reshape(-1, whole.type.list_size)
    return np.asarray(whole.to_numpy(zero_copy_only=False))
