"""Work in a process of its own, so that its memory and its time are its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from .speed import peak_mb

T = TypeVar("T")


def weighed(work: Callable[[], T]) -> tuple[T, dict[str, float]]:
    """What some work came to, its seconds of processor time over all threads, and the memory that it added at its highest."""
    with suppress(OSError):  # on Linux the peak so far can be forgotten
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before, start = _highest(), time.process_time()
    made = work()
    return made, {"seconds": round(time.process_time() - start, 3), "mib": round(max(0.0, _highest() - before), 1)}


def _highest() -> float:
    """The most memory held, in MiB; of this program alone where the system tells that apart from whoever started it."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return peak_mb()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def answer(module: str, *arguments: str) -> Any:
    """What a module prints as JSON when it is run with some arguments, also where it missed its bar; or why it could not."""
    done = subprocess.run([sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        return {"not run": (done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1][:300]}
