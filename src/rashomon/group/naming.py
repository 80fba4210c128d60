"""What an event is called: after its earliest report, so that it keeps its name while it grows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from math import isnan

from ..types import Event, Report
from .record import days_of


def event_id(first: str) -> str:
    """The id of an event whose earliest report is `first`: 16 hex digits."""
    return blake2b(first.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def content_id(reports: Iterable[Report]) -> str:
    """The id of an event: that of its earliest report, by date and then by id; reports without a date come last."""
    days = {report.id: days_of(report)[0] for report in reports}
    day = {id: float("inf") if isnan(own) else own for id, own in days.items()}
    return event_id(min(day, key=lambda id: (day[id], id), default=""))


def redirects(before: Sequence[Event], after: Sequence[Event]) -> dict[str, str]:
    """Where the ids that are gone lead: to the event that now holds the report they were named after.

    Where that report is gone as well, to the one that holds most of the others; an event of which nothing is left leads nowhere.
    """
    home = {id: event.id for event in after for id in event.reports}
    known, leads = {event.id for event in after}, {}
    for event in before:
        if event.id in known:
            continue
        left = [id for id in event.reports if id in home]
        named = [id for id in left if event_id(id) == event.id]
        shares = {home[id]: sum(home[other] == home[id] for other in left) for id in left}
        heirs = [home[named[0]]] if named else sorted(shares, key=lambda heir: (-shares[heir], heir))
        if heirs:
            leads[event.id] = heirs[0]
    return dict(sorted(leads.items()))
