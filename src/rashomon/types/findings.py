"""What follows: support, discrepancies, utterances, names, and the summary; and people's own decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .events import Claim
from .evidence import Reason, Span, total_bits
from .notes import NameKind, Time
from .texts import When

Severity = Literal["contradiction", "tension", "weaker", "variant", "granularity", "garbled"]
Side = Literal["left", "right", "both", "open"]
Later = Literal["left", "right", ""]
Relation = Literal["rewording (within one account)", "disagreement", "self", "against the primary source"]
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
    "condition",
    "another speaker",
    "not found",
    "another language",
]
JudgementKind = Literal["merge", "split", "join", "part", "family", "dismiss", "check", "attach"]
CheckState = Literal["open", "called", "confirmed", "rejected"]
Length = Literal["short", "normal", "full"]
Step = Literal["reports", "texts", "accounts", "speakers", ""]


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
    spoken: Time | None = None  # when, where the report dates the words


@dataclass(frozen=True, slots=True)
class AsOf:
    """As of when one side of a finding tells it."""

    published: When | None = None  # its report
    spoken: Time | None = None  # when its source said so, where the report dates the words: "she said on Thursday"


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
    basis: str = ""  # what `consistent_with` rests on: "calendar", "3 accounts", "primary source", ""
    relation: Relation = "disagreement"
    more: tuple[Span, ...] = ()
    claim: str | None = None
    because: tuple[Reason, ...] = ()
    later: Later = ""  # the side whose report was published later, where both times are known and apart
    superseded: bool = False  # what is compared moves on with time, so that the later side may only bring it up to date
    with_left: tuple[Span, ...] = ()  # of `more`, what has the value of the left; all else has that of the right
    as_of: tuple[AsOf, AsOf] = (AsOf(), AsOf())  # of the left and of the right

    @property
    def sides(self) -> tuple[frozenset[Span], frozenset[Span]]:
        """All readings that have the value of the left, and all that have that of the right."""
        lefts = frozenset((self.left, *self.with_left))
        return lefts, frozenset((self.right, *self.more)) - lefts

    @property
    def is_hard(self) -> bool:
        """Whether its two readings can hardly both stand."""
        return self.severity in ("contradiction", "tension")

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
    spoken: tuple[Time | None, ...] = ()  # of each version, when it was said, where its report dates the words


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


def by_entity(named: Iterable[Named], kind: NameKind = "person") -> dict[tuple[str, str], Named]:
    """Who is meant by an entity of a report: (report id, entity) -> who or what it is in the event."""
    return {(report, entity): one for one in named if one.kind == kind for report, some in one.entities.items() for entity in some}


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
    claims: tuple[Claim, ...] = ()  # of the collation, the cells that say otherwise marked
    dismissed: tuple[Discrepancy, ...] = ()  # what an editor dismissed; it marks nothing and the summary is silent on it

    @property
    def persons(self) -> dict[tuple[str, str], Named]:
        """Who is meant by a person of a report: (report id, entity) -> the person of the event."""
        return by_entity(self.named)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the summary. Without a citation it cannot be constructed."""

    section: str
    text: str
    cites: tuple[Span, ...]
    step: Step = ""  # of the ladder: which of its counts the line proves; "" for the line that counts, and for all other sections

    def __post_init__(self) -> None:
        if not self.cites:
            raise ValueError(f"a line needs a citation: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Summary:
    """What to say first, with which citations."""

    title: str
    lines: tuple[Line, ...]
    statement: str  # the source summary statement
    lang: str = "en"  # of its words; what reports say is quoted as it stands
    length: Length = "normal"  # how much of the lines is shown to people


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision, kept and replayed.

    `merge`, `split`: two reports are (not) one event; `join`, `part`: they are (not) one account; `family`: an outlet belongs to a family,
    whose outlets are at most one account; `dismiss`: a finding is none; `check`: how far a claim is verified; `attach`: a primary source
    belongs to the event of a report.
    """

    kind: JudgementKind
    a: str  # report id; of `family` an outlet, of `dismiss` a finding, of `check` a claim, of `attach` a primary source
    b: str  # report id; of `family` its name, of `dismiss` nothing, of `check` a CheckState
    note: str = ""
    number: int = 0  # order of entry, from 1; 0 before it is stored
    evidence: str = ""  # address of what it rests on
    initials: str = ""  # of who decided
    second: str = ""  # of the second pair of eyes
    gist: str = ""  # the words it is about, as they stood, so that the log can be read when they are gone
    event: str = ""  # id of the event it was made in, where it concerns one

    @property
    def of_reports(self) -> bool:
        """Whether it is about two reports, in either order."""
        return self.kind in ("merge", "split", "join", "part")

    @property
    def about(self) -> tuple[str, ...]:
        """What it decides: of two decisions about the same the later is in force."""
        if self.of_reports:
            return ("event" if self.kind in ("merge", "split") else "account", self.a, self.b)
        return (self.kind, self.a, self.b) if self.kind == "attach" else (self.kind, self.a)
