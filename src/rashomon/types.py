"""The nouns. Every stage takes some of these and returns others; nothing here imports the package.

Offsets are Python code points, half-open, into `Report.text`. Times are aware UTC. Every
collection is a tuple in a stated order or a dict in sorted order, so equal input gives equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Fate = Literal["stored", "duplicate", "rejected", "quarantined"]
Precision = Literal["year", "month", "day", "minute", "second"]
Anchor = Literal["dateline", "published", "text", "none"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["minute", "part", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century", "none"]
TimeBound = Literal["exact", "about", "before", "until", "since", "after", "early", "mid", "late", "less", "more", "range"]
Bound = Literal["exact", "about", "less", "more", "at_most", "at_least", "range"]
NameKind = Literal["person", "org", "place", "other"]
Mode = Literal["direct", "indirect", "mixed"]
State = Literal["verbatim", "rewritten", "translated"]
PairClass = Literal["wholly", "partly", "siblings", "quotation", "independent", "unknown"]
DerivationKind = Literal["copy", "syndication", "cut", "rewrite", "translation", "update", "shared source"]
CellState = Literal["assert", "attribute", "contradict"]
Severity = Literal["contradiction", "tension", "weaker", "variant", "granularity", "garbled"]
Side = Literal["left", "right", "both", "open"]
Relation = Literal["rewording (within one account)", "disagreement", "self"]
Drift = Literal[
    "verbatim",
    "truncated",
    "spliced",
    "substituted",
    "inserted",
    "dropped",
    "moved",
    "negated",
    "reported",
    "translated",
    "verb",
    "via",
    "no source",
]
JudgementKind = Literal["merge", "split", "join", "part"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where some text lies: `report.text[start:end]`. The only pointer in the system."""

    report: str  # Report.id
    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.report == other.report and self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point of one report."""
        return self.report == other.report and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence. A decision's bits are the sum of its reasons' bits."""

    rule: str
    bits: float  # log2 odds, additive; positive speaks for the decision
    at: tuple[Span, ...] = ()
    detail: str = ""


SAME_WORDS = "the same words throughout"  # the rule by which two reports are one text, word for word


def total_bits(because: tuple[Reason, ...]) -> float:
    """Sum of the reasons, rounded to the thousandth of a bit that outputs show."""
    return round(sum(reason.bits for reason in because), 3)


# --- what comes in -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of UTC time, half-open, and how finely it was stated."""

    low: datetime
    high: datetime
    precision: Precision

    def iso(self) -> str:
        """ISO 8601 at the stated precision: `2023-03`, `2023-03-02`, `2023-03-02T14:05Z`."""
        widths = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d", "minute": "%Y-%m-%dT%H:%MZ", "second": "%Y-%m-%dT%H:%M:%SZ"}
        return self.low.strftime(widths[self.precision])


@dataclass(frozen=True, slots=True)
class Raw:
    """One document as it came in, decoded but not yet cleaned."""

    origin: str  # path relative to the input, or URL; `#n` names the n-th record of a container
    format: str  # the reader that produced it: text, html, jsonl
    text: str  # decoded text; for HTML the extractor's text
    encoding: str = "utf-8"
    fields: dict[str, str] = field(default_factory=dict)  # id title date outlet byline url lang, and credit
    extra: dict[str, object] = field(default_factory=dict)  # unknown fields, kept, never used as evidence
    offset: int = 0  # byte where the record starts in its file


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that did not become a report, and why. One ledger line."""

    origin: str
    fate: Fate
    code: str  # an error code of errors.py, such as E-GZIP-TRUNC
    why: str
    record: int | None = None
    offset: int | None = None  # byte in the file


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """`raw[start:end]` was replaced by `replacement` under `rule`. Ranges are disjoint and sorted.

    Replaying every cut on `Raw.text` gives `Report.text`: see `text.cuts.replay`.
    """

    start: int
    end: int
    rule: str
    replacement: str = ""
    removed: str = field(default="", compare=False)  # the words that stood there; filled in when all passes are composed


@dataclass(frozen=True, slots=True)
class Report:
    """One published text by one outlet. `text` never changes: spans point into it."""

    id: str
    path: str  # Raw.origin
    text: str
    lang: str = "en"
    headline: Span | None = None  # part of `text`
    deck: Span | None = None  # the standfirst under the headline, part of `text`
    dateline: str | None = None  # place named at the head of the body; None when there is none
    byline: str | None = None
    credit: str | None = None  # the credit line verbatim: "(With information from ...)"
    outlet: str | None = None  # None: unknown, counts as an outlet of its own
    published: When | None = None
    url: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    cuts: tuple[Cut, ...] = ()
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def outlet_key(self) -> str | None:
        """The outlet in comparison form: case, spaces and marks aside. None: unknown, and nobody else's."""
        named = (self.outlet or "").casefold().strip()
        return "".join(filter(str.isalnum, named)) or named or None

    def quote(self, span: Span) -> str:
        """The text a span of this report points at."""
        return self.text[span.start : span.end]


