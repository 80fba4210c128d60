"""A library in one SQLite file: its rows, and its words in FTS5."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..types import Report, Span
from . import sqlite
from .nouns import Damage, Hit
from .shelf import Row
from .sqlite import connect, connect_to_read, digest, disconnect, errors, writing

if TYPE_CHECKING:
    import apsw

WAIT_SECONDS = 5.0  # for another writer: a batch takes far less
OPEN, CLOSE = "\ue000\ue001", "\ue001\ue000"  # private marks that `highlight` puts around a hit


class InFile:
    """The shelf of a library that is a file; see `Shelf`."""

    noun = "file"

    def __init__(self, path: str, *, create: bool = True, read_only: bool = False, wait_seconds: float | None = None) -> None:
        wait = WAIT_SECONDS if wait_seconds is None else wait_seconds
        self.path, self.read_only = path, read_only
        self.backup: Path | str | None = None
        self.connection: apsw.Connection
        if read_only:
            self.connection = connect_to_read(path, wait_seconds=wait)
        else:
            self.connection, self.backup = connect(path, create=create, wait_seconds=wait)

    def close(self) -> None:
        disconnect(self.connection, self.path)

    def errors(self) -> AbstractContextManager[None]:
        return errors(self.path)

    def writing(self) -> AbstractContextManager[None]:
        return writing(self.connection, self.path)

    def put(self, table: str, rows: Sequence[tuple[str, str]]) -> None:
        sql = f"""INSERT INTO {table} (id, body, hash) VALUES (?, ?, ?)
                  ON CONFLICT (id) DO UPDATE SET body = excluded.body, hash = excluded.hash WHERE body <> excluded.body"""  # noqa: S608 - ours
        self.connection.executemany(sql, ((id, body, digest(table, id, body)) for id, body in rows))

    def index(self, reports: Sequence[Report]) -> None:
        """A trigger of the file does it."""

    def remove(self, table: str, ids: Sequence[str]) -> None:
        self.connection.executemany(f"DELETE FROM {table} WHERE id = ?", ((id,) for id in ids))  # noqa: S608 - our table names

    def get(self, table: str, id: str) -> str | None:
        body = self.connection.execute(f"SELECT body FROM {table} WHERE id = ?", (id,)).get  # noqa: S608 - our table names
        return None if body is None else str(body)

    def some(self, table: str, ids: Collection[str]) -> dict[str, str]:
        return {id: body for id in sorted(ids) if (body := self.get(table, id)) is not None}

    def ids(self, table: str) -> list[str]:
        return [str(id) for (id,) in self.connection.execute(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608 - our table names

    def bodies(self, table: str, order: str) -> Iterator[str]:
        for (body,) in self.connection.execute(f"SELECT body FROM {table} ORDER BY {order}"):  # noqa: S608 - our table names
            yield str(body or "")  # none only where the file is damaged

    def came_in(self, origin: str, raw_sha256: str) -> str | None:
        sql = "SELECT id FROM report WHERE json_extract(body, '$.raw_sha256') = ? AND json_extract(body, '$.path') = ?"
        found = self.connection.execute(sql, (raw_sha256, origin)).get
        return None if found is None else str(found)

    def stamp(self) -> tuple[int, int]:
        return int(self.connection.execute("PRAGMA data_version").get), self.connection.total_changes()

    def search(self, phrases: Sequence[str], limit: int) -> list[Hit]:
        sql = """SELECT report.id, highlight(words, 1, ?, ?), bm25(words, 4, 1) FROM words JOIN report ON report.number = words.rowid
                 WHERE words MATCH ? ORDER BY 3, 1 LIMIT ?"""
        wanted = " ".join(f'"{phrase}"' for phrase in phrases)
        rows = self.connection.execute(sql, (OPEN, CLOSE, wanted, limit)).fetchall()
        return [Hit(str(id), _marked(str(id), str(text)), float(str(rank))) for id, text, rank in rows]

    # --- looked at by `damage` -----------------------------------------------------------------

    @contextmanager
    def moment(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")

    def rows(self, table: str) -> Iterator[Row]:
        sql = f"SELECT number, CAST(id AS BLOB), CAST(body AS BLOB), hash FROM {table} ORDER BY number"  # noqa: S608 - our table names
        for row in self.connection.execute(sql):
            yield Row(*row)

    def structure(self) -> Iterator[Damage]:
        for (why,) in self.connection.execute("PRAGMA integrity_check"):
            if why != "ok":
                yield Damage("file", str(why))
        version = self.connection.execute("PRAGMA user_version").get
        if version != len(sqlite.MIGRATIONS):
            yield Damage("file", f"its format is {version}, not {len(sqlite.MIGRATIONS)}")

    def index_rows(self) -> Iterator[Damage]:
        return index_rows(self.connection)

    def index_words(self) -> Iterator[Damage]:
        return _words(self.connection)

    def is_damage(self, error: Exception) -> bool:
        import apsw

        machine = (apsw.BusyError, apsw.LockedError, apsw.FullError, apsw.IOError, apsw.NoMemError)
        return isinstance(error, (apsw.Error, ValueError)) and not isinstance(error, machine)


def index_rows(connection: apsw.Connection) -> Iterator[Damage]:
    """Every report has its entry in the search index, and every entry its report."""
    for (number,) in connection.execute("SELECT number FROM report EXCEPT SELECT id FROM words_docsize"):
        yield Damage(f"report in row {number}", "is not in the search index")
    for (number,) in connection.execute("SELECT id FROM words_docsize EXCEPT SELECT number FROM report"):
        yield Damage(f"report in row {number}", "is in the search index, but gone")


def _words(connection: apsw.Connection) -> Iterator[Damage]:
    """Every word of every report stands in the search index, and no other.

    The check is an INSERT to SQLite, so where nothing can be written a copy is checked.
    """
    import apsw

    if connection.readonly("main"):
        copy = apsw.Connection("")  # on disk, and gone when it is closed
        try:
            with copy.backup("main", connection, "main") as backup:
                backup.step()
            yield from _words(copy)
        finally:
            copy.close()
        return
    try:
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except (apsw.CorruptError, apsw.SQLError) as error:
        yield Damage("search index", f"does not fit the reports: {error}")


def _marked(report: str, text: str) -> tuple[Span, ...]:
    """The spans between the marks, in offsets of the text without them."""
    spans, shift = [], 0
    for found in re.finditer(f"{OPEN}(.*?){CLOSE}", text, re.DOTALL):
        start = found.start() - shift
        spans.append(Span(report, start, start + len(found[1])))
        shift += len(OPEN) + len(CLOSE)
    return tuple(spans)
