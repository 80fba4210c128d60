"""Claims beside gold of others: `python -m bench.claims [SECTION ...]` prints JSON.

`summedits`, `fever`: whether an edit changes a fact (`bench/edits.py`). `nanco`, `superpal`, `coreference`: whether two sentences tell
the same (`bench/answers.py`, `bench/coreference.py`). `injected`: changed values found, kind by kind, with the shipped weights, which
saw these events (`bench/injector.py --folds` for weights that did not). Times and numbers have benches of their own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping

from rashomon.config import Config

from . import answers, coreference, edits, injector

SECTIONS: dict[str, Callable[[], Mapping[str, object]]] = {
    "summedits": edits.measure_summaries,
    "fever": edits.measure_claims,
    "nanco": answers.measure_nanco,
    "superpal": answers.measure_superpal,
    "coreference": coreference.measure,
    "injected": lambda: injector.measure(Config(), None, list(injector.KINDS), None),
}


def main() -> None:
    """Print the sections named, or all."""
    if not answers.CLAIMS.is_dir():
        sys.exit("SKIPPED: needs ../shared/data/claims, which is not part of the repository")
    wanted = sys.argv[1:] or list(SECTIONS)
    print(json.dumps({name: SECTIONS[name]() for name in wanted}, indent=1))


if __name__ == "__main__":
    main()
