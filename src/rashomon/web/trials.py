"""Decides how documents are compared that are not of the library: as one event, beside the server, and nothing of it is stored.

The last results stay in memory, so that who asks again for the same gets them; how many wait at once is limited.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Lock

from ..casebook import Work
from ..config import Config
from ..errors import CODES, NothingUsable
from ..group import content_id
from ..types import Analysis, Event, Report, Skipped
from .hand import Hand

HELD = 8  # results
WAITING = 4  # comparisons under way or waiting, beyond which none is taken


class Busy(Exception):
    """Too many comparisons are waiting already."""


@dataclass(frozen=True)
class Taken:
    """What was read: reports, primary sources, and a line for every input that became neither."""

    reports: tuple[Report, ...]
    primary: tuple[Report, ...]
    skipped: tuple[Skipped, ...]

    @classmethod
    def of(cls, items: Sequence[Report | Skipped], beside: Sequence[Report | Skipped] = ()) -> Taken:
        """Sort out what was read; NothingUsable where no report is among it. Of two texts under one id the first stands.

        A text that is given as a primary source too is that alone.
        """
        known: dict[str, Report] = {}
        skipped: list[Skipped] = []
        for item in (*beside, *items):
            if isinstance(item, Skipped):
                skipped.append(item)
            elif item.id not in known:
                known[item.id] = item
            else:
                same = known[item.id].text == item.text
                code = "E-DUPLICATE" if same else "E-ID"
                skipped.append(Skipped(item.path, "duplicate" if same else "rejected", code, CODES[code]))
        sources = {item.id for item in beside if isinstance(item, Report)}
        reports = tuple(report for id, report in known.items() if id not in sources)
        if not reports:
            why = "; ".join(f"{one.origin}: {one.why}" for one in skipped[:5]) or CODES["E-NOTHING"]
            raise NothingUsable("E-NOTHING", "the documents", why)
        return cls(reports, tuple(known[id] for id in sorted(sources)), tuple(skipped))

    def work(self, config: Config) -> Work:
        """The comparison of it all as one event."""
        ordered = tuple(sorted(self.reports, key=lambda report: report.id))
        event = Event(content_id(ordered), tuple(report.id for report in ordered))
        return Work(event, ordered, self.primary, (), config)


@dataclass(frozen=True)
class Trial:
    """A comparison under way, or done."""

    taken: Taken
    found: Future[Analysis]


class Trials:
    """The comparisons that were asked for last, by what they are of."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Trial] = OrderedDict()
        self._lock = Lock()

    def trial(self, hand: Hand, key: str, read: Callable[[], Taken]) -> Trial:
        """The comparison of what `read` gives, begun where none of this key is held; Busy, NothingUsable."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        self._room()
        taken = read()
        work = taken.work(hand.book.config)
        with self._lock:
            if key in self._held:
                return self._held[key]
            made = self._held[key] = Trial(taken, hand.lend(work))
            while len(self._held) > HELD:
                self._held.popitem(last=False)
        made.found.add_done_callback(lambda done: self._forget_failed(key, done))
        return made

    def get(self, key: str) -> Trial | None:
        """The comparison of this key, if it is still held."""
        with self._lock:
            return self._held.get(key)

    def _room(self) -> None:
        with self._lock:
            if sum(not trial.found.done() for trial in self._held.values()) >= WAITING:
                raise Busy("several comparisons are waiting already")

    def _forget_failed(self, key: str, done: Future[Analysis]) -> None:
        if done.cancelled() or done.exception() is not None:
            with self._lock:
                self._held.pop(key, None)
