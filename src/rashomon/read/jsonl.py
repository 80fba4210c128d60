"""JSON documents: one a line, one a file, or a list; a broken line costs itself only."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Reader, readers, skipped
from ._decode import MAGIC, decode, whole_characters
from ._fields import parse, sort_out
from ._inputs import stem_of
from ._streams import Source, split_lines

BOM = codecs.BOM_UTF8
TRANSCODED = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def looks_like_records(head: bytes) -> bool:
    """Whether the first line is a JSON object with a text."""
    first = head.removeprefix(BOM).partition(b"\n")[0].strip()
    return first.startswith(b"{") and re.search(rb'"text"\s*:', first) is not None


def read_json(source: Source, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """Every record, or the line that says why not."""
    if source.head.startswith(MAGIC) or (b"\0" in source.head and decode(source.head) is None):
        raise InputError("E-BINARY", source.origin, "the bytes are no text")
    pieces, encoding = _as_utf8(source)
    if stem_of(source.name)[1] == ".json" or source.head.removeprefix(BOM).lstrip().startswith(b"["):
        yield from _value(source, pieces, config, encoding)
    else:
        yield from _records(source, pieces, config, encoding)


def _as_utf8(source: Source) -> tuple[Iterator[bytes], str]:
    for mark, name in TRANSCODED.items():
        if source.head.startswith(mark):
            decoder = codecs.getincrementaldecoder(name)("replace")
            return (whole_characters(decoder.decode(piece)).encode().removeprefix(BOM) for piece in source.all()), name
    return source.all(), "utf-8"


def _value(source: Source, pieces: Iterator[bytes], config: ReadConfig, encoding: str) -> Iterator[Raw | Skipped]:
    """One object or one list in a file; a file that only says it is .json and holds one record a line is read as that."""
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > config.line_bytes:
            break
    try:
        text, used = _text(bytes(content), encoding)
        value = parse(text)
    except ValueError as error:
        if not looks_like_records(bytes(content)):
            code, why = (
                ("E-FILE-BIG", "one JSON value is read whole, up to read.line_bytes")
                if len(content) > config.line_bytes
                else ("E-JSON", f"not JSON: {error}")
            )
            raise InputError(code, source.origin, why) from error
        yield from _records(source, chain((bytes(content),), pieces), config, encoding)
        return
    if not isinstance(value, list):
        yield _document(value, source.origin, source.origin, None, None, used)
        return
    for number, item in enumerate(value, 1):
        yield _document(item, f"{source.origin}#{number}", source.origin, number, None, used)


def _records(source: Source, pieces: Iterator[bytes], config: ReadConfig, encoding: str) -> Iterator[Raw | Skipped]:
    for row in split_lines(pieces, config.line_bytes, source.origin):
        if row.text is None:
            why = f"the line is longer than the {config.line_bytes:,} bytes of read.line_bytes"
            yield skipped("E-LINE-LONG", source.origin, why, row.number, row.offset)
        elif row.text.strip():
            text, used = _text(row.text, encoding)
            try:
                value = parse(text)
            except ValueError as error:
                yield skipped("E-JSON", source.origin, f"not JSON: {error}", row.number, row.offset)
            else:
                yield _document(value, f"{source.origin}#{row.number}", source.origin, row.number, row.offset, used)


def _text(line: bytes, encoding: str) -> tuple[str, str]:
    decoded = decode(line)
    if decoded is None:
        return line.decode("utf-8", "replace"), encoding
    return decoded[0], encoding if decoded[1] == "utf-8" else decoded[1]


def _document(value: object, origin: str, file: str, record: int | None, offset: int | None, encoding: str) -> Raw | Skipped:
    if not isinstance(value, dict):
        return skipped("E-JSON", file, f"a JSON {type(value).__name__}, not an object", record, offset)
    text = value.get("text")
    if not isinstance(text, str):
        return skipped("E-FIELD", file, f"no `text` string among {', '.join(sorted(value)[:8]) or 'no fields'}", record, offset)
    if not text.strip():
        return skipped("E-EMPTY", file, "the record holds no text", record, offset)
    fields, extra = sort_out(value)
    return Raw(origin, "jsonl", text, encoding, fields, extra, offset or 0)


readers.add("jsonl", Reader((".jsonl", ".ndjson", ".json"), looks_like_records, read_json))
