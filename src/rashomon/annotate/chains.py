"""Decides which runs of words are spans, from what a model thinks of each word: a linear-chain CRF read span by span.

Tags are BIO: 0 outside, 1 + 2k the first word of kind k, 2 + 2k a further one. Forward and backward sums give the probability
of every whole span, begin and end exact; spans are taken from the most probable down, none over another. Against the single
best tag sequence (Viterbi) that finds more exact spans, and its probabilities mean what they say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_TINY = 1e-30
_TOGETHER = 64  # windows summed over at once


class Run(NamedTuple):
    """Words `first` to `last` of a window, of a kind, with the probability of just this span."""

    p: float
    kind: int
    first: int
    last: int


class Chain:
    """What may follow what: `steps` (tags, tags) and `starts` (tags), log weights."""

    def __init__(self, steps: Sequence[Sequence[float]], starts: Sequence[float]) -> None:
        import numpy as np

        tags = np.arange(len(starts))
        further = (tags > 0) & (tags % 2 == 0)
        same = (tags[:, None] == tags) | (tags[:, None] == tags - 1)
        self.steps = np.where(further & ~same, 0, np.exp(np.array(steps)))
        self.starts = np.where(further, 0, np.exp(np.array(starts)))
        self.kinds = len(starts) // 2

    def runs(self, windows: Sequence[Floats], least: float) -> list[list[Run]]:
        """The spans of each window, of a probability of `least` or more. A window is (words, tags): log weights."""
        found: list[list[Run]] = []
        for start in range(0, len(windows), _TOGETHER):
            found += self._runs(windows[start : start + _TOGETHER], least)
        return found

    def _runs(self, windows: Sequence[Floats], least: float) -> list[list[Run]]:
        import numpy as np

        counts = np.array([len(window) for window in windows])
        weights = np.ones((len(windows), int(counts.max(initial=0)), len(self.starts)))
        for row, window in zip(weights, windows, strict=True):
            row[: len(window)] = np.exp(window - window.max(1, keepdims=True))
        forward, scales = self._forward(weights)
        backward = self._backward(weights, scales, counts)
        parts = zip(weights, forward, backward, scales, counts.tolist(), strict=True)
        return [_apart(self._candidates(w[:n], f[:n], b[:n], s[:n], least)) for w, f, b, s, n in parts]

    def _forward(self, weights: Floats) -> tuple[Floats, Floats]:
        """Sums over all ways to each word, scaled to 1, and the scales."""
        import numpy as np

        sums, scales = np.empty_like(weights), np.empty(weights.shape[:2])
        for n in range(weights.shape[1]):
            now = (sums[:, n - 1] @ self.steps if n else self.starts) * weights[:, n]
            scales[:, n] = now.sum(1) + _TINY
            sums[:, n] = now / scales[:, n, None]
        return sums, scales

    def _backward(self, weights: Floats, scales: Floats, counts: NDArray[np.int64]) -> Floats:
        """Sums over all ways on from each word, in the same scales."""
        import numpy as np

        sums = np.ones_like(weights)
        for n in range(weights.shape[1] - 2, -1, -1):
            on = (weights[:, n + 1] * sums[:, n + 1] / scales[:, n + 1, None]) @ self.steps.T
            sums[:, n] = np.where((counts - 1 > n)[:, None], on, 1)
        return sums

    def _candidates(self, weights: Floats, forward: Floats, backward: Floats, scales: Floats, least: float) -> Iterator[Run]:
        """Every span of one window that is probable enough."""
        import numpy as np

        words = len(weights)
        if not words:
            return
        into = np.vstack([self.starts, forward[:-1] @ self.steps]) * weights / scales[:, None]
        after = weights[1:] * backward[1:] / scales[1:, None]
        for kind in range(self.kinds):
            first, further = 1 + 2 * kind, 2 + 2 * kind
            begins = np.flatnonzero(into[:, first] * backward[:, first] >= least).tolist()
            if not begins:
                continue
            leaving = np.delete(self.steps[[first, further]], further, 1) @ np.delete(after, further, 1).T
            leaving = np.hstack([leaving, np.ones((2, 1))])
            going = np.cumsum(np.log(self.steps[further, further] * weights[:, further] / scales + _TINY))
            for n in begins:
                begun = into[n, first]
                chances = begun * self.steps[first, further] / self.steps[further, further] * np.exp(going[n:] - going[n]) * leaving[1, n:]
                chances[0] = begun * leaving[0, n]
                for more in np.flatnonzero(chances >= least).tolist():
                    yield Run(min(1.0, float(chances[more])), kind, n, n + more)


def _apart(candidates: Iterator[Run]) -> list[Run]:
    """The most probable spans, none over another, in text order."""
    taken = set[int]()
    kept: list[Run] = []
    for run in sorted(candidates, key=lambda run: (-run.p, run.first, run.kind)):
        words = range(run.first, run.last + 1)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(run)
    return sorted(kept, key=lambda run: run.first)
