"""How well `annotate` reads times and quotations: figures against public gold beside the repository.

    python -m bench.annotate [FOLDER]     FOLDER holds data/ and reports/, by default ../shared; prints JSON

New Delhi: the hand-made gold of two reports, quotations found (overlap at least .5) and with the right speaker, by tagger
and rules together. Quotations of PolNeAR are measured by bench/quotes.py, times by bench/times.py, numbers by bench/numbers.py.

The rules were written with the gold in view, so these are figures of development: expect less elsewhere.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.annotate import annotate
from rashomon.clean import clean
from rashomon.config import AnnotateConfig, CleanConfig
from rashomon.lang import language
from rashomon.text.cuts import Rawward
from rashomon.text.sentences import sentences
from rashomon.types import Quote, Raw, Report, Span

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = "quotes_000_003.json"
_SAME_CONTENT = 0.8  # overlap from which two contents are one, as PolNeAR's own figures take it
_SAME_QUOTATION = 0.5
_MARKED_WORDS = 3
Ranges = Sequence[Sequence[int]]


def split(report: Report) -> tuple[Span, ...]:
    """The sentences of a report."""
    return tuple(Span(report.id, *span) for span in sentences(report.text, report.lang, language(report.lang).abbreviations))


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def f1(hits: int, found: int, gold: int) -> float:
    return round(2 * hits / max(1, found + gold), 3)


def overlap(a: Ranges, b: Ranges) -> float:
    """Shared characters over all characters of two sets of ranges."""
    first = {at for low, high in a for at in range(low, high)}
    second = {at for low, high in b for at in range(low, high)}
    return len(first & second) / max(1, len(first | second))


def touches(a: Ranges, b: Ranges) -> bool:
    return any(low < end and start < high for low, high in a for start, end in b)


def _content(quote: Quote) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in quote.content]


def _source(quote: Quote) -> list[tuple[int, int]]:
    return [(quote.source.start, quote.source.end)] if quote.source else []


def measure_new_delhi(folder: Path) -> dict[str, float]:
    """Recall of the hand-made quotations of two reports, how many of those found have the right speaker, and how many are extra."""
    gold = json.loads((folder / GOLD).read_text(encoding="utf-8"))["quotes"]
    found = right = named = extra = want = 0
    for path in sorted(folder.glob("*.txt")):
        of_report = [item for item in gold if item["doc"] == path.name[:3] and not item.get("boilerplate") and not item.get("topic_only")]
        report = clean(Raw(path.name, "text", path.read_text(encoding="utf-8")), CleanConfig()) if of_report else None
        if not isinstance(report, Report):
            continue
        back, seen = Rawward(report.cuts), set()
        said = annotate(report, AnnotateConfig()).quotes
        got = [([(back.start(low), back.end(high)) for low, high in _content(quote)], quote) for quote in said]
        for item in of_report:
            content = [(part["start"], part["end"]) for part in item["contents"]]
            best = max(range(len(got)), key=lambda n: overlap(got[n][0], content), default=None)
            want += 1
            if best is not None and overlap(got[best][0], content) >= _SAME_QUOTATION:
                seen.add(best)
                speaker = got[best][1].speaker
                found, named = found + 1, named + (speaker is not None)
                right += speaker is not None and _same_person(speaker, item["speaker"])
        extra += len(got) - len(seen)
    return {
        "found": round(found / max(1, want), 3),
        "speaker right": round(right / max(1, found), 3),
        "speaker right when given": round(right / max(1, named), 3),
        "beyond the gold": extra,
    }


def _same_person(a: str, b: str) -> bool:
    """Whether two spellings share the last word but for one letter or an accent: Zajárova, Zakharova."""
    first, second = a.lower().split()[-1], b.lower().split()[-1]
    return first[:2] == second[:2] and first[-2:] == second[-2:]


def main(shared: Path = SHARED) -> dict[str, dict[str, float]]:
    """Every figure that the material at hand allows."""
    figures = {
        "new delhi": measure_new_delhi(shared / "reports" / "new-delhi"),
    }
    print(json.dumps(figures, indent=1))
    return figures


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
