"""Where a sentence ends: sentencex over text without its quotation marks, and a news layer on top.

Sentencex keeps a whole quotation as one sentence; reports quote several sentences at a time, so the
marks are masked first and go to the side they touch afterwards. A line break always ends a
sentence: headlines and crossheads carry no full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING, CLOSING = "“„«‹‘‚\"'([", "”»›’\"'“)]"
_MASK = re.compile(r"[“”„«»‹›‚‘\"]|(?<!\w)['’]|['’](?!\w)")
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_STOP = re.compile(r"[.!?…。！？]")
_GLUED = re.compile(r"(?<=[^\W\d_A-Z][^\W\d_A-Z])[.!?][”\"’]?(?=[“\"]?[A-ZÀ-ÖØ-Þ][^\W\d_A-Z])")  # "he said.The mayor"
_LAST_TOKEN = re.compile(r"(?:^|[\s(\[“\"‘'])([^\s(\[“\"‘']+)\.$")
_LOWER_START = re.compile(r"[^\w“„«]*[^\W\d_]")
_NUMBERED = frozenset(("no", "nos", "nr", "núm", "art", "pp", "p"))
_OPENERS = frozenset("the a an he she it they we i in on at but and this that these those his her their its there after as when if".split())


def sentences(text: str, lang: str = "en", abbreviations: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Offsets of the sentences: trimmed, disjoint, in order, holding every character that is not white space.

    `abbreviations` are lower case and lack the final full stop; none of them ends a sentence unless
    a typical first word follows.
    """
    return [span for line in _LINE.finditer(text) for span in _of_line(text, line.start(), line.end(), lang, abbreviations)]


def _of_line(text: str, start: int, end: int, lang: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    low = _skip(text, start, end)
    for cut in (*_boundaries(text, start, end, lang, abbreviations), end):
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


def _boundaries(text: str, start: int, end: int, lang: str, abbreviations: frozenset[str]) -> list[int]:
    """Offsets at which a new sentence starts, white space before it included or not."""
    from sentencex import get_sentence_boundaries

    masked = _MASK.sub(" ", text[start:end])
    glued = {match.end() for match in _GLUED.finditer(text, start, end)}
    found = {start + int(part["start_index"]) for part in get_sentence_boundaries(lang, masked)}
    moved = {at for at in (_beside_marks(text, at, start, end) for at in found) if start < at < end}
    kept = [start]
    for at in sorted(moved | glued):
        if at in glued or _holds(text, at, kept[-1], end, abbreviations):
            kept.append(at)
    return kept[1:]


def _beside_marks(text: str, at: int, start: int, end: int) -> int:
    """Move a boundary so that closing marks stay with the sentence and opening ones go to the next."""
    while at > start and (text[at - 1].isspace() or text[at - 1] in OPENING + CLOSING):
        at -= 1
    while at < end and text[at] in CLOSING and not text[at].isspace():
        at += 1
    return at


def _holds(text: str, at: int, start: int, end: int, abbreviations: frozenset[str]) -> bool:
    """Whether the news layer lets the boundary at `at` stand, for a sentence that began at `start`."""
    if at < end and not text[at].isspace():
        return False  # EE.UU. 3.5 example.com
    left, right = text[start:at], text[at:end].lstrip()
    if left[-1:] in CLOSING and _starts_lower(right):
        return False  # “...” he said
    if not _STOP.search(left[-3:]):
        return True
    last = _LAST_TOKEN.search(left)
    if last is None:
        return True
    token = last.group(1)
    follower = re.match(r"[^\W_]+", right.lstrip(OPENING))
    opens = follower is not None and follower.group().lower() in _OPENERS
    if token.lower() in _NUMBERED and right[:1].isdigit():
        return False  # No. 5
    if token.isdigit() and left.strip() == last.group():
        return False  # a numbered list
    if "." in token and _starts_lower(right):
        return False  # 5 p.m. y
    if len(token) == 1 and token.isupper():
        return opens or follower is None or not left[: last.start()].strip()  # J. K. Rowling
    if token.lower() in abbreviations:
        return opens
    return True


def _starts_lower(text: str) -> bool:
    match = _LOWER_START.match(text)
    return match is not None and match.group()[-1].islower()
