"""Archives damaged in every way: each intact record is read with its own bytes, and each damage has its line.

`fuzz(count, seed)` is the long form. The planted bug is a reader that trusts lengths: fastwarc alone, held to the same.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import random
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from rashomon.config import ReadConfig
from rashomon.read import Piece, _records, pieces, read
from rashomon.read._records import Records
from rashomon.types import Raw, Skipped

CONFIG = ReadConfig(record_bytes=60_000)
WORDS = "the old bridge over river fell on tuesday nobody was hurt mayor said ferry will run until new one stands".split()
DAMAGED = frozenset({"E-WARC", "E-WARC-TRUNC", "E-RECORD-BIG", "E-GZIP-BAD", "E-GZIP-TRUNC", "E-GZIP-BOMB"})
BREAK = b"\r\n\r\n"
Recover = Callable[[Path], "tuple[dict[str, bytes], list[Skipped]]"]


@dataclass(frozen=True)
class Made:
    """A record as it was written, and what became of it."""

    uri: str
    head: bytes  # without its last field, the length
    block: bytes
    digest: bool
    document: bool  # whether it must come out
    raw: bytes = b""  # as it lies in the archive
    before: bytes = b""  # what was pushed in front of it
    hit: str = ""  # the damage
    lost: bool = False  # whether that costs the record

    def written(self, length: bytes | None = None, block: bytes | None = None) -> bytes:
        stated = str(len(self.block)).encode() if length is None else length
        return self.head + b"Content-Length: " + stated + BREAK + (self.block if block is None else block) + BREAK


@dataclass
class Archive:
    """The records of a file, how they are packed, and the file."""

    packing: str
    records: list[Made]
    content: bytes = b""
    starts: list[int] = field(default_factory=list)  # of each record (or its member) in the file


def sentence(rng: random.Random, count: int) -> str:
    return " ".join(rng.choice(WORDS) for _ in range(count)) + "."


def chunked(body: bytes, rng: random.Random) -> bytes:
    out, at = bytearray(), 0
    while at < len(body):
        size = rng.randint(1, 400)
        out += b"%x\r\n" % len(body[at : at + size]) + body[at : at + size] + b"\r\n"
        at += size
    return bytes(out) + b"0\r\n\r\n"


def http(rng: random.Random, kind: str, body: bytes) -> bytes:
    extra = b""
    if rng.random() < 0.3:
        body, extra = gzip.compress(body, mtime=0), extra + b"Content-Encoding: gzip\r\n"
    if rng.random() < 0.3:
        body, extra = chunked(body, rng), extra + b"Transfer-Encoding: chunked\r\n"
    elif rng.random() < 0.7:
        extra += b"Content-Length: %d\r\n" % len(body)
    return b"HTTP/1.1 200 OK\r\nContent-Type: " + kind.encode() + b"; charset=utf-8\r\n" + extra + b"\r\n" + body


def record(rng: random.Random, number: int, prefix: str, nested: bool) -> Made:
    """One record: a page, a text, the archive's own notes, another archive."""
    uri, text = f"http://{prefix}.example/{number}", sentence(rng, rng.randint(3, 300))
    kind = rng.choice(("page", "page", "text", "wet", "request", "metadata", "picture", "archive" if nested else "page"))
    block, type_, mime = b"", "response", "application/http; msgtype=response"
    if kind == "archive":
        inner = b"".join(record(rng, n, f"inner-{number}", nested=False).raw for n in range(rng.randint(1, 4)))
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + (b"" if rng.random() < 0.7 else text.encode() + BREAK) + inner
    elif kind == "wet":
        block, type_, mime = text.encode(), "conversion", "text/plain"
    elif kind == "request":
        block, type_, mime = (
            b"GET /" + text[:5].encode() + b" HTTP/1.1\r\nHost: x.example\r\n\r\n",
            "request",
            "application/http; msgtype=request",
        )
    elif kind == "metadata":
        block, type_, mime = b"note: " + text.encode(), "metadata", "application/warc-fields"
    elif kind == "picture":
        block = http(rng, "image/png", rng.randbytes(rng.randint(1, 900)))
    else:
        page = f"<html><body><p>{text}</p></body></html>" if kind == "page" else text
        block = http(rng, "text/html" if kind == "page" else "text/plain", page.encode())
    digest = rng.random() < 0.5
    sha = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
    head = (
        f"WARC/1.{rng.randint(0, 1)}\r\nWARC-Type: {type_}\r\nWARC-Record-ID: <urn:uuid:{prefix}-{number}>\r\n"
        f"WARC-Date: 2026-03-03T00:00:00Z\r\nWARC-Target-URI: {uri}\r\nContent-Type: {mime}\r\n"
        + (f"WARC-Block-Digest: sha1:{sha}\r\n" if digest else "")
    )
    made = Made(uri, head.encode(), block, digest, kind in ("page", "text", "wet", "archive"))
    return replace(made, raw=made.written())


