"""The tagger's training material: public corpora read, damaged on purpose, cut into windows of labelled pieces.

Machine-translated copies are the norm for our users, so most copies of an article are damaged: marks lost, doubled or of
another kind, names in lower case, headlines' capitals, words glued, commas lost, pronouns of the wrong sex. CoNLL's names
are partly replaced by names of other countries, drawn from Faker and GeoNames: its own are those of one year's Reuters wire.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import cycle, groupby, repeat
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from tagger_world import World

from rashomon.annotate.pieces import Pieces, pieces, windows
from rashomon.lang import language
from rashomon.text.sentences import sentences

ROLES = ("source", "cue", "content")
KINDS = ("person", "org", "place", "other")
CONLL = {"PER": "person", "ORG": "org", "LOC": "place", "MISC": "other"}
# CoNLL counts nationalities, works and products as miscellaneous, and airports and bridges as places; dates and sums are no names.
WORLDWIDE = {
    "Person": "person",
    "Organization": "org",
    "Location": "place",
    "Facility": "place",
    "NORP": "other",
    "Misc": "other",
    "Product": "other",
}
_WRITTEN = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_CLOSING = "''"
UNKNOWN = 255  # a label that the corpus does not give
COPIES = 6
Chunk = tuple[str, int, int]  # label, start, end in code points


class Article(NamedTuple):
    """A text with what its corpus says of it; None: the corpus is silent on that."""

    id: str
    text: str
    sentences: list[tuple[int, int]]
    attributions: list[dict[str, list[list[int]]]] | None = None
    names: list[Chunk] | None = None


# --- reading


def lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file)


def split(text: str) -> list[tuple[int, int]]:
    return sentences(text, "en", language("en").abbreviations)


def polnear(path: Path) -> Iterator[Article]:
    """Whole articles; of several annotators the first."""
    for line in lines(path):
        item = json.loads(line)
        yield Article(item["id"], item["text"], split(item["text"]), next(iter(item["attributions"].values())))


def tagged_sentences(path: Path) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    """(id, sentences of (token, BIO label)) for each document of a CoNLL++ or Worldwide file."""
    name, document, sentence = "", list[list[tuple[str, str]]](), list[tuple[str, str]]()
    for line in [*lines(path), "", "-DOCSTART-"]:
        fields = line.split()
        new = line.startswith("-DOCSTART-") or (line.startswith("# ") and line.endswith(".tsv"))
        if (not fields or new) and sentence:
            document.append(sentence)
            sentence = []
        if new:
            if document:
                yield name or path.name + str(id(document)), document
            name, document = line, []
        elif len(fields) > 1:
            sentence.append((fields[0], fields[-1]))


def names_of(labels: Sequence[str], places: Sequence[tuple[int, int]], kinds: dict[str, str]) -> list[Chunk]:
    """The names of a BIO sequence; labels that `kinds` lacks are none."""
    found: list[Chunk] = []
    open_label = ""
    for label, (start, end) in zip(labels, places, strict=True):
        if label.startswith("I-") and label[2:] == open_label and found:
            found[-1] = (found[-1][0], found[-1][1], end)
        elif label[:2] in ("B-", "I-"):
            found.append((label[2:], start, end))
        open_label = label[2:]
    return [(kinds[label], start, end) for label, start, end in found if label in kinds]


def untokenized(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, with the place of each: what a tokenizer set apart is put back."""
    text, places, opened, tight = "", list[tuple[int, int]](), False, True
    for word in words:
        mark = word in {'"', "``", _CLOSING}
        closing = mark and (word == _CLOSING or (word == '"' and opened))
        written = _WRITTEN.get(word, word)
        behind = closing or re.fullmatch(r"[.,;:!?%)\]}”’]+|\.\.\.|['’](?:s|S|re|ve|d|m|ll)?|n['’]t", written) is not None
        text += written if tight or behind else " " + written
        places.append((len(text) - len(written), len(text)))
        opened = (not closing) if mark else opened
        tight = (mark and not closing) or written in "([{$“‘"
    return text, places


