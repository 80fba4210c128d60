"""How a PostgreSQL server is reached, what its answers mean, and who may write.

One connection, used by one thread at a time; where it was lost outside of a transaction it is made anew, and what was asked is asked
again. One writer at a time, by an advisory lock that stands for the schema: whoever waits gets it in turn. This module alone opens
the connection, and only where `--library` names a server. Nothing but the address without its password goes into an error.
"""

from __future__ import annotations

import os
import platform
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from threading import RLock
from typing import TYPE_CHECKING

from ..errors import MachineError, MissingPackage, StoreError
from .address import Address

if TYPE_CHECKING:
    import ssl

    from pg8000.native import Connection, PreparedStatement

CONNECT_SECONDS = 10.0
IDLE_SECONDS = 600  # that a transaction may do nothing before the server ends it: who vanished must not keep the lock
KEEP_ALIVE = {"TCP_KEEPIDLE": 30, "TCP_KEEPINTVL": 10, "TCP_KEEPCNT": 3}  # a machine that is gone is noticed within a minute
RESTORE = "restore a backup of the database, or read the inputs into a new library"
AGAIN = "what is stored stays stored; run the command again"


class Lost(Exception):
    """The connection is gone, or cannot be made."""


class Session:
    """One connection to the server, and the prepared statements it knows."""

    def __init__(self, address: Address, password: str, *, read_only: bool, wait_seconds: float) -> None:
        self.address, self.lock = address, RLock()
        self.inside = False  # a transaction
        self._password, self._read_only, self._wait_seconds = password, read_only, wait_seconds
        self._connection: Connection | None = None
        self._prepared: dict[str, PreparedStatement] = {}
        self._closed = False
        if find_spec("pg8000") is None:
            raise MissingPackage("server", "pg8000")
        with self.errors():
            self._connection = self._dialled()

    def run(self, sql: str, **values: object) -> list[list[object]]:
        """The rows that a statement gives; asked again on a new connection where the old one was lost outside of a transaction."""
        with self.lock:
            if self._closed:
                raise ValueError("this library is closed")
            if self._connection is not None:
                try:
                    return self._asked(self._connection, sql, values)
                except Lost:
                    if self.inside:
                        raise
            if self.inside:
                raise Lost("a transaction was under way")
            self._connection = self._dialled()
            return self._asked(self._connection, sql, values)

    def close(self) -> None:
        """Let go of the connection; twice is allowed."""
        with self.lock:
            self._closed = True
            self._drop()

    @contextmanager
    def transaction(self, begin: str) -> Iterator[None]:
        """All of it or nothing; other threads wait."""
        with self.lock:
            try:
                self.run(begin)
                self.inside = True
                yield
                self.run("COMMIT")
            except BaseException:
                with suppress(Exception):
                    self.run("ROLLBACK")
                raise
            finally:
                self.inside = False

    @contextmanager
    def errors(self, holder: Callable[[], str] = lambda: "another program") -> Iterator[None]:
        """What the server or the way to it reports, in the words of our tree; `holder` says who writes."""
        from msgspec import DecodeError
        from pg8000.exceptions import DatabaseError

        shown = self.address.shown
        try:
            yield
        except Lost as error:
            raise MachineError(f"{shown}: the server cannot be reached ({error}); see that it runs and can be reached; {AGAIN}") from error
        except DatabaseError as error:
            code, why = code_of(error), said(error)
            if code == "55P03":
                waited = f"{holder()} is writing to this library, still after {self._wait_seconds:.1f} seconds"
                raise StoreError(shown, waited, "try again when it has finished") from error
            if code == "3D000":
                raise StoreError(shown, f"there is no such database ({code})", "make it with `createdb`, or name another") from error
            for prefix, todo in MACHINE.items():
                if code.startswith(prefix):
                    raise MachineError(f"{shown}: the server refuses ({code}: {why}); {todo}; {AGAIN}") from error
            raise StoreError(shown, f"the library is damaged ({code}: {why})", RESTORE) from error
        except (DecodeError, UnicodeDecodeError) as error:
            raise StoreError(shown, f"the library is damaged ({error})", RESTORE) from error

    # --- the connection ------------------------------------------------------------------------

    def _asked(self, connection: Connection, sql: str, values: dict[str, object]) -> list[list[object]]:
        from pg8000.exceptions import DatabaseError, InterfaceError

        try:
            if not values:
                return connection.run(sql) or []
            if sql not in self._prepared:
                self._prepared[sql] = connection.prepare(sql)
            return self._prepared[sql].run(**values) or []
        except DatabaseError as error:
            if error.args[0].get("V") == "FATAL":
                self._drop()
                raise Lost(said(error)) from error
            raise
        except (InterfaceError, OSError) as error:
            self._drop()
            raise Lost(_why(error)) from error
        except BaseException:  # interrupted in the middle of an answer, the rest of which would be taken for the next
            self._drop()
            raise

    def _dialled(self) -> Connection:
        """A new connection: what it says is kept is on disk; where only reading is wanted it can write nothing."""
        from pg8000.exceptions import DatabaseError, InterfaceError

        try:
            made = self._connected()
        except OSError as error:
            raise Lost(_why(error)) from error
        except InterfaceError as error:
            before: BaseException | None = error
            while before is not None and not isinstance(before, DatabaseError):  # a goodbye that fails hides what the server had said
                before = before.__context__
            raise before or Lost(_why(error)) from error
        ((encoding, waits),) = made.run("SELECT current_setting('server_encoding'), current_setting('synchronous_commit')")
        if encoding != "UTF8":
            made.close()
            why = f"its database is in {encoding}, which cannot hold every text"
            raise StoreError(self.address.shown, why, "make one with ENCODING 'UTF8'")
        if waits == "off":
            made.run("SET synchronous_commit = on")
        self._prepared = {}
        return made

    def _connected(self) -> Connection:
        from pg8000.native import Connection

        address = self.address
        settings = {
            "search_path": address.schema,
            "client_encoding": "UTF8",
            "default_transaction_read_only": "on" if self._read_only else "off",
            "default_transaction_isolation": "read committed",
            "lock_timeout": str(max(1, round(self._wait_seconds * 1000))),
            "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
        }
        name = f"rashomon {os.getpid()} on {platform.node()}"[:60]
        way = _socket(address)
        try:
            made = Connection(
                address.user, address.host, address.database, password=self._password, sock=way, ssl_context=_tls(address),
                application_name=name, startup_params=settings, tcp_keepalive=False,
            )  # fmt: skip
        except BaseException:
            way.close()
            raise
        made._usock.settimeout(None)  # noqa: SLF001 - the limit was for getting there; a look at a large library takes its time
        return made

    def _drop(self) -> None:
        gone, self._connection, self._prepared = self._connection, None, {}
        if gone is not None:
            with suppress(Exception):
                gone.close()


