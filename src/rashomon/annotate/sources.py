"""Decides which words name a speaker: the phrase before or behind a cue.

Found without a parser: a pronoun, a mention with its titles, a common noun with what opens it, and
an appositive between commas. Who it is, `speakers` says.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from ..lang import language
from ..lang._titles import PHRASE_WORDS, Word, phrase_start
from ..types import Name, Report, Span
from .lexicon import BREAKING, CLOSING, lexicon
from .marks import Marked

_PARTS = re.compile(r"([^\W_]++(?:[.'&/-][^\W_]++)*+|\S)")
_BEYOND = 16  # words that a rule may look at beyond either end of a page
_BOUNDARIES = frozenset(('"', "”", ",", ";", "-", "–", "—", ":", ".", "(", "“"))  # in front of a phrase
_APPOSITIVE_WORDS = 25
_ROLE_REACH = 4  # "former deputy press secretary"
_BRACKET_WORDS = 8  # "Ada Example (D-Wis.) said"

Range = tuple[int, int]  # indexes of words, half-open


def _words(text: str, edges: Iterable[int]) -> tuple[list[str], list[int], list[int]]:
    """The words and marks of a text in lower case, where each starts and ends; cut where a quotation ends inside one: "harbour|Lorne"."""
    lowered = _lowered(text)
    parts = _PARTS.split(lowered)  # white space, a word, white space, ...
    bounds = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], bounds[:-1:2], bounds[1::2]
    inside: dict[int, list[int]] = {}
    for at in sorted(edges):
        word = bisect_left(starts, at) - 1
        if word >= 0 and at < ends[word]:
            inside.setdefault(word, []).append(at)
    if not inside:
        return words, starts, ends
    spans = [part for n, (start, end) in enumerate(zip(starts, ends, strict=True)) for part in pairwise((start, *inside.get(n, ()), end))]
    return [lowered[start:end] for start, end in spans], [start for start, _ in spans], [end for _, end in spans]


def _lowered(text: str) -> str:
    """A text in lower case with plain apostrophes, code point by code point: "İ" would become two."""
    low = text.replace("’", "'").lower()
    return low if len(low) == len(text) else "".join(char.lower() if len(char.lower()) == 1 else char for char in text.replace("’", "'"))


class Page:
    """A report as words, with the mentions and the quotation marks over them.

    `low` holds the words in lower case with plain apostrophes, and blanks beyond either end; they stand at `starts` to `ends`.
    """

    def __init__(self, report: Report, names: Sequence[Name], marked: Sequence[Marked]) -> None:
        self.report, self.lang, self.lexicon = report, language(report.lang), lexicon(report.lang)
        words, self.starts, self.ends = _words(report.text, {edge for mark in marked for edge in (mark.start, mark.end)})
        self.low = [*words, *[""] * _BEYOND]
        landmarks = self.lexicon.landmarks
        found = [at for at, low in enumerate(words) if low in landmarks]
        self._verbs = [at for at in found if words[at] in self.lexicon.verbs]
        self._openings = [at for at in found if words[at] in self.lexicon.openings]
        closed = [at + 1 for at in found if words[at] in CLOSING]
        self._turns = sorted({*closed, *self._openings, *(at for at in found if words[at] in BREAKING)})
        self.names = sorted(((name, self.range(name.span.start, name.span.end)) for name in names), key=lambda named: named[1])
        self.name_at = {at: name for name, bounds in self.names for at in range(*bounds)}
        self.marked = [mark for mark in marked if mark.depth == 0]
        self._mark_starts = [mark.start for mark in self.marked]
        self._mark_words = {mark.start: self.range(mark.start, mark.end) for mark in self.marked}
        self.mark_at = {at: mark for mark in self.marked for at in range(*self.words_of(mark))}
        self._in_marks = sorted(self.mark_at)

    def range(self, start: int, end: int) -> Range:
        """The words that overlap a stretch of text."""
        first = bisect_right(self.starts, start) - 1
        if first < 0 or self.ends[first] <= start:
            first += 1
        return first, bisect_left(self.starts, end)

    def tells(self, low: int, high: int) -> bool:
        """Whether a stretch has a word that quotations are told by."""
        return bool(_within(self._verbs, low, high) or self.openings(low, high))

    def words_of(self, mark: Marked) -> Range:
        """The words of an outermost quotation, with its marks."""
        return self._mark_words[mark.start]

    def verbs(self, low: int, high: int) -> Iterator[int]:
        """The words of a stretch that are written like cues, in order."""
        return filter(self.is_verb, _within(self._verbs, low, high))

    def openings(self, low: int, high: int) -> list[int]:
        """The words of a stretch that may open an "according to"."""
        return _within(self._openings, low, high)

    def turns(self, low: int, high: int) -> list[int]:
        """The words of a stretch at which a clause may end: behind a comma or closing mark, at a dash, at an "according to"."""
        return _within(self._turns, low, high)

    def in_marks(self, low: int, high: int) -> list[int]:
        """The words of a stretch that stand in outermost quotation marks, these included."""
        return _within(self._in_marks, low, high)

    def length(self, bounds: Range) -> int:
        """How many words a stretch has, marks and stops aside."""
        return sum(low[:1].isalnum() for low in self.low[slice(*bounds)])

    def mark_before(self, start: int) -> Marked | None:
        """The last outermost quotation that starts before an offset."""
        n = bisect_left(self._mark_starts, start) - 1
        return self.marked[n] if n >= 0 else None

    def marks_over(self, span: Span) -> list[Marked]:
        """The outermost quotations that share a character with a span."""
        first = max(bisect_right(self._mark_starts, span.start) - 1, 0)
        return [mark for mark in self.marked[first : bisect_left(self._mark_starts, span.end)] if mark.end > span.start]

    def is_title(self, mark: Marked) -> bool:
        """Whether marks hold the name of something: "The Old Man and the Sea"."""
        if self.report.text[mark.inner_end - 1 : mark.inner_end] in tuple(".,!?…"):
            return False
        inside = [at for at in range(*self.range(mark.inner_start, mark.inner_end)) if self.low[at][:1].isalpha()]
        return all(self.capital(at) or self.is_stop(at) for at in inside) and sum(map(self.capital, inside)) > 1

    def capital(self, at: int) -> bool:
        return self.report.text[self.starts[at]].isupper()

    def words(self, first: int, end: int) -> list[Word]:
        """Some words with what titles are read by."""
        places = range(first, min(end, len(self.starts)))
        return [Word(self.starts[at], self.ends[at], self.low[at], self.capital(at)) for at in places]

    def text(self, span: Range) -> str:
        return self.report.text[self.starts[span[0]] : self.ends[span[1] - 1]]

    def span(self, span: Range) -> Span:
        return Span(self.report.id, self.starts[span[0]], self.ends[span[1] - 1])

    # --- the phrase that names a speaker

    def before(self, at: int, low: int) -> Range | None:
        """The noun phrase that ends before word `at`, not reaching below `low`."""
        at -= 1
        while at >= low and (self.low[at] in self.lang.auxiliaries or (self.low[at].endswith("ly") and not self.capital(at))):
            at -= 1
        if at < low or (at in self.mark_at and at not in self.name_at):
            return None
        if self.low[at] == ",":
            return self._appositive_before(at, low)
        if self.low[at] == ")":
            opened = next((n for n in range(at - 1, max(low, at - _BRACKET_WORDS), -1) if self.low[n] == "("), None)
            return self.before(opened, low) if opened is not None else None
        if self.low[at] in self.lang.who_words:
            inner = at - 1 if self.low[at - 1] == "," else at
            return self.before(inner, low) if inner > low else None
        if self.is_subject_pronoun(at) or self.low[at] in self.lang.quantifiers:
            return at, at + 1
        return self._phrase_before(at, low)

    def _appositive_before(self, comma: int, low: int) -> Range | None:
        """Such as "Ann Example, a teacher in Lund," as one phrase."""
        for at in range(comma - 1, max(low, comma - _APPOSITIVE_WORDS), -1):
            if self.low[at] == "," and at - 1 >= low:
                phrase = self._phrase_before(at - 1, low)
                opened = self.low[at + 1]
                if phrase and (
                    opened in self.lang.determiners
                    or opened in self.lang.who_words
                    or opened.isdigit()
                    or self._tells_role(at + 1)
                    or (self.capital(at + 1) and self.is_role(comma - 1))
                    or (at + 1 in self.name_at and comma - 1 in self.name_at and any(map(self.is_role, range(*phrase))))
                ):
                    return (phrase[0], comma) if opened not in self.lang.who_words else phrase
                if phrase and opened in self.lang.prepositions:  # "Ann Example, in her speech,"
                    return phrase
        return None

    def _phrase_before(self, at: int, low: int) -> Range | None:
        end, name = at + 1, self.name_at.get(at)
        if name is not None:
            start = max(self.named(at)[0], low)
            start = self.with_titles(start, low)
            if self.low[start - 1] == "and" and start - 2 >= low and start - 2 in self.name_at:
                start = self.with_titles(max(self.named(start - 2)[0], low), low)
            head = self._attached(start, low)
            start = head if head is not None else start
            return start - (start > low and self.low[start - 1] in self.lang.determiners), end
        if not self._is_noun(at):
            return None
        start = at
        while start > low and at - start < PHRASE_WORDS:
            word = self.low[start - 1]
            if word == "and" and start - 2 == low and self._is_noun(low):  # "Bakers and teachers"
                start = low
                break
            if word in self.lang.determiners or word in self.lang.quantifiers:
                start -= 1
                start -= self.low[start] in self.lang.quantifiers and start > low and self.low[start - 1] in self.lang.determiners
                break
            if (not self._is_noun(start - 1) and word not in ("-", "'s")) or start - 1 in self.mark_at:
                break
            start -= 1
        head = self._attached(start, low)
        start = head if head is not None else start
        boundary = (
            start == low
            or self.low[start] in self.lang.determiners
            or self.low[start] in self.lang.quantifiers
            or self.low[start - 1] in _BOUNDARIES
            or self.low[start - 1] in self.lang.conjunctions
        )
        return (start, end) if boundary and at - start < PHRASE_WORDS else None

    def _attached(self, start: int, low: int) -> int | None:
        """Where the noun phrase starts that a prepositional phrase at `start` hangs on: "a spokesman | for the city"."""
        if self.low[start - 1] not in self.lang.attaching or start - 2 < low:
            return None
        if not self._is_noun(start - 2) and start - 2 not in self.name_at:
            return None
        inner = self._phrase_before(start - 2, low)
        return inner[0] if inner and any(self.is_role(at) for at in range(*inner)) else None

    def with_titles(self, start: int, low: int) -> int:
        """Take the titles in front of a mention into the phrase: "Foreign Ministry spokeswoman | Ada Example"."""
        base = max(0, low - 1, start - PHRASE_WORDS - 2)  # a rule may look at the word before the first
        barred = {at - base for at in range(base, start) if at in self.mark_at}
        return base + phrase_start(self.report.text, self.words(base, start + 1), start - base, max(0, low - base), self.lang, barred)

    def after(self, at: int, high: int, closed: bool = False) -> Range | None:
        """The noun phrase that starts at word `at`, with its appositive, not reaching beyond `high`.

        `closed`: an appositive counts only between commas, since a clause may follow.
        """
        if at >= high or (at in self.mark_at and at not in self.name_at):
            return None
        if self.is_subject_pronoun(at):
            return at, at + 1
        opens = self.capital(at) or self.low[at] in self.lang.determiners or self.is_role(at) or self._plural(at)
        if not opens and at not in self.name_at:
            return None
        end = at
        while end < high and end - at < PHRASE_WORDS and self._goes_on(at, end, high):
            end += 1
        if end == at or self.low[end - 1] in self.lang.determiners or self.low[end - 1] in self.lang.attaching:
            return None
        return at, self._named_behind(at, end, high) or self._appositive_end(end, high, closed)

    def _named_behind(self, start: int, end: int, high: int) -> int | None:
        """The end of the name that an office is followed by: "the head of the board, Ann Example"; None where there is none."""
        name = self.name_at.get(end + 1) if self.low[end] == "," else None
        if name is None or name.kind != "person" or not self.is_role(start + (self.low[start] in self.lang.determiners)):
            return None
        stop = self.named(end + 1)[1]
        unnamed = not any(at in self.name_at for at in range(start, end))
        return stop if unnamed and stop <= high and (stop == high or self.low[stop] in ",.") else None

    def _goes_on(self, start: int, at: int, high: int) -> bool:
        """Whether word `at` still belongs to the noun phrase that began at `start`."""
        low, follower = self.low[at], at + 1
        if (at in self.mark_at and at not in self.name_at) or self.is_verb(at):
            return False
        if low == "and":
            return follower in self.name_at and at - 1 in self.name_at
        if low in self.lang.conjunctions:
            return False
        if low in self.lang.attaching:
            named = follower in self.name_at or self.low[follower] in self.lang.determiners
            return at > start and (named or (follower < high and self.capital(follower)))
        if low == "." and self.low[at - 1] in self.lang.honorifics:
            return True
        plain = not self.is_stop(at) or (low in self.lang.determiners and at == start) or self.low[at - 1] in self.lang.attaching
        return low == "-" or (low[:1].isalnum() and plain)

    def _appositive_end(self, end: int, high: int, closed: bool) -> int:
        """The end of the appositive behind a phrase; of the phrase itself where there is none."""
        if self.low[end] != "," or end + 1 >= high or not (self.low[end + 1] in self.lang.determiners or self._tells_role(end + 1)):
            return end
        stop = end + 1
        while stop < high and stop - end < _APPOSITIVE_WORDS and self.low[stop] not in ",.;:" and stop not in self.mark_at:
            stop += 1
        return stop if not closed or self.low[stop] == "," else end

    def _tells_role(self, at: int) -> bool:
        """Whether an office opens at a word, a word or two in front of its noun: "executive vice president"."""
        for n in range(at, at + _ROLE_REACH):
            if not self.low[n][:1].isalpha() or self.is_stop(n) or self.is_verb(n):
                return False
            if self.is_role(n):
                return True
        return False

    def named(self, at: int) -> Range:
        """The words of the mention over a word."""
        span = self.name_at[at].span
        return self.range(span.start, span.end)

    def is_subject_pronoun(self, at: int) -> bool:
        return self.low[at].removesuffix("'s") in self.lexicon.subjects

    def is_verb(self, at: int) -> bool:
        """Whether a word is written like a cue: "State" in a name is none."""
        if self.low[at] not in self.lexicon.verbs:
            return False
        return not self.capital(at) or at + 1 == len(self.starts) or self.low[at - 1] == "."

    def is_stop(self, at: int) -> bool:
        """Whether a word is a stopword; "US" is none."""
        low = self.low[at]
        return low in self.lang.stopwords and not (len(low) > 1 and self.report.text[self.starts[at] : self.ends[at]].isupper())

    def _is_noun(self, at: int) -> bool:
        low = self.low[at]
        return low[:1].isalnum() and not self.is_stop(at) and not self.is_verb(at) and low not in self.lang.prepositions

    def is_role(self, at: int) -> bool:
        """Whether a word says what somebody is."""
        return self.low[at].removesuffix("'s") in self.lexicon.roles

    def _plural(self, at: int) -> bool:
        return self.low[at].removesuffix("s") in self.lang.people or self.low[at] in self.lang.plurals


def _within(places: list[int], low: int, high: int) -> list[int]:
    return places[bisect_left(places, low) : bisect_left(places, high)]
