"""What the reading room weighs and how fast it answers on an event of fifty reports. `python -m bench.room [--seconds 30]`.

In headless chromium on this machine: bytes that the page of the event transfers, the first paint, the time from a click to the next
frame (opening a fold, resting on a citation). By plain HTTP at twenty requests a second, spread over all pages and the API: the median,
the 99th percentile and the worst answer. The event is that of `bench.event`. The peer in the same run is the same server's answer to
its smallest page (the form for adding reports): what the event page costs beyond that is ours.
"""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from rashomon.casebook import Casebook, deciding
from rashomon.config import Config
from rashomon.store import Library

from . import browsing
from .event import event

BARS = {"transferred_kB": 300, "first_paint_ms": 1000, "interaction_ms": 100, "p99_ms": 200}
RATE = 20  # requests a second
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
CLICK = """element => new Promise(done => {
    const start = performance.now();
    element.click();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=50)
    options.add_argument("--seconds", type=float, default=30)
    given = options.parse_args()
    if browsing.CHROMIUM is None or not browsing.SHARED.is_dir():
        print("needs chromium and ../shared", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        _library(path, given.reports)
        with browsing.serving(path) as address:
            home = _compared(address)
            figures = {"reports": given.reports, **_visited(address, home), **_loaded(address, home, given.seconds)}
    print(json.dumps(figures | {"bars": BARS}, indent=1))
    return int(any(figures[name] > bar for name, bar in BARS.items()))


def _library(path: Path, reports: int) -> None:
    """A library that holds the event of `bench.event` as one."""
    with Library(str(path)) as library:
        library.add(event(reports))
        book = Casebook(library, Config())
        first, *others = [one.reports[0] for one in book.events()]
        for other in others:
            deciding.decide_reports(book, "merge", first, other)


def _compared(address: str) -> str:
    """The address of the event's page, once it has been compared."""
    with urllib.request.urlopen(f"{address}/") as answer:  # noqa: S310 - our own server
        home = answer.read().decode().partition('<h2><a href="')[2].partition('"')[0]
    while True:
        with urllib.request.urlopen(f"{address}{home}") as answer:  # noqa: S310 - our own server
            if answer.status == 200:
                return str(home)
        time.sleep(0.5)


def _visited(address: str, home: str) -> dict[str, float]:
    """What a browser measures: medians of five visits with an empty cache."""
    visits = []
    with browsing.browser() as opened:
        for path in ("/add", *[home] * 5):
            context = opened.new_context(base_url=address, viewport={"width": 1280, "height": 900})
            page = context.new_page()
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            sizes: list[float] = []
            session.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            page.goto(path, wait_until="networkidle")
            paint, clicks = page.evaluate(PAINT), [0.0]
            if path == home:
                folds = page.locator("summary").all()[:20]
                clicks = [fold.evaluate(CLICK) for fold in folds]
            visits.append((sum(sizes) / 1000, paint, max(clicks)))
            context.close()
    peer, *ours = visits
    names = ("transferred_kB", "first_paint_ms", "interaction_ms")
    made = {name: round(median(values), 1) for name, values in zip(names, zip(*ours, strict=True), strict=True)}
    return made | {"smallest_page_kB": round(peer[0], 1), "smallest_page_paint_ms": round(peer[1], 1)}


def _paths(home: str) -> Iterator[str]:
    pages = (
        "",
        "/beside?reports=A,B,C",
        "/heat?base=A",
        "/reports/A",
        "/reports/B/sentences",
        "/sources",
        "/why/A~B",
        "/reasons",
        "/decide",
    )
    while True:
        yield "/"
        yield from (home + page for page in pages)


def _loaded(address: str, home: str, seconds: float) -> dict[str, float]:
    """Answers at RATE requests a second, each in a thread of its own, as from as many people."""
    times: list[float] = []
    wrong: list[str] = []

    def ask(path: str) -> None:
        start = time.perf_counter()
        try:
            with urllib.request.urlopen(address + path, timeout=30) as answer:  # noqa: S310 - our own server
                answer.read()
        except OSError as error:
            wrong.append(f"{path}: {error}")
        times.append(time.perf_counter() - start)

    threads, begun = [], time.perf_counter()
    for n, path in zip(range(int(RATE * seconds)), _paths(home), strict=False):
        time.sleep(max(0.0, begun + n / RATE - time.perf_counter()))
        threads.append(threading.Thread(target=ask, args=(path,)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    if wrong:
        raise SystemExit(f"{len(wrong)} requests failed: {wrong[0]}")
    ms: Any = [1000 * one for one in times]
    return {
        "requests": len(ms),
        "median_ms": round(median(ms), 1),
        "p99_ms": round(quantiles(ms, n=100)[-1], 1),
        "worst_ms": round(max(ms), 1),
    }


if __name__ == "__main__":
    sys.exit(main())
