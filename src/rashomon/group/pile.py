"""Which reports are neighbours, and which events they form: the pile, grown one report at a time.

A neighbour list holds the best of all the pile, ties by content id, so the order in which reports
come in leaves no trace: `Grouper` after its last `add` says what `group` says of the whole set.
"""

from __future__ import annotations

from bisect import insort
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
Near = tuple[float, str]  # (-similarity, key): the best sorts first, ties by key


@dataclass(slots=True)
class Family:
    """All reports with one and the same text and language: compared once."""

    record: Record
    members: list[str] = field(default_factory=list)
    dates: list[float] = field(default_factory=list)  # days since 1970, of the members that have one
    near: list[Near] = field(default_factory=list)

    @property
    def days(self) -> Days:
        """Earliest and latest publication."""
        return (min(self.dates), max(self.dates)) if self.dates else None


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
        is_new = new.key not in self._families
        family = self._families.setdefault(new.key, Family(new))
        before = family.days
        family.members.append(report.id)
        family.dates += published_days(report) or ()
        if is_new:
            for term in new.terms:
                self._postings.setdefault(term, []).append(new.key)
            self._introduce(family)
        elif family.days != before:
            self._move(family)

    def events(self) -> tuple[Event, ...]:
        """The events of all reports so far, sorted by id."""
        units, groups, apart = self._units()
        clusters = Clusters(groups, self._edges(units), self._unit_bits)
        clusters.merge(self._config.event_bits, apart)
        events = {name: list(keys) for name, keys in clusters.members.items()}
        clusters.merge(self._config.saga_bits)
        sagas = {key: keys for keys in clusters.members.values() for key in keys}
        return tuple(sorted((self._event(keys, sagas[name], units) for name, keys in events.items()), key=lambda event: event.id))

    def family(self, key: str) -> Family:
        """The family of a key that `neighbours` names."""
        return self._families[key]

    def neighbours(self) -> Iterator[tuple[str, str]]:
        """Every family with each of its neighbours, by key."""
        for key, family in sorted(self._families.items()):
            yield from ((key, other) for _, other in family.near)

    # --- neighbours -----------------------------------------------------------------------

    def _overlaps(self, family: Family) -> list[Near]:
        """Every family that shares a term and may be as far away in time, best first."""
        found: dict[str, float] = {}
        for term, weight in family.record.terms.items():
            for key in self._postings[term]:
                found[key] = found.get(key, 0.0) + weight * self._families[key].record.terms[term]
        del found[family.record.key]
        return sorted((-alike, key) for key, alike in found.items() if self._in_window(family, self._families[key]))

    def _in_window(self, a: Family, b: Family) -> bool:
        days = gap(a.days, b.days)
        return days is None or days <= self._config.window_days

    def _introduce(self, family: Family) -> None:
        """Fill the list of a family, and enter it in the lists of its neighbours."""
        overlaps = self._overlaps(family) if family.record.terms else []
        family.near = overlaps[: self._config.neighbours]
        for alike, key in overlaps:
            near, entry = self._families[key].near, (alike, family.record.key)
            if entry not in near:
                insort(near, entry)
                del near[self._config.neighbours :]

    def _move(self, family: Family) -> None:
        """A copy of another date came in: lists that held the family are filled anew."""
        for other in self._families.values():
            if any(key == family.record.key for _, key in other.near):
                other.near = self._overlaps(other)[: self._config.neighbours]
        self._introduce(family)

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
        for key, family in self._families.items():
            yield from ((of[key][0], other) for other in of[key][1:])
            for _, other in family.near:
                if self._unit_bits(min(key, other), max(key, other)) >= self._config.saga_bits:
                    yield from ((a, b) for a in of[key] for b in of[other])

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
