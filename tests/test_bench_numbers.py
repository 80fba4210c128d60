"""The rules by which bench/numbers.py judges a reading."""

from __future__ import annotations

import pytest

from bench.numbers import Reading, Value, expected, met, read_ranges


@pytest.mark.parametrize(
    ("want", "got", "right"),
    [
        ([Reading(0, 5, 12.0)], [Reading(3, 9, 12.0)], True),
        ([Reading(0, 5, 12.0)], [Reading(5, 9, 12.0)], False),
        ([Reading(0, 5, 12.0)], [Reading(0, 5, 12.1)], False),
        ([Reading(0, 5, 12.0, "USD")], [Reading(0, 5, 12.0, "CAD")], False),
        ([Reading(0, 5, 12.0), Reading(8, 9, 3.0)], [Reading(0, 5, 12.0)], False),
        ([Reading(0, 5, None)], [Reading(0, 5, None)], False),
        ([], [], True),
        ([], [Reading(0, 5, 12.0)], False),
    ],
)
def test_met(want: list[Reading], got: list[Reading], right: bool) -> None:
    assert met(want, got) is right


@pytest.mark.parametrize(
    ("text", "value"), [("from 3 to 8", (3, 8, False, True)), ("over 3", (3, None, True, True)), ("3 or more", (3, None, False, True))]
)
def test_ranges_are_told_as_the_suites_tell_them(text: str, value: Value) -> None:
    assert [one.value for one in read_ranges(text, "en")] == [value]


def test_what_a_case_expects() -> None:
    case = {"Input": "It cost 3 pounds.", "Results": [{"Text": "3 pounds", "Start": 8, "Resolution": {"value": "3", "unit": "Pound"}}]}
    assert expected(case, "Currency") == [Reading(8, 16, 3.0, "GBP")]
    assert expected(case, "Dimension") == [Reading(8, 16, 3.0, "pound weight")]
    interval = {"Input": "3-8", "Results": [{"Text": "3-8", "Start": 0, "Resolution": {"value": "[3,8)"}}]}
    assert expected(interval, "NumberRange") == [Reading(0, 3, (3.0, 8.0, False, True))]
