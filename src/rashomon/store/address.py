"""Where a library is said to lie: a file, or a database on a server, whose password nobody is shown.

A password may stand in an address, where everybody on the machine can read it in the list of processes; it had better stand in
`PGPASSWORD` or in `~/.pgpass`, as for PostgreSQL's own programs. What is printed, logged or raised holds the address without it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from ..errors import UsageError

_HIDDEN: dict[str, str] = {}  # passwords that were taken out, by the address that is left
SCHEMES = ("postgresql://", "postgres://")
SERVER = re.compile(r"postgres(?:ql)?://")
PASSWORD = re.compile(r"(postgres(?:ql)?://[^\s:/?#@]{0,200}):(\S{0,900})@")  # up to the last @, whatever stands in a password
SECRET = re.compile(r"([?&])password=([^\s&#]{0,900})&?")
SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,40}")  # fits unquoted into every statement, with the name of a backup behind it
PORT = 5432
OPTIONS = ("host", "schema", "sslmode", "sslrootcert")
MODES = ("disable", "require", "verify-full")


def is_server(address: str) -> bool:
    """Whether an address means a database on a server."""
    return address.startswith(SCHEMES)


def shown(text: str) -> str:
    """A text with the password taken out of the address of a server that it ends with; any other as it is."""
    found = SERVER.search(text)
    if found is None:
        return text
    head, address = text[: found.start()], PASSWORD.sub(r"\1@", text[found.start() :])
    told = SECRET.sub(r"\1", address)
    return head + (address if told == address else told.rstrip("?&"))


def hidden(word: str) -> str:
    """A word of the command line with the password taken out of the address in it; it is remembered here, and used where that is opened."""
    told = shown(word)
    if told != word and (found := SERVER.search(word)):
        _HIDDEN[shown(word[found.start() :])] = _written(word[found.start() :])
    return told


@dataclass(frozen=True)
class Address:
    """A library on a server."""

    shown: str
    user: str
    host: str  # a name, a number, or the folder of a socket
    port: int
    database: str
    schema: str = "rashomon"
    sslmode: str = ""
    sslrootcert: str = ""

    @property
    def socket(self) -> str | None:
        """The file of the server's socket, where it is asked through one."""
        return f"{self.host}/.s.PGSQL.{self.port}" if self.host.startswith("/") else None

    @property
    def is_near(self) -> bool:
        """Whether nothing leaves this machine."""
        with suppress(ValueError):
            return self.socket is not None or ip_address(self.host).is_loopback
        return self.host == "localhost"


def parsed(address: str) -> tuple[Address, str]:
    """What an address says, and the password for it; UsageError where it says nothing that we know."""
    told = shown(address)
    try:
        parts = urlsplit(told)
        port, asked = parts.port or PORT, dict(parse_qsl(parts.query, strict_parsing=True, keep_blank_values=True) if parts.query else ())
    except ValueError:
        raise UsageError(f"{told}: no address of a library; write postgresql://USER@HOST:PORT/DATABASE?schema=NAME") from None
    for name in asked:
        if name not in OPTIONS:
            raise UsageError(f"{told}: {name!r} is unknown; an address may hold {', '.join(OPTIONS)}")
    schema, mode = asked.get("schema", "rashomon"), asked.get("sslmode", "")
    if not SCHEMA.fullmatch(schema):
        raise UsageError(f"{told}: schema {schema!r}: write small letters, digits and _, at most 41")
    if mode and mode not in MODES:
        raise UsageError(f"{told}: sslmode {mode!r}: there is {', '.join(MODES)}")
    user = unquote(parts.username or "") or os.environ.get("PGUSER") or _me()
    host = unquote(parts.hostname or "") or asked.get("host") or os.environ.get("PGHOST") or "localhost"
    database = unquote(parts.path.removeprefix("/")) or user
    found = Address(told, user, host, port, database, schema, mode, asked.get("sslrootcert", ""))
    return found, _written(address) or _HIDDEN.get(told) or os.environ.get("PGPASSWORD") or _kept(found)


def _written(address: str) -> str:
    """The password that stands in an address."""
    found = PASSWORD.search(address) or SECRET.search(address)
    return unquote(found[2]) if found else ""


def _me() -> str:
    import getpass

    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "postgres"


def _kept(address: Address) -> str:
    """The password that the user's own file of passwords has for an address, "" for none; a file that others can read is passed over."""
    path = Path(os.environ.get("PGPASSFILE") or Path.home() / ".pgpass")
    wanted = ("localhost" if address.socket else address.host, str(address.port), address.database, address.user)
    with suppress(OSError, UnicodeDecodeError):
        if os.name != "posix" or not path.stat().st_mode & 0o077:
            for line in path.read_text(encoding="utf-8").splitlines():
                *keys, password = _fields(line)
                if len(keys) == len(wanted) and all(key in ("*", want) for key, want in zip(keys, wanted, strict=True)):
                    return password
    return ""


def _fields(line: str) -> Iterator[str]:
    """The fields of a line `host:port:database:user:password`, in which a backslash keeps a colon."""
    for field in re.split(r"(?<!\\):", line):
        yield re.sub(r"\\(.)", r"\1", field)
