"""Whether an edit changes what is told or only the words: two texts that are nearly the same, word by word, and printed weights.

Observations (352 edits of eleven news summaries). Texts that stay true differ from their original by as many words as texts that do not:
words in common tell nothing (.50). A rewriter exchanges verbs and qualities freely. What changes a fact is a figure, a time, a name, a
denial or an opposite (right in 99 of 100, and half of all changes); then a noun or an adjective for one that is not akin.

How it works
1. The words of both texts are aligned (`text.diff`); words that only moved are left aside.
2. Each place that differs is of one kind (`KINDS`, first fit): by the lists of the language, by capitals, and by what `text.senses` says.
3. Weights (`edit.json`, fitted by tools/fit_edit.py) make bits of how often each kind occurs, up to MOST times.

Known exceptions. English only, for want of senses in other languages. Who does what to whom is not parsed; a capital at the head of a
sentence is no name; WordNet lacks many opposites of newsrooms (to spur and to hinder). The prior counts as many changed facts as not,
which no newsroom has: it is for telling the two apart, and a finding asks for an opposite on top.
Tried and dropped, with the numbers: docs/decisions.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from ..lang import Language
from ..lang._compared import compared
from ..text.diff import replacements
from ..text.senses import Senses, senses
from ..text.stems import folded
from ..text.tokens import stem, words

LANG = "en"  # of the senses, and so of the texts
MOST = 2  # changes of one kind that count
FEW = 6  # words at one place that are looked up one by one; more are written anew
LONG = 2  # words put in at one place from which they tell something of their own
BEFORE = 4  # signs before a word that may end a sentence
PRIOR = "a text that was edited"
FIGURE, TIME, NAME = "another figure", "another day or time", "another name"
DENIAL, OPPOSITE = "a denial put in or taken out", "an opposite word"
OTHER, VERB, AKIN = "another thing or quality", "another verb", "a like word"
PUT_IN, SAID_MORE, LEFT_OUT = "a word put in", "several words put in", "words left out"
DEGREE, SMALL = "how sure or how many", "small words"
KINDS = {  # which way a kind may point; small words tell nothing
    FIGURE: 1, TIME: 1, NAME: 1, DENIAL: 1, OPPOSITE: 1, OTHER: 1, SAID_MORE: 1,
    PUT_IN: 0, DEGREE: 0, VERB: 0, LEFT_OUT: 0, AKIN: -1,
}  # fmt: skip


class Word(NamedTuple):
    """A word of a text in comparison form, with its place."""

    key: str
    start: int
    end: int
    named: bool = False  # written like a name
    denies: bool = False


class Change(NamedTuple):
    """A place where two texts differ."""

    kind: str
    gone: tuple[Word, ...]
    come: tuple[Word, ...]


def changes(left: str, right: str) -> tuple[Change, ...]:
    """Every place where two English texts differ, in order."""
    ours, theirs = _read(left), _read(right)
    reader = _Reader(_lists(), senses(), ours, theirs)
    return tuple(
        change
        for tag, i, j, k, m in replacements([word.key for word in ours], [word.key for word in theirs])
        if tag != "equal"
        for change in reader.read(ours[i:j], theirs[k:m])
    )


def counts(some: Sequence[Change]) -> dict[str, float]:
    """How often each kind of change occurs, up to MOST times."""
    found = Counter(change.kind for change in some)
    return {kind: float(min(MOST, found[kind])) for kind in KINDS}


def changed_bits(some: Sequence[Change]) -> dict[str, float]:
    """What speaks for a changed fact in bits, by kind of change, the prior first; empty where nothing differs."""
    if not some:
        return {}
    by_kind = {kind: round(table().weights.get(kind, 0.0) * many, 3) for kind, many in counts(some).items()}
    return {PRIOR: table().prior, **{kind: bits for kind, bits in by_kind.items() if bits}}


class Table(NamedTuple):
    """Weights in bits by kind of change, and the bits from which a fact changed."""

    prior: float
    cut: float
    weights: dict[str, float]


@cache
def table() -> Table:
    """The shipped weights."""
    return Table(**json.loads(files(__package__).joinpath("edit.json").read_text(encoding="utf-8")))


@lru_cache(maxsize=20_000)
def _read(text: str) -> tuple[Word, ...]:
    """The words of a text; "didn't" is two."""
    lang, out = compared(LANG), list[Word]()
    for start, end in words(text):
        key = folded(text[start:end])
        before = text[max(0, start - BEFORE) : start].rstrip(" \"'“”‘’(")
        named = text[start].isupper() and bool(before) and before[-1] not in ".!?:\n"
        if out and key in lang.vow_words and out[-1].key in lang.refusals:  # "declined to", not "a decline"
            out[-1] = out[-1]._replace(denies=True)
        if key.endswith("n't"):
            out.append(Word(key[:-3], start, end))
            key = "not"
        out.append(Word(key, start, end, named and key not in lang.roles, key in lang.negators))
    return tuple(out)


class _Lists:
    """The words of the language that a changed word is looked for among."""

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self.dated = {*lang.weekdays, *(word for month in lang.months for word in month), *lang.day_parts, *lang.relative_days}
        self.times = self.dated | lang.periods.keys()
        self.degrees = (lang.hedges - lang.cues.keys()) | lang.modals | lang.quantifiers | lang.degree_words | lang.vague_numbers
        self.opposites = {*lang.opposites, *((other, one) for one, other in lang.opposites)}
        self.numbers = {**lang.vague_multiples, **lang.ordinals, **lang.multipliers, **lang.number_words}


@cache
def _lists() -> _Lists:
    return _Lists(compared(LANG))


class _Reader:
    """Reads the places where two texts differ."""

    def __init__(self, lists: _Lists, meant: Senses, ours: Sequence[Word], theirs: Sequence[Word]) -> None:
        self.lists, self.senses = lists, meant
        here, there = (Counter(stem(word.key) for word in some) for some in (ours, theirs))
        self.kept = {key for key in here if here[key] == there[key]}  # they stand in both texts, wherever

    def read(self, gone: Sequence[Word], come: Sequence[Word]) -> Iterator[Change]:
        """The changes at one place: a denial by itself, words of equal number in pairs, else all together."""
        ours, theirs = self._telling(gone), self._telling(come)
        if not ours and not theirs:
            yield Change(SMALL, tuple(gone), tuple(come))
            return
        denied = [tuple(word for word in some if word.denies) for some in (ours, theirs)]
        if bool(denied[0]) != bool(denied[1]):
            yield Change(DENIAL, *denied)
        ours, theirs = ([word for word in some if not word.denies] for some in (ours, theirs))
        if len(ours) == len(theirs) > 1:
            for one, other in zip(ours, theirs, strict=True):
                yield Change(self._kind([one], [other], [one], [other]), (one,), (other,))
        elif ours or theirs:
            yield Change(self._kind(ours, theirs, gone, come), tuple(ours), tuple(theirs))

    def _telling(self, some: Sequence[Word]) -> list[Word]:
        """Words that may tell something and did not only move."""
        return [
            word for word in some if stem(word.key) not in self.kept and (word.key not in self.lists.lang.stopwords or self._marks(word))
        ]

    def _marks(self, word: Word) -> bool:
        return word.denies or word.key in self.lists.degrees or self._times(word) or self._number(word) is not None

    def _times(self, word: Word) -> bool:
        """Whether a word tells a time; "may" and "march" only with a capital."""
        return word.key in self.lists.times and (word.named or word.key not in self.lists.lang.doubtful_dates)

    def _number(self, word: Word) -> str | None:
        """What a number is, in digits; None for other words."""
        said = self.lists.numbers.get(word.key)
        if said is not None:
            return f"{said:g}"
        return word.key.replace(",", "") if any(letter.isdigit() for letter in word.key) else None

    def _kind(self, ours: Sequence[Word], theirs: Sequence[Word], gone: Sequence[Word], come: Sequence[Word]) -> str:
        figures = [[number for word in some if (number := self._number(word))] for some in (ours, theirs)]
        if figures[0] != figures[1]:
            return FIGURE
        here, there = (any(self._times(word) for word in some) for some in (ours, theirs))
        if there and (here or (not ours and any(word.key in self.lists.dated for word in theirs))):
            return TIME
        if any(word.named and not self._times(word) for word in (*ours, *theirs)):
            return NAME
        if any(word.key in self.lists.degrees for word in (*ours, *theirs)):
            return DEGREE
        if not ours:
            return SAID_MORE if len(theirs) >= LONG else PUT_IN
        return self._exchanged(ours, theirs, gone, come) if theirs else LEFT_OUT

    def _exchanged(self, ours: Sequence[Word], theirs: Sequence[Word], gone: Sequence[Word], come: Sequence[Word]) -> str:
        """Words for words: word by word, and the phrases as they stand."""
        few = max(len(ours), len(theirs)) <= FEW
        pairs = list(product(_phrases(ours, gone), _phrases(theirs, come))) if few else []
        if any(self.senses.opposite(*pair) or pair in self.lists.opposites for pair in pairs):
            return OPPOSITE
        if any(self.senses.akin(*pair) for pair in pairs):
            return AKIN
        return VERB if any(self.senses.part(word.key) == "v" for word in (*ours, *theirs)) else OTHER


def _phrases(telling: Sequence[Word], place: Sequence[Word]) -> list[str]:
    """The telling words of a place, these together, and all of its words."""
    said = [" ".join(word.key for word in some) for some in (telling, place)]
    return list(dict.fromkeys((*(word.key for word in telling), *said)))
