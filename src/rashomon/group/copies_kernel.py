"""Which texts stand under one fingerprint, and how much each two of them share: the loops of the copy index.

A key holds 39 bits of a fingerprint, 24 bits of a text's place, and 1 where the run lies in quotation marks. Sorting all keys
costs more than reading the texts; so keys are dealt into buckets that fit the processor's cache and grouped there by a small
hash table. Texts come in the order of their ids, and so every group is in that order without being sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Hashes = NDArray[np.uint64]

TOLD, ASK = 1, 2  # what is to be done with a pair; both may be
PLACE_BITS = 24  # bits of a key for the place of a text
_ONE, _QUOTE_BITS = np.uint64(1), np.uint64(PLACE_BITS + 1)
_PLACE = np.uint64((1 << PLACE_BITS) - 1)
_HASH = ~np.uint64((1 << (PLACE_BITS + 1)) - 1)


@compiled
def count_keys(prints: Hashes, starts: Ints, ends: Ints, bits: int, bounds: Ints) -> None:
    """Where each of 2^bits buckets of keys ends up: bucket n at bounds[n]:bounds[n + 1]."""
    shift = np.uint64(63 - bits)
    for text in range(len(starts)):
        for n in range(starts[text], ends[text]):
            bounds[(prints[n] >> _ONE >> shift) + _ONE] += 1
    for n in range(1, len(bounds)):
        bounds[n] += bounds[n - 1]


@compiled
def deal(prints: Hashes, starts: Ints, ends: Ints, bits: int, bounds: Ints, first: int, last: int, keys: Hashes) -> None:
    """Deal the prints of texts in order into buckets `first` to `last`, as `bounds` says; `keys` begins with that of `first`."""
    shift = np.uint64(63 - bits)
    at = bounds[first:last] - bounds[first]
    low, many = np.uint64(first), np.uint64(last - first)
    for text in range(len(starts)):
        own = np.uint64(text) << _ONE
        for n in range(starts[text], ends[text]):
            bucket = (prints[n] >> _ONE >> shift) - low  # wraps around below `first`
            if bucket < many:
                keys[at[bucket]] = (prints[n] & _HASH) | own | (prints[n] & _ONE)
                at[bucket] += 1


@compiled
def gather(
    keys: Hashes, bounds: Ints, table_size: int, width: int, made: int, texts: Places, after: Places, held_by: Places, alone: Places
) -> int:
    """Group the keys: `texts`, filled up to `made`, gets 2 * text + quoted, group by group, for all groups of two texts or more.

    `after` is how many texts of the group still follow, `held_by` how many it has, `alone` how many prints a text has
    that no other has. How many postings there are.
    """
    slots = np.full(table_size, -1, dtype=np.int32)
    head = np.empty(width, dtype=np.uint64)
    last = np.empty(width, dtype=np.int64)
    size = np.empty(width, dtype=np.int32)
    begin = np.empty(width, dtype=np.int64)
    used = np.empty(width, dtype=np.int64)
    group_of = np.empty(width, dtype=np.int32)
    kept = np.empty(width, dtype=np.uint64)
    mask = np.uint64(table_size - 1)
    for bucket in range(len(bounds) - 1):
        groups, keep = 0, 0
        for n in range(bounds[bucket] - bounds[0], bounds[bucket + 1] - bounds[0]):
            key = keys[n]
            own = key >> _QUOTE_BITS
            slot = (own ^ (own >> np.uint64(14))) & mask
            while slots[slot] >= 0 and head[slots[slot]] != own:
                slot = (slot + _ONE) & mask
            group = slots[slot]
            if group < 0:
                group = groups
                slots[slot] = group
                head[group], size[group], last[group], used[group] = own, 0, -1, np.int64(slot)
                groups += 1
            if last[group] >= 0 and (kept[last[group]] ^ key) >> _ONE == 0:  # the same run twice in one text: quoted only if always
                kept[last[group]] &= key
                continue
            kept[keep], group_of[keep], last[group] = key, group, keep
            size[group] += 1
            keep += 1
        for group in range(groups):
            slots[used[group]] = -1
            begin[group] = made
            if size[group] > 1:
                made += size[group]
            last[group] = 0
        for n in range(keep):
            group = group_of[n]
            text = (kept[n] >> _ONE) & _PLACE
            if size[group] > 1:
                at = begin[group] + last[group]
                texts[at] = np.int32((text << _ONE) | (kept[n] & _ONE))
                last[group] += 1
                after[at] = size[group] - last[group]
                held_by[at] = size[group]
            else:
                alone[text] += 1
    return made


@compiled
def weigh(
    texts: Places, held_by: Places, weights: Floats, alone: Places, common: int, whole: Floats, count: Places, masked: NDArray[np.bool_]
) -> None:
    """The weight and number of every text's prints, and whether common prints are only its furniture, and left out."""
    size = len(alone)
    count[:] = alone
    often = np.zeros(size, dtype=np.int32)
    for n in range(len(texts)):
        count[texts[n] >> 1] += 1
        often[texts[n] >> 1] += np.int32(held_by[n] > common)
    for text in range(size):
        masked[text] = 2 * often[text] < count[text]
        if masked[text]:
            count[text] -= often[text]
        whole[text] = alone[text] * weights[1]
    for n in range(len(texts)):
        text = texts[n] >> 1
        if not (held_by[n] > common and masked[text]):
            whole[text] += weights[held_by[n]]


