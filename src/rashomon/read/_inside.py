"""A file inside another: read as it would be alone, with lines that name the file it came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..config import ReadConfig
from ..types import Raw, Skipped
from . import Piece, documents, split
from ._streams import Source


def inside(
    piece: Piece, name: str, origin: str, content: bytes, fields: Mapping[str, object], config: ReadConfig
) -> Iterator[Raw | Skipped]:
    """The documents in `content`, a file called `name`; InputError where no reader takes it."""
    for part in split(Source(name, origin, iter((content,)), dict(fields)), config):
        for item in (part,) if isinstance(part, Skipped) else documents(part, config):
            if isinstance(item, Skipped):
                yield replace(item, origin=piece.file, record=piece.record or item.record, offset=piece.offset)
            else:
                yield replace(item, offset=piece.offset or 0)
