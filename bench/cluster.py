"""A pile in parts, by one process, by Daft and by Ray: the same bytes, and how far more workers would carry.

    python -m bench.cluster [N] [--nodes 2 4 8]     20,000 documents unless given; prints JSON

Three things are measured on one invented pile (`bench.pile`):
    1. Every task alone, one after the other, by the clock of this process, and what is left between them, which no worker can take
       over. From these follows what k workers would take if tasks were dealt longest first: `foretold`.
    2. `rashomon group` and Daft on this machine's processors.
    3. Ray clusters of k nodes on this machine, each a process with one processor and an object store of its own. This machine does not
       grow with them, so their times show what the cluster costs, not what it gains; `same` says whether the bytes are those of `group`.
"""

from __future__ import annotations

import argparse
import hashlib
import heapq
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rashomon.cli.piping import event_lines
from rashomon.config import Config
from rashomon.pipeline import remember
from rashomon.scale import group, in_this_process
from rashomon.scale.engines import Task

from .pile import write

NODES = (2, 4, 8)
FORETOLD = (1, 2, 4, 8, 16, 64, 1024)


class Timed:
    """Does tasks in this process, and notes how long each took."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = defaultdict(list)

    def __call__(self, folder: Path, tasks: Sequence[Task]) -> None:
        for task in tasks:
            start = time.perf_counter()
            in_this_process(folder, [task])
            self.took[task.stage].append(time.perf_counter() - start)


def makespan(tasks: Sequence[float], workers: int) -> float:
    """Seconds of some workers that take tasks longest first."""
    free = [0.0] * workers
    for seconds in sorted(tasks, reverse=True):
        heapq.heapreplace(free, free[0] + seconds)
    return max(free)


def at_once(path: Path) -> str:
    """What one process makes of a pile."""
    from rashomon.group.large import LargePile

    pile = LargePile(Config().group, workers=2)
    for _, batch in remember([path], Config(), workers=2):
        pile.add_batch(batch)
    return event_lines(pile.grouping())


def mark(lines: str) -> str:
    """What tells two outputs apart."""
    return hashlib.sha256(lines.encode()).hexdigest()[:16]


def timed(work: Callable[[], str]) -> dict[str, Any]:
    """Seconds by the clock, and the mark of what came out."""
    start = time.perf_counter()
    made = work()
    return {"seconds": round(time.perf_counter() - start, 1), "mark": mark(made)}


def measure(size: int, nodes: Sequence[int]) -> dict[str, Any]:
    """Everything, on a pile of one size."""
    with TemporaryDirectory(prefix="rashomon-cluster-") as name:
        home = Path(name)
        path = home / "pile.jsonl"
        write(size, path, home / "gold.jsonl")

        told: dict[str, Any] = {"documents": size, "one process": timed(lambda: at_once(path))}
        engine = Timed()
        alone = timed(lambda: event_lines(group([str(path)], Config(), home / "alone", engine).grouping))
        stages = {stage: {"tasks": len(took), "seconds": round(sum(took), 2)} for stage, took in engine.took.items()}
        rest = alone["seconds"] - sum(stage["seconds"] for stage in stages.values())
        told["parts, one after the other"] = {**alone, "stages": stages, "between": round(rest, 2)}
        told["foretold"] = {k: round(rest + sum(makespan(took, k) for took in engine.took.values()), 1) for k in FORETOLD}
        told["daft, two processes"] = timed(lambda: command(path, home / "native", "--workers", "2"))
        for many in nodes:
            told[f"ray, {many} nodes"] = on_nodes(many, path, home / f"ray{many}")
        told["same"] = len({one["mark"] for one in told.values() if isinstance(one, dict) and "mark" in one}) == 1
        return told


def command(path: Path, out: Path, *options: str) -> str:
    """What `rashomon scale group` writes: a process has one engine of Daft for good."""
    words = [sys.executable, "-m", "rashomon", "scale", "group", str(path), "--out", str(out), *options]
    subprocess.run(words, check=True, capture_output=True)
    return (out / "events.jsonl").read_text(encoding="utf-8")


def on_nodes(many: int, path: Path, out: Path) -> dict[str, Any]:
    """The same on a Ray cluster of so many nodes, each with one processor and an object store of its own."""
    from ray.cluster_utils import Cluster  # type: ignore[import-not-found, unused-ignore]

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 200 * 2**20})
    try:
        for _ in range(many - 1):
            cluster.add_node(num_cpus=1, object_store_memory=200 * 2**20)
        return timed(lambda: command(path, out, "--engine", "ray", "--address", cluster.address, "--workers", str(many)))
    finally:
        cluster.shutdown()  # type: ignore[no-untyped-call, unused-ignore]


def main() -> None:
    """Print what was measured."""
    options = argparse.ArgumentParser()
    options.add_argument("documents", type=int, nargs="?", default=20_000)
    options.add_argument("--nodes", type=int, nargs="*", default=NODES)
    given = options.parse_args()
    print(json.dumps(measure(given.documents, given.nodes), indent=1))


if __name__ == "__main__":
    main()
