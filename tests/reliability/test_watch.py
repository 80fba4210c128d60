"""An hour of sites that update, fail and lie; the long form is `python -m bench.release_proof --only hours`."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.watch import looking
from tests.reliability.hours import hour, hours


def test_hours_of_updates_errors_and_lies_end_with_what_was_served() -> None:
    found = hours(2, 1)
    assert found.wrong == ()
    assert found.facts["versions"] > 40
    assert found.facts["requests"] > 300


def test_a_watch_that_compares_lengths_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "_hash", lambda content: str(len(content)))
    assert hour(1, 3600, tmp_path).faults
