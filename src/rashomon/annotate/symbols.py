"""Decides which letter every word of a text has: the tape, on which the grammars of `times` and `quantities` are short regular expressions.

A grammar on letters holds for every language that fills in its words, and costs nothing where the tape shows no such letter. The letters
are those of `letters`. The text is cut once; most words have their letter from one look into a dictionary, and the rest are read where they
stand: phrases, figures, words that a capital changes. Number words in a row are one symbol.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..lang import Language, language
from ..lang._money import JOINED, WORDS
from .letters import DATE, TOKEN, Readings, Value, readings

_IS_DATE = re.compile(DATE)
_OTHER: tuple[str, Value] = ("w", 0)  # letter and value of a word that no list has
_WORD_BEFORE = re.compile(r"(?<!\w)(\w)[\w’'-]* $")
_LONG = 30  # code points of a long word
_DIGITS = 15  # a longer number counts nothing that reports count
_LARGEST = 1e15
_CODE = re.compile(r"\d+(?:[.,]\d+){2,}")  # 192.168.1.2, unless it is
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_TENS_AND_ORDINAL = frozenset(("N-O", "NO"))
_QUARTERS = {"q": ("1", "2", "3", "4"), "h": ("1", "2")}


class Symbol(NamedTuple):
    """One word, or one phrase of a language's lists, and what it can be."""

    start: int
    end: int
    kind: str  # the letter
    word: str  # lower case
    value: Value = 0


class Tape(NamedTuple):
    """The symbols of a text and their letters in a row: `letters[i]` is `symbols[i].kind`."""

    symbols: tuple[Symbol, ...]
    letters: str


@lru_cache(maxsize=8)
def tape(text: str, code: str) -> Tape:
    """The tape of a text in a language."""
    lang, known = language(code), readings(code)
    pieces = TOKEN.split(text)  # white space, a word, white space, ...
    bounds = list(accumulate(map(len, pieces)))
    words = [word.lower() if word != "’" else "'" for word in pieces[1::2]]
    found = [known.plain.get(word, _OTHER) for word in words]
    symbols = [
        Symbol(start, end, kind, word, value)
        for start, end, word, (kind, value) in zip(bounds[:-1:2], bounds[1::2], words, found, strict=True)
    ]
    symbols = _years(_fuse(_in_context(symbols, text, lang, known)))
    return Tape(tuple(symbols), "".join([symbol.kind for symbol in symbols]))


def _in_context(symbols: list[Symbol], text: str, lang: Language, known: Readings) -> list[Symbol]:
    """The symbols, with those that their neighbours, their shape or their capital decide."""
    out: list[Symbol] = []
    done = 0
    for at, symbol in enumerate(symbols):
        if at >= done and (symbol.word in known.phrases or (symbol.kind == "w" and not symbol.word.isalpha())):
            step, new = _read(symbols, at, text, lang, known)
            if new is not symbol:
                out += symbols[done:at]
                out.append(new)
                done = at + step
    return out + symbols[done:]


def _read(symbols: list[Symbol], at: int, text: str, lang: Language, known: Readings) -> tuple[int, Symbol]:
    """How many symbols are one with this one, and what they are."""
    symbol = symbols[at]
    start, word = symbol.start, symbol.word
    if word[0].isdecimal():
        if _IS_DATE.fullmatch(word):
            return 1, symbol._replace(kind="D")
        return (1, symbol._replace(kind="C", value=word)) if ":" in word else _read_number(symbols, at, lang)
    if word[0] == "\n":
        return 1, symbol._replace(kind="n")
    if word[1:2] == ".":
        return 1, symbol._replace(kind="K", value="AM" if word[0] == "a" else "PM")
    second = symbols[at + 1].word if at + 1 < len(symbols) else ""
    if word in _QUARTERS and second in _QUARTERS[word] and symbols[at + 1].start == symbol.end:
        return 2, Symbol(start, symbols[at + 1].end, "Q", word + second, (word + second).upper())
    rows = known.phrases.get(word)
    for phrase, kind, value in (rows.get(second) or rows[""]) if rows else ():
        n = len(phrase)
        if (n < 3 or tuple([other.word for other in symbols[at : at + n]]) == phrase) and _fits(
            kind, value, text, start, lang, " ".join(phrase)
        ):
            return n, Symbol(start, symbols[at + n - 1].end, kind, " ".join(phrase), value)
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


