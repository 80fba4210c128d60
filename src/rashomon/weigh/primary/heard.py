"""Where the words of a quotation stand in a primary source: the text as a stream of words, and the best place for some of them.

How it works.
1. Both sides are read as they would be heard: contractions in full, numbers in digits, no "uh", nothing in square brackets, no time codes.
2. The words of a quotation are aligned with the whole stream: each stands opposite its like, opposite another word, or opposite none; words
   of the stream that are passed over cost more the more there are, but hardly anything where the report owns up to a gap ("…", "[...]").
3. What was aligned is the place if most of the words stand there, in order.

Known exceptions: a quotation that turns two passages round is found by the longer one. Of places that fit equally the first is taken.
An error here is a quotation called altered, or not found, that is neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from ...lang import language
from ...lang._compared import compared, spoken_words
from ...text.stems import folded, telling
from ...text.tokens import APOSTROPHES, words
from ...types import Primary, Report, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Token = tuple[str, Span]

SHORT = 4  # words below which a quotation is found whole or not at all
ALIKE = 0.6  # share of a longer one's words that stand in one place, in order
PROSE = 0.75  # the same outside the quotation marks of a text that has some: there it tells in its own words
TELLING = 2  # of them that tell something, at least
BEFORE, BEHIND = 12, 2  # words of the sentence before a quotation and behind it that are kept with its place
EDGE = 3  # words before the first that is found, and behind the last, that may stand for others
TOLD, IDLE = 1.0, 0.5  # what a telling word and a stopword are worth where they meet their like
OTHER, NONE = 0.3, 0.35  # what a word costs opposite another, and opposite none
PASSED, EACH, OWNED = 0.7, 0.06, 0.3  # what it costs to pass words over: at all, a word; at all where the report says so

_ASIDE = re.compile(r"\[[^\[\]\n]{0,200}\]|^[ \t]*(?:\d{1,5}|[\d:.,]{5,14}[ \t]*-->[^\n]{0,60})[ \t]*$", re.MULTILINE)
_BRACKETS = re.compile(r"\[[^\[\]\n]{0,200}\]|\([^()\n]{0,200}\)")
_GAP = re.compile(r"…|\.\.\.|[\[(]")
_STOP = re.compile(r"[.!?…“”„«»\"]|\n[ \t]*\n")


def heard(report: Report, span: Span, without: re.Pattern[str] = _BRACKETS) -> tuple[Token, ...]:
    """The words of a stretch as they would be heard, each with its place; what stands in brackets is nobody's word."""
    text = report.quote(span)
    gaps = [range(*match.span()) for match in without.finditer(text)]
    starts = [gap.start for gap in gaps]
    out: list[Token] = []
    for start, end in words(text):
        n = bisect_right(starts, start) - 1
        if n < 0 or start not in gaps[n]:
            place = Span(report.id, span.start + start, span.start + end)
            out += [(word, place) for word in _in_full(text[start:end], report.lang)]
            if " ".join(word for word, _ in out[-2:]) in language(report.lang).sign_words:  # the sign of it is no word
                del out[-2:]
    return tuple(out)


def paragraph(report: Report, span: Span) -> Span:
    """The line of a report that holds a place."""
    start, end = report.text.rfind("\n", 0, span.start) + 1, report.text.find("\n", span.end)
    return Span(report.id, start, end if end >= 0 else len(report.text))


def _in_full(word: str, code: str) -> Iterator[str]:
    plain = word.lower()
    for mark in APOSTROPHES[1:]:
        plain = plain.replace(mark, "'")
    lang, ending = language(code), _ending(plain, code)
    if plain in spoken_words().sounds or plain in lang.sign_words:
        return
    if plain in lang.in_full:
        yield from lang.in_full[plain]
    elif ending:
        yield from (plain.removesuffix(ending[0]), ending[1])
    else:
        yield _figure(folded(word), code)


def _ending(plain: str, code: str) -> tuple[str, str] | None:
    """The contracted word at the end of another, as written and in full."""
    lang = language(code)
    behind = {end: full for end, (full, words) in lang.in_full_behind.items() if plain.removesuffix(end) in words}
    return next(((end, full) for end, full in (lang.in_full_endings | behind).items() if plain.endswith(end) and plain != end), None)


