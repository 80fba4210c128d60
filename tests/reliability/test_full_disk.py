"""A full disk costs nothing: the command says what is needed and ends with 6, and runs through when there is room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def wrong(folder: Path, kind: str, *more: str, by: tuple[str, ...] = ()) -> list[str]:
    command = [*by, sys.executable, "-m", "tests.reliability.full_disk", kind, str(folder), *more]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    if by and ("unshare" in done.stderr or "mount" in done.stderr):
        pytest.skip(f"a disk of its own cannot be mounted here: {done.stderr.strip().splitlines()[-1]}")
    assert not done.returncode, done.stderr
    found: list[str] = json.loads(done.stdout)
    return found


def test_where_no_file_may_grow_nothing_is_lost(tmp_path: Path) -> None:
    assert wrong(tmp_path, "limit") == []


def test_on_a_small_disk_nothing_is_lost(tmp_path: Path) -> None:
    try:
        assert wrong(tmp_path, "tmpfs", by=("unshare", "-rm")) == []
    except FileNotFoundError:
        pytest.skip("no `unshare` here: a disk of its own cannot be mounted")


def test_the_harness_finds_an_export_that_overwrites_the_old_one(tmp_path: Path) -> None:
    assert any("the old export was touched" in one for one in wrong(tmp_path, "limit", "--planted"))
