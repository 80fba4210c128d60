"""How alike the sentences of one report are to its own and to those of all later ones: the loops of `similarity`.

`similarity_arrays` has the same by whole arrays, for events whose loops take less time than compiled code takes to load. The report is
number 0, and so is its first sentence. Its terms are numbered; the entries of term `t` begin at low[t] among those of the event, and are
many[t].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


@compiled
def weigh(
    low: Ints, many: Ints, mine: Ints, sentence: Ints, first: int, weight: Floats, held: Ints, report: Ints, total: Floats, log: Floats,
    rarity: Floats, place: Ints, value: Floats, shared: Floats, alone: Floats,
) -> None:  # fmt: skip
    """Of each term the rarity beside each report; of each entry, term by term, its sentence and its weight times that rarity.

    `shared` and `alone` are two sums over the entries of each sentence, of which lengths are made. Beside itself the report counts once.
    """
    k = 0
    for t in range(len(low)):
        for r in range(len(total)):
            apart = total[r] - log[mine[t]]
            rarity[t, r] = apart * apart
        for at in range(low[t], low[t] + many[t]):
            s = sentence[at] - first
            r = report[s]
            if r > 0:
                apart = total[r] - log[mine[t] + held[at]]
                rarity[t, r] = apart * apart
            place[k], value[k] = s, weight[at] * rarity[t, r]
            shared[s] += value[k] * weight[at]
            apart = total[r] - log[held[at]]
            alone[s] += (weight[at] * weight[at]) * (apart * apart)
            k += 1


@compiled
def multiply(
    bounds: Ints, terms: Ints, masses: Floats, many: Ints, place: Ints, value: Floats, rarity: Floats, dots: Floats, squares: Floats
) -> None:
    """The products of each sentence of the report with all sentences, and its squared length beside each report.

    The terms of its sentence `i` stand at bounds[i]:bounds[i + 1], `place` and `value` are as `weigh` gives them.
    """
    starts = np.cumsum(many) - many
    for i in range(len(bounds) - 1):
        row, square = dots[i], squares[i]
        for n in range(bounds[i], bounds[i + 1]):
            t, mass = terms[n], masses[n]
            for r in range(len(square)):
                square[r] += (mass * mass) * rarity[t, r]
            for k in range(starts[t], starts[t] + many[t]):
                row[place[k]] += value[k] * mass
