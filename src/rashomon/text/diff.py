"""Where two sequences agree: word runs common to both, and the edits between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

PLACES = 16


class Runs:
    """A sequence with the places of all that stands `least` in a row in it; made once, compared with many.

    `numbers` is shared by all that are to be compared: what stands in a row, with a number for it.
    """

    def __init__(self, items: Sequence[str], least: int, numbers: dict[tuple[str, ...], int]) -> None:
        self.items, self.places = items, defaultdict[int, list[int]](list)
        for at in range(len(items) - least + 1):
            self.places[numbers.setdefault(tuple(items[at : at + least]), len(numbers))].append(at)
        self.known = frozenset(self.places)


def common_runs(left: Runs, right: Runs) -> list[tuple[int, int, int]]:
    """Maximal runs of equal items, greedy from the left: (start in left, start in right, length).

    Each item of `left` is used once. Of a run that `right` repeats, the first `PLACES` places are tried,
    so the cost stays linear: O(items in common * PLACES), and one look where there are none.
    """
    if left.known.isdisjoint(right.known):
        return []
    starts = {at: right.places[shared] for shared in left.known & right.known for at in left.places[shared]}
    runs: list[tuple[int, int, int]] = []
    done = 0
    for at in sorted(starts):
        if at >= done:
            length, start = max((_stretch(left.items, right.items, at, other), -other) for other in starts[at][:PLACES])
            runs.append((at, -start, length))
            done = at + length
    return runs


def _stretch(left: Sequence[str], right: Sequence[str], i: int, j: int) -> int:
    n, most = 0, min(len(left) - i, len(right) - j)
    while n < most and left[i + n] == right[j + n]:
        n += 1
    return n


def edits(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The opcodes that turn `left` into `right` (replace, insert, delete, equal), by longest common subsequence."""
    from rapidfuzz.distance import Indel

    return [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Indel.opcodes(list(left), list(right))]


def replacements(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """The same, neighbouring deletions and insertions taken as one replacement."""
    out: list[tuple[str, int, int, int, int]] = []
    for step in edits(left, right):
        if out and out[-1][0] != "equal" and step[0] != "equal":
            out[-1] = ("replace", out[-1][1], step[2], out[-1][3], step[4])
        else:
            out.append(step)
    return out
