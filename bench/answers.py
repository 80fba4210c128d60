"""Whether outlets' answers agree (NAnCo), and which sentences of documents a summary's sentence rests on (SuperPAL).

    python -m bench.claims nanco superpal     needs ../shared; prints JSON

**NAnCo**: four questions, 26 to 29 answers each, a phrase of an outlet's paragraph; people sorted the answers of a question into clusters.
Asked of every two answers of a question: one cluster or not. One question is left out in turn: weights and threshold come from the
other three (the threshold is the one of the best mean balanced accuracy there), nothing of its gold is used; the figure is the mean of the
four balanced accuracies. `ours`: what `collate.same` looks at, each answer taken for a sentence of one report that holds all answers,
the weights fitted anew, then average link over the bits as claims are joined: a pair is told by the height at which the two come
together. `pair by pair`: without that. `printed weights`: the product's own, fitted on ECB+, and a threshold. `with the encoder`: beside
them the cosine of "question answer" by MiniLM, the mean over the answers of the question taken off, since all answers of a question are
alike. Peers: TF-IDF of characters (3 to 5, within words) of the answers; MiniLM of "question answer", with and without the mean.

**SuperPAL** (dev: four topics of MultiNews, propositions aligned by people). Asked of every sentence of a topic's summary and every
sentence of its documents that the file holds: is a proposition of the two aligned or not; 175 of 1,235 pairs are. Every document sentence
in the file is aligned with some sentence, so that negatives are of the matter too; the rest of the documents is not in the file. Nothing
is fitted here: average precision over all pairs and its mean over topics, and precision and recall at some cuts, `collate.near` and
0 bits among them (claims are joined by the mean probability, `collate.claim`; they were from a similarity of .25).
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from rashomon.annotate import annotate
from rashomon.collate.same import WAYS, Told, bits, features, table, told
from rashomon.config import AnnotateConfig, CollateConfig
from rashomon.encode.minilm import load as minilm
from rashomon.types import Report, Span

from .alike import between, within
from .logistic import Rows, one_way

CLAIMS = Path(__file__).resolve().parents[2] / "shared" / "data" / "claims"
NANCO, SUPERPAL = CLAIMS / "nanco_a.jsonl.gz", CLAIMS / "superpal_dev.csv"
COLLATE = CollateConfig()
ANNOTATE = AnnotateConfig(tagger=0)
RIDGE = 3.0
SIZES = (3, 4, 5)  # characters of the peer's n-grams
Array = NDArray[np.float64]


def measure_nanco() -> dict[str, object]:
    """Balanced accuracies, question by question, each with what was learned from the other three."""
    asked = list(questions())
    plain, encoded = [one.features() for one in asked], [np.c_[one.features(), one.of(one.centred)] for one in asked]
    ways = list(WAYS.values())
    printed = np.array([table()["weights"][name] for name in WAYS])
    return {
        "ours": _crossed(asked, plain, ways, join=True),
        "ours, pair by pair": _crossed(asked, plain, ways, join=False),
        "ours, with the encoder": _crossed(asked, encoded, [*ways, 1], join=True),
        "ours, with the encoder, pair by pair": _crossed(asked, encoded, [*ways, 1], join=False),
        "printed weights": _told_by(asked, [x @ printed for x in plain]),
        "TF-IDF of characters": _told_by(asked, [one.of(one.spelled) for one in asked]),
        "MiniLM": _told_by(asked, [one.of(one.encoded) for one in asked]),
        "MiniLM, mean taken off": _told_by(asked, [one.of(one.centred) for one in asked]),
    }


def measure_superpal() -> dict[str, object]:
    """Average precision of every measure, and precision and recall at some cuts."""
    some = [pair for topic in sorted(_topics().items()) for pair in _pairs(*topic)]
    gold, topics = np.array([pair.gold for pair in some]), np.array([pair.topic for pair in some])
    by = {name: np.array([getattr(pair, name) for pair in some]) for name in ("similarity", "same", "minilm")}
    out: dict[str, object] = {"pairs": len(some), "aligned": int(gold.sum())}
    for name, score in by.items():
        each = [average_precision(gold[topics == topic], score[topics == topic]) for topic in sorted(set(topics))]
        out[name] = {"AP": round(average_precision(gold, score), 3), "AP of topics": round(float(np.mean(each)), 3)}
    cuts = {"similarity": (0.25, 0.2, 0.16, COLLATE.near), "same": (1.0, 0.0, -1.0, -2.0, -3.0)}
    for name, wanted in cuts.items():
        for cut in wanted:
            above = by[name] >= cut
            found = {"P": round(float(gold[above].mean()), 3), "R": round(float(above[gold].mean()), 3)}
            out[f"{name} from {cut:g}"] = found
    return out


# --- NAnCo


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the answers that outlets give, and the cluster of each."""

    text: str
    answers: tuple[str, ...]
    clusters: tuple[int, ...]

    @property
    def pairs(self) -> list[tuple[int, int]]:
        return list(combinations(range(len(self.answers)), 2))

    def gold(self) -> NDArray[np.bool_]:
        return np.array([self.clusters[i] == self.clusters[j] for i, j in self.pairs])

    def of(self, how: Callable[[], Array]) -> Array:
        """Entries of a square table, a pair each."""
        found: Array = how()[tuple(np.array(self.pairs).T)]
        return found

    def features(self) -> Array:
        """What `collate.same` looks at, a row a pair."""
        read = [_sentence(str(n), text) for n, text in enumerate(self.answers)]
        alike = within(self.answers)
        return np.array([list(features(read[i], read[j], float(alike[i, j])).values()) for i, j in self.pairs])

    def spelled(self) -> Array:
        return _cosines(tfidf(self.answers))

    def encoded(self) -> Array:
        return _cosines(self._vectors())

    def centred(self) -> Array:
        vectors = self._vectors()
        return _cosines(vectors - vectors.mean(axis=0))

    def _vectors(self) -> Array:
        return minilm().encode([f"{self.text} {answer}" for answer in self.answers]).astype(float)


