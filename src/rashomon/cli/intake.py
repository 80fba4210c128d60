"""Decides what people hear while documents come in: progress, and a coded line for everything turned away."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO, TypeVar

from ..errors import CODES, MachineError, NetworkRefused, NothingUsable, line
from ..export._points import encode
from ..store import Ledger, Library
from ..tell import words
from ..text.visible import visible
from ..types import Report, Skipped
from .everywhere import Everywhere
from .screen import console
from .stream import STREAM

if TYPE_CHECKING:
    from rich.progress import Progress, ProgressColumn

    from ..group import Batch

T = TypeVar("T")
IS_PRIMARY = "given as the primary source; it is no report"
REFUSED = frozenset({"E-ADDRESS", "E-NETWORK"})
UNREAD_PRIMARY = "nothing was compared: give --primary a text that can be read"


class Intake:
    """Counts what became of every input; prints and files those that were turned away."""

    def __init__(self, errors: Path | None) -> None:
        self.counts = Ledger()
        self.refused: Skipped | None = None  # the first address that policy did not let us fetch
        self._errors = errors
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        try:
            self._file = self._errors.open("w", encoding="utf-8") if self._errors else None
        except OSError as error:
            raise MachineError(f"{self._errors}: cannot be written: {error.strerror or error}") from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def note(self, item: Report | Skipped) -> None:
        """Enter one input; what was rejected or set apart gets its error line at once, and so does a remark on a report that is stored."""
        if isinstance(item, Skipped) and item.fate == "stored":
            self._tell(item)
            return
        self.counts = self.counts.plus("stored" if isinstance(item, Report) else item.fate)
        if isinstance(item, Report):
            from ..pipeline import remarks

            for line in remarks(item):
                self._tell(line)
            return
        self._tell(item)
        if item.code in REFUSED:
            self.refused = self.refused or item

    def _tell(self, item: Skipped) -> None:
        """The line on the screen, and the same as JSON; what merely came in before is filed, not shown."""
        if item.fate != "duplicate":
            print(visible(line(item.code, item.origin, item.why, item.record, item.offset)), file=sys.stderr)
        if self._file:
            told = {name: getattr(item, name) for name in ("origin", "fate", "code", "why", "record", "offset")}
            self._file.write(encode(told) + "\n")

    @property
    def exit_code(self) -> int:
        """0, or 3 where something was turned away and the rest went on."""
        return 3 if self.counts.rejected or self.counts.quarantined else 0


def tally(counts: Ledger) -> str:
    """`9 stored, 2 came in before, 1 rejected`."""
    told = {fate: getattr(counts, fate) for fate in words.FATES}
    return ", ".join(f"{n:,} {words.FATES[fate]}" for fate, n in told.items() if n or fate == "stored")


def take(
    paths: Sequence[str], every: Everywhere, intake: Intake, library: Library | None = None, primary: Collection[Report] = ()
) -> Iterator[Report | Skipped]:
    """Read and clean everything under `paths`, `-` for standard input; NothingUsable or NetworkRefused where no document is left.

    What is given as a primary source too is no report, and gets a line that says so.
    """
    from ..pipeline import take_in

    given = {source.id for source in primary}
    named = _named(paths)
    sources = 0
    with reading() as seen:
        items = take_in(
            named, every.settings(), published=every.when(), workers=every.workers or 1, known=library, fetch=every.fetch(), progress=seen
        )
        for read in items:
            item = Skipped(read.path, "duplicate", "E-DUPLICATE", IS_PRIMARY) if isinstance(read, Report) and read.id in given else read
            sources += item is not read
            intake.note(item)
            yield item
    must_be_some(named, intake, sources)


def take_primary(paths: Sequence[str] | None, every: Everywhere) -> list[Report]:
    """The primary sources; NothingUsable or NetworkRefused where one cannot be read, since a word missing there would seem never said."""
    if not paths:
        return []
    from ..pipeline import take_in

    found: list[Report] = []
    for item in take_in(_named(paths), every.settings(), published=every.when(), workers=1, whole=True, fetch=every.fetch()):
        if isinstance(item, Report):
            found.append(item)
        elif item.code in REFUSED:
            raise refused(item)
        elif item.fate != "duplicate":
            raise NothingUsable(item.code, item.origin, f"{item.why}; {UNREAD_PRIMARY}", item.record, item.offset)
    return found


def take_for_grouping(paths: Sequence[str], every: Everywhere, intake: Intake, workers: int) -> Iterator[Batch]:
    """Read everything under `paths` for grouping alone; NothingUsable or NetworkRefused as `take` does."""
    from ..pipeline import remember

    named = _named(paths)
    with reading() as seen:
        for items, batch in remember(named, every.settings(), published=every.when(), workers=workers, fetch=every.fetch(), progress=seen):
            for item in items:
                intake.note(item)
            yield batch
    must_be_some(named, intake)


def _named(paths: Sequence[str]) -> list[str]:
    return ["-" if path == STREAM else path for path in paths]


def must_be_some(named: Sequence[str], intake: Intake, sources: int = 0) -> None:
    """NothingUsable where no input is a report, or was one before; `sources` of them are primary sources."""
    if not intake.counts.stored and intake.counts.duplicate <= sources:
        if intake.refused:
            raise refused(intake.refused, told=True)
        raise NothingUsable("E-NOTHING", ", ".join(named), CODES["E-NOTHING"])


def refused(item: Skipped, *, told: bool = False) -> NetworkRefused:
    """The error that an address turned away by policy ends in, where nothing else is left; `told`: its line has been shown."""
    return NetworkRefused(item.origin, None if item.code == "E-NETWORK" else item.why, told=told)


def track(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Pass items on under a progress bar, which is drawn on a terminal only and leaves nothing behind."""
    with _progress() as bar:
        task = bar.add_task(label, total=total)
        for item in items:
            bar.advance(task)
            yield item


@contextmanager
def reading() -> Iterator[Callable[[int, int], None]]:
    """A bar over the bytes of the input, with the time that is left, which is drawn on a terminal only."""
    from rich.progress import DownloadColumn, TimeRemainingColumn

    with _progress(DownloadColumn(), TimeRemainingColumn(elapsed_when_finished=True)) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)


@contextmanager
def parts() -> Iterator[Callable[[str, int, int], None]]:
    """A bar over the parts of one stage after another, which is drawn on a terminal only."""
    with _progress() as bar:
        task = bar.add_task("Beginning", total=None)
        yield lambda stage, done, total: bar.update(task, description=stage.capitalize(), completed=done, total=total)


@contextmanager
def busy(label: str) -> Iterator[None]:
    """A moving mark while one long step runs."""
    with _progress() as bar:
        bar.add_task(label, total=None)
        yield


def _progress(*columns: ProgressColumn) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    on = console(stderr=True)
    shown = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), *(columns or (MofNCompleteColumn(), TimeElapsedColumn())))
    return Progress(*shown, console=on, transient=True, disable=not on.is_terminal)
