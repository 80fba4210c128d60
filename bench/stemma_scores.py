"""How good a proposed stemma is, given the truth of `lineage`. Pure functions; nothing here runs the product.

Direction is judged over the scored edges that are not open (the child changed a reading): right where the parent stands above the child
in the proposal, wrong where it stands below, silent otherwise. Edges are judged as `lineage` says: twins are as good, fair ones do
not count, each true edge is found once. A proposed lost text matches the true one whose children it shares best, from a Jaccard of
.5, one to one; one that only credits a name of the real texts is nobody's error, nor is one that matches a lost text not asked for.
Probabilities are those of proposed edges to reports, fair ones left out, and those that a pair shares a text (`calibration`).
Figures by operator count a link under the operator of its child; "third report" says whether some report outside the child's line of
descent has text of the parent's account, so that it can tell which of two readings is the older.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import prod
from typing import Any

from .calibration import Bet, brier, by_kind, calibration
from .lineage import Edge, Link, LostText, Stemma, below, links_of, parents_of, shared

JACCARD = 0.5


@dataclass(frozen=True)
class Guess:
    """A proposed stemma: reports by id, lost texts by any other name."""

    edges: Mapping[tuple[str, str], float]  # (child, parent) -> probability
    lost: Mapping[str, str | None] = field(default_factory=dict)  # -> credited name
    derived: frozenset[frozenset[str]] = frozenset()  # pairs of reports that are said to share a text
    accounts: tuple[int, int] | None = None  # low, high
    kinds: Mapping[tuple[str, str], str] = field(default_factory=dict)  # of the edges
    shares: Mapping[frozenset[str], float] = field(default_factory=dict)  # probability that a pair shares a text


@dataclass
class Tally:
    """Counts of one or many events."""

    counts: Counter[str] = field(default_factory=Counter)
    by_operator: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    bets: list[Bet] = field(default_factory=list)  # on edges between reports
    shares: list[Bet] = field(default_factory=list)  # on pairs that share a text
    misses: int = 0  # true edges on which nothing was bet

    def add(self, other: Tally) -> None:
        """Count another's as well."""
        self.counts.update(other.counts)
        for name, counts in other.by_operator.items():
            self.by_operator[name].update(counts)
        self.bets += other.bets
        self.shares += other.shares
        self.misses += other.misses

    def note(self, what: str, operators: Iterable[str] = ()) -> None:
        self.counts[what] += 1
        for name in set(operators):
            self.by_operator[name][what] += 1


# --- direction -------------------------------------------------------------------------------


def stands_above(upper: str, lower: str, parents: Mapping[str, Sequence[str]]) -> bool:
    """Whether `upper` is an ancestor of `lower`."""
    seen, todo = set[str](), [lower]
    while todo:
        for parent in parents.get(todo.pop(), ()):
            if parent == upper:
                return True
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)
    return False


def way(link: Link, parents: Mapping[str, Sequence[str]]) -> str:
    """How a proposal directs a true edge: right, wrong or silent."""
    if stands_above(link.parent, link.child, parents):
        return "right"
    return "wrong" if stands_above(link.child, link.parent, parents) else "silent"


def score_direction(event: Stemma, guess: Guess) -> Tally:
    """Every scored edge that the text can direct."""
    tally, parents = Tally(), parents_of(Edge(child, parent, "") for child, parent in guess.edges)
    for link in event.links:
        if not link.open:
            called = "derived" if frozenset((link.child, link.parent)) in guess.derived else "not derived"
            for what in ("pairs", called, way(link, parents), f"{way(link, parents)} {called}"):
                tally.note(what, [link.operator, "third report" if witnessed(event, link) else "no third report"])
    return tally


def witnessed(event: Stemma, link: Link) -> bool:
    """Whether a report stands neither on the link nor below it and renders text of the parent."""
    parents = parents_of(event.edges)
    return any(
        shared(event, report.id, link.parent)
        for report in event.reports
        if report.id not in {link.child, link.parent} | event.twins.get(link.parent, frozenset())
        and not stands_above(link.child, report.id, parents)
    )


