"""Which texts a report says that it draws on."""

from __future__ import annotations

import pytest

from rashomon.annotate.credits import credits
from rashomon.lang import language
from rashomon.text.sentences import sentences
from rashomon.types import Report, Span


def credited(text: str, credit: str | None = None, outlet: str | None = None, lang: str = "en") -> list[tuple[str, str]]:
    report = Report("r", "r", text, lang=lang, credit=credit, outlet=outlet)
    spans = tuple(Span("r", *span) for span in sentences(text, lang, language(lang).abbreviations))
    return [(item.name, item.scope) for item in credits(report, spans)]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("(With information from AP and EFE)", ["AP", "EFE"]),
        ("Source: Harbour Gazette", ["Harbour Gazette"]),
        ("Reuters, AFP and Kyodo contributed to this report.", ["Reuters", "AFP", "Kyodo"]),
        ("Ada Example of the Associated Press contributed to this report.", ["AP"]),
        ("This article includes information from the Coast Herald and dpa.", ["Coast Herald", "dpa"]),
        ("AP/Reuters", ["AP", "Reuters"]),
        ("Reporting by Ada Example and Bob Sample; editing by Carla Tester", []),
    ],
)
def test_a_credit_line_names_texts(line: str, names: list[str]) -> None:
    assert credited("It rained.", line) == [(name, "text") for name in names]


@pytest.mark.parametrize(
    ("lang", "line", "name"),
    [
        ("es", "Con información de EFE", "EFE"),
        ("de", "Mit Material von dpa", "dpa"),
        ("fr", "Avec AFP", "AFP"),
        ("it", "Fonte: ANSA", "ANSA"),
        ("nl", "Bron: ANP", "ANP"),
    ],
)
def test_other_languages(lang: str, line: str, name: str) -> None:
    assert credited("…", line, lang=lang) == [(name, "text")]


def test_a_dateline_names_its_agency() -> None:
    assert credited("LUND, Sweden (AP) — It rained all day.") == [("AP", "text")]


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("(Coastline Press) -", "Coastline Press"),
        ("PORT VALE, June 3 (Agence Meridian) –", "Agence Meridian"),
        ("RIO DE LA VALE (Vandsby Presse-Agentur) —", "Vandsby Presse-Agentur"),
    ],
)
def test_a_dateline_may_name_an_agency_that_no_list_has(head: str, name: str) -> None:
    assert credited(f"{head} It rained all day.") == [(name, "text")]
    assert credited(f"{head} It rained all day.", outlet=f"The {name}") == []


@pytest.mark.parametrize(
    "head", ["PORT VALE (Reissued) -", "PORT VALE (Press) -", "The harbour (Old Harbour News) - which closed - is quiet."]
)
def test_not_every_bracket_before_a_dash_is_an_agency(head: str) -> None:
    assert credited(f"{head} It rained all day.") == []


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("He told Reuters that it rained.", "Reuters"),
        ("Reuters reported on Monday that it rained.", "Reuters"),
        ("It rained, according to the Ruritanian news agency “Interfax”.", "Interfax"),
        ("The rain was first reported by Bloomberg.", "Bloomberg"),
        ("The official RIA Novosti news agency quoted her as saying so.", "RIA Novosti"),
    ],
)
def test_a_statement_names_its_carrier(sentence: str, name: str) -> None:
    assert credited(f"It was wet. {sentence}") == [(name, "passage")]


@pytest.mark.parametrize(
    "text",
    [
        "The minister spoke (photo: Carla Tester via AP).",
        "The AP photographer fell.",
        "He once worked for Reuters.",
    ],
)
def test_a_mere_mention_is_no_credit(text: str) -> None:
    assert credited(text) == []


def test_an_agency_credits_no_lost_text_to_itself() -> None:
    assert credited("LUND (Reuters) - It rained, she told Reuters.", outlet="Reuters") == []


# --- fields of a page or record that say whose text it is ------------------------------------


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("syndication-source: https://www.reuters.com/world/storm-1", "Reuters"),
        ("original-source: https://nordlyswire.example/2024/storm", "nordlyswire.example"),
        ("isBasedOn: Nordlys Wire", "Nordlys Wire"),
        ("infoSources: Agence France-Presse", "AFP"),
    ],
)
def test_a_field_names_the_text_a_page_carries(line: str, name: str) -> None:
    assert credited("It rained.", line) == [(name, "text")]
    assert credited("It rained.", f"With information from EFE\n{line}") == [("EFE", "text"), (name, "text")]


def test_an_address_of_its_own_is_no_credit() -> None:
    page = Report("r", "r", "It rained.", credit="isBasedOn: https://post.example/1", url="https://www.post.example/2")
    assert not credits(page, ())


@pytest.mark.parametrize("line", ["isBasedOn: http://[half", "canonical: ://", "isBasedOn: mailto:desk@post.example"])
def test_no_address_is_too_broken(line: str) -> None:
    assert not credits(Report("r", "r", "It rained.", credit=line, url="http://[half"), ())


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("canonical: https://www.post.example/1", "https://m.post.example/1"),
        ("isBasedOn: https://doi.org/10.1", None),
        ("isBasedOn: /storm/1", None),
        ("isBasedOn: urn:newsml:wire.example:1", None),
        ("syndication-source: https://www.post.example", "https://post.example/2"),
    ],
)
def test_what_is_no_other_publisher_is_no_credit(line: str, url: str | None) -> None:
    assert not credits(Report("r", "r", "It rained.", credit=line, url=url), ())


def test_names_and_addresses_of_one_agency_are_one() -> None:
    lines = "original-source: Reuters, AP\nisBasedOn: https://apnews.com/1\ncanonical: https://ap.nsw.example/2"
    assert credited("It rained.", lines) == [("Reuters", "text"), ("AP", "text"), ("ap.nsw.example", "text")]
    assert credited("It rained.", "isBasedOn: the post", outlet="The Post") == []
