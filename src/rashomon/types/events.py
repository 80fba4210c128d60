"""One event: which passages stand beside which, and who took from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .evidence import Reason, Span, total_bits

State = Literal["verbatim", "rewritten", "translated"]
PairClass = Literal["wholly", "partly", "siblings", "quotation", "independent", "unknown"]
DerivationKind = Literal["copy", "syndication", "cut", "rewrite", "translation", "update", "shared source"]
ClaimKind = Literal["claim", "quotation", "clause", "value"]  # the last two are of clauses
CellState = Literal["assert", "attribute", "partly", "contradict"]


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
    """Where one report makes a claim, and how; `partly`: the sentence tells a part of it, or it beside other things."""

    span: Span
    state: CellState = "assert"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim or quotation; a cell for every report of the event, None where it is silent."""

    id: str
    kind: ClaimKind
    gist: Span  # the sentence or clause that states it best; of a value the words that give it
    cells: dict[str, Cell | None]
    more: tuple[Span, ...] = ()  # further sentences of the same reports that say it, as a whole or in part

    @property
    def of_sentences(self) -> bool:
        """Whether its cells are whole sentences, which are what a line can cite."""
        return self.kind in ("claim", "quotation")

    @property
    def told(self) -> dict[str, Span]:
        """The sentences that make the claim as a whole: report id -> sentence."""
        return {id: cell.span for id, cell in self.cells.items() if cell is not None and cell.state in ("assert", "attribute")}


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
