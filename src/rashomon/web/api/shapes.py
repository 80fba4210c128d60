"""Decides what a request to the API may hold, and what is answered where that is not a part of the analysis itself."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

import msgspec
from msgspec import Meta

from ...export._schema import Analysis, Decision, Range, Report, Span
from ...types import Fate
from ..deciding import FIELD

Field = Annotated[str, Meta(max_length=FIELD)]
Day = Annotated[str, Meta(max_length=40, description="ISO 8601 at any precision: 2031, 2031-05, 2031-05-06, 2031-05-06T14:05Z")]
Page = Annotated[int, Meta(ge=1, le=1_000_000, description="Which page, from 1")]
PerPage = Annotated[int, Meta(ge=1, le=200, description="How many on a page")]
DOCUMENTS = 500  # of one request
TO_ANALYSE = 100  # documents compared as one event
BESIDE = 10  # primary sources


# --- what may be asked ----------------------------------------------------------------------------


class Listing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which events: those with a report that fits all that is given."""

    q: Annotated[str, Meta(max_length=500, description='Words, and phrases in "quotation marks"')] = ""
    since: Day = ""
    until: Day = ""
    outlet: Annotated[str, Meta(max_length=500)] = ""
    lang: Annotated[str, Meta(max_length=40, description="Language code of a report")] = ""
    page: Page = 1
    per_page: PerPage = 40


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reports."""

    q: Annotated[str, Meta(min_length=1, max_length=500, description='Words, and phrases in "quotation marks"; all must be there')]
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


class Together(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which reports of an event."""

    reports: Annotated[str, Meta(min_length=1, max_length=2_000, description="Two to four, by letter or id: A,B")]


class Paged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which page of a list."""

    page: Page = 1
    per_page: PerPage = 100


class Document(TypedDict):
    """A report to be read. Other fields are kept, never used as evidence; docs/formats.md names what else is known."""

    text: Annotated[str, Meta(min_length=1)]
    id: NotRequired[str]
    title: NotRequired[str]
    date: NotRequired[str]
    outlet: NotRequired[str]
    byline: NotRequired[str]
    url: NotRequired[str]
    lang: NotRequired[str]
    credit: NotRequired[str]


class ToAnalyse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Documents that are taken as one event."""

    documents: Annotated[list[Document], Meta(min_length=1, max_length=TO_ANALYSE)]
    primary: Annotated[list[Document], Meta(max_length=BESIDE, description="Texts that were there before, such as a transcript")] = []
    published: Day = ""


class ToStore(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Documents for the library; `published` dates those that carry no date."""

    documents: Annotated[list[Document], Meta(min_length=1, max_length=DOCUMENTS)]
    published: Day = ""


class ToDecide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A decision: `a` and `b` of merge, split, join, part; `outlet`, `family`; `event` with `finding`, or with `claim` and `state`."""

    kind: Literal["merge", "split", "join", "part", "family", "dismiss", "check"]
    a: Field = ""
    b: Field = ""
    outlet: Field = ""
    family: Field = ""
    event: Field = ""
    finding: Field = ""
    claim: Field = ""
    state: Field = ""
    note: Field = ""
    initials: Field = ""
    second: Field = ""
    evidence: Field = ""


# --- what is answered -----------------------------------------------------------------------------


class Way(TypedDict):
    """One address of the API."""

    method: str
    path: str
    summary: str


class Contents(TypedDict):
    """What there is."""

    name: str
    version: str
    config_hash: str
    openapi: str
    endpoints: list[Way]


class Health(TypedDict):
    """That it works, and how much there is."""

    version: str
    config_hash: str
    reports: int
    events: int
    decisions: int
    under_way: int


class EventRow(TypedDict):
    """An event in a list. `ladder`, `accounts` and `differs` are null while it has not been compared: ask for the event."""

    id: str
    saga: str
    title: str
    lang: str
    reports: int
    outlets: int
    langs: list[str]
    first: str | None
    last: str | None
    ladder: list[str] | None
    accounts: Range | None
    differs: str | None


class Events(TypedDict):
    """A page of the events: those told by several reports first."""

    total: int
    page: int
    per_page: int
    events: list[EventRow]


class HitRow(TypedDict):
    """A report that holds what was looked for, and where."""

    report: str
    event: str
    title: str
    outlet: str | None
    snippet: str
    spans: list[Span]


class Hits(TypedDict):
    """What was found, the best first."""

    hits: list[HitRow]


class Held(Report):
    """A report of the library, with the event it is in."""

    event: str


class Counts(TypedDict):
    """seen = stored + duplicate + rejected + quarantined, always."""

    seen: int
    stored: int
    duplicate: int
    rejected: int
    quarantined: int


class LedgerLine(TypedDict):
    """What became of one input."""

    origin: str
    fate: Fate
    code: str
    why: str
    record: int | None
    offset: int | None
    report: str | None


class Ledger(TypedDict):
    """A page of the ledger, in order of first arrival."""

    counts: Counts
    total: int
    page: int
    per_page: int
    lines: list[LedgerLine]


class Account(TypedDict):
    """What became of every document."""

    counts: Counts
    lines: list[LedgerLine]


class Analysed(Analysis):
    """The analysis, and what became of every document."""

    ledger: Account


class DecisionLine(Decision):
    """A decision, and whether it is in force."""

    in_force: bool


class Decisions(TypedDict):
    """Every decision there was, in order of entry."""

    decisions: list[DecisionLine]


class Underway(TypedDict):
    """Not an answer yet: reports are being compared. Ask again as `Retry-After` says."""

    state: Literal["comparing"]
    event: str | None
    reports: int


class Fault(TypedDict):
    """What is wrong with the request, or here."""

    code: str
    message: str
    todo: str


class Failed(TypedDict):
    """An error."""

    error: Fault
