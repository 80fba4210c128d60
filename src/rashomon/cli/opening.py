"""Decides how a command finds its event: the library opened, its events up to date with its reports and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ..errors import StoreError
from ..group import group
from ..pipeline import analyse
from ..store import Library
from ..types import Analysis, Event
from .everywhere import LIBRARY, Everywhere
from .intake import busy, take_primary


@contextmanager
def open_library(every: Everywhere) -> Iterator[Library]:
    """The library a person named or the one in this folder; it must be there."""
    path = every.library or LIBRARY
    if not path.exists():
        raise StoreError(str(path), "there is no library here", "make one with `rashomon read PATH...`, or name one with --library")
    with Library(str(path)) as library:
        yield library


def up_to_date(library: Library, every: Everywhere) -> Sequence[Event]:
    """The events of the library, sorted anew where reports or decisions came in since."""
    stored = library.events()
    if sorted(id for event in stored for id in event.reports) != sorted(report.id for report in library.reports()):
        return regroup(library, every)
    return stored


def regroup(library: Library, every: Everywhere) -> Sequence[Event]:
    """Sort all reports into events again, and keep the result."""
    with busy("Grouping"):
        events = group(tuple(library.reports()), every.settings().group, library.judgements())
        library.put_events(events)
    return events


def event_analysis(library: Library, id: str, every: Everywhere, primary: Sequence[str] | None = None) -> Analysis:
    """The event that `id` or its first letters name, analysed, beside primary sources by path; NoSuchId where there is none."""
    sources = take_primary(primary, every)
    up_to_date(library, every)
    event = library.event(id)
    members = set(event.reports)
    reports = [report for report in library.reports() if report.id in members]
    with busy("Comparing"):
        return analyse(reports, every.settings(), primary=sources, judgements=library.judgements(), workers=every.hands(len(reports)))
