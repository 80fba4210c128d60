"""Which cells of a claim say otherwise: one side of a contradiction or tension inside the claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..types import Claim, Discrepancy, Span


def contradicted(claim: Claim, discrepancies: Sequence[Discrepancy]) -> Claim:
    """The claim; of a discrepancy between its cells those of one side have the state `contradict`.

    It is the side that the finding is not consistent with; of an open one that which is not the gist's, and none where neither is. What
    two sentences give otherwise that tell the claim only in part is another matter. The side that says otherwise does not state the claim.
    """
    off = {span.report for one in discrepancies for span in _against(claim, one)}
    marked = replace(
        claim, cells={id: replace(cell, state="contradict") if cell and id in off else cell for id, cell in claim.cells.items()}
    )
    if claim.kind == "claim" and claim.gist.report in off and marked.told:
        return replace(marked, gist=min(marked.told.values()))
    return marked


def _against(claim: Claim, one: Discrepancy) -> Sequence[Span]:
    """The readings in cells of a claim that say otherwise than the rest."""
    left, right = (_within(claim, side) for side in one.sides)
    whole = any(span.report in claim.told for span in (*left, *right))
    if not one.is_hard or not left or not right or not whole:
        return ()
    if one.consistent_with in ("left", "right"):
        return right if one.consistent_with == "left" else left
    if any(span in claim.gist for span in left):
        return right
    return left if any(span in claim.gist for span in right) else ()


def _within(claim: Claim, readings: Iterable[Span]) -> list[Span]:
    """Those of some readings that lie in cells of a claim."""
    return [span for span in readings if (cell := claim.cells.get(span.report)) is not None and span in cell.span]
