"""Decides which tools an agent has, what each takes, and what it gives. None of them writes anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from ..casebook.explain import find
from ..casebook.parts import compared
from ..errors import NoSuchId, UsageError
from ..export._points import Object
from ..pipeline import take_in
from ..text.visible import squeeze
from ..types import Analysis, Report, Skipped, Span
from ..web.adding import date_of
from ..web.api import looking
from ..web.api.shapes import BESIDE, TO_ANALYSE, Day, Document, Listing, Page, Search
from ..web.given import read_documents
from ..web.room import Room
from ..web.trials import Taken
from .short import NOTE, PartName, Short

WAIT_SECONDS = 45.0  # that a tool waits for a comparison; many clients give up after a minute
GIVEN = "given-"  # how the id of an event begins that is not of the library

EventId = Annotated[str, Meta(min_length=1, max_length=2_000, description="An event's id, from `events`, `search` or `analyse`")]
Most = Annotated[int, Meta(ge=1, le=500, description="How many rows of each part")]
FIRST: tuple[PartName, ...] = ("reports", "summary", "accounts", "discrepancies")
Parts = Annotated[tuple[PartName, ...], Meta(min_length=1, max_length=8, description="What to tell of the event")]


class ToAnalyse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Reports of ONE event, as documents or as files."""

    documents: Annotated[list[Document], Meta(max_length=TO_ANALYSE)] = []
    paths: Annotated[list[str], Meta(max_length=TO_ANALYSE, description="Under the folder that the server was started with")] = []
    primary: Annotated[list[Document], Meta(max_length=BESIDE, description="Texts that were there before, such as a transcript")] = []
    published: Day = ""
    parts: Parts = FIRST
    most: Most = 20


class ToList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which events of the library; all filters may be left out."""

    q: Annotated[str, Meta(max_length=500, description='Words, and phrases in "quotation marks"')] = ""
    since: Day = ""
    until: Day = ""
    outlet: Annotated[str, Meta(max_length=500)] = ""
    lang: Annotated[str, Meta(max_length=40)] = ""
    page: Page = 1


class ToTell(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which event, and how much of it."""

    event: EventId
    parts: Parts = FIRST
    most: Most = 20


