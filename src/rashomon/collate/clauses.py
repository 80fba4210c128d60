"""Which clauses of different reports state one claim, and which of them give one value, where their sentences do not say as much.

Observations. A sentence tells several things, and another report tells one of them: that somebody was asked, but not what he answered. So
clauses join as sentences do (`claims`), by the bits of `parts`. And a clause that tells two things gives two values ("they talked for ten
minutes in Orve"): a number of something that each report gives once, a place, that it is the first since a time. Clauses that give the
same value join at less, since the value speaks for one matter.

How it works.
1. Clauses join by average link over the pairs whose sentences are near.
2. For every value, the clauses that give it join likewise, with `BONUS` bits more.
3. What the claim of the sentences holds already, in the same reports, is no claim of its own; and `weigh` leaves out what stays inside
   one account.

An error here: two matters in one claim are counted as support of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..types import Claim, Notes, Report, Span
from .claims import Spoken, claim_rows, cluster
from .likely import Likely, distinct
from .parts import WAYS, Part, Value, ValueKind, all_bits, looked_at, parts
from .same import Told, all_p_same, p_same
from .same import all_bits as same_bits

if TYPE_CHECKING:
    from .likely import Numbers, Odds

ENOUGH = 2  # words in common from which two clauses are compared
LEAST = 0.05  # probability below which two clauses are as good as apart
BONUS: dict[ValueKind, float] = {"measure": 2.0, "place": 1.0, "since": 2.0}  # bits
DENIED = 1.0  # bits that "no meeting since" and "the first meeting since" do not differ by

Valued = dict[tuple[ValueKind, str], dict[tuple[int, int], float]]  # of a value the clauses that give it, pair by pair
Known = dict[frozenset[str], list[frozenset[Span]]]  # the spans of the claims that are there, by their reports


class Near(NamedTuple):
    """The sentences of an event, and the pairs of them that are near, by number, with their bits."""

    sentences: Sequence[Told]
    left: Numbers
    right: Numbers
    bits: Odds


def clause_claims(
    reports: Sequence[Report], notes: Sequence[Notes], noted: Mapping[str, Spoken], near: Near, floor: float, claims: Sequence[Claim]
) -> tuple[Claim, ...]:
    """The claims of clauses, and of values in them, beside those of sentences."""
    clauses = [part for report, note in zip(reports, notes, strict=True) for part in parts(report, note)]
    told = {part.span: part for part in clauses}
    spans = sorted(told)
    place = {span: n for n, span in enumerate(spans)}
    number = {report.id: n for n, report in enumerate(reports)}
    home = [number[span.report] for span in spans]
    likely, valued = _weighed(clauses, [place[part.span] for part in clauses], near)
    known: Known = defaultdict(list)
    for claim in claims:
        known[_reports(claim)].append(_spans(claim))

    def rows_of(joined: Iterable[list[int]], spans: Sequence[Span], likely: Likely, *, whole: bool) -> list[Claim]:
        groups = [(group, [spans[n] for n in group]) for group in joined]
        new = [
            (group, list[int]())
            for group, own in groups
            if len({span.report for span in own}) > 1
            and (whole or not all(told[span].sentence == span for span in own))
            and not _is_known(own, told, known)
        ]
        return claim_rows(reports, noted, spans, new, likely, likeliest=True)

    out = rows_of(cluster(range(len(spans)), home, likely, floor), spans, likely, whole=False)
    for claim in out:
        known[_reports(claim)].append(_spans(claim))
    out = [replace(claim, kind="clause") for claim in out]
    for (kind, key), pairs in sorted(valued.items()):
        some = sorted({n for pair in pairs for n in pair})
        at = {n: m for m, n in enumerate(some)}
        here = _likely([(at[a], at[b], p) for (a, b), p in pairs.items()], len(some))
        groups = cluster(range(len(some)), [home[n] for n in some], here, floor)
        for row in rows_of(groups, [spans[n] for n in some], here, whole=True):
            out.append(_of_value(row, told[row.gist].values, kind, key))
    return tuple(out)


def _likely(pairs: Sequence[tuple[int, int, float]], places: int) -> Likely:
    import numpy as np

    left, right, p = zip(*pairs, strict=True)
    return Likely(np.array(left, np.int64), np.array(right, np.int64), np.array(p, np.float64), places)


def _weighed(clauses: Sequence[Part], place: Sequence[int], near: Near) -> tuple[Likely, Valued]:
    """How likely two clauses tell the same; and for each value two of those that give it. `place` is the number of each clause's span."""
    import numpy as np

    one, other, sentences = _pairs(clauses, near)
    a, b, which = distinct([clause.content for clause in clauses], one, other)
    pairs = [(clauses[x], clauses[y]) for x, y in zip(a, b, strict=True)]
    given = [[mine for mine in x.values for theirs in y.values if _is_one(mine, theirs)] for x, y in pairs]
    parted = np.array([(x.span != x.sentence or y.span != y.sentence) and _comparable(x, y) for x, y in pairs], np.bool_)
    asked = parted | np.array([bool(values) for values in given], np.bool_)
    looked = np.zeros((len(pairs), len(WAYS) - 1))
    for n in np.flatnonzero(asked).tolist():
        looked[n] = looked_at(*pairs[n])
    kept = np.flatnonzero(asked[which])
    one, other, which = one[kept], other[kept], which[kept]
    found = all_bits(looked[which], sentences[kept])
    numbers = np.array(place, np.int64)
    one, other = numbers[one], numbers[other]
    valued: Valued = defaultdict(dict)
    for at in np.flatnonzero(np.array([bool(values) for values in given], np.bool_)[which]).tolist():
        n = which[at]
        for value in given[n]:
            more = BONUS[value.kind] + DENIED * (value.kind == "since" and pairs[n][0].denied != pairs[n][1].denied)
            pair = min(int(one[at]), int(other[at])), max(int(one[at]), int(other[at]))
            valued[value.kind, value.key][pair] = p_same(float(found[at]) + more)
    rows = np.flatnonzero(parted[which])
    p = all_p_same(found[rows])
    rows, p = rows[p >= LEAST], p[p >= LEAST]
    low, high = np.minimum(one[rows], other[rows]), np.maximum(one[rows], other[rows])
    _, last = np.unique((low * (len(numbers) + 1) + high)[::-1], return_index=True)  # of two clauses with one span the last counts
    last = len(rows) - 1 - last
    return Likely(low[last], high[last], p[last], len(set(place))), valued


