"""Logistic regression with a ridge, by Newton's method, and with signs that weights must keep: what every fitted table comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """Features, whether the answer is yes, and weight, a row an example."""

    x: Array
    same: Array
    weight: Array

    @classmethod
    def joined(cls, parts: Sequence[Rows]) -> Rows:
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("x", "same", "weight")))


def logistic(rows: Rows, ridge: float) -> Array:
    """Weights in bits with the intercept last, by Newton's method on standardised columns."""
    mean = np.average(rows.x, axis=0, weights=rows.weight)
    spread = np.sqrt(np.average((rows.x - mean) ** 2, axis=0, weights=rows.weight)) + 1e-9
    z = np.c_[(rows.x - mean) / spread, np.ones(len(rows.x))]
    penalty = np.r_[np.full(rows.x.shape[1], ridge), 1e-9]
    beta = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -40, 40)))
        slope = z.T @ (rows.weight * (p - rows.same)) + penalty * beta
        beta -= np.linalg.solve((z * (rows.weight * p * (1 - p))[:, None]).T @ z + np.diag(penalty), slope)
    raw = beta[:-1] / spread
    found: Array = np.r_[raw, beta[-1] - raw @ mean] / log(2)
    return found


def one_way(rows: Rows, ridge: float, ways: Sequence[int]) -> Array:
    """`logistic` whose weights point the way `ways` says (1, -1, or 0 for either): a column that would not is left out."""
    kept = np.ones(len(ways), bool)
    while True:
        fitted = logistic(Rows(rows.x[:, kept], rows.same, rows.weight), ridge)
        found: Array = np.zeros(len(ways) + 1)
        found[:-1][kept], found[-1] = fitted[:-1], fitted[-1]
        wrong = found[:-1] * np.array(ways) < 0
        if not wrong.any():
            return found
        kept &= ~wrong


def choice(options: Sequence[Array], chosen: Sequence[Array], ridge: float) -> Array:
    """Weights in bits for choosing among options (McFadden 1974), by Newton's method.

    One array an example: a row an option with its features, and the share of the choice that falls on it. Columns are scaled and
    not centred, so that an option of zeros stays one; there is no intercept but those among the features.
    """
    rows, share = np.concatenate(options), np.concatenate(chosen)
    start = np.cumsum([0, *(len(option) for option in options[:-1])])
    group = np.repeat(np.arange(len(options)), [len(option) for option in options])
    spread = rows.std(0) + 1e-9
    z, beta = rows / spread, np.zeros(rows.shape[1])
    for _ in range(40):
        bits = z @ beta
        p = np.exp(bits - np.maximum.reduceat(bits, start)[group])
        p /= np.add.reduceat(p, start)[group]
        mean = np.add.reduceat(z * p[:, None], start)
        slope = z.T @ (p - share) + ridge * beta
        beta -= np.linalg.solve((z * p[:, None]).T @ z - mean.T @ mean + ridge * np.eye(len(beta)), slope)
    found: Array = beta / spread / log(2)
    return found
