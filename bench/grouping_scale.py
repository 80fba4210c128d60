"""How fast `rashomon group` is and what memory it needs, end to end from JSONL, at growing sizes, with peers beside.

    python -m bench.grouping_scale [--no-peers] [N ...]     1,000 to 1,000,000 unless given; prints JSON

Beside the seconds of each size stand the exponent that fits those from 10,000 up (1: twice the documents, twice the time) and the
highest memory in GiB. The pile always spans one year, so a larger one is denser: each document has more neighbours to be told from.

The piles are invented (bench/pile.py), so BCubed against what was planted says whether speed cost quality, and
nothing about real news. Memory is the highest sum over the command and all its children, sampled; `seconds` are of the processor, over
all of them. The peers' time includes making their vectors; each is a process of its own whose imports are not counted, and the
quadratic ones stop at a size that is told.
"""

from __future__ import annotations

import json
import math
import os
import platform
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))

from .apart import answer
from .clusters import agreement
from .grouping_peers import OURS, PEERS, column
from .pile import write

SIZES = (1_000, 10_000, 50_000, 100_000, 1_000_000)
FITTED = 10_000  # documents from which times are fitted; below, starting up is most of it
TWICE = 2
WARM = 60  # documents
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
    """One `rashomon group` in a process of its own; seconds of the processor and by the clock, and peak memory."""
    path = os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH"))))
    before, start = _spent(), time.perf_counter()
    command = [sys.executable, "-c", COMMAND, "group", str(documents), "--out", str(events)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}) as child:
        peak: float | None = None
        while child.poll() is None:
            now = resident(child.pid)
            peak = max(peak or 0.0, now) if now else peak
            time.sleep(TICK)
    if child.returncode:
        raise SystemExit(f"rashomon group ended with {child.returncode}")
    by_the_clock = time.perf_counter() - start
    return {"seconds": round(_spent() - before, 2), "by_the_clock": round(by_the_clock, 2), "peak_mib": peak and round(peak)}


def _spent() -> float:
    """Seconds that processes which this one started have taken, since they ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


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
    """Ours given the texts, and every peer that can take a pile of this size; a line for each that cannot."""
    files = [str(folder / f"{name}-{size}.jsonl") for name in ("documents", "gold")]
    given_texts = {OURS: answer("bench.grouping_peers", OURS, *files)}
    return given_texts | {
        name: answer("bench.grouping_peers", name, *files)
        if size <= peer.limit
        else {"not run": f"quadratic or worse, limited to {peer.limit:,} documents here"}
        for name, peer in PEERS.items()
    }


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
        measure(WARM, folder)  # kernels are compiled once in a while, and that is not what is measured
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
