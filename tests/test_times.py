"""What a report says about time, and which anchor it was counted from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles import Case, cases
from rashomon.annotate.quantities import quantities
from rashomon.annotate.times import times
from rashomon.lang import language
from rashomon.text.sentences import sentences
from rashomon.types import Report, Span, Time, When


def day(text: str) -> When:
    low = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return When(low, low + timedelta(days=1), "day")


def told(text: str, published: When | None = None, lang: str = "en", dateline: str | None = None) -> list[tuple[str, Time]]:
    report = Report("r", "r", text, lang=lang, published=published, dateline=dateline)
    spans = tuple(Span("r", *span) for span in sentences(text, lang, language(lang).abbreviations))
    return [(report.quote(time.span), time) for time in times(report, spans)]


@pytest.mark.parametrize("case", cases("times"))
def test_cases(case: Case) -> None:
    published = None if case.right == "undated" else day(case.right)
    assert tuple(f"{text} {time.value}" for text, time in told(case.left, published)) == case.want, case.place


def test_an_interval_is_half_open() -> None:
    [(_, time)] = told("It burned on 2 March 2023.")
    assert (time.low, time.high) == (datetime(2023, 3, 2, tzinfo=UTC), datetime(2023, 3, 3, tzinfo=UTC))
    assert time.anchor == "text"


def test_without_an_anchor_nothing_is_resolved() -> None:
    assert all(
        time.low is None and time.high is None and time.anchor == "none" for _, time in told("It burned today, last week and in July.")
    )


def test_a_coarse_date_places_months_but_no_weekdays() -> None:
    year = When(datetime(2023, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC), "year")
    found = dict(told("It burned on Thursday, in July last year.", year))
    assert found["Thursday"].value == "XXXX-WXX-4"
    assert found["July last year"].value == "2022-07"


def test_the_dateline_comes_before_publication() -> None:
    text = "LUND, March 2 (AP) — It burned on Thursday."
    [*_, (_, time)] = told(text, day("2023-03-06"), dateline="LUND")
    assert (time.value, time.anchor) == ("2023-03-02", "dateline")


def test_more_than_a_year_ago_is_open_towards_the_past() -> None:
    [(_, time)] = told("It burned more than a year ago.", day("2024-05-16"))
    assert time.low is None
    assert time.high == datetime(2023, 5, 16, tzinfo=UTC)


def test_a_weekday_beside_a_date_does_not_bend_it() -> None:
    found = dict(told("It burned on Friday, March 2, 2023.", day("2023-03-06")))
    assert found["March 2, 2023"].value == "2023-03-02"
    assert found["Friday"].value == "XXXX-WXX-5"


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("es", "El jueves 2 de marzo de 2023, hace dos años y la semana pasada.", ["2023-03-02", "2021", "2023-W08"]),
        ("de", "Am Donnerstag, 2. März 2023, vor zwei Jahren und letzte Woche.", ["2023-03-02", "2021", "2023-W08"]),
        ("fr", "Jeudi 2 mars 2023, il y a deux ans et la semaine dernière.", ["2023-03-02", "2021", "2023-W08"]),
        ("it", "Giovedì 2 marzo 2023, due anni fa e la settimana scorsa.", ["2023-03-02", "2021", "2023-W08"]),
        ("nl", "Donderdag 2 maart 2023, twee jaar geleden en vorige week.", ["2023-03-02", "2021", "2023-W08"]),
    ],
)
def test_languages(lang: str, text: str, values: list[str]) -> None:
    assert [time.value for _, time in told(text, day("2023-03-02"), lang)] == values


def test_an_unknown_language_is_silent_about_words() -> None:
    assert told("Mánudagur og þriðjudagur.", lang="is") == []


def test_an_article_takes_little_time() -> None:
    text = "The council met on Thursday at 5 p.m. and will meet again in two weeks, as it did in July 2022. " * 40
    told(text)
    start = process_time()
    told(text + " Today.")
    assert process_time() - start < 0.25


SCRAPS = st.sampled_from(
    [
        "last ",
        "next ",
        "two ",
        "100000 ",
        "99",
        "2024",
        "-",
        ":",
        ".",
        ",",
        " ",
        "March ",
        "Thursday ",
        "weeks ",
        "ago ",
        "more than ",
        "million ",
        "a ",
        "year ",
        "5 p.m. ",
        "0000-00-00 ",
        "31",
        "the ",
        "fifth ",
        "quarter ",
        "st ",
        "in ",
        "$",
        "%",
        "to ",
        "people ",
        "half ",
        "decades ",
        "9" * 20,
    ]
)


@given(st.lists(SCRAPS, max_size=40).map("".join), st.sampled_from(["0001-01-01", "2024-02-29", "9998-12-31"]))
def test_no_text_breaks_the_calendar(text: str, published: str) -> None:
    for _, time in told(text, day(published)):
        assert time.low is None or time.high is None or time.low < time.high
    report = Report("r", "r", text)
    for quantity in quantities(report, (Span("r", 0, len(text)),)):
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
