"""Plain text: one file, one document."""

from __future__ import annotations

from collections.abc import Iterator

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Reader, readers
from ._decode import decode
from ._fields import sort_out
from ._streams import Source


def read_text(source: Source, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The whole file as one document, with the fields of its sidecar."""
    content = source.whole(4 * config.text_chars + 4)
    if content is None:
        raise InputError("E-TEXT-LONG", source.origin, f"more than the {config.text_chars:,} characters of read.text_chars")
    if not content.strip():
        raise InputError("E-EMPTY", source.origin, "the file is empty")
    decoded = decode(content)
    if decoded is None:
        raise InputError("E-BINARY", source.origin, "the bytes are no text")
    fields, extra = sort_out(source.fields)
    yield Raw(source.origin, "text", *decoded, fields=fields, extra=extra)


readers.add("text", Reader((".txt", ".text", ".md", ".markdown", ".rst", ".asc", ""), lambda _: False, read_text))
