"""Decides how people's decisions come in: kept, listed, taken back, replayed on every run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from cyclopts import Parameter

from ..errors import NoSuchId, UsageError
from ..export._points import encode
from ..store import Library
from ..tell import words
from ..types import Judgement, JudgementKind
from .everywhere import Everywhere
from .opening import open_library, regroup, up_to_date
from .screen import console
from .tables import listing
from .writing import write_out

DEFAULTS = Everywhere()
Note = Annotated[str, Parameter(help="Why you decided so; kept with the decision.", metavar="TEXT")]
EventOrReport = Annotated[str, Parameter(help="An event or a report, by id, the first letters of it, or path.")]
Number = Annotated[int | None, Parameter(help="The number of the decision; without it, the last one.")]
ReportId = Annotated[str, Parameter(help="A report, by id, the first letters of it, or path.")]


def merge(a: EventOrReport, b: EventOrReport, /, *, note: Note = "", every: Everywhere = DEFAULTS) -> int:
    """Say that two events are one."""
    return _judge("merge", a, b, note, every)


def split(a: ReportId, b: ReportId, /, *, note: Note = "", every: Everywhere = DEFAULTS) -> int:
    """Say that two reports tell different events."""
    return _judge("split", a, b, note, every)


def join(a: ReportId, b: ReportId, /, *, note: Note = "", every: Everywhere = DEFAULTS) -> int:
    """Say that two reports are one account."""
    return _judge("join", a, b, note, every)


def part(a: ReportId, b: ReportId, /, *, note: Note = "", every: Everywhere = DEFAULTS) -> int:
    """Say that two reports are two accounts."""
    return _judge("part", a, b, note, every)


def decisions(*, every: Everywhere = DEFAULTS) -> int:
    """List your decisions with their numbers."""
    with open_library(every) as library:
        kept = library.judgements()
        paths = {report.id: report.path for report in library.reports()}
    if every.json:
        for one in kept:
            write_out(None, encode({"number": one.number, "kind": one.kind, "a": one.a, "b": one.b, "note": one.note}) + "\n")
        return 0
    screen = console()
    if not kept:
        screen.print("No decisions yet: see rashomon merge, split, join and part.", style="dim")
        return 0
    rows = [[str(one.number), words.JUDGEMENTS[one.kind], paths.get(one.a, one.a), paths.get(one.b, one.b), one.note] for one in kept]
    screen.print(listing(("no.", "decided", "first", "second", "because"), rows))
    return 0


def undo(number: Number = None, /, *, every: Everywhere = DEFAULTS) -> int:
    """Take a decision back, the last one or another."""
    with open_library(every) as library:
        kept = library.judgements()
        if not kept:
            raise UsageError("there is no decision to take back")
        wanted = number if number is not None else max(one.number for one in kept)
        if wanted not in {one.number for one in kept}:
            raise NoSuchId("decision", str(wanted))
        library.undo(wanted)
        events = regroup(library, every)
    return _told(
        {"undone": wanted, "events": len(events)}, f"Decision {wanted} is taken back. {words.count(len(events), 'event')} now.", every
    )


def _judge(kind: JudgementKind, a: str, b: str, note: str, every: Everywhere) -> int:
    with open_library(every) as library:
        first, second = (_report(name, library, every, events=kind == "merge") for name in (a, b))
        if first == second:
            raise UsageError(f"{a} and {b} are the same report")
        kept = library.judge(Judgement(kind, min(first, second), max(first, second), note))
        events = regroup(library, every)
    told = {"number": kept.number, "kind": kind, "a": kept.a, "b": kept.b, "note": note, "events": len(events)}
    sentence = f"Decision {kept.number}: {words.JUDGEMENTS[kind]}. {words.count(len(events), 'event')} now."
    return _told(told, f"{sentence} Take it back with: rashomon undo {kept.number}", every)


def _report(name: str, library: Library, every: Everywhere, *, events: bool) -> str:
    """The id of the report that `name` means; an event stands for its first report where events are allowed."""
    reports = tuple(library.reports())
    exact = [report.id for report in reports if name in {report.id, report.path}]
    near = exact or [report.id for report in reports if report.id.startswith(name)]
    if events and not near:
        up_to_date(library, every)
        near = [library.event(name).reports[0]]  # also by an id the event had before
    if len(near) > 1:
        raise UsageError(f"{name!r} could be {', '.join(sorted(near)[:5])}; give more of it")
    if not near:
        raise NoSuchId("report", name)
    return near[0]


def _told(told: Mapping[str, object], sentence: str, every: Everywhere) -> int:
    if every.json:
        write_out(None, encode(told) + "\n")
    else:
        console().print(sentence)
    return 0
