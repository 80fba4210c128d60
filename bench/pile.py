"""Invented news with planted events, to measure speed, memory and stability of grouping at any size.

    python -m bench.pile N DOCS GOLD [SEED]     writes N documents and their events, as JSONL

Words and how common they are come from the shipped background counts; names, places and numbers are invented. No text
of anybody's is used, so the same seed gives the same pile everywhere.

What is planted, with its share
    - Sizes with a heavy tail: half of the events have one report, some a hundred and more (at most a tenth of the pile).
    - Accounts: each tells most of the event's facts in words of its own, over one to five days of one year.
    - Copies, four in ten reports of the larger events: verbatim, cut short, or with an outlet's furniture around.
    - Sagas: after one event in eight another follows a month later, with names and vocabulary of the first.
    - Beats: forty fields (as sport or courts) of six kinds of events each; vocabulary, places and prominent people are shared.
    - Forms: one report in fifty is a telegram that differs from others in names and figures only.
    - Languages: one event in ten is told in another language too, or only there. One report in thirty is undated.
How alike reports are was set by TF-IDF cosine: two of one event have a median of .28, as in the real sets (.20 to .33); two of
different events are less alike than there (99.9 % under .13, against .22 to .32), so figures found here are no measure of quality.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from .pile_words import Account, Story, World

FIRST_DAY = datetime(2023, 1, 2, tzinfo=UTC)
DAYS = 365
TAIL = 1.1  # exponent of the sizes of events
LARGEST = 400
SAGA_SHARE, COPY_SHARE, FORM_SHARE, FOREIGN_SHARE, UNDATED_SHARE, FURNITURE_SHARE = 0.125, 0.4, 0.02, 0.1, 0.033, 0.3
Row = dict[str, str]


def pile(size: int, seed: int = 1) -> Iterator[tuple[Row, Row]]:
    """Each document with its gold row: id, event, saga; in no telling order."""
    world, random = World(seed), Random(seed)  # noqa: S311 -- the same pile every time
    rows: list[tuple[Row, Row]] = []
    number = 0
    while len(rows) < size:
        number += 1
        own = Random(f"{seed} {number}")  # noqa: S311
        if own.random() < FORM_SHARE * 2:  # an event holds two reports in the median
            rows.append((_dated(own, _day(own), world.form(own)), {"event": f"e{number}", "saga": f"e{number}"}))
            continue
        story, start = world.story(own), _day(own)
        rows += _told(own, world, story, start, _size(own, size), f"e{number}", f"e{number}")
        if own.random() < SAGA_SHARE:
            later = start + timedelta(days=own.randint(21, 45))
            rows += _told(own, world, world.sequel(own, story), later, _size(own, size), f"e{number}.2", f"e{number}")
    rows = rows[:size]
    random.shuffle(rows)
    for n, (document, gold) in enumerate(rows):
        id = f"d{n:06}"
        yield {"id": id, **document}, {"id": id, **gold}


def _size(random: Random, pile_size: int) -> int:
    return min(int((1 - random.random()) ** (-1 / TAIL)), LARGEST, max(1, pile_size // 10))


def _day(random: Random) -> datetime:
    return FIRST_DAY + timedelta(days=random.randrange(DAYS), minutes=random.randrange(1440))


def _told(random: Random, world: World, story: Story, start: datetime, size: int, event: str, saga: str) -> Iterator[tuple[Row, Row]]:
    """The reports of one event; a copy comes after the account it copies."""
    accounts: list[tuple[datetime, Account]] = []
    spread = random.randint(1, 5) * 1440
    languages = world.languages(random) if random.random() < FOREIGN_SHARE else ("en",)
    for _ in range(size):
        when = start + timedelta(minutes=int(spread * random.random() ** 2))
        if accounts and random.random() < COPY_SHARE:
            first, original = random.choice(accounts)
            when, account = max(when, first), world.copied(random, original)
        else:
            account = world.account(random, story, random.choice(languages))
            accounts.append((when, account))
        if random.random() < FURNITURE_SHARE:
            account = world.furnished(account)
        yield _dated(random, when, account), {"event": event, "saga": saga}


def _dated(random: Random, when: datetime, account: Account) -> Row:
    text = "\n\n".join(" ".join(paragraph) for paragraph in account.paragraphs)
    row = {"title": account.title, "text": text, "outlet": account.outlet, "lang": account.lang}
    if random.random() >= UNDATED_SHARE:
        row["date"] = when.strftime("%Y-%m-%dT%H:%MZ" if random.random() < 0.7 else "%Y-%m-%d")
    return row


def write(size: int, documents: Path, gold: Path, seed: int = 1) -> None:
    """The pile into one file, its events into another."""
    with documents.open("w", encoding="utf-8") as texts, gold.open("w", encoding="utf-8") as events:
        for document, row in pile(size, seed):
            texts.write(json.dumps(document, ensure_ascii=False) + "\n")
            events.write(json.dumps(row) + "\n")


def main() -> None:
    size, documents, gold, *seed = sys.argv[1:]
    write(int(size), Path(documents), Path(gold), int(seed[0]) if seed else 1)


if __name__ == "__main__":
    main()
