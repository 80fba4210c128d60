"""The words people see: one for everything the types can say, none that judges."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from rashomon import types
from rashomon.tell import words
from rashomon.tell.template import templates
from rashomon.weigh.kinds import kinds

TABLES = {
    "DERIVATIONS": types.DerivationKind,
    "PAIRS": types.PairClass,
    "SEVERITIES": types.Severity,
    "SIDES": types.Side,
    "RELATIONS": types.Relation,
    "STATES": types.State,
    "CELLS": types.CellState,
    "DRIFT": types.Drift,
    "STANDINGS": types.Standing,
    "MODES": types.Mode,
    "EDITS": get_type_hints(types.Edit)["kind"],
    "JUDGEMENTS": types.JudgementKind,
    "CHECKS": types.CheckState,
    "FATES": types.Fate,
}
VERDICTS = ("right", "wrong", "true", "false", "stole", "confirmed", "agreed", "left out", "spun", "credib", "lie", "fake")


@pytest.mark.parametrize("name", TABLES)
def test_everything_the_types_can_say_has_a_word(name: str) -> None:
    assert set(getattr(words, name)) == set(get_args(TABLES[name]))


def test_every_kind_has_a_word() -> None:
    assert set(kinds) <= set(words.KINDS)


def test_a_lost_source_is_weaker_in_words_of_its_own() -> None:
    assert words.standing("attribution", "weaker") == "source given in one only"
    assert words.standing("attribution", "tension") == "differs"
    assert words.standing("verb", "weaker") == "says it less firmly"
    assert set(words.WEAKER) <= set(kinds)


def test_no_word_judges() -> None:
    """The words of `CHECKS` are the desk's own about its work, and say so."""
    assert all(word in ("open", "called") or word.endswith("by the desk") for word in words.CHECKS.values())
    said = [word for table in {*TABLES, "WEAKER", "KINDS"} - {"CHECKS"} for word in getattr(words, table).values()]
    said += [*templates["en"].sections.values(), *templates["en"].section_notes.values()]
    assert not [word for word in said if any(f" {verdict}" in f" {word.lower()}" for verdict in VERDICTS)]


def test_one_of_a_thing_is_singular() -> None:
    assert [words.count(n, "report") for n in (0, 1, 2)] == ["0 reports", "1 report", "2 reports"]
