"""Decides how one decision is explained: the sentences it compares, then its reasons as a waterfall in bits.

Five things can be asked for: a discrepancy or a quotation by its id, a claim by its id, an edge
`A>B` (either way round), a pair `A~B`; and whether two reports are one event, `A+B`. Lost texts answer to their letter,
its name, or their own name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..config import GroupConfig
from ..export._cites import Citations
from ..export._points import Object, bits, reasons
from ..export._shape import checked_object, claim_object, discrepancy_object, edge_object, pointer_of, utterance_object
from ..tell import words
from ..types import Analysis, Checked, Claim, Derivation, Discrepancy, Pair, Reason, Span, Support, Utterance


@dataclass(frozen=True)
class Case:
    """A decision, ready to be shown."""

    title: str
    spans: tuple[Span, ...]  # the words compared; each is shown in its sentence
    because: tuple[Reason, ...] = ()
    facts: tuple[str, ...] = ()
    json: Object = field(default_factory=dict)


def find(id: str, analysis: Analysis) -> Case | None:
    """The decision that `id` names in this analysis, None where there is none."""
    citations, point = Citations(analysis), pointer_of(analysis)
    for found in (*analysis.findings.discrepancies, *(analysis.primary.discrepancies if analysis.primary else ())):
        if found.id == id:
            return _discrepancy(found, discrepancy_object(found, point))
    for claim in analysis.collation.claims:
        if claim.id == id:
            return _claim(claim, analysis, citations)
    if case := _quotation(id, analysis, citations):
        return case
    for mark in (">", "~"):
        left, found_mark, right = id.partition(mark)
        if found_mark:
            ends = {_siglum(left, analysis), _siglum(right, analysis)}
            return _edge(ends, analysis) if mark == ">" else _pair(ends, analysis, citations)
    return None


def _quotation(id: str, analysis: Analysis, citations: Citations) -> Case | None:
    point = pointer_of(analysis)
    for utterance in analysis.findings.utterances:
        if utterance.id == id:
            return _utterance(utterance, utterance_object(utterance, point), citations)
    for one in analysis.primary.quotations if analysis.primary else ():
        if one.id == id:
            return _checked(one, checked_object(one, point), citations)
    return None


def _discrepancy(found: Discrepancy, whole: Object) -> Case:
    verdict = f"{words.SIDES[found.consistent_with]}{f' ({found.basis})' if found.basis else ''}"
    title = f"{words.kind(found.kind).capitalize()}: “{found.left_value}” and “{found.right_value}”"
    return Case(title, (found.left, found.right, *found.more), found.because,
                (f"{words.standing(found.kind, found.severity)}; {words.RELATIONS[found.relation]}; {verdict}",), whole)  # fmt: skip


def _claim(claim: Claim, analysis: Analysis, citations: Citations) -> Case:
    support = analysis.findings.support.get(claim.id)
    facts = [_support(support, (id for id, cell in claim.cells.items() if cell), citations)] if support else []
    told: dict[str, list[str]] = {}
    persons = analysis.findings.persons
    for said in analysis.findings.said:
        if said.claim == claim.id:
            person = persons.get((said.report, said.speaker or ""))
            who = person.name if person else said.speaker or words.NO_SOURCE
            told.setdefault(f"{who}{f', via {said.via}' if said.via else ''}", []).append(said.report)
    told[words.SILENT] = [id for id, cell in claim.cells.items() if cell is None]
    facts += [f"{what}: {', '.join(in_order(ids, citations))}" for what, ids in told.items() if ids]
    for cell in analysis.primary.claims if analysis.primary else ():
        if cell.claim == claim.id:
            beside = f"{words.STANDINGS[cell.standing]}{_at(cell.at, citations)}"
            facts.append(f"{citations.siglum(cell.span.report)} beside the primary source: {beside}")
    cells = {citations.siglum(id): cell for id, cell in claim.cells.items() if cell}
    spans = tuple(cells[siglum].span for siglum in in_order([id for id, cell in claim.cells.items() if cell], citations))
    title = f"{claim.kind.capitalize()}: {citations.reports[claim.gist.report].quote(claim.gist)}"
    return Case(title, (*spans, *claim.more), (), tuple(facts), claim_object(claim, analysis, pointer_of(analysis)))


def _at(span: Span | None, citations: Citations) -> str:
    return f" {citations.label((span,))}" if span else ""


def in_order(reports: Iterable[str], citations: Citations) -> list[str]:
    """The letters of some reports, A first."""
    return sorted((citations.siglum(id) for id in reports), key=lambda siglum: (len(siglum), siglum))


def _support(held: Support, reports: Iterable[str], citations: Citations) -> str:
    """How many carry it; the outlets only where each is known, since an unknown one counts as its own."""
    named = held.originators
    outlets = f" of {words.count(held.outlets, 'outlet')}" if all(citations.reports[id].outlet_key for id in reports) else ""
    sources = f"; {words.count(len(named), 'named source')}: {', '.join(named)}" if named else "; no named source"
    return f"in {words.count(held.reports, 'report')}{outlets}, at most {words.count(held.high, 'account')}{sources}"


def _utterance(utterance: Utterance, whole: Object, citations: Citations) -> Case:
    held = utterance.support
    facts = [_support(held, (version.report for version in utterance.versions), citations)] if held else []
    for version, labels in zip(utterance.versions, utterance.drift, strict=True):
        told = "the fullest version" if version == utterance.base else ", ".join(words.DRIFT[label] for label in labels)
        facts.append(f"{citations.siglum(version.report)}: {told}")
    title = f"Words of {utterance.speaker or 'a speaker who is not named'}, in {words.count(len(utterance.versions), 'version')}"
    return Case(title, utterance.versions, (), tuple(dict.fromkeys(facts)), whole)


def _checked(one: Checked, whole: Object, citations: Citations) -> Case:
    """A quotation beside the primary source: what became of the words, then each change."""
    facts = [", ".join(words.DRIFT[label] for label in one.standing) + (f"; said by {one.said_by}" if one.said_by else "")]
    for edit in one.edits:
        ours, theirs = (citations.reports[span.report].quote(span) for span in (edit.right, edit.left))
        facts.append(f"{words.EDITS[edit.kind]}: “{ours}” | “{theirs}”")
    title = f"Words of {one.speaker or 'a speaker who is not named'}, against the primary source"
    return Case(title, (one.version, *one.base), (), tuple(facts), whole)


def _edge(ends: set[str], analysis: Analysis) -> Case | None:
    for edge in analysis.stemma.edges:
        if {edge.child, edge.parent} == ends:
            return _edge_case(edge, edge_object(edge, pointer_of(analysis)))
    return None


def _edge_case(edge: Derivation, whole: Object) -> Case:
    title = f"{edge.child} takes from {edge.parent}: {words.DERIVATIONS[edge.kind]}, {words.strength(edge.p)}"
    return Case(title, (), edge.because, (), whole)


def _pair(ends: set[str], analysis: Analysis, citations: Citations) -> Case | None:
    for pair in analysis.stemma.pairs:
        if {citations.siglum(pair.a), citations.siglum(pair.b)} == ends:
            return _pair_case(pair, analysis, citations)
    return None


def _pair_case(pair: Pair, analysis: Analysis, citations: Citations) -> Case:
    first, second = in_order((pair.a, pair.b), citations)
    told = f"{first} {words.PAIRS[pair.relation]} {second}"
    shared = sorted((p for p in analysis.collation.passages if {p.a.report, p.b.report} == {pair.a, pair.b}), key=lambda p: -p.similarity)
    spans = tuple(sorted((shared[0].a, shared[0].b), key=lambda span: citations.siglum(span.report))) if shared else ()
    because = reasons(pair.because, pointer_of(analysis))
    whole = {"a": pair.a, "b": pair.b, "class": pair.relation, "p": round(pair.p, 4), "bits": bits(pair.because), "because": because}
    return Case(told, spans, pair.because, (f"{words.count(len(shared), 'passage')} in common",), whole)


def same_event(analysis: Analysis, config: GroupConfig, together: bool) -> Case:
    """Why two reports, taken alone, speak for one event or against it; `together` is how they were sorted among the others."""
    a, b = sorted(analysis.reports, key=lambda report: report.path)
    from ..group import pair_reasons

    because = pair_reasons(a, b, config)
    total = bits(because)
    alone = "one event" if total >= config.event_bits else "two events"
    facts = [f"The two alone: {alone}. Sorted among the others: {'one event' if together else 'two events'}."]
    if (total >= config.event_bits) != together:
        facts.append("Their neighbours decided: a report joins the others of an event as one, and not each by itself.")
    told = reasons(because, pointer_of(analysis))
    whole = {"a": a.id, "b": b.id, "bits": total, "event": together, "because": told}
    return Case(f"{a.path} and {b.path}: one event or two", (), because, tuple(facts), whole)


def _siglum(name: str, analysis: Analysis) -> str:
    wanted = name.strip().casefold()
    for siglum, report in analysis.stemma.witnesses.items():
        if wanted in {siglum.casefold(), report.casefold()}:
            return siglum
    for lost in analysis.stemma.lost:
        spelled = unicodedata.name(lost.siglum[:1], "").rpartition(" ")[2].casefold()
        if wanted in {lost.siglum.casefold(), spelled, (lost.name or "").casefold()}:
            return lost.siglum
    return name.strip()
