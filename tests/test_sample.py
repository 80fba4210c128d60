"""The sample that ships keeps its promises: most of what was planted is found, no trap is taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import gate, sample
from bench import new_delhi as real
from bench.truth import Verdict, load
from rashomon.sample import sample_path, truth_path


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    return sample.measure()


@pytest.fixture(scope="module")
def real_verdicts(new_delhi: Path) -> dict[str, Verdict]:
    return real.measure(new_delhi)


def test_its_reports_are_of_a_readable_length() -> None:
    texts = sorted(sample_path().glob("*.txt"))
    assert len(texts) == 10
    assert all(150 <= len(path.read_text(encoding="utf-8").split()) <= 400 for path in texts)


def test_its_truth_lies_in_the_texts() -> None:
    truth = sample.sample_truth()
    assert len(truth.find) >= 20
    assert len(truth.silent) >= 15


def test_a_truth_of_a_changed_text_is_refused(tmp_path: Path) -> None:
    for path in sample_path().glob("*.txt"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8").replace("210 residents", "residents"), encoding="utf-8")
    with pytest.raises(ValueError, match="210 residents"):
        load(truth_path(), tmp_path)


def test_four_fifths_of_the_planted_truth_is_found(verdict: Verdict) -> None:
    assert verdict.share("find") >= 0.8, sample.show(verdict)


@pytest.mark.parametrize("part", ["silent", "furniture", "lost"])
def test_no_planted_trap_is_taken(verdict: Verdict, part: str) -> None:
    assert all(check.met for check in verdict.of(part)), sample.show(verdict)


def test_no_clash_is_shown_that_nobody_planted(verdict: Verdict) -> None:
    assert verdict.unplanned == (), sample.show(verdict)


@pytest.mark.parametrize("run", ["dated", "undated"])
def test_five_real_reports_come_out_as_asked(real_verdicts: dict[str, Verdict], run: str) -> None:
    found = real_verdicts[run]
    assert all(check.met for check in found.checks if real.is_required(check)), sample.show(found)
    assert real.items_found(found) >= real.WANTED, sample.show(found)


def test_floors_only_rise() -> None:
    low, high = gate.Figure("x", 0.5, "c"), gate.Figure("x", 0.9, "c")
    assert gate.risen([high], {"x": low}) == {"x": high}
    assert gate.risen([low], {"x": high}) == {"x": high}
    assert gate.below([low], {"x": high})


def test_a_floor_of_another_corpus_does_not_pass_silently() -> None:
    assert "corpus" in gate.below([gate.Figure("x", 0.9, "new")], {"x": gate.Figure("x", 0.5, "old")})[0]


def test_every_floor_names_its_corpus() -> None:
    assert all(len(row["corpus"]) == 64 for row in json.loads(gate.FLOORS.read_text(encoding="utf-8")).values())
