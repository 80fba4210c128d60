"""Decides how an editor decides in the reading room: a form beside what it is about, and a log where each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args
from urllib.parse import urlencode

from ..casebook import deciding
from ..casebook.deciding import Signed
from ..errors import NoSuchId, UsageError
from ..export._page.matrix import carried
from ..export._page.places import Places
from ..tell import words
from ..types import Analysis, CheckState, Judgement
from .room import EventLinks, Room, local, page, room_of

if TYPE_CHECKING:
    from starlette.datastructures import FormData
    from starlette.requests import Request
    from starlette.responses import Response

FIELD = 2_000  # characters of one field of a form
NEAREST = 200  # events listed that one may be merged with: those of its saga, then the largest


@dataclass(frozen=True)
class Line:
    """A decision in the log."""

    number: int
    decided: str
    about: tuple[str, ...]
    note: str
    signed: str
    evidence: str
    event: str  # address of its event, "" where it has none
    in_force: bool


async def decide(request: Request) -> Response:
    """Enter the decision of a form, and go back to where it was."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    async with request.form(max_files=0, max_fields=20, max_part_size=64 * 1024) as form:
        fields = fields_of(form)
    kept = await run_in_threadpool(entered, room_of(request), fields)
    back = local(fields.get("back", ""), "/decisions")
    path, _, rest = back.partition("#")
    mark = "&" if "?" in path else "?"
    return RedirectResponse(f"{path}{mark}{urlencode({'decided': kept.number})}" + (f"#{rest}" if rest else ""), 303)


async def undo(request: Request) -> Response:
    """Take a decision back, and go back to where it was."""
    from starlette.concurrency import run_in_threadpool
    from starlette.responses import RedirectResponse

    async with request.form(max_files=0, max_fields=20, max_part_size=64 * 1024) as form:
        back = local(fields_of(form).get("back", ""), "/decisions")
    number = request.path_params["number"]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise NoSuchId("decision", number)
    await run_in_threadpool(deciding.undo, room_of(request).book, int(number))
    return RedirectResponse(back, 303)


def fields_of(form: FormData) -> dict[str, str]:
    """The text fields of a form; UsageError where one is too long to be meant."""
    fields = {name: value.strip() for name, value in form.multi_items() if isinstance(value, str)}
    for name, value in fields.items():
        if len(value) > FIELD:
            raise UsageError(f"{name}: {len(value):,} characters; {FIELD:,} at most")
    return fields


def entered(room: Room, fields: Mapping[str, str]) -> Judgement:
    """The decision that a form makes; UsageError where it makes none."""

    def given(name: str) -> str:
        if not fields.get(name):
            raise UsageError(f"a decision of this kind needs {name!r}")
        return fields[name]

    signed = Signed(*(fields.get(name, "") for name in ("note", "initials", "second", "evidence")))
    kind, book = given("kind"), room.book
    if kind in ("merge", "split", "join", "part"):
        return deciding.decide_reports(book, kind, given("a"), given("b"), signed)  # type: ignore[arg-type]
    if kind == "family":
        return deciding.family(book, given("outlet"), given("family"), signed)
    if kind in ("dismiss", "check"):
        found = room.analysis(given("event"), wait_seconds=600)
        if kind == "dismiss":
            return deciding.dismiss(book, given("finding"), found.event.id, signed)
        return deciding.check(book, given("claim"), given("state"), found.event.id, signed)
    raise UsageError(f"{kind!r} is no kind of decision")


def log(request: Request) -> Response:
    """Every decision there was, the last first, and whether it is in force."""
    room = room_of(request)
    with room.book.lock:
        history = room.book.library.history()
        now = {one.number for one in room.book.library.judgements()}
        paths = room.book.kept("paths", lambda library: {report.id: report.path for report in library.reports()})
    lines = [line_of(one, paths, one.number in now) for one in reversed(history) if isinstance(one, Judgement)]
    return page(request, "decisions.html", lines=lines)


def line_of(one: Judgement, paths: Mapping[str, str], in_force: bool) -> Line:
    """A decision as the log shows it."""
    signed = ", ".join(part for part in (one.initials, one.second and f"second pair of eyes: {one.second}") if part)
    event = EventLinks(one.event).home if one.event else ""
    return Line(one.number, deciding.decided(one), deciding.about(one, paths), one.note, signed, one.evidence, event, in_force)


@dataclass(frozen=True)
class Checkable:
    """A claim that the desk may verify, and how far it has come."""

    id: str
    gist: str
    carried: str
    state: str
    note: str
    signed: str
    evidence: str
    number: int  # of the decision in force, 0 for none


@dataclass(frozen=True)
class Choice:
    """A report that may be joined, parted or split off."""

    id: str
    siglum: str
    name: str
    outlet: str


@dataclass(frozen=True)
class Desk:
    """What may be decided about an event."""

    reports: tuple[Choice, ...]
    outlets: tuple[str, ...]
    claims: tuple[Checkable, ...]
    others: tuple[tuple[str, str], ...]  # other events that it may be merged with: id, title
    more_others: int  # that are not listed
    states: tuple[tuple[str, str], ...]


def form(request: Request) -> Response:
    """What an editor may decide about an event."""
    room = room_of(request)
    analysis = room.analysis(request.path_params["event"])
    return page(request, "decide.html", analysis=analysis, links=EventLinks(analysis.event.id), desk=desk_of(room, analysis))


def desk_of(room: Room, analysis: Analysis) -> Desk:
    """The reports, outlets and claims of an event, and the events beside it."""
    from .events import cards_of

    named = {report.id: report for report in analysis.reports}
    reports = tuple(
        Choice(id, siglum, named[id].outlet or named[id].path, named[id].outlet or "") for siglum, id in analysis.stemma.witnesses.items()
    )
    others = [event for event in room.book.events() if event.id != analysis.event.id]
    cards = cards_of(room)
    nearest = sorted(others, key=lambda event: (event.saga != analysis.event.saga, len(event.reports) == 1, -len(event.reports), event.id))
    return Desk(
        reports,
        tuple(sorted({choice.outlet for choice in reports if choice.outlet})),
        tuple(_checkable(analysis)),
        tuple((event.id, cards[event.reports[0]].title) for event in nearest[:NEAREST]),
        max(0, len(nearest) - NEAREST),
        tuple((state, words.CHECKS[state]) for state in get_args(CheckState)),
    )


def _checkable(analysis: Analysis) -> list[Checkable]:
    """The claims that whole sentences make, those in most accounts first."""
    texts, places = {report.id: report for report in analysis.reports}, Places(analysis)
    known = {one.a: one for one in analysis.judgements if one.kind == "check"}
    found = []
    for claim in analysis.collation.claims:
        support = analysis.findings.support.get(claim.id)
        if not claim.of_sentences or support is None:
            continue
        one = known.get(claim.id)
        signed = ", ".join(part for part in (one.initials, one.second) if part) if one else ""
        row = Checkable(
            claim.id,
            texts[claim.gist.report].quote(claim.gist),
            carried(claim, places),
            one.b if one else "",
            one.note if one else "",
            signed,
            one.evidence if one else "",
            one.number if one else 0,
        )
        found.append(((-support.high, -support.reports, claim.id), row))
    return [row for _, row in sorted(found, key=lambda item: item[0])]
