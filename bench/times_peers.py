"""How the peers read times: run by `bench/times.py` with a Python that has dateparser and recognizers-text-suite (with emoji below 2).

    PYTHON bench/times_peers.py NAME < REQUESTS     one JSON list in, one out

A request is [text, day, language]; the answer to each is a list of [start, end, value, low, high, bound]. Of a date that may lie behind or
ahead, recognizers gives both; for the gold of TIMEX3 the one behind counts, for its own suites either does, so both are answered.
dateparser tells moments: its value is the day.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

Row = list[Any]
CULTURES = {"en": "English", "es": "Spanish", "fr": "French", "de": "German"}


def recognizers(text: str, day: str, code: str) -> Iterator[Row]:
    package = import_module("recognizers_date_time")
    reference = datetime.fromisoformat(day)
    for result in package.recognize_datetime(text, getattr(package.Culture, CULTURES[code]), reference=reference):
        values = (result.resolution or {}).get("values") or []
        for value in sorted(values, key=lambda value: str(value.get("value") or value.get("start")) > f"{day} 24"):  # behind first
            low, high = value.get("value") or value.get("start"), value.get("value") or value.get("end")
            yield [result.start, result.end + 1, _timex(value, low), *_stretch(value, low, high), value.get("Mod") or "exact"]


def _timex(value: dict[str, str], low: str | None) -> str:
    """The TIMEX with what is unknown in it taken from the day that was resolved."""
    timex = value.get("timex", "")
    if not low or not re.match(r"\d{4}-\d\d-\d\d", low) or "X" not in timex:
        return timex
    if value.get("type") == "date":
        return low[:10]
    return timex.replace("XXXX", low[:4], 1) if timex.startswith("XXXX-") and "WXX" not in timex else timex


def _stretch(value: dict[str, str], low: str | None, high: str | None) -> tuple[str | None, str | None]:
    days = [text[:10] if text and re.match(r"\d{4}-\d\d-\d\d", text) else None for text in (low, high)]
    if value.get("type") == "date" and days[0]:
        return days[0], (datetime.fromisoformat(days[0]) + timedelta(days=1)).date().isoformat()
    return days[0], days[1]


def dateparser(text: str, day: str, code: str) -> Iterator[Row]:
    settings = {"RELATIVE_BASE": datetime.fromisoformat(day), "PREFER_DATES_FROM": "past"}
    at = 0
    for found, moment in import_module("dateparser.search").search_dates(text, languages=[code], settings=settings) or []:
        start = text.find(found, at)
        if start >= 0:
            at = start + len(found)
            yield [
                start,
                at,
                moment.date().isoformat(),
                moment.date().isoformat(),
                (moment.date() + timedelta(days=1)).isoformat(),
                "exact",
            ]


def main(name: str) -> None:
    reader, package = {
        "recognizers": (recognizers, "recognizers_date_time"),
        "dateparser": (dateparser, "dateparser.search"),
    }[name]
    import_module(package)  # a peer that is not there is no peer that finds nothing
    answers = []
    for text, day, code in json.load(sys.stdin):
        try:
            answers.append(list(reader(text, day, code)))
        except Exception as error:  # noqa: BLE001 -- a peer that breaks on a text has found nothing in it
            print(type(error).__name__, file=sys.stderr)
            answers.append([])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
