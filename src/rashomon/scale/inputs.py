"""Decides how inputs are cut into shards, each small enough for one task, so that reading them in turn is reading the inputs."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec

from ..config import ReadConfig
from ..errors import InputError
from ..read import Piece, pieces_of, reader_of, safely, skipped
from ..read._inputs import Input, inputs, stem_of
from ..read._streams import Source, open_source
from ..read.jsonl import BOM, split_records
from ..types import Skipped

if TYPE_CHECKING:
    import pyarrow.parquet as pq

SHARD_BYTES = 32 * 2**20  # of input: some 15,000 reports as JSONL, ten seconds of work; what a failed task costs
TOGETHER = 1024  # small files of one shard, about; it ends after a name that says so, lest one more file moved all that follow
LINES = frozenset({".jsonl", ".ndjson"})
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class Part:
    """A file to be read, or a stretch of one: bytes of JSONL, row groups of a Parquet file; or the line for what is no input at all."""

    found: Input
    first: int = 0  # byte, or row group
    last: int = -1  # without it; -1: to the end
    before: int = 0  # lines or rows that come before
    line: Skipped | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """What one task reads, and a hash of its bytes and names."""

    parts: tuple[Part, ...]
    digest: str


def shards(paths: Sequence[str], config: ReadConfig) -> Iterator[Shard]:
    """Everything under some paths in the order in which `read` would come to it. Addresses are refused: fetch first."""
    held: list[Part] = []
    made, size = _hash(), 0
    for part, digest, length in chain.from_iterable(_parts(found, config, SHARD_BYTES) for found in inputs(paths)):
        alone = part.last >= 0
        if held and (alone or size + length > SHARD_BYTES):
            yield Shard(tuple(held), made.hexdigest())
            held, made, size = [], _hash(), 0
        held.append(part)
        size += length
        made.update(msgspec.json.encode(part) + digest)
        if alone or zlib.crc32(part.found.origin.encode()) % TOGETHER == 0:
            yield Shard(tuple(held), made.hexdigest())
            held, made, size = [], _hash(), 0
    if held:
        yield Shard(tuple(held), made.hexdigest())


def pieces_in(shard: Shard, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """What `read.pieces` gives for these inputs."""
    for part in shard.parts:
        if part.line:
            yield part.line
        elif part.last < 0:
            yield from pieces_of(part.found, config)
        else:
            yield from safely(_stretch(part, config), part.found.origin)


def _hash() -> blake2b:
    return blake2b(digest_size=16)


def _parts(found: Input | Skipped, config: ReadConfig, most: int) -> Iterator[tuple[Part, bytes, int]]:
    """The parts of an input, a hash of what is in each, and how many bytes it has."""
    if isinstance(found, Skipped):
        yield Part(Input("", found.origin), line=found), b"", 0
        return
    try:
        if stem_of(found.path)[1] == PARQUET:
            yield from _row_groups(found, most)
        elif os.lstat(found.path).st_size > most and _is_plain_lines(found, config):
            yield from _lines(found, most)
        else:
            yield Part(found), *_whole(found)
    except (OSError, ValueError, InputError):  # whoever reads it says what is wrong with it
        yield Part(found), b"", 0


def _whole(found: Input) -> tuple[bytes, int]:
    """A hash of a file and of what stands beside it, and how large it is."""
    made, size = _hash(), 0
    for path in filter(None, (found.path, found.sidecar)):
        with Path(path).open("rb") as file:
            while piece := file.read(1 << 20):
                made.update(piece)
                size += len(piece)
        made.update(size.to_bytes(8, "big"))
    return made.digest(), size


def _is_plain_lines(found: Input, config: ReadConfig) -> bool:
    """Whether a file is JSONL as it lies: not packed, not in another encoding, not one value over many lines."""
    if stem_of(found.path)[1] not in LINES or found.path.lower().endswith(".gz"):
        return False
    with open_source(found, config) as source:
        return b"\0" not in source.head and source.head.removeprefix(BOM).lstrip()[:1] == b"{" and reader_of(source) == "jsonl"


def _lines(found: Input, most: int) -> Iterator[tuple[Part, bytes, int]]:
    """Stretches of about `most` bytes that end with a line."""
    with Path(found.path).open("rb", buffering=0) as file:
        start = before = 0
        while content := _to_line_end(file, most):
            made = _hash()
            made.update(content)
            yield Part(found, start, start + len(content), before), made.digest(), len(content)
            start, before = start + len(content), before + content.count(b"\n")


def _to_line_end(file: BinaryIO, most: int) -> bytes:
    """About the next `most` bytes, up to the end of a line."""
    content = bytearray(file.read(most))
    while content and not content.endswith(b"\n") and (more := file.read(1 << 16)):
        end = more.find(b"\n") + 1
        content += more[: end or len(more)]
        if end:
            file.seek(end - len(more), os.SEEK_CUR)
            break
    return bytes(content)


def _stretch(part: Part, config: ReadConfig) -> Iterator[Piece | Skipped]:
    if stem_of(part.found.path)[1] == PARQUET:
        yield from _rows(part)
        return
    with open_source(part.found, config) as whole:
        assert whole.stored is not None  # noqa: S101 - a file on a disk
        source = Source(whole.name, whole.origin, _bounded(whole.stored(part.first), part.last - part.first))
        for item in split_records(source, source.all(), config, "utf-8"):
            record, offset = (item.record or 0) + part.before, (item.offset or 0) + part.first
            moved = replace(item, record=record, offset=offset)
            yield replace(moved, origin=f"{source.origin}#{record}", reader="jsonl") if isinstance(moved, Piece) else moved


def _bounded(pieces: Iterator[bytes], length: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:length]
        length -= len(piece)
        if length <= 0:
            return


# --- Parquet: a row is what a line of JSONL would be ---------------------------------------------


def _open_parquet(found: Input) -> pq.ParquetFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return pq.ParquetFile(found.path)
    except (OSError, pa.ArrowException) as error:
        raise InputError("E-FORMAT", found.origin, f"not a Parquet file, or damaged ({str(error).splitlines()[0][:200]})") from error


def _row_groups(found: Input, most: int) -> Iterator[tuple[Part, bytes, int]]:
    """Row groups, as many as fit; the hash is of the file, which has to be read whole for it."""
    digest, _ = _whole(found)
    try:
        told = _open_parquet(found).metadata
    except InputError:
        yield Part(found, 0, 0), digest, 0  # read as no rows: the line that says why
        return
    first = before = size = rows = 0
    for number in range(told.num_row_groups):
        group = told.row_group(number)
        if number > first and size + group.total_byte_size > most:
            yield Part(found, first, number, before), digest, size
            first, before, size, rows = number, before + rows, 0, 0
        size, rows = size + group.total_byte_size, rows + group.num_rows
    yield Part(found, first, told.num_row_groups, before), digest, size


def _rows(part: Part) -> Iterator[Piece | Skipped]:
    file, number = _open_parquet(part.found), part.before
    if file.metadata.num_rows == 0:
        yield skipped("E-EMPTY", part.found.origin, "holds no document")
    for batch in file.iter_batches(256, row_groups=list(range(part.first, part.last))):
        for row in batch.to_pylist():
            number += 1
            content = msgspec.json.encode({name: value for name, value in row.items() if value is not None})
            origin = part.found.origin
            yield Piece("jsonl", f"{origin}#{number}", origin, content, part.found.path, number, None)
