"""Damage on disk, of a library and of the log beside it: each is found, or changes nothing that is read.

One case cannot be told from a power cut: damage to the last commit of a log that a crash left, and a log cut short. What is read then
is what the library held at an earlier commit, whole; the figures count how often. A flipped bit costs the last commit at most.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from warnings import catch_warnings, simplefilter

from bench.figures import Figures
from rashomon.errors import RashomonError, StoreError
from rashomon.store import Library
from rashomon.types import Event, Judgement, Reason, Report, Skipped, Span

PAGE = 4096
CHUNK = 200  # trials of one process: what a crash of it would cost
FOUND, SAME, EARLIER = "found", "same", "earlier commit"  # what may come of damage


@dataclass(frozen=True)
class Sound:
    """A library as it was written, with a log beside it or without, and what it held after each commit of the log."""

    library: bytes
    log: bytes
    held: tuple[str, ...]


def report(n: int) -> Report:
    id = f"r{n:02}"
    text = f"Bridge {n} falls\n" + f"The bridge number {n} over the Lenn fell on Tuesday, the mayor said. " * 6
    return Report(id, f"herald/{id}.txt", text, headline=Span(id, 0, text.index("\n")))


def content(library: Library) -> str:
    """All that can be read."""
    found = [list(library.reports()), list(library.entries()), library.history(), library.events(), library.search("bridge mayor")]
    return repr([*found, [library.primaries(event) for event in library.events()], sorted(library.homes().items())])


def made(folder: Path) -> list[Sound]:
    """A library that was closed, and one whose last commits stand in its log."""
    path = folder / "sound.db"
    with Library(str(path)) as library:
        library.add([*(report(n) for n in range(16)), Skipped("x.txt", "rejected", "E-EMPTY", "the file is empty")])
        library.put_events([Event("aaaa", ("r01",)), Event("bbbb", ("r02",))])
        library.put_events([Event("cccc", ("r01", "r02"), because=(Reason("same", 2.0, (Span("r01", 0, 9),)),))])
        library.judge(Judgement("merge", "r01", "r02", "the same bridge"))
        library.keep_primary(report(99))
        library.judge(Judgement("attach", "r99", "r01", event="cccc"))
        closed = content(library)
        assert library.verify() == []
    sounds = [Sound(path.read_bytes(), b"", (closed,))]
    with Library(str(path)) as library:
        held = [content(library)]
        for n in range(16, 20):
            library.add([report(n)])
            held.append(content(library))
        sounds.append(Sound(path.read_bytes(), Path(f"{path}-wal").read_bytes(), tuple(held)))
    return sounds


def damaged(image: bytes, rng: random.Random) -> tuple[bytes, str]:
    """An image with one thing wrong, and what."""
    out, pages = bytearray(image), max(1, len(image) // PAGE)
    a, b, at = rng.randrange(pages) * PAGE, rng.randrange(pages) * PAGE, rng.randrange(len(image))
    kind = rng.choices(("flip", "zeros", "swap", "garbage", "cut", "double"), (10, 2, 2, 2, 2, 2))[0]
    if kind == "flip":
        out[at] ^= 1 << rng.randrange(8)
    elif kind == "zeros":
        out[a : a + PAGE] = bytes(len(out[a : a + PAGE]))
    elif kind == "swap":
        out[a : a + PAGE], out[b : b + PAGE] = out[b : b + PAGE], out[a : a + PAGE]
    elif kind == "garbage":
        some = min(rng.randrange(1, 64), len(out) - at)
        out[at : at + some] = rng.randbytes(some)
    elif kind == "cut":
        del out[at:]
    else:
        out[a : a + PAGE] = out[b : b + PAGE]
    return bytes(out), f"{kind} at {at if kind in ('flip', 'garbage', 'cut') else a}"


def outcome(sound: Sound, library: bytes, log: bytes, folder: Path, earlier: tuple[str, ...]) -> str:
    """What comes of opening, checking and reading: one of the three words, or what went wrong; `earlier`: what may be read instead."""
    path = folder / "library.db"
    for file in folder.iterdir():
        file.unlink()
    path.write_bytes(library)
    if log:
        Path(f"{path}-wal").write_bytes(log)
    try:
        with Library(str(path), wait_seconds=0.1) as opened:
            if opened.verify():
                return FOUND
            read = content(opened)
    except StoreError as error:
        return FOUND if error.exit_code in (5, 7) else f"exit {error.exit_code}"
    except RashomonError as error:
        return FOUND if error.exit_code == 6 else f"exit {error.exit_code}: {error}"
    except Exception as error:  # noqa: BLE001 - what would end in exit 70
        return f"{type(error).__name__}: {error}"
    if read == sound.held[-1]:
        return SAME
    return EARLIER if read in earlier else "something else was read, and nobody said so"


def corruptions(count: int, seed: int, *, at_most: int | None = None) -> Figures:
    """So much damage, each to a sound library; `at_most`: stop when so much went wrong."""
    shared = Path("/dev/shm")  # noqa: S108 - memory: it is the bytes that matter
    root, wrong, facts = Path(tempfile.mkdtemp(prefix="rashomon-damage-", dir=shared if shared.is_dir() else None)), list[str](), {}
    facts, done, began = dict.fromkeys((FOUND, SAME, EARLIER), 0), 0, time.perf_counter()
    try:
        sounds = made(root)
        while done < count and (at_most is None or len(wrong) < at_most):
            some = min(CHUNK, count - done)
            for trial, came in enumerate(_apart(sounds, root, seed, done, some), done):
                told, _, what = came.partition("|")
                if told in facts:
                    facts[told] += 1
                else:
                    wrong.append(f"damage {trial}, {what}: {told}")
            done += some
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return Figures("corruptions", done, seed, tuple(wrong), time.perf_counter() - began, facts)


def _apart(sounds: list[Sound], root: Path, seed: int, first: int, count: int) -> list[str]:
    """The outcomes of some trials, in a process of their own; where it dies, that is the outcome of the one it died in."""
    results = root / "results"
    results.unlink(missing_ok=True)
    with catch_warnings():
        simplefilter("ignore", DeprecationWarning)
        process = os.fork()
    if not process:
        try:
            folder = root / "trial"
            folder.mkdir(exist_ok=True)
            with results.open("a", encoding="utf-8", buffering=1) as file:
                for n in range(first, first + count):
                    rng = random.Random(f"{seed} {n}")  # noqa: S311 - a seed, not a secret
                    sound = sounds[rng.random() < 0.5]
                    of_log = bool(sound.log) and rng.random() < 0.5
                    image, what = damaged(sound.log if of_log else sound.library, rng)
                    what += " of the log" if of_log else " beside a log" if sound.log else ""
                    earlier = () if not of_log else sound.held[-2:] if what.startswith("flip") else sound.held
                    came = outcome(sound, *((sound.library, image) if of_log else (image, sound.log)), folder, earlier)
                    file.write(json.dumps(f"{came}|{what}") + "\n")
            os._exit(0)
        finally:
            os._exit(70)
    _, status = os.waitpid(process, 0)
    came = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()] if results.exists() else []
    ended = os.waitstatus_to_exitcode(status)
    return came + [f"the process ended with {ended}|trial {first + len(came)}"] * (count - len(came))
