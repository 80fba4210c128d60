"""Decides how who shares text with whom is drawn: sources above their takers, every line a link to its reasons, the same as a list.

1. `_Sheet` sets out boxes: `layout` places what hangs together; many takers of one text that have none themselves hang from it in
   columns; reports in no tree stand in rows at the end.
2. A box with several sources is wider, so that each line comes in at a place of its own with the words over it.
3. What is drawn is told again: as a nested list, and pairs of which nobody knows who took from whom in sentences under the drawing.

Every number is an integer in pixels; the drawing has its natural size and scrolls in its box where the page is narrower.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...tell import words
from ...text.visible import squeeze
from ...types import Analysis, Derivation
from .forest import Branch, Forest, by_length, forest
from .layout import GAP, Part, Size, parts, shelves
from .names import LETTER, Names, shortened

WIDE = 1088  # pixels between the margins of the widest page: six boxes
BOX = Size(168, 46, 28)
COLOURS = 8  # of accounts; beyond, they begin anew
PORT = 152  # the least width of a box for each line that comes in: the longest words at a line
STACKED = 5  # that many takers without takers stand beside each other; more hang in columns
COLUMNS, TRUNK = 5, 24  # of those at most, and the room left of each
MARGIN = 8
LINE_HEIGHT = 24  # of a heading over rows of boxes
NAME = 146  # pixels for a name

Ways = dict[tuple[str, str], list[tuple[int, int, int]]]  # source, taker -> the layers that a line passes: x, from y, to y


@dataclass(frozen=True, slots=True)
class Node:
    """A report or a missing source."""

    siglum: str
    name: str  # as much of it as there is room for
    told: str  # in full, for those who hear it or rest on it
    x: int
    y: int
    width: int
    lost: bool = False
    account: int = 0  # its number, 0 of a missing source
    colour: int = 0
    mark: str = ""  # "earliest dated", "missing source"

    @property
    def height(self) -> int:
        """All boxes are of one height."""
        return BOX.height


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a source down to its taker."""

    id: str  # `C>A`: C takes from A
    told: str
    label: str
    x: int  # of the label: its middle, or its left end in a column
    y: int
    beside: bool  # in a column
    weak: bool
    path: str
    head: str  # the point of the arrow


@dataclass(frozen=True, slots=True)
class Heading:
    """Words over rows of reports."""

    told: str
    y: int


