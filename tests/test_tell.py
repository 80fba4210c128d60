"""The summary counts accounts, cites whole sentences, and says nothing it cannot carry."""

from __future__ import annotations

import pytest

from events import FIRE, REWRITE, SEPARATE, analysis, report
from rashomon.pipeline import analyse
from rashomon.types import Line, Report


def test_the_ladder_comes_first() -> None:
    summary = analysis(a=FIRE, b=REWRITE, c=SEPARATE).summary
    assert summary.lines[0].text.startswith("3 reports > 3 texts > at most 2 separate accounts > ")


def test_every_line_cites_whole_existing_sentences() -> None:
    found = analysis(a=FIRE, b=REWRITE, c=SEPARATE)
    sentences = {span for note in found.notes for span in note.sentences}
    assert all(set(line.cites) <= sentences for line in found.summary.lines)


def test_a_line_without_a_citation_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="citation"):
        Line("check", "Nobody said this.", ())


def test_word_for_word_copies_are_one_text() -> None:
    summary = analysis(a=FIRE, b=FIRE, c=SEPARATE).summary
    assert "3 reports > 2 texts" in summary.lines[0].text
    assert any(line.text == "A and B are one text, word for word." for line in summary.lines)


def test_a_single_report_claims_no_separate_account() -> None:
    assert "at most" not in analysis(a=FIRE).summary.lines[0].text


def test_the_statement_says_what_text_cannot_show() -> None:
    assert "separate newsgathering not shown" in analysis(a=FIRE, c=SEPARATE).summary.statement


def test_no_line_gives_a_verdict() -> None:
    text = " ".join(line.text for line in analysis(a=FIRE, b=REWRITE, c=SEPARATE).summary.lines).casefold()
    assert not any(word in text for word in ("confirmed by", "agreed by", "stole", "plagiar", "correct", "is right", "is wrong"))


def test_a_family_is_proved_by_what_made_it_one() -> None:
    def proof(*reports: Report) -> str:
        return next(line.text for line in analyse(reports).summary.lines if "count once" in line.text)

    one_sentence = FIRE[:1]
    assert proof(report("a", one_sentence), report("b", one_sentence)).startswith("A and B count once: the same words in a row")
    by_one = [report("a", FIRE, outlet="The Vandsby Post"), report("c", SEPARATE, outlet="The Vandsby Post")]
    assert proof(*by_one) == "A and B count once: one outlet or an editor’s decision."


def test_what_all_carry_names_no_day_or_figure_that_one_of_them_lacks() -> None:
    first = ("Etwa 120 Menschen wurden in der Nacht aus ihren Häusern gebracht.", "Der Hafen blieb geschlossen.")
    second = ("Rund 210 Menschen wurden aus ihren Häusern gebracht.", "Der Hafen blieb lange geschlossen.")
    found = analyse([report("a", first, lang="de"), report("b", second, lang="de")])
    shown = [line.text for line in found.summary.lines if line.section == "all"]
    assert shown == ["“Der Hafen blieb geschlossen.”"]


def test_marks_of_a_german_report_are_not_garbled() -> None:
    speech = "„Wir bauen diese Straße wieder auf“, sagte Bürgermeisterin Ingrid Solheim am Donnerstag."
    found = analyse([report("a", (speech, "Der Hafen blieb geschlossen."), lang="de")])
    assert not found.findings.discrepancies
