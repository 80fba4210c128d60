"""Decides where the parts of a drawing stand: sources over their takers, in layers, nothing on top of anything.

Observations: a stemma is mostly a forest of small trees; now and then a text has several sources, and a wire text has twenty takers.

1. `layers`: every node under all its sources, as low as its takers let it; a line over several layers passes through a waypoint in each.
2. `ordered`: within a layer by the middle of what a node is joined to, as long as lines cross less for it.
3. `placed`: everything as near to the middle of what it is joined to as the gaps allow (least squares, pool adjacent violators).
4. `shelves`: what hangs together stands together, large first, in rows as wide as the page.

Known exception: a graph in which everything has several sources gets wide and its lines cross; it is never wrong. **Tried and dropped:**
see `docs/decisions.md`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

SWEEPS = 8  # down and up again; trees of sixty are done after one
GAP = 16  # between neighbours of a layer
FALL = 44  # least height in which a line goes from one layer to the next
STEEP = 10  # one down for so many aside, at the widest
FALL_MOST = 110
BETWEEN = 44  # between two parts that have nothing to do with each other

Line = tuple[str, str]  # source, taker
Knot = str | tuple[str, str, int]  # a node, or where a line passes a layer


@dataclass(frozen=True, slots=True)
class Size:
    """How much room a node takes; `above` is kept free over it for what is written at its lines."""

    width: int
    height: int
    above: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What hangs together, laid out from (0, 0)."""

    width: int
    height: int
    at: Mapping[str, tuple[int, int]]  # upper left corner of a node
    ways: Mapping[Line, tuple[tuple[int, int, int], ...]]  # x, from y, to y of a line in each layer: under its source, then passing


def parts(sizes: Mapping[str, Size], lines: Sequence[Line]) -> list[Part]:
    """The parts of an acyclic graph, in order of their first node; a node without lines is a part of its own."""
    home = {node: node for node in sizes}

    def root(node: str) -> str:
        while home[node] != node:
            node = home[node]
        return node

    order = {node: n for n, node in enumerate(sizes)}
    for source, taker in lines:
        a, b = sorted((root(source), root(taker)), key=order.__getitem__)
        home[b] = a
    together: dict[str, list[str]] = defaultdict(list)
    for node in sizes:
        together[root(node)].append(node)
    return [_part({node: sizes[node] for node in some}, [line for line in lines if line[0] in some]) for some in together.values()]


def _part(sizes: Mapping[str, Size], lines: Sequence[Line]) -> Part:
    rank = layers(list(sizes), lines)
    steps: list[tuple[Knot, Knot]] = []
    for source, taker in lines:
        way: list[Knot] = [source, *((source, taker, layer) for layer in range(rank[source] + 1, rank[taker])), taker]
        steps += pairwise(way)
    rows = ordered(rank, steps)
    width = {knot: sizes[knot].width if isinstance(knot, str) else GAP for row in rows for knot in row}
    middle = placed(rows, steps, width)
    top, bottom = _heights(rows, steps, sizes, middle)
    at = {node: (round(middle[node] - size.width / 2), top[rank[node]]) for node, size in sizes.items()}
    ways: dict[Line, tuple[tuple[int, int, int], ...]] = {}
    for source, taker in lines:
        passed = ((round(middle[source, taker, n]), top[n], bottom[n]) for n in range(rank[source] + 1, rank[taker]))
        layer = rank[source]
        ways[source, taker] = ((round(middle[source]), top[layer] + sizes[source].height, bottom[layer]), *passed)
    return Part(round(max(middle[row[-1]] + width[row[-1]] / 2 for row in rows)), bottom[-1], at, ways)


def layers(nodes: Sequence[str], lines: Sequence[Line]) -> dict[str, int]:
    """The layer of every node: under all its sources; one without a source right above the highest of its takers."""
    above: dict[str, list[str]] = defaultdict(list)
    below: dict[str, list[str]] = defaultdict(list)
    for source, taker in lines:
        above[taker].append(source)
        below[source].append(taker)
    rank: dict[str, int] = {}

    def of(node: str) -> int:
        if node not in rank:
            rank[node] = max((of(source) + 1 for source in above[node]), default=0)
        return rank[node]

    for node in nodes:
        of(node)
    for node in nodes:
        if not above[node] and below[node]:
            rank[node] = min(rank[taker] for taker in below[node]) - 1
    return rank


def ordered(rank: Mapping[str, int], steps: Sequence[tuple[Knot, Knot]]) -> list[list[Knot]]:
    """The layers from left to right, with as few crossings as the sweeps find."""
    above, below = _neighbours(steps)
    rows: list[list[Knot]] = [[] for _ in range(max(rank.values()) + 1)]
    seen: set[Knot] = set()

    def enter(knot: Knot) -> None:
        if knot not in seen:
            seen.add(knot)
            rows[rank[knot] if isinstance(knot, str) else knot[2]].append(knot)
            for taker in below[knot]:
                enter(taker)

    for node in rank:
        if not above[node]:
            enter(node)
    best, fewest = [list(row) for row in rows], crossings(rows, steps)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        towards, turns = (above, rows[1:]) if sweep % 2 == 0 else (below, rows[-2::-1])
        for row in turns:
            place = {knot: n for other in rows for n, knot in enumerate(other)}
            row.sort(key=lambda knot: _mean([place[other] for other in towards[knot]], place[knot]))
        if (now := crossings(rows, steps)) < fewest:
            best, fewest = [list(row) for row in rows], now
    return best


