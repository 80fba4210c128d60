"""Decides when an address is looked at again: sooner where something moves, later and later where nothing does or nobody answers."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 86_400.0  # seconds between two looks, unless more are asked for


def after_look(every: float, unchanged: int) -> float:
    """Seconds until a page is looked at again that has not changed for so many looks: a story moves most while it is young."""
    return _doubled(every, unchanged)


def after_failure(every: float, failures: int, again: float | None) -> float:
    """Seconds until an address is tried again that failed so many times, or as many as its server asks for."""
    return max(_doubled(every, failures), again or 0.0)


def _doubled(every: float, times: int) -> float:
    return min(every * 2.0 ** min(times, 40), max(every, LONGEST))
