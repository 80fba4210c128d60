"""What the reports are beside a primary source: a transcript, an agency's original, a press release.

Observations. A fact-checker who holds the transcript asks of every quotation whether the words are in it, and of every claim whether it
says so. Reporters shorten, join over gaps and tidy speech; a transcript writes "uh", "we'll" and "forty" where they print "we will" and 40.
It has no quotation marks: all of it is speech, and who speaks stands at the head of a line.

How it works.
1. `heard` finds the words of a quotation in the primary source, `voices` says whose they are there, `quotations` what became of them.
2. `claims` compares sentences slot by slot with the kinds of discrepancy, as between reports, and says which claims it states.
3. `settled` makes its wording the base of the utterances it holds; `sides` say which reading of a discrepancy it is consistent with.

A primary source is no report: it has no part in stemma, accounts, claims or support.
Known exceptions. A text in another language than the report is not compared. A claim of which it states half is not counted as stated.
An error here is a false "altered" or a false contradiction. What is not found is "not in the primary source given", never more than that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    Quote,
    Report,
    Span,
    Utterance,
    by_entity,
)
from ..named import named
from .claims import discrepancies, stated
from .quotations import checked
from .sides import Judge
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
) -> Against:
    """Every quotation and every claim of the reports beside the primary sources."""
    everybody = named([*reports, *(source.report for source in sources)], [*notes, *(source.notes for source in sources)])
    found = discrepancies(reports, notes, sources, near, by_entity(everybody), config)
    voices = [Voices(source, [person for person in findings.named if person.kind == "person"]) for source in sources]
    quotations = checked(reports, notes, voices, findings.persons)
    given = [
        (part, speaker)
        for note in notes
        for quote in note.quotes
        if quote.speech and (speaker := _speaker(quote, note, findings))
        for part in quote.content
    ]
    spoken = [part for part, speaker in given if any(one.speaks(speaker) for one in voices)]

    def heard_there(sentence: Span) -> bool:
        return any(part.overlaps(sentence) for part in spoken)

    claims = stated(collation.claims, reports, sources, near, found, quotations, heard_there, alike)
    return Against(tuple(sources), quotations, claims, found)


def _speaker(quote: Quote, note: Notes, findings: Findings) -> str | None:
    """The speaker of a quotation under the name of the event."""
    person = findings.persons.get((note.report, quote.speaker or ""))
    return person.name if person else quote.speaker


def settled(findings: Findings, compared: Against, reports: Sequence[Report], near: Sequence[Passage], alike: float) -> Findings:
    """The findings, with the primary source's words as the base of utterances and as what decides between two readings."""
    by_version = {one.version: one for one in compared.quotations}
    judge = Judge(compared, reports, [pair for pair in near if pair.similarity >= alike])
    return replace(
        findings,
        discrepancies=tuple(judge.decided(one) for one in findings.discrepancies),
        utterances=tuple(_based(one, by_version) for one in findings.utterances),
    )


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