# --- edges -----------------------------------------------------------------------------------


def proposed(guess: Guess) -> dict[tuple[str, str], float]:
    """The proposed edges between reports; a lost text with one child and a parent is passed through."""
    edges = [Edge(child, parent, "") for child, parent in guess.edges]
    out = {}
    for link in links_of(edges, guess.lost, ()):
        out[link.child, link.parent] = guess.edges.get((link.child, link.parent)) or _through(link, guess)
    return out


def _through(link: Link, guess: Guess) -> float:
    """The probability of an edge through lost texts: the product along one way."""
    steps, at = [], link.child
    while at != link.parent:
        found = [parent for child, parent in guess.edges if child == at and (parent in guess.lost or parent == link.parent)]
        if not found:
            return 0.0
        steps.append(guess.edges[at, found[0]])
        at = found[0]
    return prod(steps)


def match_edges(event: Stemma, edges: Iterable[tuple[str, str]]) -> tuple[dict[tuple[str, str], Link], set[tuple[str, str]]]:
    """Proposed edges with the true edge each finds, and those that do not count."""
    found: dict[tuple[str, str], Link] = {}
    taken: set[Link] = set()
    edges = sorted(edges)
    for exact in (True, False):
        for child, parent in edges:
            near = {parent} if exact else event.twins.get(parent, frozenset({parent}))
            link = next((one for one in event.links if one not in taken and one.child == child and one.parent in near), None)
            if link and (child, parent) not in found:
                found[child, parent] = link
                taken.add(link)
    fair = {(c, p) for c, p in edges if (c, p) not in found and any((c, twin) in event.fair for twin in event.twins.get(p, {p}))}
    return found, fair


def score_edges(event: Stemma, guess: Guess) -> Tally:
    """Found, missed and false edges between reports, and the bets on them."""
    tally, edges, made = Tally(), proposed(guess), made_by(event)
    found, fair = match_edges(event, edges)
    for edge, p in edges.items():
        if edge in fair:
            continue
        operator = found[edge].operator if edge in found else made.get(edge[0], "base")
        tally.note("edges found" if edge in found else "edges false", [operator])
        tally.bets.append(Bet(p, edge in found, operator, guess.kinds.get(edge, "")))
    for link in set(event.links) - set(found.values()):
        tally.note("edges missed", [link.operator])
        tally.misses += 1
    return tally


def score_pairs(event: Stemma, guess: Guess) -> Tally:
    """Which pairs are said to share a text, and with what probability; pairs with too little in common are left out."""
    tally = Tally()
    for a, b in combinations([report.id for report in event.reports], 2):
        true, pair = shared(event, a, b), frozenset((a, b))
        if true is None:
            continue
        said = pair in guess.derived
        if true or said:
            tally.note("pairs found" if true and said else "pairs missed" if true else "pairs false")
        if pair in guess.shares:
            tally.shares.append(Bet(guess.shares[pair], true))
    return tally


def made_by(event: Stemma) -> dict[str, str]:
    """The operator that made each report; a root has none."""
    return {edge.child: edge.operator for edge in event.edges}


