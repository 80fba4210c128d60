"""The stemma of one account: which report stands nearest the source, and where a lost text must stand.

The tree grows from the report that keeps most, along the strongest shared text. A report that keeps
supported readings its would-be parent lost cannot come from it: both then hang from a lost text. The
result is acyclic because every report joins once, under a text that is already in place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ..types import Derivation, DerivationKind, Reason, Report, total_bits
from .direction import Direction
from .evidence import Overlap, p_of

SETTLED = 1.0  # bits of direction from which a parent is named; below, both come from a lost text


@dataclass(frozen=True, slots=True)
class Kin:
    """Two reports that share a text: how strongly, and which way."""

    a: str
    b: str
    because: tuple[Reason, ...]
    found: Overlap
    way: Direction  # left is a
    one_outlet: bool = False  # a later text of one outlet is its own update, whatever it shares with others

    def toward(self, parent: str) -> float:
        """Bits for `parent` being the parent."""
        return self.way.bits if parent == self.a else -self.way.bits


def grow(family: Sequence[str], kin: Mapping[frozenset[str], Kin], crediting: Collection[str]) -> list[tuple[str, str | None]]:
    """Children with their parents, root first; a parent of None stands for the lost text of the family.

    Two reports that both credit that text for their own (`crediting`) come from it, not from each other.
    """
    placed = [max(sorted(family), key=lambda id: _primacy(id, kin))]
    out: list[tuple[str, str | None]] = [(placed[0], None)]
    waiting = [id for id in sorted(family) if id != placed[0]]
    while waiting:
        links = [(total_bits(k.because), x, y) for x in waiting for y in placed if (k := kin.get(frozenset((x, y)))) is not None]
        if not links:  # held together by an outlet or an editor only: no shared text to hang it from
            out += [(id, None) for id in waiting]
            break
        _, child, near = max(links, key=lambda link: (link[0], _turned(link[1]), _turned(link[2])))
        pair = kin[frozenset((child, near))]
        derived = pair.one_outlet or pair.found.exact or (not pair.way.siblings and pair.toward(near) >= SETTLED)
        out.append((child, near if derived and not {child, near} <= set(crediting) else None))
        placed.append(child)
        waiting.remove(child)
    return out


def _primacy(id: str, kin: Mapping[frozenset[str], Kin]) -> tuple[float, tuple[int, ...]]:
    return sum(pair.toward(id) for pair in kin.values() if id in (pair.a, pair.b)), _turned(id)


def _turned(id: str) -> tuple[int, ...]:
    """Sorts the smallest id last, so that `max` breaks ties by the smallest."""
    return tuple(-ord(ch) for ch in id)


def derivation(
    child: str, parent: str, pair: Kin, reports: Mapping[str, Report], copy_share: float, sigla: Mapping[str, str]
) -> Derivation:
    """The edge from a report to the report it comes from."""
    kind = kind_of(reports[child], reports[parent], pair, copy_share)
    way = pair.toward(parent)
    because = (*pair.because, *pair.way.reasons(left_is_parent=parent == pair.a))
    return Derivation(sigla[child], sigla[parent], kind, round(p_of(total_bits(pair.because)) * p_of(way), 3), because)


def kind_of(child: Report, parent: Report, pair: Kin, copy_share: float) -> DerivationKind:
    """What a report made of a text, seen by the report that stands for it."""
    if pair.found.exact:
        return "copy"
    if child.lang != parent.lang:
        return "translation"
    if pair.one_outlet:
        return "update"
    if pair.found.run_share >= copy_share:
        return "cut" if len(child.text) < 0.9 * len(parent.text) else "copy"
    return "rewrite"
