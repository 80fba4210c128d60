"""Which passages of the reports of one event stand beside which.

Observations. Two rewrites of one lost text share three quarters of their sentences, in rising order;
separate accounts share under a fifth, out of order, and mostly a quotation. Word order, synonyms and
names change on the way, so sentences are compared by stems and character n-grams, weighed by rarity.

How it works.
1. `similarity`: cosines of all sentence pairs of every two reports.
2. A pair of sentences is a passage when each is the other's best and they are alike enough.
3. `chains`: the heaviest rising chain; inside a chain of three and more passages, weaker links count too.
4. `claims`: passages join into claims by average link, one cell a report.

Known exceptions. A sentence that one report splits in two is linked by its better half. Translations
into another language link through names and numbers only, which rarely suffices.

Tried and dropped. MiniLM sentence vectors for step 1: average precision .45 against .79. Event-wide
rarity: .780 against .787, and then an added report would move the numbers of all others.

An error here: a missed passage hides a shared text (the account range stays too high); a false one
invents a parallel, which `trace` discounts by asking for order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

from ..config import CollateConfig
from ..types import Chain, Collation, Notes, Passage, Report, Span, State
from .chains import compact, rising
from .claims import claim_rows, cluster
from .similarity import Similarities, share_quoted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def collate(reports: Sequence[Report], notes: Sequence[Notes], config: CollateConfig) -> Collation:
    """Passages, chains and claims of one event; `notes` stand in the order of `reports`."""
    by_id = {note.report: note for note in notes}
    texts = {report.id: [report.quote(s) for s in by_id[report.id].sentences] for report in reports}
    alike = Similarities(texts, config.ngram)
    passages: list[Passage] = []
    chains: list[Chain] = []
    near: list[Passage] = []
    for left, right in combinations_with_replacement(reports, 2):
        pair = _Pair(left, right, by_id[left.id], by_id[right.id], alike.between(left.id, right.id), config)
        near += pair.near()
        if left is right:
            continue
        chain = pair.chain()
        if chain is not None:
            chains.append(chain)
        passages += sorted({*pair.best(), *(chain.passages if chain else ())})
    sentences = [sentence for note in notes for sentence in note.sentences]
    groups = cluster(sentences, passages, config.claim)
    return Collation(tuple(passages), tuple(chains), claim_rows(reports, by_id, groups), tuple(near))


class _Pair:
    """Two reports side by side."""

    def __init__(
        self, left: Report, right: Report, notes_left: Notes, notes_right: Notes, alike: NDArray[np.float64], config: CollateConfig
    ) -> None:
        self.left, self.right, self.notes_left, self.notes_right = left, right, notes_left, notes_right
        self.alike, self.config = alike, config

    def best(self) -> list[Passage]:
        """Pairs of sentences that are each other's best partner."""
        if not self.alike.size:
            return []
        columns, rows = self.alike.argmax(axis=1), self.alike.argmax(axis=0)
        return [self.passage(i, int(j)) for i, j in enumerate(columns) if rows[j] == i and self.alike[i, j] >= self.config.passage]

    def near(self) -> list[Passage]:
        """All pairs of sentences worth comparing; within one report each pair once."""
        import numpy as np

        rows, columns = np.nonzero(self.alike >= self.config.near)
        return [self.passage(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if self.left is not self.right or i < j]

    def chain(self) -> Chain | None:
        """The rising chain, where at least two passages rise."""
        import numpy as np

        if not self.alike.size:
            return None
        strong = np.where(self.alike >= self.config.passage, self.alike, 0)
        links = compact(rising(strong), self.config.chain_gap)
        if len(links) >= 3:
            links = compact(rising(np.where(self.alike >= self.config.chained, self.alike, 0)), self.config.chain_gap)
        if len(links) < 2:
            return None
        passages = tuple(self.passage(i, j) for i, j in links)
        return Chain(self.left.id, self.right.id, passages, *(round(len(links) / n, 4) for n in self.alike.shape))

    def passage(self, i: int, j: int) -> Passage:
        a, b = self.notes_left.sentences[i], self.notes_right.sentences[j]
        left, right = self.left.quote(a), self.right.quote(b)
        quoted = share_quoted(left, right, _quoted_ranges(self.notes_left, a), _quoted_ranges(self.notes_right, b))
        return Passage(a, b, self._state(float(self.alike[i, j])), float(round(self.alike[i, j], 4)), quoted)

    def _state(self, similarity: float) -> State:
        if self.left.lang != self.right.lang:
            return "translated"
        return "verbatim" if similarity >= self.config.verbatim else "rewritten"


def _quoted_ranges(notes: Notes, sentence: Span) -> list[range]:
    """Offsets within the sentence that stand inside quotation marks."""
    return [
        range(content.start - sentence.start, content.end - sentence.start)
        for quote in notes.quotes
        if quote.mode != "indirect"
        for content in quote.content
        if content.overlaps(sentence)
    ]
