"""What is true of a grown stemma, and which of it counts: edges, lost texts, accounts, once some texts are not in the pile.

A stemma is a graph over texts of which some are lost. Only reports can be judged, so the truth is told in their terms.

1. A **scored edge** leads from a report to its parent where that is a report. Where the parent is lost and no other report descends
   from it, nothing tells that it existed: the edge then leads to the nearest report above it, through any number of such texts.
2. A **scored lost text** has at least two reports as children (with no report between), each with readings of its own, or one that
   credits it by name. Its children are no edges. A lost text above another one with the same children is not asked for.
3. **Fair** is what nobody is asked for and nobody is blamed for: an edge from a child of a scored lost text to the nearest report above
   that; an edge to a sibling that is the lost text word for word; an edge between word-for-word copies whose stamps do not say
   which came first; lost texts whose children only copy or cut.
4. **Twins** are reports that are one text word for word. An edge to a twin of the parent is as good as one to the parent.
5. An edge is **open** where the child changed no reading: without stamps nobody can tell which came first.
6. **Accounts**: as many as there can be told apart, that is the most base accounts that can each be given a report of its own that
   holds text of it. A report merged of two accounts adds none; neither does a quotation.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rashomon.types import Report


@dataclass(frozen=True)
class Edge:
    """A text and one it was made from, reports by id and lost texts by name."""

    child: str
    parent: str
    operator: str


@dataclass(frozen=True)
class Link:
    """A scored edge between two reports."""

    child: str
    parent: str
    operator: str  # of the last step
    open: bool = False  # the text cannot tell which came first
    hidden: int = 0  # lost texts in between


@dataclass(frozen=True)
class LostText:
    """A text that is not in the pile."""

    id: str
    children: frozenset[str]  # reports that descend from it with no report between
    name: str | None = None  # where a child credits it
    scored: bool = True


@dataclass(frozen=True)
class Stemma:
    """An event with its truth."""

    name: str
    split: str
    reports: tuple[Report, ...]  # sorted by id; nothing in them tells the truth
    edges: tuple[Edge, ...]  # everything that happened, lost texts included
    links: tuple[Link, ...]  # the scored edges
    fair: frozenset[tuple[str, str]]  # child and parent: edges that do not count
    lost: tuple[LostText, ...]
    holds: Mapping[str, frozenset[int]]  # the accounts each report holds text of
    accounts: int
    twins: Mapping[str, frozenset[str]] = field(default_factory=dict)  # every report with itself and its twins
    ties: tuple[tuple[str, str], ...] = ()  # a report, and one of which it took quotations and nothing else
    named: frozenset[str] = frozenset()  # agencies that the real texts name: a lost text of that name is nobody's error


def above(id: str, parents: Mapping[str, Collection[str]], lost: Collection[str]) -> set[str]:
    """The nearest reports over a text, through lost ones."""
    out: set[str] = set()
    for parent in parents.get(id, ()):
        out |= above(parent, parents, lost) if parent in lost else {parent}
    return out


def below(id: str, parents: Mapping[str, Collection[str]], lost: Collection[str]) -> frozenset[str]:
    """The nearest reports under a text, through lost ones."""
    children = [child for child, over in parents.items() if id in over]
    return frozenset().union(*(below(child, parents, lost) if child in lost else {child} for child in children))


def twins_of(edges: Iterable[Edge], copies: Collection[str]) -> dict[str, frozenset[str]]:
    """Texts that are one text word for word, lost ones included."""
    home: dict[str, set[str]] = {}
    for edge in edges:
        ours, theirs = (home.setdefault(id, {id}) for id in (edge.child, edge.parent))
        if edge.operator in copies and ours is not theirs:
            ours |= theirs
            home.update(dict.fromkeys(theirs, ours))
    return {id: frozenset(group) for id, group in home.items()}


def count_accounts(holds: Mapping[str, frozenset[int]]) -> int:
    """The most accounts that can each be given a report of its own that holds text of it."""
    given: dict[str, int] = {}

    def give(account: int, tried: set[str]) -> bool:
        for report in sorted(holds):
            if account in holds[report] and report not in tried:
                tried.add(report)
                if report not in given or give(given[report], tried):
                    given[report] = account
                    return True
        return False

    return sum(give(account, set()) for account in sorted(frozenset().union(*holds.values())))


def lost_texts(
    edges: Iterable[Edge], lost: Collection[str], names: Mapping[str, str], twins: Mapping[str, frozenset[str]], cuts: Collection[str]
) -> tuple[LostText, ...]:
    """The lost texts with their children, lowest first where several have the same; `names` are the credited ones."""
    edges = tuple(edges)
    parents, last = parents_of(edges), {(edge.child): edge.operator for edge in edges}
    found: dict[frozenset[str], LostText] = {}
    for id in sorted(lost, key=lambda id: (len(_under(id, parents)), id)):
        children = below(id, parents, lost)
        own = [child for child in children if child not in twins.get(id, ())]
        told = len(own) > 1 and sum(last[child] in cuts for child in own) < 2
        if len(children) > 1 or id in names:
            known = found.setdefault(children, LostText(id, children, names.get(id), told or id in names))
            if known.name is None and id in names:
                found[children] = LostText(known.id, children, names[id], True)
    return tuple(found.values())


def _under(id: str, parents: Mapping[str, Collection[str]]) -> set[str]:
    out: set[str] = set()
    for child, over in parents.items():
        if id in over:
            out |= {child} | _under(child, parents)
    return out


def parents_of(edges: Iterable[Edge]) -> dict[str, tuple[str, ...]]:
    """Texts with their parents."""
    out: dict[str, tuple[str, ...]] = {}
    for edge in edges:
        out[edge.child] = (*out.get(edge.child, ()), edge.parent)
    return out


def links_of(edges: Iterable[Edge], lost: Collection[str], copies: Collection[str]) -> tuple[Link, ...]:
    """The scored edges: to a report, or through lost texts from which nobody else descends."""
    edges = tuple(edges)
    parents = parents_of(edges)
    made: dict[tuple[str, str], Link] = {}

    def climb(child: str, at: str, operator: str, copied: bool, hidden: int) -> None:
        for edge in edges:
            if edge.child != at:
                continue
            same, name = copied and edge.operator in copies, operator or edge.operator
            if edge.parent not in lost:
                made.setdefault((child, edge.parent), Link(child, edge.parent, name, same, hidden))
            elif below(edge.parent, parents, lost) == {child}:
                climb(child, edge.parent, name, same, hidden + 1)

    for child in parents:
        if child not in lost:
            climb(child, child, "", True, 0)
    return tuple(made[key] for key in sorted(made))


def fair_of(
    edges: Iterable[Edge], lost: Collection[LostText], gone: Collection[str], twins: Mapping[str, frozenset[str]]
) -> frozenset[tuple[str, str]]:
    """Edges that do not count: past a lost text to what lies above it, and to siblings that stand for it."""
    parents = parents_of(edges)
    out: set[tuple[str, str]] = set()
    for text in lost:
        over = above(text.id, parents, gone)
        out |= {(child, parent) for child in text.children for parent in over}
        stand_ins = text.children if not text.scored else text.children & twins.get(text.id, frozenset())
        out |= {(child, sibling) for child in text.children for sibling in stand_ins if child != sibling}
    return frozenset(out)
