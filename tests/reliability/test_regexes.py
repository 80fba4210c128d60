"""Every regular expression of the package takes time that grows with the text, not with its square, whatever the text is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, product
from time import process_time
from typing import Any

import pytest

from reliability.regexes import attacks, collected

FIRST, LONG = (24, 34, 60, 250, 1_000), 3_000  # characters of a text; exponential patterns show at the first ones, a cubic one at 1,000
DOUBLE = 2.6  # times the time of half the text
NOISE = 0.005  # seconds below which nothing grows; the square of LONG takes ten times as long
MOST = 150  # long texts that a pattern meets; of more, every second, third ...
PIECES = (
    " ", "\n", "\t ", "\u00a0", "a", "A", "a ", "A ", "aA", "A. ", "A.", "a-", "1", "1 ", "1,", "1.", "-", "- ", ".", "..", ". ", ",", ", ",
    ":", "/", "(", "(a", "[", "“", "“a ", '"', '" ', "'", "’", "’s ", "ß", "é ", "\u202e", "<", "<a ", "&", "&a", "http://a", "www.a", "@a",
    "said ", "Mr A ", "by A ", "via ", "via A, ", "photo: ", "more ", "(a) ", "A (a", "A,\n", "\r\n", "|", "– ", "* ",
)  # fmt: skip


BOUNDED = {"<meta[^>]{0,300}?charset": "looked for in the first 4,096 bytes of a page"}  # beginning of a pattern: why no long text meets it


def _seconds(pattern: re.Pattern[Any], anchored: bool, text: str) -> float:
    given: Any = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    start = process_time()
    for _ in () if anchored else pattern.finditer(given):
        pass
    pattern.match(given)
    pattern.fullmatch(given)
    return process_time() - start


def _texts(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    pieces = ((piece * size)[:size] + end for piece, end in product(PIECES, ("", "\x00")))
    return chain(attacks(pattern, size), pieces if size == LONG else ())


def slow(pattern: re.Pattern[Any], anchored: bool = False) -> str:
    """What makes a pattern slow; "" for nothing."""
    for size in FIRST:
        for text in attacks(pattern, size):
            if _seconds(pattern, anchored, text) > 0.1:
                return f"{text[:60]!r}: {size} characters take more than 0.1 s"
    texts = list(_texts(pattern, LONG))
    for text in texts[:: len(texts) // MOST + 1]:
        if _seconds(pattern, anchored, text) > NOISE:  # most are far below; only then it is worth to look twice
            end = text[-1] if text[-1] in "\x00!" else ""
            middle = text[: len(text) - len(end)]
            doubled = middle + middle[len(middle) // 2 :] * 2 + end
            most = DOUBLE * len(doubled) / len(text) / 2
            if _grown(pattern, anchored, text, doubled, 4) > most and (grown := _grown(pattern, anchored, text, doubled, 16)) > most:
                return f"{text[:60]!r}: {grown:.1f} times the time for twice the text"
    return ""


def _grown(pattern: re.Pattern[Any], anchored: bool, text: str, doubled: str, tries: int) -> float:
    """How many times as long the longer text takes, by the best of some tries: others use the machine too."""
    times = [(_seconds(pattern, anchored, text), _seconds(pattern, anchored, doubled)) for _ in range(tries)]
    return min(long for _, long in times) / min(short for short, _ in times)


PATTERNS = collected()


def test_all_patterns_are_found() -> None:
    assert len(PATTERNS) > 250
    assert any("lang" in found.place for found in PATTERNS)
    assert any(isinstance(found.pattern.pattern, bytes) for found in PATTERNS)


@pytest.mark.parametrize("found", PATTERNS, ids=lambda found: found.place)
def test_no_text_makes_a_pattern_slow(found: Any) -> None:
    if any(str(found.pattern.pattern).lstrip("b'").startswith(start) for start in BOUNDED):
        return
    assert not slow(found.pattern, found.anchored), found.pattern.pattern[:200]


@pytest.mark.parametrize(
    "planted",
    [r"(?:a+)+$", r"\s*,?\s*;", r"\s+$", r"(\w+\s?)*!", r"(?:a|aa)+b", r"[A-Z]\w*\s+\w*x"],
)
def test_a_planted_pattern_is_found(planted: str) -> None:
    assert slow(re.compile(planted))


@pytest.mark.parametrize("sound", [r"\w+", r"(?:https?|ftp)://\S+", r"[^\W\d_]+(?:-[^\W\d_]+)?", r"(?<!\s)\s+$"])
def test_a_sound_pattern_is_left_alone(sound: str) -> None:
    assert not slow(re.compile(sound))