@dataclass(frozen=True, slots=True)
class Item:
    """A text in the list, and those under it."""

    siglum: str
    name: str
    told: str  # how it took from the one above
    edge: str
    lost: bool
    account: int
    mark: str
    elsewhere: str  # the siglum under which it stands in full
    below: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Akin:
    """A report that shares text with others though nothing says who took from whom."""

    siglum: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Who shares text with whom; where `nothing` says that nobody does, there is nothing else."""

    told: str  # what the drawing holds, in one sentence
    width: int = 0
    height: int = 0
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    headings: tuple[Heading, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()  # what is drawn how, in words
    roots: tuple[Item, ...] = ()
    alone: tuple[Item, ...] = ()
    akin: tuple[Akin, ...] = ()
    nothing: str = ""


def drawing(analysis: Analysis) -> Drawing:
    """The stemma of an event as a drawing."""
    woods = forest(analysis.stemma)
    if not woods.trees and not woods.open:
        return Drawing("", nothing=_nothing(len(analysis.stemma.witnesses)))
    return _Sheet(analysis, woods).drawing()


def edge_id(edge: Derivation) -> str:
    """`C>A`: C takes from A."""
    return f"{edge.child}>{edge.parent}"


def _nothing(reports: int) -> str:
    if reports < 2:
        return "There is one report, and nothing to compare it with."
    return f"None of the {reports} reports shares text with another. That does not show that they were gathered separately."


# --- the sheet


class _Sheet:
    def __init__(self, analysis: Analysis, woods: Forest) -> None:
        self.stemma, self.names, self.woods = analysis.stemma, Names(analysis), woods
        sources, takers = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for edge in sorted(self.stemma.edges, key=lambda edge: (len(edge.child), edge.child, edge.parent)):
            sources[edge.child].append(edge.parent)
            takers[edge.parent].append(edge.child)
        self.sources, self.takers = dict(sources), dict(takers)
        self.stacks = {source: hanging for source in self.takers if len(hanging := self._leaves(source)) > STACKED}
        self.nodes: list[Node] = []
        self.lines: list[Edge] = []
        self.headings: list[Heading] = []
        self.width = self.height = 0

    def drawing(self) -> Drawing:
        """Trees first, then the rows of reports that stand in none."""
        self._trees()
        self._row([siglum for siglum, _ in self.woods.open], "shares text with others, place open")
        self._row(self.woods.apart, words.ALONE)
        return Drawing(
            self._told(),
            self.width + 2 * MARGIN,
            self.height + 2 * MARGIN,
            tuple(self.nodes),
            tuple(self.lines),
            tuple(self.headings),
            tuple(self._legend()),
            tuple(self._item(tree) for tree in self.woods.trees),
            tuple(self._item(Branch(siglum)) for siglum in self.woods.apart),
            tuple(Akin(siglum, others) for siglum, others in self.woods.open),
        )

    def _leaves(self, source: str) -> list[str]:
        return [child for child in self.takers[source] if child not in self.takers and len(self.sources[child]) == 1]

    def _roots(self) -> list[str]:
        return [siglum for siglum in sorted(self.takers, key=by_length) if siglum not in self.sources]

    def _told(self) -> str:
        missing = len({edge.parent for edge in self.stemma.edges} & set(self.names.lost))
        boxes = [words.count(len(self.stemma.witnesses), "report")] + [words.count(missing, words.LOST)] * bool(missing)
        kinds = Counter(edge.kind for edge in self.stemma.edges).most_common()
        lines = ", ".join(f"{words.DERIVATIONS[kind]} ({n})" for kind, n in kinds)
        return f"{', '.join(boxes)}{f'; lines from a source down to who took from it: {lines}' if lines else ''}."

    def _legend(self) -> Iterator[tuple[str, str]]:
        if any(node.lost for node in self.nodes):
            yield "lost", "missing source: a text that is not among the reports"
        if any(not line.weak for line in self.lines):
            yield "firm", "strong"
        if any(line.weak for line in self.lines):
            yield "weak", "weak"
        high = len(self.stemma.accounts.members)
        if high > 1:
            yield "account", f"colours and numbers 1 to {high}: reports of one account share theirs"

    # --- boxes

    def _trees(self) -> None:
        within = {child: source for source, hanging in self.stacks.items() for child in hanging}
        boxes = {siglum: self._size(siglum) for siglum in (*self._roots(), *sorted(self.sources, key=by_length)) if siglum not in within}
        boxes |= {_stack(source): _stack_size(len(hanging)) for source, hanging in self.stacks.items()}
        lines = [(edge.parent, edge.child) for edge in self.stemma.edges if edge.child not in within]
        lines += [(source, _stack(source)) for source in self.stacks]
        order = {siglum: n for n, siglum in enumerate(boxes)}
        lines.sort(key=lambda line: (order[line[0]], order[line[1]]))
        found = sorted(parts(boxes, lines), key=lambda part: -len(part.at))
        for part, (x, y) in zip(found, shelves([(part.width, part.height) for part in found], WIDE), strict=True):
            self._part(part, x, y)

    def _size(self, siglum: str) -> Size:
        return Size(max(BOX.width, PORT * len(self.sources.get(siglum, ()))), BOX.height, BOX.above)

    def _part(self, part: Part, x: int, y: int) -> None:
        self.width, self.height = max(self.width, x + part.width), max(self.height, y + part.height)
        at = {siglum: (x + left, y + top) for siglum, (left, top) in part.at.items()}
        ways = {line: [(x + across, y + top, y + bottom) for across, top, bottom in way] for line, way in part.ways.items()}
        hung = {_stack(source): source for source in self.stacks}
        for siglum, (left, top) in at.items():
            if source := hung.get(siglum):
                self._hang(source, left, top, ways)
            else:
                self._node(siglum, left, top, self._size(siglum).width)
                self._come_in(siglum, left, top, ways)

    def _node(self, siglum: str, x: int, y: int, width: int = BOX.width) -> None:
        lost, account = siglum in self.names.lost, self.names.account(siglum)
        name = shortened(self.names.full(siglum), NAME + width - BOX.width)
        colour = (account - 1) % COLOURS + 1 if account else 0
        self.nodes.append(Node(squeeze(siglum), name, self.names.told(siglum), x, y, width, lost, account, colour, self.names.mark(siglum)))

    def _row(self, sigla: Sequence[str], told: str) -> None:
        """Rows of reports under words of their own, under all that is there."""
        if not sigla:
            return
        across, down = BOX.width + GAP, BOX.height + GAP
        top = self.height + (2 * LINE_HEIGHT if self.height else LINE_HEIGHT)
        self.headings.append(Heading(told, top - LINE_HEIGHT // 2))
        columns = min(len(sigla), (WIDE + GAP) // across)
        for n, siglum in enumerate(sigla):
            self._node(siglum, n % columns * across, top + n // columns * down)
        self.width = max(self.width, columns * across - GAP, round(LETTER * len(told)))
        self.height = top + -(-len(sigla) // columns) * down - GAP

    # --- lines

    def _come_in(self, siglum: str, left: int, top: int, ways: Ways) -> None:
        """The lines from all sources of a text, each at its own place of the upper side, from left to right."""
        sources = sorted(self.sources.get(siglum, ()), key=lambda source: ways[source, siglum][-1][0])
        width = self._size(siglum).width
        for n, source in enumerate(sources):
            x = left + width * (2 * n + 1) // (2 * len(sources))
            path = _curves([*ways[source, siglum], (x, top - BOX.above, top)])
            self._line(source, siglum, (x, top - 12), path, f"M{x - 4} {top - 8}h8l-4 8z")

    def _hang(self, source: str, left: int, top: int, ways: Ways) -> None:
        """Takers in columns, each joined from the left to a line that comes down beside them."""
        hanging = self.stacks[source]
        columns, across, down = _columns(len(hanging)), TRUNK + BOX.width + GAP, BOX.height + BOX.above
        (start,) = ways[source, _stack(source)]
        for n, siglum in enumerate(hanging):
            beam = left + n % columns * across
            box, y = beam + TRUNK, top + n // columns * down
            self._node(siglum, box, y)
            middle = y + BOX.height // 2
            path = f"{_curves([start, (beam, top - BOX.above, middle)])}H{box}"
            self._line(source, siglum, (box + 2, y - 8), path, f"M{box - 8} {middle - 4}v8l8 -4z", beside=True)

    def _line(self, source: str, taker: str, at: tuple[int, int], path: str, head: str, *, beside: bool = False) -> None:
        edge = next(edge for edge in self.stemma.edges if (edge.child, edge.parent) == (taker, source))
        weak = words.strength(edge.p) == "weak"
        self.lines.append(Edge(edge_id(edge), self.names.taken(edge), words.DERIVATIONS[edge.kind], *at, beside, weak, path, head))

    # --- the list

    def _item(self, branch: Branch) -> Item:
        siglum, edge = branch.siglum, branch.taken
        return Item(
            squeeze(siglum),
            self.names.full(siglum),
            words.taken(edge, self.names.source(edge.parent)) if edge else "",
            edge_id(edge) if edge else "",
            siglum in self.names.lost,
            self.names.account(siglum),
            self.names.mark(siglum),
            squeeze(branch.stands_under),
            tuple(self._item(one) for one in branch.below),
        )


def _stack(source: str) -> str:
    """What those that hang from a text are called among the boxes; no siglum holds a line break."""
    return f"{source}\n"


def _columns(n: int) -> int:
    return min(COLUMNS, -(-n // 2))


def _stack_size(n: int) -> Size:
    columns = _columns(n)
    return Size(columns * (TRUNK + BOX.width + GAP) - GAP, -(-n // columns) * (BOX.height + BOX.above) - BOX.above, BOX.above)


def _curves(way: Sequence[tuple[int, int, int]]) -> str:
    """A line that falls straight where it passes a layer, and in a curve between two."""
    x, top, bottom = way[0]
    drawn = f"M{x} {top}" + (f"V{bottom}" if bottom > top else "")
    for across, top, end in way[1:]:
        half = (bottom + top) // 2
        drawn += f"V{end}" if across == x else f"C{x} {half} {across} {half} {across} {top}V{end}"
        x, bottom = across, end
    return drawn
