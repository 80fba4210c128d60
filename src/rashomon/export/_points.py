"""Decides how a span and a reason are written, and how plain values become bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..text.cuts import Rawward
from ..text.visible import HIDDEN
from ..types import Reason, Report, Span

Object = dict[str, Any]
Point = Callable[[Span], Object]

RAW_FORMATS = frozenset({"text", "jsonl"})  # formats in which offsets into the input mean something


def pointer(reports: Sequence[Report]) -> Point:
    """A function that writes a span with the words it points at and, where that means something, its place in the input."""
    by_id = {report.id: report for report in reports}
    rawward = {report.id: Rawward(report.cuts) for report in reports if report.format in RAW_FORMATS}

    def point(span: Span) -> Object:
        made: Object = {"report": span.report, "start": span.start, "end": span.end, "text": by_id[span.report].quote(span)}
        if span.report in rawward:
            made["raw"] = [rawward[span.report].start(span.start), rawward[span.report].end(span.end)]
        return made

    return point


def reasons(because: Iterable[Reason], point: Point) -> list[Object]:
    """Every reason with its share in bits."""
    return [{"rule": r.rule, "bits": round(r.bits, 3), "at": [point(span) for span in r.at], "detail": r.detail} for r in because]


def bits(because: Iterable[Reason]) -> float:
    """The sum of the reasons as they are written, so that a reader who adds them up finds no remainder."""
    return round(sum(round(reason.bits, 3) for reason in because), 3)


def encode(value: object, indent: int | None = None) -> str:
    """JSON text in the order given; half a surrogate pair, which no encoding can hold, is written out as its escape.

    So is what a terminal would obey and nobody would see (bidi marks, control characters, letters of no width): the value stays the same.
    """
    import msgspec

    try:
        written = msgspec.json.encode(value)
    except UnicodeEncodeError:
        written = msgspec.json.encode(_whole(value))
    text = (msgspec.json.format(written, indent=indent) if indent else written).decode()
    return HIDDEN.sub(_escape, text)


def _escape(mark: re.Match[str]) -> str:
    return json.dumps(mark[0])[1:-1]


def _whole(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return [_whole(item) for item in value] if isinstance(value, list | tuple) else value
