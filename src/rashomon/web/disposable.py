"""Decides what reading a document may cost: it is read in a process that is thrown away, with limits on time and memory.

The child gets a path and the settings, and answers with frames: four bytes of length, then JSON, one frame an input. What it sends is
decoded strictly; a child that crashes, stalls or answers nonsense costs the document it was at and those behind it in its file, and
leaves a ledger line. What it had read before is kept.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypedDict

import msgspec

from ..config import Config
from ..errors import CODES
from ..pipeline import take_in
from ..types import Report, Skipped, When

SECONDS: Final = 10.0  # for a document, and a further second a megabyte
SECONDS_A_MB: Final = 1.0
MEMORY_BYTES: Final = 3 * 2**29  # 1.5 GiB, beyond what Python and its libraries map
FRAME_BYTES: Final = 2**28
HEAD: Final = struct.Struct(">I")


class Order(TypedDict):
    """What the child is asked for."""

    path: str
    config: Config
    published: When | None
    whole: bool


class Frame(TypedDict):
    """What it answers for one input."""

    report: Report | None
    skipped: Skipped | None


def read_apart(path: Path, config: Config, published: When | None = None, *, whole: bool = False) -> Iterator[Report | Skipped]:
    """What `take_in` yields for one path, read in a process of its own; in the order of the input."""
    order = msgspec.json.encode(Order(path=str(path), config=config, published=published, whole=whole))
    seconds = SECONDS + SECONDS_A_MB * path.stat().st_size / 2**20
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore"}
    program = [sys.executable, "-m", __name__]
    with subprocess.Popen(program, **pipes, env=quiet, start_new_session=True) as child:  # type: ignore[call-overload]  # noqa: S603 - ours
        late = False
        try:
            answer, _ = child.communicate(order, timeout=seconds)
        except subprocess.TimeoutExpired:
            late = True
            child.kill()
            answer, _ = child.communicate()  # what it had answered before
        finally:
            child.kill()
    whole_frames, sound = _frames(answer)
    for frame in whole_frames:
        item = frame["report"] or frame["skipped"]
        if item is not None:
            yield item
    if late:
        yield Skipped(path.name, "quarantined", "E-TIME", f"after {seconds:.0f} seconds: {CODES['E-TIME']}")
    elif child.returncode or not sound:
        code = "E-MEMORY" if child.returncode == 6 else "E-CRASH"
        yield Skipped(path.name, "quarantined", code, CODES[code])


def _frames(answer: bytes) -> tuple[list[Frame], bool]:
    """The frames that are whole and hold what they should, and whether that is all there is."""
    decoder, at = msgspec.json.Decoder(Frame), 0
    found: list[Frame] = []
    while at + HEAD.size <= len(answer):
        (length,) = HEAD.unpack_from(answer, at)
        body = answer[at + HEAD.size : at + HEAD.size + length]
        if length > FRAME_BYTES or len(body) < length:
            return found, False
        try:
            found.append(decoder.decode(body))
        except msgspec.DecodeError:
            return found, False
        at += HEAD.size + length
    return found, at == len(answer)


def main() -> int:
    """The child: take the order from standard input, answer on standard output; 6 where memory ran out."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    _limit()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no frame
    try:
        for item in take_in([order["path"]], order["config"], published=order["published"], whole=order["whole"]):
            report = item if isinstance(item, Report) else None
            body = msgspec.json.encode(Frame(report=report, skipped=None if isinstance(item, Report) else item))
            out.write(HEAD.pack(len(body)) + body)
            out.flush()
    except MemoryError:
        return 6
    return 0


def _limit() -> None:
    """Bounds on memory and on file size, where the system has them."""
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline stands alone
        return
    page = 4096
    mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * page if Path("/proc/self/statm").exists() else 2**31
    resource.setrlimit(resource.RLIMIT_AS, (mapped + MEMORY_BYTES, mapped + MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FRAME_BYTES, FRAME_BYTES))


if __name__ == "__main__":
    sys.exit(main())
