"""Decides how a request to the API becomes an answer: checked against the table, answered aside from the event loop, told as JSON.

1. `table` has every address; `openapi` writes it down for programs.
2. What a request holds is decoded strictly into the types of `shapes`: a wrong one is told by its place and never reaches an answer.
3. `looking` and `doing` answer. They know nothing of HTTP.
4. `faults` tells what goes wrong. An error of the request is no error of ours: 500 is a fault of the program.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from ...export._points import Object, encode
from ...text.visible import visible
from ..guard import bearer, same
from ..room import Pending, Room
from .doing import Comparing
from .faults import RETRY_SECONDS, Refused, mistyped, refused
from .looking import File
from .table import TABLE, Endpoint

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

JSON = "application/json"
ROOTS = (["api"], ["bot"])  # first pieces of the paths that are for programs
OPEN = frozenset({"documents", "primary"})  # parts of a body whose unknown fields are kept


def application(room: Room) -> ASGIApp:
    """The API as an ASGI application, all paths whole."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    paths: defaultdict[str, dict[str, Endpoint]] = defaultdict(dict)
    for one in TABLE:
        paths[one.path][one.method] = one
    routes = [Route(path, partial(_answer, some), methods=list(some)) for path, some in paths.items()]
    routes += [Route(f"{path}/", partial(_answer, some), methods=list(some)) for path, some in paths.items() if "{" not in path]
    made = Starlette(routes=routes, exception_handlers={HTTPException: _lost, Exception: _failed})
    made.state.room = room
    return made


class Fork:
    """ASGI middleware: what is asked of the API goes there, all else to the pages. A path may hold anything, so no pattern decides."""

    def __init__(self, app: ASGIApp, machines: ASGIApp) -> None:
        self.app, self.machines = app, machines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        first = scope.get("path", "").split("/", 2)[1:2]
        await (self.machines if first in ROOTS else self.app)(scope, receive, send)


async def _answer(some: Mapping[str, Endpoint], request: Request) -> Response:
    """Answer a request to one of these, which share a path."""
    from starlette.concurrency import run_in_threadpool

    one, room = some["GET" if request.method == "HEAD" else request.method], request.app.state.room
    try:
        _unlock(one, room, request)
        wanted: dict[str, Any] = {name: request.path_params[name] for name in one.parameters} | _query(one, request)
        if one.body:
            wanted["body"] = _body(one.body, await _bytes(one, request))
        return await run_in_threadpool(_written, one, partial(one.answer, room, **wanted))
    except Pending as pending:
        event = await run_in_threadpool(room.book.event, str(pending))
        return _wait({"state": "comparing", "event": event.id, "reports": len(event.reports)})
    except Comparing as comparing:
        return _wait({"state": "comparing", "event": None, "reports": comparing.reports})
    except Exception as error:
        told = refused(error)
        if told.status == 500:
            raise
        return _json(told.object, told.status, told.headers)


def _written(one: Endpoint, answer: Callable[[], Object | File]) -> Response:
    """The answer as bytes; made aside too, since an event is megabytes of JSON."""
    from starlette.responses import Response

    made = answer()
    if isinstance(made, File):
        headers = {"content-disposition": f'attachment; filename="{made.name}"', "cache-control": "no-store"}
        return Response(made.body, media_type=made.media, headers=headers)
    return _json(made, one.status)


def _unlock(one: Endpoint, room: Room, request: Request) -> None:
    if not one.locked:
        return
    if not room.token:
        todo = "start the reading room with `rashomon serve --token TOKEN`, and send the token as `Authorization: Bearer TOKEN`"
        raise Refused(403, "no-token", "answers only to a token, and none is set", todo)
    if not same(bearer(request.headers), room.token):
        raise Refused(
            401, "token", "not the token of this reading room", "send it as `Authorization: Bearer TOKEN`", {"www-authenticate": "Bearer"}
        )


def _query(one: Endpoint, request: Request) -> dict[str, object]:
    """What stands behind the question mark, if anything may; Refused where there is something that makes no sense."""
    given = request.query_params.multi_items()
    twice = sorted(name for name, times in Counter(name for name, _ in given).items() if times > 1)
    if twice:
        raise Refused(400, "bad-request", f"{twice[0]!r} is given more than once")
    if one.query is None:
        if given:
            raise Refused(400, "bad-request", f"no parameter {given[0][0]!r} here")
        return {}
    try:
        return {"query": msgspec.convert(dict(given), one.query, strict=False)}
    except msgspec.ValidationError as error:
        raise mistyped(error, 400, "in the address") from error


async def _bytes(one: Endpoint, request: Request) -> bytes:
    """The body; Refused where it is too large, or not said to be JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Refused(415, "not-json", f"the body is {kind or 'of no type'}, not {JSON}", f"send JSON, with `Content-Type: {JSON}`")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > one.most_bytes:
            raise Refused(413, "too-large", f"the body is larger than {one.most_bytes:,} bytes", "send less at once")
    return bytes(body)


def _body(kind: type, body: bytes) -> object:
    """The body by its type; Refused where it is not of it."""
    try:
        typed: Any = msgspec.json.decode(body, type=kind)
        return msgspec.structs.replace(typed, **{name: value for name, value in msgspec.json.decode(body).items() if name in OPEN})
    except msgspec.ValidationError as error:
        raise mistyped(error, 422, "in the body") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, "not-json", f"the body is not JSON in UTF-8: {error}") from error
    except RecursionError as error:
        raise Refused(400, "not-json", "the body is nested too deeply") from error


def _wait(body: Object) -> Response:
    return _json(body, 202, {"retry-after": str(RETRY_SECONDS)})


def _json(body: Object, status: int, headers: Mapping[str, str] | None = None) -> Response:
    from starlette.responses import Response

    return Response(encode(body).encode(), status, {"cache-control": "no-store", **(headers or {})}, JSON)


def _lost(request: Request, error: Exception) -> Response:
    """That there is no such address, or not with this method."""
    status: int = getattr(error, "status_code", 404)
    message = f"{request.method} is not for this address" if status == 405 else f"there is nothing at {visible(request.url.path)}"
    told = Refused(status, "method" if status == 405 else "not-found", message, "GET /api lists what there is")
    return _json(told.object, status, getattr(error, "headers", None))


def _failed(request: Request, error: Exception) -> Response:
    """A fault of the program."""
    return _json(refused(error).object, 500)


__all__ = ["TABLE", "Fork", "application"]
