"""Which of two reports is the older at each place where they differ, and whether all places agree on one of them.

Observations. Whoever rewords puts rarer and longer words for common ones, words that other accounts of the event do not use and that
stand nowhere else in his own report; whoever cuts leaves out a sentence from the middle or the end, and whoever updates adds one whose
words are new. One place says little: four in five are told rightly. But a text and what was made from it differ by the work of one
hand, so nearly all places say that the same one is the older; two texts made from a third differ by the work of two, and the places
fall on both sides. A sum over places cannot tell these apart, as half for each looks like nothing said. So a pair is asked twice: how
likely its places are when one side is the older at all of them, and how likely when it is at some share of them that nobody knows. The
bits between the two are a feature of `direction`, for each side one of wording and one of sentences.

Figures, on grown events of the split for fitting with other seeds (12 and 13): log loss of direction at its first asking .483 without
places, .431 with those where words were reworded, .4065 with all. Tried and dropped: all places in one sum of bits (.425); four kinds with
bits of their own (.405); 243,342 pairs of words in a row from Google Books, 5 MB (.400, but edges F1 .779 for .781); boosted
trees for a place (.48 bits for .58, but they may learn the words of the generator).

An error here is one feature of many; alone it names no parent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, log1p, log2

from ..text.background import background

PLACES = {
    "rarity": "bits of its rarest word",
    "words": "words",
    "letters": "letters",
    "told": "share of its words that other accounts use, on the mean of these",
    "repeated": "how often the report itself uses its words",
    "added": "words where the other has none",
    "added_words": "how many these are",
    "added_rarity": "bits of the rarest of them",
    "added_told": "share of them that other accounts use",
    "longer_told": "in longer stretches, share of the words that other accounts use",
    "sentence": "a sentence that the other lacks",
    "sentence_late": "how far down it stands",
    "sentence_early": "that it is among the first",
    "sentence_told": "share of its words that other accounts use",
    "sentence_fresh": "share of its words that stand nowhere else in the report",
}
SENTENCE = "sentence"
EARLY = 3  # sentences of a report that are its first
SURE = 3.9  # nats beyond which no single place is believed
SHARES = tuple((2 * n + 1) / 24 for n in range(12))  # of places at which one side is the older, where neither is at all
FULL = 6.0  # bits at which those of a side begin to count for less

Known = Mapping[str, int]  # words of a report, with how often


@dataclass(frozen=True, slots=True)
class Place:
    """A place where two reports differ: what the first has, less what the second has, in units of PLACES."""

    says: Mapping[str, float]

    @property
    def whole(self) -> bool:
        """Whether it is a sentence that one of them lacks."""
        return SENTENCE in self.says


@dataclass(frozen=True, slots=True)
class Outside:
    """Reports of separate accounts as the bits of a number, and likewise the reports of the event that use a word."""

    reports: int
    using: Mapping[str, int]


def told(words: Sequence[str], outside: Outside) -> float:
    """Share of some words that separate accounts use, on the mean of these."""
    asked = [word for word in words if word.isalpha() and len(word) > 2]
    if not asked or not outside.reports:
        return 0.0
    return sum((outside.using[word] & outside.reports).bit_count() for word in asked) / (len(asked) * outside.reports.bit_count())


def reworded(ours: Sequence[str], theirs: Sequence[str], known: tuple[Known, Known], lang: str, outside: Outside) -> Place:
    """A few words in the place of a few others."""
    left, right = (_wording(words, own, lang, outside) for words, own in ((ours, known[0]), (theirs, known[1])))
    return Place({name: left[name] - right[name] for name in left})


def _wording(words: Sequence[str], own: Known, lang: str, outside: Outside) -> dict[str, float]:
    return {
        "rarity": _rarest(words, lang),
        "words": float(len(words)),
        "letters": float(sum(map(len, words))),
        "told": told(words, outside),
        "repeated": sum(log2(max(1, own.get(word, 1))) for word in words) / len(words),
    }


def rewritten(ours: Sequence[str], theirs: Sequence[str], outside: Outside) -> Place:
    """Stretches too long to be compared word for word."""
    return Place({"longer_told": told(ours, outside) - told(theirs, outside)})


def added(words: Sequence[str], side: int, lang: str, outside: Outside) -> Place:
    """Words of the first report (`side` 1) or the second (-1) where the other has none."""
    return Place(
        {
            "added": float(side),
            "added_words": side * log1p(len(words)),
            "added_rarity": side * _rarest(words, lang),
            "added_told": side * told(words, outside),
        }
    )


def sentence(words: Sequence[str], at: int, of: int, own: Known, side: int, outside: Outside) -> Place:
    """Sentence number `at` of `of`, which the other report lacks."""
    telling = [word for word in words if word.isalpha() and len(word) > 3]
    return Place(
        {
            SENTENCE: float(side),
            "sentence_late": side * at / of,
            "sentence_early": side * float(at < EARLY),
            "sentence_told": side * told(telling, outside),
            "sentence_fresh": side * sum(own.get(word, 1) < 2 for word in telling) / max(1, len(telling)),
        }
    )


def _rarest(words: Sequence[str], lang: str) -> float:
    known = background()
    return max((known.rarity(word, lang) for word in words if word.isalpha()), default=0.0) if known.knows(lang) else 0.0


def older(places: Sequence[Place], table: Mapping[str, float]) -> tuple[float, float]:
    """Bits for one side being the older at all places against at some of them, of the first and of the second; less than `FULL` each."""
    if not places:
        return 0.0, 0.0
    nats = [max(-SURE, min(SURE, log(2) * sum(table[name] * value for name, value in place.says.items()))) for place in places]
    first = [1 / (1 + exp(-many)) for many in nats]
    mixed = [sum(log2(share * p + (1 - share) * (1 - p)) for p in first) for share in SHARES]
    most = max(mixed)
    some = most + log2(sum(2 ** (one - most) for one in mixed) / len(mixed))
    return _dulled(sum(map(log2, first)) - some), _dulled(sum(log2(1 - p) for p in first) - some)


def _dulled(bits: float) -> float:
    """Bits that count for less the more there are, since the places of a pair are not independent."""
    return bits / (1 + abs(bits) / FULL)