# --- notes ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person, organisation or place; `entity` is the fullest form in the report."""

    span: Span
    kind: NameKind
    entity: str


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `low`/`high` are None where no anchor is known: then only `value` speaks."""

    span: Span
    type: TimeType
    value: str  # TIMEX3 value: 2023-03-02, XXXX-WXX-4, P3D, PRESENT_REF
    low: datetime | None = None
    high: datetime | None = None
    anchor: Anchor = "none"
    grain: Grain = "none"  # how finely the value is told; "part" of a day
    bound: TimeBound = "exact"  # how `low` and `high` come from the value: an open side, a part of it, or both ends of a range


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. `low`/`high` are inclusive; None means unbounded on that side."""

    span: Span
    low: float | None
    high: float | None
    unit: str  # "person", "minute", "percent", "USD"; "" for bare counts
    of: str  # what is counted, lemmatised: "soldier"; "" when not said
    bound: Bound = "exact"


@dataclass(frozen=True, slots=True)
class Quote:
    """Something a report puts in somebody's mouth. An open speaker beats a wrong one."""

    content: tuple[Span, ...]  # inside the marks for direct speech; several when the cue interrupts
    cue: Span | None = None
    source: Span | None = None  # the words that name the speaker
    speaker: str | None = None  # the entity behind `source`; None: open
    via: str | None = None  # the agency that carried it
    mode: Mode = "direct"
    garbled: bool = False
    marked: tuple[Span, ...] = ()  # the parts of `content` that stand inside quotation marks, without the marks
    speech: bool = True  # something was said; False: believed, planned, denied, or only spoken of


@dataclass(frozen=True, slots=True)
class Credit:
    """A text that the report says it draws on: a credit line, an agency dateline, a `told` cue."""

    name: str  # canonical agency or outlet name
    span: Span | None  # None when it stands in a cut credit line or a metadata field
    scope: Literal["text", "passage"]  # of the whole report, or of one statement only
    detail: str = ""  # verbatim


