"""Decides what the commands do that look into the library: events, show, summary, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from ..errors import NoSuchId, UsageError
from ..export._points import encode
from ..export._shape import analysis_object
from ..tell import words
from ..types import Analysis, Event, Report
from .everywhere import Everywhere, PrimaryFiles, Telling
from .intake import Intake, busy, take, take_primary
from .opening import event_analysis, open_casebook
from .screen import console, heading, print_summary, seen
from .tables import claims_view, listing, version_object, version_told
from .writing import write_out

if TYPE_CHECKING:
    from ..casebook.explain import Case

DEFAULTS, TOLD = Everywhere(), Telling()
EventId = Annotated[str, Parameter(help="An event's id or its first letters; `rashomon events` lists them.")]
Columns = Annotated[str | None, Parameter(help="Show these reports only, by letter: A,C.", metavar="LETTERS")]

Lone = Annotated[bool, Parameter(name="--all", help="Also the claims that one report only makes.", negative=(), show_default=False)]
DecisionId = Annotated[
    str,
    Parameter(
        help="A discrepancy, claim or quotation by id; A>B for an edge, A~B for a pair; for why two reports are one event or two, ID+ID."
    ),
]
Paths = Annotated[str, Parameter(name="PATH", help="Explain within these inputs, taken as one event, instead of the library.", negative=())]
EventOption = Annotated[str | None, Parameter(help="The event to look in; without it, all are searched.", metavar="EVENT")]


def events(*, every: Everywhere = DEFAULTS) -> int:
    """List the events, the largest first."""
    with open_casebook(every, to_look=True) as book:
        found = book.events()
        by_id = {report.id: report for report in book.library.reports()}
    ordered = sorted(found, key=lambda event: (-len(event.reports), event.id))
    if every.json:
        for event in ordered:
            write_out(
                None, encode({"id": event.id, "saga": event.saga, "reports": list(event.reports), "also_in": list(event.also_in)}) + "\n"
            )
        return 0
    told = [event for event in ordered if len(event.reports) > 1]
    rows = [[event.id[:8], str(len(event.reports)), *_about(event, by_id)] for event in told]
    screen = console()
    if rows:
        screen.print(listing(("event", "reports", "dates", "headline"), rows))
    alone = len(ordered) - len(told)
    screen.print(f"{words.count(len(told), 'event')} told by more than one report; {words.count(alone, 'report')} alone.", style="dim")
    return 0


def show(event: EventId, /, *, only: Columns = None, lone: Lone = False, every: Everywhere = DEFAULTS) -> int:
    """The claims of an event side by side, report by report."""
    from ..watch.standing import standing

    with open_casebook(every, to_look=True) as book:
        analysis, stood = event_analysis(book, event, every), standing(book.library)
    versions = [(siglum, one) for siglum, id in analysis.stemma.witnesses.items() for one in stood.get(id, ())]
    if every.json:
        whole = analysis_object(analysis)
        told = {"versions": [{"siglum": siglum, **version_object(one)} for siglum, one in versions]} if versions else {}
        write_out(None, encode({key: whole[key] for key in ("event", "claims", "said", "not_in")} | told) + "\n")
        return 0
    letters = [letter.strip().upper() for letter in (only or "").split(",") if letter.strip()]
    for letter in letters:
        if letter not in analysis.stemma.witnesses:
            raise UsageError(f"--only {letter}: the reports of this event are {', '.join(sorted(analysis.stemma.witnesses))}")
    screen = console()
    screen.print(seen(analysis.summary.title, "bold"))
    screen.print(claims_view(analysis, screen, letters, at_least=1 if lone else 2))
    hidden = 0 if lone else sum(1 for claim in analysis.collation.claims if sum(cell is not None for cell in claim.cells.values()) < 2)
    if hidden:
        screen.print(f"{words.count(hidden, 'claim')} of one report only: see them with --all\n", style="dim")
    if analysis.findings.discrepancies:
        screen.print(heading("What differs"))
        rows = [
            [found.id, words.kind(found.kind), f"“{found.left_value}” | “{found.right_value}”", words.standing(found.kind, found.severity)]
            for found in analysis.findings.discrepancies
        ]
        screen.print(listing(("id", "what", "first | second", "how"), rows))
    if versions:
        screen.print(heading("What stood when"))
        screen.print(listing(("report", "seen"), [[siglum, version_told((one,))] for siglum, one in versions]))
    return 0


def summary(event: EventId, /, *, primary: PrimaryFiles = None, every: Telling = TOLD) -> int:
    """Sum up an event, every line with its citations."""
    with open_casebook(every, to_look=True) as book:
        analysis = event_analysis(book, event, every, primary)
    if every.json:
        whole = analysis_object(analysis)
        write_out(None, encode({key: whole[key] for key in ("event", "summary", "sources", "accounts", "machine_made")}) + "\n")
    else:
        print_summary(analysis, console(), every.settings().tell.per_section)
    return 0


def explain(id: DecisionId, /, *paths: Paths, event: EventOption = None, primary: PrimaryFiles = None, every: Everywhere = DEFAULTS) -> int:
    """Why the program decided so, reason by reason.

    The sentences compared, then every reason with its weight in bits.
    """
    from .waterfall import print_case

    found = _one_event(id, paths, every) if "+" in id else _search(id, paths, event, primary, every)
    if found is None:
        raise NoSuchId("decision", id)
    case, analysis = found
    if every.json:
        write_out(None, encode(case.json) + "\n")
    else:
        print_case(case, analysis, console())
    return 0


def _about(event: Event, by_id: dict[str, Report]) -> tuple[str, str]:
    reports = sorted((by_id[id] for id in event.reports if id in by_id), key=lambda report: (report.published is None, report.path))
    days = sorted({report.published.iso()[:10] for report in reports if report.published})
    span = "" if not days else days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    titled = next((report.quote(report.headline) for report in reports if report.headline), reports[0].text[:80] if reports else "")
    return span, titled


def _search(
    id: str, paths: tuple[str, ...], event: str | None, primary: Sequence[str] | None, every: Everywhere
) -> tuple[Case, Analysis] | None:
    """The decision and the event it was made in: in the inputs, else in the event, else in any."""
    from ..casebook.explain import find

    for analysis in _given(paths, primary, every) if paths else _kept(id, event, primary, every):
        case = find(id, analysis)
        if case:
            return case, analysis
    return None


def _one_event(id: str, paths: tuple[str, ...], every: Everywhere) -> tuple[Case, Analysis]:
    """Why two reports are one event or two: of the inputs, else of the library, where it is also known how they were sorted."""
    from ..casebook.explain import same_event
    from ..pipeline import analyse

    reports, together = _reports(paths, every)
    left, _, right = id.partition("+")
    two = (_named(left.strip(), reports), _named(right.strip(), reports))
    if two[0].id == two[1].id:
        raise UsageError(f"{id}: one report twice")
    analysis = analyse(two, every.settings())
    return same_event(analysis, every.settings().group, together(two[0].id, two[1].id)), analysis


def _reports(paths: tuple[str, ...], every: Everywhere) -> tuple[list[Report], Callable[[str, str], bool]]:
    """All reports, and whether two of them were sorted into one event."""
    if paths:
        from ..group import group

        with Intake(every.errors) as intake:
            reports = [item for item in take(paths, every, intake) if isinstance(item, Report)]
        events: Sequence[Event] = group(reports, every.settings().group)
    else:
        with open_casebook(every, to_look=True) as book:
            events, reports = book.events(), list(book.library.reports())
    home = {id: event.id for event in events for id in event.reports}
    return reports, lambda a, b: home[a] == home[b]


def _named(name: str, reports: Sequence[Report]) -> Report:
    """The report of that id or path, or of the unambiguous beginning of either."""
    whole = [report for report in reports if name in (report.id, report.path)]
    found = whole or [report for report in reports if name and (report.id.startswith(name) or report.path.startswith(name))]
    if not found:
        raise NoSuchId("report", name)
    if len(found) > 1:
        raise UsageError(f"report {name!r} is not clear: {', '.join(sorted(report.id for report in found))}")
    return found[0]


def _given(paths: tuple[str, ...], primary: Sequence[str] | None, every: Everywhere) -> Iterator[Analysis]:
    from ..pipeline import analyse

    sources = take_primary(primary, every)
    with Intake(every.errors) as intake:
        reports = [item for item in take(paths, every, intake, primary=sources) if isinstance(item, Report)]
    with busy("Comparing"):
        analysis = analyse(reports, every.settings(), primary=sources, workers=every.hands(len(reports)))
    yield analysis


def _kept(id: str, event: str | None, primary: Sequence[str] | None, every: Everywhere) -> Iterator[Analysis]:
    with open_casebook(every, to_look=True) as book:
        if event:
            yield event_analysis(book, event, every, primary)
        elif ">" in id or "~" in id:
            raise UsageError(f"{id}: letters are those of one event; name it with --event")
        else:
            for one in book.told():
                yield event_analysis(book, one.id, every, primary)
