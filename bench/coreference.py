"""Pairs of sentences of two reports that tell one thing, by the coreference of ECB+: what `collate.same` is fitted and measured on.

**Sentences**: those in which ECB+ marks an action (in most of its documents only a few are annotated at all). A report is its
tokens written as text, one sentence a line, with the notes that the product makes of it.
**Same**: sentences of two reports of one event that share half of the actions that either tells, by their chains, and a chain of
what takes part, where or when.
**Other**: sentences that share no chain of actions, and most of whose actions stand in one. ECB+ links few actions beside those
of the main events: among pairs that are apart only for want of a chain are word-for-word copies. All else is left out.
**Apart**: two sentences of *one* report, other than near copies (COPY) and the OPENING, which the rest takes up again. They tell two things
of one event about the same people, which is what most pairs of an event are, and what the gold chains are too sparse to say. Their
similarity is taken beside the event's next report, so that rarity means what it means between two reports.
**Split**: the topics of ECB+'s own dev split are for choosing and reporting (`dev`), the rest of topics 1-35 for fitting.

**Found**: share of the pairs that tell one thing which a measure ranks above all but 1 in 500 (200, 100) of the pairs apart; `other` beside
it: the share of the pairs with other actions that it takes along. Events count by the root of their pairs.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.annotate import annotate
from rashomon.collate.same import WAYS, Told, features, table, told
from rashomon.config import AnnotateConfig
from rashomon.types import Notes, Report, Span

from .alike import between, within
from .bases import untokenised

ECB = Path(__file__).resolve().parents[2] / "shared" / "data" / "names" / "ecbplus_xml_topics_1_35.tar.gz"
DEV = frozenset(("2", "5", "12", "18", "21", "23", "34", "35"))  # topics, as Cybulska and Vossen split them
CORE = 0.5  # share of the linked actions of one sentence that the other must tell
OPENING = 2  # headline and lead, or the first two sentences
COPY, SCRAP = 0.5, 2  # similarity of copies; telling stems of a scrap
ANNOTATE = AnnotateConfig(tagger=0)


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the chains that ECB+ marks in it."""

    span: Span
    actions: frozenset[str]
    others: frozenset[str]  # participants, places, times
    loose: int  # actions without a chain

    def tells(self, other: Marked) -> bool | None:
        """Whether two sentences tell one thing; None where it cannot be said."""
        shared = len(self.actions & other.actions)
        if shared:
            return (shared >= CORE * min(len(self.actions), len(other.actions)) and bool(self.others & other.others)) or None
        return False if self.is_linked and other.is_linked else None

    @property
    def is_linked(self) -> bool:
        """Whether most actions stand in a chain, so that having none in common says something."""
        return len(self.actions) > self.loose


@dataclass(frozen=True, slots=True)
class Gold:
    """The reports of one event, their notes, and the sentences with marked actions."""

    name: str
    reports: tuple[Report, ...]
    notes: tuple[Notes, ...]
    marked: tuple[tuple[Marked, ...], ...]  # in the order of `reports`


def events(dev: bool, path: Path = ECB) -> Iterator[Gold]:
    """The events of the dev topics, or all others."""
    found = defaultdict(list)
    with tarfile.open(path) as archive:
        for name in sorted(name for name in archive.getnames() if name.endswith(".xml")):
            topic, _, rest = Path(name).name.partition("_")
            if (topic in DEV) == dev and (member := archive.extractfile(name)):
                found[f"{topic}{'plus' if 'plus' in rest else ''}"].append((Path(name).stem, member.read()))
    for event, documents in sorted(found.items()):
        yield Gold(event, *zip(*(_read(name, ET.fromstring(text)) for name, text in documents), strict=True))  # noqa: S314 - a file of our own


def _read(name: str, root: ET.Element) -> tuple[Report, Notes, tuple[Marked, ...]]:
    sentences = defaultdict[int, list[str]](list)
    place = {}
    for token in root.iter("token"):
        at = int(token.get("sentence", "0"))
        sentences[at].append(token.text or "")
        place[token.get("t_id")] = at
    text, spans = "", dict[int, Span]()
    for at, words in sorted(sentences.items()):
        line = re.sub(r"\s+", " ", untokenised(" ".join(words))).strip()
        if line and not line.startswith("http"):
            spans[at] = Span(name, len(text), len(text) + len(line))
            text += line + "\n"
    report = Report(name, f"{name}.txt", text)
    notes = replace(annotate(report, ANNOTATE), sentences=tuple(spans.values()))
    return report, notes, tuple(_marked(root, spans, place))


