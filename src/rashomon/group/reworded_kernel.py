"""Which words that two texts have once each come in the same order, and what stands between: the loops of the second look at a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Codes = NDArray[np.uint16]
    Flags = NDArray[np.bool_]


@compiled
def follow(pairs: Places, lone: Codes, bounds: Ints, gap: int, common: int, seen: Ints) -> None:
    """Fill in `seen` for pairs in order of their first text; text n has the lone words at `bounds[n, 0]:bounds[n, 1]`.

    Four numbers a pair: steps, how many of them are numbers, how often other numbers stand between two steps, and how many steps
    are words that at most `common` texts have. A step is a word that stands at most `gap` lone words behind the one before it in
    both texts.
    """
    held = np.zeros(1 << 15, dtype=np.int32)
    for text in range(len(bounds)):
        for n in range(bounds[text, 0], bounds[text, 1]):
            held[lone[n] >> 1] += 1
    rare = held <= common
    place = np.full(1 << 15, -1, dtype=np.int32)  # a code's lowest bit says what it is, not which
    placed = np.int64(-1)
    for n in range(len(pairs)):
        a, b = np.int64(pairs[n, 0]), np.int64(pairs[n, 1])
        if a != placed:
            if placed >= 0:
                _note(lone, bounds[placed, 0], bounds[placed, 1], place, False)
            _note(lone, bounds[a, 0], bounds[a, 1], place, True)
            placed = a
        _follow_one(lone, bounds[b, 0], bounds[b, 1], place, gap, rare, seen[n])


@compiled
def _note(lone: Codes, start: int, end: int, place: Places, present: bool) -> None:
    """Write at which index each word of a text stands, or wipe it out."""
    for n in range(start, end):
        place[lone[n] >> 1] = n if present else -1


@compiled
def _follow_one(lone: Codes, start: np.int64, end: np.int64, place: Places, gap: int, rare: Flags, seen: Ints) -> None:
    """Count what `follow` says, of a text and the one of which `place` tells."""
    last, since = np.int64(-gap - 1), start - gap - 1
    for n in range(start, end):
        here = np.int64(place[lone[n] >> 1])
        if here >= 0:
            if 0 < here - last <= gap and n - since <= gap:
                seen[0] += 1
                seen[1] += np.int64(lone[n]) & 1
                seen[2] += min(_numbers(lone, last + 1, here), _numbers(lone, since + 1, np.int64(n)))
                seen[3] += np.int64(rare[lone[n] >> 1])
            last, since = here, np.int64(n)


@compiled
def _numbers(lone: Codes, start: np.int64, end: np.int64) -> np.int64:
    """How many words of a stretch end in a digit."""
    found = np.int64(0)
    for n in range(start, end):
        found += np.int64(lone[n]) & 1
    return found


@compiled
def count_prints(pairs: Places, after: Places, begins: Ints, postings: Places, both: Ints) -> None:
    """Fill in how many prints the texts of each pair share, however common they are."""
    for n in range(len(pairs)):
        p, last, q, end = begins[pairs[n, 0]], begins[pairs[n, 0] + 1], begins[pairs[n, 1]], begins[pairs[n, 1] + 1]
        while p < last and q < end:
            one, other = postings[p] + after[postings[p]], postings[q] + after[postings[q]]  # equal for one print
            both[n] += np.int64(one == other)
            p += np.int64(one <= other)
            q += np.int64(other <= one)
