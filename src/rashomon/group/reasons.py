"""Why two reports are, or are not, one event: each feature's bits, with the words, names and numbers at work."""

from __future__ import annotations

from collections.abc import Sequence

from ..types import Reason, Report, Span
from .link import spread
from .pair import Days, features, gap, time_features, weights
from .record import Record, words

SHOWN = 5  # names, numbers and words that a reason lists

Dated = tuple[Record, Days]


def contributions(a: Dated, b: Dated) -> dict[str, float]:
    """Bits by feature, in the order of the weights; the prior comes first."""
    found = {"prior": 1.0, **features(a[0], b[0]), **time_features(gap(a[1], b[1]))}
    return {name: bits * found[name] for name, bits in weights().items() if name in found}


def mean_reasons(members: Sequence[Dated]) -> tuple[Reason, ...]:
    """What holds an event together: the average over its pairs, whose sum is the average bits; none for one text."""
    some = spread(sorted(members, key=lambda dated: dated[0].key))
    pairs = [(a, b) for n, a in enumerate(some) for b in some[n + 1 :]]
    if not pairs:
        return ()
    totals: dict[str, float] = {}
    for a, b in pairs:
        for name, bits in contributions(a, b).items():
            totals[name] = totals.get(name, 0.0) + bits
    names = _most_common([set(record.names) for record, _ in some])
    return tuple(
        Reason(f"group.{name}", round(bits / len(pairs), 3), (), names if name == "names" else "")
        for name, bits in totals.items()
        if round(bits / len(pairs), 3)
    )


def _most_common(sets: list[set[str]]) -> str:
    counts = {name: sum(name in other for other in sets) for names in sets for name in names}
    ranked = sorted((name for name, count in counts.items() if count > 1), key=lambda name: (-counts[name], name))
    return ", ".join(ranked[:SHOWN])


def reasons(a: Report, b: Report, left: Dated, right: Dated) -> tuple[Reason, ...]:
    """The contributions between two reports, with spans of the words that agree."""
    shown = _shown(left[0], right[0], gap(left[1], right[1]))
    return tuple(
        Reason(f"group.{name}", round(bits, 3), (*_at(a, shown[name][1]), *_at(b, shown[name][1])), shown[name][0])
        for name, bits in contributions(left, right).items()
        if round(bits, 3)
    )


def _shown(a: Record, b: Record, days: float | None) -> dict[str, tuple[str, list[str]]]:
    """For each feature a sentence for people, and the folded words to point at."""
    terms = sorted(a.terms.keys() & b.terms.keys(), key=lambda term: (-a.terms[term] * b.terms[term], term))[:SHOWN]
    names = sorted(a.names.keys() & b.names.keys(), key=lambda name: (-min(a.names[name], b.names[name]), name))[:SHOWN]
    alone = [name for name in a.leading if name not in b.names and name not in b.terms]
    others = [name for name in b.leading if name not in a.names and name not in a.terms]
    numbers = sorted(a.numbers & b.numbers)[:SHOWN]
    units = [unit for unit in a.counted if unit and unit in b.counted and not a.counted[unit] & b.counted[unit]][:SHOWN]
    clashes = ", ".join(f"{'/'.join(sorted(a.counted[unit]))} against {'/'.join(sorted(b.counted[unit]))} {unit}" for unit in units)
    dates = sorted(a.dates & b.dates)[:SHOWN]
    return {
        "prior": ("two reports of a pile seldom tell one event", []),
        "words": (f"words both use: {', '.join(terms)}", terms),
        "names": (f"names both use: {', '.join(names)}", names),
        "other_names": (f"leading names of one only: {', '.join(alone)} | {', '.join(others)}", [*alone, *others]),
        "headline": ("how much of each headline the other report tells", []),
        "phrases": ("runs of words that both use", []),
        "numbers": (f"numbers both give: {', '.join(numbers)}", numbers),
        "other_numbers": (f"numbers that differ: {clashes}", []),
        "dates": (f"days both name (month-day): {', '.join(dates)}", []),
        "short": ("one of the two is short", []),
        "dated": ("both carry a date", []),
        "gap": (f"{days or 0:.1f} days between the two", []),
    }


def _at(report: Report, wanted: list[str]) -> list[Span]:
    """Where each wanted word first stands in the report."""
    first: dict[str, Span] = {}
    if wanted:
        for word in words(report.text):
            if word.folded in wanted:
                first.setdefault(word.folded, Span(report.id, word.start, word.start + len(word.raw)))
    return sorted(first.values())