def _marked(root: ET.Element, spans: dict[int, Span], place: dict[str | None, int]) -> Iterator[Marked]:
    chains = defaultdict[str | None, list[str]](list)
    for relation in root.iter("CROSS_DOC_COREF"):
        for source in relation.iter("source"):
            chains[source.get("m_id")].append(relation.get("note") or "")
    marked, loose = defaultdict[int, set[str]](set), defaultdict[int, int](int)
    for mention in root.find("Markables") or ():
        for anchor in list(mention.iter("token_anchor"))[:1]:
            at = place[anchor.get("t_id")]
            marked[at].update(chains[mention.get("m_id")])
            if "ACTION" in mention.tag:
                loose[at] += not chains[mention.get("m_id")]
    for at in sorted(set(loose) & set(spans)):
        actions = frozenset(chain for chain in marked[at] if chain[:3] in ("ACT", "NEG"))
        yield Marked(spans[at], actions, frozenset(marked[at]) - actions, loose[at])


class Example(NamedTuple):
    """A pair of sentences: what it is, its similarity in the product, and what `collate.same` looks at."""

    event: str
    kind: str  # "same", "other" or "apart"
    similarity: float
    x: tuple[float, ...]


def examples(gold: Gold) -> Iterator[Example]:
    """Pairs of two reports with gold, and pairs of one report."""
    read = {report.id: told(report, notes) for report, notes in zip(gold.reports, gold.notes, strict=True)}
    texts = {report.id: [report.quote(one.span) for one in read[report.id]] for report in gold.reports}
    marked = {report.id: {one.span: one for one in some} for report, some in zip(gold.reports, gold.marked, strict=True)}
    for a, b in combinations(read, 2):
        table = between(texts[a], texts[b])
        for (i, one), (j, other) in product(enumerate(read[a]), enumerate(read[b])):
            if one.span in marked[a] and other.span in marked[b]:
                same = marked[a][one.span].tells(marked[b][other.span])
                if same is not None:
                    yield _example(gold, "same" if same else "other", one, other, float(table[i, j]))
    ids = list(read)
    for a, b in zip(ids, ids[1:] + ids[:1], strict=True):
        table = within(texts[a] + texts[b])
        for (i, one), (j, other) in combinations(list(enumerate(read[a]))[OPENING:], 2):
            if table[i, j] < COPY and min(one.stems, other.stems) > SCRAP:
                yield _example(gold, "apart", one, other, float(table[i, j]))


def _example(gold: Gold, kind: str, one: Told, other: Told, similarity: float) -> Example:
    return Example(gold.name, kind, similarity, tuple(features(one, other, similarity).values()))


def weights(some: Sequence[Example]) -> NDArray[np.float64]:
    """One a pair, less where its event has many of the kind."""
    held = Counter((one.event, one.kind) for one in some)
    return np.array([1 / sqrt(held[one.event, one.kind]) for one in some])


def found(some: Sequence[Example], score: NDArray[np.float64]) -> dict[str, float]:
    """Shares of "same" and of "other" above all but some of "apart"."""
    kind, weight = np.array([one.kind for one in some]), weights(some)
    out = {}
    for share in (500, 200, 100):
        cut = least(score[kind == "apart"], weight[kind == "apart"], share)
        for name in ("same", "other"):
            mine = kind == name
            out[f"{name} at 1 in {share}"] = round(float(weight[mine & (score > cut)].sum() / weight[mine].sum()), 3)
    return out


def least(score: NDArray[np.float64], weight: NDArray[np.float64], share: int) -> float:
    """The score that one in `share` lies above."""
    order = np.argsort(score, kind="stable")
    return float(score[order][np.searchsorted(np.cumsum(weight[order]), (1 - 1 / share) * weight.sum())])


def measure() -> dict[str, dict[str, float]]:
    """ECB+ dev: the similarity of `collate.similarity` beside the bits of `collate.same`."""
    some = [one for gold in events(dev=True) for one in examples(gold)]
    fitted = table()
    bits = np.array([one.x for one in some]) @ np.array([fitted["weights"][name] for name in WAYS])
    return {"similarity": found(some, np.array([one.similarity for one in some])), "same": found(some, bits)}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
