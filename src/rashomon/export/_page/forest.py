"""Decides how who took from whom becomes trees: every text stands once in full, under the source that speaks strongest for it.

Under its other sources it stands by its letter alone. What takes from nobody and gives to nobody stands in no tree.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from ...tell.ladder import AKIN
from ...types import Derivation, Stemma


@dataclass(frozen=True, slots=True)
class Branch:
    """A text, how it took from the one above it (None: nothing is above), and what took from it."""

    siglum: str
    taken: Derivation | None = None
    below: tuple[Branch, ...] = ()
    stands_under: str = ""  # the source under which it stands in full, where that is not here


@dataclass(frozen=True, slots=True)
class Forest:
    """The trees, and the reports that stand in none."""

    trees: tuple[Branch, ...]
    open: tuple[tuple[str, tuple[str, ...]], ...]  # those that share text with others, though nothing says who took it
    apart: tuple[str, ...]  # those that share text with none


def forest(stemma: Stemma) -> Forest:
    """Trees from every source down to those who took from it, the roots in order of their letters, witnesses first."""
    below: dict[str, list[Derivation]] = defaultdict(list)
    for edge in sorted(stemma.edges, key=lambda edge: by_length(edge.child)):
        below[edge.parent].append(edge)
    home = {edge.child: _strongest(edge.child, stemma) for edge in stemma.edges}
    letters = [*sorted(stemma.witnesses, key=by_length), *(lost.siglum for lost in stemma.lost)]
    trees = tuple(_grown(siglum, None, below, home) for siglum in letters if siglum in below and siglum not in home)
    akin = {siglum: _akin(siglum, stemma) for siglum in letters if siglum in stemma.witnesses and siglum not in {*below, *home}}
    return Forest(
        trees, tuple((one, others) for one, others in akin.items() if others), tuple(one for one, others in akin.items() if not others)
    )


def by_length(siglum: str) -> tuple[int, str]:
    """A before Z before AA."""
    return len(siglum), siglum


def _grown(siglum: str, taken: Derivation | None, below: dict[str, list[Derivation]], home: dict[str, str]) -> Branch:
    if taken and home[siglum] != taken.parent:
        return Branch(siglum, taken, (), home[siglum])
    return Branch(siglum, taken, tuple(_grown(edge.child, edge, below, home) for edge in below.get(siglum, ())))


def _strongest(child: str, stemma: Stemma) -> str:
    return min((edge for edge in stemma.edges if edge.child == child), key=lambda edge: (-edge.p, edge.parent)).parent


def _akin(siglum: str, stemma: Stemma) -> tuple[str, ...]:
    """The reports that one shares text with, though nothing says who took it from whom."""
    id, sigla = stemma.witnesses[siglum], {report: other for other, report in stemma.witnesses.items()}
    others = {sigla[pair.b if pair.a == id else pair.a] for pair in stemma.pairs if pair.relation in AKIN and id in (pair.a, pair.b)}
    return tuple(sorted(others, key=by_length))
