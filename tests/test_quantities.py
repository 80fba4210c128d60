"""What a report counts and measures."""

from __future__ import annotations

import pytest

from casefiles import Case, cases
from rashomon.annotate.figures import number
from rashomon.annotate.quantities import band, quantities, singular
from rashomon.lang import language
from rashomon.text.sentences import sentences
from rashomon.types import Quantity, Report, Span


def counted(text: str, lang: str = "en") -> list[Quantity]:
    report = Report("r", "r", text, lang=lang)
    return list(quantities(report, tuple(Span("r", *span) for span in sentences(text, lang, language(lang).abbreviations))))


def written(end: float | None) -> str:
    return "." if end is None else f"{end:.2f}".rstrip("0").rstrip(".")


@pytest.mark.parametrize("case", cases("quantities"))
def test_cases(case: Case) -> None:
    found = counted(case.left)
    assert tuple(f"{written(q.low)} {written(q.high)} {q.bound}" for q in found) == case.want, case.place
    assert [f"{q.unit} {q.of}".strip() or "-" for q in found] == ([case.right] if case.want else [])


def test_a_change_is_no_range() -> None:
    assert [(q.low, q.high, q.of) for q in counted("It rose from 10 to 15 dead.")] == [(10, 10, "dead"), (15, 15, "dead")]


def test_ends_are_inclusive() -> None:
    assert band(10, "less") == (None, 10)
    assert band(10, "at_least") == (10, None)
    assert band(1000, "about") == (900, 1100)


@pytest.mark.parametrize(
    ("digits", "decimal", "value"),
    [
        ("1,200", ".", 1200),
        ("1.200", ",", 1200),
        ("3.5", ".", 3.5),
        ("3,5", ",", 3.5),
        ("3.5", ",", 3.5),
        ("1,200.5", ".", 1200.5),
    ],
)
def test_digits(digits: str, decimal: str, value: float) -> None:
    assert number(digits, decimal) == value


def test_singular() -> None:
    english = language("en")
    assert [singular(word, english) for word in ("people", "cities", "houses", "bosses", "crisis")] == [
        "person",
        "city",
        "house",
        "boss",
        "crisis",
    ]


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("es", "Murieron tres personas y hubo 12 heridos.", [(3, "person"), (12, "heridos")]),
        ("de", "Drei Menschen starben, zwölf Verletzte wurden gezählt.", [(3, "person"), (12, "verletzte")]),
        ("fr", "Trois personnes et 1 200 habitants.", [(3, "person"), (1200, "habitant")]),
    ],
)
def test_languages(lang: str, text: str, found: list[tuple[float, str]]) -> None:
    assert [(q.low, q.of) for q in counted(text, lang)] == found
