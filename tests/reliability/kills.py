"""kill -9 at every operation of every command that writes, and run the command again: the same library as without the kill.

A story of commands is told once without a kill, with a copy of the folder before each. A trial takes one copy, forks a process that
runs its command and dies at the k-th operation on the disk (one in ten: at a random time instead), looks at what it left, and runs the
command again, half of the time with another kill in between. Then the library and every file written must be as in the story.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import pickle
import random
import re
import shutil
import signal
import tempfile
import time
import traceback
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch
from warnings import catch_warnings, simplefilter

import apsw

from bench.figures import Figures
from rashomon import cli
from rashomon.casebook import Key, Work
from rashomon.casebook import worked as worked_out
from rashomon.cli import main
from rashomon.config import GroupConfig
from rashomon.group import group
from rashomon.store import Library, sqlite
from rashomon.types import Analysis, Event, Judgement, Report
from tests.reliability.ticking import ticking

LIBRARY = "news.db"
TEXTS = {
    "almira-1": "Ferry aground off Tolsund\nThe ferry Almira ran aground off Tolsund on Monday with 41 people on board, the office said.",
    "almira-2": "Ferry runs aground\nThe ferry Almira ran aground off Tolsund on Monday with 43 people on board, the harbour office said.",
    "almira-3": "Nobody hurt on Almira\nNobody was hurt when the ferry Almira ran aground off Tolsund on Monday, a harbour master said.",
    "lenn-1": "Bridge over the Lenn falls\nThe old bridge over the Lenn fell into the river on Tuesday night, the mayor of Varn said.",
    "lenn-2": "Bridge falls at Varn\nThe old bridge over the Lenn at Varn fell on Tuesday night. Two people were hurt, the police said.",
}
LATER = {
    "almira-4": "Almira afloat again\nThe ferry Almira, which ran aground off Tolsund, is afloat again. It will be there for some days.",
    "lenn-3": "Mayor wants a new bridge\nAfter the old bridge over the Lenn fell on Tuesday, its mayor wants a new one, and so do they.",
}
DRAFT = re.compile(r"\.\d+\.new(-journal)?$|-wal$|-shm$|^\.")  # what a kill may leave behind, and what is no result
State = dict[str, object]


@dataclass(frozen=True)
class Moment:
    """A command of the story, the folder it starts from, and what there is when it has ended."""

    words: tuple[str, ...]
    start: Path
    before: State
    after: State
    said: str
    operations: int
    seconds: float


class Countdown:
    """Dies at the operation that it is set to."""

    def __init__(self) -> None:
        self.done, self.last = 0, 0  # 0: never

    def tick(self) -> None:
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def inputs(folder: Path) -> None:
    """The documents, the settings, and a library of the first format that holds one report."""
    for name, texts in (("in", TEXTS), ("later", LATER)):
        (folder / name).mkdir(parents=True)
        for file, text in texts.items():
            (folder / name / f"{file}.txt").write_text(f"{text}\n", encoding="utf-8")
    (folder / "release.txt").write_text(
        "The harbour office of Tolsund says that there were 43 people on board the Almira, and that it is not known who they were.\n",
        encoding="utf-8",
    )
    (folder / "settings.toml").write_text("[annotate]\ntagger = 0\n", encoding="utf-8")
    with patch.object(sqlite, "MIGRATIONS", sqlite.MIGRATIONS[:1]), Library(str(folder / LIBRARY)) as library:
        library.add([Report("old", "old.txt", "An older report about the harbour of Tolsund, kept since long ago.")])


def story(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every command that writes, each once or twice; what it is about is looked up when it is its turn."""
    yield ("ledger",)  # migrates
    yield ("read", "in")
    yield ("run", "--out", "out")
    yield ("read", "later", "in/lenn-1.txt")
    yield ("events",)  # sorts what came in since
    with Library(str(folder / LIBRARY)) as library:
        ids = {report.path.rpartition("/")[2].partition(".")[0]: report.id for report in library.reports()}
    yield ("merge", ids["almira-1"], ids["lenn-1"], "--note", "one storm")
    yield ("split", ids["almira-1"], ids["lenn-2"])
    yield ("join", ids["almira-1"], ids["almira-3"])
    yield ("part", ids["almira-1"], ids["almira-2"])
    yield ("family", "Herald", "Coast Press")
    event, analysis = _looked_at(folder, ids["almira-1"])
    yield ("dismiss", event, analysis.findings.discrepancies[0].id, "--note", "no")
    yield ("check", event, analysis.collation.claims[0].id, "called", "--by", "ab")
    yield ("attach", event, "release.txt")
    yield ("undo", "1")
    yield ("undo", "3")
    event, analysis = _looked_at(folder, ids["almira-1"])
    yield ("export", event, "--to", "json", "--out", "event.json")
    yield ("export", event, "--to", "html", "--out", "event.html")
    yield ("run", "later", "--out", "out")


