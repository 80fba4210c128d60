"""Where a sentence ends: sentencex over text without its quotation marks, and a news layer on top.

Sentencex keeps a whole quotation as one sentence; reports quote several sentences at a time, so the
marks are masked first and go to the side they touch afterwards. A line break always ends a
sentence: headlines and crossheads carry no full stop.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

OPENING, CLOSING = "“„«‹‘‚\"'([", "”»›’\"'“)]"
_BESIDE = frozenset(OPENING + CLOSING)
_MASK = re.compile(r"[“”„«»‹›‚‘\"'’](?:(?<![’'])|(?<!\w.)|(?!\w))")  # every mark, but no apostrophe inside a word
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…。！？]")
_GLUED = re.compile(r"[.!?](?<=[^\W\d_A-Z]{2}.)[”\"’]?(?=[“\"]?[A-ZÀ-ÖØ-Þ][^\W\d_A-Z])")  # "he said.The mayor"
_LAST_TOKEN = re.compile(r"(?:^|[\s(\[“\"‘'])([^\s(\[“\"‘']+)\.$")
_FOLLOWER = re.compile(rf"[{re.escape(OPENING)}]{{0,9}}([^\W_]+)")
_LOWER_START = re.compile(r"[^\w“„«]{0,40}[^\W\d_]")
_NUMBERED = frozenset(("no", "nos", "nr", "núm", "art", "pp", "p"))
_OPENERS = frozenset("the a an he she it they we i in on at but and this that these those his her their its there after as when if".split())


def sentences(text: str, lang: str = "en", abbreviations: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Offsets of the sentences: trimmed, disjoint, in order, holding every character that is not white space.

    `abbreviations` are lower case and lack the final full stop; none of them ends a sentence unless
    a typical first word follows.
    """
    from sentencex import segment

    masked = _MASK.sub(" ", text)
    glued = [match.end() for match in _GLUED.finditer(text)]
    out: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        found = list(accumulate(map(len, segment(lang, masked[start:end])), initial=start))[:-1]
        own = set(glued[bisect_left(glued, start) : bisect_left(glued, end)])
        out += _trimmed(text, start, end, _boundaries(text, start, end, found, own, abbreviations))
    return out


def _trimmed(text: str, start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What lies between the cuts of a line, without the white space around it."""
    low = _skip(text, start, end)
    for cut in (*cuts, end):
        high = cut
        while high > low and text[high - 1].isspace():
            high -= 1
        if high > low:
            yield low, high
            low = _skip(text, cut, end)


def _skip(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _boundaries(text: str, start: int, end: int, found: Iterable[int], glued: set[int], abbreviations: frozenset[str]) -> list[int]:
    """Offsets at which a new sentence starts in a line, white space before it included or not; `found` are those of sentencex."""
    moved = {at for at in (_beside_marks(text, at, start, end) for at in found) if start < at < end}
    kept = [start]
    for at in sorted(moved | glued):
        if at in glued or _holds(text, at, kept[-1], end, abbreviations):
            kept.append(at)
    return kept[1:]


def _beside_marks(text: str, at: int, start: int, end: int) -> int:
    """Move a boundary so that closing marks stay with the sentence and opening ones go to the next."""
    while at > start and (text[at - 1].isspace() or text[at - 1] in _BESIDE):
        at -= 1
    while at < end and text[at] in CLOSING and not text[at].isspace():
        at += 1
    return at


def _holds(text: str, at: int, start: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether the news layer lets the boundary at `at` stand, for a sentence that began at `start`."""
    if at < end and not text[at].isspace():
        return False  # EE.UU. 3.5 example.com
    right = _skip(text, at, end)
    if text[at - 1] in CLOSING and _starts_lower(text, right, end):
        return False  # “...” he said
    if not _STOP.search(text, max(start, at - 3), at):
        return True
    low = max(start, text.rfind(" ", start, at))
    last = _LAST_TOKEN.search(text[low:at])
    if last is None:
        return True
    token, place, first = last.group(1), low + last.start(), _skip(text, start, at)
    follower = _FOLLOWER.match(text, right, end)
    opens = follower is not None and follower.group(1).lower() in _OPENERS
    if token.lower() in _NUMBERED and text[right:end][:1].isdigit():
        return False  # No. 5
    if token.isdigit() and place == first:
        return False  # a numbered list
    if "." in token and _starts_lower(text, right, end):
        return False  # 5 p.m. y
    if len(token) == 1 and token.isupper():
        return opens or follower is None or place <= first  # J. K. Rowling
    if token.lower() in abbreviations:
        return opens
    return True


def _starts_lower(text: str, at: int, end: int) -> bool:
    match = _LOWER_START.match(text, at, end)
    return match is not None and match.group()[-1].islower()


def asks(sentence: str) -> bool:
    """Whether a sentence is a question, which states nothing."""
    return sentence.rstrip("”’\"'») ").endswith("?")
