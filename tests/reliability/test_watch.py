"""An hour of sites that update, fail and lie; the long form is `python -m bench.release_proof --only hours`."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.fetch.manners import Manners
from rashomon.store import Library
from rashomon.watch import looking
from tests.reliability.hours import hour, hours


def test_hours_of_updates_errors_and_lies_end_with_what_was_served() -> None:
    found = hours(2, 1)
    assert found.wrong == ()
    assert found.facts["versions"] > 40
    assert found.facts["requests"] > 300


def test_a_watch_that_compares_lengths_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_hash", lambda content: str(len(content)))
    assert any("served" in fault for fault in hour(1, 2400, tmp_path).faults)


def test_a_watch_that_overwrites_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Library.look
    monkeypatch.setattr(Library, "look", lambda self, state, versions=(): keep(self, state, [history[-1:] for history in versions]))
    assert any("served" in fault for fault in hour(1, 2400, tmp_path).faults)


def test_a_watch_that_passes_over_robots_txt_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Manners, "must_allow", lambda self, target: None)
    assert any("robots.txt forbids" in fault for fault in hour(1, 600, tmp_path).faults)
