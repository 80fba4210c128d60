"""Decides how the reasons of a decision are shown: what each says, and what it adds to or takes from the sum, drawn as a waterfall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...tell import words
from ...text.visible import squeeze
from ...types import Reason
from .._points import bits
from .places import Cite, Places

FURTHEST = 60.0  # bits beyond which odds are no number to show


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its bar runs from `start` over `width`, both in percent of the drawing."""

    rule: str
    bits: str
    speaks_for: bool
    detail: str
    cites: tuple[Cite, ...]
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All reasons of a decision, and what they come to."""

    rows: tuple[Why, ...]
    bits: str
    strength: str
    odds: str
    start: float
    width: float


def waterfall(because: Sequence[Reason], places: Places) -> Waterfall:
    """One row a reason, its bar drawn from where the reasons before it left off."""
    sums = [0.0]
    for reason in because:
        sums.append(sums[-1] + reason.bits)
    low, high = min(sums), max(sums)

    def bar(start: float, end: float) -> tuple[float, float]:
        scale = 100 / (high - low) if high > low else 0.0
        return round((min(start, end) - low) * scale, 1), round(abs(end - start) * scale, 1)

    rows = (
        Why(squeeze(reason.rule), _signed(reason.bits), end >= start, squeeze(reason.detail), places.cites(reason.at), *bar(start, end))
        for reason, start, end in zip(because, sums, sums[1:], strict=False)
    )
    total = bits(because)
    return Waterfall(tuple(rows), _signed(total), words.strength(p_of(total)), odds(total), *bar(0.0, sums[-1]))


def p_of(total: float) -> float:
    """The probability that some bits come to."""
    return 1 / (1 + 2 ** -max(-FURTHEST, min(FURTHEST, total)))


def odds(total: float) -> str:
    """The odds that some bits come to, in words."""
    ratio = 2 ** min(abs(total), 20.0)
    shown = "over 1,000,000" if abs(total) >= 20 else f"{ratio:,.0f}" if ratio >= 10 else f"{ratio:.1f}"
    return f"{shown} to 1 for" if total > 0 else f"{shown} to 1 against" if total < 0 else "even"


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace("-", "−")
