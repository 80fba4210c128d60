"""Which readings clash, by kind; equal clashes become one finding, and the stemma says of what sort it is.

A difference inside one account is a rewording (somebody changed the text on the way), between accounts a
disagreement, inside one report a self-contradiction. Where the calendar does not decide, most
accounts may lean to one side: that is said as "consistent with", never as right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..config import WeighConfig
from ..types import Accounts, AsOf, Collation, Discrepancy, Later, Named, Notes, Relation, Report, Side, Span, When, id_of, total_bits
from .kinds import Clash, Kind, Reading, kinds
from .kinds._index import Index
from .moments import apart, spoken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Near = NDArray[np.int64]  # a row a pair

ORDER = {"contradiction": 0, "tension": 1, "weaker": 2, "variant": 3, "granularity": 4, "garbled": 5}


def find(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    collation: Collation,
    accounts: Accounts,
    config: WeighConfig,
    who: Mapping[tuple[str, str], Named],
) -> tuple[Discrepancy, ...]:
    """Every discrepancy of an event, worst first."""
    account = {id: n for n, members in enumerate(accounts.members) for id in members}
    readings = readings_of(reports, notes, _twins(collation, account), who)
    claims: dict[Span, str] = {}
    of_sentences = [claim for claim in collation.claims if claim.of_sentences]
    for claim in of_sentences:  # a sentence belongs first to the claim that it makes as a whole
        claims |= dict.fromkeys(claim.told.values(), claim.id)
    for claim in of_sentences:
        for span in (*(cell.span for cell in claim.cells.values() if cell), *claim.more):
            claims.setdefault(span, claim.id)
    sentences = {note.report: note.sentences for note in notes}
    told = {report.id: (report, note) for report, note in zip(reports, notes, strict=True)}
    ordered, near = in_order(readings, collation)
    out: list[Discrepancy] = []
    for name, kind in kinds.items():
        strong = [clash for clash in clashes(kind, ordered, near) if total_bits(clash.because) >= config.min_bits]
        found = [_finding(name, group, account, sentences, claims) for group in _together(strong)]
        out += [_as_of(one, told, moves=kind.moves) for one in found]
    return tuple(sorted(out, key=lambda d: (ORDER[d.severity], -d.bits, d.left, d.right, d.kind)))


def readings_of(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    twins: Mapping[Span, frozenset[Span]] | None = None,
    who: Mapping[tuple[str, str], Named] | None = None,
) -> dict[Span, Reading]:
    """Every sentence of the reports, ready to be compared; `notes` stand in the order of `reports`."""
    out: dict[Span, Reading] = {}
    for report, note in zip(reports, notes, strict=True):
        index = Index(note)
        page = tuple(Reading(report, note, span, (twins or {}).get(span, frozenset()), who, index) for span in note.sentences)
        for reading in page:
            reading.page = page
            out[reading.span] = reading
    return out


def _twins(collation: Collation, account: Mapping[str, int]) -> dict[Span, frozenset[Span]]:
    """Sentences that a chain sets beside each other in two reports of one account."""
    out: dict[Span, set[Span]] = defaultdict(set)
    for chain in collation.chains:
        if account[chain.a] == account[chain.b]:
            for passage in chain.passages:
                out[passage.a].add(passage.b)
                out[passage.b].add(passage.a)
    return {span: frozenset(others) for span, others in out.items()}


def in_order(readings: Mapping[Span, Reading], collation: Collation) -> tuple[list[Reading], Near]:
    """The sentences of an event, and the pairs of them that are alike by their numbers, the first in order first."""
    import numpy as np

    ordered = sorted(readings)
    number = {span: n for n, span in enumerate(ordered)}
    sides = (number[span] for pair in collation.near for span in (pair.a, pair.b))
    return [readings[span] for span in ordered], np.sort(np.fromiter(sides, np.int64).reshape(-1, 2), axis=1)


def clashes(kind: Kind, readings: Sequence[Reading], near: Near) -> list[Clash]:
    """What clashes among the sentences of an event, each pair that a kind compares looked at once."""
    speaks = [kind.speaks(reading) for reading in readings]
    speaking = [reading for reading, some in zip(readings, speaks, strict=True) if some]
    pairs: Iterable[tuple[Reading, Reading]] = ()
    if kind.reach == "report":
        pairs = zip(speaking, speaking, strict=True)
    elif kind.reach == "event":
        pairs = kind.may_clash(speaking)
    elif speaking:
        pairs = ((readings[left], readings[right]) for left, right in _worth(kind, readings, speaks, near).tolist())
    return [clash for left, right in pairs for clash in kind.compare(left, right)]


def _worth(kind: Kind, readings: Sequence[Reading], speaks: Sequence[bool], near: Near) -> Near:
    """The pairs that a kind may find something in; the rest, most of them, is told apart by what each sentence is alone."""
    import numpy as np

    def of_both(told: Iterable[int]) -> NDArray[np.int64]:
        return np.fromiter(told, np.int64, len(readings))[near]

    worth = of_both(speaks).all(1)
    if kind.reach == "twins":
        number = {reading.span: n for n, reading in enumerate(readings)}
        twins = [(n, number[twin]) for n, reading in enumerate(readings) for twin in reading.twins]
        worth &= np.isin(near @ [len(readings), 1], np.sort(np.array(twins, np.int64).reshape(-1, 2), axis=1) @ [len(readings), 1])
    if kind.unlike is not None:
        first: dict[Hashable, int] = {}
        told = of_both(
            first.setdefault(kind.unlike(one), n) if some else -1 for n, (one, some) in enumerate(zip(readings, speaks, strict=True))
        )
        worth &= told[:, 0] != told[:, 1]
    if kind.either is not None:
        worth &= of_both(some and bool(kind.either(one)) for one, some in zip(readings, speaks, strict=True)).any(1)
    return near[worth]


def _together(found: Iterable[Clash]) -> list[list[Clash]]:
    """Clashes of the same two values, turned the same way, strongest first; the strongest gives the two spans."""
    groups: dict[tuple[str, ...], list[Clash]] = defaultdict(list)
    for clash in found:
        ordered = clash.severity == "garbled" or (clash.left_value, clash.left) <= (clash.right_value, clash.right)
        turned = clash if ordered else clash.mirrored()
        own = (str(turned.left),) if turned.severity == "garbled" else ()
        groups[(turned.severity, turned.topic, turned.left_value, turned.right_value, *own)].append(turned)
    return [sorted(group, key=lambda c: (-total_bits(c.because), c.left, c.right)) for _, group in sorted(groups.items())]


def _finding(
    name: str, group: list[Clash], account: Mapping[str, int], sentences: Mapping[str, Sequence[Span]], claims: Mapping[Span, str]
) -> Discrepancy:
    across = [clash for clash in group if account[clash.left.report] != account[clash.right.report]]
    first = (across or group)[0]
    if first.left.report > first.right.report or (first.left.report == first.right.report and first.right < first.left):
        first, group = first.mirrored(), [clash.mirrored() for clash in group]
    lefts, rights = {c.left for c in group}, {c.right for c in group}
    more = tuple(sorted((lefts | rights) - {first.left, first.right}))
    relation: Relation = "self" if first.left.report == first.right.report else "disagreement"
    if relation == "disagreement" and account[first.left.report] == account[first.right.report]:
        relation = "rewording (within one account)"
    side, basis = _decided(group, lefts, rights, account)
    home = next((span for span in sentences[first.left.report] if first.left in span), first.left)
    id = id_of("d", sorted((first.left, first.right)), name)
    return Discrepancy(
        id, name, first.severity, first.left, first.right, first.left_value, first.right_value,
        side, basis, relation, more, claims.get(home), first.because, with_left=tuple(sorted(lefts - {first.left, first.right})),
    )  # fmt: skip


def _as_of(found: Discrepancy, told: Mapping[str, tuple[Report, Notes]], *, moves: bool) -> Discrepancy:
    """The finding with the times of its sides; what moves on with time, or was said on two days, contradicts nothing."""
    left, right = as_of = (_time_of(found.left, told), _time_of(found.right, told))
    dated = bool(left.spoken and right.spoken and apart(left.spoken.value, right.spoken.value))
    later = _later(left.published, right.published)
    superseded = ((moves and bool(later)) or dated) and found.severity in ("contradiction", "tension")
    severity = "tension" if superseded else found.severity
    return replace(found, later=later, superseded=superseded, severity=severity, as_of=as_of)


def _time_of(span: Span, told: Mapping[str, tuple[Report, Notes]]) -> AsOf:
    report, notes = told[span.report]
    quotes = [quote for quote in notes.quotes if any(span.overlaps(content) for content in quote.content)]
    return AsOf(report.published, next((time for quote in quotes if (time := spoken(quote, report, notes))), None))


def _later(left: When | None, right: When | None) -> Later:
    """Which of two times begins when the other is over."""
    if left is None or right is None:
        return ""
    return "right" if left.high <= right.low else "left" if right.high <= left.low else ""


def _decided(group: list[Clash], lefts: set[Span], rights: set[Span], account: Mapping[str, int]) -> tuple[Side, str]:
    """The side that the calendar, else a clear majority of the accounts, is consistent with."""
    ruled = {clash.off for clash in group if clash.off}
    if len(ruled) == 1:
        return ("right" if "left" in ruled else "left"), next(clash.basis for clash in group if clash.off)
    if group[0].severity not in ("contradiction", "tension"):
        return "open", ""
    return _majority(lefts, rights, account) or ("open", "")


def _majority(lefts: set[Span], rights: set[Span], account: Mapping[str, int]) -> tuple[Side, str] | None:
    """The side that clearly more accounts are on, with their number; inside one account, clearly more of its reports."""
    accounts = {account[span.report] for span in lefts | rights}
    within = len(accounts) == 1
    ours, theirs = ({span.report if within else str(account[span.report]) for span in spans} for spans in (lefts, rights))
    sides: tuple[tuple[Side, set[str], set[str]], ...] = (("left", ours, theirs), ("right", theirs, ours))
    for side, many, few in sides:
        alone = len(many - few)
        if alone >= 2 and len(many) >= 2 * len(few):
            return side, f"{alone} reports of the same account" if within else f"{alone} accounts"
    return None
