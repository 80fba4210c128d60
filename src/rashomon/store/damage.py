"""What in a library is not as it was written: structure, hashes, the search index, and lines that belong together.

`integrity_check` sees broken pages but passed 477 of 500 single bits flipped inside rows; the hash of
each row sees those; what rows say about each other (`agreement`) sees rows that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from .agreement import disagreements
from .nouns import Damage
from .sqlite import MIGRATIONS, TABLES, digest

if TYPE_CHECKING:
    import apsw

    Look = Callable[[apsw.Connection], Iterator[Damage]]

NEVER_SHRINK = frozenset({"entry", "judgement", "primary_source", "report", "version", "watched"})


def find_damage(connection: apsw.Connection) -> list[Damage]:
    """All damage, one line a row or a page; what stops one look does not stop the next.

    All looks see the same moment, whatever is written meanwhile; the search index is checked against its own.
    """
    found: list[Damage] = []
    connection.execute("BEGIN")
    try:
        looks: list[Look] = [_structure, *(partial(_rows, table=table) for table in TABLES), disagreements, index_rows]
        for look in looks:
            found += _seen(look, connection)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return list(dict.fromkeys([*found, *_seen(_words, connection)]))


def _seen(look: Look, connection: apsw.Connection) -> Iterator[Damage]:
    """What a look finds, and what stopped it."""
    import apsw

    try:
        yield from look(connection)
    except (apsw.BusyError, apsw.LockedError, apsw.FullError, apsw.IOError, apsw.NoMemError):
        raise  # no damage, but the machine
    except (apsw.Error, ValueError) as error:
        yield Damage("file", f"cannot be read: {error}")


def _structure(connection: apsw.Connection) -> Iterator[Damage]:
    for (why,) in connection.execute("PRAGMA integrity_check"):
        if why != "ok":
            yield Damage("file", str(why))
    version = connection.execute("PRAGMA user_version").get
    if version != len(MIGRATIONS):
        yield Damage("file", f"its format is {version}, not {len(MIGRATIONS)}")


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


def _rows(connection: apsw.Connection, table: str) -> Iterator[Damage]:
    sql = f"SELECT number, CAST(id AS BLOB), CAST(body AS BLOB), hash FROM {table} ORDER BY number"  # noqa: S608 - our table names
    for place, (number, id, body, written) in enumerate(connection.execute(sql), 1):
        if id is None or body is None:
            yield Damage(f"{table} in row {number}", "has no key or no content")
            continue
        name = id.decode("utf-8", "backslashreplace")
        if digest(table, name, body.decode("utf-8", "backslashreplace")) != written:
            yield Damage(f"{table} {name}", f"row {number} is not as it was written")
        elif number != place and table in NEVER_SHRINK:
            yield Damage(f"{table} {name}", f"is row {place} but was written as row {number}: rows are gone")
            return
