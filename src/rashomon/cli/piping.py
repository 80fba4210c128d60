"""Decides what the stage commands do, for pipelines and for measuring: JSONL in, JSONL out."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from ..export._points import encode
from ..types import Report
from .everywhere import Everywhere
from .intake import Intake, busy, take, take_for_grouping, track
from .writing import write_out

if TYPE_CHECKING:
    from ..group.copies import Copies
    from ..group.pile import Grouping

DEFAULTS = Everywhere()
Docs = Annotated[str, Parameter(help="JSONL or JSONL.gz, one document a line, or any other input; - for standard input.")]
Out = Annotated[
    str | None, Parameter(help="Where the lines go; - or nothing for standard output.", metavar="FILE", allow_leading_hyphen=True)
]


def group(docs: Docs, /, *, out: Out = None, every: Everywhere = DEFAULTS) -> int:
    """Which documents tell the same event.

    A line a document, with its event and the wider saga, and other events that it tells too.
    """
    from ..group.large import LargePile

    workers, settings = every.hands_for(docs), every.settings().group
    pile = LargePile(settings, workers=workers)
    with Intake(every.errors) as intake:
        for batch in take_for_grouping((docs,), every, intake, workers):
            pile.add_batch(batch)
    with busy("Grouping"):
        found = pile.grouping()
    write_out(out, event_lines(found))
    return intake.exit_code


def event_lines(found: Grouping) -> str:
    """A line a document; what was too common to follow is said on the error stream."""
    from ..group.neighbours import CROWD
    from ..group.pile import MOST_LINKS

    for count, said in (
        (found.crowded, f"times a word led a document nowhere, as more than {CROWD} others within reach hold it"),
        (found.forgotten, f"links between clusters were dropped, as one keeps its {MOST_LINKS} nearest"),
    ):
        _note(count, said)
    lines = (
        {"id": id, "event": event, "saga": saga} | ({"also": list(found.also[id])} if id in found.also else {})
        for id, event, saga in zip(found.ids, found.event, found.saga, strict=True)
    )
    return "".join(encode(line) + "\n" for line in lines)


def _note(count: int, said: str) -> None:
    if count:
        print(f"note: {count} {said}", file=sys.stderr)


def copies(docs: Docs, /, *, out: Out = None, every: Everywhere = DEFAULTS) -> int:
    """Which documents share text, and how much of it.

    A line a pair, with how much of each lies in the other, from 0 to 1.
    """
    from ..group.copies import CopyIndex

    with Intake(every.errors) as intake:
        reports = _reports(docs, every, intake)
    with busy("Comparing"):
        index = CopyIndex()
        index.add((report.id, report.text) for report in reports)
        found = index.copies()
    write_out(out, copy_lines(found))
    return intake.exit_code


def copy_lines(found: Copies) -> str:
    """A line a pair; what was left out is said on the error stream."""
    from ..group.copies import TWINS
    from ..group.postings import REACH

    for count, said in (
        (found.capped, f"phrases stand in so many documents that they link each only to its next {REACH}"),
        (found.common, "phrases are so common that they were left out where they are the lesser part of a document"),
        (
            found.twins,
            f"documents of equal text are linked to the first only, not to what it shares text with: more than {TWINS} of one text",
        ),
    ):
        _note(count, said)
    lines = (
        {"a": p.a, "b": p.b, "a_in_b": round(p.a_in_b, 4), "b_in_a": round(p.b_in_a, 4), "kind": p.kind}
        | ({"backwards": True} if p.backwards else {})
        for p in found.pairs
    )
    return "".join(encode(line) + "\n" for line in lines)


def annotate(docs: Docs, /, *, out: Out = None, every: Everywhere = DEFAULTS) -> int:
    """Sentences, names, times, quantities, quotations.

    A line a document, as docs/formats.md says.
    """
    from ..annotate import annotate as annotate_report
    from ..export._notes import notes_object
    from ..workers import mapper

    with Intake(every.errors) as intake:
        reports = _reports(docs, every, intake)
    with mapper(every.hands(len(reports))) as spread:
        noted = spread(partial(annotate_report, config=every.settings().annotate), reports)
        paired = zip(reports, track(noted, "Annotating", len(reports)), strict=True)
        lines = [encode(notes_object(report, notes)) + "\n" for report, notes in paired]
    write_out(out, "".join(lines))
    return intake.exit_code


def _reports(docs: str, every: Everywhere, intake: Intake) -> list[Report]:
    found = [item for item in take((docs,), every, intake) if isinstance(item, Report)]
    return sorted(found, key=lambda report: report.id)
