"""Bound: one figure told more or less exactly: "less than ten minutes", "about ten minutes", "ten minutes".

The figures can both be right, so that this is no contradiction; but a hedge that is lost on the way makes a claim stronger than its source.
Figures that cannot both be right are `number`.
"""

from __future__ import annotations

from ...types import Quantity, Reason
from . import Clash, Kind, Reading, kinds, same_scene

SCENE = 0.4  # share of the telling stems of the shorter sentence that both must hold


def compare(left: Reading, right: Reading) -> list[Clash]:
    """The same figure of one thing under two bounds, each the only one of its thing in its sentence."""
    found = [(one, other) for one in left.once(_bounded) for other in right.once(_bounded) if _thing(one) == _thing(other)]
    apart = [(one, other) for one, other in found if one.figure == other.figure and one.bound != other.bound]
    scene = same_scene(left, right, SCENE) if apart else ()
    out = []
    for one, other in apart if scene else ():
        because = (*scene, Reason("one figure under two bounds", 1.0, (one.span, other.span), f"{one.bound}, {other.bound}"))
        shown = left.report.quote(one.span), right.report.quote(other.span)
        out.append(Clash(one.span, other.span, *shown, "granularity", because))
    return out[:1]


def _bounded(reading: Reading) -> list[Quantity]:
    """Quantities that count something, the only ones of their thing in a sentence."""
    counted = [quantity for quantity in reading.quantities if quantity.unit or quantity.of]
    return [one for one in counted if sum(_thing(one) == _thing(other) for other in counted) == 1]


def _thing(quantity: Quantity) -> tuple[str, str]:
    return quantity.unit, quantity.of


kinds.add("bound", Kind(lambda reading: bool(reading.quantities), compare))
