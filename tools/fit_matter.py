"""Fit src/rashomon/weigh/matter.json: how many bits each feature of two differing values is worth, kind by kind.

    python tools/fit_matter.py [--only-fit]      needs ../shared; prints what the cuts cost and find

Positives: one value changed in one report of a real event (bench/injector.py, EACH of a kind and event), beside the sentence that
answers it. Negatives: all values that differ in the events as they are, those of other newsrooms' leads among them (MORE); a few are
true contradictions. A ridge, and signs that weights must keep.
Cuts: the score of the negative that ALARMS of them in a hundred whole events (not of MORE) lie above, cross-fitted by event (FOLDS), so
that no event sets the cut by weights that saw it. `--only-fit` leaves the held-out half of the events out, for `python -m bench.injector`.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.injector import KINDS, Change, Pile, changes, events, events_of, span_after
from bench.logistic import Rows, one_way
from rashomon.annotate import annotate
from rashomon.collate import collate
from rashomon.config import AnnotateConfig, Config
from rashomon.types import Notes, Report
from rashomon.weigh.discrepancies import readings_of
from rashomon.weigh.kinds import date, name, negation, number, place, role, weekday
from rashomon.weigh.matter import WAYS, Pair, Slot, features, pairs

TARGET = ROOT / "src" / "rashomon" / "weigh" / "matter.json"
CONFIG = Config(annotate=AnnotateConfig(tagger=0))
SLOTS: dict[str, Slot] = {kind.SLOT.name: kind.SLOT for kind in (date, name, negation, number, place, role, weekday)}
MORE = ("allsides_dated_a", "galaxy_handpicked")
ALARMS = {
    "date": 1,
    "name": 2,
    "negation": 2,
    "number": 2,
    "place": 1,
    "role": 4,
    "weekday": 2,
}  # in a hundred events; roles are variants, no alarms
TRUE = {  # contradictions of the events as they are, read by hand: no false alarms
    ("ecbplus_train/1ecbplus", "friday", "thursday"),
    *(("ecbplus_train/28ecbplus", *pair) for pair in combinations(("2 month", "4 month", "4.5 month", "5 month"), 2)),
    ("ecbplus_train/32ecb", "2 year", "2.5 year"),
    ("ecbplus_train/30ecb", "2 cable", "3 cable"),
    ("ecbplus_train/32ecb", "Philip Street", "Phillips Road"),
    ("ecbplus_train/8ecbplus", "143000000000 USD", "158000000000 USD"),
    ("ecbplus_dev/35ecb", "A.J. Butler", "A.J. Smith"),
    ("ecbplus_train/28ecb", "friday", "thursday"),
    ("ecbplus_dev/12ecbplus", "friday", "thursday"),
    ("ecbplus_train/4ecb", "3 week", "4 week"),
    ("ecbplus_dev/23ecbplus", "150 metre", "60 metre"),
    ("allsides_dated_a/5921", "Raide Jadallah", "Ray Jadallah"),
    ("allsides_dated_a/6045", "friday", "thursday"),
    ("basil_events_a/85475456-f38e-4c30-895d-ca2c819c6af1", "Paris Island", "Parris Island"),
}
FOLDS, RIDGE, EACH = 6, 3.0, 8


class Example(NamedTuple):
    """A pair of values: the event, whether it was made, what it shows, its features."""

    event: str
    made: bool
    shown: tuple[str, ...]
    x: tuple[float, ...]


def examples(event: Pile) -> Iterator[tuple[str, Example]]:
    """The pairs of an event as it is, and those of every change."""
    for pair in _pairs(event.reports, event.notes):
        yield pair.slot.name, _example(event.name, pair, made=False)
    for change in changes(event, {kind: KINDS[kind] for kind in SLOTS}, EACH):
        reports = tuple(change.applied(report) if report.id == change.span.report else report for report in event.reports)
        notes = [
            annotate(report, CONFIG.annotate) if report.id == change.span.report else old
            for report, old in zip(reports, event.notes, strict=True)
        ]
        for pair in _pairs(reports, notes, change.kind):
            if _answers(pair, change):
                yield change.kind, _example(event.name, pair, made=True)


def _pairs(reports: Sequence[Report], notes: Sequence[Notes], only: str = "") -> Iterator[Pair]:
    collation = collate(reports, notes, CONFIG.collate)
    readings = readings_of(reports, notes)
    for near in collation.near:
        left, right = readings[near.a], readings[near.b]
        for kind, slot in SLOTS.items():
            if kind == only or not only:
                yield from pairs(slot, left, right)


def _answers(pair: Pair, change: Change) -> bool:
    """Whether a pair is the changed value beside the sentence that gives the old one."""
    at, _ = span_after(change)
    sides = ((pair.left, pair.one, pair.right), (pair.right, pair.other, pair.left))
    return any(value.span.overlaps(at) and other.span == change.other for _, value, other in sides)


def _example(event: str, pair: Pair, *, made: bool) -> Example:
    told = features(pair)
    shown = (pair.one.shown, pair.other.shown, pair.left.text, pair.right.text)
    return Example(event, made, shown, tuple(told[name] for name in WAYS))


def _fold(event: str) -> int:
    return sha256(f"fold {event}".encode()).digest()[0] % FOLDS


def fitted(some: Sequence[Example]) -> NDArray[np.float64]:
    rows = Rows(np.array([one.x for one in some]), np.array([one.made for one in some], float), np.ones(len(some)))
    return one_way(rows, RIDGE, list(WAYS.values()))


def score(weights: NDArray[np.float64], some: Sequence[Example]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.array([one.x for one in some]) @ weights[:-1] + weights[-1]
    return found


def table(kind: str, some: Sequence[Example], number_of_events: int) -> dict[str, object]:
    """Weights from all events, and the cut from scores by weights that did not see the event."""
    scores = np.zeros(len(some))
    for fold in range(FOLDS):
        own = [n for n, one in enumerate(some) if _fold(one.event) == fold]
        if own:
            scores[own] = score(fitted([one for one in some if _fold(one.event) != fold]), [some[n] for n in own])
    best: dict[tuple[str, ...], float] = defaultdict(lambda: -99.0)
    for one, bits in zip(some, scores, strict=True):
        key = (one.event, *sorted(one.shown[:2]))
        if not one.made and key not in TRUE and not one.event.startswith(MORE):
            best[key] = max(best[key], float(bits))
    alarms = sorted(best.values(), reverse=True)
    allowed = round(ALARMS[kind] * number_of_events / 100)
    cut = alarms[allowed] if allowed < len(alarms) else 0.0
    made = scores[[one.made for one in some]]
    print(f"{kind}: {len(made)} made, {len(alarms)} differ by nature; cut {cut:.2f}: {np.mean(made > cut):.2f} of the made")
    if "--show" in sys.argv:
        for n in np.argsort(-scores)[:400]:
            if not some[n].made and scores[n] > cut - 1:
                print(
                    "  ",
                    round(float(scores[n]), 2),
                    some[n].event,
                    some[n].shown[:2],
                    *(f"\n      {text[:220]}" for text in some[n].shown[2:]),
                )
    weights = fitted(some)
    held = {name: round(float(bits), 3) for name, bits in zip(WAYS, weights, strict=False) if bits}
    return {"prior": round(float(weights[-1]), 3), "cut": round(float(cut), 3), "weights": held}


def main() -> None:
    halves = (True,) if "--only-fit" in sys.argv else (True, False)
    found: dict[str, list[Example]] = defaultdict(list)
    number_of_events = 0
    for half in halves:
        for event, reports in events(half):
            number_of_events += 1
            notes = tuple(annotate(report, CONFIG.annotate) for report in reports)
            for kind, example in examples(Pile(event, reports, notes, (), ())):
                found[kind].append(example)
    for event, reports in events_of(MORE):
        for pair in _pairs(reports, tuple(annotate(report, CONFIG.annotate) for report in reports)):
            found[pair.slot.name].append(_example(event, pair, made=False))
    tables = {kind: table(kind, some, number_of_events) for kind, some in sorted(found.items())}
    TARGET.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
