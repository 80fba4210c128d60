"""Which sentences of the reports stand beside which of a primary source: alike as between reports, but in no passage, chain or claim."""

from __future__ import annotations

from collections.abc import Sequence

from ..config import CollateConfig
from ..types import Notes, Passage, Primary, Report
from .pairing import Pairing, Witness, without_scraps
from .similarity import Similarities


def beside(reports: Sequence[Report], notes: Sequence[Notes], sources: Sequence[Primary], config: CollateConfig) -> tuple[Passage, ...]:
    """Pairs of a report's sentence (`a`) and one of a primary source in its language (`b`), alike enough to compare slot by slot."""
    witnesses = [Witness(report, note) for report, note in zip(reports, notes, strict=True)]
    out: list[Passage] = []
    for source in sources:
        theirs = Witness(source.report, source.notes)
        alike = Similarities({witness.id: witness.texts for witness in (theirs, *witnesses)}, config.ngram)
        for ours in witnesses:
            if ours.lang == theirs.lang:
                out += Pairing(ours, theirs, without_scraps(alike.between(ours.id, theirs.id), ours, theirs), config).near()
    return tuple(out)
