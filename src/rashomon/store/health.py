"""Whether a library and the disk under it are fit to work with, found out without changing a byte of either."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import RashomonError, StoreError
from .address import is_server, shown
from .holder import holder
from .in_file import index_rows
from .sqlite import LEAST_BYTES, NONE_HERE, connect_to_read, disconnect, errors, header_of

WAL_RESET = (3, 7, 0), (3, 51, 3)  # from the first version with a write-ahead log that a checkpoint can lose, to the first without
MENDED = ((3, 44, 6), (3, 50, 7))  # versions between that have the repair


@dataclass(frozen=True, slots=True)
class Health:
    """How a library is, and how much room it has."""

    path: str
    there: bool
    format: int | None = None  # None: not known
    bytes: int = 0
    log_bytes: int = 0  # of the write-ahead log beside it
    reports: int | None = None
    readable: bool = False
    writable: bool = False
    writer: str = ""  # who is writing at this moment
    index: str = ""  # what the search index lacks; every word of it is `verify`'s to check
    free_bytes: int | None = 0  # where it lies; None for a server, which does not say
    temporary: str = ""  # the folder of passing files
    temporary_free_bytes: int = 0
    problem: str = ""  # why it cannot be worked with
    exit_code: int = 0


def health(path: str) -> Health:
    """Look at the library at `path`, which need not be there, and at the disk."""
    return _of_a_server(path) if is_server(path) else _of_a_file(path)


def _of_a_file(path: str) -> Health:
    library, folder = Path(path), Path(path).resolve().parent
    known = Health(
        path,
        library.exists(),
        writable=os.access(library if library.exists() else folder, os.W_OK) and os.access(folder, os.W_OK),
        free_bytes=_free(folder),
        temporary=tempfile.gettempdir(),
        temporary_free_bytes=_free(Path(tempfile.gettempdir())),
    )
    facts: dict[str, object] = {name: getattr(known, name) for name in Health.__dataclass_fields__}
    if not known.writable:
        facts |= {"problem": f"{path}: cannot be written; check the folder and its permissions", "exit_code": 6}
    for place, free in ((str(folder), _free(folder)), (known.temporary, known.temporary_free_bytes)):
        if free < LEAST_BYTES:
            facts |= {"problem": f"{place}: {free:,} bytes are free; {LEAST_BYTES:,} are needed at the least", "exit_code": 6}
    if known.there:
        facts |= _of_the_file(path)
    return Health(**facts)  # type: ignore[arg-type]


def _of_the_file(path: str) -> dict[str, object]:
    facts: dict[str, object] = {}
    with suppress(OSError):
        facts["bytes"] = Path(path).stat().st_size
        facts["format"] = int.from_bytes(header_of(path)[60:64], "big") if facts["bytes"] else None
    with suppress(OSError):
        facts["log_bytes"] = Path(f"{path}-wal").stat().st_size
    if facts.get("bytes") == 0:
        return facts  # an empty file becomes a library
    try:
        connection = connect_to_read(path, wait_seconds=0)
        try:
            with errors(path):
                facts["format"] = connection.execute("PRAGMA user_version").get
                facts["reports"] = connection.execute("SELECT count(*) FROM report").get
                facts["index"] = "; ".join(sorted({one.why for one in index_rows(connection)}))
        finally:
            disconnect(connection, path)
        facts |= {"readable": True, "writer": _writer(path)}
    except RashomonError as error:
        facts |= {"problem": str(error), "exit_code": error.exit_code}
        if isinstance(error, StoreError) and "brings it up to date" in error.todo:
            facts |= {"readable": True, "exit_code": 0}
    return facts


def _of_a_server(address: str) -> Health:
    from .on_server import OnServer

    temporary = tempfile.gettempdir()
    known = Health(shown(address), there=False, free_bytes=None, temporary=temporary, temporary_free_bytes=_free(Path(temporary)))
    try:
        shelf = OnServer(address, read_only=True)
        try:
            with shelf.errors():
                return replace(known, there=True, readable=True, **shelf.health())
        finally:
            shelf.close()
    except RashomonError as error:
        if isinstance(error, StoreError) and error.why == NONE_HERE:
            return known
        readable = isinstance(error, StoreError) and "brings it up to date" in error.todo
        return replace(known, there=True, readable=readable, problem=str(error), exit_code=0 if readable else error.exit_code)


def _writer(path: str) -> str:
    """Who is writing, "" for nobody: found by asking for the lock and giving it back."""
    import apsw

    with suppress(apsw.Error):  # it cannot be written to at all
        connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except apsw.BusyError:
            return holder(path)
        finally:
            connection.close()
    return ""


def _free(folder: Path) -> int:
    with suppress(OSError):
        return shutil.disk_usage(folder).free
    return 0


def loses_on_reset(version: str) -> bool:
    """Whether this SQLite can lose what a write-ahead log holds when two connections checkpoint and reset it at once."""
    numbers = tuple(int(part) for part in version.split(".")[:3])
    return WAL_RESET[0] <= numbers < WAL_RESET[1] and not any(numbers[:2] == one[:2] and numbers >= one for one in MENDED)
