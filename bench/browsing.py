"""A reading room that runs and a browser that visits it: for the tests that drive pages and for the screenshots."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.casebook import Casebook, deciding
from rashomon.config import Config
from rashomon.pipeline import load
from rashomon.sample import sample_path
from rashomon.store import Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHARED = Path(__file__).resolve().parents[2] / "shared"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
# Root needs --no-sandbox; the rest keeps the browser from looking up its maker's hosts.
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
)


def library_of(path: Path, *folders: Path) -> None:
    """A library that holds the shipped sample as one event, as its makers meant it, and further reports."""
    with Library(str(path)) as library:
        library.add(load(str(sample_path()), *map(str, folders)))
        book = Casebook(library, Config())
        mine = {report.id for report in load(str(sample_path()))}
        ours = [event.id for event in book.events() if mine & set(event.reports)]
        for other in ours[1:]:
            deciding.decide_reports(book, "merge", ours[0], other)


@contextmanager
def serving(library: Path, *options: str) -> Iterator[str]:
    """The address of a reading room over a library, for as long as the block lasts."""
    command = [sys.executable, "-m", "rashomon", "serve", "--library", str(library), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as room:
        assert room.stdout is not None
        try:
            told = room.stdout.readline()
            found = re.search(r"http://\S+", told)
            assert found, told
            yield found[0].rstrip("/")
        finally:
            room.terminate()
            room.wait(20)


@contextmanager
def browser(arguments: Sequence[str] = ()) -> Iterator[Browser]:
    """Debian's chromium without a screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS.split(), *arguments])
        try:
            yield opened
        finally:
            opened.close()
