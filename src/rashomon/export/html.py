"""Decides what stands in the report of one file: all that the page of an event shows, and the sentences that it cites.

The file opens from disk, loads nothing and runs nothing: its policy allows its own style alone. Of the reports it holds the cited
sentences, not the texts, which may not be ours to hand on.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise

from ..text.visible import squeeze
from ..types import Analysis, Reason, Span
from . import writes
from ._page import STYLES, environment
from ._page.differences import differences
from ._page.drawing import drawing, edge_id
from ._page.matrix import matrix
from ._page.places import PAGE_LANG, Origin, Places, foreign
from ._page.reports import reports
from ._page.summary import summary
from ._page.utterances import utterances
from ._page.waterfall import Waterfall, waterfall


@dataclass(frozen=True, slots=True)
class Sentence:
    """A cited sentence."""

    number: int
    text: str
    gap: bool  # whether sentences are left out before it


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The cited sentences of one report."""

    anchor: str
    origin: Origin
    lang: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that the file gives the reasons of."""

    anchor: str
    title: str
    reasons: Waterfall


class _Within:
    """Links that lead to other places of the file; it keeps which sentences they lead to."""

    def __init__(self, decisions: dict[str, str], places: Places) -> None:
        self._decisions, self._places, self._cited = decisions, places, dict[str, set[int]]()

    def sentence(self, siglum: str, number: int) -> str:
        self._cited.setdefault(siglum, set()).add(number)
        return f"#{_anchor(siglum)}-s{number}"

    def report(self, siglum: str) -> str:
        self._cited.setdefault(siglum, set())
        return f"#{_anchor(siglum)}"

    def why(self, id: str) -> str:
        return f"#{self._decisions[id]}" if id in self._decisions else ""

    def excerpts(self) -> Iterator[Excerpt]:
        """The sentences that were linked to, asked for when all else is written."""
        citations = self._places.citations
        for siglum, report in (*citations.legend(), *citations.primary_legend()):
            if siglum in self._cited:
                yield _excerpt(report.id, sorted(self._cited[siglum]), self._places)


def _excerpt(report: str, numbers: list[int], places: Places) -> Excerpt:
    whole = places.citations.numbered(report)
    kept = [n for n in numbers if 0 < n <= len(whole)]
    sentences = (Sentence(n, places.words(whole[n - 1]), n != before + 1) for before, n in pairwise((0, *kept)))
    return Excerpt(_anchor(places.citations.siglum(report)), places.origin(report), foreign(places.reports[report]), tuple(sentences))


def _anchor(siglum: str) -> str:
    """A name for a place in the file; letters that an address cannot hold are written as numbers."""
    return "".join(mark if mark.isalnum() else f"_{ord(mark):x}" for mark in siglum)


@cache
def style() -> str:
    """The style sheet as it stands in the file."""
    return "".join(path.read_text(encoding="utf-8") for path in STYLES).strip()


def policy() -> str:
    """What the file may load: its own style, and nothing else."""
    digest = b64encode(sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


@writes("html", "text/html", ".html", "One page that opens from disk, to read, print and hand on")
def to_html(analysis: Analysis) -> str:
    """The whole report."""
    places = Places(analysis)
    reasons = _decisions(analysis, places)
    names = {name: f"why-{n}" for n, (name, _, _) in enumerate(reasons, 1)}
    decisions = [Decision(names[name], title, waterfall(because, places)) for name, title, because in reasons]
    return (
        environment()
        .get_template("onefile.html")
        .render(
            lang=PAGE_LANG,
            style=style(),
            policy=policy(),
            links=_Within(names, places),
            told=summary(analysis),
            drawing=drawing(analysis),
            differences=differences(analysis),
            utterances=utterances(analysis),
            matrix=matrix(analysis),
            reports=reports(analysis),
            decisions=decisions,
        )
    )


def _decisions(analysis: Analysis, places: Places) -> list[tuple[str, str, tuple[Reason, ...]]]:
    """The id of everything that has reasons, what it is, and these."""
    found = (*analysis.findings.discrepancies, *(analysis.primary.discrepancies if analysis.primary else ()))
    titles = {edge.id: edge.told for edge in drawing(analysis).edges}
    edges = [(edge_id(edge), titles[edge_id(edge)], edge.because) for edge in analysis.stemma.edges]
    return [*edges, *((one.id, _title(one.left, one.right, places), one.because) for one in found if one.severity != "garbled")]


def _title(left: Span, right: Span, places: Places) -> str:
    one, other = (f"“{places.words(span)}” in {squeeze(places.citations.siglum(span.report))}" for span in (left, right))
    return f"{one} and {other}"
