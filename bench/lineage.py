"""What is true of a grown stemma, and which of it counts: edges, lost texts, accounts, once some texts are not in the pile.

A stemma is a graph over texts of which some are lost. Only reports can be judged, so the truth is told in their terms.

1. A **scored edge** leads from a report to its parent where that is a report. Where the parent is lost and no other report descends
   from it, nothing tells that it existed: the edge then leads to the nearest report above it, through any number of such texts.
2. A **scored lost text** has at least two reports as children (with no report between), each with readings of its own, or one that
   credits it by name. Its children are no edges. A lost text above another one with the same children is not asked for. One that is a
   copy of a report or cut from it changed no reading, so that nothing tells that it existed: it is passed through as in 1.
3. **Fair** is what nobody is asked for and nobody is blamed for: an edge from a child of a scored lost text to the nearest report above
   that; an edge to a sibling that is the lost text word for word; an edge between word-for-word copies whose stamps do not say
   which came first; an edge along which fewer than `FEW` sentences were kept; lost texts whose children only copy or cut. Who credits
   an agency and has the text of a report may have it from that report through the agency, or both from the agency: fair, too.
4. **Twins** are reports that are one text word for word. An edge to a twin of the parent is as good as one to the parent.
5. An edge is **open** where the child changed no reading, or adds a passage of another account that is nowhere else (it may as well be
   the parent that left it out): without stamps nobody can tell which came first.
6. **Accounts**: as many base accounts as are the main text of some report. One of which only passages inside others are left adds
   none, since it cannot be told from what those others added; neither does a quotation.
7. Two reports **share a text** where they render `FEW` sentences of an account in common; with one or two it is left open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from rashomon.types import Report

FEW = 3  # sentences of an account that two reports must have in common


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
    renders: Mapping[str, frozenset[tuple[int, int]]] = field(default_factory=dict)  # report -> account and place of its sentences


@dataclass(frozen=True)
class Texts:
    """Whose text each report is."""

    holds: Mapping[str, frozenset[int]]  # accounts it holds text of
    mains: Mapping[str, int]  # the one most of it is text of
    renders: Mapping[str, frozenset[tuple[int, int]]]  # sentences of accounts


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


def plain_of(edges: Iterable[Edge], lost: Collection[str], changeless: Collection[str]) -> set[str]:
    """Lost texts that differ from the reports above them by `changeless` operators only."""
    over: dict[str, list[Edge]] = {}
    for edge in edges:
        over.setdefault(edge.child, []).append(edge)

    def plain(id: str) -> bool:
        steps = over.get(id, [])
        return bool(steps) and all(step.operator in changeless and (step.parent not in lost or plain(step.parent)) for step in steps)

    return {id for id in lost if plain(id)}


def unplaced(link: Link, edges: Iterable[Edge], holds: Mapping[str, frozenset[int]]) -> bool:
    """Whether the child holds text of another account than the parent, and no report but its descendants holds it as well."""
    added, descended = holds[link.child] - holds[link.parent], _under(link.child, parents_of(edges)) | {link.child}
    return bool(added) and not any(added & held for id, held in holds.items() if id not in descended)


def shared(event: Stemma, a: str, b: str) -> bool | None:
    """Whether two reports share a text; None where that is open."""
    common = len(event.renders[a] & event.renders[b])
    return None if 0 < common < FEW else common >= FEW


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


def links_of(
    edges: Iterable[Edge], lost: Collection[str], copies: Collection[str], through: Collection[str] = (), stop: Collection[str] = ()
) -> tuple[Link, ...]:
    """The edges to a report, directly or past lost texts: any in `through`, and one with no other descendants unless in `stop`."""
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
            elif edge.parent in through or (edge.parent not in stop and below(edge.parent, parents, lost) == {child}):
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
