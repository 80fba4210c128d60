"""What two records have in common and where they clash: the loops over their sorted lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled
from .code_kernel import value_at
from .record_kernel import (
    HEAD,
    HEAD_BITS,
    LEAD,
    LEAD_BITS,
    LEAD_SQUARE,
    LEADING,
    LEADING_WEIGHT,
    LENGTH,
    NAME,
    NAME_WEIGHT,
    OWN_TERMS,
    PHRASES,
    RARE,
    RARE_BITS,
    TERM,
    TERM_SQUARE,
    TERMS,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .record import Lists, Records

    Floats = NDArray[np.float64]
    Singles = NDArray[np.float32]
    Ints = NDArray[np.int64]

FEATURES = 19  # in the order of `pair.FEATURES`
FEW_PHRASES, FEW_RARE, FEW_TERMS = 10.0, 5.0, 60.0  # shares of less than these are taken as shares of these


@compiled
def shared(lists: Lists, i: int, j: int) -> int:
    """How many keys two lists have in common."""
    p, q, n = lists.start[i], lists.start[j], 0
    while p < lists.start[i + 1] and q < lists.start[j + 1]:
        if lists.key[p] == lists.key[q]:
            n += 1
            p += 1
            q += 1
        elif lists.key[p] < lists.key[q]:
            p += 1
        else:
            q += 1
    return n


@compiled
def _units(records: Records, i: int, j: int) -> tuple[int, int]:
    """How many counted things have a value in common, value by value; and how many are counted otherwise throughout."""
    start, key, value = records.units.start, records.units.key, records.value
    p, q, agree, clash = start[i], start[j], 0, 0
    while p < start[i + 1] and q < start[j + 1]:
        if key[p] < key[q]:
            p += 1
        elif key[q] < key[p]:
            q += 1
        else:
            unit, same = key[p], 0
            while p < start[i + 1] and q < start[j + 1] and key[p] == unit and key[q] == unit:  # values rise within a unit
                same += value[p] == value[q]
                step_p, step_q = value[p] <= value[q], value[q] <= value[p]
                p += step_p
                q += step_q
            while p < start[i + 1] and key[p] == unit:
                p += 1
            while q < start[j + 1] and key[q] == unit:
                q += 1
            agree += same
            clash += same == 0
    return agree, clash


@compiled
def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


@compiled
def _dot(rows: Singles, i: int, j: int) -> float:
    """The product of two rows, summed in one order; 0 where rows are empty."""
    total = 0.0
    for n in range(rows.shape[1]):
        total += rows[i, n] * rows[j, n]
    return total


@compiled
def compare(records: Records, i: int, j: int, out: Floats) -> None:
    """The FEATURES of two records, the same both ways; `pair.FEATURES` says what each is."""
    start, key, flag = records.words.start, records.words.key, records.flag
    weight, rarity, totals = records.weight, records.rarity, records.totals
    terms = lead = names = 0.0
    head_i = head_j = lead_i = lead_j = known_i = known_j = 0.0
    rare = 0
    p, q = start[i], start[j]
    while p < start[i + 1] and q < start[j + 1]:
        if key[p] < key[q]:
            p += 1
        elif key[q] < key[p]:
            q += 1
        else:
            both = flag[p] & flag[q]
            if both & TERM:
                terms += value_at(weight, p) * value_at(weight, q)
            if both & LEAD:
                lead += value_at(rarity, p) * value_at(rarity, q)
            if both & NAME:
                names += min(value_at(weight, p), value_at(weight, q))
            head_i += value_at(rarity, p) if flag[p] & HEAD else 0.0
            head_j += value_at(rarity, q) if flag[q] & HEAD else 0.0
            lead_i += value_at(rarity, p) if flag[p] & LEAD else 0.0
            lead_j += value_at(rarity, q) if flag[q] & LEAD else 0.0
            known_i += value_at(weight, p) if flag[p] & LEADING else 0.0
            known_j += value_at(weight, q) if flag[q] & LEADING else 0.0
            rare += min(value_at(rarity, p), value_at(rarity, q)) >= RARE_BITS
            p += 1
            q += 1
    if i == j:
        terms = totals[i, OWN_TERMS]  # of a record that `lean` left some words out of, too
    head_i, head_j = _share(head_i, totals[i, HEAD_BITS]), _share(head_j, totals[j, HEAD_BITS])
    lead_i, lead_j = _share(lead_i, totals[i, LEAD_BITS]), _share(lead_j, totals[j, LEAD_BITS])
    missing = 0.0
    missing += 1 - known_i / totals[i, LEADING_WEIGHT] if totals[i, LEADING_WEIGHT] > 0 else 0.0
    missing += 1 - known_j / totals[j, LEADING_WEIGHT] if totals[j, LEADING_WEIGHT] > 0 else 0.0
    phrases = shared(records.phrases, i, j)
    fewest = min(totals[i, PHRASES], totals[j, PHRASES])
    agree, clash = _units(records, i, j)
    days = shared(records.days, i, j)
    both_days = records.days.start[i + 1] > records.days.start[i] and records.days.start[j + 1] > records.days.start[j]
    both_weekdays = records.weekdays[i] != 0 and records.weekdays[j] != 0
    out[0] = _share(terms, np.sqrt(totals[i, TERM_SQUARE] * totals[j, TERM_SQUARE]))
    out[1] = _share(lead, np.sqrt(totals[i, LEAD_SQUARE] * totals[j, LEAD_SQUARE]))
    out[2] = min(head_i, head_j)
    out[3] = max(head_i, head_j)
    out[4] = min(lead_i, lead_j)
    out[5] = max(lead_i, lead_j)
    out[6] = missing / 2
    out[7] = _share(names, min(totals[i, NAME_WEIGHT], totals[j, NAME_WEIGHT]))
    out[8] = np.sqrt(phrases / max(FEW_PHRASES, fewest))
    out[9] = rare / max(FEW_RARE, min(totals[i, RARE], totals[j, RARE]))
    out[10] = np.log2(1.0 + shared(records.numbers, i, j))
    out[11] = np.log2(1.0 + agree)
    out[12] = np.log2(1.0 + clash)
    out[13] = 1.0 if days > 0 else 0.0
    out[14] = 1.0 if both_days and days == 0 else 0.0
    out[15] = 1.0 if both_weekdays and records.weekdays[i] & records.weekdays[j] == 0 else 0.0
    out[16] = 1 - min(FEW_TERMS, totals[i, TERMS], totals[j, TERMS]) / FEW_TERMS
    out[17] = abs(np.log2(totals[i, LENGTH] + 1) - np.log2(totals[j, LENGTH] + 1))
    out[18] = _dot(records.meaning, i, j)


NEAR = 4  # what is kept between two clusters: averages of likeness, text bits and days apart; and the greatest likeness
LIKE, BITS, GAP, CLOSEST = range(NEAR)
LEAST_LIKENESS = 0.3  # what is left at most of the likeness of words when years lie between two reports
FADE = 0.2  # share of the likeness that a day takes at first
HALF_GAP_DAYS = 5.0  # days after which half of what time can say is said


@compiled
def gap_days(records: Records, i: int, j: int) -> float:
    """Days between two stretches of publication, 0 where they overlap; nan where one is unknown."""
    apart = max(0.0, records.low[i] - records.high[j], records.low[j] - records.high[i])
    return float(apart + 0.0 * (records.low[i] + records.low[j]))


@compiled
def fade(gap: float) -> float:
    """What is left of the likeness of words after some days."""
    return 1.0 if np.isnan(gap) else max(LEAST_LIKENESS, 1 / (1 + FADE * gap))


@compiled
def meet(records: Records, i: int, j: int, pair_weights: Floats, found: Floats, out: Floats) -> None:
    """What linking keeps of a pair, into `out`; `found` is room for FEATURES, `pair_weights` has the prior last."""
    compare(records, i, j, found)
    bits = pair_weights[FEATURES]
    for n in range(FEATURES):
        bits += pair_weights[n] * found[n]
    gap = gap_days(records, i, j)
    out[LIKE] = found[0] * fade(gap)
    out[BITS] = bits
    out[GAP] = 0.0 if np.isnan(gap) else 1 - 1 / (1 + gap / HALF_GAP_DAYS)
    out[CLOSEST] = out[LIKE]


@compiled
def meet_all(records: Records, left: Ints, right: Ints, pair_weights: Floats) -> Floats:
    """`meet` for many pairs, a row each."""
    out = np.empty((len(left), NEAR))
    found = np.empty(FEATURES)
    for n in range(len(left)):
        meet(records, left[n], right[n], pair_weights, found, out[n])
    return out


@compiled
def compare_all(records: Records, left: Ints, right: Ints) -> Floats:
    """`compare` for many pairs, a row each."""
    out = np.empty((len(left), FEATURES))
    for n in range(len(left)):
        compare(records, left[n], right[n], out[n])
    return out


JOIN = 7  # features of two clusters, in the order of `pair.JOIN`


@compiled
def join_features(between: Floats, size_a: float, size_b: float, within_a: float, within_b: float, out: Floats) -> None:
    """The JOIN features of two clusters, from the averages between them and the average likeness within each, itself included.

    The spread is what joining adds to the sum of squared distances of the members from their middle (Ward 1963).
    """
    harmonic = size_a * size_b / (size_a + size_b)
    out[0] = between[BITS]
    out[1] = between[LIKE]
    out[2] = between[CLOSEST]
    out[3] = harmonic * (within_a + within_b - 2 * between[LIKE])
    out[4] = np.log2(2 * harmonic)
    out[5] = between[GAP]
    out[6] = between[GAP] * between[CLOSEST]


@compiled
def join_bits(between: Floats, size_a: float, size_b: float, within_a: float, within_b: float, weights: Floats) -> float:
    """Log-odds that two clusters are one event; `weights` has the prior last."""
    found = np.empty(JOIN)
    join_features(between, size_a, size_b, within_a, within_b, found)
    bits = weights[JOIN]
    for n in range(JOIN):
        bits += weights[n] * found[n]
    return float(bits)
