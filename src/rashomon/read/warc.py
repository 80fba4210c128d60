"""Web archives: which records are reports; intact ones are read, damaged ones named, the rest is counted.

`_records` and `_members` find the records in our own code, since readers that trust lengths lose what lies behind a
damage; fastwarc reads one record at a time, where a crash costs that record. What a page, feed or file is that a
server answered with, its own reader decides. Requests, metadata and the archive's own notes are bookkeeping and no
documents; answers of other kinds, redirects, errors and revisits are counted in one line a file.

`url` is the address that was asked; the time of the crawl is no date of publication and stays beside (`captured`).
The offset of a record in a packed archive is the byte of the file at which its gzip member starts, as indexes of archives have it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece, Reader, readers, skipped
from ._heads import HEAD_BYTES, VERSION, Head
from ._inside import inside
from ._members import Stretch, stretches
from ._proofs import Message
from ._records import Record, Records
from ._served import SUFFIXES, media_type, recoded
from ._streams import BOMB_FLOOR, Source

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord, WarcRecordPayloadReader

TOLD = ("WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "Content-Type")  # fields as fastwarc spells them
Decoding = Literal["none", "content", "transfer", "all"]
DECODINGS: tuple[Decoding, ...] = ("all", "content", "transfer", "none")
BOOKKEEPING = frozenset({"request", "warcinfo", "metadata"})
HELD = frozenset(SUFFIXES) - {"application/warc"} | {""}  # kinds of content that may hold a report; an archive in an archive is not read
DAMAGES = 1000  # of which each has a line; more are counted
KINDS = 30  # of records passed over that are named in the line


def looks_like_archive(head: bytes) -> bool:
    """Whether a record begins here."""
    return VERSION.match(head) is not None


def split_archive(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """Every record that may hold a report; a line for each damage, and one for all that hold none."""
    others: Counter[str] = Counter()
    number = damages = offset = 0
    for stretch in _stretches(source, config):
        found, before = 0, damages
        sound = stretch.end in ("whole", "cut")
        limits = config.record_bytes, config.file_bytes
        for record in Records(stretch.pieces, stretch.stored, *limits, trusted=sound, packed=source.packed):
            found += 1
            number += record.head is not None
            offset = stretch.place(record.at) if source.packed else record.at
            if record.block is None or record.head is None:
                damages += 1
                if damages <= DAMAGES:
                    yield _damage(record if sound else replace(record, code=_code(stretch)), source.origin, number, offset)
            elif kind := _passed_over(record.head, record.block):
                others[kind] += kind not in BOOKKEEPING
            else:
                yield _piece(record.head, record.block, source, number, offset)
        if not found:
            damages += 1
            yield skipped(_code(stretch), source.origin, f"a gzip member holds no record: {stretch.why}", offset=stretch.at)
        elif stretch.end != "whole" and damages == before:
            yield skipped(_code(stretch), source.origin, f"a gzip member is not whole: {stretch.why}", offset=stretch.at)
    if damages > DAMAGES:
        yield skipped(
            "E-WARC", source.origin, f"{damages - DAMAGES:,} more damaged records or stretches behind the {DAMAGES:,} named", offset=offset
        )
    if named := ", ".join(f"{count:,} {kind}" for kind, count in sorted(others.items())[:KINDS] if count):
        more = len(others) - KINDS
        yield skipped(
            "E-PASSED-OVER", source.origin, f"records that are no reports: {named}" + (f" and {more} other kinds" if more > 0 else "")
        )


def _stretches(source: Source, config: ReadConfig) -> Iterator[Stretch]:
    if source.packed and source.stored:
        return stretches(source.stored, config.expansion, config.record_bytes + 2 * HEAD_BYTES)
    return iter((Stretch(0, source.all(), "whole", stored=source.stored),))


def _code(stretch: Stretch) -> str:
    return {"cut": "E-GZIP-TRUNC", "bomb": "E-GZIP-BOMB"}.get(stretch.end, "E-GZIP-BAD")


def _damage(record: Record, origin: str, number: int, offset: int) -> Skipped:
    if record.head is None:
        return skipped(record.code, origin, record.why, None, offset)
    return skipped(record.code, origin, f"{record.why}; record quarantined", number, offset)


def _piece(head: Head, block: bytes, source: Source, number: int, offset: int) -> Piece:
    lines = "".join(f"{name}: {head.fields[name.lower()]}\r\n" for name in TOLD if name.lower() in head.fields)
    content = f"WARC/1.1\r\n{lines}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
    return Piece("", f"{source.origin}#{number}", source.origin, content, source.name, number, offset, fields=source.fields)


def _passed_over(head: Head, block: bytes) -> str:
    """What a record is that holds no report; "" where it may hold one."""
    kind = head.kind
    if kind in BOOKKEEPING:
        return kind
    if kind not in ("response", "resource", "conversion"):
        return kind[:40] or "untyped"
    mime = media_type(head.fields.get("content-type", ""))
    if kind == "response" and mime == "text/dns":
        return "metadata"
    if mime == "application/http":
        message = Message(block)
        if message.status != 200:
            return f"status {message.status}" if message.status else "answers without a status"
        mime = message.mime
    return "" if mime in HELD else mime[:40]


def read_record(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """What the record holds, by the reader for its kind."""
    url, captured, mime, charset, body = _payload(piece, config)
    kept: dict[str, object] = {"captured": captured} if captured else {}
    body, encoding = recoded(body, charset)
    fields = {**piece.fields, "url": url} if url else piece.fields
    for item in inside(piece, f"record{SUFFIXES.get(mime, '.html')}", piece.origin, body, fields, config):
        yield item if isinstance(item, Skipped) else replace(item, extra={**item.extra, **kept}, encoding=encoding or item.encoding)


def _payload(piece: Piece, config: ReadConfig) -> tuple[str, str, str, str, bytes]:
    """Address, time of the crawl, kind of content, character set, and the bytes as they were meant."""
    for decode in DECODINGS:  # pages are kept decoded under heads that say otherwise
        try:
            record = _record(piece, decode)
            body = _unpacked(record.reader, len(piece.content), piece, config)
        except OSError as error:
            failed = str(error)
            continue
        except InputError:
            raise
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what a crash inside fastwarc is; no Exception, so that nobody stops it
                raise
            raise InputError("E-CRASH", piece.file, f"fastwarc: {error}"[:300]) from error
        head = record.headers
        mime = record.http_content_type if record.http_headers is not None else head.get("Content-Type")
        url = (head.get("WARC-Target-URI") or "").strip("<> ")
        return url, head.get("WARC-Date") or "", media_type(mime or ""), (record.http_charset or "").lower(), body
    raise InputError("E-WARC", piece.file, f"the record cannot be read: {failed}")


def _record(piece: Piece, decode: Decoding) -> WarcRecord:
    from io import BytesIO

    from fastwarc.warc import ArchiveIterator

    records = ArchiveIterator(BytesIO(piece.content), parse_http=True, auto_decode=decode, max_header_len=2 * HEAD_BYTES)
    record = next(iter(records), None)
    if record is None:
        raise OSError("no record was found in it")
    return record


def _unpacked(reader: WarcRecordPayloadReader, packed: int, piece: Piece, config: ReadConfig) -> bytes:
    body = bytearray()
    while part := reader.read(1 << 16):
        body += part
        if len(body) > config.payload_bytes:
            raise InputError("E-RECORD-BIG", piece.file, f"unpacks to more than the {config.payload_bytes:,} bytes of read.payload_bytes")
        if len(body) > max(BOMB_FLOOR, config.expansion * packed):
            raise InputError("E-BOMB", piece.file, f"expands more than {config.expansion} times; not read further")
    return bytes(body)


readers.add("warc", Reader((".warc",), looks_like_archive, split_archive, read_record))
