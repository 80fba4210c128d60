"""What says what somebody is: the title before a name, the apposition behind it."""

from __future__ import annotations

import pytest

from rashomon.annotate import annotate
from rashomon.config import AnnotateConfig
from rashomon.lang import language
from rashomon.lang._titles import Word, address, apposition_end, office, title_before, words_of
from rashomon.pipeline import analyse
from rashomon.types import Report

ENGLISH = language("en")


def shown(words: list[Word]) -> str:
    return " ".join(word.low for word in words)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Foreign Ministry spokeswoman Ada Lorne", "foreign ministry spokeswoman"),
        ("It was the deputy finance minister Ada Lorne", "deputy finance minister"),
        ("Secretary of State Ada Lorne", "secretary of state"),
        ("He met Gov. Ada Lorne", "gov ."),
        ("He met the president’s press secretary Ada Lorne", "press secretary"),
        ("On Monday Ada Lorne", "monday"),
        ("He said Ada Lorne", ""),
        ("The mayor left\nAda Lorne", ""),
    ],
)
def test_the_title_before_a_name(text: str, title: str) -> None:
    assert shown([*title_before(text, text.index("Ada"), ENGLISH)]) == title


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("Ada Lorne, the port's deputy director, smiled.", "the port's deputy director", "deputy director"),
        ("Ada Lorne, director of the port, smiled.", "director of the port", "director of"),
        ("Ada Lorne, the minister for health, smiled.", "the minister for health", "minister for health"),
        ("Ada Lorne, Karsholm's deputy mayor, smiled.", "karsholm's deputy mayor", "deputy mayor"),
        ("Ada Lorne, smiling, left.", "", ""),
        ("Ada Lorne smiled.", "", ""),
    ],
)
def test_the_apposition_behind_a_name(text: str, words: str, wanted: str) -> None:
    found = words_of(text, len("Ada Lorne"), len(text))
    behind = found[1 : apposition_end(found, 0, ENGLISH)]
    assert (shown(behind), shown([*office(behind, ENGLISH)])) == (words, wanted)


def test_only_what_tells_a_sex_is_a_form_of_address() -> None:
    assert [address(f"{word} Lorne", len(word) + 1, ENGLISH) for word in ("Mrs", "Mr.", "Dr.", "then")] == ["Mrs", "Mr.", "", ""]


def test_a_title_is_listed_as_it_is_written() -> None:
    texts = ("The angry fisherman Piet Haas waited for Foreign Minister Ada Lorne.", "In Lund Ada Lorne met the owner's wife Marit Oye.")
    found = analyse([Report(f"r{n}", f"r{n}.txt", text) for n, text in enumerate(texts)]).findings.named
    titles = {one.name: one.titles for one in found if one.kind == "person"}
    assert titles == {"Ada Lorne": ("Foreign Minister",), "Piet Haas": ("fisherman",), "Marit Oye": ("wife",)}


def test_whose_aide_somebody_is_names_nobody_else() -> None:
    text = "Ada Lorne, an adviser to the president, was there. Rain fell. The president said that the bridge would stay closed."
    assert [quote.speaker for quote in annotate(Report("a", "a.txt", text), AnnotateConfig(tagger=0)).quotes] == ["president"]
