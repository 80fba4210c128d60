"""Decides what every word of a text can be in an expression of time or number: one letter a word.

The letters of a text in a row are its tape. The grammars of `times` and `quantities` are short
regular expressions over the tape, so they hold for every language that fills in its words, and a
match costs nothing where the tape shows no such letter.

    N number    Y year        O ordinal   X multiplier   V vague number   a "a"   t "the"   h half
    M month     W weekday     S season    m v s  the same where the word may be another
    U period    R day word    F reference P day part     C clock time     K clock word      e "daily"
    L last      x next        T this      A ago          B ago, in front  E every  f "after"
    I preposition of dates    J joiner    D numeric date Z decade         G bound           g bound behind
    k "dozens"
    u unit      $ currency    r "to"      n line break   w other word     punctuation stands for itself
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import NamedTuple

from ..lang import Language, language

Value = float | int | str
_DATE = r"\d{4}-\d\d?-\d\d?(?!\d)|\d\d?[/.]\d\d?[/.](?:19|20)\d\d(?!\d)"
_PARTS = re.compile(
    r"([^\W\d_]{2,}"
    rf"|\n+|{_DATE}"
    r"|\d\d?:\d\d(?::\d\d)?(?!\d)"  # a clock time
    r"|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)*"
    r"|[apAP]\. ?[mM]\b\.?"
    r"|\S)"
)
_IS_DATE = re.compile(_DATE)
_OTHER = ("w", 0)  # letter and value of a word that no list has
_DIGITS = 15  # a longer number counts nothing that reports count
_LARGEST = 1e15
_CODE = re.compile(r"\d+(?:[.,]\d+){2,}")  # 192.168.1.2, unless it is
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₴": "UAH"}
_PUNCTUATION = frozenset(",.-–—()[]:;/%'’\"“”«»„+#&°")


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


class Readings(NamedTuple):
    """What the words of a language can be."""

    plain: dict[str, tuple[str, Value]]  # letter and value of whatever needs no look around
    phrases: dict[str, list[Phrase]]  # the others under their first word, longest first; the earlier list wins a tie


@cache
def _readings(code: str) -> Readings:
    lang = language(code)
    doubt = lang.doubtful_dates
    listed: list[tuple[str, str, Value]] = [
        *((word, "w", 0) for word in ("no one", "one another", "each other", "at once")),
        *((word, "G", bound) for word, bound in lang.bound_words.items() if " " in word),
        *((word, "g", bound) for word, bound in lang.bound_after.items()),
        *((word, "v" if word in doubt else "W", n) for n, word in enumerate(lang.weekdays, 1)),
        *((word, "v" if word in doubt else "W", n) for word, n in lang.weekday_short.items()),
        *((word, "m" if word in doubt else "M", n) for n, words in enumerate(lang.months, 1) for word in words),
        *((word, "R", n) for word, n in lang.relative_days.items()),
        *((word, "s" if word in doubt else "S", letters) for word, letters in lang.seasons.items()),
        *((word, "P", letters) for word, letters in lang.day_parts.items()),
        *((word, "K", meaning) for word, meaning in lang.clock_words.items()),
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
        *((word, "N", n) for word, n in lang.number_words.items()),
        *((word, "X", n) for word, n in lang.multipliers.items()),
        *((word, "h", 0.5) for word in sorted(lang.half_words)),
        *((word, "V", 0) for word in sorted(lang.vague_numbers)),
        *((word, "G", bound) for word, bound in lang.bound_words.items()),
        *((word, "a", 1) for word in sorted(lang.one_words)),
        *((word, "t", 0) for word in sorted(lang.articles)),
        *((word, "J", 0) for word in sorted(lang.date_joiners)),
        *((word, "I", 0) for word in sorted(lang.date_prepositions)),
        *((word, "u", unit) for word, unit in lang.units.items()),
        *((word, "r", 0) for word in sorted(lang.range_words)),
    ]
    phrases: dict[str, list[Phrase]] = {}
    for text, kind, value in listed:
        words = tuple(map(str.lower, _PARTS.split(text)[1::2]))
        phrases.setdefault(words[0], []).append((words, kind, value))
    plain: dict[str, tuple[str, Value]] = {mark: (mark, 0) for mark in _PUNCTUATION} | {
        sign: ("$", name) for sign, name in CURRENCIES.items()
    }
    for first, found in phrases.items():
        found.sort(key=lambda phrase: -len(phrase[0]))
        words, kind, value = found[0]
        if len(words) == 1 and not _by_capital(kind, lang):
            plain[first] = kind, value
    return Readings(plain, {first: found for first, found in phrases.items() if first not in plain})


@lru_cache(maxsize=8)
def tape(text: str, code: str) -> Tape:
    """The tape of a text in a language."""
    lang, readings = language(code), _readings(code)
    parts = _PARTS.split(text)  # white space, a word, white space, ...
    bounds = list(accumulate(map(len, parts)))
    words = [word.lower() if word != "’" else "'" for word in parts[1::2]]
    kinds, values = zip(*(readings.plain.get(word, _OTHER) for word in words), strict=True) if words else ((), ())
    symbols = [*map(Symbol._make, zip(bounds[:-1:2], bounds[1::2], kinds, words, values, strict=True))]
    symbols = _fuse(_in_context(symbols, text, lang, readings))
    return Tape(tuple(symbols), "".join(symbol.kind for symbol in symbols))


def _in_context(symbols: list[Symbol], text: str, lang: Language, readings: Readings) -> list[Symbol]:
    """The symbols, with those that their neighbours or their shape decide: numbers, clock words, phrases, line breaks."""
    out: list[Symbol] = []
    done = 0
    for at, symbol in enumerate(symbols):
        if at >= done and (symbol.word in readings.phrases or (symbol.kind == "w" and not symbol.word.isalpha())):
            step, new = _read(symbols, at, text, lang, readings)
            if new is not symbol:
                out += symbols[done:at]
                out.append(new)
                done = at + step
    return out + symbols[done:]


def _read(symbols: list[Symbol], at: int, text: str, lang: Language, readings: Readings) -> tuple[int, Symbol]:
    symbol = symbols[at]
    start, word = symbol.start, symbol.word
    if word[0].isdecimal():
        if _IS_DATE.fullmatch(word):
            return 1, symbol._replace(kind="D")
        return (1, symbol._replace(kind="C", value=word)) if ":" in word else _read_number(symbols, at, lang)
    if word[1:2] == ".":
        return 1, symbol._replace(kind="K", value="AM" if word[0] == "a" else "PM")
    second = symbols[at + 1].word if at + 1 < len(symbols) else ""
    for phrase, kind, value in readings.phrases.get(word, ()):
        n = len(phrase)
        if n > 1 and (second != phrase[1] or tuple(other.word for other in symbols[at : at + n]) != phrase):
            continue
        if not _by_capital(kind, lang) or text[start].isupper():
            return n, Symbol(start, symbols[at + n - 1].end, kind, " ".join(phrase), value)
    return 1, symbol._replace(kind="n") if word[0] == "\n" else symbol


def _by_capital(kind: str, lang: Language) -> bool:
    """Whether a word is a month or weekday only with a capital."""
    return kind in "MmWv" and lang.dates_capitalised


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
    if follower and whole and follower.word == "s" and len(digits) in (2, 4) and digits[-1] == "0":
        return 2, Symbol(start, follower.end, "Z", digits, int(digits))
    if whole and len(digits) == 4 and 1400 <= value < 2100:
        return 1, Symbol(start, end, "Y", digits, int(value))
    return 1, Symbol(start, end, "N" if value < _LARGEST else "w", digits, value)


def _continues(symbols: list[Symbol], at: int) -> bool:
    """Whether the next word is the next three digits of the number at `at`, one space on."""
    follower = symbols[at + 1] if at + 1 < len(symbols) else None
    return follower is not None and follower.start == symbols[at].end + 1 and follower.word.isdigit() and len(follower.word) == 3


def number(digits: str, decimal: str) -> float:
    """The value of digits with marks; the language's decimal mark decides between 1.200 and 1,200."""
    digits = re.sub(r"[\u00a0\u2009\u202f]", "", digits)
    group = "," if decimal == "." else "."
    whole, _, fraction = digits.partition(decimal)
    parts = whole.split(group)
    if decimal in fraction or (len(parts) > 1 and (any(len(part) != 3 for part in parts[1:]) or len(parts[0]) > 3)):
        whole, fraction = re.sub(r"[.,]", "", digits), ""
        if digits.count(".") + digits.count(",") == 1:  # 3.5 in a text whose language writes 3,5
            whole, fraction = re.split(r"[.,]", digits)
    return float(f"{whole.replace(group, '')}.{re.sub('[.,]', '', fraction) or '0'}")


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


def _number_at(symbols: list[Symbol], at: int) -> tuple[int, float, str]:
    """Where the number that starts here ends, its value and its letter; `at` itself where none starts."""
    kinds = "".join(symbol.kind for symbol in symbols[at : at + 3])
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
