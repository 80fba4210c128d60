"""How one text may have used another: fifteen named measures of what it took over, how closely, and what it changed.

Observations, on answers written from a source (Clough and Stevenson 2011) and on paraphrases (Webis-CPC). No one
measure tells degrees of reuse apart. Who works from a source keeps its telling words, sentence by sentence and in
order; who only knows the matter uses half of them, in any order. Cut and paste leaves sentences untouched beside
sentences of one's own; a light revision opens small holes between words that stay; a heavy one leaves sentences of
which a part runs along with the source. A machine that swaps synonyms changes telling words and keeps the frame of small ones.

How it works.
1. Words are compared by their first letters (`text.stems`); the small words of a language are told from the telling ones.
2. A sentence has a partner where its telling words, weighed by how rare they are in the two texts, come near those of one
   sentence of the other.
3. Every measure is a share between 0 and 1, so that it means the same for thirty words and for three thousand. Unless it
   says otherwise it is a share of the text that may have used the other; the two directions differ, and that is the point.

Known exceptions. A translation shares no words; `evidence.kept` asks for its names and numbers. Of a source of which only a part
is at hand, the rest looks unused.

Tried and dropped: docs/decisions.md, "What a text took over is asked in three questions".

An error here: too much seen as taken over hides a second witness, too little invents one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from ..lang._compared import compared
from ..text.sentences import sentences
from ..text.stems import LETTERS, keys

MEASURES = {
    "telling": "telling words that the other has too",
    "partners": "words in sentences that have a partner in the other",
    "order": "telling words that both have in the same order",
    "frame": "small words that both have in the same order",
    "kept": "words that both have in the same order, of the longer text",
    "runs": "words in runs of five that the other has too",
    "unbroken": "words in runs of five, of those in runs of three",
    "breaks": "how often runs of three break off, by the words in them",
    "holes": "words between two runs of three that lie close, by the words in them",
    "mended": "words in sentences of which a smaller part stands in runs of three",
    "patched": "words in sentences of which the larger part, but not all, stands in runs of three",
    "new_small": "small words that the other does not have, of all words",
    "added": "the longest stretch of words between two kept ones",
    "used": "words of the other in runs of two that the text has too",
    "length": "how much longer one is than the other",
}
LOW, HIGH = 0.1, 0.4  # likeness of two sentences from which, and up to which, they count more and more as partners
PART, MOST, ALL = 0.25, 0.6, 0.9  # shares of a sentence in runs of three
HOLE = 4  # words at most between two runs that lie close
FEW_SHARED, FEW_RUNS = 5, 10  # words added to what a share is of, so that a chance phrase makes no large share


@dataclass(frozen=True, slots=True)
class Told:
    """A text ready to be compared."""

    sentences: tuple[tuple[str, ...], ...]  # stems of the words
    small: frozenset[str]  # stems of the small words of its language

    @property
    def words(self) -> list[str]:
        """All stems in order."""
        return [word for sentence in self.sentences for word in sentence]

    def telling(self, words: Sequence[str]) -> list[str]:
        """Those that carry meaning."""
        return [word for word in words if len(word) > 2 and word not in self.small]


def told(text: str, lang: str, kept: Callable[[int], bool] = lambda _: True) -> Told:
    """A text ready to be compared; `kept` says of an offset whether the word there counts, as one in quotation marks may not."""
    found, rows, at = keys(text), list[tuple[str, ...]](), 0
    for _, end in sentences(text, lang):
        start = at
        while at < len(found) and found[at][1] < end:
            at += 1
        rows.append(tuple(word[:LETTERS] for word, place, _ in found[start:at] if kept(place)))
    small = frozenset(word[:LETTERS] for word in compared(lang).stopwords)
    return Told(tuple(row for row in rows if row), small)


def measures(text: Told, source: Told) -> dict[str, float]:
    """MEASURES by name, of what `text` took over from `source`."""
    ours, theirs = text.words, source.words
    if not ours or not theirs:
        return {name: float(name == "length") for name in MEASURES}
    in_three, in_five, used = _covered(ours, theirs, 3), _covered(ours, theirs, 5), _covered(theirs, ours, 2)
    runs = [run for run in _runs(in_three) if run]
    three, five = sum(in_three), sum(in_five)
    parts = _parts(text, in_three)
    stretches = _between(ours, theirs)
    telling, known = text.telling(ours), set(theirs)
    small = [word for word in ours if word in text.small]
    found = {
        "telling": _share(len(set(telling) & known), len(set(telling))),
        "partners": _partners(text, source),
        "order": _share(_common(telling, source.telling(theirs)), len(telling)),
        "frame": _share(_common(small, [word for word in theirs if word in source.small]), len(small)),
        "kept": _share(_common(ours, theirs), max(len(ours), len(theirs))),
        "runs": _share(five, len(ours)),
        "unbroken": five / (three + FEW_SHARED),
        "breaks": len(runs) / (three + FEW_RUNS),
        "holes": sum(hole for hole in _holes(in_three) if hole <= HOLE) / (three + FEW_RUNS),
        "mended": _share(sum(n for n, part in parts if PART <= part < MOST), len(ours)),
        "patched": _share(sum(n for n, part in parts if MOST <= part < ALL), len(ours)),
        "new_small": _share(len(set(small) - known), len(set(ours))),
        "added": _share(max(stretches, default=0), len(ours)),
        "used": _share(sum(used), len(theirs)),
        "length": abs(len(ours) - len(theirs)) / max(len(ours), len(theirs)),
    }
    return {name: round(found[name], 6) for name in MEASURES}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _covered(words: Sequence[str], other: Sequence[str], least: int) -> list[bool]:
    """Which words stand in a run of at least `least` that the other has too."""
    known = {tuple(other[j : j + least]) for j in range(len(other) - least + 1)}
    out = [False] * len(words)
    for i in range(len(words) - least + 1):
        if tuple(words[i : i + least]) in known:
            out[i : i + least] = [True] * least
    return out


def _runs(covered: Sequence[bool]) -> Iterator[int]:
    """Lengths of the covered stretches, noughts among them."""
    length = 0
    for inside in (*covered, False):
        if inside:
            length += 1
        else:
            yield length
            length = 0


def _holes(covered: Sequence[bool]) -> Iterator[int]:
    """Lengths of what lies between two covered stretches, noughts among them."""
    places = [n for n, inside in enumerate(covered) if inside]
    return (after - before - 1 for before, after in pairwise(places))


def _parts(text: Told, covered: Sequence[bool]) -> list[tuple[int, float]]:
    """The length of every sentence, and the share of it that is covered."""
    out, at = [], 0
    for sentence in text.sentences:
        out.append((len(sentence), sum(covered[at : at + len(sentence)]) / len(sentence)))
        at += len(sentence)
    return out


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words two sequences have in the same order: their longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(left, right)) if left and right else 0


def _between(left: Sequence[str], right: Sequence[str]) -> list[int]:
    """Lengths of the stretches of `left` between two words of the longest common subsequence."""
    from rapidfuzz.distance import Indel

    return [op.src_end - op.src_start for op in Indel.opcodes(left, right) if op.tag == "delete"]


def _partners(text: Told, source: Told) -> float:
    """Share of the words that stand in sentences with a partner, a loose partner counting in part."""
    ours, theirs = ([frozenset(told.telling(sentence)) for sentence in told.sentences] for told in (text, source))
    held = Counter(word for sentence in (*ours, *theirs) for word in sentence)
    rarity = {word: log((len(ours) + len(theirs) + 1) / (n + 0.5)) ** 2 for word, n in held.items()}

    def length(sentence: frozenset[str]) -> float:
        return sqrt(sum(rarity[word] for word in sorted(sentence))) or 1.0

    lengths, near = [length(sentence) for sentence in theirs], 0.0
    for sentence, words in zip(ours, text.sentences, strict=True):
        own = length(sentence)
        best = max(
            sum(rarity[word] for word in sorted(sentence & other)) / (own * size) for other, size in zip(theirs, lengths, strict=True)
        )
        near += len(words) * min(1.0, max(0.0, (best - LOW) / (HIGH - LOW)))
    return near / sum(map(len, text.sentences))
