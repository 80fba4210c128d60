"""Decides the words people see: one table for the page, the terminal and the English summary.

Code and documents speak of stemma, lost exemplars and drift; a reader meets a journalist's words.
No word here gives a verdict: "consistent with", never "right"; "not found in it", never "left out".
"""

from __future__ import annotations

from typing import Final

from ..types import (
    CellState,
    CheckState,
    Derivation,
    DerivationKind,
    Drift,
    Fate,
    JudgementKind,
    Mode,
    PairClass,
    Relation,
    Severity,
    Side,
    Standing,
    State,
)

DERIVATIONS: Final[dict[DerivationKind, str]] = {
    "copy": "word-for-word copy",
    "syndication": "carried from an agency",
    "cut": "shortened copy",
    "rewrite": "reworded",
    "translation": "translated",
    "update": "later version",
    "shared source": "quotes it in one passage",
}
TAKEN: Final[dict[DerivationKind, str]] = {  # the same of a text and its source
    "copy": "word-for-word copy of {source}",
    "syndication": "carried from {source}",
    "cut": "shortened copy of {source}",
    "rewrite": "reworded from {source}",
    "translation": "translated from {source}",
    "update": "later version of {source}",
    "shared source": "quotes {source} in one passage",
}
PAIRS: Final[dict[PairClass, str]] = {
    "wholly": "shares its text with",
    "partly": "shares part of its text with",
    "siblings": "shares a missing source with",
    "quotation": "shares only quoted words with",
    "independent": "shares no text with",
    "unknown": "not decided against",
}
SEVERITIES: Final[dict[Severity, str]] = {
    "contradiction": "cannot both stand as written",
    "tension": "differs",
    "weaker": "says it less firmly",
    "variant": "another form of the same",
    "granularity": "more exact in one",
    "garbled": "garbled",
}
WEAKER: Final[dict[str, str]] = {"attribution": "source given in one only"}  # kinds that are weaker in words of their own
SIDES: Final[dict[Side, str]] = {
    "left": "consistent with the first",
    "right": "consistent with the second",
    "both": "consistent with both",
    "open": "open",
}
RELATIONS: Final[dict[Relation, str]] = {
    "rewording (within one account)": "reworded within one account",
    "disagreement": "between accounts",
    "self": "within one report",
    "against the primary source": "against the primary source",
}
STATES: Final[dict[State, str]] = {"verbatim": "word for word", "rewritten": "reworded", "translated": "translated"}
CELLS: Final[dict[CellState, str]] = {
    "assert": "in its own voice",
    "attribute": "with a source",
    "partly": "in part",
    "contradict": "differs",
}
STANDINGS: Final[dict[Standing, str]] = {
    "assert": "stated in like words",
    "contradict": "differs",
    "silent": "not stated",
    "another language": "in another language",
}
MODES: Final[dict[Mode, str]] = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}
EDITS: Final[dict[str, str]] = {
    "substituted": "wording changed",
    "inserted": "words added",
    "dropped": "words missing",
    "moved": "order changed",
    "truncated": "cut short",
}
DRIFT: Final[dict[Drift, str]] = {
    "verbatim": "word for word",
    "truncated": "cut short",
    "spliced": "joined over a gap",
    "substituted": "wording changed",
    "inserted": "words added",
    "dropped": "words missing",
    "moved": "order changed",
    "negated": "did or did not",
    "reported": "without quotation marks",
    "translated": "a translator’s words",
    "verb": "said more or less firmly",
    "via": "through another agency",
    "no source": "no source given",
    "condition": "condition missing",
    "another speaker": "another speaker’s words",
    "not found": "not in the primary source given",
    "another language": "in another language",
}
KINDS: Final[dict[str, str]] = {
    "attribution": "who is given as the source",
    "bound": "how exact a figure is",
    "date": "date",
    "first_since": "first since when",
    "garbled": "garbled",
    "initiator": "who did it to whom",
    "last_met": "last contact",
    "name": "who it was",
    "negation": "did or did not",
    "number": "number",
    "place": "place",
    "quotation": "words inside quotation marks",
    "reference": "he or she",
    "role": "office",
    "spelling": "spelling of a name",
    "verb": "how firmly it is said",
    "weekday": "day",
    "wording": "an opposite word",
}
REPAIRS: Final[dict[str, str]] = {  # what was mended in the characters by a rule
    "composition": "accents joined to their letters",
    "entity": "character codes of HTML",
    "invisible": "invisible characters",
    "line-end": "line ends",
    "line-wrap": "lines broken inside a paragraph",
    "mojibake": "wrongly decoded characters",
    "stacked-accents": "heaps of accents",
    "title": "title put above the text",
}
HANDS: Final[dict[str, str]] = {"first": "first hand", "second": "second hand"}
SCOPES: Final[dict[str, str]] = {"text": "the whole text", "passage": "one statement"}
JUDGEMENTS: Final[dict[JudgementKind, str]] = {
    "merge": "one event",
    "split": "two events",
    "join": "one account",
    "part": "two accounts",
    "family": "of one family",
    "dismiss": "dismissed as no difference",
    "check": "checked",
    "attach": "attached as a primary source",
}
CHECKS: Final[dict[CheckState, str]] = {
    "open": "open",
    "called": "called",
    "confirmed": "confirmed by the desk",
    "rejected": "rejected by the desk",
}
FATES: Final[dict[Fate, str]] = {
    "stored": "stored",
    "duplicate": "came in before",
    "rejected": "rejected",
    "quarantined": "could not be read",
}

RULES: Final[dict[str, str]] = {  # fitted ones, by what stands before their dot; the others are words as they are
    "direction": "which came first",
    "parent": "from whom",
    "passage": "from whom in one passage",
}

STEMMA: Final = "who shares text with whom"
LOST: Final = "missing source"
UNNAMED_LOST: Final = "missing source, not named"
ALONE: Final = "no text shared with another report, single sentences aside"
PRIMARY: Final = "primary source"
SILENT: Final = "not found in it"
UNSHARED: Final = "not shared"
NO_SOURCE: Final = "no source given"
DECISIONS: Final = "editor's decisions"
STRONG_P: Final = 0.88  # eight to one: three bits and nothing before them


def strength(p: float) -> str:
    """`strong` or `weak`: all that people see of a probability unless they ask for bits."""
    return "strong" if p >= STRONG_P else "weak"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """`1 report`, `2 reports`."""
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def standing(kind: str, severity: Severity) -> str:
    """The words for how two readings of a kind stand to each other."""
    return WEAKER.get(kind, SEVERITIES[severity]) if severity == "weaker" else SEVERITIES[severity]


def kind(name: str) -> str:
    """The words for a kind of discrepancy; a kind that joined from outside keeps its name."""
    return KINDS.get(name, name)


def taken(edge: Derivation, source: str) -> str:
    """How a text took from its source, which goes by a name, and how strongly that is shown: `shortened copy of A, weak`."""
    return f"{TAKEN[edge.kind].format(source=source)}, {strength(edge.p)}"


def rule(name: str) -> str:
    """What a rule that gives a reason asks."""
    asked, dot, _ = name.partition(".")
    return RULES.get(asked, name) if dot else name
