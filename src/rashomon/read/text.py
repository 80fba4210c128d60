"""Plain text: one file, one document."""

from __future__ import annotations

from collections.abc import Iterator

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece, Reader, readers, whole
from ._decode import decode
from ._fields import sort_out
from ._streams import Source


def split_text(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The file, whole; a character takes four bytes at most."""
    return whole(source, 4 * config.text_chars + 4, "bytes that read.text_chars can take", "E-TEXT-LONG")


def read_text(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The whole file as one document, with the fields of its sidecar."""
    decoded = decode(piece.content)
    if decoded is None:
        raise InputError("E-BINARY", piece.file, "the bytes are no text")
    fields, extra = sort_out(piece.fields)
    yield Raw(piece.origin, "text", *decoded, fields=fields, extra=extra)


readers.add("text", Reader((".txt", ".text", ".md", ".markdown", ".rst", ".asc", ""), lambda _: False, split_text, read_text))
