"""Cuts a text into words and figures: what stands in digits has its value, with power, fraction and mark of scale.

    12,345.67   1 234 567   .25   5,00   3e5   1.3x10^6   3/4   1 1/2   2½   1.2k   $5M   12,34,567

A figure that is a list or a code ("22,24,26", "192.168.1.2") is several. A word of a language that writes numbers as one word is cut into
its number words. Nothing here knows what a figure counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..lang import language

_SPACE = "[ \u00a0\u2009\u202f]"
_TOKEN = re.compile(
    rf"(?P<share>(?<![\w/.,])(?<!\w-)(?:(?P<whole>\d{{1,4}}){_SPACE}{{1,3}})?(?P<top>\d{{1,6}})/(?P<bottom>\d{{1,6}})(?![\w/]))"
    rf"|(?:(?P<before>\d{{1,6}}){_SPACE}?)?(?P<vulgar>[¼-¾⅐-⅞])"
    r"|(?P<paid>(?<=[$€£¥])\d+(?:[.,]\d+)*m(?!\w))"
    rf"|(?P<digits>\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*|(?<![\w.,])[.,]\d+)"
    rf"(?:(?P<power>[eE][+-]?\d{{1,3}}|[x×]10\^[+-]?\d{{1,3}}|\^[+-]{{0,2}}\d{{1,3}})(?!\w)"
    rf"|(?:(?P<mark>MM|[kKMbBGT])|{_SPACE}{{1,2}}(?P<spaced>[kKMG]))(?![\w$€£]))?"
    r"|(?P<word>[^\W\d_]+)"
    r"|[^\s]"
)
_SEVERAL = re.compile(r"(?<!\d)\d+(?:[.,]\d+){2,}")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_RUN = re.compile(r"\d+")
_LONGEST = 40  # characters; what is longer is no number that anybody reads
MARKS = {"k": 1e3, "K": 1e3, "M": 1e6, "MM": 1e6, "b": 1e9, "B": 1e9, "G": 1e9, "T": 1e12}


class Token(NamedTuple):
    """A word, a mark or a figure."""

    start: int
    end: int
    word: str  # lower case
    value: float | None = None  # of a figure
    scale: float = 1.0  # of its mark: of "5k" 1000
    part: bool = False  # a number word that the same word goes on behind


def tokens(text: str, code: str) -> list[Token]:
    """The words, marks and figures of a text."""
    decimal, parts = language(code).decimal, _parts(code)
    out: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind is None or kind == "word":
            cut = _compound(match, parts) if kind and parts and len(match.group()) > 1 else None
            out.extend(cut or [Token(match.start(), match.end(), match.group().lower())])
        elif match["share"]:
            out.extend(_share(match))
        elif match["vulgar"]:
            out.append(Token(*match.span(), match.group(), float(match["before"] or 0) + unicodedata.numeric(match["vulgar"])))
        elif match["paid"]:  # m is a million of money, and a metre of anything else
            out.append(Token(*match.span(), match.group(), number(match.group()[:-1], decimal) * 1e6, 1e6))
        else:
            out.extend(_figure(match, decimal))
    return out


def _share(match: re.Match[str]) -> Iterator[Token]:
    """A fraction, mixed where it is a proper one: "1 1/2" is one figure, "2017 24/7" are two."""
    whole, top, bottom = match["whole"], float(match["top"]), float(match["bottom"])
    if whole and (top >= bottom or not bottom):
        yield Token(*match.span("whole"), whole, float(whole))
    start = match.start() if whole and top < bottom else match.start("top")
    if bottom:
        yield Token(start, match.end(), "/", (float(whole) if whole and top < bottom else 0.0) + top / bottom)
    else:
        yield Token(start, match.end(), match.group())


def _figure(match: re.Match[str], decimal: str) -> Iterator[Token]:
    digits = match["digits"]
    if len(digits) > _LONGEST:
        yield Token(*match.span(), "#")
    elif _SEVERAL.fullmatch(digits) and not _GROUPED.fullmatch(digits):
        for run in _RUN.finditer(digits):
            yield Token(match.start() + run.start(), match.start() + run.end(), run.group(), float(run.group()))
    else:
        mark = match["mark"] or match["spaced"] or ""
        scale = MARKS.get(mark, 1.0)
        yield Token(*match.span(), digits, _raised(number(digits, decimal), match["power"] or "") * scale, scale)


def _raised(value: float, power: str) -> float:
    """A value with its power: e5, x10^5 or ^5; a power too large to hold is left out."""
    if not power:
        return value
    at = re.search(r"[+-]{0,2}\d{1,3}$", power)
    exponent = int(at.group().replace("--", "").replace("+", "")) if at else 0
    try:
        return float(value**exponent) if power[0] == "^" else value * 10.0**exponent
    except (OverflowError, ZeroDivisionError):
        return value


@lru_cache(maxsize=16)
def _parts(code: str) -> re.Pattern[str] | None:
    """What number words of a language are put together from; None where it writes them apart."""
    lang = language(code)
    if not lang.compound_joiners:
        return None
    words = {*lang.number_words, *lang.multipliers, *lang.ordinals, *lang.fractions, *lang.compound_joiners}
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)) if word.isalpha()))


def _compound(match: re.Match[str], parts: re.Pattern[str]) -> list[Token]:
    """The number words that a word is put together from; none where it is another word, or a single one."""
    word = match.group().lower()
    cut = list(parts.finditer(word)) if len(word) == len(match.group()) else []
    if len(cut) < 2 or sum(part.end() - part.start() for part in cut) < len(word):
        return []
    at = match.start()
    return [Token(at + part.start(), at + part.end(), part.group(), part=n < len(cut) - 1) for n, part in enumerate(cut)]


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
