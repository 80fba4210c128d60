"""Decides what becomes of one input that has been read: it goes into the library, or has a line that says why not."""

from __future__ import annotations

from ..errors import CODES
from ..types import Report, Skipped
from .book import Casebook


def enter(book: Casebook, item: Report | Skipped) -> Report | Skipped:
    """Keep one input in the library: the report where it is new there, else its ledger line."""
    with book.lock:
        counts = book.writer.add([item])
    if not isinstance(item, Report) or counts.stored:
        return item
    code = "E-DUPLICATE" if counts.duplicate else "E-ID"
    return Skipped(item.path, "duplicate" if counts.duplicate else "rejected", code, CODES[code])
