"""JSON documents: one a line, one a file, or a list; a broken line costs itself only."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import chain

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece, Reader, readers, skipped
from ._decode import MAGIC, decode, whole_characters
from ._fields import parse, sort_out
from ._inputs import stem_of
from ._streams import Source, split_lines
from .dialects import dialects

BOM = codecs.BOM_UTF8
TRANSCODED = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def looks_like_records(head: bytes) -> bool:
    """Whether the first line is a JSON object with a text."""
    first = head.removeprefix(BOM).partition(b"\n")[0].strip()
    return first.startswith(b"{") and re.search(rb'"text"\s*:', first) is not None


def split_json(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """A line a piece, or the whole file where it is one JSON value."""
    if source.head.startswith(MAGIC) or (b"\0" in source.head and decode(source.head) is None):
        raise InputError("E-BINARY", source.origin, "the bytes are no text")
    stream, encoding = _as_utf8(source)
    if stem_of(source.name)[1] != ".json" and not source.head.removeprefix(BOM).lstrip().startswith(b"["):
        yield from split_records(source, stream, config, encoding)
        return
    content = bytearray()
    for part in stream:
        content += part
        if len(content) > config.line_bytes:
            break
    if _is_lines(bytes(content)):  # a file that only says it is .json
        yield from split_records(source, chain((bytes(content),), stream), config, encoding)
    elif len(content) > config.line_bytes:
        raise InputError("E-FILE-BIG", source.origin, "one JSON value is read whole, up to read.line_bytes")
    elif content.strip():
        yield Piece("", source.origin, source.origin, bytes(content), source.name, encoding=encoding)


def _as_utf8(source: Source) -> tuple[Iterator[bytes], str]:
    for mark, name in TRANSCODED.items():
        if source.head.startswith(mark):
            decoder = codecs.getincrementaldecoder(name)("replace")
            return (whole_characters(decoder.decode(piece)).encode().removeprefix(BOM) for piece in source.all()), name
    return source.all(), "utf-8"


def _is_lines(content: bytes) -> bool:
    """Whether the first line is a record by itself, and others follow."""
    first, _, rest = content.partition(b"\n")
    if not (rest.strip() and (looks_like_records(first) or (first.lstrip()[:1] == rest.lstrip()[:1] == b"{"))):
        return False
    try:
        return isinstance(parse(_text(first, "utf-8")[0]), dict)
    except ValueError:
        return first.rstrip().endswith(b"}")


def split_records(source: Source, stream: Iterator[bytes], config: ReadConfig, encoding: str) -> Iterator[Piece | Skipped]:
    """A line a piece, of a stream of UTF-8 that may have been in another `encoding`."""
    for row in split_lines(stream, config.line_bytes, source.origin):
        if row.text is None:
            why = f"the line is longer than the {config.line_bytes:,} bytes of read.line_bytes"
            yield skipped("E-LINE-LONG", source.origin, why, row.number, row.offset)
        elif row.text.strip():
            origin = f"{source.origin}#{row.number}"
            yield Piece("", origin, source.origin, row.text, source.name, row.number, row.offset, encoding)


def read_json(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The record of a line, or every one of a list; or the line that says why not."""
    text, used = _text(piece.content, piece.encoding)
    try:
        value = parse(text)
    except ValueError as error:
        raise InputError("E-JSON", piece.file, f"not JSON: {error}") from error
    if piece.record is None and isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield _document(item, f"{piece.origin}#{number}", piece.file, number, None, used)
    else:
        yield _document(value, piece.origin, piece.file, piece.record, piece.offset, used)


def _text(line: bytes, encoding: str) -> tuple[str, str]:
    decoded = decode(line)
    if decoded is None:
        return line.decode("utf-8", "replace"), encoding
    return decoded[0], encoding if decoded[1] == "utf-8" else decoded[1]


def _document(value: object, origin: str, file: str, record: int | None, offset: int | None, encoding: str) -> Raw | Skipped:
    if not isinstance(value, dict):
        return skipped("E-JSON", file, f"a JSON {type(value).__name__}, not an object", record, offset)
    name, dialect = next(((name, dialect) for name, dialect in dialects.items() if dialect.looks(value)), ("", None))
    if dialect:
        try:
            text, fields, extra = dialect.document(value)
        except InputError as error:
            return skipped(error.code, file, error.why, record, offset)
    else:
        given = value.get("text")
        if not isinstance(given, str):
            return skipped("E-FIELD", file, f"no `text` string among {', '.join(sorted(value)[:8]) or 'no fields'}", record, offset)
        text, (fields, extra) = given, sort_out(value)
    if not text.strip():
        return skipped("E-EMPTY", file, "the record holds no text", record, offset)
    return Raw(origin, "jsonl", text, encoding, fields, {**extra, "dialect": name} if name else extra, offset or 0)


readers.add("jsonl", Reader((".jsonl", ".ndjson", ".json"), looks_like_records, split_json, read_json))
