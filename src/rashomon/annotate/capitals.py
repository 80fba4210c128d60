"""Which words of a report carry a capital, which of those stand together, and what the report's habits are.

A capital says little where a sentence opens, nothing in a title; how a report writes the word elsewhere
says more. A word that swallowed its neighbour ("Smithand", "countriesSmith") is taken apart here, so that
names are found in it all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import compress, pairwise

from ..lang import language
from ..lang._given import MEN, WOMEN
from ..lang._orgs import ORGANISATION, PARTICLES
from ..lang._places import COMMON_WORDS, bodies, countries, demonyms, places
from ..text.tokens import placed
from ..types import Report, Span

_POSSESSIVE = re.compile(r"['’][sS]")
_OPENER = re.compile(r"[:“\"‘'«„–—•*]\s{0,2}(?=\w)")
_STOPS = frozenset('.!?…”"')
_STOPPED = frozenset((". ", ".\xa0", "."))
GIVEN = MEN | WOMEN
LINKS = frozenset(("of", "for", "de", "des", "del", "für", "della", "di"))
_MOST_WORDS = 12  # of one run; lists without commas are no name
_LEAST_TITLE = 4  # words longer than _SHORT from which a line may be a title
_SHORT = 3
_TITLE_CASE = 0.6  # share of capitalised words from which a line is a title and capitals say nothing


class Word:
    """A word without its possessive ending. `at`: its number on the page; `opens`: its capital may only mark a beginning."""

    __slots__ = ("at", "low", "opens", "start", "text")

    def __init__(self, at: int, start: int, text: str, opens: bool) -> None:
        self.at, self.start, self.text, self.low, self.opens = at, start, text, _low(text), opens

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


class Capitals:
    """The words of a report, numbered, and how often it writes each with and without a capital.

    Nine words in ten are in no name: they stay strings and offsets, and only what is asked for becomes a `Word`.
    """

    def __init__(self, report: Report, sentences: Sequence[Span]) -> None:
        self.text, self.lang = report.text, language(report.lang)
        low, high = (sentences[0].start, sentences[-1].end) if sentences else (0, 0)
        texts, starts = placed(self.text)
        first, end = bisect_left(starts, low), bisect_left(starts, high)
        self._texts, self._starts = list(texts[first:end]), list(starts[first:end])
        self._strip_possessives(low, high)
        self._openers = {match.end() for match in _OPENER.finditer(self.text)}.union(span.start for span in sentences)
        self._number(sentences)
        stopped = (self.text[span.end - 1] in _STOPS for span in sentences)
        self.titles = [self._is_title(*bounds, stop) for bounds, stop in zip(self._ranges, stopped, strict=True)]
        self._count()
        if self._unglue():
            self._number(sentences)
            self._count()
        self.runs = [list(self._runs(first, end)) for first, end in self._ranges]
        self.alone = Counter(run[0].text for runs in self.runs for run in runs if len(run) == 1)

    def _strip_possessives(self, low: int, high: int) -> None:
        """Take the endings off "Ada’s", between two offsets."""
        for match in _POSSESSIVE.finditer(self.text, low, high):
            at = bisect_right(self._starts, match.start()) - 1
            if at >= 0 and self._starts[at] + len(self._texts[at]) == match.end():
                self._texts[at] = self._texts[at][:-2]

    def _number(self, sentences: Sequence[Span]) -> None:
        """Which words each sentence has, which are not in lower case, and which of these carry a capital."""
        firsts = [bisect_left(self._starts, span.start) for span in sentences]
        self._ranges = list(pairwise((*firsts, len(self._starts))))
        self._edges = {*firsts, len(self._starts)}
        self._uncommon = [at for at, word in enumerate(self._texts) if not word.islower()]
        self._capitals = [at for at in self._uncommon if self._texts[at][0].isupper()]

    def _count(self) -> None:
        """How often each word stands where its capital, or the lack of one, says something."""
        telling = bytearray(b"\x01") * len(self._texts)
        for (first, end), title in zip(self._ranges, self.titles, strict=True):
            if title:
                telling[first:end] = bytes(end - first)
        for start in self._openers:
            at = bisect_left(self._starts, start)
            if at < len(self._starts) and self._starts[at] == start:
                telling[at] = 0
        self.capitals = Counter(self._texts[at] for at in self._capitals if telling[at])
        for at in self._capitals:
            telling[at] = 0
        self.lowers = Counter(compress(self._texts, telling))

    def _is_title(self, first: int, end: int, stopped: bool) -> bool:
        """Whether a line is written in capitals, or in title case without a full stop."""
        if bisect_left(self._capitals, end) - bisect_left(self._capitals, first) < _LEAST_TITLE * _TITLE_CASE:
            return False
        words = [word for word in self._texts[first:end] if len(word) > _SHORT and word[0].isalpha()]
        if len(words) < _LEAST_TITLE:
            return False
        return all(map(str.isupper, words)) or (not stopped and sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words))

    # --- words by their number

    def word(self, at: int) -> Word:
        start = self._starts[at]
        return Word(at, start, self._texts[at], start in self._openers)

    def words(self, start: int, end: int) -> list[Word]:
        """The words that start in a stretch of the text."""
        return [self.word(at) for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end))]

    def before(self, at: int) -> str:
        """The word in front, in lower case; empty where the sentence begins."""
        return "" if at in self._edges else _low(self._texts[at - 1])

    def after(self, at: int) -> str:
        """The word behind, in lower case; empty where the sentence ends."""
        return "" if at + 1 in self._edges else _low(self._texts[at + 1])

    def between(self, at: int) -> str:
        """What stands in front of a word, from the end of the one before."""
        return self.text[self._starts[at - 1] + len(self._texts[at - 1]) : self._starts[at]]

    def written(self, those: Collection[str]) -> list[Word]:
        """The words that are written exactly like one of `those`."""
        return [self.word(at) for at, text in enumerate(self._texts) if text in those]

    # --- words that ran together

    def _unglue(self) -> bool:
        """Take words apart that swallowed a neighbour; whether there was any."""
        texts, starts, done, endings = list[str](), list[int](), 0, _ending_sizes(self.lang.code)
        for at in self._uncommon:
            word, start = self._texts[at], self._starts[at]
            if (word[-2:] in endings or word[0].islower()) and (size := self._glue(at, word)):
                texts += (*self._texts[done:at], word[:size], word[size:])
                starts += (*self._starts[done:at], start, start + size)
                done = at + 1
        if done:
            self._texts, self._starts = texts + self._texts[done:], starts + self._starts[done:]
        return done > 0

    def _glue(self, at: int, word: str) -> int:
        """How many letters belong to the first of two words where one is a known name, 0 for sound words."""
        if word[0].islower():
            tail = word.lstrip("".join(set(word) & _LOWER))
            size = len(word) - len(tail)
            return size if size > 2 and len(tail) > 3 and tail[1:].islower() and self._known(tail, 1) else 0
        sizes = _ending_sizes(self.lang.code).get(word[-2:], ())
        if not sizes or self.capitals[word] > 1 or word in places() or word in demonyms() or word.lower() in GIVEN:
            return 0
        endings = _endings(self.lang.code)
        for size in sizes:
            name, ending = word[:-size], word[-size:]
            surname = ending == "on" and name.endswith("s")  # Richards, Richardson
            if ending in endings and not surname and self._known(name, 1 if size > 2 or self._name_follows(at) else 2):
                return len(name)
        return 0

    def _name_follows(self, at: int) -> bool:
        """Whether the next word of the sentence has a capital or an article."""
        after = self.after(at)
        return after != "" and (self._texts[at + 1][0].isupper() or after in self.lang.articles or after in self.lang.one_words)

    def _known(self, name: str, least: int) -> bool:
        return len(name) > 3 and (self.capitals[name] >= least or (name in countries() and name.lower() not in COMMON_WORDS))

    # --- words that stand together

    def _counts(self, at: int) -> bool:
        """Whether a word may be a name's: a capital, and neither a function word nor "Paris-based"."""
        word = self._texts[at]
        if not word[0].isupper() or (_low(word) in self.lang.stopwords and not (word.isupper() and len(word) > 1)):
            return False
        tail = word.rpartition("-")[2] if "-" in word else ""
        return not (len(tail) > 3 and tail.islower())

    def _runs(self, first: int, end: int) -> Iterator[list[Word]]:
        """Maximal runs of capitalised words of a sentence; particles and the links of organisations stay inside."""
        at = first
        for capital in self._capitals[bisect_left(self._capitals, first) : bisect_left(self._capitals, end)]:
            if capital < at or not self._counts(capital):
                continue
            run, at = [self.word(capital)], capital + 1
            while at < end and self._joined(at) and (len(run) != _MOST_WORDS if self._counts(at) else self._inside(run, at, end)):
                run.append(self.word(at))
                at += 1
            yield run

    def _joined(self, at: int) -> bool:
        """Whether a word and the one before may be parts of one name."""
        between = self.between(at)
        if between in (" ", "\xa0"):
            return True
        left = self._texts[at - 1]
        return between in _STOPPED and (len(left) <= 2 or _low(left) in self.lang.abbreviations or _low(left) in self.lang.honorifics)

    def _inside(self, run: Sequence[Word], at: int, end: int) -> bool:
        """Whether a small word is part of a name: "Rio de Janeiro", "Jan van der Lek", "Ministry of Defence", "Secretary of State"."""
        link, follower = _low(self._texts[at]), self._texts[at + 1] if at + 1 < end else ""
        if link in PARTICLES and at + 2 < end and _low(follower) in PARTICLES and self._texts[at + 2][0].isupper():
            return True
        if not follower[:1].isupper() or not self._joined(at + 1):
            return False
        if link in PARTICLES or (link in LINKS and any(word.low in ORGANISATION for word in run)):
            return True
        tail = [self._texts[at], follower]
        phrases = {" ".join([*(word.text for word in run[-width:]), *tail]) for width in range(1, 4)}
        return any(phrase in places() or phrase in bodies() or phrase.lower() in self.lang.roles for phrase in phrases)


def _low(word: str) -> str:
    return word.lower() if word[-1] != "." else word.lower().rstrip(".")


_LOWER = frozenset("abcdefghijklmnopqrstuvwxyzáàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿß")


@cache
def _endings(code: str) -> frozenset[str]:
    """Words that run into names; not "an", which makes people of places."""
    lang = language(code)
    return frozenset(word for word in lang.stopwords | lang.cues.keys() | lang.contacts.keys() if len(word) > 1 and word != "an")


@cache
def _ending_sizes(code: str) -> dict[str, list[int]]:
    """The lengths of these words, longest first, by their last two letters."""
    sizes: dict[str, set[int]] = {}
    for word in _endings(code):
        sizes.setdefault(word[-2:], set()).add(len(word))
    return {tail: sorted(found, reverse=True) for tail, found in sizes.items()}
