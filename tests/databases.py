"""A PostgreSQL server for the tests: made in a folder of its own, asked through a socket there, gone when they end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pg8000.native import Connection

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)  # where Debian keeps them, out of the way
START_SECONDS = 60.0
NONE_HERE = "needs the programs of a PostgreSQL server (initdb, postgres)"


def found(program: str) -> str | None:
    """Where a program of the server lies."""
    return shutil.which(program) or next((str(place / program) for place in BINARIES if (place / program).exists()), None)


def available() -> bool:
    """Whether a server can be started here."""
    return found("initdb") is not None and found("postgres") is not None


@dataclass
class Server:
    """A server that runs."""

    folder: Path
    password: str = ""
    durable: bool = True
    process: subprocess.Popen[bytes] | None = None
    numbers: Iterator[int] = field(default_factory=count)

    def address(self, schema: str = "") -> str:
        """A library that is not there yet, each time another one."""
        return f"postgresql://news@/postgres?host={self.folder}&schema={schema or f'library_{next(self.numbers)}'}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        program = found("postgres")
        assert program
        own = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}", "-c", "max_connections=300"]
        own += [] if self.durable else ["-c", "fsync=off"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen([program, "-D", str(self.folder / "data"), *own], stdout=log, stderr=log, **_as_whom())
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the server does not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.05)

    def stop(self, *, at_once: bool = False) -> None:
        """Stop it in order, or `at_once`, so that it has to recover."""
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self.process.wait(START_SECONDS)
            self.process = None

    def run(self, sql: str, *, schema: str = "public", **values: object) -> list[list[Any]]:
        """What another program asks."""
        with self.connection(schema) as connection:
            return connection.run(sql, **values) or []

    def connection(self, schema: str = "public") -> Connection:
        """Another program."""
        from pg8000.native import Connection

        where = str(self.folder / ".s.PGSQL.5432")
        return Connection("news", database="postgres", unix_sock=where, password=self.password, startup_params={"search_path": schema})

    def _answers(self) -> bool:
        from pg8000.exceptions import DatabaseError, InterfaceError

        try:
            self.run("SELECT 1")
        except (InterfaceError, DatabaseError):
            return False
        return True


@contextmanager
def serving(password: str = "", *, durable: bool = True) -> Iterator[Server]:
    """A server of one's own; with a password it lets in nobody without. Not durable: quick, and not asked what a loss of power costs."""
    import pg8000.native  # noqa: F401 - before there is a server that nobody could ask

    folder = Path(tempfile.mkdtemp(prefix="rashomon-pg-"))
    program, owner = found("initdb"), _as_whom()
    assert program
    if owner:
        shutil.chown(folder, owner["user"], owner["group"])
    made = [program, "-D", str(folder / "data"), "-U", "news", "-E", "UTF8", "--locale=C", "--no-sync"]
    (folder / "password").write_text(password)
    made += ["-A", "scram-sha-256", "--pwfile", str(folder / "password")] if password else ["-A", "trust"]
    server = Server(folder, password, durable)
    try:
        subprocess.run(made, check=True, capture_output=True, cwd=folder, **owner)
        server.start()
        yield server
    finally:
        server.stop(at_once=True)
        shutil.rmtree(folder, ignore_errors=True)


def _as_whom() -> dict[str, Any]:
    """A server refuses to be run by root."""
    if os.geteuid():
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise AssertionError("there is no user to run the server")
