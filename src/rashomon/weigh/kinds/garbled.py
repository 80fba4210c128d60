"""Garbled: a passage whose words are damaged in the report as loaded. One report by itself."""

from __future__ import annotations

from ...types import Reason
from . import Clash, Kind, Reading, kinds


def compare(reading: Reading, _: Reading) -> list[Clash]:
    """Every damaged place of a sentence."""
    return [
        Clash(span, span, reading.report.quote(span), why, "garbled", (Reason("garbled", 2.0, (span,), why),))
        for span, why in reading.notes.garbled
        if span.start >= reading.span.start and span.start < reading.span.end
    ]


kinds.add("garbled", Kind(lambda reading: bool(reading.notes.garbled), compare, "report"))
