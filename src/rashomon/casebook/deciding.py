"""Decides what somebody means by a name, and enters their decision about it: kept, numbered, taken back by its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from ..errors import NoSuchId, UsageError
from ..tell import words
from ..types import CheckState, Judgement, JudgementKind, Report
from .book import Casebook


@dataclass(frozen=True)
class Signed:
    """What a person enters beside a decision; all of it may be empty."""

    note: str = ""
    initials: str = ""
    second: str = ""  # initials of the second pair of eyes
    evidence: str = ""  # address of what it rests on


UNSIGNED = Signed()


def decide_reports(book: Casebook, kind: JudgementKind, a: str, b: str, signed: Signed = UNSIGNED) -> Judgement:
    """These two are (not) one event, or (not) one account; an event stands for its first report where events are merged."""
    first, second = (report_of(book, name, events=kind == "merge") for name in (a, b))
    if first == second:
        raise UsageError("these are one and the same report; choose two")
    return _enter(book, Judgement(kind, first, second), signed)


def dismiss(book: Casebook, finding: str, event: str, signed: Signed = UNSIGNED) -> Judgement:
    """A finding is none; NoSuchId where the event has no such finding."""
    analysis = book.analysis(event)
    against = analysis.primary.discrepancies if analysis.primary else ()
    for one in (*analysis.findings.discrepancies, *against, *analysis.findings.dismissed):
        if one.id == finding:
            gist = f"{one.kind}: {one.left_value} | {one.right_value}"
            return _enter(book, Judgement("dismiss", finding, "", gist=gist, event=analysis.event.id), signed)
    raise NoSuchId("finding", finding)


def check(book: Casebook, claim: str, state: str, event: str, signed: Signed = UNSIGNED) -> Judgement:
    """How far the desk has verified a claim: open, called, confirmed or rejected. It changes no finding and no count."""
    if state not in get_args(CheckState):
        raise UsageError(f"{state!r}: a claim is {', '.join(get_args(CheckState))}")
    analysis = book.analysis(event)
    texts = {report.id: report for report in analysis.reports}
    for one in analysis.collation.claims:
        if one.id == claim:
            gist = texts[one.gist.report].quote(one.gist)
            return _enter(book, Judgement("check", claim, state, gist=gist, event=analysis.event.id), signed)
    raise NoSuchId("claim", claim)


def family(book: Casebook, outlet: str, name: str, signed: Signed = UNSIGNED) -> Judgement:
    """An outlet belongs to a family of outlets, which is at most one account of an event."""
    if not outlet.strip() or not name.strip():
        raise UsageError("a family needs the outlet's name and its own")
    if outlet.strip() == name.strip():
        raise UsageError("an outlet is of its own family already; name the family otherwise")
    return _enter(book, Judgement("family", outlet.strip(), name.strip()), signed)


def attach(book: Casebook, source: Report, event: str, signed: Signed = UNSIGNED) -> Judgement:
    """A text that was there before the reports belongs to the event: every quotation and claim is compared with it."""
    with book.lock:
        found = book.event(event)
        with book.writer.together():
            book.writer.keep_primary(source)
            return _enter(book, Judgement("attach", source.id, found.reports[0], gist=source.path, event=found.id), signed)


def undo(book: Casebook, number: int) -> Judgement:
    """Take a decision back that is in force; NoSuchId."""
    return book.enter(number)


def decided(one: Judgement) -> str:
    """What a decision says, in words."""
    return words.CHECKS[one.b] if one.kind == "check" else words.JUDGEMENTS[one.kind]  # type: ignore[index]


def about(one: Judgement, paths: Mapping[str, str]) -> tuple[str, ...]:
    """The one or two things that a decision is about, reports by their paths."""
    if one.kind in ("dismiss", "check"):
        return (one.gist or one.a,)
    return (one.gist or paths.get(one.a, one.a), paths.get(one.b, one.b))


def report_of(book: Casebook, name: str, *, events: bool = False) -> str:
    """The id of the report that `name` means: its id or path, or the beginning of its id; an event for its first report."""
    with book.lock:
        reports = tuple(book.library.reports())
        exact = [report.id for report in reports if name in {report.id, report.path}]
        near = exact or [report.id for report in reports if name and report.id.startswith(name)]
        if events and not near:
            near = [book.event(name).reports[0]]  # also by an id the event had before
    if len(near) > 1:
        raise UsageError(f"{name!r} could be {', '.join(sorted(near)[:5])}; give more of it")
    if not near:
        raise NoSuchId("report", name)
    return near[0]


def _enter(book: Casebook, judgement: Judgement, signed: Signed) -> Judgement:
    whole = replace(judgement, note=signed.note, initials=signed.initials, second=signed.second, evidence=signed.evidence)
    return book.enter(whole)