# --- lost texts and accounts -----------------------------------------------------------------


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the union that is common."""
    return len(a & b) / max(1, len(a | b))


def match_lost(true: Sequence[LostText], guessed: Mapping[str, frozenset[str]]) -> dict[str, LostText]:
    """Proposed lost texts with the true one each matches, best overlap first, one to one."""
    ranked = sorted((-jaccard(text.children, children), not text.scored, text.id, id) for text in true for id, children in guessed.items())
    by_id, out = {text.id: text for text in true}, dict[str, LostText]()
    for negative, _, true_id, id in ranked:
        if -negative >= JACCARD and id not in out and by_id[true_id] not in out.values():
            out[id] = by_id[true_id]
    return out


def score_lost(event: Stemma, guess: Guess) -> Tally:
    """Found, missed and false lost texts; those found are counted for every operator among their children."""
    tally, made = Tally(), made_by(event)
    parents = parents_of(Edge(child, parent, "") for child, parent in guess.edges)
    guessed = {id: below(id, parents, guess.lost) for id in guess.lost}
    guessed = {id: children for id, children in guessed.items() if children}
    found = match_lost(event.lost, guessed)
    for id in guessed:
        if id in found:
            text = found[id]
            tally.note("lost found" if text.scored else "lost fair", [made[child] for child in text.children])
            if text.scored and text.name and guess.lost[id] == text.name:
                tally.note("lost named rightly")
        elif guess.lost[id] in event.named:
            tally.note("lost fair")
        else:
            tally.note("lost false", [made.get(child, "base") for child in guessed[id]])
    for text in event.lost:
        if text.scored and text not in found.values():
            tally.note("lost missed", [made[child] for child in text.children])
    return tally


def score_accounts(event: Stemma, guess: Guess) -> Tally:
    """How near the account range comes; counted for every operator in the event."""
    tally = Tally()
    if guess.accounts is None:
        return tally
    low, high = guess.accounts
    operators = set(made_by(event).values())
    tally.note("events", operators)
    for what, holds in (
        ("high within 1", abs(high - event.accounts) <= 1),
        ("high exact", high == event.accounts),
        ("high too high", high > event.accounts),
        ("high too low", high < event.accounts),
        ("in range", low <= event.accounts <= high),
    ):
        if holds:
            tally.note(what, operators)
    return tally


# --- figures ---------------------------------------------------------------------------------


def share(part: int, whole: int) -> float | None:
    """A share with four digits; None of nothing."""
    return round(part / whole, 4) if whole else None


def f1(found: int, missed: int, false: int) -> dict[str, float | None]:
    """Precision, recall and their harmonic mean."""
    return {
        "precision": share(found, found + false),
        "recall": share(found, found + missed),
        "f1": share(2 * found, 2 * found + missed + false),
    }


def direction_figures(counts: Mapping[str, int]) -> dict[str, Any]:
    """Right among those directed, among pairs called derived, and among all."""
    right, wrong = counts.get("right", 0), counts.get("wrong", 0)
    return {
        "pairs": counts.get("pairs", 0),
        "of directed": share(right, right + wrong),
        "of called derived": share(counts.get("right derived", 0), counts.get("derived", 0)),
        "of all": share(right, counts.get("pairs", 0)),
        "directed": share(right + wrong, counts.get("pairs", 0)),
    }


def count_figures(counts: Mapping[str, int]) -> dict[str, Any]:
    """Edges, lost texts, pairs that share a text, and accounts."""
    out: dict[str, Any] = {}
    for what in ("edges", "lost", "pairs"):
        found, missed, false = (counts.get(f"{what} {kind}", 0) for kind in ("found", "missed", "false"))
        if found + missed + false:
            out[what] = {"true": found + missed, **f1(found, missed, false)}
    if counts.get("events"):
        names = ("high within 1", "high exact", "high too high", "high too low", "in range")
        out["accounts"] = {"events": counts["events"], **{name: share(counts.get(name, 0), counts["events"]) for name in names}}
    return out


def figures(timed: Tally, direction: Tally) -> dict[str, Any]:
    """Everything measured, in all and by operator."""
    operators = sorted(set(timed.by_operator) | set(direction.by_operator))
    bets = {name: [bet for bet in timed.bets if bet.operator == name] for name in operators}
    return {
        "direction without stamps": direction_figures(direction.counts),
        **count_figures(timed.counts),
        "edge probabilities": {
            "brier with misses": brier(timed.bets, timed.misses),
            **calibration(timed.bets),
            "by kind": by_kind(timed.bets),
        },
        "pair probabilities": calibration(timed.shares),
        "by operator": {
            name: {
                "direction": direction_figures(direction.by_operator.get(name, {})),
                **count_figures(timed.by_operator.get(name, {})),
                "brier": brier(bets[name]),
            }
            for name in operators
        },
    }
