"""How alike two sentences of two reports are: word stems and character n-grams, weighed by rarity in the pair.

Observations: inside one event everything is about the same people, so a term's weight must come from
how rare it is *here*; on the founding example average precision for "same claim" was .77 for character
4-grams, .79 for stems, .62 for MiniLM (.66 centred). Counting rarity in the two reports alone is as good as counting it
in the whole event (.787 against .780), and makes a pair's numbers independent of what else is in the pile.

How it works. The terms of all sentences lie term by term, so that a report finds whatever shares a term with it at once; its sentences
are then held against all sentences of all later reports together. The cost is the number of times that two sentences share a term.

Tried and dropped: a matrix product for each pair of reports (too small for several threads, which then wait for each other: eight times
as long on a busy machine, and twice on one thread).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

from ..text.stems import LETTERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Keys = Sequence[tuple[str, int, int]]  # the words of a sentence, as `text.stems.keys` gives them
COMPILED = 3_000  # sentences of an event from which its loops pay for loading them compiled, which takes some .6 s
Stems = tuple[frozenset[str], frozenset[str]]  # of a sentence: all, and those in quotation marks


class _Checksums(dict[str, int]):
    """Terms to the numbers they are counted by, each worked out once an event."""

    def __missing__(self, term: str) -> int:
        self[term] = crc32(term.encode())
        return self[term]


def terms_of(sentence: Keys, ngram: int, number: Callable[[str], int]) -> tuple[Counter[int], Counter[int]]:
    """Stem counts and character n-gram counts of one sentence."""
    line = " " + " ".join(word for word, _, _ in sentence) + " "
    grams = [line[n : n + ngram] for n in range(max(0, len(line) - ngram + 1))]
    return Counter([number(word[:LETTERS]) for word, _, _ in sentence]), Counter(map(number, grams))


class Terms:
    """The terms of the sentences of an event: parallel arrays with one entry a term and sentence, in this order."""

    def __init__(self, counts: Sequence[Counter[int]], size: Sequence[int]) -> None:
        """`counts` of every sentence of the event; `size` is the number of sentences of each report."""
        import numpy as np

        sizes = [len(terms) for terms in counts]
        found, many = (np.fromiter(chain.from_iterable(some), np.int64, sum(sizes)) for some in (counts, (c.values() for c in counts)))
        sentence = np.repeat(np.arange(len(counts)), sizes)
        order = np.lexsort((sentence, found))
        terms, self.term = np.unique(found[order], return_inverse=True)
        self.sentence, self.weight = sentence[order], 1 + np.log(many[order])
        self.end = np.searchsorted(self.term, np.arange(len(terms)), "right")  # of the entries of each term
        self.place = np.empty_like(order)  # of the entries of each sentence, sentence by sentence
        self.place[order] = np.arange(len(order))
        self.start = np.cumsum([0, *sizes])  # in `place`, of each sentence
        self.size, self.report = np.array(size, np.int64), np.repeat(np.arange(len(size)), size)
        _, home, held = np.unique(self.term * len(size) + self.report[self.sentence], return_inverse=True, return_counts=True)
        self.held = held[home]  # sentences of the report that hold the term
        self.log = np.log(np.arange(2 * len(counts) + 1) + 0.5)  # of so many of them
        self.square = [_summed(self.weight**2 * self.log[self.held] ** n, self.sentence, len(counts)) for n in range(3)]

    def cosines(self, n: int) -> NDArray[np.float64]:
        """Of the sentences of report `n` with its own and those of all later ones, rounded so that order of summation cannot show."""
        import numpy as np

        if len(self.report) < COMPILED:
            from .similarity_arrays import multiply, weigh
        else:
            from .similarity_kernel import multiply, weigh
        first = int(self.size[:n].sum())
        ours, report = int(self.size[n]), self.report[first:] - n
        bounds = self.start[first : first + ours + 1] - self.start[first]
        own = self.place[self.start[first] : self.start[first + ours]]
        terms, at, mine = np.unique(self.term[own], return_index=True, return_counts=True)
        low = own[at]  # the first sentence that holds the term stands first in `own`
        many = self.end[terms] - low  # sentences from here on that hold it
        total = np.log(self.size[n:] + np.where(np.arange(len(self.size) - n) == 0, 0, ours) + 1)
        rarity, place, value = np.empty((len(terms), len(total))), np.empty(many.sum(), np.int64), np.empty(many.sum())
        shared, alone, dots = np.zeros(len(report)), np.zeros(len(report)), np.zeros((ours, len(report)))
        squares = np.zeros((ours, len(total)))
        entries = self.sentence, first, self.weight, self.held
        weigh(low, many, mine, *entries, report, total, self.log, rarity, place, value, shared, alone)
        multiply(bounds, np.searchsorted(terms, self.term[own]), self.weight[own], many, place, value, rarity, dots, squares)
        lengths = self._lengths(first, total[report], shared, alone)
        return np.round(dots / (lengths * (np.sqrt(squares) + 1e-12)[:, report]), 4)

    def _lengths(
        self, first: int, total: NDArray[np.float64], shared: NDArray[np.float64], alone: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Lengths of the sentences from the `first` on, beside a report.

        A squared length is the sum of weight² * rarity². That over the terms that are `shared` is given; that over all terms, as if none
        was, comes from three sums that no other report changes, and what the shared ones have in it, `alone`, is taken off.
        """
        import numpy as np

        none, one, two = (square[first:] for square in self.square)
        squared = total**2 * none - 2 * total * one + two - alone + shared
        lengths: NDArray[np.float64] = np.sqrt(np.maximum(squared, 0)) + 1e-12
        return lengths


def _summed(values: NDArray[np.float64], place: NDArray[np.int64], places: int) -> NDArray[np.float64]:
    """Sums of values by the place of each."""
    import numpy as np

    return np.bincount(place, values, places).astype(np.float64, copy=False)  # the stubs know of whole numbers only


class Similarities:
    """Sentence similarities between the reports of an event."""

    def __init__(self, sentences: Sequence[Sequence[Keys]], ngram: int) -> None:
        """`sentences` of each report."""
        sizes = [len(some) for some in sentences]
        number = _Checksums().__getitem__
        pairs = [terms_of(sentence, ngram, number) for some in sentences for sentence in some]
        self._stems, self._chars = (Terms([pair[n] for pair in pairs], sizes) for n in (0, 1))

    def behind(self, n: int) -> NDArray[np.float64]:
        """Mean of stem and n-gram cosine of the sentences of report `n` with its own and those of all later reports, in a row."""
        mean: NDArray[np.float64] = (self._stems.cosines(n) + self._chars.cosines(n)) / 2
        return mean


def quoted_stems(sentence: Keys, quoted: Sequence[range]) -> Stems:
    """All stems of a sentence, and those inside some ranges of it."""
    inside = (word[:LETTERS] for word, start, _ in sentence if any(start in marks for marks in quoted))
    return frozenset(word[:LETTERS] for word, _, _ in sentence), frozenset(inside)


def share_quoted(left: Stems, right: Stems) -> float:
    """Share of the stems common to two sentences that stand inside quotation marks in both."""
    inside = left[1] & right[1]
    return round(len(inside) / len(left[0] & right[0]), 4) if inside else 0.0
