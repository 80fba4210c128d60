"""What is kept, and which of it is in force: reports, ledger lines, judgements, the last grouping."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import Self, TypeVar

from ..errors import CODES, NoSuchId, RashomonError, UsageError
from ..types import Event, Judgement, Report, Skipped
from .nouns import Damage, Entry, Hit, Ledger, Version, Watched
from .shelf import Shelf, shelf_at

T = TypeVar("T")
BATCH = 200  # inputs of one transaction: one fsync each, and what a kill can cost in repeated reading


class Library:
    """A library, as a context manager: a file, or a schema on a PostgreSQL server; see `Store` for what the methods promise."""

    def __init__(
        self, path: str = "rashomon.db", *, create: bool = True, read_only: bool = False, wait_seconds: float | None = None
    ) -> None:
        """`path`: of the file, or `postgresql://USER@HOST/DATABASE`. `read_only`: through a connection that cannot write.

        `wait_seconds`: for another writer; None for what suits the place.
        """
        self._shelf: Shelf = shelf_at(str(path), create=create, read_only=read_only, wait_seconds=wait_seconds)
        self.path, self.read_only, self.backup = self._shelf.path, self._shelf.read_only, self._shelf.backup

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it; closing twice is allowed."""
        self._shelf.close()

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is kept inside is kept as one: all of it or nothing, durable at the end."""
        with self._shelf.writing():
            yield

    # --- reports and the ledger ----------------------------------------------------------------

    def add(self, items: Iterable[Report | Skipped]) -> Ledger:
        """Keep reports and ledger lines, a batch a transaction; adding again changes nothing. What came before an error is kept."""
        ledger, waiting, ended = Ledger(), iter(items), None
        while ended is None:
            batch: list[Report | Skipped] = []
            try:
                batch.extend(islice(waiting, BATCH))
            except RashomonError as error:
                ended = error
            if not batch:
                break
            with self._shelf.writing():
                entries = self._keep(batch)
            for entry in entries:
                ledger = ledger.plus(entry.fate)
        if ended is not None:
            raise ended
        return ledger

    def _keep(self, batch: Sequence[Report | Skipped]) -> list[Entry]:
        """Keep some inputs; the line of each."""
        came = [_line(item) for item in batch]
        texts = {id: report.text for id, report in self._some("report", {item.id for item in batch if isinstance(item, Report)}, Report)}
        known = set(self._shelf.some("entry", {entry.key for entry in came if entry.report is not None}))
        reports: dict[str, Report] = {}
        lines: dict[str, Entry] = {}
        for n, item in enumerate(batch):
            if isinstance(item, Report):
                if item.id in texts:
                    came[n] = _again(came[n], item, same=texts[item.id] == item.text)
                else:
                    reports[item.id], texts[item.id] = item, item.text
            entry = came[n]
            if entry.fate == "stored" or entry.report is None or entry.key not in known:  # else the line that says where it came from stays
                lines[entry.key] = entry
                known.add(entry.key)
        self._put_all("report", reports.items())
        self._shelf.index(list(reports.values()))
        self._put_all("entry", lines.items())
        return came

    def reports(self) -> Iterator[Report]:
        """All reports, sorted by id."""
        return self._all("report", Report, "id")

    def report_ids(self) -> list[str]:
        """The ids of all reports, sorted, without reading a text."""
        with self._shelf.errors():
            return self._shelf.ids("report")

    def stamp(self) -> tuple[int, int]:
        """Two numbers that change whenever something is written, by this program or another."""
        with self._shelf.errors():
            return self._shelf.stamp()

    def report(self, id: str) -> Report:
        """One report; NoSuchId."""
        return self._named("report", id, Report)

    def text_of(self, id: str) -> str | None:
        """The text that is kept under an id; None where there is none."""
        kept = self._get("report", id, Report)
        return kept.text if kept else None

    def came_in(self, origin: str, raw_sha256: str) -> str | None:
        """The id of the report that these very bytes became, come from there; None where there is none."""
        with self._shelf.errors():
            return self._shelf.came_in(origin, raw_sha256)

    def ledger(self) -> Ledger:
        """The counts over everything that ever came in."""
        ledger = Ledger()
        for entry in self.entries():
            ledger = ledger.plus(entry.fate)
        return ledger

    def entries(self) -> Iterator[Entry]:
        """The line of every input, in order of first arrival."""
        return self._all("entry", Entry, "number")

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Reports that hold every word and every "quoted phrase" of the query, best first."""
        parts = [phrase or word for phrase, word in re.findall(r'"([^"]*)"|([^\s"]+)', query.replace("\0", " "))]
        wanted = [part for part in parts if any(map(str.isalnum, part))]
        with self._shelf.errors():
            return self._shelf.search(wanted, limit) if wanted else []

    # --- people's decisions --------------------------------------------------------------------

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep a decision; the one already in force is returned, not doubled, where this one says nothing that it does not."""
        judgement = _ordered(judgement)
        if judgement.a == judgement.b:
            raise UsageError(f"a decision needs two reports, not {judgement.a!r} twice")
        with self._shelf.writing():
            self._must_hold(judgement)
            history = self.history()
            stored = replace(judgement, number=len(history) + 1)
            for known in in_force(history):
                if _adds_nothing(judgement, known):
                    return known
            self._put("judgement", str(stored.number), stored)
        return stored

    def _must_hold(self, judgement: Judgement) -> None:
        """NoSuchId where a decision names a report or a primary source that is not here."""
        tables = {"a": "report", "b": "report"} if judgement.of_reports else {}
        for end, table in ({"a": "primary_source", "b": "report"} if judgement.kind == "attach" else tables).items():
            self._named(table, getattr(judgement, end), Report)

    def undo(self, number: int) -> Judgement:
        """Put a decision out of force; undoing twice is undoing once."""
        with self._shelf.writing():
            history = self.history()
            undone = next((line for line in history if isinstance(line, Judgement) and line.number == number), None)
            if undone is None:
                raise NoSuchId("decision", str(number))
            if number not in history:
                self._put("judgement", str(len(history) + 1), number)
        return undone

    def judgements(self, also: Judgement | int | None = None) -> tuple[Judgement, ...]:
        """The decisions in force, in order of entry; `also`: as they would be with another decision, or with this number undone."""
        history = self.history()
        if isinstance(also, Judgement):
            also = replace(_ordered(also), number=len(history) + 1)
        return in_force(history if also is None else [*history, also])

    def history(self) -> list[Judgement | int]:
        """Every decision and every undoing (the number of what it undid), in order; nothing is ever erased."""
        return list(self._all("judgement", Judgement | int, "number"))  # type: ignore[arg-type]

    # --- primary sources -----------------------------------------------------------------------

    def keep_primary(self, source: Report) -> None:
        """Keep a text that is no report, so that `attach` can name it; it stays when no event has it any more."""
        with self._shelf.writing():
            self._put("primary_source", source.id, source)

    def primaries(self, event: Event) -> list[Report]:
        """The primary sources attached to an event, sorted by id."""
        return [self._named("primary_source", id, Report) for id in attached(self.judgements(), event)]

    # --- what is watched -----------------------------------------------------------------------

    def watched(self, address: str) -> Watched:
        """What is known of an address; nothing but itself where it was never looked at."""
        return self._get("watched", address, Watched) or Watched(address)

    def versions(self, address: str, origin: str | None = None) -> tuple[Version, ...]:
        """Every text that stood at an address, or that a feed there gave under another origin; the first first."""
        return self._get("version", f"{address} {origin or address}", tuple[Version, ...]) or ()

    def all_versions(self) -> list[tuple[Version, ...]]:
        """The same of every address and origin."""
        return list(self._all("version", tuple[Version, ...], "id"))

    def look(self, state: Watched, versions: Iterable[tuple[Version, ...]] = ()) -> None:
        """Keep what a look at an address found: all of it or nothing."""
        with self._shelf.writing():
            self._put("watched", state.address, state)
            for history in versions:
                self._put("version", f"{state.address} {history[0].origin}", history)

    # --- the last grouping ---------------------------------------------------------------------

    def put_events(self, events: Iterable[Event]) -> None:
        """Replace the grouping; each id that is gone leads to the event that now holds the report it was named after."""
        new = sorted(events, key=lambda event: event.id)
        if self.events() == tuple(new):
            return
        from ..group import redirects

        with self._shelf.writing():
            old = self.events()  # another program may have been first
            kept = {event.id: event for event in old}
            self._shelf.remove("event", sorted(kept.keys() - {event.id for event in new}))
            self._put_all("event", ((event.id, event) for event in new if kept.get(event.id) != event))
            self._put_all("redirect", redirects(old, new).items())

    def events(self) -> tuple[Event, ...]:
        """The last grouping, sorted by id."""
        return tuple(self._all("event", Event, "id"))

    def event(self, id: str) -> Event:
        """An event by its id, a former id, or the unambiguous beginning of either."""
        events = {event.id: event for event in self.events()}
        redirects = {old: new for old, new in self._pairs() if old not in events}
        found = {_follow(name, redirects) for name in (*events, *redirects) if name == id or (id and name.startswith(id))}
        if id in events or id in redirects:
            found = {_follow(id, redirects)}
        if len(found) > 1:
            raise UsageError(f"event {id!r} is not clear: {', '.join(sorted(found))}")
        if not found & events.keys():
            raise NoSuchId("event", id)
        return events[found.pop()]

    def homes(self) -> dict[str, str]:
        """Every id that an event has or had -> the id of the event that it leads to."""
        events = {event.id for event in self.events()}
        redirects = {old: new for old, new in self._pairs() if old not in events}
        return {name: home for name in (*events, *redirects) if (home := _follow(name, redirects)) in events}

    def _pairs(self) -> list[tuple[str, str]]:
        with self._shelf.errors():
            ids = self._shelf.ids("redirect")
        return [(id, self._named("redirect", id, str)) for id in ids]

    def verify(self) -> list[Damage]:
        """Everything that is not as it was written; empty for a sound library."""
        from .damage import find_damage

        with self._shelf.errors():
            return find_damage(self._shelf)

    # --- rows ----------------------------------------------------------------------------------

    def _put(self, table: str, id: str, value: object) -> None:
        self._put_all(table, [(id, value)])

    def _put_all(self, table: str, values: Iterable[tuple[str, object]]) -> None:
        import msgspec

        if rows := [(id, msgspec.json.encode(value).decode()) for id, value in values]:
            self._shelf.put(table, rows)

    def _get(self, table: str, id: str, kind: type[T]) -> T | None:
        import msgspec

        with self._shelf.errors():
            body = self._shelf.get(table, id)
            return None if body is None else msgspec.json.decode(body, type=kind)

    def _some(self, table: str, ids: Collection[str], kind: type[T]) -> Iterator[tuple[str, T]]:
        import msgspec

        decoder = msgspec.json.Decoder(kind)
        return ((id, decoder.decode(body)) for id, body in self._shelf.some(table, ids).items())

    def _named(self, table: str, id: str, kind: type[T]) -> T:
        value = self._get(table, id, kind)
        if value is None:
            raise NoSuchId(table, id)
        return value

    def _all(self, table: str, kind: type[T], order: str) -> Iterator[T]:
        import msgspec

        decoder = msgspec.json.Decoder(kind)
        with self._shelf.errors():
            for body in self._shelf.bodies(table, order):
                yield decoder.decode(body)


def _line(item: Report | Skipped) -> Entry:
    """The ledger line of an input that comes in for the first time."""
    if isinstance(item, Report):
        return Entry(item.path, "stored", report=item.id, encoding=item.encoding)
    origin = item.origin if item.record is None else f"{item.origin}#{item.record}"
    return Entry(origin, item.fate, item.code, item.why, item.report, record=item.record, offset=item.offset, nth=item.nth)


def _again(entry: Entry, report: Report, *, same: bool) -> Entry:
    """The line of a report whose id is known: it came in before, or is another text."""
    if same:
        return replace(entry, fate="duplicate", code="E-DUPLICATE", why="the same document came in before")
    return Entry(report.path, "rejected", "E-ID", f"{report.id!r}: {CODES['E-ID']}", encoding=report.encoding)


def in_force(history: Iterable[Judgement | int]) -> tuple[Judgement, ...]:
    """What is not undone; of decisions about the same, the last."""
    lines = list(history)
    undone = {line for line in lines if isinstance(line, int)}
    last = {line.about: line for line in lines if isinstance(line, Judgement) and line.number not in undone}
    return tuple(sorted(last.values(), key=lambda judgement: judgement.number))


def attached(judgements: Iterable[Judgement], event: Event) -> list[str]:
    """The ids of the primary sources that decisions in force attach to an event, sorted."""
    return sorted({one.a for one in judgements if one.kind == "attach" and one.b in event.reports})


def _ordered(judgement: Judgement) -> Judgement:
    """A decision about two reports names them in one order."""
    a, b = sorted((judgement.a, judgement.b)) if judgement.of_reports else (judgement.a, judgement.b)
    return replace(judgement, a=a, b=b)


def _adds_nothing(judgement: Judgement, known: Judgement) -> bool:
    """Whether a decision is the one in force, with no other note, signature or evidence."""
    same = (judgement.kind, judgement.a, judgement.b) == (known.kind, known.a, known.b)
    return same and all(
        getattr(judgement, name) in ("", getattr(known, name)) for name in ("note", "evidence", "initials", "second", "gist", "event")
    )


def _follow(id: str, redirects: dict[str, str]) -> str:
    seen = {id}
    while (id := redirects.get(id, id)) not in seen:
        seen.add(id)
    return id
