"""Everything found about one event, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

from .events import Collation, Event, Stemma
from .findings import Findings, Judgement, Summary
from .notes import Notes
from .primary import Against
from .texts import Report


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found about one event. Reports are sorted by id; sigla follow path order."""

    event: Event
    reports: tuple[Report, ...]
    notes: tuple[Notes, ...]  # one per report, in the same order
    collation: Collation
    stemma: Stemma
    findings: Findings
    summary: Summary
    config_hash: str
    version: str
    primary: Against | None = None  # where a primary source was given
    judgements: tuple[Judgement, ...] = ()  # the decisions of people that concern this event, in order of entry
