"""How long the main job takes and what memory it needs, beside a peer in the same run.

    python -m bench.speed [REPORTS]

Prints JSON. Two jobs: `analyse` on the sample, and `run` on an invented pile of REPORTS documents (200
unless given), five to an event. The peer compares the same texts pair by pair inside each event with difflib
from the standard library, which answers one of our questions (who shares text with whom) and no other.
Seconds are of the processor, over all processes. Those of one machine say little; the ratio of the two says when we got slower.
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

EVENT = 5  # reports of one event in the pile
SYLLABLES = (
    "ar",
    "bel",
    "cor",
    "dun",
    "el",
    "fen",
    "gar",
    "hol",
    "is",
    "kel",
    "lor",
    "mar",
    "nor",
    "ost",
    "pel",
    "ran",
    "sel",
    "tor",
    "ul",
    "ves",
)
THINGS = ("ferry", "bridge", "school", "reservoir", "harbour", "tram", "archive", "market", "clinic", "library")
DEEDS = ("was closed", "was reopened", "caught fire", "lost power", "was sold", "was evacuated", "was flooded", "was inspected")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def pile(size: int, seed: int = 1) -> list[str]:
    """Invented reports, five to an event: an original, a copy, a shortened copy, a longer one and a separate account."""
    random, texts = Random(seed), []  # noqa: S311 -- the same pile every time
    for _ in range(-(-size // EVENT)):
        scene = (_name(random), random.choice(THINGS), random.choice(DEEDS), [f"{_name(random)} {_name(random)}" for _ in range(6)])
        first = _account(random, *scene)
        longer = [f"{line} This was known by noon." for line in first]
        texts += [first, first, first[: len(first) // 3], longer, _account(random, *scene)]
    return ["\n\n".join(text) for text in texts[:size]]


def _name(random: Random) -> str:
    return "".join(random.sample(SYLLABLES, 3)).capitalize()


def _account(random: Random, town: str, thing: str, deed: str, people: list[str]) -> list[str]:
    day, number = random.choice(DAYS), random.randint(3, 90)
    lines = [f"The {thing} of {town} {deed} on {day}, and {number} people were there."]
    for person in random.sample(people, 5):
        other, count = random.choice(THINGS), random.randint(2, 400)
        lines.append(f"“We counted {count} calls about the {other} in {_name(random)},” said {person}, who lives near the {thing}.")
        lines.append(f"According to {person}, the {other} {random.choice(DEEDS)} about {count} minutes later on {random.choice(DAYS)}.")
    return lines


def ours_on_sample() -> int:
    from rashomon.pipeline import analyse, load
    from rashomon.sample import sample_path

    return len(analyse(load(str(sample_path()))).reports)


def ours_on_pile(size: int) -> int:
    from rashomon.pipeline import run
    from rashomon.types import Report

    reports = [Report(f"r{n:05}", f"r{n:05}.txt", text) for n, text in enumerate(pile(size))]
    return sum(len(analysis.reports) for analysis in run(reports))


def peer(texts: list[str], size: int) -> int:
    """Word by word, every pair of every `size` texts in a row."""
    words = [text.split() for text in texts]
    for start in range(0, len(words), size):
        for a, b in combinations(words[start : start + size], 2):
            SequenceMatcher(None, a, b, autojunk=False).ratio()
    return len(texts)


def peer_on_sample() -> int:
    from rashomon.sample import sample_path

    texts = [path.read_text(encoding="utf-8") for path in sorted(sample_path().glob("*.txt"))]
    return peer(texts, len(texts))


def measured(job: Callable[[], int]) -> dict[str, float]:
    start = _spent()
    reports = job()
    seconds = _spent() - start
    return {"reports": reports, "seconds": round(seconds, 3), "peak_mb": round(peak_mb(), 1)}


def _spent() -> float:
    """Seconds of the processor that this process has taken, and those it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def peak_mb() -> float:
    """The most memory that this process has held."""
    unit = 1024**2 if platform.system() == "Darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    jobs: dict[str, Callable[[], int]] = {
        "sample": ours_on_sample,
        "sample, difflib": peer_on_sample,
        "pile": lambda: ours_on_pile(size),
        "pile, difflib": lambda: peer(pile(size), EVENT),
    }
    if len(sys.argv) > 2:  # one job in a process of its own, so that each has its own peak of memory
        print(json.dumps(measured(jobs[sys.argv[2]])))
        return
    found = {}
    for name in jobs:
        done = subprocess.run([sys.executable, "-m", "bench.speed", str(size), name], capture_output=True, text=True, check=True)
        found[name] = json.loads(done.stdout)
    ratios = {name: round(found[name]["seconds"] / found[f"{name}, difflib"]["seconds"], 2) for name in ("sample", "pile")}
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    print(json.dumps({**machine, "jobs": found, "times_difflib": ratios}, indent=1))


if __name__ == "__main__":
    main()
