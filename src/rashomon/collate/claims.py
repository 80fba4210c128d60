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
from .likely import Likely


class _Group:
    """Places held for one claim, and the sum of their probabilities to tell what every other group tells."""

    __slots__ = ("age", "apart", "carried", "near", "places")

    def __init__(self, place: int, report: int) -> None:
        self.places = [place]
        self.carried = Counter((report,))  # places a report
        self.near: dict[_Group, float] = {}
        self.age = 0  # how often it took another
        self.apart: dict[_Group, int] = {}  # groups found apart from it as it is, and how old they were

    def joins(self, other: _Group, floor: float) -> bool:
        """Whether the mean probability of the pairs that two different reports make reaches `floor`."""
        total, pairs = self.near.get(other, 0.0), len(self.places) * len(other.places)
        if total / pairs >= floor:
            return True  # and more so where fewer of the pairs count
        if self.apart.get(other) == other.age or other.apart.get(self) == self.age:
            return False
        few, many = sorted((self.carried, other.carried), key=len)
        pairs -= sum(n * many[report] for report, n in few.items() if report in many)
        if pairs and total / pairs >= floor:
            return True
        self.apart[other] = other.age
        return False

    def take(self, other: _Group) -> None:
        """Become both; sums add up, so no pair is looked at twice (looking again made 40 reports take minutes)."""
        self.places += other.places
        self.carried.update(other.carried)
        for third, total in other.near.items():
            if third is not self:
                self.near[third] = third.near[self] = self.near.get(third, 0.0) + total
            del third.near[other]
        self.age += 1
        self.apart.clear()


def cluster(members: Iterable[int], reports: Sequence[int], likely: Likely, floor: float) -> list[list[int]]:
    """Join places along pairs, the likeliest first, while the mean probability of all their cross-report pairs stays above `floor`.

    `reports` are the numbers of the reports of all places; no pair may lie in one.
    """
    home = {place: _Group(place, reports[place]) for place in members}
    for one, other, p_same in zip(likely.left.tolist(), likely.right.tolist(), likely.p_same.tolist(), strict=True):
        home[one].near[home[other]] = home[other].near[home[one]] = p_same
    for one, other in zip(*likely.ranked(), strict=True):
        left, right = home[one], home[other]
        if left is not right and left.joins(right, floor):
            few, many = (left, right) if len(left.near) < len(right.near) else (right, left)
            many.take(few)
            home |= dict.fromkeys(few.places, many)
    return sorted({id(group): sorted(group.places) for group in home.values()}.values())


def gists_of(groups: Sequence[Sequence[int]], likely: Likely) -> list[int]:
    """Of each group the place that is most like the others."""
    alike = likely.within(groups)
    return [min(group, key=lambda place: (-alike[place], place)) for group in groups]


def touching(groups: Sequence[Sequence[int]], likely: Likely, floor: float) -> list[list[int]]:
    """For each group the places of others whose probability to tell what its gist tells reaches `floor`: its claim in part, or more."""
    home = {gist: n for n, gist in enumerate(gists_of(groups, likely))}
    held = {place: n for n, group in enumerate(groups) for place in group}
    out: list[list[int]] = [[] for _ in groups]
    close = likely.p_same >= floor
    for pair in zip(likely.left[close].tolist(), likely.right[close].tolist(), strict=True):
        for gist, place in permutations(pair):
            if gist in home and held.get(place) != home[gist]:
                out[home[gist]].append(place)
    return [sorted(places) for places in out]


def without_echoes(groups: Sequence[list[int]], partly: Sequence[list[int]]) -> list[tuple[list[int], list[int]]]:
    """The groups with what touches them, but for lone sentences whose whole claim is contained in another's."""
    whole = [frozenset((*group, *touched)) for group, touched in zip(groups, partly, strict=True)]
    holding: dict[int, list[int]] = {}
    for n, places in enumerate(whole):
        for place in places:
            holding.setdefault(place, []).append(n)

    def echoes(n: int) -> bool:
        ours = whole[n]
        return any(ours < whole[m] or (ours == whole[m] and (len(groups[m]) > 1 or m < n)) for m in holding[groups[n][0]] if m != n)

    return [(group, partly[n]) for n, group in enumerate(groups) if len(group) > 1 or not echoes(n)]


class Spoken:
    """What of a report's notes is asked of the sentences that make a claim."""

    def __init__(self, notes: Notes) -> None:
        self.marked = notes.marked
        self.attributed = [content for quote in notes.quotes if quote.source and quote.speech for content in quote.content]

    def cell(self, span: Span) -> Cell:
        return Cell(span, "attribute" if any(map(span.overlaps, self.attributed)) else "assert")

    def quoted(self, span: Span) -> float:
        """Share of a sentence that stands inside quotation marks."""
        inside = sum(max(0, min(span.end, marked.end) - max(span.start, marked.start)) for marked in self.marked)
        return inside / (span.end - span.start)


def claim_rows(
    reports: Sequence[Report],
    noted: Mapping[str, Spoken],
    spans: Sequence[Span],
    groups: Sequence[tuple[list[int], list[int]]],
    likely: Likely,
    *,
    likeliest: bool = False,
) -> list[Claim]:
    """One row a group, one cell a report, its first place or its likeliest; the gist is the sentence most like the others.

    `spans` are those of all places.
    """
    rows, alike = [], likely.within([group for group, _ in groups])
    for group, touched in groups:
        ranked = sorted(group, key=lambda place: (-alike[place], place))
        firsts, parts = {spans[ranked[0]].report: spans[ranked[0]]}, dict[str, Span]()
        for place in ranked if likeliest else group:
            firsts.setdefault(spans[place].report, spans[place])
        members = frozenset(group)
        toward = {place: likely.toward(place, members) for place in touched}
        for place in sorted(touched, key=lambda place: (-toward[place], place)):
            parts.setdefault(spans[place].report, spans[place])
        told = {id: noted[id].cell(span) for id, span in firsts.items()}
        cells = {report.id: told.get(report.id) or _part(parts.get(report.id)) for report in reports}
        own = [spans[place] for place in group]
        kind: Literal["claim", "quotation"] = "quotation" if all(noted[span.report].quoted(span) > 0.6 for span in own) else "claim"
        held = {cell.span for cell in cells.values() if cell}
        more = tuple(span for span in (*own, *(spans[place] for place in touched)) if span not in held)
        rows.append(Claim(id_of("c", own), kind, spans[ranked[0]], cells, more))
    return rows


def in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Those that most reports make first."""
    return tuple(sorted(claims, key=lambda claim: (-len(claim.told), -sum(cell is not None for cell in claim.cells.values()), claim.gist)))


def _part(span: Span | None) -> Cell | None:
    return Cell(span, "partly") if span is not None else None
