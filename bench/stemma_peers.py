"""What simpler ways would propose, in the same form as the product: the peers of `bench.stemma`.

Nobody sells a stemma of news; these are what tools for text reuse do, and what manuscript studies do.
- **earliest and most alike**, as RNewsflow and MediaWatch: the source of a report is the earlier one that it is most like, above a
  threshold; likeness is the containment of word 5-grams or the cosine of words weighed by idf. Reports without a stamp have no source.
- **longer**: of two that share text, the longer is the parent.
- **time, then containment**: the earlier is the parent; without stamps the one that holds more of the other.
- **neighbour joining** (Saitou and Nei 1987) over 1 - containment, one tree for each component; inner nodes are lost texts, unless a
  leaf lies on one. The root is the leaf published first, without stamps the longest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from math import log, sqrt

from rashomon.text.stems import keys
from rashomon.types import Report

from .bases import containment, runs
from .stemma_scores import Guess

CONTAINED = 0.1  # containment of word 5-grams from which our copy index calls a copy
COSINE = 0.4  # of words weighed by idf: the setting of RNewsflow's published examples
ON_A_NODE = 0.15  # length of a branch below which a leaf stands for the inner node

Likeness = Mapping[frozenset[str], float]


def contained(reports: Sequence[Report]) -> dict[frozenset[str], float]:
    """Containment of word 5-grams outside quotation marks, of every pair."""
    grams = {report.id: runs(report.text) for report in reports}
    return {frozenset((a, b)): containment(grams[a], grams[b]) for a, b in combinations(sorted(grams), 2)}


def cosines(reports: Sequence[Report]) -> dict[frozenset[str], float]:
    """Cosine of the words weighed by idf, of every pair."""
    words = {report.id: Counter(word for word, _, _ in keys(report.text)) for report in reports}
    spread = Counter(word for counts in words.values() for word in counts)
    weighed = {id: {word: n * log(1 + len(words) / spread[word]) for word, n in counts.items()} for id, counts in words.items()}
    size = {id: sqrt(sum(x * x for x in row.values())) or 1.0 for id, row in weighed.items()}
    return {
        frozenset((a, b)): sum(x * weighed[b].get(word, 0.0) for word, x in weighed[a].items()) / size[a] / size[b]
        for a, b in combinations(sorted(weighed), 2)
    }


def components(ids: Sequence[str], pairs: Sequence[frozenset[str]]) -> list[set[str]]:
    """Reports that hang together."""
    home = {id: {id} for id in ids}
    for pair in pairs:
        a, b = sorted(pair)
        if home[a] is not home[b]:
            home[a] |= home[b]
            home.update(dict.fromkeys(home[b], home[a]))
    return [home[id] for id in ids if id == min(home[id])]


def _stamp(report: Report) -> datetime | None:
    return report.published.low if report.published else None


def earliest(reports: Sequence[Report], alike: Likeness, threshold: float) -> Guess:
    """The most alike earlier report above the threshold is the source."""
    edges = {}
    for child in reports:
        before = [r for r in reports if (at := _stamp(r)) and (own := _stamp(child)) and at < own]
        ranked = sorted((-alike[frozenset((child.id, r.id))], r.id) for r in before)
        if ranked and -ranked[0][0] >= threshold:
            edges[child.id, ranked[0][1]] = min(1.0, -ranked[0][0])
    derived = [pair for pair, value in alike.items() if value >= threshold]
    count = len(components([report.id for report in reports], derived))
    return Guess(edges, {}, frozenset(derived), (count, count))


def directed(reports: Sequence[Report], alike: Likeness, first: Callable[[Report, Report], float]) -> Guess:
    """Every pair that shares text gets an edge; `first` is positive where the left one is the parent."""
    by_id, edges = {report.id: report for report in reports}, {}
    for pair, value in alike.items():
        a, b = (by_id[id] for id in sorted(pair))
        toward = first(a, b)
        if value >= CONTAINED and toward:
            edges[(b.id, a.id) if toward > 0 else (a.id, b.id)] = min(1.0, value)
    return Guess(edges, {}, frozenset(pair for pair, value in alike.items() if value >= CONTAINED))


def longer(reports: Sequence[Report], alike: Likeness) -> Guess:
    """The longer one is the parent."""
    return directed(reports, alike, lambda a, b: len(a.text) - len(b.text))


def time_then_containment(reports: Sequence[Report], alike: Likeness) -> Guess:
    """The earlier one is the parent, else the one that holds more of the other."""

    def first(a: Report, b: Report) -> float:
        at, other = _stamp(a), _stamp(b)
        if at and other and at != other:
            return (other - at).total_seconds()
        ours, theirs = runs(a.text), runs(b.text)
        return len(ours & theirs) / max(1, len(theirs)) - len(ours & theirs) / max(1, len(ours))

    return directed(reports, alike, first)


def neighbour_joining(reports: Sequence[Report], alike: Likeness) -> Guess:
    """A tree for each component, rooted at its first or longest report."""
    by_id = {report.id: report for report in reports}
    groups = components(sorted(by_id), [pair for pair, value in alike.items() if value >= CONTAINED])
    edges: dict[tuple[str, str], float] = {}
    lost: dict[str, str | None] = {}
    for n, group in enumerate(groups):
        dated = [id for id in group if _stamp(by_id[id])]
        root = min(dated, key=lambda id: (_stamp(by_id[id]), id)) if dated else max(group, key=lambda id: (len(by_id[id].text), id))
        branches = join({pair: 1.0 - value for pair, value in alike.items() if pair <= group}, sorted(group), f"node{n}.")
        for child, parent in rooted(shrunk(branches, group), root):
            edges[child, parent] = 0.5
            lost.update({id: None for id in (child, parent) if id not in by_id})
    return Guess(edges, lost, frozenset(p for p, v in alike.items() if v >= CONTAINED), (len(groups), len(groups)))


Branches = dict[frozenset[str], float]


def join(distance: Mapping[frozenset[str], float], leaves: Sequence[str], prefix: str) -> Branches:
    """Neighbour joining: the branches of an unrooted tree with their lengths; inner nodes are numbered behind the prefix."""
    d, live, out = dict(distance), list(leaves), Branches()
    while len(live) > 2:
        total = {a: sum(d[frozenset((a, b))] for b in live if b != a) for a in live}
        a, b = min(combinations(live, 2), key=lambda p: ((len(live) - 2) * d[frozenset(p)] - total[p[0]] - total[p[1]], p))
        new, gap = f"{prefix}{len(out)}", d[frozenset((a, b))]
        left = gap / 2 + (total[a] - total[b]) / (2 * (len(live) - 2))
        out[frozenset((a, new))], out[frozenset((b, new))] = max(0.0, left), max(0.0, gap - left)
        live = [c for c in live if c not in {a, b}]
        d.update({frozenset((new, c)): (d[frozenset((a, c))] + d[frozenset((b, c))] - gap) / 2 for c in live})
        live.append(new)
    if len(live) == 2:
        out[frozenset(live)] = max(0.0, d[frozenset(live)])
    return out


def shrunk(branches: Branches, leaves: set[str]) -> Branches:
    """A leaf on a short branch takes the place of its inner node, the shortest first."""
    out, done = dict(branches), set[str]()
    for pair, length in sorted(branches.items(), key=lambda item: (item[1], sorted(item[0]))):
        leaf, inner = sorted(pair, key=lambda id: id not in leaves)
        if leaf not in leaves or inner in leaves or inner in done or length >= ON_A_NODE:
            continue
        done.add(inner)
        del out[pair]
        out = {frozenset(leaf if id == inner else id for id in other): value for other, value in out.items()}
    return out


def rooted(branches: Branches, root: str) -> list[tuple[str, str]]:
    """Children with parents, away from the root."""
    out, seen, todo = [], {root}, [root]
    while todo:
        at = todo.pop()
        for pair in sorted(branches, key=sorted):
            other = next((id for id in pair if id != at), None) if at in pair else None
            if other is not None and other not in seen:
                seen.add(other)
                todo.append(other)
                out.append((other, at))
    return out


def peers(reports: Sequence[Report]) -> dict[str, Guess]:
    """What every peer proposes."""
    by_runs, by_words = contained(reports), cosines(reports)
    return {
        "earliest, containment": earliest(reports, by_runs, CONTAINED),
        "earliest, cosine": earliest(reports, by_words, COSINE),
        "longer": longer(reports, by_runs),
        "time, then containment": time_then_containment(reports, by_runs),
        "neighbour joining": neighbour_joining(reports, by_runs),
    }
