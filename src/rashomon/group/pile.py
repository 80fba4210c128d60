"""Which reports are neighbours, and which events they form: the pile, grown a report or a batch at a time.

Everything is decided when events are asked for, over all reports there are, in an order that their content gives: the
order and the batches in which they came leave no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..config import GroupConfig
from ..types import Event, Judgement, Report
from .bridges import bridges, settle
from .decided import Decided
from .naming import event_id
from .neighbours import neighbours
from .pair import Weights, weights
from .reasons import held_together
from .record import Records, joined_records, records_of, size, taken
from .units import Units, texts_of, units_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

# bits under the saga's cut from which two units are not followed as a pair; as parts of clusters they may be weighed all the same
STRANGERS = 4.0
MOST_LINKS = 32  # that one cluster keeps; `link_kernel.link` says why


class Batch(NamedTuple):
    """Some reports as grouping sees them; made wherever, it can be sent between processes."""

    ids: tuple[str, ...]
    records: Records


def batch_of(reports: Sequence[Report], config: GroupConfig) -> Batch:
    """The batch of some reports."""
    return Batch(tuple(report.id for report in reports), records_of(reports, config.terms, encoder=config.encoder))


def unseen(batch: Batch, seen: set[str]) -> Batch:
    """What of a batch is not among the ids `seen`; it is from now on."""
    import numpy as np

    new = []
    for n, id in enumerate(batch.ids):
        if id not in seen:
            seen.add(id)
            new.append(n)
    return batch if len(new) == len(batch.ids) else Batch(tuple(batch.ids[n] for n in new), taken(batch.records, np.array(new, np.int64)))


@dataclass(frozen=True, slots=True)
class Grouping:
    """Which event and saga each report is in, by the id of its earliest report; and what was too common to follow."""

    ids: tuple[str, ...]  # sorted
    event: tuple[str, ...]
    saga: tuple[str, ...]
    also: dict[str, tuple[str, ...]]  # report -> events it tells besides its own, the nearest first
    crowded: int  # words and anchors that so many records hold that they led nowhere, once a record that holds them
    forgotten: int  # links of clusters that have too many


class Grouper:
    """A pile of reports that can be asked for its events at any time."""

    def __init__(self, config: GroupConfig, judgements: Sequence[Judgement] = (), *, workers: int = 1, by: Weights | None = None) -> None:
        self._config = config
        self._judgements = tuple(judgements)
        self._workers = workers
        self._weights = by or weights(config.encoder)
        self._seen: set[str] = set()
        self._ids: list[str] = []
        self._parts: list[Records] = []

    def add(self, report: Report) -> None:
        """Take in one report; an id that is there already changes nothing."""
        self.add_all((report,))

    def add_all(self, reports: Iterable[Report]) -> None:
        """Take in some reports."""
        new = {report.id: report for report in reports if report.id not in self._seen}
        if new:
            self.add_batch(batch_of(tuple(new.values()), self._config))

    def add_batch(self, batch: Batch) -> None:
        """Take in reports whose records were made elsewhere."""
        fresh = unseen(batch, self._seen)
        if fresh.ids:
            self._ids += fresh.ids
            self._parts.append(fresh.records)

    def events(self) -> tuple[Event, ...]:
        """The events of all reports so far, sorted by id."""
        return tuple(_events(*self._grouped(), self._weights)) if self._ids else ()

    def grouping(self) -> Grouping:
        """The same without the reasons, which is all that large piles need."""
        return self._grouped()[0] if self._ids else Grouping((), (), (), {}, 0, 0)

    # --- how ------------------------------------------------------------------------------

    def _grouped(self) -> tuple[Grouping, Records, Ints, Ints]:
        """The grouping, and for its reasons: what was clustered, and of each report which of them it is and its event."""
        import numpy as np

        self._parts = [joined_records(self._parts)]
        by_id = np.array(sorted(range(len(self._ids)), key=self._ids.__getitem__), np.int64)
        ids, every = [self._ids[n] for n in by_id.tolist()], self._parts[0]
        units = units_of(every, texts_of(every, by_id), ids, Decided(self._judgements))
        records = units.records_in(every)
        met = neighbours(records, self._config, self._workers)
        left, right = paired(met.left, met.right, units.copies, size(records))
        tied = tie(units, records, scored(records, left, right, self._config, self._weights), self._config, self._weights)
        grouping = grouping_of(ids, every.low[by_id], units, tied, met.crowded)
        return grouping, records, units.of, tied.events


class Scored(NamedTuple):
    """Pairs of units that are not strangers, left < right, sorted."""

    left: Ints
    right: Ints
    met_as: Floats  # what `pair_kernel.meet` says of each, a row a pair
    bits: Floats  # log-odds that the two alone are one event


def scored(records: Records, left: Ints, right: Ints, config: GroupConfig, by: Weights, *, strangers: bool = False) -> Scored:
    """What lies between the two of each pair; `strangers` are left out unless wanted."""
    from .bridge_kernel import alone_bits
    from .pair_kernel import meet_all

    met_as = meet_all(records, left, right, by.pair)
    bits = alone_bits(met_as, by.join)
    if strangers:
        return Scored(left, right, met_as, bits)
    close = bits >= config.saga_bits - STRANGERS
    return Scored(left[close], right[close], met_as[close], bits[close])


class Tied(NamedTuple):
    """The events and sagas of units, each named by a unit in it."""

    events: Ints
    sagas: Ints
    told: dict[int, tuple[int, ...]]  # bridge -> the events that it tells, the surest first
    forgotten: int  # links of clusters that have too many


def tie(units: Units, records: Records, pairs: Scored, config: GroupConfig, by: Weights) -> Tied:
    """The one step that sees all pairs: bridges are set aside, the rest is linked from the surest pair down, bridges join."""
    import numpy as np

    from .link_kernel import link

    left, right, met_as, bits = pairs
    del pairs  # the last to hold it, so that what is of no more use can go: of a million documents some 70 MB
    cuts = config.event_bits, config.saga_bits, config.saga_bits - STRANGERS
    rank = np.empty(size(records), np.int64)
    rank[np.lexsort((np.arange(size(records)), records.key))] = np.arange(size(records))
    bridge = bridges(records, left, right, bits, cuts[0], (cuts[0] + cuts[1]) / 2, by) & units.undecided()
    del bits
    events, sagas, forgotten = link(
        units.home, left, right, met_as, bridge, rank, units.apart, *cuts, MOST_LINKS, records, by.pair, by.join
    )
    told = settle(records, events, bridge, left, right, rank, cuts[0], by)
    for own, homes in told.items():
        events[own], sagas[own] = homes[0], sagas[homes[0]]
    return Tied(events, sagas, told, forgotten)


def grouping_of(ids: Sequence[str], day: Floats, units: Units, tied: Tied, crowded: int) -> Grouping:
    """The events by the names people see; report n has `ids[n]`, which are sorted, and came out on `day[n]`."""
    names, saga_names = _names(tied.events[units.of], day, ids), _names(tied.sagas[units.of], day, ids)
    told = tied.told
    also = {ids[n]: tuple(names[other] for other in told[own][1:]) for n, own in enumerate(units.of.tolist()) if len(told.get(own, ())) > 1}
    event = tuple(names[name] for name in tied.events[units.of].tolist())
    saga = tuple(saga_names[name] for name in tied.sagas[units.of].tolist())
    return Grouping(tuple(ids), event, saga, also, crowded, tied.forgotten)


def paired(left: Ints, right: Ints, more: Ints, many: int) -> tuple[Ints, Ints]:
    """Pairs, and more pairs of `many`, sorted, each once; the first are."""
    import numpy as np

    if not len(more):
        return left, right
    every = np.unique(np.r_[left * many + right, more[:, 0] * many + more[:, 1]])
    return every // many, every % many


def _names(cluster: Ints, day: NDArray[np.float64], ids: Sequence[str]) -> dict[int, str]:
    """The id of each cluster: after its earliest report, by day and then by id; `ids` are sorted, undated reports come last."""
    import numpy as np

    order = np.lexsort((np.arange(len(ids)), np.where(np.isnan(day), np.inf, day), cluster))
    first = np.r_[True, cluster[order][1:] != cluster[order][:-1]]
    return {int(cluster[n]): event_id(ids[n]) for n in order[first].tolist()}


def _events(grouping: Grouping, records: Records, unit: Ints, cluster: Ints, by: Weights) -> Iterator[Event]:
    members: dict[str, list[int]] = {}
    for n, name in enumerate(grouping.event):
        members.setdefault(name, []).append(n)
    softly: dict[str, list[str]] = {}
    for id, others in grouping.also.items():
        for other in others:
            softly.setdefault(other, []).append(id)
    for name, own in sorted(members.items()):
        reports = tuple(grouping.ids[n] for n in own)
        because = held_together(records, sorted({int(unit[n]) for n in own}), by)
        yield Event(name, reports, grouping.saga[own[0]], because, tuple(sorted(softly.get(name, ()))))
