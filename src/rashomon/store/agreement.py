"""Whether what the rows of a library say agrees: spans and cuts with their texts, events and decisions with the reports there are.

A row can be as it was written and still say what cannot be, where a bug wrote it or where another program took out its neighbour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeVar

from ..types import Event, Judgement, Report, Span
from .nouns import Damage, Entry
from .shelf import Shelf

T = TypeVar("T")


def disagreements(shelf: Shelf) -> Iterator[Damage]:
    """One line for each thing that cannot be; rows that cannot be read are left to the look that reads them."""
    events = dict(_rows(shelf, "event", Event))
    history = [(id, line) for id, line in _rows(shelf, "judgement", Judgement | int)]  # type: ignore[arg-type]
    gists = {line.gist: line for _, line in history if isinstance(line, Judgement) and line.kind == "check" and line.gist}
    spans = {event.id: [span for reason in event.because for span in reason.at] for event in events.values()}
    lengths: dict[str, int] = {}
    for id, report in _rows(shelf, "report", Report):
        lengths[id] = len(report.text)
        for gist in [gist for gist in gists if gist in report.text]:
            del gists[gist]
        yield from _of_a_text("report", id, report)
    primary = set()
    for id, source in _rows(shelf, "primary_source", Report):
        primary.add(id)
        yield from _of_a_text("primary_source", id, source)
    for line in gists.values():
        yield Damage(f"judgement {line.number}", "no report holds the words it is about")
    for event_id, some in spans.items():
        if not all(0 <= span.start <= span.end <= lengths.get(span.report, -1) for span in some):
            yield Damage(f"event {event_id}", "a reason points outside the reports")
    yield from _of_events(events, lengths)
    yield from _of_redirects(dict(_rows(shelf, "redirect", str)), events)
    homes = events.keys() | {id for id, _ in _rows(shelf, "redirect", str)}
    yield from _of_decisions(dict(history), lengths, primary, homes)
    yield from _of_the_ledger(dict(_rows(shelf, "entry", Entry)), lengths)


def _rows(shelf: Shelf, table: str, kind: type[T]) -> Iterator[tuple[str, T]]:
    from msgspec import DecodeError
    from msgspec.json import Decoder

    decoder = Decoder(kind)
    for row in shelf.rows(table):
        try:
            yield (row.id or b"").decode(), decoder.decode(row.body or b"")
        except (DecodeError, UnicodeDecodeError):
            continue


def _of_a_text(table: str, id: str, report: Report) -> Iterator[Damage]:
    if report.id != id:
        yield Damage(f"{table} {id}", f"holds what belongs to {report.id!r}")
    for name, span in (("headline", report.headline), ("deck", report.deck)):
        if span is not None and not _lies_in(span, report):
            yield Damage(f"{table} {id}", f"its {name} points outside its text")
    if not _replays(report):
        yield Damage(f"{table} {id}", "what was cut does not fit its text")


def _lies_in(span: Span, report: Report) -> bool:
    return span.report == report.id and 0 <= span.start <= span.end <= len(report.text)


def _replays(report: Report) -> bool:
    """Whether the cuts are in order, each replacement stands where its cut left it, and what was removed is as long as its place."""
    at = shift = 0
    for cut in report.cuts:
        place = cut.start + shift
        if not at <= cut.start <= cut.end or report.text[place : place + len(cut.replacement)] != cut.replacement:
            return False
        if place > len(report.text) or (cut.removed and len(cut.removed) != cut.end - cut.start):
            return False
        at, shift = cut.end, shift + len(cut.replacement) - (cut.end - cut.start)
    return True


def _of_events(events: Mapping[str, Event], lengths: Mapping[str, int]) -> Iterator[Damage]:
    homes: dict[str, str] = {}
    for id, event in events.items():
        if event.id != id:
            yield Damage(f"event {id}", f"holds what belongs to {event.id!r}")
        if not event.reports:
            yield Damage(f"event {id}", "has no report")
        for report in event.reports:
            if report in homes:
                yield Damage(f"event {id}", f"report {report} stands in event {homes[report]} too")
            homes[report] = id
        for report in (*event.reports, *event.also_in):
            if report not in lengths:
                yield Damage(f"event {id}", f"report {report} is gone")


def _of_redirects(redirects: Mapping[str, str], events: Mapping[str, Event]) -> Iterator[Damage]:
    for id in redirects:
        seen, at = set(), id
        while at not in events and at in redirects and at not in seen:
            seen.add(at)
            at = redirects[at]
        if at not in events:
            yield Damage(f"redirect {id}", "leads in a circle" if at in seen else f"leads to {at}, which is no event")


def _of_decisions(
    history: Mapping[str, Judgement | int], reports: Mapping[str, int], primary: set[str], homes: set[str]
) -> Iterator[Damage]:
    for id, line in history.items():
        if isinstance(line, int):
            if not (0 < line < _number(id)) or isinstance(history.get(str(line), line), int):
                yield Damage(f"judgement {id}", f"takes back {line}, which is no decision before it")
            continue
        if str(line.number) != id:
            yield Damage(f"judgement {id}", f"holds what belongs to {line.number}")
        needs = ((line.a, reports), (line.b, reports)) if line.of_reports else ((line.a, primary), (line.b, reports))
        for name, there in needs if line.of_reports or line.kind == "attach" else ():
            if name not in there:
                yield Damage(f"judgement {id}", f"is about {name}, which is gone")
        if line.event and line.event not in homes:
            yield Damage(f"judgement {id}", f"was made in event {line.event}, which leads nowhere")


def _number(id: str) -> int:
    return int(id) if id.isascii() and id.isdecimal() and len(id) < 10 else 0


def _of_the_ledger(entries: Mapping[str, Entry], reports: Mapping[str, int]) -> Iterator[Damage]:
    """Every report came in once; every line is about what exists, and stored + duplicate + rejected + quarantined is all there is."""
    stored = Counter(entry.report for entry in entries.values() if entry.fate == "stored")
    for id, entry in entries.items():
        if entry.key != id:
            yield Damage(f"entry {id}", f"holds what belongs to {entry.key!r}")
        if entry.fate == "stored" and entry.report is None:
            yield Damage(f"entry {id}", "is stored, and does not say which report")
    for id in sorted({entry.report for entry in entries.values() if entry.report is not None} - reports.keys()):
        yield Damage(f"report {id}", "the ledger says it is stored, but it is gone")
    for id in sorted(reports.keys() - {entry.report for entry in entries.values()}):
        yield Damage(f"report {id}", "no ledger line says where it came from")
    for report, times in sorted((report, times) for report, times in stored.items() if report is not None and times > 1):
        yield Damage(f"report {report}", f"the ledger says {times} times that it was stored")
    if sum(stored.values()) != len(reports):
        yield Damage("ledger", f"says {sum(stored.values())} reports are stored; there are {len(reports)}")
