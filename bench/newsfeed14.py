"""How well `group` finds the clusters of Newsfeed14, under the protocol published with it (Miranda et al. 2018).

    python -m bench.newsfeed14 FILE...     dataset.*.json as published, or one document a line; prints JSON

The data lie on a server of their makers, and are for whoever holds them: documents as {id, date, title, text, lang, cluster}.
One language at a time, in order of time, each document put into the stream once; the final assignment is scored, by
pairs as in the paper and by BCubed as its successors do. Our stream may move a document later: it is the same function as the
batch. Nothing is fitted on their development part, and the cut is the one shipped. In print: pairwise F1 of 94.1 for English,
97.1 for German, 94.2 for Spanish.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from rashomon.config import GroupConfig
from rashomon.group import Grouper

from .clusters import agreement
from .grouping import Document, anonymous

LANGUAGES = {
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "spa": "es",
    "fra": "fr",
    "fre": "fr",
    "ita": "it",
    "slv": "sl",
    "hrv": "hr",
    "zho": "zh",
    "rus": "ru",
}
PUBLISHED = {"en": 94.1, "de": 97.1, "es": 94.2}  # pairwise F1


def load(paths: Iterable[Path]) -> list[Document]:
    """The documents of some files, each a list or one a line; the cluster becomes the event. ValueError names the file."""
    return [_document(row, path) for path in paths for row in _rows(path)]


def _rows(path: Path) -> list[Any]:
    content = path.read_text(encoding="utf-8-sig")
    if content.lstrip().startswith("["):
        rows: list[Any] = json.loads(content)
        return rows
    return [json.loads(line) for line in content.splitlines() if line.strip()]


def _document(row: Any, path: Path) -> Document:
    missing = [name for name in ("id", "text", "lang", "cluster") if not isinstance(row, dict) or row.get(name) is None]
    if missing:
        raise ValueError(f"{path}: a document without {', '.join(missing)}; expected {{id, date, title, text, lang, cluster}}")
    lang = str(row["lang"]).lower()
    named = {"id": str(row["id"]), "lang": LANGUAGES.get(lang, lang), "event": str(row["cluster"])}
    return {**named, "text": row["text"], "title": row.get("title") or "", "date": str(row.get("date") or "")}


def measure(documents: Sequence[Document]) -> dict[str, Any]:
    """The stream of one language: figures of its final assignment."""
    reports, gold = anonymous(documents)
    dated = [
        (report.published is None, report.published.low.timestamp() if report.published else 0.0, n) for n, report in enumerate(reports)
    ]
    pile, start = Grouper(GroupConfig()), perf_counter()
    for _, _, n in sorted(dated):
        pile.add(reports[n])
    found = {id: event.id for event in pile.events() for id in event.reports}
    seconds = perf_counter() - start
    row = {"clusters": len(set(gold.values())), "found": len(set(found.values())), "undated": sum(undated for undated, _, _ in dated)}
    return {**row, **agreement(gold, found).rounded(), "documents_per_second": round(len(reports) / seconds)}


def by_language(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Documents by language, sorted."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document["lang"], []).append(document)
    return dict(sorted(found.items()))


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    figures = {lang: measure(documents) for lang, documents in by_language(load(map(Path, sys.argv[1:]))).items()}
    for lang, row in figures.items():
        row["published_pair_f1"] = PUBLISHED.get(lang)
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