def questions() -> Iterator[Question]:
    with gzip.open(NANCO, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            answers = row["answers"]
            yield Question(row["question"], tuple(a["Answer"] for a in answers), tuple(a["cluster_global"] for a in answers))


def _crossed(asked: Sequence[Question], x: Sequence[Array], ways: Sequence[int], *, join: bool) -> dict[str, object]:
    """Each question by weights and a threshold from the others, answers joined by average link or pair by pair."""
    got = []
    for held, question in enumerate(asked):
        others = [n for n in range(len(asked)) if n != held]
        weights = one_way(Rows.joined([_even(asked[n], x[n]) for n in others]), RIDGE, ways)
        scores = [rows @ weights[:-1] for rows in x]
        if join:
            scores = [joined(len(one.answers), score) for one, score in zip(asked, scores, strict=True)]
        cut = best_cut([(asked[n].gold(), scores[n]) for n in others])
        got.append(balanced(question.gold(), scores[held] >= cut))
    return _shown(got)


def _even(question: Question, x: Array) -> Rows:
    """A question's pairs, those of one cluster weighing as much together as the others."""
    gold = question.gold()
    return Rows(x, gold.astype(float), 50 * np.where(gold, 1 / gold.sum(), 1 / (~gold).sum()))


def _told_by(asked: Sequence[Question], scores: Sequence[Array]) -> dict[str, object]:
    """Each question by a threshold from the others."""
    got = []
    for held, question in enumerate(asked):
        cut = best_cut([(one.gold(), scores[n]) for n, one in enumerate(asked) if n != held])
        got.append(balanced(question.gold(), scores[held] >= cut))
    return _shown(got)


def _shown(got: Sequence[float]) -> dict[str, object]:
    return {"mean": round(float(np.mean(got)), 3), "questions": [round(one, 3) for one in got]}


def balanced(gold: NDArray[np.bool_], told: NDArray[np.bool_]) -> float:
    """Mean of the shares told rightly among pairs of one cluster and among the others."""
    return float((told[gold].mean() + (~told[~gold]).mean()) / 2)


def best_cut(known: Sequence[tuple[NDArray[np.bool_], Array]]) -> float:
    """The score from which the mean balanced accuracy is highest; the lowest of equals."""
    cuts = np.unique(np.concatenate([score for _, score in known]))
    return float(max(cuts, key=lambda cut: np.mean([balanced(gold, score >= cut) for gold, score in known])))


def joined(size: int, score: Array) -> Array:
    """The score at which average link joins each pair; pairs in the order of `combinations`."""
    apart = np.full((size, size), -np.inf)
    pairs = tuple(np.array(list(combinations(range(size), 2))).T)
    apart[pairs] = apart[pairs[::-1]] = score
    groups, height = [[n] for n in range(size)], np.zeros((size, size))
    while len(groups) > 1:
        links = {(a, b): float(apart[np.ix_(groups[a], groups[b])].mean()) for a, b in combinations(range(len(groups)), 2)}
        a, b = max(links, key=lambda pair: (links[pair], pair))
        height[np.ix_(groups[a], groups[b])] = height[np.ix_(groups[b], groups[a])] = links[a, b]
        groups[a] += groups.pop(b)
    told: Array = height[pairs]
    return told


def tfidf(texts: Sequence[str]) -> Array:
    """Characters of words in threes to fives, 1 + ln(count) times the smoothed rarity among the texts."""
    counts = [Counter(gram for word in text.lower().split() for gram in _ngrams(f" {word} ")) for text in texts]
    held = Counter(gram for count in counts for gram in count)
    column = {gram: n for n, gram in enumerate(sorted(held))}
    rows = np.zeros((len(texts), len(column)))
    for row, count in enumerate(counts):
        for gram, times in count.items():
            rows[row, column[gram]] = (1 + np.log(times)) * (1 + np.log((1 + len(texts)) / (1 + held[gram])))
    return rows


def _ngrams(word: str) -> Iterator[str]:
    for size in SIZES:
        yield from (word[n : n + size] for n in range(max(1, len(word) - size + 1)))


def _cosines(rows: Array) -> Array:
    unit = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-12)
    found: Array = unit @ unit.T
    return found


