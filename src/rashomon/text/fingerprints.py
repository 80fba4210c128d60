"""Which runs of words stand for a text, so that texts that share wording can be found without comparing each with each.

Newsrooms cut, merge and embed, which destroys the likeness of whole texts and leaves shared runs of words. So every run of
five words is hashed, and of every four runs in a row the least is kept (winnowing: Schleimer, Wilkerson and Aiken 2003).
Any eight words in a row that two texts share give them a fingerprint in common; a third or so of all runs is kept.

How it works
    1. What a text looks like is folded (`normalise.fold`), so that disguises change nothing.
    2. Words are runs of letters and digits; an ideograph or a kana is a word of its own.
    3. A run that lies within quotation marks is marked as such: what everybody quotes, everybody shares.
    4. A text written backwards, letter by letter, is told by its commonest words, and turned before it is read.

Known limits: single quotation marks cannot be told from apostrophes. Thai, Lao and Khmer are written without spaces, and
a clause is one word there. Hashes are quick, not secret: who tries can make two different runs collide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .normalise import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Hashes = NDArray[np.uint64]
    Codes = NDArray[np.uint16]

AT_ONCE = 1 << 22  # characters that are read in one go; keeps the working memory small and in the processor's cache
BACKWARDS = 0.05  # share of words that are a common word spelt backwards, from which a text is taken to be reversed
FEWEST = 3  # such words

# The commonest short words of the languages of `lang`; what is a word in both directions (on, was, de, es) says nothing.
_COMMON = """
the and of that with for from his they this have which had were been said their will
der und das mit von dem auf nicht ist sich auch werden nach wurde
los que del las por con una para como pero este
les des dans pour qui est sur pas plus avec sont
che per una della sono con del alla come anche gli
het een van dat voor niet zijn met aan ook werd door
"""
_BETWEEN = re.compile(r"[^\w\s\"]+")
_UNSPACED = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff])")
# Where a capital, now the last letter of its word, stands beside the mark that ended the sentence before it.
_KEPT = re.compile(r"\w[.,](?=\s)|[.]\w+\s+\w*[A-ZÀ-ÞА-Я]\b")  # each word reversed on its own
_WHOLE = re.compile(r"[A-ZÀ-ÞА-Я]\s+[.]\w")  # whole lines reversed
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The fingerprints of some texts, and what else one reading of them tells; arrays with a place a text."""

    offsets: Ints  # the prints of text n stand at offsets[n]:offsets[n + 1]
    prints: Hashes  # twice a hash of 63 bits, and 1 where the run lies within quotation marks
    lone_offsets: Ints  # the lone words of text n stand at lone_offsets[n]:lone_offsets[n + 1]
    lone: Codes  # for each word that a text has once, and not in quotation marks: 15 bits, and 1 where it ends in a digit
    words: Ints
    whole: Hashes  # equal for equal words in equal order
    backwards: NDArray[np.bool_]  # written letter by letter from the end, or made to look so; read the right way round


def fingerprints(texts: Sequence[str]) -> tuple[Ints, Hashes]:
    """Offsets and hashes: those of text n stand at `offsets[n]:offsets[n + 1]`, in order, each once, quoted or not."""
    import numpy as np

    from .fingerprints_kernel import tidy

    found = read(texts)
    prints, ends = found.prints.copy(), found.offsets[1:].copy()
    left = tidy(prints, ends)
    return np.concatenate((found.offsets[:1], ends)), prints[:left] >> np.uint64(1)


def read(texts: Sequence[str]) -> Fingerprints:
    """Fingerprints in the order of each text, with repeats: what the copy index takes in."""
    return joined([_read(texts[first:last]) for first, last in stretches(texts, AT_ONCE)] or [_read(())])


def joined(parts: list[Fingerprints]) -> Fingerprints:
    """All parts as one; the list is emptied on the way, so that no two copies of everything are ever in memory."""
    import numpy as np

    if len(parts) == 1:
        return parts.pop()
    ends = np.cumsum([[len(part.words), len(part.prints), len(part.lone)] for part in parts], axis=0)
    many, prints, lone = ends[-1].tolist()
    found = Fingerprints(
        np.zeros(many + 1, dtype=np.int64),
        np.empty(prints, dtype=np.uint64),
        np.zeros(many + 1, dtype=np.int64),
        np.empty(lone, dtype=np.uint16),
        np.empty(many, dtype=np.int64),
        np.empty(many, dtype=np.uint64),
        np.empty(many, dtype=np.bool_),
    )
    while parts:
        part = parts.pop()
        text, prints, lone = (ends[len(parts) - 1] if parts else np.zeros(3, dtype=np.int64)).tolist()
        here = slice(text, text + len(part.words))
        found.offsets[text + 1 : here.stop + 1] = part.offsets[1:] + prints
        found.prints[prints : prints + len(part.prints)] = part.prints
        found.lone_offsets[text + 1 : here.stop + 1] = part.lone_offsets[1:] + lone
        found.lone[lone : lone + len(part.lone)] = part.lone
        found.words[here], found.whole[here], found.backwards[here] = part.words, part.whole, part.backwards
    return found


