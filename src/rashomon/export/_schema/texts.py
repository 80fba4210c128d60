"""What everything points at and rests on; reports, and the notes of each."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from ...types import (
    Anchor,
    Bound,
    ClauseKind,
    Grain,
    Mode,
    NameKind,
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
