"""Decides how a citation is written: `[A:s4-6; B:s3]`, the report's siglum and the sentence's number from 1."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from ..types import Analysis, Report, Span


class Run(NamedTuple):
    """Neighbouring sentences of one report, numbered from 1."""

    report: str
    first: int
    last: int


class Citations:
    """Labels for the spans of one analysis, and what the labels stand for."""

    def __init__(self, analysis: Analysis) -> None:
        sources = analysis.primary.sources if analysis.primary else ()
        self.primary = analysis.primary.sigla if analysis.primary else {}
        self.reports = {report.id: report for report in (*analysis.reports, *(source.report for source in sources))}
        self._sentences = {notes.report: notes.sentences for notes in (*analysis.notes, *(source.notes for source in sources))}
        self._starts = {id: [s.start for s in sentences] for id, sentences in self._sentences.items()}
        known = {id: siglum for siglum, id in analysis.stemma.witnesses.items()}
        self.sigla = {report.id: known.get(report.id, report.id) for report in analysis.reports}

    def legend(self) -> Iterator[tuple[str, Report]]:
        """Every siglum with its report, in order of sigla: A to Z before AA."""
        for id, siglum in sorted(self.sigla.items(), key=lambda item: (len(item[1]), item[1], item[0])):
            yield siglum, self.reports[id]

    def primary_legend(self) -> Iterator[tuple[str, Report]]:
        """The same for primary sources."""
        for id, siglum in self.primary.items():
            yield siglum, self.reports[id]

    def siglum(self, report: str) -> str:
        """The letter a report goes by in this event."""
        return self.sigla.get(report) or self.primary.get(report, report)

    def numbers(self, span: Span) -> tuple[int, int]:
        """First and last sentence a span touches, from 1; (0, 0) where the report has no sentences."""
        starts = self._starts.get(span.report, [])
        return max(bisect_right(starts, span.start), 1 if starts else 0), bisect_right(starts, max(span.start, span.end - 1))

    def sentences(self, span: Span) -> str:
        """The whole sentences a span touches, as they stand in the report."""
        return self.reports[span.report].quote(self.whole(span))

    def whole(self, span: Span) -> Span:
        """Where the whole sentences lie that a span touches; the span itself where the report has none."""
        first, last = self.numbers(span)
        if not last:
            return span
        whole = self._sentences[span.report]
        return Span(span.report, whole[max(first, 1) - 1].start, whole[last - 1].end)

    def numbered(self, report: str) -> tuple[Span, ...]:
        """The sentences of a report; its whole text where it has none."""
        return self._sentences.get(report) or (Span(report, 0, len(self.reports[report].text)),)

    def runs(self, spans: Iterable[Span]) -> list[Run]:
        """The cited sentences as runs of neighbours, reports in order of sigla."""
        wanted: dict[str, set[int]] = {}
        for span in spans:
            first, last = self.numbers(span)
            wanted.setdefault(span.report, set()).update(range(max(first, 1), max(last, 1) + 1))
        ordered = sorted(wanted, key=lambda id: (len(self.siglum(id)), self.siglum(id)))
        return [Run(id, first, last) for id in ordered for first, last in _joined(sorted(wanted[id]))]

    def place(self, report: str, first: int, last: int) -> str:
        """`A:s4-6`."""
        return f"{self.siglum(report)}:{_range(first, last)}"

    def label(self, spans: Iterable[Span]) -> str:
        """`[A:s4-6; B:s3]`: reports in order of sigla, neighbouring sentences as one range, `A-D:s1` for four alike."""
        alike = [
            (self.siglum(id), ":" + ", ".join(_range(run.first, run.last) for run in runs))
            for id, runs in groupby(self.runs(spans), key=lambda run: run.report)
        ]
        return "[" + "; ".join(_neighbours(alike)) + "]"


def _neighbours(alike: list[tuple[str, str]]) -> Iterator[str]:
    """Three or more letters in a row that cite the same sentences become a range."""
    at = 0
    while at < len(alike):
        end = at + 1
        while end < len(alike) and alike[end][1] == alike[at][1] and _next(alike[end - 1][0]) == alike[end][0]:
            end += 1
        if end - at > 2:
            yield f"{alike[at][0]}-{alike[end - 1][0]}{alike[at][1]}"
        else:
            yield from (siglum + where for siglum, where in alike[at:end])
        at = end


def _next(siglum: str) -> str:
    """The letter after this one; "" where sigla are no single letters."""
    return chr(ord(siglum) + 1) if len(siglum) == 1 else ""


def _joined(numbers: list[int]) -> Iterator[tuple[int, int]]:
    start = numbers[0]
    for this, following in pairwise((*numbers, numbers[-1] + 2)):
        if following != this + 1:
            yield start, this
            start = following


def _range(first: int, last: int) -> str:
    return f"s{first}" if first == last else f"s{first}-{last}"