@compiled
def line_up(texts: Places, begins: Ints, postings: Places) -> None:
    """Where the postings of every text stand; `begins` is filled with where its own list begins."""
    for n in range(len(texts)):
        begins[(texts[n] >> 1) + 1] += 1
    for n in range(1, len(begins)):
        begins[n] += begins[n - 1]
    at = begins[:-1].copy()
    for n in range(len(texts)):
        text = texts[n] >> 1
        postings[at[text]] = n
        at[text] += 1


@compiled
def compare_texts(
    first: int,
    last: int,
    texts: Places,
    after: Places,
    held_by: Places,
    begins: Ints,
    postings: Places,
    weights: Floats,
    whole: Floats,
    count: Places,
    masked: NDArray[np.bool_],
    common: int,
    reach: int,
    share: float,
    rare: Floats,
    fewest: float,
    enough: float,
    seed: float,
    found: Places,
    shares: Floats,
    state: NDArray[np.int8],
) -> tuple[int, int]:
    """Compare texts from `first` to `last` with those behind them, until `found` is full; the next text, and how many pairs there are.

    `found` gets both places, `shares` the weight they share outside common quotations and within, `state` whether that is enough
    (TOLD), or, with a rare run outside quotations, worth a second look (ASK).
    """
    size = len(whole)
    plain, quoted = np.zeros(size, dtype=np.float64), np.zeros(size, dtype=np.float64)
    rarity = np.zeros(size, dtype=np.float64)
    shared = np.zeros(size, dtype=np.int32)
    touched = np.empty(size, dtype=np.int32)
    made = 0
    for a in range(first, last):
        many = 0
        for p in range(begins[a], begins[a + 1]):
            n = postings[p]
            hidden = held_by[n] > common
            if hidden and masked[a]:
                continue
            weight, own = weights[held_by[n]], rare[held_by[n]]
            for m in range(n + 1, n + 1 + min(after[n], reach)):
                b = texts[m] >> 1
                if hidden and masked[b]:
                    continue
                if shared[b] == 0:
                    touched[many] = b
                    many += 1
                rarity[b] += own
                shared[b] += 1
                if texts[n] & texts[m] & 1:
                    quoted[b] += weight
                else:
                    plain[b] += weight
        if made + many > len(found):
            return a, made
        for t in range(many):
            b = touched[t]
            both = plain[b] + quoted[b]
            least = min(whole[a], whole[b])
            told = both >= share * least and (rarity[b] >= fewest or shared[b] >= enough * min(count[a], count[b]))
            ask = plain[b] > 0 and rarity[b] >= seed and not (told and plain[b] >= share * (least - quoted[b]))
            if told or ask:
                found[made, 0], found[made, 1] = a, b
                shares[made, 0], shares[made, 1] = plain[b], quoted[b]
                state[made] = TOLD * told + ASK * ask
                made += 1
            plain[b] = quoted[b] = 0.0
            rarity[b] = 0.0
            shared[b] = 0
    return last, made
