"""The power fails at any operation of any command that writes: no corrupt library, nothing acknowledged lost.

The story of `kills` is told once, and one that makes its library; a file system in between (an apsw VFS, and the calls of ours that
sync, link and move) writes down every operation, and what the library held after each commit. A cut takes the operations up to one of
them: what was synced is on disk, of the rest a random part, some of it torn; of links and removals that no folder sync followed, the
first few. Then the library is opened as after a restart: it is sound, holds what it held at the last commit or at the next, and where
it was migrated its backup is whole. So a cut costs one opening, not a story.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from unittest.mock import patch

import apsw

from bench.figures import Figures
from rashomon.errors import RashomonError
from rashomon.store import Library, sqlite
from tests.reliability import kills
from tests.reliability.kills import LIBRARY

SECTOR = 512
PAGES = 12  # of the log, from which a checkpoint is made, so that many fall inside a story
Write = tuple[int, bytes | None]  # offset and bytes, or a size to truncate to and None
Name = str | apsw.URIFilename | None


@dataclass
class Disk:
    """What has surely reached the disk, and what may have."""

    names: dict[str, int] = field(default_factory=dict)  # of files, as the synced folder has them -> which file
    moves: list[Callable[[dict[str, int]], None]] = field(default_factory=list)  # of the folder, not synced yet
    data: dict[int, bytes] = field(default_factory=dict)
    writes: dict[int, list[Write]] = field(default_factory=dict)  # not synced yet
    commits: int = 0

    def after(self, rng: random.Random) -> dict[str, bytes]:
        """The files as a restart finds them."""
        names, chances = dict(self.names), rng.choice(((0.4, 0.6), (0.0, 0.0), (0.9, 0.95), (1.0, 1.0), (0.1, 0.5)))
        for move in self.moves[: rng.randrange(len(self.moves) + 1)]:
            move(names)
        return {name: written(self.data[file], survivors(self.writes[file], rng, *chances)) for name, file in names.items()}


def survivors(writes: list[Write], rng: random.Random, whole: float, torn: float) -> Iterator[Write]:
    """The writes that reached the disk before the power was gone; some of them in part."""
    for offset, data in writes:
        chance = rng.random()
        if chance < whole:
            yield offset, data
        elif chance < torn and data is not None:
            yield offset, data[: rng.randrange(len(data) + 1) // SECTOR * SECTOR]


def written(image: bytes, writes: Iterator[Write]) -> bytes:
    """A file after some writes."""
    out = bytearray(image)
    for offset, data in writes:
        out.extend(b"\0" * (offset - len(out)))
        if data is None:
            del out[offset:]
        else:
            out[offset : offset + len(data)] = data
    return bytes(out)


Operation = Callable[[Disk], None]


class Log:
    """Every operation of a story in order, and what the library held after each commit."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.held: list[str] = []  # digests; the first: before the story
        self.files: dict[str, int] = {}  # names as the program sees them -> which file
        self.start = Disk()

    def begin(self, folder: Path) -> None:
        """Take what lies in a folder as synced."""
        for path in sorted(folder.glob(f"{LIBRARY}*")):
            self.start.data[self._file(path.name)] = path.read_bytes()
        self.start.names, self.start.writes = dict(self.files), {file: [] for file in self.files.values()}
        self.held.append(digest(folder / LIBRARY))

    def _file(self, name: str) -> int:
        return self.files.setdefault(name, len(self.operations) * 1000 + len(self.files))

    def open(self, name: str) -> None:
        """A file that may be new; SQLite syncs the folder of what it makes."""
        if name in self.files:
            return
        file = self._file(name)

        def made(disk: Disk) -> None:
            disk.names[name] = file
            disk.data[file], disk.writes[file] = b"", []

        self.operations.append(made)

    def write(self, name: str, offset: int, data: bytes | None) -> None:
        file = self.files[name]
        self.operations.append(lambda disk: disk.writes[file].append((offset, data)))

    def sync(self, name: str) -> None:
        if name not in self.files:
            return
        file = self.files[name]

        def synced(disk: Disk) -> None:
            disk.data[file], disk.writes[file] = written(disk.data[file], iter(disk.writes[file])), []

        self.operations.append(synced)

    def sync_folder(self) -> None:
        def synced(disk: Disk) -> None:
            for move in disk.moves:
                move(disk.names)
            disk.moves = []

        self.operations.append(synced)

    def remove(self, name: str, *, synced: bool) -> None:
        file = self.files.pop(name, None)
        if file is None:
            return

        def removed(names: dict[str, int]) -> None:
            if names.get(name) == file:
                del names[name]

        self.operations.append(lambda disk: disk.moves.append(removed))
        if synced:
            self.sync_folder()

    def link(self, old: str, new: str) -> None:
        if old not in self.files:
            return
        file = self.files[new] = self.files[old]
        self.operations.append(lambda disk: disk.moves.append(lambda names: names.update({new: file})))

    def commit(self, held: str) -> None:
        """What is kept now was acknowledged."""
        self.held.append(held)
        number = len(self.held) - 1

        def committed(disk: Disk) -> None:
            disk.commits = number

        self.operations.append(committed)


