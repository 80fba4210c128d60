"""How well reports in other languages meet: whether the translation of a report is compared with it, and lies nearest.

    python -m bench.grouping_translations FOLDER     FOLDER holds meantime_parallel.jsonl.gz; prints JSON

All languages lie in one pile, undated. `met` is the share of translations among the pairs that grouping compares;
`nearest` the share of reports whose translation into a language has the most bits of all reports in it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from rashomon.config import GroupConfig
from rashomon.group.neighbours import neighbours
from rashomon.group.pair import weights
from rashomon.group.record import records_of, taken

from .grouping import as_report, load


def measure(folder: Path) -> dict[str, dict[str, float]]:
    """Both shares in percent, by `from-to`."""
    from rashomon.group.bridge_kernel import alone_bits
    from rashomon.group.pair_kernel import meet_all

    documents = load(folder / "meantime_parallel.jsonl.gz")
    made = records_of([as_report(document) for document in documents], GroupConfig().terms)
    order = np.lexsort((np.arange(len(documents)), made.key))
    records, documents = taken(made, order.astype(np.int64)), [documents[n] for n in order]
    met = neighbours(records, GroupConfig())
    pairs = set(zip(met.left.tolist(), met.right.tolist(), strict=True))
    langs = sorted({document["lang"] for document in documents})
    own = {lang: [n for n, document in enumerate(documents) if document["lang"] == lang] for lang in langs}
    told = {}
    for here in langs:
        for there in langs:
            if here == there:
                continue
            found = nearest = 0
            home = {documents[n]["event"]: n for n in own[there]}
            for n in own[here]:
                right = np.array(own[there], np.int64)
                bits = alone_bits(meet_all(records, np.full(len(right), n), right, weights().pair), weights().join)
                other = home[documents[n]["event"]]
                found += (min(n, other), max(n, other)) in pairs
                nearest += int(right[int(np.argmax(bits))]) == other
            whole = len(own[here])
            told[f"{here}-{there}"] = {"met": round(100 * found / whole, 1), "nearest": round(100 * nearest / whole, 1)}
    return told


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1])), indent=1))
