"""Decides which addresses the API has: one table, from which the routes, the OpenAPI document and the page of the docs are made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec

from ... import __version__
from ...casebook.parts import PARTS, Compared, Explained
from ...export._points import Object
from ...export._schema import Analysis
from .. import bot
from ..room import Room
from . import doing, looking
from .looking import File
from .shapes import (
    Account,
    Analysed,
    Contents,
    DecisionLine,
    Decisions,
    Events,
    Health,
    Held,
    Hits,
    Ledger,
    Listing,
    Paged,
    Search,
    ToAnalyse,
    ToDecide,
    Together,
    ToStore,
)

SMALL, LARGE = 64 * 1024, 32 * 2**20  # bytes of a body
OPENAPI = "/api/openapi.json"
_PARAMETER = re.compile(r"\{(\w+)(?::path)?\}")


@dataclass(frozen=True)
class Endpoint:
    """One address: who answers it, what it takes, what it gives."""

    method: str
    path: str  # a last parameter written `{id:path}` may hold slashes
    summary: str
    answer: Callable[..., Any]  # of the room, the parameters of the path, `query` and `body`
    gives: type
    query: type[msgspec.Struct] | None = None
    body: type[msgspec.Struct] | None = None
    most_bytes: int = SMALL
    status: int = 200
    waits: bool = False  # for a comparison: it may answer 202 and has to be asked again
    locked: bool = False  # opened by the token alone, wherever the reading room listens

    @property
    def shown(self) -> str:
        """The path as OpenAPI writes it."""
        return _PARAMETER.sub(r"{\1}", self.path)

    @property
    def parameters(self) -> list[str]:
        """The names in the path."""
        return _PARAMETER.findall(self.path)


def contents(room: Room) -> Object:
    """What there is."""
    ways = [{"method": one.method, "path": one.shown, "summary": one.summary} for one in TABLE]
    return {"name": "Rashomon", "version": __version__, "config_hash": room.book.config.digest, "openapi": OPENAPI, "endpoints": ways}


def openapi(room: Room) -> Object:
    """The OpenAPI document."""
    from .openapi import document

    return document(TABLE)


def _part(name: str, summary: str) -> Endpoint:
    return Endpoint("GET", f"/api/events/{{event}}/{name}", summary, partial(looking.part_of, name=name), PARTS[name], waits=True)


TABLE: tuple[Endpoint, ...] = (
    Endpoint("GET", "/api", "What there is", contents, Contents),
    Endpoint("GET", OPENAPI, "This API as an OpenAPI 3.1 document", openapi, dict[str, Any]),
    Endpoint("GET", "/api/health", "Version, settings, counts", doing.health, Health),
    Endpoint("GET", "/api/events", "The events, filtered, a page at a time", looking.events, Events, query=Listing),
    Endpoint("GET", "/api/events/{event}", "Everything found about one event", looking.event, Analysis, waits=True),
    _part("summary", "Its summary, every line with its citations"),
    _part("claims", "Its claims, report by report, and who is given as their source"),
    _part("discrepancies", "What does not fit between its reports"),
    _part("utterances", "What was said, in every version"),
    _part("stemma", "Who took from whom, and how many separate accounts that leaves at most"),
    _part("sources", "Who has a name in it, and who is the source of what"),
    Endpoint(
        "GET", "/api/events/{event}/compare", "Two to four of its reports beside each other",
        looking.compare, Compared, query=Together, waits=True,
    ),
    Endpoint("GET", "/api/events/{event}/explain/{id:path}", "Why the program decided so: a finding, claim or quotation by id, A>B, A~B",
             looking.explain, Explained, waits=True),
    Endpoint("GET", "/api/events/{event}/export/{format}", "The event as a file", looking.export, File, waits=True),
    Endpoint("GET", "/api/reports/{id:path}", "One report", looking.report, Held),
    Endpoint("GET", "/api/search", "Reports that hold the words", looking.search, Hits, query=Search),
    Endpoint(
        "POST", "/api/analyse", "Compare documents as one event; nothing is stored",
        doing.analyse, Analysed, body=ToAnalyse, most_bytes=LARGE, waits=True,
    ),
    Endpoint("POST", "/api/documents", "Take documents into the library", doing.take, Account, body=ToStore, most_bytes=LARGE),
    Endpoint("GET", "/api/decisions", "Every decision there was, and which are in force", doing.decisions, Decisions),
    Endpoint("POST", "/api/decisions", "Enter a decision", doing.decide, DecisionLine, body=ToDecide, status=201, waits=True),
    Endpoint("DELETE", "/api/decisions/{number}", "Take a decision back", doing.undo, DecisionLine),
    Endpoint("GET", "/api/ledger", "What became of every input, a page at a time", doing.ledger, Ledger, query=Paged),
    Endpoint(
        "POST", "/bot/cluster", "Taranis AI: which stories tell one event",
        bot.cluster, bot.Clustered, body=bot.Stories, most_bytes=LARGE, locked=True,
    ),
    Endpoint("GET", "/bot/cluster/health", "Taranis AI: that it works", bot.health, bot.Alive, locked=True),
    Endpoint("GET", "/bot/cluster/modelinfo", "Taranis AI: what it works with", bot.model, bot.Model, locked=True),
)  # fmt: skip
