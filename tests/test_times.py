"""What a report says about time, and which anchor it was counted from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from re import _parser  # type: ignore[attr-defined]
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles import Case, cases
from rashomon.annotate import grammar
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


def test_a_bound_opens_one_side() -> None:
    anchor = day("2024-05-16")
    [(_, since)] = told("It has been shut since Monday.", anchor)
    assert (since.low, since.high, since.bound) == (datetime(2024, 5, 13, tzinfo=UTC), None, "since")
    [(_, before)] = told("It was built before 1990.", anchor)
    assert (before.low, before.high, before.bound) == (None, datetime(1990, 1, 1, tzinfo=UTC), "before")
    [(text, early)] = told("It was built in early 1990.", anchor)
    assert (text, early.value, early.high, early.bound) == ("early 1990", "1990", datetime(1990, 7, 2, tzinfo=UTC), "early")


def test_both_ends_of_a_range_bear_its_interval() -> None:
    found = told("The fair runs from 4 to 22 June 2024.")
    assert [(text, time.value) for text, time in found] == [("4", "2024-06-04"), ("22 June 2024", "2024-06-22")]
    low, high = datetime(2024, 6, 4, tzinfo=UTC), datetime(2024, 6, 23, tzinfo=UTC)
    assert all((time.low, time.high, time.bound) == (low, high, "range") for _, time in found)


def test_a_change_of_date_is_no_range() -> None:
    assert [time.bound for _, time in told("The fair was moved from 4 June 2024 to 22 June 2024.")] != ["range", "range"]


def test_a_length_before_a_date_is_a_day_and_before_an_event_a_length() -> None:
    found = dict(told("Two days before 6 March 2023, and three weeks after the flood.", day("2023-04-02")))
    assert found["Two days"].value == "2023-03-04"
    assert (found["three weeks"].value, found["three weeks"].bound) == ("P3W", "after")


def test_quarters_are_compared_with_the_same_one_of_the_year_before() -> None:
    text = "Sales in the third quarter rose from a year earlier. In the year-ago period they had fallen."
    assert [time.value for _, time in told(text, day("2023-11-02"))] == ["2023-Q3", "2022-Q3", "2022-Q3"]


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("2 March 2023", "day"),
        ("March 2023", "month"),
        ("the 1990s", "decade"),
        ("last summer", "season"),
        ("5 p.m.", "minute"),
        ("years", "none"),
    ],
)
def test_the_grain(text: str, grain: str) -> None:
    [(_, time)] = told(f"In {text}.", day("2024-05-16"))
    assert time.grain == grain


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


@pytest.mark.parametrize(
    ("lang", "text", "values"),
    [
        ("es", "Del 4 al 22 de mayo de 2023, a finales de marzo y en los años 90.", ["2023-05-04", "2023-05-22", "2023-03", "199"]),
        ("de", "Ende März, in den 1990er Jahren und seit Montag.", ["2023-03", "199", "2023-05-01"]),
        ("fr", "Du 4 au 22 mai 2023, fin mars et dans les années 90.", ["2023-05-04", "2023-05-22", "2023-03", "199"]),
    ],
)
def test_languages_bound_times_too(lang: str, text: str, values: list[str]) -> None:
    assert [time.value for _, time in told(text, day("2023-05-04"), lang)] == values


def test_an_unknown_language_is_silent_about_words() -> None:
    assert told("Mánudagur og þriðjudagur.", lang="is") == []


def test_an_article_takes_little_time() -> None:
    text = "The council met on Thursday at 5 p.m. and will meet again in two weeks, as it did in July 2022. " * 40
    told(text)
    start = process_time()
    told(text + " Today.")
    assert process_time() - start < 0.25


def test_no_rule_of_the_grammar_is_open_ended() -> None:
    """A match of bounded length, begun once a letter, reads any text in linear time."""
    for rule in grammar.RULES:
        assert _parser.parse(rule).getwidth()[1] <= 20, rule


def test_rules_open_with_the_letters_that_are_looked_for() -> None:
    rows = [(rule, *_opening(_parser.parse(rule))) for rule in grammar.RULES]
    assert [rule for rule, letters, empty in rows if empty or not letters <= set(grammar.OPENING)] == []


def _opening(parsed: Any) -> tuple[set[str], bool]:
    """The letters that a match may begin with, and whether it may be empty."""
    letters: set[str] = set()
    for operation, of in parsed:
        more, empty = _one(str(operation), of)
        letters |= more
        if not empty:
            return letters, False
    return letters, True


def _one(operation: str, of: Any) -> tuple[set[str], bool]:
    if operation == "LITERAL":
        return {chr(of)}, False
    if operation == "IN":
        return {chr(letter) for _, letter in of}, False
    if operation == "BRANCH":
        rows = [_opening(branch) for branch in of[1]]
        return set().union(*(letters for letters, _ in rows)), any(empty for _, empty in rows)
    if operation == "SUBPATTERN":
        return _opening(of[3])
    if operation == "MAX_REPEAT":
        letters, empty = _opening(of[2])
        return letters, empty or of[0] == 0
    return set(), True  # looks around, and takes nothing


@pytest.mark.parametrize(
    "nasty", ["two weeks ", "1-", "Mon, May 5 ", "March ", "last ", "the third week of ", "one year and ", "5 p.m. ", "9"]
)
def test_work_grows_with_the_text(nasty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(*of: object) -> object:
        nonlocal asked
        asked += 1
        return read(*of)  # type: ignore[arg-type]

    read = grammar._read
    monkeypatch.setattr(grammar, "_read", counted)
    work = []
    for times_over in (40, 400):
        asked = 0
        told(nasty * times_over, day("2024-05-16"))
        work.append(asked)
    assert work[1] <= 12 * max(work[0], 10)


SCRAPS = st.sampled_from(
    [
        "last ",
        "next ",
        "from ",
        "since ",
        "before ",
        "early ",
        "rest of ",
        "week of ",
        "and ",
        "May 5",
        "Feb. 29 ",
        "Q3 ",
        "9999",
        "3/4/2024 ",
        "later ",
        "period ",
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
