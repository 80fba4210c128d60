"""Sites that update, fail, redirect, stall and lie, for an hour of a clock that only waiting moves: the library ends with what was served.

What was served is written down by the sites themselves. The watch is stopped and started again a few times in each hour.
"""

from __future__ import annotations

import gzip
import random
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import pytest

from bench.figures import Figures
from rashomon.casebook import Casebook
from rashomon.config import Config
from rashomon.isolation import Order, taker
from rashomon.store import Library
from rashomon.watch.looking import Watch
from tests.servers import HERE, OPENED, Asked, Script, Ticking, fetcher, moved, said, serving, watch_connections

EVERY = 60.0
HOSTS = ("herald.example", "times.example", "courier.example")
STORIES = 5  # of each host
EDITION = re.compile(r"Edition \d+ of story [\w.-]+\d")
ELSEWHERE = ("http://10.0.0.1/", "http://inner.test/", "file:///etc/passwd", "http://herald.example:22/", "https://[64:ff9b::a00:1]/")


class Stopped(KeyboardInterrupt):
    """Somebody pressed Ctrl-C."""


@dataclass
class Restless(Ticking):
    """A clock at which the program is stopped now and then, always while it waits."""

    stops: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds)
        if self.stops and self.time >= self.stops[0]:
            self.stops.pop(0)
            raise Stopped


@dataclass(frozen=True)
class Story:
    """A page over time: at each moment another edition, sometimes an earlier one again."""

    editions: tuple[tuple[float, int], ...]  # from when, which
    kind: str  # text/plain or text/html
    told_by: str  # how the server says that nothing has changed: ETag, Last-Modified or not at all
    moves: float  # when it moves to another path

    def at(self, now: float) -> tuple[float, int] | None:
        return max((edition for edition in self.editions if edition[0] <= now), default=None)


class World:
    """The sites, and what they served."""

    def __init__(self, seed: int, clock: Ticking, seconds: float) -> None:
        self.seed, self.clock, self.start = seed, clock, clock.now()
        self.port = 0
        self.served: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)  # by page: edition, and where it stood then
        self.asked_hidden: list[str] = []
        rng = random.Random(seed)  # noqa: S311 - a seed, not a secret
        self.stories = {(host, n): self._story(rng, seconds) for host in HOSTS for n in range(STORIES)}

    def _story(self, rng: random.Random, seconds: float) -> Story:
        times = sorted(self.start + rng.uniform(0, seconds) for _ in range(rng.randrange(1, 9)))
        editions = tuple((float(int(time)), rng.randrange(4)) for time in times)
        moves = self.start + rng.uniform(0.3, 3) * seconds
        return Story(editions, rng.choice(("text/plain", "text/html")), rng.choice(("ETag", "Last-Modified", "")), moves)

    def say(self, asked: Asked) -> bytes | Script:
        """What a site answers now: most often well, else in one of the ways in which sites fail."""
        now = self.clock.now()
        rng = random.Random(f"{self.seed} {asked.host} {asked.path} {int(now // 60)}")  # noqa: S311
        wrong = rng.random() < (0.05 if asked.path == "/robots.txt" else 0.3)
        honest, unpacked = self._honest(asked, now)
        if not wrong:
            if edition := EDITION.search(unpacked):
                page = f"http://{asked.host}:{self.port}/story/{asked.path.rpartition('/')[2]}"
                self.served[page].append((edition[0], asked.path))
            return honest
        ways: tuple[bytes | Script, ...] = (
            said("no", "500 Oops"), said("no", "404 Not Found"), said("no", "403 Forbidden"), b"", b"SSH-2.0\r\n",
            said("busy", "503 Busy", Retry_After="20"), said("busy", "429 Busy", Retry_After="900"),
            said("busy", "503 Busy", Retry_After="soon"),
            honest[:-7], said(gzip.compress(unpacked.encode())[:-5], Content_Encoding="gzip"), said(unpacked, Content_Encoding="gzip"),
            moved(rng.choice(ELSEWHERE)), moved(asked.path), moved("//:/"), said(status="304 Not Modified"), [honest[:40], 1.0],
        )  # fmt: skip
        missing = 2  # a robots.txt that is not there would allow what it forbids
        return rng.choice([*ways[:1], *ways[1 + missing :]] if asked.path == "/robots.txt" else ways)

    def _honest(self, asked: Asked, now: float) -> tuple[bytes, str]:
        """The true answer, and its content if it has one."""
        if asked.path == "/robots.txt":
            return said("User-agent: *\nDisallow: /hidden\nCrawl-delay: 2"), ""
        if asked.path == "/feed":
            links = [f"/story/{n}" for (host, n), story in self.stories.items() if host == asked.host and story.at(now)]
            items = "".join(f"<item><link>{link}</link></item>" for link in ("/hidden/diary", *links, "http://inner.test/"))
            return said(f"<rss><channel>{items}</channel></rss>", Content_Type="application/rss+xml"), ""
        if asked.path.startswith("/hidden"):
            self.asked_hidden.append(asked.path)
        place, _, number = asked.path.rpartition("/")
        story = self.stories.get((asked.host, int(number))) if number.isdigit() else None
        current = story.at(now) if story else None
        if story is None or current is None:
            return said("no", "404 Not Found"), ""
        if place == "/story" and now >= story.moves:
            return moved(f"/moved/{number}", "301 Moved"), ""
        return self._page(asked, story, current)

    @staticmethod
    def _page(asked: Asked, story: Story, current: tuple[float, int]) -> tuple[bytes, str]:
        since, edition = current
        validators = {"ETag": f'"{since}"', "Last-Modified": format_datetime(datetime.fromtimestamp(since, UTC), usegmt=True)}
        given = {story.told_by: validators[story.told_by]} if story.told_by else {}
        if asked.headers.get({"ETag": "if-none-match"}.get(story.told_by, "if-modified-since")) in given.values():
            return said(status="304 Not Modified"), ""
        told = f"Edition {edition} of story {asked.host}-{asked.path.rpartition('/')[2]}"
        lines = [f"{told} says that {n} people crossed the old bridge before it fell on Tuesday." for n in range(3, 7)]
        html = f"<html><body><article><h1>{told}</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article></body></html>"
        text = html if story.kind == "text/html" else "\n".join((told, "", *lines))
        return said(text, Content_Type=story.kind, **{name.replace("-", "_"): value for name, value in given.items()}), text


