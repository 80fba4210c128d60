"""What in a library is not as it was written: structure, hashes, and lines that belong together.

`integrity_check` sees broken pages but passed 477 of 500 single bits flipped inside rows; the hash of
each row sees those; the counts at the end see rows that are gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .nouns import Damage, Entry
from .sqlite import MIGRATIONS, TABLES, digest

if TYPE_CHECKING:
    import apsw

NEVER_SHRINK = frozenset({"entry", "judgement", "primary_source", "report", "version", "watched"})


def find_damage(connection: apsw.Connection) -> list[Damage]:
    """All damage, one line a row or a page; what stops one look does not stop the next."""
    import apsw

    found: list[Damage] = []
    looks = [_structure(connection), _words(connection), *(_rows(connection, table) for table in TABLES), _belonging(connection)]
    for look in looks:
        try:
            found += look
        except (apsw.CorruptError, apsw.NotADBError, apsw.SQLError, ValueError) as error:
            found.append(Damage("file", f"cannot be read: {error}"))
    return list(dict.fromkeys(found))


def _structure(connection: apsw.Connection) -> Iterator[Damage]:
    for (why,) in connection.execute("PRAGMA integrity_check"):
        if why != "ok":
            yield Damage("file", str(why))
    version = connection.execute("PRAGMA user_version").get
    if version != len(MIGRATIONS):
        yield Damage("file", f"its format is {version}, not {len(MIGRATIONS)}")


def _words(connection: apsw.Connection) -> Iterator[Damage]:
    import apsw

    try:
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except (apsw.CorruptError, apsw.SQLError) as error:
        yield Damage("search index", f"does not fit the reports: {error}")


def _rows(connection: apsw.Connection, table: str) -> Iterator[Damage]:
    sql = f"SELECT number, CAST(id AS BLOB), CAST(body AS BLOB), hash FROM {table} ORDER BY number"  # noqa: S608 - our table names
    for place, (number, id, body, written) in enumerate(connection.execute(sql), 1):
        name = id.decode("utf-8", "backslashreplace")
        if digest(table, name, body.decode("utf-8", "backslashreplace")) != written:
            yield Damage(f"{table} {name}", f"row {number} is not as it was written")
        elif number != place and table in NEVER_SHRINK:
            yield Damage(f"{table} {name}", f"is row {place} but was written as row {number}: rows are gone")
            return


def _belonging(connection: apsw.Connection) -> Iterator[Damage]:
    import msgspec

    reports = {id for (id,) in connection.execute("SELECT id FROM report")}
    entries = [msgspec.json.decode(body, type=Entry) for (body,) in connection.execute("SELECT body FROM entry")]
    stored = {entry.report for entry in entries if entry.report is not None}
    for id in sorted(stored - reports):
        yield Damage(f"report {id}", "the ledger says it is stored, but it is gone")
    for id in sorted(reports - stored):
        yield Damage(f"report {id}", "no ledger line says where it came from")
