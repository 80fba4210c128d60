"""The library's file: what is refused and left alone, what is copied before it is migrated, who holds a lock, what a reader may not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from rashomon.cli import main
from rashomon.errors import MachineError, StoreError
from rashomon.store import Library, sqlite
from rashomon.store.health import health, loses_on_reset
from rashomon.types import Report

FORMAT = len(sqlite.MIGRATIONS)


def report(n: int) -> Report:
    return Report(f"r{n:02}", f"r{n:02}.txt", f"Bridge {n} falls. The old bridge over the Lenn fell on Tuesday.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Library(str(tmp_path / "library.db")) as library:
        library.add(report(n) for n in range(3))
    return tmp_path / "library.db"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of the first format, with a report in it."""
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "MIGRATIONS", sqlite.MIGRATIONS[:1])
        with Library(str(tmp_path / "old.db")) as library:
            library.add([report(1)])
    return tmp_path / "old.db"


def state(path: Path) -> dict[str, tuple[bytes, int]]:
    """The bytes and times of all that lies beside a library, but the index of the log and an empty log, which every reader makes."""
    return {
        file.name: (file.read_bytes(), file.stat().st_mtime_ns)
        for file in path.parent.iterdir()
        if not file.name.endswith("-shm") and (file.stat().st_size or not file.name.endswith("-wal"))
    }


# --- migrating ---------------------------------------------------------------------------------


def test_an_older_library_is_copied_before_it_is_migrated(old: Path) -> None:
    before = old.read_bytes()
    backup = Path(f"{old}.format-1.backup")
    with Library(str(old)) as library:
        assert library.backup == backup
        assert [one.id for one in library.reports()] == ["r01"]
        assert library.verify() == []
    copy = apsw.Connection(str(backup), flags=apsw.SQLITE_OPEN_READONLY)
    assert copy.execute("PRAGMA user_version").get == 1
    assert copy.execute("SELECT id FROM report").get == "r01"
    copy.close()
    assert backup.stat().st_size == len(before)
    assert sorted(old.parent.glob("*.backup")) == [backup]
    with Library(str(old)) as library:
        assert library.backup is None


def test_the_command_line_says_so_in_one_line(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ledger", "--library", str(old)]) == 0
    assert capsys.readouterr().err == f"rashomon: {old} is now of this version's format; as it was it stays in {old}.format-1.backup\n"


def test_a_backup_is_never_overwritten(old: Path) -> None:
    Path(f"{old}.format-1.backup").write_text("somebody's only copy")
    with Library(str(old)) as library:
        assert library.backup == Path(f"{old}.format-1.2.backup")
    assert Path(f"{old}.format-1.backup").read_text() == "somebody's only copy"


def test_a_migration_that_fails_leaves_the_library_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = old.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "MIGRATIONS", (*sqlite.MIGRATIONS, "CREATE TABLE later (id); CREATE TABLE report (id)"))
        for _ in range(3):
            with pytest.raises(StoreError):
                Library(str(old))
    assert old.read_bytes() == before
    assert sorted(file.name for file in old.parent.iterdir() if "backup" in file.name) == ["old.db.format-1.backup"]
    with Library(str(old)) as library:
        assert library.verify() == []


