"""The nouns. Every stage takes some of these and returns others; nothing here imports the rest of the package.

In the order of the data: `evidence` (what everything points at and rests on), `texts`, `notes`, `events`, `findings`, `primary`, `analysis`.
All are imported from here: `from rashomon.types import Span`.

Offsets are Python code points, half-open, into `Report.text`. Times are aware UTC. Every
collection is a tuple in a stated order or a dict in sorted order, so equal input gives equal bytes.
"""

from __future__ import annotations

from .analysis import Analysis
from .events import (
    Accounts,
    Cell,
    CellState,
    Chain,
    Claim,
    Collation,
    Derivation,
    DerivationKind,
    Event,
    Lost,
    Pair,
    PairClass,
    Passage,
    State,
    Stemma,
)
from .evidence import SAME_WORDS, Reason, Span, total_bits
from .findings import (
    Discrepancy,
    Drift,
    Edit,
    Findings,
    Judgement,
    JudgementKind,
    Line,
    Named,
    Relation,
    Said,
    Severity,
    Side,
    Summary,
    Support,
    Utterance,
    by_entity,
)
from .notes import Anchor, Bound, Credit, Grain, Mode, Name, NameKind, Notes, Quantity, Quote, Time, TimeBound, TimeType, Translated
from .primary import Against, Checked, Primary, Standing, Stated, Turn
from .texts import Cut, Fate, Precision, Raw, Report, Skipped, When

__all__ = [
    "SAME_WORDS",
    "Accounts",
    "Against",
    "Analysis",
    "Anchor",
    "Bound",
    "Cell",
    "CellState",
    "Chain",
    "Checked",
    "Claim",
    "Collation",
    "Credit",
    "Cut",
    "Derivation",
    "DerivationKind",
    "Discrepancy",
    "Drift",
    "Edit",
    "Event",
    "Fate",
    "Findings",
    "Grain",
    "Judgement",
    "JudgementKind",
    "Line",
    "Lost",
    "Mode",
    "Name",
    "NameKind",
    "Named",
    "Notes",
    "Pair",
    "PairClass",
    "Passage",
    "Precision",
    "Primary",
    "Quantity",
    "Quote",
    "Raw",
    "Reason",
    "Relation",
    "Report",
    "Said",
    "Severity",
    "Side",
    "Skipped",
    "Span",
    "Standing",
    "State",
    "Stated",
    "Stemma",
    "Summary",
    "Support",
    "Time",
    "TimeBound",
    "TimeType",
    "Translated",
    "Turn",
    "Utterance",
    "When",
    "by_entity",
    "total_bits",
]
