"""Whether a schema on a server is a library we may open, and how it is made and brought to the present format."""

from __future__ import annotations

from ..errors import MachineError, StoreError
from .postgres import Session, begin
from .sqlite import MIGRATIONS, NONE_HERE

FORMAT = len(MIGRATIONS)  # formats go by the same numbers as those of files
APPLICATION = "rashomon library"
FIRST = ("entry", "event", "judgement", "primary_source", "redirect", "report", "version", "watched")  # tables of format 4
TABLE = """
CREATE TABLE {0} (number bigint PRIMARY KEY, id bytea NOT NULL UNIQUE, body text COLLATE "C" NOT NULL, hash bytea NOT NULL);
"""
STAMPED = """
CREATE TRIGGER kept AFTER INSERT OR UPDATE ON {0} FOR EACH ROW EXECUTE FUNCTION written();
CREATE TRIGGER removed AFTER DELETE OR TRUNCATE ON {0} FOR EACH STATEMENT EXECUTE FUNCTION written();
"""
STEPS: dict[int, str] = {  # what brings a schema to a format from the one before, the first from nothing; never changed once released
    4: f"""
    CREATE TABLE library (application text NOT NULL, format int NOT NULL, stamp bigint NOT NULL);
    INSERT INTO library VALUES ('{APPLICATION}', 4, 0);
    {"".join(map(TABLE.format, FIRST))}
    CREATE TABLE lookup (number bigint PRIMARY KEY, came bytea NOT NULL, headline text COLLATE "C" NOT NULL,
        text text COLLATE "C" NOT NULL, size int NOT NULL, terms int[] NOT NULL);
    ALTER TABLE lookup ALTER text SET STORAGE EXTERNAL;
    CREATE INDEX lookup_came ON lookup (came);
    CREATE INDEX lookup_terms ON lookup USING gin (terms);
    CREATE FUNCTION written() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        EXECUTE format('UPDATE %I.library SET stamp = txid_current() WHERE stamp <> txid_current()', TG_TABLE_SCHEMA);
        RETURN NULL;
    END $$;
    {"".join(map(STAMPED.format, (*FIRST, "lookup")))}
    """,  # noqa: S608 - our own names
}


def made_ready(session: Session, *, create: bool) -> str | None:
    """Make the library or bring it to the present format where needed; where it lies as it was if so."""
    if _format(session) == FORMAT:
        return None
    with session.transaction(begin(session.address)):
        found = _format(session)  # another program may have been first
        if found is None:
            if not create:
                raise _none_here(session)
            if not _has_schema(session):
                session.run(f"CREATE SCHEMA {session.address.schema}")
        elif found == FORMAT:
            return None
        backup = _backed_up(session, found) if found else None
        for new, step in sorted(STEPS.items()):
            if new > (found or 0):
                session.run(step)
        session.run("UPDATE library SET format = :new", new=FORMAT)
        return backup


def must_be_ready(session: Session) -> None:
    """StoreError where there is no library of the present format."""
    found = _format(session)
    if found is None:
        raise _none_here(session)
    if found < FORMAT:
        why = f"its format is {found}, this version of Rashomon reads {FORMAT}"
        raise StoreError(
            session.address.shown, why, f"`rashomon ledger --library {session.address.shown}` brings it up to date, once, and keeps a copy"
        )


def must_be_writable(session: Session) -> None:
    """MachineError where nothing can be kept, before somebody tries."""
    sql = "SELECT has_table_privilege('report', 'INSERT'), current_setting('transaction_read_only')"
    ((allowed, reads),) = session.run(sql)
    if not allowed or reads == "on":
        why = "the server is one to read from" if reads == "on" else f"{session.address.user} may not write to it"
        raise MachineError(f"{session.address.shown}: cannot be written ({why}); name the server and the user that can")


def _format(session: Session) -> int | None:
    """The format of the library; None where there is nothing yet, StoreError where there is something else or newer."""
    shown, schema = session.address.shown, session.address.schema
    tables = {str(name) for (name,) in session.run("SELECT tablename::text FROM pg_tables WHERE schemaname = :schema", schema=schema)}
    if not tables:
        return None
    rows = session.run("SELECT application, format FROM library") if {"library", "lookup"} <= tables else []
    if not rows or rows[0][0] != APPLICATION:
        raise StoreError(shown, f"the schema {schema} is of another program", "name another with ?schema=")
    found = int(str(rows[0][1]))
    if found > FORMAT:
        why = f"made by a newer version of Rashomon (its format is {found}, this one knows {FORMAT})"
        raise StoreError(shown, why, "update rashomon")
    return found


def _has_schema(session: Session) -> bool:
    return bool(session.run("SELECT 1 FROM pg_namespace WHERE nspname = :schema", schema=session.address.schema))


def _none_here(session: Session) -> StoreError:
    todo = f"make one with `rashomon read PATH... --library {session.address.shown}`"
    return StoreError(session.address.shown, NONE_HERE, todo)


def _backed_up(session: Session, old: int) -> str:
    """Copy all tables as they are into a schema beside this one, which is never touched again."""
    schema, n = session.address.schema, 1
    while session.run(
        "SELECT 1 FROM pg_namespace WHERE nspname = :name", name=(backup := f"{schema}_format_{old}" + (f"_{n}" if n > 1 else ""))
    ):
        n += 1
    session.run(f"CREATE SCHEMA {backup}")
    for (table,) in session.run("SELECT tablename::text FROM pg_tables WHERE schemaname = :schema ORDER BY 1", schema=schema):
        session.run(f"CREATE TABLE {backup}.{table} (LIKE {table} INCLUDING ALL); INSERT INTO {backup}.{table} SELECT * FROM {table}")  # noqa: S608 - ours
    return f"the schema {backup}"
