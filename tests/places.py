"""Where the library of a test lies: a file, or a schema on a server; and what another program, or a bug, could do to it there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import apsw
import msgspec
import pytest

from rashomon.store.sqlite import TABLES, digest
from tests.databases import NONE_HERE, Server, available

KINDS = ("file", "server")


class Place(Protocol):
    """Where one library lies, or will."""

    kind: str
    address: str

    def state(self) -> object:
        """All that lies there."""

    def put(self, table: str, id: str, body: object, *, new: bool = False) -> None:
        """Put another body into a row, with the hash that fits, as a bug of ours would; `new`: make the row."""

    def alter(self, sql: str) -> None:
        """What another program does."""


@dataclass
class InFile:
    """A place of its own on the disk."""

    path: Path
    kind = "file"

    @property
    def address(self) -> str:
        return str(self.path)

    def state(self) -> object:
        return self.path.read_bytes()

    def put(self, table: str, id: str, body: object, *, new: bool = False) -> None:
        connection, raw = apsw.Connection(self.address), msgspec.json.encode(body).decode()
        values = {"id": id, "body": raw, "hash": digest(table, id, raw)}
        made = f"INSERT INTO {table} (id, body, hash) VALUES (:id, :body, :hash)"  # noqa: S608 - ours
        changed = f"UPDATE {table} SET body = :body, hash = :hash WHERE id = :id"  # noqa: S608 - ours
        connection.execute(made if new else changed, values)
        assert connection.changes() == 1
        connection.close()

    def alter(self, sql: str) -> None:
        connection = apsw.Connection(self.address)
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        connection.execute(sql)
        connection.close()


@dataclass
class OnServer:
    """A schema of its own."""

    server: Server
    schema: str
    kind = "server"

    @property
    def address(self) -> str:
        return self.server.address(self.schema)

    def run(self, sql: str, **values: object) -> list[list[Any]]:
        return self.server.run(sql, schema=self.schema, **values)

    def state(self) -> object:
        sql = "SELECT ctid::text, xmin::text, * FROM {} ORDER BY 1"
        return [self.run(sql.format(table)) for table in (*TABLES, "library", "lookup")]

    def put(self, table: str, id: str, body: object, *, new: bool = False) -> None:
        raw = msgspec.json.encode(body).decode()
        made = f"INSERT INTO {table} SELECT max(number) + 1, :id, :body, :hash FROM {table} RETURNING 1"  # noqa: S608 - ours
        changed = f"UPDATE {table} SET body = :body, hash = :hash WHERE id = :id RETURNING 1"  # noqa: S608 - ours
        assert self.run(made if new else changed, id=id.encode(), body=raw, hash=digest(table, id, raw)) == [[1]]

    def alter(self, sql: str) -> None:
        self.run(sql)


def place_of(kind: str, folder: Path, request: pytest.FixtureRequest) -> Place:
    """A place of this kind with nothing in it."""
    if kind == "file":
        return InFile(folder / "library.db")
    if not available():
        pytest.skip(NONE_HERE)
    database: Server = request.getfixturevalue("database")
    return OnServer(database, f"library_{next(database.numbers)}")
