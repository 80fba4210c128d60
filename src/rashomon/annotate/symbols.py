"""Decides which letter every word of a text has, of those that `letters` lists.

The text is cut once; most words have their letter from one look into a dictionary, and the rest are read where they stand: phrases,
figures, words that a capital changes. Number words stay one by one; `tapes` makes numbers of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..lang import Language, language
from ..lang._money import JOINED, WORDS
from .figures import number
from .letters import DATE, TOKEN, Readings, Value, readings

_IS_DATE = re.compile(DATE)
_OTHER: tuple[str, Value] = ("w", 0)  # letter and value of a word that no list has
_WORD_BEFORE = re.compile(r"(?<!\w)(\w)[\w’'-]{0,60} $")
_LONG = 30  # code points of a long word
_DIGITS = 15  # of LARGEST
LARGEST = 1e15  # a larger number counts nothing that reports count
_CODE = re.compile(r"(?<!\d)\d+(?:[.,]\d+){2,}")  # 192.168.1.2, unless it is
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_QUARTERS = {"q": ("1", "2", "3", "4"), "h": ("1", "2")}


class Symbol(NamedTuple):
    """One word, or one phrase of a language's lists, and what it can be."""

    start: int
    end: int
    kind: str  # the letter
    word: str  # lower case
    value: Value = 0


@lru_cache(maxsize=8)
def symbols(text: str, code: str) -> tuple[Symbol, ...]:
    """The symbols of a text in a language."""
    lang, known = language(code), readings(code)
    pieces = TOKEN.split(text)  # white space, a word, white space, ...
    bounds = list(accumulate(map(len, pieces)))
    words = [word.lower() if word != "’" else "'" for word in pieces[1::2]]
    found = [known.plain.get(word, _OTHER) for word in words]
    plain = [
        Symbol(start, end, kind, word, value)
        for start, end, word, (kind, value) in zip(bounds[:-1:2], bounds[1::2], words, found, strict=True)
    ]
    return tuple(_in_context(plain, text, lang, known))


def _in_context(row: list[Symbol], text: str, lang: Language, known: Readings) -> list[Symbol]:
    """The row, with those that their neighbours, their shape or their capital decide."""
    out: list[Symbol] = []
    done = 0
    for at, symbol in enumerate(row):
        if at >= done and (symbol.word in known.phrases or (symbol.kind == "w" and not symbol.word.isalpha())):
            step, new = _read(row, at, text, lang, known)
            if new is not symbol:
                out += row[done:at]
                out.append(new)
                done = at + step
    return out + row[done:]


def _read(row: list[Symbol], at: int, text: str, lang: Language, known: Readings) -> tuple[int, Symbol]:
    """How many symbols are one with this one, and what they are."""
    symbol = row[at]
    start, word = symbol.start, symbol.word
    if word[0].isdecimal():
        if _IS_DATE.fullmatch(word):
            return 1, symbol._replace(kind="D")
        return (1, symbol._replace(kind="C", value=word)) if ":" in word else _read_number(row, at, lang)
    if word[0] == "\n":
        return 1, symbol._replace(kind="n")
    if word[1:2] == ".":
        return 1, symbol._replace(kind="K", value="AM" if word[0] == "a" else "PM")
    second = row[at + 1].word if at + 1 < len(row) else ""
    if word in _QUARTERS and second in _QUARTERS[word] and row[at + 1].start == symbol.end:
        return 2, Symbol(start, row[at + 1].end, "Q", word + second, (word + second).upper())
    rows = known.phrases.get(word)
    for phrase, kind, value in (rows.get(second) or rows[""]) if rows else ():
        n = len(phrase)
        if (n < 3 or tuple([other.word for other in row[at : at + n]]) == phrase) and _fits(
            kind, value, text, start, lang, " ".join(phrase)
        ):
            return n, Symbol(start, row[at + n - 1].end, kind, " ".join(phrase), value)
    return 1, symbol


def _fits(kind: str, value: Value, text: str, start: int, lang: Language, phrase: str) -> bool:
    """Whether the case is right: of a month that may be another word, of a code, of a unit that is a letter; and no name."""
    if kind == "$" and phrase in JOINED:
        return text[start].isupper() and text[start + 1] == "$"
    if kind == "$" and phrase in WORDS:
        return text[start : start + len(phrase)].isupper()
    if kind == "u" and len(phrase) == 1 and phrase.isalpha():
        return text[start] == phrase  # t, a tonne
    if kind == "U" and len(phrase) == 1:
        return text[max(0, start - 2) : start].rstrip(" ")[-1:].isdigit()  # 5 h, but no H-bomb
    if (kind in "Re" or str(value).endswith("_REF")) and not lang.nouns_capitalised:
        return not _in_name(text, start, start + len(phrase))
    return kind not in "mv" or not lang.dates_capitalised or text[start].isupper()


def _in_name(text: str, start: int, end: int) -> bool:
    """Whether a capital word stands beside another inside a sentence: "USA Today", "Weekly Standard"."""
    before, after = _WORD_BEFORE.search(text, max(0, start - _LONG), start), text[end : end + 2]
    return before is not None and text[start].isupper() and (before[1].isupper() or (after[:1] == " " and after[1:].isupper()))


def _read_number(row: list[Symbol], at: int, lang: Language) -> tuple[int, Symbol]:
    start, end, _, digits, _ = row[at]
    step = 1
    while lang.decimal == "," and digits.isdigit() and len(row[at].word) < 4 and _continues(row, at + step - 1):  # 12 000
        digits, end, step = digits + row[at + step].word, row[at + step].end, step + 1
    if step > 1:
        return step, Symbol(start, end, "N" if len(digits) <= _DIGITS else "w", digits, float(digits))
    if _CODE.fullmatch(digits) and not _GROUPED.fullmatch(digits):
        return 1, Symbol(start, end, "w", digits)
    value = number(digits, lang.decimal)
    follower = row[at + 1] if at + 1 < len(row) and row[at + 1].start == end else None
    whole = digits.isdigit()
    if follower and whole and len(digits) < _DIGITS and follower.word in lang.ordinal_suffixes:
        return 2, Symbol(start, follower.end, "O", digits, int(digits))
    if follower and whole and len(digits) in (2, 4) and digits[-1] == "0":
        mark = follower.word in "'’" and at + 2 < len(row) and row[at + 2].word in lang.decade_suffixes
        plural = 1 if follower.word in lang.decade_suffixes else 2 if mark else 0
        if plural and (plural == 1 or row[at + 2].start == follower.end):
            return 1 + plural, Symbol(start, row[at + plural].end, "Z", digits, int(digits))
    if whole and len(digits) == 4 and 1400 <= value < 2100:
        return 1, Symbol(start, end, "Y", digits, int(value))
    return 1, Symbol(start, end, "N" if value < LARGEST else "w", digits, value)


def _continues(row: list[Symbol], at: int) -> bool:
    """Whether the next word is the next three digits of the number at `at`, one space on."""
    follower = row[at + 1] if at + 1 < len(row) else None
    return follower is not None and follower.start == row[at].end + 1 and follower.word.isdigit() and len(follower.word) == 3