def archive(rng: random.Random, packing: str) -> Archive:
    return Archive(packing, [record(rng, n, "outer", nested=True) for n in range(rng.randint(4, 9))])


# --- damages --------------------------------------------------------------------------------


def hurt(one: Made, name: str, raw: bytes) -> Made:
    return replace(one, hit=name, lost=True, raw=raw)


def cut_payload(rng: random.Random, one: Made, after: list[Made]) -> Made:
    kept = rng.randrange(len(one.block))
    return hurt(one, "cut payload", one.written(block=one.block[:kept])[: None if rng.random() < 0.5 else -4])


def too_long(rng: random.Random, one: Made, after: list[Made]) -> Made:
    return hurt(one, "length too long", one.written(str(len(one.block) + rng.choice((1, 2, 3, 4, 5, rng.randint(6, 3000)))).encode()))


def too_short(rng: random.Random, one: Made, after: list[Made]) -> Made:
    return hurt(one, "length too short", one.written(str(max(len(one.block) - rng.choice((1, 2, 5, rng.randint(1, 3000))), 0)).encode()))


def swallows(rng: random.Random, one: Made, after: list[Made]) -> Made:
    taken = after[: rng.randint(1, 3)]
    if not taken or any(other.hit for other in taken):
        return too_long(rng, one, after)
    length = len(one.block) + 4 + sum(len(other.raw) for other in taken) - rng.choice((0, 4))
    return hurt(one, f"length swallows {len(taken)}", one.written(str(length).encode()))


def nonsense(rng: random.Random, one: Made, after: list[Made]) -> Made:
    return hurt(one, "length nonsense", one.written(rng.choice((b"-5", b"999999999999999", b"12x", b"", b"9" * 400, b"100000", b"0"))))


def no_length(rng: random.Random, one: Made, after: list[Made]) -> Made:
    return hurt(one, "no length", one.head + b"\r\n" + one.block + BREAK)


def garbage(rng: random.Random, one: Made, after: list[Made]) -> Made:
    junk = rng.choice(
        (rng.randbytes(rng.randint(5, 5000)), sentence(rng, 50).encode(), b"WARC/", b"WARC/1.0\r\nnothing here " * 3, b"WARC/1.0\r\n")
    )
    return replace(one, hit="garbage before", before=junk, raw=junk + one.raw)


