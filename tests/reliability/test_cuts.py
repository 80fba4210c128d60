"""The power fails at any operation of any command that writes; the long form is `python -m bench.release_proof --only cuts`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reliability.cuts import cuts

SEED = 20210504


def test_a_power_cut_costs_nothing_that_was_acknowledged() -> None:
    found = cuts(700, SEED)
    assert found.wrong == ()
    assert found.count >= 0.99 * 700
    assert found.facts["operations"] <= 700, "one cut at each, at the least"


@pytest.mark.parametrize("synchronous", ["off", "normal"])
def test_the_harness_finds_a_library_that_does_not_sync_enough(synchronous: str) -> None:
    assert cuts(2_000, SEED, synchronous=synchronous, at_most=1).wrong


def test_the_harness_finds_a_backup_that_is_not_on_disk_when_the_library_is_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_synced(path: Path) -> None:
        assert path.exists()

    monkeypatch.setattr("rashomon.store.migrating.sync", not_synced)
    assert "migrated without a whole backup" in cuts(5_000, SEED, at_most=1).wrong[0]
