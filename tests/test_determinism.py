"""The same input gives the same bytes: six surroundings of the program here, forty before a release."""

from __future__ import annotations

from bench.determinism import CHOICES, configurations, determinism


def test_nothing_around_the_program_changes_a_byte() -> None:
    figures = determinism(6)
    assert figures["differing"] == []
    assert figures["outputs"] == 6 * figures["formats"]


def test_a_planted_walk_through_a_set_is_found() -> None:
    assert determinism(3, planted=True)["failed"] > 0


def test_a_few_configurations_meet_every_choice() -> None:
    met = configurations(6, 0)
    assert all({one[name] for one in met} == {*choices} for name, choices in CHOICES.items())
    assert configurations(40, 7) == configurations(40, 7)
