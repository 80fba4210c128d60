"""How well `annotate` reads times, quantities and quotations: figures against public gold beside the repository.

    python -m bench.annotate [FOLDER]     FOLDER holds data/ and reports/, by default ../shared; prints JSON

Numbers: share of the small cases of the recognizer suites in which every value is met; for bare numbers the value on
the tape, for the rest a quantity whose ends hold it (so "about 10" meets 10, and a case is not failed by a quantity too many).
New Delhi: the hand-made gold of two reports, quotations found (overlap at least .5) and with the right speaker, by tagger
and rules together. Quotations of PolNeAR are measured by bench/quotes.py, times by bench/times.py.

The rules were written with the mistakes on all of it in view, so these are figures of development: expect less elsewhere.
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.annotate import annotate
from rashomon.annotate.quantities import quantities
from rashomon.annotate.symbols import tape
from rashomon.clean import clean
from rashomon.config import AnnotateConfig, CleanConfig
from rashomon.lang import language
from rashomon.text.cuts import Rawward
from rashomon.text.sentences import sentences
from rashomon.types import Quantity, Quote, Raw, Report, Span

SHARED = Path(__file__).resolve().parents[2] / "shared"
NUMBER_SUITES = (
    "Number/English/NumberModel.json",
    "Number/English/PercentModel.json",
    "NumberWithUnit/English/DimensionModel.json",
    "NumberWithUnit/English/CurrencyModel.json",
)
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


def measure_numbers(path: Path) -> dict[str, float]:
    """Share of the cases with a value in which every value is found, suite by suite."""
    out: dict[str, float] = {}
    with tarfile.open(path) as archive:
        for suite in NUMBER_SUITES:
            file = archive.extractfile(suite)
            hits = total = 0
            for case in json.loads(file.read().decode("utf-8-sig")) if file else []:
                want = {value for result in case["Results"] if (value := _value(result)) is not None}
                if want:
                    report, got = Report("d", "d", case["Input"]), set[tuple[float, ...]]()
                    if suite.startswith("Number/English/NumberModel"):  # bare numbers count nothing: only their value is asked
                        got = {(float(symbol.value),) * 2 for symbol in tape(report.text, "en").symbols if symbol.kind in "NYh"}
                    else:
                        got = {_ends(quantity) for quantity in quantities(report, split(report))}
                    hits, total = hits + all(any(low <= value <= high for low, high in got) for value in want), total + 1
            out[suite.rpartition("/")[2].removesuffix("Model.json").lower()] = round(hits / max(1, total), 3)
    return out


def _ends(quantity: Quantity) -> tuple[float, float]:
    """The ends of a quantity; an open one at the number that was said."""
    low, high = quantity.low, quantity.high
    return (high or 0.0) if low is None else low, (low or 0.0) if high is None else high


def _value(result: dict[str, Any]) -> float | None:
    try:
        return float(str(result["Resolution"]["value"]).rstrip("%"))
    except (KeyError, ValueError):
        return None


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
        "numbers": measure_numbers(data / "claims" / "recognizers_datetime_number_specs.tar.gz"),
        "new delhi": measure_new_delhi(shared / "reports" / "new-delhi"),
    }
    print(json.dumps(figures, indent=1))
    return figures


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
