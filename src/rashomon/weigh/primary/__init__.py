"""What the reports are beside a primary source: a transcript, an agency's original, a press release.

Observations. A fact-checker who holds the transcript asks of every quotation whether the words are in it, and of every claim whether it
says so. Reporters shorten, join over gaps and tidy speech; a transcript writes "uh", "we'll" and "forty" where they print "we will" and 40.
It has no quotation marks: all of it is speech, and who speaks stands at the head of a line.

How it works.
1. `heard` finds the words of a quotation in the primary source, `voices` says whose they are there, `quotations` what became of them.
2. `claims` compares sentences slot by slot with the kinds of discrepancy, as between reports, and says which claims it states.
3. `settled` makes its wording the base of the utterances it holds, and lets it say which side of a discrepancy it is consistent with.

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
    Discrepancy,
    Drift,
    Findings,
    Notes,
    Passage,
    Primary,
    Report,
    Side,
    Span,
    Utterance,
    by_entity,
)
from ..named import named
from .claims import discrepancies, stated
from .quotations import checked

BASIS = "primary source"
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
    quotations = checked(reports, notes, sources, findings.persons)
    claims = stated(collation.claims, reports, sources, near, found, quotations, alike)
    return Against(tuple(sources), quotations, claims, found)


def settled(findings: Findings, compared: Against) -> Findings:
    """The findings, with the primary source's words as the base of utterances and as what decides between two readings."""
    by_version = {one.version: one for one in compared.quotations}
    return replace(
        findings,
        discrepancies=tuple(_decided(one, compared) for one in findings.discrepancies),
        utterances=tuple(_based(one, by_version) for one in findings.utterances),
    )


def _decided(found: Discrepancy, compared: Against) -> Discrepancy:
    """The discrepancy, consistent with the side whose value the primary source gives; as it was where it gives neither or both."""
    sides = _sides_by_words(found, compared.quotations) if found.kind == "quotation" else _sides_by_value(found, compared.discrepancies)
    return replace(found, consistent_with=sides.pop(), basis=BASIS) if len(sides) == 1 else found


def _sides_by_value(found: Discrepancy, others: Sequence[Discrepancy]) -> set[Side]:
    """The sides with the value that clashes in a primary source with just the other."""
    places, sides = {found.left, found.right, *found.more}, set[Side]()
    for other in others:
        if other.kind == found.kind and places & {other.left, *other.more}:
            values = (other.left_value, other.right_value)
            sides |= {"right"} if values == (found.left_value, found.right_value) else set()
            sides |= {"left"} if values == (found.right_value, found.left_value) else set()
    return sides


def _sides_by_words(found: Discrepancy, quotations: Sequence[Checked]) -> set[Side]:
    """The side whose words stand in the primary source, where the other's do not."""
    as_said: list[bool] = []
    for place in (found.left, found.right):
        version = next((one for one in quotations if one.base and place in one.version), None)
        if version is None:
            return set()
        as_said.append(not any(edit.right.overlaps(place) for edit in version.edits))
    if as_said[0] == as_said[1]:
        return set()
    return {"left"} if as_said[0] else {"right"}


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
