"""How many hands do the work: an ordered `map` in this process or over a pool, with the same result."""

from __future__ import annotations

import gc
import logging
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing import active_children, get_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
AHEAD = 4  # chunks a worker that are under way

Map = Callable[[Callable[[A], B], Iterable[A]], Iterator[B]]


@contextmanager
def mapper(workers: int, chunk: int = 4) -> Iterator[Map]:  # type: ignore[type-arg]
    """An ordered `map`, in this process for one worker and in a pool for more; left early, it stops at once."""
    if workers <= 1:
        yield map
        return
    with _pool(workers) as pool:
        yield partial(_in_order, pool, chunk, AHEAD * workers)


def shared(function: Callable[[A], B], items: Sequence[A], workers: int) -> list[B]:
    """What `map` gives, with this process as one of the hands: others begin at the front, it at the end.

    For work whose caller would only wait: one process fewer has to start, and what this one loads serves what follows.
    """
    if min(workers, len(items)) <= 1:
        return _each(function, items)
    with _pool(workers - 1) as pool:
        waiting = [pool.submit(function, item) for item in items]
        here = {n: function(items[n]) for n in reversed(range(len(items))) if waiting[n].cancel()}
        return [here[n] if n in here else future.result() for n, future in enumerate(waiting)]


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that stop at once where they are left early."""
    others = set(active_children())
    pool = ProcessPoolExecutor(workers, get_context("spawn"), obey_the_parent)  # a fork of running model threads may hang
    try:
        yield pool
    except (KeyboardInterrupt, GeneratorExit):
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves the search for garbage in cycles until later: an event makes many small objects that stay, and each search looks at all."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _in_order(pool: ProcessPoolExecutor, chunk: int, ahead: int, function: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """What `map` gives, with at most `ahead` chunks read before they are wanted: a long input never lies in memory whole."""
    source, waiting = iter(items), deque[Future[list[B]]]()
    while piece := list(islice(source, chunk)):
        waiting.append(pool.submit(_each, function, piece))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _each(function: Callable[[A], B], items: Sequence[A]) -> list[B]:
    return [function(item) for item in items]


def obey_the_parent() -> None:
    """In a worker: interrupts are the parent's to answer, and libraries stay off the error stream."""
    logging.getLogger().addHandler(logging.NullHandler())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
