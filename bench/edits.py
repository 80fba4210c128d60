"""Whether an edit changes a fact or only words: minimal pairs of SummEdits news, and claim against evidence of FEVER-symmetric.

**SummEdits**: 363 summaries of eleven news texts, made from one original each. Labels say whether the edited summary still agrees with
the text. Eleven are the originals themselves and left out, since no edit is to be judged there; what they add is told apart. Weights
are fitted on the edits of ten texts and tried on those of the eleventh, the answers of all eleven pooled. Each label weighs a half.

**FEVER-symmetric dev**: 354 claims that their evidence supports, 354 that it refutes. Not minimal pairs: the evidence is a sentence of
its own. Weights of all of SummEdits as they stand, the cut as it stands and the cut cross-fitted; then weights fitted here, in FOLDS
folds by id, so that a claim and what was made from it stay together; then three numbers read off the same changes, for a claim whose
words may stand anywhere in the evidence: opposites, denials, the share of its words that are not there (`claim_features`).

Peers, in the same folds: share of words in common, cosine of TF-IDF, and for claims the share of their words that stand in the
evidence, each with the cut that is best on the other folds.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rashomon.text.senses import senses
from rashomon.text.tokens import stem, word_list
from rashomon.weigh.edit import DENIAL, FIGURE, KINDS, MOST, NAME, OPPOSITE, SMALL, TIME, changed_bits, changes, counts, table

from .logistic import Rows, one_way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CLAIMS = Path(__file__).resolve().parents[2] / "shared" / "data" / "claims"
SUMMARIES, FEVER = CLAIMS / "summedits_news_a.json.gz", CLAIMS / "fever_symmetric_dev.jsonl"
RIDGE = 10.0
FOLDS = 10
UNTOUCHED = 11  # originals among the summaries
WAYS = tuple(KINDS.values())
_MADE = re.compile("000000[234]$")  # behind the id of a claim, in those of the three pairs made from it
TYPED = (FIGURE, TIME, NAME, DENIAL, OPPOSITE)


@dataclass(frozen=True)
class Edit:
    """Two texts, whether a fact changed between them, and what must not be in two folds."""

    left: str
    right: str
    changed: bool
    fold: int


def summaries() -> list[Edit]:
    """The edits of SummEdits news, the untouched originals left out; a fold is a news text."""
    with gzip.open(SUMMARIES, "rt", encoding="utf-8") as file:
        rows = json.load(file)
    texts = sorted({row["doc"] for row in rows})
    made = [Edit(row["original_summary"], row["summary"], not row["label"], texts.index(row["doc"])) for row in rows]
    return [one for one in made if one.left != one.right]


def claims() -> list[Edit]:
    """Evidence and claim of FEVER-symmetric dev."""
    rows = [json.loads(line) for line in FEVER.read_text(encoding="utf-8").splitlines()]
    return [Edit(row["evidence"], row["claim"], row["gold_label"] == "REFUTES", int(_MADE.sub("", row["id"])) % FOLDS) for row in rows]


def features(edits: Sequence[Edit]) -> Array:
    """How often each kind of change occurs, a row an edit."""
    return np.array([list(counts(changes(edit.left, edit.right)).values()) for edit in edits])


def claim_features(edits: Sequence[Edit]) -> Array:
    """Opposites of words of the evidence, whether one side alone denies, and the share of the claim's words that it lacks."""
    return np.array([_claim(edit) for edit in edits])


def _claim(edit: Edit) -> tuple[float, float, float]:
    found = [change for change in changes(edit.left, edit.right) if change.kind != SMALL]
    known = {stem(word) for word in word_list(edit.left)}
    new = [word.key for change in found for word in change.come if stem(word.key) not in known and not word.denies]
    left = [word.key for change in found for word in change.gone]
    opposites = sum(any(senses().opposite(one, other) for other in left) for one in new)
    denied = any(change.kind == DENIAL for change in found)
    return float(min(MOST, opposites)), float(denied), len(new) / max(1, len(word_list(edit.right)))


def fitted(x: Array, changed: NDArray[np.bool_], ways: Sequence[int] = WAYS) -> Array:
    """Weights in bits with the prior last; each answer weighs a half."""
    share = changed.mean()
    return one_way(Rows(x, changed.astype(float), np.where(changed, 0.5 / share, 0.5 / (1 - share))), RIDGE, ways)


def held_out(x: Array, changed: NDArray[np.bool_], folds: NDArray[np.int64], ways: Sequence[int] = WAYS) -> Array:
    """Bits of every edit, by weights that did not see its fold."""
    bits = np.zeros(len(x))
    for fold in np.unique(folds):
        own = folds == fold
        weights = fitted(x[~own], changed[~own], ways)
        bits[own] = x[own] @ weights[:-1] + weights[-1]
    return bits


def best_cut(bits: Array, changed: NDArray[np.bool_]) -> float:
    """The cut with the best balanced accuracy; of equals the middle one."""
    cuts = np.unique(bits)
    got = np.array([balanced(changed, bits >= cut) for cut in cuts])
    return float(np.median(cuts[got >= got.max() - 1e-9]))


