"""Sentences, names, times, quantities, quotations, credits, damage: stand-off notes of one report.

(The parts land one by one; this first version gives sentences.)
"""

from __future__ import annotations

from ..config import AnnotateConfig
from ..lang import language
from ..text.sentences import sentences
from ..types import Notes, Report, Span


def annotate(report: Report, config: AnnotateConfig) -> Notes:
    """Stand-off notes of one report; never edits text."""
    spans = sentences(report.text, report.lang, language(report.lang).abbreviations)[: config.sentences]
    return Notes(report.id, report.lang, tuple(Span(report.id, start, end) for start, end in spans))
