"""What a worker can be asked: the table of stages. Each is a function from an order to an Arrow table and its notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from .families import Bucket, families_in_bucket
from .files import keep, path_of
from .intake import Reading
from .near import Block, Chunk, counts, near, scored_pairs, undated
from .prints import Comparison, Range, compared, postings_in, prints
from .records import records

if TYPE_CHECKING:
    import pyarrow as pa

Stage = Callable[[Any], "tuple[pa.Table, dict[str, Any]]"]

STAGES: dict[str, tuple[type, Stage]] = {
    # events
    "records": (Reading, records),
    "families": (Bucket, families_in_bucket),
    "counts": (Block, counts),
    "near": (Block, near),
    "undated": (Block, undated),
    "pairs": (Chunk, scored_pairs),
    # copies
    "prints": (Reading, prints),
    "postings": (Range, postings_in),
    "compared": (Comparison, compared),
}


def perform(folder: str, stage: str, key: str, order: bytes) -> None:
    """Do one task and put its result into place; what is there already stays."""
    path = path_of(Path(folder), stage, key)
    if path.exists():
        return
    kind, make = STAGES[stage]
    keep(path, *make(msgspec.json.decode(order, type=kind)))
