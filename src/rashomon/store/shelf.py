"""What a library asks of where its rows lie, and which of the two places an address means: a file, or a database on a server.

A row is a key, a body of JSON, and a hash of both; what is kept and what of it is in force is `library`'s to decide, for both alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from ..types import Report
from .address import is_server
from .nouns import Damage, Hit


class Row(NamedTuple):
    """A row as it lies there, whatever became of it."""

    number: int  # order of entry, from 1
    id: bytes | None
    body: bytes | None
    hash: bytes | None


class Shelf(Protocol):
    """Where rows lie. Errors are those of `errors`, in the words of our tree."""

    noun: str  # what it is: a file, a database
    path: str  # as people are shown it: never with a password
    read_only: bool
    backup: Path | str | None  # where the library lies as it was, where opening it brought it to the present format

    def close(self) -> None:
        """Let go of it; twice is allowed."""
        ...

    def errors(self) -> AbstractContextManager[None]:
        """What the database reports, and what cannot be decoded, in the words of our tree."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """One transaction of the one writer: all of it or nothing, durable at the end; one inside another is part of it."""
        ...

    def put(self, table: str, rows: Sequence[tuple[str, str]]) -> None:
        """Keep rows, each a key and a body, no key twice; where there is one of this key it is replaced."""
        ...

    def index(self, reports: Sequence[Report]) -> None:
        """Have reports that were just put be found by their words, and by where they came from."""
        ...

    def remove(self, table: str, ids: Sequence[str]) -> None:
        """Take out the rows of these keys."""
        ...

    def get(self, table: str, id: str) -> str | None:
        """The body of a row; None where there is none."""
        ...

    def some(self, table: str, ids: Collection[str]) -> dict[str, str]:
        """The bodies of the rows that there are of these keys."""
        ...

    def ids(self, table: str) -> list[str]:
        """All keys, sorted."""
        ...

    def bodies(self, table: str, order: str) -> Iterator[str]:
        """All bodies as they were at one moment, by `id` or by `number`."""
        ...

    def came_in(self, origin: str, raw_sha256: str) -> str | None:
        """The id of the report that these bytes became, come from there; None where there is none."""
        ...

    def stamp(self) -> tuple[int, int]:
        """Two numbers that change whenever something is written, by this program or another."""
        ...

    def search(self, phrases: Sequence[str], limit: int) -> list[Hit]:
        """Reports that hold every phrase, best first."""
        ...

    # --- looked at by `damage` -----------------------------------------------------------------

    def moment(self) -> AbstractContextManager[None]:
        """Everything that is read inside is as it was at one moment."""
        ...

    def rows(self, table: str) -> Iterator[Row]:
        """All rows in order of entry, unread."""
        ...

    def structure(self) -> Iterator[Damage]:
        """What the database itself finds wrong, and a format that is not the present one."""
        ...

    def index_rows(self) -> Iterator[Damage]:
        """Every report has its entry in the search index, and every entry its report."""
        ...

    def index_words(self) -> Iterator[Damage]:
        """Every word of every report stands in the search index, and no other. Asked outside of a moment."""
        ...

    def is_damage(self, error: Exception) -> bool:
        """Whether what stopped a look is damage, and not the machine; the next look goes on."""
        ...


def shelf_at(address: str, *, create: bool, read_only: bool, wait_seconds: float | None) -> Shelf:
    """The place that an address means, opened; StoreError or MachineError."""
    if is_server(address):
        from .on_server import OnServer

        return OnServer(address, create=create, read_only=read_only, wait_seconds=wait_seconds)
    from .in_file import InFile

    return InFile(address, create=create, read_only=read_only, wait_seconds=wait_seconds)
