"""Which real texts stand for separate accounts: reports of one event that share no text outside quotation marks.

The corpora lie beside the repository and are read when a stemma is grown; where they are absent there are no bases. Of two reports
that share word runs the later one is dropped, since it is no separate account. Long reports are cut at `SENTENCES`; the spacing
of tokenised corpora is undone.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from rashomon.lang import language
from rashomon.text.sentences import sentences
from rashomon.text.stems import keys

from .wording import segments

Split = Literal["fit", "held_out"]
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
CORPORA = ("basil_events_a", "ecbplus_train", "ecbplus_dev", "galaxy_handpicked")
SEPARATE = 0.04  # containment of word 5-grams outside quotation marks from which two reports are not separate
WORDS = (110, 1000)  # of a report
SENTENCES = 28


@dataclass(frozen=True)
class Base:
    """One real report: its headline, "" where the corpus has none, and its paragraphs, each a tuple of sentences."""

    id: str
    title: str
    paragraphs: tuple[tuple[str, ...], ...]
    date: str = ""  # ISO day, "" where unknown

    @property
    def text(self) -> str:
        return "\n".join(" ".join(paragraph) for paragraph in self.paragraphs)


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Word 5-grams outside quotation marks."""
    pieces = ["".join(piece for piece, quoted in found if not quoted) for found in segments(text.splitlines())]
    words = [word for word, _, _ in keys(" ".join(pieces))]
    return frozenset(tuple(words[n : n + 5]) for n in range(len(words) - 4))


def containment(ours: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    """Share of the smaller set that the other holds."""
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def untokenised(text: str) -> str:
    """Text with the spacing and the quotation marks that people write."""
    text = re.sub(r"`` ?", "“", text)
    text = re.sub(r" ?''", "”", text)
    text = re.sub(r"“ (?=\w)", "“", re.sub(r"(?<=[\w.,!?]) ”", "”", text))
    text = re.sub(r"“(\w[^“”\n]{0,40}) “(?=\w)", r"“\1” ", text)  # both marks of a name are opening ones
    text = re.sub(r" (['’]) ?((?:s|re|ve|ll|d|m|t)\b)", r"\1\2", text)
    text = re.sub(r"([a-z]s|,) (['’]) ", r"\1\2 ", text)
    text = re.sub(r"(\d): (?=\d\d\b)", r"\1:", re.sub(r"\b([ap])\. m\.", r"\1.m.", text))
    text = re.sub(r" (n['’]t\b)", r"\1", text)
    text = re.sub(r" ([,.;:!?%)])(?=\s|$|[”\"'])", r"\1", text)
    return re.sub(r"([($£€]) (?=\d|\w)", r"\1", re.sub(r"(\w) - (?=[a-z])", r"\1-", text))


def split_of(event: str) -> Split:
    """The split an event belongs to, by its name."""
    return "fit" if blake2b(event.encode(), digest_size=1).digest()[0] % 2 else "held_out"


def base(id: str, title: str, text: str, date: str = "") -> Base:
    """A report taken apart into paragraphs and sentences, cut at `SENTENCES`."""
    title = untokenised(title).strip()
    paragraphs, left = [], SENTENCES
    for line in untokenised(text).splitlines():
        line = line.strip()
        if not line or line.rstrip(".") == title.rstrip("."):
            continue
        found = [line[start:end] for start, end in sentences(line, "en", language("en").abbreviations)][:left]
        left -= len(found)
        if found:
            paragraphs.append(tuple(found))
    return Base(id, title, tuple(paragraphs), date)


def _rows(path: Path) -> Iterator[dict[str, str | None]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def separate(found: Sequence[Base]) -> tuple[Base, ...]:
    """Those that share no text with one before them."""
    kept: list[tuple[Base, frozenset[tuple[str, ...]]]] = []
    for one in found:
        grams = runs(one.text)
        if all(containment(grams, other) < SEPARATE for _, other in kept):
            kept.append((one, grams))
    return tuple(one for one, _ in kept)


@cache
def bases(split: Split) -> tuple[tuple[str, tuple[Base, ...]], ...]:
    """Events of a split with their separate accounts, sorted by name; empty where the corpora are absent."""
    events: dict[str, list[Base]] = defaultdict(list)
    for corpus in CORPORA:
        path = SHARED / "grouping" / f"{corpus}.jsonl.gz"
        for row in _rows(path) if path.exists() else ():
            event = f"{corpus}/{row['event']}"
            if split_of(event) == split and WORDS[0] <= len(str(row["text"]).split()) <= WORDS[1]:
                events[event].append(base(str(row["id"]), row["title"] or "", str(row["text"]), (row.get("date") or "")[:10]))
    kept = ((event, separate(found)) for event, found in sorted(events.items()))
    return tuple((event, found) for event, found in kept if found)
