"""Whether shared text shows where one text was written from another, and stays silent where none was.

Derived: 57 answers written from a source (Clough and Stevenson 2011; heavy revision, light revision, cut
and paste). Not derived: their 38 answers written without it, and pairs of articles by different newsrooms
on one event (BASIL), some of which do carry the same agency copy. Peer in the same run: containment of
word 5-grams, at the threshold that gives it the same alarms on the not derived.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
from itertools import combinations
from pathlib import Path

from rashomon.annotate import annotate
from rashomon.collate import collate
from rashomon.config import Config
from rashomon.text.stems import keys
from rashomon.trace.evidence import Words, overlap, reasons
from rashomon.types import Report, total_bits

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
ANSWERS = SHARED / "derivation" / "clough_stevenson.csv.gz"
NEWSROOMS = SHARED / "grouping" / "basil_events_a.jsonl.gz"
QUIET = ("clough_stevenson 0", "newsrooms")  # pairs in which nothing was taken over
PAIRS = 150  # of newsroom pairs, sampled with a fixed seed
CONFIG = Config()


def bits(left: str, right: str) -> float:
    """Evidence of our own for one text behind two."""
    reports = (Report("a", "a", left), Report("b", "b", right))
    notes = [annotate(report, CONFIG.annotate) for report in reports]
    chains = collate(reports, notes, CONFIG.collate).chains
    phrases: dict[tuple[str, ...], int] = {}
    ours, theirs = (Words(report, note, phrases) for report, note in zip(reports, notes, strict=True))
    return total_bits(reasons(overlap(ours, theirs, chains[0] if chains else None)))


def containment(left: str, right: str) -> float:
    """Peer: share of the shorter text's word 5-grams that the other holds."""
    grams = [{tuple(words[n : n + 5]) for n in range(len(words) - 4)} for words in ([w for w, _, _ in keys(t)] for t in (left, right))]
    return len(grams[0] & grams[1]) / max(1, min(map(len, grams)))


def answers() -> dict[str, list[tuple[str, str]]]:
    """Answer and source by degree of reuse, 0 to 3."""
    out: dict[str, list[tuple[str, str]]] = {}
    with gzip.open(ANSWERS, "rt", encoding="utf-8-sig", newline="") as lines:
        for answer, source, label in csv.reader(lines):
            out.setdefault(label, []).append((answer, source))
    return out


def newsrooms() -> list[tuple[str, str]]:
    """Pairs of articles by different newsrooms on one event."""
    events: dict[str, list[str]] = {}
    with gzip.open(NEWSROOMS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            events.setdefault(row["event"], []).append(row["text"])
    pairs = [pair for _, texts in sorted(events.items()) for pair in combinations(texts, 2)]
    return random.Random(0).sample(  # noqa: S311  a fixed sample, nothing secret
        pairs, min(PAIRS, len(pairs))
    )


def pairs() -> dict[str, list[tuple[str, str]]]:
    """Pairs of texts by set."""
    return {f"clough_stevenson {label}": found for label, found in sorted(answers().items())} | {"newsrooms": newsrooms()}


def found() -> dict[str, float]:
    """Share of each set that counts as one account."""
    least = CONFIG.trace.derived_bits
    return {name: round(sum(bits(*pair) >= least for pair in made) / len(made), 3) for name, made in pairs().items()}


def main() -> None:
    """Print the figures, and the peer's at as many alarms, as JSON."""
    if not SHARED.exists():
        sys.exit("SKIPPED: needs ../shared/data, which is not part of the repository")
    ours = found()
    peer = {name: [containment(*pair) for pair in made] for name, made in pairs().items()}
    alarms = sum(round(ours[name] * len(peer[name])) for name in QUIET)
    ranked = sorted((value for name in QUIET for value in peer[name]), reverse=True)
    threshold = ranked[alarms] if alarms < len(ranked) else 0.0
    beside = {name: round(sum(value > threshold for value in values) / len(values), 3) for name, values in peer.items()}
    figures = {"derived_bits": CONFIG.trace.derived_bits, "ours": ours, "peer_containment": beside, "peer_threshold": round(threshold, 3)}
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
