"""Whether the ids of events stay when a day's reports are added, and whether each that goes has a redirect.

    python -m bench.grouping_ids FOLDER [N [DAYS]]     FOLDER holds the grouping sets; prints JSON

Two piles: the dated set of real leads, and N invented documents over a year (3,000 unless given). Each is grouped
up to a day and again with that day, for DAYS days (5 unless given): the busiest of the later half and others spread
over it. Undated reports are there from the start.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date
from pathlib import Path
from typing import Any

import rashomon.group
from rashomon.config import GroupConfig
from rashomon.group import group
from rashomon.types import Event, Report

from .grouping import anonymous, load
from .pile import pile

REAL = "allsides_dated_a"
BAR = 0.005  # share of old ids that a day may change
SIZE, DAYS = 3_000, 5


@dataclass(frozen=True, slots=True)
class Step:
    """What one more day did to the ids there were."""

    day: str
    added: int  # reports
    before: int  # events
    gone: int  # ids of these that name no event any more
    redirected: int  # ids that are gone and lead to one that stands
    astray: int  # redirects to an event that holds none of the reports of the old one


def step(day: str, added: int, before: Sequence[Event], after: Sequence[Event], led: Mapping[str, str]) -> Step:
    """Compare the events before and after one day, with the redirects between them."""
    standing = {event.id: set(event.reports) for event in after}
    gone = {event.id: set(event.reports) for event in before if event.id not in standing}
    right = [id for id in gone if led.get(id) in standing]
    astray = sum(not gone[id] & standing[led[id]] for id in right)
    return Step(day, added, len(before), len(gone), len(right), astray)


def published_on(report: Report) -> date | None:
    """The day a report came out, in UTC."""
    return report.published.low.astimezone(UTC).date() if report.published else None


def chosen(days: Sequence[date], count: int) -> list[date]:
    """Days to look at: the busiest of the later half of all days, and others spread evenly over that half."""
    reports = Counter(days)
    later = sorted(reports)[len(reports) // 2 :]
    if not later or count < 1:
        return []
    busiest = max(later, key=lambda day: (reports[day], day))
    return sorted({busiest, *(later[(n + 1) * len(later) // count - 1] for n in range(count - 1))})


def steps(reports: Sequence[Report], count: int) -> list[Step]:
    """Group what there was before each of `count` days at most, then with the reports of that day."""
    dated = {report.id: published_on(report) for report in reports}
    found = []
    for day in chosen([day for day in dated.values() if day], count):
        there = [report for report in reports if (dated[report.id] or date.min) < day]
        new = [report for report in reports if dated[report.id] == day]
        before, after = group(there, GroupConfig()), group([*there, *new], GroupConfig())
        found.append(step(day.isoformat(), len(new), before, after, redirected(before, after)))
    return found


def redirected(before: Sequence[Event], after: Sequence[Event]) -> Mapping[str, str]:
    """Where old ids lead, as the program says; nowhere, while it cannot say."""
    say: Callable[[Sequence[Event], Sequence[Event]], dict[str, str]] | None = getattr(rashomon.group, "redirects", None)
    return say(before, after) if say else {}


def told(found: Sequence[Step]) -> dict[str, Any]:
    """All steps and the sum of them."""
    before, gone = sum(one.before for one in found), sum(one.gone for one in found)
    worst = max((one.gone / one.before for one in found if one.before), default=0.0)
    return {
        "share_gone": round(gone / max(1, before), 5), "worst_day": round(worst, 5), "bar": BAR, "held": worst <= BAR,
        "without_redirect": gone - sum(one.redirected for one in found), "astray": sum(one.astray for one in found),
        "days": [asdict(one) for one in found],
    }  # fmt: skip


def main() -> None:
    folder, *given = sys.argv[1:]
    size, days = (int(given[n]) if n < len(given) else usual for n, usual in enumerate((SIZE, DAYS)))
    real, _ = anonymous(load(Path(folder) / f"{REAL}.jsonl.gz"))
    invented, _ = anonymous([{**document, "source": document["outlet"], "event": ""} for document, _ in pile(size)])
    print(json.dumps({REAL: told(steps(real, days)), f"{size:,} invented": told(steps(invented, days))}, indent=1))


if __name__ == "__main__":
    main()