def test_without_room_for_the_copy_nothing_is_migrated(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = old.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("rashomon.store.sqlite.back_up", full)
        with pytest.raises(MachineError, match="left in its old format"):
            Library(str(old))
    assert old.read_bytes() == before


# --- what is refused ---------------------------------------------------------------------------


def newer_in_the_log(path: Path) -> None:
    """A newer library whose last words stand in the log alone."""
    writer = apsw.Connection(str(path))
    writer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    writer.execute("PRAGMA user_version = 99")
    writer.close()
    assert Path(f"{path}-wal").stat().st_size


def foreign(path: Path) -> None:
    other = apsw.Connection(str(path))
    other.execute("PRAGMA application_id = 7; PRAGMA journal_mode = delete")
    other.close()


DAMAGES = {
    "the first bytes": (lambda path: path.write_bytes(b"\0" * 100 + path.read_bytes()[100:]), "not a Rashomon library"),
    "an early end": (lambda path: path.write_bytes(path.read_bytes()[:-4096]), "the file ends early"),
    "another program": (foreign, "another program"),
    "a newer format in the log": (newer_in_the_log, "newer version"),
    "no database": (lambda path: path.write_text("The bridge fell. " * 20), "not a Rashomon library"),
}


@pytest.mark.parametrize("name", DAMAGES)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_refused_stays_as_it_is(name: str, path: Path, *, read_only: bool) -> None:
    damage, said = DAMAGES[name]
    damage(path)
    before = state(path)
    with pytest.raises(StoreError, match=said) as caught:
        Library(str(path), read_only=read_only)
    assert caught.value.exit_code == 5
    assert caught.value.todo
    assert state(path) == before
    assert main(["events", "--library", str(path)]) == 5
    assert state(path) == before


def test_damage_in_the_middle_is_told_with_the_recover_command(path: Path) -> None:
    image = bytearray(path.read_bytes())
    image[4096:] = b"\xff" * (len(image) - 4096)
    path.write_bytes(bytes(image))
    with pytest.raises(StoreError, match=r"\.recover"), Library(str(path)) as library:
        list(library.reports())
    assert main(["ledger", "--library", str(path)]) == 5
    assert path.read_bytes() == bytes(image)


def test_a_row_that_is_no_json_is_damage_and_no_fault_of_ours(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = apsw.Connection(str(path))
    other.execute("UPDATE entry SET body = '{' WHERE number = 2")
    other.close()
    assert main(["ledger", "--library", str(path)]) == 5
    assert "damaged" in capsys.readouterr().err


def with_a_log(path: Path) -> tuple[bytes, bytes]:
    """A library and its log as a kill leaves them, three commits in the log."""
    with Library(str(path)) as library:
        for n in range(3, 6):
            library.add([report(n)])
        return path.read_bytes(), Path(f"{path}-wal").read_bytes()


def test_a_log_that_is_damaged_in_the_middle_is_refused_and_left_alone(path: Path) -> None:
    image, log = with_a_log(path)
    path.write_bytes(image)
    Path(f"{path}-wal").write_bytes(log[:200] + bytes([log[200] ^ 1]) + log[201:])
    before = state(path)
    for read_only in (False, True):
        with pytest.raises(StoreError, match="commits in it cannot be read"):
            Library(str(path), read_only=read_only)
        assert state(path) == before


def test_a_log_whose_last_commit_was_cut_off_is_what_a_power_cut_leaves(path: Path) -> None:
    image, log = with_a_log(path)
    path.write_bytes(image)
    Path(f"{path}-wal").write_bytes(log[:-200] + bytes([log[-200] ^ 1]) + log[-199:])
    with Library(str(path)) as library:
        assert library.report_ids() == ["r00", "r01", "r02", "r03", "r04"]
        assert library.verify() == []


# --- who holds it ------------------------------------------------------------------------------

HOLD = """
import sys, apsw
holder = apsw.Connection(sys.argv[1])
holder.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def held(path: Path) -> Iterator[int]:
    """The process that holds the library's lock."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "held\n"
        yield child.pid
        child.stdin.close()


def test_a_lock_says_who_holds_it(held: int, path: Path) -> None:
    before = path.read_bytes()
    with Library(str(path), wait_seconds=0.1) as library, pytest.raises(StoreError) as caught:
        library.add([report(9)])
    known = Path("/proc/locks").exists()
    assert (f"process {held}" if known else "another program") in str(caught.value)
    assert "still after 0.1 seconds; try again when it has finished" in str(caught.value)
    assert caught.value.exit_code == 5
    assert path.read_bytes() == before
    assert (str(held) in health(str(path)).writer) == known


@pytest.mark.usefixtures("held")
def test_where_the_system_does_not_say_who_it_is_another_program(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.store.holder.LOCKS", path.parent / "nothing")
    with Library(str(path), wait_seconds=0.05) as library, pytest.raises(StoreError, match="another program is writing"):
        library.add([report(9)])


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="this system does not say who holds a lock")
def test_a_second_look_at_a_library_drops_no_lock_of_the_first(path: Path) -> None:
    """A file that is opened and closed takes all locks of its process along, and others take the library for nobody's."""

    def held() -> bool:
        ours = f" {os.getpid()} "
        return any(ours in line and f":{path.stat().st_ino} " in line for line in Path("/proc/locks").read_text().splitlines())

    with Library(str(path)):
        assert held()
        with Library(str(path), read_only=True), Library(str(path)):
            pass
        health(str(path))
        assert held()


# --- reading only ------------------------------------------------------------------------------


def test_a_reader_of_a_file_can_write_nothing_whatever_it_is_asked(path: Path) -> None:
    before = path.read_bytes()
    with Library(str(path), read_only=True) as library:
        for sql in ("DELETE FROM report", "DROP TABLE report", "PRAGMA user_version = 9", "CREATE TABLE x (y)"):
            with pytest.raises(apsw.ReadOnlyError):
                library._shelf.connection.execute(sql)
    assert path.read_bytes() == before


def test_a_reader_makes_no_library(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for name in ("empty.db", "none.db"):
        with pytest.raises(StoreError, match="there is no library here"):
            Library(str(tmp_path / name), read_only=True)
    assert [file.name for file in tmp_path.iterdir()] == ["empty.db"]


def test_a_reader_of_an_older_library_says_how_to_bring_it_up_to_date(old: Path) -> None:
    before = state(old)
    with pytest.raises(StoreError, match="rashomon ledger"):
        Library(str(old), read_only=True)
    assert state(old) == before


READ_ONLY_DISK = """
mount -t tmpfs none "$1" && cp "$2" "$1/l#b?.db" && mount -o remount,ro "$1" && cd "$1" && exec "$3" -c "
from rashomon.store import Library
with Library('l#b?.db', read_only=True) as library:
    print(len(list(library.reports())), library.verify())
"
"""


def test_a_library_on_a_disk_that_is_read_only_can_be_read(path: Path) -> None:
    place = path.parent / "disk"
    place.mkdir()
    command = ["unshare", "-rm", "sh", "-c", READ_ONLY_DISK, "sh", str(place), str(path), sys.executable]
    source = Path(__file__).resolve().parents[1] / "src"
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(source), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin"}
        )
    except FileNotFoundError:
        pytest.skip("no `unshare` here: a disk of its own cannot be mounted")
    if "mount" in done.stderr or "unshare" in done.stderr:
        pytest.skip(f"a disk of its own cannot be mounted here: {done.stderr.strip()}")
    assert done.stdout == "3 []\n", done.stderr


def test_where_nothing_can_be_written_commands_that_look_go_on(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise MachineError("cannot be written")

    assert main(["events", "--library", str(path)]) == 0
    before = capsys.readouterr().out
    monkeypatch.setattr("rashomon.store.in_file.connect", refuse)
    assert main(["events", "--library", str(path)]) == 0
    assert capsys.readouterr().out == before
    assert [main([command, "--library", str(path)]) for command in ("ledger", "verify")] == [0, 0]
    assert main(["undo", "--library", str(path)]) == 6


def test_where_nothing_can_be_written_events_are_not_shown_without_reports_that_came_in_since(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise MachineError("cannot be written")

    with Library(str(path)) as library:
        library.add([Report("new", "new.txt", "A bus left the road at Ostrand on Monday, police said.")])
    monkeypatch.setattr("rashomon.store.in_file.connect", refuse)
    assert main(["events", "--library", str(path)]) == 6


# --- doctor ------------------------------------------------------------------------------------


def test_doctor_looks_at_the_library(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--library", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    known = told["library"]
    assert (known["format"], known["reports"], known["readable"], known["writable"]) == (FORMAT, 3, True, True)
    assert known["bytes"] == path.stat().st_size
    assert known["free_bytes"] > 0 < known["temporary_free_bytes"]
    assert {"web", "mcp", "fetch", "pdf", "parquet", "scale", "cluster", "server"} == set(told["extras"])
    assert told["limits"]["text_chars"] == 2_000_000
    assert main(["doctor", "--library", str(path)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "3 reports; readable; writable; nobody is writing to it; search index complete" in said


def test_doctor_ends_by_what_is_wrong(path: Path, old: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(old)
    assert main(["doctor", "--library", str(old)]) == 0
    assert state(old) == before
    monkeypatch.setattr("rashomon.store.health.LEAST_BYTES", 2**60)
    assert main(["doctor", "--library", str(path)]) == 6
    path.write_text("no library " * 20)
    assert main(["doctor", "--library", str(path)]) == 5
    assert "not a Rashomon library" in " ".join(capsys.readouterr().out.split())


def test_doctor_knows_every_extra() -> None:
    import tomllib

    from rashomon.cli.health import EXTRAS

    settings = tomllib.loads((Path(__file__).resolve().parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(EXTRAS) == set(settings["project"]["optional-dependencies"])


def test_doctor_knows_the_versions_of_sqlite_that_lose_writes() -> None:
    losing = ("3.7.0", "3.40.1", "3.44.5", "3.45.0", "3.50.6", "3.51.2")
    sound = ("3.6.23", "3.44.6", "3.50.7", "3.51.3", "3.53.0", "4.0.0")
    assert all(map(loses_on_reset, losing))
    assert not any(map(loses_on_reset, sound))
    assert not loses_on_reset(apsw.sqlite_lib_version())


def test_a_library_where_nothing_can_be_written_is_told_by_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system", "draft")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(MachineError, match=r"news\.db: cannot be made \(Read-only file system\)"):
        Library(str(tmp_path / "news.db"))
