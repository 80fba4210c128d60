"""How fast `rashomon group` is and what memory it needs, end to end from JSONL, at growing sizes, with peers beside.

    python -m bench.grouping_scale [--no-peers] [N ...]     1,000 to 1,000,000 unless given; prints JSON

Beside the seconds of each size stand the exponent that fits those from 10,000 up (1: twice the documents, twice the time) and the
highest memory in GiB. The pile always spans one year, so a larger one is denser: each document has more neighbours to be told from.

The piles are invented (bench/pile.py), so BCubed against what was planted says whether speed cost quality, and
nothing about real news. Memory is the highest sum over the command and all its children, sampled; the peers' time includes
making their vectors, and the quadratic ones stop at a size that is told.
"""

from __future__ import annotations

import json
import math
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from rashomon.types import Report

from . import grouping_peers as peers
from .clusters import agreement
from .pile import write

SIZES = (1_000, 10_000, 50_000, 100_000, 1_000_000)
FITTED = 10_000  # documents from which times are fitted; below, starting up is most of it
LIMIT = "[read]\nfile_bytes = 17179869184\n"  # a million documents are more than the 2 GiB that one file may have
TWICE = 2
PEER_LIMITS = {"average link": 10_000, "online single pass": 20_000, "k-means told k": 1_000}  # documents; gigabytes or hours above
PEER_CUT = 0.2  # the best shared cut on the real sets
TICK = 0.05  # seconds between two looks at memory
COMMAND = "from rashomon.cli import main; main()"


def resident(process: int) -> float | None:
    """Memory of a process and all below it in MiB, shared pages counted once; None where the system does not tell."""
    pages = 0.0
    for member in _tree(process):
        try:
            lines = Path(f"/proc/{member}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        pages += sum(float(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return pages / 1024 or None


def _tree(process: int) -> list[int]:
    """A process and all below it."""
    found = [process]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += [int(child) for child in tasks.read_text(encoding="ascii").split()]
            except OSError:
                continue
    return found


def run(documents: Path, events: Path) -> dict[str, Any]:
    """One `rashomon group` in a process of its own; seconds and peak memory."""
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    start = time.perf_counter()
    settings = documents.with_suffix(".toml")
    settings.write_text(LIMIT, encoding="utf-8")
    command = [sys.executable, "-c", COMMAND, "group", str(documents), "--out", str(events), "--config", str(settings)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}) as child:
        peak: float | None = None
        while child.poll() is None:
            now = resident(child.pid)
            peak = max(peak or 0.0, now) if now else peak
            time.sleep(TICK)
    if child.returncode:
        raise SystemExit(f"rashomon group ended with {child.returncode}")
    return {"seconds": round(time.perf_counter() - start, 2), "peak_mib": peak and round(peak)}


def column(path: Path, name: str) -> dict[str, str]:
    """One field of a JSONL file by id."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: row[name] for row in rows}


def measure(size: int, folder: Path) -> dict[str, Any]:
    """The command on a pile of one size."""
    documents, gold, events = (folder / f"{name}-{size}.jsonl" for name in ("documents", "gold", "events"))
    write(size, documents, gold)
    ran = run(documents, events)
    figures = agreement(column(gold, "event"), column(events, "event")).rounded()
    return {
        "documents": size,
        **ran,
        "documents_per_second": round(size / ran["seconds"]),
        **{k: figures[k] for k in ("precision", "recall", "f1")},
    }


def measure_peers(size: int, folder: Path) -> dict[str, Any]:
    """Every peer that can take a pile of this size; a line for each that cannot."""
    if not peers.available():
        return {"skipped": peers.ABSENT}
    texts, gold = column(folder / f"documents-{size}.jsonl", "text"), column(folder / f"gold-{size}.jsonl", "event")
    reports = [Report(id, id, text) for id, text in texts.items()]
    jobs: dict[str, Callable[[Any], peers.Labels]] = {
        "average link": lambda matrix: peers.average_link(matrix, [PEER_CUT])[PEER_CUT],
        "online single pass": lambda matrix: peers.online(matrix, range(size), PEER_CUT),
        "k-means told k": lambda matrix: peers.k_means(matrix, len(set(gold.values()))),
    }
    return {name: _timed(job, reports, gold, PEER_LIMITS[name]) for name, job in jobs.items()}


def _timed(job: Callable[[Any], peers.Labels], reports: list[Report], gold: dict[str, str], limit: int) -> dict[str, Any] | str:
    if len(reports) > limit:
        return f"not run: quadratic or worse, limited to {limit:,} documents here"
    start = time.perf_counter()
    labels = job(peers.vectors([report.text for report in reports]))
    seconds = time.perf_counter() - start
    f1 = round(agreement(gold, peers.named(reports, labels)).f1, 2)
    return {"seconds": round(seconds, 2), "documents_per_second": round(len(reports) / seconds), "f1": f1}


def ratios(rows: list[dict[str, Any]]) -> dict[str, float]:
    """t(2n) / t(n) for every n measured together with its double."""
    seconds = {row["documents"]: row["seconds"] for row in rows}
    return {
        f"{size:,} to {TWICE * size:,}": round(seconds[TWICE * size] / took, 2) for size, took in seconds.items() if TWICE * size in seconds
    }


def exponent(rows: list[dict[str, Any]]) -> float | None:
    """How time grows with documents: the slope of the line through their logarithms, None where there are not two sizes to fit."""
    points = [(math.log(row["documents"]), math.log(row["seconds"])) for row in rows if row["documents"] >= FITTED]
    if len({x for x, _ in points}) < 2:
        return None
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope: float = sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)
    return round(slope, 2)


def main() -> None:
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    rows: list[dict[str, Any]] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for size in [int(size) for size in given] or SIZES:
            row = measure(size, folder)
            if "--no-peers" not in sys.argv:
                row["peers"] = measure_peers(size, folder)
            rows.append(row)
            for path in folder.iterdir():
                path.unlink()
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    peaks = [row["peak_mib"] for row in rows if row["peak_mib"]]
    found = {"time_when_doubled": ratios(rows), "exponent": exponent(rows), "peak_gib": round(max(peaks) / 1024, 2) if peaks else None}
    print(json.dumps({**machine, "rows": rows, **found}, indent=1))


if __name__ == "__main__":
    main()
