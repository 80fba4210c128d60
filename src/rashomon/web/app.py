"""Decides which address leads where, and how what goes wrong is told."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, MachineError, NoSuchId, RashomonError, StoreError, UsageError
from ..text.visible import visible
from . import adding, api, deciding, events, pages
from .guard import LOCAL, Guard, Refusal
from .room import EventLinks, Pending, Room, page, room_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

DIST = Path(__file__).parent / "dist"
GZIP_BYTES = 1_000  # from which an answer is worth compressing


def application(room: Room, *, hosts: frozenset[str] = LOCAL, addresses: bool = False, token: str = "") -> ASGIApp:
    """The reading room as an ASGI application, behind its guard."""
    from starlette.applications import Starlette
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles

    routes = [
        Route("/", events.listing),
        Route("/ladders", events.ladders),
        Route("/events/{event}", pages.event),
        Route("/events/{event}/reasons", pages.reasons),
        Route("/events/{event}/beside", pages.beside),
        Route("/events/{event}/heat", pages.heat),
        Route("/events/{event}/reports/{siglum}", pages.report),
        Route("/events/{event}/reports/{siglum}/sentences", pages.sentences),
        Route("/events/{event}/why/{id}", pages.why),
        Route("/events/{event}/sources", pages.sources),
        Route("/events/{event}/sources", adding.attach, methods=["POST"]),
        Route("/events/{event}/decide", deciding.form),
        Route("/events/{event}/export/{format}", pages.export),
        Route("/decisions", deciding.log),
        Route("/decisions", deciding.decide, methods=["POST"]),
        Route("/decisions/{number}/undo", deciding.undo, methods=["POST"]),
        Route("/add", adding.form),
        Route("/add", adding.take, methods=["POST"]),
        Route("/add/{job}", adding.job),
        Route("/add/{job}/progress", adding.progress),
        Route("/style.css", pages.style),
        Mount("/static", StaticFiles(directory=DIST)),
    ]
    handlers = {Exception: failed, 404: lost, 405: lost, 400: unread, RashomonError: told, Pending: pending, Refusal: refused}
    handlers[BrokenProcessPool] = again
    made = Starlette(routes=routes, exception_handlers=handlers)
    made.add_middleware(api.Fork, machines=api.application(room))
    made.add_middleware(GZipMiddleware, minimum_size=GZIP_BYTES)
    made.state.room = room
    return Guard(made, hosts=hosts, addresses=addresses, token=token, read_only=room.book.writer.read_only)


def told(request: Request, error: Exception) -> Response:
    """What is wrong with the request or the library, in the words of the error."""
    statuses = ((NoSuchId, 404), (UsageError, 400), (InputError, 422), (StoreError, 503), (MachineError, 503))
    status = next((number for kind, number in statuses if isinstance(error, kind)), 500)
    return page(request, "error.html", status, title="Not found" if status == 404 else "That did not work", why=visible(str(error)))


def pending(request: Request, error: Exception) -> Response:
    """That an event is being compared; the page comes back by itself."""
    found = room_of(request).book.event(str(error))
    answer = page(request, "pending.html", 202, reports=len(found.reports), links=EventLinks(found.id))
    answer.headers["refresh"] = "2"
    return answer


def again(request: Request, error: Exception) -> Response:
    """That the process which compares events died; the next request starts another."""
    why = "the comparison was broken off; what the library holds is safe. Look again: it is begun anew."
    return page(request, "error.html", 503, title="That did not work", why=why)


def refused(request: Request, error: Exception) -> Response:
    """What the guard refuses while a body is being read."""
    status, why = (error.status, error.why) if isinstance(error, Refusal) else (400, str(error))
    return page(request, "error.html", status, title="That did not work", why=why)


def unread(request: Request, error: Exception) -> Response:
    """That a form could not be read."""
    return page(request, "error.html", 400, title="That did not work", why=visible(str(getattr(error, "detail", error))))


def lost(request: Request, error: Exception) -> Response:
    """That there is no such page, or that it cannot be asked for so."""
    status = getattr(error, "status_code", 404)
    return page(request, "error.html", status, title="Not found", why="There is no such page in this reading room.")


def failed(request: Request, error: Exception) -> Response:
    """That something went wrong which should not: where it can be reported, nothing of it is hidden."""
    why = f"internal error: {type(error).__name__}: {error}. What the library holds is safe. Please report it."
    return page(request, "error.html", 500, title="That should not have happened", why=visible(why))
