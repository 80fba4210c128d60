"""Decides when events are sorted anew and when an event is compared anew: where reports, decisions or primary sources came in since.

Most of an analysis goes into the notes of its reports, which no decision changes: they are kept, so that a decision is recomputed at once.
What is at hand is lost when the program ends; nothing of it is ever an output before it was compared with the library's present state.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TypeVar, cast

from ..config import Config
from ..errors import NoSuchId
from ..store import Library
from ..store.library import attached
from ..types import Analysis, Event, Judgement, Notes, Report

T = TypeVar("T")
Key = Hashable
ANALYSES = 48  # events whose analysis is at hand; one of ten reports takes about 2 MB
TRIES = 3  # of sorting all reports; decisions about events are rare, so most first tries come through
NOTES = 4_000  # reports whose notes are; one takes about 100 kB


@dataclass(frozen=True)
class Work:
    """All that an event is analysed from; it can cross into another process."""

    event: Event
    reports: tuple[Report, ...]
    primary: tuple[Report, ...]
    judgements: tuple[Judgement, ...]
    config: Config
    noted: dict[str, Notes] = field(default_factory=dict, compare=False)
    workers: int = 1

    @property
    def key(self) -> Key:
        """What the findings depend on."""
        return key_of(self.event, (source.id for source in self.primary), self.judgements, self.config)


def key_of(event: Event, primary: Iterable[str], judgements: tuple[Judgement, ...], config: Config) -> Key:
    """What the findings about an event depend on: its members, the ids of its primary sources, decisions and settings."""
    return (event, tuple(sorted(primary)), judgements, config.digest)


def worked(work: Work) -> Analysis:
    """The analysis that a piece of work asks for."""
    from ..pipeline import analyse

    found = analyse(work.reports, work.config, primary=work.primary, judgements=work.judgements, noted=work.noted, workers=work.workers)
    return replace(found, event=work.event)


class Casebook:
    """A library, its events up to date, and what was found about them. Its methods may be called from several threads."""

    def __init__(
        self,
        library: Library,
        config: Config,
        *,
        writer: Library | None = None,
        hands: Callable[[int], int] = lambda reports: 1,
        during: Callable[[str], AbstractContextManager[object]] = lambda label: nullcontext(),
    ) -> None:
        """`library` answers; what is kept goes through `writer`, the same file where answers come from a connection that cannot write."""
        self.library, self.writer, self.config = library, writer or library, config
        self.lock = RLock()
        self._hands, self._during = hands, during
        self._seen = (-1, -1)  # state of the library that `_events` were checked against
        self._events: tuple[Event, ...] = ()
        self._coming_in = 0  # uploads under way
        self._made: dict[str, tuple[tuple[int, int], object]] = {}
        self._analyses: OrderedDict[Key, Analysis] = OrderedDict()
        self._notes: OrderedDict[str, Notes] = OrderedDict()

    # --- events --------------------------------------------------------------------------------

    def events(self) -> Sequence[Event]:
        """The events of the library, sorted by id; sorted anew where reports came in since."""
        with self.lock:
            stamp = self.library.stamp()
            if self._seen != stamp:
                self._events, self._seen = self.library.events(), stamp
                if not (self._coming_in or self.writer.read_only or self.is_sorted):
                    self.regroup()
            return self._events

    @property
    def is_sorted(self) -> bool:
        """Whether every report of the library stands in an event; without, a library that can only be read shows those that do."""
        return sorted(id for event in self.library.events() for id in event.reports) == self.library.report_ids()

    @contextmanager
    def coming_in(self) -> Iterator[None]:
        """While reports come in, events stay as they were: whoever lets them in has them sorted at the end, once."""
        with self.lock:
            self._coming_in += 1
        try:
            yield
        finally:
            with self.lock:
                self._coming_in -= 1
                self._seen = (-1, -1)

    def regroup(self) -> Sequence[Event]:
        """Sort all reports into events again, and keep the result."""
        with self.lock:
            self._sorted(lambda: None)
            self._events = self.library.events()
            return self._events

    def enter(self, line: Judgement | int) -> Judgement:
        """Keep a decision, or undo the one of this number, and the events as they are then: both or, after a kill, neither."""
        with self.lock:
            kept = {one.number: one for one in self.library.judgements()}
            known = line if isinstance(line, Judgement) else kept.get(line)
            if known is None:
                raise NoSuchId("decision", str(line))
            if known.kind in ("merge", "split"):
                return self._sorted(lambda: self._entered(line), line)
            return self._entered(line)

    def _entered(self, line: Judgement | int) -> Judgement:
        return self.writer.judge(line) if isinstance(line, Judgement) else self.writer.undo(line)

    def _sorted(self, keep: Callable[[], T], also: Judgement | int | None = None) -> T:
        """Keep something, and the events as all reports and decisions make them, `also` among them: both or neither.

        Sorting takes long, so others may write meanwhile. Reports that came in are sorted at the next look; after a decision about events,
        or where somebody has sorted more, it is done again, the last time while they wait.
        """
        left = TRIES
        while True:
            left -= 1
            with nullcontext() if left else self.writer.together():
                basis = self._about_events()
                events = self._grouped(also)
                with self.writer.together():
                    if not left or (self._about_events() == basis and _members(self.writer.events()) <= _members(events)):
                        kept = keep()
                        self.writer.put_events(events)
                        return kept

    def _about_events(self) -> tuple[Judgement, ...]:
        return tuple(one for one in self.writer.judgements() if one.kind in ("merge", "split"))

    def _grouped(self, also: Judgement | int | None = None) -> tuple[Event, ...]:
        from ..group import group

        with self._during("Grouping"):
            return group(tuple(self.library.reports()), self.config.group, self.library.judgements(also))

    def event(self, id: str) -> Event:
        """An event by its id, by a former id, or by the unambiguous beginning of either; NoSuchId."""
        with self.lock:
            self.events()
            return self.library.event(id)

    def told(self) -> list[Event]:
        """The events that more than one report tells, the largest first."""
        return sorted((event for event in self.events() if len(event.reports) > 1), key=lambda event: (-len(event.reports), event.id))

    def kept(self, name: str, make: Callable[[Library], T]) -> T:
        """What `make` gives for the library as it is now; made anew where anything was written since."""
        with self.lock:
            stamp = self.library.stamp()
            if name not in self._made or self._made[name][0] != stamp:
                self._made[name] = (stamp, make(self.library))
            return cast("T", self._made[name][1])

    # --- analyses ------------------------------------------------------------------------------

    def work(self, id: str, primary: Sequence[Report] = ()) -> Work:
        """What the event `id` is analysed from: beside the primary sources attached to it, and others that are given."""
        return self._work(self.event(id), primary)

    def _work(self, event: Event, primary: Sequence[Report]) -> Work:
        with self.lock:
            sources = {source.id: source for source in (*self.library.primaries(event), *primary)}
            reports = tuple(self.library.report(report) for report in event.reports)
            noted = {report: self._notes[report] for report in event.reports if report in self._notes}
            ordered = tuple(sources[id] for id in sorted(sources))
            return Work(event, reports, ordered, self.judgements(event), self.config, noted, self._hands(len(reports)))

    def at_hand(self, event: Event, primary: Sequence[Report] = ()) -> Analysis | None:
        """What was found about an event, where nothing that it depends on has changed since it was kept."""
        with self.lock:
            ids = {*attached(self._in_force(), event), *(source.id for source in primary)}
            key = key_of(event, ids, self.judgements(event), self.config)
            if key in self._analyses:
                self._analyses.move_to_end(key)
            return self._analyses.get(key)

    def judgements(self, event: Event) -> tuple[Judgement, ...]:
        """The decisions in force that may concern an event, in order of entry."""
        homes = self.kept("homes", lambda library: library.homes())
        return tuple(one for one in self._in_force() if _may_concern(one, event, homes))

    def _in_force(self) -> tuple[Judgement, ...]:
        return self.kept("judgements", lambda library: library.judgements())

    def keep(self, work: Work, analysis: Analysis) -> None:
        """Have an analysis and its notes at hand from now on."""
        with self.lock:
            self._analyses[work.key] = analysis
            for note in analysis.notes:
                self._notes[note.report] = note
                self._notes.move_to_end(note.report)
            _shorten(self._analyses, ANALYSES)
            _shorten(self._notes, NOTES)

    def analysis(self, id: str, primary: Sequence[Report] = ()) -> Analysis:
        """What was found about an event; NoSuchId."""
        return self.analysis_of(self.event(id), primary)

    def analysis_of(self, event: Event, primary: Sequence[Report] = ()) -> Analysis:
        """The same of an event as it was before reports came in."""
        analysis = self.at_hand(event, primary)
        if analysis is None:
            work = self._work(event, primary)
            with self._during("Comparing"):
                analysis = worked(work)
            self.keep(work, analysis)
        return analysis


def _members(events: Iterable[Event]) -> set[str]:
    return {id for event in events for id in event.reports}


def _may_concern(judgement: Judgement, event: Event, homes: Mapping[str, str]) -> bool:
    """Whether a decision could change what is found about an event; in doubt it could."""
    if judgement.of_reports or judgement.kind == "attach":
        return not {judgement.a, judgement.b}.isdisjoint(event.reports)
    return judgement.kind == "family" or not judgement.event or homes.get(judgement.event) == event.id


def _shorten(held: OrderedDict[Key, Analysis] | OrderedDict[str, Notes], most: int) -> None:
    while len(held) > most:
        held.popitem(last=False)
