"""The program of a child: take an order, then chunks of pieces, from standard input; answer on standard output, a frame a piece.

It ends by itself where the parent is gone, where memory ran out (exit code 6), and, when it hangs in native code and nobody is left to
kill it, by an alarm of the system.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import msgspec

from ..config import ReadConfig
from ..read import Piece
from ..types import Report
from .order import NO_MEMORY, Answer, Order, read_frame, taken, write_frame

FILE_BYTES = 2**28  # py3langid unpacks its model into a file; nothing else writes one
SPENT_SHARE = 0.5  # of the memory allowed, from which a child gives way to a fresh one between two chunks


def main() -> int:
    """Answer until there is nothing more to answer."""
    source, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    asked = read_frame(source)
    if asked is None:
        return 0
    order = msgspec.msgpack.decode(asked, type=Order)
    limits = order.config.read
    _limit(limits)
    decoder, encoder = msgspec.msgpack.Decoder(list[Piece]), msgspec.json.Encoder()
    try:
        while (chunk := read_frame(source)) is not None:
            for piece in decoder.decode(chunk):
                _alarm(limits, piece)
                answers = [_answer(item) for item in taken(piece, order)]
                write_frame(out, encoder.encode(answers))
                out.flush()
            _alarm(limits, None)
            if _spent(limits):
                return 0
    except MemoryError:
        return NO_MEMORY
    return 0


def _answer(item: object) -> Answer:
    return {"report": item, "skipped": None} if isinstance(item, Report) else {"report": None, "skipped": item}  # type: ignore[typeddict-item]


def _alarm(limits: ReadConfig, piece: Piece | None) -> None:
    """Have the system end this process long after its deadline: the parent, which kills it at the deadline, may have died."""
    if hasattr(signal, "alarm"):
        signal.alarm(0 if piece is None else int(60 + 2 * (limits.seconds + limits.seconds_a_mb * len(piece.content) / 2**20)))


def _limit(limits: ReadConfig) -> None:
    """Bounds on memory, on files and on core dumps, where the system has them."""
    try:
        import resource
    except ImportError:  # Windows: the parent's deadline stands alone
        return
    mapped = Path("/proc/self/statm")
    now = int(mapped.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE") if mapped.exists() else 2**31
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = now + limits.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (allowed if most == resource.RLIM_INFINITY else min(allowed, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


def _spent(limits: ReadConfig) -> bool:
    """Whether what was read so far has left so much behind that the next document might want for memory."""
    try:
        import resource
    except ImportError:
        return False
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > SPENT_SHARE * limits.memory_bytes


if __name__ == "__main__":
    sys.exit(main())
