"""Whether probabilities mean what they say: Brier score, log loss, reliability in ten bins, and a plot of it. Pure functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import log2
from typing import Any

BINS = 10
SURE = 0.001  # a probability nearer to 0 or 1 counts as this near, or one error would cost without end
SIZE, EDGE = 220, 34  # of a plot and its margin, in points


@dataclass(frozen=True)
class Bet:
    """A probability, whether it came true, and what it was about."""

    p: float
    held: bool
    operator: str = ""
    kind: str = ""


def brier(bets: Sequence[Bet], misses: int = 0) -> float | None:
    """Mean squared error of the probabilities; a true thing without a bet counts as a bet of 0."""
    error = sum((bet.p - bet.held) ** 2 for bet in bets) + misses
    return round(error / (len(bets) + misses), 4) if bets or misses else None


def log_loss(bets: Sequence[Bet]) -> float | None:
    """Mean surprise in bits; a coin costs one bit."""
    if not bets:
        return None
    sure = [min(1 - SURE, max(SURE, bet.p)) for bet in bets]
    return round(-sum(log2(p if bet.held else 1 - p) for p, bet in zip(sure, bets, strict=True)) / len(bets), 4)


def reliability(bets: Sequence[Bet]) -> list[dict[str, Any]]:
    """Ten bins of probability, empty ones left out: how many bets, what was said, what held."""
    bins: dict[int, list[Bet]] = defaultdict(list)
    for bet in bets:
        bins[min(BINS - 1, int(bet.p * BINS))].append(bet)
    return [
        {"from": n / BINS, "bets": len(rows), "said": _mean([bet.p for bet in rows]), "held": _mean([bet.held for bet in rows])}
        for n, rows in sorted(bins.items())
    ]


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 3)


def calibration(bets: Sequence[Bet]) -> dict[str, Any]:
    """Scores and bins, and the gap between said and held over all bets."""
    if not bets:
        return {"bets": 0}
    bins = reliability(bets)
    gap = sum(row["bets"] * abs(row["said"] - row["held"]) for row in bins) / len(bets)
    return {"bets": len(bets), "brier": brier(bets), "log loss": log_loss(bets), "gap": round(gap, 4), "bins": bins}


def by_kind(bets: Sequence[Bet]) -> dict[str, dict[str, Any]]:
    """The same for each kind of edge."""
    return {kind: calibration([bet for bet in bets if bet.kind == kind]) for kind in sorted({bet.kind for bet in bets} - {""})}


def plot(drawn: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """An SVG with one field for each title: said from left to right, held from below; the size of a dot tells how many bets."""
    width = len(drawn) * (SIZE + 2 * EDGE)
    fields = "".join(_field(n, title, bins) for n, (title, bins) in enumerate(drawn.items()))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{SIZE + 2 * EDGE}" font-family="sans-serif" font-size="11">\n'
        f'<rect width="100%" height="100%" fill="white"/>\n{fields}</svg>\n'
    )


def _field(n: int, title: str, bins: Sequence[Mapping[str, Any]]) -> str:
    left, top = n * (SIZE + 2 * EDGE) + EDGE, EDGE
    most = max((row["bets"] for row in bins), default=1)
    dots = "".join(
        f'<circle cx="{left + SIZE * row["said"]:.1f}" cy="{top + SIZE * (1 - row["held"]):.1f}" '
        f'r="{2 + 8 * (row["bets"] / most) ** 0.5:.1f}" fill="#06c" fill-opacity="0.6">'
        f"<title>{row['bets']} bets: said {row['said']}, held {row['held']}</title></circle>\n"
        for row in bins
    )
    return (
        f'<rect x="{left}" y="{top}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>\n'
        f'<line x1="{left}" y1="{top + SIZE}" x2="{left + SIZE}" y2="{top}" stroke="#ccc"/>\n'
        f'<text x="{left}" y="{top - 8}">{escape(title)}</text>\n'
        f'<text x="{left}" y="{top + SIZE + 16}">said 0</text><text x="{left + SIZE - 8}" y="{top + SIZE + 16}">1</text>\n'
        f'<text x="{left - 30}" y="{top + 10}">held</text>\n{dots}'
    )
