"""The library: reports that stay, what became of every input, and people's decisions.

What it decides
    When a report counts as stored (when `add` has returned), what it takes to trust a row (its hash
    holds), and which judgements are in force.

Observations that forced the design
    - SQLite in wal mode with synchronous=NORMAL lost acknowledged data in half of the simulated power
      cuts; with FULL in none. So FULL, at about one more fsync for every batch of 200 reports.
    - `integrity_check` passed 477 of 500 single-bit flips. So every row carries a hash of itself, and
      `verify` reads them all.
    - Python's own sqlite3 often lies in the range with the wal-reset bug; apsw brings a current one.
    - A flipped bit in the log of a crash cost every commit behind it, without a word from SQLite. So a log is
      counted before it is believed.

How it works
    1. `library` asks a `shelf` for its rows: a file (`in_file`) or a schema on a server (`on_server`), as its `address` says.
       `sqlite` opens the file: looks at its header before it lets SQLite near it and at its log (`log`), migrates after a
       copy was kept (`migrating`), says who else holds it (`holder`), maps errors. Who only reads opens it so that nothing can be written.
       `postgres` reaches the server, where writers take turns; `schema` makes and migrates what lies there; `words` stands in for FTS5.
    2. `library` keeps reports, primary sources, ledger lines, judgements, events and redirects, each a row of JSON
       (msgspec) with its hash. Reports and judgements are never changed or removed.
    3. An event whose members change gets a new id; a redirect leads from the old one to the event that
       shares most reports with it, so that a link somebody kept still works.
    4. A judgement is undone by another line, never erased; of two opposite ones the later is in force.
    5. `damage` reads everything and says what does not hold, in itself or beside the rest (`agreement`). `health` looks at the file and
       the disk without changing them.

The rest of the program sees `Store`, not SQLite nor PostgreSQL.

What an error costs
    A lost judgement is a person's work; a changed text makes every citation wrong. Both are
    worse than refusing to open, so a doubtful file is refused (exit 5) and left as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from ..types import Event, Judgement, Report, Skipped
from .library import Library
from .nouns import Damage, Entry, Hit, Ledger, Version, Watched

__all__ = ["Damage", "Entry", "Hit", "Ledger", "Library", "Store", "Version", "Watched"]


class Store(Protocol):
    """What the program asks of a library."""

    def add(self, items: Iterable[Report | Skipped]) -> Ledger:
        """Keep what `take_in` yields; what came in before is counted as duplicate. Durable on return."""
        ...

    def reports(self) -> Iterator[Report]:
        """All reports, sorted by id."""
        ...

    def report(self, id: str) -> Report:
        """One report; NoSuchId."""
        ...

    def text_of(self, id: str) -> str | None:
        """The text that is kept under an id; None where there is none."""
        ...

    def came_in(self, origin: str, raw_sha256: str) -> str | None:
        """The id of the report that these very bytes became, come from there; None where there is none."""
        ...

    def report_ids(self) -> list[str]:
        """The ids of all reports, sorted."""
        ...

    def stamp(self) -> tuple[int, int]:
        """Two numbers that change whenever something is written, by this program or another."""
        ...

    def search(self, query: str, limit: int = 50) -> list[Hit]:
        """Reports that hold every word and every "quoted phrase" of the query, best first."""
        ...

    def ledger(self) -> Ledger:
        """The counts over everything that ever came in."""
        ...

    def entries(self) -> Iterator[Entry]:
        """The ledger line of every input, in order of first arrival."""
        ...

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep a person's decision; returns it with its number. NoSuchId where a report is unknown."""
        ...

    def undo(self, number: int) -> Judgement:
        """Put a decision out of force; the undoing is kept beside it. NoSuchId."""
        ...

    def judgements(self) -> tuple[Judgement, ...]:
        """The decisions in force, in order of entry."""
        ...

    def keep_primary(self, source: Report) -> None:
        """Keep a text that is no report, so that a decision can attach it to an event."""
        ...

    def primaries(self, event: Event) -> list[Report]:
        """The primary sources attached to an event, sorted by id."""
        ...

    def watched(self, address: str) -> Watched:
        """What is known of an address that is looked at again and again."""
        ...

    def versions(self, address: str, origin: str | None = None) -> tuple[Version, ...]:
        """Every text that stood at an address, or that a feed there gave under another origin; the first first."""
        ...

    def all_versions(self) -> list[tuple[Version, ...]]:
        """The same of every address and origin."""
        ...

    def look(self, state: Watched, versions: Iterable[tuple[Version, ...]] = ()) -> None:
        """Keep what a look at an address found: all of it or nothing."""
        ...

    def put_events(self, events: Iterable[Event]) -> None:
        """Replace the last grouping, leaving redirects from ids that are gone."""
        ...

    def events(self) -> tuple[Event, ...]:
        """The last grouping, sorted by id."""
        ...

    def event(self, id: str) -> Event:
        """An event by its id, by a former id, or by the unambiguous beginning of either; NoSuchId."""
        ...

    def homes(self) -> dict[str, str]:
        """Every id that an event has or had -> the id of the event that it leads to."""
        ...

    def verify(self) -> list[Damage]:
        """Everything that is not as it was written; empty for a sound library."""
        ...
