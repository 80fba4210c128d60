"""How alike two sentences of two reports are: word stems and character n-grams, weighed by rarity in the pair.

Observations: inside one event everything is about the same people, so a term's weight must come from
how rare it is *here*; on the founding example average precision for "same claim" was .77 for character
4-grams, .79 for stems, .62 for MiniLM (.66 centred). Counting rarity in the two reports alone is as good as counting it
in the whole event (.787 against .780), and makes a pair's numbers independent of what else is in the pile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from ..text.stems import LETTERS, keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Grams:
    """Terms of the sentences of one report: its vocabulary, and parallel arrays with one entry a sentence and term."""

    terms: NDArray[np.int64]  # sorted, unique
    counts: NDArray[np.int64]  # sentences that hold each term
    sentence: NDArray[np.int64]
    column: NDArray[np.int64]  # place of the term in `terms`
    weight: NDArray[np.float64]  # 1 + ln(count in the sentence)
    sentences: int


def terms_of(sentence: str, ngram: int) -> tuple[Counter[int], Counter[int]]:
    """Stem counts and character n-gram counts of one sentence, terms as checksums."""
    found = [word for word, _, _ in keys(sentence)]
    line = " " + " ".join(found) + " "
    return Counter(crc32(word[:LETTERS].encode()) for word in found), Counter(
        crc32(line[n : n + ngram].encode()) for n in range(max(0, len(line) - ngram + 1))
    )


def grams(counts: Sequence[Counter[int]]) -> Grams:
    """Pack the term counts of a report's sentences."""
    import numpy as np

    rows = [(n, term, count) for n, terms in enumerate(counts) for term, count in sorted(terms.items())]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    terms, column, held = np.unique(table[:, 1], return_inverse=True, return_counts=True)
    return Grams(terms, held, table[:, 0], column, 1 + np.log(table[:, 2]), len(counts))


def similarity(a: Grams, b: Grams) -> NDArray[np.float64]:
    """Cosines of all sentence pairs, shape (a.sentences, b.sentences), rounded so that order of summation cannot show."""
    import numpy as np

    if a is b:
        shared = np.flatnonzero(a.counts > 1)
        rows = _rows(a, a.counts, shared, a.sentences + 1)
        return np.round(rows @ rows.T, 4)
    _, in_a, in_b = np.intersect1d(a.terms, b.terms, assume_unique=True, return_indices=True)
    held_a, held_b = a.counts.copy(), b.counts.copy()
    held_a[in_a] += b.counts[in_b]
    held_b[in_b] += a.counts[in_a]
    total = a.sentences + b.sentences + 1
    return np.round(_rows(a, held_a, in_a, total) @ _rows(b, held_b, in_b, total).T, 4)


def _rows(side: Grams, held: NDArray[np.int64], shared: NDArray[np.int64], total: int) -> NDArray[np.float64]:
    """Unit rows over the shared terms; the norm counts every term of the sentence."""
    import numpy as np

    weight = side.weight * np.log(total / (held + 0.5))[side.column]
    norm = np.sqrt(np.bincount(side.sentence, weight * weight, side.sentences)) + 1e-12
    place = np.full(len(side.terms), -1)
    place[shared] = np.arange(len(shared))
    at = place[side.column]
    rows = np.zeros((side.sentences, len(shared)))
    rows[side.sentence[at >= 0], at[at >= 0]] = weight[at >= 0]
    return rows / norm[:, None]


class Similarities:
    """Sentence similarities between any two reports of an event; each report is indexed once."""

    def __init__(self, sentences: dict[str, list[str]], ngram: int) -> None:
        self._stems: dict[str, Grams] = {}
        self._chars: dict[str, Grams] = {}
        for report, texts in sentences.items():
            pairs = [terms_of(text, ngram) for text in texts]
            self._stems[report] = grams([stems for stems, _ in pairs])
            self._chars[report] = grams([chars for _, chars in pairs])

    def between(self, a: str, b: str) -> NDArray[np.float64]:
        """Mean of stem and n-gram cosine, shape (sentences of a, sentences of b)."""
        mean: NDArray[np.float64] = (similarity(self._stems[a], self._stems[b]) + similarity(self._chars[a], self._chars[b])) / 2
        return mean


def quoted_stems(sentence: str, quoted: Iterable[range]) -> tuple[frozenset[str], frozenset[str]]:
    """All stems of a sentence, and those inside some ranges of it."""
    found, ranges = keys(sentence), tuple(quoted)
    inside = (word[:LETTERS] for word, start, _ in found if any(start in marks for marks in ranges))
    return frozenset(word[:LETTERS] for word, _, _ in found), frozenset(inside)


def share_quoted(left: tuple[frozenset[str], frozenset[str]], right: tuple[frozenset[str], frozenset[str]]) -> float:
    """Share of the stems common to two sentences that stand inside quotation marks in both."""
    common = left[0] & right[0]
    return round(len(left[1] & right[1]) / len(common), 4) if common else 0.0
