"""The good documents of a poisoned corpus fare as they would alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bench.poison import poison, results


def test_poison_changes_nothing_for_the_good() -> None:
    figures = poison(60)
    assert figures["same"]
    assert figures["poison"] == 18
    assert figures["seen"] == 60, "some input vanished without a line"


def test_a_planted_state_that_outlives_a_document_is_found() -> None:
    def leaking(paths: Sequence[str], workers: int) -> tuple[str, Counter[str]]:
        told, ends = results(paths, workers)
        return told + str(ends["E-EMPTY"]), ends

    assert not poison(40, 1, job=leaking)["same"]
