"""What the rules of quotations ask of a word, put together from a language once."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from ..lang import language

CLOSING = frozenset((",", "”", '"', "»"))  # behind them a clause may end
BREAKING = frozenset((";", "–", "—"))  # at them it may


class Lexicon(NamedTuple):
    """Words in lower case."""

    verbs: frozenset[str]  # cues and stances
    roles: frozenset[str]  # nouns for people and for bodies that speak, one or many
    subjects: frozenset[str]  # pronouns that may speak
    openings: dict[str, list[list[str]]]  # the phrases like "according to" by their first word
    landmarks: frozenset[str]  # what a page is searched for: verbs, first words of openings, marks at which a clause may end


@cache
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language."""
    lang = language(code)
    several = [word for word, single in lang.plurals.items() if single in lang.roles]
    phrases = [phrase.split() for phrase in lang.according]
    verbs = frozenset((*lang.cues, *lang.stances))
    return Lexicon(
        verbs=verbs,
        roles=frozenset((*lang.roles, *(f"{role}s" for role in lang.roles), *several)) | lang.speakers,
        subjects=frozenset(lang.pronouns.keys() - lang.determiners - lang.object_pronouns) | lang.other_pronouns,
        openings={words[0]: [other for other in phrases if other[0] == words[0]] for words in phrases},
        landmarks=verbs.union(CLOSING, BREAKING, (words[0] for words in phrases)),
    )
