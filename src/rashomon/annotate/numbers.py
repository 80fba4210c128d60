"""Decides where a text gives a number, in digits or in words, and its value, whatever the number counts.

1. A figure smaller than what stands before it is added ("a hundred and twenty"), a multiplier multiplies and takes along what is
   smaller than itself ("455 thousand 228 million"); digits may open it ("3 million").
2. What may close a number: a share ("three and a half", "two thirds of a million", "one in five"), a decimal in words ("two point
   five"), an ordinal ("twenty-fifth").
3. A minus sign stands at its digits; or it is a word.

`tapes` puts the numbers among the symbols; `times`, `number_ranges` and `quantities` read that.

Known exceptions: "a third man" has an ordinal and "a third of them" a share, by whether a word follows that is no stopword; "second" is
never a denominator; a dash with a space behind it is no sign, since dashes open list items; "the one" and "the other half" are no numbers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from ..lang import language
from ..text.stems import folded
from .figures import Token, tokens

Kind = Literal["whole", "share", "ordinal"]
_LARGEST = 1e18
_THOUSAND = 1000
_SIGNS = frozenset("-−")
Phrases = dict[str, tuple[tuple[tuple[str, ...], float], ...]]


class Number(NamedTuple):
    """A number as a text gives it."""

    start: int
    end: int
    value: float
    kind: Kind = "whole"
    scale: float = 1.0  # its last multiplier of a thousand or more: of "5 million" 1e6


class Part(NamedTuple):
    """A number, or a part of one, up to the token `end`."""

    end: int
    value: float
    scale: float = 1.0
    kind: Kind = "whole"


class Words(NamedTuple):
    """The number words of a language, each phrase under its first word, longest first."""

    small: Phrases
    multipliers: Phrases
    ordinals: Phrases
    shares: Phrases  # denominators
    between: Phrases  # between the numbers of a share: "out of"
    openers: frozenset[str]
    joiners: frozenset[str]
    bounds: tuple[str, ...]  # that end in a word for minus: "al menos"
    passed: frozenset[str]  # before "one" or "half" they make a pronoun or a noun of it


@lru_cache(maxsize=16)
def _words(code: str) -> Words:
    lang = language(code)
    tables = (
        _phrases(lang.number_words),
        _phrases(lang.multipliers),
        _phrases({folded(word): n for word, n in lang.ordinals.items()} | lang.ordinals),
        _phrases({folded(word): n for word, n in lang.fractions.items()} | lang.fractions | dict.fromkeys(lang.half_words, 0.5)),
    )
    openers = {word for table in tables for word in table} | lang.one_words | lang.minus_words | lang.point_words
    passed = (
        lang.determiners
        | lang.articles
        | lang.this_words
        | lang.every_words
        | lang.last_words
        | lang.next_words
        | lang.who_words
        | lang.quantifiers
    )
    bounds = tuple(phrase for phrase in sorted({*lang.bound_words, *lang.bound_after}) if phrase.split()[-1] in lang.minus_words)
    between = _phrases(dict.fromkeys(lang.share_words, 0))
    return Words(*tables, between, frozenset(openers), lang.joiners | lang.tens_joiners, bounds, frozenset(passed - lang.one_words))


def _phrases(values: dict[str, float] | dict[str, int]) -> Phrases:
    out: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for phrase in sorted(values):
        words = tuple(phrase.replace("-", " ").split())
        out.setdefault(words[0], []).append((words, float(values[phrase])))
    return {first: tuple(sorted(phrases, key=lambda item: -len(item[0]))) for first, phrases in out.items()}


@lru_cache(maxsize=8)
def numbers(text: str, code: str) -> tuple[Number, ...]:
    """Every number of a text in a language, in text order."""
    reader, out, at = Reader(text, code), list[Number](), 0
    openers = reader.words.openers | _SIGNS
    while at < len(reader.tokens):
        if reader.tokens[at].value is None and reader.tokens[at].word not in openers:
            at += 1
            continue
        end, found = reader.number(at)
        if found and abs(found.value) < _LARGEST:
            out.append(found)
        at = max(end, at + 1)
    return tuple(out)


class Reader:
    """Reads the numbers of one text. Every method looks only forward from a token, and each token is in one number."""

    def __init__(self, text: str, code: str) -> None:
        self.text, self.lang, self.words, self.tokens = text, language(code), _words(code), tokens(text, code)
        self.tokens.append(Token(len(text), len(text), ""))

    def number(self, at: int) -> tuple[int, Number | None]:
        """The number that opens at a token, if one does, and the token behind it."""
        first, token = at, self.tokens[at]
        minus = self._is_minus(at)
        at += minus
        if not minus and token.value is None and token.word not in self.words.openers:
            return at, None
        part = self._opened(at)
        if part is None or part.end <= at or self.tokens[part.end - 1].part:
            return first, None
        sign = -1 if minus else 1
        return part.end, Number(self.tokens[first].start, self.tokens[part.end - 1].end, sign * part.value, part.kind, part.scale)

    def _is_minus(self, at: int) -> bool:
        """Whether a sign stands here, or a word for one, that belongs to the number behind it."""
        token, before = self.tokens[at], self.tokens[at - 1] if at else None
        if token.word in self.lang.minus_words:
            if any(self.text[max(0, token.end - len(phrase)) : token.end].lower() == phrase for phrase in self.words.bounds):
                return False
            return (before is None or before.value is None) and (part := self._opened(at + 1)) is not None and part.kind != "ordinal"
        follower = self.tokens[at + 1] if token.word in _SIGNS else token
        alone = token.start == 0 or self.text[token.start - 1].isspace() or self.text[token.start - 1] in "([<>=$€£"
        return follower.value is not None and follower.start == token.end and alone and (before is None or before.value is None)

    def _opened(self, at: int) -> Part | None:
        token = self.tokens[at]
        if token.value is not None:
            return self._scaled(at + 1, token.value) if token.word == "/" or not token.word.isascii() else self._figure(at, token)
        if token.word in self.lang.point_words:
            before = self.tokens[at - 1].word if at else ""
            return self._point(at, 0.0) if not before.isalpha() or before in self.lang.prepositions | self.lang.minus_words else None
        if (share := self._at(self.words.shares, at)) and not self._at(self.words.small, at):
            scaled = self._scaled(share.end, share.value)
            half = token.word in self.lang.half_words and not (at and self._passed(at - 1))
            if scaled.end > share.end or half:
                return scaled
        return self._spelt(at)

    def _passed(self, at: int) -> bool:
        return self.tokens[at].word in self.words.passed or self.tokens[at].word in self.lang.ordinals

    # --- figures and words

    def _figure(self, at: int, token: Token) -> Part:
        """A number that digits open."""
        value, follower = token.value or 0.0, self.tokens[at + 1]
        if follower.start == token.end and follower.word in self.lang.ordinal_suffixes and token.word.isdigit():
            return Part(at + 2, value, kind="ordinal")
        return self._closed(at, self._sum(at + 1, value, spelt=False, scale=token.scale))

    def _spelt(self, at: int) -> Part | None:
        """A number that a word opens."""
        small, multiplier = self._at(self.words.small, at), self._at(self.words.multipliers, at)
        if small and not (small.value == 1 and at and self._passed(at - 1) and not self._at(self.words.multipliers, small.end)):
            return self._closed(at, self._sum(small.end, small.value))
        if self.tokens[at].word in self.lang.one_words:
            if self._at(self.words.multipliers, at + 1):
                return self._closed(at, self._sum(at + 1, 1.0))
            share = self._denominator(at + 1)
            return self._scaled(share.end, share.value) if share and self._is_share(at + 1, share, 1.0, article=True) else None
        if multiplier and not (at and self.tokens[at - 1].word in self.lang.vague_numbers):
            if self.tokens[at].word in self.lang.bare_multipliers or self._at(self.words.multipliers, multiplier.end):
                return self._closed(at, self._sum(at, 0.0))
            return self._ordinal(multiplier.end, multiplier.value)
        ordinal = self._at(self.words.ordinals, at)
        return ordinal._replace(kind="ordinal") if ordinal else None

    def _sum(self, at: int, value: float, *, spelt: bool = True, scale: float = 1.0) -> Part:
        """All figures and multipliers from here on that belong to a number whose first figure is `value`; and a share joined to it."""
        done, current, first, digits = list[float](), value, spelt, not spelt
        while True:
            joiner = self._joiner(at)
            if joiner not in ("", "-") and (share := self._proper(at + 1)):
                return self._mixed(share, sum(done), current, scale)
            step = at + bool(joiner)
            by = self._at(self.words.multipliers, step) if joiner in ("", "-") else None
            if by and (current or not done or done[-1] < by.value):
                current, scale = _times(done, current, by.value, scale)
                at, spelt, first = by.end, True, False
                continue
            small = self._small(step, joiner) if spelt else None
            if digits and small and joiner in ("", "-") and not self._at(self.words.multipliers, small.end):
                small = None  # $24 million one-time costs
            if small and self._adds(sum(done), done, current, small, joiner):
                at, current, first = small.end, current + small.value, False
            elif small and first and (not joiner or (joiner == "-" and value == 19)) and 13 <= value <= 20 and (year := self._year(small)):
                return self._sum(year.end, 100 * value + year.value)._replace(scale=1.0)
            else:
                return Part(at, sum(done) + current, scale)

    def _small(self, at: int, joiner: str) -> Part | None:
        """The figure here that may be added: a word, or digits such as in "3 thousand and 21"."""
        token = self.tokens[at]
        if token.value is None:
            return self._at(self.words.small, at)
        goes_on = joiner in self.lang.joiners if joiner else self._at(self.words.multipliers, at + 1)
        return Part(at + 1, token.value) if token.word.isdigit() and goes_on and 0 < token.value < _THOUSAND else None

    def _year(self, small: Part) -> Part | None:
        """The year of its century that stands behind "nineteen": "ninety-", "zero one"."""
        if small.value == 0:
            return year if (year := self._at(self.words.small, small.end)) and 0 < year.value < 10 else None
        return small if 10 <= small.value < 100 and not self._denominator(small.end) else None

    def _adds(self, total: float, done: list[float], current: float, small: Part, joiner: str) -> bool:
        """Whether a figure is smaller than what stands before it, and joined as the language joins them."""
        value, tens = small.value, current % 100
        again = self._at(self.words.multipliers, small.end)
        if value <= 0 or (current and joiner in self.lang.joiners and again and again.value == 100):
            return False  # 3 hundred and 2 hundred
        if current and not joiner and value >= 20 and self._thirty_fifths(small.end):
            return False
        if not joiner and value < 10 and self._hyphened(small.end):
            return False
        if tens >= 20 and tens % 10 == 0 and value < 10:
            return joiner in ("", "-") or joiner in self.lang.tens_joiners
        if joiner and joiner != "-" and joiner not in self.lang.joiners:
            return False
        if current:
            return current >= 100 and tens == 0 and value < 100
        return bool(done) and value < _THOUSAND and total % _THOUSAND == 0

    # --- what closes a number

    def _closed(self, first: int, part: Part) -> Part:
        """The number with the denominator, the ordinal, the decimal or the second number that closes it."""
        if part.kind != "whole":
            return part
        spelt = self.tokens[first].value is None
        share = self._denominator(part.end)
        if share and self._is_share(part.end, share, part.value):
            return self._scaled(share.end, part.value * share.value)
        if spelt and (ordinal := self._ordinal(part.end, part.value, first)):
            return ordinal
        if spelt and self.tokens[part.end].word in self.lang.point_words and (point := self._point(part.end, part.value)):
            return point
        return self._out_of(part) or part

    def _denominator(self, at: int) -> Part | None:
        """One word for a share, or tens and one: "thirds", "twenty-fifths"."""
        step = at + (self._joiner(at) == "-")
        if share := self._at(self.words.shares, step):
            return share
        tens = self._at(self.words.small, step)
        last = self._at(self.words.shares, tens.end + (self._joiner(tens.end) == "-")) if tens and tens.value % 10 == 0 else None
        return Part(last.end, 1 / (tens.value + 1 / last.value)) if tens and last and 2 < 1 / last.value < 9.5 else None

    def _hyphened(self, at: int) -> bool:
        """Whether a hyphen joins a word that is no number: two hundred five-year-olds."""
        return self.tokens[at].word == "-" and self.tokens[at + 1].word.isalpha() and self.tokens[at + 1].word not in self.words.openers

    def _thirty_fifths(self, at: int) -> bool:
        """Whether a hyphen and a plural denominator stand here: the tens before belong to it."""
        share = self._at(self.words.shares, at + 1) if self.tokens[at].word == "-" else None
        return share is not None and self.tokens[share.end - 1].word not in self.lang.ordinals and 2 < 1 / share.value < 9.5

    def _is_share(self, at: int, share: Part, top: float, *, article: bool = False) -> bool:
        """Whether a word that may be an ordinal, or a unit, is the denominator of `top`."""
        word, behind = self.tokens[share.end - 1].word, self.tokens[share.end].word
        if word not in self.lang.ordinals:
            return word not in self.lang.multipliers
        if top != 1:
            return False
        return not article or not behind.isalpha() or behind in self.lang.stopwords or bool(self._at(self.words.multipliers, share.end))

    def _ordinal(self, at: int, value: float, first: int = 0) -> Part | None:
        """The ordinal that a number becomes with the word here: "twenty-" and "fifth"."""
        joiner = self._joiner(at)
        found = self._at(self.words.ordinals, at + bool(joiner))
        if not found:
            return None
        by, tens, last = found.value, value % 100, self.tokens[found.end - 1].word
        if by >= 100:
            return Part(found.end, value * by, kind="ordinal") if joiner in ("", "-") else None
        timed = last in self.lang.periods and joiner != "-" and value < 100 and first > 0  # a twenty second delay
        timed = timed and self.tokens[first - 1].word in self.lang.one_words
        fits = (by < 10 and tens >= 20 and tens % 10 == 0) or (by < 100 and value >= 100 and tens == 0)
        return Part(found.end, value + by, kind="ordinal") if fits and not timed else None

    def _point(self, at: int, value: float) -> Part | None:
        """The decimals behind the word for the point: "zero three", "seventy-one"."""
        digits, end = "", at + 1
        while (small := self._at(self.words.small, end)) and small.value < 10 and small.value % 1 == 0:
            digits, end = digits + str(int(small.value)), small.end
        if not digits:
            small = self._sum(tens.end, tens.value) if (tens := self._at(self.words.small, end)) else None
            if not small or not 10 <= small.value < 100 or small.kind != "whole":
                return None
            digits, end = str(int(small.value)), small.end
        return self._scaled(end, value + float(f"0.{digits[:15]}"))._replace(kind="whole")

    def _out_of(self, part: Part) -> Part | None:
        """A share of two numbers: "one in five", "two out of three"; the smaller comes first, and the second counts no time."""
        between = self._at(self.words.between, part.end)
        token = self.tokens[between.end] if between else None
        if not between or not token or not 0 < part.value < _THOUSAND or part.value % 1:
            return None
        small = self._at(self.words.small, between.end)
        whole = Part(between.end + 1, token.value) if token.value is not None else self._sum(small.end, small.value) if small else None
        if not whole or whole.value <= part.value or whole.value % 1 or 1400 <= whole.value < 2100:
            return None
        behind = self.tokens[whole.end].word
        counted = behind in self.lang.periods or behind in self.lang.units or self.tokens[part.end - 1].word in self.lang.units
        return Part(whole.end, part.value / whole.value, kind="share") if not counted else None

    def _proper(self, at: int) -> Part | None:
        """A share below one, as it stands behind "and"."""
        token = self.tokens[at]
        if token.word == "/" and token.value is not None:
            return Part(at + 1, token.value) if token.value < 1 else None
        top = Part(at + 1, 1.0) if token.word in self.lang.one_words else self._at(self.words.small, at)
        if not top:
            return self._at(self.words.shares, at) if token.word in self.lang.half_words else None
        if top.value >= 20 and (unit := self._at(self.words.small, top.end + (self._joiner(top.end) == "-"))) and unit.value < 10:
            top = Part(unit.end, top.value + unit.value)
        share = self._denominator(top.end)
        proper = (
            share and top.value * share.value < 1 and self._is_share(top.end, share, top.value, article=token.word in self.lang.one_words)
        )
        return Part(share.end, top.value * share.value) if share and proper else None

    def _mixed(self, share: Part, total: float, current: float, scale: float) -> Part:
        """A number with a share joined: three and a half, a million and a half, five and a half million."""
        by = self._at(self.words.multipliers, share.end)
        if by and total and not current:  # a billion and a half million
            return Part(by.end, total + share.value * by.value, by.value)
        if by:
            return Part(by.end, (total + current + share.value) * by.value, by.value)
        return Part(share.end, total + current + share.value * (scale if total and not current else 1.0), scale, "share")

    def _scaled(self, at: int, value: float) -> Part:
        """A share, times what it is a share of: "half a million", "two thirds of a million"."""
        step = at + (self.tokens[at].word in self.lang.date_joiners)
        step += self.tokens[step].word in self.lang.one_words
        by = self._at(self.words.multipliers, step)
        return Part(by.end, value * by.value, by.value if by.value >= _THOUSAND else 1.0) if by else Part(at, value, kind="share")

    # --- words

    def _at(self, table: Phrases, at: int) -> Part | None:
        """The phrase of a table that stands here; a hyphen may stand between its words."""
        for words, value in table.get(self.tokens[at].word, ()):
            end = at + 1
            for word in words[1:]:
                end += self.tokens[end].word == "-"
                if self.tokens[end].word != word:
                    break
                end += 1
            else:
                return Part(end, value)
        return None

    def _joiner(self, at: int) -> str:
        word = self.tokens[at].word
        return word if word == "-" or word in self.words.joiners else ""


def _times(done: list[float], current: float, by: float, scale: float) -> tuple[float, float]:
    """The figure and the scale once a multiplier stands behind `current`; thousands and more go to `done`."""
    if by < _THOUSAND:
        rest = current % 100 if by != 100 and current >= 100 else current
        return current - rest + (rest or 1.0) * by if rest or not current else current * by, scale
    while done and done[-1] < by:
        current += done.pop()
    done.append((current or 1.0) * by)
    return 0.0, by
