"""How well quotations are read: the tagger beside the rules, on PolNeAR, and how fast.

    python -m bench.quotes [DATA] [--torch PYTHON]     DATA is ../shared/data by default; prints JSON

`units`: exact span F1 of source, cue and content on the published validation units, as CofeNet evaluates: every unit alone, spans
of tokens, the labels of all annotators; the tagger's parts of a probability of half or more. In seven articles the published
tokens call all 234 quotation marks closing ones; half are turned before the text is put together, which makes all as the
articles have them (unturned, content was .684, the rules' .512). The tagger learned from PolNeAR where a span ends; the
rules' spans, which hold what other stages need, are first drawn as its annotators draw theirs: content with the marks
around it, a cue with its helping verbs and particles, a source with what stands in brackets behind it
(as they are they would get .576, .542, .253). `articles`: whole articles of
PolNeAR dev, as bench/annotate.py measures the rules: attribution F1 (content overlap at least .8 and source overlaps, one
to one), marked quotations found, and with the right source; `damaged articles` the same after damage of the kinds
that training is damaged with. `speed`: articles a second of CPU, splitting and joining included; with --torch, a Python
that has torch, also the network's weights in 32 bits there, beside the network alone here.

The tagger was trained on PolNeAR train only, its settings and thresholds were chosen with these sets in view: figures of
development. The rules were written with the articles and the units in view too.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1] / "tools")]

from bench.annotate import SHARED, f1, lines, overlap, split, touches
from rashomon.annotate import tagger
from rashomon.annotate.marks import marks
from rashomon.annotate.names import names
from rashomon.annotate.quotes import quotes
from rashomon.lang import language
from rashomon.types import Quote, Report

UNITS, ARTICLES = "cofenet_polnear_valid.txt.gz", "polnear_dev.jsonl.gz"
_SAME_CONTENT = 0.8
_MARKED_WORDS = 3
_MARK_BEFORE = re.compile(r"[“”\"«‘] ?$")
_MARK_BEHIND = re.compile(r" ?[“”\"»’](?!\w)")
Spans = list[tuple[int, int]]
Told = list[tuple[Spans, Spans]]  # content, source
Reader = Callable[[Report], Told]
Document = tuple[str, Sequence[dict[str, Any]]]


def by_tagger(report: Report) -> Told:
    told = tagger.attributions(tagger.tag(report.text, [(span.start, span.end) for span in split(report)]))
    return [
        ([(part.start, part.end) for part in item.content], [(item.source.start, item.source.end)] if item.source else []) for item in told
    ]


def by_rules(report: Report) -> Told:
    spans = split(report)
    return _told(quotes(report, spans, names(report, spans)))


def by_both(report: Report) -> Told:
    spans = split(report)
    heard = tagger.tag(report.text, [(span.start, span.end) for span in spans])
    return _told(quotes(report, spans, names(report, spans, heard.names), tagger.attributions(heard)))


def _told(found: Iterable[Quote]) -> Told:
    return [
        ([(part.start, part.end) for part in item.content], [(item.source.start, item.source.end)] if item.source else []) for item in found
    ]


def roles_by_tagger(text: str) -> dict[str, Spans]:
    spans = split(Report("d", "d", text))
    found: dict[str, Spans] = {role: [] for role in tagger.ROLES}
    for part in tagger.tag(text, [(span.start, span.end) for span in spans]).parts:
        if part.p >= tagger.LIKELY:
            found[part.role].append((part.start, part.end))
    return found


def roles_by_rules(text: str) -> dict[str, Spans]:
    report = Report("d", "d", text)
    spans = split(report)
    told = quotes(report, spans, names(report, spans))
    found: dict[str, Spans] = {"source": [], "cue": [], "content": []}
    for item in told:
        found["content"] += [with_marks(text, part.start, part.end) for part in item.content]
        found["source"] += [with_comma(text, item.source.start, item.source.end)] if item.source else []
        found["cue"] += [with_helpers(text, item.cue.start, item.cue.end, item.content[0].start)] if item.cue else []
    return found


# --- from the library's spans to PolNeAR's: habits of its annotators, counted in its train articles


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Content with the marks around it: ours holds what stands inside."""
    behind = _MARK_BEHIND.match(text, end)
    before = _MARK_BEFORE.search(text, max(0, start - 3), start)
    return (before.start() if before else start), (behind.end() if behind else end)


