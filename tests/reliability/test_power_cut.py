"""The power fails at every I/O operation in turn: no corrupt library, nothing acknowledged lost.

A file system in between (an apsw VFS) keeps what was written but not yet synced apart. At the cut a random
part of it reaches the disk, some of it torn; then the library is opened as after a restart.
"""

from __future__ import annotations

import functools
import itertools
import random
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from rashomon.errors import RashomonError
from rashomon.store import Library
from rashomon.types import Report

SEED = 20210504
SECTOR = 512
ADDS = 5
Write = tuple[int, bytes | None]  # offset and bytes, or a size to truncate to and None


class Disk:
    """What has surely reached the disk, what may have, and when the power fails."""

    def __init__(self, cut: int | None) -> None:
        self.durable: dict[str, bytes] = {}
        self.pending: dict[str, list[Write]] = {}
        self.operations, self.cut, self.dead = 0, cut, False

    def tick(self) -> None:
        if self.dead:
            raise apsw.IOError("the power is off")
        self.operations += 1
        if self.cut is not None and self.operations >= self.cut:
            self.dead = True
            raise apsw.IOError("the power fails")

    def after(self, rng: random.Random) -> dict[str, bytes]:
        """The files as a restart finds them."""
        return {path: written(self.durable[path], list(survivors(self.pending.get(path, []), rng))) for path in self.durable}


def survivors(writes: list[Write], rng: random.Random) -> Iterator[Write]:
    for offset, data in writes:
        chance = rng.random()
        if chance < 0.4:
            yield offset, data
        elif chance < 0.6 and data is not None:
            yield offset, data[: rng.randrange(len(data) + 1) // SECTOR * SECTOR]


def written(image: bytes, writes: list[Write]) -> bytes:
    out = bytearray(image)
    for offset, data in writes:
        out.extend(b"\0" * (offset - len(out)))
        if data is None:
            del out[offset:]
        else:
            out[offset : offset + len(data)] = data
    return bytes(out)


class File(apsw.VFSFile):
    """A file whose unsynced writes are kept apart."""

    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self.path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self.disk = disk
        disk.pending.setdefault(self.path, [])
        if self.path not in disk.durable:
            disk.durable[self.path] = Path(self.path).read_bytes() if Path(self.path).exists() else b""
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        self.disk.tick()
        self.disk.pending[self.path].append((offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self.disk.tick()
        self.disk.pending[self.path].append((newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.disk.tick()
        super().xSync(flags)
        self.disk.durable[self.path] = written(self.disk.durable[self.path], self.disk.pending[self.path])
        self.disk.pending[self.path] = []


class FailingPower(apsw.VFS):
    """A file system that loses its power."""

    disk = Disk(None)

    def __init__(self) -> None:
        self.name = "failing-power"
        super().__init__(self.name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> File:  # noqa: N802
        return File(self.disk, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.disk.tick()
        self.disk.pending.pop(filename, None)
        self.disk.durable.pop(filename, None)
        super().xDelete(filename, syncdir)


def report(n: int) -> Report:
    return Report(f"r{n}", f"r{n}.txt", f"The bridge number {n} fell. " * (20 + 60 * n))


@pytest.fixture
def power() -> Iterator[FailingPower]:
    vfs = FailingPower()
    yield vfs
    vfs.unregister()


def trial(
    folder: Path, power: FailingPower, monkeypatch: pytest.MonkeyPatch, cut: int | None, *, synchronous: str = "full"
) -> tuple[int, str]:
    """Write until the power fails, restart, and say how many operations it took and what is wrong."""
    folder.mkdir()
    path = folder / "library.db"
    with Library(str(path)) as library:
        library.add([report(0)])
    power.disk = Disk(cut)
    acknowledged = [report(0)]
    with monkeypatch.context() as patch:
        patch.setattr(apsw, "Connection", functools.partial(apsw.Connection, vfs=power.name))
        try:
            with Library(str(path)) as library:
                library._connection.execute(f"PRAGMA synchronous = {synchronous}")
                library._connection.execute("PRAGMA wal_autocheckpoint = 12")  # pages: checkpoints fall inside the trial
                for n in range(1, ADDS):
                    library.add([report(n)])
                    acknowledged.append(report(n))
        except (RashomonError, apsw.Error):
            assert power.disk.dead
    operations = power.disk.operations
    power.disk.dead = True
    after = folder / "after"
    after.mkdir()
    for name, image in power.disk.after(random.Random(SEED + (cut or 0))).items():  # noqa: S311 - a seed, not a secret
        if not name.endswith("-shm"):
            (after / Path(name).name).write_bytes(image)
    try:
        with Library(str(after / "library.db")) as library:
            if library.verify():
                return operations, "corrupt"
            return operations, "" if all(one in list(library.reports()) for one in acknowledged) else "lost"
    except RashomonError as error:
        return operations, str(error)


def test_nothing_acknowledged_is_lost_at_any_operation(tmp_path: Path, power: FailingPower, monkeypatch: pytest.MonkeyPatch) -> None:
    operations, wrong = trial(tmp_path / "whole", power, monkeypatch, None)
    assert not wrong
    outcomes = {cut: trial(tmp_path / str(cut), power, monkeypatch, cut)[1] for cut in range(1, operations + 1)}
    assert {cut: wrong for cut, wrong in outcomes.items() if wrong} == {}


def test_the_harness_finds_a_library_that_does_not_sync(tmp_path: Path, power: FailingPower, monkeypatch: pytest.MonkeyPatch) -> None:
    trials = (trial(tmp_path / str(cut), power, monkeypatch, cut, synchronous="off")[1] for cut in itertools.count(4, 3))
    assert any(itertools.islice(trials, 30))
