"""The summary counts accounts, cites whole sentences, and says nothing it cannot carry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from events import FIRE, REWRITE, SEPARATE, analysis, report, words
from rashomon.config import Config, TellConfig
from rashomon.pipeline import analyse
from rashomon.tell.desk import joined
from rashomon.tell.phrases import ended, quoted, short
from rashomon.types import Analysis, Discrepancy, Line, Report, Span
from test_translations import APART, SPANISH, WIRE


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


@pytest.mark.parametrize("denied", ["denied", "did not say"])
def test_what_one_report_denies_is_no_agreement(denied: str) -> None:
    said = "The harbour office said that the ferry had left the far bank with forty passengers."
    assert len(lines(told(said, said), "all")) == 1
    assert not lines(told(said, said.replace("said", denied)), "all")


def test_a_language_without_verbs_that_deny_is_not_asked() -> None:
    refused = "The minister, Kari Lindqvist, refused a visit to Karsholm on 12 March."
    spanish = "La ministra, Kari Lindqvist, rechazó una visita a Karsholm el 12 de marzo."
    reports = [report("a", (*WIRE[:5], refused)), report("b", (*SPANISH[:5], spanish), lang="es"), report("c", (OPENINGS[0], refused))]
    assert lines(analyse(reports), "all") == [f"“{refused}”"]


def test_what_two_are_given_as_saying_is_no_agreement() -> None:
    said = "The ferry left the far bank with forty passengers, {} said."
    assert len(lines(told(said.format("Ada Lorne"), said.format("Ada Lorne")), "all")) == 1
    assert not lines(told(said.format("Ada Lorne"), said.format("Piet Haas")), "all")


def test_the_weaker_verb_is_what_all_carry() -> None:
    said = "Ada Lorne {} the council to close the old bridge to lorries before the winter."
    urged, ordered = said.format("urged"), said.format("ordered")
    for some in ((urged, ordered, urged), (ordered, urged, ordered)):
        assert lines(told(*some), "all") == [f"“{urged}” (Ada Lorne given as source; wording differs)"]


def test_marks_of_a_german_report_are_not_garbled() -> None:
    speech = "„Wir bauen diese Straße wieder auf“, sagte Bürgermeisterin Ingrid Solheim am Donnerstag."
    found = analyse([report("a", (speech, "Der Hafen blieb geschlossen."), lang="de")])
    assert not found.findings.discrepancies


# --- how words of a report are shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The dam will hold", "“The dam will hold”"),
        ("“The dam will hold,” she said", "“The dam will hold,” she said"),
        ("… will hold,” she said", "“… will hold,” she said"),
        ("She said “the dam will …", "She said “the dam will …”"),
        ('… will hold," she said. "It has …', '"… will hold," she said. "It has …"'),
        ("„Der Damm hält“, sagte sie", "„Der Damm hält“, sagte sie"),
        ("Der Damm „hält …", "Der Damm „hält …“"),
    ],
)
def test_a_mark_that_a_cut_took_is_put_back(words: str, shown: str) -> None:
    assert quoted(words) == shown


def test_a_line_ends_once() -> None:
    assert [ended(line) for line in ("Credited: told Reuters.", "“It held.”", "“It …”", "in A")] == [
        "Credited: told Reuters.", "“It held.”", "“It …”", "in A.",
    ]  # fmt: skip


def test_a_sentence_is_cut_around_what_it_is_shown_for() -> None:
    sentence = "The harbour office said that the ferry had left on time and that nobody was hurt, a clerk told Reuters."
    assert short(sentence, 200) == sentence
    assert short(sentence, 30) == "The harbour office said that …"
    assert short(sentence, 40, sentence.index("Reuters")) == "… nobody was hurt, a clerk told Reuters."


# --- what became of somebody's words


def lines(found: Analysis, section: str) -> list[str]:
    return [line.text for line in found.summary.lines if line.section == section]


OPENINGS = ("Smoke hung over the quay.", "Two ferries were late.", "A baker swept his step.", "The school stayed shut.")


def told(*sentences: str) -> Analysis:
    """An event of reports that open in their own words and share a sentence."""
    return analyse([report("abcd"[n], (OPENINGS[n], sentence)) for n, sentence in enumerate(sentences)])


def test_a_firmer_verb_is_told_with_its_words() -> None:
    found = told("Ada Lorne urged the council to “close the old bridge before winter”.",
                 "Ada Lorne ordered the council to “close the old bridge before winter”.")  # fmt: skip
    assert lines(found, "quotes") == [
        "Ada Lorne, how firmly it is said: “Ada Lorne urged the council …” in A | “Ada Lorne ordered the council …” in B."
    ]


def test_verbs_stand_in_order_of_firmness() -> None:
    said = "Ada Lorne {} the council to “close the old bridge before winter”."
    (line,) = lines(told(*(said.format(verb) for verb in ("ordered", "asked", "urged"))), "quotes")
    assert [word for word in line.split() if word in ("asked", "urged", "ordered")] == ["asked", "urged", "ordered"]


def test_a_source_that_is_gone_is_told_once_a_statement() -> None:
    bare = "Forty farmers lost their cattle in the flood."
    said = f"{bare[:-1]}, the ministry said."
    found = told(said, bare, said, bare)
    assert lines(found, "quotes") == [f"“{bare}”: “the ministry” in A and C given as source, no source given in B and D."]
    (line,) = [line for line in found.summary.lines if line.section == "quotes"]
    assert {span.report for span in line.cites} == set("abcd")


def test_he_and_she_are_told_last() -> None:
    words = "We lost the whole harvest in one night and half of the seed"
    found = told(f"“{words},” said Maria Lorne.", f"“{words},” he said.", f"“{words.replace('harvest', 'crop')},” said Maria Lorne.")
    first, last = lines(found, "quotes")
    assert "crop" in first
    assert last == "He or she: “… seed,” said Maria Lorne. in A and C | “… the seed,” he said. in B."


def test_what_is_denied_comes_before_what_is_reworded() -> None:
    found = told(
        "“We will rebuild this street brick by brick,” Ada Lorne said. “The old bridge is safe in any weather,” Piet Haas said.",
        "“We will rebuild this road brick by brick,” Ada Lorne said. “The old bridge is not safe in any weather,” Piet Haas said.",
        "“We will rebuild this street brick by brick,” Ada Lorne said.",
    )
    assert [line.split(":")[0] for line in lines(found, "quotes")] == ["Piet Haas", "Ada Lorne"]


def test_the_negator_comes_before_the_other_words_of_an_utterance() -> None:
    found = told("“The old road bridge is safe in any weather and we will keep it open,” Ada Lorne said.",
                 "“The old stone bridge is not safe in any weather and we will keep it open,” Ada Lorne said.")  # fmt: skip
    (line,) = lines(found, "quotes")
    assert line.index("is not safe") < line.index("stone")


def test_a_translator_s_words_are_told_as_such() -> None:
    foreign = "Within the framework of a visit the mayor was keen to help. It is worth noting that the brotherly people stressed the need. "
    found = told("“We will rebuild this street brick by brick,” Ada Lorne said.",
                 foreign + "“We will rebuild this road brick by brick,” Ada Lorne said.")  # fmt: skip
    id_ = next((note.report for note in found.notes if note.translated), None)
    assert id_ == "b"
    assert lines(found, "quotes")[0].endswith(" (B reads as a translation).")


def test_a_clause_that_is_left_out_denies_nothing() -> None:
    words = "We saw the water rise, which is not only sad, I think it is bad for the whole village and its farms"
    found = told(f"“{words},” Ada Lorne said.", f"“{words.replace(', which is not only sad, I think it', ' and it')},” Ada Lorne said.")
    assert not any("not only" in line for line in lines(found, "quotes"))


# --- who is given as the source


def test_a_source_is_given_where_it_is_given() -> None:
    quote = "“We will rebuild this street brick by brick and stone by stone,”"
    found = told(f"{quote} Ada Lorne said.", f"{quote} said Ada Lorne, a minister.", f"{quote} the minister said.")
    assert lines(found, "all") == [f"{quote} said Ada Lorne, a minister. (Ada Lorne given as source in A and B)"]


def test_roles_count_where_nobody_is_named() -> None:
    said = "The ferry left the far bank with forty passengers, the harbour police said."
    found = told(said, said)
    assert lines(found, "all") == [f"“{said}” (harbour police given as source)"]
    assert not any(support.originators for support in found.findings.support.values())


def test_two_speakers_of_one_utterance_are_a_matter_to_check_and_no_agreement() -> None:
    quote = "“Nobody warned the village about the water in the night,”"
    found = told(f"{quote} Ada Lorne said.", f"{quote} Piet Haas said.")
    assert "Who is given as the source" in lines(found, "check")[0]
    assert not any("Nobody warned" in line for line in lines(found, "all"))


def test_who_a_pronoun_means_is_cited() -> None:
    found = told("Ada Lorne walked along the dam with a lamp. She said the pumps would run until the water fell.", SEPARATE[1])
    (line,) = [line for line in found.summary.lines if line.section == "only" and line.text.startswith("A")]
    assert "She said the pumps would run until the water fell.” (Ada Lorne given as source)" in line.text
    assert any("Ada Lorne walked" in report_.quote(span) for report_ in found.reports for span in line.cites if span.report == report_.id)


def test_an_announcement_makes_nobody_a_speaker() -> None:
    found = told("Ada Lorne announced the building of a “temporary” bridge over the river.", SEPARATE[1])
    assert not any("is quoted" in line for line in lines(found, "ladder"))


def test_those_quoted_beyond_the_first_are_named_in_one_line() -> None:
    names = ("Ada Lorne", "Piet Haas", "Marta Oye", "Olav Brekke", "Ingrid Solheim", "Jonas Eide", "Halvor Rask", "Tove Aasen", "Nils Holm")
    found = analyse([report("a", tuple(f"“The number {n} pump will run all night,” {name} said." for n, name in enumerate(names)))])
    assert sum("is quoted in" in line for line in lines(found, "ladder")) == 8
    assert any(line.startswith("Also quoted: ") for line in lines(found, "ladder"))


# --- what one account has alone


def test_copies_and_translations_are_counted_once() -> None:
    apart = ("A dog barked in the night.", "Marit Haugen, who lives on the hill, made coffee for the men on the pier.")
    reports = [report("a", WIRE), report("b", WIRE), report("c", SPANISH, lang="es"), report("d", apart)]
    found = analyse(reports)
    assert found.stemma.accounts.high == 2
    (line,) = [line for line in lines(found, "only") if line.startswith("A, B and C")]
    assert line.startswith(f"A, B and C ({len(WIRE)} sentences): ")


def test_the_name_of_an_outlet_is_nothing_that_one_account_tells() -> None:
    name = "The Vandsby Courier"
    found = analysis(a=(*FIRE[:2], name), c=SEPARATE)
    assert any(words(found, span) == name for spans in found.findings.only_in.values() for span in spans)
    assert not any(name in line for line in lines(found, "only"))


def test_nothing_is_alone_in_a_language_that_nobody_else_writes() -> None:
    found = analyse([report("a", WIRE), report("b", APART, lang="es")])
    assert found.stemma.accounts.high == 2
    assert not any(found.findings.only_in.values())


THINGS = ("mill", "dam", "school", "ferry", "chapel")


def test_every_finding_to_check_is_in_the_summary() -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    first = tuple(f"The old {thing} by the river was closed for repairs on {days[n]}." for n, thing in enumerate(THINGS))
    second = tuple(f"On {days[n - 1]} the old {thing} by the river was closed for repairs." for n, thing in enumerate(THINGS))
    found = analyse([report("a", first), report("b", second)], Config(tell=TellConfig(per_section=2)))
    clashes = [one for one in found.findings.discrepancies if one.severity in ("contradiction", "tension")]
    shown = {span for line in found.summary.lines if line.section == "check" for span in line.cites}
    assert len(lines(found, "check")) == len(clashes) > 2
    assert all(any(one.left in span for span in shown) for one in clashes)


def clash(left: int, right: int, kind: str = "number") -> Discrepancy:
    return Discrepancy("d", kind, "tension", Span("a", left, left + 1), Span("b", right, right + 1), "", "", "open", "", "disagreement")


def test_findings_that_share_a_span_stand_together() -> None:
    first, apart, second, other, bridge = clash(0, 0), clash(9, 9), clash(1, 1), clash(0, 0, "weekday"), clash(0, 1)
    assert joined([first, apart, second, other, bridge]) == [[first, second, bridge], [apart], [other]]


# --- damage


def test_a_lost_mark_is_shown_where_it_stands_and_stays_lost() -> None:
    text = "They asked us to talk, but I do not remember that the whole wide valley asked Lorne to have talks,” he said."
    found = analyse([report("a", ("Ada Lorne spoke.", text))])
    (line,) = [line for line in lines(found, "garbled") if "closes" in line]
    assert line == "A: a quotation mark closes what was never opened: … the whole wide valley asked Lorne to have talks,” he said."


def test_a_credit_is_shown_around_the_agency() -> None:
    body = "But there were no talks and no meeting and nothing of the kind on that day, said the spokeswoman Maria Lorne, who told Reuters."
    found = analyse([replace(report("a", (OPENINGS[0], body)), outlet="The Vandsby Post"), report("b", SEPARATE)])
    (line,) = [line for line in lines(found, "get") if line.startswith("Reuters")]
    assert line.endswith("who told Reuters.”")
