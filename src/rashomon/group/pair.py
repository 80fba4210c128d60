"""How strongly two records speak for one event: a few named features, weighed in bits.

The weights are logistic, fitted by tools/fit_grouping.py and readable in `weights.json`. Conflict is
a feature like agreement, never a veto: reports of one event differ in their numbers all the time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log2, sqrt

from .record import Record

Days = tuple[float, float] | None  # earliest and latest publication of a text, days since 1970; None: unknown


@cache
def weights() -> dict[str, float]:
    """Bits by feature, and `prior`."""
    read: dict[str, dict[str, float]] = json.loads(files(__package__).joinpath("weights.json").read_text(encoding="utf-8"))
    return read["bits"]


def features(a: Record, b: Record) -> dict[str, float]:
    """What the texts alone say, the same for (a, b) and (b, a)."""
    conflicts = sum(1 for unit in _common(a.counted, b.counted) if unit and not a.counted[unit] & b.counted[unit])
    shared_phrases = len(a.phrases & b.phrases)
    return {
        "words": similarity(a.terms, b.terms),
        "names": _shared_weight(a.names, b.names),
        "other_names": (_missing(a, b) + _missing(b, a)) / 2,
        "headline": min(_told(a.head, b), _told(b.head, a)),
        "phrases": sqrt(shared_phrases / max(10, min(len(a.phrases), len(b.phrases)))),
        "numbers": log2(1 + len(a.numbers & b.numbers)),
        "other_numbers": log2(1 + conflicts),
        "dates": float(bool(a.dates & b.dates)),
        "short": 1 - min(60, len(a.terms), len(b.terms)) / 60,
    }


def text_bits(a: Record, b: Record) -> float:
    """Log-odds, from the texts alone, that two records tell one event."""
    bits = weights()
    return bits["prior"] + sum(bits[name] * value for name, value in features(a, b).items())


def gap(a: Days, b: Days) -> float | None:
    """Days between two stretches of time, 0 where they overlap; None where one is unknown."""
    return None if a is None or b is None else max(0.0, a[0] - b[1], b[0] - a[1])


def time_features(days: float | None) -> dict[str, float]:
    """Nothing where a date is unknown: the texts then decide alone."""
    return {} if days is None else {"dated": 1.0, "gap": log2(1 + days)}


def time_bits(days: float | None) -> float:
    """Log-odds that the time between two reports adds."""
    bits = weights()
    return sum(bits[name] * value for name, value in time_features(days).items())


def similarity(a: dict[str, float], b: dict[str, float]) -> float:
    """Cosine of two unit vectors with sorted keys."""
    return sum(a[term] * b[term] for term in _common(a, b))


def _common(a: Mapping[str, object], b: Mapping[str, object]) -> list[str]:
    """Shared keys in sorted order, as both are sorted."""
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return [key for key in few if key in many]


def _shared_weight(a: dict[str, float], b: dict[str, float]) -> float:
    """Weight of the shared names over all the names of the report that has less of them."""
    least = min(sum(a.values()), sum(b.values()))
    return sum(min(a[name], b[name]) for name in _common(a, b)) / least if least else 0.0


def _missing(a: Record, b: Record) -> float:
    """Share of the leading names of `a` that `b` does not know."""
    return sum(name not in b.names and name not in b.terms for name in a.leading) / max(1, len(a.leading))


def _told(head: dict[str, float], other: Record) -> float:
    """Share of a headline, by rarity, that the other report speaks of."""
    whole = sum(head.values())
    return sum(bits for word, bits in head.items() if word in other.terms or word in other.head) / whole if whole else 0.0
