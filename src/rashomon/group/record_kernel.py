"""What is remembered of a text: the loop from its words to its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..text.compiled import compiled
from ..text.order_kernel import hash_order, weight_order
from .code_kernel import value_at
from .word_kernel import CALENDAR, CAPITAL, FIGURE, OPENS, PLAIN, SINGLE, SMALL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Floats = NDArray[np.float64]
    Bytes = NDArray[np.uint8]
    Reals = NDArray[np.float32]
    Rows = Any  # vocabulary.ROW
    Lists = tuple[Hashes, ...]
    Starts = tuple[Ints, ...]

NAME, HEAD, LEAD, TERM, LEADING, FINDS = (
    1,
    2,
    4,
    8,
    16,
    32,
)  # what a word is to its text; TERM words are compared, FINDS words lead to neighbours
TOTALS = 12  # sums kept of each text, in the order of the next line
TERM_SQUARE, LEAD_SQUARE, HEAD_BITS, LEAD_BITS, LEADING_WEIGHT, NAME_WEIGHT, RARE, TERMS, LENGTH, PHRASES, OWN_TERMS, FINDS_SQUARE = range(
    TOTALS
)
COMPARED = NAME | HEAD | LEAD | TERM | LEADING  # what has any of these says something about a pair, and so does what is rare
RARE_BITS = 8.0  # rarity from which a word is worth a look on its own
LEAD_WORDS = 60
LEADING_NAMES = 6
FINDERS = 60  # heaviest words of a text that lead to its neighbours
HEAD_WEIGHT = 2.0  # a word of the headline counts as this many of the body, a word of the lead as well
_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@compiled
def joined(a: Any, b: Any) -> Any:
    """One key of two, in order."""
    value = (np.uint64(a) * _STEP) ^ np.uint64(b)
    value = (value ^ (value >> np.uint64(30))) * _MIX
    return value ^ (value >> np.uint64(27))


SAYS_MUCH = 6  # in `tally`: held by two records or more, and of weight in one of them


@compiled
def tally(keys: Hashes, says: Any, shift: int, held: Bytes) -> None:
    """Note in `held`, by the upper bits of each key, whether it comes once (1) or more often (2), and whether it `says` something (4)."""
    for n in range(len(keys)):
        place = keys[n] >> np.uint64(shift)
        if held[place] & 3 < 2:
            held[place] += np.uint8(1)
        if says[n]:
            held[place] |= np.uint8(4)


@compiled
def picked(values: Any, start: Ints, which: Ints, begin: Ints) -> Any:
    """The values of some lists, one list after the other: list `which[n]` goes to `begin[n]`."""
    out = np.empty(begin[len(which)], values.dtype)
    for n in range(len(which)):
        at = begin[n]
        for p in range(start[which[n]], start[which[n] + 1]):
            out[at] = values[p]
            at += 1
    return out


@compiled
def top_terms(start: Ints, key: Any, weight: Any, flag: Bytes, totals: Floats) -> tuple[Ints, Any, Floats]:
    """The words of each text that lead to neighbours, as unit vectors: where each begins, keys, weights."""
    out_start = np.zeros(len(start), np.int64)
    for i in range(len(totals)):
        out_start[i + 1] = out_start[i]
        for p in range(start[i], start[i + 1]):
            out_start[i + 1] += (flag[p] & FINDS) > 0
    out_key, out_weight = np.empty(out_start[-1], key.dtype), np.empty(out_start[-1], np.float64)
    for i in range(len(totals)):
        n = out_start[i]
        for p in range(start[i], start[i + 1]):
            if flag[p] & FINDS:
                out_key[n], out_weight[n] = key[p], np.float64(value_at(weight, p)) / np.sqrt(totals[i, FINDS_SQUARE])
                n += 1
    return out_start, out_key, out_weight


@compiled
def _distinct(values: Hashes, number: int, out: Hashes, at: int) -> int:
    """Write the distinct values, sorted, behind `at`; where they end."""
    order = hash_order(values[:number])
    for k in range(number):
        if k == 0 or values[order[k]] != values[order[k - 1]]:
            out[at] = values[order[k]]
            at += 1
    return at


@compiled
def _sorted_units(units: Hashes, number: int, out: Hashes, value: Hashes, at: int) -> int:
    """Write the distinct pairs of unit and value, sorted, behind `at`; where they end."""
    by_value = np.argsort(units[:number, 1], kind="mergesort")
    order = by_value[np.argsort(units[:number, 0][by_value], kind="mergesort")]  # a stable sort, so by unit and then by value
    for k in range(number):
        this, last = order[k], order[max(0, k - 1)]
        if k == 0 or units[this, 0] != units[last, 0] or units[this, 1] != units[last, 1]:
            out[at], value[at] = units[this, 0], units[this, 1]
            at += 1
    return at


@compiled
def remember(
    word: Ints,
    flags: Bytes,
    place: Ints,
    count: Ints,
    rows: Rows,
    head_end: Ints,
    limit: int,
    keys: Lists,
    starts: Starts,
    weight_of: Reals,
    rarity_of: Reals,
    flag_of: Bytes,
    value_of: Hashes,
    weekdays: Ints,
    totals: Floats,
) -> None:
    """The records of some texts, from the words `vocabulary` found in them.

    `keys` and `starts` are the lists to fill: words, phrases, numbers, units, days, anchors. `weight_of`, `rarity_of` and
    `flag_of` belong to the words, `value_of` to the units. `weekdays` gets a bit a day named in the lead, `totals` a row of TOTALS sums.
    """
    words_key, phrases_key, numbers_key, units_key, days_key, anchors_key = keys
    words_start, phrases_start, numbers_start, units_start, days_start, anchors_start = starts
    stamp = np.full(len(rows), -1, np.int64)
    weighed = np.zeros(len(rows), np.float64)  # how often, headline and lead counting more
    large = np.zeros(len(rows), np.int64)
    small = np.zeros(len(rows), np.int64)
    inside = np.zeros(len(rows), np.bool_)
    marks = np.zeros(len(rows), np.uint8)
    bits = np.zeros(len(rows), np.float64)
    begin = 0
    for d in range(len(count)):
        stop = begin + count[d]
        kept = np.empty(count[d], np.int64)  # places of the words that count
        m = 0
        for t in range(begin, stop):
            if word[t] >= 0:
                kept[m] = t
                m += 1
        lead_end, body = head_end[d], 0
        for k in range(m):
            if place[kept[k]] >= head_end[d]:
                body += 1
                lead_end = place[kept[k]] + 1
                if body == LEAD_WORDS:
                    break
        met = np.empty(m, np.int64)
        different = 0
        for k in range(m):
            t = kept[k]
            f = word[t]
            if stamp[f] != d:
                stamp[f] = d
                weighed[f], large[f], small[f], inside[f], marks[f] = 0.0, 0, 0, False, 0
                met[different] = f
                different += 1
            weighed[f] += HEAD_WEIGHT if place[t] < lead_end else 1.0
            large[f] += (flags[t] & CAPITAL) != 0
            small[f] += (flags[t] & SMALL) != 0
            if flags[t] & CAPITAL and not flags[t] & OPENS and place[t] >= head_end[d]:
                inside[f] = True
            marks[f] |= (HEAD if place[t] < head_end[d] else 0) | (LEAD if place[t] < lead_end else 0)
        uncommon = 0
        for k in range(different):
            f = met[k]
            name = inside[f] and large[f] > small[f] and not rows[f].kind & CALENDAR
            bits[f] = rows[f].rarity if name or rows[f].kind & PLAIN else 0.0
            marks[f] |= NAME if name else 0
            if bits[f] > 0:
                met[uncommon] = f
                uncommon += 1
        key = np.empty(uncommon, np.uint64)
        for k in range(uncommon):
            key[k] = rows[met[k]].key
        by_key = hash_order(key)
        weight = np.empty(uncommon, np.float64)
        at = words_start[d]
        for k in range(uncommon):
            f = met[by_key[k]]
            words_key[at + k] = rows[f].key
            weight[k] = (1 + np.log2(weighed[f])) * bits[f]
            weight_of[at + k], rarity_of[at + k], flag_of[at + k] = weight[k], bits[f], marks[f]
        words_start[d + 1] = at + uncommon
        heaviest = weight_order(weight)
        leading = np.empty(LEADING_NAMES, np.uint64)  # keys of the heaviest names that are rare
        names, rare_names = 0, 0
        for k in range(uncommon):
            p = at + heaviest[k]
            if k < limit:
                flag_of[p] |= TERM | (FINDS if k < FINDERS else 0)
                totals[d, TERM_SQUARE] += weight_of[p] ** 2
            if flag_of[p] & NAME:
                totals[d, NAME_WEIGHT] += weight_of[p]
                if names < LEADING_NAMES:
                    flag_of[p] |= LEADING
                    totals[d, LEADING_WEIGHT] += weight_of[p]
                    names += 1
                    if rarity_of[p] >= RARE_BITS:
                        leading[rare_names] = words_key[p]
                        rare_names += 1
        for p in range(at, at + uncommon):
            if flag_of[p] & TERM:
                totals[d, OWN_TERMS] += weight_of[p] * weight_of[p]  # in the order and precision of `pair_kernel.compare`
            if flag_of[p] & FINDS:
                totals[d, FINDS_SQUARE] += weight_of[p] * weight_of[p]
            totals[d, RARE] += rarity_of[p] >= RARE_BITS
            if flag_of[p] & HEAD:
                totals[d, HEAD_BITS] += rarity_of[p]
            if flag_of[p] & LEAD:
                totals[d, LEAD_BITS] += rarity_of[p]
                totals[d, LEAD_SQUARE] += rarity_of[p] ** 2
        totals[d, TERMS], totals[d, LENGTH] = min(limit, uncommon), m
        pair = np.empty(m, np.uint64)
        pairs, left = 0, np.int64(-1)
        for k in range(m):
            f = word[kept[k]]
            if bits[f] > 0:
                if left >= 0 and left != f:
                    pair[pairs] = joined(rows[left].key, rows[f].key)
                    pairs += 1
                left = f
        phrases_start[d + 1] = _distinct(pair, pairs, phrases_key, phrases_start[d])
        totals[d, PHRASES] = phrases_start[d + 1] - phrases_start[d]
        number = np.empty(m, np.uint64)
        unit = np.empty((m, 2), np.uint64)
        day = np.empty(2 * m, np.uint64)
        numbers, units, days = 0, 0, 0
        for k in range(m):
            f = word[kept[k]]
            before = word[kept[k - 1]] if k else np.int64(-1)
            after = word[kept[k + 1]] if k + 1 < m else np.int64(-1)
            if rows[f].number != 0 and not ((before >= 0 and rows[before].month > 0) or (after >= 0 and rows[after].month > 0)):
                if not rows[f].kind & SINGLE:
                    number[numbers] = rows[f].number
                    numbers += 1
                if after >= 0 and not rows[after].kind & FIGURE:
                    unit[units, 0], unit[units, 1] = rows[after].counted, rows[f].number
                    units += 1
            if rows[f].weekday and flags[kept[k]] & CAPITAL and place[kept[k]] < lead_end:
                weekdays[d] |= 1 << rows[f].weekday
            if rows[f].month:
                for beside in (after, before):
                    if beside >= 0 and rows[beside].day:
                        day[days] = rows[f].month * 100 + rows[beside].day
                        days += 1
                        break
        numbers_start[d + 1] = _distinct(number, numbers, numbers_key, numbers_start[d])
        days_start[d + 1] = _distinct(day, days, days_key, days_start[d])
        units_start[d + 1] = _sorted_units(unit, units, units_key, value_of, units_start[d])
        anchor = np.empty(rare_names * (days_start[d + 1] - days_start[d]), np.uint64)
        anchors = 0
        for k in range(rare_names):
            for p in range(days_start[d], days_start[d + 1]):
                anchor[anchors] = joined(leading[k], days_key[p])
                anchors += 1
        anchors_start[d + 1] = _distinct(anchor, anchors, anchors_key, anchors_start[d])
        begin = stop
