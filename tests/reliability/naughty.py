"""Bad inputs, each made by program: what it is called, its bytes or its making, the code it must end in."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SEED = 20210504
LIMIT_SECONDS = 5.0  # for each input
LIMIT_MB = 400  # for the process that reads them all, Python and parsers included

GOOD = "The old bridge over the Lenn fell on Tuesday. Nobody was hurt, the mayor said."
RECORDS = 2000


@dataclass(frozen=True)
class Naughty:
    """One bad input."""

    name: str
    codes: tuple[str, ...]  # of its ledger lines, in order
    make: Callable[[Path], None]
    kept: int = 0  # documents that must be read nevertheless


def records(count: int) -> bytes:
    """Good records that do not pack well, as news does not."""
    rng = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    return b"".join(json.dumps({"id": n, "text": f"{GOOD} {rng.randbytes(40).hex()}"}).encode() + b"\n" for n in range(count))


def content(value: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(value)

    return make


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def long_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(records(1) + b'{"text": "')
        for _ in range(50):
            file.write(b"a bridge " * 116_509)
        file.write(b'"}\n' + records(1))


def bomb(path: Path) -> None:
    packer, block = zlib.compressobj(9, wbits=31), b"\n" * (1 << 20)
    path.write_bytes(b"".join([*(packer.compress(block) for _ in range(50)), packer.flush()]))


def bomb_of(head: bytes) -> Callable[[Path], None]:
    """A gzip member that begins well and goes on for ever."""

    def make(path: Path) -> None:
        packer, block = zlib.compressobj(9, wbits=31), b"\n" * (1 << 20)
        path.write_bytes(b"".join([packer.compress(head), *(packer.compress(block) for _ in range(50)), packer.flush()]))

    return make


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def noise(size: int) -> bytes:
    return random.Random(SEED).randbytes(size)  # noqa: S311 - a seed, not a secret


def record(block: bytes, mime: str = "text/plain", length: int | None = None) -> bytes:
    """A record of a web archive."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n%s" % (mime.encode(), block)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-03-03T00:00:00Z\r\n"
    head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % (len(block) if length is None else length)
    return head + block + b"\r\n\r\n"


def packed_body() -> bytes:
    packer, block = zlib.compressobj(9, wbits=31), b"a bridge " * (1 << 16)
    return b"".join([*(packer.compress(block) for _ in range(200)), packer.flush()])


def feed(items: bytes, head: bytes = b"") -> bytes:
    return b"<?xml version='1.0'?>" + head + b"<rss version='2.0'><channel><title>Herald</title>" + items + b"</channel></rss>"


ITEM = f"<item><description>{GOOD}</description></item>".encode()
LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'>" + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)) + b"]>"
OUTSIDE = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in files.items():
            archive.writestr(zipfile.ZipInfo(name), value, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def overlapping() -> bytes:
    """A ZIP file whose list names the bytes of its first member a thousand times."""
    made = zipped({"a.txt": GOOD.encode()})
    start, end = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    entry = made[start:end]
    entries = b"".join(entry.replace(b"a.txt", b"%05d" % n) for n in range(1000))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entries), start, 0)
    return made[:start] + entries + tail


def deep_mail(depth: int) -> bytes:
    heads = [b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)]
    return b"From: a@lenn.example\r\nSubject: x\r\n" + b"".join(heads) + b"\r\n" + GOOD.encode()


