"""Where the records of a pile lie: in memory while they are few, in files without a name when they are many.

A record is some 5 KB, so a million of them are more than a plain machine holds; what is small of each (days, sums, hashes
of the whole text) stays in memory, some 200 bytes, and the lists go to the temporary folder, a file a field. The files are
mapped, so that some records are picked out as from an array, and `release` gives their pages back: what is held then is
the file system's cache, which the system takes back when it wants memory. They are gone when the process is.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from weakref import finalize

from .record import ALONGSIDE, Lists, Records, joined_records, size

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

HELD_BYTES = 1 << 28  # of lists that are kept in memory, some 50,000 records
LISTS = ("words", "phrases", "numbers", "units", "days", "anchors", "prints")
LONG = (*LISTS, *(beside for names in ALONGSIDE.values() for beside in names), "meaning")  # what goes to files


class RecordFiles:
    """Records, one after the other."""

    def __init__(self) -> None:
        self._held, self._bytes = list[Records](), 0  # not yet in files
        self._short = list[Records]()  # what stays in memory of those in files
        self._files: dict[str, IO[bytes]] = {}
        self._open = ExitStack()
        finalize(self, self._open.close)
        self._maps: list[mmap.mmap] = []

    def add(self, records: Records) -> None:
        """Put some more records behind the others."""
        self._held.append(records)
        self._bytes += sum(_values(records, name).nbytes for name in LONG)
        if self._bytes > HELD_BYTES:
            self._put_away()

    def records(self) -> Records:
        """All of them; those in files are mapped, and must not be written to."""
        if not self._files:
            self._held = [joined_records(self._held)]
            return self._held[0]
        self._put_away()
        self._short = [joined_records(self._short)]
        short, self._maps = self._short[0], []
        return _with_long(short, {name: self._mapped(name, _values(short, name)) for name in LONG})

    def release(self) -> None:
        """Let go of the pages that were looked at; they are read again when they are wanted again."""
        for one in self._maps:
            if hasattr(one, "madvise"):
                one.madvise(mmap.MADV_DONTNEED)

    # --- how ------------------------------------------------------------------------------

    def _put_away(self) -> None:
        for records in self._held:
            for name in LONG:
                if name not in self._files:
                    self._files[name] = self._open.enter_context(TemporaryFile("w+b"))  # noqa: SIM115 - closed with the rest
                self._files[name].write(_values(records, name).tobytes())
            self._short.append(_without_long(records))
        self._held, self._bytes = [], 0

    def _mapped(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """The file of a field as an array of the kind of `like`."""
        import numpy as np

        file = self._files[name]
        file.flush()
        shape = (-1, *like.shape[1:])
        if not file.seek(0, 2):
            return np.empty((size(self._short[0]), 0) if like.ndim > 1 else 0, like.dtype)
        self._maps.append(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))  # so that it is an array like any, for the kernels
        return np.frombuffer(self._maps[-1], like.dtype).reshape(shape)


def give_back() -> None:
    """Have the C library return to the system what it keeps of freed memory, where it can: of a million reports half a GiB."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)


def _values(records: Records, name: str) -> NDArray[Any]:
    field = getattr(records, name)
    values: NDArray[Any] = field.key if isinstance(field, Lists) else field
    return values


def _with_long(records: Records, values: dict[str, NDArray[Any]]) -> Records:
    """The records with other arrays in the place of the long ones; where each list begins stays."""
    made: dict[str, Any] = {name: Lists(getattr(records, name).start, own) if name in LISTS else own for name, own in values.items()}
    return records._replace(**made)


def _without_long(records: Records) -> Records:
    """What stays in memory. What is empty is a copy: a part of an array keeps the whole."""
    return _with_long(records, {name: _values(records, name)[:0].copy() for name in LONG})
