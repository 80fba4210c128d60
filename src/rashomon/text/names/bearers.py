"""Whom a "Mr" or "Mrs" may mean of those who bear a surname: one policy for the names of a report and for those of an event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def addressed(sex: str, bearers: Sequence[tuple[T, str]], unclaimed: set[str]) -> list[T]:
    """The bearers, given with their sexes, whom an address that tells `sex` may mean; all of them where it tells none.

    A known sex goes before an unknown one. `unclaimed`: the sexes in which the surname is addressed and nobody is known to bear it.
    Is the other one among them, then who is of unknown sex may be either, and neither is said.
    """
    if not sex:
        return [one for one, _ in bearers]
    known = [one for one, theirs in bearers if theirs == sex]
    return known or [one for one, theirs in bearers if not theirs and unclaimed <= {sex}]
