"""Decides what every word of a language can be in an expression of time or number: one letter a reading, from the lists of `lang`.

    N number    Y year        O ordinal   X multiplier   V vague number   a "a"   t "the"   h half
    M month     W weekday     S season    m v s  the same where the word may be another
    U period    R day word    F reference P day part     C clock time     K clock word      e "daily"
    L last      x next        T this      A ago          B ago, in front  E every  f "after"
    I preposition of dates    J joiner    D numeric date Z decade         G bound           g bound behind
    k "dozens"                p "early", "the end of"         y "fiscal"    q "period"        Q quarter: Q3, H1
    H "that year"             z "same"                  o "all", "another"    l "weeklong"    c bound of numbers alone: "higher than"
    u unit      $ currency    r "to"      n line break   w other word     punctuation stands for itself

Most words have one reading wherever they stand; they are `plain`, and cost one look into a dictionary. The others, which may open
a phrase or are read by their shape or their capital, are asked for one by one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..lang import Language, language
from ..lang._money import JOINED, MARKS, SYMBOLS, WORDS
from ..text.stems import folded

Value = float | int | str
Phrase = tuple[tuple[str, ...], str, Value]  # the words, their letter, their value
DATE = (
    r"\d{4}[-/.]\d\d?[-/.]\d\d?(?!\d)|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d(?!\d)"
    r"|\d\d?-\d\d?-\d\d(?![\d/-])|\d\d?/\d\d?/\d\d(?![\d/-])"
)
TOKEN = re.compile(
    r"([^\W\d_]{2,}"
    r"|\n+"
    rf"|{DATE}"
    r"|\d\d?:\d\d(?::\d\d)?(?!\d)"  # a clock time
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*"
    r"|[<>=]+(?: ?=)?"
    r"|[apAP]\. ?[mM]\b\.?"
    r"|\S)"
)
_OPENING = ("q", "h")  # of a quarter or a half: Q3, H1
_TIMES = frozenset("WMRSPFeALxTOUpZ")  # letters whose words are also known without their accents
_SIGNS = {"<": "less", ">": "more", "<=": "at_most", "< =": "at_most", "≤": "at_most", ">=": "at_least", "> =": "at_least", "≥": "at_least"}
_PUNCTUATION = frozenset("!?,.-–—()[]:;/%'’\"“”«»„+#&°")
_CASED = frozenset("mvRe")  # letters whose words must be written small or large


class Readings(NamedTuple):
    """What the words of a language can be."""

    plain: dict[str, tuple[str, Value]]  # letter and value of whatever needs no look around
    phrases: dict[str, dict[str, list[Phrase]]]  # the others by first and second word, longest first; "" holds those of one word


@cache
def readings(code: str) -> Readings:
    """The readings of a language; the earlier list wins a tie."""
    found: dict[str, list[Phrase]] = {}
    for text, kind, value in _listed(language(code)):
        words = tuple(map(str.lower, TOKEN.split(text)[1::2]))
        found.setdefault(words[0], []).append((words, kind, value))
    plain: dict[str, tuple[str, Value]] = {
        **{mark: (mark, 0) for mark in sorted(_PUNCTUATION)},
        **{sign: ("$", unit) for sign, unit in SYMBOLS.items()},
        **{sign: ("G", bound) for sign, bound in _SIGNS.items()},
    }
    phrases: dict[str, dict[str, list[Phrase]]] = {word: {"": []} for word in _OPENING}
    for first, rows in found.items():
        rows.sort(key=lambda phrase: -len(phrase[0]))
        words, kind, value = rows[0]
        if len(words) == 1 and first not in _OPENING and not _looks_around(kind, value, first):
            plain[first] = kind, value
        else:
            plain.pop(first, None)
            seconds = {phrase[0][1] for phrase in rows if len(phrase[0]) > 1}
            phrases[first] = {second: [p for p in rows if len(p[0]) == 1 or p[0][1] == second] for second in ("", *sorted(seconds))}
    return Readings(plain, phrases)


def _looks_around(kind: str, value: Value, phrase: str) -> bool:
    """Whether `fits` asks how such a word is written or what stands before it."""
    short = len(phrase) == 1 and kind in "uU"
    return short or kind in _CASED or str(value).endswith("_REF") or (kind == "$" and (phrase in JOINED or phrase in WORDS))


def _listed(lang: Language) -> list[tuple[str, str, Value]]:
    """Every listed phrase with its letter and value."""
    doubt = lang.doubtful_dates
    listed: list[tuple[str, str, Value]] = [
        *((word, "w", 0) for word in ("no one", "one another", "each other", "at once")),
        *((word, "G", bound) for word, bound in lang.bound_words.items() if " " in word),
        *((word, "g", bound) for word, bound in lang.bound_after.items()),
        *((word, "c", bound) for word, bound in lang.comparisons.items()),
        *((word, "v" if word in doubt else "W", n) for n, word in enumerate(lang.weekdays, 1)),
        *((word, "v" if word in doubt else "W", n) for word, n in lang.weekday_short.items()),
        *((word, "m" if word in doubt else "M", n) for n, words in enumerate(lang.months, 1) for word in words),
        *((word, "p", part) for word, part in lang.part_words.items() if word not in lang.event_words),
        *((word, "R", n) for word, n in lang.relative_days.items()),
        *((word, "Z", n) for word, n in lang.decades.items()),
        *((word, "s" if word in doubt else "S", letters) for word, letters in lang.seasons.items()),
        *((word, "P", letters) for word, letters in lang.day_parts.items()),
        *((word, "K", meaning) for word, meaning in lang.clock_words.items()),
        *((word, "l", value) for word, value in lang.length_words.items()),
        *((word, "H", letters) for word, letters in lang.echo_periods.items()),
        *((word, "z", 0) for word in sorted(lang.same_words)),
        *((word, "F", reference) for word, reference in lang.references.items()),
        *((word, "e", value) for word, value in lang.set_words.items()),
        *((word, "f", 0) for word in sorted(lang.event_words)),
        *((word, "A", 0) for word in sorted(lang.ago_words)),
        *((word, "B", 0) for word in sorted(lang.ago_prefixes)),
        *((word, "L", 0) for word in sorted(lang.last_words)),
        *((word, "x", 0) for word in sorted(lang.next_words)),
        *((word, "T", 0) for word in sorted(lang.this_words)),
        *((word, "E", 0) for word in sorted(lang.every_words)),
        *((word, "k", n) for word, n in lang.vague_multiples.items()),
        *((word, "O", n) for word, n in lang.ordinals.items()),
        *((word, "U", letters) for word, letters in lang.periods.items()),
        *((word, "q", 0) for word in sorted(lang.period_nouns)),
        *((word, "y", 0) for word in sorted(lang.period_adjectives)),
        *((word, "o", 1) for word in sorted(lang.whole_words)),
        *((word, "N", n) for word, n in lang.number_words.items()),
        *((word, "X", n) for word, n in lang.multipliers.items()),
        *((word, "h", 0.5) for word in sorted(lang.half_words)),
        *((word, "V", 0) for word in sorted(lang.vague_numbers)),
        *((word, "G", bound) for word, bound in lang.bound_words.items()),
        *((word, "a", 1) for word in sorted(lang.one_words)),
        *((word, "t", 0) for word in sorted(lang.articles)),
        *((word, "J", 0) for word in sorted(lang.date_joiners)),
        *((word, "I", 0) for word in sorted(lang.date_prepositions | set(lang.time_bounds))),
        *((word, "u", unit) for word, unit in lang.units.items()),
        *((word, "$", code) for word, code in MARKS.items()),
        *((word, "r", 0) for word in sorted(lang.range_words)),
    ]
    listed += [(plain, kind, value) for word, kind, value in listed if kind in _TIMES and (plain := folded(word)) != word]
    return listed
