"""Where two sequences agree: word runs common to both, and the edits between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

PLACES = 16


def common_runs(left: Sequence[str], right: Sequence[str], least: int) -> list[tuple[int, int, int]]:
    """Maximal runs of at least `least` equal items, greedy from the left: (start in left, start in right, length).

    Each item of `left` is used once. Of a run that `right` repeats, the first `PLACES` places are tried,
    so the cost stays linear: O(len(left) * PLACES + len(right)).
    """
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(right) - least + 1):
        places[tuple(right[j : j + least])].append(j)
    runs: list[tuple[int, int, int]] = []
    i = 0
    while i <= len(left) - least:
        starts = places.get(tuple(left[i : i + least]), ())
        if not starts:
            i += 1
            continue
        length, start = max((_stretch(left, right, i, j), -j) for j in starts[:PLACES])
        runs.append((i, -start, length))
        i += length
    return runs


def _stretch(left: Sequence[str], right: Sequence[str], i: int, j: int) -> int:
    n = 0
    while i + n < len(left) and j + n < len(right) and left[i + n] == right[j + n]:
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
