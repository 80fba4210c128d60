"""Decides how a command finds its event: the library opened, its events up to date with its reports and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ..casebook import Casebook
from ..errors import StoreError
from ..store import Library
from ..types import Analysis
from .everywhere import LIBRARY, Everywhere
from .intake import busy, take_primary


@contextmanager
def open_library(every: Everywhere) -> Iterator[Library]:
    """The library a person named or the one in this folder; it must be there."""
    path = every.library or LIBRARY
    if not path.exists():
        raise StoreError(str(path), "there is no library here", "make one with `rashomon read PATH...`, or name one with --library")
    with Library(str(path)) as library:
        yield library


@contextmanager
def open_casebook(every: Everywhere) -> Iterator[Casebook]:
    """The library with its events up to date, and moving marks while they are sorted and compared."""
    with open_library(every) as library:
        yield Casebook(library, every.settings(), hands=every.hands, during=busy)


def event_analysis(book: Casebook, id: str, every: Everywhere, primary: Sequence[str] | None = None) -> Analysis:
    """The event that `id` or its first letters name, analysed, beside primary sources by path; NoSuchId where there is none."""
    return book.analysis(id, take_primary(primary, every))
