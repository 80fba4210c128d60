"""How much of a file is read: bytes come in pieces, unpacked and bounded; nothing holds a whole file.

`Source` is what readers get: the first bytes to look at, then `whole` up to a limit or `lines`.
Every failure is an `InputError` with its code; what came before it has been handed on.
"""

from __future__ import annotations

import os
import stat
import sys
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..config import ReadConfig
from ..errors import InputError
from ._fields import parse
from ._inputs import Input, shown, unopened

PIECE = 1 << 16  # bytes read or unpacked at a time
BOMB_FLOOR = 1 << 20  # bytes below which no ratio makes a bomb
SIDECAR_BYTES = 1 << 20
ARCHIVE = b"WARC/"  # how an archive begins; it finds its gzip members itself

Stored = Callable[[int], Iterator[bytes]]  # bytes as they lie in a file, from an offset on; may be asked again


class Row(NamedTuple):
    """One line of a stream, without its newline; `text` is None where it was too long to hold."""

    number: int  # from 1
    offset: int  # byte where it starts
    text: bytes | None


@dataclass(slots=True)
class Source:
    """The bytes of one input, and what is known of it from outside."""

    name: str  # file name, for its suffix
    origin: str
    pieces: Iterator[bytes]
    fields: dict[str, object] = field(default_factory=dict)  # of the sidecar
    sidecar_error: str = ""
    position: Callable[[], int] = lambda: 0  # bytes of the file, packed as it may be, that have been read
    head: bytes = b""  # the first bytes; still part of what `whole` and `lines` give
    broken: InputError | None = None  # the stream broke within the head: raised behind it
    stored: Stored | None = None  # None where the bytes come once, as from standard input
    packed: bool = False  # whether what is stored is gzip
    size: int = 0  # bytes of what is stored, where that is known

    def __post_init__(self) -> None:
        try:
            while len(self.head) < PIECE and (piece := next(self.pieces, b"")):
                self.head += piece
        except InputError as error:
            self.broken = error

    def all(self) -> Iterator[bytes]:
        """All bytes in pieces."""
        if self.head:
            yield self.head
        if self.broken:
            raise self.broken
        yield from self.pieces

    def whole(self, limit: int) -> bytes | None:
        """All bytes, or None where there are more than `limit`."""
        held = bytearray()
        for piece in self.all():
            held += piece
            if len(held) > limit:
                return None
        return bytes(held)

    def lines(self, limit: int) -> Iterator[Row]:
        """Line by line, holding `limit` bytes at most; a break in the stream names the line it falls in."""
        return split_lines(self.all(), limit, self.origin)


def split_lines(pieces: Iterator[bytes], limit: int, origin: str) -> Iterator[Row]:
    """Cut a stream at its newlines."""
    number, start, size = 1, 0, 0
    held: list[bytes] = []
    try:
        for piece in pieces:
            at = 0
            while (end := piece.find(b"\n", at)) >= 0:
                size += end - at
                yield Row(number, start, b"".join((*held, piece[at:end])) if size <= limit else None)
                number, start, size, at = number + 1, start + size + 1, 0, end + 1
                held.clear()
            size += len(piece) - at
            if size <= limit:
                held.append(piece[at:])
            else:
                held.clear()
    except InputError as error:
        raise InputError(error.code, origin, error.why, number, start) from error
    if size:
        yield Row(number, start, b"".join(held) if size <= limit else None)


@contextmanager
def open_source(found: Input, config: ReadConfig) -> Iterator[Source]:
    """Open an input as a `Source`; InputError where that fails."""
    if found.path == "-":
        yield Source("-.jsonl", "-", _bounded(_pieces(sys.stdin.buffer), found.origin, config.file_bytes))
        return
    with _open(found) as file:
        if (size := os.fstat(file.fileno()).st_size) > config.file_bytes:
            raise InputError("E-FILE-BIG", found.origin, f"larger than the {config.file_bytes:,} bytes of read.file_bytes")
        fields, error = _sidecar(found)
        try:
            source = stored_source(shown(Path(found.path).name), found.origin, partial(_from, file), config, fields, error, size)
            source.position = file.tell
            yield source
        except OSError as failure:
            why = unopened(failure, found.origin)
            raise InputError("E-UNREADABLE", found.origin, f"cannot be read to its end: {why.why}") from failure


