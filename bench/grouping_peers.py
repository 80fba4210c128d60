"""How well plain peers find the same events: TF-IDF with average link, with one online pass, with K-means told K.

Each is as strong as it gets without learning: the first two are told the one cut that is best over all piles, the third
is told how many events there are. Needs scikit-learn, which only the dependency group `bench` holds. At scale DBSCAN and semhash
(what is near-equal to it) stand beside them, each in a process of its own:

    python -m bench.grouping_peers JOB DOCUMENTS.jsonl GOLD.jsonl     used by bench/grouping_scale.py; prints JSON
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from rashomon.types import Report

from .apart import weighed
from .clusters import Scores, agreement
from .copies_peers import HashedWords

CUTS = tuple(n / 50 for n in range(2, 30))  # cosine
ABSENT = "scikit-learn is absent, so there are no peers here: pip install scikit-learn (dependency group `bench`)"
BLOCK = 1000  # rows of similarities held at once by the online pass
KMEANS_STARTS = 3
CUT = 0.2  # of average link and the online pass: the best shared one on the real sets
DBSCAN_CUT, SEMHASH_CUT = 0.30, 0.65  # the best on 1,000 documents of bench/pile.py
WARM = 50  # texts that a peer sees before it is timed
Labels = Sequence[int]
Piles = Mapping[str, tuple[Sequence[Report], Mapping[str, str]]]  # name -> reports, gold


def available() -> bool:
    """Whether scikit-learn is installed."""
    try:
        import_module("sklearn")
    except ImportError:
        return False
    return True


def vectors(texts: Sequence[str]) -> Any:
    """Unit TF-IDF vectors over the pile's own frequencies, as a sparse matrix."""
    text = import_module("sklearn.feature_extraction.text")
    return text.TfidfVectorizer(sublinear_tf=True, stop_words="english", strip_accents="unicode").fit_transform(texts)


def average_link(matrix: Any, cuts: Sequence[float]) -> dict[float, Labels]:
    """Average link on cosine, cut at each of `cuts`; quadratic in time and memory."""
    import numpy as np

    link = import_module("sklearn.cluster").AgglomerativeClustering
    distances = np.clip(1.0 - (matrix @ matrix.T).toarray(), 0.0, None)
    tree = link(n_clusters=1, metric="precomputed", linkage="average", compute_distances=True).fit(distances)
    return {cut: _cut_tree(tree.children_.tolist(), tree.distances_.tolist(), 1.0 - cut) for cut in cuts}


def _cut_tree(children: list[list[int]], distances: list[float], farthest: float) -> Labels:
    """The label of every leaf after all merges up to a distance; node n + k is what merge k made."""
    leaves = len(children) + 1
    label = list(range(leaves + len(children)))
    for merge in reversed(range(len(children))):  # from the root down, a node hands its label to what it was made of
        if distances[merge] <= farthest:
            for child in children[merge]:
                label[child] = label[leaves + merge]
    return label[:leaves]


def online(matrix: Any, order: Sequence[int], cut: float) -> Labels:
    """One pass in `order`: each document joins the nearest centroid at `cut` or above, or opens a cluster."""
    import numpy as np

    ordered = matrix[list(order)]
    found = np.zeros(ordered.shape[0], dtype=np.int64)
    squares = np.zeros(ordered.shape[0])  # squared length of each cluster's sum of vectors
    clusters = 0
    for start in range(0, ordered.shape[0], BLOCK):
        block = (ordered[start : start + BLOCK] @ ordered[: start + BLOCK].T).toarray()
        for n, row in enumerate(block, start):
            dots = np.bincount(found[:n], weights=row[:n], minlength=clusters)[:clusters]
            likeness = dots / np.sqrt(squares[:clusters])
            best = int(likeness.argmax()) if clusters else 0
            if not clusters or likeness[best] < cut:
                best, clusters = clusters, clusters + 1
            squares[best] += 1.0 + (2.0 * dots[best] if best < len(dots) else 0.0)
            found[n] = best
    labels = np.empty_like(found)
    labels[list(order)] = found
    return [int(label) for label in labels]


def k_means(matrix: Any, events: int) -> Labels:
    """K-means told the number of events."""
    model = import_module("sklearn.cluster").KMeans(n_clusters=events, n_init=KMEANS_STARTS, random_state=0)
    return [int(label) for label in model.fit_predict(matrix)]


def dbscan(matrix: Any, cut: float) -> Labels:
    """DBSCAN on cosine; noise is an event of one."""
    model = import_module("sklearn.cluster").DBSCAN(eps=1.0 - cut, min_samples=2, metric="cosine")
    return [int(label) if label >= 0 else -2 - n for n, label in enumerate(model.fit_predict(matrix))]