class File(apsw.VFSFile):
    """A file whose writes are written down."""

    def __init__(self, log: Log, name: Name, flags: list[int]) -> None:
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self.log, self.name = log, Path(path).name
        if name is not None:
            log.open(self.name)
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        if self.name in self.log.files:
            self.log.write(self.name, offset, bytes(data))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        if self.name in self.log.files:
            self.log.write(self.name, newsize, None)
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self.log.sync(self.name)
        super().xSync(flags)


class Recording(apsw.VFS):
    """A file system that is written down."""

    def __init__(self, log: Log) -> None:
        self.name, self.log = f"recording-{id(self)}", log
        super().__init__(self.name, "")

    def xOpen(self, name: Name, flags: list[int]) -> File:  # noqa: N802
        return File(self.log, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        self.log.remove(Path(filename).name, synced=syncdir)
        super().xDelete(filename, syncdir)


@contextmanager
def recording(log: Log, library: Path, synchronous: str) -> Iterator[None]:
    """Write every operation down; `synchronous`: what the library asks SQLite for, "full" where no bug is planted."""
    disk, plain, writing = Recording(log), apsw.Connection, sqlite.writing

    class Connection(plain):  # type: ignore[misc, valid-type]
        def __init__(self, name: str, **given: object) -> None:
            super().__init__(name, vfs=disk.name, **given)
            self.wal_autocheckpoint(PAGES)

        def execute(self, sql: str, *given: object) -> object:
            return super().execute(sql.replace("synchronous = full", f"synchronous = {synchronous}"), *given)

    def commit() -> None:
        with patch("apsw.Connection", plain):
            log.commit(digest(library))

    @contextmanager
    def marked(connection: apsw.Connection, path: str) -> Iterator[None]:
        inside = connection.in_transaction
        with writing(connection, path):
            yield
        if not inside and Path(path).name == LIBRARY and library.exists():
            commit()

    def made() -> None:
        if library.exists() and not log.held[-1]:
            commit()

    with ExitStack() as stack:
        for place in ("rashomon.store.sqlite.writing", "rashomon.store.in_file.writing"):
            stack.enter_context(patch(place, marked))
        stack.enter_context(patch("apsw.Connection", Connection))
        stack.enter_context(folder_recorded(log, made))
        yield
    disk.unregister()


@contextmanager
def folder_recorded(log: Log, synced: Callable[[], None]) -> Iterator[None]:
    """Write down what we do ourselves: sync, link, move, remove; `synced` is called when a folder has been."""
    fsync, link, replace, unlink = os.fsync, os.link, os.replace, os.unlink

    def sync(number: int) -> None:
        path = Path(f"/proc/self/fd/{number}").readlink()
        fsync(number)
        if not path.is_dir():
            log.sync(path.name)
            return
        log.sync_folder()
        synced()

    def linked(old: str, new: str, **given: bool) -> None:
        link(old, new, **given)
        log.link(Path(old).name, Path(new).name)

    def moved(old: str, new: str) -> None:
        replace(old, new)
        log.link(Path(old).name, Path(new).name)
        log.remove(Path(old).name, synced=False)

    def removed(path: str) -> None:
        unlink(path)
        log.remove(Path(path).name, synced=False)

    with patch("os.fsync", sync), patch("os.link", linked), patch("os.replace", moved), patch("os.unlink", removed):
        yield


def digest(path: Path) -> str:
    """All rows of a library, whatever its format; "" where there is none."""
    if not path.exists():
        return ""
    connection = apsw.Connection(str(path))
    try:
        return digest_of(connection)
    finally:
        connection.close()


def digest_of(connection: apsw.Connection) -> str:
    found = blake2b(digest_size=12)
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for table in sqlite.TABLES:
        rows = connection.execute(f"SELECT id, body FROM {table} ORDER BY id").fetchall() if table in there else []  # noqa: S608 - ours
        found.update(repr((table, rows)).encode())
    return found.hexdigest()


def recorded(root: Path, *, fresh: bool, synchronous: str) -> Log:
    """A story written down: that of `kills`, or one that begins without a library."""
    here, log = root / ("fresh" if fresh else "story"), Log()
    kills.inputs(here)
    if fresh:
        for path in here.glob(f"{LIBRARY}*"):
            path.unlink()
    log.begin(here)
    for words in [("read", "in"), ("events",)] if fresh else kills.story(here):
        with recording(log, here / LIBRARY, synchronous):
            assert kills.ran(words, here, root)[0] == 0, words
    return log


def restarted(files: Mapping[str, bytes], disk: Disk, log: Log, folder: Path) -> str:
    """Open a library as after a restart; what is wrong, "" for nothing."""
    for name, image in files.items():
        if not name.endswith("-shm"):
            (folder / name).write_bytes(image)
    path = folder / LIBRARY
    if not path.exists():
        return "gone" if log.held[disk.commits] else ""
    try:
        with Library(str(path)) as library:
            held = digest_of(library._shelf.connection)
            if held not in log.held[disk.commits : disk.commits + 2]:
                return "lost" if held in log.held else "neither before nor after"
            if found := library.verify():
                return str(found[0])
            migrated = log.held[0] and library.backup is None
    except (RashomonError, apsw.Error) as error:
        return str(error)
    if migrated and digest(Path(f"{path}.format-1.backup")) != log.held[0]:
        return "migrated without a whole backup"
    return ""


def cuts(count: int, seed: int, *, synchronous: str = "full", at_most: int | None = None) -> Figures:
    """So many power cuts, spread evenly over the operations; `at_most`: stop when so many went wrong."""
    rng, wrong, done = random.Random(seed), list[str](), 0  # noqa: S311 - a seed, not a secret
    shared = Path("/dev/shm")  # noqa: S108 - memory: which bytes a disk would hold is worked out here
    root = Path(tempfile.mkdtemp(prefix="rashomon-cuts-", dir=shared if shared.is_dir() else None))
    try:
        with kills.quick():
            logs = [recorded(root, fresh=fresh, synchronous=synchronous) for fresh in (False, True)]
        total = sum(len(log.operations) for log in logs)
        began = time.perf_counter()
        for log in logs:
            share, disk, applied = round(count * len(log.operations) / total), log.start, 0
            for n in range(share):
                cut = int((n + 1) / share * len(log.operations))
                for operation in log.operations[applied:cut]:
                    operation(disk)
                applied = cut
                folder = root / "after"
                folder.mkdir()
                found = restarted(disk.after(rng), disk, log, folder)
                shutil.rmtree(folder)
                done += 1
                wrong += [f"cut {done}, operation {cut} of {len(log.operations)}: {found}"] if found else []
                if at_most is not None and len(wrong) >= at_most:
                    break
    finally:
        shutil.rmtree(root, ignore_errors=True)
    facts = {"operations": total, "commits": sum(len(log.held) - 1 for log in logs)}
    return Figures("cuts", done, seed, tuple(wrong), time.perf_counter() - began, facts)
