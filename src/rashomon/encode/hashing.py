"""The encoder without a model: hashed character n-grams, for tests, odd languages and very large piles.

It sees spelling, not meaning: close copies lie close, a paraphrase in other words does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from zlib import crc32

from . import encoders

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIMENSIONS = 512
SIZES = (3, 4, 5)  # characters


def ngrams(text: str) -> Iterator[str]:
    """Character n-grams of the words, spaces around each word included."""
    for word in text.casefold().split():
        for size in SIZES:
            padded = f" {word} "
            yield from (padded[start : start + size] for start in range(max(1, len(padded) - size + 1)))


class Hashing:
    """512 dimensions; the same on every machine and in every process."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), 512); zero rows for blank texts."""
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in enumerate(texts):
            for gram in ngrams(text):
                code = crc32(gram.encode())
                vectors[row, code % DIMENSIONS] += 1.0 if code >> 31 else -1.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors


@encoders("hashing")
def load() -> Hashing:
    """The encoder; nothing is loaded."""
    return Hashing()
