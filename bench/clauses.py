"""Pairs of clauses that tell one thing, by the coreference of ECB+, and what the claims of its events are worth.

    python -m bench.clauses     needs ../shared; prints JSON

**Pairs**: as in `bench.coreference`, but of clauses: what ECB+ marks inside a clause is the clause's. `clauses` is what
`collate.parts` adds up, `sentences` the bits of the two sentences that they stand in.
**Claims**: of every claim of a dev event, the pairs of cells of two reports that tell one action (`same`) or two (`other`), by kind; how
many claims stand in several reports; and of all pairs of marked actions that are one, the share that stands in some claim together (`met`).
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.annotate import annotate
from rashomon.collate import collate
from rashomon.collate.parts import WAYS, Part, features, parts, table
from rashomon.collate.same import Told, bits, told
from rashomon.config import Config
from rashomon.types import Claim, Notes, Report, Span

from .alike import between, within
from .bases import untokenised
from .coreference import ANNOTATE, COPY, DEV, ECB, OPENING, Example, Marked, found

ASTRAY = 30  # characters in which the next word must be found


class Mention(NamedTuple):
    """Something that ECB+ marks."""

    at: int  # where its first word starts
    chain: str  # "" for none
    is_action: bool


class Document(NamedTuple):
    """A report, a sentence a line, with what is marked in it."""

    report: Report
    notes: Notes
    mentions: tuple[Mention, ...]


def events(dev: bool, path: Path = ECB) -> Iterator[tuple[str, list[Document]]]:
    """The events of the dev topics, or all others."""
    some = defaultdict(list)
    with tarfile.open(path) as archive:
        for name in sorted(name for name in archive.getnames() if name.endswith(".xml")):
            topic, _, rest = Path(name).name.partition("_")
            if (topic in DEV) == dev and (member := archive.extractfile(name)):
                root = ET.fromstring(member.read())  # noqa: S314 - a file of our own
                some[f"{topic}{'plus' if 'plus' in rest else ''}"].append(_read(Path(name).stem, root))
    yield from sorted(some.items())


def _read(name: str, root: ET.Element) -> Document:
    sentences, place = defaultdict[int, list[str]](list), dict[str | None, tuple[int, int]]()
    for token in root.iter("token"):
        at = int(token.get("sentence", "0"))
        place[token.get("t_id")] = (at, len(sentences[at]))
        sentences[at].append(token.text or "")
    text, starts = "", dict[tuple[int, int], int]()
    for at, words in sorted(sentences.items()):
        line = re.sub(r"\s+", " ", untokenised(" ".join(words))).strip()
        if line and not line.startswith("http"):
            cursor, text = len(text), text + line + "\n"
            for n, word in enumerate(words):
                bare = re.sub(r"\W", "", word)
                hit = text.find(bare, cursor, cursor + len(bare) + ASTRAY) if bare else -1
                if hit >= 0:
                    starts[at, n], cursor = hit, hit + len(bare)
    report = Report(name, f"{name}.txt", text)
    return Document(report, annotate(report, ANNOTATE), tuple(_mentions(root, place, starts)))


def _mentions(root: ET.Element, place: dict[str | None, tuple[int, int]], starts: dict[tuple[int, int], int]) -> Iterator[Mention]:
    chains = defaultdict[str | None, list[str]](list)
    for relation in root.iter("CROSS_DOC_COREF"):
        for source in relation.iter("source"):
            chains[source.get("m_id")].append(relation.get("note") or "")
    for mention in root.find("Markables") or ():
        for anchor in list(mention.iter("token_anchor"))[:1]:
            at = starts.get(place[anchor.get("t_id")])
            for chain in (chains[mention.get("m_id")] or [""]) if at is not None else ():
                yield Mention(at or 0, chain, "ACTION" in mention.tag or "NEG" in mention.tag)


def marks(mentions: Sequence[Mention], span: Span) -> Marked:
    """What is marked in a span."""
    inside = [one for one in mentions if span.start <= one.at < span.end]
    actions, others = (frozenset(one.chain for one in inside if one.chain and one.is_action == kind) for kind in (True, False))
    return Marked(span, actions, others, sum(one.is_action and not one.chain for one in inside))


class _Ready:
    """A document with its clauses."""

    def __init__(self, document: Document) -> None:
        report, notes, mentions = document
        self.texts = [report.quote(span) for span in notes.sentences]
        self.parts = parts(report, notes)
        self.marks = [marks(mentions, part.span) for part in self.parts]
        self.told: dict[Span, tuple[int, Told]] = {one.span: (n, one) for n, one in enumerate(told(report, notes))}
        self.opening = notes.sentences[:OPENING]


def examples(name: str, documents: Sequence[Document]) -> Iterator[Example]:
    """Pairs of two reports with gold, and pairs of one report; the last of what is looked at are the bits of the sentences."""

    def example(kind: str, one: Part, other: Part, places: tuple[tuple[int, Told], tuple[int, Told]], table: np.ndarray) -> Example:
        (k, ours), (m, theirs) = places
        similarity = float(table[k, m])
        sentences = bits(ours, theirs, similarity)
        return Example(name, kind, similarity, (*features(one, other, sentences).values(), sentences))

    ready = [_Ready(document) for document in documents]
    for a, b in combinations(ready, 2):
        table = between(a.texts, b.texts)
        for (one, ours), (other, theirs) in product(zip(a.parts, a.marks, strict=True), zip(b.parts, b.marks, strict=True)):
            same = ours.tells(theirs) if (ours.actions or ours.loose) and (theirs.actions or theirs.loose) else None
            if same is not None:
                yield example("same" if same else "other", one, other, (a.told[one.sentence], b.told[other.sentence]), table)
    for a, b in zip(ready, ready[1:] + ready[:1], strict=True):
        table = within(a.texts + b.texts)
        for one, other in combinations([part for part in a.parts if part.sentence not in a.opening], 2):
            places = a.told[one.sentence], a.told[other.sentence]
            apart = one.sentence != other.sentence and table[places[0][0], places[1][0]] < COPY
            if apart and min(len(one.stems), len(other.stems)) > 1:
                yield example("apart", one, other, places, table)


def measure_pairs() -> dict[str, dict[str, float]]:
    """ECB+ dev: the bits of clauses beside those of their sentences."""
    some = [one for event in events(dev=True) for one in examples(*event)]
    rows, fitted = np.array([one.x for one in some]), table()
    weights = np.array([fitted["weights"][name] for name in WAYS])
    return {"clauses": found(some, rows[:, :-1] @ weights), "sentences": found(some, rows[:, -1])}


def measure_claims() -> dict[str, object]:
    """ECB+ dev: precision of claims by kind, and what share of the actions told twice stands in a claim together."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    met = Counter[str]()
    for _, documents in events(dev=True):
        by_id = {one.report.id: one for one in documents}
        claims = collate([one.report for one in documents], [one.notes for one in documents], Config().collate).claims
        several = [claim for claim in claims if len(spans := _spans(claim)) > 1 and len({span.report for span in spans}) > 1]
        for claim in several:
            kind = "sentences" if claim.of_sentences else claim.kind
            held[kind]["claims"] += 1
            marked = [(cell.span, marks(by_id[cell.span.report].mentions, cell.span)) for cell in claim.cells.values() if cell]
            for (_, one), (_, other) in combinations(marked, 2):
                same = one.tells(other)
                held[kind]["unsure" if same is None else "same" if same else "other"] += 1
        met.update(_met(documents, several))
    out: dict[str, object] = {
        kind: {**rows, "precision": round(rows["same"] / (rows["same"] + rows["other"]), 3)} for kind, rows in held.items()
    }
    return out | {"met": {kind: round(n / met["all"], 3) for kind, n in sorted(met.items()) if kind != "all"}}


def _spans(claim: Claim) -> list[Span]:
    return [*(cell.span for cell in claim.cells.values() if cell), *claim.more]


def _met(documents: Sequence[Document], claims: Sequence[Claim]) -> Iterator[str]:
    """For every two marked words of two reports for one action "all", and the kinds of claims that hold both."""

    @cache
    def holding(report: str, at: int) -> frozenset[int]:
        held = [any(span.report == report and span.start <= at < span.end for span in _spans(claim)) for claim in claims]
        return frozenset(n for n, inside in enumerate(held) if inside)

    for a, b in combinations(documents, 2):
        for one, other in product(a.mentions, b.mentions):
            if one.is_action and other.is_action and one.chain and one.chain == other.chain:
                yield "all"
                both = holding(a.report.id, one.at) & holding(b.report.id, other.at)
                if both:
                    yield "any"
                    yield from {"sentences" if claims[n].of_sentences else claims[n].kind for n in both}


if __name__ == "__main__":
    print(json.dumps({"pairs": measure_pairs(), "claims": measure_claims()}, indent=1))
