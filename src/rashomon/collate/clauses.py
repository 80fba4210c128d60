"""Which clauses of different reports state one claim, where that is not what their sentences do.

A sentence tells several things, and other reports tell one of them only. Clauses join as sentences do (`claims`), by the bits of `parts`.
A claim of clauses is kept where the claim of their sentences does not say as much: it stands in other reports, or in other sentences of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..types import Claim, Notes, Passage, Report, Span
from .claims import claim_rows, cluster
from .parts import Part, bits, parts
from .same import p_same


def clause_claims(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    across: Iterable[Passage],
    told: Mapping[frozenset[Span], float],
    floor: float,
    claims: Sequence[Claim],
) -> tuple[Claim, ...]:
    """The claims of clauses beside those of sentences; `told` holds the bits of pairs of sentences."""
    of: dict[Span, list[Part]] = {}
    for report, note in zip(reports, notes, strict=True):
        for part in parts(report, note):
            of.setdefault(part.sentence, []).append(part)
    weight: dict[frozenset[Span], float] = {}
    for pair in across:
        ours, theirs = of.get(pair.a, ()), of.get(pair.b, ())
        if any(part.span != part.sentence for part in (*ours, *theirs)):
            sentences = told[frozenset((pair.a, pair.b))]
            for one in ours:
                for other in theirs:
                    if _comparable(one, other) and (p := p_same(bits(one, other, sentences))) >= LEAST:
                        weight[frozenset((one.span, other.span))] = p
    members = [part.span for some in of.values() for part in some]
    groups = [
        group for group in cluster(members, [tuple(sorted(pair)) for pair in weight], weight, floor) if len({s.report for s in group}) > 1
    ]
    homes = {part.span: part.sentence for some in of.values() for part in some}
    known = [(frozenset(_reports(claim)), _spans(claim)) for claim in claims]
    kept = [group for group in groups if not _is_told(group, homes, known)]
    rows = claim_rows(reports, {note.report: note for note in notes}, [(group, []) for group in kept], weight)
    return tuple(replace(row, kind="clause") for row in rows)


LEAST = 0.05


def _comparable(one: Part, other: Part) -> bool:
    return not (one.stems - one.names).isdisjoint(other.stems) or not one.figures.isdisjoint(other.figures)


def _reports(claim: Claim) -> set[str]:
    return {id for id, cell in claim.cells.items() if cell is not None}


def _spans(claim: Claim) -> frozenset[Span]:
    return frozenset((*(cell.span for cell in claim.cells.values() if cell is not None), *claim.more))


def _is_told(group: Sequence[Span], homes: Mapping[Span, Span], known: Iterable[tuple[frozenset[str], frozenset[Span]]]) -> bool:
    """Whether a claim of sentences holds the clauses of a group and no other reports, or none of them is less than its sentence."""
    sentences = {homes[span] for span in group}
    reports = {span.report for span in group}
    return all(homes[span] == span for span in group) or any(reports == ids and sentences <= spans for ids, spans in known)
