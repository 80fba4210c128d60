"""Decides what reading a document may cost: it is parsed and cleaned in a process that can be thrown away.

Observations that forced the design
    - Parsers are other people's code, much of it native: they crash, hang, and eat memory, and take their process along. A pool of the
      standard library lost 47 of 49 results to one crash, and a timeout of 1 s waited 8.
    - A panic in fastwarc passes `except Exception`; libxml2 can abort; a regular expression can hold the interpreter for minutes.

How it works
    1. The parent finds the pieces (`read.pieces`, our own bounded code) and sends them to children (`child`), a chunk at a time.
    2. A child answers piece by piece: four bytes of length, then JSON, decoded strictly. Nothing that it sends is run.
    3. The parent kills a child that lets its deadline pass, wherever that hangs; memory is bounded by the system.
    4. A piece at which a child dies is tried once more in a fresh one, since what came before may be to blame; dies that too, the piece
       is set apart with E-CRASH or E-MEMORY. One that is late is set apart at once, with E-TIME. The rest of the chunk goes on.

Results come in the order of the pieces, a few chunks are under way, and the source of the pieces is asked for no more than that.

Known exceptions
    Memory is bounded where the system can (Linux); elsewhere the deadline stands alone.

What an error costs
    A document set apart wrongly is a gap in the evidence, but one with a line; one that stops the pile costs all of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from queue import SimpleQueue
from threading import Event, Thread

from ..read import Piece
from ..types import Report, Skipped
from .order import Order, taken
from .parent import Child

__all__ = ["Order", "Taken", "taker"]

Item = Report | Skipped
Taken = Callable[[Iterable[Piece | Skipped]], Iterator[list[Item]]]
CHUNK = 64  # pieces that a child is sent at once
CHUNK_BYTES = 1 << 20  # or so many bytes
AHEAD = 3  # chunks a child that are under way
LOOK_SECONDS = 0.05  # between two looks at the deadlines


@contextmanager
def taker(order: Order, workers: int) -> Iterator[Taken]:
    """What turns pieces into reports and ledger lines, a list a piece, in their order; with no workers, in this process."""
    if workers < 1:
        yield lambda pieces: ([piece] if isinstance(piece, Skipped) else taken(piece, order) for piece in pieces)
        return
    children = [Child(order) for _ in range(workers)]
    free: SimpleQueue[Child] = SimpleQueue()
    for child in children:
        free.put(child)
    over = Event()
    Thread(target=_watch, args=(children, over), daemon=True).start()
    hands = ThreadPoolExecutor(workers)

    def answered(chunk: list[Piece | Skipped]) -> list[list[Item]]:
        child = free.get()
        try:
            return _answers(child, chunk)
        finally:
            free.put(child)

    def spread(pieces: Iterable[Piece | Skipped]) -> Iterator[list[Item]]:
        waiting: deque[Future[list[list[Item]]]] = deque()
        for chunk in _chunks(pieces):
            waiting.append(hands.submit(answered, chunk))
            if len(waiting) > AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    try:
        yield spread
    finally:
        over.set()
        for child in children:
            child.close()
        hands.shutdown(cancel_futures=True)


def _watch(children: list[Child], over: Event) -> None:
    """Kill every child whose time is up."""
    while not over.wait(LOOK_SECONDS):
        for child in children:
            child.end_if_late()


def _chunks(pieces: Iterable[Piece | Skipped]) -> Iterator[list[Piece | Skipped]]:
    """Some pieces at a time; lines of the ledger go along in their places."""
    chunk: list[Piece | Skipped] = []
    size = 0
    for piece in pieces:
        chunk.append(piece)
        size += len(piece.content) if isinstance(piece, Piece) else 0
        if len(chunk) >= CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _answers(child: Child, chunk: list[Piece | Skipped]) -> list[list[Item]]:
    """What became of each item of a chunk."""
    found: list[list[Item]] = []
    for is_piece, items in groupby(chunk, lambda item: isinstance(item, Piece)):
        if is_piece:
            found += child.answers([item for item in items if isinstance(item, Piece)])
        else:
            found += [[item] for item in items if isinstance(item, Skipped)]
    return found
