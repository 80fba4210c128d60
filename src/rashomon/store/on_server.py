"""A library in a schema on a PostgreSQL server, for teams that share one: its rows, and its words in an index of numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, cast

from ..errors import ReadOnlyLibrary
from ..types import Report
from . import words
from .address import parsed
from .nouns import Damage, Hit
from .postgres import Session, array, begin, code_of, lock_of
from .schema import FORMAT, made_ready, must_be_ready, must_be_writable
from .shelf import Row
from .sqlite import digest

WAIT_SECONDS = 60.0  # for other writers: twenty at once, each with a batch
PAGE = 500  # rows that are asked for at a time
GROWS = frozenset({"entry", "primary_source", "report"})  # without end; their rows stay, so that pages of them are of one moment
K1, B = 1.2, 0.75  # of bm25, as in FTS5
LOOK = "looking"  # the name of a savepoint
HEADLINE = 4  # what a word of the headline weighs, as in the file


class OnServer:
    """The shelf of a library that is a schema; see `Shelf`."""

    noun = "database"

    def __init__(self, address: str, *, create: bool = True, read_only: bool = False, wait_seconds: float | None = None) -> None:
        where, password = parsed(address)
        self.path, self.read_only = where.shown, read_only
        self.backup: Path | str | None = None
        self.session = Session(where, password, read_only=read_only, wait_seconds=WAIT_SECONDS if wait_seconds is None else wait_seconds)
        try:
            with self.errors():
                if read_only:
                    must_be_ready(self.session)
                else:
                    self.backup = made_ready(self.session, create=create)
                    must_be_writable(self.session)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self.session.close()

    def errors(self) -> AbstractContextManager[None]:
        return self.session.errors(self._writer)

    def _writer(self) -> str:
        with suppress(Exception):  # it is asked in the middle of an error, which is what must be told
            return writer(self.session) or "another program"
        return "another program"

    @contextmanager
    def writing(self) -> Iterator[None]:
        with self.session.lock:
            if self.session.inside:
                yield
                return
            if self.read_only:
                raise ReadOnlyLibrary(self.path)
            with self.errors(), self.session.transaction(begin(self.session.address)):
                yield

    def put(self, table: str, rows: Sequence[tuple[str, str]]) -> None:
        """One question however many rows there are. Rows of new keys are numbered first, so that no number is left out."""
        sql = f"""INSERT INTO {table} (number, id, body, hash)
                  SELECT (SELECT coalesce(max(number), 0) FROM {table})
                      + row_number() OVER (ORDER BY EXISTS (SELECT FROM {table} AS old WHERE old.id = new.id), place), id, body, hash
                  FROM unnest((:ids)::bytea[], (:bodies)::text[], (:hashes)::bytea[]) WITH ORDINALITY AS new (id, body, hash, place)
                  ON CONFLICT (id) DO UPDATE SET body = excluded.body, hash = excluded.hash WHERE {table}.body <> excluded.body"""  # noqa: S608 - ours
        hashes = array(digest(table, id, body) for id, body in rows)
        self.session.run(sql, ids=array(id.encode() for id, _ in rows), bodies=array(body for _, body in rows), hashes=hashes)

    def index(self, reports: Sequence[Report]) -> None:
        if not reports:
            return
        sql = """INSERT INTO lookup (number, came, headline, text, size, terms)
                 SELECT number, came, headline, text, size, terms::int[] FROM report
                 JOIN unnest((:ids)::bytea[], (:came)::bytea[], (:headline)::text[], (:text)::text[], (:size)::int[], (:terms)::text[])
                     AS new (id, came, headline, text, size, terms) USING (id)"""
        rows = [words.lookup(report) for report in reports]
        columns = {name: array(getattr(row, name) for row in rows) for name in words.Lookup._fields}
        self.session.run(sql, ids=array(report.id.encode() for report in reports), **columns)

    def remove(self, table: str, ids: Sequence[str]) -> None:
        if ids:
            self.session.run(f"DELETE FROM {table} WHERE id = ANY((:ids)::bytea[])", ids=array(id.encode() for id in ids))  # noqa: S608 - our table names

    def get(self, table: str, id: str) -> str | None:
        rows = self.session.run(f"SELECT body FROM {table} WHERE id = :id", id=id.encode())  # noqa: S608 - our table names
        return str(rows[0][0]) if rows else None

    def some(self, table: str, ids: Collection[str]) -> dict[str, str]:
        sql = f"SELECT id, body FROM {table} WHERE id = ANY((:ids)::bytea[])"  # noqa: S608 - our table names
        rows = self.session.run(sql, ids=array(id.encode() for id in sorted(ids))) if ids else []
        return {_bytes(id).decode(): str(body) for id, body in rows}

    def ids(self, table: str) -> list[str]:
        return [_bytes(id).decode() for (id,) in self.session.run(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608 - our table names

    def bodies(self, table: str, order: str) -> Iterator[str]:
        sql = f"SELECT body FROM {table} ORDER BY {order}"  # noqa: S608 - our table names
        for row in self._paged("body", table, order) if table in GROWS else self.session.run(sql):
            yield str(row[-1])

    def came_in(self, origin: str, raw_sha256: str) -> str | None:
        sql = "SELECT id FROM report JOIN lookup USING (number) WHERE came = :came ORDER BY number LIMIT 1"
        rows = self.session.run(sql, came=words.came(origin, raw_sha256))
        return _bytes(rows[0][0]).decode() if rows else None

    def stamp(self) -> tuple[int, int]:
        return int(str(self.session.run("SELECT stamp FROM library")[0][0])), 0

    def search(self, phrases: Sequence[str], limit: int) -> list[Hit]:
        import msgspec

        wanted = [some for phrase in phrases if (some := words.words(phrase))]
        if not wanted:
            return []
        values: dict[str, object] = {"limit": limit}
        for n, some in enumerate(wanted):
            values |= {f"phrase{n}": words.folded(some), f"terms{n}": words.terms(some)}
        found = []
        for id, body, rank in self.session.run(_ranked(len(wanted)), **values):
            text = msgspec.json.decode(str(body), type=Report).text
            name = _bytes(id).decode()
            found.append(Hit(name, words.spans(name, text, wanted), float(str(rank))))
        return found

    def _paged(self, columns: str, table: str, key: str) -> Iterator[list[object]]:
        """The key and some columns of the rows that there are now, by the key, some at a time; other questions may come between."""
        ((last,),) = self.session.run(f"SELECT coalesce(max(number), 0) FROM {table}")  # noqa: S608 - our table names
        sql = f"SELECT {key}, {columns} FROM {table} WHERE number <= :last {{}} ORDER BY {key} LIMIT {PAGE}"  # noqa: S608 - likewise
        rows = self.session.run(sql.format(""), last=last)
        while rows:
            yield from rows
            rows = self.session.run(sql.format(f"AND {key} > :after"), last=last, after=rows[-1][0]) if len(rows) == PAGE else []

    # --- looked at by `damage` -----------------------------------------------------------------

    @contextmanager
    def moment(self) -> Iterator[None]:
        with self.session.transaction(f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SAVEPOINT {LOOK}"):
            yield

    def rows(self, table: str) -> Iterator[Row]:
        for number, id, body, written in self._paged("id, body, hash", table, "number"):
            yield Row(int(str(number)), _bytes(id), str(body).encode(), _bytes(written))

    def structure(self) -> Iterator[Damage]:
        for (known,) in self.session.run("SELECT format FROM library"):
            if known != FORMAT:
                yield Damage(self.noun, f"its format is {known}, not {FORMAT}")

    def index_rows(self) -> Iterator[Damage]:
        for (number,) in self.session.run("SELECT number FROM report EXCEPT SELECT number FROM lookup ORDER BY 1"):
            yield Damage(f"report in row {number}", "is not in the search index")
        for (number,) in self.session.run("SELECT number FROM lookup EXCEPT SELECT number FROM report ORDER BY 1"):
            yield Damage(f"report in row {number}", "is in the search index, but gone")

    def index_words(self) -> Iterator[Damage]:
        import msgspec

        columns = "body, came, headline, text, size, terms::text"
        with self.moment():
            for number, body, *lies in self._paged(columns, "report JOIN lookup USING (number)", "number"):
                try:
                    report = msgspec.json.decode(str(body), type=Report)
                except msgspec.DecodeError:
                    continue  # the look that reads rows says so
                if list(words.lookup(report)) != lies:
                    yield Damage("search index", f"does not fit the report in row {number}")

    def health(self) -> dict[str, Any]:
        """What `doctor` asks, as the fields of `Health`."""
        sql = """SELECT format, (SELECT count(*) FROM report), has_table_privilege('report', 'INSERT') AND NOT pg_is_in_recovery(),
                 (SELECT sum(pg_total_relation_size(oid)) FROM pg_class
                  WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace),
                 current_setting('fsync') FROM library"""
        ((known, reports, writable, size, synced),) = self.session.run(sql)
        facts = {"format": known, "reports": reports, "writable": writable, "bytes": int(str(size)), "writer": writer(self.session)}
        facts["index"] = "; ".join(sorted({one.why for one in self.index_rows()}))
        if synced != "on":
            facts["problem"] = f"{self.path}: its server is set to fsync={synced}: what it says is kept can be lost with the power"
        return facts

    def is_damage(self, error: Exception) -> bool:
        from pg8000.exceptions import DatabaseError

        found = isinstance(error, DatabaseError) and code_of(error)[:2] in ("XX", "22", "42")
        if found and self.session.inside:
            self.session.run(f"ROLLBACK TO SAVEPOINT {LOOK}")  # else the server answers nothing more of this moment
        return found or isinstance(error, ValueError)


def writer(session: Session) -> str:
    """Who holds the lock of the one writer, as far as the server says; "" for nobody."""
    sql = f"""SELECT a.pid, a.usename::text, a.application_name, coalesce(host(a.client_addr), 'the server itself')
              FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid) JOIN pg_database AS d ON d.oid = l.database
              WHERE d.datname = current_database() AND locktype = 'advisory' AND objsubid = 1 AND granted
              AND ((classid::bigint << 32) | objid::bigint) = {lock_of(session.address)}"""  # noqa: S608 - our own expression
    for pid, user, name, at in session.run(sql):
        return f"{name or 'another program'} (user {user} at {at}, process {pid} of the server)"
    return ""


def _ranked(phrases: int) -> str:
    """The statement that finds and ranks: bm25 as FTS5 reckons it, over the reports that hold every phrase."""
    hits, joins, parts = [], [], []
    for n in range(phrases):
        often = "greatest(cardinality(string_to_array({0}, :phrase{1})) - 1, 0)"
        hits.append(
            f"""hit{n} AS MATERIALIZED (SELECT * FROM (
                SELECT number, ({HEADLINE} * {often.format("headline", n)} + {often.format("text", n)})::float8 AS often
                FROM lookup WHERE terms @> (:terms{n})::int[] OFFSET 0) AS found WHERE often > 0),
            idf{n} AS (SELECT CASE WHEN n > 2 * hits THEN ln((n - hits + 0.5) / (hits + 0.5)) ELSE 1e-6 END AS idf
                FROM whole, (SELECT count(*)::float8 AS hits FROM hit{n}) AS found)"""  # noqa: S608 - our own names; values are bound
        )
        joins.append(f"JOIN hit{n} USING (number) CROSS JOIN idf{n}")
        parts.append(f"idf{n}.idf * hit{n}.often * {K1 + 1} / (hit{n}.often + {K1} * ({1 - B} + {B} * size / mean))")
    return f"""WITH whole AS (SELECT count(*)::float8 AS n, avg(size)::float8 AS mean FROM lookup), {", ".join(hits)}
        SELECT report.id, report.body, -({" + ".join(parts)}) AS rank
        FROM report JOIN lookup USING (number) {" ".join(joins)} CROSS JOIN whole ORDER BY rank, report.id LIMIT :limit"""  # noqa: S608 - ours


def _bytes(value: object) -> bytes:
    return cast("bytes", value)
