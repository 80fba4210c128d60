"""Decides how a sentence is shown: cut into pieces that are marked alike, with what is said of it beside.

Marked are words inside quotation marks, readings that a finding compares, damaged passages, the dateline, and words that differ from
another sentence. The text is sliced first and made visible afterwards, piece by piece, so that every offset holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ...tell import words
from ...tell.phrases import quoted, short
from ...types import Analysis, Discrepancy, Notes, Quote, Report, Span
from .._cites import Citations
from .changes import Change

Mark = Literal["quoted", "finding", "clash", "garbled", "dateline", "changed", "missing"]
READING = 70  # characters shown of another reading
READINGS = 3  # other readings shown
ELSEWHERE = 2  # reports shown for each


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence under the same marks; of `missing` words the text is another's."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a report, numbered from 1."""

    siglum: str
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Other words for what a finding compares, and where they stand."""

    text: str
    places: tuple[Place, ...]
    more: int = 0  # further reports that have it


@dataclass(frozen=True, slots=True)
class Finding:
    """What a sentence has otherwise than others."""

    id: str
    kind: str  # in words
    how: str
    weighty: bool  # to be seen at once: readings that can hardly both stand, and words changed inside quotation marks
    here: str
    there: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's words in a sentence."""

    modes: tuple[str, ...]  # in words
    speaker: str  # "" where none is given
    via: str = ""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a passage of a sentence; the id of the finding, "" where there is none."""

    told: str
    id: str


@dataclass(frozen=True, slots=True)
class Remarks:
    """What is said beside a sentence."""

    quoted: tuple[Quoted, ...] = ()
    weighty: tuple[Finding, ...] = ()
    lighter: tuple[Finding, ...] = ()
    damage: tuple[Damage, ...] = ()

    @property
    def are_some(self) -> bool:
        """Whether anything is said."""
        return bool(self.quoted or self.weighty or self.lighter or self.damage)


class Marks:
    """What is to be marked in the reports of an event."""

    def __init__(self, analysis: Analysis, among: Collection[str] | None = None) -> None:
        """`among`: ids of the reports beside each other; what stands in others is left out of the findings."""
        self._among = among
        self.citations = Citations(analysis)
        self.reports, self._persons = self.citations.reports, analysis.findings.persons
        self._notes = {notes.report: notes for notes in analysis.notes}
        self._findings: dict[str, list[Discrepancy]] = defaultdict(list)
        for one in analysis.findings.discrepancies:
            here = {span.report for side in one.sides for span in side}
            for report in sorted(here if among is None else here & set(among)):
                if among is None or one.relation == "self" or any(self._other_side(one, report, among)):
                    self._findings[report].append(one)

    def pieces(self, span: Span, changed: Sequence[Change] = ()) -> tuple[Piece, ...]:
        """A sentence in pieces; `changed` are places within it."""
        report, notes = self.reports[span.report], self._notes.get(span.report)
        found = [one for one in self._findings[span.report] if one.severity != "garbled"]
        layers: list[tuple[Mark, Iterable[Span]]] = [
            ("clash" if _is_weighty(one) else "finding", (place for side in one.sides for place in side)) for one in found
        ]
        if notes:
            layers += [
                ("quoted", notes.marked),
                ("garbled", (place for place, _ in notes.garbled)),
                ("dateline", _dateline(report, notes)),
                ("changed", (Span(report.id, span.start + one.start, span.start + one.end) for one in changed)),
            ]
        missing = {span.start + one.start: one.missing for one in changed if one.missing}
        return _cut(report, span, layers, missing)

    def remarks(self, span: Span) -> Remarks:
        """What is to be said beside a sentence."""
        found = self.findings(span)
        weighty, lighter = (tuple(one for one in found if one.weighty is wanted) for wanted in (True, False))
        return Remarks(self.quoted(span), weighty, lighter, self.damage(span))

    def findings(self, span: Span) -> tuple[Finding, ...]:
        """What is compared in a sentence, in the order of the findings; damage is no comparison."""
        out: dict[str, Finding] = {}
        for one in self._findings[span.report]:
            for n, side in enumerate(one.sides):
                here = sorted(place for place in side if place.overlaps(span))
                if here and one.severity != "garbled":
                    out.setdefault(one.id, self._finding(one, here[0], one.sides[1 - n]))
        return tuple(out.values())

    def quoted(self, span: Span) -> tuple[Quoted, ...]:
        """Whose words a sentence gives, each speaker once."""
        notes = self._notes.get(span.report)
        some = [quote for quote in notes.quotes if quote.speech and any(part.overlaps(span) for part in quote.content)] if notes else []
        modes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for quote in some:
            modes[self.speaker(span.report, quote), quote.via or ""].append(words.MODES[quote.mode])
        return tuple(Quoted(tuple(dict.fromkeys(told)), speaker, via) for (speaker, via), told in modes.items())

    def speaker(self, report: str, quote: Quote) -> str:
        """The speaker under the name of the event, else as the report has it; "" where none is given."""
        person = self._persons.get((report, quote.speaker or ""))
        if person:
            return person.name
        return quote.speaker or (self.reports[report].quote(quote.source) if quote.source else "")

    def damage(self, span: Span) -> tuple[Damage, ...]:
        """What is wrong with damaged passages of a sentence."""
        notes = self._notes.get(span.report)
        ids = {one.left: one.id for one in self._findings[span.report] if one.severity == "garbled"}
        some = [Damage(why, ids.get(place, "")) for place, why in notes.garbled if place.overlaps(span)] if notes else []
        return tuple(dict.fromkeys(some))

    def place(self, span: Span) -> Place:
        """The first sentence that a span touches."""
        return Place(self.citations.siglum(span.report), max(1, self.citations.numbers(span)[0]))

    def _other_side(self, one: Discrepancy, report: str, among: Collection[str]) -> Iterable[bool]:
        for n, side in enumerate(one.sides):
            if any(span.report == report for span in side):
                yield any(span.report in among for span in one.sides[1 - n])

    def _finding(self, one: Discrepancy, here: Span, others: Collection[Span]) -> Finding:
        readings: dict[str, dict[str, Place]] = defaultdict(dict)
        for span in sorted(others, key=lambda span: (self._order(span.report), span.start)):
            if span != here and (self._among is None or span.report in self._among):
                readings[" ".join(self.reports[span.report].quote(span).split())].setdefault(span.report, self.place(span))
        there = [
            Reading(cited(text, READING), tuple(places.values())[:ELSEWHERE], max(0, len(places) - ELSEWHERE))
            for text, places in [*readings.items()][:READINGS]
        ]
        mine = cited(self.reports[here.report].quote(here), READING)
        return Finding(one.id, words.kind(one.kind), words.standing(one.kind, one.severity), _is_weighty(one), mine, tuple(there))

    def _order(self, report: str) -> tuple[int, str]:
        siglum = self.citations.siglum(report)
        return len(siglum), siglum


def _is_weighty(one: Discrepancy) -> bool:
    return one.is_hard or one.kind == "quotation"


def cited(text: str, length: int) -> str:
    """Words of a report in quotation marks that pair, cut at a word where they are long."""
    return quoted(short(" ".join(text.split()), length))


def _dateline(report: Report, notes: Notes) -> tuple[Span, ...]:
    """Where the place of the dateline stands at the head of a sentence."""
    if not report.dateline:
        return ()
    heads = (Span(report.id, one.start, one.start + len(report.dateline)) for one in notes.sentences)
    return tuple(head for head in heads if report.quote(head) == report.dateline)[:1]


def _cut(report: Report, span: Span, layers: Sequence[tuple[Mark, Iterable[Span]]], missing: dict[int, str]) -> tuple[Piece, ...]:
    marked = [(mark, max(one.start, span.start), min(one.end, span.end)) for mark, some in layers for one in some if one.overlaps(span)]
    bounds = sorted({span.start, span.end, *missing, *(at for _, start, end in marked for at in (start, end))})
    out: list[Piece] = []
    for at, end in zip(bounds, [*bounds[1:], span.end], strict=True):
        if at in missing:
            out.append(Piece(missing[at], ("missing",)))
        marks = tuple(dict.fromkeys(mark for mark, low, high in marked if low <= at and end <= high))
        if end > at:
            out.append(Piece(report.text[at:end], marks))
    return tuple(out)
