"""A bit that flipped on disk is never read as if it had been written."""

from __future__ import annotations

import random
from pathlib import Path

import apsw
import pytest

from rashomon.errors import StoreError
from rashomon.store import Library
from rashomon.types import Event, Judgement, Report, Skipped

SEED = 20210504  # pages keep dead copies of rows that moved; the last copy in the file is the live one


def report(n: int) -> Report:
    return Report(f"r{n:02}", f"herald/r{n:02}.txt", f"The bridge number {n} over the Lenn fell. " * 8)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "library.db"
    with Library(str(path)) as library:
        library.add([*(report(n) for n in range(30)), Skipped("x.txt", "rejected", "E-EMPTY", "the file is empty")])
        library.judge(Judgement("merge", "r01", "r02", "the same bridge"))
        library.put_events([Event("aaaa", ("r01",)), Event("bbbb", ("r02",))])
        library.put_events([Event("cccc", ("r01", "r02"))])
        assert library.verify() == []
    return path.read_bytes()


def flipped(image: bytes, bit: int) -> bytes:
    out = bytearray(image)
    out[bit // 8] ^= 1 << bit % 8
    return bytes(out)


def content(library: Library) -> tuple[object, ...]:
    return list(library.reports()), list(library.entries()), library.history(), library.events(), library.event("aaaa")


def is_found(path: Path, image: bytes) -> bool:
    path.write_bytes(image)
    try:
        with Library(str(path)) as library:
            return bool(library.verify())
    except StoreError:
        return True


def test_verify_finds_every_flip_inside_a_row(sound: bytes, tmp_path: Path) -> None:
    rng = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    for n in range(100):
        start = sound.rindex(report(n % 30).text.encode()[:300])
        bit = rng.randrange(start * 8, (start + 300) * 8)
        assert is_found(tmp_path / "library.db", flipped(sound, bit)), f"bit {bit}"


def test_a_flip_anywhere_is_found_or_changes_nothing(sound: bytes, tmp_path: Path) -> None:
    rng, path, silent = random.Random(SEED), tmp_path / "library.db", 0  # noqa: S311 - a seed, not a secret
    path.write_bytes(sound)
    with Library(str(path)) as library:
        whole = content(library)
    for _ in range(300):
        bit = rng.randrange(len(sound) * 8)
        if not is_found(path, flipped(sound, bit)):
            silent += 1
            with Library(str(path)) as library:
                assert content(library) == whole, f"bit {bit}"
    assert silent < 300


def test_the_harness_needs_the_hashes(sound: bytes, tmp_path: Path) -> None:
    """The planted bug: without row hashes, SQLite's own check sees nothing wrong."""
    path = tmp_path / "library.db"
    start = sound.rindex(report(7).text.encode()[:300])
    path.write_bytes(flipped(sound, start * 8))
    connection = apsw.Connection(str(path))
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    connection.close()
    assert is_found(path, flipped(sound, start * 8))


def test_a_row_that_is_gone_is_missed(sound: bytes, tmp_path: Path) -> None:
    for table in ("report", "entry", "judgement"):
        path = tmp_path / f"{table}.db"
        path.write_bytes(sound)
        with Library(str(path)) as library:
            library.judge(Judgement("join", "r01", "r02"))
        connection = apsw.Connection(str(path))
        connection.execute(f"DELETE FROM {table} WHERE number = 1")  # noqa: S608 - a word of the line above
        connection.close()
        with Library(str(path)) as library:
            assert library.verify(), table
