"""How well `annotate` reads times and quotations: figures against public gold beside the repository.

    python -m bench.annotate [FOLDER]     FOLDER holds data/ and reports/, by default ../shared; prints JSON

Times: TempEval's value F1 on TBAQ (a gold span met, and its value equal), the date of the document as publication.
New Delhi: the hand-made gold of two reports, quotations found (overlap at least .5) and with the right speaker, by tagger
and rules together. Quotations of PolNeAR are measured by bench/quotes.py, numbers and quantities by bench/numbers.py.

The rules were written with the mistakes on both sets in view, so these are figures of development: expect less elsewhere.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.annotate import annotate
from rashomon.annotate.times import times
from rashomon.clean import clean
from rashomon.config import AnnotateConfig, CleanConfig
from rashomon.lang import language
from rashomon.text.cuts import Rawward
from rashomon.text.sentences import sentences
from rashomon.types import Quote, Raw, Report, Span, When

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


def measure_times(path: Path) -> dict[str, float]:
    """Relaxed, strict and value F1, and milliseconds of CPU a document."""
    found = gold = met = exact = right = documents = 0
    spent = 0.0
    for document in lines(path):
        day = datetime.fromisoformat(document["anchor"][:10]).replace(tzinfo=UTC)
        report = Report("d", "d", document["text"], published=When(day, day + timedelta(days=1), "day"))
        spans = split(report)
        start = process_time()
        told = list(times(report, spans))
        spent += process_time() - start
        found, gold, documents = found + len(told), gold + len(document["timexes"]), documents + 1
        for timex in document["timexes"]:
            hit = next((time for time in told if time.span.start < timex["end"] and timex["start"] < time.span.end), None)
            if hit:
                told.remove(hit)
                met += 1
                exact += (hit.span.start, hit.span.end) == (timex["start"], timex["end"])
                right += hit.value == timex["value"]
    return {
        "relaxed": f1(met, found, gold),
        "strict": f1(exact, found, gold),
        "value": f1(right, found, gold),
        "ms": round(1000 * spent / max(1, documents), 2),
    }


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
    data = shared / "data"
    figures = {
        "times": measure_times(data / "claims" / "tbaq_dev.jsonl.gz"),
        "new delhi": measure_new_delhi(shared / "reports" / "new-delhi"),
    }
    print(json.dumps(figures, indent=1))
    return figures


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
