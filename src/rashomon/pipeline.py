"""THE MAP: the eight stages in order.

    read -> clean -> annotate -> group -> collate -> trace -> weigh -> tell

`load` takes paths to reports, `analyse` one event to its findings, `run` a pile to all its events.
The order of the stages is meaning; everything inside a stage is behind its one function.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from . import __version__
from .annotate import annotate
from .clean import clean
from .collate import collate
from .config import Config
from .errors import CODES
from .group import Batch, batch_of, content_id, group
from .read import read
from .tell import tell
from .trace import trace
from .types import Analysis, Event, Judgement, Notes, Raw, Report, Skipped, When
from .weigh import weigh
from .workers import mapper, uncollected

AT_ONCE = 256  # inputs that a worker takes at a time for grouping


def take_in(
    paths: Sequence[str | os.PathLike[str]],
    config: Config,
    *,
    published: When | None = None,
    workers: int = 1,
    kept: Callable[[str], str | None] = lambda id: None,
) -> Iterator[Report | Skipped]:
    """Read and clean, one line for every input; documents that came in before are skipped as duplicates.

    `published` dates the inputs that carry no date of their own. `kept` gives the text that a library
    already holds under an id: an id stands for one text, and a second one is turned away by name.
    """
    seen: dict[str, str] = {}
    with mapper(workers) as spread:
        for item in spread(partial(_clean, config=config, published=published), read(paths, config.read)):
            yield _unless_known(item, seen, kept) if isinstance(item, Report) else item


def _unless_known(report: Report, seen: dict[str, str], kept: Callable[[str], str | None]) -> Report | Skipped:
    """The report, or the line for one whose id is taken: by itself, or by another text."""
    again = report.id in seen
    text = seen[report.id] if again else kept(report.id)
    if text not in (None, report.text):
        return Skipped(report.path, "rejected", "E-ID", f"{report.id!r}: {CODES['E-ID']}")
    if again:
        return Skipped(report.path, "duplicate", "E-DUPLICATE", f"the same document came in before ({report.id})")
    seen[report.id] = report.text
    return report


def _clean(item: Raw | Skipped, *, config: Config, published: When | None) -> Report | Skipped:
    return clean(item, config.clean, published) if isinstance(item, Raw) else item


def remember(
    paths: Sequence[str | os.PathLike[str]], config: Config, *, published: When | None = None, workers: int = 1
) -> Iterator[tuple[list[Report | Skipped], Batch]]:
    """Read and clean for grouping alone: some hundred inputs at a time, and what grouping keeps of them.

    The texts are let go; a hash stands in the place of each, by which two under one id are told apart.
    The first of two documents under one id is the one that a `Grouper` takes; the other comes as `Skipped`.
    """
    seen: dict[str, str] = {}
    inputs = iter(read(paths, config.read))
    with mapper(workers, chunk=1) as spread:
        pieces = iter(lambda: list(islice(inputs, AT_ONCE)), [])
        for items, batch in spread(partial(_remember, config=config, published=published), pieces):
            yield [_unless_known(item, seen, lambda id: None) if isinstance(item, Report) else item for item in items], batch


def _remember(inputs: list[Raw | Skipped], *, config: Config, published: When | None) -> tuple[list[Report | Skipped], Batch]:
    items = [_clean(item, config=config, published=published) for item in inputs]
    batch = batch_of([item for item in items if isinstance(item, Report)], config.group)
    told = iter(batch.records.text.tolist())
    return [replace(item, text=str(next(told)), cuts=()) if isinstance(item, Report) else item for item in items], batch


def load(*paths: str | os.PathLike[str], config: Config | None = None, published: When | None = None) -> list[Report]:
    """The reports under some paths, sorted by id; what could not be read is left to `take_in`."""
    items = take_in(paths, config or Config(), published=published)
    return sorted((item for item in items if isinstance(item, Report)), key=lambda report: report.id)


def analyse(reports: Iterable[Report], config: Config | None = None, *, judgements: Sequence[Judgement] = (), workers: int = 1) -> Analysis:
    """Treat the reports as ONE event and say everything found about it."""
    config, ordered = config or Config(), tuple(sorted(reports, key=lambda report: report.id))
    turns = sorted(range(len(ordered)), key=lambda n: -len(ordered[n].text))  # the longest first, lest one be left to one worker alone
    with mapper(workers, chunk=1) as spread:
        noted = dict(zip(turns, spread(partial(annotate, config=config.annotate), [ordered[n] for n in turns]), strict=True))
    notes = tuple(noted[n] for n in range(len(ordered)))
    event = Event(content_id(ordered), tuple(report.id for report in ordered))
    return _findings(event, ordered, notes, config, judgements)


def run(
    reports: Iterable[Report], config: Config | None = None, *, judgements: Sequence[Judgement] = (), workers: int = 1
) -> Iterator[Analysis]:
    """Sort a pile into events and analyse each, largest event first."""
    config = config or Config()
    by_id = {report.id: report for report in sorted(reports, key=lambda report: report.id)}
    events = group(tuple(by_id.values()), config.group, judgements)
    ordered = sorted(events, key=lambda event: (-len(event.reports), event.id))
    with mapper(workers, chunk=1) as spread:
        members = ([by_id[id] for id in event.reports] for event in ordered)
        found = spread(partial(analyse, config=config, judgements=judgements), members)
        for event, analysis in zip(ordered, found, strict=True):
            yield replace(analysis, event=event)


def _findings(
    event: Event, reports: tuple[Report, ...], notes: tuple[Notes, ...], config: Config, judgements: Sequence[Judgement]
) -> Analysis:
    with uncollected():
        collation = collate(reports, notes, config.collate)
        stemma = trace(reports, notes, collation, config.trace, judgements)
        findings = weigh(reports, notes, collation, stemma, config.weigh)
        summary = tell(reports, notes, collation, stemma, findings, config.tell)
    return Analysis(event, reports, notes, collation, stemma, findings, summary, config.digest, __version__)
