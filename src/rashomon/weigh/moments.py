"""When a time that a sentence gives is over, and which of two comes first."""

from __future__ import annotations

from datetime import datetime, timedelta

from ..types import Time

_LONGEST = {"day": 1, "week": 7, "month": 31, "quarter": 92, "season": 92, "half": 184, "year": 366}  # days


def end(time: Time) -> datetime | None:
    """Until when the time told lasts; of one that is open ahead, the unit it begins with: June of "since June"."""
    if time.high is not None or time.low is None:
        return time.high
    return time.low + timedelta(days=_LONGEST[time.grain]) if time.grain in _LONGEST else None


def before(time: Time, other: Time) -> bool:
    """Whether a time is over when another begins, as far as both are fixed."""
    over = end(time)
    return over is not None and other.low is not None and over <= other.low