MACHINE = {  # the beginnings of codes that speak of the machine, and what to do
    "08": "see that it runs and can be reached",
    "25006": "it is a standby, or set to reading only: name the server that can be written",
    "28": "check user and password: they stand in the address, in PGPASSWORD or in ~/.pgpass",
    "34": "the connection was lost in the middle of an answer",
    "40": "another program wrote at the same time",
    "42501": "ask its administrator for the rights: USAGE on the schema and SELECT, to write also INSERT, UPDATE and DELETE on its tables, "
    "to make a library CREATE on the database",
    "53": "its disk, memory or connections are used up: see to the server",
    "55": "another program has it locked",
    "57": "it was stopped, or somebody ended this connection",
    "58": "its machine failed",
}


def code_of(error: Exception) -> str:
    """The five letters of SQLSTATE."""
    told = error.args[0] if error.args else None
    return str(told.get("C", "?????")) if isinstance(told, dict) else "?????"


def said(error: Exception) -> str:
    """What the server said."""
    told = error.args[0] if error.args else None
    return str(told.get("M", "")) if isinstance(told, dict) else str(error)


def _why(error: BaseException) -> str:
    """The innermost reason of an error of the network."""
    while error.__cause__ is not None:
        error = error.__cause__
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _socket(address: Address) -> socket.socket:
    if address.socket is not None:
        way = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        way.settimeout(CONNECT_SECONDS)
        try:
            way.connect(address.socket)
        except BaseException:
            way.close()
            raise
        return way
    way = socket.create_connection((address.host, address.port), CONNECT_SECONDS)
    way.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    way.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for name, value in KEEP_ALIVE.items():
        if hasattr(socket, name):
            way.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
    return way


def _tls(address: Address) -> ssl.SSLContext | bool:
    """How the connection is encrypted: to another machine always, and to a certificate that holds, unless the address says otherwise."""
    import ssl

    mode = address.sslmode or ("disable" if address.is_near else "verify-full")
    if mode == "disable":
        return False
    context = ssl.create_default_context(cafile=address.sslrootcert or None)
    if mode == "require":
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def array(values: Iterable[str | bytes | int]) -> str:
    """Values as the text of an array; the driver's own way looks at every letter, which costs more than all the rest."""
    told = (f"\\x{value.hex()}" if isinstance(value, bytes) else str(value) for value in values)
    return "{" + ",".join('"' + one.replace("\\", "\\\\").replace('"', '\\"') + '"' for one in told) + "}"


def lock_of(address: Address) -> str:
    """The number of the lock that the one writer of a schema holds, as an expression."""
    return f"hashtextextended('rashomon {address.schema}', 0)"


def begin(address: Address) -> str:
    """Begin to write, as soon as it is our turn."""
    return f"BEGIN; SELECT pg_advisory_xact_lock({lock_of(address)})"
