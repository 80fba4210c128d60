"""A disk that is full at every stage of a command: run as a program in a process of its own, which prints what went wrong as JSON.

    python -m tests.reliability.full_disk tmpfs FOLDER     mounts a small disk there; needs `unshare -rm`
    python -m tests.reliability.full_disk limit FOLDER     no file may grow beyond a size, which needs nothing

Each round leaves a little more room, runs every kind of command that writes, frees the space and runs them again.
"""

from __future__ import annotations

import io
import json
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from rashomon.cli import main
from rashomon.store import Library
from tests.reliability.kills import LIBRARY, inputs, quick

NEED = re.compile(r"[\d,]+ (?:bytes )?(?:are )?needed")
DISK_BYTES = 2_000_000
ROOMS = {"tmpfs": (0, 4_096, 20_000, 60_000, 120_000, 180_000, 240_000), "limit": (0, 4_096, 34_000, 60_000, 100_000, 140_000)}


def rounds(kind: str, place: Path) -> Iterator[str]:
    """What went wrong, for each amount of room."""
    full = dict.fromkeys(("read", "export", "merge", "events"), 0)
    for room in ROOMS[kind]:
        folder = place / str(room)
        if kind == "tmpfs":
            folder.mkdir()
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", str(folder)], check=True)  # noqa: S607 - where it stands differs
        with quick():
            yield from (f"with {room} bytes of room: {wrong}" for wrong in _round(kind, folder / "here", room, full))
        if kind == "tmpfs":
            subprocess.run(["umount", str(folder)], check=True)  # noqa: S607
        shutil.rmtree(folder)
    yield from (f"{command}: the disk was never full for it" for command, times in full.items() if not times)


def _round(kind: str, folder: Path, room: int, full: dict[str, int]) -> Iterator[str]:
    inputs(folder)
    library, export = folder / LIBRARY, folder / "event.html"
    always = ("--library", str(library), "--config", str(folder / "settings.toml"))
    assert _ran("read", str(folder / "in"), *always)[0] == 0
    assert _ran("events", *always)[0] == 0
    with Library(str(library)) as opened:
        event = next(event for event in opened.events() if len(event.reports) > 1)
        a, b = (some.reports[0] for some in opened.events()[:2])
    export.write_text("an older export\n" * 4, encoding="utf-8")
    before = export.read_bytes()
    commands = {
        "export": ("export", event.id, "--to", "html", "--out", str(export)),
        "read": ("read", str(folder / "later")),
        "events": ("events",),
        "merge": ("merge", a, b),
    }
    with crowded(kind, folder, room):
        for name, words in commands.items():
            code, said = _ran(*words, *always)
            if code not in (0, 6):
                yield f"{name} ended with {code}: {said}"
            if code == 6:
                full[name] += 1
                if not NEED.search(said):
                    yield f"{name} does not say what is needed: {said}"
                if name == "export" and (not export.exists() or export.read_bytes() != before):
                    yield "the old export was touched"
    for name, words in commands.items():
        if (ended := _ran(*words, *always))[0]:
            yield f"{name} ended with {ended[0]} after space was freed: {ended[1]}"
    with Library(str(library)) as opened:
        yield from map(str, opened.verify())
        if len(opened.report_ids()) != 8:
            yield f"{len(opened.report_ids())} reports, not 8"
    if left := [file.name for file in folder.iterdir() if file.name.startswith(".") or ".new" in file.name]:
        yield f"left behind: {left}"


@contextmanager
def crowded(kind: str, folder: Path, room: int) -> Iterator[None]:
    """So little room on the disk, or in a file."""
    if kind == "limit":
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        return
    filler = folder / "filler"
    filler.write_bytes(b"\0" * max(0, shutil.disk_usage(folder).free - room))
    yield
    filler.unlink()


def _ran(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(words)
    return code, err.getvalue()


def in_place(path: Path, text: str | bytes) -> None:
    """The planted bug: an export that overwrites the old one as it is written."""
    from rashomon.errors import MachineError

    try:
        with path.open("wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
    except OSError as error:
        raise MachineError(f"{path}: 1 bytes are needed") from error


if __name__ == "__main__":
    planted = "--planted" in sys.argv
    with patch("rashomon.cli.writing.write_file", in_place) if planted else nullcontext():
        print(json.dumps(list(rounds(sys.argv[1], Path(sys.argv[2])))))
