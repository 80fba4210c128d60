"""How well names are found: by tagger and rules together, as the product does, and by each alone, on CoNLL++ dev and on Worldwide dev.

    python -m bench.mentions [DATA]     DATA is ../shared/data by default; prints JSON

F1 of spans with exact ends and the right kind. Texts are put together from their tokens, documents whole; sentences are our own
splitter's. CoNLL: PER person, ORG org, LOC place, MISC other. Worldwide: Person person, Organization org, Location and
Facility place, NORP, Misc and Product other, as CoNLL counts them; Date and Money are no names. `spans` leaves the kind
aside, `three kinds` leaves out other.

The tagger was trained on CoNLL++ train, never on Worldwide, whose guidelines differ: it takes "Cairo, Egypt" for one
place, and parts a body from the place or people in its name.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1] / "src"), str(Path(__file__).parents[1] / "tools")]

from tagger_corpora import CONLL, WORLDWIDE, with_names

from bench.annotate import SHARED, f1, split
from rashomon.annotate import tagger
from rashomon.annotate.names import names
from rashomon.types import Report

Chunk = tuple[str, int, int]


class Set(NamedTuple):
    """Texts with names: what their kinds are called here, and what stands between two sentences."""

    file: str
    kinds: dict[str, str]
    between: str


SETS = {"conll": Set("conllpp_dev.txt.gz", CONLL, "\n"), "worldwide": Set("worldwide_ner_dev.tsv.gz", WORLDWIDE, " ")}


def by_tagger(text: str) -> list[Chunk]:
    return [(name.kind, name.start, name.end) for name in heard(Report("d", "d", text))]


def by_rules(text: str) -> list[Chunk]:
    return _chunks(Report("d", "d", text), ())


def by_both(text: str) -> list[Chunk]:
    report = Report("d", "d", text)
    return _chunks(report, heard(report))


def heard(report: Report) -> tuple[tagger.NameSpan, ...]:
    return tagger.tag(report.text, [(span.start, span.end) for span in split(report)]).names


def _chunks(report: Report, heard: tuple[tagger.NameSpan, ...]) -> list[Chunk]:
    return [(name.kind, name.span.start, name.span.end) for name in names(report, split(report), heard)]


def measure(path: Path, how: Set, reader: Callable[[str], list[Chunk]]) -> dict[str, float]:
    """F1 by kind, of all four, of three, and of the bare spans."""
    told, gold = set[tuple[int, Chunk]](), set[tuple[int, Chunk]]()
    for number, article in enumerate(with_names(path, how.kinds, how.between)):
        told |= {(number, chunk) for chunk in reader(article.text)}
        gold |= {(number, chunk) for chunk in article.names or ()}
    figures: dict[str, float] = {}
    for kind in tagger.KINDS:
        figures[kind] = _f1({item for item in told if item[1][0] == kind}, {item for item in gold if item[1][0] == kind})
    figures["all"] = _f1(told, gold)
    figures["three kinds"] = _f1({item for item in told if item[1][0] != "other"}, {item for item in gold if item[1][0] != "other"})
    figures["spans"] = f1(*(len(part) for part in (_bare(told) & _bare(gold), _bare(told), _bare(gold))))
    return figures


def _bare(chunks: set[tuple[int, Chunk]]) -> set[tuple[int, int, int]]:
    return {(number, start, end) for number, (_, start, end) in chunks}


def _f1(told: set[tuple[int, Chunk]], gold: set[tuple[int, Chunk]]) -> float:
    return f1(len(told & gold), len(told), len(gold))


def main(data: Path = SHARED / "data") -> None:
    readers = {"both": by_both, "tagger": by_tagger, "rules": by_rules}
    figures = {
        name: {who: measure(data / "names" / how.file, how, reader) for who, reader in readers.items()} for name, how in SETS.items()
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
