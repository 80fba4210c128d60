"""A pile to its copies, a part at a time: what `group.copies` decides, in the same order and with the same result."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, NamedTuple

from ..config import Config
from ..group.copies import Copies, Documents
from ..group.postings import Pairs, Postings, bits_for, caps_of, joined_held, postings_of
from ..types import Skipped, When
from .columns import values_of
from .engines import Engine, done
from .files import column, keep, key_of, opened, path_of
from .intake import came_in
from .prints import Comparison, Range, lined_at, unpacked
from .tasks import Told, reading_tasks, silent, task

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

RANGE = 1 << 22  # fingerprints of one task that brings together who holds them
COMPARED = 1 << 22  # postings of the texts of one task that compares


class Copied(NamedTuple):
    """The copies of a pile, and the line for everything that is no report of it."""

    copies: Copies
    stored: int  # documents that are reports
    ledger: tuple[Skipped, ...]


def copies(
    paths: Sequence[str], config: Config, folder: Path, engine: Engine, *, published: When | None = None, told: Told = silent
) -> Copied:
    """Every pair of documents under `paths` that shares text; partial results are kept in `folder`, and found there by the next run."""
    import numpy as np
    import pyarrow as pa

    files = tuple(str(path) for path in done(engine, folder, reading_tasks("prints", paths, config, published), told))
    came = came_in(files, "text")
    if len(came.ids) < 2:
        return Copied(Copies((), 0, 0, 0), len(came.ids), came.ledger)

    def told_of(name: str) -> NDArray[np.uint64]:
        return np.concatenate([column(opened(path), name)[came.places.row[came.places.file == n]] for n, path in enumerate(files)])

    documents = Documents(came.ids, told_of("whole"), told_of("words").astype(np.int64), told_of("backwards").astype(np.bool_))
    places = came.places.at(documents.texts)
    key = key_of("copied", files, places.file.tobytes(), places.row.tobytes())
    texts = path_of(folder, "copied", key)
    if not texts.exists():
        keep(texts, pa.table({"file": places.file, "row": places.row}))
    lengths = np.concatenate([_lengths(path, "prints")[came.places.row[came.places.file == n]] for n, path in enumerate(files)])
    total = int(lengths[documents.texts].sum())
    bits = bits_for(total)
    cuts = np.linspace(0, 1 << bits, min(1 << bits, total // RANGE + 1) + 1).astype(np.int64).tolist()
    ranges = [task("postings", Range(str(texts), files, bits, *ends), key, bits, ends) for ends in pairwise(cuts)]
    postings = _lined_up(folder / "lined" / key, done(engine, folder, ranges, told))
    ends = _even(postings.begins, COMPARED)
    lined = str(folder / "lined" / key)
    comparisons = [task("compared", Comparison(str(texts), files, lined, *some), key, some) for some in pairwise(ends)]
    found = [opened(path) for path in done(engine, folder, comparisons, told)]
    one, other, one_in, other_in, kind = (
        np.concatenate([column(table, name) for table in found]) for name in ("one", "other", "one_in", "other_in", "kind")
    )
    pairs = Pairs(np.stack([one, other], axis=1), np.stack([one_in, other_in], axis=1), kind)
    return Copied(documents.copies(pairs, *caps_of(postings)), len(came.ids), came.ledger)


def _lengths(path: str, name: str) -> Ints:
    import numpy as np

    return np.diff(values_of(opened(path), name)[0])


def _lined_up(folder: Path, paths: Sequence[Path]) -> Postings:
    """The postings of all ranges, lined up in files of their own, so that no worker has to hold them."""
    import numpy as np

    if not folder.exists():
        draft = folder.with_name(f"{folder.name}.{os.getpid()}.part")
        rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        made = postings_of(joined_held([unpacked(opened(path)) for path in paths]))
        for name, values in (*made.held._asdict().items(), *zip(Postings._fields[1:], made[1:], strict=True)):
            np.save(draft / f"{name}.npy", values)
        del made
        draft.rename(folder)
    return lined_at(str(folder))


def _even(begins: Ints, most: int) -> list[int]:
    """Bounds of ranges of texts with about `most` postings each."""
    import numpy as np

    steps = np.arange(0, int(begins[-1]) + 1, most)
    return np.unique(np.r_[np.searchsorted(begins, steps), len(begins) - 1]).tolist()  # type: ignore[no-any-return]