def _looked_at(folder: Path, report: str) -> tuple[str, Analysis]:
    from rashomon.casebook import Casebook
    from rashomon.config import Config

    with Library(str(folder / LIBRARY)) as library:
        book = Casebook(library, Config.load(folder / "settings.toml"))
        event = next(event for event in book.events() if report in event.reports)
        return event.id, book.analysis(event.id)


@dataclass
class Known:
    """What took time and wrote nothing."""

    analyses: dict[Key, Analysis] = field(default_factory=dict)
    groupings: dict[Hashable, tuple[Event, ...]] = field(default_factory=dict)

    def worked(self, work: Work) -> Analysis:
        """The analysis of an event, once."""
        if work.key not in self.analyses:
            self.analyses[work.key] = worked_out(work)
        return self.analyses[work.key]

    def grouped(self, reports: Sequence[Report], config: GroupConfig, judgements: Sequence[Judgement] = ()) -> tuple[Event, ...]:
        """The events of a pile, once."""
        key = (
            tuple(sorted(report.id for report in reports)),
            config,
            tuple((one.kind, one.a, one.b) for one in judgements if one.of_reports),
        )
        if key not in self.groupings:
            self.groupings[key] = group(reports, config, judgements)
        return self.groupings[key]


@contextmanager
def quick(known: Known | None = None) -> Iterator[None]:
    """The program with what takes time and writes nothing done once: the command line read, piles grouped, events compared."""
    known = known or Known()
    with ExitStack() as stack:
        for place in ("rashomon.casebook.book.worked", "rashomon.cli.reading.worked"):
            stack.enter_context(patch(place, known.worked))
        stack.enter_context(patch("rashomon.group.group", known.grouped))
        stack.enter_context(patch("rashomon.store.library.BATCH", 2))
        app = cli.build()
        parsed = functools.cache(lambda words: app.parse_args(words, exit_on_error=False)[:2])

        def call(words: Sequence[str], **_: object) -> object:
            command, bound = parsed(tuple(words))
            return command(*bound.args, **bound.kwargs)

        stack.enter_context(patch.object(cli, "build", lambda: call))
        yield


def told(root: Path, countdown: Countdown) -> list[Moment]:
    """The story without a kill."""
    here, moments = root / "story", []
    inputs(here)
    for n, words in enumerate(story(here)):
        start, before = root / f"before-{n}", state(here)
        shutil.copytree(here, start)
        began, countdown.done, countdown.last = time.perf_counter(), 0, 0
        code, said = ran(words, here, root)
        moment = Moment(words, start, before, state(here), said, countdown.done, time.perf_counter() - began)
        moments.append(moment)
        assert code == 0, (words, said)
        ran(words, here, root)
        assert state(here) == moment.after, (words, "is not to be run twice")
    assert len({json.dumps(moment.after, sort_keys=True) for moment in moments}) == len(moments), "a command that changes nothing"
    return moments


def told_apart(root: Path, known: Known, countdown: Countdown) -> list[Moment]:
    """The story told in a process of its own: this one stays small, and so quick to fork."""
    kept = root / "told.pickle"
    if not (process := forked()):
        code = 70
        try:
            kept.write_bytes(pickle.dumps((told(root, countdown), known)))
            code = 0
        except BaseException:  # noqa: BLE001 - said here, since nothing else comes back
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(process, 0)
    assert status == 0, "the story cannot be told"
    moments, found = pickle.loads(kept.read_bytes())  # noqa: S301 - our own
    known.analyses, known.groupings = found.analyses, found.groupings
    return list(moments)


def forked() -> int:
    """`os.fork`, where other threads are those of libraries and none is at work."""
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        return os.fork()


