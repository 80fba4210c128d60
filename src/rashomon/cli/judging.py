"""Decides how people's decisions come in by command: kept, listed, taken back, replayed on every run."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from ..casebook import deciding
from ..casebook.deciding import Signed
from ..errors import UsageError
from ..export._points import encode
from ..export._shape import judgement_object
from ..tell import words
from ..types import CheckState, Judgement, JudgementKind
from .everywhere import Everywhere
from .intake import take_primary
from .opening import open_casebook, open_library
from .screen import console
from .tables import listing
from .writing import write_out

DEFAULTS = Everywhere()
Note = Annotated[str, Parameter(help="Why you decided so; kept with the decision.", metavar="TEXT")]
EventOrReport = Annotated[str, Parameter(help="An event or a report, by id, the first letters of it, or path.")]
Number = Annotated[int | None, Parameter(help="The number of the decision; without it, the last one.")]
EventId = Annotated[str, Parameter(help="An event's id or its first letters; `rashomon events` lists them.")]
FindingId = Annotated[str, Parameter(help="The id of what differs; `rashomon show EVENT` lists them.")]
ClaimId = Annotated[str, Parameter(help="The id of a claim; `rashomon show EVENT --json` lists them.")]
State = Annotated[CheckState, Parameter(help="How far you have come with it.")]
Outlet = Annotated[str, Parameter(help="An outlet, as its reports name it.")]
Family = Annotated[str, Parameter(help="The house, owner or group it belongs to.")]
File = Annotated[str, Parameter(help="A transcript, agency original or press release.")]
Evidence = Annotated[str, Parameter(help="The address of what it rests on.", metavar="URL")]
Initials = Annotated[str, Parameter(help="Who decided.", metavar="INITIALS")]
Second = Annotated[str, Parameter(help="The second pair of eyes.", metavar="INITIALS")]
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


def family(outlet: Outlet, name: Family, /, *, note: Note = "", every: Everywhere = DEFAULTS) -> int:
    """Say that an outlet belongs to a family, which is at most one account of an event."""
    with open_casebook(every) as book:
        return _told(deciding.family(book, outlet, name, Signed(note)), f"{outlet} is of the family {name}.", every)


def dismiss(event: EventId, finding: FindingId, /, *, note: Note = "", by: Initials = "", every: Everywhere = DEFAULTS) -> int:
    """Say that something that differs is no difference; the summary is silent on it from then on."""
    with open_casebook(every) as book:
        kept = deciding.dismiss(book, finding, event, Signed(note, by))
        return _told(kept, f"Dismissed: {kept.gist}.", every)


def check(
    event: EventId,
    claim: ClaimId,
    state: State,
    /,
    *,
    note: Note = "",
    evidence: Evidence = "",
    by: Initials = "",
    second: Second = "",
    every: Everywhere = DEFAULTS,
) -> int:
    """Note how far you have verified a claim; no count and no finding changes."""
    with open_casebook(every) as book:
        kept = deciding.check(book, claim, state, event, Signed(note, by, second, evidence))
        return _told(kept, f"{words.CHECKS[state].capitalize()}: {kept.gist}", every)


def attach(event: EventId, file: File, /, *, note: Note = "", every: Everywhere = DEFAULTS) -> int:
    """Keep a primary source with an event: every quotation and claim is compared with it from then on."""
    with open_casebook(every) as book:
        (source, *more) = take_primary((file,), every)
        if more:
            raise UsageError(f"{file}: holds {len(more) + 1} documents; attach one at a time")
        return _told(deciding.attach(book, source, event, Signed(note)), f"{file} is a primary source of the event.", every)


def decisions(*, every: Everywhere = DEFAULTS) -> int:
    """List your decisions with their numbers."""
    with open_library(every) as library:
        kept = library.judgements()
        paths = {report.id: report.path for report in library.reports()}
    if every.json:
        for one in kept:
            write_out(None, encode(judgement_object(one)) + "\n")
        return 0
    screen = console()
    if not kept:
        screen.print("No decisions yet: see rashomon merge, split, join, part, family, dismiss, check and attach.", style="dim")
        return 0
    rows = [[str(one.number), deciding.decided(one), *(*deciding.about(one, paths), "")[:2], one.note] for one in kept]
    screen.print(listing(("no.", "decided", "first", "second", "because"), rows))
    return 0


def undo(number: Number = None, /, *, every: Everywhere = DEFAULTS) -> int:
    """Take a decision back, the last one or another."""
    with open_casebook(every) as book:
        kept = book.library.judgements()
        if not kept:
            raise UsageError("there is no decision to take back")
        undone = deciding.undo(book, number if number is not None else max(one.number for one in kept))
        events = book.events()
    if every.json:
        write_out(None, encode({"undone": undone.number, "events": len(events)}) + "\n")
    else:
        console().print(f"Decision {undone.number} is taken back. {words.count(len(events), 'event')} now.")
    return 0


def _judge(kind: JudgementKind, a: str, b: str, note: str, every: Everywhere) -> int:
    with open_casebook(every) as book:
        kept = deciding.decide_reports(book, kind, a, b, Signed(note))
        events = book.events()
    return _told(kept, f"{words.JUDGEMENTS[kind]}. {words.count(len(events), 'event')} now.", every, events=len(events))


def _told(kept: Judgement, sentence: str, every: Everywhere, **more: object) -> int:
    if every.json:
        write_out(None, encode(judgement_object(kept) | more) + "\n")
    else:
        console().print(f"Decision {kept.number}: {sentence} Take it back with: rashomon undo {kept.number}", markup=False)
    return 0
