"""What writes to disk, counted: every write, sync, truncation and removal of SQLite, and every sync, link and move of ours."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

import apsw

Name = str | apsw.URIFilename | None


class File(apsw.VFSFile):
    """A file that says when it changes."""

    def __init__(self, tick: Callable[[], None], name: Name, flags: list[int]) -> None:
        self.tick = tick
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        self.tick()
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self.tick()
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.tick()
        super().xSync(flags)


class Ticking(apsw.VFS):
    """A file system that says when it changes."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self.name, self.tick = f"ticking-{id(self)}", tick
        super().__init__(self.name, "")

    def xOpen(self, name: Name, flags: list[int]) -> File:  # noqa: N802
        return File(self.tick, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.tick()
        super().xDelete(filename, syncdir)


@contextmanager
def ticking(tick: Callable[[], None]) -> Iterator[None]:
    """Call `tick` before every operation that changes a disk."""

    def before(real: Callable[..., None]) -> Callable[..., None]:
        def ticked(*given: object, **named: object) -> None:
            tick()
            real(*given, **named)

        return ticked

    disk = Ticking(tick)
    with (
        patch("apsw.Connection", functools.partial(apsw.Connection, vfs=disk.name)),
        patch("os.fsync", before(os.fsync)),
        patch("os.replace", before(os.replace)),
        patch("os.link", before(os.link)),
        patch("os.unlink", before(os.unlink)),
    ):
        yield
    disk.unregister()