def _read_number(symbols: list[Symbol], at: int, lang: Language) -> tuple[int, Symbol]:
    start, end, _, digits, _ = symbols[at]
    step = 1
    while lang.decimal == "," and digits.isdigit() and len(symbols[at].word) < 4 and _continues(symbols, at + step - 1):  # 12 000
        digits, end, step = digits + symbols[at + step].word, symbols[at + step].end, step + 1
    if step > 1:
        return step, Symbol(start, end, "N" if len(digits) <= _DIGITS else "w", digits, float(digits))
    if _CODE.fullmatch(digits) and not _GROUPED.fullmatch(digits):
        return 1, Symbol(start, end, "w", digits)
    value = number(digits, lang.decimal)
    follower = symbols[at + 1] if at + 1 < len(symbols) and symbols[at + 1].start == end else None
    whole = digits.isdigit()
    if follower and whole and len(digits) < _DIGITS and follower.word in lang.ordinal_suffixes:
        return 2, Symbol(start, follower.end, "O", digits, int(digits))
    if follower and whole and len(digits) in (2, 4) and digits[-1] == "0":
        mark = follower.word in "'’" and at + 2 < len(symbols) and symbols[at + 2].word in lang.decade_suffixes
        plural = 1 if follower.word in lang.decade_suffixes else 2 if mark else 0
        if plural and (plural == 1 or symbols[at + 2].start == follower.end):
            return 1 + plural, Symbol(start, symbols[at + plural].end, "Z", digits, int(digits))
    if whole and len(digits) == 4 and 1400 <= value < 2100:
        return 1, Symbol(start, end, "Y", digits, int(value))
    return 1, Symbol(start, end, "N" if value < _LARGEST else "w", digits, value)


def _continues(symbols: list[Symbol], at: int) -> bool:
    """Whether the next word is the next three digits of the number at `at`, one space on."""
    follower = symbols[at + 1] if at + 1 < len(symbols) else None
    return follower is not None and follower.start == symbols[at].end + 1 and follower.word.isdigit() and len(follower.word) == 3


def number(digits: str, decimal: str) -> float:
    """The value of digits with marks: the last of two sorts of marks is the decimal one; the language decides between 1.200 and 1,200."""
    digits = re.sub(r"[ \u00a0\u2009\u202f]", "", digits)
    group = "," if decimal == "." else "."
    if decimal in digits and group in digits:
        decimal, group = (decimal, group) if digits.rfind(decimal) > digits.rfind(group) else (group, decimal)
    elif digits.count(decimal) > 1:
        decimal, group = group, decimal
    elif digits.count(group) == 1:  # 3.5 in a text whose language writes 3,5
        whole, _, thousand = digits.partition(group)
        decimal, group = (decimal, group) if len(thousand) == 3 and 0 < len(whole) < 4 and whole != "0" else (group, decimal)
    whole, _, fraction = digits.replace(group, "").partition(decimal)
    return float(f"{whole or '0'}.{re.sub('[.,]', '', fraction) or '0'}")


def _fuse(symbols: list[Symbol]) -> list[Symbol]:
    """Make one number of number words in a row: "two hundred and fifty", "half a million", "1.5 million"."""
    out: list[Symbol] = []
    done = 0
    for at, first in enumerate(symbols):
        if at < done or first.kind not in "NYah":
            continue
        end, value, kind = _number_at(symbols, at)
        if end > at and value < _LARGEST:
            out += symbols[done:at]
            out.append(Symbol(first.start, symbols[end - 1].end, kind, "" if end > at + 1 else first.word, value))
            done = end
    return out + symbols[done:]


