"""The stage `families`: which texts are all but equal, among those whose least fingerprint under one shuffle falls into one bucket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..group.families import APART_DAYS, BEFORE, NEAR, SAME_NUMBERS
from .columns import Places, gathered
from .files import column, opened
from .records import BAND

if TYPE_CHECKING:
    import pyarrow as pa

NONE = 0xFFFFFFFFFFFFFFFF  # the band of a text without fingerprints
UNREAD = ("words", "phrases", "units", "days", "anchors")


@dataclass(frozen=True, slots=True)
class Bucket:
    """The order to look at texts of one band."""

    texts: str  # where each text lies, its days and its place: see `grouping`
    files: tuple[str, ...]
    band: int
    bucket: int
    buckets: int


def families_in_bucket(order: Bucket) -> tuple[pa.Table, dict[str, Any]]:
    """A row for each text that a family has besides its lowest: the text, and a lower one of its family."""
    import numpy as np
    import pyarrow as pa

    from ..group.family_kernel import families_of

    texts = opened(order.texts)
    places = Places(column(texts, "file"), column(texts, "row"))
    value = np.empty(len(texts), np.uint64)
    for number, path in enumerate(order.files):
        own = np.flatnonzero(places.file == number)
        value[own] = column(opened(path), BAND)[places.row[own], order.band]
    mine = np.flatnonzero((value != NONE) & (value % np.uint64(order.buckets) == np.uint64(order.bucket)))
    _, of, count = np.unique(value[mine], return_inverse=True, return_counts=True)
    mine = mine[count[of] > 1]
    own = np.arange(len(mine), dtype=np.int64)
    if len(mine):
        records = gathered(order.files, places.at(mine), without=UNREAD)
        records = records._replace(low=column(texts, "low")[mine], high=column(texts, "high")[mine])
        sorted_by_band = np.argsort(value[mine], kind="stable").astype(np.int64)
        families_of(own, sorted_by_band, value[mine], np.arange(len(mine)), records, BEFORE, NEAR, APART_DAYS, SAME_NUMBERS)
    joined = np.flatnonzero(own != np.arange(len(mine)))
    return pa.table({"text": mine[joined], "lower": mine[own[joined]]}), {}
