"""Where the words of a text are, and which words they are: the loop over code points.

The same words as `words.words`, which says it in a regular expression; a test compares the two. Letters beyond the basic
plane, of scripts that no news is written in, are none here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..text.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Bytes = NDArray[np.uint8]

LETTER, DIGIT, INSIDE, MARK, ENDS, UPPER, LOWER, UNSPACED = 1, 2, 4, 8, 16, 32, 64, 128  # what a code point can be, in one byte
CAPITAL, SMALL, OPENS = 1, 2, 4  # what is known of a word where it stands
# what a word is: starts with a figure; names a day or month; is worth its rarity even without a capital; is below ten
FIGURE, CALENDAR, PLAIN, SINGLE = 1, 2, 4, 8

_SEED, _STEP = np.uint64(14695981039346656037), np.uint64(1099511628211)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_SPACE, _WIDE, _WIDEST = 32, 0xC2, 0xE3  # a space; the least and the largest byte that begin white space beyond ASCII


@compiled
def _hash(points: NDArray[np.uint32], start: int, end: int) -> Any:
    value = _SEED
    for p in range(start, end):
        value = (value ^ np.uint64(points[p])) * _STEP
    value ^= value >> np.uint64(31)
    value *= _MIX
    return value ^ (value >> np.uint64(29))


@compiled
def _opens(points: NDArray[np.uint32], kind: Bytes, start: int, text_start: int) -> bool:
    """Whether a word is the first of a sentence: nothing but one space between it and a mark that ends one."""
    for back in range(1, 3):
        at = start - back
        if at < text_start:
            return True
        if points[at] != _SPACE:
            return bool(_kind(points, kind, at) & ENDS)
    return True


@compiled
def _kind(points: NDArray[np.uint32], kind: Bytes, at: int) -> int:
    return int(kind[points[at]]) if points[at] < len(kind) else 0


@compiled
def find_words(
    points: NDArray[np.uint32],
    starts: Ints,
    kind: Bytes,
    table: Hashes,
    table_id: Ints,
    known: int,
    word: Ints,
    flags: Bytes,
    place: Ints,
    count: Ints,
    first_start: Ints,
    first_end: Ints,
) -> int:
    """The words of each text, into `word` (ids), `flags` and `place` (offset in its text), `count[i]` of them for text i.

    Ids are looked up by hash in the open table `table`, `table_id` (0: free); a new word gets the next id, and where it
    first stands is noted in `first_start`, `first_end`. Returns how many words are known now. The table must be at most
    half full when every code point starts a new word.
    """
    mask = np.uint64(len(table) - 1)
    n = 0
    fresh = known
    for d in range(len(starts) - 1):
        begin = n
        at, stop = starts[d], starts[d + 1]
        while at < stop:
            here = _kind(points, kind, at)
            if not here & (LETTER | DIGIT):
                at += 1
                continue
            start = at
            at += 1
            unspaced = (here & UNSPACED) != 0
            if here & DIGIT:
                while at < stop and (_kind(points, kind, at) & DIGIT or points[at] == 46 or points[at] == 44):
                    at += 1
            else:
                while at < stop:
                    more = _kind(points, kind, at)
                    if not more & (LETTER | DIGIT | INSIDE | MARK):
                        break
                    unspaced = unspaced or (more & UNSPACED) != 0
                    at += 1
            pieces = max(1, at - start - 1) if unspaced else 1  # scripts without spaces come as pairs of characters
            for piece in range(pieces):
                low = start + piece
                high = min(at, low + 2) if unspaced else at
                key = _hash(points, low, high)
                if key == np.uint64(0):
                    key = np.uint64(1)
                slot = key & mask
                while table[slot] != np.uint64(0) and table[slot] != key:
                    slot = (slot + np.uint64(1)) & mask
                if table[slot] == np.uint64(0):
                    table[slot] = key
                    table_id[slot] = fresh
                    first_start[fresh - known] = low
                    first_end[fresh - known] = high
                    fresh += 1
                word[n] = table_id[slot]
                first = _kind(points, kind, low)
                flag = 0
                if not unspaced:
                    flag = (CAPITAL if first & UPPER else 0) | (SMALL if first & LOWER else 0)
                    flag |= OPENS if _opens(points, kind, low, starts[d]) else 0
                flags[n] = flag
                place[n] = low - starts[d]
                n += 1
        count[d] = n - begin
    return fresh


@compiled
def refill(table: Hashes, table_id: Ints, larger: Hashes, larger_id: Ints) -> None:
    """Put what an open table holds into a larger one."""
    mask = np.uint64(len(larger) - 1)
    for at in range(len(table)):
        if table[at] != np.uint64(0):
            slot = table[at] & mask
            while larger[slot] != np.uint64(0):
                slot = (slot + np.uint64(1)) & mask
            larger[slot] = table[at]
            larger_id[slot] = table_id[at]


@compiled
def squeeze(content: Bytes, ends: Ints, out: Bytes) -> None:
    """The words of texts in UTF-8 with one space between any two; text i ends at `ends[i]`, which moves along."""
    at, p = np.uint64(0), np.uint64(0)  # unsigned, so that no place is taken for one from the end
    one = np.uint64(1)
    for d in range(len(ends)):
        first, end = at, np.uint64(ends[d])
        while p < end:
            sign = content[p]
            if _SPACE < sign < _WIDE or sign > _WIDEST:
                out[at] = sign
                at += one
                p += one
                continue
            wide = np.uint64(_blank(content, p))
            if not wide:
                out[at] = sign
                at += one
                p += one
            else:
                if at > first and out[at - one] != _SPACE:
                    out[at] = _SPACE
                    at += one
                p += wide
        if at > first and out[at - one] == _SPACE:
            at -= one
        ends[d] = at


@compiled
def _blank(content: Bytes, at: Any) -> int:
    """How many bytes of white space stand at a place, as `str.split` knows it: the width of one sign in UTF-8, 0 where it is another."""
    one = content[at]
    if one < 128:
        return int(one == _SPACE or 9 <= one <= 13 or 28 <= one <= 31)
    if one == _WIDE:
        return 2 * int(content[at + np.uint64(1)] == 0x85 or content[at + np.uint64(1)] == 0xA0)
    if one < 0xE1:
        return 0
    two, three = content[at + np.uint64(1)], content[at + np.uint64(2)]
    if one == 0xE1:
        return 3 * int(two == 0x9A and three == 0x80)
    if one == 0xE3:
        return 3 * int(two == 0x80 and three == 0x80)
    if two == 0x80:
        return 3 * int(three <= 0x8A or three in (0xA8, 0xA9, 0xAF))
    return 3 * int(two == 0x81 and three == 0x9F)