# --- SuperPAL


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence of a summary and one of a document."""

    topic: str
    gold: bool
    similarity: float
    same: float  # bits
    minilm: float


@dataclass(frozen=True, slots=True)
class Topic:
    """Sentences by document and place, the summary's under SUMMARY, and which are aligned."""

    sentences: dict[str, dict[int, str]]
    aligned: frozenset[tuple[int, str, int]]


SUMMARY = "summary"


def _topics() -> dict[str, Topic]:
    sentences: dict[str, dict[str, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    aligned = defaultdict(set)
    with SUPERPAL.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            topic, at, document, place = row["topic"], int(row["scuSentCharIdx"]), row["documentFile"], int(row["docSentCharIdx"])
            sentences[topic][SUMMARY][at] = row["scuSentence"]
            sentences[topic][document][place] = row["docSentText"]
            aligned[topic].add((at, document, place))
    return {topic: Topic(sentences[topic], frozenset(aligned[topic])) for topic in sentences}


def _pairs(name: str, topic: Topic) -> Iterator[Pair]:
    texts = {document: [text for _, text in sorted(some.items())] for document, some in sorted(topic.sentences.items())}
    read = {document: _report(document, some) for document, some in texts.items()}
    vectors = {document: minilm().encode(some) for document, some in texts.items()}
    for document in sorted(set(texts) - {SUMMARY}):
        table = between(texts[SUMMARY], texts[document])
        for i, at in enumerate(sorted(topic.sentences[SUMMARY])):
            for j, place in enumerate(sorted(topic.sentences[document])):
                similarity = float(table[i, j])
                told_same = bits(read[SUMMARY][i], read[document][j], similarity)
                meant = float(vectors[SUMMARY][i] @ vectors[document][j])
                yield Pair(name, (at, document, place) in topic.aligned, similarity, told_same, meant)


def _report(name: str, texts: Sequence[str]) -> list[Told]:
    """Sentences read as a report of their own, one a line."""
    lines = [" ".join(text.split()) for text in texts]
    starts = np.cumsum([0, *(len(line) + 1 for line in lines)])
    report = Report(name, f"{name}.txt", "\n".join(lines))
    spans = tuple(Span(name, int(start), int(start) + len(line)) for start, line in zip(starts, lines, strict=False))
    return told(report, replace(annotate(report, ANNOTATE), sentences=spans))


def _sentence(name: str, text: str) -> Told:
    return _report(name, [text])[0]


def average_precision(gold: NDArray[np.bool_], score: Array) -> float:
    """Mean precision at the aligned pairs, from the highest score down."""
    right = gold[np.argsort(-score, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())
