"""Fit src/rashomon/trace/reuse.json: how many bits each measure of reuse is worth.

    python tools/fit_reuse.py     reads ../shared/data, and writes the weights that ship

Logistic regressions with a ridge, over all 95 answers of Clough and Stevenson (2011), a sample of 1,000 pairs of
Webis-CPC (Burrows et al. 2013), 135 pairs of articles on one event (BASIL, Fan et al. 2019), and 120 wire texts in four languages
(MEANTIME, Minard et al. 2016). `python -m bench.reuse` and `bench.translated` fit the same on parts and try them on the rest.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import translated
from bench.reuse import answers, fit, fit_degrees, fit_shared, newsrooms, paraphrases

TARGET = ROOT / "src" / "rashomon" / "trace" / "reuse.json"


def main() -> None:
    found, labels, _ = answers()
    pairs, yes, _ = paraphrases()
    tables = fit_degrees(found, labels)
    tables |= {"shared": fit_shared(found, labels, newsrooms()[0]), "paraphrase": fit("paraphrase", pairs, [label == 1 for label in yes])}
    tables["translation"] = translated.table(translated.examples())
    rounded = {question: {term: round(bits, 3) for term, bits in table.items() if bits} for question, table in tables.items()}
    TARGET.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
