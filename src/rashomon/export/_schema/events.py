"""What is found about an event: who took from whom, what follows, and what the reports are beside a primary source."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ...types import (
    CellState,
    ClaimKind,
    DerivationKind,
    Drift,
    JudgementKind,
    Later,
    NameKind,
    PairClass,
    Relation,
    Severity,
    Side,
    Standing,
    State,
    Step,
)
from .texts import Notes, Reason, Report, Span, Time

# --- who took from whom ---------------------------------------------------------------------------


class Passage(TypedDict):
    """Two spans in two reports that say the same."""

    a: Span
    b: Span
    state: State
    similarity: float


class Lost(TypedDict):
    """A text nobody gave us."""

    siglum: str
    name: str | None
    because: list[Reason]


class Edge(TypedDict):
    """`child` took from `parent`: sigla, or letters of lost texts."""

    child: str
    parent: str
    kind: DerivationKind
    p: float
    bits: float
    because: list[Reason]


Pair = TypedDict("Pair", {"a": str, "b": str, "class": PairClass, "p": float, "because": list[Reason]})
Pair.__doc__ = "How two reports stand to each other."


class Stemma(TypedDict):
    """Who took from whom."""

    witnesses: dict[str, str]
    lost: list[Lost]
    edges: list[Edge]
    pairs: list[Pair]


class Accounts(TypedDict):
    """At most `high` separate accounts; separate newsgathering is not shown. `low`: where every doubt is taken for derivation."""

    low: int
    high: int
    members: list[list[str]]
    members_low: list[list[str]]


# --- what follows ---------------------------------------------------------------------------------


class Range(TypedDict):
    """A number of accounts, at most `high`."""

    low: int
    high: int


class Support(TypedDict):
    """How many carry something, and on whom it rests."""

    reports: int
    outlets: int
    accounts: Range
    originators: list[str]


class Cell(TypedDict):
    """Where one report makes a claim, and how."""

    span: Span
    state: CellState


class Claim(TypedDict):
    """One claim with a cell for every report, null where it is silent."""

    id: str
    kind: ClaimKind
    gist: Span
    cells: dict[str, Cell | None]
    support: Support | None
    more: list[Span]


class Said(TypedDict):
    """Who is given as the source of a claim in one report."""

    claim: str
    report: str
    speaker: str | None
    via: str | None
    named: bool
    hand: Literal["first", "second", "unknown"]
    occasion: str | None
    spoken: Time | None


class AsOf(TypedDict):
    """As of when one side tells it."""

    published: str | None
    spoken: Time | None


class BothSides(TypedDict):
    """As of when either side tells it."""

    left: AsOf
    right: AsOf


class Discrepancy(TypedDict):
    """Two readings that do not fit, and what speaks for either. Never a verdict."""

    id: str
    kind: str
    severity: Severity
    left: Span
    right: Span
    more: list[Span]
    left_value: str
    right_value: str
    consistent_with: Side
    basis: str
    relation: Relation
    claim: str | None
    bits: float
    because: list[Reason]
    later: Later
    superseded: bool
    as_of: BothSides


class Edit(TypedDict):
    """One change of wording."""

    kind: Literal["substituted", "inserted", "dropped", "moved", "truncated"]
    left: Span
    right: Span


class Utterance(TypedDict):
    """The same words of one speaker, as each report has them."""

    id: str
    speaker: str | None
    versions: list[Span]
    edits: list[Edit]
    base: Span | None
    drift: list[list[Drift]]
    support: Support | None
    spoken: list[Time | None]


class Line(TypedDict):
    """A line of the summary with the sentences it rests on; `step`: which count of the ladder it proves."""

    text: str
    cites: list[Span]
    section: str
    step: Step


class Event(TypedDict):
    """What is told. `id` stays while later reports come in."""

    id: str
    saga: str
    title: str
    because: list[Reason]


class Spelling(TypedDict):
    """How some reports write a name; `lone`: one report against all others."""

    text: str
    reports: list[str]
    lone: bool


class Entity(TypedDict):
    """What the notes of one report call somebody."""

    report: str
    entity: str


class Named(TypedDict):
    """A person, organisation or place under every name that the reports give it."""

    name: str
    kind: NameKind
    titles: list[str]
    spellings: list[Spelling]
    entities: list[Entity]
    bits: float
    because: list[Reason]


class Decision(TypedDict):
    """What a person decided; docs/formats.md says what `a` and `b` are for each kind."""

    number: int
    kind: JudgementKind
    a: str
    b: str
    note: str
    evidence: str
    initials: str
    second: str
    gist: str
    event: str


# --- beside a primary source ----------------------------------------------------------------------


class Turn(TypedDict):
    """What one voice says at a stretch of a primary source."""

    label: str
    span: Span


class PrimarySource(Report):
    """A text that was there before the reports; it counts in no account."""

    siglum: str
    turns: list[Turn]
    notes: Notes


class Checked(TypedDict):
    """A quotation of a report, and what became of the words of the primary source in it."""

    id: str
    version: Span
    speaker: str | None
    standing: list[Drift]
    base: list[Span]
    said_by: str | None
    speaks: bool
    edits: list[Edit]


class Stated(TypedDict):
    """One report's version of a claim beside the primary source."""

    claim: str
    span: Span
    standing: Standing
    at: Span | None
    similarity: float
    speaks: bool


class Primary(TypedDict):
    """What the reports are beside their primary sources."""

    sources: list[PrimarySource]
    quotations: list[Checked]
    claims: list[Stated]
    discrepancies: list[Discrepancy]


class Analysis(TypedDict):
    """Everything found about one event; docs/formats.md says it at length."""

    version: str
    config_hash: str
    machine_made: str
    reports: list[Report]
    notes: list[Notes]
    passages: list[Passage]
    stemma: Stemma
    accounts: Accounts
    claims: list[Claim]
    said: list[Said]
    discrepancies: list[Discrepancy]
    utterances: list[Utterance]
    only_in: dict[str, list[Span]]
    not_in: dict[str, list[str]]
    summary: list[Line]
    sources: str
    event: Event
    named: list[Named]
    summary_lang: str
    dismissed: list[Discrepancy]
    decisions: list[Decision]
    primary: NotRequired[Primary]
