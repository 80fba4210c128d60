"""What is clustered: a unit for each family of texts, more where people took copies apart; and which units start together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .decided import Decided
from .families import families
from .neighbours import day_order
from .record import Records, taken

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Units(NamedTuple):
    """The units of a pile, in order of day and content."""

    which: Ints  # the record that speaks for each
    low: Floats  # earliest and latest publication, over all its reports
    high: Floats
    of: Ints  # the unit of each report
    home: Ints  # the lowest unit of the cluster in which each unit starts
    apart: Ints  # two columns: units whose clusters are two events
    copies: Ints  # two columns: units of one and the same text, lower first

    def undecided(self) -> NDArray[np.bool_]:
        """Which units start alone and are kept apart from none."""
        import numpy as np

        alone: NDArray[np.bool_] = np.bincount(self.home, minlength=len(self.home))[self.home] == 1
        alone[self.apart.ravel()] = False
        return alone

    def records_in(self, records: Records) -> Records:
        """The record of each unit, without fingerprints, which are no longer needed."""
        return taken(records, self.which, without=("prints",))._replace(low=self.low, high=self.high)


class Texts(NamedTuple):
    """The different texts of a pile, in order of day and content."""

    first: Ints  # a record that says what the text says
    of: Ints  # the text of each report
    low: Floats  # earliest and latest publication, over all its reports
    high: Floats


def texts_of(records: Records, by_id: Ints) -> Texts:
    """The different texts; report n has record `by_id[n]`, and reports are sorted by id."""
    import numpy as np

    known, first, of = np.unique(records.key[by_id], return_index=True, return_inverse=True)
    low, high = _stretch(of, len(known), records.low[by_id], records.high[by_id])
    order = np.lexsort((known, day_order(low, high)))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return Texts(by_id[first[order]], place[of], low[order], high[order])


def units_of(records: Records, texts: Texts, ids: list[str], decided: Decided) -> Units:
    """The units of reports with these `ids`.

    Near copies are one unit. A text on which people decided is left out of families: its reports are one unit for
    each of the events that decisions put them in. Reports with the same words start together, whatever their language.
    """
    import numpy as np

    words = records.text[texts.first]
    judged = np.isin(words, words[texts.of[[n for n, id in enumerate(ids) if id in decided.ids]]])
    dated = records._replace(low=_placed(records.low, texts.first, texts.low), high=_placed(records.high, texts.first, texts.high))
    return united(records, texts, families(dated, texts.first, judged), judged, ids, decided)


def united(records: Records, texts: Texts, family: Ints, judged: NDArray[np.bool_], ids: list[str], decided: Decided) -> Units:
    """The same from the family of each text. Of `records` the keys, the hashes of the text and the totals are looked at."""
    import numpy as np

    words = records.text[texts.first]
    own = family[texts.of]  # the family of each report, or what people decided
    judged_reports = np.flatnonzero(judged[texts.of])
    for same in _grouped_by(words[texts.of[judged_reports]], judged_reports):
        decided.unite_copies(ids[n] for n in same)
    labels = sorted({(int(texts.of[n]), decided.home(ids[n])) for n in judged_reports.tolist()})
    number = {label: len(words) + n for n, label in enumerate(labels)}
    homes: dict[int, str] = {}
    for n in judged_reports.tolist():
        home = decided.home(ids[n])
        own[n] = number[int(texts.of[n]), home]
        homes[int(own[n])] = home
    known, unit = np.unique(own, return_inverse=True)
    text = _fullest(records, texts, family, known, labels)
    low, high = _stretch(family, len(words), texts.low, texts.high)
    low, high = low[family[text]], high[family[text]]
    order = np.lexsort((np.arange(len(known)), records.key[texts.first[text]], day_order(low, high)))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    which = texts.first[text[order]]
    start, first = _homes(records.text[which], {int(place[np.searchsorted(known, label)]): home for label, home in homes.items()})
    apart = [(first[a], first[b]) for a, b in decided.apart() if a in first and b in first]
    key = records.key[which]
    twins = np.flatnonzero(key[1:] == key[:-1]) if homes else np.empty(0, np.int64)
    apart_units, copies = np.array(apart, np.int64).reshape(-1, 2), np.stack([twins, twins + 1], axis=1)
    return Units(which, low[order], high[order], place[unit], start, apart_units, copies)


def _placed(values: Floats, where: Ints, new: Floats) -> Floats:
    changed = values.copy()
    changed[where] = new
    return changed


def _stretch(of: Ints, many: int, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """The earliest and latest day of each group; nan where no member has one."""
    import numpy as np

    earliest, latest = np.full(many, np.inf), np.full(many, -np.inf)
    np.fmin.at(earliest, of, low)
    np.fmax.at(latest, of, high)
    return np.where(np.isfinite(earliest), earliest, np.nan), np.where(np.isfinite(latest), latest, np.nan)


def _grouped_by(value: NDArray[np.uint64], which: Ints) -> list[list[int]]:
    """The entries of `which` that have one value, for each value."""
    found: dict[int, list[int]] = {}
    for own, n in zip(value.tolist(), which.tolist(), strict=True):
        found.setdefault(own, []).append(n)
    return list(found.values())


def _fullest(records: Records, texts: Texts, family: Ints, known: Ints, labels: list[tuple[int, str]]) -> Ints:
    """The text that speaks for each unit: the longest of its family."""
    import numpy as np

    from .record_kernel import LENGTH

    many = len(family)
    order = np.lexsort((np.arange(many), -records.totals[texts.first, LENGTH], family))
    first = np.r_[True, family[order][1:] != family[order][:-1]]
    best = np.zeros(many, np.int64)
    best[family[order][first]] = order[first]
    return np.array([best[label] if label < many else labels[label - many][0] for label in known.tolist()], np.int64)


def _homes(text: NDArray[np.uint64], homes: dict[int, str]) -> tuple[Ints, dict[str, int]]:
    """In which cluster each unit starts, and the first unit of each home that people decided on."""
    import numpy as np

    lowest: dict[int, int] = {}
    start = np.arange(len(text))
    for n, own in enumerate(text.tolist()):
        if n not in homes:
            start[n] = lowest.setdefault(own, n)
    first: dict[str, int] = {}
    for n, name in sorted(homes.items()):
        start[n] = first.setdefault(name, n)
    return start, first
