"""Decides what the commands do that take documents in: demo, run, read, analyse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from ..casebook import Casebook, worked
from ..errors import UsageError
from ..export import exporters
from ..export._points import encode
from ..export._shape import analysis_object
from ..store import Library
from ..tell import words
from ..types import Analysis, Event, Report
from .everywhere import Everywhere, PrimaryFiles, Telling
from .intake import Intake, busy, take, take_primary, tally, track
from .opening import opened
from .screen import console, print_summary
from .writing import to_stdout, write_file, write_out

Paths = Annotated[str, Parameter(name="PATH", help="Files, folders, or - for standard input.", negative=())]
Folder = Annotated[Path | None, Parameter(help="A folder for one JSON and one Markdown file an event.", metavar="DIR")]
JsonFile = Annotated[str | None, Parameter(help="A file for the JSON; - for standard output.", metavar="FILE", allow_leading_hyphen=True)]
DEFAULTS, TOLD = Everywhere(), Telling()


def demo(*, every: Telling = TOLD) -> int:
    """The main job on ten invented reports of one event that ship inside."""
    from ..sample import sample_path

    return analyse(str(sample_path()), every=every)


def run(*paths: Paths, out: Folder = None, primary: PrimaryFiles = None, every: Telling = TOLD) -> int:
    """Sort reports into events and sum each up.

    Who shares text with whom, how many separate accounts are left at most, what agrees, what differs.

    Without --library nothing is kept; with it, the reports and your decisions are.

    With --library and no PATH it goes over all that the library holds.
    """
    if not every.library:
        need(paths)
    sources = take_primary(primary, every)
    with Intake(every.errors) as intake, opened(every.at if every.library else ":memory:", create=bool(paths)) as library:
        counts = library.add(take(paths, every, intake, library, sources) if paths else ())
        events, told = _compare(library, out, every, sources)
    if out:
        rows = sorted((id, event.id, event.saga) for event in events for id in event.reports)
        write_file(out / "events.jsonl", "".join(encode({"id": id, "event": event, "saga": saga}) + "\n" for id, event, saga in rows))
    if every.json:
        write_out(None, "".join(encode(analysis_object(analysis)) + "\n" for analysis in told))
    else:
        _say(told, f"{_alone(len(events) - len(told))}{f'Inputs: {tally(counts)}.' if paths else ''}", every)
        if out:
            console().print(f"Written: {out}", style="dim")
    return intake.exit_code


def read(*paths: Paths, every: Everywhere = DEFAULTS) -> int:
    """Take reports into the library, each once."""
    need(paths)
    with Intake(every.errors) as intake, opened(every.at) as library:
        counts = library.add(take(paths, every, intake, library))
        held = sum(1 for _ in library.reports())
    if every.json:
        write_out(None, encode({"library": every.at, "reports": held, "seen": counts.seen, **asdict(counts)}) + "\n")
    else:
        console().print(f"{tally(counts)}. {every.at} holds {words.count(held, 'report')}.")
    return intake.exit_code


def analyse(*paths: Paths, out: JsonFile = None, primary: PrimaryFiles = None, every: Telling = TOLD) -> int:
    """Treat the input as one event; write all that is found.

    JSON goes to --out FILE, or to standard output with --json or --out -.

    A terminal that is not busy with JSON shows the summary.
    """
    from ..pipeline import analyse as analyse_event

    need(paths)
    sources = take_primary(primary, every)
    with Intake(every.errors) as intake:
        reports = [item for item in take(paths, every, intake, primary=sources) if isinstance(item, Report)]
    with busy("Comparing"):
        analysis = analyse_event(reports, every.settings(), primary=sources, workers=every.hands(len(reports)))
    screen = console()
    if every.json or out is not None:
        write_out(out, exporters["json"](analysis))
    if not (every.json or out is not None) or (not to_stdout(out) and screen.is_terminal and not every.json):
        print_summary(analysis, screen, every.settings().tell.per_section)
        if out is not None:
            screen.print(f"\nWritten: {out}", style="dim")
    return intake.exit_code


def need(paths: Sequence[str]) -> None:
    """UsageError where a command that reads got nothing to read."""
    if not paths:
        raise UsageError("name at least one file or folder, or - for standard input")


def save(analysis: Analysis, folder: Path) -> None:
    """One JSON and one Markdown file, named for the event, each there whole or not at all."""
    write_file(folder / f"{analysis.event.id}.json", exporters["json"](analysis))
    write_file(folder / f"{analysis.event.id}.md", exporters["markdown"](analysis))


def _compare(library: Library, out: Path | None, every: Everywhere, primary: Sequence[Report]) -> tuple[list[Event], list[Analysis]]:
    """All events of the library, and the analyses of those told by more than one report; each is saved as it comes."""
    from ..workers import mapper

    book, told = Casebook(library, every.settings(), during=busy), []
    events = list(book.regroup())
    with mapper(every.hands(sum(len(event.reports) for event in events)), chunk=1) as spread:
        pile = spread(worked, (book.work(event.id, primary) for event in book.told()))
        for analysis in track(pile, "Comparing"):
            told.append(analysis)
            if out:
                save(analysis, out)
    return events, told


def _alone(n: int) -> str:
    return f"{words.count(n, 'report')} {'stands' if n == 1 else 'stand'} alone. " if n else ""


def _say(told: Sequence[Analysis], rest: str, every: Everywhere) -> None:
    screen, per_section = console(), every.settings().tell.per_section
    for n, analysis in enumerate(told):
        if n:
            screen.print()
            screen.rule(style="dim")
        print_summary(analysis, screen, per_section)
    screen.print()
    screen.print(f"{words.count(len(told), 'event')} told by more than one report. {rest}", style="dim")
