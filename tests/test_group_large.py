"""A pile that lies in files, grouped a part at a time: the same as one that lies in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from bench.pile import pile
from piles import DECISIONS, PILE
from rashomon.config import GroupConfig
from rashomon.group import Grouper, Grouping, batch_of, large, lean, record_files
from rashomon.group.large import LargePile
from rashomon.group.record import records_of, taken
from rashomon.group.record_files import RecordFiles
from rashomon.text.dates import parse_when
from rashomon.types import Judgement, Report

CONFIG = GroupConfig()


def invented(size: int) -> list[Report]:
    rows = [row for row, _ in pile(size)]
    return [
        Report(row["id"], row["id"], f"{row['title']}\n\n{row['text']}", row["lang"], published=parse_when(row.get("date", "")))
        for row in rows
    ]


def in_memory(reports: Sequence[Report], decided: tuple[Judgement, ...] = ()) -> Grouping:
    found = Grouper(CONFIG, decided)
    found.add_all(reports)
    return found.grouping()


def in_parts(reports: Sequence[Report], decided: tuple[Judgement, ...] = (), workers: int = 1) -> Grouping:
    found = LargePile(CONFIG, decided, workers=workers)
    for at in range(0, len(reports), 7):
        found.add_batch(batch_of(reports[at : at + 7], CONFIG))
    return found.grouping()


@pytest.fixture
def in_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept in memory that can lie in a file."""
    monkeypatch.setattr(record_files, "HELD_BYTES", 0)


@pytest.fixture(scope="module")
def many() -> list[Report]:
    return invented(400)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("held_bytes", [0, 1 << 30])
def test_parts_equal_the_whole(many: list[Report], held_bytes: int, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_files, "HELD_BYTES", held_bytes)
    monkeypatch.setattr(lean, "UNITS", 9)
    monkeypatch.setattr(lean, "PIECE", 4)
    monkeypatch.setattr(large, "PAIRS", 50)
    found = in_parts(many, (), workers)
    assert found == in_memory(many)
    assert len(set(found.event)) < len(found.ids)


def test_decisions_hold_in_parts(in_files: None) -> None:
    assert in_parts(PILE, DECISIONS) == in_memory(PILE, DECISIONS)


def test_an_id_counts_once_and_nothing_is_nothing(in_files: None) -> None:
    twice = LargePile(CONFIG)
    twice.add_batch(batch_of(PILE, CONFIG))
    twice.add_batch(batch_of(PILE[:3], CONFIG))
    assert twice.grouping() == in_memory(PILE)
    assert LargePile(CONFIG).grouping() == in_memory(())
    assert in_parts(PILE[:1]) == in_memory(PILE[:1])


def test_more_can_come_after_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [records_of(PILE[at : at + 5], CONFIG.terms) for at in range(0, len(PILE), 5)]
    files, held = RecordFiles(), RecordFiles()
    for part in parts:
        held.add(part)
    monkeypatch.setattr(record_files, "HELD_BYTES", 0)
    for part in parts:
        files.add(part)
        files.records()
        files.release()
    every = np.arange(len(PILE))
    for ours, theirs in zip(taken(files.records(), every), taken(held.records(), every), strict=True):
        for one, other in zip(ours, theirs, strict=True) if isinstance(ours, tuple) else [(ours, theirs)]:
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("few", [0, 1 << 16])
def test_what_is_left_of_a_record_says_the_same(few: int, monkeypatch: pytest.MonkeyPatch, in_files: None) -> None:
    monkeypatch.setattr(lean, "FEW", few)
    monkeypatch.setattr(lean, "UNITS", 3)
    every, place = records_of(PILE, CONFIG.terms), np.arange(len(PILE))[::-1].copy()
    found = lean.lean_records(lambda which: taken(every, place[which]), place)
    code, weights = found.weight
    _, rarities = found.rarity
    assert code.dtype == (np.uint16 if few else np.uint32)
    for unit, record in enumerate(place.tolist()):
        own, theirs = (slice(*lists.start[n : n + 2]) for lists, n in ((found.words, unit), (every.words, record)))
        said = zip(every.weight[theirs], every.rarity[theirs], every.flag[theirs], strict=True)
        assert all(word in said for word in zip(weights[code[own]], rarities[code[own]], found.flag[own], strict=True))
        assert np.all(np.diff(found.words.key[own].astype(np.int64)) > 0)
        assert found.totals[unit].tolist() == every.totals[record].tolist()