def semhash(texts: Sequence[str], cut: float) -> Labels:
    """SemHash.self_deduplicate: every text that is kept is an event, with what was dropped as too like it."""
    first = {text: n for n, text in reversed(list(enumerate(texts)))}
    result = import_module("semhash").SemHash.from_records(records=list(texts), model=HashedWords()).self_deduplicate(threshold=cut)
    label = list(range(len(texts)))
    for kept in result.selected_with_duplicates:
        for other, _ in kept.duplicates:
            label[first[str(other)]] = first[str(kept.record)]
    return [label[first[text]] for text in texts]


def time_order(reports: Sequence[Report]) -> list[int]:
    """Positions by time of publication, undated ones last, ties by id."""
    dated = [(report.published is None, report.published.low.timestamp() if report.published else 0.0, report.id) for report in reports]
    return sorted(range(len(reports)), key=dated.__getitem__)


def named(reports: Sequence[Report], labels: Labels) -> dict[str, str]:
    """Clusters by document id."""
    return {report.id: str(label) for report, label in zip(reports, labels, strict=True)}


def measure_peers(piles: Piles) -> dict[str, Any]:
    """A table a peer, each with its one cut, or a line that says why there is none."""
    if not available():
        return {"skipped": ABSENT}
    link, single, told = {}, {}, {}
    for name, (reports, gold) in piles.items():
        matrix, order = vectors([report.text for report in reports]), time_order(reports)
        by_cut = average_link(matrix, CUTS)
        link[name] = {cut: agreement(gold, named(reports, labels)) for cut, labels in by_cut.items()}
        single[name] = {cut: agreement(gold, named(reports, online(matrix, order, cut))) for cut in CUTS}
        told[name] = agreement(gold, named(reports, k_means(matrix, len(set(gold.values()))))).rounded()
    return {"average link": _at_best(link), "online single pass": _at_best(single), "k-means told k": told}


def _at_best(by_pile: Mapping[str, Mapping[float, Scores]]) -> dict[str, Any]:
    """Every pile at the one cut whose mean BCubed F1 over the piles is highest."""
    best = max(CUTS, key=lambda cut: sum(by_cut[cut].f1 for by_cut in by_pile.values()))
    return {"cut": best, **{name: by_cut[best].rounded() for name, by_cut in by_pile.items()}}


# --- at scale ------------------------------------------------------------------------------


class Peer(NamedTuple):
    """One way to find events, given texts and how many events there are, and the most documents that it takes in minutes here."""

    run: Callable[[Sequence[str], int], Labels]
    limit: int


PEERS: dict[str, Peer] = {
    "average link": Peer(lambda texts, many: average_link(vectors(texts), [CUT])[CUT], 10_000),
    "online single pass": Peer(lambda texts, many: online(vectors(texts), range(len(texts)), CUT), 10_000),
    "k-means told k": Peer(lambda texts, many: k_means(vectors(texts), many), 1_000),
    "DBSCAN": Peer(lambda texts, many: dbscan(vectors(texts), DBSCAN_CUT), 10_000),
    "semhash": Peer(lambda texts, many: semhash(texts, SEMHASH_CUT), 100_000),
}
OURS = "rashomon, given texts"  # our grouping without reading and cleaning, which the peers are spared


def column(path: Path, name: str) -> dict[str, str]:
    """One field of a JSONL file by id."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {row["id"]: row[name] for row in rows}


def contend(job: str, documents: Path, events: Path) -> dict[str, Any]:
    """One contender in this process, vectors or records included: processor time, memory that it added, and how well it did."""
    gold = column(events, "event")
    try:
        ids, run = _ours(documents) if job == OURS else _theirs(PEERS[job], documents, len(set(gold.values())))
        run(WARM)
    except ImportError as error:
        return {"not run": str(error)}
    labels, took = weighed(lambda: run(len(ids)))
    figures = agreement(gold, {id: str(label) for id, label in zip(ids, labels, strict=True)}).rounded()
    told = {k: figures[k] for k in ("precision", "recall", "f1")}
    return {**took, "documents_per_second": round(len(ids) / max(took["seconds"], 1e-3)), **told}


def _theirs(peer: Peer, documents: Path, many: int) -> tuple[list[str], Callable[[int], Labels]]:
    texts = column(documents, "text")
    return list(texts), lambda most: peer.run(list(texts.values())[:most], min(many, most))


def _ours(documents: Path) -> tuple[list[str], Callable[[int], Sequence[str]]]:
    from rashomon.config import GroupConfig
    from rashomon.group import Grouper
    from rashomon.pipeline import load

    reports = load(str(documents))  # sorted by id, as the events come out

    def run(most: int) -> Sequence[str]:
        pile = Grouper(GroupConfig())
        pile.add_all(reports[:most])
        return pile.grouping().event

    return [report.id for report in reports], run


if __name__ == "__main__":
    print(json.dumps(contend(sys.argv[1], *map(Path, sys.argv[2:]))))
