"""Who took from whom, which texts are lost, and how many separate accounts that leaves.

Observations. Rewrites of one lost text keep its order of sentences, share text outside quotation marks,
and each keep what the other lost; separate accounts share quotations and little else, in any order. One
link too many welds accounts: on 612 real articles about one event single linkage of similar texts chained
397 into one. A photo credit is no text credit.

How it works.
1. `evidence`: bits for one text behind a pair, from the pair alone: order, share, word runs.
2. `direction`: where the two differ, readings that reports of *other* accounts support are the older.
3. `accounts`: families of pairs above `derived_bits` (high end), and of all pairs in doubt (low end).
4. `tree`: a tree in each family; where each keeps what the other lost, both hang from a lost text.
5. Texts that a report credits stand as lost sources by name: of the whole report when a credit line names
   them, of one passage when only a statement came through them.

Known exceptions. Several parents of one report are named by credits only; a rewrite whose order was
shuffled is missed, and so is a translation into another language: two reports share no words then.

An error here: calling a copy separate invents corroboration, so doubt widens the range downwards, and
people read "at most".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from ..config import TraceConfig
from ..types import (
    Accounts,
    Collation,
    Derivation,
    Judgement,
    Lost,
    Notes,
    Pair,
    PairClass,
    Reason,
    Report,
    Span,
    Stemma,
    total_bits,
)
from .accounts import count_accounts, same_outlet
from .direction import Direction, lengths, polarise
from .evidence import Overlap, body, overlap, p_of, reasons, unquoted_words
from .lost import common_credit, credited, credits_of, from_required, greek, required
from .tree import Kin, derivation, grow


def trace(
    reports: Sequence[Report], notes: Sequence[Notes], collation: Collation, config: TraceConfig, judgements: Sequence[Judgement] = ()
) -> Stemma:
    """The stemma and the account range of one event; `reports` sorted by id, `notes` beside them."""
    by_id = {report.id: report for report in reports}
    noted = {note.report: note for note in notes}
    sigla = _sigla(reports)
    chains = {frozenset((chain.a, chain.b)): chain for chain in collation.chains}
    words = {report.id: unquoted_words(report, noted[report.id]) for report in reports}
    bodies = {report.id: body(report) for report in reports}
    length = {id: len(note.sentences) for id, note in noted.items()}
    found = {
        frozenset((a, b)): overlap(
            words[a], words[b], min(length[a], length[b]), chains.get(frozenset((a, b))), exact=bool(bodies[a]) and bodies[a] == bodies[b]
        )
        for a, b in combinations(by_id, 2)
    }
    because = {pair: reasons(overlapping) for pair, overlapping in found.items()}
    kin = _kin(by_id, noted, collation, found, because, config)
    pairs = tuple(_classify(a.id, b.id, collation, found, because, kin, config) for a, b in combinations(reports, 2))
    accounts = count_accounts(reports, notes, pairs, judgements, config.derived_bits, config.doubtful_bits)
    lost, edges = _stemma(accounts, by_id, noted, kin, sigla, config)
    return Stemma({siglum: id for id, siglum in sigla.items()}, lost, edges, pairs, accounts)


def _sigla(reports: Sequence[Report]) -> dict[str, str]:
    """Letters in order of path: A, B, ... Z, AA, AB, ..."""
    ordered = sorted(reports, key=lambda report: (report.path, report.id))
    return {report.id: _letters(n) for n, report in enumerate(ordered)}


def _letters(n: int) -> str:
    """The n-th siglum, from 0, as the columns of a spreadsheet are named."""
    return (_letters(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def _kin(
    by_id: Mapping[str, Report], noted: Mapping[str, Notes], collation: Collation,
    found: Mapping[frozenset[str], Overlap], because: Mapping[frozenset[str], tuple[Reason, ...]], config: TraceConfig,
) -> dict[frozenset[str], Kin]:  # fmt: skip
    """The pairs that share a text, with their direction."""
    derived = {pair for pair, why in because.items() if total_bits(why) >= config.derived_bits}
    beside: dict[Span, list[Span]] = defaultdict(list)
    for passage in collation.near:
        if passage.a.report != passage.b.report and frozenset((passage.a.report, passage.b.report)) not in derived:
            beside[passage.a].append(passage.b)
            beside[passage.b].append(passage.a)
    out: dict[frozenset[str], Kin] = {}
    for pair in sorted(derived, key=sorted):
        a, b = sorted(pair)
        kept_apart = {x for x in by_id if frozenset((a, x)) not in derived and frozenset((b, x)) not in derived}
        told = {span for passage in found[pair].passages for span in (passage.a, passage.b)}
        partners = {span: [s for s in beside.get(span, ()) if s.report in kept_apart] for span in told}
        versions = same_outlet(by_id[a], by_id[b])
        way = polarise(by_id[a], by_id[b], () if versions else found[pair].passages, partners, by_id)
        cut = found[pair].run_share >= config.copy_share and not any(credits_of(noted[id], "text") for id in pair)
        way = Direction(way.left, way.right, (*way.other, *lengths(by_id[a], by_id[b], noted[a], noted[b], cut=cut)))
        out[pair] = Kin(a, b, because[pair], found[pair], way, versions)
    return out


def _classify(
    a: str, b: str, collation: Collation, found: Mapping[frozenset[str], Overlap],
    because: Mapping[frozenset[str], tuple[Reason, ...]], kin: Mapping[frozenset[str], Kin], config: TraceConfig,
) -> Pair:  # fmt: skip
    key = frozenset((a, b))
    bits = total_bits(because[key])
    if key in kin:
        way, overlapping = kin[key].way, found[key]
        whole = max(overlapping.share, overlapping.run_share) >= 0.6
        relation: PairClass = "siblings" if way.siblings and not overlapping.exact else "wholly" if whole else "partly"
        return Pair(a, b, relation, p_of(bits), because[key])
    between = [p for p in collation.passages if {p.a.report, p.b.report} == {a, b}]
    if bits > config.doubtful_bits:
        return Pair(a, b, "unknown", p_of(bits), because[key])
    quoted = [p for p in between if p.quoted >= 0.5]
    return Pair(a, b, "quotation" if quoted else "independent", p_of(-bits), because[key])


def _stemma(
    accounts: Accounts,
    by_id: Mapping[str, Report],
    noted: Mapping[str, Notes],
    kin: Mapping[frozenset[str], Kin],
    sigla: Mapping[str, str],
    config: TraceConfig,
) -> tuple[tuple[Lost, ...], tuple[Derivation, ...]]:
    """Grow a tree in every family, then hang up what reports credit."""
    names, lost, edges = greek(), list[Lost](), list[Derivation]()
    told = credited(noted)
    for family in accounts.members:
        within = {pair: k for pair, k in kin.items() if pair <= set(family)}
        name = common_credit(family, noted)
        crediting = [credit for credit in told.get(name or "", ()) if credit[0] in family]
        hung = grow(family, within, [id for id, kind, _ in crediting if kind == "syndication"]) if within else []
        orphans = sorted(child for child, parent in hung if parent is None and any(child in pair for pair in within))
        for child, parent in hung:
            if parent is not None:
                edges.append(derivation(child, parent, within[frozenset((child, parent))], by_id, config.copy_share, sigla))
        if len(orphans) > 1:
            siglum = next(names)
            lost.append(required(siglum, name, orphans, within, [reason for _, _, reason in crediting]))
            edges += [from_required(child, siglum, within, by_id, config.copy_share, sigla) for child in orphans]
            if name is not None:
                told[name] = [credit for credit in told[name] if credit not in crediting]
    for name, children in told.items():
        if children:
            siglum = next(names)
            lost.append(Lost(siglum, name, tuple(reason for _, _, reason in children)))
            edges += [Derivation(sigla[id], siglum, kind, p_of(reason.bits), (reason,)) for id, kind, reason in children]
    return tuple(lost), tuple(sorted(edges, key=lambda edge: (edge.child, edge.parent)))
