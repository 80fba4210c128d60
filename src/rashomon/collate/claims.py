"""Which sentences of different reports state one claim: average link over how likely two of them tell the same.

A claim has one cell a report; further sentences of the same report that say it go to `more`. Average
link keeps a round-up sentence from chaining two claims into one. A sentence mostly tells several things:
beside the one claim that it makes as a whole, it stands as `partly` in every claim whose gist it comes near.
Every sentence that stands alone is a claim of its own, so that what only one report says is counted too.

Observations. On 111 real events 67 % of the pairs of sentences that share a fact stand in one claim where a sentence has one claim
only, 96 % with partial cells; of the pairs that stand in one, .68 and .65 tell one action by ECB+ coreference, which is not complete.
Tried and dropped: docs/decisions.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations
from typing import Literal

from ..types import Cell, Claim, Notes, Report, Span, id_of

Weights = Mapping[frozenset[Span], float]  # probability that two sentences tell the same


class _Group:
    """Sentences held for one claim, and the sum of their weights to every other group's."""

    def __init__(self, span: Span) -> None:
        self.spans = [span]
        self.carried = Counter((span.report,))  # sentences a report
        self.near: dict[_Group, float] = {}

    def link(self, other: _Group) -> float:
        """Mean weight of the pairs that two different reports make."""
        pairs = len(self.spans) * len(other.spans) - sum(n * other.carried[report] for report, n in self.carried.items())
        return self.near.get(other, 0.0) / pairs if pairs else 0.0

    def take(self, other: _Group) -> None:
        """Become both; sums add up, so no pair is looked at twice (looking again made 40 reports take minutes)."""
        self.spans += other.spans
        self.carried.update(other.carried)
        for third, total in other.near.items():
            if third is not self:
                self.near[third] = third.near[self] = self.near.get(third, 0.0) + total
            del third.near[other]


def cluster(members: Sequence[Span], pairs: Iterable[tuple[Span, Span]], weight: Weights, floor: float) -> list[list[Span]]:
    """Join spans along pairs, the likeliest first, while the mean weight of all their cross-report pairs stays above `floor`."""
    home = {span: _Group(span) for span in members}
    for pair, p_same in weight.items():
        a, b = sorted(pair) if len(pair) > 1 else (None, None)
        if a in home and b in home and a.report != b.report:
            home[a].near[home[b]] = home[b].near[home[a]] = p_same
    for one, other in sorted(pairs, key=lambda pair: (-weight.get(frozenset(pair), 0.0), pair)):
        left, right = home.get(one), home.get(other)
        if left is None or right is None or left is right:
            continue
        if left.link(right) >= floor:
            left.take(right)
            for span in right.spans:
                home[span] = left
    return sorted({id(group): sorted(group.spans) for group in home.values()}.values())


def gist_of(group: Sequence[Span], weight: Weights) -> Span:
    """The sentence of a group that is most like the others."""
    return min(group, key=lambda span: (-_likeness(span, group, weight), span))


def touching(groups: Sequence[list[Span]], weight: Weights, floor: float) -> list[list[Span]]:
    """For each group the sentences of others whose probability to tell what its gist tells reaches `floor`: its claim in part, or more."""
    home = {gist_of(group, weight): n for n, group in enumerate(groups)}
    out: list[list[Span]] = [[] for _ in groups]
    for pair, p_same in weight.items():
        for gist, span in permutations(pair) if p_same >= floor else ():
            if gist in home and span not in groups[home[gist]]:
                out[home[gist]].append(span)
    return [sorted(spans) for spans in out]


def without_echoes(groups: Sequence[list[Span]], partly: Sequence[list[Span]]) -> list[tuple[list[Span], list[Span]]]:
    """The groups with what touches them, but for lone sentences whose whole claim is contained in another's."""
    whole = [frozenset((*group, *touched)) for group, touched in zip(groups, partly, strict=True)]
    holding: dict[Span, list[int]] = {}
    for n, spans in enumerate(whole):
        for span in spans:
            holding.setdefault(span, []).append(n)

    def echoes(n: int) -> bool:
        ours = whole[n]
        return any(ours < whole[m] or (ours == whole[m] and (len(groups[m]) > 1 or m < n)) for m in holding[groups[n][0]] if m != n)

    return [(group, partly[n]) for n, group in enumerate(groups) if len(group) > 1 or not echoes(n)]


def claim_rows(
    reports: Sequence[Report],
    notes: Mapping[str, Notes],
    groups: Iterable[tuple[list[Span], list[Span]]],
    weight: Weights,
    *,
    likeliest: bool = False,
) -> tuple[Claim, ...]:
    """One row a group, one cell a report, its first place or its likeliest; the gist is the sentence most like the others."""
    rows = []
    for group, touched in groups:
        gist = gist_of(group, weight)
        firsts, parts = {gist.report: gist}, dict[str, Span]()
        for span in sorted(group, key=lambda span: (-_likeness(span, group, weight), span)) if likeliest else group:
            firsts.setdefault(span.report, span)
        for span in sorted(touched, key=lambda span: (-_likeness(span, group, weight), span)):
            parts.setdefault(span.report, span)
        told = {id: _cell(span, notes[id]) for id, span in firsts.items()}
        cells = {report.id: told.get(report.id) or _part(parts.get(report.id)) for report in reports}
        kind: Literal["claim", "quotation"] = "quotation" if all(_quoted(span, notes[span.report]) > 0.6 for span in group) else "claim"
        held = {cell.span for cell in cells.values() if cell}
        rows.append(Claim(id_of("c", group), kind, gist, cells, tuple(span for span in (*group, *touched) if span not in held)))
    return in_order(rows)


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those that most reports make first."""
    return tuple(sorted(claims, key=lambda claim: (-len(claim.told), -sum(cell is not None for cell in claim.cells.values()), claim.gist)))


def _likeness(span: Span, group: Iterable[Span], weight: Weights) -> float:
    """Summed probability that a sentence tells the same as those of a group."""
    return sum(weight.get(frozenset((span, other)), 0.0) for other in group)


def _part(span: Span | None) -> Cell | None:
    return Cell(span, "partly") if span is not None else None


def _cell(span: Span, notes: Notes) -> Cell:
    attributed = any(span.overlaps(content) and quote.source and quote.speech for quote in notes.quotes for content in quote.content)
    return Cell(span, "attribute" if attributed else "assert")


def _quoted(span: Span, notes: Notes) -> float:
    """Share of a sentence that stands inside quotation marks."""
    inside = sum(max(0, min(span.end, marked.end) - max(span.start, marked.start)) for marked in notes.marked)
    return inside / (span.end - span.start)
