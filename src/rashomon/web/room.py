"""Decides what all pages share: the casebook, the hand that compares, the jobs of uploads, and how a page is written."""

from __future__ import annotations

import shutil
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as ThreadEvent
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urlsplit

from ..casebook import Casebook
from ..export._page import environment
from ..types import Analysis
from .hand import Hand
from .trials import Trials

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from .adding import Job

TEMPLATES = Path(__file__).parent / "templates"
PAGES = 64  # pages about analyses that are kept as they were written; one of fifty reports has 300 kB
CLOSE_SECONDS = 5.0  # that an upload is given to stop
WAIT_SECONDS = 2.0  # that a page waits for an event to be compared, before it says that it is under way


class Pending(Exception):
    """An event, named by its id, is being compared; the page comes when it is."""


@dataclass
class Room:
    """One reading room: a library being read and decided on."""

    book: Casebook
    hand: Hand
    token: str = ""
    jobs: dict[str, Job] = field(default_factory=dict)
    written: OrderedDict[tuple[int, str], tuple[Analysis, bytes]] = field(default_factory=OrderedDict)
    trials: Trials = field(default_factory=Trials)
    closing: ThreadEvent = field(default_factory=ThreadEvent)

    def close(self) -> None:
        """End what is under way: comparisons are dropped, and uploads stop behind the input they are at."""
        self.closing.set()
        self.hand.close()
        for job in self.jobs.values():
            if job.thread:
                job.thread.join(CLOSE_SECONDS)
                shutil.rmtree(job.folder, ignore_errors=True)

    def analysis(self, event: str, wait_seconds: float = WAIT_SECONDS) -> Analysis:
        """What was found about an event; Pending where that takes longer, NoSuchId where there is none."""
        found = self.hand.analysis(event, wait_seconds)
        if found is None:
            raise Pending(event)
        return found

    def page_of(self, analysis: Analysis, address: str, write: Callable[[], bytes]) -> bytes:
        """A page about an analysis, written once while both are in use: an analysis never changes."""
        key = id(analysis), address
        kept = self.written.get(key)
        if kept is None or kept[0] is not analysis:
            kept = analysis, write()
            with self.book.lock:
                self.written[key] = kept
                while len(self.written) > PAGES:
                    self.written.popitem(last=False)
        return kept[1]


def room_of(request: Request) -> Room:
    """The room that a request came to."""
    return cast("Room", request.app.state.room)


def page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page from its template, which knows the path that was asked for."""
    from starlette.responses import HTMLResponse

    return HTMLResponse(_rendered(request, template, values), status, {"cache-control": "no-store"})


def page_of(request: Request, analysis: Analysis, template: str, values: Callable[[], Mapping[str, object]]) -> Response:
    """A page about an analysis and its links; `values` are made where it was not written before."""
    from starlette.responses import HTMLResponse

    def write() -> bytes:
        return _rendered(request, template, {"analysis": analysis, "links": EventLinks(analysis.event.id), **values()})

    return HTMLResponse(room_of(request).page_of(analysis, str(request.url), write), headers={"cache-control": "no-store"})


def _rendered(request: Request, template: str, values: Mapping[str, object]) -> bytes:
    shows_only = room_of(request).book.writer.read_only
    found = environment(TEMPLATES).get_template(template)
    text = found.render(path=request.url.path, back=_came_from(request), shows_only=shows_only, **values)
    return text.encode("utf-8", "backslashreplace")


def _came_from(request: Request) -> str:
    """The page of ours that a form was sent from, "" where that is not known."""
    came = urlsplit(request.headers.get("referer", ""))
    ours = came.netloc == request.headers.get("host") and request.method == "POST"
    return local(came.path + (f"?{came.query}" if came.query else ""), "") if ours else ""


@dataclass(frozen=True)
class EventLinks:
    """Where the links of an event's fragments lead in the reading room."""

    event: str

    @property
    def home(self) -> str:
        """The page of the event."""
        return f"/events/{quote(self.event, safe='')}"

    def sentence(self, siglum: str, number: int) -> str:
        """A sentence in its report."""
        return f"{self.report(siglum)}#s{number}"

    def report(self, siglum: str) -> str:
        """A report as a whole."""
        return f"{self.home}/reports/{quote(siglum, safe='')}"

    def why(self, id: str) -> str:
        """The reasons of a decision."""
        return f"{self.home}/why/{quote(id, safe='')}"

    def beside(self, sigla: str) -> str:
        """Reports side by side: `A,C`."""
        return f"{self.home}/beside?reports={quote(sigla, safe=',')}"


def local(address: str, otherwise: str = "/") -> str:
    """An address to go back to, if it is one of ours: a path, and no other host in disguise."""
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if plain else otherwise
