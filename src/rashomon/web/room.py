"""Decides what all pages share: the casebook, the hand that compares, the jobs of uploads, and how a page is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

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
    trials: Trials = field(default_factory=Trials)

    def analysis(self, event: str, wait_seconds: float = WAIT_SECONDS) -> Analysis:
        """What was found about an event; Pending where that takes longer, NoSuchId where there is none."""
        found = self.hand.analysis(event, wait_seconds)
        if found is None:
            raise Pending(event)
        return found


def room_of(request: Request) -> Room:
    """The room that a request came to."""
    return cast("Room", request.app.state.room)


def page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    """A page from its template; `here` is its own address, for forms that come back to it."""
    from starlette.responses import HTMLResponse

    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    text = environment(TEMPLATES).get_template(template).render(here=here, path=request.url.path, **values)
    return HTMLResponse(text.encode("utf-8", "backslashreplace"), status, {"cache-control": "no-store"})


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
