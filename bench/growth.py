"""How time grows where inputs are many, alike or long: every stage on n and on twice as much, and the ratio of the two.

Three piles that are hard: near-identical reports (all share nearly all their text), one very long report, and texts of two words.
`ratios` gives for every stage the processor time at n and at 2 n and how often the one is the other; a stage that costs next to nothing
has no ratio. What a stage leaves out, so that time stays bounded, is told as `caps`.

    python -m bench.growth [NEAR] [LONG] [SHORT]     # reports, characters, texts, of the larger run; default 4000 1000000 8000
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from rashomon.annotate import annotate
from rashomon.clean import clean
from rashomon.collate import collate
from rashomon.config import Config
from rashomon.group import Grouper
from rashomon.group.copies import CopyIndex
from rashomon.read import read
from rashomon.types import Notes, Raw, Report

NOTHING = 0.05  # seconds below which a ratio says nothing
MOST = 2.6  # times the time for twice the input
COLLATED = 200  # near-identical reports of one event, of the larger run: an event is compared whole, a pile is not
WORDS = tuple("bridge river mayor evening crack pillar diver road market school ferry harbour skipper engine inquiry helper police "
              "night train morning house meadow ministry union teacher strike post office lesson week Friday".split())  # fmt: skip
LINES = (
    "The old bridge over the Lenn fell on Tuesday evening, the rescue service said.",
    "“We heard a crack and ran,” said the mayor, Ida Rask.",
    "Nobody was hurt, according to the fire service, which had sent 14 men and two boats.",
    "Divers are to look at the pillars on Friday; the road stays closed until then.",
)
Pile = Callable[[int], list[bytes]]


def near(count: int) -> list[bytes]:
    """So many reports that differ in one word and one number."""
    rng = random.Random(1)  # noqa: S311 - a seed, not a secret
    return [_record(n, f"{' '.join(LINES)} Report {n} told of the {rng.choice(WORDS)}.") for n in range(count)]


def short(count: int) -> list[bytes]:
    """So many texts of two words."""
    rng = random.Random(2)  # noqa: S311 - a seed, not a secret
    return [_record(n, f"{rng.choice(WORDS)} {rng.choice(WORDS)}{rng.choice(WORDS)}") for n in range(count)]


def long(chars: int) -> list[bytes]:
    """One report of so many characters, of sentences that are never quite the same."""
    rng, parts, size = random.Random(3), [], 0  # noqa: S311 - a seed, not a secret
    while size < chars - 100:
        line = f"{rng.choice(LINES)[:-1]}, past the {rng.choice(WORDS)} and {rng.randint(3, 999)} other {rng.choice(WORDS)}s."
        parts.append(line)
        size += len(line) + 1
    return [_record(0, " ".join(parts))]


def _record(n: int, text: str) -> bytes:
    return json.dumps({"id": f"r{n}", "outlet": f"Outlet {n % 97}", "date": "2031-05-06", "text": text}).encode() + b"\n"


def stages(records: Sequence[bytes], collated: int) -> tuple[dict[str, float], dict[str, int]]:
    """Seconds of processor time of every stage on some records, and what was left out."""
    config, times, caps = Config(), dict[str, float](), dict[str, int]()

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = process_time()
        made = work()
        times[name] = process_time() - start
        return made

    with TemporaryDirectory(prefix="rashomon-growth-") as home:
        path = Path(home) / "pile.jsonl"
        path.write_bytes(b"".join(records))
        items = timed("read", lambda: list(read([str(path)], config.read)))
    caps["turned away by read"] = sum(not isinstance(item, Raw) for item in items)
    cleaned = timed("clean", lambda: [clean(item, config.clean) for item in items if isinstance(item, Raw)])
    reports = [item for item in cleaned if isinstance(item, Report)]
    caps["turned away by clean"] = len(cleaned) - len(reports)

    def grouped() -> Any:
        pile = Grouper(config.group)
        pile.add_all(reports)
        return pile.grouping()

    grouping = timed("group", grouped)
    caps |= {"crowded words": grouping.crowded, "links forgotten": grouping.forgotten}
    index = CopyIndex()
    index.add((report.id, report.text) for report in reports)
    pairs = timed("copies", index.copies)
    caps |= {"phrases capped": pairs.capped, "phrases too common": pairs.common, "twins": pairs.twins}
    notes: list[Notes] = timed("annotate", lambda: [annotate(report, config.annotate) for report in reports[: 10 * collated]])
    if collated:
        event = reports[:collated]
        timed("collate", lambda: collate(event, notes[:collated], config.collate))
    return times, {name: n for name, n in caps.items() if n}


def ratios(make: Pile, size: int, collated: int = 0) -> dict[str, Any]:
    """Every stage at half the size and at the size; the faster of two runs counts."""
    stages(make(max(2, size // 8)), min(collated, 4))  # kernels are compiled, tables loaded
    sizes = ((size // 2, max(collated // 2, min(collated, 1))), (size, collated))
    half, whole = ([stages(make(n), members) for _ in range(2)] for n, members in sizes)
    told = {}
    for name in whole[0][0]:
        before, after = (min(times[name] for times, _ in some) for some in (half, whole))
        told[name] = {
            "half": round(before, 3),
            "whole": round(after, 3),
            "ratio": round(after / before, 2) if after > NOTHING and before else None,
        }
    return {
        "size": size,
        "stages": told,
        "caps": whole[0][1],
        "above": sorted(name for name, one in told.items() if (one["ratio"] or 0) > MOST),
    }


def growth(near_size: int = 4_000, long_size: int = 1_000_000, short_size: int = 8_000) -> dict[str, Any]:
    """Figures of the three piles; `above` names the stages that grow faster than they may."""
    return {
        "near-identical": ratios(near, near_size, COLLATED),
        "one long report": ratios(long, long_size, 1),
        "two words": ratios(short, short_size),
    }


if __name__ == "__main__":
    print(json.dumps(growth(*(int(word) for word in sys.argv[1:])), indent=1))
