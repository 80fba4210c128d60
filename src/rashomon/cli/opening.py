"""Decides how a command finds its event: the library opened, its events up to date with its reports and decisions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from ..casebook import Casebook
from ..errors import MachineError, StoreError
from ..store import Library
from ..store.address import is_server
from ..text.visible import visible
from ..types import Analysis
from .everywhere import Everywhere
from .intake import busy, take_primary


@contextmanager
def open_library(every: Everywhere, *, to_look: bool = False) -> Iterator[Library]:
    """The library a person named or the one in this folder; it must be there. `to_look`: it may lie where nothing can be written."""
    if not every.is_there:
        raise StoreError(every.at, "there is no library here", "make one with `rashomon read PATH...`, or name one with --library")
    with ExitStack() as stack:
        try:
            library = stack.enter_context(opened(every.at, create=not is_server(every.at)))
        except MachineError:
            if not to_look:
                raise
            library = stack.enter_context(Library(every.at, read_only=True))
            if not Casebook(library, every.settings()).is_sorted:  # events would leave out reports, and nobody would know
                raise
        yield library


@contextmanager
def opened(path: str, *, create: bool = True) -> Iterator[Library]:
    """A library to write in; where it was of an older format, a line says so and where it lies as it was."""
    with Library(path, create=create) as library:
        if library.backup:
            print(
                visible(f"rashomon: {library.path} is now of this version's format; as it was it stays in {library.backup}"),
                file=sys.stderr,
            )
        yield library


@contextmanager
def open_to_show(path: str, every: Everywhere, *, read_only: bool = False, create: bool = True) -> Iterator[Casebook]:
    """A casebook that answers from a connection which cannot write; what people decide goes through another, if they may."""
    if read_only:
        with Library(path, read_only=True) as library:
            yield Casebook(library, every.settings(), hands=every.hands)
    else:
        with opened(path, create=create) as writer, Library(path, read_only=True) as library:
            yield Casebook(library, every.settings(), writer=writer, hands=every.hands)


@contextmanager
def open_casebook(every: Everywhere, *, to_look: bool = False) -> Iterator[Casebook]:
    """The library with its events up to date, and moving marks while they are sorted and compared; `to_look` as for a library."""
    with open_library(every, to_look=to_look) as library:
        yield Casebook(library, every.settings(), hands=every.hands, during=busy)


def event_analysis(book: Casebook, id: str, every: Everywhere, primary: Sequence[str] | None = None) -> Analysis:
    """The event that `id` or its first letters name, analysed, beside primary sources by path; NoSuchId where there is none."""
    return book.analysis(id, take_primary(primary, every))
