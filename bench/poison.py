"""A corpus of which nearly a third is poison: the good documents give the same bytes as without it.

Poison is what no reader makes a document of: the bad inputs of `tests/reliability/naughty.py`, and sound documents damaged by
`bench/mutations.py` as long as none of them is still read as a report (those are documents, and belong to some event by right).
The names of poison files fall between those of the good ones, so that a state that outlives a document would meet the next good one.

    python -m bench.poison [COUNT] [SEED]
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.figures import Figures
from bench.mutations import case
from rashomon.config import Config
from rashomon.export import exporters
from rashomon.export._points import encode
from rashomon.pipeline import run, take_in
from rashomon.read import read
from rashomon.types import Raw, Report, Skipped

SHARE = 0.3  # of the corpus that is poison
EVENTS = (("ferry Almira", "ran aground off Tolsund"), ("old bridge", "fell into the Lenn"), ("choir school", "ended its strike in Orve"),
          ("sawmill", "burnt down near Hallavik"), ("night train", "stood still outside Varn"))  # fmt: skip
SAID = (
    "All {n} people were brought to safety within an hour, the fire service said.",
    "“We heard a loud noise and ran outside,” said {who}, who lives nearby.",
    "The cause is not known; an inquiry will begin on Friday.",
    "The mayor thanked the {n} helpers and promised a report by the end of the month.",
    "Traffic was led around the place until the evening, according to the police.",
    "Nobody was hurt, though {n} people had to spend the night elsewhere.",
)
WHO = ("Ida Rask", "Tilda Frost", "Jon Varga", "Mira Holm", "Pavel Ost")
Job = Callable[[Sequence[str], int], tuple[str, Counter[str]]]


def good(n: int, seed: int) -> str:
    """The n-th good report: one of a few events, in words partly its own."""
    rng = random.Random(f"{seed}:good:{n}")  # noqa: S311 - a seed, not a secret
    what, did = EVENTS[n % len(EVENTS)]
    said = "\n\n".join(line.format(n=rng.randint(12, 90), who=rng.choice(WHO)) for line in rng.sample(SAID, 4))
    return f"The {what} {did}\n\nThe {what} {did} on {rng.choice(('Monday', 'Tuesday'))} evening, the rescue service said.\n\n{said}\n"


def lay(folder: Path, count: int, seed: int) -> tuple[list[str], list[str]]:
    """Files of so many documents in a folder: the good ones, then the poison."""
    sound = [f"{n:05d}-good.txt" for n in range(round(count * (1 - SHARE)))]
    for n, name in enumerate(sound):
        (folder / name).write_text(good(n, seed), encoding="utf-8")
    poison: list[str] = []
    for n, (suffix, make) in enumerate(_poisons(seed)):
        if len(poison) == count - len(sound):
            break
        name = f"{n * len(sound) // (count - len(sound)) % len(sound):05d}-poison-{n}{suffix}"
        make(folder / name)
        if any(isinstance(item, Raw) for item in read([str(folder / name)], Config().read)):
            (folder / name).unlink()
        else:
            poison.append(name)
    return sound, poison


def _poisons(seed: int) -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Every bad input in turn, a mutation between two of them."""
    from tests.reliability.naughty import INPUTS

    small = [
        one
        for one in INPUTS
        if not one.kept and "long" not in one.name and "big" not in one.name and one.name not in ("link.txt", "socket")
    ]
    n = 0
    while True:
        one = small[n % len(small)]
        if n < len(small):
            yield Path(one.name).suffixes[0] if "." in one.name else "", one.make
        _, name, content = case(seed, n)
        yield Path(name).suffix, lambda path, content=content: path.write_bytes(content)  # type: ignore[misc]
        n += 1


def results(paths: Sequence[str], workers: int) -> tuple[str, Counter[str]]:
    """All that is found in some inputs, as the JSON of every event, and how the inputs ended."""
    config = Config()
    items = list(take_in(paths, config, workers=workers))
    reports = [item for item in items if isinstance(item, Report)]
    found = list(run(reports, config, workers=workers))
    events = "".join(encode([one.event.id, one.event.saga, list(one.event.reports)]) + "\n" for one in found)
    told = "".join(str(exporters["json"](one)) for one in found if len(one.reports) > 1)
    return events + told, Counter(item.code if isinstance(item, Skipped) else "stored" for item in items)


def poison(count: int, seed: int = 0, *, job: Job = results) -> dict[str, Any]:
    """Figures of a corpus of so many documents; `same` says whether the good ones fared alike, with one worker and with two."""
    with TemporaryDirectory(prefix="rashomon-poison-") as home:
        (Path(home) / "in").mkdir()
        sound, bad = lay(Path(home) / "in", count, seed)
        pure, _ = job([str(Path(home) / "in" / name) for name in sound], 1)
        mixed = [job([str(Path(home) / "in")], workers) for workers in (1, 2)]
    ends = mixed[0][1]
    return {
        "count": count,
        "seed": seed,
        "good": len(sound),
        "poison": len(bad),
        "ends": dict(sorted(ends.items())),
        "seen": sum(ends.values()),
        "same": all(told == pure for told, _ in mixed) and ends["stored"] == len(sound),
    }


def proof(count: int, seed: int) -> Figures:
    """The same for `make release-proof`."""
    start = perf_counter()
    found = poison(count, seed)
    wrong = () if found["same"] else ("the good documents fared otherwise among the bad",)
    return Figures("poison", count, seed, wrong, perf_counter() - start, {"bad": found["poison"], "good": found["good"]})


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    print(json.dumps(poison(*(numbers or [200])), indent=1))
