"""From which reports each report was made: one parent, another for a passage, or none of the reports at hand.

How it works.
1. Word-for-word copies are one (`relatives.copies`), and stand for each other.
2. Every report asks each relative whether it is the parent, against the possibility that none of them is: how surely it stands above
   the report (`direction`), how much of the report it leaves unexplained and how far from it it is, beside the nearest of them, whether
   a nearer relative stands between the two, how much it explains, and, softly, who was published first. The bits of each stand in
   `direction.json` under "parent"; the chances of all possibilities add up to one.
3. The best arborescence (Chu and Liu 1965, Edmonds 1967) takes the answers that fit together: nobody is his own ancestor.
4. What a report tells besides its parent's text may come from a second one, asked likewise ("passage").

Of the true edges that were missed, a third went to an ancestor in place of the parent. On 400 grown events of the split for fitting (seeds
12 and 13), edges have F1 .781 where bits of direction know no bounds and a relative is judged by what it leaves unexplained, .791 with
the distance, .829 with who stands between, .836 with the chance of standing above in place of its bits. Tried and dropped: how much more
the relative tells (the same); what is said of three relatives at once, as that one who stands above the first stands beside the second
(log loss of direction .328 for .351, edges the same); bits for none, which move precision against recall (F1 .829 for .832 and less).

Time is soft: stamps are missing, edited, or those of an update. An error here names a wrong parent; the account count does not rest on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p, log2

from ..types import Reason, Span
from .direction import SHOWN, Way, chances, contributions, reason, tables
from .relatives import THIRD, Relatives
from .variants import SCRAP, Side

NONE = ""  # the parent of a report that comes from none of the others
SETTLED = 0.5  # bits of direction from which a parent is named; 1 gives F1 .832 for .838, and with 0 a tie would name one
LEAST_PASSAGE = 2  # sentences that a second parent must explain
EXPLAINED = 0.25  # similarity to a sentence of the parent from which a sentence needs no other
PASSAGE = 0.30  # similarity to a sentence of another from which it may come from there
ALONE = 10.0  # readings that a sentence without a partner counts for
SURE = 8.0  # bits beyond which no direction is believed

TOLD = {
    "lean": "how the two stand to each other",
    "beside": "how likely neither comes from the other",
    "share": "how much of what the parent does not explain it has",
    "earlier": "who was published first",
    "orphan": "no other parent is known",
    "prior": "as a rule a report has one parent",
}

Score = dict[str, float]  # what speaks for a parent, in its units


@dataclass(frozen=True, slots=True)
class Parent:
    """A report from which another was made."""

    child: str
    parent: str
    p: float
    because: tuple[Reason, ...]
    passage: tuple[Span, ...] = ()  # sentences of the child that come from here, where that is not the whole


def choices(child: str, kin: Relatives) -> dict[str, Score]:
    """What speaks for each relative as the parent of `child`; see `tables()["parent"]`.

    Two reports that credit one text for their own come from that, not from each other.
    """
    found = {parent: kin.way(child, parent) for parent in kin.of(child) if _may_be(parent, child, kin)}
    left = {parent: _apart(way.side(child)) for parent, way in found.items()}
    far = {parent: _apart(*way.variants.sides) for parent, way in found.items()}
    near = sorted(found, key=lambda parent: (far[parent], parent))[:THIRD]
    return {
        parent: {
            "above": _odds(way, parent)[0],
            "lean": way.toward(parent),
            "unexplained": left[parent] - min(left.values()),
            "distance": far[parent] - far[near[0]],
            "between": max((_between(parent, x, found[x], kin) for x in near if far[x] < far[parent]), default=0.0),
            "explained": 1 - way.side(child).alone_share,
            "earlier": kin.earlier(parent, child),
            "credited": float(kin.names(child, parent)),
        }
        for parent, way in found.items()
    }


def _may_be(parent: str, child: str, kin: Relatives) -> bool:
    """Whether anything can speak for a parent: of a translation and its original only time and credits tell which was first."""
    told = kin.earlier(parent, child) > 0 or kin.names(child, parent) or not kin.table.translated(child, parent)
    return told and not kin.credits(child) & kin.credits(parent)


def _apart(*sides: Side) -> float:
    """How much some sides of a pair have that the other lacks."""
    return log1p(sum(len(side.readings) + ALONE * len(side.alone) for side in sides))


def _between(parent: str, other: str, way: Way, kin: Relatives) -> float:
    """How surely another relative of the child (`way` is theirs) stands below `parent` and above the child."""
    upper = kin.ways.get(frozenset((parent, other)))
    return upper.above(parent) * way.above(other) if upper else 0.0


def _odds(way: Way, parent: str) -> tuple[float, float, float, float]:
    """Bits for `parent` standing above against the two other ways, at most SURE; and how many times they hold `lean`, less `beside`, and 1.

    With r the share of "beside" among the other ways, the bits are exactly (2 - r) lean - r beside - the entropy of r.
    """
    lean = way.toward(parent)
    rest = chances((-lean, way.beside))
    entropy = -sum(p * log2(p) for p in rest if p > 0)
    bits = (1 + rest[0]) * lean - rest[1] * way.beside - entropy
    dulled = min(1.0, SURE / abs(bits)) if bits else 1.0
    return dulled * bits, dulled * (1 + rest[0]), dulled * rest[1], -dulled * entropy


def none_bits(child: str, kin: Relatives, table: Mapping[str, float]) -> float:
    """Bits for none of the relatives being the parent."""
    return table["none"] + table["credited"] * bool(kin.credits(child))


def bits_of(score: Score, table: Mapping[str, float]) -> float:
    """Bits for a parent."""
    return sum(bits * score.get(name, 0.0) for name, bits in table.items())


def origins(kin: Relatives) -> list[Parent]:
    """The parents of every report, at most one for the whole and one for a passage; acyclic, sorted by child."""
    ids, table = sorted(set(kin.stands.values())), tables()["parent"]
    scores = {id: {parent: score for parent, score in choices(id, kin).items() if _leans(score, table)} for id in ids}
    options = {}
    for id in ids:
        bits = {NONE: none_bits(id, kin, table), **{parent: bits_of(score, table) for parent, score in scores[id].items()}}
        options[id] = dict(zip(bits, chances([*bits.values()]), strict=True))
    chosen = arborescence(ids, {(parent, child): log2(max(p, 1e-12)) for child in ids for parent, p in options[child].items()})
    firsts = [
        Parent(child, parent, options[child][parent], _because(child, parent, scores[child][parent], kin, table))
        for child, parent in sorted(chosen.items())
        if parent != NONE
    ]
    return sorted(firsts + _seconds(ids, firsts, kin), key=lambda found: (found.child, found.parent))


def _leans(score: Score, table: Mapping[str, float]) -> bool:
    """Whether it is clear enough which of the two came first."""
    named = table.get("credited", 0.0) * score.get("credited", 0.0)
    return 2 * score["lean"] + table["earlier"] * score["earlier"] + named >= SETTLED


def _because(child: str, parent: str, score: Score, kin: Relatives, table: Mapping[str, float]) -> tuple[Reason, ...]:
    """The bits for a parent against none, feature by feature."""
    way = kin.way(child, parent)
    _, lean, beside, left = (table["above"] * part for part in _odds(way, parent))
    told = contributions(way, parent, kin.by, lean, beside)
    out = [reason(name, round(bits, 3), way, parent) for name, bits in told.items() if name != "prior" and round(bits, 3)]
    rest = told["prior"] + left - none_bits(child, kin, table)
    alone = tuple(one.at for one in way.side(child).alone[:SHOWN])
    details = {
        "unexplained": ("what it leaves unexplained, beside the relative that leaves least", alone),
        "distance": ("how far it is, beside the nearest relative", alone),
        "between": (f"a nearer relative stands between, as likely as {score['between']:.0%}", ()),
        "explained": (f"it has the sentences of {score['explained']:.0%} of the report's words", ()),
        "earlier": ("published earlier" if score["earlier"] > 0 else "published later", ()),
        "credited": ("the report credits the outlet of this one", ()),
    }
    for name, (detail, at) in details.items():
        bits = round(table[name] * score[name], 3)
        if bits:
            out.append(Reason(f"parent.{name}", bits, at, detail))
    return (Reason("parent.none", round(rest, 3), (), "as a rule none of the reports at hand is the parent"), *out)


def _seconds(ids: Sequence[str], firsts: Sequence[Parent], kin: Relatives) -> list[Parent]:
    """For what its parent does not explain, the likeliest other parent of each report, where that is likelier than not."""
    over: dict[str, set[str]] = defaultdict(set)
    for found in firsts:
        over[found.child].add(found.parent)
    table, out = tables()["passage"], list[tuple[float, str, str, Score, tuple[Span, ...]]]()
    for child in ids:
        for parent, score, passage in passages(child, next(iter(over[child]), NONE), kin):
            bits = bits_of(score, table) + table["prior"]
            if bits > 0 and _leans(score, table):
                out.append((bits, child, parent, score, passage))
    taken: list[Parent] = []
    for bits, child, parent, score, passage in sorted(out, key=lambda one: (-one[0], one[1], one[2])):
        if any(child == found.child for found in taken) or parent in _ancestors(child, over) or child in _ancestors(parent, over):
            continue
        over[child].add(parent)
        because = tuple(
            Reason(f"passage.{name}", round(table[name] * value, 3), passage[:SHOWN] if name == "share" else (), TOLD[name])
            for name, value in {**score, "prior": 1.0}.items()
            if round(table[name] * value, 3)
        )
        taken.append(Parent(child, parent, chances((bits, 0.0))[0], because, passage))
    return taken


def passages(child: str, parent: str, kin: Relatives) -> list[tuple[str, Score, tuple[Span, ...]]]:
    """Relatives that have sentences of `child` which its parent lacks, with what speaks for each as a second one."""
    text = kin.table.texts[child]
    explained = {n for n, (_, alike) in kin.table.links(child, parent).items() if alike >= EXPLAINED} if parent else set()
    rest = [n for n, many in enumerate(text.many) if n not in explained and many >= SCRAP]
    out = []
    for other in kin.of(child):
        links = kin.table.links(child, other)
        had = [n for n in rest if n in links and links[n][1] >= PASSAGE]
        if other != parent and len(had) >= LEAST_PASSAGE and not kin.credits(child) & kin.credits(other):
            way = kin.way(child, other)
            score = {
                "lean": way.toward(other),
                "beside": way.beside,
                "share": len(had) / len(rest),
                "earlier": kin.earlier(other, child),
                "orphan": float(parent == NONE),
            }
            out.append((other, score, tuple(text.sentences[n] for n in had)))
    return out


def _ancestors(id: str, over: Mapping[str, Iterable[str]]) -> set[str]:
    """All texts above one."""
    found, todo = set[str](), [id]
    while todo:
        for parent in over.get(todo.pop(), ()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found


def arborescence(ids: Sequence[str], weight: Mapping[tuple[str, str], float]) -> dict[str, str]:
    """The parents of the heaviest tree that hangs from NONE, by Chu-Liu/Edmonds; `weight` is (parent, child) to bits.

    Every child needs an edge from NONE. Of equals the smaller parent is taken, NONE last. O(n * edges).
    """
    into: dict[str, list[tuple[float, bool, str]]] = defaultdict(list)
    for (parent, child), bits in weight.items():
        into[child].append((-bits, parent == NONE, parent))
    best = {child: min(into[child])[2] for child in ids}
    cycle = _cycle(best)
    if not cycle:
        return best
    ring = min(cycle)  # the cycle becomes one node, under the name of its smallest member
    enters: dict[str, tuple[float, str, str]] = {}
    inside: dict[tuple[str, str], float] = {}
    leaves: dict[str, str] = {}
    for (parent, child), bits in sorted(weight.items()):
        if child in cycle and parent not in cycle:
            gain = bits - weight[best[child], child]
            if parent not in enters or gain > enters[parent][0]:
                enters[parent] = (gain, child, parent)
                inside[parent, ring] = gain
        elif parent in cycle and child not in cycle:
            if child not in leaves or bits > inside[ring, child]:
                leaves[child], inside[ring, child] = parent, bits
        elif child not in cycle:
            inside[parent, child] = bits
    outer = arborescence([id for id in ids if id not in cycle or id == ring], inside)
    found = {child: leaves[child] if parent == ring and child in leaves else parent for child, parent in outer.items() if child != ring}
    _, opened, parent = enters[outer[ring]]
    return {**{child: best[child] for child in cycle}, **found, opened: parent}


def _cycle(best: Mapping[str, str]) -> set[str]:
    """The members of a cycle of parents, none if there is none."""
    for start in sorted(best):
        seen, at = [start], best[start]
        while at in best and at not in seen:
            seen.append(at)
            at = best[at]
        if at in seen:
            return set(seen[seen.index(at) :])
    return set()
