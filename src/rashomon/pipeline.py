"""THE MAP: the eight stages in order.

    read -> clean -> annotate -> group -> collate -> trace -> weigh -> tell

`load` takes paths to reports, `analyse` one event to its findings, `run` a pile to all its events.
The order of the stages is meaning; everything inside a stage is behind its one function.
A primary source stands beside: read, cleaned and annotated as reports are, it joins when all is weighed.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from itertools import chain, islice
from types import MappingProxyType
from typing import Protocol

from . import __version__
from .annotate import annotate
from .annotate.turns import turns
from .collate import collate
from .collate.primary import beside
from .config import Config
from .errors import CODES
from .group import Batch, batch_of, content_id, group
from .isolation import Order, taker
from .isolation.order import raw_sha256
from .read import Fetch, Piece, Progress, pieces
from .tell import tell
from .trace import trace
from .types import Against, Analysis, Event, Judgement, Notes, Primary, Report, Skipped, When, outlet_key
from .weigh import weigh
from .weigh.primary import against
from .workers import mapper, shared, uncollected

AT_ONCE = 256  # inputs that a worker takes at a time for grouping


class Known(Protocol):
    """What was taken in before; a `Store` is one."""

    def text_of(self, id: str) -> str | None:
        """The text that is kept under an id: an id stands for one text, and a second one is turned away by name."""
        ...

    def came_in(self, origin: str, raw_sha256: str) -> str | None:
        """The id of the report that these very bytes became, come from there."""
        ...


def take_in(
    paths: Sequence[str | os.PathLike[str]],
    config: Config,
    *,
    published: When | None = None,
    workers: int = 0,
    known: Known | None = None,
    whole: bool = False,
    fetch: Fetch | None = None,
    progress: Progress = lambda done, total: None,
) -> Generator[Report | Skipped, None, None]:
    """Read and clean, one line for every input; documents that came in before are skipped as duplicates, unparsed where that is clear.

    `published` dates the inputs that carry no date of their own. With no `workers` it is done in this process, at the mercy of what comes
    in; with some, in processes that a hostile document cannot leave. A `whole` document, such as a primary source, keeps all its lines:
    none is furniture. Addresses are refused unless there is something to `fetch` them. `progress` hears how many bytes of the inputs are
    behind us, and how many there are.
    """
    seen: dict[str, bytes] = {}
    places: Counter[tuple[str, int | None]] = Counter()
    with taker(Order(config, published, whole), workers) as take:
        for items in take(_unless_come_in(item, known) for item in pieces(paths, config.read, fetch, progress)):
            for item in items:
                yield _numbered(_unless_known(item, seen, known) if isinstance(item, Report) else item, places)


def _unless_come_in(item: Piece | Skipped, known: Known | None) -> Piece | Skipped:
    """The piece, or the line for one that became a report before, byte for byte: so an interrupted run goes on where it was."""
    id = known.came_in(item.origin, raw_sha256(item)) if known and isinstance(item, Piece) else None
    return item if id is None else Skipped(item.origin, "duplicate", "E-DUPLICATE", f"the same document came in before ({id})", report=id)


def _unless_known(report: Report, seen: dict[str, bytes], known: Known | None) -> Report | Skipped:
    """The report, or the line for one whose id is taken: by itself, or by another text. Of a text that was seen its hash is held."""
    again, mark = report.id in seen, blake2b(report.text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
    kept = known.text_of(report.id) if known and not again else None
    if seen.get(report.id, mark) != mark or kept not in (None, report.text):
        return Skipped(report.path, "rejected", "E-ID", f"{report.id!r}: {CODES['E-ID']}")
    if again:
        return Skipped(report.path, "duplicate", "E-DUPLICATE", f"the same document came in before ({report.id})", report=report.id)
    seen[report.id] = mark
    return report


def _numbered(item: Report | Skipped, places: Counter[tuple[str, int | None]]) -> Report | Skipped:
    """A line of the ledger knows how many there were about the same place: else the last would stand for all."""
    if isinstance(item, Report) or item.report is not None:
        return item
    place = (item.origin, item.record)
    places[place] += 1
    return replace(item, nth=places[place])


def remarks(report: Report) -> Iterator[Skipped]:
    """Lines about a report that is kept, where something about it is not as its reader may think."""
    if "unread_date" in report.extra:
        yield Skipped(report.path, "stored", "E-DATE", f"{report.extra['unread_date']!r}: {CODES['E-DATE']}")
    for note in ("flattened", "fallback"):  # how the text of a page was read, where not as asked for
        code, _, why = str(report.extra.get(note, "")).partition(": ")
        if code in CODES:
            yield Skipped(report.path, "stored", code, why)


def remember(
    paths: Sequence[str | os.PathLike[str]],
    config: Config,
    *,
    published: When | None = None,
    workers: int = 0,
    fetch: Fetch | None = None,
    progress: Progress = lambda done, total: None,
) -> Iterator[tuple[list[Report | Skipped], Batch]]:
    """Read and clean for grouping alone: some hundred inputs at a time, and what grouping keeps of them.

    The texts are let go; a hash stands in the place of each, by which two under one id are told apart.
    The first of two documents under one id is the one that a `Grouper` takes; the other comes as `Skipped`.
    """
    seen: dict[str, bytes] = {}
    with taker(Order(config, published), workers) as take, mapper(workers, chunk=1) as spread:
        items = chain.from_iterable(take(pieces(paths, config.read, fetch, progress)))
        chunks = iter(lambda: list(islice(items, AT_ONCE)), [])
        for told, batch in spread(partial(_remember, config=config), chunks):
            yield [_unless_known(item, seen, None) if isinstance(item, Report) else item for item in told], batch


def _remember(items: list[Report | Skipped], *, config: Config) -> tuple[list[Report | Skipped], Batch]:
    batch = batch_of([item for item in items if isinstance(item, Report)], config.group)
    told = iter(batch.records.text.tolist())
    return [replace(item, text=str(next(told)), cuts=()) if isinstance(item, Report) else item for item in items], batch


def load(*paths: str | os.PathLike[str], config: Config | None = None, published: When | None = None, whole: bool = False) -> list[Report]:
    """The reports under some paths, sorted by id; what could not be read is left to `take_in`. Primary sources are loaded `whole`."""
    items = take_in(paths, config or Config(), published=published, whole=whole)
    return sorted((item for item in items if isinstance(item, Report)), key=lambda report: report.id)


def analyse(
    reports: Iterable[Report],
    config: Config | None = None,
    *,
    primary: Iterable[Report] = (),
    judgements: Sequence[Judgement] = (),
    noted: Mapping[str, Notes] | None = None,
    workers: int = 1,
) -> Analysis:
    """Treat the reports as ONE event and say everything found about it.

    `primary` are texts that were there before the reports, such as a transcript: every quotation and every claim is compared with them.
    They are no reports; one that is among the reports too is left out there. `noted` are notes of reports by id that were made before
    under the same settings: most of the time goes into them, and a decision does not change them.
    """
    config = config or Config()
    return _analyse(reports, config, _noted(primary, config), judgements, workers, noted or {})


def run(
    reports: Iterable[Report],
    config: Config | None = None,
    *,
    primary: Iterable[Report] = (),
    judgements: Sequence[Judgement] = (),
    workers: int = 1,
) -> Iterator[Analysis]:
    """Sort a pile into events and analyse each, largest event first; each beside the primary sources, if there are any."""
    config = config or Config()
    sources = _noted(primary, config)
    by_id = {report.id: report for report in _without(sources, reports)}
    events = group(tuple(by_id.values()), config.group, judgements)
    ordered = sorted(events, key=lambda event: (-len(event.reports), event.id))
    with mapper(workers, chunk=1) as spread:
        members = ([by_id[id] for id in event.reports] for event in ordered)
        found = spread(partial(_analyse, config=config, sources=sources, judgements=judgements), members)
        for event, analysis in zip(ordered, found, strict=True):
            yield replace(analysis, event=event)


def _noted(primary: Iterable[Report], config: Config) -> tuple[Primary, ...]:
    """Primary sources with their notes and the turns of their speakers, sorted by path."""
    ordered = sorted({report.id: report for report in primary}.values(), key=lambda report: (report.path, report.id))
    return tuple(Primary(report, annotate(report, config.annotate), turns(report)) for report in ordered)


def _without(sources: Sequence[Primary], reports: Iterable[Report]) -> list[Report]:
    """The reports, sorted by id, that are no primary source."""
    given = {source.report.id for source in sources}
    return sorted((report for report in reports if report.id not in given), key=lambda report: report.id)


def _analyse(
    reports: Iterable[Report],
    config: Config,
    sources: Sequence[Primary] = (),
    judgements: Sequence[Judgement] = (),
    workers: int = 1,
    noted: Mapping[str, Notes] = MappingProxyType({}),
) -> Analysis:
    ordered = tuple(_without(sources, reports))
    waiting = [report for report in ordered if report.id not in noted]
    alike = sorted(waiting, key=_longest_paragraph, reverse=True)  # texts that share it mostly share more, and one hand looks at that once
    made = {note.report: note for note in shared(partial(annotate, config=config.annotate), alike, workers)}
    notes = tuple(made.get(report.id) or noted[report.id] for report in ordered)
    event = Event(content_id(ordered), tuple(report.id for report in ordered))
    return _findings(event, ordered, notes, config, sources, judgements)


def _longest_paragraph(report: Report) -> tuple[int, str]:
    """Its characters, and the paragraph."""
    return max((len(line), line) for line in report.text.split("\n"))


def _findings(
    event: Event,
    reports: tuple[Report, ...],
    notes: tuple[Notes, ...],
    config: Config,
    sources: Sequence[Primary],
    judgements: Sequence[Judgement],
) -> Analysis:
    compared: Against | None = None
    dismissed = frozenset(judgement.a for judgement in judgements if judgement.kind == "dismiss")
    with uncollected():
        collation = collate(reports, notes, config.collate)
        stemma = trace(reports, notes, collation, config.trace, judgements)
        findings = weigh(reports, notes, collation, stemma, config.weigh, dismissed)
        collation = replace(collation, claims=findings.claims)
        if sources:
            near = beside(reports, notes, sources, config.collate)
            alike = config.collate.passage
            compared, findings = against(reports, notes, collation, findings, sources, near, config.weigh, alike, dismissed)
        summary = tell(reports, notes, collation, stemma, findings, config.tell, compared)
    made = Analysis(event, reports, notes, collation, stemma, findings, summary, config.digest, __version__, compared)
    return replace(made, judgements=tuple(judgement for judgement in judgements if _concerns(judgement, made)))


def _concerns(judgement: Judgement, analysis: Analysis) -> bool:
    """Whether a decision is about something of this event."""
    if judgement.of_reports or judgement.kind == "attach":
        return not {judgement.a, judgement.b}.isdisjoint(analysis.event.reports)
    if judgement.kind == "family":
        return outlet_key(judgement.a) in {report.outlet_key for report in analysis.reports}
    rows = analysis.findings.dismissed if judgement.kind == "dismiss" else analysis.collation.claims
    return judgement.a in {row.id for row in rows}
