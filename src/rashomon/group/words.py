"""Which words of a text grouping looks at, and how they are folded for comparison.

Names are kept as single words, so that "Catherine Lorne", "Katherine Lorne" and "Lorne" agree in the word that counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(r"\d[\d.,]*|[^\W\d_][\w'’]*")
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # scripts without spaces
SENTENCE_END = frozenset('.!?:;•\n"“”«»‘(')


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text: folded for comparison, as written, and where."""

    folded: str
    raw: str
    start: int
    opens: bool  # first of a sentence, where a capital says nothing


@lru_cache(1 << 16)
def fold(word: str) -> str:
    """Lower case, ASCII, without possessive or thousands' marks: Solánová's -> solanova, 1,200 -> 1200."""
    word = word.rstrip(".,'’").removesuffix("'s").removesuffix("’s")
    if not word.isascii():
        from anyascii import anyascii

        word = anyascii(word)
    return word.lower().replace(",", "").replace(" ", "")


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; scripts without spaces come as pairs of characters."""
    for match in WORD.finditer(text):
        raw, start = match.group(), match.start()
        if UNSPACED.search(raw):
            pieces = ((raw[n : n + 2], start + n) for n in range(max(1, len(raw) - 1)))
            yield from (Word(folded, piece, at, False) for piece, at in pieces if (folded := read(piece)))
        elif folded := read(raw):
            before = text[max(0, start - 2) : start].rstrip(" ")
            yield Word(folded, raw, start, not before or before[-1] in SENTENCE_END)


def read(raw: str) -> str:
    """The folded word that a word or a pair of characters is; "" for a single letter, which says nothing. A single figure counts."""
    folded = raw if UNSPACED.search(raw) else fold(raw)
    return folded if UNSPACED.search(raw) or len(folded) > 1 or folded.isdigit() else ""


def word_key(word: str) -> int:
    """A folded word in 64 bits, the same in every process."""
    return int.from_bytes(_digest(word), "big")


def word_keys(words: Iterable[str]) -> NDArray[np.uint64]:
    """`word_key` of each."""
    import numpy as np

    return np.frombuffer(b"".join(map(_digest, words)), ">u8").astype(np.uint64)


def _digest(word: str) -> bytes:
    return blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
