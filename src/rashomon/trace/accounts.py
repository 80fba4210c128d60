"""How many independent lines of descent there can be: families of reports that share a text.

At the high end two reports are one account when the evidence reaches `derived_bits`, when they are by one
outlet, or when an editor joined them. At the low end doubt counts as derivation: every pair that is not
clearly separate, and every two reports that credit the same agency for their text. Text can disprove
independence and never show it, so people read the high end, as "at most".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from ..types import Accounts, Judgement, Notes, Pair, Report, total_bits


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


def count_accounts(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    pairs: Sequence[Pair],
    judgements: Sequence[Judgement],
    derived_bits: float,
    doubtful_bits: float,
) -> Accounts:
    """The range of accounts with its members at both ends."""
    ids = [report.id for report in reports]
    known = set(ids)
    decided = [j for j in judgements if {j.a, j.b} <= known]
    joined = [(j.a, j.b) for j in decided if j.kind == "join"]
    parted = frozenset(frozenset((j.a, j.b)) for j in decided if j.kind == "part")
    ranked = sorted(pairs, key=lambda pair: (-total_bits(pair.because), pair.a, pair.b))
    sure = joined + _same_outlet(reports) + [(p.a, p.b) for p in ranked if total_bits(p.because) >= derived_bits]
    high = families(ids, sure, parted)
    doubtful = sure + _same_credit(notes) + [(p.a, p.b) for p in ranked if total_bits(p.because) > doubtful_bits]
    low = families(ids, doubtful, parted)
    return Accounts(len(low), len(high), high, low)


def _same_outlet(reports: Sequence[Report]) -> list[tuple[str, str]]:
    return [(a.id, b.id) for a, b in combinations(reports, 2) if same_outlet(a, b)]


def same_outlet(a: Report, b: Report) -> bool:
    """Whether both name the same outlet; an unknown one is nobody else's."""
    return a.outlet_key is not None and a.outlet_key == b.outlet_key


def _same_credit(notes: Sequence[Notes]) -> list[tuple[str, str]]:
    credited = {note.report: {credit.name for credit in note.credits if credit.scope == "text"} for note in notes}
    return [(a, b) for a, b in combinations(credited, 2) if credited[a] & credited[b]]
