"""Which words of a report carry a capital, which of those stand together, and what the report's habits are.

A capital says little where a sentence opens, nothing in a title; how a report writes the word elsewhere
says more. A word that swallowed its neighbour ("Smithand", "countriesSmith") is taken apart here, so that
names are found in it all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from ..lang import language
from ..lang._given import MEN, WOMEN
from ..lang._orgs import ORGANISATION, PARTICLES
from ..lang._places import COMMON_WORDS, bodies, countries, demonyms, places
from ..text.tokens import words
from ..types import Report, Span

_POSSESSIVE = re.compile(r"['’][sS]?$")
_MAY_BE_POSSESSIVE = frozenset("sS'’")
_OPENERS = frozenset(":“\"‘'«„—–•*")
_STOPS = frozenset('.!?…”"')
_STOPPED = frozenset((". ", ".\xa0", "."))
GIVEN = MEN | WOMEN
LINKS = frozenset(("of", "for", "de", "des", "del", "für", "della", "di"))
_MOST_WORDS = 12  # of one run; lists without commas are no name
_TITLE_CASE = 0.6  # share of capitalised words from which a line is a title and capitals say nothing


class Word:
    """A word without its possessive ending. `opens`: its capital may only mark a beginning."""

    __slots__ = ("capital", "end", "low", "opens", "start", "text")

    def __init__(self, start: int, end: int, text: str, opens: bool = False) -> None:
        self.start, self.end, self.text, self.opens = start, end, text, opens
        self.capital = text[0].isupper()
        self.low = text.lower() if text[-1] != "." else text.lower().rstrip(".")


class Capitals:
    """The words of a report by sentence, and how often it writes each with and without a capital."""

    def __init__(self, report: Report, sentences: Sequence[Span]) -> None:
        self.text, self.lang = report.text, language(report.lang)
        whole = [list(self._words(span)) for span in sentences]
        self.titles = [_is_title(sentence, self.text[span.end - 1] in _STOPS) for sentence, span in zip(whole, sentences, strict=True)]
        self._count(whole)
        self.sentences = [
            [
                part
                for n, word in enumerate(sentence)
                for part in ((word,) if word.text.islower() else self._unglued(word, sentence[n + 1 : n + 2]))
            ]
            for sentence in whole
        ]
        if any(len(taken) > len(sentence) for taken, sentence in zip(self.sentences, whole, strict=True)):
            self._count(self.sentences)
        self.runs = [list(self._runs(sentence)) for sentence in self.sentences]
        self.alone = Counter(run[0].text for runs in self.runs for run in runs if len(run) == 1)

    def _count(self, sentences: list[list[Word]]) -> None:
        inner = [word for sentence, title in zip(sentences, self.titles, strict=True) if not title for word in sentence if not word.opens]
        self.capitals = Counter(word.text for word in inner if word.capital)
        self.lowers = Counter(word.text for word in inner if not word.capital)

    def _words(self, span: Span) -> Iterator[Word]:
        sentence = self.text[span.start : span.end]
        lead = len(sentence) - len(sentence.lstrip())
        for start, end in words(sentence):
            text = sentence[start:end]
            if text[-1] in _MAY_BE_POSSESSIVE:
                text = _POSSESSIVE.sub("", text)
            if text:
                inside = start > lead + 1 and sentence[start - 1] == " " and sentence[start - 2].isalnum()
                opens = not inside and (start <= lead or sentence[max(0, start - 3) : start].rstrip()[-1:] in _OPENERS)
                yield Word(span.start + start, span.start + start + len(text), text, opens)

    def _unglued(self, word: Word, after: Sequence[Word]) -> list[Word]:
        at = self._glue(word.text, after)
        if not at:
            return [word]
        middle = word.start + at
        return [Word(word.start, middle, word.text[:at], word.opens), Word(middle, word.end, word.text[at:])]

    def _glue(self, word: str, after: Sequence[Word]) -> int:
        """Where a word that ran into a known name breaks, 0 for sound words."""
        if word[0].islower():
            tail = word.lstrip("".join(set(word) & _LOWER))
            at = len(word) - len(tail)
            return at if at > 2 and len(tail) > 3 and tail[1:].islower() and self._known(tail, 1) else 0
        endings = _endings(self.lang.code)
        sizes = [size for size in _ending_lengths(self.lang.code) if size <= len(word) and word[-size:] in endings]
        if not sizes or word in places() or word in demonyms() or word.lower() in GIVEN:
            return 0
        follows = after[0].capital or after[0].low in self.lang.articles | self.lang.one_words if after else False
        for size in sizes:
            at, ending = len(word) - size, word[-size:]
            surname = word[:at].endswith("s") and ending == "on"  # Richards, Richardson
            if not surname and self.capitals[word] < 2 and self._known(word[:at], 1 if len(ending) > 2 or follows else 2):
                return at
        return 0

    def _known(self, name: str, least: int) -> bool:
        return len(name) > 3 and (self.capitals[name] >= least or (name in countries() and name.lower() not in COMMON_WORDS))

    def counts(self, word: Word) -> bool:
        """Whether a word may be a name's: a capital, and neither a function word nor "Paris-based"."""
        if not word.capital or (word.low in self.lang.stopwords and not (word.text.isupper() and len(word.text) > 1)):
            return False
        tail = word.text.rpartition("-")[2]
        return not (len(tail) > 3 and tail.islower() and tail != word.text)

    def _runs(self, sentence: list[Word]) -> Iterator[list[Word]]:
        """Maximal runs of capitalised words; particles and the links of organisations stay inside."""
        run: list[Word] = []
        for n, word in enumerate(sentence):
            if not run and not word.capital:
                continue
            joined = bool(run) and self._joined(sentence[n - 1], word)
            if self.counts(word):
                if run and (not joined or len(run) == _MOST_WORDS):
                    yield run
                    run = []
                run.append(word)
            elif run:
                if joined and self._inside(run, sentence[n : n + 3]):
                    run.append(word)
                else:
                    yield run
                    run = []
        if run:
            yield run

    def _joined(self, left: Word, right: Word) -> bool:
        between = self.text[left.end : right.start]
        if between in (" ", "\xa0"):
            return True
        initial = len(left.text) <= 2 or left.low in self.lang.abbreviations or left.low in self.lang.honorifics
        return initial and between in _STOPPED

    def _inside(self, run: Sequence[Word], ahead: Sequence[Word]) -> bool:
        """Whether a small word is part of a name: "Rio de Janeiro", "Jan van der Lek", "Ministry of Defence", "Secretary of State"."""
        if len(ahead) > 2 and ahead[0].low in PARTICLES and ahead[1].low in PARTICLES and ahead[2].capital:
            return True
        if len(ahead) < 2 or not ahead[1].capital or not self._joined(ahead[0], ahead[1]):
            return False
        link, follower = ahead[0], ahead[1]
        if link.low in PARTICLES or (link.low in LINKS and any(word.low in ORGANISATION for word in run)):
            return True
        phrases = {" ".join(word.text for word in [*run[-width:], link, follower]) for width in range(1, 4)}
        return any(phrase in places() or phrase in bodies() or phrase.lower() in self.lang.roles for phrase in phrases)


_LOWER = frozenset("abcdefghijklmnopqrstuvwxyzáàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿß")


@cache
def _endings(code: str) -> frozenset[str]:
    """Words that run into names; not "an", which makes people of places."""
    lang = language(code)
    return frozenset(word for word in lang.stopwords | lang.cues.keys() | lang.contacts.keys() if len(word) > 1 and word != "an")


@cache
def _ending_lengths(code: str) -> tuple[int, ...]:
    """The lengths of these words, longest first."""
    return tuple(sorted({len(word) for word in _endings(code)}, reverse=True))


def place_of(word: Word, sentence: Sequence[Word]) -> int:
    """The position of a word in its sentence."""
    return bisect_left(sentence, word.start, key=lambda other: other.start)


def _is_title(sentence: list[Word], stopped: bool) -> bool:
    """Whether a line is written in capitals, or in title case without a full stop."""
    long = [word for word in sentence if len(word.text) > 3 and word.text[0].isalpha()]
    shouted = all(word.text.isupper() for word in long)
    return len(long) > 3 and (shouted or (not stopped and sum(word.capital for word in long) >= _TITLE_CASE * len(long)))
