"""Decides where everything lies in the drawing of who shares text with whom: sources at the left, takers at the right, a row for each.

How it works. Trees are laid out from their leaves: every text has as many rows as the texts below it, or as lines that come in, whichever
is more, and stands in the middle of them; so no two overlap. Its column is the longest way from a source. A line leaves its source, turns
in the gap and runs to its taker along the taker's own rows; only the line from a second source may pass behind another text. What stands in
no tree fills the rows below. O(texts + lines).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width

from ...tell import words
from ...text.visible import squeeze
from ...types import Analysis, Derivation
from .forest import Branch, Forest, forest
from .places import Origin, Places
from .waterfall import Waterfall, waterfall

WIDTH, HEIGHT = 200, 36  # pixels of a text
ROW, GAP, EDGE = 48, 180, 6  # pixels from row to row, between columns, around the drawing
TURN = 18  # pixels behind a source at which its lines turn
NAME, LABEL = 19, 24  # letters that fit


@dataclass(frozen=True, slots=True)
class Node:
    """A text, or one that is missing."""

    siglum: str
    name: str  # as much of it as fits
    title: str
    x: float
    y: float
    colour: str
    account: int  # 0: missing
    lost: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Who took from whom: `id` is `source>taker`."""

    id: str
    path: str
    x: float  # where its words stand
    y: float
    kind: str
    label: str  # as much of the kind as fits
    strength: str
    uncertain: bool
    title: str


