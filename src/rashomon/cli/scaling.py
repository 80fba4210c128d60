"""Decides what `rashomon scale` does: the events and copies of piles that one process would not finish, by many hands."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from ..errors import UsageError
from ..fetch import is_address
from ..scale import Engine, daft_native, daft_on_ray
from ..scale import copies as copies_of
from ..scale import group as events_of
from ..store import Ledger
from ..types import Skipped
from .everywhere import Everywhere
from .intake import Intake, must_be_some, parts
from .piping import copy_lines, event_lines
from .stream import STREAM
from .writing import write_file

DEFAULTS = Everywhere()
EVENTS, COPIES, WORK = "events.jsonl", "copies.jsonl", "parts"
Inputs = Annotated[str, Parameter(help="JSONL, Parquet, WARC, or any other input; files and folders.", metavar="INPUT")]
Out = Annotated[
    Path, Parameter(help="Folder for the result; partial results stay in it, and the next run goes on from them.", metavar="DIR")
]
Runner = Annotated[Literal["native", "ray"], Parameter(help="Daft on this machine's processors, or on a Ray cluster.")]
Address = Annotated[
    str | None, Parameter(help="The Ray cluster: auto, or ray://HOST:PORT. Default: one that is started here.", metavar="ADDRESS")
]


def group(*inputs: Inputs, out: Out, engine: Runner = "native", address: Address = None, every: Everywhere = DEFAULTS) -> int:
    """Which documents tell the same event, of a pile of any size.

    DIR/events.jsonl holds what `rashomon group` would write, byte for byte.
    """
    _must_be_files(inputs)
    with Intake(every.errors) as intake, parts() as told, _hands(engine, address, every) as hands:
        found = events_of(inputs, every.settings(), out.resolve() / WORK, hands, published=every.when(), told=told)
        _enter(intake, inputs, found.ledger, len(found.grouping.ids))
    write_file(out / EVENTS, event_lines(found.grouping))
    return intake.exit_code


def copies(*inputs: Inputs, out: Out, engine: Runner = "native", address: Address = None, every: Everywhere = DEFAULTS) -> int:
    """Which documents share text, and how much of it, of a pile of any size.

    DIR/copies.jsonl holds what `rashomon copies` would write, byte for byte.
    """
    _must_be_files(inputs)
    with Intake(every.errors) as intake, parts() as told, _hands(engine, address, every) as hands:
        found = copies_of(inputs, every.settings(), out.resolve() / WORK, hands, published=every.when(), told=told)
        _enter(intake, inputs, found.ledger, found.stored)
    write_file(out / COPIES, copy_lines(found.copies))
    return intake.exit_code


def _must_be_files(inputs: Sequence[str]) -> None:
    if not inputs:
        raise UsageError("name at least one INPUT: a file or a folder")
    for name in inputs:
        if name == STREAM or is_address(name):
            raise UsageError(f"{'-' if name == STREAM else name}: parts of it are read by many hands, so it must be a file or a folder")


def _hands(engine: Runner, address: str | None, every: Everywhere) -> AbstractContextManager[Engine]:
    if address and engine != "ray":
        raise UsageError("--address names a Ray cluster; give --engine ray with it")
    workers = every.workers or os.cpu_count() or 1
    return daft_on_ray(workers, address) if engine == "ray" else daft_native(workers)


def _enter(intake: Intake, inputs: Sequence[str], ledger: Sequence[Skipped], stored: int) -> None:
    """The line of everything that was turned away; NothingUsable where nothing is left."""
    for line in ledger:
        intake.note(line)
    intake.counts += Ledger(stored=stored)
    must_be_some(inputs, intake)
