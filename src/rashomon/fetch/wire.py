"""Decides how bytes travel: to the internet address that was checked and no other, within limits that hold. Only here is a socket opened.

The name stays in the Host header and in the certificate that is asked for; the connection goes to the number. So nobody can answer one
number when we check and another when we connect. Time is kept for every single operation of the socket: what is left of the whole, or
the longest gap, whichever is shorter; a server that sends a byte a second is cut off as surely as a silent one.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, cast

from ..config import FetchConfig
from ..errors import FetchFailed
from .targets import Target
from .unpacking import unpacked

if TYPE_CHECKING:
    from httpcore2 import NetworkBackend

Trust = ssl.SSLContext
Resolver = Callable[[str, float], Sequence[str]]
WITH_CONTENT = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered to one request."""

    status: int
    headers: Mapping[str, str]  # by name in lower case; of two with one name, the last
    content: bytes  # unpacked; empty where the status promises none that is of use


def resolve(host: str, seconds: float) -> list[str]:
    """Every internet address of a name, in the order of the system; none where it has none, or takes too long to say so."""
    found: list[str] = []

    def look() -> None:
        try:
            found.extend(str(place[0]) for *_, place in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            return  # no such name; the caller says so

    looking = Thread(target=look, daemon=True)  # the system's own look-up knows no time limit
    looking.start()
    looking.join(seconds)
    return [] if looking.is_alive() else list(dict.fromkeys(found))


def trusted() -> Trust:
    """The certificates that this machine trusts."""
    import httpcore2

    return httpcore2.default_ssl_context()


def ask(target: Target, ips: Sequence[str], headers: Mapping[str, str], config: FetchConfig, trust: Trust, seconds: float) -> Answer:
    """One GET to the first of these internet addresses that takes a connection; FetchFailed."""
    import httpcore2

    address = str(target)
    wire = _Wire(address, ips, config, monotonic() + seconds)
    url = httpcore2.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    fields = {"Host": target.authority, **headers, "Accept-Encoding": "gzip", "Connection": "close"}
    origin = httpcore2.Origin(target.scheme.encode(), target.host.encode(), target.port)
    connection = httpcore2.HTTPConnection(origin, ssl_context=trust, network_backend=cast("NetworkBackend", wire))
    try:
        with closing(connection):
            response = connection.handle_request(httpcore2.Request("GET", url, headers=list(fields.items())))
            wire.in_head = False
            told = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
            content = b""
            if response.status in WITH_CONTENT:
                content = unpacked(response.iter_stream(), told.get("content-encoding", ""), address, config)
            return Answer(response.status, told, content)
    except httpcore2.ProtocolError as error:
        raise FetchFailed("E-HTTP", address, f"the server does not keep to HTTP ({error})"[:300]) from error


class _Wire:
    """What httpcore takes for the network and for a connection: one socket, and what may still come through it."""

    def __init__(self, address: str, ips: Sequence[str], config: FetchConfig, deadline: float) -> None:
        self.in_head = True
        self._address, self._ips, self._config, self._deadline = address, ips, config, deadline
        self._received = 0
        self._socket: socket.socket | None = None

    def connect_tcp(self, host: str, port: int, **_: object) -> _Wire:
        """Connect to the addresses that were checked, one after another; the name is not looked up again."""
        for last, ip in enumerate(self._ips, 1 - len(self._ips)):
            try:
                with self._failing():  # a machine may know no IPv6 at all
                    self._socket = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
                with self._timed(self._config.connect_seconds, "to connect"):
                    self._open.connect((ip, port))
            except FetchFailed:
                self.close()
                if not last:
                    raise
            else:
                return self
        raise FetchFailed("E-HTTP", self._address, "the name leads to no internet address")

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, **_: object) -> _Wire:
        """Go on encrypted, with the name in the certificate."""
        with self._timed(self._config.connect_seconds, "to agree on encryption"):
            self._socket = ssl_context.wrap_socket(self._open, server_hostname=server_hostname)
        return self

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes; FetchFailed where they are too many or too late."""
        name = "header_bytes" if self.in_head else "wire_bytes"
        room = getattr(self._config, name) - self._received
        if room <= 0:
            raise FetchFailed("E-FETCH-BIG", self._address, f"more than the {self._received:,} bytes of fetch.{name}")
        with self._timed(self._config.gap_seconds, "between two pieces of its answer"):
            got = self._open.recv(min(max_bytes, room))
        self._received += len(got)
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        with self._timed(self._config.gap_seconds, "to take the request"):
            self._open.sendall(buffer)

    def close(self) -> None:
        """Let go of the socket."""
        if self._socket is not None:
            self._socket.close()

    def get_extra_info(self, info: str) -> None:
        """Nothing that httpcore could do without the checks."""

    @property
    def _open(self) -> socket.socket:
        assert self._socket is not None, "httpcore connects before it does anything else"  # noqa: S101 - for the types
        return self._socket

    @contextmanager
    def _timed(self, longest: float, what: str) -> Iterator[None]:
        """One operation of the socket: no longer than `longest`, nor than what is left of the whole."""
        left = self._deadline - monotonic()
        if left <= 0:
            raise self._slow("")
        with self._failing():
            try:
                self._open.settimeout(min(longest, left))
                yield
            except TimeoutError as error:
                raise self._slow(f"took more than {longest:g} seconds {what}" if longest < left else "") from error

    @contextmanager
    def _failing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise FetchFailed("E-HTTP", self._address, f"the connection failed: {error.strerror or error}") from error

    def _slow(self, why: str) -> FetchFailed:
        return FetchFailed("E-SLOW", self._address, why or f"took more than {self._config.total_seconds:g} seconds in all")
