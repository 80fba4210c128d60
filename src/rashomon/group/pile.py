"""Which reports are neighbours, and which events they form: the pile, grown one report at a time.

Neighbours are looked for when events are asked for, among all reports there are, ties by content
id: the order in which reports came in leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..config import GroupConfig
from ..types import Event, Judgement, Report
from .decided import Decided
from .link import Clusters
from .pair import Days, gap, text_bits, time_bits
from .reasons import mean_reasons
from .record import Record, digest, record, text_key

SAME_TEXT_BITS = 20.0  # between copies that a person has split; only the saga feels it
CROWD = 200  # records; a term that more of them hold leads to no neighbours, which keeps the work linear


@dataclass(slots=True)
class Family:
    """All reports with one and the same text and language: compared once."""

    record: Record
    members: list[str] = field(default_factory=list)
    days: Days = None  # earliest and latest publication

    def take_in(self, report: Report) -> None:
        """Count one more copy."""
        self.members.append(report.id)
        stretch = [day for days in (self.days, published_days(report)) if days for day in days]
        self.days = (min(stretch), max(stretch)) if stretch else None


class Grouper:
    """A pile of reports that can be asked for its events at any time."""

    def __init__(self, config: GroupConfig, judgements: Sequence[Judgement] = ()) -> None:
        self._config = config
        self._judgements = tuple(judgements)
        self._families: dict[str, Family] = {}
        self._postings: dict[str, list[str]] = {}  # term -> keys of the records that hold it
        self._copies: dict[str, list[str]] = {}  # hash of a text -> ids of its reports
        self._seen: set[str] = set()
        self._bits: dict[tuple[str, str], float] = {}

    def add(self, report: Report) -> None:
        """Take in one report; an id that is there already changes nothing."""
        if report.id in self._seen:
            return
        self._seen.add(report.id)
        self._copies.setdefault(text_key(report.text), []).append(report.id)
        new = record(report, self._config.terms)
        if new.key not in self._families:
            self._families[new.key] = Family(new)
            for term in new.terms:
                self._postings.setdefault(term, []).append(new.key)
        self._families[new.key].take_in(report)

    def events(self) -> tuple[Event, ...]:
        """The events of all reports so far, sorted by id."""
        units, groups, apart = self._units()
        clusters = Clusters(groups, self._edges(units), self._unit_bits)
        clusters.merge(self._config.event_bits, apart)
        events = {name: list(keys) for name, keys in clusters.members.items()}
        clusters.merge(self._config.saga_bits)
        sagas = {key: keys for keys in clusters.members.values() for key in keys}
        return tuple(sorted((self._event(keys, sagas[name], units) for name, keys in events.items()), key=lambda event: event.id))

    # --- neighbours -----------------------------------------------------------------------

    def family(self, key: str) -> Family:
        """The family of a key that `neighbours` names."""
        return self._families[key]

    def neighbours(self) -> Iterator[tuple[str, str]]:
        """Every family with each of its neighbours, by key."""
        for key, family in sorted(self._families.items()):
            yield from ((key, other) for other in self._nearest(family))

    def _nearest(self, family: Family) -> list[str]:
        """The families that share most with one, through terms that few hold, and may be as far away in time."""
        found: dict[str, float] = {}
        for term, weight in family.record.terms.items():
            if len(self._postings[term]) <= CROWD:
                for key in self._postings[term]:
                    found[key] = found.get(key, 0.0) + weight * self._families[key].record.terms[term]
        found.pop(family.record.key, None)
        ranked = sorted((-alike, key) for key, alike in found.items() if self._in_window(family, self._families[key]))
        return [key for _, key in ranked[: self._config.neighbours]]

    def _in_window(self, a: Family, b: Family) -> bool:
        days = gap(a.days, b.days)
        return days is None or days <= self._config.window_days

    # --- events ---------------------------------------------------------------------------

    def _units(self) -> tuple[dict[str, list[str]], list[list[str]], list[tuple[str, str]]]:
        """What is clustered: families, cut where a person split copies; who starts together; who stays apart."""
        decided = Decided(self._judgements)
        for ids in self._copies.values():
            decided.unite_copies(ids)
        units: dict[str, list[str]] = {}
        groups: dict[str, list[str]] = {}
        for key, family in sorted(self._families.items()):
            for n, home in enumerate(sorted({decided.home(id) for id in family.members})):
                unit = f"{key}.{n}" if n else key
                units[unit] = [id for id in family.members if decided.home(id) == home]
                groups.setdefault(home, []).append(unit)
        apart = [(groups[a][0], groups[b][0]) for a, b in decided.apart() if a in groups and b in groups]
        return units, list(groups.values()), apart

    def _edges(self, units: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Neighbours that speak for one saga at least, and units of one family."""
        of: dict[str, list[str]] = {}
        for unit in units:
            of.setdefault(_family(unit), []).append(unit)
        for first, *others in of.values():
            yield from ((first, other) for other in others)
        for key, near in self.neighbours():
            if self._unit_bits(min(key, near), max(key, near)) >= self._config.saga_bits:
                yield from ((a, b) for a in of[key] for b in of[near])

    def _unit_bits(self, a: str, b: str) -> float:
        """Log-odds that two units, a < b, tell one event."""
        left, right = self._families[_family(a)], self._families[_family(b)]
        if left is right:
            return SAME_TEXT_BITS
        pair = (left.record.key, right.record.key)
        if pair not in self._bits:
            self._bits[pair] = text_bits(left.record, right.record)
        return self._bits[pair] + time_bits(gap(left.days, right.days))

    def _event(self, units: list[str], saga: list[str], members: dict[str, list[str]]) -> Event:
        reports = tuple(sorted(id for unit in units for id in members[unit]))
        families = [self._families[_family(unit)] for unit in units]
        because = mean_reasons([(family.record, family.days) for family in families])
        return Event(digest(reports), reports, digest(id for unit in saga for id in members[unit]), because)


def published_days(report: Report) -> Days:
    """When a report came out, in days since 1970."""
    if report.published is None:
        return None
    day = report.published.low.timestamp() / 86400
    return day, day


def _family(unit: str) -> str:
    return unit.partition(".")[0]
