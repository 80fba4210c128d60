"""Readers beside a writer in another process: none is shown an error or half of anything, and nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from warnings import catch_warnings, simplefilter

from bench.figures import Figures
from rashomon.store import Library
from rashomon.types import Judgement, Report

SECONDS = 5.0
TEXT = "The bridge number {n} over the Lenn fell on Tuesday, the mayor of Varn said. "


def report(n: int) -> Report:
    return Report(f"r{n:05}", f"r{n:05}.txt", TEXT.format(n=n) * 5)


def readers(count: int, seed: int, *, seconds: float = SECONDS) -> Figures:
    """So many readers for some seconds; `seed` is where the reports are numbered from."""
    with tempfile.TemporaryDirectory(prefix="rashomon-readers-") as folder:
        path = Path(folder) / "library.db"
        with Library(str(path)) as library:
            library.add([report(seed), report(seed + 1)])
        acknowledged, writer = _writer(path, seed + 2)
        wrong, looks, stop = list[str](), [0] * count, Event()
        threads = [Thread(target=_read, args=(path, stop, wrong, _counter(looks, n))) for n in range(count)]
        for thread in threads:
            thread.start()
        began = time.perf_counter()
        time.sleep(seconds)
        stop.set()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        if os.waitpid(writer, os.WNOHANG) != (0, 0):
            wrong.append("the writer was stopped")
        else:
            os.kill(writer, signal.SIGKILL)
            os.waitpid(writer, 0)
        with os.fdopen(acknowledged, encoding="ascii") as pipe:
            kept = [line.strip() for line in pipe if line.endswith("\n")]
        with Library(str(path)) as library:
            there = set(library.report_ids())
            wrong += [f"{id} was acknowledged and is lost" for id in kept if id not in there]
            wrong += map(str, library.verify())
    wrong += [] if kept else ["the writer came to nothing"]
    wrong += [] if all(looks) else [f"{looks.count(0)} readers saw nothing"]
    return Figures("readers", count, seed, tuple(wrong), took, {"looks": sum(looks), "writes": len(kept)})


def _counter(looks: list[int], n: int) -> Callable[[], None]:
    def count() -> None:
        looks[n] += 1

    return count


def _read(path: Path, stop: Event, wrong: list[str], count: Callable[[], None]) -> None:
    """Look again and again: what is there stays, is whole, and is there at one moment."""
    seen = 0
    try:
        with Library(str(path), read_only=True) as library:
            looks = 0
            while not (looks and stop.is_set()):
                found = [one.id for one in library.reports()]
                if len(found) < seen or found != sorted(found):
                    wrong.append(f"{len(found)} reports after {seen}")
                if len(library.search("bridge Lenn", limit=len(found) + 100_000)) < len(found):
                    wrong.append("a report that is there was not found")
                if library.report(found[-1]) != report(int(found[-1][1:])):
                    wrong.append(f"{found[-1]} is not as it was written")
                seen = len(found)
                looks += 1
                count()
    except Exception as error:  # noqa: BLE001 - whatever a reader would be shown
        wrong.append(f"{type(error).__name__}: {error}")


def _writer(path: Path, first: int) -> tuple[int, int]:
    """A process that adds reports and keeps decisions, and says what it has been told is kept."""
    read, write = os.pipe()
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if not process:
        try:
            os.close(read)
            with Library(str(path)) as library:
                for n in range(first, first + 1_000_000):
                    library.add([report(n)])
                    os.write(write, f"r{n:05}\n".encode())
                    if n % 5 == 0:
                        library.judge(Judgement("join", f"r{n:05}", f"r{n - 1:05}"))
                    time.sleep(0.005)
        finally:
            os._exit(70)
    os.close(write)
    return read, process
