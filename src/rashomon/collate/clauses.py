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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from ..types import Claim, Notes, Passage, Report, Span
from .claims import claim_rows, cluster
from .parts import Part, Value, ValueKind, bits, parts
from .same import p_same

ENOUGH = 2  # words in common from which two clauses are compared
LEAST = 0.05  # probability below which two clauses are as good as apart
BONUS: dict[ValueKind, float] = {"measure": 2.0, "place": 1.0, "since": 2.0}  # bits
DENIED = 1.0  # bits that "no meeting since" and "the first meeting since" do not differ by

Weights = dict[frozenset[Span], float]
Valued = dict[tuple[ValueKind, str], Weights]
Bits = Callable[[Span, Span], float]
Known = dict[frozenset[str], list[frozenset[Span]]]  # the spans of the claims that are there, by their reports


def clause_claims(
    reports: Sequence[Report], notes: Sequence[Notes], near: Iterable[Passage], sentences: Bits, floor: float, claims: Sequence[Claim]
) -> tuple[Claim, ...]:
    """The claims of clauses, and of values in them, beside those of sentences; `sentences` gives the bits of two sentences."""
    of: dict[Span, list[Part]] = defaultdict(list)
    for report, note in zip(reports, notes, strict=True):
        for part in parts(report, note):
            of[part.sentence].append(part)
    told = {part.span: part for some in of.values() for part in some}
    noted = {note.report: note for note in notes}
    weight, valued = _weighed(of, near, sentences)
    known: Known = defaultdict(list)
    for claim in claims:
        known[_reports(claim)].append(_spans(claim))
    out: list[Claim] = []
    for group in _joined(told, weight, floor):
        if not all(told[span].sentence == span for span in group) and not _is_known(group, told, known):
            out += claim_rows(reports, noted, [(group, [])], weight, likeliest=True)
    for claim in out:
        known[_reports(claim)].append(_spans(claim))
    out = [replace(claim, kind="clause") for claim in out]
    for (kind, key), pairs in sorted(valued.items()):
        for group in _joined({span: told[span] for pair in pairs for span in pair}, pairs, floor):
            if not _is_known(group, told, known):
                (row,) = claim_rows(reports, noted, [(group, [])], pairs, likeliest=True)
                out.append(_of_value(row, told[row.gist].values, kind, key))
    return tuple(out)


def _weighed(of: Mapping[Span, Sequence[Part]], near: Iterable[Passage], sentences: Bits) -> tuple[Weights, Valued]:
    """The probability that two clauses tell the same; and for each value that of those which give it."""
    weight: Weights = {}
    valued: Valued = defaultdict(dict)
    for one, other in _pairs(of, near):
        values = [mine for mine in one.values for theirs in other.values if _is_one(mine, theirs)]
        parted = (one.span != one.sentence or other.span != other.sentence) and _comparable(one, other)
        if values or parted:
            found, pair = bits(one, other, sentences(one.sentence, other.sentence)), frozenset((one.span, other.span))
            if parted and (p := p_same(found)) >= LEAST:
                weight[pair] = p
            for value in values:
                more = BONUS[value.kind] + DENIED * (value.kind == "since" and one.denied != other.denied)
                valued[value.kind, value.key][pair] = p_same(found + more)
    return weight, valued


def _pairs(of: Mapping[Span, Sequence[Part]], near: Iterable[Passage]) -> Iterator[tuple[Part, Part]]:
    """Clauses of sentences that are near, and those that give the same number of the same things once in their reports."""
    measured: dict[str, list[Part]] = defaultdict(list)
    for some in of.values():
        for part in some:
            for value in part.values:
                if value.kind == "measure":
                    measured[value.key].append(part)
    seen = set()
    for pair in near:
        seen.add((pair.a, pair.b))
        yield from ((one, other) for one in of.get(pair.a, ()) for other in of.get(pair.b, ()))
    for some in measured.values():
        for one, other in combinations(some, 2):
            beside = (one.sentence, other.sentence) in seen or (other.sentence, one.sentence) in seen
            if one.span.report != other.span.report and not beside:
                yield one, other


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


def _joined(members: Mapping[Span, Part], weight: Mapping[frozenset[Span], float], floor: float) -> list[list[Span]]:
    """Groups of clauses of several reports."""
    pairs = [(min(pair), max(pair)) for pair in weight]
    return [group for group in cluster(sorted(members), pairs, weight, floor) if len({span.report for span in group}) > 1]


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
