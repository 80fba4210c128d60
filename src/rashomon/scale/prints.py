"""The stages `prints`, `postings` and `compared`: fingerprints of a shard, who holds those of a range, and what a range of texts shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from ..group.postings import REACH, Held, Postings, compare, held_in
from ..text.fingerprints import Fingerprints, joined, read
from .columns import Places, values_of
from .files import column, opened
from .intake import LEDGER, Reading, Turned, reports_in

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Range:
    """The order to bring together the fingerprints of some buckets."""

    texts: str  # where the fingerprints of each text lie: see `copying`
    files: tuple[str, ...]
    bits: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The order to compare some texts with those behind them."""

    texts: str
    files: tuple[str, ...]
    postings: str  # an array of `Postings` a file, as `copying` lines them up
    first: int
    last: int


class Lists(NamedTuple):
    """A list for each of some texts: that of text n is `value[start[n] : end[n]]`; of texts that were not asked for it is empty."""

    start: Ints
    end: Ints
    value: NDArray[Any]


def prints(reading: Reading) -> tuple[pa.Table, dict[str, Any]]:
    """A row a report: its fingerprints and lone words, and hashes that tell texts apart."""
    import pyarrow as pa

    ledger: list[Turned] = []
    ids, origins, marks, parts = list[str](), list[str](), list[int](), list[Fingerprints]()
    for reports in reports_in(reading, ledger):
        ids += [report.id for report in reports]
        origins += [report.path for report in reports]
        marks += [_mark(report.text) for report in reports]
        parts.append(read([report.text for report in reports]))
    found = joined(parts or [read(())])
    columns = {
        "id": pa.array(ids, pa.large_string()),
        "origin": pa.array(origins, pa.large_string()),
        "text": pa.array(marks, pa.uint64()),
        "prints": pa.LargeListArray.from_arrays(found.offsets, found.prints),
        "lone": pa.LargeListArray.from_arrays(found.lone_offsets, found.lone),
        "words": found.words,
        "whole": found.whole,
        "backwards": found.backwards,
    }
    return pa.table(columns), {LEDGER: ledger}


def _mark(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def postings_in(order: Range) -> tuple[pa.Table, dict[str, Any]]:
    """The arrays of `Held`, a row of one list each."""
    import numpy as np

    shift = np.uint64(64 - order.bits)
    low, high = np.uint64(order.first), np.uint64(order.last)

    def within(values: NDArray[np.uint64]) -> NDArray[np.bool_]:
        return (values >> shift >= low) & (values >> shift < high)

    texts = opened(order.texts)
    places = Places(column(texts, "file"), column(texts, "row"))
    own = lists_of(order.files, "prints", places, np.arange(len(texts)), within)
    return packed(held_in(own.value, own.start, own.end, order.bits, order.first, order.last)), {}


def compared(order: Comparison) -> tuple[pa.Table, dict[str, Any]]:
    """The pairs to be told of the texts of the range, in order."""
    import numpy as np
    import pyarrow as pa

    texts = opened(order.texts)
    places = Places(column(texts, "file"), column(texts, "row"))
    lined = lined_at(order.postings)
    lone = lists_of(order.files, "lone", places, _met(lined, order.first, order.last))
    pairs = compare(lined, lone.value, np.stack([lone.start, lone.end], axis=1), order.first, order.last)
    columns = {"one": pairs.found[:, 0], "other": pairs.found[:, 1], "one_in": pairs.shares[:, 0], "other_in": pairs.shares[:, 1]}
    return pa.table({**{name: np.ascontiguousarray(values) for name, values in columns.items()}, "kind": pairs.kinds}), {}


def _met(lined: Postings, first: int, last: int) -> Ints:
    """The texts of a range, and those behind them that hold a fingerprint of theirs."""
    import numpy as np

    at = np.asarray(lined.places[lined.begins[first] : lined.begins[last]], np.int64)
    count = np.minimum(lined.held.after[at], REACH) + 1
    at = np.repeat(at - np.cumsum(count) + count, count) + np.arange(count.sum())
    return np.unique(np.concatenate([np.arange(first, last), lined.held.texts[at] >> 1]))


def lists_of(files: Sequence[str], name: str, places: Places, which: Ints, within: Any = None) -> Lists:  # noqa: ANN401 - a mask or None
    """The lists of some texts, in their order; of those values alone that are `within`."""
    import numpy as np

    many = len(places.file)
    count, parts, owners = np.zeros(many, np.int64), [], []
    for number, path in enumerate(files):
        own = which[places.file[which] == number]
        start, value = values_of(opened(path), name)
        rows = places.row[own]
        length = start[rows + 1] - start[rows]
        at = np.arange(length.sum()) + np.repeat(start[rows] - np.r_[0, np.cumsum(length)[:-1]], length)
        taken, owner = value[at], np.repeat(own, length)
        if within is not None:
            kept = within(taken)
            taken, owner = taken[kept], owner[kept]
        count += np.bincount(owner, minlength=many)
        parts.append(taken)
        owners.append(owner.astype(np.int32))
    end = np.cumsum(count)
    order = np.argsort(np.concatenate(owners), kind="stable")
    return Lists(end - count, end, np.concatenate(parts)[order])


def packed(held: Held) -> pa.Table:
    """Arrays of any lengths in one table."""
    import numpy as np
    import pyarrow as pa

    return pa.table({name: pa.LargeListArray.from_arrays(np.array([0, len(values)]), values) for name, values in held._asdict().items()})


def unpacked(table: pa.Table) -> Held:
    """What was packed."""
    return Held(*(values_of(table, name)[1] for name in Held._fields))


def lined_at(folder: str) -> Postings:
    """What lies lined up in a folder, read as it is looked at."""
    import numpy as np

    def there(name: str) -> NDArray[Any]:
        return np.load(f"{folder}/{name}.npy", mmap_mode="r")  # type: ignore[no-any-return]

    return Postings(Held(*(there(name) for name in Held._fields)), *(there(name) for name in Postings._fields[1:]))
