"""Grow clusters to the top over a pile whose events are known, and note every join on the way: what fitting the join learns from.

At each step the two clusters whose union is least spread are joined (Ward 1963), right or wrong. Noted are that join
and, for either side, the runner-up it was preferred to: rows of join features, with whether the two are one event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rashomon.group.pair_kernel import BITS, CLOSEST, GAP, JOIN, LIKE, NEAR, join_features
from rashomon.text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

MIXED = -1  # a cluster of two events


@compiled
def _told(a: int, b: int, sums: Floats, size: Floats, within: Floats, between: Floats, out: Floats) -> None:
    """The join features of two clusters, from sums over their pairs."""
    for n in range(NEAR):
        between[n] = sums[n, a, b] if n == CLOSEST else sums[n, a, b] / (size[a] * size[b])
    join_features(between, size[a], size[b], within[a] / size[a] ** 2, within[b] / size[b] ** 2, out)


@compiled
def grown(pairs: Floats, event: Ints) -> tuple[Floats, Ints]:
    """Rows of JOIN features, and for each whether the two clusters are one event (1), two (0), or mixed before (-1).

    `pairs` is what `meet` says of each pair, feature by feature: (NEAR, n, n), symmetric. Cubic in n.
    """
    n = len(event)
    sums, pure = pairs.copy(), event.copy()
    size, within = np.ones(n), np.ones(n)
    alive = np.ones(n, np.bool_)
    between, found = np.empty(NEAR), np.empty(JOIN)
    spread = np.full((n, n), np.inf)
    for a in range(n):
        for b in range(n):
            if a != b:
                _told(a, b, sums, size, within, between, found)
                spread[a, b] = found[3]
    rows, same, count = np.empty((3 * n, JOIN)), np.empty(3 * n, np.int64), 0
    for _ in range(n - 1):
        a, b = 0, 0
        for i in range(n):
            if alive[i]:
                j = int(np.argmin(spread[i]))
                if a == b or spread[i, j] < spread[a, b]:
                    a, b = i, j
        for side in range(3):
            x, y = (a, b) if side < 2 else (b, a)
            if side:
                c = -1
                for j in range(n):
                    if alive[j] and j not in (x, y) and (c < 0 or spread[x, j] < spread[x, c]):
                        c = j
                if c < 0:
                    continue
                y = c
            _told(x, y, sums, size, within, between, rows[count])
            same[count] = MIXED if MIXED in (pure[x], pure[y]) else int(pure[x] == pure[y])
            count += 1
        within[a] += within[b] + 2 * sums[LIKE, a, b]
        size[a] += size[b]
        pure[a] = pure[a] if pure[a] == pure[b] else MIXED
        alive[b] = False
        for j in range(n):
            spread[b, j] = spread[j, b] = np.inf
            if alive[j] and j != a:
                for m in (LIKE, BITS, GAP):
                    sums[m, a, j] += sums[m, b, j]
                    sums[m, j, a] = sums[m, a, j]
                sums[CLOSEST, a, j] = max(sums[CLOSEST, a, j], sums[CLOSEST, b, j])
                sums[CLOSEST, j, a] = sums[CLOSEST, a, j]
        for j in range(n):
            if alive[j] and j != a:
                _told(a, j, sums, size, within, between, found)
                spread[a, j] = spread[j, a] = found[3]
    return rows[:count], same[:count]
