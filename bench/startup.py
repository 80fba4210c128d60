"""How long the program takes to start, beside peers in the same run. `python -m bench.startup [--rounds 15]`.

Prints JSON: for every program the least and the median seconds, by the clock and of the processor (its own and the system's), and the
least processor time over that of the peers `import cyclopts`, which is what a command line made with it costs at the least, and
`trafilatura --help`. All run in turn, so that what else the machine does meets each alike. Every program has run once before, as after an
install: what Python compiles a module to is kept in a folder of this bench, whatever the environment says.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rashomon.sample import sample_path

BARS = {"rashomon --help": 0.200, "import rashomon": 0.060}  # seconds by the clock, on a machine that does nothing else
PEERS = ("import cyclopts", "trafilatura --help")
SRC = Path(__file__).resolve().parents[1] / "src"
Measured = tuple[float, float]  # seconds by the clock, and of the processor


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    with TemporaryDirectory() as folder:
        where = environment(folder)
        library = f"{folder}/news.db"
        programs = commands(library)
        for words in (rashomon("read", str(sample_path()), "--library", library), *programs.values()):
            subprocess.run(words, env=where, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        taken: dict[str, list[Measured]] = {name: [] for name in programs}
        for _ in range(rounds):
            for name, words in programs.items():
                taken[name].append(started(words, where))
    least = {name: min(processor for _, processor in times) for name, times in taken.items()}
    figures = {
        name: summed(times) | {f"over {peer}": round(least[name] / least[peer], 2) for peer in PEERS} for name, times in taken.items()
    }
    print(json.dumps({"python": platform.python_version(), "rounds": rounds, "bars": BARS, "programs": figures}, indent=1))
    return int(any(min(clock for clock, _ in taken[name]) > bar for name, bar in BARS.items()))


def commands(library: str) -> dict[str, list[str]]:
    """The programs that are compared: nothing, peers, and ours from the least to one that looks into a library."""
    return {
        "pass": [sys.executable, "-c", "pass"],
        "pip --version": [sys.executable, "-m", "pip", "--version"],
        "import cyclopts": [sys.executable, "-c", "import cyclopts"],
        "trafilatura --help": [sys.executable, "-c", "import sys; from trafilatura.cli import main; sys.argv[1:] = ['--help']; main()"],
        "import rashomon": [sys.executable, "-c", "import rashomon"],
        "rashomon --help": rashomon("--help"),
        "rashomon show --help": rashomon("show", "--help"),
        "rashomon events": rashomon("events", "--library", library),
        "rashomon ledger": rashomon("ledger", "--library", library),
        "from rashomon import analyse": [sys.executable, "-c", "from rashomon import analyse"],
    }


def rashomon(*words: str) -> list[str]:
    return [sys.executable, "-m", "rashomon", *words]


def environment(folder: str) -> dict[str, str]:
    """What a program runs in: ours is that of this working tree, and what is compiled is kept in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(SRC), "PYTHONPYCACHEPREFIX": f"{folder}/compiled", "COLUMNS": "100"}


def started(words: list[str], where: Mapping[str, str]) -> Measured:
    """What one run of a program takes, all that it prints thrown away."""
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    begun = time.perf_counter()
    _, status, used = os.wait4(os.posix_spawn(words[0], words, where, file_actions=nowhere), 0)
    if status:
        raise RuntimeError(f"{' '.join(words)}: ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime


def summed(times: Sequence[Measured]) -> dict[str, float]:
    clocks, processors = zip(*times, strict=True)
    figures = {"clock": min(clocks), "clock_median": median(clocks), "cpu": min(processors), "cpu_median": median(processors)}
    return {name: round(seconds, 4) for name, seconds in figures.items()}


if __name__ == "__main__":
    sys.exit(main())
