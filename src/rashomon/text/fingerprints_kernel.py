"""Which words a text has, where it quotes, and which of its runs of words are kept: the loops over bytes.

Three passes a document, each without branches that depend on the text, so that the processor never guesses wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .compiled import compiled
from .order_kernel import hash_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Bytes = NDArray[np.uint8]
    Codes = NDArray[np.uint16]

RUN = 5  # words of a fingerprint; 4 links idioms, 6 loses lightly edited copies
WINDOW = 4  # runs of which the least is kept: shared text of RUN + WINDOW - 1 words cannot be missed
LONGEST = 200  # words; a quotation that nobody closes ends there
STOP, OPEN, CLOSE, TURN = 0, 1, 2, 3  # what a mark does: ends a paragraph, opens, closes, or does what was not done last
TOP = 48  # a word is looked up under its hash without the lowest TOP bits

_QUOTE, _LINE, _RETURN, _ZERO, _NINE = 34, 10, 13, 48, 57
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_ONE, _NONE = np.uint64(1), np.uint64(0)


@compiled
def _is_space(byte: int) -> bool:
    return byte == 32 or 9 <= byte <= 13


@compiled
def _mark(buffer: Bytes, letter: Hashes, start: int, end: int, at: int) -> int:
    """What the quotation mark at a place does, by what stands beside it."""
    before = buffer[at - 1] if at > start else 32
    after = buffer[at + 1] if at + 1 < end else 32
    if letter[after] != 0 and letter[before] == 0:
        return OPEN
    return TURN if _is_space(before) else CLOSE


@compiled
def hash_words(
    buffer: Bytes, start: int, end: int, letter: Hashes, keep: Hashes, words: Hashes, tails: Bytes, marks: Ints
) -> tuple[np.int64, int]:
    """Hash every word between two places, and note its last byte; how many words, and how many marks: each 4 * word + what it does."""
    value, count, inside, last, marked = _NONE, np.int64(0), np.int64(0), np.int64(_LINE), 0
    for at in range(start, end):
        byte = buffer[at]
        words[count] = value
        tails[count] = np.uint8(last)
        now = np.int64(keep[byte] & _ONE)
        count += inside & (now ^ 1)
        inside = now
        value = (((value << np.uint64(5)) | (value >> np.uint64(59))) & keep[byte]) ^ letter[byte]
        if byte == _QUOTE or (byte == _LINE and last == _LINE):
            marks[marked] = 4 * count + (_mark(buffer, letter, start, end, at) if byte == _QUOTE else STOP)
            marked += 1
        if byte != _RETURN:
            last = np.int64(byte)
    words[count] = value
    tails[count] = np.uint8(last)
    count += inside
    for n in range(count):
        value = words[n] * _FIRST
        words[n] = value ^ (value >> np.uint64(32))
    return count, marked


@compiled
def _note_quoted(marks: Ints, marked: int, count: np.int64, quoted: Hashes) -> None:
    """Write 1 for every word that stands in quotation marks."""
    for n in range(count):
        quoted[n] = _NONE
    open_, since = False, np.int64(0)
    for n in range(marked + 1):
        here = marks[n] >> 2 if n < marked else count
        what = marks[n] & 3 if n < marked else STOP
        if open_:
            for word in range(since, min(here, since + LONGEST)):
                quoted[word] = _ONE
        open_ = what == OPEN or (what == TURN and not open_)
        since = here


@compiled
def _hash_runs(words: Hashes, count: np.int64, quoted: Hashes, marked: int, runs: Hashes) -> np.int64:
    """Hash every run of words, its lowest bit for a run within quotation marks; a shorter text is one run."""
    if count < RUN:
        value = np.uint64(count)
        for n in range(count):
            value = (value + words[n]) * _SECOND
        value ^= value >> np.uint64(31)
        runs[0] = (value * _FIRST) << _ONE
        return np.int64(count > 0)
    for n in range(count - RUN + 1):
        b, c, d, e = words[n + 1], words[n + 2], words[n + 3], words[n + 4]
        value = words[n] + ((b << np.uint64(13)) | (b >> np.uint64(51))) + ((c << np.uint64(26)) | (c >> np.uint64(38)))
        value += ((d << np.uint64(39)) | (d >> np.uint64(25))) + ((e << np.uint64(52)) | (e >> np.uint64(12)))
        value *= _SECOND  # turned by another amount each, so that the order of the words counts
        value ^= value >> np.uint64(31)
        runs[n] = (value * _FIRST) << _ONE
    if marked:
        for n in range(count - RUN + 1):
            runs[n] |= quoted[n] & quoted[n + 1] & quoted[n + 2] & quoted[n + 3] & quoted[n + 4]
    return count - RUN + 1


@compiled
def _keep_lone(
    words: Hashes, tails: Bytes, count: np.int64, quoted: Hashes, marked: int, codes: Codes, met: Bytes, lone: Codes, made: np.int64
) -> np.int64:
    """Add the codes of words that stand once in the text, and not in quotation marks; where `lone` ends now.

    A code is 15 bits of a word, and one that says whether it ends in a digit. `met` is all 0, before and after; its 32 KB
    stay in the processor's nearest cache.
    """
    for n in range(count):
        code = (words[n] >> np.uint64(TOP)) & ~_ONE | np.uint64(_ZERO <= tails[n] <= _NINE)
        codes[n] = np.uint16(code)
        met[code >> _ONE] = min(met[code >> _ONE] + 1, 2)
    for n in range(count):
        lone[made] = codes[n]
        made += np.int64(met[codes[n] >> 1] == 1 and not (marked and quoted[n] == _ONE))
    for n in range(count):
        met[codes[n] >> 1] = 0
    return made


@compiled
def winnow(
    buffer: Bytes,
    starts: Ints,
    letter: Hashes,
    keep: Hashes,
    common: NDArray[np.int8],
    longest: int,
    prints: Hashes,
    ends: Ints,
    lone: Codes,
    lone_ends: Ints,
    words_of: Ints,
    whole: Hashes,
    forward: Ints,
    backward: Ints,
) -> np.int64:
    """Fill in what is asked of every text; `prints` and `lone` in the order of the text, each text's last at its end. How many prints."""
    words = np.empty(longest // 2 + RUN + 2, dtype=np.uint64)
    runs = np.empty(len(words), dtype=np.uint64)
    quoted = np.empty(len(words), dtype=np.uint64)
    tails = np.empty(len(words), dtype=np.uint8)
    marks = np.empty(longest + 1, dtype=np.int64)
    codes, met = np.empty(len(words), dtype=np.uint16), np.zeros(1 << (63 - TOP), dtype=np.uint8)
    made, alone = np.int64(0), np.int64(0)
    for text in range(len(starts) - 1):
        count, marked = hash_words(buffer, starts[text], starts[text + 1], letter, keep, words, tails, marks)
        value, ahead, back = np.uint64(count), np.int64(0), np.int64(0)
        for n in range(count):
            value = (value + words[n]) * _SECOND
            known = common[words[n] >> np.uint64(TOP)]
            ahead += np.int64(known > 0)
            back += np.int64(known < 0)
        whole[text], words_of[text], forward[text], backward[text] = value, count, ahead, back
        if marked:
            _note_quoted(marks, marked, count, quoted)
        alone = _keep_lone(words, tails, count, quoted, marked, codes, met, lone, alone)
        lone_ends[text] = alone
        found = _hash_runs(words, count, quoted, marked, runs)
        if found >= WINDOW:
            last = ~runs[0]
            for n in range(found - WINDOW + 1):
                least = min(runs[n], runs[n + 1], runs[n + 2], runs[n + 3])
                prints[made] = least
                made += np.int64(least != last)
                last = least
        elif found:
            least = runs[0]
            for n in range(1, found):
                least = min(least, runs[n])
            prints[made] = least
            made += 1
        ends[text] = made
    return made


@compiled
def tidy(prints: Hashes, ends: Ints) -> int:
    """Sort the prints of every text and keep each once, in place; `ends` moves along. How many are left."""
    made, start = 0, 0
    for text in range(len(ends)):
        own = prints[start : ends[text]].copy()
        start, first = ends[text], made
        for n in hash_order(own):
            if made == first or own[n] >> _ONE != prints[made - 1] >> _ONE:
                prints[made] = own[n]
                made += 1
        ends[text] = made
    return made
