"""What a document does to the process that parses it happens to itself only: the rest is read, in order, as if it were not there."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from rashomon.config import Config, ReadConfig
from rashomon.isolation import CHUNK, Order, parent, taker
from rashomon.isolation.order import FRAME_BYTES, HEAD, raw_sha256, read_frame, write_frame
from rashomon.pipeline import load, take_in
from rashomon.read import Piece, pieces
from rashomon.store import Library
from rashomon.types import Report, Skipped

GOOD = "The old bridge over the Lenn fell on Tuesday. Nobody was hurt, the mayor said."
HOSTILE = """
import os, signal, sys, time
from rashomon.read import text
plain = text.sort_out
def sort_out(fields):
    what = fields.get("do", "")
    if what == "crash": os.kill(os.getpid(), signal.SIGSEGV)
    if what == "abort": os.abort()
    if what == "leave": os._exit(0)
    if what == "hang":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM, signal.SIGTERM})
        while True: pass
    if what == "sleep": time.sleep(600)
    if what == "eat": sys.modules["kept"] = [bytearray(2**28) for _ in range(40)]
    if what == "hoard" : sys.modules.setdefault("hoard", []).append(bytearray(b"x") * 2**27)
    if what == "shout": print("no answer"); os.write(1, b"no answer either")
    if what == "lie": os.write(OUT, b"\\0\\0\\0\\2{]"); time.sleep(600)
    if what == "panic": raise BaseException("like a panic of Rust")
    return plain(fields)
text.sort_out = sort_out
from rashomon.isolation import child
OUT = os.dup(1)
sys.exit(child.main())
"""


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Config:
    """Settings, and children that do what a document's sidecar says."""
    monkeypatch.setattr(parent, "PROGRAM", ("-c", HOSTILE))
    monkeypatch.setattr(parent, "START_SECONDS", 20.0)
    return replace(Config(), read=replace(ReadConfig(), seconds=2.5, memory_bytes=2**29))


def folder(path: Path, does: list[str]) -> Path:
    """Documents that do these things, in this order; "" is a good one."""
    for n, what in enumerate(does):
        (path / f"{n:03}.txt").write_text(f"{GOOD} This is report number {n}.", encoding="utf-8")
        if what:
            (path / f"{n:03}.txt.json").write_text(json.dumps({"do": what}), encoding="utf-8")
    return path


def outcome(items: Iterator[Report | Skipped]) -> list[str]:
    """For every input its name and its code, in order."""
    return [f"{item.path}" if isinstance(item, Report) else f"{item.origin} {item.code}" for item in items]


@pytest.mark.parametrize(
    ("does", "code"),
    [
        ("crash", "E-CRASH"),
        ("abort", "E-CRASH"),
        ("leave", "E-CRASH"),
        ("panic", "E-CRASH"),
        ("lie", "E-CRASH"),
        ("hang", "E-TIME"),
        ("sleep", "E-TIME"),
        ("eat", "E-MEMORY"),
    ],
)
def test_a_hostile_document_costs_itself_only(tmp_path: Path, hostile: Config, does: str, code: str) -> None:
    found = outcome(take_in([folder(tmp_path, ["", "", does, "", ""])], hostile, workers=1))
    assert found == ["000.txt", "001.txt", f"002.txt {code}", "003.txt", "004.txt"]


def test_many_hostile_documents_cost_themselves_only(tmp_path: Path, hostile: Config) -> None:
    does = ["crash" if n % 3 == 1 else "" for n in range(30)]
    expected = [f"{n:03}.txt" + (" E-CRASH" if what else "") for n, what in enumerate(does)]
    assert outcome(take_in([folder(tmp_path, does)], hostile, workers=2)) == expected


def test_what_a_library_prints_is_no_answer(tmp_path: Path, hostile: Config) -> None:
    assert outcome(take_in([folder(tmp_path, ["", "shout", ""])], hostile, workers=1)) == ["000.txt", "001.txt", "002.txt"]


def test_memory_that_others_left_behind_is_not_blamed_on_a_document(tmp_path: Path, hostile: Config) -> None:
    assert outcome(take_in([folder(tmp_path, ["hoard"] * 9)], hostile, workers=1)) == [f"{n:03}.txt" for n in range(9)]


def test_a_program_that_cannot_start_sets_everything_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "PROGRAM", ("-c", "raise SystemExit(1)"))
    assert outcome(take_in([folder(tmp_path, ["", ""])], Config(), workers=1)) == ["000.txt E-CRASH", "001.txt E-CRASH"]


def test_apart_and_here_give_the_same(tmp_path: Path) -> None:
    folder(tmp_path, [""] * 5)
    lines = "".join(
        json.dumps({"id": n, "text": f"{GOOD} Report {n}.", "date": "2031-05-06", "x": [n, None, 1.5]}) + "\n" for n in range(200)
    )
    (tmp_path / "many.jsonl").write_text(lines + "no JSON\n", encoding="utf-8")
    here = list(take_in([tmp_path], Config()))
    assert len(here) == 206
    for workers in (1, 3):
        assert list(take_in([tmp_path], Config(), workers=workers)) == here


