"""Which of two reports that share a text stands above the other, or neither: what each has that the other lacks, weighed in bits.

Observations. Whoever takes over a text drops sentences and hardly adds any, puts rarer words for common ones (whoever rewords
reaches for words that nobody would write first), and keeps errors. Where both do it, neither comes from the other: they stand beside
each other under a text that may be lost. A sentence that one of them lost and a third report still has says so, unless that
third report comes from the first. What a report tells besides, from texts that the other has no part in, was put together later.

How it works.
1. `features` names what one side of a pair has (`FEATURES`), all from `variants`; two of them say whether all places where the two
   differ agree on which is the older (`places`).
2. Three ways are weighed: a above b, b above a, beside. The bits of the first two are a sum over the differences of the features,
   with one sign and the other; those of the third a sum over their sums, and a constant. So no pair leans by itself.
   Of a few the more of both sides counts as well (`MOST`): one side that is the older everywhere is enough against beside.
3. It is asked twice: the second time with how surely each of the two stands above or below its other relatives (`CONTEXT`).

The weights stand in `direction.json`, fitted by tools/fit_trace.py on grown stemmata (bench/stemmata.py), and can be read.

Tried and dropped: weights of their own for parent and child (31 more; the same .93), the least and the most of two sides in place of
their sum (log loss .490 against .496; of the four in `MOST`, beside the sum, .332 for .338 and edges F1 .837 for .832; of all 18, .330
and .840), a third round (the same), readings that other accounts have as an outgroup that decides (no effect, as they tell in other
words; the feature `outside` is what is left of it).

An error here names the wrong parent, and every count of who was first is wrong with it; where the bits are few, nothing is said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import expm1, log1p
from typing import Any

from ..types import Reason, Span
from .places import older
from .variants import Reading, Side, Variants

FEATURES = {
    "alone": "share of its words in sentences that the other lacks",
    "alone_count": "sentences that the other lacks",
    "other_texts": "of these, told by texts that the other has no part in",
    "linked": "sentences that tell what the other tells",
    "own_readings": "wording of its own, which no third report has",
    "outside": "wording that reports of other accounts have as well",
    "elsewhere": "wording that the other uses in another place",
    "quoted": "quoted words that the other lacks",
    "rarer": "words rarer than those in their place",
    "rarity": "rarer words on the whole",
    "inserted": "words where the other has none",
    "replaced": "words that stand for others",
    "older_wording": "bits by which the older wording is its own at all places, against at some",
    "older_sentences": "bits by which it is always the other one that cut or added a sentence, against now and then",
}
CONTEXT = {
    "kept_sentences": "sentences the other lost: third reports have them, and do not come from this one",
    "kept_readings": "wording the other lost, likewise",
    "above": "how surely it stands above other relatives",
    "most_below": "how surely it stands below one of its other relatives, at most",
}
MOST = ("older_wording", "older_sentences", "above", "most_below")  # of these also the more of the two sides speaks for or against beside
ENOUGH_WORDS = 8  # of its own on both sides, from which their rarity counts in full
SHARES = {"alone", "above", "most_below"}  # the other features are logarithms of counts, but for "rarity"
SHOWN = 3  # places of a side that a reason points at
UNKNOWN = 1 / 3  # how surely a report stands above relatives that it does not have

Features = dict[str, float]
Chances = tuple[float, float, float]  # a above b, b above a, beside
Chance = Callable[[str, str], float]  # that the first report stands above the second


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits a unit of each feature."""

    lean: Mapping[str, float]  # toward standing above
    beside: Mapping[str, float]  # with "prior"; of the sum of both sides
    most: Mapping[str, float]  # likewise for beside, of the side that has more


@dataclass(frozen=True, slots=True)
class Way:
    """How two reports that share a text stand to each other."""

    a: str
    b: str
    variants: Variants  # of a and b
    found: tuple[Features, Features]
    lean: float  # bits for a above b, against the middle
    beside: float  # bits for neither

    @property
    def chances(self) -> Chances:
        """Probabilities of a above b, b above a, and beside; they add up to one."""
        above, below, beside = chances((self.lean, -self.lean, self.beside))
        return above, below, beside

    def side(self, id: str) -> Side:
        """What this one has that the other lacks."""
        return self.variants.sides[0 if id == self.a else 1]

    def above(self, id: str) -> float:
        """Probability that this one stands above the other."""
        return self.chances[0 if id == self.a else 1]

    def toward(self, parent: str) -> float:
        """Bits of lean for this one being the parent."""
        return self.lean if parent == self.a else -self.lean


def chances(bits: Sequence[float]) -> list[float]:
    """Probabilities of possibilities of which one holds, from the bits of each."""
    most = max(bits)
    odds = [2 ** (one - most) for one in bits]
    return [part / sum(odds) for part in odds]


