"""Which words of English mean much the same, and which the opposite: senses of WordNet 3.0, made ready by tools/build_senses.py.

Words are looked up in any form. All senses of a word count, since which one is meant nobody says: words that may mean much the same
are akin. A thing is akin to its kind (a road and a way), but not to another thing of its kind, nor a quality to another of one scale.
Copyright 2006 by Princeton University, all rights reserved; used under the WordNet license, see wordnet-license.txt.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

from .tokens import stem

Part = Literal["n", "v", "a", "r"]  # noun, verb, adjective, adverb
PARTS: tuple[Part, ...] = ("n", "v", "a", "r")
ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {  # of WordNet's own morphy
    "n": (("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")),
    "v": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "r": (),
}
DENYING = ("un", "in", "im", "ir", "dis", "non", "non-")
LETTERS = 4  # of a word behind a denying syllable, at least


class Entry(NamedTuple):
    """What is known of a word as it is written."""

    senses: dict[Part, frozenset[int]]
    uses: dict[Part, int]  # how often it is used as what, as a power of two
    forms_of: tuple[str, ...]  # words that it is an irregular form of


@dataclass(frozen=True, eq=False)  # one object a process; comparing 50,000 lines would cost more than asking them
class Senses:
    """The senses of a language as lines of text, which are taken apart when they are asked for: 33,000 of them take half a second.

    A word's line: the word, then `part uses:senses` for each part of speech and `=words` that it is an irregular form of, between bars.
    A sense's line: the part of speech, then what stands beside it behind `&` and against it behind `!`, counted from its own number.
    """

    words: tuple[str, ...]  # sorted
    senses: tuple[str, ...]

    @lru_cache(maxsize=20_000)  # noqa: B019  one object a process
    def entry(self, word: str) -> Entry:
        """What is known of a word as it is written."""
        at = bisect_left(self.words, f"{word}|")
        fields = self.words[at].split("|") if at < len(self.words) else [""]
        if fields[0] != word:
            return Entry({}, {}, ())
        parts = [field for field in fields[1:] if field[0] != "="]
        return Entry(
            {field[0]: frozenset(map(int, field.partition(":")[2].split(","))) for field in parts},  # type: ignore[misc]
            {field[0]: int(field[1 : field.index(":")]) for field in parts},  # type: ignore[misc]
            tuple(base for field in fields[1:] if field[0] == "=" for base in field[1:].split(",")),
        )

    @lru_cache(maxsize=20_000)  # noqa: B019  one object a process
    def bases(self, word: str, part: Part) -> tuple[str, ...]:
        """Words of a part of speech that a form may be of; a verb may have a particle behind it."""
        first, space, rest = word.partition(" ")
        if space and part not in self.entry(word).senses:
            return tuple(f"{base} {rest}" for base in self.bases(first, part) if part in self.entry(f"{base} {rest}").senses)
        made = [word, *self.entry(word).forms_of]
        for ending, instead in ENDINGS[part]:
            if word.endswith(ending):
                bare = word[: -len(ending)] + instead
                made += [bare, bare[:-1]] if part == "v" and bare[-1:] == bare[-2:-1] else [bare]
        return tuple(base for base in dict.fromkeys(made) if part in self.entry(base).senses)

    def part(self, word: str) -> Part | None:
        """What a form is mostly used as; None of an unknown word."""
        known = [(self.entry(base).uses[part], part) for part in PARTS for base in self.bases(word, part)]
        return max(known, key=lambda one: one[0])[1] if known else None

    @lru_cache(maxsize=100_000)  # noqa: B019  one object a process; rewriters exchange the same words again and again
    def akin(self, one: str, other: str) -> bool:
        """Whether two words may mean much the same, or one a kind of the other."""
        ours, theirs = self.of(one), self.of(other)
        if stem(one) == stem(other) or self._forms(one) & self._forms(other) or ours & theirs:
            return True
        if self._beside(ours) & theirs or ours & self._beside(theirs):
            return True
        return "v" in (self.part(one), self.part(other)) and bool(self._beside(ours, "v") & self._beside(theirs, "v"))

    @lru_cache(maxsize=100_000)  # noqa: B019  one object a process
    def opposite(self, one: str, other: str) -> bool:
        """Whether two words may mean the opposite of each other: "open" and "close", "crewed" and "uncrewed", "decline" and "increase"."""
        if self._denies(one, other) or self._denies(other, one):
            return True
        verbs = self.part(one) == self.part(other) == "v"  # then what a participle is like as an adjective says nothing
        own = [self._verbal(self.of(word)) if verbs else self.of(word) for word in (one, other)]
        near = [some | self._beside(some, "a") for some in own]
        if self._against(near[0]) & near[1]:
            return True
        wide = [some | self._beside(some, "v") for some in near]
        return not self.akin(one, other) and bool(self._against(wide[0]) & own[1] or own[0] & self._against(wide[1]))

    def of(self, word: str) -> frozenset[int]:
        """The senses of a form."""
        return frozenset(number for part in PARTS for base in self.bases(word, part) for number in self.entry(base).senses[part])

    def _forms(self, word: str) -> set[str]:
        return {word, *(base for part in PARTS for base in self.bases(word, part))}

    def _beside(self, some: Iterable[int], part: Part | None = None) -> frozenset[int]:
        return frozenset(other for number in some if part in (None, self.senses[number][0]) for other in self._linked(number, "&"))

    def _against(self, some: Iterable[int]) -> frozenset[int]:
        return frozenset(other for number in some for other in self._linked(number, "!"))

    def _linked(self, number: int, mark: str) -> list[int]:
        fields = self.senses[number].split("|")[1:]
        return [number + int(other) for field in fields if field[0] == mark for other in field[1:].split(",")]

    def _verbal(self, some: frozenset[int]) -> frozenset[int]:
        return frozenset(number for number in some if self.senses[number][0] != "a")

    def _denies(self, one: str, other: str) -> bool:
        bare = [other.removeprefix(syllable) for syllable in DENYING if other.startswith(syllable)]
        return any(len(rest) >= LETTERS and self._forms(rest) & self._forms(one) for rest in bare)


def dump(some: Senses) -> bytes:
    """The file: the lines of the words, an empty one, the lines of the senses."""
    return gzip.compress("\n".join((*some.words, "", *some.senses)).encode(), 9, mtime=0)


def parse(content: bytes) -> Senses:
    """The inverse of `dump`."""
    words, _, lines = gzip.decompress(content).decode().partition("\n\n")
    return Senses(tuple(words.split("\n")), tuple(lines.split("\n")))


@cache
def senses() -> Senses:
    """The shipped senses of English, read once."""
    return parse(files(__package__).joinpath("senses.gz").read_bytes())