def ran(words: Sequence[str], folder: Path, root: Path) -> tuple[int, str]:
    """Run a command in this process, in a folder, with what it says kept apart."""
    back, out = Path.cwd(), root / "said"
    kept = os.dup(1), os.dup(2)
    os.chdir(folder)
    try:
        for stream in (1, 2):
            opened = os.open(out if stream == 1 else os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(opened, stream)
            os.close(opened)
        with _own_streams():
            code = main([*words, "--library", LIBRARY, "--config", "settings.toml"])
        while LATE:
            LATE.pop()()
    finally:
        for stream, copy in zip((1, 2), kept, strict=True):
            os.dup2(copy, stream)
            os.close(copy)
        os.chdir(back)
    return code, out.read_text(encoding="utf-8")


@contextmanager
def _own_streams() -> Iterator[None]:
    """Standard streams on the real file numbers, whatever a test runner put in their place."""
    with (
        open(1, "w", encoding="utf-8", closefd=False) as out,
        open(2, "w", encoding="utf-8", closefd=False) as err,
        patch("sys.stdout", out),
        patch("sys.stderr", err),
    ):
        yield


def killed(words: Sequence[str], folder: Path, root: Path, countdown: Countdown, last: int, after: float | None = None) -> tuple[int, str]:
    """Run a command in a process of its own that dies at operation `last`, or `after` so many seconds; its status and what it said."""
    (root / "said").write_text("", encoding="utf-8")
    if not (process := forked()):
        code = 70
        gc.disable()
        try:
            countdown.done, countdown.last = 0, last
            code = ran(words, folder, root)[0]
        finally:
            os._exit(code)
    if after is not None:
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), (root / "said").read_text(encoding="utf-8")


LATE: list[Callable[[], None]] = []  # what the planted writer puts off until it has answered


def state(folder: Path) -> State:
    """Everything a library holds, and every file that was written, but what a kill may leave."""
    found: State = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not DRAFT.search(path.name) and name != LIBRARY:
            found[name] = path.read_bytes().hex()
    return found | {"library": _rows(folder / LIBRARY)}


def _rows(path: Path) -> dict[str, list[tuple[str, str]]]:
    connection = apsw.Connection(str(path))
    try:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        rows = {
            table: list(connection.execute(f"SELECT id, body FROM {table} ORDER BY {'number' if table != 'event' else 'id'}"))  # noqa: S608
            for table in sqlite.TABLES
            if table in names
        }
        return rows | {"format": [(str(connection.execute("PRAGMA user_version").get), "")]}
    finally:
        connection.close()


def trial(moment: Moment, folder: Path, root: Path, countdown: Countdown, rng: random.Random, last: int) -> str:
    """Kill a command, look, run it again; what is wrong, "" for nothing."""
    shutil.copytree(moment.start, folder)
    for again in range(3):
        at = last if again == 0 else 0 if again == 2 or rng.random() < 0.5 else rng.randrange(1, moment.operations + 1)
        after = rng.random() * moment.seconds * 2 if again == 0 and rng.random() < 0.1 else None
        if at or after is not None:
            code, said = killed(moment.words, folder, root, countdown, 0 if after is not None else at, after)
        else:
            countdown.last = 0
            code, said = ran(moment.words, folder, root)
        now = state(folder)
        if said and said == moment.said and now != moment.after:
            return f"{' '.join(moment.words)}: answered, and then lost"
        if torn := [name for name in now if name != "library" and now[name] not in (moment.before.get(name), moment.after.get(name))]:
            return f"{' '.join(moment.words)}: {torn[0]} is there in part"
        if code != -signal.SIGKILL:
            break
    if now != moment.after:
        return f"{' '.join(moment.words)}: run again, it ended with {code}, and not where it should"
    with Library(str(folder / LIBRARY)) as library:
        if found := library.verify():
            return f"{' '.join(moment.words)}: {found[0]}"
    return ""


def kills(count: int, seed: int, *, only: str = "", at_most: int | None = None) -> Figures:
    """So many kills, spread evenly over the operations of the story.

    `only`: of one command. `at_most`: stop when so many went wrong.
    """
    rng, countdown, wrong = random.Random(seed), Countdown(), list[str]()  # noqa: S311 - a seed, not a secret
    shared = Path("/dev/shm")  # noqa: S108 - memory: what is tested is the order of operations, not the disk
    root = Path(tempfile.mkdtemp(prefix="rashomon-kills-", dir=shared if shared.is_dir() else None))
    done = 0
    try:
        known = Known()
        with quick(known), ticking(countdown.tick):
            moments = told_apart(root, known, countdown)
            points = [(moment, last) for moment in moments for last in range(1, moment.operations + 1) if only in ("", moment.words[0])]
            gc.freeze()
            began = time.perf_counter()
            while done < count and (at_most is None or len(wrong) < at_most):
                moment, last = points[int((done + rng.random()) / count * len(points))]
                found = trial(moment, root / "trial", root, countdown, rng, last)
                shutil.rmtree(root / "trial")
                done += 1
                wrong += [f"kill {done}, operation {last} of {found}"] if found else []
    finally:
        gc.unfreeze()
        shutil.rmtree(root, ignore_errors=True)
    facts = {"commands": len(moments), "operations": len(points)}
    return Figures("kills", done, seed, tuple(wrong), time.perf_counter() - began, facts)
