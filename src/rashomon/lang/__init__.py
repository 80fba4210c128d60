"""What a language needs: one file of data per language, no code paths.

A field left empty switches the rules that need it off for that language, never on with a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..registry import Registry


@dataclass(frozen=True, slots=True)
class Language:
    """The words and marks that the rules of `annotate`, `collate` and `weigh` look for. All lower case."""

    code: str
    english_name: str
    # time
    weekdays: tuple[str, ...] = ()  # Monday first
    months: tuple[tuple[str, ...], ...] = ()  # January first, each with its abbreviations
    relative_days: dict[str, int] = field(default_factory=dict)  # {"today": 0, "yesterday": -1}
    seasons: dict[str, str] = field(default_factory=dict)  # {"summer": "SU"}
    periods: dict[str, str] = field(default_factory=dict)  # unit words to TIMEX letters: {"week": "W", "weeks": "W"}
    last_words: frozenset[str] = frozenset()  # "last", "past", "previous"
    next_words: frozenset[str] = frozenset()
    this_words: frozenset[str] = frozenset()
    ago_words: frozenset[str] = frozenset()
    # number
    number_words: dict[str, float] = field(default_factory=dict)  # {"two": 2, "dozen": 12, "hundred": 100}
    multipliers: dict[str, float] = field(default_factory=dict)  # {"hundred": 1e2, "million": 1e6}
    bound_words: dict[str, str] = field(default_factory=dict)  # phrase to types.Bound: {"less than": "less"}
    units: dict[str, str] = field(default_factory=dict)  # {"minutes": "minute", "per cent": "percent"}
    decimal: str = "."  # the other of . , groups thousands
    # speech
    quote_pairs: tuple[tuple[str, str], ...] = ()  # opening and closing marks
    cues: dict[str, str] = field(default_factory=dict)  # inflected form to lemma: {"said": "say", "told": "tell"}
    according: tuple[str, ...] = ()  # "according to"
    pronouns: dict[str, str] = field(default_factory=dict)  # {"he": "m", "she": "f", "they": "p"}
    roles: dict[str, str] = field(default_factory=dict)  # nouns for people, to gender or "": {"spokeswoman": "f"}
    honorifics: dict[str, str] = field(default_factory=dict)  # {"mr": "m", "ms": "f"}
    # grammar
    stopwords: frozenset[str] = frozenset()
    negators: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()  # without the final full stop
    antonyms: tuple[tuple[str, str], ...] = ()  # predicates that deny each other
    # furniture of a page, as regular expressions over one line
    teasers: tuple[str, ...] = ()  # "Keep reading:", "Read more"
    forms: tuple[str, ...] = ()  # comment and newsletter forms
    bylines: tuple[str, ...] = ()  # "By NAME", "Author: NAME"
    biographies: tuple[str, ...] = ()  # "... is the news editor of", "follow him on"
    credit_lines: tuple[str, ...] = ()  # "With information from"
    captions: tuple[str, ...] = ()  # photo credits: "via AP", "Photo:"


languages: Registry[Language] = Registry(__name__)


def language(code: str) -> Language:
    """The language of `code`, or an empty one that switches every worded rule off."""
    return languages[code] if code in languages else Language(code=code, english_name=code)
