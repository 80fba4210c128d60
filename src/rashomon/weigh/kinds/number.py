"""Number: one thing counted differently.

Compared only where both sentences count the same thing (unit and noun) once, in one scene; bounds are
honoured, so "about 10", "fewer than 12" and "ten" stand together. Money compares in one currency.
"""

from __future__ import annotations

import re

from ...text.stems import LETTERS
from ...types import Quantity, Reason, Severity
from . import Clash, Kind, Reading, kinds, opposed, same_scene

SELF = 0.6  # share of the stems of both sentences within one report: a report that counts twice mostly counts a whole and a part
LARGE = 1000  # from here on writers round
SCALE = 5  # times; figures of one thing that differ by more are mostly figures of two
WINDOW = 6  # words on either side of a number that say what it is about

_TORN = re.compile(r"\d[.,] $")  # a figure torn apart in extraction: "51. 2 percent"


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Quantities of one thing whose ranges do not meet."""
    ours, theirs = _by_thing(left), _by_thing(right)
    out: list[Clash] = []
    for thing in sorted(ours.keys() & theirs.keys()):
        one, other = ours[thing], theirs[thing]
        if len(one) != 1 or len(other) != 1 or _meet(one[0], other[0]) or _also_elsewhere(one[0], other[0], left, right):
            continue
        about = _about(left, one[0]) & _about(right, other[0])
        scene = same_scene(left, right, close=0.0 if left.report.id != right.report.id else SELF)
        if (
            not scene
            or opposed(left, right)
            or len(about) < _needed(one[0])
            or _other_time(left, right)
            or _other_scale(one[0], other[0], left, right)
        ):
            continue
        because = (
            *scene,
            Reason("the same thing counted", round(0.8 * len(about), 3), (one[0].span, other[0].span), ", ".join(sorted(about))),
        )
        out.append(Clash(one[0].span, other[0].span, _shown(one[0]), _shown(other[0]), _severity(one[0], other[0]), because))
    return out


def _other_time(left: Reading, right: Reading) -> bool:
    """Whether each sentence gives a date and they differ: figures of two years are no clash."""
    ours, theirs = ({time.value for time in reading.times if time.type == "DATE"} for reading in (left, right))
    twins = right.span in left.twins or left.span in right.twins
    return bool(ours and theirs) and not ours & theirs and not twins


def _other_scale(one: Quantity, other: Quantity, left: Reading, right: Reading) -> bool:
    """Whether the figures lie so far apart that only one and the same sentence could mean one thing: a game and a season."""
    ours, theirs = (max(abs(q.low or 0), abs(q.high or 0)) for q in (one, other))
    return max(ours, theirs) > SCALE * max(1.0, min(ours, theirs)) and not same_scene(left, right, close=SELF)


def _needed(quantity: Quantity) -> int:
    """How many words around the numbers must agree: any two are "two people", anybody has an age; 120 residents have their noun."""
    if quantity.unit == "person":
        return 2 if quantity.of in ("", "person") else 0
    return 3 if "age" in (quantity.unit, quantity.of) else 1


def _by_thing(reading: Reading) -> dict[str, list[Quantity]]:
    """Quantities by what they count; bare numbers count nothing that could be compared."""
    out: dict[str, list[Quantity]] = {}
    for quantity in reading.quantities:
        if (quantity.unit or quantity.of) and not _TORN.search(reading.report.text, max(0, quantity.span.start - 4), quantity.span.start):
            out.setdefault(f"{quantity.unit} {quantity.of}".strip(), []).append(quantity)
    return out


def _meet(one: Quantity, other: Quantity) -> bool:
    low = max(one.low if one.low is not None else float("-inf"), other.low if other.low is not None else float("-inf"))
    high = min(one.high if one.high is not None else float("inf"), other.high if other.high is not None else float("inf"))
    return low <= high or _rounded(one, other)


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether the rounder of two large figures is the other one rounded: $1 trillion and $1.2 trillion."""
    figures = sorted((q.low for q in (one, other) if q.low is not None and q.low == q.high), key=_digits)
    if len(figures) < 2 or min(figures) < LARGE or _digits(figures[0]) == _digits(figures[1]):
        return False
    return float(f"{figures[1]:.{_digits(figures[0]) - 1}e}") == figures[0]


def _digits(figure: float) -> int:
    """Significant digits."""
    return len(f"{figure:.12e}".partition("e")[0].replace(".", "").rstrip("0")) or 1


def _also_elsewhere(one: Quantity, other: Quantity, left: Reading, right: Reading) -> bool:
    """Whether either report also gives the other's figure for the thing: then the two speak of different parts."""

    def gives(reading: Reading, wanted: Quantity) -> bool:
        return any(q.of == wanted.of and q.unit == wanted.unit and _meet(q, wanted) for q in reading.notes.quantities)

    return left.report.id != right.report.id and (gives(left, other) or gives(right, one))


def _about(reading: Reading, quantity: Quantity) -> frozenset[str]:
    """Meaningful stems around a number, the counted noun and names aside."""
    at = next((n for n, (_, span) in enumerate(reading.tokens) if span.overlaps(quantity.span)), 0)
    around = {word[:LETTERS] for word, span in reading.tokens[max(0, at - WINDOW) : at + WINDOW + 1] if not span.overlaps(quantity.span)}
    return frozenset(around & reading.stems) - reading.name_stems - {quantity.of[:LETTERS], quantity.unit[:LETTERS]}


def _severity(one: Quantity, other: Quantity) -> Severity:
    return "contradiction" if one.bound == other.bound == "exact" else "tension"


def _shown(quantity: Quantity) -> str:
    number = quantity.high if quantity.bound in ("less", "at_most") else quantity.low
    if quantity.bound == "about" and quantity.low is not None and quantity.high is not None:
        number = (quantity.low + quantity.high) / 2
    return (
        f"{number:g} {quantity.of or quantity.unit}".strip()
        if number is not None and abs(number) < 1e6
        else f"{number or 0:.0f} {quantity.of or quantity.unit}".strip()
    )


kinds.add("number", Kind(lambda reading: bool(reading.quantities), compare))
