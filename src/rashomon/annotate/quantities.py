"""Decides which numbers count or measure something, what, and within which bounds.

1. The grammar runs over a tape of `tapes`, on which a number is one symbol: a bound ("less than"), a currency, a number, a unit.
   The bounds and the two ends of a range are those of `number_ranges`.
2. A number that is a name or a place in an order is no quantity: G20, Boeing 737, Article 5, a score, a telephone number, a
   list item, and every number inside a date, a clock time or a web address.
3. What is counted is the first plural among the next words ("three armed men": man), the word behind "of", or what became of
   people ("three injured"). People of every kind have the unit `person`; `of` keeps the kind.
4. Bounds are inclusive: "less than 10" has high 10 and no low; "about 10" is a band of a fifth, above 20 of a tenth; "dozens" is
   at least 20. A dozen is 12.
5. A share counts as a percentage of what stands behind "of", or of people: "two thirds of voters", "nine in ten nurses".

Known exceptions: "one", "zero" and articles count only with a unit or a noun for people; "from 10 to 15" and "rose 10 to 15" are two
numbers, since they may be a change. An error here is a false clash of numbers, so a bare number behind a capital stays silent.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lang import Language, language
from ..types import Bound, Quantity, Report, Span
from .number_ranges import DASHES, ranges
from .symbols import Symbol
from .tapes import numbered
from .times import dated

GRAMMAR = re.compile(
    r"(?P<many>k)|(?P<half>ha?[uU])"
    r"|G{0,3}(?:(?P<money>\${1,2})(?P<paid>[NY])(?:-?(?P<again>[u$])(?![NY]))?|(?P<low>[NYh])(?:-(?=[uU]))?(?P<unit>[uU$%])?(?P<scale>(?<=[u$])X)?)g?"
)
SMALLER = {  # how many of the smaller unit, behind the larger, make one of it: 5 feet 2 inches
    ("foot", "inch"): 12, ("USD", "cent"): 100, ("EUR", "cent"): 100, ("AUD", "cent"): 100, ("CAD", "cent"): 100, ("GBP", "penny"): 100,
    ("pound weight", "ounce"): 16,
}  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CENTS = 100
_NOUN_REACH = 4  # words behind a number among which its noun stands
_BARE_DIGITS = 7  # digits in a row, ungrouped, from which a number is a code


class Count(NamedTuple):
    """A number read on its own: where on the tape it lies, and what it counts."""

    start: int
    end: int
    at: int  # the number itself
    value: float
    bound: Bound
    unit: str
    of: str
    sure: bool  # whether it counts something when nothing stands behind it


def quantities(report: Report, sentences: tuple[Span, ...]) -> tuple[Quantity, ...]:
    """Every counted or measured number of a report, in text order."""
    lang = language(report.lang)
    if not lang.number_words and not lang.units:
        return ()
    reader = Reader(report, [sentence.start for sentence in sentences])
    counts = [count for match in GRAMMAR.finditer(reader.letters) if (count := reader.read(match))]
    return tuple(reader.join(counts))


class Reader:
    """Reads matches of the grammar in one report."""

    def __init__(self, report: Report, starts: list[int]) -> None:
        self.report, self.text, self.lang, self.starts = report, report.text, language(report.lang), frozenset(starts)
        line, self.numbers = numbered(report.text, report.lang)
        self.symbols, self.letters = line
        self.ranges = {at: span for span in ranges(report.text, report.lang) for at in span.numbers}
        self.dates = dated(report.text, report.lang)
        self.openings = self.lang.articles | self.lang.determiners
        self.addresses = [match.span() for match in _ADDRESS.finditer(report.text)]

    def read(self, match: re.Match[str]) -> Count | None:
        """The number of one match; None where it names or orders rather than counts."""
        start, end = match.span()
        if match["many"]:
            return self._many(start, end)
        if match["half"]:
            return Count(start, end, start, 0.5, "exact", self._unit(self.symbols[end - 1]), "", True)
        if match["again"] and not self._unit(self.symbols[match.start("again")]).isupper():
            end = match.end("paid")
        at = match.start("paid") if match["money"] else match.start("low")
        if self._lies_in(self.dates, at) or self._lies_in(self.addresses, at) or self._is_name(at, match):
            return None
        value, bound = float(self.symbols[at].value), self._bound(at)
        number = self.numbers.get(at)
        if number and number.kind == "share" and not (match["money"] or match["unit"]) and value < 1:
            return self._share(start, at, value, bound)
        if self._is_percentage(match, at):
            return Count(at - 2, end, at, value, bound, "percent", "", True)
        unit, of, last = self._counted(match, end - (self.letters[end - 1] == "g"))
        if match["scale"] and unit.isupper():
            value *= float(self.symbols[match.start("scale")].value)  # 75 USD million
        if match["unit"] and self.symbols[end - 1].word == "m" and (noun := self._noun(end)[0]) and self._word(end) != "-":
            value, unit, of = value * 1e6, self._kind(noun), noun  # 5m people
        return Count(start, max(last, end), at, value, bound, unit, of, self._sure(at, value, unit, of))

    def join(self, counts: list[Count]) -> Iterator[Quantity]:
        """Ranges made of their two ends, and every other number that surely counts."""
        n = 0
        while n < len(counts):
            first, second = counts[n], counts[n + 1] if n + 1 < len(counts) else None
            joined = second and (self._range(first, second) or self._together(first, second))
            if joined:
                yield joined
                n += 2
                continue
            if (
                second
                and not (first.unit or first.of)
                and self._word(first.end) in self.lang.range_words
                and first.end + 1 == second.start
                and second.sure
            ):
                first = first._replace(unit=second.unit, of=second.of, sure=True)
            if first.sure:
                yield self._quantity(first.start, first.end, *band(first.value, first.bound), first.bound, first.unit, first.of)
            n += 1

    def _range(self, first: Count, second: Count) -> Quantity | None:
        """Low to high where both ends count one thing: "10 to 15 men", "between 10 and 15", "more than 10 but less than 15"."""
        span = self.ranges.get(first.at)
        if span is None or span.change or self.ranges.get(second.at) is not span or not (second.unit or second.of):
            return None
        if first.of or first.unit not in ("", second.unit):
            return None
        return self._quantity(first.start, second.end, span.low, span.high, "range", second.unit, second.of)

    def _together(self, first: Count, second: Count) -> Quantity | None:
        """One quantity in two units, the larger first: 5 feet 2 inches, 3 dollars and 50 cents, 3 dollars 50."""
        many, gap = SMALLER.get((first.unit, second.unit)), self.symbols[first.end : second.start]
        if not second.unit and not second.of and not gap and self.letters[first.end - 1] in "u$" and first.unit.isupper():
            many = _CENTS
        if not many or not 0 < second.value < many or len(gap) > 1 or any(symbol.word not in self.lang.both_words for symbol in gap):
            return None
        low, high = band(first.value + second.value / many, first.bound)
        return self._quantity(first.start, second.end, low, high, first.bound, first.unit, "")

    # --- numbers that count nothing

    def _lies_in(self, spans: Sequence[tuple[int, int]], at: int) -> bool:
        n = bisect_left(spans, (self.symbols[at].end, 0))
        return n > 0 and spans[n - 1][1] > self.symbols[at].start

    def _follows(self, at: int) -> str:
        """The character right behind a symbol."""
        end = self.symbols[at].end
        return self.text[end : end + 1]

    def _is_name(self, at: int, match: re.Match[str]) -> bool:
        """Whether the number is part of a name, a code, a list or an order: G20, 5G, 555-0134, "2."."""
        symbol, text = self.symbols[at], self.text
        before, after = text[max(symbol.start - 2, 0) : symbol.start], self._follows(at)
        if match["money"]:
            return False
        if match["unit"] and self._follows(match.start("unit")).isalnum():
            return True  # 24703 m212
        if before[-1:].isalnum() or before[-1:] in ("#", "_", "@", "/", "+") or (before[-1:] in "-–" and before[:1].isalnum()):
            return True
        if (
            (after.isalpha() and not match["unit"])
            or after in ("/", "_")
            or (text[symbol.start].isdigit() and text[symbol.end - 1] in "GT")
        ):
            return True
        if symbol.word.isdigit() and (len(symbol.word) >= _BARE_DIGITS or (symbol.word[0] == "0" and len(symbol.word) > 1)):
            return True
        if self._word(at - 1) in self.lang.date_joiners and self._word(at - 2) in self.lang.label_words:
            return True  # the Group of 20
        opens = at == 0 or self.symbols[at - 1].kind == "n"
        return opens and symbol.word.isdigit() and after in (".", ")")

    def _stands_alone(self, at: int) -> bool:
        """Whether a number without a noun may be a count: behind a plain word ("rose to 45"), at no dash, with no bound."""
        if at == 0 or self._word(at - 1) in DASHES or self._word(at + 1) in DASHES:
            return False
        previous = self.symbols[at - 1]
        return previous.kind in "wIJz" and previous.word.isalpha() and not self._labelled(at)

    def _labelled(self, at: int) -> bool:
        """Whether the word before makes the number a name: "Boeing 737", "page 12"."""
        if at == 0:
            return False
        previous = self.symbols[at - 1]
        if previous.kind == "." and at > 1:
            return self.symbols[at - 2].word in self.lang.label_words
        capital = self.text[previous.start].isupper() and previous.start not in self.starts and previous.kind == "w"
        return capital or previous.word in self.lang.label_words

    def _sure(self, at: int, value: float, unit: str, of: str) -> bool:
        """Whether a number counts something when read on its own."""
        symbol = self.symbols[at]
        if unit and unit != "person":
            return True
        if at in self.numbers and self.numbers[at].kind == "share" and not of:
            return False  # 24/7
        if symbol.kind == "Y":
            return bool(of) and singular(self._word(at + 1), self.lang) == of and at > 0 and self.symbols[at - 1].kind not in "IJMm"
        if value in (0, 1) and not symbol.word.isdigit():
            return self._kind(of) != "" and self._word(at + 1) not in self.lang.date_joiners
        return bool(of) or (symbol.word[:1].isdigit() and value >= 2 and self._stands_alone(at))

    # --- what is counted

    def _bound(self, at: int) -> Bound:
        span = self.ranges.get(at)
        return span.bound if span and span.bound != "range" else "exact"

    def _unit(self, symbol: Symbol) -> str:
        if symbol.kind == "%":
            return "percent"
        return self.lang.units.get(symbol.word, "") if symbol.kind == "U" else str(symbol.value)

    def _counted(self, match: re.Match[str], at: int) -> tuple[str, str, int]:
        """Unit, what is counted, and the index behind the words that say so."""
        if match["money"]:
            return str(self.symbols[match.start("money")].value), "", at
        if match["unit"]:
            unit = self._unit(self.symbols[match.start("unit")])
            if unit == "person":
                return unit, unit, at
            if self._word(at) in self.lang.age_words or (self._word(at) == "-" and self._word(at + 1) in self.lang.age_words):
                return unit, "age", at + (2 if self._word(at) == "-" else 1)
            if self._word(at) in self.lang.date_joiners and self._word(at + 1) in self.lang.age_prefixes:
                return unit, "age", at + 2
            if self._word(at) in self.lang.date_joiners:
                noun, _ = self._noun(at + 1)
                return unit, noun, at
            joined = match["unit"] and self._word(match.end("low")) == "-"
            first = self._word(at) if joined and self._is_noun(at) else ""
            return unit, singular(first, self.lang), at
        if self._is_age(match.start("low")):
            return "year", "age", at
        at = match.end()
        skip = at + 1 if self._word(at) in self.lang.date_joiners else at
        noun, last = self._noun(skip)
        if not noun:
            noun = self.lang.casualty_verbs.get(self._word(match.start() - 1), "") if match.start() else ""
            return self._kind(noun), noun, at
        return self._kind(noun), noun, last

    def _kind(self, noun: str) -> str:
        return "person" if noun in self.lang.people or noun in self.lang.roles or noun in self.lang.casualties else ""

    def _is_age(self, at: int) -> bool:
        """Such as "Ann Example, 37, said" and "aged 37"."""
        value, previous = float(self.symbols[at].value), self._word(at - 1) if at else ""
        if not 0 < value < 116 or value % 1 or not self.symbols[at].word.isdigit():
            return False
        if previous in self.lang.age_prefixes:
            return True
        named = at > 1 and previous == "," and self.text[self.symbols[at - 2].start].isupper() and self.symbols[at - 2].kind == "w"
        return named and self._word(at + 1) == ","

    def _noun(self, at: int) -> tuple[str, int]:
        """The counted noun from here on, in the singular, and the index behind it; empty where none shows."""
        at = next((n for n in range(at, at + _NOUN_REACH) if self._word(n) not in self.openings), at)
        for n in range(at, min(at + _NOUN_REACH, len(self.symbols))):
            word = self.symbols[n].word
            if word in self.lang.casualties:
                return word, n + 1
            if word == "-" or self._word(n - 1) == "-":
                continue
            if not self._is_noun(n):
                break
            lemma = singular(word, self.lang)
            capital = self.text[self.symbols[n].start].isupper()
            if (self.lang.nouns_capitalised and not capital) or (not self.lang.nouns_capitalised and capital):
                continue
            if lemma != word or word in self.lang.plurals or not self.lang.plural_endings or lemma in self.lang.people:
                return lemma, n + 1
        return "", at

    def _is_noun(self, at: int) -> bool:
        return at < len(self.symbols) and self.symbols[at].word.isalpha() and self.symbols[at].word not in self.lang.stopwords

    def _word(self, at: int) -> str:
        return self.symbols[at].word if 0 <= at < len(self.symbols) else ""

    # --- the other shapes

    def _is_percentage(self, match: re.Match[str], at: int) -> bool:
        """Such as "a winning percentage of 60"; in "5 percent of 60 voters" the number before has the unit."""
        if at < 2 or match["money"] or match["unit"] or self._word(at - 1) not in self.lang.date_joiners or self._noun(at + 1)[0]:
            return False
        return (
            self.letters[at - 2] in "u%"
            and self._unit(self.symbols[at - 2]) == "percent"
            and self.letters[at - 3 : at - 2] not in ("N", "Y")
        )

    def _many(self, start: int, end: int) -> Count | None:
        """Such as "Dozens of people": at least so many."""
        noun, last = self._noun(end + 1 if self._word(end) in self.lang.date_joiners else end)
        if not noun:
            return None
        return Count(start, last, start, float(self.symbols[start].value), "at_least", self._kind(noun), noun, True)

    def _share(self, start: int, at: int, value: float, bound: Bound) -> Count | None:
        """Such as "two-thirds of the voters", "nine in ten doctors": about 66.7 percent of voter."""
        of = self._word(at + 1) in self.lang.date_joiners
        noun, _ = self._noun(at + 2 if of else at + 1)
        if not of and (not noun or self._kind(noun) != "person"):
            return None
        return Count(start, at + 1, at, round(100 * value, 1), "about" if bound == "exact" else bound, "percent", noun, True)

    def _quantity(self, start: int, end: int, low: float | None, high: float | None, bound: Bound, unit: str, of: str) -> Quantity:
        first = self.symbols[start]
        joiner = first.word.split()[0] if first.kind in "Ggc" else ""  # and more than 20
        begin = first.start + (len(joiner) + 1 if joiner in self.lang.joiners | self.lang.either_words else 0)
        span = Span(self.report.id, begin, self.symbols[end - 1].end)
        return Quantity(span, low, high, unit, of, bound)


def band(value: float, bound: Bound) -> tuple[float | None, float | None]:
    """Inclusive ends of a bounded number."""
    if bound in ("less", "at_most"):
        return None, value
    if bound in ("more", "at_least"):
        return value, None
    width = 0.0 if bound != "about" else abs(value) * (0.2 if abs(value) <= 20 else 0.1)
    return round(value - width, 6), round(value + width, 6)


def singular(word: str, lang: Language) -> str:
    """The singular of a noun by the language's list and endings."""
    if word in lang.plurals:
        return lang.plurals[word]
    for ending, base in lang.plural_endings:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: len(word) - len(ending)] + base
    return word
