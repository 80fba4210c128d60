"""What the rules of quotations ask of a word, put together from a language once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..lang import language


class Lexicon(NamedTuple):
    """Words in lower case."""

    verbs: frozenset[str]  # cues and stances
    roles: frozenset[str]  # nouns for people and for bodies that speak, one or many
    subjects: frozenset[str]  # pronouns that may speak
    openings: dict[str, list[list[str]]]  # the phrases like "according to" by their first word


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language."""
    lang = language(code)
    several = [word for word, single in lang.plurals.items() if single in lang.roles]
    phrases = [phrase.split() for phrase in lang.according]
    return Lexicon(
        verbs=frozenset((*lang.cues, *lang.stances)),
        roles=frozenset((*lang.roles, *(f"{role}s" for role in lang.roles), *several)) | lang.speakers,
        subjects=frozenset(lang.pronouns.keys() - lang.determiners - lang.object_pronouns) | lang.other_pronouns,
        openings={words[0]: [other for other in phrases if other[0] == words[0]] for words in phrases},
    )
