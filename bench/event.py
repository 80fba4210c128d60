"""How long one large event takes, stage by stage and kind by kind, and how that grows.

    python -m bench.event [--reports 50] [--rules] [--runs 3] [--json]

The event is made by program: the 32 real articles of one event (../shared/data/derivation), and behind each of them a rewrite of one by
the operators of `bench.operators`, so that there are copies, relatives and separate accounts; from the 65th report on all are rewrites,
so that a large event is one that many outlets print (454 of 500 texts differ). The first n are an event of n. Every figure is the median
of three processes (or `--runs`; above 100 reports of one): seconds by the clock and of the processor, and the peak of memory. The
exponent is that of the line through the logarithms of all sizes.

The peer in the same run is a plain search for what is like what: TF-IDF cosines of character 3- to 5-grams between all sentences
(scikit-learn). It answers the first question of `collate` and no other; where scikit-learn is absent there is no ratio.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from math import log
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from rashomon.types import Report

from .bases import base
from .operators import FIT, Hand
from .speed import peak_mb
from .stemmata import draft

ARTICLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "derivation" / "census_articles.csv.gz"
SIZES = (12, 25, 50, 100, 200, 500)
RUNS = 3
LARGE = 100  # reports above which one run is enough
Seconds = dict[str, tuple[float, float]]  # what was done: by the clock, of the processor


def articles() -> list[str]:
    """The real texts, a paragraph a line."""
    csv.field_size_limit(10**9)
    with gzip.open(ARTICLES, "rt", encoding="utf-8", newline="") as lines:
        return [row["text"].replace(" ### ", "\n") for row in csv.DictReader(lines)]


def event(size: int) -> list[Report]:
    """The first `size` reports: an article and a rewrite in turn, rewrites alone where no article is left."""
    real, texts = articles(), list[str]()
    operators = [kind.make for kind in FIT.values() if kind.parents == 1]
    for n in range(size):
        text = real[n // 2 % len(real)]
        if n % 2 or n // 2 >= len(real):
            title, _, body = text.partition("\n")
            random = Random(n)  # noqa: S311  the same event every time
            text = operators[n // 2 % len(operators)]([draft(base(str(n), title, body), n)], Hand(random, "a")).text
        texts.append(text)
    return [Report(f"r{n:03}", f"r{n:03}.txt", text) for n, text in enumerate(texts)]


@contextmanager
def timed(told: Seconds, name: str) -> Iterator[None]:
    """Adds what is done inside to what took how long."""
    clock, processor = time.perf_counter(), time.process_time()
    yield
    told[name] = (time.perf_counter() - clock, time.process_time() - processor)


def ours(size: int, *, rules: bool) -> tuple[Seconds, Seconds]:
    """Seconds by stage, and by kind of discrepancy; whatever a kind reads off a sentence first is on its account."""
    stages, by_kind = Seconds(), Seconds()
    with timed(stages, "import"):
        from rashomon import collate, config, tell, trace, weigh
        from rashomon.annotate import annotate
        from rashomon.weigh import discrepancies as found
        from rashomon.weigh.kinds import kinds
        from rashomon.workers import uncollected
    reports, settings = event(size), config.Config()
    by = replace(settings.annotate, tagger=0) if rules else settings.annotate
    with timed(stages, "annotate"):
        notes = [annotate(report, by) for report in reports]
    with uncollected():
        with timed(stages, "collate"):
            collation = collate.collate(reports, notes, settings.collate)
        with timed(stages, "trace"):
            stemma = trace.trace(reports, notes, collation, settings.trace)
        with timed(stages, "weigh"):
            findings = weigh.weigh(reports, notes, collation, stemma, settings.weigh)
        with timed(stages, "tell"):
            tell.tell(reports, notes, collation, stemma, findings, settings.tell)
    account = {id: n for n, members in enumerate(stemma.accounts.members) for id in members}
    readings = found.readings_of(reports, notes, found._twins(collation, account), findings.persons)
    for name, kind in kinds.items():
        with timed(by_kind, name):
            found.clashes(kind, *found.in_order(readings, collation))
    return stages, by_kind


def together(size: int, workers: int, *, rules: bool) -> Seconds:
    """Seconds of `analyse` as a whole over so many workers; of the processor in this process alone."""
    from rashomon.config import Config
    from rashomon.pipeline import analyse

    reports, told, settings = event(size), Seconds(), Config()
    settings = replace(settings, annotate=replace(settings.annotate, tagger=0)) if rules else settings
    with timed(told, f"analyse, {workers} workers"):
        analyse(reports, settings, workers=workers)
    return told


def peer(size: int) -> Seconds:
    """Cosines of character n-grams between all sentences of the same reports."""
    from rashomon.text.sentences import sentences

    vectors, told = import_module("sklearn.feature_extraction.text").TfidfVectorizer, Seconds()
    lines = [report.text[start:end] for report in event(size) for start, end in sentences(report.text, "en")]
    with timed(told, "TF-IDF of character 3- to 5-grams, all sentence pairs"):
        rows = vectors(analyzer="char", ngram_range=(3, 5)).fit_transform(lines)
        (rows @ rows.T > 0.3).nonzero()
    return told


def run(job: str, size: int, *options: str, runs: int = RUNS) -> dict[str, Any]:
    """The median of some processes that do one job."""
    command = [sys.executable, "-m", "bench.event", "--reports", str(size), "--job", job, *options]
    found = [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(runs if size <= LARGE else 1)
    ]
    return {key: _median([one[key] for one in found]) for key in found[0]}


def _median(runs: list[Any]) -> Any:
    if isinstance(runs[0], dict):
        return {key: _median([one[key] for one in runs]) for key in runs[0]}
    return [median(column) for column in zip(*runs, strict=True)] if isinstance(runs[0], list) else median(runs)


def _job(name: str, size: int, *, rules: bool) -> dict[str, Any]:
    jobs: dict[str, Callable[[], dict[str, Any]]] = {
        "ours": lambda: dict(zip(("stages", "kinds"), ours(size, rules=rules), strict=True)),
        "together": lambda: together(size, 2, rules=rules),
        "peer": lambda: peer(size),
    }
    return {**jobs[name](), "peak_mb": peak_mb()}


def growth(sizes: list[int], seconds: list[float]) -> float:
    """The power of n that fits all sizes best."""
    if len(sizes) < 2 or min(seconds) <= 0:
        return 0.0
    across, along = ([log(one) for one in some] for some in (sizes, seconds))
    middle = sum(across) / len(across)
    return sum((x - middle) * y for x, y in zip(across, along, strict=True)) / sum((x - middle) ** 2 for x in across)


def measure(reports: int, *flags: str, runs: int) -> dict[str, Any]:
    """Seconds of the processor by stage for every size up to the wanted, and by kind for the largest; the whole, and the peer."""
    sizes = [size for size in SIZES if size < reports] + [reports]
    found = {size: run("ours", size, *flags, runs=runs) for size in sizes}
    stages = {stage: [found[size]["stages"][stage][1] for size in sizes] for stage in found[reports]["stages"]}
    stages["compare"] = [sum(row) for row in zip(*(stages[stage] for stage in ("collate", "trace", "weigh", "tell")), strict=True)]
    told: dict[str, Any] = {
        "sizes": sizes,
        "stages": stages,
        "peak_mb": [found[size]["peak_mb"] for size in sizes],
        "kinds": {kind: seconds[1] for kind, seconds in found[reports]["kinds"].items()},
        "together": {size: run("together", size, *flags, runs=runs) for size in sizes},
    }
    try:
        told["peer"] = run("peer", reports, runs=runs)
    except subprocess.CalledProcessError:
        told["peer"] = {"not run": "needs scikit-learn"}
    return told


def main() -> None:
    """Print what was measured."""
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=50)
    options.add_argument("--rules", action="store_true", help="annotate by rules, without the tagger")
    options.add_argument("--runs", type=int, default=RUNS, help="processes of which each figure is the median")
    options.add_argument("--json", action="store_true")
    options.add_argument("--job", default="", help=argparse.SUPPRESS)
    given = options.parse_args()
    if not ARTICLES.exists():
        sys.exit("SKIPPED: needs ../shared/data, which is not part of the repository")
    if given.job:
        print(json.dumps(_job(given.job, given.reports, rules=given.rules)))
        return
    told = measure(given.reports, *(["--rules"] if given.rules else []), runs=given.runs)
    if given.json:
        print(json.dumps(told, indent=1))
        return
    sizes = told["sizes"]
    print("reports", *sizes, "growth", sep="\t")
    for stage, row in told["stages"].items():
        print(stage, *(f"{one:.2f}" for one in row), f"{growth(sizes, row):.2f}", sep="\t")
    print("MB", *(f"{peak:.0f}" for peak in told["peak_mb"]), sep="\t")
    print("seconds of the processor; by kind:", ", ".join(f"{kind} {seconds:.2f}" for kind, seconds in told["kinds"].items()))
    whole = [next(iter(one.items())) for one in told["together"].values()]
    clock = [seconds[0] for _, seconds in whole]
    print(f"{whole[0][0]}, by the clock", *(f"{one:.2f}" for one in clock), f"{growth(sizes, clock):.2f}", sep="\t")
    name, seconds = next(iter(told["peer"].items()))
    if name == "not run":
        print(f"no peer: {seconds}")
        return
    print(
        f"{name}: {seconds[1]:.2f} s, {told['peer']['peak_mb']:.0f} MB; "
        f"collate takes {told['stages']['collate'][-1] / seconds[1]:.2f} times as long"
    )


if __name__ == "__main__":
    main()
