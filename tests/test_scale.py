"""A pile in parts is the pile as a whole: however it is cut, and whoever does what, the bytes are those of the one process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest

from bench.pile import pile
from rashomon.cli.piping import copy_lines, event_lines
from rashomon.config import Config
from rashomon.errors import MachineError
from rashomon.group import Grouper
from rashomon.group.copies import copies as copies_at_once
from rashomon.pipeline import remarks, remember, take_in
from rashomon.read import pieces
from rashomon.scale import copies, copying, daft_native, files, group, grouping, in_this_process, inputs
from rashomon.scale.engines import Task
from rashomon.scale.inputs import pieces_in, shards
from rashomon.types import Report, Skipped

pytest.importorskip("pyarrow", reason="the extra `scale` is not installed")

SIZE = 360
CONFIG = Config()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cuts that a pile of a test has many of."""
    monkeypatch.setattr(inputs, "SHARD_BYTES", 100_000)
    monkeypatch.setattr(grouping, "BLOCK_DAYS", 9)
    monkeypatch.setattr(grouping, "BUCKET", 100)
    monkeypatch.setattr(grouping, "CHUNK", 7)
    monkeypatch.setattr(copying, "RANGE", 3_000)
    monkeypatch.setattr(copying, "COMPARED", 500)


@cache
def rows() -> tuple[dict[str, str], ...]:
    return tuple(row for row, _ in pile(SIZE, seed=4))


@pytest.fixture
def documents(tmp_path: Path) -> str:
    """A pile in one file, some of whose lines are broken, empty, or come again."""
    lines = [json.dumps(row) for row in rows()]
    lines[40:40] = [
        "",
        '{"id": "torn',
        json.dumps({"id": "nothing", "text": " "}),
        lines[3],
        json.dumps({**rows()[5], "text": "Another text."}),
    ]
    lines.append(json.dumps({"id": "odd day", "text": "The ferry sank at noon, said the port.", "date": "the day before"}))
    path = tmp_path / "pile.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def grouped_at_once(path: str) -> tuple[str, list[Skipped]]:
    whole, ledger = Grouper(CONFIG.group), []
    for items, batch in remember([path], CONFIG):
        whole.add_batch(batch)
        for item in items:
            ledger += remarks(item) if isinstance(item, Report) else [item]
    return event_lines(whole.grouping()), ledger


def copied_at_once(path: str) -> str:
    return copy_lines(copies_at_once((item.id, item.text) for item in take_in([path], CONFIG) if isinstance(item, Report)))


def test_shards_are_read_as_the_files_are(documents: str, small: None) -> None:
    cut = list(shards([documents], CONFIG.read))
    assert len(cut) > 3
    assert [piece for shard in cut for piece in pieces_in(shard, CONFIG.read)] == list(pieces([documents], CONFIG.read))


def test_events_are_those_of_one_process(documents: str, small: None, tmp_path: Path) -> None:
    found = group([documents], CONFIG, tmp_path / "parts", in_this_process)
    lines, ledger = grouped_at_once(documents)
    assert event_lines(found.grouping) == lines
    assert [(line.origin, line.fate, line.code, line.why) for line in found.ledger] == [
        (line.origin, line.fate, line.code, line.why) for line in ledger
    ]


def test_copies_are_those_of_one_process(documents: str, small: None, tmp_path: Path) -> None:
    assert copy_lines(copies([documents], CONFIG, tmp_path / "parts", in_this_process).copies) == copied_at_once(documents)


