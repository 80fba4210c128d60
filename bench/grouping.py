"""How well `group` finds events: BCubed F1 on three sets with the one shipped threshold, beside a plain peer.

    python -m bench.grouping FOLDER     FOLDER holds the grouping sets; prints JSON

The gold stands in `event`, `topic` and in some ids; none of them reaches the grouper. The peer is
average link on TF-IDF cosine with one threshold for all sets, the best such there is: it is told the answer.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import log, sqrt
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.config import GroupConfig
from rashomon.group import group
from rashomon.group.link import Clusters
from rashomon.group.record import words
from rashomon.types import Report, Span, When

SETS = ("ecbplus_dev", "basil_events_a", "allsides_dated_a")
PEER_CUTS = tuple(n / 50 for n in range(2, 30))
Document = dict[str, Any]


def load(path: Path) -> list[Document]:
    """The documents of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def as_report(document: Document, limit: int | None = None) -> Report:
    """A document as a report, its text cut after `limit` words; only text, title, language and date are taken."""
    text, title = " ".join(document["text"].split(" ")[:limit]), document.get("title") or ""
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    id = document["id"]
    headline = Span(id, 0, len(title)) if title else None
    return Report(id, id, text, document.get("lang") or "en", headline=headline, published=when(document.get("date")))


def when(date: str | None) -> When | None:
    """A day of publication."""
    try:
        low = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    low = low.astimezone(UTC) if low.tzinfo else low.replace(tzinfo=UTC)
    return When(low, low + timedelta(days=1), "day")


def anonymous(documents: Sequence[Document]) -> tuple[list[Report], dict[str, str]]:
    """Reports under ids that say nothing, and their gold events."""
    renamed = [dict(document, id=f"{n:05}") for n, document in enumerate(documents)]
    return [as_report(document) for document in renamed], {document["id"]: document["event"] for document in renamed}


def bcubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over documents, in percent."""
    golds, founds = Counter(gold.values()), Counter(found.values())
    both = Counter((gold[id], found[id]) for id in gold)
    precision = sum(n * n / founds[cluster] for (_, cluster), n in both.items()) / len(gold)
    recall = sum(n * n / golds[event] for (event, _), n in both.items()) / len(gold)
    return round(100 * precision, 2), round(100 * recall, 2), round(200 * precision * recall / (precision + recall), 2)


def tfidf(reports: Sequence[Report]) -> dict[str, dict[str, float]]:
    """Unit vectors over the pile's own frequencies."""
    counts = {report.id: Counter(word.folded for word in words(report.text)) for report in reports}
    shares = Counter(word for count in counts.values() for word in count)
    vectors = {}
    for id, count in counts.items():
        vector = {word: (1 + log(n)) * log(len(reports) / shares[word]) for word, n in sorted(count.items()) if shares[word] > 1}
        norm = sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors[id] = {word: value / norm for word, value in vector.items()}
    return vectors


def peer(reports: Sequence[Report]) -> dict[float, dict[str, str]]:
    """Average link on cosine, cut at each of PEER_CUTS."""
    vectors = tfidf(reports)
    like: dict[tuple[str, str], float] = {}
    postings: dict[str, list[str]] = {}
    for id, vector in sorted(vectors.items()):
        for word, value in vector.items():
            for other in postings.setdefault(word, []):
                like[other, id] = like.get((other, id), 0.0) + value * vectors[other][word]
            postings[word].append(id)
    edges = [pair for pair, value in like.items() if value >= PEER_CUTS[0]]
    clusters = Clusters([[id] for id in vectors], edges, lambda a, b: like.get((a, b), 0.0))
    cuts = {}
    for cut in reversed(PEER_CUTS):
        clusters.merge(cut)
        cuts[cut] = {id: name for name, members in clusters.members.items() for id in members}
    return cuts


def main() -> None:
    folder, config = Path(sys.argv[1]), GroupConfig()
    figures: dict[str, Any] = {"event_bits": config.event_bits, "sets": {}}
    peers: dict[str, dict[float, float]] = {}
    for name in SETS:
        reports, gold = anonymous(load(folder / f"{name}.jsonl.gz"))
        start = perf_counter()
        events = group(reports, config)
        seconds = perf_counter() - start
        precision, recall, f1 = bcubed(gold, {id: event.id for event in events for id in event.reports})
        saga_f1 = bcubed(gold, {id: event.saga for event in events for id in event.reports})[2]
        peers[name] = {cut: bcubed(gold, found)[2] for cut, found in peer(reports).items()}
        figures["sets"][name] = {
            "documents": len(reports), "events": len(set(gold.values())), "found": len(events), "precision": precision, "recall": recall,
            "f1": f1, "saga_f1": saga_f1, "seconds": round(seconds, 2),
        }  # fmt: skip
    best = max(PEER_CUTS, key=lambda cut: sum(by_cut[cut] for by_cut in peers.values()))
    for name, by_cut in peers.items():
        figures["sets"][name]["peer_f1"] = by_cut[best]
    figures["peer_cut"] = best
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
