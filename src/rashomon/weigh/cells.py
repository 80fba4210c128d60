"""Which cells of a claim say otherwise: one side of a contradiction or tension inside the claim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..types import Claim, Discrepancy, Span


class Hard:
    """The discrepancies whose two readings can hardly both stand, and where these lie."""

    def __init__(self, discrepancies: Iterable[Discrepancy]) -> None:
        self.found = [one for one in discrepancies if one.is_hard]
        self._in: dict[str, list[tuple[int, Span, int, int]]] = defaultdict(list)  # report -> start, reading, number, side
        for n, one in enumerate(self.found):
            for side, spans in enumerate(one.sides):
                for span in spans:
                    self._in[span.report].append((span.start, span, n, side))
        for places in self._in.values():
            places.sort()

    def within(self, cell: Span) -> Iterator[tuple[Span, int, int]]:
        """The readings in a cell, each with the number of its discrepancy and its side."""
        places = self._in.get(cell.report, [])
        first, end = bisect_left(places, (cell.start,)), bisect_right(places, cell.end, key=lambda place: place[0])
        return ((span, n, side) for _, span, n, side in places[first:end] if span in cell)


def contradicted(claim: Claim, hard: Hard) -> Claim:
    """The claim; of a discrepancy between its cells those of one side have the state `contradict`.

    It is the side that the finding is not consistent with; of an open one that which is not the gist's, and none where neither is. What
    two sentences give otherwise that tell the claim only in part is another matter. The side that says otherwise does not state the claim.
    """
    held: dict[int, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))  # readings of both sides in the cells
    for cell in filter(None, claim.cells.values()):
        for span, n, side in hard.within(cell.span):
            held[n][side].append(span)
    off = {span.report for n, sides in held.items() for span in _against(claim, hard.found[n], *sides)}
    if not off:
        return claim
    marked = replace(
        claim, cells={id: replace(cell, state="contradict") if cell and id in off else cell for id, cell in claim.cells.items()}
    )
    if claim.kind == "claim" and claim.gist.report in off and marked.told:
        return replace(marked, gist=min(marked.told.values()))
    return marked


def _against(claim: Claim, one: Discrepancy, left: list[Span], right: list[Span]) -> list[Span]:
    """The readings in cells of a claim that say otherwise than the rest."""
    whole = any(span.report in claim.told for span in (*left, *right))
    if not left or not right or not whole:
        return []
    if one.consistent_with in ("left", "right"):
        return right if one.consistent_with == "left" else left
    if any(span in claim.gist for span in left):
        return right
    return left if any(span in claim.gist for span in right) else []
