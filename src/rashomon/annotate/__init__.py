"""Sentences, names, times, quantities, quotations, credits, damage: stand-off notes of one report.

(Quotations, credits and damage land next; the rest is here.)
"""

from __future__ import annotations

from ..config import AnnotateConfig
from ..lang import language
from ..text.sentences import sentences
from ..types import Notes, Report, Span
from .names import names
from .quantities import quantities
from .quotes import quotes
from .times import times


def annotate(report: Report, config: AnnotateConfig) -> Notes:
    """Stand-off notes of one report; never edits text."""
    offsets = sentences(report.text, report.lang, language(report.lang).abbreviations)[: config.sentences]
    spans = tuple(Span(report.id, start, end) for start, end in offsets)
    named = names(report, spans)
    return Notes(
        report.id, report.lang, spans,
        names=named,
        quotes=quotes(report, spans, named),
        times=times(report, spans),
        quantities=quantities(report, spans),
    )
