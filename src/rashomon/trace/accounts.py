"""How many independent lines of descent there can be: families of reports that share a text.

At the high end two reports are one account when they share their main text (`main_texts`), when they are by one outlet or by
outlets that an editor put into one family, or when an editor joined them. At the low end doubt counts as derivation: every pair that is not
clearly separate, and every two reports that credit the same agency for their text. Text can disprove
independence and never show it, so people read the high end, as "at most".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from ..types import Accounts, Judgement, Notes, Pair, Report, outlet_key, total_bits
from .relatives import Relatives

INSIDE = 0.9  # share of a report's words from which it is wholly told by another
HALF = 0.5  # share of a report's words from which their text is its main text


def families(ids: Sequence[str], links: Iterable[tuple[str, str]], parted: frozenset[frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Connected components over `links`, strongest first; no component ever holds a parted pair."""
    home = {id: {id} for id in ids}
    for a, b in links:
        if home[a] is home[b] or any(len(pair & home[a]) == len(pair & home[b]) == 1 for pair in parted):
            continue
        joined = home[a] | home[b]
        for id in joined:
            home[id] = joined
    return tuple(sorted({tuple(sorted(members)) for members in home.values()}))


def main_texts(kin: Relatives) -> frozenset[frozenset[str]]:
    """Pairs whose main text is one; a passage that a report took over, or several from several reports, makes no account of two.

    The main text is one where each has at least HALF of its words in sentences of the other; or where one has, being a cut of the
    other: it was likely made from it, or not the other way round, and what the other tells besides no third text tells. A report that
    another has wholly (INSIDE), and no third has half of, adds nothing to that one, whichever was first. A report of which several
    others have HALF only together is of one account with the one that has most.
    """
    stands = kin.stands
    had: dict[str, dict[str, float]] = defaultdict(dict)
    one: set[frozenset[str]] = set()
    for pair, way in kin.ways.items():
        shares = {id: 1 - way.side(id).alone_share for id in (way.a, way.b)}
        had[way.a][way.b], had[way.b][way.a] = shares[way.a], shares[way.b]
        besides = {id: found["other_texts"] for id, found in zip((way.a, way.b), way.found, strict=True)}
        within, around = sorted((way.a, way.b), key=lambda id: -shares[id])
        cut = way.above(around) >= HALF or not (besides[around] or way.above(within) >= HALF)
        if shares[within] >= HALF and (shares[around] >= HALF or cut):
            one.add(pair)
    for id, others in sorted(had.items()):
        inside = [other for other, share in others.items() if share >= INSIDE]
        if inside and all(share < HALF for other, share in others.items() if other not in inside):
            one.add(frozenset((id, max(sorted(inside), key=lambda other: others[other]))))
        text, best = kin.table.texts[id], max(sorted(others), key=lambda other: others[other])
        told = {n for other in others for n in kin.table.links(id, other)}
        if others[best] < HALF <= sum(text.many[n] for n in told) / max(1, text.total):
            one.add(frozenset((id, best)))
    return frozenset(
        frozenset((a, b)) for a, b in combinations(sorted(stands), 2) if stands[a] == stands[b] or frozenset((stands[a], stands[b])) in one
    )


def count_accounts(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    pairs: Sequence[Pair],
    judgements: Sequence[Judgement],
    one: frozenset[frozenset[str]],
    doubtful_bits: float,
) -> Accounts:
    """The range of accounts with its members at both ends; the pairs in `one` have one main text."""
    ids = [report.id for report in reports]
    known = set(ids)
    decided = [j for j in judgements if {j.a, j.b} <= known]
    joined = [(j.a, j.b) for j in decided if j.kind == "join"]
    parted = frozenset(frozenset((j.a, j.b)) for j in decided if j.kind == "part")
    ranked = sorted(pairs, key=lambda pair: (-total_bits(pair.because), pair.a, pair.b))
    sure = joined + _same_outlet(reports, judgements) + [(p.a, p.b) for p in ranked if frozenset((p.a, p.b)) in one]
    high = families(ids, sure, parted)
    doubtful = sure + _same_credit(notes) + [(p.a, p.b) for p in ranked if total_bits(p.because) > doubtful_bits]
    low = families(ids, doubtful, parted)
    return Accounts(len(low), len(high), high, low)


def _same_outlet(reports: Sequence[Report], judgements: Sequence[Judgement]) -> list[tuple[str, str]]:
    """Pairs of reports by one outlet, or by outlets of one family."""
    family = {outlet_key(j.a): outlet_key(j.b) for j in judgements if j.kind == "family"}
    house = {report.id: family.get(report.outlet_key, report.outlet_key) for report in reports}
    return [(a.id, b.id) for a, b in combinations(reports, 2) if house[a.id] is not None and house[a.id] == house[b.id]]


def same_outlet(a: Report, b: Report) -> bool:
    """Whether both name the same outlet; an unknown one is nobody else's."""
    return a.outlet_key is not None and a.outlet_key == b.outlet_key


def _same_credit(notes: Sequence[Notes]) -> list[tuple[str, str]]:
    credited = {note.report: {credit.name for credit in note.credits if credit.scope == "text"} for note in notes}
    return [(a, b) for a, b in combinations(credited, 2) if credited[a] & credited[b]]