@dataclass
class Found:
    """What an hour showed."""

    faults: list[str]
    asked: int  # requests
    versions: int


def hour(seed: int, seconds: float, folder: Path) -> Found:
    """Watch the sites for so many seconds of their clock, stopped and started again a few times; what then is not as it was served."""
    clock = Restless()
    clock.stops = sorted(clock.time + random.Random(seed).uniform(0, seconds) for _ in range(3))  # noqa: S311
    world = World(seed, clock, seconds)
    with pytest.MonkeyPatch.context() as patch, serving(world.say) as server:
        world.port = server.port
        opened = watch_connections(patch)
        here = replace(OPENED, ports=frozenset({server.port}))
        feeds = [f"http://{host}:{server.port}/feed" for host in HOSTS]
        while clock.time < world.start + seconds:
            with Library(str(folder / "library.db")) as library, taker(Order(Config()), 0) as take:
                watch = Watch(
                    Casebook(library, Config()), fetcher(clock=clock, policy=here).get, take, clock, every_seconds=EVERY, follow=True
                )
                try:
                    while clock.time < world.start + seconds:
                        watch.round(feeds)
                        clock.sleep(watch.wait_seconds(feeds))
                except Stopped:
                    continue
        with Library(str(folder / "library.db")) as library:
            faults, versions = _compared(library, world)
    faults += [f"asked for {path}, which robots.txt forbids" for path in world.asked_hidden]
    faults += [f"connected to {place}" for place in sorted(set(opened.places) - {(HERE, server.port)})]
    faults += [f"asked a name server for {name}" for name in opened.names]
    return Found(faults, len(server.asked), versions)


def _compared(library: Library, world: World) -> tuple[list[str], int]:
    """The versions of every address beside what it served."""
    came = {page: [next(same) for _, same in groupby(served, lambda one: one[0])] for page, served in world.served.items()}
    expected = {page: [edition for edition, _ in editions] for page, editions in came.items()}
    kept = {held[0].origin: [_edition(library, version.report) for version in held] for held in library.all_versions()}
    faults = [
        f"{address}: served {expected.get(address, [])}, kept {kept.get(address, [])}"
        for address in sorted(expected.keys() | kept.keys())
        if expected.get(address) != kept.get(address)
    ]
    texts = {one for editions in came.values() for one in editions}
    if (held := len(library.report_ids())) != len(texts):
        faults.append(f"{len(texts)} texts were served, {held} reports are kept")
    ledger = library.ledger()
    if ledger.stored != len(texts):
        faults.append(f"the ledger has {ledger}")
    for held_versions in library.all_versions():
        for n, version in enumerate(held_versions, 1):
            until = version.last_seen or version.first_seen
            if version.number != n or until < version.first_seen or (n < len(held_versions) and version.last_seen is None):
                faults.append(f"{version} is out of order")
    return faults + [str(damage) for damage in library.verify()], sum(map(len, kept.values()))


def _edition(library: Library, report: str) -> str:
    return " and ".join(sorted(set(EDITION.findall(library.report(report).text))))


def hours(count: int, seed: int) -> Figures:
    """So many hours, each of other sites."""
    start, asked, versions, wrong = monotonic(), 0, 0, list[str]()
    for n in range(seed, seed + count):
        with TemporaryDirectory() as folder:
            found = hour(n, 3600, Path(folder))
        asked, versions = asked + found.asked, versions + found.versions
        wrong += [f"seed {n}: {'; '.join(found.faults)}"] if found.faults else []
    return Figures("hours", count, seed, tuple(wrong), monotonic() - start, {"requests": asked, "versions": versions})
