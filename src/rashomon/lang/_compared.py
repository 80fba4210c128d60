"""A language's words in the form in which the words of reports are compared, so that "miércoles" meets "miercoles"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ..text.stems import folded, keys
from . import Language, language, languages

COMPARED = (
    "attaching", "be_words", "condition_words", "confirm_words", "conjunctions", "contacts", "cues", "day_parts", "degree_words", "departments", "doubtful_dates", "former_words", "future_words", "hedges", "honorifics", "last_words",
    "months", "negators", "next_words", "number_words", "occasion_words", "opposites", "ordinals", "pair_words", "periods", "place_senses", "plan_words", "prepositions", "quantifiers", "rank_words", "refusals",
    "relative_days", "roles", "seasons", "since_words", "speech_nouns", "stopwords", "that_words", "weekdays", "weighty",
)  # fmt: skip


@cache
def compared(code: str) -> Language:
    """The language of `code`, the words that findings look for in the comparison form of `text.stems.keys`."""
    spoken = language(code)
    return replace(spoken, **{name: _folded(getattr(spoken, name)) for name in COMPARED})  # type: ignore[arg-type]


@cache
def idle(code: str) -> frozenset[str]:
    """Words that tell nothing of a matter: function words, weekdays, months."""
    lang = compared(code)
    return lang.stopwords | frozenset(lang.weekdays) | {word for month in lang.months for word in month}


class Spoken(NamedTuple):
    """Words of transcripts in any language: "Q" and "A" stand in many that are not in English, and "um" in quotations of all."""

    questions: frozenset[str]  # in comparison form
    answers: frozenset[str]  # likewise
    sounds: frozenset[str]  # as written, in lower case


@cache
def spoken_words() -> Spoken:
    """The labels and sounds that all language files know."""
    every = [one for _, one in languages.items()]
    return Spoken(
        frozenset(folded(word) for one in every for word in one.question_labels),
        frozenset(folded(word) for one in every for word in one.answer_labels),
        frozenset(word for one in every for word in one.sounds),
    )


def negates(word: str, lang: Language) -> bool:
    """Whether a word in comparison form is a negator, or holds one: "didn't"."""
    return word in lang.negators or word.endswith(("n't", "n’t"))


def asking(cue: str, code: str) -> int | None:
    """How strongly the words of a cue ask, 0 where they only say; None where the language file does not know them."""
    lang = compared(code)
    found = [lemma for word, _, _ in keys(cue) if (lemma := lang.cues.get(word))]
    return lang.cue_strength.get(found[0]) if found else None


def _folded(words: object) -> object:
    """Words in comparison form, in the collection they stand in."""
    if isinstance(words, str):
        return folded(words)
    if isinstance(words, dict):
        return {folded(word): meaning for word, meaning in words.items()}
    return type(words)(map(_folded, words)) if isinstance(words, frozenset | tuple) else words
