"""Draws the cost curves that `make bench` measured, one SVG a chart: `python tools/draw_curves.py RESULT.json FOLDER`.

Both axes are logarithmic, so that a power of the size is a straight line and its exponent the slope; a line of slope 1 is drawn thin
for the eye. Ours is black and thick. The same file in gives the same bytes out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from pathlib import Path
from typing import Any

OURS = "rashomon"
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 760, 440, 70, 44, 240, 52
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#8a6d00", "#56b4e9", "#7f7f7f", "#5b3fa0")  # told apart by the colour-blind too
TITLES = {
    "copies": "Finding copies: processor time",
    "copies-memory": "Finding copies: memory added to the texts",
    "grouping": "Finding events: processor time",
    "grouping-memory": "Finding events: memory",
    "event": "One event compared: processor time by stage",
}
Curve = Mapping[str, Any]
Point = tuple[float, float]
LINE = 17  # of the legend


class Plane:
    """Where sizes and costs lie in the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        self.left, self.right = _bounds([x for x, _ in points])
        self.low, self.high = _bounds([y for _, y in points])

    def at(self, x: float, y: float) -> Point:
        across = (log10(x) - log10(self.left)) / (log10(self.right) - log10(self.left))
        up = (log10(y) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return round(LEFT + across * (WIDTH - LEFT - RIGHT), 1), round(HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM), 1)


def _bounds(values: Sequence[float]) -> Point:
    """Ends of an axis at 1, 2 or 5 times a power of ten that hold all values."""
    low = max(mark for mark in _marks(min(values) / 10, min(values)) if mark <= min(values))
    high = min(mark for mark in _marks(max(values), max(values) * 10) if mark >= max(values))
    return (low, high) if high > low else (low, low * 10)


def _marks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times every power of ten from `low` to `high`, and a little beyond."""
    return [step * 10.0**power for power in range(floor(log10(low)) - 1, ceil(log10(high)) + 1) for step in (1, 2, 5)]


def drawn(chart: str, curves: Sequence[Curve]) -> str:
    """One chart as SVG."""
    plane = Plane([(x, y) for curve in curves for x, y in curve["points"]])
    title = escape(TITLES.get(chart, chart))
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}" '
            'font-family="sans-serif" font-size="12">'
        ),
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<text x="{LEFT}" y="24" font-size="15" font-weight="bold">{title}</text>',
        *_axes(plane, curves[0]["x"], curves[0]["y"]),
        *_reference(plane),
    ]
    ordered = sorted(curves, key=lambda curve: (curve["who"] != OURS, -curve["points"][-1][1], curve["who"]))
    others = [curve["who"] for curve in ordered if curve["who"] != OURS]
    for place, curve in enumerate(ordered):
        colour = "#000" if curve["who"] == OURS else COLOURS[others.index(curve["who"]) % len(COLOURS)]
        parts += _curve(plane, curve, colour, TOP + 8 + place * LINE)
    return "\n".join([*parts, "</svg>", ""])


def _axes(plane: Plane, x: str, y: str) -> Iterable[str]:
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for mark in _marks(plane.left, plane.right):
        if plane.left <= mark <= plane.right:
            at, _ = plane.at(mark, plane.low)
            yield f'<path d="M{at} {TOP}V{bottom}" stroke="#e2e2e2"/>'
            yield f'<text x="{at}" y="{bottom + 16}" text-anchor="middle">{_label(mark)}</text>'
    for mark in _marks(plane.low, plane.high):
        if plane.low <= mark <= plane.high:
            _, at = plane.at(plane.left, mark)
            yield f'<path d="M{LEFT} {at}H{right}" stroke="#e2e2e2"/>'
            yield f'<text x="{LEFT - 6}" y="{at + 4}" text-anchor="end">{_label(mark)}</text>'
    yield f'<path d="M{LEFT} {TOP}V{bottom}H{right}" fill="none" stroke="#555"/>'
    yield f'<text x="{(LEFT + right) / 2}" y="{HEIGHT - 14}" text-anchor="middle">{escape(x)}</text>'
    middle = (TOP + bottom) / 2
    yield f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">{escape(y)}</text>'


def _label(mark: float) -> str:
    return f"{mark:,.0f}" if mark >= 1 else f"{mark:.10f}".rstrip("0")


def _reference(plane: Plane) -> Iterable[str]:
    """A line of slope 1 through the lower left corner."""
    far = min(plane.right / plane.left, plane.high / plane.low)
    (x, y), (to_x, to_y) = plane.at(plane.left, plane.low), plane.at(plane.left * far, plane.low * far)
    yield f'<path d="M{x} {y}L{to_x} {to_y}" stroke="#999" stroke-dasharray="2 4"/>'


def _curve(plane: Plane, curve: Curve, colour: str, legend: float) -> Iterable[str]:
    points, width = [plane.at(x, y) for x, y in curve["points"]], 3 if curve["who"] == OURS else 1.5
    path = "L".join(f"{x} {y}" for x, y in points)
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
    yield from (f'<circle cx="{x}" cy="{y}" r="{width + 1}" fill="{colour}"/>' for x, y in points)
    x = WIDTH - RIGHT + 14
    exponent = f" (exponent {curve['exponent']:.2f})" if curve["exponent"] is not None else " (one size)"
    yield f'<path d="M{x} {legend}h18" stroke="{colour}" stroke-width="{width}"/>'
    yield f'<text x="{x + 24}" y="{legend + 4}">{escape(curve["who"] + exponent)}</text>'


def charts(found: Mapping[str, Any]) -> dict[str, str]:
    """Every chart that has a title here, by name."""
    by_chart: dict[str, list[Curve]] = {}
    for curve in found["curves"]:
        points = [(x, y) for x, y in curve["points"] if y > 0]
        if curve["chart"] in TITLES and points:
            by_chart.setdefault(curve["chart"], []).append({**curve, "points": points})
    return {name: drawn(name, curves) for name, curves in sorted(by_chart.items())}


def main() -> None:
    source, folder = map(Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in charts(json.loads(source.read_text(encoding="utf-8"))).items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()
