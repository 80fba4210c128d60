"""Which passages of the reports of one event stand beside which.

Observations. Two rewrites of one lost text share three quarters of their sentences, in rising order;
separate accounts share under a fifth, out of order, and mostly a quotation. Word order, synonyms and
names change on the way, so sentences are compared by stems and character n-grams, weighed by rarity.

How it works.
1. `similarity`: cosines of all sentence pairs, one report against all others at a time.
2. A pair of sentences is a passage when each is the other's best and they are alike enough.
3. `chains`: the heaviest rising chain; inside a chain of three and more passages, weaker links count too. Between two languages the
   chain is one of names and numbers (`anchors`), and weighed against the heaviest that falls.
4. `same`: how likely it is that two sentences that come near each other tell the same thing.
5. `claims`: by that, sentences join into claims by average link, one cell a report; a sentence that tells a part of another claim stands
   there too.
6. `clauses`: clauses, and the values they give, join likewise (`parts`) where their sentences do not say as much.

Known exceptions. A sentence that one report splits in two is linked by its better half. A translated sentence stands in no claim of
its original's: names and numbers tell that a text was translated, not which sentence says what.

Tried and dropped. MiniLM sentence vectors for step 1: average precision .62 against .77 (a tenth of them mixed in: .79). Event-wide
rarity: .780 against .787, and then an added report would move the numbers of all others.

An error here: a missed passage hides a shared text (the account range stays too high); a false one
invents a parallel, which `trace` discounts by asking for order.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from ..config import CollateConfig
from ..types import Chain, Collation, Notes, Passage, Report
from .anchors import likeness
from .claims import Spoken, claim_rows, cluster, in_order, touching, without_echoes
from .clauses import Near, clause_claims
from .likely import Likely
from .pairing import Pairing, Witness, side_by_side
from .same import all_bits, all_p_same, told
from .similarity import Similarities


def collate(reports: Sequence[Report], notes: Sequence[Notes], config: CollateConfig) -> Collation:
    """Passages, chains and claims of one event; `notes` stand in the order of `reports`, sorted by id."""
    import numpy as np

    witnesses = [Witness(report, note) for report, note in zip(reports, notes, strict=True)]
    similarities = Similarities([witness.keys for witness in witnesses], config.ngram)
    firsts = list(accumulate((len(witness.sentences) for witness in witnesses), initial=0))
    passages, chains, near, across = list[Passage](), list[Chain](), list[Passage](), list[tuple[int, int, float]]()
    least = min(config.near, config.passage, config.chained)
    for n, a in enumerate(witnesses):
        behind = witnesses[n:]
        for b, first, alike in zip(behind, firsts[n:], side_by_side(a, behind, similarities.behind(n), least), strict=False):
            if not alike and a.lang == b.lang:
                continue
            pairing = Pairing(a, b, alike, config)
            found = pairing.near()
            near += found.values()
            if a is not b:
                across += [(firsts[n] + i, first + j, passage.similarity) for (i, j), passage in found.items()]
                chain = pairing.chain() if a.lang == b.lang else pairing.translated(likeness(a.anchors, b.anchors))
                chains += [chain] if chain else []
                passages += sorted({*pairing.best(), *(chain.passages if chain else ())})
    del similarities
    left, right = (np.array([pair[n] for pair in across], np.int64) for n in (0, 1))
    similarity = np.array([pair[2] for pair in across], np.float64)
    del across
    read = [one for report, note in zip(reports, notes, strict=True) for one in told(report, note)]
    both = all_bits(read, left, right, similarity)
    likely = Likely(left, right, all_p_same(both), len(read))
    spans, noted = [one.span for one in read], {note.report: Spoken(note) for note in notes}
    groups = cluster(range(len(read)), np.repeat(np.arange(len(notes)), np.diff(firsts)).tolist(), likely, config.claim)
    claims = without_echoes(groups, touching(groups, likely, config.partly))
    rows = claim_rows(reports, noted, spans, claims, likely)
    parted = clause_claims(reports, notes, noted, Near(read, left, right, both), config.claim, rows)
    return Collation(tuple(passages), tuple(chains), in_order((*rows, *parted)), tuple(near))
