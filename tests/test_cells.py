"""A cell that says otherwise is marked, and carries its claim no longer."""

from __future__ import annotations

from dataclasses import replace

from rashomon.types import Cell, Claim, Discrepancy, Side, Span
from rashomon.weigh.cells import Hard, contradicted

GIST, REWRITE, OTHER = Span("a", 0, 50), Span("b", 0, 50), Span("c", 0, 50)
CLAIM = Claim("c1", "claim", GIST, {"a": Cell(GIST), "b": Cell(REWRITE), "c": Cell(OTHER), "d": None})


def _found(left: Span, right: Span, side: Side = "open", severity: str = "contradiction") -> Discrepancy:
    return Discrepancy("d1", "weekday", severity, left, right, "tuesday", "thursday", side)  # type: ignore[arg-type]


def _states(*found: Discrepancy) -> dict[str, str]:
    return {id: cell.state for id, cell in contradicted(CLAIM, Hard(found)).cells.items() if cell}


def test_the_other_side_than_the_gist_contradicts() -> None:
    assert _states(_found(Span("a", 5, 9), Span("c", 5, 9)))["c"] == "contradict"
    assert _states(_found(Span("c", 5, 9), Span("a", 5, 9)))["c"] == "contradict"


def test_the_side_that_the_finding_is_not_consistent_with_contradicts() -> None:
    assert _states(_found(Span("a", 5, 9), Span("c", 5, 9), "right"))["a"] == "contradict"
    assert _states(_found(Span("b", 5, 9), Span("c", 5, 9), "left"))["c"] == "contradict"
    assert "contradict" not in _states(_found(Span("b", 5, 9), Span("c", 5, 9))).values()


def test_a_claim_is_not_stated_by_the_side_that_says_otherwise() -> None:
    told = contradicted(CLAIM, Hard([_found(Span("a", 5, 9), Span("c", 5, 9), "right")]))
    assert told.cells["a"] == Cell(GIST, "contradict")
    assert told.gist == REWRITE
    assert contradicted(CLAIM, Hard([_found(Span("a", 5, 9), Span("c", 5, 9))])).gist == GIST


def test_a_variant_or_a_reading_outside_the_cells_marks_nothing() -> None:
    assert "contradict" not in _states(_found(Span("a", 5, 9), Span("c", 5, 9), severity="variant")).values()
    assert "contradict" not in _states(_found(Span("a", 5, 9), Span("c", 60, 69))).values()


def test_who_contradicts_does_not_tell_the_claim() -> None:
    assert set(contradicted(CLAIM, Hard([_found(Span("a", 5, 9), Span("c", 5, 9))])).told) == {"a", "b"}


def test_all_that_give_the_other_value_contradict() -> None:
    found = _found(Span("b", 5, 9), Span("c", 5, 9))
    assert "contradict" not in _states(found).values()
    assert _states(replace(found, more=(Span("a", 5, 9),)))["b"] == "contradict"
    assert _states(replace(found, more=(Span("a", 5, 9),), with_left=(Span("a", 5, 9),)))["c"] == "contradict"


def test_what_two_tell_beside_the_claim_marks_nothing() -> None:
    claim = replace(CLAIM, cells=CLAIM.cells | {"b": Cell(REWRITE, "partly"), "c": Cell(OTHER, "partly")})
    found = _found(Span("b", 5, 9), Span("c", 5, 9), "left")
    assert contradicted(claim, Hard([found])) == claim
