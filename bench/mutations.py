"""Sound documents of every format that has a reader, damaged by program: each must end as a report or with a known code, in bounded time.

A mutation knows the structure of what it damages: JSON loses a value or gets one of another kind, a page loses a closing tag or nests,
a text changes its encoding, a packed file its checksum. Then bytes are flipped, cut, doubled and swapped as well, in every second case.
An E-CRASH is a finding: some reader let an exception through. So is a text that no encoding can hold, a cut that does not replay, a
span outside its text, and an input that took longer than `LIMIT_SECONDS` of processor time.

    python -m bench.mutations [COUNT] [SEED]

Every case is made from the seed and its number alone: `case(seed, n)` makes it again. A new format is one function that makes a sound
document, in `SEEDS`; what else its structure offers goes into `SHAPED`.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

from bench import sound
from bench.figures import Figures
from rashomon.clean import clean
from rashomon.config import Config
from rashomon.errors import CODES
from rashomon.read import documents, pieces
from rashomon.text.cuts import replay
from rashomon.types import Raw, Report, Skipped

LIMIT_SECONDS = 5.0
PART = 5_000  # cases that a process takes at a time
MOST_TOLD = 20  # failures that are named; all are counted
SENTENCES = (
    "The old bridge over the Lenn fell on Tuesday evening.",
    "“We heard a crack and ran,” said the mayor, Ida Rask.",
    "Nobody was hurt, according to the fire service.",
    "Photo: A. Rask/Nordwire",
    "By Tilda Frost",
    "ORVE (Nordwire) - Divers are to look at the pillars on Friday.",
    "Der Fluss stieg um 2,5 Meter; 14 Häuser stehen leer.",
    "El puente tenía 87 años, según la alcaldesa.",
    "Read more: Bridge closed for years",
    "Une enquête est ouverte, a dit le procureur.",
)
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1e308,
    -0.0,
    10**40,
    "",
    " ",
    "\x00",
    "\ud800",
    "\udfff",
    "\u202e",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "e" + "\u0301" * 99,
    "x" * 5000,
    "é\x85",
    [],
    {},
    [[]],
    {"name": {"name": {}}},
    {"": ""},
    ["a", None, 3],
    "2031-13-45",
    "9999999-01-01",
    "0000-00-00T99:99",
    "//",
    "http://[",
    "https://a:b@c:99999/x",
    "en-US-x-\n",
    "zz",
)
BYTES = (
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x80",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\r",
    b"\n",
    b"\x1a",
    b"\x1b[2J",
    b"{",
    b"}",
    b"[",
    b'"',
    b"\\",
    b"\\ud800",
    b"<",
    b">",
    b"&#xD800;",
    b"&#0;",
    b"]]>",
    b"<!--",
    b"<![CDATA[",
    b"\x1f\x8b\x08\x00",
)
Rng = random.Random


def prose(rng: Rng) -> str:
    """Some paragraphs of a report."""
    return "\n\n".join(rng.choices(SENTENCES, k=rng.randint(2, 7)))


def record(rng: Rng) -> dict[str, Any]:
    """A document as JSON."""
    made = {
        "id": f"r{rng.randint(1, 99)}",
        "title": "Bridge falls in Orve",
        "date": "2031-05-06T14:05:00Z",
        "outlet": "Lenn Post",
        "author": ["Tilda Frost"],
        "url": "https://lenn.example/bridge",
        "lang": "en",
        "text": prose(rng),
        "isBasedOn": {"publisher": {"name": "Nordwire"}},
    }
    return {key: made[key] for key in rng.sample(sorted(made), rng.randint(3, len(made)))} | {"text": made["text"]}


def a_text(rng: Rng) -> bytes:
    return f"Bridge falls in Orve\n\n{prose(rng)}".encode()


def some_jsonl(rng: Rng) -> bytes:
    return b"".join(json.dumps(record(rng), ensure_ascii=rng.random() < 0.5).encode() + b"\n" for _ in range(rng.randint(1, 3)))


def a_json(rng: Rng) -> bytes:
    return json.dumps([record(rng), record(rng)] if rng.random() < 0.5 else record(rng)).encode()


def a_page(rng: Rng) -> bytes:
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Bridge falls",
        "datePublished": "2031-05-06T14:05:00Z",
        "author": {"@type": "Person", "name": "Tilda Frost"},
        "creditText": "Nordwire",
        "isBasedOn": "https://nordwire.example/1",
    }
    paragraphs = "".join(f"<p>{line}</p>\n" for line in prose(rng).split("\n\n"))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Bridge falls in Orve</title>'
        '<meta property="og:site_name" content="Lenn Post"><link rel="canonical" href="https://lenn.example/bridge">'
        f'<script type="application/ld+json">{json.dumps(linked)}</script></head><body><nav><a href="/">Home</a></nav>'
        f'<article><h1>Bridge falls in Orve</h1><time datetime="2031-05-06">6 May</time>{paragraphs}'
        "<p hidden>never seen</p><figure><img src=x><figcaption>The bridge &amp; the river</figcaption></figure></article>"
        "<footer>&copy; Lenn Post</footer></body></html>"
    ).encode()


def packed(rng: Rng) -> bytes:
    return gzip.compress(some_jsonl(rng), mtime=0)


SEEDS: dict[str, tuple[str, Callable[[Rng], bytes], int]] = {  # format -> suffix, a sound document, how often of all; pages cost most
    "text": (".txt", a_text, 6),
    "jsonl": (".jsonl", some_jsonl, 6),
    "json": (".json", a_json, 4),
    "html": (".html", a_page, 2),
    "gzip": (".jsonl.gz", packed, 4),
    "items": (".jsonl", sound.some_items, 4),
    "feed": (".rss", sound.a_feed, 3),
    "wire": (".newsml", sound.a_wire_item, 3),
    "mail": (".eml", sound.a_mail, 3),
    "archive": (".warc", sound.an_archive, 3),
    "packed archive": (".warc.gz", sound.a_packed_archive, 3),
    "zip": (".zip", sound.a_zip, 2),
    "pdf": (".pdf", sound.a_pdf, 2),
}


def damage_text(content: bytes, rng: Rng) -> bytes:
    """Another encoding, odd letters, lines torn or doubled."""
    text = content.decode()
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(text) + 1)
        text = text[:at] + rng.choice([str(one) for one in ODD]) + text[at + rng.choice((0, 0, 1, 9)) :]
    return text.encode(
        rng.choice(("utf-8", "utf-16", "utf-16-le", "latin-1", "utf-7", "cp1251")), "ignore" if rng.random() < 0.5 else "replace"
    )


def damage_json(content: bytes, rng: Rng) -> bytes:
    """Values of another kind, keys gone, doubled or renamed, depth."""
    lines = []
    for line in content.splitlines():
        value = json.loads(line)
        for _ in range(rng.randint(0, 3)):
            whole = rng.choice(value) if isinstance(value, list) and value else value
            if isinstance(whole, dict) and whole:
                key = rng.choice(sorted(whole))
                change = rng.randrange(5)
                if change == 0:
                    del whole[key]
                elif change == 1:
                    whole[rng.choice(("text", "Text", "", "\x00", "id", "date", "url"))] = whole[key]
                elif change == 2:
                    for _ in range(rng.choice((2, 99, 101, 300))):
                        whole[key] = [whole[key]] if rng.random() < 0.5 else {"name": whole[key]}
                else:
                    whole[key] = rng.choice(ODD)
        made = json.dumps(value, ensure_ascii=rng.random() < 0.5)
        lines.append(made.replace("{", '{"text": "again", ', 1) if rng.random() < 0.1 else made)
    return "\n".join(lines).encode("utf-8", "surrogatepass" if rng.random() < 0.5 else "backslashreplace")


def damage_page(content: bytes, rng: Rng) -> bytes:
    """Tags gone, doubled, swapped, never closed or very deep; odd attributes, entities and comments."""
    parts = re.split(r"(<[^>]*>)", content.decode())
    for _ in range(rng.randint(1, 5)):
        at, other = rng.randrange(len(parts)), rng.randrange(len(parts))
        change = rng.randrange(8)
        if change == 0:
            del parts[at]
        elif change == 1:
            parts.insert(at, parts[other])
        elif change == 2:
            parts[at], parts[other] = parts[other], parts[at]
        elif change == 3:
            tag = rng.choice(("div", "b", "table", "svg", "p", "template"))
            parts.insert(at, f"<{tag}>" * rng.choice((3, 40, 201, 300)))
        elif change == 4:
            parts[at] = parts[at].replace(">", f" {rng.choice(('hidden', 'style', 'lang', 'class', 'on', chr(0)))}={rng.choice(ODD)!r}>", 1)
        elif change == 5:
            parts.insert(
                at,
                rng.choice(
                    (
                        "<!--",
                        "-->",
                        "<![CDATA[",
                        "<?xml version='1.0' encoding='utf-16'?>",
                        "<script>",
                        "<plaintext>",
                        "<base href='http://['>",
                        "<meta charset=utf-7>",
                    )
                ),
            )
        elif change == 6:
            parts.insert(at, rng.choice(("&#xD800;", "&#0;", "&#x110000;", "&bogus;", "&", "&#x202e;", "&lt;script&gt;")))
        else:
            parts[at] = parts[at][: len(parts[at]) // 2]
    return "".join(parts or [""]).encode(rng.choice(("utf-8", "utf-8", "utf-16", "latin-1")), "replace")


def damage_gzip(content: bytes, rng: Rng) -> bytes:
    """The checksum, the length, the header; members that follow, and what is no member."""
    made = bytearray(content)
    made[rng.choice((0, 1, 2, 3, 8, 9, -1, -4, -8))] ^= 1 << rng.randrange(8)
    return bytes(made) + rng.choice(
        (b"", b"\x00" * 20, content, content[:30], gzip.compress(b"", mtime=0), gzip.compress(content, mtime=0))
    )


def damage_xml(content: bytes, rng: Rng) -> bytes:
    """As a page; of a JSON Feed the values."""
    return damage_page(content, rng) if content.startswith(b"<") else damage_json(content, rng)


def damage_numbers(content: bytes, rng: Rng) -> bytes:
    """A length, date, version or status that is not what it says."""
    parts = re.split(rb"(\d+)", content)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(parts) // 2) * 2 + 1 if len(parts) > 1 else 0
        if at:
            parts[at] = rng.choice((b"0", b"1", b"-1", b"99999999999999999999", parts[at] + b"0", parts[at][:-1], b"x"))
    return b"".join(parts)


SHAPED: dict[str, Callable[[bytes, Rng], bytes]] = {
    "text": damage_text,
    "jsonl": damage_json,
    "json": damage_json,
    "html": damage_page,
    "gzip": damage_gzip,
    "items": damage_json,
    "feed": damage_xml,
    "wire": damage_xml,
    "mail": damage_numbers,
    "archive": damage_numbers,
    "packed archive": damage_gzip,
    "pdf": damage_numbers,
}


def damage_bytes(content: bytes, rng: Rng) -> bytes:
    """What can befall any file."""
    made = bytearray(content)
    for _ in range(rng.randint(1, 6)):
        at, end = sorted((rng.randrange(len(made) + 1), rng.randrange(len(made) + 1)))
        end = min(end, at + rng.choice((1, 8, 300)))
        change = rng.randrange(6)
        if change == 0 and at < len(made):
            made[at] ^= 1 << rng.randrange(8)
        elif change == 1:
            del made[at:end]
        elif change == 2:
            made[at:at] = made[at:end] * rng.choice((1, 1, 50))
        elif change == 3:
            made[at:at] = rng.choice(BYTES)
        elif change == 4:
            made[at:end] = rng.randbytes(end - at)
        elif rng.random() < 0.3:
            del made[at:]
    return bytes(made)


def case(seed: int, n: int) -> tuple[str, str, bytes]:
    """The n-th case: its format, the name of its file, its bytes."""
    rng = random.Random(f"{seed}:{n}")  # noqa: S311 - a seed, not a secret
    kind = rng.choices(list(SEEDS), [weight for _, _, weight in SEEDS.values()])[0]
    suffix, make, _ = SEEDS[kind]
    content = make(rng)
    if rng.random() < 0.75:
        content = SHAPED.get(kind, damage_bytes)(content, rng)
    if rng.random() < 0.5:
        content = damage_bytes(content, rng)
    return kind, f"case{rng.choice((suffix, suffix, suffix, '.txt', '', '.dat'))}", content


def faults(path: Path, config: Config, counts: Counter[str]) -> Iterator[str]:
    """What is wrong with how one input ends; counts the codes."""
    ends = 0
    for piece in pieces([str(path)], config.read):
        for item in (piece,) if isinstance(piece, Skipped) else documents(piece, config.read):
            ends += 1
            if isinstance(item, Raw):
                counts["read"] += 1
                yield from _unsound(item, config)
                continue
            counts[item.code] += 1
            if item.code == "E-CRASH" or item.code not in CODES or not item.why:
                yield f"{item.code}: {item.why}"
            yield from _unwritable("a reason", item.origin + item.why)
    if not ends:
        yield "vanished without a line"


def _unsound(raw: Raw, config: Config) -> Iterator[str]:
    for name, value in (("text", raw.text), *raw.fields.items(), ("extra", json.dumps(raw.extra, ensure_ascii=False))):
        yield from _unwritable(name, value)
    report = clean(raw, config.clean)
    if isinstance(report, Report):
        if replay(raw.text, report.cuts) != report.text:
            yield "the cuts do not replay"
        for name in ("headline", "deck"):
            span = getattr(report, name)
            if span and not 0 <= span.start < span.end <= len(report.text):
                yield f"the {name} lies outside the text"
        yield from (fault for cut in report.cuts if cut.removed != raw.text[cut.start : cut.end] for fault in ["a cut removed other words"])
    elif report.code not in CODES:
        yield f"an unknown code: {report.code}"


def _unwritable(name: str, value: str) -> Iterator[str]:
    try:
        value.encode()
    except UnicodeEncodeError:
        yield f"half a character in {name}"


def mutations(
    count: int, seed: int = 0, *, first: int = 0, check: Callable[[Path, Config, Counter[str]], Iterator[str]] = faults
) -> dict[str, Any]:
    """Figures of so many cases from the `first` on; `failures` is empty where all is well."""
    config, counts, kinds, failures, slowest = Config(), Counter[str](), Counter[str](), list[str](), 0.0
    with TemporaryDirectory(prefix="rashomon-mutations-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as home:  # noqa: S108 - memory, not a disk
        for n in range(first, first + count):
            kind, name, content = case(seed, n)
            kinds[kind] += 1
            path = Path(home) / name
            path.write_bytes(content)
            start = process_time()
            try:
                found = list(check(path, config, counts))
            except Exception as error:  # noqa: BLE001 - a finding
                found = [f"{type(error).__name__}: {error}"]
            spent = process_time() - start
            slowest = max(slowest, spent)
            if spent > LIMIT_SECONDS:
                found.append(f"took {spent:.1f} s")
            failures += [f"case({seed}, {n}) {kind}: {fault}" for fault in found]
            path.unlink()
    return {
        "count": count,
        "seed": seed,
        "formats": dict(sorted(kinds.items())),
        "ends": dict(sorted(counts.items())),
        "slowest_seconds": round(slowest, 2),
        "failed": len(failures),
        "failures": failures[:MOST_TOLD],
    }


def proof(count: int, seed: int) -> Figures:
    """The same for `make release-proof`, on every core."""
    start, wrong, ends, formats = perf_counter(), list[str](), Counter[str](), set[str]()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        parts = [(first, min(PART, count - first)) for first in range(0, count, PART)]
        for found in pool.map(_part, parts, [seed] * len(parts)):
            wrong += found["failures"]
            ends.update(found["ends"])
            formats |= found["formats"].keys()
    facts = {"formats": len(formats), "documents read": ends["read"], "codes met": len(ends) - 1}
    return Figures("mutations", count, seed, tuple(wrong), perf_counter() - start, facts)


def _part(part: tuple[int, int], seed: int) -> dict[str, Any]:
    first, count = part
    return mutations(count, seed, first=first)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    print(json.dumps(mutations(*(numbers or [20_000])), indent=1, ensure_ascii=False))
