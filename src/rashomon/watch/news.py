"""Decides what is news in the events after reports came in: which reports, how many accounts at most, which differences."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..casebook import Casebook
from ..types import Discrepancy, Event, Report


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in one event."""

    event: Event
    title: str
    new: tuple[Report, ...]
    accounts_before: int  # at most; 0 where the event was not there
    accounts: int  # at most
    found: tuple[Discrepancy, ...]  # what differs now and did not before


def changes(book: Casebook, before: Sequence[Event], new: Collection[str]) -> list[Change]:
    """What some new reports changed, the event with most of them first. `before` are the events as they were."""
    return sorted(
        (_change(book, event, before, new) for event in book.events() if not set(event.reports).isdisjoint(new)),
        key=lambda change: (-len(change.new), change.event.id),
    )


def _change(book: Casebook, event: Event, before: Sequence[Event], new: Collection[str]) -> Change:
    """One event beside the one that held most of its reports before."""
    came = tuple(book.library.report(id) for id in event.reports if id in new)
    shared = {old: len(set(old.reports) & set(event.reports)) for old in before}
    old = min((old for old in before if shared[old]), key=lambda old: (-shared[old], old.id), default=None)
    accounts_before, known = _known(book, old)
    if len(event.reports) == 1:
        return Change(event, _title(came[0]), came, accounts_before, 1, ())
    analysis = book.analysis_of(event)
    found = tuple(one for one in analysis.findings.discrepancies if one.id not in known)
    return Change(event, analysis.summary.title or _title(came[0]), came, accounts_before, analysis.stemma.accounts.high, found)


def _known(book: Casebook, old: Event | None) -> tuple[int, frozenset[str]]:
    """How many accounts an event had at most, and which differences were found in it."""
    if old is None or len(old.reports) == 1:
        return int(old is not None), frozenset()
    analysis = book.analysis_of(old)
    return analysis.stemma.accounts.high, frozenset(one.id for one in analysis.findings.discrepancies)


def _title(report: Report) -> str:
    return report.quote(report.headline) if report.headline else report.text[:80]
