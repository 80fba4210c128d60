"""Sentences, names, times, quantities, quotations (stub until its first version lands)."""

from __future__ import annotations

from ..config import AnnotateConfig
from ..types import Notes, Report


def annotate(report: Report, config: AnnotateConfig) -> Notes:
    """Stand-off notes of one report; never edits text."""
    return Notes(report.id, report.lang)
