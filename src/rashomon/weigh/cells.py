"""Which cells of a claim say otherwise: one side of a contradiction or tension inside the claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..types import Cell, Claim, Discrepancy, Span


def contradicted(claim: Claim, discrepancies: Sequence[Discrepancy]) -> Claim:
    """The claim; of a discrepancy between two of its cells one has the state `contradict`.

    It is the side that the finding is not consistent with; of an open one that which is not the gist's, and none where neither is.
    """
    off = {side.report for one in discrepancies if (side := _against(claim, one)) is not None}
    return replace(claim, cells={id: replace(cell, state="contradict") if cell and id in off else cell for id, cell in claim.cells.items()})


def _against(claim: Claim, one: Discrepancy) -> Span | None:
    """The side of a discrepancy between two cells of a claim that says otherwise."""
    if one.severity not in ("contradiction", "tension") or not (_within(claim, one.left) and _within(claim, one.right)):
        return None
    if one.consistent_with in ("left", "right"):
        return one.right if one.consistent_with == "left" else one.left
    if one.left in claim.gist or one.right in claim.gist:
        return one.right if one.left in claim.gist else one.left
    return None


def _within(claim: Claim, reading: Span) -> bool:
    cell: Cell | None = claim.cells.get(reading.report)
    return cell is not None and reading in cell.span