def _figure(word: str, code: str) -> str:
    """A number word as its figure: forty, 40; forty-one, 41; 1,200, 1200."""
    known = compared(code).number_words
    parts = word.split("-")
    if all(part in known for part in parts):
        return f"{sum(known[part] for part in parts):g}"
    return word.replace(",", "") if word[0].isdigit() else word


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: its words in the primary source, stretch by stretch."""

    tokens: tuple[Token, ...]
    base: tuple[Span, ...]
    turn: int  # of the first word; -1 where the text does not name its speakers
    before: tuple[Token, ...]  # words of the same sentence before the first
    behind: tuple[Token, ...]  # and behind the last
    opened: bool  # the first of `before` opens the sentence
    joined: bool  # a comma stands right before the first word
    whole: bool  # it begins and ends with sentences
    met: int  # words that are the same


class Stream:
    """A primary source as a stream of words."""

    def __init__(self, source: Primary) -> None:
        self.source, report = source, source.report
        spans = [turn.span for turn in source.turns] or [Span(report.id, 0, len(report.text))]
        said = [heard(report, span, _ASIDE) for span in spans]
        self.tokens = [token for some in said for token in some]
        self.turns = [n if source.turns else -1 for n, some in enumerate(said) for _ in some]
        self.opens = [self._opens(n) for n in range(len(self.tokens))]
        self.known = frozenset(word for word, _ in self.tokens)
        self.ids = {word: n for n, word in enumerate(sorted(self.known))}
        self.idle = compared(report.lang).stopwords
        self.marked = () if source.turns else source.notes.marked
        self._found: dict[tuple[tuple[str, ...], frozenset[int], frozenset[int]], Place | None] = {}  # copies quote the same words

    def _opens(self, n: int) -> bool:
        """Whether a sentence or a turn begins with the n-th word; a line break alone begins none, as in subtitles."""
        if n == 0 or self.turns[n] != self.turns[n - 1]:
            return True
        return _STOP.search(self.source.report.text, self.tokens[n - 1][1].end, self.tokens[n][1].start) is not None

    @cached_property
    def row(self) -> NDArray[np.int64]:
        """The stream as numbers, one a word."""
        import numpy as np

        return np.array([self.ids[word] for word, _ in self.tokens], dtype=np.int64)

    def find(self, tokens: Sequence[Token], report: Report, barred: frozenset[int] = frozenset()) -> Place | None:
        """The place of a quotation outside some turns; None where too few of its words stand together."""
        said = tuple(word for word, _ in tokens)
        gaps = frozenset(n for n in range(len(said) - 1) if _GAP.search(report.text, tokens[n][1].end, tokens[n + 1][1].start))
        if (said, gaps, barred) not in self._found:
            self._found[said, gaps, barred] = self._find(said, gaps, barred)
        return self._found[said, gaps, barred]

    def _find(self, said: tuple[str, ...], gaps: frozenset[int], barred: frozenset[int]) -> Place | None:
        import numpy as np

        if not said or self._needed(said) > sum(word in self.known for word in said):
            return None
        row = np.where(np.isin(self.turns, sorted(barred)), -1, self.row) if barred else self.row
        weights = [IDLE if word in self.idle else TOLD for word in said]
        pairs = aligned(np.array([self.ids.get(word, -2) for word in said]), row, weights, gaps)
        met = [(i, j) for i, j in pairs if said[i] == self.tokens[j][0] and self.turns[j] not in barred]
        return self._place(said, pairs, met, gaps) if self._is_found(said, met) else None

    def _needed(self, said: Sequence[str]) -> float:
        return len(said) if len(said) < SHORT else ALIKE * len(said)

    def _is_found(self, said: Sequence[str], met: Sequence[tuple[int, int]]) -> bool:
        if len(met) < self._needed(said):
            return False
        if len(met) < PROSE * len(said) and self.marked and not self._in_marks(met):
            return False
        if len(said) < SHORT:
            return met[-1][1] - met[0][1] == len(said) - 1
        own = telling(said, self.idle)
        return len(telling([said[i] for i, _ in met], self.idle)) >= min(TELLING, max(1, len(own)))

    def _in_marks(self, met: Sequence[tuple[int, int]]) -> bool:
        """Whether some words stand in one pair of marks of the primary source."""
        first, last = self.tokens[met[0][1]][1], self.tokens[met[-1][1]][1]
        return any(first in mark and last in mark for mark in self.marked)

    def _place(self, said: Sequence[str], pairs: Sequence[tuple[int, int]], met: Sequence[tuple[int, int]], gaps: frozenset[int]) -> Place:
        inner = [pair for pair in pairs if met[0] <= pair <= met[-1]]
        runs = [[inner[0][1], inner[0][1]]]
        for (i, j), (following, there) in pairwise(inner):
            if there > j + 1 and any(n in gaps for n in range(i, following)):
                runs.append([there, there])
            runs[-1][1] = there
        ahead, behind = met[0][0], len(said) - 1 - met[-1][0]
        runs[0][0] -= self._room(ahead, runs[0][0], back=True) if ahead <= EDGE else 0
        runs[-1][1] += self._room(behind, runs[-1][1], back=False) if behind <= EDGE else 0
        first, last = runs[0][0], runs[-1][1]
        room = self._room(BEFORE, first, back=True)
        whole = self.opens[first] and (last + 1 == len(self.tokens) or self.opens[last + 1])
        return Place(
            tuple(token for low, high in runs for token in self.tokens[low : high + 1]),
            tuple(Span(self.source.report.id, self.tokens[low][1].start, self.tokens[high][1].end) for low, high in runs),
            self.turns[first],
            tuple(self.tokens[first - room : first]),
            tuple(self.tokens[last + 1 : last + 1 + self._room(BEHIND, last, back=False)]),
            self.opens[first - room],
            room > 0 and "," in self.source.report.text[self.tokens[first - 1][1].end : self.tokens[first][1].start],
            whole,
            len(met),
        )

    def _room(self, most: int, at: int, back: bool) -> int:
        """How many words of the same sentence stand before the `at`-th, or behind it."""
        room = 0
        while room < most:
            nearer, further = (at - room, at - room - 1) if back else (at + room + 1, at + room + 1)
            if not 0 <= further < len(self.tokens) or self.opens[nearer]:
                break
            room += 1
        return room


def aligned(ours: NDArray[np.int64], theirs: NDArray[np.int64], weights: Sequence[float], gaps: Collection[int]) -> list[tuple[int, int]]:
    """Words of a quotation opposite words of a stream, (place in ours, place in theirs), both rising; `gaps` stand behind words of ours.

    The best path by dynamic programming, one row a word of ours: O(n * m) for n and m words.
    """
    import numpy as np

    many, columns = len(ours), np.arange(len(theirs) + 1)
    held = np.zeros(len(theirs) + 1)
    opposite = np.zeros((many, len(theirs) + 1), dtype=bool)
    behind = np.zeros((many, len(theirs) + 1), dtype=np.int32)  # the column from which the words up to this one were passed over
    for i in range(many):
        here = held - NONE
        beside = held[:-1] + np.where(theirs == ours[i], weights[i], -OTHER)
        opposite[i, 1:] = beside >= here[1:]
        here[1:] = np.maximum(here[1:], beside)
        once, each = (OWNED, 0.0) if i in gaps else (PASSED, EACH)
        lifted = here + each * columns
        best = np.maximum.accumulate(lifted)
        came = np.maximum.accumulate(np.where(lifted >= best, columns, 0))
        passed = np.full(len(here), -np.inf)
        passed[1:] = best[:-1] - once - each * columns[1:]
        behind[i] = columns
        behind[i, 1:] = np.where(passed[1:] > here[1:], came[:-1], columns[1:])
        last, held = here, np.maximum(here, passed)
    pairs: list[tuple[int, int]] = []
    j = int(np.argmax(np.round(last, 6)))
    for i in range(many - 1, -1, -1):
        if opposite[i, j]:
            pairs.append((i, j - 1))
            j -= 1
        if i:
            j = int(behind[i - 1, j])
    return pairs[::-1]