def _pairs(clauses: Sequence[Part], near: Near) -> tuple[Numbers, Numbers, Odds]:
    """Clauses of sentences that are near, and those that give the same number of the same things once in their reports; by number."""
    import numpy as np

    sentence = {told.span: n for n, told in enumerate(near.sentences)}
    home = np.array([sentence[clause.sentence] for clause in clauses], np.int64)
    start = np.searchsorted(home, np.arange(len(near.sentences) + 1))
    many = np.diff(start)
    left, right = many[near.left], many[near.right]
    of = np.repeat(np.arange(len(near.left)), left * right)
    nth = np.arange(len(of)) - np.repeat(np.cumsum(left * right) - left * right, left * right)
    one, other = start[near.left][of] + nth // np.maximum(1, right[of]), start[near.right][of] + nth % np.maximum(1, right[of])
    ours, theirs = _measured(clauses)
    wide, beside = len(near.sentences), np.unique(near.left * len(near.sentences) + near.right)
    low, high = np.minimum(home[ours], home[theirs]), np.maximum(home[ours], home[theirs])
    apart = ~np.isin(low * wide + high, beside)
    ours, theirs = ours[apart], theirs[apart]
    far = same_bits(near.sentences, home[ours], home[theirs], np.zeros(len(ours)))
    return np.concatenate((one, ours)), np.concatenate((other, theirs)), np.concatenate((near.bits[of], far))


def _measured(clauses: Sequence[Part]) -> tuple[Numbers, Numbers]:
    """Clauses of two reports that give the same number of the same things once in their reports."""
    import numpy as np

    giving: dict[str, list[int]] = defaultdict(list)
    for n, clause in enumerate(clauses):
        for value in clause.values:
            if value.kind == "measure":
                giving[value.key].append(n)
    number: dict[str, int] = {}
    report = np.array([number.setdefault(clause.span.report, len(number)) for clause in clauses], np.int64)
    pairs = [np.array(some, np.int64)[np.stack(np.triu_indices(len(some), 1))] for some in giving.values()]
    ours, theirs = np.concatenate([np.zeros((2, 0), np.int64), *pairs], axis=1)
    apart = report[ours] != report[theirs]
    return ours[apart], theirs[apart]


def _is_one(one: Value, other: Value) -> bool:
    """Whether two values are the same."""
    return one[:2] == other[:2] and (one.kind != "since" or not one.since.isdisjoint(other.since))


def _comparable(one: Part, other: Part) -> bool:
    """Whether two clauses have two words, or a word that is no name of a short one, in common, or a number, and no others instead.

    Other numbers of one thing are left to the kind `number`, which says that they clash; of bare ones nobody would ("rose to six", "put at
    five").
    """
    things = {thing for _, thing in one.figures} & {thing for _, thing in other.figures}
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers) and not things:
        return False
    shared = one.stems & other.stems
    least = min(ENOUGH, len(one.stems), len(other.stems))
    return (len(shared) >= least and not shared <= one.names) or not one.figures.isdisjoint(other.figures)


def _reports(claim: Claim) -> frozenset[str]:
    return frozenset(id for id, cell in claim.cells.items() if cell is not None)


def _spans(claim: Claim) -> frozenset[Span]:
    return frozenset((*(cell.span for cell in claim.cells.values() if cell is not None), *claim.more))


def _is_known(group: Sequence[Span], told: Mapping[Span, Part], known: Known) -> bool:
    """Whether a claim holds the clauses of a group, or their sentences, and no other reports."""
    alike = known.get(frozenset(span.report for span in group), ())
    return any(all(span in held or told[span].sentence in held for span in group) for held in alike)


def _of_value(claim: Claim, values: Iterable[Value], kind: ValueKind, key: str) -> Claim:
    """The claim that a value is given, its gist the value alone."""
    gist = next(value.span for value in values if (value.kind, value.key) == (kind, key))
    return replace(claim, id="v" + claim.id[1:], kind="value", gist=gist)
