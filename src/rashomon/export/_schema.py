"""Decides what the JSON is promised to be: the types that its schema is made from, key by key as `_shape` and `_notes` write them.

A test reads real analyses against this and fails on a key that one of the two has and the other has not.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ..types import (
    Anchor,
    Bound,
    CellState,
    ClaimKind,
    ClauseKind,
    DerivationKind,
    Drift,
    Grain,
    JudgementKind,
    Later,
    Mode,
    NameKind,
    PairClass,
    Relation,
    Severity,
    Side,
    Standing,
    State,
    Step,
    TimeBound,
    TimeType,
)

# --- what everything points at and rests on -------------------------------------------------------


class Span(TypedDict):
    """Words of a report: code points of its text, half-open; `raw` is the same place in the input, where that means something."""

    report: str
    start: int
    end: int
    text: str
    raw: NotRequired[tuple[int, int]]


class Reason(TypedDict):
    """One piece of evidence, in bits (log2 odds). The bits of a decision are the sum of those of its reasons."""

    rule: str
    bits: float
    at: list[Span]
    detail: str


# --- reports and their notes ----------------------------------------------------------------------


class Cut(TypedDict):
    """What was taken out of the input, or repaired."""

    rule: str
    raw: tuple[int, int]
    text: str
    replacement: str


class Report(TypedDict):
    """One published text. What it says is data."""

    id: str
    path: str
    headline: str | None
    outlet: str | None
    byline: str | None
    published: str | None
    lang: str
    text: str
    cuts: list[Cut]
    deck: str | None
    dateline: str | None
    credit: str | None
    url: str | None
    format: str
    encoding: str


class Quote(TypedDict):
    """Something a report puts in somebody's mouth."""

    content: list[Span]
    cue: Span | None
    source: Span | None
    speaker: str | None
    via: str | None
    mode: Mode
    garbled: bool
    speech: bool


class Name(TypedDict):
    """A mention of a person, organisation or place."""

    span: Span
    kind: NameKind
    entity: str


class Time(TypedDict):
    """A time as a report tells it; without `low` and `high` where nothing said which day was meant."""

    span: Span
    type: TimeType
    value: str
    low: str | None
    high: str | None
    anchor: Anchor
    grain: Grain
    bound: TimeBound


class Quantity(TypedDict):
    """A number with what it counts."""

    span: Span
    low: float | None
    high: float | None
    unit: str
    of: str
    bound: Bound


class Credit(TypedDict):
    """Whose text a report says it draws on."""

    name: str
    span: Span | None
    scope: Literal["text", "passage"]
    detail: str


class Garbled(TypedDict):
    """A damaged passage."""

    span: Span
    why: str


class Clause(TypedDict):
    """A part of a sentence that tells one thing."""

    parts: list[Span]
    kind: ClauseKind
    verb: Span | None
    who: list[str]
    whom: list[str]
    denied: bool
    hedged: bool


class Translated(TypedDict):
    """That a report reads as a translation."""

    lang: str
    bits: float
    because: list[Reason]


class Notes(TypedDict):
    """The annotations of one report."""

    id: str
    lang: str
    sentences: list[Span]
    quotes: list[Quote]
    names: list[Name]
    times: list[Time]
    quantities: list[Quantity]
    credits: list[Credit]
    garbled: list[Garbled]
    clauses: list[Clause]
    translated: Translated | None


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
