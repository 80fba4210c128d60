"""A server on this machine that answers as a test tells it to, names that lead to it, and a record of every connection that was opened."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from ipaddress import ip_network

import pytest

from rashomon.config import FetchConfig
from rashomon.fetch import Fetcher, Policy

HERE = "127.0.0.1"
OPENED = Policy(ports=None, opened=(ip_network(f"{HERE}/32"),))
TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # nobody's certificates; those of the machine take long to load
QUICK = FetchConfig(connect_seconds=2.0, gap_seconds=0.15, total_seconds=0.6)
Script = Iterable[bytes | float]  # what is sent, and for how many seconds nothing is


@dataclass
class Asked:
    """One request as the server read it."""

    host: str
    path: str
    headers: dict[str, str]


@dataclass
class Server:
    """Answers a request by what `say` gives for it; remembers all."""

    say: Callable[[Asked], bytes | Script]
    port: int = 0
    asked: list[Asked] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def at(self, path: str = "/", host: str = "herald.example") -> str:
        return f"http://{host}:{self.port}{path}"


@dataclass
class Ticking:
    """A clock that goes only where somebody waits."""

    time: float = 1_000_000_000.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def said(content: bytes | str = b"", status: str = "200 OK", *, length: int | None = None, **headers: str) -> bytes:
    """An answer with its head; `etag_=...` and the like become headers."""
    body = content.encode() if isinstance(content, str) else content
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name.strip('_').replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return said(status=status, Location=to)


def pages(found: Mapping[str, bytes | Script], robots: bytes = said(status="404 Not Found")) -> Callable[[Asked], bytes | Script]:
    """What to say: what stands at each path; a robots.txt that is not there, unless it is given."""
    return lambda asked: {"/robots.txt": robots, **found}.get(asked.path, said("no such page", "404 Not Found"))


@contextmanager
def serving(say: Callable[[Asked], bytes | Script], encrypted: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server that runs as long as the test."""
    server = Server(say)
    with socket.create_server((HERE, 0)) as listener:
        server.port = listener.getsockname()[1]
        listener.settimeout(0.05)
        ended = threading.Event()
        threads: list[threading.Thread] = []

        def accept() -> None:
            while not ended.is_set():
                with suppress(TimeoutError):
                    connection = listener.accept()[0]
                    threads.append(threading.Thread(target=_answer, args=(server, connection, encrypted, ended), daemon=True))
                    threads[-1].start()

        accepting = threading.Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            ended.set()
            accepting.join()
            for thread in threads:
                thread.join(5)


def _answer(server: Server, connection: socket.socket, encrypted: ssl.SSLContext | None, ended: threading.Event) -> None:
    connection.settimeout(5)
    with suppress(OSError):
        if encrypted:
            connection = encrypted.wrap_socket(connection, server_side=True)
        with connection:
            head = b""
            while b"\r\n\r\n" not in head:
                if not (got := connection.recv(65536)):
                    return
                head += got
            first, *rest = head.decode("latin-1").split("\r\n")
            headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest if line)}
            asked = Asked(headers["host"].partition(":")[0], first.split(" ")[1], headers)
            server.asked.append(asked)
            script = server.say(asked)
            for piece in [script] if isinstance(script, bytes) else script:
                if ended.is_set():
                    return
                if isinstance(piece, float):
                    ended.wait(piece)
                else:
                    connection.sendall(piece)


@dataclass
class Opened:
    """Every connection that was opened, and every name that the system was asked for."""

    places: list[tuple[str, int]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


def watch_connections(patch: pytest.MonkeyPatch) -> Opened:
    """Record where sockets connect to; the system's names stay closed to tests."""
    opened, really = Opened(), socket.socket.connect

    def connect(self: socket.socket, place: tuple[str, int]) -> None:
        opened.places.append(place[:2])
        return really(self, place)

    def names(host: str, *rest: object, **more: object) -> list[object]:
        opened.names.append(host)
        raise socket.gaierror("tests ask no name server")

    patch.setattr(socket.socket, "connect", connect)
    patch.setattr(socket.socket, "connect_ex", connect)
    patch.setattr(socket, "getaddrinfo", names)
    return opened


def fetcher(
    names: Mapping[str, list[str]] | None = None,
    *,
    policy: Policy = OPENED,
    clock: Ticking | None = None,
    limits: FetchConfig = QUICK,
    **changes: float,
) -> Fetcher:
    """A fetcher for which every name ending in .example leads here, and others as told."""

    def resolver(host: str, seconds: float) -> list[str]:
        return (names or {}).get(host, [HERE] if host.endswith(".example") else [])

    return Fetcher(policy, replace(limits, **changes), resolver=resolver, clock=clock or Ticking(), trust=TRUST)  # type: ignore[arg-type]
