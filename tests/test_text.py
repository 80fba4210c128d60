"""Sentences, words, dates, skeletons, names: the arithmetic under the stages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.lang import language
from rashomon.text.dates import parse_when
from rashomon.text.diff import Runs, common_runs
from rashomon.text.names import same_name
from rashomon.text.normalise import skeleton
from rashomon.text.sentences import sentences
from rashomon.text.tokens import placed, stem, words


def split(text: str, lang: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, lang, language(lang).abbreviations)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The fair opened at 5 p.m. on Friday.", "It closed at noon."],
        ["J. K. Venn wrote it.", "Nobody read it."],
        ["Mr. Holm met Gen. Arden.", "They shook hands."],
        ["The U.S. President left.", "The crowd stayed."],
        ["He moved to the U.S.", "The family stayed."],
        ["“We lost it.", "We will rebuild it,” she said.", "Nobody answered."],
        ["“Stay!” he said.", "“Go now.”"],
        ["He shouted “Fire!” and ran.", "“Where?”"],
        ["It was “a slip.”", "The mayor laughed."],
        ["It burnt down.", "[The mill was insured.]"],
        ["It sold 3.5 million.", "No. 5 won."],
        ["What now?", "Nobody knew.", "Then it rained!"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_line_break_ends_a_sentence() -> None:
    assert split("Fire in Corran\nThree hurt\n\nThe mill burnt down.") == ["Fire in Corran", "Three hurt", "The mill burnt down."]


def test_a_lost_space_does_not_glue_sentences() -> None:
    assert split("The mill burnt down.The mayor wept.") == ["The mill burnt down.", "The mayor wept."]


def test_spanish_sentences() -> None:
    assert split("El Sr. Holm llegó a EE.UU. ayer. ¿Qué dijo? «Nada. Nada más», dijo.", "es") == [
        "El Sr. Holm llegó a EE.UU. ayer.",
        "¿Qué dijo?",
        "«Nada.",
        "Nada más», dijo.",
    ]


@given(st.text(alphabet=st.sampled_from("aA.?! \n\t\"“”’'()[]éЖ中5\u2028\u200b"), max_size=80))
def test_sentences_cover_every_visible_character_in_order(text: str) -> None:
    last = 0
    for start, end in sentences(text):
        assert last <= start < end
        assert not text[last:start].strip()
        assert text[start:end] == text[start:end].strip()
        last = end
    assert not text[last:].strip()


def test_words_keep_what_belongs_together() -> None:
    text = "The mayor’s state-of-the-art U.S. plan cost 1,200.50 at 5 p.m., don't ask"
    found = [text[start:end] for start, end in words(text)]
    assert found == ["The", "mayor’s", "state-of-the-art", "U.S.", "plan", "cost", "1,200.50", "at", "5", "p.m.", "don't", "ask"]


@given(st.text(max_size=80) | st.text(alphabet="aB1é\u0301.,:'’-&_ \n", max_size=40))
def test_words_come_with_their_places(text: str) -> None:
    found, starts = placed(text)
    assert [(start, start + len(word)) for word, start in zip(found, starts, strict=True)] == words(text)
    assert all(text.startswith(word, start) for word, start in zip(found, starts, strict=True))


@pytest.mark.parametrize(("one", "other"), [("minister", "ministers"), ("stop", "stopped"), ("country", "countries"), ("talk", "talking")])
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-02", "2025-03-02"),
        ("20250302", "2025-03-02"),
        ("2025-03-02T14:05", "2025-03-02T14:05Z"),
        ("2025-03-02T23:30:00-05:00", "2025-03-03T04:30:00Z"),
        ("2025-03-02T00:00:00Z", "2025-03-02"),
        ("Sun, 02 Mar 2025 14:05:00 +0100", "2025-03-02T13:05:00Z"),
    ],
)
def test_dates_are_read_at_their_precision(text: str, iso: str) -> None:
    when = parse_when(text)
    assert when is not None
    assert when.iso() == iso
    assert when.low < when.high


@pytest.mark.parametrize("text", ["", "yesterday", "2025-13-01", "2025-02-30", "02/03/2025", "0000"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_when(text) is None


@pytest.mark.parametrize(
    "disguise", ["The m\u200bayor sp\u00adoke", "Тhe mаyor spоke", "Ｔｈｅ ｍａｙｏｒ ｓｐｏｋｅ", "The  ma\u0301yor spoké"]
)
def test_disguises_share_a_skeleton(disguise: str) -> None:
    assert skeleton(disguise) == "the mayor spoke"


def test_other_scripts_keep_their_letters() -> None:
    assert skeleton("Президент сказал") == "президент сказал"


@pytest.mark.parametrize(
    ("a", "b", "likeness"),
    [
        ("Ada Lorne", "Ada Lorne", "same"),
        ("Ada Lorne", "Ada B. Lorne", "same"),
        ("Lorne", "Ada Lorne", "same"),
        ("Sergei Volin", "Sergey Volin", "variant"),
        ("Maria Zakharina", "Maria Zajárina", "variant"),
        ("Antony Reed", "Anthony Reed", "variant"),
        ("Vladimir Oransky", "Volodymyr Oranskyi", "variant"),
        ("John Arden", "Jane Arden", "different"),
        ("Ada Lorne", "Piet Haas", "different"),
        ("Petr Volin Orlov", "Petr Ivanov Orlov", "different"),
        ("", "Ada Lorne", "different"),
    ],
)
def test_names_are_compared(a: str, b: str, likeness: str) -> None:
    assert same_name(a, b) == likeness
    assert same_name(b, a) == likeness


def test_common_runs_are_the_longest_and_use_each_word_once() -> None:
    numbers: dict[tuple[str, ...], int] = {}
    left, right = Runs("a b c d x a b c e".split(), 3, numbers), Runs("y a b c e a b c d".split(), 3, numbers)
    assert common_runs(left, right) == [(0, 5, 4), (5, 1, 4)]
    assert common_runs(left, Runs("a b d c".split(), 3, numbers)) == []