@cache
def tables() -> dict[str, Any]:
    """The fitted tables, read once."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("direction.json").read_text(encoding="utf-8"))
    return found


def weights(turn: str) -> Weights:
    """Those of the "first" or the "second" time of asking."""
    table = tables()[turn]
    return Weights(table["lean"], table["beside"], table["most"])


def features(variants: Variants, kin: tuple[frozenset[str], frozenset[str]]) -> tuple[Features, Features]:
    """FEATURES of both sides; `kin` are the reports that either shares a text with."""
    a, b = variants.sides
    apart = (a.rarity[0] - b.rarity[0]) * min(1.0, min(a.rarity[1], b.rarity[1]) / ENOUGH_WORDS)
    wording, sentences = (older([one for one in variants.places if one.whole == whole], tables()["places"]) for whole in (False, True))
    bits = [{"older_wording": wording[n], "older_sentences": sentences[n]} for n in (0, 1)]
    left = _features(a, variants.replaced, apart, kin[0] - kin[1], kin) | bits[0]
    return left, _features(b, variants.replaced, -apart, kin[1] - kin[0], kin) | bits[1]


def _features(side: Side, replaced: int, rarity: float, others: frozenset[str], kin: tuple[frozenset[str], frozenset[str]]) -> Features:
    both = kin[0] & kin[1]
    return {
        "alone": side.alone_share,
        "alone_count": log1p(len(side.alone)),
        "other_texts": log1p(sum(bool(one.also & others) and not one.also & both for one in side.alone)),
        "linked": log1p(side.linked),
        "own_readings": log1p(sum(not one.also and not one.outside for one in side.readings)),
        "outside": log1p(sum(one.outside for one in side.readings)),
        "elsewhere": log1p(side.elsewhere),
        "quoted": log1p(side.quoted),
        "rarer": log1p(len(side.rarer)),
        "rarity": rarity,
        "inserted": log1p(side.inserted),
        "replaced": log1p(replaced),
    }


def context(id: str, other: str, side: Side, above: Chance, relatives: Sequence[str]) -> Features:
    """CONTEXT of one side; `above` gives what the first asking found, `relatives` are all reports that share a text with `id`."""
    over = [(above(id, x), above(x, id)) for x in relatives if x != other]
    many = max(1, len(over))
    return {
        "kept_sentences": log1p(_kept((one.also for one in side.alone), id, above)),
        "kept_readings": log1p(_kept((one.also for one in side.readings), id, above)),
        "above": sum(up for up, _ in over) / many if over else UNKNOWN,
        "most_below": max((down for _, down in over), default=UNKNOWN),
    }


def _kept(witnesses: Iterable[frozenset[str]], id: str, above: Chance) -> float:
    """How many are had by a third report that does not come from this one, each by how surely it does not."""
    known: dict[frozenset[str], float] = {}  # the same few reports have most readings
    total = 0.0
    for also in filter(None, witnesses):
        if also not in known:
            known[also] = max(1 - above(id, x) for x in also)
        total += known[also]
    return total


def weighed(a: str, b: str, variants: Variants, found: tuple[Features, Features], by: Weights) -> Way:
    """The way of a pair from the features of both sides."""
    lean = sum(bits * (found[0][name] - found[1][name]) for name, bits in by.lean.items())
    beside = by.beside["prior"] + sum(bits * (found[0][name] + found[1][name]) for name, bits in by.beside.items() if name != "prior")
    beside += sum(bits * max(found[0][name], found[1][name]) for name, bits in by.most.items())
    return Way(a, b, variants, found, lean, beside)


def contributions(way: Way, parent: str, by: Weights, lean: float, beside: float) -> dict[str, float]:
    """Bits by feature for `parent` standing above: `lean` times what leans, less `beside` times what speaks for neither."""
    up, down = way.found if parent == way.a else way.found[::-1]
    told = {name: lean * bits * (up[name] - down[name]) for name, bits in by.lean.items()}
    for name, bits in by.beside.items():
        if name != "prior":
            told[name] = told.get(name, 0.0) - beside * bits * (up[name] + down[name])
    for name, bits in by.most.items():
        told[name] -= beside * bits * max(up[name], down[name])
    return {"prior": -beside * by.beside["prior"], **told}


def reason(name: str, bits: float, way: Way, parent: str) -> Reason:
    """A feature as a reason, with the sentences it rests on; those of the would-be child come second."""
    meaning = {**FEATURES, **CONTEXT}.get(name, "two relatives, before anything is compared")
    up, down = way.variants.sides if parent == way.a else way.variants.sides[::-1]
    counts = [_shown(name, found[name]) for found in (way.found if parent == way.a else way.found[::-1]) if name in found]
    shown = f"{meaning}: {' against '.join(counts)}" if counts else meaning
    if name in {"above", "most_below"} and {found[name] for found in way.found} == {UNKNOWN}:
        shown = "neither has other relatives"
    return Reason(f"direction.{name}", bits, (*_at(name, up), *_at(name, down)), shown)


def _shown(name: str, value: float) -> str:
    """A value as people read it: a share, bits, or a count."""
    if name in SHARES:
        return f"{value:.0%}"
    if name.startswith("kept"):
        return f"{expm1(value):.1f}"
    if name.startswith("older"):
        return f"{value:+.1f}"
    return f"{value / 2:+.1f} bits a word" if name == "rarity" else f"{expm1(value):.0f}"


def _at(name: str, side: Side) -> tuple[Span, ...]:
    """Where a side shows a feature; of a reading and a word the sentence and its partner."""
    if name in {"alone", "alone_count", "other_texts"}:
        return tuple(one.at for one in side.alone[:SHOWN])
    if name == "kept_sentences":
        return tuple(one.at for one in side.alone if one.also)[:SHOWN]
    if name == "rarer":
        return tuple(span for pair in side.rarer[:SHOWN] for span in pair)
    wanted = [one for one in side.readings if _shows(name, one)]
    return tuple(dict.fromkeys(span for one in wanted[:SHOWN] for span in (one.at, one.other)))


def _shows(name: str, one: Reading) -> bool:
    if name == "own_readings":
        return not one.also and not one.outside
    return one.outside if name == "outside" else name == "kept_readings" and bool(one.also)
