"""Which sentences of two reports stand beside each other: each other's best, risers of a chain, and near ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from ..config import CollateConfig
from ..text.stems import keys
from ..types import Chain, Notes, Passage, Report, Span, State
from .anchors import Anchors, anchors
from .chains import compact, rising
from .similarity import quoted_stems, share_quoted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TINY = 4  # words below which a sentence is a scrap that says nothing to compare
EQUAL = 0.999  # similarity of a sentence to its copy
CHAIN = 3  # passages from which a chain's order vouches for weaker links

Place = tuple[int, int]  # a sentence of the one report, and one of the other
Alike = Mapping[Place, float]  # similarity of two sentences, in order of place


class Witness:
    """One report with its sentences, ready to be compared."""

    def __init__(self, report: Report, notes: Notes) -> None:
        self.id, self.lang, self.sentences = report.id, report.lang, notes.sentences
        self.texts = [report.quote(sentence) for sentence in notes.sentences]
        self.keys = [keys(text) for text in self.texts]
        self.tiny = [len(words) < TINY for words in self.keys]
        self.stems = [quoted_stems(words, _quoted(notes, at)) for words, at in zip(self.keys, notes.sentences, strict=True)]

    @cached_property
    def anchors(self) -> Anchors:
        """Names and numbers, which only reports in another language are asked for."""
        return [anchors(text) for text in self.texts]


def _quoted(notes: Notes, sentence: Span) -> list[range]:
    """Offsets within the sentence that stand inside quotation marks."""
    return [range(span.start - sentence.start, span.end - sentence.start) for span in notes.marked if span.overlaps(sentence)]


def side_by_side(a: Witness, behind: Sequence[Witness], alike: NDArray[np.float64], least: float) -> Iterator[dict[Place, float]]:
    """The sentences of `a` that are at least so much like some of each of the reports `behind`, whose sentences are the columns in a row.

    Scraps of sentences are like nothing but their equals.
    """
    import numpy as np

    starts = np.cumsum([0, *(len(b.sentences) for b in behind)])
    rows, columns = np.nonzero(alike >= least)
    beside = np.searchsorted(starts, columns, "right") - 1
    order = np.argsort(beside, kind="stable")
    ends = np.searchsorted(beside[order], np.arange(len(behind)), "right").tolist()
    found = list(zip(rows[order].tolist(), (columns - starts[beside])[order].tolist(), alike[rows, columns][order].tolist(), strict=True))
    for b, start, end in zip(behind, [0, *ends], ends, strict=False):
        yield {(i, j): similarity for i, j, similarity in found[start:end] if similarity >= EQUAL or not (a.tiny[i] or b.tiny[j])}


class Pairing:
    """Two reports side by side."""

    def __init__(self, a: Witness, b: Witness, alike: Alike, config: CollateConfig) -> None:
        self.a, self.b, self.alike, self.config = a, b, alike, config
        self._made: dict[Place, Passage] = {}

    def best(self) -> list[Passage]:
        """Sentences that are each other's best partner and alike enough; of equals the first."""
        ours, theirs = dict[int, int](), dict[int, int]()
        for (i, j), similarity in self.alike.items():
            if i not in ours or similarity > self.alike[i, ours[i]]:
                ours[i] = j
            if j not in theirs or similarity > self.alike[theirs[j], j]:
                theirs[j] = i
        return [self._passage(i, j) for i, j in ours.items() if theirs[j] == i and self.alike[i, j] >= self.config.passage]

    def near(self) -> dict[Place, Passage]:
        """All pairs of sentences worth comparing slot by slot; within one report each pair once."""
        apart = self.a is not self.b
        worth = (place for place, similarity in self.alike.items() if similarity >= self.config.near and (apart or place[0] < place[1]))
        return {place: self._passage(*place) for place in worth}

    def chain(self) -> Chain | None:
        """The rising chain, where at least two passages rise."""
        links = self._rising(self.alike, self.config.passage)
        if len(links) >= CHAIN:
            links = self._rising(self.alike, self.config.chained)
        return self._chain([self._passage(*link) for link in links]) if len(links) > 1 else None

    def translated(self, alike: NDArray[np.float64]) -> Chain | None:
        """The rising chain by names and numbers, for reports in two languages."""
        rows, columns = (alike >= self.config.translated).nonzero()
        by_names = {(int(i), int(j)): float(alike[i, j]) for i, j in zip(rows, columns, strict=True)}
        links = self._rising(by_names, self.config.translated)
        if len(links) < CHAIN:
            return None
        last = alike.shape[1] - 1
        back = dict(sorted(((i, last - j), similarity) for (i, j), similarity in by_names.items()))
        falling = sum(back[link] for link in self._rising(back, self.config.translated))
        return replace(self._chain([self._made_of(link, by_names[link]) for link in links]), falling=round(falling, 4))

    def _rising(self, alike: Alike, least: float) -> list[Place]:
        """The heaviest rising chain of two links and more; sentences without a link do not change it, and are left aside."""
        import numpy as np

        links = {place: similarity for place, similarity in alike.items() if similarity >= least}
        rows, columns = (sorted({place[side] for place in links}) for side in (0, 1))
        if min(len(rows), len(columns)) < 2:
            return []
        row, column = ({n: at for at, n in enumerate(some)} for some in (rows, columns))
        weights = np.zeros((len(rows), len(columns)))
        for (i, j), similarity in links.items():
            weights[row[i], column[j]] = similarity
        return compact([(rows[i], columns[j]) for i, j in rising(weights)], self.config.chain_gap)

    def _chain(self, passages: Sequence[Passage]) -> Chain:
        covered = (round(len(passages) / len(witness.sentences), 4) for witness in (self.a, self.b))
        return Chain(self.a.id, self.b.id, tuple(passages), *covered)

    def _passage(self, i: int, j: int) -> Passage:
        if (i, j) not in self._made:
            self._made[i, j] = self._made_of((i, j), self.alike[i, j])
        return self._made[i, j]

    def _made_of(self, place: Place, alike: float) -> Passage:
        i, j = place
        similarity = round(alike, 4)
        return Passage(
            self.a.sentences[i], self.b.sentences[j], self._state(similarity), similarity, share_quoted(self.a.stems[i], self.b.stems[j])
        )

    def _state(self, similarity: float) -> State:
        if self.a.lang != self.b.lang:
            return "translated"
        return "verbatim" if similarity >= self.config.verbatim else "rewritten"