def cut_head(rng: random.Random, one: Made, after: list[Made]) -> Made:
    kept = one.head[: rng.randint(8, len(one.head) - 3)]
    return hurt(one, "cut head", kept + rng.choice((b"", one.block + BREAK, one.block[len(one.block) // 2 :] + BREAK)))


def long_head(rng: random.Random, one: Made, after: list[Made]) -> Made:
    return hurt(one, "long head", one.head + b"X-Fill: " + b"a" * 70_000 + one.written()[len(one.head) - 2 :])


def too_big(rng: random.Random, one: Made, after: list[Made]) -> Made:
    big = replace(one, block=one.block + b" the bridge fell" * 5000, head=one.head.replace(b"WARC-Block-Digest", b"X-Digest"))
    return hurt(big, "too big", big.written())


def bad_version(rng: random.Random, one: Made, after: list[Made]) -> Made:
    return hurt(one, "bad version", b"W" + one.raw[2:])


def flipped(rng: random.Random, one: Made, after: list[Made]) -> Made:
    if not one.digest:
        return cut_payload(rng, one, after)
    block = bytearray(one.block)
    block[rng.randrange(len(block))] ^= 1 << rng.randrange(8)
    return hurt(one, "flipped", one.written(block=bytes(block)))


DAMAGES = (cut_payload, too_long, too_short, swallows, nonsense, no_length, garbage, cut_head, long_head, too_big, bad_version, flipped)


def damage_records(rng: random.Random, made: Archive) -> None:
    """Damage some records before they are packed; never the ones a damage swallowed."""
    for n in range(len(made.records) - 1, -1, -1):
        if rng.random() < 0.25:
            made.records[n] = rng.choice(DAMAGES)(rng, made.records[n], made.records[n + 1 :])


def pack(rng: random.Random, made: Archive) -> None:
    """Write the file, and damage what it is packed in."""
    out = bytearray()
    if made.packing == "members":
        for n, one in enumerate(made.records):
            made.starts.append(len(out))
            out += one.before
            member = bytearray(gzip.compress(one.raw.removeprefix(one.before), compresslevel=rng.choice((0, 1, 6)), mtime=0))
            if rng.random() < 0.1:
                what = rng.choice(("flip", "cut", "start", "junk", "zeros"))
                if what == "flip":
                    member[rng.randrange(10, len(member))] ^= 1 << rng.randrange(8)
                elif what == "cut":
                    del member[rng.randint(11, len(member) - 1) :]
                elif what == "start":
                    del member[: rng.randint(1, len(member) // 2)]
                else:
                    member += rng.randbytes(rng.randint(1, 500)) if what == "junk" else bytes(rng.randint(1, 500))
                made.records[n] = replace(one, hit=f"{one.hit} member {what}".strip(), lost=one.lost or what not in ("junk", "zeros"))
            out += member
        made.content = bytes(out)
        return
    for one in made.records:
        made.starts.append(len(out))
        out += one.raw
    made.content = bytes(out)
    if made.packing == "whole":
        packed = bytearray(gzip.compress(made.content, mtime=0))
        if rng.random() < 0.3:
            packed[rng.randrange(10, len(packed))] ^= 1 << rng.randrange(8)
            survive(made, bytes(packed), "whole flip")
        made.starts = [0] * len(made.starts)
        made.content = bytes(packed)


def survive(made: Archive, packed: bytes, hit: str) -> None:
    """What a damaged member still gives: the records whose digests vouch for their bytes."""
    inflate, got = zlib.decompressobj(31), bytearray()
    try:
        for at in range(0, len(packed), 64):
            got += inflate.decompress(packed[at : at + 64])
    except zlib.error:
        pass
    for n, (one, start) in enumerate(zip(made.records, made.starts, strict=True)):
        whole = got[start : start + len(one.raw)] == one.raw and one.digest
        made.records[n] = replace(one, hit=f"{one.hit} {hit}".strip(), lost=one.lost or not whole)


def truncate(rng: random.Random, made: Archive) -> None:
    at = rng.randint(1, len(made.content) - 1)
    size, made.content = len(made.content), made.content[:at]
    if made.packing == "whole":
        got = len(zlib.decompressobj(31).decompress(made.content))
        ends = 0
        for n, one in enumerate(made.records):
            ends += len(one.raw)
            if ends - 4 > got:
                made.records[n] = replace(one, hit=f"{one.hit} truncated".strip(), lost=True)
        return
    for n, start in enumerate(made.starts):
        end = start + len(made.records[n].raw) - 4 if made.packing == "plain" else [*made.starts[1:], size][n]
        if end > at:
            made.records[n] = replace(made.records[n], hit=f"{made.records[n].hit} truncated".strip(), lost=True)


# --- the two readers ------------------------------------------------------------------------


def ours(path: Path) -> tuple[dict[str, bytes], list[Skipped]]:
    found: dict[str, bytes] = {}
    lines: list[Skipped] = []
    for item in pieces([str(path)], CONFIG):
        if isinstance(item, Piece):
            head, _, rest = item.content.partition(BREAK)
            uri = head.partition(b"WARC-Target-URI: ")[2].partition(b"\r\n")[0].decode("utf-8", "replace")
            found[uri if uri not in found else f"{uri} again"] = rest[:-4]
        else:
            lines.append(item)
    return found, lines


def fastwarc_alone(path: Path) -> tuple[dict[str, bytes], list[Skipped]]:
    from fastwarc.warc import ArchiveIterator

    found: dict[str, bytes] = {}
    try:
        for one in ArchiveIterator(io.BytesIO(path.read_bytes()), parse_http=False):
            found[one.headers.get("WARC-Target-URI") or ""] = one.reader.read()
    except OSError:
        pass
    return found, []


# --- the oracle -----------------------------------------------------------------------------


def faults(made: Archive, found: dict[str, bytes], lines: list[Skipped]) -> Iterator[str]:
    """What a reader did wrong with an archive; nothing where it did right."""
    for one in made.records:
        got = found.get(one.uri)
        if one.document and not one.lost and got != one.block:
            yield f"{one.uri}: {'lost' if got is None else 'altered'} ({one.hit or 'intact'})"
        elif one.lost and got is not None and got.rstrip(b"\r\n") != one.block.rstrip(b"\r\n") and "flip" not in one.hit:
            yield f"{one.uri}: damaged and read as if intact ({one.hit}): {len(got)} of {len(one.block)} bytes"
    torn = {one.uri.rpartition("/")[2] for one in made.records if one.hit}
    for uri in sorted(set(found) - {one.uri for one in made.records}):
        if uri.startswith("http://outer") and "whole flip" not in made.records[0].hit:  # an address is under no digest
            yield f"{uri}: read twice, or never written"
        if uri.startswith("http://inner-") and uri[13:].partition(".")[0] not in torn:
            yield f"{uri}: a record of an archive inside a record"
    yield from untold(made, found, [line for line in lines if line.code in DAMAGED])


def untold(made: Archive, found: dict[str, bytes], told: list[Skipped]) -> Iterator[str]:
    """Records that were lost without a line."""
    there = len(made.content) if made.packing != "whole" else 1 << 40
    begun = [one for one, start in zip(made.records, made.starts, strict=True) if start < there]  # not those behind the end of a cut file
    hits = sum(1 for one in begun if one.lost and one.uri not in found and one.document and "cut head" not in one.hit)
    if hits and not told:
        yield f"{hits} damages and no line"
    if made.packing == "whole":
        return
    bounds = [*made.starts, len(made.content)]
    for n, one in enumerate(made.records):
        lost = one.document and one.lost and one.uri not in found and bounds[n] < len(made.content)
        swallowed = one.hit == "cut head" or (n > 0 and bool(made.records[n - 1].hit))  # what is left can look like another head
        if lost and not swallowed and not any(bounds[n] - len(one.before) <= place < bounds[n + 1] for place in told_places(told)):
            yield f"{one.uri}: lost without a line ({one.hit})"


def told_places(lines: list[Skipped]) -> Iterator[int]:
    for line in lines:
        yield line.offset if line.offset is not None else -1


def one_archive(seed: int, folder: Path, recover: Recover = ours) -> list[str]:
    rng = random.Random(seed)  # noqa: S311 - a seed, not a secret
    packing = rng.choice(("plain", "members", "whole"))
    made = archive(rng, packing)
    damage_records(rng, made)
    pack(rng, made)
    if rng.random() < 0.15 and not any("whole flip" in one.hit for one in made.records):
        truncate(rng, made)
    path = folder / f"crawl.warc{'' if packing == 'plain' else '.gz'}"
    path.write_bytes(made.content)
    return [f"seed {seed} {packing}: {fault}" for fault in faults(made, *recover(path))]


def fuzz(count: int, seed: int, folder: Path, recover: Recover = ours) -> list[str]:
    """Everything that went wrong with `count` damaged archives."""
    return [fault for n in range(count) for fault in one_archive(seed + n, folder, recover)]


# --- the tests ------------------------------------------------------------------------------


def test_intact_records_are_read_whatever_is_damaged_around_them(tmp_path: Path) -> None:
    assert fuzz(400, 20260303, tmp_path) == []


def test_a_reader_that_trusts_lengths_is_caught(tmp_path: Path) -> None:
    lost = [fault for fault in fuzz(60, 20260303, tmp_path, fastwarc_alone) if "lost (intact)" in fault]
    assert len(lost) > 20


def plain(text: str, mime: str = "text/plain") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {mime}\r\n\r\n{text}".encode()


def written(block: bytes, type_: str = "response", mime: str = "application/http; msgtype=response", length: int | None = None) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-03-03T10:00:00Z\r\n"
    head += f"WARC-Target-URI: http://herald.example/bridge\r\nContent-Type: {mime}\r\n"
    head += f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    return head.encode() + block + BREAK


def outcome(tmp_path: Path, content: bytes, config: ReadConfig = CONFIG, name: str = "crawl.warc") -> tuple[list[Raw], list[Skipped]]:
    (tmp_path / name).write_bytes(content)
    items = list(read([str(tmp_path / name)], config))
    return [item for item in items if isinstance(item, Raw)], [item for item in items if isinstance(item, Skipped)]


BRIDGE = "The old bridge over the Lenn fell on Tuesday. Nobody was hurt, the mayor said."


def test_a_record_knows_its_address_and_when_it_was_captured(tmp_path: Path) -> None:
    [raw], lines = outcome(tmp_path, written(plain(BRIDGE)))
    assert not lines
    assert (raw.origin, raw.text, raw.fields, raw.extra) == (
        "crawl.warc#1",
        BRIDGE,
        {"url": "http://herald.example/bridge"},
        {"captured": "2026-03-03T10:00:00Z"},
    )


def test_a_cut_record_says_how_much_of_it_came(tmp_path: Path) -> None:
    [raw], [line] = outcome(tmp_path, written(b"abc", length=62)[:-4] + written(plain(BRIDGE)))
    assert raw.text == BRIDGE
    assert (line.code, line.fate, line.record, line.offset) == ("E-WARC-TRUNC", "quarantined", 1, 0)
    assert line.why == "payload ends after 3 of 62 bytes; record quarantined"


def test_what_is_no_report_is_counted_in_one_line(tmp_path: Path) -> None:
    content = b"".join(
        (
            written(b"software: a crawler", "warcinfo", "application/warc-fields"),
            written(b"GET / HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"),
            written(plain("x", "image/png")),
            written(plain("x", "image/png")),
            written(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nGone."),
            written(b"HTTP/1.1 200 OK\r\n\r\n", "revisit"),
            written(BRIDGE.encode(), "conversion", "text/plain"),
        )
    )
    [raw], [line] = outcome(tmp_path, content)
    assert (raw.origin, raw.text) == ("crawl.warc#7", BRIDGE)
    assert (line.code, line.why) == ("E-PASSED-OVER", "records that are no reports: 2 image/png, 1 revisit, 1 status 404")


def test_a_body_that_expands_without_end_is_left(tmp_path: Path) -> None:
    packed = gzip.compress(b"a bridge " * 9_000_000, mtime=0)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n"
    [raw], [line] = outcome(tmp_path, written(head + packed) + written(plain(BRIDGE)), ReadConfig())
    assert (raw.text, line.code, line.record) == (BRIDGE, "E-BOMB", 1)


@pytest.mark.parametrize("stale", ["Content-Encoding: gzip", "Transfer-Encoding: chunked", "Content-Encoding: br"])
def test_a_body_kept_decoded_under_its_old_head_is_read(tmp_path: Path, stale: str) -> None:
    [raw], lines = outcome(tmp_path, written(f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n{stale}\r\n\r\n{BRIDGE}".encode()))
    assert (raw.text, lines) == (BRIDGE, [])


def test_the_encoding_that_a_server_names_is_believed_where_the_page_names_none(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n" + "Мост упал во вторник.".encode("cp1251")
    [raw], _ = outcome(tmp_path, written(block))
    assert (raw.text, raw.encoding) == ("Мост упал во вторник.", "windows-1251")


def test_a_crash_of_fastwarc_costs_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def crash(*_: object, **__: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr("fastwarc.warc.ArchiveIterator", crash)
    _, [line] = outcome(tmp_path, written(plain(BRIDGE)))
    assert (line.code, line.record) == ("E-CRASH", 1)


def test_a_gzip_member_longer_than_a_piece_is_followed_by_the_next_once(tmp_path: Path) -> None:
    texts = [sentence(random.Random(n), 3000) for n in range(9)]  # noqa: S311 - a seed, not a secret
    raws, lines = outcome(tmp_path, b"".join(gzip.compress(written(plain(text)), mtime=0) for text in texts), ReadConfig(), "crawl.warc.gz")
    assert ([raw.text for raw in raws], lines) == (texts, [])
    lined = b"".join(gzip.compress(f"{sentence(random.Random(n), 20_000)}\n".encode(), mtime=0) for n in range(3))  # noqa: S311
    raws, _ = outcome(tmp_path, lined, ReadConfig(), "members.txt.gz")
    assert raws[0].text.count("\n") == 3


def test_what_is_packed_is_not_unpacked_again_for_every_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2031-05-06T00:00:00Z\r\nContent-Length: "
    good = f"{head}5\r\n\r\ntexts\r\n\r\n".encode()
    lies = f"{head}900050\r\n\r\n\r\n\r\n".encode() * 20  # as long as the good ones: none ends where another record begins
    content = good * 20_000 + lies + good * 20_000
    asked: list[int] = []

    def stored(place: int) -> Iterator[bytes]:
        asked.append(place)
        return iter((content[place:],))

    monkeypatch.setattr(_records, "REREAD", 10 * len(content))
    found = [list(Records(stored(0), stored, 100_000, 10**9, packed=packed)) for packed in (False, True)]
    assert sum(record.block is not None for record in found[0]) == 40_000
    assert [record.at for record in found[0]] == [record.at for record in found[1]]
    assert len(asked) == 1 + 20 + 1 + 11  # the 12th would be more than ten times the whole


def test_a_large_record_does_not_take_in_those_that_follow(tmp_path: Path) -> None:
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2031-05-06T00:00:00Z\r\nContent-Type: text/plain"
    good = f"{head}\r\nContent-Length: 16\r\n\r\nThe bridge fell.\r\n\r\n" * 9000
    lie = f"{head}\r\nContent-Length: {len(good) + 5}\r\n\r\nshort\r\n\r\n"
    (tmp_path / "crawl.warc").write_text(lie + good, encoding="utf-8", newline="")
    items = list(pieces([tmp_path / "crawl.warc"], replace(ReadConfig(), record_bytes=1_000_000)))
    assert [item.code for item in items if isinstance(item, Skipped)] == ["E-WARC-TRUNC"]
    assert sum(isinstance(item, Piece) for item in items) == 9000
