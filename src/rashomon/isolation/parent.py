"""Decides, for one child, what it is sent, how long it may take, and what becomes of the piece at which it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from time import monotonic

import msgspec

from ..errors import CODES
from ..read import Piece
from ..types import Report, Skipped
from .order import NO_MEMORY, Answer, Order, read_frame, write_frame

PROGRAM = ("-m", "rashomon.isolation.child")
START_SECONDS = 60.0  # for a child to import what it needs, on a busy machine
LEAVE_SECONDS = 1.0  # for a process to end by itself
ANSWER = msgspec.json.Decoder(list[Answer])
SOURCES = str(Path(__file__).resolve().parents[2])


class Process:
    """One process that parses and cleans, killed where it lets a deadline pass."""

    def __init__(self, order: Order) -> None:
        self.answered = 0  # pieces
        self.late = False
        self._until: float | None = None
        self._lock = Lock()  # the deadline is set by one thread and looked at by another
        paths = os.pathsep.join(filter(None, (SOURCES, os.environ.get("PYTHONPATH"))))
        here = {**os.environ, "PYTHONPATH": paths, "PYTHONWARNINGS": "ignore"}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self._popen = subprocess.Popen([sys.executable, *PROGRAM], **pipes, env=here, start_new_session=True)  # type: ignore[call-overload]  # noqa: S603 - ours
        self.say(msgspec.msgpack.encode(order), START_SECONDS)

    def say(self, message: bytes, seconds: float) -> bool:
        """Send something; False where the process is gone."""
        self._allow(seconds)
        try:
            write_frame(self._popen.stdin, message)
            self._popen.stdin.flush()
        except OSError:
            return False
        finally:
            self._allow(None)
        return True

    def answer(self, seconds: float) -> list[Report | Skipped] | None:
        """What became of the next piece; None where the process is gone, late, or answers nonsense."""
        self._allow(seconds + (0 if self.answered else START_SECONDS))
        body = read_frame(self._popen.stdout)
        self._allow(None)
        self.late = self.late and body is None  # it came at the last moment: the next piece is not to blame
        found = None if body is None else _items(body)
        self.answered += found is not None
        return found

    def _allow(self, seconds: float | None) -> None:
        with self._lock:
            self._until = None if seconds is None else monotonic() + seconds

    def end_if_late(self) -> None:
        """Kill it where it has let its deadline pass."""
        with self._lock:
            if self._until is not None and monotonic() > self._until:
                self.late, self._until = True, None
                self.kill()

    def kill(self) -> None:
        """End it and whatever it started."""
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._popen.pid, signal.SIGKILL)
            else:
                self._popen.kill()

    def end(self, leave_seconds: float = LEAVE_SECONDS) -> str:
        """End it, and say by which code a piece is set apart at which it died."""
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(leave_seconds)  # its output may end a moment before it does, and its exit code says why
        code = self._popen.poll()
        self.kill()
        for pipe in (self._popen.stdin, self._popen.stdout):
            with suppress(OSError):
                pipe.close()
        self._popen.wait()
        return "E-TIME" if self.late else "E-MEMORY" if code == NO_MEMORY else "E-CRASH"


class Child:
    """A process that is replaced whenever it is gone; the first starts at once."""

    def __init__(self, order: Order) -> None:
        self._order, self._limits = order, order.config.read
        self._closed = False
        self._process: Process | None = Process(order)

    def answers(self, pieces: Sequence[Piece]) -> Iterator[list[Report | Skipped]]:
        """What became of each piece, in their order; they end early where the child is closed."""
        waiting = deque(pieces)
        while waiting and not self._closed:
            process = self._process = self._process or Process(self._order)
            if self._closed:  # while it started, and before whoever closed could see it
                process.end(0)
                return
            if process.say(msgspec.msgpack.encode(list(waiting)), START_SECONDS + sum(map(self._seconds, waiting))):
                while waiting and (items := process.answer(self._seconds(waiting[0]))) is not None:
                    waiting.popleft()
                    yield items
            if waiting:
                self._process = None
                code = process.end()
                if code == "E-TIME" or not process.answered:  # else what came before may be to blame: once more, in a fresh one
                    yield [self._set_apart(waiting.popleft(), code)]

    def _seconds(self, piece: Piece) -> float:
        return self._limits.seconds + self._limits.seconds_a_mb * len(piece.content) / 2**20

    def _set_apart(self, piece: Piece, code: str) -> Skipped:
        after = f"after {self._seconds(piece):.0f} seconds: " if code == "E-TIME" else ""
        return piece.skipped(code, after + CODES[code])

    def end_if_late(self) -> None:
        """Kill the process where it has let its deadline pass."""
        if process := self._process:
            process.end_if_late()

    def close(self) -> None:
        """End it for good."""
        self._closed = True
        if process := self._process:
            process.kill()
            process.end()


def _items(body: bytes) -> list[Report | Skipped] | None:
    """The documents of an answer; None where it is none."""
    try:
        items = [answer["report"] or answer["skipped"] for answer in ANSWER.decode(body)]
    except (msgspec.DecodeError, RecursionError):
        return None
    found = [item for item in items if item is not None]
    return found if len(found) == len(items) else None
