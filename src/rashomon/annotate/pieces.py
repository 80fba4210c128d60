"""Decides what the tagger is shown of a text: word pieces, what the eye sees beside them, and windows of them.

The encoder knows no capitals, no quotation marks in pairs and no paragraphs, and all three tell names
and quotations. So every piece carries one number made of four features:

    case      of its word: none, lower, Title, UPPER, miXed, a single capital, a number
    sentence  how the sentence around it is written: plainly, As a Headline, IN CAPITALS
    marks     outside quotation marks, inside, or a mark itself (`marks` pairs them, lost ones too)
    opening   of a paragraph, of a sentence, or neither

A window is a run of pieces that the model reads at once: whole paragraphs up to `SOUGHT`, a longer paragraph alone up
to `LONGEST`, then whole sentences, then whole words. Short windows are quicker: attention grows with the square.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from .marks import marks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    Numbers = NDArray[np.int64]

CASES, STYLES, SIDES, OPENINGS = 7, 3, 3, 3  # values of each feature
FEATURES = CASES * STYLES * SIDES * OPENINGS
SOUGHT = 126  # pieces of a window that holds several paragraphs
LONGEST = 254  # pieces of any window
_STYLE_WORDS = 4  # a sentence of fewer words has no style
_STYLE_SHARE = 0.7  # of its words from which a sentence is a headline, or in capitals
_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W\d_]+")


class Pieces(NamedTuple):
    """A text as the encoder reads it; arrays of one number a piece."""

    ids: Numbers  # in the encoder's vocabulary
    features: Numbers  # below FEATURES
    starts: Numbers  # code points of the text, half-open
    ends: Numbers
    words: Numbers  # 1 where a word begins, else 0: tags are read there
    breaks: Numbers  # 2 where a paragraph begins, 1 a sentence, else 0

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Whether each piece stands inside quotation marks."""
        inside: NDArray[np.bool_] = self.features // OPENINGS % SIDES == 1
        return inside


@cache
def tokenizer() -> Tokenizer:
    """The encoder's own, without its cut at 256 pieces."""
    from tokenizers import Tokenizer

    from ..encode.minilm import checked

    found = Tokenizer.from_str(checked("tokenizer.json").decode())
    found.no_truncation()
    return found


def pieces(text: str, sentences: Sequence[tuple[int, int]]) -> Pieces:
    """The pieces of a text. `sentences` are offsets in text order; a line break between two ends a paragraph."""
    import numpy as np

    encoding = tokenizer().encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
    owners = np.array([-1, *(-1 if word is None else word for word in encoding.word_ids)], np.int64)
    words = (owners[1:] != owners[:-1]).astype(np.int64)
    breaks = _breaks(text, sentences, starts, ends)
    sides = _sides(text, [start for start, _ in sentences])[starts]
    features = (_cases(text, starts, ends, words) * STYLES + _styles(text, sentences, starts)) * SIDES + sides
    return Pieces(np.array(encoding.ids, np.int64), features * OPENINGS + breaks, starts, ends, words, breaks)


def _breaks(text: str, sentences: Sequence[tuple[int, int]], starts: Numbers, ends: Numbers) -> Numbers:
    import numpy as np

    breaks = np.zeros(len(starts), np.int64)
    if len(starts):
        first = np.searchsorted(starts, [start for start, _ in sentences])
        breaks[first[first < len(starts)]] = 1
        lines = np.array([match.start() for match in re.finditer("\n", text)], np.int64)
        broken = np.searchsorted(lines, starts[1:]) > np.searchsorted(lines, ends[:-1])
        breaks[1:][broken] = 2
        breaks[0] = 2
    return breaks


def _cases(text: str, starts: Numbers, ends: Numbers, words: Numbers) -> Numbers:
    """The case of the word that each piece belongs to."""
    import numpy as np

    first = np.flatnonzero(words)  # the first piece of a text always is
    last = np.append(first, len(words))[1:] - 1
    kinds = [_case(text[start:end]) for start, end in zip(starts[first].tolist(), ends[last].tolist(), strict=True)]
    return np.repeat(np.array(kinds, np.int64), last - first + 1)


def _case(word: str) -> int:
    if word.islower():
        return 1
    if word[:1].isdigit():
        return 6
    if word.isupper():
        return 3 if len(word) > 1 else 5
    if word[:1].isupper():
        return 2 if word[1:].islower() else 4
    return 4 if any(map(str.isupper, word)) else 0


def _styles(text: str, sentences: Sequence[tuple[int, int]], starts: Numbers) -> Numbers:
    import numpy as np

    styles = np.array([0, *(_style(text[start:end]) for start, end in sentences)], np.int64)
    return styles[np.searchsorted([start for start, _ in sentences], starts, side="right")]


def _style(sentence: str) -> int:
    """0 plain, 1 a headline's capitals, 2 capitals throughout."""
    words = _LETTERS.findall(sentence)
    if len(words) < _STYLE_WORDS or sum(word[0].isupper() for word in words) < _STYLE_SHARE * len(words):
        return 0
    return 2 if sum(word.isupper() for word in words) >= _STYLE_SHARE * len(words) else 1


def _sides(text: str, starts: Sequence[int]) -> Numbers:
    """For each code point: 0 outside quotation marks, 1 inside, 2 a mark."""
    import numpy as np

    sides = np.zeros(len(text), np.int64)
    found = marks(text, starts=starts)
    for mark in found:
        sides[mark.inner_start : mark.inner_end] = 1
    for mark in found:
        sides[mark.start : mark.inner_start] = 2
        sides[mark.inner_end : mark.end] = 2
    return sides


def windows(found: Pieces, sought: int = SOUGHT) -> Iterator[slice]:
    """Runs of pieces that cover a text, each the largest that fits; in linear time."""
    import numpy as np

    start, end = 0, len(found.ids)
    paragraphs, sentences, words = (np.append(np.flatnonzero(marked), end) for marked in (found.breaks == 2, found.breaks, found.words))
    while start < end:
        cut = _last(paragraphs, start, start + sought) or _next(paragraphs, start, start + LONGEST)
        cut = cut or _last(sentences, start, start + LONGEST) or _last(words, start, start + LONGEST) or start + LONGEST
        yield slice(start, cut)
        start = cut


def _last(edges: Numbers, low: int, high: int) -> int | None:
    """The last edge above `low` and up to `high`."""
    at = int(edges.searchsorted(high, side="right")) - 1
    return int(edges[at]) if at >= 0 and edges[at] > low else None


def _next(edges: Numbers, low: int, high: int) -> int | None:
    """The first edge above `low`, unless it lies above `high`."""
    edge = int(edges[edges.searchsorted(low, side="right")])
    return edge if edge <= high else None
