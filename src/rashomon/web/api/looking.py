"""Decides what the API answers about events, reports and the words in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...casebook.explain import find
from ...casebook.parts import compared, explained, part
from ...errors import NoSuchId, UnknownName
from ...export import exporters
from ...export._points import Object, pointer
from ...export._shape import analysis_object, report_object
from ...store import Hit
from ...text.visible import squeeze
from ...types import Analysis, Event, Report
from .. import events as listed
from ..adding import date_of
from ..room import Room
from .shapes import EventRow, Events, HitRow, Hits, Listing, Search, Together

WAIT_SECONDS = 10.0  # that an answer waits for an event to be compared, before it says that it is under way
AROUND = 90  # characters of a snippet on either side of what was found


@dataclass(frozen=True)
class File:
    """An answer that is no JSON of ours."""

    body: bytes
    media: str
    name: str


def analysed(room: Room, event: str) -> Analysis:
    """What was found about an event; Pending where that takes longer than an answer waits."""
    return room.analysis(event, WAIT_SECONDS)


def events(room: Room, query: Listing) -> Object:
    """A page of the events that fit."""
    for day in (query.since, query.until):
        date_of(day)
    asked = listed.Asked(query.q, query.since, query.until, query.outlet, query.lang, query.page)
    found, cards = listed.matching(room, asked)
    shown = found[(query.page - 1) * query.per_page : query.page * query.per_page]
    rows = [_row(room, event, listed.row(event, cards, room.book.at_hand(event))) for event in shown]
    return dict(Events(total=len(found), page=query.page, per_page=query.per_page, events=rows))


def _row(room: Room, event: Event, row: listed.Row) -> EventRow:
    analysis = room.book.at_hand(event)
    accounts = analysis.stemma.accounts if analysis else None
    return EventRow(
        id=event.id,
        saga=event.saga,
        title=row.title,
        lang=row.lang,
        reports=row.reports,
        outlets=row.outlets,
        langs=list(row.langs),
        first=row.first or None,
        last=row.last or None,
        ladder=list(row.steps) or None,
        accounts={"low": accounts.low, "high": accounts.high} if accounts else None,
        differs=row.differs or None,
    )


def event(room: Room, event: str) -> Object:
    """Everything found about one event."""
    return analysis_object(analysed(room, event))


def part_of(room: Room, event: str, name: str) -> Object:
    """One part of it."""
    return part(analysed(room, event), name)


def compare(room: Room, event: str, query: Together) -> Object:
    """Some of its reports beside each other."""
    names = [name.strip() for name in query.reports.split(",") if name.strip()]
    return compared(analysed(room, event), names)


def explain(room: Room, event: str, id: str) -> Object:
    """Why the program decided so."""
    analysis = analysed(room, event)
    case = find(id, analysis)
    if case is None:
        raise NoSuchId("decision", id)
    return explained(id, case, analysis)


def export(room: Room, event: str, format: str) -> File:  # noqa: A002 - as the address calls it
    """The event as a file."""
    if format not in exporters:
        raise UnknownName("rashomon.export", format, tuple(exporters))
    form = exporters[format]
    analysis = analysed(room, event)
    return File(form.encoded(analysis), form.media, f"event-{analysis.event.id[:12]}-{format}{form.suffix}")


def report(room: Room, id: str) -> Object:
    """A report of the library."""
    with room.book.lock:
        found = room.book.library.report(id)
        return report_object(found) | {"event": _homes(room)[id]}


def search(room: Room, query: Search) -> Object:
    """Reports that hold the words."""
    with room.book.lock:
        homes, cards = _homes(room), listed.cards_of(room)
        hits = room.book.library.search(query.q, query.limit)
        return dict(Hits(hits=[_hit(room.book.library.report(hit.report), hit, homes, cards[hit.report]) for hit in hits]))


def _hit(report: Report, hit: Hit, homes: Mapping[str, str], card: listed.Card) -> HitRow:
    point = pointer((report,))
    start, end = (hit.spans[0].start, hit.spans[0].end) if hit.spans else (0, 0)
    return HitRow(
        report=report.id,
        event=homes[report.id],
        title=card.title,
        outlet=card.outlet,
        snippet=squeeze(report.text[max(0, start - AROUND) : end + AROUND]),
        spans=[point(span) for span in hit.spans],  # type: ignore[misc]
    )


def _homes(room: Room) -> dict[str, str]:
    """The event of every report."""
    return {id: event.id for event in room.book.events() for id in event.reports}