def balanced(changed: NDArray[np.bool_], yes: NDArray[np.bool_]) -> float:
    """Mean of the shares that are told rightly of what changed and of what did not."""
    return float((yes[changed].mean() + (~yes[~changed]).mean()) / 2)


def told(changed: NDArray[np.bool_], yes: NDArray[np.bool_]) -> dict[str, float]:
    """How well an answer fits."""
    precision = float(changed[yes].mean()) if yes.any() else 0.0
    figures = {"balanced_accuracy": balanced(changed, yes), "precision": precision, "recall": float(yes[changed].mean())}
    return {name: round(value, 3) for name, value in figures.items()}


def cross_cut(distance: Array, changed: NDArray[np.bool_], folds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """One number an edit, cut where it is best on the other folds."""
    yes = np.zeros(len(distance), bool)
    for fold in np.unique(folds):
        own = folds == fold
        yes[own] = distance[own] >= best_cut(distance[~own], changed[~own])
    return yes


def answers(x: Array, changed: NDArray[np.bool_], folds: NDArray[np.int64], ways: Sequence[int] = WAYS) -> NDArray[np.bool_]:
    """Whether a fact changed, by weights and a cut that did not see the fold: the cut is the best of the other folds, each held out."""
    yes = np.zeros(len(x), bool)
    for fold in np.unique(folds):
        own = folds == fold
        cut = best_cut(held_out(x[~own], changed[~own], folds[~own], ways), changed[~own])
        weights = fitted(x[~own], changed[~own], ways)
        yes[own] = x[own] @ weights[:-1] + weights[-1] >= cut
    return yes


def unlike_words(edits: Sequence[Edit]) -> Array:
    """Peer: one less the share of the words of both that they have in common."""
    found = [(set(word_list(edit.left)), set(word_list(edit.right))) for edit in edits]
    return np.array([1 - len(ours & theirs) / len(ours | theirs) for ours, theirs in found])


def unlike_claim(edits: Sequence[Edit]) -> Array:
    """Peer: the share of the claim's words that are not in the evidence."""
    found = [(set(word_list(edit.left)), set(word_list(edit.right))) for edit in edits]
    return np.array([1 - len(ours & theirs) / len(theirs) for ours, theirs in found])


def unlike_tfidf(edits: Sequence[Edit]) -> Array:
    """Peer: one less the cosine of TF-IDF."""
    texts = [Counter(word_list(text)) for edit in edits for text in (edit.left, edit.right)]
    spread = Counter(word for text in texts for word in text)
    vectors = [{word: many * log(len(texts) / spread[word]) for word, many in text.items()} for text in texts]
    lengths = [sqrt(sum(weight * weight for weight in vector.values())) or 1.0 for vector in vectors]
    return np.array(
        [
            1 - sum(weight * vectors[n + 1].get(word, 0.0) for word, weight in sorted(vectors[n].items())) / lengths[n] / lengths[n + 1]
            for n in range(0, len(texts), 2)
        ]
    )


PEERS: dict[str, Callable[[Sequence[Edit]], Array]] = {"words in common": unlike_words, "TF-IDF cosine": unlike_tfidf}


def measure_summaries() -> dict[str, object]:
    """SummEdits news, one text left out."""
    edits = summaries()
    x, changed, folds = features(edits), *truth(edits)
    typed = x[:, [list(KINDS).index(kind) for kind in TYPED]].max(axis=1) > 0
    ours = answers(x, changed, folds)
    untouched = np.zeros(UNTOUCHED, bool)  # nothing differs, so that nothing changed
    return {
        "edits": len(edits),
        "ours": told(changed, ours),
        "ours, with the originals themselves": told(np.r_[changed, untouched], np.r_[ours, untouched]),
        "ours, cut at 0 bits": told(changed, held_out(x, changed, folds) > 0),
        "figure, time, name, denial or opposite": told(changed, typed),
        **{name: told(changed, cross_cut(peer(edits), changed, folds)) for name, peer in PEERS.items()},
    }


def measure_claims() -> dict[str, object]:
    """FEVER-symmetric dev: the weights of SummEdits, and weights of its own."""
    edits = claims()
    x, changed, folds = features(edits), *truth(edits)
    ours = bits_of(edits)
    return {
        "pairs": len(edits),
        "ours as shipped": told(changed, ours >= table().cut),
        "ours as shipped, cut fitted": told(changed, cross_cut(ours, changed, folds)),
        "ours, weights fitted": told(changed, answers(x, changed, folds)),
        "ours, the claim's words anywhere": told(changed, answers(claim_features(edits), changed, folds, (1, 1, 1))),
        **{name: told(changed, cross_cut(peer(edits), changed, folds)) for name, peer in PEERS.items()},
        "words of the claim": told(changed, cross_cut(unlike_claim(edits), changed, folds)),
    }


def truth(edits: Sequence[Edit]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Whether a fact changed, and the fold, of each edit."""
    return np.array([edit.changed for edit in edits]), np.array([edit.fold for edit in edits])


def bits_of(edits: Sequence[Edit]) -> Array:
    """Bits by the shipped weights."""
    return np.array([sum(changed_bits(changes(edit.left, edit.right)).values()) for edit in edits])
