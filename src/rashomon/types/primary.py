"""The primary source of an event, such as a transcript, and what the reports' quotations and claims are beside it. It is no report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .evidence import Span
from .findings import Discrepancy, Drift, Edit
from .notes import Notes
from .texts import Report

Standing = Literal["assert", "contradict", "silent", "another language"]


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """What one voice says at a stretch, in a text that names its speakers line by line: "MINISTER: ..."."""

    span: Span  # the words, without the label
    label: str = ""  # as written; "" for what stands before the first


@dataclass(frozen=True, slots=True)
class Primary:
    """A text that was there before the reports: it is no witness, counts in no account and makes no claims of its own."""

    report: Report  # read and cleaned as reports are, none of its lines taken for furniture
    notes: Notes
    turns: tuple[Turn, ...] = ()  # nothing: it does not name its speakers line by line


@dataclass(frozen=True, slots=True)
class Checked:
    """One quotation of a report beside the primary source."""

    id: str
    version: Span  # the words in the report's marks
    speaker: str | None  # as the report has it, under the name of the event
    standing: tuple[Drift, ...]  # ("verbatim",) or what became of the words; "not found" and "another language" stand alone
    base: tuple[Span, ...] = ()  # the words in the primary source; several where the report joins them over a gap
    said_by: str | None = None  # who says them there, as written there; None: not told
    edits: tuple[Edit, ...] = ()  # left in the primary source, right in the report
    speaks: bool = False  # whether the report's speaker is known to speak in the primary source


@dataclass(frozen=True, slots=True)
class Stated:
    """One report's version of a claim beside the primary source."""

    claim: str
    span: Span  # the report's sentence
    standing: Standing
    at: Span | None = None  # the sentence of the primary source
    similarity: float = 0.0
    speaks: bool = False  # whether somebody who speaks in the primary source is given as the source of the sentence


@dataclass(frozen=True, slots=True)
class Against:
    """What the reports are beside their primary sources."""

    sources: tuple[Primary, ...]  # in the order of their paths
    quotations: tuple[Checked, ...]  # in the order of reports and text
    claims: tuple[Stated, ...]  # in the order of claims and reports
    discrepancies: tuple[Discrepancy, ...]  # left in a report, right in a primary source

    @property
    def sigla(self) -> dict[str, str]:
        """P1, P2 ... for the ids of the primary sources: no letter of a report looks like it."""
        return {source.report.id: f"P{n}" for n, source in enumerate(self.sources, 1)}
