"""Whether a team can share a library on a server: many write, many look, nothing is lost. `python -m bench.teams [--seconds 60]`.

Writers (20, over four processes) do what people do, one thing after another: reports come in, are joined and parted, decisions are
taken back, sources attached, events merged and sorted again. Readers (200, over four processes, a connection each) look: events,
reports, searches, decisions. What a writer was told is kept is written down, and held against the library at the end, by number and by
word; `verify` must find nothing; whatever any of them was shown as an error is counted. The server is one of its own, unless `--library`
names another; with `--library FILE` the same is tried on a file, which is the peer.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from statistics import quantiles
from threading import Thread

from rashomon.casebook import Casebook, deciding
from rashomon.config import Config
from rashomon.errors import NoSuchId
from rashomon.group import group
from rashomon.store import Library
from rashomon.types import Judgement, Report

PROCESSES = 4  # of each kind
WRITES_PAUSE, LOOKS_PAUSE = 0.3, 0.5  # seconds that somebody thinks, on average
SORTS = 0.05  # of what a writer does: decisions that have all events sorted again
PLACES = "Tolsund Ostrand Lenn Almira Hagen Veyra Norholm Istra Kestrel Bay Marlow Quill Harbour Dunmere Fells".split()
THINGS = "bridge ferry tunnel school mill station market tower dam library".split()
HAPPENED = "fell burned closed flooded reopened collapsed".split()
SAID = "police harbour-master council engineers residents".split()


@dataclass
class Told:
    """What one program did and was told."""

    reports: dict[str, str] = field(default_factory=dict)  # id -> text
    decisions: list[Judgement] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    did: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def take(self, what: str, do: Callable[[], object]) -> None:
        """Do one thing, timed; an error is what somebody would have been shown."""
        start = time.perf_counter()
        try:
            do()
        except Exception as error:  # noqa: BLE001 - each is counted
            self.errors.append(f"{what}: {type(error).__name__}: {error}")
        self.did[what] += 1
        self.seconds.setdefault(what, []).append(time.perf_counter() - start)


class Writer:
    """Somebody who writes."""

    def __init__(self, address: str, name: str) -> None:
        self.name, self.draw, self.told, self.library = name, random.Random(name), Told(), Library(address)  # noqa: S311 - the same people each time
        self.book = Casebook(self.library, Config())
        self.mine: list[Judgement] = []

    def act(self) -> None:
        """One thing that a person does."""
        draw = self.draw.random()
        if len(self.told.reports) < 2 or draw < 0.5:
            self.told.take("add", self.add)
        elif draw < 0.5 + SORTS:
            self.told.take("sort", self.merge if self.draw.random() < 0.5 else self.book.events)
        elif draw < 0.75:
            self.told.take("judge", self.join)
        elif draw < 0.85:
            self.told.take("attach", self.attach)
        else:
            self.told.take("undo", self.undo)

    def warm(self) -> None:
        """Have the loops of grouping loaded, which takes a second of the processor, before time is taken."""
        group(tuple(self._report() for _ in range(40)), Config().group)

    def add(self) -> None:
        """Reports come in, now and then some that came in before."""
        some = [self._report() for _ in range(self.draw.randint(1, 4))]
        counts = self.library.add(some)
        self.told.reports |= {one.id: one.text for one in some}
        if counts.stored != len(some):
            self.told.errors.append(f"add: {counts}")

    def join(self) -> None:
        """Two are one account, or are not."""
        a, b = self.draw.sample(sorted(self.told.reports), 2)
        self._decided(deciding.decide_reports(self.book, self.draw.choice(("join", "part")), a, b))

    def merge(self) -> None:
        """Two are one event, or are not: all events are sorted again."""
        a, b = self.draw.sample(sorted(self.told.reports), 2)
        self._decided(deciding.decide_reports(self.book, self.draw.choice(("merge", "split")), a, b))

    def attach(self) -> None:
        """A source is kept and attached: both or neither."""
        source = self._report()
        with self.library.together():
            self.library.keep_primary(source)
            self._decided(self.library.judge(Judgement("attach", source.id, self.draw.choice(sorted(self.told.reports)))))

    def undo(self) -> None:
        """A decision of one's own is taken back."""
        if self.mine:
            number = self.mine.pop(self.draw.randrange(len(self.mine))).number
            try:
                self.book.enter(number)
            except NoSuchId:  # a later decision about the same stands in its place
                self.library.undo(number)
            self.told.undone.append(number)

    def _decided(self, one: Judgement) -> None:
        self.mine.append(one)
        self.told.decisions.append(one)

    def _report(self) -> Report:
        place, thing, happened, said = (self.draw.choice(some) for some in (PLACES, THINGS, HAPPENED, SAID))
        id = f"{self.name}-{self.draw.getrandbits(48):012x}"
        text = f"{thing.title()} {happened} in {place}\nThe {thing} of {place} {happened} on Tuesday, {said} said; {id[-6:]} people saw it."
        return Report(id, f"{id}.txt", text, raw_sha256=id)


