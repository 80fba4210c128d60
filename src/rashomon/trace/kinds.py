"""What a report made of a text: a copy, a cut, a rewrite, an update, a translation; told of the two reports alone."""

from __future__ import annotations

from ..types import DerivationKind, Report
from .accounts import same_outlet
from .evidence import Overlap

SHORTER = 0.9  # share of the other's length below which a copy is a cut


def kind_of(child: Report, parent: Report, found: Overlap, copy_share: float) -> DerivationKind:
    """What `child` made of `parent`, or of a text for which that stands."""
    if found.exact:
        return "copy"
    if child.lang != parent.lang and found.run_share < copy_share:
        return "translation"
    if same_outlet(child, parent):
        return "update"
    if found.run_share >= copy_share:
        return "cut" if len(child.text) < SHORTER * len(parent.text) else "copy"
    return "rewrite"
