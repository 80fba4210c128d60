"""Where a report gives one value and a primary source another: the kinds of discrepancy, as between reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ...config import WeighConfig
from ...lang import language
from ...text.sentences import asks
from ...types import Discrepancy, Named, Notes, Passage, Primary, Report, Span, id_of, total_bits
from ..discrepancies import ORDER, readings_of
from ..kinds import Clash, Kind, Reading, kinds
from ..kinds.quotation import respelt

OF_TELLING = frozenset(("attribution", "garbled", "quotation", "reference", "spelling", "verb"))  # kinds about how something is told


def discrepancies(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    sources: Sequence[Primary],
    near: Sequence[Passage],
    who: Mapping[tuple[str, str], Named],
    config: WeighConfig,
) -> tuple[Discrepancy, ...]:
    """Where a report gives one value and a primary source another, worst first; left in the report."""
    ours, read = readings_of(reports, notes, who=who), readings_of([one.report for one in sources], [one.notes for one in sources], who=who)
    theirs = {span: reading for span, reading in read.items() if not asks(reading.text)}
    out: list[Discrepancy] = []
    for name, kind in kinds.items():
        if name not in OF_TELLING:
            clashes = [clash for one, other in _pairs(kind, ours, theirs, near) for clash in kind(one, other)]
            strong = [one for one in clashes if total_bits(one.because) >= config.min_bits and not _one_name(name, one)]
            out += [_finding(name, group) for group in _of_one_value(strong)]
    return tuple(sorted(out, key=lambda d: (ORDER[d.severity], -d.bits, d.left, d.right, d.kind)))


def _one_name(kind: str, clash: Clash) -> bool:
    """Whether two names are spellings of one: a transcript is typed by ear."""
    return kind in ("name", "place") and respelt(clash.left_value.casefold(), clash.right_value.casefold(), language(""))


def _pairs(
    kind: Kind, ours: Mapping[Span, Reading], theirs: Mapping[Span, Reading], near: Sequence[Passage]
) -> Iterator[tuple[Reading, Reading]]:
    """A report's sentence and a primary source's, in one language."""
    if kind.reach == "near":
        yield from ((ours[pair.a], theirs[pair.b]) for pair in near if pair.b in theirs)
    elif kind.reach == "event":
        telling = [[reading for _, reading in sorted(side.items()) if kind.speaks(reading)] for side in (ours, theirs)]
        yield from ((one, other) for one in telling[0] for other in telling[1] if one.report.lang == other.report.lang)


def _of_one_value(clashes: Sequence[Clash]) -> list[list[Clash]]:
    """Clashes of the same two values, the report's first; the strongest gives the two spans."""
    groups: dict[tuple[str, ...], list[Clash]] = defaultdict(list)
    for clash in clashes:
        groups[clash.severity, clash.topic, clash.left_value, clash.right_value].append(clash)
    return [sorted(group, key=lambda c: (-total_bits(c.because), c.left, c.right)) for _, group in sorted(groups.items())]


def _finding(name: str, group: Sequence[Clash]) -> Discrepancy:
    first = group[0]
    more = {span for clash in group for span in (clash.left, clash.right)} - {first.left, first.right}
    id = id_of("d", (first.left, first.right), name)
    return Discrepancy(
        id, name, first.severity, first.left, first.right, first.left_value, first.right_value,
        relation="against the primary source", more=tuple(sorted(more)), because=first.because,
    )  # fmt: skip
