"""Who took from whom, which texts are lost, and how many separate accounts that leaves.

Observations. Rewrites of one lost text keep its order of sentences, share text outside quotation marks,
and each keep what the other lost; separate accounts share quotations and little else, in any order. One
link too many welds accounts: on 612 real articles about one event single linkage of similar texts chained
397 into one. A photo credit is no text credit.

How it works.
1. `evidence`: bits for one text behind a pair, from the pair alone: order, share, word runs; in two languages names and numbers.
2. `variants`: what each of two such reports has that the other lacks, and which third reports have it too; `places`: whether all
   places where they differ agree on which of the two is the older.
3. `direction`: that, weighed in bits: one stands above the other, or they stand beside each other. Word-for-word copies are one here
   (`relatives`).
4. `parents`: every report's likeliest parent, or none of those at hand; the best tree of these; a second parent for a passage.
5. `lost`: reports without a parent that stand beside each other hang from a text that nobody gave us; texts that a report credits
   (`credits`) stand by name: of the whole report when a credit line names them, of one passage when only a statement came through them.
6. `accounts`: reports that share their main text (high end), and all pairs in doubt (low end).

`reuse` and `degree` measure how a text was reused (`python -m bench.reuse`); of their questions only "translation" is asked here.

Known exceptions. A rewrite whose order was shuffled is missed now and then, and so is a translation of which a third was left out (one in
six). Of a translation and its original only time and credits tell which was first. A text that took a passage from another is told from
the one it took it from three times in four only.

An error here: calling a copy separate invents corroboration, so doubt widens the range downwards, and
people read "at most".
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations

from ..config import TraceConfig
from ..types import Collation, Judgement, Notes, Pair, PairClass, Report, Stemma, total_bits
from .accounts import count_accounts, main_texts
from .edges import Drawing
from .evidence import Shared, p_of, share
from .parents import origins
from .relatives import relatives
from .variants import Table

WHOLE = 0.6  # share of the shorter report that makes it wholly derived


def trace(
    reports: Sequence[Report], notes: Sequence[Notes], collation: Collation, config: TraceConfig, judgements: Sequence[Judgement] = ()
) -> Stemma:
    """The stemma and the account range of one event; `reports` sorted by id, `notes` beside them."""
    by_id, noted = {report.id: report for report in reports}, {note.report: note for note in notes}
    sigla = _sigla(reports)
    shared = share(reports, notes, collation, config)
    kin = relatives(by_id, noted, shared, Table(reports, notes, collation))
    drawing = Drawing(by_id, noted, shared, kin, sigla, config.copy_share)
    drawing.draw(origins(kin))
    quoted = {frozenset((p.a.report, p.b.report)) for p in collation.passages if p.quoted >= 0.5}
    pairs = tuple(_classify(a.id, b.id, quoted, shared, drawing.siblings, config) for a, b in combinations(reports, 2))
    accounts = count_accounts(reports, notes, pairs, judgements, main_texts(kin), config.doubtful_bits)
    return Stemma({siglum: id for id, siglum in sigla.items()}, tuple(drawing.lost), tuple(drawing.edges), pairs, accounts)


def _sigla(reports: Sequence[Report]) -> dict[str, str]:
    """Letters in order of path: A, B, ... Z, AA, AB, ..."""
    ordered = sorted(reports, key=lambda report: (report.path, report.id))
    return {report.id: _letters(n) for n, report in enumerate(ordered)}


def _letters(n: int) -> str:
    """The n-th siglum, from 0, as the columns of a spreadsheet are named."""
    return (_letters(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def _classify(
    a: str, b: str, quoted: Collection[frozenset[str]], shared: Shared, siblings: Collection[frozenset[str]], config: TraceConfig
) -> Pair:
    """How two reports stand to each other; those in `quoted` share a quotation, those in `siblings` hang from one lost text."""
    key = frozenset((a, b))
    why, found = shared.because[key], shared.found[key]
    bits = total_bits(why)
    if key in shared.derived:
        whole = max(found.share, found.run_share) >= WHOLE
        relation: PairClass = "siblings" if key in siblings and not found.exact else "wholly" if whole else "partly"
        return Pair(a, b, relation, p_of(bits), why)
    if bits > config.doubtful_bits:
        return Pair(a, b, "unknown", p_of(bits), why)
    return Pair(a, b, "quotation" if key in quoted else "independent", p_of(-bits), why)
