"""Which reports tell the same event (stub until its first version lands)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from ..config import GroupConfig
from ..types import Event, Judgement, Report


def content_id(reports: Sequence[Report]) -> str:
    """The id of an event: that of its members."""
    return blake2b("\0".join(sorted(report.id for report in reports)).encode(), digest_size=8).hexdigest()


def group(reports: Sequence[Report], config: GroupConfig, judgements: Sequence[Judgement] = ()) -> tuple[Event, ...]:
    """The events of a pile, sorted by id."""
    return (Event(content_id(reports), tuple(sorted(report.id for report in reports))),)
