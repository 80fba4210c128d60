"""Which passages between two reports rise in both: the order one text keeps under another.

Two separate accounts of an event link here and there, in any order; a rewrite follows its source
sentence by sentence. The chain is the heaviest set of sentence pairs that rises in both reports,
found by dynamic programming in O(n * m) for n and m sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def rising(weights: NDArray[np.float64]) -> list[tuple[int, int]]:
    """The pairs (row, column) of the heaviest strictly rising chain through positive weights."""
    import numpy as np

    rows, columns = weights.shape
    best = np.zeros((rows + 1, columns + 1))
    for i in range(rows):
        gained = np.maximum(best[i, 1:], best[i, :-1] + np.where(weights[i] > 0, weights[i], 0))
        best[i + 1, 1:] = np.maximum.accumulate(gained)
    chain: list[tuple[int, int]] = []
    i, j = rows, columns
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            chain.append((i, j))
    return chain[::-1]


def compact(chain: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    """The longest run of a chain that never skips more than `gap` sentences on both sides at once."""
    runs: list[list[tuple[int, int]]] = []
    for link in chain:
        last = runs[-1][-1] if runs else None
        if last and min(link[0] - last[0], link[1] - last[1]) <= gap + 1:
            runs[-1].append(link)
        else:
            runs.append([link])
    return max(runs, key=len, default=[])
