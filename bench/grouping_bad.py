"""How grouping bears piles that nobody would call news: time at n, 2n and 4n, and the pairs of records compared.

    python bench/grouping_bad.py [N] [NAME...]

Prints JSON. Each pile is made of N (2,000 unless given), twice and four times as many reports. `seconds` is the time from
reports to events, the better of two, after the loops are compiled; `ratio` that of each size to the one before. Twice
the reports should take at most 2.6 times as long; more means that some step looks at each pair of something.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from rashomon.config import GroupConfig
from rashomon.group import Grouper, batch_of
from rashomon.group.decided import Decided
from rashomon.group.neighbours import neighbours
from rashomon.group.units import texts_of, units_of
from rashomon.types import Judgement, Report, When

CONFIG = GroupConfig()
FIRST_DAY = datetime(2024, 3, 1, tzinfo=UTC)
SYLLABLES = "ba ke li mo nu ra se ti vo za dor fen gul hos jin kar lem nor pel quo".split()
PEOPLE = 2000
Pile = Callable[[int], list[Report]]


def one(number: int, text: str, day: int | None = None, lang: str = "en") -> Report:
    """A report by its number; `day` counts from the first of March 2024."""
    low = FIRST_DAY + timedelta(days=day) if day is not None else None
    published = When(low, low + timedelta(days=1), "day") if low else None
    return Report(f"r{number:06}", f"r{number}", text, lang, published=published)


def _name(random: Random) -> str:
    return "".join(random.choices(SYLLABLES, k=3)).capitalize()


def _sentence(random: Random, words: int) -> str:
    """Words that no language knows, a third of them names."""
    told = (_name(random) if random.random() < 1 / 3 else _name(random).lower() for _ in range(words))
    return " ".join(("The", *told)) + "."


def _stories(number: int, words: int, day: Callable[[Random, int], int | None]) -> Iterator[Report]:
    for n in range(number):
        random = Random(n)  # noqa: S311 -- the same pile every time
        yield one(n, " ".join(_sentence(random, 12) for _ in range(words // 12)), day(random, n))


def undated(number: int) -> list[Report]:
    """Unlike reports, none with a day: the window of days is no help."""
    return list(_stories(number, 60, lambda random, n: None))


def one_day(number: int) -> list[Report]:
    """Unlike reports, all of one day."""
    return list(_stories(number, 60, lambda random, n: 0))


def years(number: int) -> list[Report]:
    """Unlike reports, days over thirty years."""
    return list(_stories(number, 60, lambda random, n: random.randrange(10_000)))


def identical(number: int) -> list[Report]:
    """One text under many ids."""
    return [one(n, _sentence(Random(1), 80), n % 400) for n in range(number)]  # noqa: S311


def identical_judged(number: int) -> list[Report]:
    """One text under many ids, on which people decided."""
    return identical(number)


def near(number: int) -> list[Report]:
    """One text with a word changed each time."""
    words = _sentence(Random(1), 120).split()  # noqa: S311
    return [one(n, " ".join([*words[: 10 + n % 90], _name(Random(n)), *words[11 + n % 90 :]]), n % 3) for n in range(number)]  # noqa: S311


def form(number: int) -> list[Report]:
    """A form with other names and figures each time, all of one day."""

    def filled(random: Random) -> str:
        return (
            f"{_name(random)} Corp reports quarterly results\n\n{_name(random)} Corp said net profit rose to {random.randrange(10, 999)} "
            f"million from {random.randrange(10, 999)} million, a dividend of {random.randrange(10, 99)} cents a share, payable May "
            f"{random.randrange(1, 31)} to holders of record. Turnover was {random.randrange(10, 999)} million."
        )

    return [one(n, filled(Random(n)), 0) for n in range(number)]  # noqa: S311


def two_words(number: int) -> list[Report]:
    """Texts of two words, in every mixture."""
    return [one(n, " ".join(Random(n).choices(("Kelvara", "Dorlim"), k=30)), n % 30) for n in range(number)]  # noqa: S311


def few_words(number: int) -> list[Report]:
    """Texts of forty names: everything shares much with everything."""
    names = [_name(Random(-n - 1)) for n in range(40)]  # noqa: S311
    return [one(n, "The " + " ".join(Random(n).choices(names, k=40)), n % 30) for n in range(number)]  # noqa: S311


def welded(number: int) -> list[Report]:
    """A saga without end: each report shares half of its names with those before."""

    def told(n: int) -> str:
        return "The " + " ".join(_name(Random(f"{(n + k) // 4}")) for k in range(0, 160, 4))  # noqa: S311

    return [one(n, told(n), n // 20) for n in range(number)]


def figures(number: int) -> list[Report]:
    """Nothing but figures."""
    return [one(n, " ".join(str(Random(n * 50 + k).randrange(10_000)) for k in range(50)), n % 30) for n in range(number)]  # noqa: S311


def marks(number: int) -> list[Report]:
    """Nothing but punctuation, each another run of it."""
    return [one(n, "".join(Random(n).choices("?!.,;:—…«»", k=60))) for n in range(number)]  # noqa: S311


def anchored(number: int) -> list[Report]:
    """Rare names beside a day, shared by many."""

    def told(random: Random) -> str:
        return f"Notice\n\nThe court will hear {_name(random)} and {_name(random)} on May {random.randrange(1, 5)} about {_name(random)}."

    return [one(n, told(Random(n % PEOPLE)) + " " + _sentence(Random(-n - 1), 20)) for n in range(number)]  # noqa: S311


def unspaced(number: int) -> list[Report]:
    """Japanese letters at random, without spaces."""
    return [one(n, "".join(chr(0x4E00 + Random(n * 99 + k).randrange(3000)) for k in range(99)), n % 30, "ja") for n in range(number)]  # noqa: S311


def ten_words(number: int) -> list[Report]:
    """Ten words each."""
    return list(_stories(number, 12, lambda random, n: n % 30))


PILES: dict[str, Pile] = {
    pile.__name__: pile
    for pile in (
        undated, one_day, years, identical, identical_judged, near, form, two_words, few_words, welded, figures, marks, anchored, unspaced,
        ten_words,
    )
}  # fmt: skip


def decisions(name: str, reports: list[Report]) -> tuple[Judgement, ...]:
    """What people decided about a pile: one split where it is about decisions."""
    return (Judgement("split", reports[0].id, reports[1].id),) if name == "identical_judged" else ()


def compared(reports: list[Report], judgements: tuple[Judgement, ...] = ()) -> tuple[int, int]:
    """How many units are clustered, and how many pairs of them are compared."""
    import numpy as np

    records = batch_of(reports, CONFIG).records
    ids = [report.id for report in reports]
    units = units_of(records, texts_of(records, np.arange(len(ids))), ids, Decided(judgements))
    return len(units.which), len(neighbours(units.records_in(records), CONFIG).left)


def seconds(reports: list[Report], judgements: tuple[Judgement, ...], at_a_time: int | None = None) -> float:
    """From reports to events."""
    start = time.perf_counter()
    pile = Grouper(CONFIG, judgements)
    step = at_a_time or max(1, len(reports))
    for n in range(0, len(reports), step):
        pile.add_all(reports[n : n + step])
    pile.events()
    return time.perf_counter() - start


def measure(name: str, number: int, at_a_time: int | None = None) -> dict[str, object]:
    """One pile at three sizes."""
    sizes, taken, units, pairs, notes = [number, 2 * number, 4 * number], [], [], [], []
    for many in sizes:
        reports = PILES[name](many)
        judged = decisions(name, reports)
        taken.append(min(seconds(reports, judged, at_a_time) for _ in range(2)))
        own, met = compared(reports, judged)
        pile = Grouper(CONFIG, judged)
        pile.add_all(reports)
        grouping = pile.grouping()
        units.append(own)
        pairs.append(round(met / max(1, own), 1))
        notes.append([len(set(grouping.event)), grouping.crowded, grouping.forgotten])
    ratios = [round(later / first, 2) for first, later in pairwise(taken)]
    return {
        "n": sizes, "seconds": [round(s, 3) for s in taken], "ratio": ratios, "units": units, "pairs_a_unit": pairs,
        "events_crowded_forgotten": notes,
    }  # fmt: skip


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    names = sys.argv[2:] or [*PILES, "one_by_one"]
    seconds(form(50), ())
    found = {name: measure("ten_words", number, 1) if name == "one_by_one" else measure(name, number) for name in names}
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