@dataclass(frozen=True, slots=True)
class Translated:
    """That a report reads as a translation: what stands in its quotation marks may be a translator's words."""

    lang: str  # code of the language it likely comes from
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """Stand-off annotations of one report, each tuple in text order."""

    report: str
    lang: str
    sentences: tuple[Span, ...] = ()
    names: tuple[Name, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    credits: tuple[Credit, ...] = ()
    garbled: tuple[tuple[Span, str], ...] = ()  # damaged passages and what is wrong with them
    translated: Translated | None = None  # None: it does not read as a translation

    @property
    def marked(self) -> tuple[Span, ...]:
        """Everything that stands inside quotation marks, in text order."""
        return tuple(sorted({span for quote in self.quotes for span in quote.marked}))


# --- one event -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """The reports of one event. `id` names its earliest report, so that it stays while the event grows."""

    id: str
    reports: tuple[str, ...]  # sorted ids
    saga: str = ""  # id of the coarser cut
    because: tuple[Reason, ...] = ()
    also_in: tuple[str, ...] = ()  # sorted ids of reports of other events that tell this one too, such as round-ups


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Two spans in two reports that say the same."""

    a: Span
    b: Span
    state: State
    similarity: float  # in [0, 1], uncalibrated
    quoted: float = 0.0  # share of the common words that stand inside quotation marks in both


@dataclass(frozen=True, slots=True)
class Chain:
    """Passages between two reports that rise in both: the trace of one text under another."""

    a: str
    b: str
    passages: tuple[Passage, ...]
    coverage_a: float  # share of the body sentences of `a` that take part
    coverage_b: float
    falling: float = 0.0  # summed similarity of the heaviest chain that falls in `b`: what chance would give a rising one


@dataclass(frozen=True, slots=True)
class Cell:
    """Where one report makes a claim, and how."""

    span: Span
    state: CellState = "assert"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim or quotation; a cell for every report of the event, None where it is silent."""

    id: str
    kind: Literal["claim", "quotation"]
    gist: Span  # the sentence that states it best
    cells: dict[str, Cell | None]
    more: tuple[Span, ...] = ()  # further sentences of the same reports that say it


@dataclass(frozen=True, slots=True)
class Collation:
    """Which passages stand beside which in one event."""

    passages: tuple[Passage, ...]
    chains: tuple[Chain, ...]
    claims: tuple[Claim, ...]
    near: tuple[Passage, ...] = ()  # every pair of sentences alike enough to compare slot by slot, own report included


@dataclass(frozen=True, slots=True)
class Lost:
    """A text nobody gave us, whose traces or credits show that it existed."""

    siglum: str  # Greek letter
    name: str | None  # named by a credit, else None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """An edge of the stemma: `child` took from `parent` (a siglum each; Latin or lost)."""

    child: str
    parent: str
    kind: DerivationKind
    p: float
    because: tuple[Reason, ...] = ()

    @property
    def bits(self) -> float:
        return total_bits(self.because)


@dataclass(frozen=True, slots=True)
class Pair:
    """How two reports of an event stand to each other."""

    a: str  # report id, a < b
    b: str
    relation: PairClass  # `class` in JSON
    p: float
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Accounts:
    """How many independent lines of descent there can be. Text shows the upper end at most."""

    low: int
    high: int
    members: tuple[tuple[str, ...], ...]  # report ids at the high end
    members_low: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Stemma:
    """Who took from whom: an acyclic graph over witnesses and lost texts."""

    witnesses: dict[str, str]  # siglum -> report id
    lost: tuple[Lost, ...]
    edges: tuple[Derivation, ...]
    pairs: tuple[Pair, ...]
    accounts: Accounts


# --- findings ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Support:
    """Who carries a claim: reports >= outlets >= accounts.high >= accounts.low >= 1."""

    reports: int
    outlets: int
    low: int  # accounts
    high: int
    originators: tuple[str, ...]  # named speakers the claim rests on


@dataclass(frozen=True, slots=True)
class Said:
    """Who is given as the source of a claim in one report."""

    claim: str
    report: str
    speaker: str | None
    via: str | None
    named: bool
    hand: Literal["first", "second", "unknown"] = "unknown"
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two readings that do not fit, with what decides between them. A fact with offsets, never a verdict."""

    id: str
    kind: str
    severity: Severity
    left: Span
    right: Span
    left_value: str
    right_value: str
    consistent_with: Side = "open"
    basis: str = ""  # what `consistent_with` rests on: "calendar", "3 other accounts", ""
    relation: Relation = "disagreement"
    more: tuple[Span, ...] = ()
    claim: str | None = None
    because: tuple[Reason, ...] = ()

    @property
    def bits(self) -> float:
        return total_bits(self.because)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of wording between two versions of an utterance."""

    kind: Literal["substituted", "inserted", "dropped", "moved", "truncated"]
    left: Span
    right: Span


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same words of one speaker across reports."""

    id: str
    speaker: str | None
    versions: tuple[Span, ...]
    edits: tuple[Edit, ...] = ()
    base: Span | None = None  # the fullest version, with which the others are compared
    drift: tuple[tuple[Drift, ...], ...] = ()  # of each version, what became of the fullest
    support: Support | None = None  # how many reports and accounts have it; the speaker is its one originator


@dataclass(frozen=True, slots=True)
class Named:
    """A person, organisation or place as the reports of an event name it."""

    name: str  # the full form that most reports use
    kind: NameKind
    spellings: dict[str, tuple[str, ...]]  # as written, titles aside -> sorted ids of the reports that write it so
    entities: dict[str, tuple[str, ...]]  # report id -> the entities of its own notes that this is
    titles: tuple[str, ...] = ()  # as written before the name, the most frequent first
    lone: tuple[str, ...] = ()  # spellings that one report has against all others
    because: tuple[Reason, ...] = ()  # why the forms of different reports are one


@dataclass(frozen=True, slots=True)
class Findings:
    """What `weigh` makes of claims and stemma."""

    support: dict[str, Support]  # claim id
    said: tuple[Said, ...]
    discrepancies: tuple[Discrepancy, ...]
    utterances: tuple[Utterance, ...]
    only_in: dict[str, tuple[Span, ...]]  # report id
    not_in: dict[str, tuple[str, ...]]  # report id -> claim ids
    named: tuple[Named, ...] = ()  # whoever and whatever has a name, those in most reports first


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary. Without a citation it cannot be constructed."""

    section: str
    text: str
    cites: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.cites:
            raise ValueError(f"a line needs a citation: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Summary:
    """What to say first, with which citations."""

    title: str
    lines: tuple[Line, ...]
    statement: str  # the source summary statement


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found about one event. Reports are sorted by id; sigla follow path order."""

    event: Event
    reports: tuple[Report, ...]
    notes: tuple[Notes, ...]  # one per report, in the same order
    collation: Collation
    stemma: Stemma
    findings: Findings
    summary: Summary
    config_hash: str
    version: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, kept and replayed: these are (not) one event, or one account."""

    kind: JudgementKind
    a: str  # report id
    b: str
    note: str = ""
    number: int = 0  # order of entry, from 1; 0 before it is stored