def stored_source(
    name: str, origin: str, stored: Stored, config: ReadConfig, fields: dict[str, object], error: str = "", size: int = 0
) -> Source:
    """A file, or a member of an archive, as a `Source`; unpacked where its name ends in .gz."""
    packed, pieces = name.lower().endswith(".gz"), stored(0)
    if packed:
        pieces = (unpack if _begins(stored, config.expansion, ARCHIVE) else _sound)(stored, origin, config.expansion)
    return Source(name, origin, _bounded(pieces, origin, config.file_bytes), fields, error, stored=stored, packed=packed, size=size)


def _begins(stored: Stored, expansion: int, mark: bytes) -> bool:
    try:
        return next(unpack(stored, "", expansion), b"").startswith(mark)
    except InputError:
        return False


def _open(found: Input) -> BinaryIO:
    """Open without following a symlink and without waiting for a FIFO's other end: the file may have been swapped."""
    try:
        number = os.open(found.path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        line = unopened(error, found.origin)
        raise InputError(line.code, found.origin, line.why) from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise InputError("E-NOT-REGULAR", found.origin, "became something else than a regular file; not read")
    return os.fdopen(number, "rb", buffering=0)


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _from(file: BinaryIO, offset: int) -> Iterator[bytes]:
    """What follows an offset, whatever else reads the same file meanwhile."""
    while True:
        file.seek(offset)
        if not (piece := file.read(PIECE)):
            return
        offset += len(piece)
        yield piece


def _bounded(pieces: Iterator[bytes], origin: str, limit: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            raise InputError("E-FILE-BIG", origin, f"unpacks to more than the {limit:,} bytes of read.file_bytes")
        yield piece


def _sidecar(found: Input) -> tuple[dict[str, object], str]:
    """The fields in NAME.json, and what is wrong with it."""
    if found.sidecar is None:
        return {}, ""
    try:
        with _open(Input(found.sidecar, found.sidecar_origin)) as file:
            content = file.read(SIDECAR_BYTES)
    except (InputError, OSError) as error:
        return {}, f"{getattr(error, 'why', error)}; the file beside it is read without it"
    return fields_in(content)


def fields_in(sidecar: bytes) -> tuple[dict[str, object], str]:
    """The fields that a sidecar states, and what is wrong with it."""
    try:
        fields = parse(sidecar.decode("utf-8-sig"))
    except ValueError as error:
        return {}, f"not JSON ({error}); the file beside it is read without it"
    if not isinstance(fields, dict):
        return {}, "not a JSON object; the file beside it is read without it"
    return fields, ""


def _sound(stored: Stored, origin: str, expansion: int) -> Iterator[bytes]:
    """What a gzip file unpacks to, without a member whose checksum fails: half of its texts may be altered.

    The checksum stands behind the data, so the file is unpacked twice.
    """
    left = sys.maxsize
    try:
        deque(unpack(stored, origin, expansion), maxlen=0)
    except InputError as error:
        if error.code == "E-GZIP-BAD":
            left = error.offset or 0
    for piece in unpack(stored, origin, expansion):
        if given := piece[:left]:
            left -= len(given)
            yield given


def unpack(stored: Stored, origin: str, expansion: int) -> Iterator[bytes]:
    """Unpack gzip, members and all, a piece at a time; what came before an error is given before it is raised."""
    inflate = zlib.decompressobj(31)
    came = gave = member = 0  # packed bytes in, unpacked bytes out, and where in those this member starts
    fresh = True  # between members
    for arrived in stored(0):
        came, packed = came + len(arrived), arrived
        while packed := packed.lstrip(b"\0") if fresh else packed:  # zero padding behind a member is allowed
            member = gave if fresh else member
            try:
                while piece := inflate.decompress(packed, PIECE):
                    packed, gave = b"" if inflate.eof else inflate.unconsumed_tail, gave + len(piece)  # at the end it is stale
                    if gave > max(BOMB_FLOOR, expansion * (came - len(packed))):
                        raise InputError("E-GZIP-BOMB", origin, f"expands more than {expansion} times; not read further")
                    yield piece
            except zlib.error as error:
                why = f"not gzip, or damaged before packed byte {came} ({error})"
                raise InputError("E-GZIP-BAD", origin, why, offset=member) from error
            packed, fresh = inflate.unused_data, inflate.eof
            inflate = zlib.decompressobj(31) if fresh else inflate
    if not came:
        raise InputError("E-EMPTY", origin, "the file is empty")
    if not (fresh and gave):
        raise InputError("E-GZIP-TRUNC" if gave else "E-GZIP-BAD", origin, f"the gzip stream ends early, after {came} bytes")