@dataclass(frozen=True, slots=True)
class Twig:
    """A text in the list that says the drawing in words."""

    text: str
    siglum: str
    line: str  # the id of the line to it, "" where nothing is above it
    how: str
    twigs: tuple[Twig, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing, the same in words, and the reasons of every line."""

    width: int
    height: int
    box: tuple[int, int]  # width and height of a text
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    twigs: tuple[Twig, ...]
    notes: tuple[str, ...]
    reasons: Mapping[str, Waterfall]

    @property
    def is_empty(self) -> bool:
        """Whether no text took from another."""
        return not self.lines


def drawing(analysis: Analysis) -> Drawing:
    """The stemma of an event."""
    places, woods = Places(analysis), forest(analysis.stemma)
    names = _names(analysis, places)
    at, used = _laid(woods, analysis)
    columns = max((x for x, _ in at.values()), default=0) + 1
    nodes = tuple(_node(siglum, names[siglum], spot) for siglum, spot in at.items())
    lines = tuple(_line(edge, n, many, at, names) for edge, n, many in _incoming(analysis.stemma.edges))
    return Drawing(
        round(2 * EDGE + columns * WIDTH + (columns - 1) * GAP),
        round(2 * EDGE + max(used, 1) * ROW),
        (WIDTH, HEIGHT),
        nodes,
        lines,
        tuple(_twig(tree, names) for tree in woods.trees),
        tuple(_notes(woods)),
        {id_of(edge): waterfall(edge.because, places) for edge in analysis.stemma.edges},
    )


def id_of(edge: Derivation) -> str:
    """`source>taker`: what a link to the reasons of a line calls it."""
    return f"{edge.parent}>{edge.child}"


@dataclass(frozen=True, slots=True)
class _Name:
    short: str  # that it is missing is seen by its grey
    full: str
    origin: Origin | None  # None: missing


def _names(analysis: Analysis, places: Places) -> dict[str, _Name]:
    named = {}
    for siglum, id in analysis.stemma.witnesses.items():
        origin = places.origin(id)
        named[siglum] = _Name(origin.outlet, origin.outlet, origin)
    for lost in analysis.stemma.lost:
        full = f"{squeeze(lost.name)}, {words.LOST}" if lost.name else words.UNNAMED_LOST
        named[lost.siglum] = _Name(squeeze(lost.name or words.LOST), full, None)
    return named


# --- where everything lies: columns and rows, by siglum


def _laid(woods: Forest, analysis: Analysis) -> tuple[dict[str, tuple[int, float]], float]:
    """Column and middle row of every text, and how many rows are used."""
    into: dict[str, list[str]] = {}
    for edge in analysis.stemma.edges:
        into.setdefault(edge.child, []).append(edge.parent)
    column: dict[str, int] = {}
    at: dict[str, tuple[int, float]] = {}
    row = 0.0
    for tree in _neighbours(woods.trees):
        rows = _rows(tree, into)
        _place(tree, row, rows, into, column, at)
        row += rows[tree.siglum]
    across = max(column.values(), default=1) + 1
    singles = [*(siglum for siglum, _ in woods.open), *woods.apart]
    for n, siglum in enumerate(singles):
        at[siglum] = n % across, row + n // across + 0.5
    return at, row + -(-len(singles) // across)


def _neighbours(trees: tuple[Branch, ...]) -> list[Branch]:
    """The trees in their order, but those that a line joins next to each other."""
    home: dict[str, int] = {}  # siglum -> number of the first tree that it is joined to
    group = list(range(len(trees)))
    for n, tree in enumerate(trees):
        joined = {n, *(home[siglum] for siglum in _letters(tree) if siglum in home)}
        first = min(group[m] for m in joined)
        group = [first if group[m] in {group[k] for k in joined} else group[m] for m in range(len(trees))]
        home |= dict.fromkeys(_letters(tree), n)
    return [trees[n] for n in sorted(range(len(trees)), key=lambda n: (group[n], n))]


def _letters(branch: Branch) -> Iterator[str]:
    yield branch.siglum
    for below in branch.below:
        yield from _letters(below)


def _rows(branch: Branch, into: Mapping[str, list[str]]) -> dict[str, float]:
    """How many rows each text of a tree has."""
    found: dict[str, float] = {}
    for below in _own(branch):
        found |= _rows(below, into)
    held = sum(found[below.siglum] for below in _own(branch))
    found[branch.siglum] = max(held, 1, len(into.get(branch.siglum, ())))
    return found


def _place(
    branch: Branch,
    top: float,
    rows: Mapping[str, float],
    into: Mapping[str, list[str]],
    column: dict[str, int],
    at: dict[str, tuple[int, float]],
) -> None:
    """Put a text in the middle of its rows and those below it in theirs."""
    at[branch.siglum] = _column(branch.siglum, into, column), top + rows[branch.siglum] / 2
    top += (rows[branch.siglum] - sum(rows[below.siglum] for below in _own(branch))) / 2
    for below in _own(branch):
        _place(below, top, rows, into, column, at)
        top += rows[below.siglum]


def _own(branch: Branch) -> list[Branch]:
    return [below for below in branch.below if not below.stands_under]


def _column(siglum: str, into: Mapping[str, list[str]], column: dict[str, int]) -> int:
    """The longest way from a source."""
    if siglum not in column:
        column[siglum] = max((1 + _column(parent, into, column) for parent in into.get(siglum, ())), default=0)
    return column[siglum]


# --- what is drawn there


def _node(siglum: str, name: _Name, at: tuple[int, float]) -> Node:
    x, y = _left(at[0]), EDGE + at[1] * ROW - HEIGHT / 2
    where = f", account {name.origin.account}" if name.origin else ""
    colour = name.origin.colour if name.origin else "lost"
    return Node(
        squeeze(siglum), _fit(name.short, NAME), f"{squeeze(siglum)}: {name.full}{where}", x, y, colour,
        name.origin.account if name.origin else 0, name.origin is None,
    )  # fmt: skip


def _left(column: int) -> float:
    return float(EDGE + column * (WIDTH + GAP))


def _incoming(edges: tuple[Derivation, ...]) -> Iterator[tuple[Derivation, int, int]]:
    """Every line with its number among those that come to its taker, and how many these are; the strongest first."""
    into: dict[str, list[Derivation]] = {}
    for edge in sorted(edges, key=lambda edge: (edge.child, -edge.p, edge.parent)):
        into.setdefault(edge.child, []).append(edge)
    for some in into.values():
        for n, edge in enumerate(some):
            yield edge, n, len(some)


def _line(edge: Derivation, n: int, many: int, at: Mapping[str, tuple[int, float]], names: Mapping[str, _Name]) -> Line:
    start, end = at[edge.parent], at[edge.child]
    x, y = _left(start[0]) + WIDTH, EDGE + start[1] * ROW
    to_x = _left(end[0])
    to_y = EDGE + (end[1] + (n - (many - 1) / 2)) * ROW
    into = EDGE + end[1] * ROW + (n - (many - 1) / 2) * min(HEIGHT / many, 10)
    told, strength = words.DERIVATIONS[edge.kind], words.strength(edge.p)
    title = f"{_full(edge.parent, names)} → {_full(edge.child, names)}: {told}, {strength}"
    path = f"M{_n(x)} {_n(y)}H{_n(x + TURN)}V{_n(to_y)}H{_n(to_x - TURN)}L{_n(to_x - 5)} {_n(into)}"
    return Line(id_of(edge), path, to_x - GAP + TURN + 6, to_y, told, _fit(told, LABEL), strength, strength == words.strength(0.0), title)


def _full(siglum: str, names: Mapping[str, _Name]) -> str:
    return f"{squeeze(siglum)}, {names[siglum].full}"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _fit(text: str, letters: int) -> str:
    """As much of a text as so many letters take; wide ones take two."""
    used = 0
    for n, letter in enumerate(text):
        used += 2 if east_asian_width(letter) in "WF" else 1
        if used > letters:
            return f"{text[: max(1, n - 1)].rstrip()}…"
    return text


# --- the same in words


def _twig(branch: Branch, names: Mapping[str, _Name]) -> Twig:
    how, line = "", ""
    if branch.taken:
        line = id_of(branch.taken)
        how = f"{words.DERIVATIONS[branch.taken.kind]}, {words.strength(branch.taken.p)}"
    if branch.stands_under:
        how = f"{how}; stands under {squeeze(branch.stands_under)}"
    return Twig(names[branch.siglum].full, branch.siglum, line, how, tuple(_twig(below, names) for below in branch.below))


def _notes(woods: Forest) -> Iterator[str]:
    """What is said of the reports that stand in no tree."""
    for siglum, others in woods.open:
        yield f"{squeeze(siglum)}: shares text with {squeeze(', '.join(others))}; who took from whom is open."
    if woods.apart:
        yield f"{squeeze(', '.join(woods.apart))}: no text shared with another report."
