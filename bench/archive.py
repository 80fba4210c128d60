"""How fast web archives stream, and in how much memory: `python -m bench.archive [MEGABYTES]` prints JSON, in seconds of the processor.

An archive is made on the fly, plain and packed by records, and read in a process of its own by us (finding every record; and with
every record read by its reader), by fastwarc alone, and as bare bytes. The files are removed afterwards.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

WORDS = [
    f"{a}{b}"
    for a in ("bri", "fer", "har", "ma", "to", "ri", "sta", "wa")
    for b in ("dge", "ry", "bour", "yor", "wer", "ver", "tion", "ter")
]
SEED = 20260303
POOL = 400  # different records; the rest repeats them under other addresses

PROGRAM = """
import resource, sys, time
mode, path = sys.argv[1:]
start, count = time.process_time(), 0
if mode in ("found", "read"):
    from rashomon.config import ReadConfig
    from rashomon.read import pieces, read
    count = sum(1 for _ in (pieces if mode == "found" else read)([path], ReadConfig()))
elif mode == "fastwarc":
    from fastwarc.warc import ArchiveIterator
    for record in ArchiveIterator(open(path, "rb"), parse_http=True):
        record.reader.read()
        count += 1
else:
    import gzip
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        while file.read(1 << 16):
            count += 1
print(count, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def records(megabytes: int) -> Iterator[bytes]:
    """Answers in plain text of 5 to 60 kB, each a record."""
    rng = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    bodies = [" ".join(rng.choices(WORDS, k=rng.randint(800, 10_000))).encode() for _ in range(POOL)]
    size = number = 0
    while size < megabytes << 20:
        body = bodies[number % POOL]
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % len(body) + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Date: 2026-03-03T00:00:00Z\r\n"
        head += f"WARC-Target-URI: http://herald.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        made = f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
        size, number = size + len(made), number + 1
        yield made


def measured(mode: str, path: Path) -> tuple[int, float, float]:
    """What came, in how many seconds, and the peak of memory in MB."""
    done = subprocess.run(  # through a shell: a child of this process would start with its peak
        ["/bin/sh", "-c", '"$0" "$@"; exit $?', sys.executable, "-c", PROGRAM, mode, str(path)],
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    )
    count, seconds, peak = done.stdout.split()
    return int(count), float(seconds), float(peak)


def main() -> None:
    """Make the archives, read them, print what was measured."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1024
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        plain, packed = Path(folder) / "crawl.warc", Path(folder) / "crawl.warc.gz"
        with plain.open("wb") as one, packed.open("wb") as other:
            for made in records(megabytes):
                one.write(made)
                other.write(gzip.compress(made, compresslevel=1, mtime=0))
        rows = []
        for path in (plain, packed):
            for mode in ("bare", "fastwarc", "found", "read"):
                count, seconds, peak = measured(mode, path)
                speed = {"seconds": round(seconds, 2), "mb_per_second": round(megabytes / seconds), "peak_mb": round(peak)}
                rows.append({"archive": path.name, "mode": mode, "records": count, **speed})
        print(json.dumps({"megabytes": megabytes, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
