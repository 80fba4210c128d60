"""Fit src/rashomon/group/weights.json and weights-encoder.json: how many bits each feature of two reports, and of two clusters, is worth.

    python tools/fit_grouping.py FOLDER     FOLDER holds the grouping sets; fits the half that ships

Two logistic regressions with a ridge. The first is over pairs of reports: all pairs of a topic of ECB+ train and a
share of the others, whole and cut to 150 and 60 words, under a background made without the topics at hand, for a word
must be as new to the fit as it will be at work; and neighbours of one half of BASIL and AllSides. Days apart take
part there as nuisance only. The second is over joins of clusters (tools/grow_kernel.py) in the same piles, where the bits of
ECB+ pairs come from a fit without their topics. What it was trained on: docs/grouping-card.md.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from build_background import ROOT, Document, build, load

sys.path.insert(0, str(ROOT))

from bench.grouping import as_report, half
from bench.logistic import Rows, logistic
from rashomon.config import GroupConfig
from rashomon.group.pair import FEATURES, JOIN
from rashomon.group.record import Records, joined_records, records_of, taken

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

TARGETS = [
    ROOT / "src" / "rashomon" / "group" / name for name in ("weights.json", "weights-encoder.json")
]  # without the encoder, and with it
SHIPPED = 0  # the half of the dated sets that the shipped weights are fitted on
FOLDS = 5
CUTS = (None, 150, 60)  # words
EASY_SHARE = 25  # one easy pair in so many is taken, and weighs EASY_WEIGHT
EASY_WEIGHT = 5.0
NEAREST = 15  # neighbours of a report of a dated set, by likeness, that are hard pairs
DATED_PAIRS = 0.3  # what a pair of the dated sets weighs beside one of ECB+
RIDGE = 0.2  # .05 to .3 give the same within .5; 1 costs 1.3 on ECB+ dev
PILES = {"ecbplus_train": 500.0, "allsides_dated_a": 1000.0, "basil_events_a": 500.0}  # what the joins of each set weigh together
UNDATED = 0.25  # what the joins of a dated set weigh when its dates are hidden


class Training:
    """Everything a fit looks at, for one half of the dated sets; `without` leaves out a fold of ECB+ topics."""

    def __init__(self, folder: Path, *, encoder: int = 0) -> None:
        self.encoder = encoder
        english, parallel = load(folder / "ecbplus_train.jsonl.gz"), load(folder / "meantime_parallel.jsonl.gz")
        self.ecb = english
        topics = sorted({document["topic"] for document in english})
        of = {topic: n % FOLDS for n, topic in enumerate(topics)}
        self.fold = np.array([of[document["topic"]] for document in english])
        backgrounds = [build([d for d in english if of[d["topic"]] != fold], parallel) for fold in range(FOLDS)]
        self.ecb_records = {limit: self._held_out(backgrounds, limit) for limit in CUTS}
        self.dated = {name: load(folder / f"{name}.jsonl.gz") for name in PILES if name != "ecbplus_train"}
        self.dated_records = {name: _records(documents, encoder=encoder) for name, documents in self.dated.items()}

    def _held_out(self, backgrounds: Sequence[Any], limit: int | None) -> Records:
        reports = [as_report(document, limit) for document in self.ecb]
        parts = [
            records_of(
                [reports[n] for n in np.flatnonzero(self.fold == fold)], GroupConfig().terms, backgrounds[fold], encoder=self.encoder
            )
            for fold in range(FOLDS)
        ]
        order = np.argsort(np.concatenate([np.flatnonzero(self.fold == fold) for fold in range(FOLDS)]), kind="stable")
        return taken(joined_records(parts), order)

    # --- pairs ----------------------------------------------------------------------------

    def pair_rows(self, fitted: int, without: int | None = None) -> Rows:
        """Pairs of reports; two columns of time behind the features."""
        parts = [self._ecb_pairs(limit, without) for limit in CUTS]
        return Rows.joined([*parts, *(self._dated_pairs(name, fitted) for name in self.dated)])

    def _ecb_pairs(self, limit: int | None, without: int | None) -> Rows:
        kept = np.flatnonzero(self.fold != without) if without is not None else np.arange(len(self.ecb))
        a, b = np.triu_indices(len(self.ecb), 1)
        inside = np.isin(a, kept) & np.isin(b, kept)
        topic, event = _codes(self.ecb, "topic"), _codes(self.ecb, "event")
        close = topic[a] == topic[b]
        chosen = inside & (close | ((a * 7919 + b) % EASY_SHARE == 0))
        a, b, close = a[chosen], b[chosen], close[chosen]
        x = np.c_[_compared(self.ecb_records[limit], a, b), np.zeros((len(a), 2))]
        return Rows(x, (event[a] == event[b]).astype(float), np.where(close, 1.0, EASY_WEIGHT))

    def _dated_pairs(self, name: str, fitted: int) -> Rows:
        own = _own(self.dated[name], fitted)
        records, event = taken(self.dated_records[name], own), _codes(self.dated[name], "event")[own]
        a, b = np.triu_indices(len(own), 1)
        x = _compared(records, a, b)
        like = np.full((len(own), len(own)), -1.0)
        like[a, b] = like[b, a] = x[:, 0]
        near = np.zeros(like.shape, bool)
        near[np.arange(len(own))[:, None], np.argsort(-like, axis=1, kind="stable")[:, :NEAREST]] = True
        same = event[a] == event[b]
        hard = (near | near.T)[a, b] | same
        chosen = hard | ((a * 7919 + b) % EASY_SHARE == 0)
        a, b, x, same = a[chosen], b[chosen], x[chosen], same[chosen].astype(float)
        weight = np.where(hard[chosen], 1.0, EASY_WEIGHT) * DATED_PAIRS
        gap = np.log2(1 + np.abs(records.low[a] - records.low[b]))
        times, none = np.c_[np.ones(len(a)), gap], np.zeros((len(a), 2))
        return Rows(np.r_[np.c_[x, times], np.c_[x, none]], np.r_[same, same], np.r_[weight, weight])

    def pair_weights(self, fitted: int, without: int | None = None) -> Array:
        """Bits of the pair features and the prior; those of time are dropped, as the join has its own."""
        found = logistic(self.pair_rows(fitted, without), RIDGE)
        kept: Array = np.r_[found[: len(FEATURES)], found[-1]]
        return kept

    # --- joins ----------------------------------------------------------------------------

    def join_rows(self, fitted: int, without: int | None = None) -> Rows:
        """Joins of clusters, growing every pile to the top."""
        by_fold = [self.pair_weights(fitted, fold) for fold in range(FOLDS)]
        kept = np.flatnonzero(self.fold != without) if without is not None else np.arange(len(self.ecb))
        event = _codes(self.ecb, "event")[kept]
        parts = [(self._ecb_met(limit, by_fold)[:, kept][:, :, kept], event, 1.0) for limit in CUTS]
        rows = [_weighed(parts, PILES["ecbplus_train"])]
        whole = self.pair_weights(fitted)
        for name, documents in self.dated.items():
            own = _own(documents, fitted)
            records, event = taken(self.dated_records[name], own), _codes(documents, "event")[own]
            nothing = np.full(len(own), np.nan)
            hidden = records._replace(low=nothing, high=nothing)
            rows.append(_weighed([(_met(records, whole), event, 1.0), (_met(hidden, whole), event, UNDATED)], PILES[name]))
        return Rows.joined(rows)

    def _ecb_met(self, limit: int | None, by_fold: Sequence[Array]) -> Array:
        """Pairs of ECB+ with bits from a fit without the topic of either."""
        records = self.ecb_records[limit]
        met = np.stack([_met(records, weights) for weights in by_fold])[self.fold, :, np.arange(len(self.ecb))]
        met = np.moveaxis(met, 1, 0)
        return (met + met.transpose(0, 2, 1)) / 2


def _weighed(piles: Sequence[tuple[Array, NDArray[np.int64], float]], whole: float) -> Rows:
    """The joins of some piles. A join weighs by the root of the reports at stake; those of all piles weigh `whole` per join."""
    from grow_kernel import grown

    told = [(*grown(np.ascontiguousarray(met), event), share) for met, event, share in piles]
    pure = [(x[same >= 0], same[same >= 0].astype(float), share) for x, same, share in told]
    total = sum(len(x) for x, _, _ in pure)
    size = list(JOIN).index("size")
    return Rows.joined([Rows(x, same, 2 ** (x[:, size] / 2) * share * whole / total) for x, same, share in pure])


def _codes(documents: Sequence[Document], field: str) -> NDArray[np.int64]:
    return np.unique([document[field] for document in documents], return_inverse=True)[1].astype(np.int64)


def _own(documents: Sequence[Document], fitted: int) -> NDArray[np.int64]:
    return np.array([n for n, document in enumerate(documents) if half(document["event"]) == fitted], np.int64)


def _records(documents: Sequence[Document], *, encoder: int) -> Records:
    return records_of([as_report(document) for document in documents], GroupConfig().terms, encoder=encoder)


def _compared(records: Records, a: NDArray[np.int64], b: NDArray[np.int64]) -> Array:
    from rashomon.group.pair_kernel import compare_all

    return compare_all(records, a.astype(np.int64), b.astype(np.int64))


def _met(records: Records, weights: Array) -> Array:
    """What `meet` says of every pair: (NEAR, n, n), symmetric, with zeros on the diagonal."""
    from rashomon.group.pair_kernel import NEAR, meet_all

    n = len(records.low)
    a, b = np.triu_indices(n, 1)
    met = np.zeros((NEAR, n, n))
    found = meet_all(records, a.astype(np.int64), b.astype(np.int64), weights)
    met[:, a, b] = met[:, b, a] = found.T
    return met


def fit(training: Training, fitted: int, without: int | None = None) -> dict[str, dict[str, float]]:
    """Both tables, fitted on ECB+ train and one half of the dated sets."""
    pair, join = training.pair_weights(fitted, without), logistic(training.join_rows(fitted, without), RIDGE)
    return {
        "pair": {name: round(float(bits), 3) for name, bits in zip((*FEATURES, "prior"), pair, strict=True)},
        "join": {name: round(float(bits), 3) for name, bits in zip((*JOIN, "prior"), join, strict=True)},
    }


def main() -> None:
    note = "bits a unit of each feature adds to the log-odds of one event; made by tools/fit_grouping.py"
    for encoder, target in enumerate(TARGETS):
        table = fit(Training(Path(sys.argv[1]), encoder=encoder), SHIPPED)
        target.write_text(json.dumps({"note": note, **table}, indent=2) + "\n", encoding="utf-8")
        print(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
