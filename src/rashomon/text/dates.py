"""When a stated date lies: ISO 8601 at any precision, or the dates of mail and feeds."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from ..types import Precision, When

_PRECISIONS: tuple[Precision, ...] = ("second", "minute", "day", "month", "year")
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-?(?P<month>\d{2})(?:-?(?P<day>\d{2})"
    r"(?:[T ](?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?)? ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?)?"
)


def parse_when(text: str) -> When | None:
    """The stretch of UTC time a date names, None where it cannot be read.

    A time without a zone counts as UTC. Midnight sharp counts as the day: it is what systems write that know no time.
    """
    text = text.strip()
    match = _ISO.fullmatch(text)
    try:
        return _iso(match) if match else _mail(text)
    except (ValueError, OverflowError):
        return None


def _iso(match: re.Match[str]) -> When:
    part = {name: int(value) for name, value in match.groupdict().items() if value and name != "zone"}
    precision = next(name for name in _PRECISIONS if name in part)
    low = datetime(
        part["year"],
        part.get("month", 1),
        part.get("day", 1),
        part.get("hour", 0),
        part.get("minute", 0),
        part.get("second", 0),
        tzinfo=UTC,
    )
    if "hour" not in part or low.time() == time.min:
        return _stretch(low, "day" if "hour" in part else precision)
    return _stretch(low - _offset(match["zone"]), precision)


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone[0] not in "+-":
        return timedelta(0)
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return (1 if zone[0] == "+" else -1) * timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))


def _mail(text: str) -> When:
    stated = parsedate_to_datetime(text)  # ValueError where it is no RFC 2822 date
    return _stretch(stated.astimezone(UTC) if stated.tzinfo else stated.replace(tzinfo=UTC), "second")


def _stretch(low: datetime, precision: Precision) -> When:
    if precision == "year":
        return When(low, low.replace(year=low.year + 1), precision)
    if precision == "month":
        return When(low, (low.replace(day=1) + timedelta(days=32)).replace(day=1), precision)
    width = {"day": timedelta(days=1), "minute": timedelta(minutes=1), "second": timedelta(seconds=1)}[precision]
    return When(low, low + width, precision)
