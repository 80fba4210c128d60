"""Which words of English mean much the same, and which the opposite: senses of WordNet 3.0, made ready by tools/build_senses.py.

Words are looked up in any form. All senses of a word count, since which one is meant nobody says: words that may mean much the same
are akin. A thing is akin to its kind (a road and a way), but not to another thing of its kind, nor a quality to another of one scale.
Copyright 2006 by Princeton University, all rights reserved; used under the WordNet license, see wordnet-license.txt.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Sense:
    """What some words mean in one of their uses."""

    part: Part
    words: tuple[str, ...]
    beside: frozenset[int] = frozenset()  # a kind of what, like what
    against: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Senses:
    """The senses of a language, numbered, and the forms of its words."""

    senses: tuple[Sense, ...]
    irregular: dict[str, tuple[str, ...]]
    uses: dict[tuple[str, Part], int]  # how often a word is used as what, as a power of two
    _of: dict[tuple[str, Part], frozenset[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[tuple[str, Part], set[int]] = {}
        for number, sense in enumerate(self.senses):
            for word in sense.words:
                found.setdefault((word, sense.part), set()).add(number)
        object.__setattr__(self, "_of", {key: frozenset(numbers) for key, numbers in found.items()})

    def bases(self, word: str, part: Part) -> tuple[str, ...]:
        """Words of a part of speech that a form may be of; a verb may have a particle behind it."""
        first, space, rest = word.partition(" ")
        if space and (word, part) not in self._of:
            return tuple(f"{base} {rest}" for base in self.bases(first, part) if (f"{base} {rest}", part) in self._of)
        made = [word, *self.irregular.get(word, ())]
        for ending, instead in ENDINGS[part]:
            if word.endswith(ending):
                bare = word[: -len(ending)] + instead
                made += [bare, bare[:-1]] if part == "v" and bare[-1:] == bare[-2:-1] else [bare]
        return tuple(base for base in dict.fromkeys(made) if (base, part) in self._of)

    def part(self, word: str) -> Part | None:
        """What a form is mostly used as; None of an unknown word."""
        known = [(self.uses.get((base, part), 0), part) for part in PARTS for base in self.bases(word, part)]
        return max(known, key=lambda one: one[0])[1] if known else None

    def akin(self, one: str, other: str) -> bool:
        """Whether two words may mean much the same, or one a kind of the other."""
        ours, theirs = self.of(one), self.of(other)
        if stem(one) == stem(other) or self._forms(one) & self._forms(other) or ours & theirs:
            return True
        if self._beside(ours) & theirs or ours & self._beside(theirs):
            return True
        return "v" in (self.part(one), self.part(other)) and bool(self._beside(ours, "v") & self._beside(theirs, "v"))

    def opposite(self, one: str, other: str) -> bool:
        """Whether two words may mean the opposite of each other: "open" and "close", "crewed" and "uncrewed", "decline" and "increase"."""
        if self._denies(one, other) or self._denies(other, one):
            return True
        verbs = self.part(one) == self.part(other) == "v"  # then what a participle is like as an adjective says nothing
        ours, theirs = (self._verbal(self.of(word)) if verbs else self.of(word) for word in (one, other))
        like, alike = (some | self._beside(some, "a") for some in (ours, theirs))
        if self._against(like) & alike:
            return True
        wide, wider = (some | self._beside(some, "v") for some in (like, alike))
        return not self.akin(one, other) and bool(self._against(wide) & theirs or ours & self._against(wider))

    def of(self, word: str) -> frozenset[int]:
        """The senses of a form."""
        return frozenset(number for part in PARTS for base in self.bases(word, part) for number in self._of[base, part])

    def _forms(self, word: str) -> set[str]:
        return {word, *(base for part in PARTS for base in self.bases(word, part))}

    def _beside(self, some: Iterable[int], part: Part | None = None) -> frozenset[int]:
        return frozenset(other for number in some if part in (None, self.senses[number].part) for other in self.senses[number].beside)

    def _against(self, some: Iterable[int]) -> frozenset[int]:
        return frozenset(other for number in some for other in self.senses[number].against)

    def _verbal(self, some: frozenset[int]) -> frozenset[int]:
        return frozenset(number for number in some if self.senses[number].part != "a")

    def _denies(self, one: str, other: str) -> bool:
        bare = [other.removeprefix(syllable) for syllable in DENYING if other.startswith(syllable)]
        return any(len(rest) >= LETTERS and self._forms(rest) & self._forms(one) for rest in bare)


# --- the file ---------------------------------------------------------------------------------


def dump(senses: Senses) -> bytes:
    """The file: a line a sense, `part words &beside !against` (numbers counted from its own); `= form bases`; `. part uses words`."""
    lines = []
    for number, sense in enumerate(senses.senses):
        links = [
            f"{mark}{','.join(str(n - number) for n in sorted(some))}" for mark, some in (("&", sense.beside), ("!", sense.against)) if some
        ]
        lines.append("|".join((sense.part, ",".join(sense.words), *links)))
    lines += ["|".join(("=", form, ",".join(bases))) for form, bases in sorted(senses.irregular.items())]
    rows: dict[tuple[Part, int], list[str]] = {}
    for (word, part), times in sorted(senses.uses.items()):
        rows.setdefault((part, times), []).append(word)
    lines += ["|".join((".", f"{part}{times}", ",".join(words))) for (part, times), words in sorted(rows.items())]
    return gzip.compress("\n".join(lines).encode(), 9, mtime=0)


def parse(content: bytes) -> Senses:
    """The inverse of `dump`."""
    senses: list[Sense] = []
    irregular: dict[str, tuple[str, ...]] = {}
    uses: dict[tuple[str, Part], int] = {}
    for line in gzip.decompress(content).decode().split("\n"):
        mark, first, *rest = line.split("|")
        if mark == "=":
            irregular[first] = tuple(rest[0].split(","))
        elif mark == ".":
            uses.update({(word, first[0]): int(first[1:]) for word in rest[0].split(",")})  # type: ignore[misc]
        else:
            links = {link[0]: frozenset(len(senses) + int(n) for n in link[1:].split(",")) for link in rest}
            senses.append(Sense(mark, tuple(first.split(",")), links.get("&", frozenset()), links.get("!", frozenset())))  # type: ignore[arg-type]
    return Senses(tuple(senses), irregular, uses)


@cache
def senses() -> Senses:
    """The shipped senses of English, read once."""
    return parse(files(__package__).joinpath("senses.gz").read_bytes())
