"""Twenty thousand damaged documents: each ends as a report or with a known code; a million of them are read before a release."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.mutations import SEEDS, SHAPED, case, mutations
from rashomon.read import readers
from rashomon.types import Raw


def test_every_damaged_input_ends_as_it_should() -> None:
    figures = mutations(20_000)
    assert figures["failures"] == []
    assert set(figures["formats"]) == set(SEEDS)
    assert figures["ends"]["read"] > 2_000, "hardly anything was read: the damage is too great to try the readers"


def test_a_case_is_made_again_from_its_numbers() -> None:
    assert [case(3, n) for n in range(50)] == [case(3, n) for n in range(50)]
    assert SHAPED.keys() <= SEEDS.keys()


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        (lambda piece, config: iter([Raw(piece.origin, "text", chr(piece.content[0] + 0xD800))]), "half a character in text"),
        (lambda piece, config: iter([piece.content.decode("ascii")]), "E-CRASH"),
        (lambda piece, config: iter([replace(piece.skipped("E-ODD", "odd"))]), "E-ODD"),
    ],
)
def test_a_planted_reader_is_found(monkeypatch: pytest.MonkeyPatch, planted: object, told: str) -> None:
    monkeypatch.setitem(readers._members, "text", replace(readers["text"], read=planted))  # type: ignore[arg-type]
    figures = mutations(300)
    assert any(told in failure for failure in figures["failures"])
