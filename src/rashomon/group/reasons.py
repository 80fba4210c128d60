"""Why reports are, or are not, one event: each feature's bits, with the words, names, numbers and days at work.

All features are linear, so the bits of a pair are the sum of its reasons. For an event the reasons say how well each of
its reports fits the others, on average.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from ..config import GroupConfig
from ..text.tokens import stem
from ..types import Reason, Report, Span
from .pair import FEATURES, JOIN, Weights, weights
from .record import Lists, Records, records_of
from .words import Word, word_key, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SHOWN = 5  # names, numbers and words that a reason lists
MOST = 8  # reports of an event whose pairs are looked at for its reasons
WORDS = ("likeness", "closest", "spread")  # features of a join that are told as part of "words"
TIME = {"looks_back": "gap"}  # likewise


def held_together(records: Records, members: Sequence[int], by: Weights) -> tuple[Reason, ...]:
    """How well each text of an event fits the others, on average; none for one text."""
    some = sorted(members, key=lambda n: int(records.key[n]))[:MOST]
    if len(some) < 2:
        return ()
    return tuple(Reason(f"group.{name}", bits) for name, bits in contributions(records, some, by).items() if bits)


def contributions(records: Records, members: Sequence[int], by: Weights) -> dict[str, float]:
    """Bits by feature for each member joining the others, averaged over the members; rounded, the prior first."""
    import numpy as np

    from .pair_kernel import GAP, LIKE, compare_all, meet_all

    n = len(members)
    pairs = np.array([(min(a, b), max(a, b)) for a, b in combinations(members, 2)], np.int64)
    left, right = np.ascontiguousarray(pairs[:, 0]), np.ascontiguousarray(pairs[:, 1])
    compared, met = compare_all(records, left, right), meet_all(records, left, right, by.pair)
    likeness = np.eye(n)
    for (a, b), like in zip(combinations(range(n), 2), met[:, LIKE].tolist(), strict=True):
        likeness[a, b] = likeness[b, a] = like
    gap = np.zeros((n, n))
    for (a, b), days in zip(combinations(range(n), 2), met[:, GAP].tolist(), strict=True):
        gap[a, b] = gap[b, a] = days
    others = likeness - np.eye(n)
    mean, closest = others.sum(1) / (n - 1), others.max(1)
    within = (likeness.sum() - 2 * others.sum(1) - 1) / (n - 1) ** 2
    harmonic = (n - 1) / n
    join = {
        "likeness": float(mean.mean()),
        "closest": float(closest.mean()),
        "spread": float((harmonic * (1 + within - 2 * mean)).mean()) - 1,
        "size": float(np.log2(2 * harmonic)),
        "gap": float(met[:, GAP].mean()),
        "looks_back": float((gap.sum(1) / (n - 1) * closest).mean()),
    }
    weight = dict(zip((*JOIN, "prior"), by.join.tolist(), strict=True))
    # the spread of strangers is 1 whatever their number: it belongs to the prior, and what the words save of it to the words
    told = {"prior": weight["prior"] + weight["pair"] * float(by.pair[len(FEATURES)]) + weight["spread"]}
    for name, bits, value in zip(FEATURES, by.pair.tolist(), compared.mean(0).tolist(), strict=False):
        told[name] = weight["pair"] * bits * value
    for name, value in join.items():
        into = "words" if name in WORDS else TIME.get(name, name)
        told[into] = told.get(into, 0.0) + weight[name] * value
    return {name: round(bits, 3) + 0.0 for name, bits in told.items()}


def pair_reasons(a: Report, b: Report, config: GroupConfig) -> tuple[Reason, ...]:
    """What speaks for and against one event in two reports, with spans of the words that agree; the sum is their log-odds in bits."""
    records = records_of([a, b], config.terms, encoder=config.encoder)
    shown = _shown(records, _spoken(a, b))
    told = contributions(records, (0, 1), weights(config.encoder))
    return tuple(
        Reason(f"group.{name}", bits, (*_at(a, shown[name][1]), *_at(b, shown[name][1])), shown[name][0])
        for name, bits in told.items()
        if bits
    )


def _spoken(*reports: Report) -> dict[int, Word]:
    """Each word by its key, as it is first written."""
    first: dict[int, Word] = {}
    for report in reports:
        for word in words(report.text):
            first.setdefault(word_key(word.folded), word)
    for word in list(first.values()):
        first.setdefault(word_key(stem(word.folded)), word)  # counted things meet in their stems
    return first


def _shown(records: Records, spoken: dict[int, Word]) -> dict[str, tuple[str, list[int]]]:
    """For each feature a sentence for people, and the keys of the words to point at."""
    import numpy as np

    from .record_kernel import HEAD, LEAD, LEADING, NAME, RARE_BITS, TERM

    own = [slice(records.words.start[n], records.words.start[n + 1]) for n in (0, 1)]
    key = [records.words.key[part].tolist() for part in own]
    weight = [dict(zip(key[n], records.weight[own[n]].tolist(), strict=True)) for n in (0, 1)]
    flag = [dict(zip(key[n], records.flag[own[n]].tolist(), strict=True)) for n in (0, 1)]
    both = sorted(weight[0].keys() & weight[1].keys(), key=lambda word: (-weight[0][word] * weight[1][word], word))
    rarity = dict(zip(records.words.key.tolist(), records.rarity.tolist(), strict=True))
    gap = max(0.0, float(records.low[0] - records.high[1]), float(records.low[1] - records.high[0]))
    days = "" if np.isnan(records.low).any() else f"{gap:.0f} days between the two"

    def common(mark: int) -> list[int]:
        return [word for word in both if flag[0][word] & flag[1][word] & mark]

    def told(mark: int) -> list[int]:
        return [word for word in both if (flag[0][word] | flag[1][word]) & mark]

    def alone(one: int) -> list[int]:
        return [word for word in sorted(flag[one], key=lambda word: (-weight[one][word], word))
                if flag[one][word] & LEADING and word not in weight[1 - one]]  # fmt: skip

    def said(label: str, wanted: Sequence[int]) -> tuple[str, list[int]]:
        return f"{label}: {_names(wanted[:SHOWN], spoken)}", list(wanted[:SHOWN])

    numbers, (alike, clash) = _common(records.numbers), _counted(records)
    named = [_days(records.days, n) for n in (0, 1)]
    weekdays = [[day for day in range(1, 8) if records.weekdays[n] >> day & 1] for n in (0, 1)]
    return {
        "prior": ("two reports of a pile seldom tell one event", []),
        "words": said("words both use", common(TERM)),
        "lead_words": said("words of both leads", common(LEAD)),
        "headline_least": said("words of the headlines that both tell", told(HEAD)),
        "headline_most": said("words of the headlines that both tell", told(HEAD)),
        "lead_least": said("words of the leads that both tell", told(LEAD)),
        "lead_most": said("words of the leads that both tell", told(LEAD)),
        "other_names": (
            f"leading names of one only: {_names(alone(0), spoken)} | {_names(alone(1), spoken)}", [*alone(0), *alone(1)]
        ),
        "names": said("names both use", common(NAME)),
        "phrases": ("runs of words that both use", []),
        "rare_words": said("rare words both use", [word for word in both if rarity[word] >= RARE_BITS]),
        "numbers": said("numbers both give", numbers),
        "counts": said("counted alike by both", alike),
        "clash_counts": said("counted otherwise by each", clash),
        "days": (f"days both name (month-day): {', '.join(sorted(set(named[0]) & set(named[1])))}", []),
        "clash_days": (f"days each names (month-day): {', '.join(named[0])} | {', '.join(named[1])}", []),
        "clash_weekdays": (f"weekdays each lead names (1 Monday): {_row(weekdays[0])} | {_row(weekdays[1])}", []),
        "short": ("one of the two is short", []),
        "length": ("one of the two is longer", []),
        "meaning": ("what the encoder finds alike in both", []),
        "size": ("how many reports stand on either side", []),
        "gap": (days, []),
    }  # fmt: skip


def _names(wanted: Iterable[int], spoken: dict[int, Word]) -> str:
    return ", ".join(spoken[word].folded for word in wanted if word in spoken)


def _row(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _list(lists: Lists, n: int) -> list[int]:
    return [int(key) for key in lists.key[lists.start[n] : lists.start[n + 1]]]


def _common(lists: Lists) -> list[int]:
    return sorted(set(_list(lists, 0)) & set(_list(lists, 1)))


def _days(lists: Lists, n: int) -> list[str]:
    return [f"{day // 100:02}-{day % 100:02}" for day in _list(lists, n)]


def _counted(records: Records) -> tuple[list[int], list[int]]:
    """Keys of what both count alike, and of what each counts otherwise."""
    values: list[dict[int, set[int]]] = [{}, {}]
    for n in (0, 1):
        part = slice(records.units.start[n], records.units.start[n + 1])
        for unit, value in zip(_list(records.units, n), records.value[part].tolist(), strict=True):
            values[n].setdefault(unit, set()).add(value)
    both = sorted(values[0].keys() & values[1].keys())
    return [u for u in both if values[0][u] & values[1][u]], [u for u in both if not values[0][u] & values[1][u]]


def _at(report: Report, wanted: Sequence[int]) -> list[Span]:
    """Where each wanted word first stands in the report."""
    first: dict[int, Span] = {}
    if wanted:
        for word in words(report.text):
            if (key := word_key(word.folded)) in wanted:
                first.setdefault(key, Span(report.id, word.start, word.start + len(word.raw)))
    return sorted(first.values())
