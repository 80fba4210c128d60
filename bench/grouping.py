"""How well `group` finds events: BCubed, pairwise F1 and adjusted Rand on four sets and on all in one pile, beside plain peers.

    python -m bench.grouping FOLDER [--no-peers] [--encoder]    FOLDER holds the grouping sets; prints JSON

The gold stands in `event`, `topic` and in some ids; none of them reaches the grouper. Half of the events of two
sets took part in the fit. Their documents are scored by weights fitted on the other half only, so that every document
counts once and none is scored by weights that have seen it; `as_shipped` is the same pile under the shipped weights,
which were fitted on half 0. The cut is the one shipped. The peers (bench/grouping_peers.py) run over the same piles.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.config import GroupConfig
from rashomon.group import Grouper
from rashomon.group.pair import Weights, weights_of
from rashomon.text.dates import parse_when
from rashomon.types import Report, Span

from .clusters import Scores, Standing, agreement, scores, standings

SETS = ("ecbplus_dev", "basil_events_a", "allsides_dated_a", "galaxy_handpicked")
FITTED = ("basil_events_a", "allsides_dated_a")  # half of the events of each takes part in the fit
TOGETHER = "together"
HALVES = (0, 1)
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pile:
    """Reports under ids that say nothing; what the grouper does not get to see stands beside them."""

    reports: list[Report]
    gold: dict[str, str]  # id -> event
    halves: dict[str, int]  # id -> half of its event
    crossed: bool  # whether some of it took part in the fit


def load(path: Path) -> list[Document]:
    """The documents of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def as_report(document: Document, limit: int | None = None) -> Report:
    """A document as a report, its text cut after `limit` words; only text, title, language, date and outlet are taken."""
    text, title = " ".join(document["text"].split(" ")[:limit]), document.get("title") or ""
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}"
    id, outlet = document["id"], document.get("source") or None
    headline = Span(id, 0, len(title)) if title else None
    published = parse_when(document.get("date") or "")
    return Report(id, id, text, document.get("lang") or "en", headline=headline, outlet=outlet, published=published)


def anonymous(documents: Sequence[Document]) -> tuple[list[Report], dict[str, str]]:
    """Reports under ids that say nothing, not even who stood beside whom, and their gold events."""
    ids = [blake2b(f"document {n}".encode(), digest_size=6).hexdigest() for n in range(len(documents))]
    reports = [as_report({**document, "id": id}) for id, document in zip(ids, documents, strict=True)]
    return reports, {id: document["event"] for id, document in zip(ids, documents, strict=True)}


def half(event: str) -> int:
    """Which half of a fitted set an event belongs to, 0 or 1: by hash, so that nobody chose it."""
    return blake2b(event.encode()).digest()[0] & 1


def bcubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over documents, in percent."""
    figures = agreement(gold, found)
    return round(figures.precision, 2), round(figures.recall, 2), round(figures.f1, 2)


def pile_of(sets: Mapping[str, Sequence[Document]]) -> Pile:
    """One pile of the documents of several sets; events of two sets never share a name."""
    named = [(name, document) for name, documents in sorted(sets.items()) for document in documents]
    reports, events = anonymous([document for _, document in named])
    gold = {id: f"{name}: {event}" for (id, event), (name, _) in zip(events.items(), named, strict=True)}
    return Pile(reports, gold, {id: half(event) for id, event in events.items()}, any(name in FITTED for name in sets))


def piles(folder: Path) -> dict[str, Pile]:
    """Each set alone, then all thrown together."""
    sets = {name: load(folder / f"{name}.jsonl.gz") for name in SETS}
    return {**{name: pile_of({name: documents}) for name, documents in sets.items()}, TOGETHER: pile_of(sets)}


def grouped(reports: Iterable[Report], config: GroupConfig, by: Weights | None = None) -> dict[str, str]:
    """The event of every report, under some weights; None: those that ship."""
    pile = Grouper(config, by=by)
    pile.add_all(reports)
    found = pile.grouping()
    return dict(zip(found.ids, found.event, strict=True))


def weights_of_halves(folder: Path, encoder: int = 0) -> dict[int, Weights]:
    """Weights fitted without the other half of the fitted sets, by the half they were fitted on; half a minute, with the encoder three."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
    from fit_grouping import Training, fit

    training = Training(folder, encoder=encoder)
    return {fitted: weights_of(fit(training, fitted)) for fitted in HALVES}


def crossed(pile: Pile, config: GroupConfig, weights: Mapping[int, Weights]) -> Scores:
    """The whole pile is grouped once a half; each document counts where its own half was not fitted."""
    rows: list[Standing] = []
    for fitted in HALVES:
        stood = standings(pile.gold, grouped(pile.reports, config, weights[fitted]))
        rows += [row for id, row in stood.items() if pile.halves[id] != fitted]
    return scores(rows)


def measure(pile: Pile, config: GroupConfig, weights: Mapping[int, Weights]) -> dict[str, Any]:
    """A row of the table."""
    start = perf_counter()
    found = grouped(pile.reports, config)
    seconds = perf_counter() - start
    shipped = agreement(pile.gold, found)
    row: dict[str, Any] = {"events": len(set(pile.gold.values())), "found": len(set(found.values())), "seconds": round(seconds, 2)}
    if not pile.crossed:
        return {**row, **shipped.rounded()}
    return {**row, **crossed(pile, config, weights).rounded(), "as_shipped": shipped.rounded()}


def main() -> None:
    from .grouping_peers import measure_peers

    folder, config = Path(sys.argv[1]), GroupConfig(encoder=int("--encoder" in sys.argv))
    all_piles, weights = piles(folder), weights_of_halves(folder, config.encoder)
    figures: dict[str, Any] = {"event_bits": config.event_bits, "encoder": config.encoder}
    figures["rashomon"] = {name: measure(pile, config, weights) for name, pile in all_piles.items()}
    if "--no-peers" not in sys.argv:
        figures["peers"] = measure_peers({name: (pile.reports, pile.gold) for name, pile in all_piles.items()})
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
