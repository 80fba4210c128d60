"""The one table of `make bench`, and the drawings made from it."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from bench import apart, copies, table, table_rows
from tools import draw_curves


def _one(size: int, each: float) -> dict[str, Any]:
    return {"seconds": size * each, "mib": size * each, "docs/s": 1 / each, "recall of all": each, "precision": 1.0}


FOUND: dict[str, Any] = {
    "machine": {"cores": 2},
    "versions": {"rashomon": "0"},
    "benches": {
        "copies": {
            "told": {
                "rows": [
                    {"documents": n, "rashomon": _one(n, 1.0), "quick": _one(n, 0.5), "absent": {"not run": "No module named 'absent'"}}
                    for n in (100, 200)
                ]
            }
        },
        "start": {"told": {"not run": "No module named bench.startup"}},
    },
}


def test_a_tiny_run_gives_rows_curves_and_lines_for_what_is_absent() -> None:
    text = table.table(FOUND)
    assert "NOT RUN: No module named bench.startup" in text
    assert "not run: No module named 'absent'" in text
    assert "quick" in text


def test_times_below_one_say_that_the_peer_is_better() -> None:
    assert table_rows.Row("copies", "", "documents/s", 10.0, "quick", 20.0).ratio == 0.5
    assert table_rows.Row("copies", "", "s", 10.0, "slow", 20.0).ratio == 2.0
    assert table_rows.Row("copies", "", "s", 10.0).ratio is None


def test_the_exponent_of_a_square_is_two() -> None:
    curve = table_rows.Curve("", "", "", "", ((10, 1.0), (20, 4.0), (40, 16.0)))
    assert curve.exponent == pytest.approx(2.0)
    assert table_rows.Curve("", "", "", "", ((10, 1.0),)).exponent is None


def test_drawings_are_the_same_bytes_and_well_formed() -> None:
    kept = json.loads(json.dumps(table.with_curves(FOUND)))
    drawn = draw_curves.charts(kept)
    assert drawn == draw_curves.charts(kept)
    assert sorted(drawn) == ["copies", "copies-memory"]
    for svg in drawn.values():
        assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314 - our own
        assert "rashomon (exponent 1.00)" in svg
        assert "absent" not in svg


def test_every_contender_is_measured_on_one_pile() -> None:
    made = copies.pile(40, 1, None)
    told = copies.contend(copies.OURS, made, real=False)
    assert told["recall of all"] > 0.9
    assert told["seconds"] >= 0
    assert copies.judge_kept(made, [True] * 40)["recall of all"] == 0
    dropped = {here for _, here, _ in made.planted}
    assert copies.judge_kept(made, [n not in dropped for n in range(40)])["precision"] == 1


def test_a_bench_that_cannot_run_says_why() -> None:
    assert "No module named" in apart.answer("bench.nothing_of_the_sort")["not run"]
