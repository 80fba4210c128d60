"""How a library of an older format becomes one of the present: a copy first, then all steps or none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from filecmp import cmp
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import apsw


def back_up(connection: apsw.Connection, path: str, version: int) -> Path:
    """Copy a library as it is to `FILE.format-N.backup`, complete and on disk before the name is there.

    A backup that stands there already is never touched: where it holds something else, the new one gets the next free name.
    """
    import apsw

    draft = Path(f"{path}.{os.getpid()}.new")
    draft.unlink(missing_ok=True)
    try:
        copy = apsw.Connection(str(draft))
        try:
            with copy.backup("main", connection, "main") as backup:
                backup.step()
        finally:
            copy.close()
        sync(draft)
        for place in _places(path, version):
            if place.exists() and cmp(draft, place, shallow=False):
                return place
            if link(draft, place):
                return place
    finally:
        draft.unlink(missing_ok=True)
    raise AssertionError("there is always another name")


def _places(path: str, version: int) -> Iterator[Path]:
    yield Path(f"{path}.format-{version}.backup")
    for n in count(2):
        yield Path(f"{path}.format-{version}.{n}.backup")


def link(draft: Path, place: Path) -> bool:
    """Give a finished file its name, for good; False where something of that name is there already."""
    try:
        place.hardlink_to(draft)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        if place.exists():
            return False
        draft.replace(place)
    sync(place.parent)
    return True


def sync(path: Path) -> None:
    """Have a file, or what names stand in a folder, on disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
