"""The long forms of the harnesses: what `docs/reliability.md` promises, tried thousands of times (`make release-proof`).

    python -m bench.release_proof --write bench/results/release-proof-2031-05-06.json
    python -m bench.release_proof --only kills --count 500 --seed 7

Each harness is a function `(count, seed) -> Figures`. With `--write` the figures of each are in the file as soon as it has
ended, beside those of others that stand there already: what was broken off goes on by `--only` with those that are missing.
Ends with 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

from bench.figures import Figures

SEED = 20210504
SHOWN = 5  # of what went wrong


@dataclass(frozen=True)
class Harness:
    """One thing that is tried many times."""

    name: str
    what: str  # is tried so many times
    count: int
    place: str  # module:function

    def run(self, count: int, seed: int) -> Figures:
        """Try it."""
        module, _, name = self.place.partition(":")
        found = getattr(import_module(module), name)(count, seed)
        assert isinstance(found, Figures)
        return found


HARNESSES = (
    Harness("kills", "kill -9 at an operation of a command that writes, then run again", 10_000, "tests.reliability.kills:kills"),
    Harness("cuts", "power cuts at an operation, then opened again", 50_000, "tests.reliability.cuts:cuts"),
    Harness("readers", "readers for five seconds beside a writer", 100, "tests.reliability.readers:readers"),
    Harness("corruptions", "flips, zeros, swaps and cuts of a library and its log", 20_000, "tests.reliability.corruptions:corruptions"),
    Harness("mutations", "damaged documents of every format read", 1_000_000, "bench.mutations:proof"),
    Harness("poison", "documents, a third of them poison", 1_000, "bench.poison:proof"),
    Harness("determinism", "surroundings, all formats exported in each", 40, "bench.determinism:proof"),
    Harness("hours", "hours of sites that update, fail, redirect, stall and lie, watched", 200, "tests.reliability.hours:hours"),
)


def main() -> int:
    """Run the harnesses that are asked for; their figures, a line each."""
    names = [harness.name for harness in HARNESSES]
    parser = argparse.ArgumentParser(prog="python -m bench.release_proof", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", choices=names, help="one harness; may be given again")
    parser.add_argument("--count", type=int, help="so many trials, instead of each harness's own number")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", type=Path, metavar="FILE.json", help="keep the figures here too, beside what it holds")
    given = parser.parse_args()
    broken = False
    for harness in HARNESSES:
        if given.only and harness.name not in given.only:
            continue
        found = harness.run(given.count or harness.count, given.seed)
        print(told(harness, found), flush=True)
        broken = broken or bool(found.wrong)
        if given.write:
            keep(given.write, found)
    return int(broken)


def told(harness: Harness, found: Figures) -> str:
    """Figures in one line, and what went wrong first."""
    each = found.seconds / max(found.count, 1) * 1000
    facts = "".join(f", {value:,} {name}" for name, value in found.facts.items())
    line = f"{found.name:<14}{found.count:>12,} {harness.what}: {len(found.wrong):,} wrong ({each:.1f} ms each, seed {found.seed}{facts})"
    more = [f"    {one}" for one in found.wrong[:SHOWN]]
    return "\n".join([line, *more])


def keep(file: Path, found: Figures) -> None:
    """Put the figures of one harness beside those that the file holds."""
    held: dict[str, Mapping[str, object]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    held[found.name] = asdict(found) | {"wrong": list(found.wrong[:100]), "wrong_count": len(found.wrong), "machine": machine}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
