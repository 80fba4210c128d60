"""Decides which stretch of UTC time a TIMEX3 value names, and which TIMEX3 value lies where from an anchor.

Days are taken as UTC days and clock times without a zone as their whole day: a report rarely says
in whose time it speaks, and a day too wide is silent where an hour too narrow would be wrong.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from ..types import Grain

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, northern, as news agencies use the words
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(?:Q([1-4])|(SP|SU|FA|WI)|(\d\d))$")
_HALF = re.compile(r"(\d{4})-H([12])$")
_YEARS = re.compile(r"\d{2,4}$")
_CLOCK = re.compile(r"(?:[\dX]{4}-[\dWX-]+)?T\d\d:\d\d")
_SHAPES: tuple[tuple[str, Grain], ...] = (
    (r"[\dX]{4}-[\dWX]{2,3}-[\dX]{1,2}T[A-Z]{2}$", "part"),
    (r"[\dX]{4}-[\dX]{2}-[\dX]{2}$|XXXX-WXX-\d$", "day"),
    (r"[\dX]{4}-W[\dX]{2}(?:-WE)?$", "week"),
    (r"[\dX]{4}-[\dX]{2}$", "month"),
    (r"[\dX]{4}-Q[\dX]$", "quarter"),
    (r"[\dX]{4}-(?:SP|SU|FA|WI)$", "season"),
    (r"[\dX]{4}-H\d$", "half"),
    (r"[\dX]{4}$", "year"),
    (r"\d{3}$", "decade"),
    (r"\d{2}$", "century"),
)
_GRAINS = tuple((re.compile(shape), name) for shape, name in _SHAPES)


def interval(value: str) -> tuple[datetime, datetime] | None:
    """The half-open UTC interval of a fully resolved value; None for a relative one or a duration."""
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return None


def _interval(value: str) -> tuple[datetime, datetime] | None:
    if found := _DAY.match(value):
        low = date(int(found[1]), int(found[2]), int(found[3]))
        return _utc(low), _utc(low + timedelta(days=1))
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return _utc(monday + timedelta(days=5 if found[3] else 0)), _utc(monday + timedelta(days=7))
    if found := _PART.match(value):
        first = 3 * int(found[2]) - 2 if found[2] else SEASONS[found[3]] if found[3] else int(found[4])
        months = 1 if found[4] else 3
        return _utc(date(int(found[1]), first, 1)), _utc(shift_months(date(int(found[1]), first, 1), months))
    if found := _HALF.match(value):
        first_half, second_half = half_year(int(found[1]), int(found[2]))
        return _utc(first_half), _utc(second_half)
    if _YEARS.match(value):
        span = 10 ** (4 - len(value))
        low = date(int(value) * span, 1, 1)
        return _utc(low), _utc(date(low.year + span, 1, 1))
    return None


def half_year(year: int, n: int) -> tuple[date, date]:
    """First day of the n-th half of a year, and the day behind its last."""
    return date(year, 6 * n - 5, 1), date(year + n - 1, 7 if n == 1 else 1, 1)


def nth_weekday(first: date, last: date, weekday: int, n: int) -> date | None:
    """The n-th `weekday` (Monday 1) from `first` on and before `last`; -1 is the last one."""
    if n < 0:
        return weekday_near(last - timedelta(days=1), weekday, -1)
    day = weekday_near(first, weekday, 1) + timedelta(weeks=n - 1)
    return day if n and day < last else None


def nth_week(first: date, last: date, n: int) -> date | None:
    """The Thursday of the n-th week, which is a month's or year's where its Thursday is, as ISO counts the weeks of a year."""
    return nth_weekday(first, last, 4, n)


def _utc(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def shift_months(day: date, months: int) -> date:
    """The same day some months on, or the last one where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, count: int) -> str:
    """The value of a whole `unit` (a TIMEX letter), `count` of them from the one that holds `day`; raises beyond the calendar."""
    if unit == "D":
        return (day + timedelta(days=count)).isoformat()
    if unit in ("W", "2W", "WE"):
        year, week, _ = (day + timedelta(weeks=count * (2 if unit == "2W" else 1))).isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{shift_months(day, count):%Y-%m}"
    if unit == "Q":
        moved = shift_months(day, 3 * count)
        return f"{moved.year:04d}-Q{(moved.month + 2) // 3}"
    if unit == "DE":
        return f"{day.year // 10 + count:03d}"
    if unit == "CE":
        return f"{day.year // 100 + count:02d}"
    return f"{date(day.year + count, 1, 1).year:04d}"


def weekday_near(day: date, weekday: int, direction: int) -> date:
    """The `weekday` (Monday 1) at or before `day`; at or after it for 1; strictly for -2 and 2."""
    back = (day.isoweekday() - weekday) % 7
    if direction < 0:
        return day - timedelta(days=back or (7 if direction == -2 else 0))
    return day + timedelta(days=(7 - back) % 7 or (7 if direction == 2 else 0))


def year_of_month(day: date, month: int, direction: int) -> int:
    """The year in which `month` lies at or before that of `day`; at or after it for 1; strictly for -2 and 2; nearest for 0."""
    if direction == 0:
        return day.year + (month - day.month > 6) * -1 + (day.month - month > 5)
    if direction < 0:
        return day.year - (month > day.month or (direction == -2 and month == day.month))
    return day.year + (month < day.month or (direction == 2 and month == day.month))


def grain(value: str) -> Grain:
    """How fine a value is told; "none" where it names no stretch: lengths, references."""
    if _CLOCK.match(value):
        return "minute"
    return next((name for shape, name in _GRAINS if shape.match(value)), "none")
