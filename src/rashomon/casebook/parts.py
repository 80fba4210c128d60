"""Decides which parts of an event can be asked for alone, and how a comparison and an explanation are written as JSON.

Whoever asks through the API or as an agent gets the same objects as in the whole analysis, fewer of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from ..errors import NoSuchId, UsageError
from ..export._points import Object, bits, reasons
from ..export._schema import (
    Accounts,
    Claim,
    Discrepancy,
    Edge,
    Event,
    Line,
    Named,
    Pair,
    Passage,
    Reason,
    Said,
    Span,
    Stemma,
    Utterance,
)
from ..export._shape import analysis_object, pointer_of
from ..types import Analysis
from .explain import Case


class Summed(TypedDict):
    """The summary of an event, every line with its citations."""

    event: Event
    summary: list[Line]
    sources: str
    accounts: Accounts
    machine_made: str


class Claimed(TypedDict):
    """The claims of an event, report by report, and who is given as their source."""

    event: Event
    claims: list[Claim]
    said: list[Said]
    not_in: dict[str, list[str]]


class Differing(TypedDict):
    """What does not fit between the reports of an event, and what an editor dismissed."""

    event: Event
    discrepancies: list[Discrepancy]
    dismissed: list[Discrepancy]


class Quoted(TypedDict):
    """What was said, in every version that the reports have."""

    event: Event
    utterances: list[Utterance]


class Traced(TypedDict):
    """Who took from whom, and how many separate accounts that leaves at most."""

    event: Event
    stemma: Stemma
    accounts: Accounts


class Sourced(TypedDict):
    """Whoever has a name in the reports, and who is given as the source of what."""

    event: Event
    sources: str
    named: list[Named]
    said: list[Said]


PARTS: Mapping[str, type] = {
    "summary": Summed,
    "claims": Claimed,
    "discrepancies": Differing,
    "utterances": Quoted,
    "stemma": Traced,
    "sources": Sourced,
}


class Witness(TypedDict):
    """A report by its letter in the event."""

    siglum: str
    id: str
    headline: str | None
    outlet: str | None
    published: str | None
    lang: str


class Compared(TypedDict):
    """What some reports of an event share, who took from whom, and what does not fit between them."""

    event: Event
    reports: list[Witness]
    passages: list[Passage]
    pairs: list[Pair]
    edges: list[Edge]
    discrepancies: list[Discrepancy]
    utterances: list[Utterance]


class Explained(TypedDict):
    """Why the program decided so; `decision` is what it decided, as it stands in the analysis."""

    id: str
    title: str
    facts: list[str]
    spans: list[Span]
    because: list[Reason]
    bits: float
    decision: dict[str, Any]


def part(analysis: Analysis, name: str) -> Object:
    """One part of an analysis, with the event it is of."""
    whole = analysis_object(analysis)
    return {key: whole[key] for key in PARTS[name].__annotations__}


def witnesses(analysis: Analysis) -> list[Witness]:
    """The reports of an event, A first."""
    by_id = {report.id: report for report in analysis.reports}
    return [
        Witness(
            siglum=siglum,
            id=id,
            headline=by_id[id].quote(head) if (head := by_id[id].headline) else None,
            outlet=by_id[id].outlet,
            published=when.iso() if (when := by_id[id].published) else None,
            lang=by_id[id].lang,
        )
        for siglum, id in analysis.stemma.witnesses.items()
    ]


def compared(analysis: Analysis, names: Sequence[str]) -> Object:
    """Two to four reports, by letter or id, beside each other; NoSuchId for one that the event has not."""
    ids = dict.fromkeys(_id_of(analysis, name) for name in names)
    if not 2 <= len(ids) <= 4:
        raise UsageError(f"choose two to four reports of the event by letter, such as A,B; not {len(ids)}")
    some = [witness for witness in witnesses(analysis) if witness["id"] in ids]
    sigla = {witness["siglum"] for witness in some}
    whole = analysis_object(analysis)

    def within(one: Object, first: str, second: str) -> bool:
        return one[first]["report"] in ids and one[second]["report"] in ids

    return {
        "event": whole["event"],
        "reports": some,
        "passages": [one for one in whole["passages"] if within(one, "a", "b")],
        "pairs": [one for one in whole["stemma"]["pairs"] if one["a"] in ids and one["b"] in ids],
        "edges": [one for one in whole["stemma"]["edges"] if {one["child"], one["parent"]} <= sigla],
        "discrepancies": [one for one in whole["discrepancies"] if within(one, "left", "right")],
        "utterances": [one for one in whole["utterances"] if len({span["report"] for span in one["versions"]} & ids.keys()) > 1],
    }


def explained(id: str, case: Case, analysis: Analysis) -> Object:
    """A decision of the program with what it rests on."""
    point = pointer_of(analysis)
    return {
        "id": id,
        "title": case.title,
        "facts": list(case.facts),
        "spans": [point(span) for span in case.spans],
        "because": reasons(case.because, point),
        "bits": bits(case.because),
        "decision": case.json,
    }


def _id_of(analysis: Analysis, name: str) -> str:
    """The report that a letter or an id means."""
    sigla = analysis.stemma.witnesses
    found = sigla.get(name) or sigla.get(name.upper())
    if found is None and name not in sigla.values():
        raise NoSuchId("report", name)
    return found or name