def test_rows_of_parquet_are_lines_of_json(documents: str, small: None, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    lines, table = tmp_path / "one" / "pile.jsonl", tmp_path / "two" / "pile.parquet"
    for path in (lines, table):
        path.parent.mkdir()
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    pq.write_table(pa.Table.from_pylist([dict(row) for row in rows()]), table, row_group_size=50)
    one, two = (group([str(path)], CONFIG, tmp_path / "parts", in_this_process) for path in (lines, table))
    assert one.grouping == two.grouping


def test_a_file_that_is_no_parquet_is_a_line(documents: str, tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    found = group([documents, str(tmp_path / "broken.parquet")], CONFIG, tmp_path / "parts", in_this_process)
    assert [line.code for line in found.ledger if line.origin == "broken.parquet"] == ["E-FORMAT"]
    assert event_lines(found.grouping) == grouped_at_once(documents)[0]


@pytest.mark.parametrize("texts", [[], ["A dam broke near Lund."], ["", "  "], ["The dam at Lund broke.", "The dam at Lund broke."]])
def test_small_piles(texts: Sequence[str], tmp_path: Path) -> None:
    path = tmp_path / "few.jsonl"
    path.write_text("".join(json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts)), encoding="utf-8")
    assert event_lines(group([str(path)], CONFIG, tmp_path / "parts", in_this_process).grouping) == grouped_at_once(str(path))[0]
    assert copy_lines(copies([str(path)], CONFIG, tmp_path / "parts", in_this_process).copies) == copied_at_once(str(path))


# --- what is there is not made again ---------------------------------------------------------------


class Counted:
    """An engine that notes what it does."""

    def __init__(self, spoil: Callable[[Task], bool] = lambda task: False) -> None:
        self.did: list[Task] = []
        self.spoil = spoil

    def __call__(self, folder: Path, tasks: Sequence[Task]) -> None:
        for task in tasks:
            self.did.append(task)
            if not self.spoil(task):
                in_this_process(folder, [task])


def test_a_second_run_makes_nothing(documents: str, small: None, tmp_path: Path) -> None:
    first, second = Counted(), Counted()
    one, two = (group([documents], CONFIG, tmp_path / "parts", engine) for engine in (first, second))
    assert first.did
    assert not second.did
    assert one == two


def test_a_file_that_is_added_is_the_only_one_that_is_read(documents: str, small: None, tmp_path: Path) -> None:
    group([documents], CONFIG, tmp_path / "parts", in_this_process)
    more = tmp_path / "pile2.jsonl"
    more.write_text(json.dumps({"id": "late", "text": "The tram of Lund stood still on Friday.", "date": "2023-03-02"}) + "\n")
    engine = Counted()
    found = group([documents, str(more)], CONFIG, tmp_path / "parts", engine)
    assert "late" in found.grouping.ids
    done = [task.stage for task in engine.did]
    assert done.count("records") == 1
    assert 0 < done.count("near") <= 9  # of the stretches of a year: those in its reach


def test_a_part_that_fails_is_tried_again_alone(documents: str, small: None, tmp_path: Path) -> None:
    failed: set[str] = set()

    def once(task: Task) -> bool:
        new = task.stage == "near" and not failed
        failed.update({task.key} if new else ())
        return new

    engine = Counted(once)
    assert event_lines(group([documents], CONFIG, tmp_path / "parts", engine).grouping) == grouped_at_once(documents)[0]
    assert sorted({task.key for task in engine.did if sum(other.key == task.key for other in engine.did) > 1}) == sorted(failed)


def test_a_part_that_always_fails_is_named(documents: str, small: None, tmp_path: Path) -> None:
    spoiled: list[str] = []

    def always(task: Task) -> bool:
        if task.stage == "counts" and not spoiled:
            spoiled.append(task.key)
        return task.key in spoiled

    with pytest.raises(MachineError, match=r"1 of \d+ parts of the stage `counts` failed 3 times"):
        group([documents], CONFIG, tmp_path / "parts", Counted(always))


# --- many hands ------------------------------------------------------------------------------------


def processes_below(parent: int) -> Iterator[int]:
    """Every process that a process started, itself or through others."""
    for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
        for child in tasks.read_text().split():
            yield int(child)
            yield from processes_below(int(child))


@pytest.fixture
def killer() -> Iterator[list[int]]:
    """Kills one process that works for Daft, once, as soon as there is one; tells which."""
    killed: list[int] = []
    over = threading.Event()

    def kill() -> None:
        while not over.wait(0.02):
            for child in list(processes_below(os.getpid())):
                try:
                    line = Path(f"/proc/{child}/cmdline").read_bytes()
                    if b"udf_worker" in line or line.startswith(b"ray::UDFActor"):
                        time.sleep(0.5)
                        os.kill(child, signal.SIGKILL)
                        killed.append(child)
                        return
                except OSError:
                    continue

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    yield killed
    over.set()
    thread.join()


@pytest.mark.parametrize(("engine", "package"), [("native", "daft"), ("ray", "ray")])
def test_many_hands_give_the_same_though_one_is_killed(
    engine: str, package: str, documents: str, tmp_path: Path, killer: list[int]
) -> None:
    pytest.importorskip(package, reason="the extras `scale` and `cluster` are not installed")
    for work, name in (("group", "events.jsonl"), ("copies", "copies.jsonl")):
        words = ["scale", work, documents, "--out", str(tmp_path / "out"), "--engine", engine, "--workers", "2"]
        done = subprocess.run([sys.executable, "-m", "rashomon", *words], capture_output=True, text=True, check=False)
        assert done.returncode == 3, done.stderr  # some lines of the pile are broken
        expected = grouped_at_once(documents)[0] if work == "group" else copied_at_once(documents)
        assert (tmp_path / "out" / name).read_text(encoding="utf-8") == expected
    assert len(killer) == 1


def test_nothing_is_reported_to_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("daft", reason="the extra `scale` is not installed")
    for name in ("DO_NOT_TRACK", "RAY_USAGE_STATS_ENABLED"):
        monkeypatch.delenv(name, raising=False)
    with daft_native(1):
        assert os.environ["DO_NOT_TRACK"] == "1"
        assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_other_kernels_find_nothing_of_what_these_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made = files.key_of("records", "a")
    assert made == files.key_of("records", "a")
    monkeypatch.setattr(files, "stamp", lambda: "other")
    assert made != files.key_of("records", "a")
