"""Decides what is asked of a child, how both sides speak, and what taking one piece in means."""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import BinaryIO, Final, TypedDict

from ..clean import clean
from ..config import Config
from ..read import Piece, documents, skipped
from ..types import Raw, Report, Skipped, When

FRAME_BYTES: Final = 2**30  # of one answer; a document of 2 million characters takes some 10 MB
HEAD: Final = struct.Struct(">I")
NO_MEMORY: Final = 6  # exit code of a child that ran out of memory


@dataclass(frozen=True, slots=True)
class Order:
    """What to do with every piece."""

    config: Config
    published: When | None = None  # dates the documents that carry no date
    whole: bool = False  # a document such as a primary source keeps all its lines: none is furniture


class Answer(TypedDict):
    """What became of one document."""

    report: Report | None
    skipped: Skipped | None


def taken(piece: Piece, order: Order) -> list[Report | Skipped]:
    """Parse and clean one piece; a piece that held one document leaves the hash of its bytes with it."""
    found = [_cleaned(item, order) if isinstance(item, Raw) else item for item in documents(piece, order.config.read)]
    if len(found) == 1 and isinstance(found[0], Report):
        return [replace(found[0], raw_sha256=raw_sha256(piece))]
    return list(found)


def _cleaned(raw: Raw, order: Order) -> Report | Skipped:
    try:
        return clean(raw, order.config.clean, order.published, whole=order.whole)
    except Exception as error:  # noqa: BLE001 - one hostile document must not stop the pile
        return skipped("E-CRASH", raw.origin, f"cleaning failed: {type(error).__name__}: {error}"[:300])


def raw_sha256(piece: Piece) -> str:
    """SHA-256 of the bytes of a piece, in hex: for a file, what `sha256sum` says."""
    return sha256(piece.content).hexdigest()


def write_frame(file: BinaryIO, body: bytes) -> None:
    """One message: its length, then itself."""
    file.write(HEAD.pack(len(body)))
    file.write(body)


def read_frame(file: BinaryIO) -> bytes | None:
    """The next message; None where the other side is gone, or says more than it may."""
    head = file.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (length,) = HEAD.unpack(head)
    if length > FRAME_BYTES:
        return None
    body = file.read(length)
    return body if len(body) == length else None
