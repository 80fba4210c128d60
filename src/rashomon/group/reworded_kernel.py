"""How many words that two texts have once each come in the same order: the loops of the second look at a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]
    Codes = NDArray[np.uint16]


@compiled
def look_again(
    pairs: Places,
    lone: Codes,
    bounds: Ints,
    gap: int,
    least: int,
    share: float,
    after: Places,
    begins: Ints,
    postings: Places,
    explained: int,
    steps: Ints,
) -> None:
    """Fill in `steps` for pairs in order of their first text; text n has the lone words at `bounds[n, 0]:bounds[n, 1]`.

    A step is a word that stands at most `gap` lone words behind the one before it in both texts. Each print that both have
    explains so many of them: furniture is in order too. Fewer than `least`, or than that `share` of the shorter text, count as 0.
    """
    place = np.full(1 << 16, -1, dtype=np.int32)
    placed = -1
    for n in range(len(pairs)):
        a, b = np.int64(pairs[n, 0]), np.int64(pairs[n, 1])
        if a != placed:
            if placed >= 0:
                _note(lone, bounds[placed, 0], bounds[placed, 1], place, False)
            _note(lone, bounds[a, 0], bounds[a, 1], place, True)
            placed = a
        enough = max(least, share * min(bounds[a, 1] - bounds[a, 0], bounds[b, 1] - bounds[b, 0]))
        found = _in_order(lone, bounds[b, 0], bounds[b, 1], place, gap)
        if found >= enough:  # few are; the prints of both cost more than the words
            found -= explained * _prints_of_both(a, b, after, begins, postings)
        steps[n] = found if found >= enough else 0


@compiled
def _note(lone: Codes, start: int, end: int, place: Places, present: bool) -> None:
    """Write where each word of a text stands among them, or wipe it out."""
    for n in range(start, end):
        place[lone[n]] = n - start if present else -1


@compiled
def _in_order(lone: Codes, start: int, end: int, place: Places, gap: int) -> int:
    """How many words of a text stand shortly behind the one before in the text of which `place` tells, too."""
    steps, last, since = 0, -gap - 1, start - gap - 1
    for n in range(start, end):
        here = place[lone[n]]
        if here >= 0:
            steps += np.int64(0 < here - last <= gap and n - since <= gap)
            last, since = here, n
    return steps


@compiled
def _prints_of_both(a: int, b: int, after: Places, begins: Ints, postings: Places) -> int:
    """How many prints two texts share, however common they are."""
    both, p, q = 0, begins[a], begins[b]
    while p < begins[a + 1] and q < begins[b + 1]:
        one, other = postings[p] + after[postings[p]], postings[q] + after[postings[q]]  # equal for one print
        both += np.int64(one == other)
        p += np.int64(one <= other)
        q += np.int64(other <= one)
    return both