class ToExplain(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which decision of the program."""

    event: EventId
    id: Annotated[str, Meta(min_length=1, max_length=2_000, description="Of a finding, claim or quotation; A>B: an edge, A~B: a pair")]
    most: Most = 20


class ToCompare(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reports of an event."""

    event: EventId
    reports: Annotated[list[str], Meta(min_length=2, max_length=4, description="By letter: A, B")]
    most: Most = 20


class ToFind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to look for in the reports of the library."""

    q: Annotated[str, Meta(min_length=1, max_length=500, description='Words, and phrases in "quotation marks"; all must be there')]
    limit: Annotated[int, Meta(ge=1, le=50)] = 10


@dataclass(frozen=True)
class Desk:
    """What the tools work on: a library, and the one folder whose files may be read, if any."""

    room: Room
    folder: Path | None = None

    def analysis(self, event: str) -> Analysis:
        """What was found about an event, of the library or of what was given; Pending where that takes longer."""
        if not event.startswith(GIVEN):
            return self.room.analysis(event, WAIT_SECONDS)
        trial = self.room.trials.get(event)
        if trial is None:
            raise NoSuchId("event that is still held", event)
        return trial.found.result(WAIT_SECONDS)

    def read(self, paths: Sequence[str], config_date: str) -> list[Report | Skipped]:
        """What lies at some paths under the folder; the same is said of a path outside it as of one that is not there."""
        if paths and self.folder is None:
            raise UsageError("no folder is open to agents; give documents, or start the server with `rashomon mcp --folder DIR`")
        found: list[Report | Skipped] = []
        for name in paths:
            found += take_in([self._path(name)], self.room.book.config, published=date_of(config_date), workers=1)
        return found

    def _path(self, name: str) -> Path:
        root = (self.folder or Path()).resolve()
        try:
            path = (root / name).resolve(strict=True)
        except (OSError, ValueError, RuntimeError):  # not there, no name of a file, links in a circle
            path = Path()
        if not path.is_relative_to(root):
            raise NoSuchId("file or folder under the one that is open", name)
        return path


def analyse(desk: Desk, asked: ToAnalyse) -> Object:
    """Some reports as one event."""
    if not asked.documents and not asked.paths:
        raise UsageError("give documents, or paths under the folder that is open")
    config, date = desk.room.book.config, date_of(asked.published)
    given = [*desk.read(asked.paths, asked.published), *read_documents(asked.documents, config, date)]
    taken = Taken.of(given, read_documents(asked.primary, config, date, whole=True))
    texts = [(report.id, report.path, report.text) for report in (*taken.reports, *taken.primary)]
    key = GIVEN + blake2b(msgspec.json.encode((len(taken.reports), texts)), digest_size=6).hexdigest()
    desk.room.trials.trial(desk.room.hand, key, lambda: taken)
    told = Short(desk.analysis(key), asked.most).told(asked.parts)
    unread = [{"origin": squeeze(one.origin), "code": one.code, "why": squeeze(one.why)} for one in taken.skipped]
    return told | {"event": key, "unread": unread}


def events(desk: Desk, asked: ToList) -> Object:
    """Events of the library."""
    query = Listing(asked.q, asked.since, asked.until, asked.outlet, asked.lang, asked.page, per_page=20)
    return looking.events(desk.room, query) | {"note": NOTE}


def event(desk: Desk, asked: ToTell) -> Object:
    """One event."""
    return Short(desk.analysis(asked.event), asked.most).told(asked.parts) | {"event": asked.event}


def explain(desk: Desk, asked: ToExplain) -> Object:
    """Why the program decided so."""
    analysis = desk.analysis(asked.event)
    case = find(asked.id, analysis)
    if case is None:
        raise NoSuchId("decision", asked.id)
    return Short(analysis, asked.most).case(case)


def compare(desk: Desk, asked: ToCompare) -> Object:
    """Some reports of an event beside each other."""
    analysis = desk.analysis(asked.event)
    whole, tell = compared(analysis, asked.reports), Short(analysis, asked.most)
    ids, sigla = {one["id"] for one in whole["discrepancies"]}, [one["siglum"] for one in whole["reports"]]

    def places(one: Object) -> list[Object]:
        spans = [Span(one[end]["report"], one[end]["start"], one[end]["end"]) for end in ("a", "b")]
        return [tell.at(span) for span in sorted(spans, key=lambda span: sigla.index(tell.citations.siglum(span.report)))]

    return {
        "event": asked.event,
        "reports": whole["reports"],
        "pairs": [
            {"a": tell.citations.siglum(one["a"]), "b": tell.citations.siglum(one["b"]), "class": one["class"], "p": one["p"]}
            for one in whole["pairs"]
        ],
        "passages": tell.rows([{"places": places(one), "state": one["state"]} for one in whole["passages"]]),
        "discrepancies": tell.rows([tell.discrepancy(one) for one in analysis.findings.discrepancies if one.id in ids]),
        "note": NOTE,
    }


def search(desk: Desk, asked: ToFind) -> Object:
    """Reports that hold the words."""
    hits = looking.search(desk.room, Search(asked.q, asked.limit))["hits"]
    return {"hits": [{key: value for key, value in hit.items() if key != "spans"} for hit in hits], "note": NOTE}


@dataclass(frozen=True)
class Tool:
    """A tool: its name is that of its function."""

    gives: Callable[[Desk, Any], Object]
    takes: type[msgspec.Struct]
    says: str

    @property
    def name(self) -> str:
        return self.gives.__name__

    @property
    def schema(self) -> Object:
        """What it takes, as JSON Schema."""
        _, schemas = msgspec.json.schema_components((self.takes,), ref_template="#/$defs/{name}")
        whole: Object = schemas.pop(self.takes.__name__)
        return whole | ({"$defs": schemas} if schemas else {})


TOOLS = (
    Tool(
        analyse,
        ToAnalyse,
        "Compare several reports of ONE event: which share their text, at most how many separate accounts that leaves, what agrees and "
        "what clashes, how quotations changed. Nothing is stored. Its `event` id serves the other tools.",
    ),
    Tool(
        events,
        ToList,
        "List the events of the library, those of most reports first, with the ladder of counts where one was compared.",
    ),
    Tool(
        event,
        ToTell,
        "One event: summary with citations (A:s3 is the third sentence of report A), at most how many separate accounts, what clashes. "
        "Further parts: claims, utterances (quotations in every version), stemma (who took from whom), names.",
    ),
    Tool(explain, ToExplain, "Why the program decided so: the sentences compared, and every reason with its weight in bits (log2 odds)."),
    Tool(
        compare,
        ToCompare,
        "Two to four reports of an event side by side: shared passages, how they stand to each other, what clashes.",
    ),
    Tool(search, ToFind, "Find reports of the library by their words, with the event that each belongs to."),
)
