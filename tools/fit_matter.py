"""Fit src/rashomon/weigh/matter.json: how many bits each feature of two differing values is worth, kind by kind.

    python tools/fit_matter.py [--folds DIR] [--show]      needs ../shared; prints what the cuts cost and find

Positives: one value changed in one report of a real event (bench/injector.py, EACH of a kind and event), beside the sentence that
answers it. Negatives: all values that differ in the events as they are; a few are true contradictions (TRUE). The leads of other
newsrooms (MORE) give both. A ridge, and signs that weights must keep.
Cuts: scores are cross-fitted by event (`fold_of`), so that no event sets a cut by weights that saw it; of all ways to share ALARMS in a
hundred whole events (not of MORE) among the kinds, the one that finds most, no kind having more than OF_A_KIND. Roles are no
alarms: they have VARIANTS of their own.
`--folds DIR`: also the tables without the events of each fold, for `python -m bench.injector --folds DIR`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.calibration import Bet, calibration
from bench.injector import FOLDS, KINDS, SETS, Change, Pile, changes, events_of, fold_of, span_after
from bench.logistic import Rows, one_way
from rashomon.annotate import annotate
from rashomon.collate import collate
from rashomon.config import Config
from rashomon.types import Notes, Report
from rashomon.weigh.discrepancies import readings_of
from rashomon.weigh.kinds import date, name, negation, number, place, role, weekday
from rashomon.weigh.matter import WAYS, Pair, Slot, features, pairs

TARGET = ROOT / "src" / "rashomon" / "weigh" / "matter.json"
CONFIG = Config()
SLOTS: dict[str, Slot] = {kind.SLOT.name: kind.SLOT for kind in (date, name, negation, number, place, role, weekday)}
MORE = ("allsides_dated_a", "galaxy_handpicked")
ALARMS, OF_A_KIND, VARIANTS = 8, 2, 4  # in a hundred events: of all kinds, of each, of roles
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
    ("basil_events_a/79bf99c6-6fca-4ce4-8ae1-8771de026142", "Linda T. Sánchez", "Loretta Sanchez"),
    ("basil_events_a/df5fe55a-dfcb-4817-8631-830f47c21a72", "asserted", "denied"),
    ("ecbplus_train/6ecb", "Kristen Bell", "Kristen Stewart"),
    ("ecbplus_train/32ecb", "61 age", "68 age"),
}
RIDGE, EACH = 3.0, 8


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


def fitted(some: Sequence[Example]) -> NDArray[np.float64]:
    rows = Rows(np.array([one.x for one in some]), np.array([one.made for one in some], float), np.ones(len(some)))
    return one_way(rows, RIDGE, list(WAYS.values()))


def score(weights: NDArray[np.float64], some: Sequence[Example]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.array([one.x for one in some]) @ weights[:-1] + weights[-1]
    return found


def crossed(some: Sequence[Example]) -> NDArray[np.float64]:
    """The score of every example by weights that did not see its event."""
    scores = np.zeros(len(some))
    for fold in {fold_of(one.event) for one in some}:
        own = [n for n, one in enumerate(some) if fold_of(one.event) == fold]
        scores[own] = score(fitted([one for one in some if fold_of(one.event) != fold]), [some[n] for n in own])
    return scores


def ways_to_cut(some: Sequence[Example], scores: NDArray[np.float64]) -> list[tuple[float, int]]:
    """For each number of alarms that a kind may have, the cut and how many of the changes it finds; no cut lies below an even chance."""
    best: dict[tuple[str, ...], float] = defaultdict(lambda: -99.0)
    for one, bits in zip(some, scores, strict=True):
        key = (one.event, *sorted(one.shown[:2]))
        if not one.made and key not in TRUE and not one.event.startswith(MORE):
            best[key] = max(best[key], float(bits))
    made = scores[[one.made and not one.event.startswith(MORE) for one in some]]
    cuts = [*(bits for bits in sorted(best.values(), reverse=True) if bits > 0), 0.0]
    return [(cut, int(np.sum(made > cut))) for cut in cuts]


def shared_out(ways: dict[str, list[tuple[float, int]]], alarms: int, of_a_kind: int) -> dict[str, int]:
    """How many alarms each kind may have, so that most is found in all."""
    best: dict[int, tuple[int, dict[str, int]]] = {0: (0, {})}
    for kind, cuts in sorted(ways.items()):
        wider: dict[int, tuple[int, dict[str, int]]] = {}
        for used, (found, so_far) in sorted(best.items()):
            for n, (_, more) in enumerate(cuts[: min(alarms - used, of_a_kind) + 1]):
                if used + n not in wider or found + more > wider[used + n][0]:
                    wider[used + n] = found + more, {**so_far, kind: n}
        best = wider
    return max(best.values(), key=lambda one: one[0])[1]


def tables(found: dict[str, list[Example]], *, quiet: bool = False) -> dict[str, object]:
    """Weights from all examples of a kind, and its cut."""
    events_held = len({one.event for some in found.values() for one in some if not one.event.startswith(MORE)})
    ways = {kind: ways_to_cut(some, crossed(some)) for kind, some in sorted(found.items())}
    all_kinds, of_a_kind, variants = (round(alarms * events_held / 100) for alarms in (ALARMS, OF_A_KIND, VARIANTS))
    allowed = shared_out({kind: cuts for kind, cuts in ways.items() if kind != "role"}, all_kinds, of_a_kind)
    allowed["role"] = variants
    out: dict[str, object] = {}
    for kind, some in sorted(found.items()):
        cut, hits = ways[kind][min(allowed[kind], len(ways[kind]) - 1)]
        weights = fitted(some)
        held = {name: round(float(bits), 3) for name, bits in zip(WAYS, weights, strict=False) if bits}
        out[kind] = {"prior": round(float(weights[-1]), 3), "cut": round(cut, 3), "weights": held}
        if not quiet:
            made = sum(one.made and not one.event.startswith(MORE) for one in some)
            curve = {n: ways[kind][min(round(n * events_held / 100), len(ways[kind]) - 1)][1] / made for n in (1, 2, 5, 10)}
            print(f"{kind}: {made} made; cut {cut:.2f} finds {hits / made:.2f} at {allowed[kind]} alarms;", end=" ")
            print("at alarms in a hundred events:", ", ".join(f"{share:.2f} at {n}" for n, share in curve.items()), end="; ")
            print(_calibrated(some, crossed(some)))
    return out


def _calibrated(some: Sequence[Example], scores: NDArray[np.float64]) -> str:
    """What probabilities by weights that did not see the event say, against how many of the pairs were made."""
    told = calibration([Bet(float(p), one.made) for p, one in zip(1 / (1 + 2.0**-scores), some, strict=True)])
    bins = " ".join(f"{row['said']}:{row['held']} ({row['bets']})" for row in told["bins"])
    return f"said:held {bins}, gap {told['gap']}"


def show(found: dict[str, list[Example]]) -> None:
    """The strongest of the values that differ by nature."""
    for kind, some in sorted(found.items()):
        scores = crossed(some)
        for n in [n for n in np.argsort(-scores) if not some[n].made][:12]:
            print(
                kind, round(float(scores[n]), 2), some[n].event, some[n].shown[:2], *(f"\n      {text[:220]}" for text in some[n].shown[2:])
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, help="folder for the tables without the events of each fold")
    parser.add_argument("--show", action="store_true", help="print the strongest of the values that differ by nature")
    args = parser.parse_args()
    found: dict[str, list[Example]] = defaultdict(list)
    for event, reports in events_of((*SETS, *MORE)):
        notes = tuple(annotate(report, CONFIG.annotate) for report in reports)
        for kind, example in examples(Pile(event, reports, notes, (), ())):
            found[kind].append(example)
    for fold in range(FOLDS) if args.folds else ():
        held = {kind: [one for one in some if fold_of(one.event) != fold] for kind, some in found.items()}
        args.folds.joinpath(f"{fold}.json").write_text(json.dumps(tables(held, quiet=True), indent=1) + "\n", encoding="utf-8")
    TARGET.write_text(json.dumps(tables(found), indent=1) + "\n", encoding="utf-8")
    if args.show:
        show(found)


if __name__ == "__main__":
    main()
