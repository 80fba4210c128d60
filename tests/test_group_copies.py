"""Copies of a text are one unit, forms that are filled in anew are not, and no crowd of copies hides another account."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from piles import (
    LIGHTHOUSE,
    LIGHTHOUSE_OTHER,
    STRIKE,
    STRIKE_OTHER,
    homes,
    nearly,
    report,
    shuffled,
    told,
    weather,
)
from rashomon.config import GroupConfig
from rashomon.group import group
from rashomon.group.decided import Decided
from rashomon.group.record import records_of
from rashomon.group.units import Units, texts_of, units_of
from rashomon.types import Judgement, Report

CONFIG = GroupConfig()


def units(reports: Sequence[Report], judgements: Sequence[Judgement] = ()) -> Units:
    """What is clustered of reports sorted by id."""
    records = records_of(reports, CONFIG.terms)
    ids = [one.id for one in reports]
    assert ids == sorted(ids)
    return units_of(records, texts_of(records, np.arange(len(ids))), ids, Decided(judgements))


def many(reports: Sequence[Report]) -> int:
    """How many units some reports make."""
    return len(set(units(reports).of.tolist()))


# --- copies --------------------------------------------------------------------------------


def test_equal_words_are_one_unit_whatever_the_day() -> None:
    assert many([report("a", LIGHTHOUSE, "2020-01-01"), report("b", LIGHTHOUSE, "2024-01-01"), report("c", LIGHTHOUSE)]) == 1


def test_white_space_is_no_difference() -> None:
    assert many([report("a", LIGHTHOUSE), report("b", LIGHTHOUSE.replace(". ", ".\n\n"))]) == 1


@pytest.mark.parametrize("number", range(10))
def test_a_word_changed_is_still_one_unit(number: int) -> None:
    assert many([report("a", LIGHTHOUSE, "2024-11-08"), report("b", nearly(LIGHTHOUSE, number), "2024-11-09")]) == 1


def test_near_copies_without_a_day_join_those_with_one() -> None:
    assert many([report("a", LIGHTHOUSE, "2024-11-08"), report("b", nearly(LIGHTHOUSE, 1))]) == 1


def test_near_copies_months_apart_are_two_units() -> None:
    assert many([report("a", LIGHTHOUSE, "2024-11-08"), report("b", nearly(LIGHTHOUSE, 1), "2025-03-08")]) == 2


def test_a_form_filled_in_anew_is_another_unit() -> None:
    forms = [report(f"form-{n:02}", weather("Gannet Hill", n), "2024-11-08") for n in range(1, 20)]
    assert many(forms) == len(forms)


def test_another_account_is_another_unit() -> None:
    assert many([report("a", LIGHTHOUSE, "2024-11-08"), report("b", LIGHTHOUSE_OTHER, "2024-11-08")]) == 2


def test_the_fullest_text_speaks_for_its_copies() -> None:
    longer = LIGHTHOUSE + " Its lamp went to the museum."
    made = units([report("a", LIGHTHOUSE), report("b", longer), report("c", nearly(LIGHTHOUSE, 2))])
    assert made.which.tolist() == [1]


def test_a_unit_lasts_from_its_first_copy_to_its_last() -> None:
    days = ("2024-11-08", "2024-11-09", "2024-11-10")
    made = units([report(f"copy-{n}", nearly(LIGHTHOUSE, n), day) for n, day in enumerate(days)])
    assert made.high - made.low == [2.0]


def test_a_decision_takes_a_text_out_of_its_family() -> None:
    some = [report("a", LIGHTHOUSE), report("b", LIGHTHOUSE), report("c", nearly(LIGHTHOUSE, 3))]
    made = units(some, [Judgement("split", "a", "b")])
    assert len(set(made.of.tolist())) == 3


def test_a_thousand_identical_texts_are_one_unit_and_one_event() -> None:
    copies = [report(f"copy-{n:04}", LIGHTHOUSE, f"2024-11-{8 + n % 3:02}") for n in range(1000)]
    other = report("other", LIGHTHOUSE_OTHER, "2024-11-09")
    assert many(copies) == 1
    assert told(group([*copies, other], CONFIG)) == {(*(one.id for one in copies), "other")}


def test_three_hundred_near_copies_hide_no_other_account() -> None:
    copies = [report(f"copy-{n:03}", nearly(LIGHTHOUSE, n), f"2024-11-{8 + n % 3:02}") for n in range(300)]
    rest = [report("other", LIGHTHOUSE_OTHER, "2024-11-09"), report("tram-1", STRIKE, "2024-11-09"), report("tram-2", STRIKE_OTHER)]
    home = homes(group(shuffled([*copies, *rest], 3), CONFIG))
    assert {home[one.id] for one in copies} == {home["other"]}
    assert home["tram-1"] == home["tram-2"] != home["other"]


def test_hundreds_of_near_copies_are_a_handful_of_units() -> None:
    assert many([report(f"copy-{n:03}", nearly(LIGHTHOUSE, n), "2024-11-08") for n in range(300)]) <= 6
