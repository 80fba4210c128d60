"""What the reports are beside a primary source: a transcript, an agency's original, a press release.

Observations. A fact-checker who holds the transcript asks of every quotation whether the words are in it, and of every claim whether it
says so. Reporters shorten, join over gaps and tidy speech; a transcript writes "uh", "we'll" and "forty" where they print "we will" and 40.
It has no quotation marks: all of it is speech, and who speaks stands at the head of a line.

How it works.
1. `heard` finds the words of a quotation in the primary source, `voices` says whose they are there, `quotations` what became of them.
2. `values` compares sentences slot by slot, with the kinds of discrepancy as between reports.
3. `sides` says which reading of a discrepancy between reports it is consistent with; its wording becomes the base of utterances.
4. `claims` says which claims it states.

A primary source is no report: it has no part in stemma, accounts, claims or support.
Known exceptions. A text in another language than the report is not compared. A claim of which it states half is not counted as stated.
An error here is a false "altered" or a false contradiction. What is not found is "not in the primary source given", never more than that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ...config import WeighConfig
from ...types import (
    Against,
    Checked,
    Collation,
    Drift,
    Findings,
    Notes,
    Passage,
    Primary,
    Report,
    Span,
    Utterance,
    by_entity,
)
from ..named import named
from .claims import Sentences, by_report, clashing, statements
from .quotations import checked
from .sides import Judge
from .values import discrepancies
from .voices import Voices

NOT_OF_WORDS: tuple[Drift, ...] = ("reported", "translated", "verb", "via", "no source")  # labels that a primary source leaves as they are


def against(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    collation: Collation,
    findings: Findings,
    sources: Sequence[Primary],
    near: Sequence[Passage],
    config: WeighConfig,
    alike: float,
    dismissed: Collection[str] = (),
) -> tuple[Against, Findings]:
    """Every quotation and every claim of the reports beside the primary sources, and the findings as these settle them.

    `near` are sentences beside each other, `alike` the similarity from which two of them state one thing.
    """
    texts = {report.id: report for report in (*reports, *(source.report for source in sources))}
    beside = statements(near, texts)
    everybody = named(list(texts.values()), [*notes, *(source.notes for source in sources)])
    clashes = discrepancies(reports, notes, sources, near, by_entity(everybody), config)
    found = tuple(one for one in clashes if one.id not in dismissed)
    aside = (*findings.dismissed, *(one for one in clashes if one.id in dismissed))
    voices = [Voices(source, [person for person in findings.named if person.kind == "person"]) for source in sources]
    quotations = checked(reports, notes, voices, findings.persons)
    judge = Judge(texts, beside, quotations, alike)
    decided = tuple(judge.decided(one) for one in findings.discrepancies)
    homes = {source.report.id: source.notes.sentences for source in sources}
    sentences = Sentences(
        texts,
        beside,
        clashing(found, decided, quotations, homes),
        by_report(quotations, lambda one: one.version),
        homes,
        by_report(_spoken(notes, findings, voices), lambda part: part),
        frozenset(source.report.lang for source in sources),
        alike,
    )
    claims = tuple(
        sentences.standing(claim.id, cell.span)
        for claim in collation.claims
        if claim.of_sentences
        for _, cell in sorted(claim.cells.items())
        if cell is not None
    )
    by_version = {one.version: one for one in quotations}
    utterances = tuple(_based(one, by_version) for one in findings.utterances)
    return Against(tuple(sources), quotations, claims, found), replace(
        findings, discrepancies=decided, utterances=utterances, dismissed=aside
    )


def _spoken(notes: Sequence[Notes], findings: Findings, voices: Sequence[Voices]) -> list[Span]:
    """What the reports give to somebody who speaks in a primary source, in marks or not."""
    out: list[Span] = []
    persons = findings.persons
    for note in notes:
        for quote in note.quotes:
            person = persons.get((note.report, quote.speaker or ""))
            speaker = person.name if person else quote.speaker
            if quote.speech and any(one.speaks(speaker) for one in voices):
                out += quote.content
    return out


def _based(utterance: Utterance, by_version: Mapping[Span, Checked]) -> Utterance:
    """The utterance with the words of the primary source as its base, where it holds them."""
    held = [by_version[version] for version in utterance.versions if version in by_version and by_version[version].base]
    if not held:
        return utterance
    fullest = max(held, key=lambda one: (one.base[-1].end - one.base[0].start, one.version))
    drift = tuple(_drift(by_version.get(version), labels) for version, labels in zip(utterance.versions, utterance.drift, strict=True))
    base = Span(fullest.base[0].report, fullest.base[0].start, fullest.base[-1].end)
    return replace(utterance, base=base, edits=tuple(edit for one in held for edit in one.edits), drift=drift)


def _drift(found: Checked | None, labels: tuple[Drift, ...]) -> tuple[Drift, ...]:
    kept = tuple(label for label in labels if label in NOT_OF_WORDS)
    if found is None:
        return kept or labels
    return kept if kept and found.standing == ("verbatim",) else (*found.standing, *kept)
