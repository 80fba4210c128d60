"""Whether a file is a library we may open, and how it is opened, migrated and shared.

The header of the file is read before SQLite is: a damaged, foreign or newer file is refused without a
byte of it changing, and until a file is accepted nothing of its write-ahead log is moved into it. One writer
at a time; who waits longer than `wait_seconds` is told who writes. Who only reads opens a connection that
cannot write, whatever it is asked; it works beside a writer and on a disk that is read-only.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING
from urllib.parse import quote
from weakref import WeakKeyDictionary

from ..errors import MachineError, ReadOnlyLibrary, StoreError
from .holder import holder
from .log import commits_in, lost_commits
from .migrating import back_up, link, sync

if TYPE_CHECKING:
    import apsw

APPLICATION = 0x52534D4E  # "RSMN"
MEMORY = ":memory:"  # the path of a library that ends with the program
HEADER = 100  # bytes
LEAST_BYTES = 1_000_000  # of free disk below which nothing is worth beginning: a batch of short reports and the log it goes through
NONE_HERE = "there is no library here"
RECOVER = "move it aside and run `rashomon read` again; `sqlite3 FILE .recover` saves what it can, decisions included"

MIGRATIONS: tuple[str, ...] = (  # the n-th brings a library from version n to n + 1; never changed once released
    """
    CREATE TABLE report (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL,
        text TEXT GENERATED ALWAYS AS (json_extract(body, '$.text')) VIRTUAL,
        headline TEXT GENERATED ALWAYS AS (substr(json_extract(body, '$.text'), json_extract(body, '$.headline.start') + 1,
            json_extract(body, '$.headline.end') - json_extract(body, '$.headline.start'))) VIRTUAL) STRICT;
    CREATE TABLE entry (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE judgement (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE event (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE redirect (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE VIRTUAL TABLE words USING fts5 (headline, text, content='report', content_rowid='number',
        tokenize='unicode61 remove_diacritics 2');
    CREATE TRIGGER report_words AFTER INSERT ON report BEGIN
        INSERT INTO words (rowid, headline, text) VALUES (new.number, new.headline, new.text);
    END;
    """,
    """
    CREATE TABLE primary_source (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    """,
    """
    CREATE INDEX report_raw ON report (json_extract(body, '$.raw_sha256'), json_extract(body, '$.path'));
    """,
    """
    CREATE TABLE watched (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    CREATE TABLE version (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
    """,
)
_OPENING = RLock()  # one at a time in this process
_OPEN: WeakKeyDictionary[apsw.Connection, tuple[int, int]] = WeakKeyDictionary()  # what is open here -> which file
TABLES = ("entry", "event", "judgement", "primary_source", "redirect", "report", "version", "watched")


def digest(table: str, id: str, body: str) -> bytes:
    """The hash of a row: over its table, its key and its content."""
    return blake2b(f"{table}\0{id}\0{body}".encode(), digest_size=16).digest()


def connect(path: str, *, create: bool, wait_seconds: float) -> tuple[apsw.Connection, Path | None]:
    """The library at `path`, made or migrated where needed, and where it lies as it was if so; StoreError or MachineError."""
    import apsw

    with errors(path), _OPENING:
        if path != MEMORY and not _is_library(path, create=create):
            _create(path)
        commits = commits_in(path)
        connection = apsw.Connection(path)
        try:
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            connection.set_busy_timeout(round(wait_seconds * 1000))
            connection.execute("PRAGMA user_version").get  # noqa: B018 - reads the log
            _refuse_lost(path, lost_commits(connection, path, commits))
            backup = _migrate(connection, path)
            connection.execute("PRAGMA journal_mode = wal")
            connection.execute("PRAGMA synchronous = full")
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
        except BaseException:
            connection.close()
            raise
        _OPEN[connection] = _identity(path)
    return connection, backup


def connect_to_read(path: str, *, wait_seconds: float) -> apsw.Connection:
    """Open the library at `path` so that nothing can be written to it; StoreError or MachineError."""
    import apsw

    with errors(path), _OPENING:
        if not _is_library(path, create=False):
            raise StoreError(path, NONE_HERE, "make one with `rashomon read PATH... --library FILE`")
        commits = commits_in(path)
        connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
        try:
            connection.set_busy_timeout(round(wait_seconds * 1000))
            try:
                version = int(connection.execute("PRAGMA user_version").get)
            except (apsw.CantOpenError, apsw.ReadOnlyError):  # SQLite can put no index of the log into this folder
                if commits:
                    raise
                connection.close()  # no log: the file itself is all there is, and nobody can write to it here
                connection = apsw.Connection(f"file:{quote(path)}?immutable=1", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
                version = int(connection.execute("PRAGMA user_version").get)
            _refuse_newer(path, version)
            _refuse_older(path, version)
            _refuse_lost(path, lost_commits(connection, path, commits))
            connection.execute("PRAGMA query_only = on")
        except BaseException:
            connection.close()
            raise
        _OPEN[connection] = _identity(path)
    return connection


def disconnect(connection: apsw.Connection, path: str) -> None:
    """Let go of a library; twice is allowed."""
    with errors(path), _OPENING:
        connection.close()
        _OPEN.pop(connection, None)


def header_of(path: str) -> bytes:
    """The first bytes of a file; none where this process has it open as a library.

    Closing a file drops every lock that the process holds on it: another program would take itself for the last
    one and remove the log from under us, and what we write after that would be lost.
    """
    if _identity(path) in _OPEN.values():
        return b""
    with Path(path).open("rb") as file:
        return file.read(HEADER)


def _identity(path: str) -> tuple[int, int]:
    try:
        known = Path(path).stat()
    except (OSError, ValueError):
        return 0, 0
    return known.st_dev, known.st_ino


@contextmanager
def errors(path: str) -> Iterator[None]:
    """What SQLite reports, in the words of our tree."""
    import apsw
    from msgspec import DecodeError

    began = time.monotonic()
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        why = f"{holder(path)} is writing to this library, still after {time.monotonic() - began:.1f} seconds"
        raise StoreError(path, why, "try again when it has finished") from error
    except apsw.FullError as error:
        raise MachineError(
            f"{path}: the disk is full; {_free(path)}; free some and run the command again, what is stored stays stored"
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError) as error:
        raise MachineError(f"{path}: cannot be written ({error}); check the folder and its permissions") from error
    except (apsw.IOError, apsw.NoMemError) as error:
        raise MachineError(
            f"{path}: the machine failed ({error}), or the disk is full; {_free(path)}; what is stored stays stored"
        ) from error
    except (apsw.ConnectionClosedError, apsw.MisuseError, apsw.ThreadingViolationError):
        raise
    except (apsw.Error, DecodeError, UnicodeDecodeError) as error:  # every statement here is ours: what fails otherwise is the file
        raise StoreError(path, f"the library is damaged ({error})", RECOVER) from error


def _free(path: str) -> str:
    """What there is of space, and what is needed at the least."""
    need = max(Path(path).stat().st_size // 10, LEAST_BYTES) if Path(path).exists() else LEAST_BYTES
    try:
        disk = os.statvfs(Path(path).resolve().parent)
    except OSError:
        return f"{need:,} bytes are needed"
    return f"{disk.f_bavail * disk.f_frsize:,} bytes are free, {need:,} are needed at the least"


@contextmanager
def writing(connection: apsw.Connection, path: str) -> Iterator[None]:
    """One transaction of the one writer: all of it or nothing, durable at the end; one inside another is part of it."""
    if connection.in_transaction:
        yield
        return
    if connection.readonly("main"):
        raise ReadOnlyLibrary(path)
    with errors(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _is_library(path: str, *, create: bool) -> bool:
    """Whether there is a library; False where there is nothing yet, StoreError where there is something else."""
    try:
        mode = Path(path).stat().st_mode
        if not stat.S_ISREG(mode):
            raise StoreError(path, "not a regular file", "name another file with --library")
        header, size = header_of(path), Path(path).stat().st_size
    except FileNotFoundError:
        if not create:
            raise StoreError(path, NONE_HERE, "make one with `rashomon read PATH... --library FILE`") from None
        return False
    except (OSError, ValueError) as error:
        raise MachineError(f"{path}: cannot be opened ({error}); check the folder and its permissions") from error
    if not header:
        return bool(size)  # open here already, and looked at then
    if len(header) < HEADER or not header.startswith(b"SQLite format 3\0"):
        raise StoreError(
            path, "not a Rashomon library, or its first bytes are damaged", "name another file with --library, or restore a copy"
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise StoreError(path, "a database of another program", "name another file with --library")
    _refuse_newer(path, int.from_bytes(header[60:64], "big"))
    page = int.from_bytes(header[16:18], "big")
    if size < int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page) and not Path(f"{path}-wal").exists():
        raise StoreError(path, "the library is damaged (the file ends early)", RECOVER)
    return True


def _refuse_newer(path: str, version: int) -> None:
    if version > len(MIGRATIONS):
        why = f"made by a newer version of Rashomon (its format is {version}, this one knows {len(MIGRATIONS)})"
        raise StoreError(path, why, "update rashomon")


def _refuse_lost(path: str, commits: int) -> None:
    if commits:
        why = f"the log beside it, {path}-wal, is damaged: {commits} commits in it cannot be read"
        raise StoreError(path, why, "restore a copy of both; with the log moved aside, the library opens as it was before them")


def _refuse_older(path: str, version: int) -> None:
    if version < len(MIGRATIONS):
        why = f"its format is {version}, this version of Rashomon reads {len(MIGRATIONS)}"
        raise StoreError(path, why, f"`rashomon ledger --library {path}` brings it up to date, once, and keeps a copy")


def _create(path: str) -> None:
    """Make an empty library under another name and link it into place: it appears whole or not at all, and once."""
    import apsw

    draft = Path(f"{path}.{os.getpid()}.new")
    try:
        draft.unlink(missing_ok=True)
        connection = apsw.Connection(str(draft))
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            _migrate(connection, path)
        finally:
            connection.close()
        if Path(path).exists():  # an empty file, such as mktemp leaves
            draft.replace(path)
            sync(Path(path).parent)
        else:
            link(draft, Path(path))  # where another program was first, its library is the library
    except OSError as error:
        raise MachineError(f"{path}: cannot be made ({error.strerror or error}); check the folder and its permissions") from error
    finally:
        with suppress(OSError):  # where nothing can be written, nothing was
            draft.unlink(missing_ok=True)


def _migrate(connection: apsw.Connection, path: str) -> Path | None:
    """Bring the schema to the present, all steps or none; what there was before is copied first, and where to is returned."""
    version = int(connection.execute("PRAGMA user_version").get)
    _refuse_newer(path, version)
    if version == len(MIGRATIONS):
        return None
    try:
        backup = back_up(connection, path, version) if version and path != MEMORY else None
    except OSError as error:
        raise MachineError(
            f"{path}: no copy of it can be kept ({error}), so it is left in its old format; check the folder and the disk"
        ) from error
    with writing(connection, path):
        version = int(connection.execute("PRAGMA user_version").get)  # another program may have been first
        for step in MIGRATIONS[version:]:
            connection.execute(step)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    return backup
