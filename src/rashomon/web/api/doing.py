"""Decides what the API does when it is told to: compare documents, take them in, keep a decision or take it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from hashlib import blake2b

import msgspec

from ... import __version__
from ...casebook import deciding
from ...casebook.taking import enter
from ...errors import NoSuchId
from ...export._points import Object
from ...export._shape import analysis_object, judgement_object
from ...store import Ledger
from ...types import Judgement, Report, Skipped
from ..adding import date_of
from ..deciding import entered
from ..given import read_documents
from ..room import Room
from ..trials import Taken
from .looking import WAIT_SECONDS, analysed
from .shapes import Counts, LedgerLine, Paged, ToAnalyse, ToDecide, ToStore


class Comparing(Exception):
    """So many documents are being compared; who asks again for the same gets what was found."""

    def __init__(self, reports: int) -> None:
        self.reports = reports
        super().__init__(str(reports))


def analyse(room: Room, body: ToAnalyse) -> Object:
    """The documents as one event; nothing is stored."""

    def read() -> Taken:
        date = date_of(body.published)
        return Taken.of(
            read_documents(body.documents, room.book.config, date),
            read_documents(body.primary, room.book.config, date, whole=True),
        )

    key = blake2b(msgspec.json.encode(body), digest_size=16).hexdigest()
    trial = room.trials.trial(room.hand, key, read)
    try:
        analysis = trial.found.result(WAIT_SECONDS)
    except TimeoutError:
        raise Comparing(len(trial.taken.reports)) from None
    return analysis_object(analysis) | {"ledger": account([*trial.taken.reports, *trial.taken.skipped])}


def take(room: Room, body: ToStore) -> Object:
    """Documents into the library; the events are sorted again when they are next asked for."""
    date = date_of(body.published)
    items = read_documents(body.documents, room.book.config, date)
    return account([enter(room.book, item) for item in items])


def account(items: Iterable[Report | Skipped]) -> Object:
    """The counts, and a line for each."""
    some = list(items)
    return {"counts": _counts(Ledger.of(some)), "lines": [_line(item) for item in some]}


def _counts(ledger: Ledger) -> Counts:
    return Counts(
        seen=ledger.seen, stored=ledger.stored, duplicate=ledger.duplicate, rejected=ledger.rejected, quarantined=ledger.quarantined
    )


def _line(item: Report | Skipped) -> LedgerLine:
    if isinstance(item, Report):
        return LedgerLine(origin=item.path, fate="stored", code="", why="", record=None, offset=None, report=item.id)
    return LedgerLine(origin=item.origin, fate=item.fate, code=item.code, why=item.why, record=item.record, offset=item.offset, report=None)


def ledger(room: Room, query: Paged) -> Object:
    """What became of every input there ever was."""
    with room.book.lock:
        entries = list(room.book.library.entries())
    counts = Ledger()
    for entry in entries:
        counts = counts.plus(entry.fate)
    keys = LedgerLine.__annotations__
    shown = entries[(query.page - 1) * query.per_page : query.page * query.per_page]
    lines = [{key: value for key, value in asdict(entry).items() if key in keys} for entry in shown]
    return {"counts": _counts(counts), "total": len(entries), "page": query.page, "per_page": query.per_page, "lines": lines}


def decide(room: Room, body: ToDecide) -> Object:
    """Enter a decision. Where it needs an event compared that is not yet, nothing is entered: ask again."""
    if body.kind in ("dismiss", "check") and body.event:
        analysed(room, body.event)
    kept = entered(room, {name: value.strip() for name, value in msgspec.structs.asdict(body).items()})
    return decision(kept, in_force=True)


def undo(room: Room, number: str) -> Object:
    """Take a decision back."""
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise NoSuchId("decision", number)
    return decision(deciding.undo(room.book, int(number)), in_force=False)


def decisions(room: Room) -> Object:
    """Every decision there was."""
    with room.book.lock:
        history = room.book.library.history()
        now = {one.number for one in room.book.library.judgements()}
    return {"decisions": [decision(one, in_force=one.number in now) for one in history if isinstance(one, Judgement)]}


def decision(one: Judgement, *, in_force: bool) -> Object:
    """A decision as it is answered."""
    return judgement_object(one) | {"in_force": in_force}


def health(room: Room) -> Object:
    """That it works, and how much there is."""
    with room.book.lock:
        library = room.book.library
        counts = {"reports": len(library.report_ids()), "events": len(library.events()), "decisions": len(library.judgements())}
    return {"version": __version__, "config_hash": room.book.config.digest, **counts, "under_way": room.hand.waiting}