packed = gzip.compress(records(RECORDS), mtime=0)
flipped = bytearray(packed)
flipped[len(flipped) // 2] ^= 0xFF

INPUTS: tuple[Naughty, ...] = (
    Naughty("empty.txt", ("E-EMPTY",), content(b"")),
    Naughty("empty.html", ("E-EMPTY",), content(b"")),
    Naughty("empty.jsonl", ("E-EMPTY",), content(b"")),
    Naughty("empty.txt.gz", ("E-EMPTY",), content(b"")),
    Naughty("blank.txt", ("E-EMPTY",), content(b" \n\t\n" * 50)),
    Naughty("marked.txt", ("E-EMPTY",), content(b"\xef\xbb\xbf")),
    Naughty("blank.jsonl", ("E-EMPTY",), content(b"\n\n \n")),
    Naughty("blank-record.jsonl", ("E-EMPTY",), content(b'{"text": " "}\n')),
    Naughty("noise.txt", ("E-BINARY",), content(noise(5000))),
    Naughty("noise.html", ("E-BINARY",), content(noise(5000))),
    Naughty("noise.jsonl", ("E-BINARY",), content(noise(5000))),
    Naughty("noise.dat", ("E-BINARY",), content(noise(5000))),
    Naughty("document.pdf", ("E-PDF",), content(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")),
    Naughty("letter.rtf", ("E-BINARY",), content(b"{\\rtf1\\ansi The bridge fell.}")),
    Naughty("letter.docx", ("E-BINARY",), content(b"PK\x03\x04" + noise(500))),
    Naughty("zeros.txt", ("E-BINARY",), content(b"\0" * 4000)),
    Naughty("table.csv", ("E-FORMAT",), content(b"id,text\n1,The bridge fell\n")),
    Naughty("table.xml", ("E-FORMAT",), content(b"<?xml version='1.0'?><table></table>")),
    Naughty("feed.xml", ("E-EMPTY",), content(b"<?xml version='1.0'?><rss><channel></channel></rss>")),
    Naughty("long-line.jsonl", ("E-LINE-LONG",), long_line, kept=2),
    Naughty("long-text.txt", ("E-TEXT-LONG",), content(b"a bridge " * 300_000)),
    Naughty("very-long-text.txt", ("E-TEXT-LONG",), content(b"a bridge " * 3_000_000)),
    Naughty("big-page.html", ("E-FILE-BIG",), content(b"<html><p>a bridge " + b"fell " * 5_000_000)),
    Naughty("cut.txt.gz", ("E-GZIP-TRUNC",), content(gzip.compress(noise(3000).hex().encode(), mtime=0)[:-40])),
    Naughty("cut.jsonl.gz", ("E-GZIP-TRUNC",), content(packed[: len(packed) // 2]), kept=994),
    Naughty("flipped.jsonl.gz", ("E-GZIP-BAD",), content(bytes(flipped))),
    Naughty("flipped-member.jsonl.gz", ("E-GZIP-BAD",), content(packed + bytes(flipped)), kept=RECORDS),
    Naughty("stub.txt.gz", ("E-GZIP-BAD",), content(b"\x1f\x8b\x08\0\0\0")),
    Naughty("not-packed.txt.gz", ("E-GZIP-BAD",), content(GOOD.encode())),
    Naughty("packed-archive.tar.gz", ("E-BINARY",), content(gzip.compress(b"name\0\0\0\0" + noise(900), mtime=0))),
    Naughty("bomb.jsonl.gz", ("E-GZIP-BOMB",), bomb),
    Naughty("bomb.txt.gz", ("E-GZIP-BOMB",), bomb),
    Naughty("broken.jsonl", ("E-JSON",), content(records(2) + b'{"text": "The bri\n' + records(2)), kept=4),
    Naughty("not-objects.jsonl", ("E-JSON", "E-JSON", "E-JSON"), content(b'7\n"The bridge"\nnull\n')),
    Naughty(
        "deep.jsonl", ("E-JSON", "E-JSON"), content(b"".join(b'{"text": "a", "x": %s%s}\n' % (b"[" * n, b"]" * n) for n in (200, 100_000)))
    ),
    Naughty("no-text.jsonl", ("E-FIELD", "E-FIELD"), content(b'{"id": 1}\n{"text": 5}\n')),
    Naughty("no-text.json", ("E-FIELD",), content(b'{"about": "a table of results", "rows": []}')),
    Naughty("no-article.html", ("E-NO-ARTICLE",), content(b"<html><head><title>Nothing</title></head><body></body></html>")),
    Naughty("no-elements.html", ("E-NO-ARTICLE",), content(b"<!-- nothing -->")),
    Naughty("very-deep.html", ("E-NESTING",), content(b"<html><body>" + b"<div>" * 200_000 + b"The bridge fell.")),
    Naughty("length.warc", ("E-WARC-TRUNC",), content(record(b"x", length=10**15) + record(GOOD.encode())), kept=1),
    Naughty("large.warc", ("E-RECORD-BIG",), content(record(b"a bridge " * 3_000_000) + record(GOOD.encode())), kept=1),
    Naughty("bomb.warc", ("E-BOMB",), content(record(packed_body(), "text/plain\r\nContent-Encoding: gzip"))),
    Naughty("noise.warc", ("E-WARC",), content(noise(3_000_000))),
    Naughty("heads.warc", ("E-WARC",), content(b"WARC/1.0\r\n" * 40_000)),
    Naughty("open-heads.warc", ("E-WARC",), content(b"X:WARC/1.0\r\n" * 40_000)),
    Naughty("one-head.warc", ("E-WARC",), content(b"WARC/1.0\r\n" + b"X:WARC/1.0\r\n" * 5000 + b"\r\n")),
    Naughty("bomb.warc.gz", ("E-GZIP-BOMB",), bomb_of(record(GOOD.encode()))),
    Naughty("stubs.warc.gz", ("E-GZIP-BAD",), content(gzip.compress(record(GOOD.encode())) + b"\x1f\x8b\x08\0" * 200_000)),
    Naughty("laughs.rss", ("E-XML-ENTITY",), content(feed(ITEM, LAUGHS))),
    Naughty("outside.rss", ("E-XML-ENTITY",), content(feed(ITEM, OUTSIDE))),
    Naughty("wide.rss", ("E-XML-ENTITY",), content(feed(ITEM, OUTSIDE).decode().replace("?>", " encoding='utf-16'?>", 1).encode("utf-16"))),
    Naughty("deep.rss", ("E-EMPTY",), content(feed(b"<item>" + b"<a>" * 100_000))),
    Naughty("empty-entries.rss", ("E-EMPTY", "E-EMPTY"), content(feed(b"<item></item>" + ITEM + b"<item><title>x</title></item>")), kept=1),
    Naughty("many.rss", ("E-MANY",), content(feed(ITEM * 10_050)), kept=10_000),
    Naughty(
        "authors.rss", (), content(feed(b"<item><author>" + b"a (" * 300_000 + b"</author><description>x</description></item>")), kept=1
    ),
    Naughty("comments.rss", (), content(feed(ITEM + b"<!-" * 300_000)), kept=1),
    Naughty("token.rss", (), content(feed(ITEM + b"<a b='" + b"x" * 3_000_000)), kept=1),
    Naughty("laughs.newsml", ("E-XML-ENTITY",), content(LAUGHS + b"<newsItem/>")),
    Naughty("empty.newsml", ("E-EMPTY",), content(b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>")),
    Naughty("noise.newsml", ("E-BINARY",), content(noise(5000))),
    Naughty("deep.eml", ("E-NESTING",), content(deep_mail(3000))),
    Naughty("addresses.eml", (), content(b"From: " + b'"a" <(' * 200_000 + b"\r\nSubject: x\r\n\r\n" + GOOD.encode()), kept=1),
    Naughty("words.eml", (), content(b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\r\n\r\n" + GOOD.encode()), kept=1),
    Naughty("empty.eml", ("E-EMPTY",), content(b"From: a@lenn.example\r\n\r\n")),
    Naughty("noise.pdf", ("E-PDF",), content(b"%PDF-1.7\n" + noise(50_000))),
    Naughty("noise.zip", ("E-ZIP",), content(noise(50_000))),
    Naughty("overlap.zip", ("E-BOMB",) * 999, content(overlapping()), kept=1),
    Naughty("bomb.zip", ("E-BOMB",), content(zipped({"a.txt": b"a bridge " * 8_000_000, "b.txt": GOOD.encode()})), kept=1),
    Naughty("pipe.txt", ("E-NOT-REGULAR",), os.mkfifo),
    Naughty("socket", ("E-NOT-REGULAR",), listening),
    Naughty("link.txt", ("E-NOT-REGULAR",), link_to("empty.txt")),
    Naughty("dangling.txt", ("E-NOT-REGULAR",), link_to("nowhere.txt")),
    Naughty("loop", ("E-NOT-REGULAR",), link_to("loop")),
    Naughty("device.txt", ("E-NOT-REGULAR",), link_to("/dev/zero")),
)
