"""Which sentences of the reports stand beside which of a primary source: alike as between reports, but in no passage, chain or claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..config import CollateConfig
from ..types import Notes, Passage, Primary, Report
from .pairing import Pairing, Witness, side_by_side
from .similarity import Similarities


def beside(reports: Sequence[Report], notes: Sequence[Notes], sources: Sequence[Primary], config: CollateConfig) -> tuple[Passage, ...]:
    """Pairs of a report's sentence (`a`) and one of a primary source in its language (`b`), alike enough to compare slot by slot."""
    witnesses = [Witness(report, note) for report, note in zip(reports, notes, strict=True)]
    out: list[Passage] = []
    for source in sources:
        theirs = Witness(source.report, source.notes)
        row = (theirs, *witnesses)
        likeness = Similarities([witness.keys for witness in row], config.ngram).behind(0)
        for ours, alike in zip(row, side_by_side(theirs, row, likeness, config.near), strict=True):
            if ours is not theirs and ours.lang == theirs.lang:
                near = Pairing(theirs, ours, alike, config).near().values()
                out += sorted(replace(passage, a=passage.b, b=passage.a) for passage in near)
    return tuple(out)
