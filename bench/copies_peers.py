"""What the copy index is measured against: what people take to find copies, at the settings of each one's README.

Each is a function from texts to pairs of their numbers, the lower first, or to whether each text is kept. The limits are the most
documents that each is given: beyond, it takes minutes or gigabytes.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, NamedTuple

Pairs = list[tuple[int, int]]
ALIKE = 0.5  # Jaccard of words, or cosine, from which a pair is told
BLOCK = 1_000  # texts that are held against all others at once


class Peer(NamedTuple):
    """Somebody else's way, and how far it goes."""

    run: Callable[[list[str]], Pairs | list[bool]]
    limit: int


def datasketch(texts: list[str]) -> Pairs:
    """README: MinHash(num_perm=128) of words, MinHashLSH(threshold=0.5, num_perm=128)."""
    package, found = import_module("datasketch"), []
    lsh = package.MinHashLSH(threshold=ALIKE, num_perm=128)
    for n, text in enumerate(texts):
        sketch = package.MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in set(text.split())])
        found += [(other, n) for other in lsh.query(sketch)]
        lsh.insert(n, sketch)
    return found


def rensa(texts: list[str]) -> list[bool]:
    """README: RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True) of words; keeps or drops."""
    index = import_module("rensa").RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True)
    return list(index.add_pairs((str(n), text.split()) for n, text in enumerate(texts)))


def rensa_runs(texts: list[str]) -> list[bool]:
    """The same of runs of five words, the unit of our fingerprints."""
    index = import_module("rensa").RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True)
    return list(index.add_pairs((str(n), _runs(text.split())) for n, text in enumerate(texts)))


def _runs(words: list[str]) -> list[str]:
    return [" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))]


def rensa_pairs(texts: list[str]) -> Pairs:
    """RMinHash of words, 128 permutations, RMinHashLSH of 32 bands, pairs of 0.5 and more: datasketch's question, asked of rensa."""
    package, found = import_module("rensa"), []
    sketches = package.RMinHash.from_token_sets([text.split() for text in texts], num_perm=128, seed=42)
    lsh = package.RMinHashLSH(threshold=ALIKE, num_perm=128, num_bands=32)
    for n, sketch in enumerate(sketches):
        found += [(other, n) for other in lsh.query(sketch) if sketches[other].jaccard(sketch) >= ALIKE]
        lsh.insert(n, sketch)
    return found


def simhash(texts: list[str]) -> Pairs:
    """README: Simhash of runs of three letters, SimhashIndex(k=3)."""
    import re

    package, found = import_module("simhash"), []
    index = package.SimhashIndex([], k=3)
    for n, text in enumerate(texts):
        letters = re.sub(r"[^\w]+", "", text.lower())
        own = package.Simhash([letters[at : at + 3] for at in range(max(len(letters) - 2, 1))])
        found += [(int(other), n) for other in index.get_near_dups(own)]
        index.add(str(n), own)
    return found


class HashedWords:
    """Texts as bags of words, hashed into 256 numbers: an encoder for semhash, whose own needs a download."""

    def encode(self, inputs: Any, **_: Any) -> Any:
        import zlib

        import numpy as np

        made = np.zeros((len(inputs), 256), dtype=np.float32)
        for row, text in zip(made, inputs, strict=True):
            for word in text.split():
                row[zlib.crc32(word.encode()) & 255] += 1
        return made / np.maximum(1, np.linalg.norm(made, axis=1, keepdims=True))


def semhash(texts: list[str]) -> Pairs:
    """README: SemHash.from_records(...).self_deduplicate(), threshold 0.9; the encoder is a hashed bag of words."""
    number = {text: n for n, text in enumerate(texts)}
    result = import_module("semhash").SemHash.from_records(records=texts, model=HashedWords()).self_deduplicate()
    pairs = [(number[str(item.record)], number[str(other)]) for item in result.filtered for other, _ in item.duplicates]
    return [(min(pair), max(pair)) for pair in pairs]


def scikit(texts: list[str]) -> Pairs:
    """TfidfVectorizer of words, stop words out; pairs with a cosine of 0.5 and more."""
    import numpy as np

    vectors = import_module("sklearn.feature_extraction.text").TfidfVectorizer(sublinear_tf=True, stop_words="english")
    rows, found = vectors.fit_transform(texts), []
    for start in range(0, len(texts), BLOCK):
        block = rows[start : start + BLOCK] @ rows[: start + BLOCK].T
        block.data[block.data < ALIKE] = 0
        block.eliminate_zeros()
        late, early = block.nonzero()
        late = late + start
        found += list(zip(early[early < late].tolist(), np.asarray(late[early < late]).tolist(), strict=True))
    return found


PEERS: dict[str, Peer] = {
    "datasketch": Peer(datasketch, 50_000),
    "rensa": Peer(rensa, 50_000),
    "rensa, runs of five": Peer(rensa_runs, 50_000),
    "rensa, pairs": Peer(rensa_pairs, 50_000),
    "semhash": Peer(semhash, 50_000),
    "scikit-learn": Peer(scikit, 10_000),
    "simhash": Peer(simhash, 2_500),
}