def crossings(rows: Sequence[Sequence[Knot]], steps: Sequence[tuple[Knot, Knot]]) -> int:
    """How many pairs of lines cross."""
    place = {knot: (layer, n) for layer, row in enumerate(rows) for n, knot in enumerate(row)}
    found = 0
    for n, (a, b) in enumerate(steps):
        for c, d in steps[:n]:
            if place[a][0] == place[c][0] and (place[a][1] - place[c][1]) * (place[b][1] - place[d][1]) < 0:
                found += 1
    return found


def placed(rows: Sequence[Sequence[Knot]], steps: Sequence[tuple[Knot, Knot]], width: Mapping[Knot, int]) -> dict[Knot, float]:
    """The middle of everything from left to right; the leftmost edge is 0."""
    above, below = _neighbours(steps)
    middle: dict[Knot, float] = {}
    for row in rows:
        middle |= zip(row, apart([0.0] * len(row), [width[knot] for knot in row]), strict=True)
    for sweep in range(2 * SWEEPS):
        towards, turns = (above, rows[1:]) if sweep % 2 == 0 else (below, rows[-2::-1])
        for row in turns:
            wanted = [_mean([middle[other] for other in towards[knot]], middle[knot]) for knot in row]
            middle |= zip(row, apart(wanted, [width[knot] for knot in row]), strict=True)
    left = min(middle[row[0]] - width[row[0]] / 2 for row in rows)
    return {knot: x - left for knot, x in middle.items()}


def apart(wanted: Sequence[float], widths: Sequence[int]) -> list[float]:
    """The middles nearest to what is wanted, by squares, that keep the order and the gaps."""
    offsets = [0.0]
    for a, b in pairwise(widths):
        offsets.append(offsets[-1] + (a + b) / 2 + GAP)
    pools: list[tuple[float, int]] = []  # sum of what is wanted, less the offset, and of how many
    for x, offset in zip(wanted, offsets, strict=True):
        total, n = x - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / n:
            before = pools.pop()
            total, n = total + before[0], n + before[1]
        pools.append((total, n))
    found = [total / n for total, n in pools for _ in range(n)]
    return [x + offset for x, offset in zip(found, offsets, strict=True)]


def _heights(
    rows: Sequence[Sequence[Knot]], steps: Sequence[tuple[Knot, Knot]], sizes: Mapping[str, Size], middle: Mapping[Knot, float]
) -> tuple[list[int], list[int]]:
    """Where each layer begins and ends; the wider a line goes aside, the deeper it may fall."""
    layer = {knot: n for n, row in enumerate(rows) for knot in row}
    aside = [0.0] * len(rows)
    for a, b in steps:
        half = sizes[b].width / 2 if isinstance(b, str) else 0
        aside[layer[b]] = max(aside[layer[b]], abs(middle[a] - middle[b]) + half)
    top, bottom = [], [0]
    for n, row in enumerate(rows):
        nodes = [sizes[knot] for knot in row if isinstance(knot, str)]
        fall = min(FALL_MOST, max(FALL, round(aside[n] / STEEP))) if n else 0
        top.append(bottom[-1] + fall + (max((size.above for size in nodes), default=0) if n else 0))
        bottom.append(top[-1] + max((size.height for size in nodes), default=0))
    return top, bottom[1:]


def _neighbours(steps: Sequence[tuple[Knot, Knot]]) -> tuple[dict[Knot, list[Knot]], dict[Knot, list[Knot]]]:
    above: dict[Knot, list[Knot]] = defaultdict(list)
    below: dict[Knot, list[Knot]] = defaultdict(list)
    for a, b in steps:
        above[b].append(a)
        below[a].append(b)
    return above, below


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def shelves(sizes: Sequence[tuple[int, int]], widest: int) -> Iterator[tuple[int, int]]:
    """Where things of some widths and heights stand, in their order: each on the first shelf with room for it, lower ones under it."""
    rows: list[tuple[int, int]] = []  # how far a shelf is filled, how high it is
    found: list[tuple[int, int]] = []  # the shelf, x
    for width, height in sizes:
        shelf = next((n for n, (filled, high) in enumerate(rows) if filled + width <= widest and height <= high), len(rows))
        if shelf == len(rows):
            rows.append((0, height))
        found.append((shelf, rows[shelf][0]))
        rows[shelf] = (rows[shelf][0] + width + BETWEEN, rows[shelf][1])
    for shelf, x in found:
        yield x, sum(high + BETWEEN for _, high in rows[:shelf])
