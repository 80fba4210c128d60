"""Decides where an event is compared: in processes beside the server, so that pages stay fast while they work.

One process is for the events of the library, one for what is lent to others: a huge comparison that somebody sends never stands before
the pages. Each piece of work is done once, however often it is asked for. A process that dies costs the pieces under way: whoever asked
for one is told, and gets it by asking again.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context
from threading import Lock
from typing import Literal

from ..casebook import Casebook, Key, Work, worked
from ..types import Analysis
from ..workers import obey_the_parent

Desk = Literal["library", "lent"]


class Hand:
    """Processes that analyse events for a casebook, one at a time each, in the order they are asked for."""

    def __init__(self, book: Casebook, work: Callable[[Work], Analysis] = worked) -> None:
        self.book = book
        self._work = work
        self._lock = Lock()
        self._pools: dict[Desk, ProcessPoolExecutor] = {}
        self._under_way: dict[Key, Future[Analysis]] = {}

    def analysis(self, id: str, wait_seconds: float) -> Analysis | None:
        """What was found about an event; None where that takes longer, and it goes on. NoSuchId, or what went wrong."""
        if (found := self.book.at_hand(self.book.event(id))) is not None:
            return found
        try:
            return self._begun(self.book.work(id)).result(wait_seconds)
        except TimeoutError:
            return None

    def begin(self, id: str) -> None:
        """Have an event compared when there is time."""
        if self.book.at_hand(self.book.event(id)) is None:
            self._begun(self.book.work(id))

    def lend(self, work: Work) -> Future[Analysis]:
        """Have something compared that is not of the library; the casebook keeps nothing of it."""
        with self._lock:
            return self._submitted("lent", work)

    @property
    def waiting(self) -> int:
        """How many pieces of work are under way."""
        return len(self._under_way)

    def close(self) -> None:
        """Stop; what is under way is dropped."""
        with self._lock:
            pools, self._pools = self._pools, {}
        for worker in active_children() if pools else ():  # else the program would not end before the event is compared
            worker.terminate()
        for pool in pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def _begun(self, work: Work) -> Future[Analysis]:
        with self._lock:
            if work.key in self._under_way:
                return self._under_way[work.key]
            future = self._submitted("library", work)
            self._under_way[work.key] = future
        future.add_done_callback(lambda done: self._end(work, done))
        return future

    def _submitted(self, desk: Desk, work: Work) -> Future[Analysis]:
        for _ in range(2):
            if desk not in self._pools:  # a fork of a threaded server may hang
                self._pools[desk] = ProcessPoolExecutor(1, get_context("spawn"), obey_the_parent)
            try:
                return self._pools[desk].submit(self._work, work)
            except (BrokenProcessPool, RuntimeError):
                del self._pools[desk]
        raise BrokenProcessPool("the process that compares events does not start")

    def _end(self, work: Work, done: Future[Analysis]) -> None:
        if not done.cancelled() and done.exception() is None:
            self.book.keep(work, done.result())
        with self._lock:
            self._under_way.pop(work.key, None)
