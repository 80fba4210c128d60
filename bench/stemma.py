"""How well `trace` finds who copied whom, which texts are lost and how many accounts there are, beside its peers in the same run.

    python -m bench.stemma [--events N] [--seed N] [--split fit|held_out] [--workers N] [--no-peers] [--plot FILE]

Prints JSON. The events are grown (`stemmata`); what counts is in `lineage`, how it is counted in `stemma_scores`, the peers in
`stemma_peers`. Every event is traced twice: as it is, and without its stamps for direction.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rashomon.annotate import annotate
from rashomon.collate import collate
from rashomon.config import AnnotateConfig, Config
from rashomon.trace import trace
from rashomon.types import Report, total_bits
from rashomon.types import Stemma as Found
from rashomon.workers import mapper

from .calibration import plot
from .lineage import Stemma
from .stemma_peers import peers
from .stemma_scores import Guess, Tally, figures, score_accounts, score_direction, score_edges, score_lost, score_pairs
from .stemmata import events

CONFIG = Config(annotate=AnnotateConfig(tagger=0))  # by rules: eight times faster, and who took from whom asks for marks only
DERIVED = frozenset({"wholly", "partly", "siblings"})
SHARING = DERIVED | {"unknown"}  # their p is that of sharing a text; that of the others, of sharing none
OURS = "ours"

Scored = dict[str, tuple[Tally, Tally]]  # by name: with stamps, direction without


def traced(reports: Sequence[Report]) -> Found:
    """The stemma of one event, by the stages of `pipeline.analyse` up to it."""
    ordered = tuple(sorted(reports, key=lambda report: report.id))
    notes = tuple(annotate(report, CONFIG.annotate) for report in ordered)
    return trace(ordered, notes, collate(ordered, notes, CONFIG.collate), CONFIG.trace)


def guess_of(found: Found) -> Guess:
    """The product's stemma in terms of report ids."""
    told = [text for text in found.lost if total_bits(text.because) > 0]  # without bits it stands for an open order, and claims no text
    name = found.witnesses | {text.siglum: text.siglum for text in told}
    edges = [edge for edge in found.edges if edge.parent in name]
    return Guess(
        {(name[edge.child], name[edge.parent]): edge.p for edge in edges},
        {text.siglum: text.name for text in told},
        frozenset(frozenset((pair.a, pair.b)) for pair in found.pairs if pair.relation in DERIVED),
        (found.accounts.low, found.accounts.high),
        {(name[edge.child], name[edge.parent]): edge.kind for edge in edges},
        {frozenset((pair.a, pair.b)): pair.p if pair.relation in SHARING else round(1 - pair.p, 4) for pair in found.pairs},
    )


def undated(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The same reports without stamps."""
    return tuple(replace(report, published=None) for report in reports)


def guesses(reports: Sequence[Report], *, others: bool = True) -> dict[str, Guess]:
    """What the product proposes, and its peers."""
    return {OURS: guess_of(traced(reports)), **(peers(reports) if others else {})}


def scored(event: Stemma, *, others: bool = True) -> Scored:
    """Every proposal judged, with stamps and without."""
    timed, bare = guesses(event.reports, others=others), guesses(undated(event.reports), others=others)
    out: Scored = {}
    for name, guess in timed.items():
        tally = score_edges(event, guess)
        tally.add(score_pairs(event, guess))
        tally.add(score_lost(event, guess))
        tally.add(score_accounts(event, guess))
        out[name] = tally, score_direction(event, bare[name])
    return out


def _ours(event: Stemma) -> Scored:
    return scored(event, others=False)


def added(rows: Iterable[Scored]) -> dict[str, Any]:
    """The figures of many events, by who proposed."""
    totals: Scored = {}
    for row in rows:
        for name, (timed, direction) in row.items():
            total = totals.setdefault(name, (Tally(), Tally()))
            for sum_of, part in zip(total, (timed, direction), strict=True):
                sum_of.add(part)
    return {name: figures(*total) for name, total in totals.items()}


def measure(made: Sequence[Stemma], workers: int = 1, *, others: bool = True) -> dict[str, Any]:
    """The figures of some events."""
    with mapper(workers) as spread:
        return added(spread(scored if others else _ours, made))


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--split", choices=("fit", "held_out"), default="held_out")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--plot", metavar="FILE", help="write an SVG of how reliable our probabilities are")
    options = parser.parse_args()
    made = list(events(options.seed, options.events, options.split))
    report: dict[str, Any] = {"split": options.split, "events": len(made), "reports": sum(len(event.reports) for event in made)}
    if not made:
        report["SKIPPED"] = "grown events need ../shared/data, which is not part of the repository"
    report["grown"] = measure(made, options.workers, others=not options.no_peers)
    if options.plot and made:
        ours = report["grown"][OURS]
        drawn = {"edges": ours["edge probabilities"]["bins"], "pairs share a text": ours["pair probabilities"]["bins"]}
        Path(options.plot).write_text(plot(drawn), encoding="utf-8")
    print(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
