"""Which sentences of two reports stand beside each other: each other's best, risers of a chain, and near ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..config import CollateConfig
from ..text.tokens import words
from ..types import Chain, Notes, Passage, Report, Span, State
from .anchors import anchors
from .chains import compact, rising
from .similarity import quoted_stems, share_quoted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TINY = 4  # words below which a sentence is a scrap that says nothing to compare
EQUAL = 0.999  # similarity of a sentence to its copy
CHAIN = 3  # passages from which a chain's order vouches for weaker links


class Witness:
    """One report with its sentences, ready to be compared."""

    def __init__(self, report: Report, notes: Notes) -> None:
        self.id, self.lang, self.sentences = report.id, report.lang, notes.sentences
        self.texts = [report.quote(sentence) for sentence in notes.sentences]
        self.anchors = [anchors(text) for text in self.texts]
        self.tiny = [len(words(text)) < TINY for text in self.texts]
        self.stems = [quoted_stems(text, _quoted(notes, at)) for text, at in zip(self.texts, notes.sentences, strict=True)]


def _quoted(notes: Notes, sentence: Span) -> list[range]:
    """Offsets within the sentence that stand inside quotation marks."""
    return [range(span.start - sentence.start, span.end - sentence.start) for span in notes.marked if span.overlaps(sentence)]


def without_scraps(alike: NDArray[np.float64], a: Witness, b: Witness) -> NDArray[np.float64]:
    """The same similarities, those of scraps of sentences set to nought; two equal scraps still stand beside each other."""
    import numpy as np

    either = np.logical_or.outer(np.array(a.tiny, dtype=bool), np.array(b.tiny, dtype=bool))
    cleared: NDArray[np.float64] = np.where(either & (alike < EQUAL), 0.0, alike)
    return cleared


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two reports side by side; `alike` has the shape (sentences of a, sentences of b)."""

    a: Witness
    b: Witness
    alike: NDArray[np.float64]
    config: CollateConfig

    def best(self) -> list[Passage]:
        """Sentences that are each other's best partner and alike enough."""
        if not self.alike.size:
            return []
        columns, rows = self.alike.argmax(axis=1), self.alike.argmax(axis=0)
        return [self._passage(i, int(j)) for i, j in enumerate(columns) if rows[j] == i and self.alike[i, j] >= self.config.passage]

    def near(self) -> list[Passage]:
        """All pairs of sentences worth comparing slot by slot; within one report each pair once."""
        import numpy as np

        rows, columns = np.nonzero(self.alike >= self.config.near)
        return [self._passage(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if self.a is not self.b or i < j]

    def chain(self) -> Chain | None:
        """The rising chain, where at least two passages rise."""
        if not self.alike.size:
            return None
        links = self._rising(self.alike, self.config.passage)
        if len(links) >= CHAIN:
            links = self._rising(self.alike, self.config.chained)
        return self._chain(links, self.alike) if len(links) > 1 else None

    def translated(self, alike: NDArray[np.float64]) -> Chain | None:
        """The rising chain by names and numbers, for reports in two languages."""
        links = self._rising(alike, self.config.translated) if alike.size else []
        if len(links) < CHAIN:
            return None
        back = alike[:, ::-1]
        falling = sum(float(back[link]) for link in self._rising(back, self.config.translated))
        return replace(self._chain(links, alike), falling=round(falling, 4))

    def _rising(self, alike: NDArray[np.float64], least: float) -> list[tuple[int, int]]:
        import numpy as np

        return compact(rising(np.where(alike >= least, alike, 0)), self.config.chain_gap)

    def _chain(self, links: Sequence[tuple[int, int]], alike: NDArray[np.float64]) -> Chain:
        passages = tuple(self._passage(i, j, alike) for i, j in links)
        return Chain(self.a.id, self.b.id, passages, *(round(len(links) / n, 4) for n in self.alike.shape))

    def _passage(self, i: int, j: int, alike: NDArray[np.float64] | None = None) -> Passage:
        similarity = round(float((self.alike if alike is None else alike)[i, j]), 4)
        return Passage(
            self.a.sentences[i], self.b.sentences[j], self._state(similarity), similarity, share_quoted(self.a.stems[i], self.b.stems[j])
        )

    def _state(self, similarity: float) -> State:
        if self.a.lang != self.b.lang:
            return "translated"
        return "verbatim" if similarity >= self.config.verbatim else "rewritten"
