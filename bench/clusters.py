"""How well found clusters agree with gold ones: BCubed, pairwise and adjusted Rand, by hand.

All three are sums over documents of three counts: how many documents share both clusters with this one, how many
share the found one, how many the gold one. Figures can therefore be put together from several runs, each of
which is trusted for some of the documents only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple


class Standing(NamedTuple):
    """Documents that share clusters with one document, itself included."""

    both: int
    found: int
    gold: int


@dataclass(frozen=True, slots=True)
class Scores:
    """Agreement in percent, but for the adjusted Rand index, which is 1 at best and about 0 by chance."""

    documents: int
    precision: float  # BCubed
    recall: float
    f1: float
    pair_precision: float
    pair_recall: float
    pair_f1: float
    ari: float

    def rounded(self) -> dict[str, float]:
        """For printing."""
        return {name: round(value, 4 if name == "ari" else 2) for name, value in asdict(self).items()}


def standings(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, Standing]:
    """The three counts of every document of `gold`; KeyError where `found` lacks one."""
    golds, founds = Counter(gold.values()), Counter(found[id] for id in gold)
    both = Counter((gold[id], found[id]) for id in gold)
    return {id: Standing(both[event, found[id]], founds[found[id]], golds[event]) for id, event in gold.items()}


def bcubed_shares(gold: Mapping[str, str], found: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """BCubed precision and recall of every document, from 0 to 1."""
    return {id: (both / in_found, both / in_gold) for id, (both, in_found, in_gold) in standings(gold, found).items()}


def scores(documents: Iterable[Standing]) -> Scores:
    """All figures from the counts of some documents; all of a pile gives the figures of the pile."""
    rows = list(documents)
    precision = sum(both / found for both, found, _ in rows) / max(1, len(rows))
    recall = sum(both / gold for both, _, gold in rows) / max(1, len(rows))
    agreed, claimed, true = (sum(row[n] - 1 for row in rows) / 2 for n in range(3))  # pairs
    pair_precision = agreed / claimed if claimed else 1.0  # who claims nothing errs in nothing
    pair_recall = agreed / true if true else 1.0
    return Scores(
        len(rows), 100 * precision, 100 * recall, 100 * mean(precision, recall),
        100 * pair_precision, 100 * pair_recall, 100 * mean(pair_precision, pair_recall),
        adjusted_rand(agreed, claimed, true, len(rows)),
    )  # fmt: skip


def agreement(gold: Mapping[str, str], found: Mapping[str, str]) -> Scores:
    """All figures of one pile."""
    return scores(standings(gold, found).values())


def mean(precision: float, recall: float) -> float:
    """F1: the harmonic mean, 0 where both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def adjusted_rand(agreed: float, claimed: float, true: float, documents: int) -> float:
    """Hubert and Arabie 1985, from numbers of pairs; 1 where neither side leaves chance any room."""
    expected = claimed * true / max(1.0, documents * (documents - 1) / 2)
    best = (claimed + true) / 2
    return (agreed - expected) / (best - expected) if best != expected else 1.0
