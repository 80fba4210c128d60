"""A pile to its events, a part at a time: what `group` decides, in the same order and with the same result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..config import Config, GroupConfig
from ..group.decided import Decided
from ..group.families import BANDS
from ..group.lean import lean_records
from ..group.neighbours import CROWD, anchored_in, day_order, reach_of
from ..group.pair import weights
from ..group.pile import Grouping, Scored, grouping_of, tie
from ..group.record import Records, joined_records, taken
from ..group.units import Units, texts_of, united
from ..types import Skipped, When
from .columns import Places, from_columns, gathered
from .engines import Engine, done
from .families import Bucket
from .files import column, keep, key_of, notes_of, opened, path_of
from .intake import came_in
from .near import FINGERPRINTS, Block, Chunk
from .pairs import Best, none, placed, together
from .tasks import Told, reading_tasks, silent, task

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Hashes = NDArray[np.uint64]

BLOCK_DAYS = 30  # of one task; with the window on both sides it reads three times as many
BUCKET = 250_000  # texts of one task that looks for near copies
CHUNK = 50_000  # pairs of one task that compares what meets through names and days
LISTS = ("words", "phrases", "numbers", "units", "days", "anchors", "prints")


class Grouped(NamedTuple):
    """The events of a pile, and the line for everything that is no report of it."""

    grouping: Grouping
    ledger: tuple[Skipped, ...]


def group(
    paths: Sequence[str], config: Config, folder: Path, engine: Engine, *, published: When | None = None, told: Told = silent
) -> Grouped:
    """The events of everything under `paths`; partial results are kept in `folder`, and found there by the next run."""
    import numpy as np

    files = [str(path) for path in done(engine, folder, reading_tasks("records", paths, config, published), told)]
    if not files:
        return Grouped(Grouping((), (), (), {}, 0, 0), ())
    came = came_in(files, "text")
    ids = list(came.ids)
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    ids = [ids[n] for n in by_id.tolist()]
    if not ids:
        return Grouped(Grouping((), (), (), {}, 0, 0), came.ledger)
    pile = _Pile(folder, files, came.places, config.group, engine, told)
    return Grouped(pile.grouping(ids, by_id), came.ledger)


class _Pile:
    """The reports of a pile whose records lie in files."""

    def __init__(self, folder: Path, files: list[str], places: Places, config: GroupConfig, engine: Engine, told: Told) -> None:
        self.folder, self.files, self.places, self.config = folder, tuple(files), places, config
        self.engine, self.told = engine, told

    def grouping(self, ids: list[str], by_id: Ints) -> Grouping:
        """The events of the reports with these ids, sorted; report n has record `by_id[n]`."""
        import numpy as np

        thin = self._thin()
        texts = texts_of(thin, by_id)
        family = self._families(texts.first, texts.low, texts.high)
        units = united(thin, texts, family, np.zeros(len(texts.first), np.bool_), ids, Decided(()))
        low, of_report = thin.low[by_id], self.places.at(units.which)
        del thin, texts, family
        pairs, crowded = self._pairs(units, of_report)

        def read(which: Ints) -> Records:
            found = gathered(self.files, of_report.at(which), without=FINGERPRINTS)
            return found._replace(low=units.low[which], high=units.high[which])

        records = lean_records(read, np.lexsort((of_report.row, of_report.file)).argsort())
        tied = tie(units, records, pairs, self.config, weights(self.config.encoder))
        return grouping_of(ids, low, units, tied, crowded)

    def _thin(self) -> Records:
        """The records of all reports without their lists: some 150 bytes each."""
        parts = []
        for number, path in enumerate(self.files):
            own = self.places.row[self.places.file == number]
            parts.append(taken(from_columns(opened(path), without=LISTS), own, without=LISTS))
        return joined_records(parts)

    def _families(self, first: Ints, low: Floats, high: Floats) -> Ints:
        """For each text the lowest of its family; text n has record `first[n]`."""
        import numpy as np

        from ..group.family_kernel import unite

        path, key = self._kept("texts", first, low, high)
        buckets = -(-len(first) // BUCKET)
        orders = [Bucket(str(path), self.files, band, bucket, buckets) for band in range(BANDS) for bucket in range(buckets)]
        tasks = [task("families", order, key, order.band, order.bucket, buckets) for order in orders]
        found = [opened(path) for path in done(self.engine, self.folder, tasks, self.told)]
        own = np.arange(len(first), dtype=np.int64)
        unite(own, *(np.concatenate([column(table, name) for table in found]).astype(np.int64) for name in ("text", "lower")))
        return own

    def _kept(self, stage: str, which: Ints, low: Floats, high: Floats) -> tuple[Path, str]:
        """A file that says where some records lie, and their days; and its key."""
        import pyarrow as pa

        places = self.places.at(which)
        key = key_of(stage, self.files, *(part.tobytes() for part in (*places, low, high)))
        path = path_of(self.folder, stage, key)
        if not path.exists():
            keep(path, pa.table({"file": places.file, "row": places.row, "low": low, "high": high}))
        return path, key

    # --- neighbours ---------------------------------------------------------------------------

    def _pairs(self, units: Units, places: Places) -> tuple[Scored, int]:
        """Every pair of units that are no strangers, and how often a word or an anchor was too common to lead anywhere."""
        path, _ = self._kept("units", units.which, units.low, units.high)
        blocks = _Blocks(self, str(path), units)
        near, crowded = blocks.near()
        loose, more = blocks.undated()
        anchored, busy = self._anchored(str(path), units, places)
        return together([*near, loose, *anchored], len(units.which)), crowded + more + busy

    def _anchored(self, path: str, units: Units, places: Places) -> tuple[list[Scored], int]:
        """The pairs that share a rare name and a day, whatever the time."""
        import numpy as np

        anchors = gathered(self.files, places, without=tuple(name for name in LISTS if name != "anchors"))
        pairs, busy = anchored_in(anchors.anchors)
        many = len(units.which)
        left, right = pairs // many, pairs % many
        orders = []
        for at in range(0, len(pairs), CHUNK):
            some = slice(at, at + CHUNK)
            orders.append(Chunk(path, self.files, self.config, tuple(left[some].tolist()), tuple(right[some].tolist())))
        tasks, named = [], []
        for order in orders:
            own = np.unique(np.array([*order.left, *order.right], np.int64))
            named.append(own)
            tasks.append(task("pairs", order, self.config, order.left, order.right, self.marks(units, own)))
        found = done(self.engine, self.folder, tasks, self.told)
        return [placed(opened(path), own) for path, own in zip(found, named, strict=True)], busy

    def marks(self, units: Units, which: Ints) -> bytes:
        """What the records of some units, in their order, depend on: the files in which they lie, their rows and days."""
        import numpy as np

        places = self.places.at(units.which[which])
        names = np.array([int(Path(path).stem[:15], 16) for path in self.files], np.int64)
        return b"".join(part.tobytes() for part in (names[places.file], places.row, units.low[which], units.high[which]))


class _Blocks:
    """The units of a pile by stretches of days."""

    def __init__(self, pile: _Pile, path: str, units: Units) -> None:
        import numpy as np

        self.pile, self.path, self.units = pile, path, units
        filed = day_order(units.low, units.high)
        self.count = int(np.searchsorted(filed, -np.inf, side="right"))
        block = np.floor(filed[self.count :] / BLOCK_DAYS)
        self.bounds = (self.count + np.flatnonzero(np.diff(block, prepend=np.nan))).tolist()
        self.bounds.append(len(filed))

    def near(self) -> tuple[list[Scored], int]:
        """What the units with a day meet."""
        reach = reach_of(self.units.low, self.units.high, self.pile.config)
        orders = []
        for first, last in zip(self.bounds[:-1], self.bounds[1:], strict=True):
            low, high = int(reach.first[first:last].min()), int(reach.last[first:last].max())
            orders.append(self._block(first, last, low, high))
        tables = self._made("near", orders)
        return [placed(table, order.places()) for table, order in zip(tables, orders, strict=True)], sum(
            notes_of(table, "crowded", int) for table in tables
        )

    def undated(self) -> tuple[Scored, int]:
        """What the units without a day meet, with and without one."""
        import numpy as np
        import pyarrow as pa

        if not self.count:
            return none(), 0
        ends = [(self.count, self.count), *zip(self.bounds[:-1], self.bounds[1:], strict=True)]
        orders = [self._block(first, last, first, last) for first, last in ends]
        tables = self._made("counts", orders)
        word = np.concatenate([column(table, "word") for table in tables])
        known, of = np.unique(word, return_inverse=True)
        total = np.bincount(of, np.concatenate([column(table, "count") for table in tables]), minlength=len(known)).astype(np.int64)
        common = known[total > CROWD]
        path = path_of(self.pile.folder, "common", key_of("common", common.tobytes()))
        if not path.exists():
            keep(path, pa.table({"word": common}))
        best = Best(self.pile.config.neighbours)
        for order, table in zip(orders, self._made("undated", [replace(order, common=str(path)) for order in orders]), strict=True):
            best.add(table, order.places())
        return best.pairs(self.pile.config), self._silenced(common)

    def _silenced(self, common: Hashes) -> int:
        """How often a common word of a unit without a day led nowhere."""
        import numpy as np

        from ..group.record_kernel import FINDS

        pile = self.pile
        own = gathered(pile.files, pile.places.at(self.units.which[: self.count]), without=tuple(n for n in LISTS if n != "words"))
        return int(np.isin(own.words.key[own.flag & FINDS > 0], common).sum())

    def _block(self, first: int, last: int, low: int, high: int) -> Block:
        return Block(self.path, self.pile.files, self.pile.config, self.count, first, last, low, high)

    def _made(self, stage: str, orders: Sequence[Block]) -> list[pa.Table]:
        pile, tasks = self.pile, []
        for order in orders:
            ends = order.first - order.low, order.last - order.low, self.count, Path(order.common).stem if order.common else ""
            tasks.append(task(stage, order, pile.config, ends, pile.marks(self.units, order.places())))
        return [opened(path) for path in done(pile.engine, pile.folder, tasks, pile.told)]
