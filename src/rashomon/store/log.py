"""Whether the write-ahead log that lies beside a library is whole.

SQLite reads a log up to the first frame whose checksum does not hold, and takes the rest for what a power cut left
unfinished: damage in its middle would silently cost every commit behind it. But each commit is on disk before the next
begins, so at most one can be unfinished; where two commits stand behind the end that SQLite found, the log is damaged.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    import apsw

HEAD, FRAME = struct.Struct(">8I"), struct.Struct(">6I")  # magic, version, page size, round, 2 salts, 2 sums; page, pages, 2 salts, 2 sums
MAGIC = (0x377F0682, 0x377F0683)  # sums over little, over big numbers
PAGES = frozenset(2**n for n in range(9, 17))
PAGE_BYTES = 4096
UNFINISHED = 1  # commits that a power cut can leave


@dataclass(frozen=True, slots=True)
class Commits:
    """Which frames of a log end a commit, whether it can be read or not."""

    salts: tuple[int, int]  # of the present round; frames of earlier ones are leftovers
    frames: tuple[int, ...]  # numbered from 1


def commits_in(path: str) -> Commits | None:
    """The commits in the log beside a library; None where there is no log, or nothing in it."""
    try:
        with Path(f"{path}-wal").open("rb") as log:
            head = log.read(HEAD.size)
            frames = list(_frames(log, _page_bytes(head))) if len(head) == HEAD.size else []
    except OSError:
        return None
    if not frames:
        return None
    first, second = HEAD.unpack(head)[4:6]
    if not _holds(head):
        ((first, second), _), *_ = Counter((frame[2], frame[3]) for frame in frames).most_common(1)
    return Commits((first, second), tuple(n for n, frame in enumerate(frames, 1) if frame[1] and frame[2:4] == (first, second)))


def _page_bytes(head: bytes) -> int:
    """The size of a page; where the head is damaged, that of every library we make."""
    page = HEAD.unpack(head)[2]
    return page if page in PAGES else PAGE_BYTES


def _frames(log: BinaryIO, page: int) -> Iterator[tuple[int, ...]]:
    at = HEAD.size
    while len(raw := log.read(FRAME.size)) == FRAME.size:
        yield FRAME.unpack(raw)
        at += FRAME.size + page
        log.seek(at)


def _holds(head: bytes) -> bool:
    """Whether the log's head is as it was written."""
    magic, *_, first, second = HEAD.unpack(head)
    a = b = 0
    words = struct.unpack("<6I" if magic == MAGIC[0] else ">6I", head[:24])
    for one, two in zip(words[::2], words[1::2], strict=True):
        a = (a + one + b) & 0xFFFFFFFF
        b = (b + two + a) & 0xFFFFFFFF
    return magic in MAGIC and (a, b) == (first, second)


def lost_commits(connection: apsw.Connection, path: str, before: Commits | None) -> int:
    """How many commits stand in the log and cannot be read, beyond the one that a power cut explains.

    `before`: the log as it was before the connection read from it. Where another program began it anew since, all is well with it.
    """
    import apsw

    if before is None:
        return 0
    readable, _ = connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_NOOP)
    lost = sum(frame > readable for frame in before.frames)
    after = commits_in(path)
    return lost if lost > UNFINISHED and after is not None and after.salts == before.salts else 0
