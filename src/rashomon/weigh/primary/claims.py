"""Which claims of the reports a primary source states, and where it gives another value: the kinds of discrepancy as between reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from ...config import WeighConfig
from ...lang import language
from ...lang._compared import compared
from ...types import Checked, Claim, Discrepancy, Drift, Named, Notes, Passage, Primary, Report, Span, Stated, total_bits
from ..discrepancies import ORDER, readings_of, together
from ..kinds import Clash, Kind, Reading, kinds
from ..kinds.quotation import respelt
from .heard import heard

OF_TELLING = frozenset(("attribution", "garbled", "quotation", "reference", "spelling", "verb"))  # kinds about how something is told
AS_SAID: frozenset[Drift] = frozenset(("verbatim", "truncated", "spliced"))
HARD = ("contradiction", "tension")


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
            out += [_finding(name, group, set(ours)) for group in together(strong)]
    return tuple(sorted(out, key=lambda d: (ORDER[d.severity], -d.bits, d.left, d.right, d.kind)))


def _one_name(kind: str, clash: Clash) -> bool:
    """Whether two names are spellings of one: a transcript is typed by ear."""
    return kind in ("name", "place") and respelt(clash.left_value.casefold(), clash.right_value.casefold(), language(""))


def asks(sentence: str) -> bool:
    """Whether a sentence is a question, which states nothing."""
    return sentence.rstrip('”’"») ').endswith("?")


def _pairs(
    kind: Kind, ours: Mapping[Span, Reading], theirs: Mapping[Span, Reading], near: Sequence[Passage]
) -> Iterator[tuple[Reading, Reading]]:
    """A report's sentence and a primary source's, in one language."""
    if kind.reach == "near":
        yield from ((ours[pair.a], theirs[pair.b]) for pair in near if pair.b in theirs)
    elif kind.reach == "event":
        telling = [[reading for _, reading in sorted(side.items()) if kind.speaks(reading)] for side in (ours, theirs)]
        yield from ((one, other) for one in telling[0] for other in telling[1] if one.report.lang == other.report.lang)


def _finding(name: str, group: Sequence[Clash], ours: set[Span]) -> Discrepancy:
    reports = {span.report for span in ours}
    turned = [clash if clash.left.report in reports else clash.mirrored() for clash in group]
    first = turned[0]
    more = {span for clash in turned for span in (clash.left, clash.right)} - {first.left, first.right}
    id = "d" + blake2b(repr((name, [(s.report, s.start, s.end) for s in (first.left, first.right)])).encode(), digest_size=5).hexdigest()
    return Discrepancy(
        id, name, first.severity, first.left, first.right, first.left_value, first.right_value,
        relation="against the primary source", more=tuple(sorted(more)), because=first.because,
    )  # fmt: skip


def stated(
    claims: Sequence[Claim],
    reports: Sequence[Report],
    sources: Sequence[Primary],
    near: Sequence[Passage],
    found: Sequence[Discrepancy],
    quotations: Sequence[Checked],
    heard_there: Callable[[Span], bool],
    alike: float,
) -> tuple[Stated, ...]:
    """What the primary sources say of each report's version of each claim; `alike` is the similarity from which two sentences state one.

    A sentence whose quotation is altered differs; one whose quotation is not found, or that denies what the other does not, is not stated,
    however alike the rest. `heard_there` says whether a sentence is given to somebody who speaks in a primary source.
    """
    by_id = {report.id: report for report in (*reports, *(source.report for source in sources))}
    languages = {source.report.lang for source in sources}
    beside: dict[Span, list[Passage]] = defaultdict(list)
    for pair in sorted(near, key=lambda pair: (-pair.similarity, pair.b)):
        if not asks(by_id[pair.b.report].quote(pair.b)):
            beside[pair.a].append(pair)
    clashing = _clashing(found, quotations, {source.report.id: source.notes.sentences for source in sources})
    missing = [one.version for one in quotations if not one.base]
    out: list[Stated] = []
    for claim in claims:
        for id, cell in sorted(claim.cells.items()):
            if cell is None:
                continue
            pairs, differs = beside[cell.span], next((at for span, at in clashing if span in cell.span), None)
            silent = Stated(claim.id, cell.span, "silent", speaks=heard_there(cell.span))
            if by_id[id].lang not in languages:
                out.append(replace(silent, standing="another language"))
            elif differs is not None:
                similarity = next((pair.similarity for pair in pairs if pair.b == differs), 0.0)
                out.append(replace(silent, standing="contradict", at=differs, similarity=similarity))
            elif pairs:
                states = (
                    pairs[0].similarity >= alike and _is_whole(cell.span, pairs, by_id) and not any(span in cell.span for span in missing)
                )
                out.append(replace(silent, standing="assert" if states else "silent", at=pairs[0].b, similarity=pairs[0].similarity))
            else:
                out.append(silent)
    return tuple(out)


def _is_whole(span: Span, pairs: Sequence[Passage], reports: Mapping[str, Report]) -> bool:
    """Whether all that can be checked in a sentence stands in those of primary sources, and it denies just where the most alike does."""
    there = {word for pair in pairs for word in said(pair.b, reports)}
    return _checkable(span, reports) <= there and denies(span, reports) == denies(pairs[0].b, reports)


def _clashing(
    found: Sequence[Discrepancy], quotations: Sequence[Checked], sentences: Mapping[str, Sequence[Span]]
) -> list[tuple[Span, Span]]:
    """The places in reports that clash with a primary source, and its sentence; the hardest first, then altered quotations."""
    hard = [(span, one.right) for one in found if one.severity in HARD for span in (one.left, *one.more) if span.report not in sentences]
    altered = [(one.version, one.base[0]) for one in quotations if one.base and not AS_SAID.issuperset(one.standing)]
    return [(span, next((home for home in sentences[at.report] if at.overlaps(home)), at)) for span, at in (*hard, *altered)]


def said(span: Span, reports: Mapping[str, Report]) -> set[str]:
    """The words of a stretch, numbers as figures."""
    return {word for word, _ in heard(reports[span.report], span)}


def denies(span: Span, reports: Mapping[str, Report]) -> bool:
    """Whether a sentence holds a negator or a verb that denies."""
    lang = compared(reports[span.report].lang)
    return not said(span, reports).isdisjoint(lang.negators | lang.refusals)


def _checkable(span: Span, reports: Mapping[str, Report]) -> set[str]:
    """The figures, weekdays and months of a report's sentence: what gives another, or none, does not state it. "One" is no figure."""
    lang = compared(reports[span.report].lang)
    days = {*lang.weekdays, *(name for names in lang.months for name in names if name not in lang.doubtful_dates)}
    return {word for word in said(span, reports) if word in days or (word[0].isdigit() and word != "1")}
