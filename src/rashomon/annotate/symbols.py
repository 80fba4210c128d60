"""Decides what every word of a text can be in an expression of time or number: one letter a word.

The letters of a text in a row are its tape. The grammars of `times` and `quantities` are short
regular expressions over the tape, so they hold for every language that fills in its words, and a
match costs nothing where the tape shows no such letter.

    N number    Y year        O ordinal   X multiplier   V vague number   a "a"   t "the"   h half
    M month     W weekday     S season    m v s  the same where the word may be another
    U period    R day word    F reference P day part     C clock time     K clock word      e "daily"
    L last      x next        T this      A ago          B ago, in front  E every  f "after"
    I preposition of dates    J joiner    D numeric date Z decade         G bound           g bound behind
    k "dozens"                p "early", "the end of"         y "fiscal"    q "period"        Q quarter: Q3, H1
    H "that year"             z "same"                  o "all", "another"             c bound of numbers alone: "higher than"
    u unit      $ currency    r "to"      n line break   w other word     punctuation stands for itself
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..lang import Language, language
from ..lang._money import JOINED, MARKS, SYMBOLS, WORDS
from ..text.stems import folded

Value = float | int | str
_TOKEN = re.compile(
    r"\n+"
    r"|(?P<date>\d{4}[-/.]\d\d?[-/.]\d\d?(?!\d)|\d\d?[-/.]\d\d?[-/.](?:19|20)\d\d(?!\d)|\d\d?([/-])\d\d?\2\d\d(?![\d/-]))"
    r"|(?P<clock>\d\d?:\d\d(?::\d\d)?(?!\d))"
    r"|(?P<number>\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*)"
    r"|[<>=]+(?: ?=)?"
    r"|(?P<clockword>[ap]\. ?m\b\.?)"
    r"|[^\W\d_]+"
    r"|[^\s]",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?<!\w)(\w)[\w’'-]* $")
_LONG = 30  # code points of a long word
_DIGITS = 15  # a longer number counts nothing that reports count
_LARGEST = 1e15
_CODE = re.compile(r"\d+(?:[.,]\d+){2,}")  # 192.168.1.2, unless it is
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
SIGNS = {"<": "less", ">": "more", "<=": "at_most", "< =": "at_most", "≤": "at_most", ">=": "at_least", "> =": "at_least", "≥": "at_least"}
_TENS_AND_ORDINAL = frozenset(("N-O", "NO"))
_TIMES = frozenset("WMRSPFeALxTOUpZ")  # letters whose words are also known without their accents
_QUARTERS = {"q": ("1", "2", "3", "4"), "h": ("1", "2")}
_PUNCTUATION = frozenset("!?,.-–—()[]:;/%'’\"“”«»„+#&°")


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


Phrase = tuple[tuple[str, ...], str, Value]


@lru_cache(maxsize=16)
def _lexicon(code: str) -> dict[str, list[Phrase]]:
    """Every listed phrase under its first word, longest first; the earlier list wins a tie."""
    lang = language(code)
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
    out: dict[str, list[Phrase]] = {}
    for text, kind, value in listed:
        words = tuple(match.group().lower() for match in _TOKEN.finditer(text))
        out.setdefault(words[0], []).append((words, kind, value))
    return {first: sorted(phrases, key=lambda phrase: -len(phrase[0])) for first, phrases in out.items()}


@lru_cache(maxsize=8)
def tape(text: str, code: str) -> Tape:
    """The tape of a text in a language."""
    lang, lexicon = language(code), _lexicon(code)
    words = [(m.start(), m.end(), m.group().lower().replace("’", "'"), m.lastgroup) for m in _TOKEN.finditer(text)]
    symbols: list[Symbol] = []
    at = 0
    while at < len(words):
        step, symbol = _read(words, at, text, lang, lexicon)
        symbols.append(symbol)
        at += step
    symbols = _years(_fuse(symbols, lang))
    return Tape(tuple(symbols), "".join(symbol.kind for symbol in symbols))


def _read(
    words: list[tuple[int, int, str, str | None]], at: int, text: str, lang: Language, lexicon: dict[str, list[Phrase]]
) -> tuple[int, Symbol]:
    start, end, word, group = words[at]
    if group == "number":
        return _read_number(words, at, lang)
    if group:
        return 1, Symbol(start, end, *_shaped(group, word))
    if word in ("q", "h") and at + 1 < len(words) and words[at + 1][0] == end and words[at + 1][2] in _QUARTERS[word]:
        return 2, Symbol(start, words[at + 1][1], "Q", word + words[at + 1][2], word.upper() + words[at + 1][2])
    for phrase, kind, value in lexicon.get(word, ()):
        n = len(phrase)
        if (n == 1 or tuple(item[2] for item in words[at : at + n]) == phrase) and _fits(kind, value, text, start, lang, " ".join(phrase)):
            return n, Symbol(start, words[at + n - 1][1], kind, " ".join(phrase), value)
    if word[0] == "\n":
        return 1, Symbol(start, end, "n", word)
    if word in SIGNS:
        return 1, Symbol(start, end, "G", word, SIGNS[word])
    if word in SYMBOLS:
        return 1, Symbol(start, end, "$", word, SYMBOLS[word])
    return 1, Symbol(start, end, word if word in _PUNCTUATION else "w", word)


def _shaped(group: str, word: str) -> tuple[str, str, Value]:
    """Letter, word and value of what its shape tells: a date in digits, a clock time, "a.m."."""
    if group == "date":
        return "D", word, 0
    return ("C", word, word) if group == "clock" else ("K", word, "AM" if word.startswith("a") else "PM")


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


def _read_number(words: list[tuple[int, int, str, str | None]], at: int, lang: Language) -> tuple[int, Symbol]:
    start, end, digits, _ = words[at]
    step = 1
    while lang.decimal == "," and digits.isdigit() and len(words[at][2]) < 4 and _continues(words, at + step - 1):  # 12 000
        digits, end, step = digits + words[at + step][2], words[at + step][1], step + 1
    if step > 1:
        return step, Symbol(start, end, "N" if len(digits) <= _DIGITS else "w", digits, float(digits))
    if _CODE.fullmatch(digits) and not _GROUPED.fullmatch(digits):
        return 1, Symbol(start, end, "w", digits)
    value = number(digits, lang.decimal)
    follower = words[at + 1] if at + 1 < len(words) and words[at + 1][0] == end else None
    whole = digits.isdigit()
    if follower and whole and len(digits) < _DIGITS and follower[2] in lang.ordinal_suffixes:
        return 2, Symbol(start, follower[1], "O", digits, int(digits))
    if follower and whole and len(digits) in (2, 4) and digits[-1] == "0":
        mark = follower[2] in "'’" and at + 2 < len(words) and words[at + 2][2] in lang.decade_suffixes
        plural = 1 if follower[2] in lang.decade_suffixes else 2 if mark else 0
        if plural and (plural == 1 or words[at + 2][0] == follower[1]):
            return 1 + plural, Symbol(start, words[at + plural][1], "Z", digits, int(digits))
    if whole and len(digits) == 4 and 1400 <= value < 2100:
        return 1, Symbol(start, end, "Y", digits, int(value))
    return 1, Symbol(start, end, "N" if value < _LARGEST else "w", digits, value)


def _continues(words: list[tuple[int, int, str, str | None]], at: int) -> bool:
    """Whether the next word is the next three digits of the number at `at`, one space on."""
    follower = words[at + 1] if at + 1 < len(words) else None
    return follower is not None and follower[0] == words[at][1] + 1 and follower[2].isdigit() and len(follower[2]) == 3


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


def _fuse(symbols: list[Symbol], lang: Language) -> list[Symbol]:
    """Make one number of number words in a row: "two hundred and fifty", "half a million", "1.5 million"."""
    out: list[Symbol] = []
    at = 0
    while at < len(symbols):
        end, value, kind = _number_at(symbols, at)
        if end > at and value < _LARGEST:
            first, last = symbols[at], symbols[end - 1]
            out.append(Symbol(first.start, last.end, kind, "" if end > at + 1 else first.word, value))
            at = end
        else:
            out.append(symbols[at])
            at += 1
    return out


def _years(symbols: list[Symbol]) -> list[Symbol]:
    """A number in words that stands where a year does and counts nothing: "June of two thousand and four"."""
    for at in range(1, len(symbols)):
        symbol, before = symbols[at], symbols[at - 1].kind
        behind = symbols[at + 1].kind if at + 1 < len(symbols) else "n"
        spelt = symbol.kind == "N" and not symbol.word and 1500 <= float(symbol.value) < 2100 and float(symbol.value) % 1 == 0
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
