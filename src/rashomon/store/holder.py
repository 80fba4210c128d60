"""Who holds a library's lock, so that whoever waits for it knows what to wait for.

`/proc/locks` says so on Linux for every program, SQLite's own shell too, and leaves nothing behind that a kill could
make untrue. A probe with `fcntl` is no way: closing a file drops all locks that this process holds on it.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

LOCKS = Path("/proc/locks")
LINE = re.compile(
    r"(?m)^\d{1,9}: \w{1,20} {1,9}\w{1,20} {1,9}WRITE {1,9}(\d{1,20}) [0-9a-f]{1,9}:[0-9a-f]{1,9}:(\d{1,20}) (\d{1,20}) (\d{1,20}|EOF)"
)
WRITER = 120  # the byte of FILE-shm that the one writer locks in wal mode
COMMAND = 120  # characters of a command line that are shown


def holder(path: str) -> str:
    """`process 123 (rashomon read ...)`, `this program itself`, or `another program` where the system does not say."""
    with suppress(OSError, ValueError):
        library, shared = _inode(path), _inode(f"{path}-shm")
        for process, inode, first, last in LINE.findall(LOCKS.read_text(encoding="ascii")):
            writes = inode == shared and int(first) <= WRITER and (last == "EOF" or int(last) >= WRITER)
            if writes or inode == library:
                return "this program itself" if int(process) == os.getpid() else f"process {process}{_command(process)}"
    return "another program"


def _inode(path: str) -> str:
    with suppress(OSError):
        return str(Path(path).stat().st_ino)
    return ""


def _command(process: str) -> str:
    with suppress(OSError):
        words = Path(f"/proc/{process}/cmdline").read_bytes().decode("utf-8", "backslashreplace").split("\0")
        if told := " ".join(words).strip():
            return f" ({told if len(told) <= COMMAND else told[: COMMAND - 1] + '…'})"
    return ""