def with_comma(text: str, start: int, end: int) -> tuple[int, int]:
    """A source takes in what stands in brackets behind it, and with an appositive the comma that closes that (918 of 1,028)."""
    bracket = re.compile(r" ?\([^()]{1,40}\)").match(text, end)
    end = bracket.end() if bracket else end
    return start, end + (closed.end() if "," in text[start:end] and (closed := re.match(r" ?,", text[end : end + 2])) else 0)


def with_helpers(text: str, start: int, end: int, content: int) -> tuple[int, int]:
    """A cue takes in "has", "is", "also" in front of it (659 of 689), and "out" or "for" between it and the content; ours is the verb."""
    lang = language("en")
    words = lang.auxiliaries | lang.negators
    while (before := re.search(r"[\w’']+ $", text[max(0, start - 20) : start])) and (
        before.group().strip().lower() in words or before.group().endswith("ly ")
    ):
        start -= len(before.group())
    small = lang.cue_particles | lang.stance_prepositions
    while (behind := re.match(r" (\w+)\b", text[end : end + 12])) and behind[1].lower() in small and end + behind.end() <= content:
        end += behind.end()
    return start, end


def over_tokens(spans: Spans, places: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Spans of code points as spans of the tokens they touch."""
    touched = ([n for n, (start, end) in enumerate(places) if start < high and low < end] for low, high in spans)
    return {(tokens[0], tokens[-1] + 1) for tokens in touched if tokens}


def measure_units(path: Path, reader: Callable[[str], dict[str, Spans]]) -> dict[str, float]:
    """Exact span F1 of each role."""
    from tagger_corpora import names_of, published_units

    counts = {role: [0, 0, 0] for role in tagger.ROLES}
    for article, places, labels in published_units(path):
        told = reader(article.text)
        tokens = [(n, n + 1) for n in range(len(labels))]
        for role in tagger.ROLES:
            gold = {(start, end) for _, start, end in names_of(labels, tokens, {role: role})}
            mine = over_tokens(told[role], places)
            counts[role] = [a + b for a, b in zip(counts[role], (len(gold & mine), len(mine), len(gold)), strict=True)]
    return {role: f1(*counts[role]) for role in tagger.ROLES}


# --- whole articles


def documents(path: Path) -> Iterator[Document]:
    """The articles as they are: text, attributions."""
    return ((item["text"], next(iter(item["attributions"].values()))) for item in lines(path))


def damaged_documents(path: Path) -> Iterator[Document]:
    """The articles with marks lost, names in lower case and the rest of what training is damaged with, drawn anew."""
    from tagger_corpora import damaged, polnear

    for number, article in enumerate(polnear(path)):
        worse = damaged(article, Random(number), 1.0)  # noqa: S311 -- the same damage every time
        yield worse.text, worse.attributions or []


def measure_articles(articles: Iterable[Document], reader: Reader) -> dict[str, float]:
    """Attribution F1, its precision and recall, and how marked quotations fare."""
    hits = total = gold_total = marked = found = right = 0
    for text, gold in articles:
        report = Report("d", "d", text)
        told = reader(report)
        shown = _shown(report)
        hits, total, gold_total = hits + _matched(told, gold), total + len(told), gold_total + len(gold)
        for item in gold:
            inside = [mark for mark in shown if touches([mark], item["content"])]
            beside = [source for content, source in told if touches(content, inside)]
            if inside:
                marked, found = marked + 1, found + bool(beside)
                right += any(touches(source, item["source"]) for source in beside)
    return {
        "attribution": f1(hits, total, gold_total),
        "attribution precision": round(hits / max(1, total), 3),
        "attribution recall": round(hits / max(1, gold_total), 3),
        "marked found": round(found / max(1, marked), 3),
        "marked with right source": round(right / max(1, marked), 3),
    }


def _matched(told: Told, gold: Sequence[dict[str, Any]]) -> int:
    """How many attributions of the gold meet one of their own."""
    free, hits = list(told), 0
    for item in gold:
        best = max(free, key=lambda pair: overlap(pair[0], item["content"]), default=None)
        if best and overlap(best[0], item["content"]) >= _SAME_CONTENT and touches(best[1], item["source"]):
            free.remove(best)
            hits += 1
    return hits


def _shown(report: Report) -> Spans:
    """What stands in marks, outermost, three words or more."""
    found = marks(report.text, language("en").quote_pairs, [span.start for span in split(report)])
    return [
        (mark.start, mark.end) for mark in found if mark.depth == 0 and len(report.text[mark.start : mark.end].split()) >= _MARKED_WORDS
    ]


# --- speed


def measure_speed(path: Path, python: str | None) -> dict[str, float | str]:
    """Articles a second of CPU: the tagger as a whole, its network alone, the rules, and the network by torch in 32 bits."""
    reports = [Report("d", "d", document["text"]) for document in lines(path)]
    spans = [[(span.start, span.end) for span in split(report)] for report in reports]
    tagger.tag(reports[0].text, spans[0])  # loads the model
    figures: dict[str, float | str] = {"code points an article": round(sum(len(report.text) for report in reports) / len(reports))}
    figures["tagger"] = _rate(lambda: [by_tagger(report) for report in reports], len(reports))
    found = [list(windows_of(report.text, own)) for report, own in zip(reports, spans, strict=True)]
    figures["network"] = _rate(lambda: [tagger.network(ids, features) for windows in found for ids, features in windows], len(reports))
    figures["rules"] = _rate(lambda: [by_rules(report) for report in reports], len(reports))
    figures["torch, 32 bits"] = _by_torch(found, python)
    return figures


def windows_of(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Any, Any]]:
    from rashomon.annotate.pieces import pieces, windows

    found = pieces(text, spans)
    return (tagger.framed(found, window) for window in windows(found))


def _rate(work: Callable[[], object], documents: int) -> float:
    """Documents a second of CPU, the better of two runs."""
    spent = []
    for _ in range(2):
        start = process_time()
        work()
        spent.append(process_time() - start)
    return round(documents / min(spent), 2)


def _by_torch(found: list[list[tuple[Any, Any]]], python: str | None) -> float | str:
    """Documents a second of the same network in 32 bits, one thread, the same windows one by one."""
    if python is None:
        return "skipped: no --torch"
    material = json.dumps([[[part.tolist() for part in window] for window in windows] for windows in found])
    script = Path(__file__).parents[1] / "tools" / "tagger_speed.py"
    done = subprocess.run(
        [python, str(script)], input=material, capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"}
    )
    return float(done.stdout.split()[-1]) if done.returncode == 0 else f"skipped: {done.stderr.strip().splitlines()[-1]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=SHARED / "data")
    parser.add_argument("--torch", help="a Python that has torch")
    args = parser.parse_args()
    units, articles = (args.data / "quotes" / name for name in (UNITS, ARTICLES))
    readers = {"tagger": by_tagger, "rules": by_rules, "both, as the product reads": by_both}
    figures: dict[str, Any] = {
        "units": {"tagger": measure_units(units, roles_by_tagger), "rules": measure_units(units, roles_by_rules)},
        "articles": {name: measure_articles(documents(articles), reader) for name, reader in readers.items()},
        "damaged articles": {name: measure_articles(damaged_documents(articles), reader) for name, reader in readers.items()},
        "speed": measure_speed(articles, args.torch),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
