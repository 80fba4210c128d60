"""What in a library is not as it was written: structure, hashes, the search index, and lines that belong together.

`integrity_check` sees broken pages but passed 477 of 500 single bits flipped inside rows; the hash of
each row sees those; what rows say about each other (`agreement`) sees rows that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from .agreement import disagreements
from .nouns import Damage
from .shelf import Shelf
from .sqlite import TABLES, digest

Look = Callable[[], Iterator[Damage]]
NEVER_SHRINK = frozenset({"entry", "judgement", "primary_source", "report", "version", "watched"})


def find_damage(shelf: Shelf) -> list[Damage]:
    """All damage, one line a row or a page; what stops one look does not stop the next.

    All looks see the same moment, whatever is written meanwhile; the search index is checked against its own.
    """
    found: list[Damage] = []
    with shelf.moment():
        rows = [partial(_rows, shelf, table) for table in TABLES]
        looks: list[Look] = [shelf.structure, *rows, partial(disagreements, shelf), shelf.index_rows]
        for look in looks:
            found += _seen(look, shelf)
    return list(dict.fromkeys([*found, *_seen(shelf.index_words, shelf)]))


def _seen(look: Look, shelf: Shelf) -> Iterator[Damage]:
    """What a look finds, and what stopped it."""
    try:
        yield from look()
    except Exception as error:
        if not shelf.is_damage(error):
            raise
        yield Damage(shelf.noun, f"cannot be read: {error}")


def _rows(shelf: Shelf, table: str) -> Iterator[Damage]:
    for place, (number, id, body, written) in enumerate(shelf.rows(table), 1):
        if id is None or body is None:
            yield Damage(f"{table} in row {number}", "has no key or no content")
            continue
        name = id.decode("utf-8", "backslashreplace")
        if digest(table, name, body.decode("utf-8", "backslashreplace")) != written:
            yield Damage(f"{table} {name}", f"row {number} is not as it was written")
        elif number != place and table in NEVER_SHRINK:
            yield Damage(f"{table} {name}", f"is row {place} but was written as row {number}: rows are gone")
            return
