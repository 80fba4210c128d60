"""How fast web pages are read on two cores, and how well, beside the two extractors called bare in the same run.

    python -m bench.extraction [PAGES] [RUN,RUN...]

Prints JSON. `ours` is the whole step from the bytes of a page to `Raw`: decoding, hidden text, statements, date, tickers, loss check. The
peers get the decoded page and give its text, trafilatura once more with its metadata. Pages are those of `bench/pages.py`
(1,000 unless given), half of them in each of two processes that run at the same time; every page goes through ours and its peers in turn.
`pages_per_second` is what two free cores do, from the processor's time; `by_the_clock` says how busy the machine was. F1 is
of words, against the article's known text.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from bench.pages import CHATTER, HIDDEN, SITES, Page, pages

CORES = 2
Texts = list[str]  # of the documents found in a page


def ours(mode: str) -> Callable[[Page], tuple[Texts, dict[str, object]]]:
    """The read step of Rashomon in one of its modes."""
    from rashomon.config import ReadConfig
    from rashomon.read import Piece, documents
    from rashomon.types import Raw

    config = ReadConfig(extraction="bulk" if mode == "bulk" else "precise")

    def run(page: Page) -> tuple[Texts, dict[str, object]]:
        found = list(documents(Piece("html", page.name, page.name, page.content, page.name), config))
        raws = [item for item in found if isinstance(item, Raw)]
        noted = next((key for raw in raws for key in ("fallback", "flattened") if key in raw.extra), "")
        dates = [raw.fields.get("date", "") for raw in raws]
        return [raw.text for raw in raws], {
            "noted": noted,
            "date": dates[0][:10] if dates else "",
            "title": raws and raws[0].fields.get("title"),
        }

    return run


def trafilatura(metadata: bool) -> Callable[[Page], tuple[Texts, dict[str, object]]]:
    """The extractor as its documentation shows it."""
    from trafilatura import bare_extraction, extract

    def run(page: Page) -> tuple[Texts, dict[str, object]]:
        if not metadata:
            return [extract(page.content) or ""], {}
        found: Any = bare_extraction(page.content, with_metadata=True)
        return [found.text or ""] if found else [""], {"date": (found.date or "") if found else ""}

    return run


def resiliparse() -> Callable[[Page], tuple[Texts, dict[str, object]]]:
    """The extractor as its documentation shows it."""
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    def run(page: Page) -> tuple[Texts, dict[str, object]]:
        return [extract_plain_text(HTMLTree.parse_from_bytes(page.content, _charset(page.content)), main_content=True)], {}

    return run


def _charset(content: bytes) -> str:
    return content.partition(b'charset="')[2].partition(b'"')[0].decode()


RUNS: dict[str, Callable[[], Callable[[Page], tuple[Texts, dict[str, object]]]]] = {
    "ours precise": lambda: ours("precise"),
    "ours bulk": lambda: ours("bulk"),
    "trafilatura": lambda: trafilatura(False),
    "trafilatura with metadata": lambda: trafilatura(True),
    "resiliparse": resiliparse,
}
GROUPS = (("ours precise", "trafilatura with metadata", "trafilatura"), ("ours bulk", "resiliparse"))  # what is compared


def f1(page: Page, texts: Texts) -> float:
    """Agreement of the words of a page's article with those extracted, headlines aside."""
    wanted = Counter(word for text in page.texts for word in text.split())
    got = Counter(word for text in texts for line in text.split("\n") if line.strip() != page.title for word in line.split())
    same = sum((wanted & got).values())
    return 2 * same / (sum(wanted.values()) + sum(got.values())) if same else 0.0


def measure(task: tuple[tuple[str, ...], int, int]) -> dict[str, list[dict[str, Any]]]:
    """One process's share of the pages through every extractor in turn, so that all meet the same machine: a row a page."""
    names, count, first = task
    runs, rows = {name: RUNS[name]() for name in names}, {name: list[dict[str, Any]]() for name in names}
    for page in pages(min(count, len(SITES)), seed=0):
        for run in runs.values():
            run(page)  # imports and caches
    for page in pages(count, first=first, step=CORES):
        for name, run in runs.items():
            began, cpu = time.perf_counter(), time.process_time()
            texts, told = run(page)
            spent, used = time.perf_counter() - began, time.process_time() - cpu
            whole = "\n".join(texts)
            rows[name].append({
                "page": page.name, "site": page.site, "seconds": spent, "cpu": used, "f1": f1(page, texts), "documents": len(texts),
                "wanted": len(page.texts) if page.ticker else 1, "secret": HIDDEN in whole, "chatter": CHATTER in whole,
                "right_day": told.get("date") == page.date[:10], **told,
            })  # fmt: skip
    return rows


def report(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of one extractor."""
    sites = sorted({row["site"] for row in rows})
    noted = Counter(row["site"] for row in rows if row.get("noted"))
    return {
        "cpu_ms": round(1000 * fmean(row["cpu"] for row in rows), 2),
        "pages_per_second": round(CORES / fmean(row["cpu"] for row in rows), 1),
        "by_the_clock": round(CORES / fmean(row["seconds"] for row in rows), 1),
        "f1": round(fmean(row["f1"] for row in rows), 4),
        "f1_by_site": {site: round(fmean(row["f1"] for row in rows if row["site"] == site), 3) for site in sites},
        "cpu_ms_by_site": {site: round(1000 * fmean(row["cpu"] for row in rows if row["site"] == site), 1) for site in sites},
        "empty": sum(row["f1"] == 0 for row in rows),
        "hidden_text": sum(row["secret"] for row in rows),
        "comments": sum(row["chatter"] for row in rows),
        "right_day": round(fmean(row["right_day"] for row in rows), 3),
        "flagged_by_site": dict(sorted(noted.items())),
        "split_right": round(fmean(row["documents"] == row["wanted"] for row in rows), 3),
    }


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    only = sys.argv[2].split(",") if len(sys.argv) > 2 else list(RUNS)
    figures: dict[str, Any] = {"pages": count, "bytes": sum(len(page.content) for page in pages(min(count, 190))) // min(count, 190)}
    for together in GROUPS:
        names = tuple(name for name in together if name in only)
        with get_context("spawn").Pool(CORES) as pool:
            halves = pool.map(measure, [(names, count, first) for first in range(CORES)])
        figures |= {name: report([row for half in halves for row in half[name]]) for name in names}
    for ours_, theirs in (("ours precise", "trafilatura with metadata"), ("ours bulk", "resiliparse")):
        if {ours_, theirs} <= figures.keys():
            figures[f"{ours_}, times as fast as {theirs}"] = round(figures[theirs]["cpu_ms"] / figures[ours_]["cpu_ms"], 2)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
