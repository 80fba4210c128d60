"""Which numbers a text gives, and within which bounds."""

from __future__ import annotations

from time import process_time

import pytest

from rashomon.annotate.number_ranges import ranges
from rashomon.annotate.numbers import numbers
from rashomon.annotate.quantities import quantities
from rashomon.annotate.tapes import numbered, tape
from rashomon.types import Report

Ends = tuple[float | None, float | None, bool, bool]


def values(text: str, lang: str = "en") -> list[float]:
    return [round(one.value, 6) for one in numbers(text, lang)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a hundred and twenty", 120),
        ("four thousand two hundred and six", 4206),
        ("1.2k", 1200),
        ("7 million", 7e6),
        ("3e5", 3e5),
        ("1.3x10^6", 1.3e6),
        ("12,345.67", 12345.67),
        ("1.234,5", 1234.5),
        ("12,34,567", 1234567),
        ("8 250 000", 8250000),
        ("-5", -5),
        ("minus five point two", -5.2),
        ("point five", 0.5),
        ("nine point zero four", 9.04),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("nineteen zero five", 1905),
        ("half a million", 5e5),
        ("a quarter million", 2.5e5),
        ("two thirds", 0.666667),
        ("a fifth of them", 0.2),
        ("twenty-three fifths", 4.6),
        ("one twenty-fifth", 0.04),
        ("1 1/2", 1.5),
        ("2½", 2.5),
        ("three and a half", 3.5),
        ("five and a half million", 5.5e6),
        ("two million and a quarter", 2.25e6),
        ("two thirds of a million", 666666.666667),
        ("one in five", 0.2),
        ("three out of four", 0.75),
        ("nineteen ninety-seven", 1997),
        ("4 thousand 3 hundred and 21", 4321),
        ("twenty-first", 21),
        ("one hundred twenty-fifth", 125),
        ("a third man", 3),
    ],
)
def test_values(text: str, value: float) -> None:
    assert values(f"It was {text}." if text != "point five" else text) == [value]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The one you saw, this one, and the other half.", []),
        ("Several hundred came.", []),
        ("Exercises 22,24,26.", [22, 24, 26]),
        ("3 hundred and 2 hundred", [300, 200]),
        ("- 10 people died", [10]),
        ("$24 million one-time costs, two hundred five-year-olds", [24e6, 1, 200, 5]),
        ("On 5/17/2018 he rang 222-2222/2222.", [5, 17, 2018, 222, 2222, 2222]),
        ("He fell 12 in 10 minutes, and 2000 over 3 years.", [12, 10, 2000, 3]),
        ("9" * 300, []),
        ("2^99999 and 1/0", [2, 99999]),
    ],
)
def test_what_is_apart(text: str, found: list[float]) -> None:
    assert values(text) == found


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("es", "treinta y cinco mil doscientos", [35200]),
        ("es", "tres millones y medio", [3.5e6]),
        ("es", "al menos veinte, dos tercios", [20, 0.666667]),
        ("fr", "quatre-vingt-dix-sept", [97]),
        ("fr", "deux mille trois cent vingt et un", [2321]),
        ("de", "dreihundertneunundneunzigtausendzweihundertvier", [399204]),
        ("de", "zwei Komma drei und zwei Drittel", [2.3, 0.666667]),
    ],
)
def test_languages(lang: str, text: str, found: list[float]) -> None:
    assert values(text, lang) == found


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("between 20 and 30", (20, 30, False, False)),
        ("from 10 to 15", (10, 15, False, False)),
        ("from 10 up to 15", (10, 15, False, False)),
        ("in the 10-15 range", (10, 15, False, False)),
        ("10 through 15", (10, 15, False, False)),
        ("2 to 3 million", (2e6, 3e6, False, False)),
        ("more than 20 and less than or equal to 35", (20, 35, True, False)),
        ("at most 100 but at least 20", (20, 100, False, False)),
        ("at least 20", (20, None, False, False)),
        ("over 20", (20, None, True, False)),
        ("no fewer than 20", (20, None, False, False)),
        ("up to 20", (None, 20, False, False)),
        (">= 20", (20, None, False, False)),
        ("< 20", (None, 20, False, True)),
        ("20 or more", (20, None, False, False)),
        ("20 or fewer", (None, 20, False, False)),
        ("less than 20 or equal", (None, 20, False, False)),
        ("exceeding 20", (20, None, True, False)),
        ("equal to 20", (20, 20, False, False)),
        ("between the tenth and the fifteenth", (10, 15, False, False)),
    ],
)
def test_ranges(text: str, ends: Ends) -> None:
    (found,) = ranges(f"It was {text}.", "en")
    assert (found.low, found.high, found.open_low, found.open_high) == ends


@pytest.mark.parametrize("text", ["more than 40 and less than 10", "20 and 30", "call +1-222-2223", "1995-01"])
def test_no_range(text: str) -> None:
    assert all(found.bound != "range" for found in ranges(text, "en"))


def test_a_change_is_marked() -> None:
    assert [found.change for found in ranges("from 10 to 15", "en")] == [True]


def test_the_tape_has_each_number_once() -> None:
    line, found = numbered("Two hundred and five men, 2½ miles", "en")
    assert [line.symbols[at].value for at in sorted(found)] == [205, 2.5]
    assert line.letters == "Nw,Nu"


@pytest.mark.parametrize(
    "piece",
    [
        "1,", "1.5,", "123 ", "-", "-1 ", "1/", "1/2", "2^", "1e", "½", "1k ", "< =", "$", "us $ ", "www.", "two ", "hundred ", "and ",
        "twenty and ", "minus ", "point zero ", "five point ", "one in ", "half a ", "third ", "one-", "a ", "more than ", "or more ",
        "1 to ", "between 1 and ", "thousand ", "third of a million ", "million ", "5 degrees c ", "dozens of the ",
    ],
)  # fmt: skip
def test_reading_is_linear(piece: str) -> None:
    def spent(length: int) -> float:
        text = (piece * length)[:length]
        start = process_time()
        ranges(text, "en")
        quantities(Report("r", "r", text), ())
        return process_time() - start

    spent(100)
    longer, shorter = (min(spent(length) for _ in range(3)) for length in (20_000, 5_000))  # the least: other work only adds
    assert longer < 10 * shorter + 0.3


def test_both_tapes_take_their_numbers_from_one_reader() -> None:
    text = "Two hundred and fifty people came, in nineteen ninety-seven."
    for letters in (tape(text, "en").letters, numbered(text, "en")[0].letters):
        assert letters == "Nuw,IY."


def test_a_share_counts_but_tells_no_time() -> None:
    assert tape("three quarters of them", "en").letters[:2] == "NU"
    assert numbered("three quarters of them", "en")[0].letters[0] == "N"


def test_a_multiplier_may_end_in_a_preposition() -> None:
    line, found = numbered("cuesta 10 mil millones de dólares", "es")
    assert [found[n].value for n in found] == [1e10]
    assert line.letters == "wNu"
