"""Which reports of a pile tell the same event."""

from __future__ import annotations

from collections.abc import Sequence

from ..config import GroupConfig
from ..types import Event, Judgement, Reason, Report
from .pile import Grouper, published_days
from .reasons import reasons
from .record import digest, record

__all__ = ["Grouper", "content_id", "group", "pair_reasons"]


def content_id(reports: Sequence[Report]) -> str:
    """The id of an event: that of its members, whatever their order."""
    return digest(report.id for report in reports)


def group(reports: Sequence[Report], config: GroupConfig, judgements: Sequence[Judgement] = ()) -> tuple[Event, ...]:
    """The events of a pile, sorted by id; the order of the reports does not matter."""
    pile = Grouper(config, judgements)
    for report in reports:
        pile.add(report)
    return pile.events()


def pair_reasons(a: Report, b: Report, config: GroupConfig) -> tuple[Reason, ...]:
    """What speaks for and against one event in two reports; the sum is their log-odds in bits."""
    left, right = ((record(report, config.terms), published_days(report)) for report in (a, b))
    return reasons(a, b, left, right)
