"""Decides what becomes of each document of a shard, and of documents of different shards under one id.

A worker reads as `rashomon read` does, in a process that a hostile document cannot leave; what is kept of each report is small.
Lines of the ledger come along in their places, and are told when all shards are there: none knows what another held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

import msgspec

from ..config import Config
from ..errors import CODES
from ..isolation import Order, taker
from ..pipeline import AT_ONCE, remarks
from ..types import Report, Skipped, When
from .columns import Places
from .files import column, notes_of, opened
from .inputs import Shard, pieces_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

LEDGER = "ledger"


@dataclass(frozen=True, slots=True)
class Reading:
    """The order to read a shard."""

    shard: Shard
    config: Config
    published: When | None = None


class Turned(msgspec.Struct, frozen=True, array_like=True):
    """A line of the ledger, and how many reports of its shard came before it."""

    before: int
    line: Skipped


def reports_in(reading: Reading, ledger: list[Turned]) -> Iterator[list[Report]]:
    """The reports of a shard, some hundred at a time; what is no report goes to the ledger."""
    count = 0
    order = Order(reading.config, reading.published)
    with taker(order, 1) as take:
        items = chain.from_iterable(take(pieces_in(reading.shard, reading.config.read)))
        while chunk := list(islice(items, AT_ONCE)):
            reports = []
            for item in chunk:
                if isinstance(item, Report):
                    reports.append(item)
                    ledger += [Turned(count + len(reports), line) for line in remarks(item)]
                else:
                    ledger.append(Turned(count + len(reports), item))
            count += len(reports)
            if reports:
                yield reports


@dataclass(frozen=True, slots=True)
class Came:
    """All documents that came in and are reports, in the order in which they came, without those whose id was taken."""

    places: Places  # of each report
    ids: tuple[str, ...]
    ledger: tuple[Skipped, ...]  # everything that was turned away or remarked on, in the order in which it came


def came_in(paths: Sequence[str], same: str) -> Came:
    """Put the shards together; of two reports under one id the first stays, and `same` names the column that tells their texts apart."""
    import numpy as np

    seen: dict[str, int] = {}
    marks: list[int] = []
    files: list[Ints] = []
    rows: list[Ints] = []
    ledger: list[Skipped] = []
    for number, path in enumerate(paths):
        table = opened(path)
        own, text = table.column("id").to_pylist(), column(table, same).tolist()
        fresh, again = list[int](), dict[int, Skipped]()
        for n, id in enumerate(own):
            first = seen.setdefault(id, len(marks))
            if first == len(marks):
                marks.append(text[n])
                fresh.append(n)
                continue
            origin = table.column("origin")[n].as_py()
            if marks[first] == text[n]:
                again[n] = Skipped(origin, "duplicate", "E-DUPLICATE", f"the same document came in before ({id})", report=id)
            else:
                again[n] = Skipped(origin, "rejected", "E-ID", f"{id!r}: {CODES['E-ID']}")
        ledger += _in_order(notes_of(table, LEDGER, list[Turned]), again)
        files.append(np.full(len(fresh), number, np.int64))
        rows.append(np.array(fresh, np.int64))
    whole = [np.concatenate([np.empty(0, np.int64), *parts]) for parts in (files, rows)]
    return Came(Places(*whole), tuple(seen), tuple(ledger))


def _in_order(turned: Sequence[Turned], again: Mapping[int, Skipped]) -> list[Skipped]:
    """The lines of a shard in the order of its documents: what was turned away, and reports whose id was taken, by their row."""
    lines = [((row, 1), line) for row, line in again.items()]
    for one in turned:
        if one.line.fate != "stored":
            lines.append(((one.before, 0), one.line))
        elif one.before - 1 not in again:  # a remark about a report that stays
            lines.append(((one.before - 1, 1), one.line))
    return [line for _, line in sorted(lines, key=lambda line: line[0])]
