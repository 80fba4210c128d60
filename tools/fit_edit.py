"""Make src/rashomon/weigh/edit.json: what each kind of edit says of a changed fact.

    python tools/fit_edit.py     needs ../shared/data/claims

From SummEdits news (Laban and others 2023, Apache-2.0): 352 edits of eleven summaries, each label weighing a half. The cut is the one
with the best balanced accuracy where each text is judged by weights that did not see it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.edits import best_cut, features, fitted, held_out, summaries, truth
from rashomon.weigh.edit import KINDS

TARGET = ROOT / "src" / "rashomon" / "weigh" / "edit.json"


def main() -> None:
    edits = summaries()
    x, changed, folds = features(edits), *truth(edits)
    bits = fitted(x, changed)
    table = {
        "prior": round(float(bits[-1]), 3),
        "cut": round(best_cut(held_out(x, changed, folds), changed), 3),
        "weights": {kind: round(float(weight), 3) for kind, weight in zip(KINDS, bits, strict=False) if weight},
    }
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