def facing(units: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """An article's tokens. A paper that opens and closes with two apostrophes has closing marks only: there every other one opens."""
    told_apart = any("``" in words for words in units)
    sides = repeat(_CLOSING) if told_apart else cycle(("``", _CLOSING))
    for words in units:
        yield [next(sides) if word == _CLOSING else word for word in words]


def with_names(path: Path, kinds: dict[str, str], between: str) -> Iterator[Article]:
    """Documents of a CoNLL++ or Worldwide file, `between` put between sentences."""
    for number, (name, document) in enumerate(tagged_sentences(path)):
        text, spans, names = "", list[tuple[int, int]](), list[Chunk]()
        for sentence in document:
            written, places = untokenized([token for token, _ in sentence])
            at = len(text) + (len(between) if text else 0)
            text = f"{text}{between if text else ''}{written}"
            spans.append((at, at + len(written)))
            names += [(kind, at + low, at + high) for kind, low, high in names_of([label for _, label in sentence], places, kinds)]
        yield Article(f"{name}#{number}", text, spans, None, names)


def published_units(path: Path) -> Iterator[tuple[Article, list[tuple[int, int]], list[str]]]:
    """The published paragraph units: article, place of each token, BIO labels."""
    items = [json.loads(line) for line in lines(path)]
    written = (words for _, units in groupby(items, itemgetter("id")) for words in facing([item["tokens"] for item in units]))
    for number, (item, words) in enumerate(zip(items, written, strict=True)):
        text, places = untokenized(words)
        chunks = names_of(item["labels"], places, {role: role for role in ROLES})
        parts = [{kind: [[start, end]] if kind == role else [] for kind in ROLES} for role, start, end in chunks]
        yield Article(f"{item['id']}#{number}", text, split(text), parts), places, item["labels"]


# --- damage

Edit = tuple[int, int, str]
_MARK = re.compile(r"[“”\"«»]|``|''")
_PRONOUNS = {"he": "she", "she": "he", "his": "her", "her": "his", "him": "her", "He": "She", "She": "He", "His": "Her", "Her": "His"}


def edited(article: Article, edits: list[Edit]) -> Article:
    """The article with stretches replaced, every place moved along; of edits that overlap the first counts."""
    out, starts, shifts, at = list[str](), [0], [0], 0
    for start, end, new in sorted(edits):
        if start < at:
            continue
        out += [article.text[at:start], new]
        starts.append(end)
        shifts.append(shifts[-1] + len(new) - (end - start))
        at = end
    text = "".join([*out, article.text[at:]])

    def move(place: int) -> int:
        return max(0, min(len(text), place + shifts[bisect_right(starts, place) - 1]))

    def pair(start: int, end: int) -> tuple[int, int]:
        return move(start), max(move(start), move(end))

    roles = article.attributions
    moved = roles and [{role: [list(pair(*span)) for span in item[role]] for role in ROLES} for item in roles]
    names = article.names and [(kind, *pair(low, high)) for kind, low, high in article.names]
    return Article(article.id, text, [pair(*span) for span in article.sentences], moved, names)


def damaged(article: Article, rng: Random, rate: float) -> Article:
    """A copy as a poor translation or a careless paste leaves it; `rate` 1 is usual damage."""
    return recased(edited(article, [*_mark_edits(article.text, rng, rate), *_word_edits(article.text, rng, rate)]), rng, rate)


def _mark_edits(text: str, rng: Random, rate: float) -> Iterator[Edit]:
    """Quotation marks lost, doubled, or of another kind."""
    style = rng.choice(['"', '"', "“”", "“”", "«»", "''", "‘’"])
    restyle = rng.random() < 0.4 * rate
    for mark in _MARK.finditer(text):
        opens = mark.end() < len(text) and text[mark.end()].isalnum()
        chance = rng.random()
        if chance < 0.06 * rate:
            yield mark.start(), mark.end(), ""
        elif chance < 0.08 * rate:
            yield mark.start(), mark.end(), mark.group() * 2
        elif restyle:
            yield mark.start(), mark.end(), style[0] if opens else style[-1]


def _word_edits(text: str, rng: Random, rate: float) -> Iterator[Edit]:
    """Glued words, lost commas, pronouns of the wrong sex."""
    for gap in re.finditer(r"(?<=[\w,.”\"]) (?=\w)", text):
        if rng.random() < 0.004 * rate:
            yield gap.start(), gap.end(), ""
    for comma in re.finditer(r",(?= )", text):
        if rng.random() < 0.05 * rate:
            yield comma.start(), comma.end(), ""
    if rng.random() < 0.5 * rate:
        for word in re.finditer(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|him)\b", text):
            if rng.random() < 0.3:
                yield word.start(), word.end(), _PRONOUNS[word.group()]


def recased(article: Article, rng: Random, rate: float) -> Article:
    """Sentences in capitals, in headline's capitals, or without any; here and there a name in lower case."""
    text = list(article.text)
    lower_share = rng.choice([0.0, 0.0, 0.05, 0.3]) * rate
    for start, end in article.sentences:
        chance = rng.random()
        sentence = article.text[start:end]
        new = sentence
        if chance < 0.02 * rate:
            new = sentence.upper()
        elif chance < 0.06 * rate:
            new = re.sub(r"\b[a-z]{4,}", lambda found: found.group().capitalize(), sentence)
        elif chance < 0.08 * rate:
            new = sentence.lower()
        elif lower_share:
            new = re.sub(r"\b[A-Z][a-z]+", lambda found: found.group().lower() if rng.random() < lower_share else found.group(), sentence)
        if len(new) == len(sentence):
            text[start:end] = new
    return article._replace(text="".join(text))


def renamed(article: Article, world: World, share: float) -> Article:
    """The article with a share of its names replaced, each name by the same one throughout."""
    known: dict[tuple[str, str], str] = {}
    edits: list[Edit] = []
    for kind, start, end in article.names or ():
        old = article.text[start:end]
        if (kind, old) not in known:
            new = world.draw(kind, old) if world.rng.random() < share else old
            known[kind, old] = new.upper() if old.isupper() and len(old) > 4 else new
        edits.append((start, end, known[kind, old]))
    return edited(article, edits)


# --- labelled windows


class Bank:
    """Windows of many articles as flat arrays, to be saved in one file."""

    def __init__(self) -> None:
        self.columns: dict[str, list[NDArray[Any]]] = {name: [] for name in ("ids", "features", "words", "roles", "names")}
        self.spans: list[tuple[int, int, int, int, int]] = []  # window, role, first, last piece, attribution
        self.lengths: list[int] = []
        self.owners: list[tuple[int, int, int]] = []  # corpus, article, copy

    def add(self, corpus: int, number: int, copy: int, article: Article, sought: int) -> None:
        found = pieces(article.text, article.sentences)
        parts: list[Chunk] = [(role, low, high) for item in article.attributions or () for role in ROLES for low, high in item[role]]
        roles = label(found, parts, ROLES)
        names = label(found, article.names or (), KINDS)
        if article.attributions is None:
            roles[:] = UNKNOWN
        if article.names is None:
            names[:] = UNKNOWN
        for window in windows(found, sought):
            self._link(article, found, window)
            self.lengths.append(window.stop - window.start)
            self.owners.append((corpus, number, copy))
            shown: list[NDArray[Any]] = [found.ids[window], found.features[window], found.words[window]]
            for name, values in zip(self.columns, [*shown, restarted(roles[window]), restarted(names[window])], strict=True):
                self.columns[name].append(values.astype(np.uint16 if name == "ids" else np.uint8))

    def _link(self, article: Article, found: Pieces, window: slice) -> None:
        for number, item in enumerate(article.attributions or ()):
            for role, kind in enumerate(ROLES):
                for start, end in item[kind]:
                    first, last = reach(found, start, end)
                    if window.start <= first <= last < window.stop:
                        self.spans.append((len(self.lengths), role, first - window.start, last - window.start, number))

    def save(self, path: Path) -> None:
        flat: dict[str, Any] = {name: np.concatenate(parts) for name, parts in self.columns.items()}
        spans, owners = np.array(self.spans, np.int32).reshape(-1, 5), np.array(self.owners, np.int16)
        np.savez_compressed(path, **flat, lengths=np.array(self.lengths, np.int16), spans=spans, owners=owners)


def reach(found: Pieces, start: int, end: int) -> tuple[int, int]:
    """The first and last piece, at word starts, that a span touches; last < first where it touches none."""
    low, high = int(np.searchsorted(found.ends, start, side="right")), int(np.searchsorted(found.starts, end)) - 1
    while 0 < low < len(found.words) and not found.words[low]:
        low -= 1
    while high > low and not found.words[high]:
        high -= 1
    return low, high


def label(found: Pieces, chunks: Sequence[Chunk], order: Sequence[str]) -> NDArray[np.uint8]:
    """BIO labels at word starts, UNKNOWN elsewhere: 0, and for each kind 1 + 2k to begin, 2 + 2k to go on."""
    labels = np.where(found.words == 1, 0, UNKNOWN).astype(np.uint8)
    for kind, start, end in chunks:
        low, high = reach(found, start, end)
        touched = [n for n in range(low, high + 1) if found.words[n]]
        labels[touched[:1]] = 1 + 2 * order.index(kind)
        labels[touched[1:]] = 2 + 2 * order.index(kind)
    return labels


def restarted(labels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Labels that begin anew where a window does, or where what they went on from was overwritten."""
    labels = labels.copy()
    before = 0
    for n in np.flatnonzero(labels != UNKNOWN):
        now = int(labels[n])
        if now and now % 2 == 0 and before not in (now, now - 1):
            labels[n] = now - 1
        before = int(labels[n])
    return labels


def prepare(data: Path, target: Path, seed: int, limit: int | None) -> None:
    """Writes train.npz and one file for each of the three development sets."""
    rng = Random(seed)  # noqa: S311 (nothing secret)
    world = World(rng)
    train = Bank()
    for number, article in enumerate([*polnear(data / "quotes" / "polnear_train.jsonl.gz")][:limit]):
        for copy, (rate, sought) in enumerate(((0, 0), (0, 126), (0.7, 126), (1, 0), (1.5, 126), (0.7, 254))):
            train.add(0, number, copy, damaged(article, rng, rate) if rate else article, sought)
    for number, (lined, running) in enumerate(
        [*zip(*(with_names(data / "names" / "conllpp_train.txt.gz", CONLL, between) for between in ("\n", " ")), strict=True)][:limit]
    ):
        copies = (
            lined,
            running,
            renamed(running, world, 0.5),
            renamed(damaged(lined, rng, 1), world, 0.8),
            damaged(running, rng, 0.7),
            renamed(lined, world, 1),
        )
        for copy, article in enumerate(copies):
            train.add(1, number, copy, article, 0 if copy in (3, 5) else 126)
    train.save(target / "train.npz")
    sets: dict[str, list[Article]] = {
        "units": [article for article, _, _ in published_units(data / "quotes" / "cofenet_polnear_valid.txt.gz")],
        "articles": [*polnear(data / "quotes" / "polnear_dev.jsonl.gz")],
        "conll": [*with_names(data / "names" / "conllpp_dev.txt.gz", CONLL, "\n")],
        "worldwide": [*with_names(data / "names" / "worldwide_ner_dev.tsv.gz", WORLDWIDE, " ")],
    }
    for name, articles in sets.items():
        bank = Bank()
        for number, article in enumerate(articles[:limit]):
            bank.add(2, number, 0, article, 126)
        bank.save(target / f"{name}.npz")