class Growing:
    """The fingerprints of more and more texts in arrays that grow where they stand.

    Memory that is touched for the first time costs more than to read the texts, and parts that are joined at the end take it twice.
    """

    def __init__(self) -> None:
        import numpy as np

        kinds = ("i8", "u8", "i8", "u2", "i8", "u8", "?")
        self._rooms: list[NDArray[Any]] = [np.zeros(1, kind) for kind in kinds]  # as `Fingerprints` has them, with room for more
        self._held = [1, 0, 1, 0, 0, 0, 0]

    def add(self, part: Fingerprints) -> None:
        """Put the fingerprints of further texts behind those there are."""
        _, prints, _, lone, *_ = self._held
        columns: tuple[NDArray[Any], ...] = (
            part.offsets[1:] + prints, part.prints, part.lone_offsets[1:] + lone, part.lone, part.words, part.whole, part.backwards,
        )  # fmt: skip
        for n, (room, column) in enumerate(zip(self._rooms, columns, strict=True)):
            end = self._held[n] + len(column)
            if end > len(room):
                room.resize(end + end // 8, refcheck=False)
            room[self._held[n] : end] = column
            self._held[n] = end

    def found(self) -> Fingerprints:
        """All of them, to be let go before more are added."""
        return Fingerprints(*(room[:end] for room, end in zip(self._rooms, self._held, strict=True)))


def stretches(texts: Sequence[str], at_once: int) -> Iterator[tuple[int, int]]:
    """Bounds of texts that are read in one go: those that end the next `at_once` characters."""
    first, size = 0, 0
    for n, text in enumerate(texts):
        size += len(text)
        if size >= at_once:
            yield first, n + 1
            first, size = n + 1, 0
    if first < len(texts):
        yield first, len(texts)


def _read(texts: Sequence[str]) -> Fingerprints:
    import numpy as np

    found, forward, backward = _winnow(texts)
    suspects = np.flatnonzero((backward >= FEWEST) & (backward > 2 * forward) & (backward >= BACKWARDS * found.words))
    shown = [n for n, text in enumerate(texts) if "\u202e" in text]  # `fold` has turned what an override shows reversed
    found.backwards[shown] = True
    if len(suspects):
        turned = list(texts)
        for n in suspects.tolist():
            turned[n] = _turn(texts[n])
        marks = found.backwards
        marks[suspects] = True
        found, _, _ = _winnow(turned)
        found.backwards[:] = marks
    return found


def _winnow(texts: Sequence[str]) -> tuple[Fingerprints, Ints, Ints]:
    """One pass of the kernel; also how many common words each text has, and how many spelt backwards."""
    import numpy as np

    from .fingerprints_kernel import winnow

    letter, keep = _alphabet()
    buffer, starts = _bytes(texts)
    size = len(starts) - 1
    prints = np.empty(len(buffer) // 2 + size + 1, dtype=np.uint64)
    lone = np.empty(len(buffer) // 2 + size + 1, dtype=np.uint16)
    ends, lone_ends, words, forward, backward = (np.zeros(size, dtype=np.int64) for _ in range(5))
    whole = np.zeros(size, dtype=np.uint64)
    longest = int(np.diff(starts).max()) if size else 0
    made = winnow(buffer, starts, letter, keep, _directions(), longest, prints, ends, lone, lone_ends, words, whole, forward, backward)
    offsets, lone_offsets = (np.concatenate((np.zeros(1, dtype=np.int64), each)) for each in (ends, lone_ends))
    lone, backwards = lone[: lone_offsets[-1]].copy(), np.zeros(size, dtype=np.bool_)
    return Fingerprints(offsets, prints[:made].copy(), lone_offsets, lone, words, whole, backwards), forward, backward


def _bytes(texts: Sequence[str]) -> tuple[NDArray[np.uint8], Ints]:
    """The texts one after the other in UTF-8, and where each starts; what is not plain is folded."""
    import numpy as np

    plain = [text if text.isascii() else _plain(text) for text in texts]
    joined = "\n".join(plain)
    content = joined.encode("utf-8", "surrogatepass") + b"\n"
    ascii_only = len(content) == len(joined) + 1
    sizes = map(len, plain) if ascii_only else (len(text.encode("utf-8", "surrogatepass")) for text in plain)
    starts = np.zeros(len(plain) + 1, dtype=np.int64)
    starts[1:] = np.cumsum(np.fromiter(sizes, dtype=np.int64, count=len(plain)) + 1)
    return np.frombuffer(content, dtype=np.uint8), starts


def _plain(text: str) -> str:
    """A folded text in which everything between words is a byte that is no part of one."""
    folded = fold(text)
    return folded if folded.isascii() else _UNSPACED.sub(r" \1 ", _BETWEEN.sub(" ", folded))


def _turn(text: str) -> str:
    """A reversed text the right way round: whole, or word by word where the sentences still run forward."""
    by_words = len(_KEPT.findall(text)) > len(_WHOLE.findall(text))
    folded = fold(text)
    return _WORD.sub(lambda word: word.group()[::-1], folded) if by_words else folded[::-1]


@cache
def _alphabet() -> tuple[Hashes, Hashes]:
    """For every byte, the letter it stands for or 0, and a mask of ones where it is a letter."""
    import numpy as np

    signs = [chr(byte) for byte in range(128)]
    letter = np.array([ord(sign.lower()) if sign.isalnum() else 0 for sign in signs] + list(range(128, 256)), dtype=np.uint64)
    return letter, np.where(letter > 0, ~np.uint64(0), np.uint64(0))


@cache
def _directions() -> NDArray[np.int8]:
    """1 under the hash of a common word, -1 under that of one spelt backwards."""
    import numpy as np

    from .fingerprints_kernel import TOP, hash_words

    table = np.zeros(1 << (64 - TOP), dtype=np.int8)
    ahead = set(_COMMON.split())
    scratch, tails, marks = np.empty(64, dtype=np.uint64), np.empty(64, dtype=np.uint8), np.empty(64, dtype=np.int64)
    for word in sorted(ahead):
        for spelt, way in ((word[::-1], -1), (word, 1)):
            if way > 0 or spelt not in ahead:
                letters = np.frombuffer(spelt.encode(), dtype=np.uint8)
                hash_words(letters, 0, len(letters), *_alphabet(), scratch, tails, marks)
                table[int(scratch[0]) >> TOP] = way
    return table
