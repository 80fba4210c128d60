"""Reading can fail; it cannot block, stop the job, harm another document or leave no line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rashomon.config import ReadConfig
from rashomon.errors import CODES
from rashomon.read import read
from rashomon.types import Raw, Skipped
from reliability.naughty import GOOD, INPUTS, LIMIT_MB, LIMIT_SECONDS, Naughty


class TooLate(BaseException):
    """Not an Exception: no reader may swallow it."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    def late(*_: object) -> None:
        raise TooLate(f"took more than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def outcome(*paths: Path, seconds: float = LIMIT_SECONDS) -> tuple[list[Raw], list[Skipped]]:
    with deadline(seconds):
        items = list(read([str(path) for path in paths], ReadConfig()))
    return [item for item in items if isinstance(item, Raw)], [item for item in items if isinstance(item, Skipped)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("naughty")
    for one in INPUTS:
        one.make(folder / one.name)
    for n in range(3):
        (folder / f"good-{n}.txt").write_text(f"{GOOD} Report {n}.")
    return folder


@pytest.mark.parametrize("one", INPUTS, ids=lambda one: one.name)
def test_each_bad_input_gets_its_code(made: Path, one: Naughty) -> None:
    kept, lines = outcome(made / one.name)
    assert tuple(line.code for line in lines) == one.codes
    assert {line.origin.partition("/")[0] for line in lines} == ({one.name} if one.codes else set())
    assert all(line.code in CODES and line.why for line in lines)
    assert len(kept) >= one.kept


def test_a_folder_that_holds_a_way_out_of_itself_is_not_left(made: Path, tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "parent").symlink_to("..")
    assert [(line.origin, line.code) for line in outcome(tmp_path)[1]] == [("inside/parent", "E-NOT-REGULAR")]


def test_the_good_among_the_bad_are_read_as_if_alone(made: Path, tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"good-{n}.txt").write_bytes((made / f"good-{n}.txt").read_bytes())
    documents, lines = outcome(made, seconds=10 * LIMIT_SECONDS)
    assert [raw for raw in documents if raw.origin.startswith("good-")] == outcome(tmp_path)[0]
    assert {line.origin.partition("/")[0] for line in lines} == {one.name for one in INPUTS if one.codes}


def test_a_device_is_not_opened() -> None:
    assert [line.code for line in outcome(Path("/dev/zero"))[1]] == ["E-NOT-REGULAR"]


@pytest.mark.parametrize("path", ["nowhere.txt", "nowhere/at/all.txt", "a\0b", "", "x" * 5000])
def test_a_missing_path_is_named(path: str) -> None:
    with deadline(LIMIT_SECONDS):
        [line] = read([path], ReadConfig())
    assert isinstance(line, Skipped)
    assert line.code == "E-MISSING"
    assert line.origin.isprintable()


@pytest.mark.parametrize(
    "name", [b"new\nline.txt", b"\x1b[31mred.txt", b"caf\xe9.txt", "\u202egnp.txt".encode(), b"a#1.txt", b"-.txt", b"%s{}.txt"]
)
def test_a_hostile_file_name_becomes_an_origin_that_can_be_printed(tmp_path: Path, name: bytes) -> None:
    path = os.fsencode(tmp_path) + b"/" + name
    Path(os.fsdecode(path)).write_text(GOOD)
    [raw], _ = outcome(tmp_path)
    assert raw.text == GOOD
    assert raw.origin.isprintable()
    raw.origin.encode()


def test_memory_stays_bounded_over_all_bad_inputs(made: Path) -> None:
    program = (
        "import sys, resource; from rashomon.read import read; from rashomon.config import ReadConfig; "
        "print(sum(1 for _ in read([sys.argv[1]], ReadConfig())), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    source = Path(__file__).resolve().parents[2] / "src"
    done = subprocess.run(  # through a shell: a child of this process would start with its peak, and other tests have raised that
        ["/bin/sh", "-c", '"$0" "$@"; exit $?', sys.executable, "-c", program, str(made)],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    count, kilobytes = map(int, done.stdout.split())
    assert count >= len(INPUTS)
    assert kilobytes / 1024 < LIMIT_MB
    assert done.stderr == ""
