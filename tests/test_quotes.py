"""Quotation marks, and who said what stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles import Case, cases
from rashomon.annotate.marks import marks
from rashomon.annotate.quotes import quotes
from rashomon.lang import language
from rashomon.text.sentences import sentences
from rashomon.types import Name, Quote, Report, Span

PEOPLE = ("Ada Example", "Bob Sample")


def said(text: str, lang: str = "en") -> tuple[Report, tuple[Quote, ...]]:
    report = Report("r", "r", text, lang=lang)
    spans = tuple(Span("r", *span) for span in sentences(text, lang, language(lang).abbreviations))
    names = tuple(
        Name(Span("r", at, at + len(person)), "person", person)
        for person in PEOPLE
        for at in range(len(text))
        if text.startswith(person, at)
    )
    return report, quotes(report, spans, names)


@pytest.mark.parametrize("case", cases("quotes"))
def test_cases(case: Case) -> None:
    report, found = said(case.left)
    if not case.want:
        assert [report.quote(span) for quote in found for span in quote.content] == [], case.place
        return
    quote = found[0]
    extra = [part for part in (quote.via, "garbled" if quote.garbled else None) if part]
    assert " + ".join(report.quote(span) for span in quote.content) == case.right, case.place
    assert (quote.speaker or "-", quote.mode, *extra) == case.want, case.place


def held(text: str, lang: str = "en") -> list[tuple[str, bool]]:
    return [(text[mark.inner_start : mark.inner_end], mark.garbled) for mark in marks(text, language(lang).quote_pairs)]


def test_marks_nest() -> None:
    assert held("“He said ‘no’ twice,” she said.") == [("He said ‘no’ twice,", False), ("no", False)]


def test_apostrophes_are_no_marks() -> None:
    assert held("Don’t move the workers’ tools, it’s the ’90s.") == []


def test_inches_are_no_marks() -> None:
    assert held('A 6" pipe and "one" word.') == [("one", False)]


def test_german_and_french_marks() -> None:
    assert held("„Wir gehen“, sagte er. »Gut«, sagte sie.", "de") == [("Wir gehen", False), ("Gut", False)]
    assert held("« Nous partons », dit-il.", "fr") == [("Nous partons", False)]


def test_a_speech_goes_on_in_the_next_paragraph() -> None:
    text = "“First the dam.\n“Then the mill.”"
    assert [(mark.continues, mark.garbled) for mark in marks(text)] == [(True, False), (False, False)]


def test_a_pronoun_of_the_other_gender_stays_open() -> None:
    _, found = said("Mr Bob Sample came. “It is closed for good,” she said.")
    assert found[0].speaker is None


def test_a_title_stands_for_its_one_holder() -> None:
    _, found = said("Mayor Ada Example came. The mayor said that the dam would hold.")
    assert found[0].speaker == "Ada Example"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "“No hay dinero para todos”, dijo Ada Example."),
        ("de", "„Wir haben kein Geld mehr“, sagte Ada Example."),
        ("fr", "« Nous n’avons plus rien », a déclaré Ada Example."),
        ("it", "«Non ci sono più soldi», ha detto Ada Example."),
        ("nl", "“Er is geen geld meer”, zei Ada Example."),
    ],
)
def test_languages(lang: str, text: str) -> None:
    _, found = said(text, lang)
    assert [(quote.mode, quote.speaker) for quote in found] == [("direct", "Ada Example")]


SCRAPS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        "'",
        "«",
        "»",
        "„",
        "``",
        "''",
        " ",
        "\n",
        ". ",
        ", ",
        "said ",
        "Ada Example ",
        "he ",
        "that ",
        "according to ",
        "told Reuters ",
        "(",
        ")",
        "the dam",
        "6",
        "é",
    ]
)


@given(st.lists(SCRAPS, max_size=60).map("".join), st.sampled_from(["en", "de", "fr", "xx"]))
def test_no_text_is_too_broken(text: str, lang: str) -> None:
    _, found = said(text, lang)
    for quote in found:
        assert all(0 <= span.start <= span.end <= len(text) for span in quote.content)
