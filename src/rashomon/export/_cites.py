"""Decides how a citation is written: `[A:s4-6; B:s3]`, the report's siglum and the sentence's number from 1."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from ..types import Analysis, Report, Span


class Citations:
    """Labels for the spans of one analysis, and what the labels stand for."""

    def __init__(self, analysis: Analysis) -> None:
        self.reports = {report.id: report for report in analysis.reports}
        self._sentences = {notes.report: notes.sentences for notes in analysis.notes}
        self._starts = {id: [s.start for s in sentences] for id, sentences in self._sentences.items()}
        known = {id: siglum for siglum, id in analysis.stemma.witnesses.items()}
        self.sigla = {report.id: known.get(report.id, report.id) for report in analysis.reports}

    def legend(self) -> Iterator[tuple[str, Report]]:
        """Every siglum with its report, in order of sigla: A to Z before AA."""
        for id, siglum in sorted(self.sigla.items(), key=lambda item: (len(item[1]), item[1], item[0])):
            yield siglum, self.reports[id]

    def siglum(self, report: str) -> str:
        """The letter a report goes by in this event."""
        return self.sigla.get(report, report)

    def numbers(self, span: Span) -> tuple[int, int]:
        """First and last sentence a span touches, from 1; (0, 0) where the report has no sentences."""
        starts = self._starts.get(span.report, [])
        return max(bisect_right(starts, span.start), 1 if starts else 0), bisect_right(starts, max(span.start, span.end - 1))

    def sentences(self, span: Span) -> str:
        """The whole sentences a span touches, as they stand in the report."""
        first, last = self.numbers(span)
        if not last:
            return self.reports[span.report].quote(span)
        whole = self._sentences[span.report]
        return self.reports[span.report].text[whole[max(first, 1) - 1].start : whole[last - 1].end]

    def label(self, spans: Iterable[Span]) -> str:
        """`[A:s4-6; B:s3]`: reports in order of sigla, neighbouring sentences as one range, `A-D:s1` for four alike."""
        wanted: dict[str, set[int]] = {}
        for span in spans:
            first, last = self.numbers(span)
            wanted.setdefault(self.siglum(span.report), set()).update(range(max(first, 1), last + 1))
        ordered = sorted(wanted, key=lambda siglum: (len(siglum), siglum))
        alike = [(siglum, _ranges(sorted(wanted[siglum]))) for siglum in ordered]
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


def _ranges(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][1] + 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return ":" + ", ".join(f"s{low}" if low == high else f"s{low}-{high}" for low, high in runs) if runs else ""
