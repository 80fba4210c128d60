"""Which characters are damage: line ends, entities, mojibake, invisible ones, stacked accents, composition, wrapped lines.

Every pass is a list of cuts on the text that the pass before left; what a reader sees of sound text
never changes. Runs of combining marks are capped before anything is normalised: NFC is quadratic in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from itertools import accumulate

from ..text.cuts import compose, replay
from ..types import Cut

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"  # looked for one by one: a text without them is passed ten times as fast
_LINE_END = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]+"  # control characters, but tab and line feed
    r"|[\u00ad\u180e\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
    r"|(?<![\u0590-\u1fff\u2600-\uffef\U00010000-\U0010ffff])[\u200c\u200d]+"  # joiners matter in Persian, Indic scripts and emoji
)
_MORE_THAN_TYPOGRAPHY = re.compile("[^\x00-\x7f“”‘’–—…]")  # damage shows beside other characters than these
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"


def repair(raw: str, combining_run: int) -> tuple[Cut, ...]:
    """The cuts that mend `raw`; empty for sound text."""
    passes: tuple[Callable[[str], Sequence[Cut]], ...] = (
        _line_ends,
        _entities,
        _mojibake,
        _unseen,
        lambda text: _stacked(text, combining_run),
        _composition,
        _wrapped_lines,
    )
    cuts: tuple[Cut, ...] = ()
    text = raw
    for find in passes:
        if found := find(text):
            cuts, text = compose(raw, cuts, found), replay(text, found)
    return cuts


def _line_ends(text: str) -> list[Cut]:
    if not any(map(text.__contains__, _LINE_ENDS)):
        return []
    return [Cut(*match.span(), "line-end", "\n") for match in _LINE_END.finditer(text)]


def _entities(text: str) -> list[Cut]:
    if "&" not in text:
        return []
    found = ((match, unescape(match.group())) for match in _ENTITY.finditer(text))
    return [Cut(*match.span(), "entity", plain) for match, plain in found if plain != match.group()]


def _unseen(text: str) -> list[Cut]:
    if text.replace("\n", "").isprintable():  # nothing that _UNSEEN names is printable, and this test costs next to nothing
        return []
    return [Cut(*match.span(), "invisible") for match in _UNSEEN.finditer(text)]


def _stacked(text: str, most: int) -> list[Cut]:
    if text.isascii():
        return []
    return [Cut(match.start() + most, match.end(), "stacked-accents") for match in re.finditer(f"{_MARKS}{{{most + 1},}}", text)]


def _mojibake(text: str) -> list[Cut]:
    if text.isascii() or not _MORE_THAN_TYPOGRAPHY.search(text):
        return []
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(text):  # what `fix_encoding` asks of every line before it does anything
        return []
    return list(_rewrites(text, fix_encoding, "mojibake"))


def _composition(text: str) -> list[Cut]:
    if unicodedata.is_normalized("NFC", text):
        return []
    return list(_rewrites(text, lambda line: unicodedata.normalize("NFC", line), "composition"))


def _wrapped_lines(text: str) -> list[Cut]:
    """Join the lines of hard-wrapped paragraphs; a wrapped text shows by lines that run on in lower case."""
    lines = text.split("\n")
    inner = [n for n in range(len(lines) - 1) if lines[n].strip() and lines[n + 1].strip()]
    running = [n for n in inner if lines[n + 1][:1].islower() and not lines[n].rstrip().endswith((".", "!", "?", '"', "”"))]
    if len(running) < 4 or 3 * len(running) < len(inner):
        return []
    width = sorted(len(lines[n]) for n in running)[len(running) // 2]
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    joined = (n for n in inner if 2 * len(lines[n]) > width and len(lines[n]) < 2 * width and not lines[n + 1][0].isspace())
    return [Cut(starts[n] + len(lines[n].rstrip()), starts[n + 1], "line-wrap", " ") for n in joined]


def _rewrites(text: str, fix: Callable[[str], str], rule: str) -> Iterator[Cut]:
    """Cuts for a fix that works line by line, one a word where the words still pair up."""
    start = 0
    for line in text.split("\n"):
        fixed = line if line.isascii() else fix(line)
        if fixed != line:
            old, new = line.split(" "), fixed.split(" ")
            if len(old) != len(new):
                old, new = [line], [fixed]
            at = start
            for before, after in zip(old, new, strict=True):
                if before != after:
                    yield _narrowed(at, before, after, rule)
                at += len(before) + 1
        start += len(line) + 1


def _narrowed(at: int, old: str, new: str, rule: str) -> Cut:
    """The cut that turns `old` at `at` into `new`, without what both share at their ends."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    return Cut(at + head, at + len(old) - tail, rule, new[head : len(new) - tail])


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their start."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
