"""Decides what `export` does: an event written in a format of others."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from ..errors import UsageError
from ..export import exporters
from .browsing import EventId
from .everywhere import PrimaryFiles, Telling
from .opening import event_analysis, open_casebook
from .screen import console
from .writing import to_stdout, write_out

TOLD = Telling()
Format = Annotated[str, Parameter(help=f"One of {', '.join(exporters)}.", metavar="FORMAT")]
OutFile = Annotated[str | None, Parameter(help="A file, instead of standard output.", metavar="FILE", allow_leading_hyphen=True)]


def export(event: EventId, /, *, to: Format = "json", out: OutFile = None, primary: PrimaryFiles = None, every: Telling = TOLD) -> int:
    """Write an event in another format."""
    write = exporters[to]
    with open_casebook(every, to_look=True) as book:
        written = write(event_analysis(book, event, every, primary))
    if isinstance(written, bytes) and to_stdout(out) and sys.stdout.isatty():
        raise UsageError(f"{to} is not text, and a terminal cannot show it; write it to a file: --out {event}{write.suffix}")
    write_out(out, written)
    if not to_stdout(out):
        console().print(f"Written: {out}", style="dim")
    return 0
