"""How many hands do the work: an ordered `map` in this process or over a pool, with the same result."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")
Map = Callable[[Callable[[A], B], Iterable[A]], Iterator[B]]


@contextmanager
def mapper(workers: int, chunk: int = 4) -> Iterator[Map]:  # type: ignore[type-arg]
    """An ordered `map`, in this process for one worker and in a pool for more; left early, it stops at once."""
    if workers <= 1:
        yield map
        return
    others = set(active_children())
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _obey_the_parent)  # a fork of running model threads may hang
    try:
        yield partial(pool.map, chunksize=chunk)
    except (KeyboardInterrupt, GeneratorExit):
        for worker in set(active_children()) - others:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _obey_the_parent() -> None:
    """In a worker: interrupts are the parent's to answer, and libraries stay off the error stream."""
    logging.getLogger().addHandler(logging.NullHandler())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