class Reader:
    """Somebody who looks."""

    def __init__(self, address: str, name: str) -> None:
        self.draw, self.told, self.library = random.Random(name), Told(), Library(address, read_only=True)  # noqa: S311 - likewise
        self.stamp: tuple[int, int] | None = None
        self.looks = (self.events, self.search, self.report, self.decisions, self.whether)

    def act(self) -> None:
        """One look."""
        look = self.draw.choice(self.looks)
        self.told.take(look.__name__, look)

    def warm(self) -> None:
        """Looking loads nothing."""

    def events(self) -> None:
        """The list of events, in which a report stands once, and every report exists."""
        events = self.library.events()
        members = [id for event in events for id in event.reports]
        if len(members) != len(set(members)) or not set(members) <= set(self.library.report_ids()):
            self.told.errors.append("events: half of a grouping was seen")

    def search(self) -> None:
        """Words that many reports hold."""
        place, thing = self.draw.choice(PLACES), self.draw.choice(THINGS)
        for hit in self.library.search(f'{place} "the {thing} of"', 20):
            if place.lower() not in self.library.report(hit.report).text.lower():
                self.told.errors.append("search: found what is not there")

    def report(self) -> None:
        """Some report."""
        if ids := self.library.report_ids():
            self.library.report(self.draw.choice(ids))

    def decisions(self) -> None:
        """The log of decisions, whose numbers have no gap, and whose sources are there."""
        history = self.library.history()
        if any(line.number != n for n, line in enumerate(history, 1) if isinstance(line, Judgement)):
            self.told.errors.append("decisions: a number is missing")
        for event in self.library.events()[:3]:
            self.library.primaries(event)

    def whether(self) -> None:
        """Whether anything is new, as every page asks."""
        self.stamp = self.library.stamp()


def acting(kind: type[Writer | Reader], address: str, names: list[str], seconds: float, pause: float) -> list[Told]:
    """What some people, each in a thread, did within a time."""
    people = [kind(address, name) for name in names]
    for one in people[:1]:
        one.warm()
    until = time.perf_counter() + seconds

    def act(one: Writer | Reader) -> None:
        while time.perf_counter() < until:
            one.act()
            time.sleep(2 * pause * one.draw.random())

    threads = [Thread(target=act, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in people:
        one.library.close()
    return [one.told for one in people]


def together(address: str, seconds: float, writers: int, readers: int, processes: int = PROCESSES) -> dict[str, object]:
    """Have them all at it, and say what came of it."""
    with Library(address) as library:
        library.add([])
    with ProcessPoolExecutor(2 * processes, get_context("spawn")) as pool:
        futures = [
            pool.submit(acting, kind, address, [f"{kind.__name__.lower()}{n}" for n in range(first, many, processes)], seconds, pause)
            for kind, many, pause in ((Writer, writers, WRITES_PAUSE), (Reader, readers, LOOKS_PAUSE))
            for first in range(min(processes, many))
        ]
        told = [one for future in futures for one in future.result()]
    did = sum((one.did for one in told), Counter[str]())
    spent = {name: [second for one in told for second in one.seconds.get(name, ())] for name in sorted(did)}
    errors = [error for one in told for error in one.errors]
    return {
        "seconds": seconds,
        "writers": writers,
        "readers": readers,
        "did": dict(sorted(did.items())),
        "ms": {name: {"p50": _ms(some, 50), "p99": _ms(some, 99), "worst": round(1000 * max(some))} for name, some in spent.items()},
        "errors": len(errors),
        "first_errors": sorted(set(errors))[:5],
        **lost(address, told),
    }


def lost(address: str, told: list[Told]) -> dict[str, object]:
    """What they were told is kept, and is not there; and what does not hold."""
    with Library(address) as library:
        texts = {report.id: report.text for report in library.reports()}
        history = library.history()
        lines = {entry.report for entry in library.entries()}
        missing = {
            "reports": sum(texts.get(id) != text for one in told for id, text in one.reports.items()),
            "ledger_lines": sum(id not in lines for one in told for id in one.reports),
            "decisions": sum(history[line.number - 1 : line.number] != [line] for one in told for line in one.decisions),
            "undone": sum(number not in history for one in told for number in one.undone),
        }
        events = Casebook(library, Config()).events()
        missing["in_no_event"] = len(set(texts) - {id for event in events for id in event.reports})
        damage = library.verify()
        return {
            "reports": len(texts),
            "decisions": len(history),
            "events": len(events),
            "lost": missing,
            "damage": [str(one) for one in damage[:5]],
        }


def _ms(seconds: list[float], percent: int) -> float:
    return round(1000 * (quantiles(seconds, n=100, method="inclusive")[percent - 1] if len(seconds) > 1 else seconds[0]), 1)


@contextmanager
def somewhere(library: str) -> Iterator[str]:
    """The library that is named, else a new one on a server of its own."""
    if library:
        yield library
        return
    from tests.databases import serving

    with serving() as server:
        yield server.address("teams")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--writers", type=int, default=20)
    options.add_argument("--readers", type=int, default=200)
    options.add_argument("--library", default="", help="a new library elsewhere: an address, or a file")
    given = options.parse_args()
    with somewhere(given.library) as address:
        found = together(address, given.seconds, given.writers, given.readers)
    print(json.dumps(found, indent=1))
    return int(bool(found["errors"] or found["damage"] or any(found["lost"].values())))  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
