"""Decides by the order of their words which pairs of texts are the same report reworded, and which are one form filled in twice.

A text with a third of its words replaced keeps one or two fingerprints, as many as strangers share by a turn of phrase. What it
keeps as well is the order of the words that are left. And of 4,142 pairs that share text in 19,043 real
wire reports, 1,696 are forms (bond issues, dividends, daily rates): all words agree but names and numbers.

How it works
    1. Of each text the words are taken that it has once, and outside quotation marks: they need no alignment, and no list of
       common words in any language.
    2. A step is such a word that both texts have shortly behind the step before it. Unrelated texts share words, but not steps.
    3. Where between two steps each text has a number, and another one, they clash. Clashes make a pair that is told a form.
    4. A pair that is not told is reworded if steps are a share IN_ORDER of the shorter text's lone words, less EXPLAINED for each
       fingerprint in common, as furniture is in order too; if next to no numbers clash; and if RARE of the steps are words that
       few texts have, the names of a story, or there are MANY of them.

Known limits: numbers that are written as words are words. Forms that differ in names alone are told as copies. A text that
more than one in USUAL texts of a pile reword has no rare words left, and short rewordings of it are missed.

Tried and dropped: steps without a word on furniture (precision .9989 on 50,000 invented documents); weighing steps by rarity (forms
.45 to .85, rewordings .78 to .92); no rare words asked (on wire reports 17 of 48 pairs right, not 14 of 25).

A mistake here counts two accounts as one, or one as two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Codes = NDArray[np.uint16]
    Flags = NDArray[np.bool_]

GAP = 8  # lone words from one step to the next at most; clauses and sentences change places
STEPS = 10  # from which a pair is reworded
IN_ORDER = 0.3  # share of the lone words of the shorter text that are steps; strangers with a rare run in common stay below .15
EXPLAINED = 3  # steps that a fingerprint in common explains
RARE = 2  # steps that are words which few texts have
MANY = 30  # steps that will do, whatever words they are
USUAL = 200  # one in how many texts makes a word usual, beyond the least number for that
PER_CLASH = 20  # steps for each clash, below which a pair is a form, if at most twice as many numbers agree
PER_CLASH_REWORDED = 40  # steps for each clash, below which it is not reworded: there is less to go by


def look_again(
    pairs: Places, lone: Codes, bounds: Ints, asked: Flags, prints: tuple[Places, Ints, Places], few: int
) -> tuple[Flags, Floats]:
    """Which pairs are forms, and of those `asked` for how much of each text is in the other reworded; 0 for both if it is not.

    `pairs` are in order of their first text; text n has the `lone` words at `bounds[n, 0]:bounds[n, 1]`. Words in no more than
    `few` texts are rare in any pile.
    """
    import numpy as np

    from .reworded_kernel import count_prints, follow

    seen, lengths = np.zeros((len(pairs), 4), dtype=np.int64), np.diff(bounds, axis=1)[:, 0][pairs]
    follow(pairs, lone, bounds, GAP, max(few, len(bounds) // USUAL), seen)
    steps, same, clashes, rare = seen.T
    least = np.maximum(STEPS, IN_ORDER * lengths.min(axis=1))
    stories = (rare >= RARE) | (steps >= MANY)
    likely = np.flatnonzero(asked & (steps >= least) & (clashes * PER_CLASH_REWORDED <= steps) & stories)
    both = np.zeros(len(likely), dtype=np.int64)
    count_prints(pairs[likely], *prints, both)
    left = steps[likely] - EXPLAINED * both
    kept = left >= least[likely]
    shares = np.zeros((len(pairs), 2))
    shares[likely[kept]] = np.minimum(1.0, left[kept, None] / lengths[likely[kept]])
    return (clashes * PER_CLASH > steps) & (2 * clashes >= same), shares
