"""Decides who may ask: before any page is made, and whatever the page.

Refused are: a name that is not ours (421; it would let a foreign site read answers once its name resolves to this machine), a write
that another site's page sends (403), any write where the room only shows (403), a request without the token where one is needed (401), a
body beyond the limit (413).
Every answer carries the policy under which a browser shows it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote, urlencode

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
COOKIE: Final = "rashomon_token"
BODY_BYTES: Final = 256 * 2**20  # of one request, such as an upload of several files
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # under `no-referrer` a browser sends our own forms with `Origin: null`
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Refusal(Exception):
    """A request that goes no further."""

    def __init__(self, status: int, why: str) -> None:
        self.status, self.why = status, why
        super().__init__(why)


class Guard:
    """ASGI middleware: lets a request through to `app`, or refuses it."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        hosts: frozenset[str] = LOCAL,
        addresses: bool = False,
        token: str = "",
        read_only: bool = False,
        body_bytes: int = BODY_BYTES,
    ) -> None:
        """`addresses`: any number may stand for this machine, as when it listens on all of its own; a number cannot be made to resolve."""
        self.app, self.hosts, self.addresses, self.token, self.read_only, self.body_bytes = (
            app,
            hosts,
            addresses,
            token,
            read_only,
            body_bytes,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        send = _sealed(send)
        try:
            self.refuse_foreign(scope["method"], headers)
            if self.token and (entered := self.entered(scope)) and scope["method"] in READING:
                return await _answer(send, 303, "", {"location": entered, "set-cookie": _cookie(self.token)})
            self.refuse_strangers(headers)
            await self.app(scope, self.limited(headers, receive), send)
        except Refusal as refusal:
            await _answer(send, refusal.status, f"{refusal.why}\n", {"content-type": "text/plain; charset=utf-8"})
        return None

    def refuse_foreign(self, method: str, headers: Mapping[str, str]) -> None:
        """Refusal of a name that is not ours, and of a write that comes from another site."""
        host = headers.get("host", "")
        if not self.knows(name_of(host)):
            raise Refusal(421, f"this reading room is not {host or 'a nameless host'}")
        if method in READING:
            if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode", "navigate") != "navigate":
                raise Refusal(403, "asked for by another site's page; open it in the reading room itself")
            return
        site, origin = headers.get("sec-fetch-site", "same-origin"), headers.get("origin")
        if site not in ("same-origin", "none") or (origin is not None and origin.partition("://")[2].lower() != host.lower()):
            raise Refusal(403, "written from another site's page; do it in the reading room itself")
        if self.read_only:
            raise Refusal(403, "this reading room only shows: it was opened with --read-only, so nothing is added or decided here")

    def knows(self, name: str) -> bool:
        """Whether a host's name is one of ours."""
        if name in self.hosts or not self.addresses:
            return name in self.hosts
        with suppress(ValueError):
            return bool(ip_address(name.strip("[]")))
        return False

    def entered(self, scope: Scope) -> str:
        """Where to go on for a request that brings the token in its address, which should not stay there; else nothing."""
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if not any(name == "token" and same(value, self.token) for name, value in query):
            return ""
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = "/" + quote(scope["path"]).lstrip("/")  # two slashes would lead to another host
        return path + (f"?{rest}" if rest else "")

    def refuse_strangers(self, headers: Mapping[str, str]) -> None:
        """Refusal of who brings no token, where one is needed."""
        if self.token and not same(bearer(headers) or _baked(headers), self.token):
            raise Refusal(401, "needs the token that `rashomon serve` printed: open the address it printed, or send it as a Bearer token")

    def limited(self, headers: Mapping[str, str], receive: Receive) -> Receive:
        """The body of the request, refused beyond the limit."""
        announced = headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > self.body_bytes:
            raise Refusal(413, f"more than {self.body_bytes // 2**20} MB at once; add fewer files at a time")
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.body_bytes:
                raise Refusal(413, f"more than {self.body_bytes // 2**20} MB at once; add fewer files at a time")
            return message

        return counted


def name_of(host: str) -> str:
    """The name in a `Host`, without its port."""
    name, colon, port = host.lower().rpartition(":")
    return name if colon and port.isdecimal() and not name.endswith(":") else host.lower()


def same(given: str, token: str) -> bool:
    """Whether a token is the one; how long it takes says nothing about it."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def bearer(headers: Mapping[str, str]) -> str:
    """The token in `Authorization: Bearer ...`."""
    kind, _, given = headers.get("authorization", "").partition(" ")
    return given.strip() if kind.lower() == "bearer" else ""


def _baked(headers: Mapping[str, str]) -> str:
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE:
            return value
    return ""


def _cookie(token: str) -> str:
    return f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/"


def _sealed(send: Send) -> Send:
    """`send`, every answer under the policy; what an answer says itself stays."""

    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = {name for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in said]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sealed


async def _answer(send: Send, status: int, body: str, headers: Mapping[str, str]) -> None:
    raw = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})
    await send({"type": "http.response.body", "body": body.encode()})
