"""kill -9 at any moment: what was acknowledged is there, nothing is there twice, a rerun finishes the work."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from rashomon.store import Ledger, Library

REPORTS = 60
CHILD = """
import sys
from rashomon.store import Library
from rashomon.types import Report
path, early, count = sys.argv[1], sys.argv[2] == "early", int(sys.argv[3])
with Library(path) as library:
    print("open", flush=True)
    for n in range(count):
        if early:
            print(f"r{n:03}", flush=True)  # the planted bug: acknowledged before it is stored
            import time; time.sleep(0.05)
        library.add([Report(f"r{n:03}", f"r{n:03}.txt", f"The bridge number {n} fell. " * 40)])
        if not early:
            print(f"r{n:03}", flush=True)
"""


def run_and_kill(path: Path, acknowledged: int, *, early: bool = False) -> set[str]:
    """Start a writer, kill it when it has acknowledged so many, and say what it acknowledged."""
    source = Path(__file__).resolve().parents[2] / "src"
    command = [sys.executable, "-c", CHILD, str(path), "early" if early else "", str(REPORTS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(source)}) as child:
        assert child.stdout is not None
        lines: list[str] = []
        for line in child.stdout:
            lines.append(line.strip())
            if len(lines) > acknowledged:
                child.kill()
                break
        lines += [line.strip() for line in child.stdout if line.endswith("\n")]
    return set(lines) - {"open"}


def stored(path: Path) -> list[str]:
    with Library(str(path)) as library:
        assert library.verify() == []
        assert library.ledger() == Ledger(stored=len(list(library.reports())))
        return [report.id for report in library.reports()]


def test_killed_again_and_again_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    path, rng, acknowledged = tmp_path / "library.db", random.Random(20210504), set[str]()  # noqa: S311 - a seed, not a secret
    for _ in range(6):
        acknowledged |= run_and_kill(path, rng.randrange(REPORTS))
        kept = stored(path)
        assert acknowledged <= set(kept)
        assert len(kept) == len(set(kept))
    run_and_kill(path, REPORTS + 1)
    assert len(stored(path)) == REPORTS


@pytest.mark.parametrize("delay", [0.06, 0.12, 0.18])
def test_killed_while_it_is_made_a_library_can_be_made_again(tmp_path: Path, delay: float) -> None:
    source = Path(__file__).resolve().parents[2] / "src"
    path = tmp_path / "library.db"
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), "", "1"], stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(source)}
    )
    try:
        child.wait(delay)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    assert set(stored(path)) <= {"r000"}


def test_the_harness_finds_a_writer_that_acknowledges_too_early(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    acknowledged = run_and_kill(path, 2, early=True)
    assert not acknowledged <= set(stored(path))