def test_pieces_are_not_read_far_ahead(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text("".join(json.dumps({"text": GOOD}) + "\n" for _ in range(100 * CHUNK)), encoding="utf-8")
    asked = 0

    def counted() -> Iterator[object]:
        nonlocal asked
        for piece in pieces([tmp_path], ReadConfig()):
            asked += 1
            yield piece

    with taker(Order(Config()), 1) as take:
        next(take(counted()))  # type: ignore[arg-type]
    assert asked < 8 * CHUNK


def test_left_early_it_leaves_no_process_behind(tmp_path: Path, hostile: Config) -> None:
    items = take_in([folder(tmp_path, ["", "sleep"])], hostile, workers=1)
    began = time.monotonic()
    items.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 5


def test_a_child_whose_parent_is_gone_ends() -> None:
    here = {**os.environ, "PYTHONPATH": parent.SOURCES}
    child = subprocess.Popen([sys.executable, *parent.PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=here)
    assert child.stdin is not None
    write_frame(child.stdin, msgspec.msgpack.encode(Order(Config())))  # type: ignore[arg-type]
    child.stdin.close()
    assert child.wait(30) == 0


def test_frames_that_are_cut_or_too_long_are_not_believed() -> None:
    out = io.BytesIO()
    write_frame(out, b"[]")
    assert read_frame(io.BytesIO(out.getvalue())) == b"[]"
    for bad in (b"", out.getvalue()[:3], out.getvalue()[:-1], HEAD.pack(FRAME_BYTES + 1) + b"[]"):
        assert read_frame(io.BytesIO(bad)) is None


@pytest.mark.parametrize("body", [b"", b"{}", b"[{}]", b'[{"report":null,"skipped":null}]', b'[{"report":{"id":5},"skipped":null}]'])
def test_answers_that_are_none_are_not_believed(body: bytes) -> None:
    assert parent._items(body) is None


def test_an_answer_that_nests_without_end_is_not_believed() -> None:
    report = msgspec.json.encode([{"report": Report("r1", "r1.txt", GOOD, extra={"x": "HERE"}), "skipped": None}])
    assert parent._items(report) is not None
    assert parent._items(report.replace(b'"HERE"', b"[" * 100_000 + b"]" * 100_000)) is None


def test_an_answer_at_the_last_moment_does_not_make_the_next_one_late(hostile: Config) -> None:
    process = parent.Process(Order(hostile))
    piece = Piece("text", "a.txt", "a.txt", GOOD.encode(), "a.txt")
    process.say(msgspec.msgpack.encode([piece]), 20)
    process.late = True  # as if its time had ended between the answer and our reading it
    assert process.answer(20) is not None
    process.kill()
    assert process.end() == "E-CRASH"


def test_a_child_that_starts_while_all_is_closed_ends_too(hostile: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    child = parent.Child(Order(hostile))
    begun: list[parent.Process] = []

    def begin(order: Order) -> parent.Process:
        child.close()
        begun.append(process(order))
        return begun[-1]

    process = parent.Process
    child._process.end(0)  # type: ignore[union-attr]
    child._process = None
    monkeypatch.setattr(parent, "Process", begin)
    piece = Piece("text", "a.txt", "a.txt", GOOD.encode(), "a.txt", fields={"do": "sleep"})
    assert list(child.answers([piece])) == []
    assert begun[0]._popen.poll() is not None


def test_a_report_carries_the_hash_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(GOOD, encoding="utf-8")
    (piece,) = pieces([tmp_path], ReadConfig())
    assert not isinstance(piece, Skipped)
    (report,) = load(tmp_path)
    assert report.raw_sha256 == raw_sha256(piece)
    assert len(report.raw_sha256) == 64


def test_what_became_a_report_is_not_parsed_again(tmp_path: Path, hostile: Config) -> None:
    """An interrupted run goes on where it was: the second time, every document would end its process."""
    folder(tmp_path, [""] * 4)
    with Library(str(tmp_path / "x.db")) as library:
        paths = [tmp_path / f"{n:03}.txt" for n in range(4)]
        assert library.add(take_in(paths[:3], hostile, workers=1, known=library)).stored == 3
        for n in range(3):
            (tmp_path / f"{n:03}.txt.json").write_text('{"do": "crash"}', encoding="utf-8")
        counts = library.add(take_in(paths, hostile, workers=1, known=library))
        assert (counts.stored, counts.duplicate, counts.seen) == (1, 3, 4)
        assert library.ledger().stored == 4
        assert library.verify() == []


def test_the_same_bytes_from_elsewhere_are_another_report(tmp_path: Path) -> None:
    for name in ("herald", "courier"):
        (tmp_path / f"{name}.txt").write_text(GOOD, encoding="utf-8")
    with Library(":memory:") as library:
        assert library.add(take_in([tmp_path / "herald.txt"], Config(), known=library)).stored == 1
        assert library.add(take_in([tmp_path], Config(), known=library)).stored == 1
