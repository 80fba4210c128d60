"""Number: one thing counted differently.

Only quantities of the same thing (unit and noun) are compared; bounds are honoured, so "about 10", "fewer than 12" and "ten" stand
together. Money compares in one currency. Within one account, and one report, two figures clash where they stand in one scene. Of separate
accounts `matter` must take them for figures of one matter; or the sentences say the same but for the figure (short ones have too few
words for `matter`); or both reports give the measure once, with the same words around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log

from ...text.stems import LETTERS
from ...types import Quantity, Reason, Severity
from ..matter import Pair, Slot, Value, clash, gives, of_one_matter, other_days, other_figures, pairs
from . import Clash, Kind, Reading, kinds, opposed, same_scene

COMMON = frozenset(("", "person", "percent", "year", "month", "week", "day", "hour", "minute", "USD", "EUR", "GBP"))  # units of many things
AROUND = 2  # words around two measures that make them measures of one thing
ALIKE = 0.5  # share of the stems of both sentences from which two reports say the same but for the figure
SELF = 0.6  # share of the stems of both sentences within one report: a report that counts twice mostly counts a whole and a part
LARGE = 1000  # from here on writers round
LOOK = 13  # characters before a number that may make it part of a name
WINDOW = 6  # words on either side of a number that say what it is about

_NAMED = re.compile(r"\b[A-Z]\w{0,9} ?- ?$|\b[A-Z]{2,} $")  # a number that is part of a name: "AK-47"
_TORN = re.compile(r"\d(?:[.,] | ?/ ?)$")  # a figure torn apart in extraction: "51. 2 percent", "41 / 2 months"


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Quantities of one thing whose ranges do not meet: within one account by their place in the text, else by their matter."""
    if right.span in left.twins or left.span in right.twins:
        return _of_one_scene(left, right, 0.0)
    if left.report.id == right.report.id:
        return [] if other_days(left, right) or other_figures(left, right) else _of_one_scene(left, right, SELF)
    return _of_one_matter(left, right) or _nearly_alike(left, right) or _of_one_measure(left, right)


def _nearly_alike(left: Reading, right: Reading) -> list[Clash]:
    """Clashes of sentences that say the same but for the figure; neither report gives the other's."""
    found = [pair for pair in pairs(SLOT, left, right) if not (gives(right, SLOT, pair.one) or gives(left, SLOT, pair.other))]
    return _among(found, left, right, ALIKE)


def _of_one_measure(left: Reading, right: Reading) -> list[Clash]:
    """Clashes of measures that each report gives once, said with the same words around: "travelling at 12 knots", at 8."""
    found = [pair for pair in pairs(SLOT, left, right) if _is_measure(pair.one) and _once(left, pair.one) and _once(right, pair.one)]
    return _among([pair for pair in found if len(_around(pair)) >= AROUND], left, right, 0.0)


def _among(found: Sequence[Pair], left: Reading, right: Reading, close: float) -> list[Clash]:
    """The clashes of one scene that are some pairs', unless the sentences tell of two days."""
    spans = {(pair.one.span, pair.other.span) for pair in found}
    if not spans or other_days(left, right):
        return []
    return [clash for clash in _of_one_scene(left, right, close) if (clash.left, clash.right) in spans]


def _is_measure(value: Value) -> bool:
    return _both(value, value)[0].unit not in COMMON


def _around(pair: Pair) -> frozenset[str]:
    one, other = _both(pair.one, pair.other)
    return _about(pair.left, one) & _about(pair.right, other)


def _once(reading: Reading, value: Value) -> bool:
    """Whether a report gives one value of the thing alone."""
    return len({other.shown for other in SLOT.given(reading, value.of)}) == 1


def _of_one_matter(left: Reading, right: Reading) -> list[Clash]:
    found = of_one_matter(SLOT, left, right)
    return [clash(pair, because, severity=_severity(*_both(pair.one, pair.other))) for pair, because in found]


def _of_one_scene(left: Reading, right: Reading, close: float) -> list[Clash]:
    ours, theirs = _by_thing(left), _by_thing(right)
    out: list[Clash] = []
    for thing in sorted(ours.keys() & theirs.keys()):
        one, other = ours[thing], theirs[thing]
        if len(one) != 1 or len(other) != 1 or _meet(one[0], other[0]):
            continue
        about = _about(left, one[0]) & _about(right, other[0])
        scene = same_scene(left, right, close=close)
        if not scene or opposed(left, right) or len(about) < _needed(one[0]):
            continue
        because = (
            *scene,
            Reason("the same thing counted", round(0.8 * len(about), 3), (one[0].span, other[0].span), ", ".join(sorted(about))),
        )
        out.append(Clash(one[0].span, other[0].span, _shown(one[0]), _shown(other[0]), _severity(one[0], other[0]), because))
    return out


def _values(reading: Reading) -> list[Value]:
    return [Value(q.span, _shown(q), thing, q) for thing, some in _by_thing(reading).items() for q in some]


def _both(one: Value, other: Value) -> tuple[Quantity, Quantity]:
    return one.raw, other.raw  # type: ignore[return-value]


def _agree(one: Value, other: Value) -> bool:
    return _meet(*_both(one, other))


def _apart(one: Value, other: Value) -> float:
    """How many times one figure is the other, as a natural logarithm up to 3."""
    ours, theirs = (1 + max(abs(q.low or 0), abs(q.high or 0)) for q in _both(one, other))
    return min(3.0, abs(log(ours / theirs)))


def _needed(quantity: Quantity) -> int:
    """How many words around the numbers must agree: any two are "two people", anybody has an age; 120 residents have their noun."""
    if quantity.unit == "person":
        return 2 if quantity.of in ("", "person") else 0
    return 3 if "age" in (quantity.unit, quantity.of) else 1


def _by_thing(reading: Reading) -> dict[str, list[Quantity]]:
    """Quantities by what they count; bare numbers count nothing that could be compared."""
    out: dict[str, list[Quantity]] = {}
    for quantity in reading.quantities:
        before = reading.report.text[max(0, quantity.span.start - LOOK) : quantity.span.start]
        if (quantity.unit or quantity.of) and not _TORN.search(before) and not _NAMED.search(before):
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


SLOT = Slot("number", _values, lambda one, other: not _agree(one, other), _agree, _apart, opposed)
kinds.add("number", Kind(lambda reading: bool(reading.quantities), compare, moves=True))
