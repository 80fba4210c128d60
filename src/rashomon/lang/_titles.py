"""Decides which words say what somebody is: the title before a name, the apposition behind it.

    Foreign Ministry spokeswoman | Ada Example
    the president's deputy press secretary | Ada Example     whose secretary is no part of the title
    Ada Example, | the port's deputy director |, ...

One reading for all who ask: `annotate` takes the phrase before a name into the words that name a speaker, and learns from both who "the
director" is; `weigh` lists the titles that the reports of an event give, and compares offices.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import takewhile
from typing import NamedTuple

from . import Language

WORD = re.compile(r"[^\W_]+(?:[.’'&/-][^\W_]+)*|\S")
_ADDRESS = re.compile(r"(?<!\w)([^\W\d_]+\.?)[ \xa0]+\Z")
PHRASE_WORDS = 14  # a phrase longer than this is a clause
_APPOSITION_WORDS = 12
_CHARS = 160  # before or behind a name, in which its phrase lies


class Word(NamedTuple):
    """A word or a mark; `low` is lower case with plain apostrophes."""

    start: int
    end: int
    low: str
    capital: bool


# --- what a word is


def is_role(low: str, lang: Language) -> bool:
    """Whether a word says what somebody is, or speaks without being one: "spokeswoman", "ministers", "police"."""
    low = low.removesuffix("'s")
    return low in lang.roles or low in lang.speakers or low.removesuffix("s") in lang.roles or lang.plurals.get(low, "") in lang.roles


def is_stop(word: Word, text: str, lang: Language) -> bool:
    """Whether a word is a stopword; "US" is none."""
    return word.low in lang.stopwords and not (len(word.low) > 1 and text[word.start : word.end].isupper())


def is_cue(words: Sequence[Word], at: int, lang: Language) -> bool:
    """Whether a word is written like a cue: "State" in a name is none."""
    word = words[at]
    opens = at > 0 and words[at - 1].low == "."
    return (word.low in lang.cues or word.low in lang.stances) and not (word.capital and at + 1 < len(words) and not opens)


# --- the phrase


def phrase_start(text: str, words: Sequence[Word], name: int, low: int, lang: Language, barred: Container[int] = ()) -> int:
    """Where the noun phrase begins that ends in the name at word `name`, not below word `low` nor over a `barred` one."""
    at = name
    while at > low and name - at < PHRASE_WORDS and at - 1 not in barred:
        if not (_links(words, at - 1, low, lang) or _belongs(text, words, at - 1, name, lang)):
            break
        at -= 1
    if low < at < name and words[at - 1].low in lang.determiners:
        at -= 1
    while at < name and words[at].low in ("of", "-", "."):
        at += 1
    return at


def _links(words: Sequence[Word], at: int, low: int, lang: Language) -> bool:
    """Whether a word holds a title together: "Gov|.|", "secretary | of | state", "vice | - | president"."""
    if at == 0:
        return False
    before = words[at - 1]
    if words[at].low == ".":
        return before.low in lang.honorifics
    return words[at].low in ("of", "-") and at > low and (is_role(before.low, lang) or (before.capital and at > low + 1))


def _belongs(text: str, words: Sequence[Word], at: int, name: int, lang: Language) -> bool:
    """Whether a word goes on with the phrase behind it: a title, or any noun before one."""
    word, stop = words[at], is_stop(words[at], text, lang)
    title = word.capital or is_role(word.low, lang) or word.low in lang.honorifics
    if not word.low[:1].isalpha() or (stop and (word.capital or not title)) or is_cue(words, at, lang):
        return False
    if word.capital and word.low in lang.prepositions | lang.conjunctions:
        return False
    behind = words[at + 1].low
    return title or (at + 1 < name and behind not in lang.honorifics) or is_role(behind, lang)


def apposition_end(words: Sequence[Word], end: int, lang: Language) -> int:
    """Where the apposition ends that opens at the comma at word `end`, right behind a name; `end` where there is none."""
    if not _opens(words[end : end + 4], lang):
        return end
    stop = end + 1
    while stop < len(words) and stop - end < _APPOSITION_WORDS and words[stop].low not in ",.;":
        stop += 1
    return stop


def _opens(words: Sequence[Word], lang: Language) -> bool:
    """Whether a comma and the words behind it open an apposition: "the ...", "director ...", "deputy ...", "Elverhaven's mayor"."""
    if len(words) < 2 or words[0].low != ",":
        return False
    first, *then = (word.low for word in words[1:])
    title = first in lang.determiners or first in lang.roles or first in lang.rank_words
    return title or ((first in lang.departments or first.endswith("'s")) and any(low in lang.roles for low in then))


def own(words: Sequence[Word], lang: Language) -> Sequence[Word]:
    """The words of a title without article and without whose it is: "the president's | press secretary"."""
    last = max((n for n, word in enumerate(words) if word.low.endswith("'s")), default=-1)
    return words[last + 1 + (last + 1 < len(words) and words[last + 1].low in lang.determiners) :]


def office(words: Sequence[Word], lang: Language) -> Sequence[Word]:
    """The words of a title that name the office, and what it is over: "deputy director | of the port", "secretary of state"."""
    own_words = own(words, lang)
    hung = next((n for n, word in enumerate(own_words) if word.low in lang.prepositions or word.low in lang.who_words), len(own_words))
    over = takewhile(lambda word: word.low in lang.attaching or word.low in lang.departments, own_words[hung:])
    return [*own_words[:hung], *over]


# --- in a text that is not taken apart into words


def title_before(text: str, name: int, lang: Language) -> Sequence[Word]:
    """The title right before the name at an offset, on its line."""
    line = text.rfind("\n", 0, name) + 1
    start = max(line, name - _CHARS)
    words = [*words_of(text, start, name), Word(name, name, "", capital=True)]
    low = 1 if start > line else 0  # the first word may be cut
    return own(words[phrase_start(text, words, len(words) - 1, low, lang) : -1], lang)


def title_behind(text: str, end: int, lang: Language) -> Sequence[Word]:
    """The apposition behind the name that ends at an offset, where it surely is one; "X, the mayor, and Y" may name three."""
    line = text.find("\n", end)
    last = min(end + _CHARS, line if line >= 0 else len(text))
    opening = WORD.search(text, end, last)
    if opening is None or opening[0] != ",":
        return ()
    words = words_of(text, end, last)
    stop = apposition_end(words, 0, lang)
    inside, closed, then = words[1:stop], words[stop : stop + 1], words[stop + 1 : stop + 2]
    if not inside or not closed or any(word.low in lang.conjunctions or is_cue(words, n, lang) for n, word in enumerate(inside, 1)):
        return ()
    goes_on = closed[0].low == "," and bool(then) and then[0].low[:1].isalpha() and not then[0].capital
    sure = closed[0].low == "." or (goes_on and then[0].low not in lang.conjunctions)
    return inside if sure else ()


def address(text: str, name: int, lang: Language) -> str:
    """The form of address right before the name at an offset, as written, where it tells a sex: "Mrs"; else nothing."""
    found = _ADDRESS.search(text, max(0, name - _CHARS), name)
    return found[1] if found and lang.honorifics.get(found[1].lower().strip(".")) else ""


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of text."""
    return [
        Word(found.start(), found.end(), found[0].replace("’", "'").lower(), found[0][0].isupper())
        for found in WORD.finditer(text, start, end)
    ]
