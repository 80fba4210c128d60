"""A report reads as a translation when idioms of another language stand in it, and never by damage alone."""

from __future__ import annotations

import pytest

from rashomon.annotate import annotate
from rashomon.config import AnnotateConfig
from rashomon.lang import languages
from rashomon.types import Report, Translated, total_bits

SPANISH = (
    "The ferry ran aground this Sunday in the morning, little before seven, when in it there travelled some 214 people. "
    "Captain Eide assured that nobody was hurt. “The rudder failed,” he pointed out. In statements to a radio station, the also "
    "owner of the ship said that it will be towed."
)
RUSSIAN = (
    "The ferry ran aground early on Sunday, reports TASS. According to him, nobody was hurt. The interlocutor of the agency said the "
    "rudder had failed. The diplomat noted that an inquiry would follow. Earlier it was reported that two ships were on their way."
)
ENGLISH = (
    "A ferry with 214 people on board ran aground off Karsholm early on Sunday, shortly before seven. Captain Jonas Eide said nobody was "
    "hurt. “The rudder failed,” he told a radio station. The owner said the ship would be towed to Brevika on Monday night."
)


def told(text: str, lang: str = "en") -> Translated | None:
    return annotate(Report("r", "r", text, lang=lang), AnnotateConfig()).translated


@pytest.mark.parametrize(("text", "lang"), [(SPANISH, "es"), (RUSSIAN, "ru")])
def test_idioms_tell_the_language(text: str, lang: str) -> None:
    found = told(text)
    assert found is not None
    assert found.lang == lang
    assert total_bits(found.because) >= 0


def test_every_idiom_is_shown() -> None:
    found = told(SPANISH)
    assert found is not None
    assert all(SPANISH[span.start : span.end] for reason in found.because[1:] for span in reason.at)
    assert "little before seven" in {reason.detail for reason in found.because}


def test_good_english_is_no_translation() -> None:
    assert told(ENGLISH) is None


def test_damage_alone_says_nothing() -> None:
    assert (
        told(
            ENGLISH.replace("Captain Jonas Eide said", "Captain Jonas Eidesaid") + " eide smiled. They had had no rest. He was were there."
        )
        is None
    )


def test_one_idiom_is_not_enough() -> None:
    assert told(ENGLISH + " An inquiry is held within the framework of the law.") is None


def test_a_report_in_its_own_language_is_no_translation() -> None:
    assert told("El ferry encalló este domingo por la mañana, según informó la agencia.", "es") is None


def test_idioms_begin_with_a_word_or_a_line() -> None:
    """Reports are first searched for any of them, at the beginnings of words and lines alone."""
    idioms = [idiom for code in languages for idiom in languages[code].english_calques]
    assert all(idiom.startswith((r"\b", "(?<=", "(?:(?<=", r"(?:^|\n)")) for idiom in idioms)
