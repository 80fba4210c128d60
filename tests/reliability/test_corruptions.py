"""Damage on disk is found or changes nothing that is read; the long form is `python -m bench.release_proof --only corruptions`."""

from __future__ import annotations

import os
import signal

import pytest

from rashomon.store import Library
from tests.reliability import corruptions as harness
from tests.reliability.corruptions import EARLIER, FOUND, SAME, corruptions

SEED = 20210504


def test_damage_is_found_or_changes_nothing() -> None:
    found = corruptions(300, SEED)
    assert found.wrong == ()
    assert found.facts[FOUND] > 50 < found.facts[SAME]
    assert sum(found.facts[word] for word in (FOUND, SAME, EARLIER)) == 300


def test_the_harness_needs_the_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: without them a changed word is read as if it had been written."""
    monkeypatch.setattr("rashomon.store.damage.digest", lambda *_: Same())
    assert "something else was read" in corruptions(1_000, SEED, at_most=1).wrong[0]


class Same(bytes):
    """A hash that is like every other."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = bytes.__hash__


def test_the_harness_needs_the_look_at_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: SQLite by itself drops every commit behind a damaged one, and says nothing."""
    monkeypatch.setattr("rashomon.store.sqlite.lost_commits", lambda *_: 0)
    assert "flip" in corruptions(1_000, SEED, at_most=1).wrong[0]


def test_the_harness_finds_a_reader_that_dies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "content", dies_when_damaged(harness.content))
    assert "the process ended with -9" in corruptions(300, SEED, at_most=1).wrong[0]


def dies_when_damaged(read: object) -> object:
    """`content`, which ends the process where a library is not the sound one."""

    def dies(library: Library) -> str:
        if library.path.endswith("library.db"):
            os.kill(os.getpid(), signal.SIGKILL)
        return read(library)  # type: ignore[operator, no-any-return]

    return dies
