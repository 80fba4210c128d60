"""Whether a translation is told from another account of its event, by names and numbers alone.

    python -m bench.translated     needs ../shared/data; prints JSON

Yes: 120 wire texts in four languages (MEANTIME; Minard et al. 2016), every two of one text, whole and with sentences left out.
No: articles of three newsrooms on one event (BASIL; Fan et al. 2019), whole and their first sentences, and other texts of the same
topic in another language. The newsrooms all write English, where names are spelled alike and quotations keep their capitals, so
they have more in common than two languages would: what is told of them is too much rather than too little.
Fitted on four fifths of the events, tried on the fifth.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from rashomon.annotate import annotate
from rashomon.collate.anchors import likeness
from rashomon.collate.pairing import Pairing, Witness
from rashomon.config import Config
from rashomon.trace.degree import bits
from rashomon.trace.evidence import kept
from rashomon.types import Notes, Report, Span

from .grouping import as_report, load
from .reuse import Found, fit

GROUPING = Path(__file__).resolve().parents[2] / "shared" / "data" / "grouping"
CONFIG = Config()
SETS = ("meantime_parallel.jsonl.gz", "basil_events_a.jsonl.gz")
LEADS = (5, 8, 12, 20)  # first sentences of articles
FOLDS = 5
Text = tuple[Report, Notes]
OTHERS = 3  # texts of the same topic that each text is set against


@dataclass(frozen=True)
class Example:
    """Two reports and whether one text stands behind both."""

    kind: str
    event: int
    found: Found
    yes: bool


def examples() -> list[Example]:
    """All pairs, measured."""
    return [*_translations(), *_newsrooms()]


def _read(name: str) -> list[tuple[dict[str, Any], Text]]:
    documents = load(GROUPING / name)
    reports = [as_report(document) for document in documents]
    return [(document, (report, annotate(report, CONFIG.annotate))) for document, report in zip(documents, reports, strict=True)]


def _translations() -> Iterator[Example]:
    random = Random(1)  # noqa: S311  the same pairs every time
    texts: dict[str, dict[str, Text]] = defaultdict(dict)
    for document, text in _read(SETS[0]):
        texts[document["event"]][document["lang"]] = text
    for n, (event, by) in enumerate(sorted(texts.items())):
        for a, b in combinations(sorted(by), 2):
            yield Example("translation", n, measured(by[a], by[b]), yes=True)
            yield Example("translation, sentences left out", n, measured(by[a], by[b], random), yes=True)
        topic = [other for other in sorted(texts) if other != event and other.split("/")[0] == event.split("/")[0]]
        for other in random.sample(topic, min(OTHERS, len(topic))):
            a, b = random.sample(sorted(by), 2)
            yield Example("other text of the topic", n, measured(by[a], texts[other][b]), yes=False)


def _newsrooms() -> Iterator[Example]:
    events: dict[str, list[Text]] = defaultdict(list)
    for document, text in _read(SETS[1]):
        events[document["event"]].append(text)
    for n, (_, articles) in enumerate(sorted(events.items())):
        for a, b in combinations(articles, 2):
            yield Example("separate articles", n, measured(a, b), yes=False)
            for lead in LEADS:
                yield Example(f"their first {lead} sentences", n, measured(a, b, lead=lead), yes=False)


def measured(a: Text, b: Text, random: Random | None = None, lead: int | None = None) -> Found:
    """What `evidence.kept` finds, with a part of the sentences left out, or of the first ones only."""
    one, other = (Witness(report, replace(notes, sentences=_some(notes.sentences, random)[:lead])) for report, notes in (a, b))
    alike = likeness(one.anchors, other.anchors)
    return kept(Pairing(one, other, {}, CONFIG.collate).translated(alike), (len(one.sentences), len(other.sentences)))


def _some(sentences: tuple[Span, ...], random: Random | None) -> tuple[Span, ...]:
    if random is None:
        return sentences
    many = len(sentences)
    return tuple(sorted(random.sample(sentences, max(min(3, many), round(many * random.uniform(0.6, 1))))))


def table(among: Sequence[Example]) -> dict[str, float]:
    """The weights of "translation"."""
    return fit("translation", [one.found for one in among], [one.yes for one in among])


def measure() -> dict[str, dict[str, float]]:
    """How many pairs of each kind are told as one text at the cut of the product, on events left out of the fit."""
    found, told = examples(), defaultdict[str, list[bool]](list)
    for fold in range(FOLDS):
        by = table([one for one in found if one.event % FOLDS != fold])
        for one in found:
            if one.event % FOLDS == fold:
                told[one.kind].append(bits("translation", one.found, by) >= CONFIG.trace.derived_bits)
    return {kind: {"pairs": len(yes), "told": sum(yes), "share": round(sum(yes) / len(yes), 4)} for kind, yes in sorted(told.items())}


def main() -> None:
    skipped = {"SKIPPED": "needs ../shared/data, which is not part of the repository"}
    print(json.dumps(measure() if GROUPING.exists() else skipped, indent=1))


if __name__ == "__main__":
    main()
