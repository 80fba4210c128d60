"""Fit src/rashomon/collate/parts.json: how many bits each feature of two clauses is worth for telling the same thing.

    python tools/fit_parts.py      needs ../shared

As tools/fit_same.py does for sentences, on the train topics of ECB+ (bench/clauses.py).
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from fit_same import write

from bench.clauses import events, examples
from rashomon.collate.parts import WAYS

TARGET = ROOT / "src" / "rashomon" / "collate" / "parts.json"


def main() -> None:
    write(TARGET, [one._replace(x=one.x[: len(WAYS)]) for event in events(dev=False) for one in examples(*event)], WAYS)


if __name__ == "__main__":
    main()
