"""Decides who does the tasks: Daft on this machine's processors or on a Ray cluster, or this process itself.

A task that failed, or whose worker died, is tried again alone, up to ATTEMPTS times; the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import MachineError, MissingPackage, UsageError
from .files import path_of
from .stages import perform

ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Task:
    """One order to one stage; `key` names its result."""

    stage: str
    key: str
    order: bytes  # JSON, see `stages`


Engine = Callable[[Path, Sequence[Task]], None]  # does what it can of some tasks; what fails it leaves undone, or raises


def done(engine: Engine, folder: Path, tasks: Sequence[Task], told: Callable[[str, int, int], None]) -> list[Path]:
    """Where the results of some tasks of one stage lie, in the order of the tasks; what is there is not made again."""
    places = [path_of(folder, task.stage, task.key) for task in tasks]
    failed: Exception | None = None
    for _ in range(ATTEMPTS):
        waiting = {task.key: task for task, place in zip(tasks, places, strict=True) if not place.exists()}
        told(tasks[0].stage if tasks else "", len(tasks) - len(waiting), len(tasks))
        if not waiting:
            return places
        try:
            engine(folder, tuple(waiting.values()))
        except Exception as error:  # noqa: BLE001 - whatever an engine raises, what is missing is tried again
            failed = error
    missing = [place for place in places if not place.exists()]
    if missing:
        why = f" ({str(failed).strip().splitlines()[-1][:300]})" if failed and str(failed).strip() else ""
        raise MachineError(
            f"{len(missing)} of {len(places)} parts of the stage `{tasks[0].stage}` failed {ATTEMPTS} times{why}; "
            f"run the command again to go on: what is done stays in {folder}"
        ) from failed
    return places


def in_this_process(folder: Path, tasks: Sequence[Task]) -> None:
    """One task after the other."""
    for task in tasks:
        perform(str(folder), task.stage, task.key, task.order)


@contextmanager
def daft_native(workers: int) -> Iterator[Engine]:
    """Daft on this machine, a process a worker."""
    daft = _daft()
    _run_on(daft, "native")
    yield lambda folder, tasks: _spread(daft, folder, tasks, workers, own_processes=True)


@contextmanager
def daft_on_ray(workers: int, address: str | None = None) -> Iterator[Engine]:
    """Daft on a Ray cluster; without an `address` on one that is started here and ends with us."""
    daft = _daft()
    ray: Any = _imported("ray")
    there = ray.is_initialized()
    if not there:
        own = {"address": address} if address else {"address": "local", "num_cpus": workers, "include_dashboard": False}
        ray.init(**own, log_to_driver=False, logging_level="ERROR", configure_logging=False)
    _run_on(daft, "ray")
    try:
        yield lambda folder, tasks: _spread(daft, folder, tasks, workers, own_processes=False)
    finally:
        if not there:
            ray.shutdown()


def _run_on(daft: Any, engine: str) -> None:  # noqa: ANN401 - a module
    """Choose Daft's engine: once in a process, and for good. UsageError where it is another already."""
    try:
        getattr(daft, f"set_runner_{engine}")()
    except Exception as error:
        if daft.get_or_infer_runner_type() != engine:
            raise UsageError(f"this process works with Daft's other engine; use {engine} in a process of its own") from error


def _daft() -> Any:  # noqa: ANN401 - a module
    os.environ["DO_NOT_TRACK"] = "1"  # it would report its use, and Ray its own
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["DAFT_PROGRESS_BAR"] = "0"
    return _imported("daft")


def _imported(name: str) -> Any:  # noqa: ANN401 - a module
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise MissingPackage("cluster" if name == "ray" else "scale", name) from error


def _spread(daft: Any, folder: Path, tasks: Sequence[Task], workers: int, *, own_processes: bool) -> None:  # noqa: ANN401
    """One row a task, one task at a time a worker."""

    class Worker:
        """What does the tasks; made once a process."""

        @daft.method(return_dtype=daft.DataType.string())  # type: ignore[untyped-decorator]
        def perform(self, stage: str, key: str, order: str) -> str:
            from rashomon.scale.stages import perform as perform_task

            try:
                perform_task(str(folder), stage, key, order.encode())
            except Exception as error:  # noqa: BLE001 - one part that fails must not stop the others
                return f"{type(error).__name__}: {error}"
            return ""

    hands = min(workers, len(tasks))
    worker = daft.cls(Worker, max_concurrency=hands, use_process=True if own_processes else None)()
    columns = {
        "stage": [task.stage for task in tasks],
        "key": [task.key for task in tasks],
        "order": [task.order.decode() for task in tasks],
    }
    frame = daft.from_pydict(columns)
    frame = frame.into_batches(1) if own_processes else frame.into_partitions(len(tasks))
    told = frame.with_column("failed", worker.perform(*(daft.col(name) for name in columns))).select("failed").to_pydict()["failed"]
    if failed := sorted(filter(None, told)):
        raise MachineError(failed[0])
