"""Fit src/rashomon/collate/same.json: how many bits each feature of two sentences is worth for telling the same thing.

    python tools/fit_same.py      needs ../shared

On the train topics of ECB+ (bench/coreference.py): pairs that share actions and participants against pairs that share no action, and as
many in weight of two sentences of one report. A ridge, and signs that weights must keep. How many pairs of an event tell one thing no
corpus says, so that the prior is set by what may go wrong: one pair of sentences of one report in APART has more than 0 bits.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.coreference import Example, events, examples, least, weights
from bench.logistic import Rows, one_way
from rashomon.collate.same import WAYS

TARGET = ROOT / "src" / "rashomon" / "collate" / "same.json"
RIDGE, APART = 10.0, 200


def fitted(some: Sequence[Example], ways: Sequence[int]) -> NDArray[np.float64]:
    """Weights and, last, the prior."""
    kind, weight = np.array([one.kind for one in some]), weights(some)
    crossing = weight[kind != "apart"].sum()
    weight[kind == "apart"] *= crossing / weight[kind == "apart"].sum()
    rows = Rows(np.array([one.x for one in some]), (kind == "same").astype(float), weight * (len(some) / weight.sum()))
    bits = one_way(rows, RIDGE, ways)
    bits[-1] = -least(rows.x[kind == "apart"] @ bits[:-1], rows.weight[kind == "apart"], APART)
    return bits


def write(target: Path, some: Sequence[Example], ways: Mapping[str, int]) -> None:
    """Fit weights of named features, write and print them."""
    bits = fitted(some, list(ways.values()))
    held = {name: round(float(each), 3) for name, each in zip(ways, bits, strict=False)}
    target.write_text(json.dumps({"prior": round(float(bits[-1]), 3), "weights": held}, indent=1) + "\n", encoding="utf-8")
    print(target.read_text(encoding="utf-8"))


def main() -> None:
    write(TARGET, [one for gold in events(dev=False) for one in examples(gold)], WAYS)


if __name__ == "__main__":
    main()
