"""What `annotate` finds in a report, as stand-off notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .evidence import Reason, Span

Anchor = Literal["dateline", "published", "text", "none"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Grain = Literal["minute", "part", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century", "none"]
TimeBound = Literal["exact", "about", "before", "until", "since", "after", "early", "mid", "late", "less", "more", "range"]
Bound = Literal["exact", "about", "less", "more", "at_most", "at_least", "range"]
NameKind = Literal["person", "org", "place", "other"]
Mode = Literal["direct", "indirect", "mixed"]
ClauseKind = Literal["main", "said", "saying", "joined", "relative", "when", "participle", "apposition", "aside"]


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

    @property
    def is_date(self) -> bool:
        """Whether it names a time of the calendar, not "now" or "recently"."""
        return self.type == "DATE" and self.names_a_day

    @property
    def names_a_day(self) -> bool:
        """Whether it lies in the calendar, be it a part of a day."""
        return self.type in ("DATE", "TIME") and self.value[:1].isalnum() and not self.value.endswith("_REF")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. `low`/`high` are inclusive; None means unbounded on that side."""

    span: Span
    low: float | None
    high: float | None
    unit: str  # "person", "minute", "percent", "USD"; "" for bare counts
    of: str  # what is counted, lemmatised: "soldier"; "" when not said
    bound: Bound = "exact"

    @property
    def figure(self) -> float | None:
        """The number that stands in the text, whatever bound is set to it: the middle of what it may be, or its one end."""
        if self.low is None or self.high is None:
            return self.high if self.low is None else self.low
        return (self.low + self.high) / 2


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
class Clause:
    """A part of a sentence that tells one thing, and that stays true when it stands alone."""

    parts: tuple[Span, ...]  # without what is set into it: "The mayor, who | resigned on Monday, | was charged"
    kind: ClauseKind
    verb: Span | None = None  # the word that says what is done
    who: tuple[str, ...] = ()  # entities named before the verb, or meant there
    whom: tuple[str, ...] = ()  # entities behind it
    denied: bool = False
    hedged: bool = False

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(self.parts[0].report, self.parts[0].start, self.parts[-1].end)


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
    clauses: tuple[Clause, ...] = ()  # of sentences that tell several things, in text order

    @property
    def marked(self) -> tuple[Span, ...]:
        """Everything that stands inside quotation marks, in text order."""
        return tuple(sorted({span for quote in self.quotes for span in quote.marked}))
