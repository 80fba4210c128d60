"""Fit src/rashomon/group/weights.json: how many bits each feature of a pair of reports is worth.

    python tools/fit_grouping.py FOLDER     FOLDER holds the grouping sets

The text features are a ridge-penalised logistic regression over the pairs of ECB+ train, whole and cut to 150 and
60 words, with a background made without the topics of the documents at hand: a word must be as new to
the fit as it will be at work. `dated` and `gap` are fitted after them, on neighbours of three dated sets, with the
text bits held fixed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from math import log
from pathlib import Path

import numpy as np
from build_background import ROOT, Document, build, load
from numpy.typing import NDArray

from bench.grouping import as_report
from rashomon.config import GroupConfig
from rashomon.group import Grouper
from rashomon.group import pair as pairs
from rashomon.group.pair import features, gap, text_bits, time_features
from rashomon.group.record import Record, record

TARGET = ROOT / "src" / "rashomon" / "group" / "weights.json"
FOLDS = 5
CUTS = (None, 150, 60)  # words
EASY_SHARE = 25  # one pair in so many from two topics is taken, and weighs EASY_WEIGHT
EASY_WEIGHT = 5.0
RIDGE = 1.0
DATED_SETS = ("allsides_dated_a", "basil_events_a", "galaxy_handpicked")  # the dated half of ECB+ has no twin events
Array = NDArray[np.float64]


def fit(x: Array, same: Array, weight: Array, offset: Array) -> tuple[Array, float]:
    """Weights and intercept in bits, by Newton's method on standardised columns; `offset` in bits is held fixed."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[(x - mean) / spread, np.ones(len(x))]
    ridge = np.r_[np.full(x.shape[1], RIDGE), 1e-9]
    beta = np.zeros(z.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-(z @ beta + offset * log(2))))
        slope = z.T @ (weight * (p - same)) + ridge * beta
        beta -= np.linalg.solve((z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(ridge), slope)
    raw = beta[:-1] / spread
    return raw / log(2), float(beta[-1] - raw @ mean) / log(2)


def held_out_records(documents: list[Document], parallel: list[Document], limit: int | None) -> list[Record]:
    """A record of each document, under a background that has not seen its topic."""
    topics = sorted({document["topic"] for document in documents})
    records: dict[str, Record] = {}
    for fold in range(FOLDS):
        out = set(topics[fold::FOLDS])
        common = build([document for document in documents if document["topic"] not in out], parallel)
        for document in documents:
            if document["topic"] in out:
                records[document["id"]] = record(as_report(document, limit), GroupConfig().terms, common)
    return [records[document["id"]] for document in documents]


def training_pairs(documents: list[Document], records: list[Record]) -> Iterator[tuple[dict[str, float], bool, float]]:
    """Features, whether one event, weight: all pairs of a topic and a fixed share of the others."""
    for i, a in enumerate(documents):
        for j, b in enumerate(documents[:i]):
            close = a["topic"] == b["topic"]
            if close or (i * 7919 + j) % EASY_SHARE == 0:
                yield features(records[i], records[j]), a["event"] == b["event"], 1.0 if close else EASY_WEIGHT


def fit_texts(folder: Path) -> dict[str, float]:
    """Bits of the text features and the prior."""
    documents, parallel = load(folder / "ecbplus_train.jsonl.gz"), load(folder / "meantime_parallel.jsonl.gz")
    rows = [row for limit in CUTS for row in training_pairs(documents, held_out_records(documents, parallel, limit))]
    names = list(rows[0][0])
    x = np.array([[row[0][name] for name in names] for row in rows])
    same, weight = np.array([float(row[1]) for row in rows]), np.array([row[2] for row in rows])
    bits, prior = fit(x, same, weight, np.zeros(len(x)))
    return {"prior": prior, **dict(zip(names, bits.tolist(), strict=True))}


def fit_time(folder: Path) -> dict[str, float]:
    """Bits of the time features, over neighbours of the dated sets, each set weighing the same."""
    x, same, weight, offset = [], [], [], []
    for name in DATED_SETS:
        documents = load(folder / f"{name}.jsonl.gz")
        pile = Grouper(GroupConfig())
        for document in documents:
            pile.add(as_report(document))
        gold = {document["id"]: document["event"] for document in documents}
        near = sorted({tuple(sorted((a, b))) for a, b in pile.neighbours()})
        for a, b in near:
            left, right = pile.family(a), pile.family(b)
            x.append(list(time_features(gap(left.days, right.days)).values()))
            same.append(float(gold[left.members[0]] == gold[right.members[0]]))
            weight.append(1000 / len(near))
            offset.append(text_bits(left.record, right.record))
    bits, intercept = fit(np.array(x)[:, 1:], np.array(same), np.array(weight), np.array(offset))
    return {"dated": intercept, "gap": float(bits[0])}


def save(bits: dict[str, float]) -> None:
    """Write the weights; the next reader of them sees the new ones."""
    note = "bits a unit of each feature adds to the log-odds of one event; made by tools/fit_grouping.py"
    table = {"note": note, "bits": {name: round(value, 3) for name, value in bits.items()}}
    TARGET.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    pairs.weights.cache_clear()


def main() -> None:
    folder = Path(sys.argv[1])
    texts = fit_texts(folder)
    save({**texts, "dated": 0.0, "gap": 0.0})
    save({**texts, **fit_time(folder)})
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
