"""Decides how the reasons of a decision are shown: what each says, and what it adds to or takes from the sum, drawn as a waterfall."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...tell import words
from ...text.visible import squeeze
from ...types import Reason
from .._points import bits
from .places import Cite, Places

FURTHEST = 60.0  # bits beyond which odds are no number to show
LIGHT = 0.5  # bits below which a reason hardly moves the sum
_BITS = re.compile(r" \([+-][0-9.]+ bits[^()]*\)")  # said in bits, which people see only where they ask for them


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: its bar runs from `start` over `width`, both in percent of the drawing."""

    rule: str
    bits: str
    speaks: str  # for it, against it, or "" where it only tells
    told: str  # in words, without bits
    detail: str  # with them, where there are some
    cites: tuple[Cite, ...]
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All reasons of a decision, and what they come to."""

    rows: tuple[Why, ...]
    weighty: tuple[Why, ...]
    light: tuple[Why, ...]  # folded away: what hardly moves the sum, or can be told in bits alone
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

    rows = tuple(_why(reason, bar(start, end), places) for reason, start, end in zip(because, sums, sums[1:], strict=False))
    fitted = ("." in reason.rule for reason in because)  # one of many signs weighed together
    light = tuple(
        row for row, reason, one in zip(rows, because, fitted, strict=True) if one or 0 < abs(reason.bits) < LIGHT or "bits" in row.told
    )
    weighty = tuple(row for row in rows if row not in light)
    total = bits(because)
    return Waterfall(rows, weighty, light, _signed(total), words.strength(p_of(total)), odds(total), *bar(0.0, sums[-1]))


def _why(reason: Reason, bar: tuple[float, float], places: Places) -> Why:
    rule, detail = squeeze(reason.rule), squeeze(reason.detail)
    asked, told = squeeze(words.rule(reason.rule)), _BITS.sub("", detail)
    speaks = "" if reason.bits == 0 else "speaks for it" if reason.bits > 0 else "speaks against it"
    return Why(
        rule,
        _signed(reason.bits),
        speaks,
        f"{asked}: {told}" if told else asked,
        detail if detail != told else "",
        places.cites(reason.at),
        *bar,
    )


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