def _years(symbols: list[Symbol]) -> list[Symbol]:
    """A number in words that stands where a year does and counts nothing: "June of two thousand and four"."""
    for at, symbol in enumerate(symbols):
        if symbol.kind != "N" or symbol.word or not at:
            continue
        before = symbols[at - 1].kind
        behind = symbols[at + 1].kind if at + 1 < len(symbols) else "n"
        spelt = 1500 <= float(symbol.value) < 2100 and float(symbol.value) % 1 == 0
        dated = before in "IM" or (before in "J,O" and symbols[at - 2].kind in "MUS")
        if spelt and dated and behind not in "wuUX%$t-":
            symbols[at] = symbol._replace(kind="Y", value=int(symbol.value))
    return symbols


def _number_at(symbols: list[Symbol], at: int) -> tuple[int, float, str]:
    """Where the number that starts here ends, its value and its letter; `at` itself where none starts."""
    kinds = "".join(symbol.kind for symbol in symbols[at : at + 3])
    ordinal = at + 1 + (kinds[1:2] == "-")
    if kinds in _TENS_AND_ORDINAL or kinds[:2] == "NO":
        tens, units = float(symbols[at].value), symbols[ordinal]
        if symbols[at].word.isalpha() and units.word.isalpha() and tens % 10 == 0 and 20 <= tens < 100 and 0 < float(units.value) < 10:
            return ordinal + 1, tens + float(units.value), "O"
    if (kinds[:1] == "h" and kinds[1:] in ("aX", "X")) or kinds == "haX":
        last = at + kinds.index("X")
        return last + 1, 0.5 * float(symbols[last].value), "N"
    if kinds[:2] == "aX":
        return _number_from(symbols, at + 1, 1.0)
    if kinds[:1] not in ("N", "Y"):
        return at, 0.0, ""
    if kinds[0] == "Y" and kinds[1:2] != "X":
        return at, 0.0, ""
    return _number_from(symbols, at + 1, float(symbols[at].value), symbols[at].word.isalpha())


def _number_from(symbols: list[Symbol], at: int, current: float, spelt: bool = True) -> tuple[int, float, str]:
    total, first = 0.0, current
    while at < len(symbols):
        symbol = symbols[at]
        skip = 1 if symbol.kind in "-r" and symbol.word in ("-", "and") and at + 1 < len(symbols) else 0
        if skip:
            symbol = symbols[at + skip]
        value = float(symbol.value) if symbol.kind in "NX" else 0.0
        spelt_on = spelt and symbol.word.isalpha()
        if symbol.kind == "X" and not (skip and symbols[at].word == "and"):
            if value >= 1000:
                total, current = total + current * value, 0.0
            else:
                current *= value
        elif (
            symbol.kind == "N"
            and spelt_on
            and 0 < value < 10
            and current % 100 >= 20
            and current % 10 == 0
            and not (skip and current % 100 and symbols[at].word == "and")
        ) or (symbol.kind == "N" and spelt_on and value < 100 and current >= 100 and current % 100 == 0):
            current += value
        elif symbol.kind == "N" and spelt_on and value < 1000 and total and current == 0:
            current = value
        elif symbol.kind == "N" and spelt_on and not skip and value == 0 and 13 <= current <= 20 and total == 0 and first == current:
            return _year_tail(symbols, at + 1, 100 * current)  # nineteen zero one
        elif symbol.kind == "N" and spelt_on and not skip and 13 <= current <= 20 and total == 0 and first == current and 10 <= value < 100:
            current, total = 100 * current + value, 0.0
            return _year_tail(symbols, at + 1, current)
        else:
            break
        at += 1 + skip
    return at, total + current, "N"


def _year_tail(symbols: list[Symbol], at: int, year: float) -> tuple[int, float, str]:
    """The unit of a year in words: "nineteen ninety-seven"."""
    tail = at + 1 if at < len(symbols) and symbols[at].kind == "-" else at
    if (
        year % 10 == 0
        and tail < len(symbols)
        and symbols[tail].kind == "N"
        and symbols[tail].word.isalpha()
        and 0 < float(symbols[tail].value) < 10
    ):
        return tail + 1, year + float(symbols[tail].value), "Y"
    return at, year, "Y"
