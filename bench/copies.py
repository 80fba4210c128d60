"""How many planted copies the copy index finds, how often it is right, and how fast it is, beside its peers in the same run.

    python -m bench.copies [--docs N] [--seed N] [--base FILE] [--curve] [--peers N]

Prints JSON. Texts are invented: words of the shipped background, drawn by rank, in sentences of 8 to 30 words, with stock
phrases, agency footers and quotations that many share. `--base` takes JSONL with a `text` instead. A third of all
documents are copies, of seven kinds, each of one earlier document (or two) that is no copy itself.

What is right: a pair of which both hold text of one base, by planting; that includes two copies of one base. A pair of
which both hold one of the common quotations, and nothing else in common, is counted apart, by what it was told as. With
`--base`, pairs without a common base are left out as undecided, since real news repeats itself.
Recall is over the planted pairs (a copy and each text it was made of).

Peers are run at the settings of their README, in this process, on the first `--peers` documents, which keeps quadratic ones
short; speed is documents per second of processor time. They are imported from the environment, or from $PEERS, a folder
of site-packages. A peer that only says keep or drop has no pairs, and so no precision or recall.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from rashomon.group.copies import Copies, CopyIndex, copies
from rashomon.text.background import background
from rashomon.text.fingerprints import read

KINDS = ("verbatim", "truncated", "light", "spun", "embedded", "merged", "heavily spun")
SPUN = {"spun": (0.2, 0.3), "heavily spun": (0.3, 0.45)}  # share of words replaced, least and most
COPIES = 1 / 3  # share of documents that are copies
CURVE = (62_500, 125_000, 250_000, 500_000)


@dataclass
class Pile:
    """Documents and what was planted in them."""

    texts: list[str] = field(default_factory=list)
    bases: list[frozenset[int]] = field(default_factory=list)  # of each document
    quotes: list[frozenset[int]] = field(default_factory=list)  # the common quotations of each document
    planted: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, text: str, bases: Iterable[int] = (), quotes: Iterable[int] = ()) -> int:
        """Add a document; one without bases is its own."""
        self.texts.append(text)
        self.bases.append(frozenset(bases) or frozenset((len(self.texts) - 1,)))
        self.quotes.append(frozenset(quotes))
        return len(self.texts) - 1


class Writer:
    """Invents news-like text."""

    def __init__(self, random: Random) -> None:
        self.random = random
        rarities = background().rarities["en"]
        self.words = sorted(rarities, key=lambda word: (rarities[word], word))
        self.sums = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.stock = [self.some(random.randint(6, 11)) for _ in range(400)]
        self.footers = [" ".join(self.some(random.randint(20, 40))) + "." for _ in range(12)]
        self.quotes = [" ".join(self.some(random.randint(15, 45))) for _ in range(2000)]

    def some(self, count: int) -> list[str]:
        """Words by their frequency."""
        return self.random.choices(self.words, cum_weights=self.sums, k=count)

    def sentences(self, words: int) -> list[str]:
        """Sentences of so many words together; one in six holds a stock phrase."""
        found = []
        while words > 0:
            own = self.some(min(words, self.random.randint(8, 30)))
            if self.random.random() < 1 / 6:
                at = self.random.randrange(len(own))
                own[at:at] = self.random.choice(self.stock)
            found.append(" ".join(own).capitalize() + ".")
            words -= len(own)
        return found


def pile(size: int, seed: int, base: str | None) -> Pile:
    """Invented documents with planted copies, in random order of making."""
    random = Random(seed)  # noqa: S311 -- the same pile every time
    writer, made = Writer(random), Pile()
    originals = _real(base, random) if base else []
    first = int(size * (1 - COPIES))
    for n in range(first):
        text = originals[n] if n < len(originals) else None
        quotes: list[int] = []
        if text is None:
            lines = writer.sentences(random.randint(80, 800))
            if random.random() < 0.1:
                quotes = [random.randrange(len(writer.quotes))]
                lines.insert(random.randrange(len(lines)), f'"{writer.quotes[quotes[0]]}," one of them said.')
            text = " ".join(lines)
            if random.random() < 0.3:
                text += "\n\n" + random.choice(writer.footers)
        made.put(text, (), quotes)
    for n in range(first, size):
        _copy(made, writer, KINDS[n % len(KINDS)], first)
    return made


def _real(path: str, random: Random) -> list[str]:
    content = Path(path).read_bytes()
    lines = (gzip.decompress(content) if path.endswith(".gz") else content).splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    random.shuffle(texts)
    return [text for text in texts if 80 <= len(text.split()) <= 800]


def _copy(made: Pile, writer: Writer, kind: str, first: int) -> None:
    """Plant one copy of a document, or of two."""
    random = writer.random
    source = random.randrange(first)
    words = made.texts[source].split()
    bases, quotes = [source], made.quotes[source]
    if kind == "verbatim":
        text = f"{writer.random.choice(writer.footers)} {made.texts[source]} {random.choice(writer.footers)}"
    elif kind == "truncated":
        text = " ".join(words[: max(40, int(len(words) * random.uniform(0.2, 0.7)))])
    elif kind == "light":
        text = " ".join(_reword(words, writer, random.uniform(0.02, 0.08)))
    elif kind in SPUN:
        text = " ".join(_shuffle(_reword(words, writer, random.uniform(*SPUN[kind])), random))
    elif kind == "embedded":
        host = writer.sentences(300)
        length = random.randint(40, 80)
        at = random.randint(0, max(0, len(words) - length))
        host.insert(random.randrange(len(host)), " ".join(words[at : at + length]))
        text, own = " ".join(host), len(made.texts)
        bases = [source, own]
    else:
        other = random.randrange(first)
        theirs = made.texts[other].split()
        halves = [piece[: max(30, int(len(piece) * random.uniform(0.4, 0.8)))] for piece in (words, theirs)]
        text = " ".join(halves[0] + halves[1])
        bases = [source, other]
        quotes |= made.quotes[other]
    here = made.put(text, bases, quotes)
    made.planted += [(base, here, kind) for base in bases if base != here]


def _reword(words: list[str], writer: Writer, share: float) -> list[str]:
    return [writer.some(1)[0] if writer.random.random() < share and '"' not in word else word for word in words]


def _shuffle(words: list[str], random: Random) -> list[str]:
    """Change places of neighbouring clauses of 8 to 14 words, one in three."""
    clauses = []
    while words:
        cut = random.randint(8, 14)
        clauses.append(words[:cut])
        words = words[cut:]
    for n in range(0, len(clauses) - 1, 2):
        if random.random() < 1 / 3:
            clauses[n : n + 2] = clauses[n + 1], clauses[n]
    return [word for clause in clauses for word in clause]


def judge(made: Pile, found: Iterable[tuple[int, int, str]], real: bool, size: int | None = None) -> dict[str, Any]:
    """Precision and recall of pairs of document numbers, smaller first."""
    size = len(made.texts) if size is None else size
    right, wrong, quotations, undecided = 0, 0, Counter[str](), 0
    pairs = set()
    for a, b, kind in found:
        pairs.add((a, b))
        if made.bases[a] & made.bases[b]:
            right += 1
        elif made.quotes[a] & made.quotes[b]:
            quotations[kind] += 1
        elif real:
            undecided += 1
        else:
            wrong += 1
    met: dict[str, list[bool]] = defaultdict(list)
    for a, b, kind in made.planted:
        if b < size:
            met[kind].append((a, b) in pairs)
    return {
        "pairs": right + wrong + undecided,
        "precision": round(right / (right + wrong), 4) if right + wrong else None,
        "undecided": undecided,
        "pairs of a common quotation, by what they were told as": quotations,
        "recall": {kind: round(sum(hits) / len(hits), 4) for kind, hits in sorted(met.items())},
        "recall of all": round(sum(map(sum, met.values())) / max(1, sum(map(len, met.values()))), 4),
    }


def ours(texts: list[str]) -> tuple[Copies, dict[str, float]]:
    """The pairs, and speeds."""
    documents = [(f"{n:08}", text) for n, text in enumerate(texts)]
    copies(documents[:50])  # the first call compiles, or loads what was compiled
    start = time.process_time()
    read(texts)
    kernel = time.process_time() - start
    start = time.process_time()
    index = CopyIndex()
    index.add(documents)
    added = time.process_time() - start
    found = index.copies()
    both = time.process_time() - start
    return found, {
        "docs/s, kernel": round(len(texts) / kernel),
        "docs/s, kernel and index": round(len(texts) / both),
        "seconds in kernel": round(added, 3),
        "seconds in all": round(both, 3),
    }


# --- peers ---------------------------------------------------------------------------------


def _datasketch(texts: list[str]) -> list[tuple[int, int]]:
    """README: MinHash(num_perm=128) of words, MinHashLSH(threshold=0.5, num_perm=128)."""
    from datasketch import MinHash, MinHashLSH  # type: ignore[import-not-found,import-untyped,unused-ignore]

    lsh, found = MinHashLSH(threshold=0.5, num_perm=128), []
    for n, text in enumerate(texts):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([word.encode() for word in set(text.split())])
        found += [(other, n) for other in lsh.query(sketch)]
        lsh.insert(n, sketch)
    return found


def _rensa(texts: list[str]) -> None:
    """README: RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True) of words; keeps or drops."""
    from rensa import RMinHashDeduplicator  # type: ignore[import-not-found,import-untyped,unused-ignore]

    RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True).add_pairs((str(n), text.split()) for n, text in enumerate(texts))


def _rensa_shingles(texts: list[str]) -> None:
    """The same of runs of five words, the unit of everybody else here."""
    from rensa import RMinHashDeduplicator  # type: ignore[import-not-found,import-untyped,unused-ignore]

    def runs(words: list[str]) -> list[str]:
        return [" ".join(words[n : n + 5]) for n in range(max(1, len(words) - 4))]

    RMinHashDeduplicator(threshold=0.8, num_perm=128, use_lsh=True).add_pairs((str(n), runs(text.split())) for n, text in enumerate(texts))


def _simhash(texts: list[str]) -> list[tuple[int, int]]:
    """README: Simhash of runs of three letters, SimhashIndex(k=3)."""
    import re

    from simhash import Simhash, SimhashIndex  # type: ignore[import-not-found,import-untyped,unused-ignore]

    def features(text: str) -> list[str]:
        letters = re.sub(r"[^\w]+", "", text.lower())
        return [letters[n : n + 3] for n in range(max(len(letters) - 2, 1))]

    index, found = SimhashIndex([], k=3), []
    for n, text in enumerate(texts):
        own = Simhash(features(text))
        found += [(int(other), n) for other in index.get_near_dups(own)]
        index.add(str(n), own)
    return found


def _semhash(texts: list[str]) -> list[tuple[int, int]]:
    """README: SemHash.from_records(...).self_deduplicate(), threshold 0.9; the encoder is ours, since its own needs a download."""
    import numpy as np
    from semhash import SemHash  # type: ignore[import-not-found,import-untyped,unused-ignore]

    class Words:
        """Texts as hashed bags of words, 256 numbers each."""

        def encode(self, inputs: Any, **_: Any) -> Any:
            made = np.zeros((len(inputs), 256), dtype=np.float32)
            for row, text in zip(made, inputs, strict=True):
                for word in text.split():
                    row[hash(word) & 255] += 1
            return made / np.maximum(1, np.linalg.norm(made, axis=1, keepdims=True))

    number = {text: n for n, text in enumerate(texts)}
    result = SemHash.from_records(records=texts, model=Words()).self_deduplicate()
    return [
        (min(number[item.record], number[str(other)]), max(number[item.record], number[str(other)]))
        for item in result.filtered
        for other in [item.duplicate_of]
        if other is not None
    ]


PEERS: dict[str, tuple[Callable[[list[str]], Any], int]] = {  # with the most documents each is given
    "datasketch .5": (_datasketch, 10_000),
    "rensa": (_rensa, 50_000),
    "rensa, runs of five": (_rensa_shingles, 50_000),
    "simhash": (_simhash, 1_000),
    "semhash .9": (_semhash, 5_000),
}


def peers(made: Pile, most: int, real: bool) -> dict[str, Any]:
    """Each peer on the last documents, which hold the copies, and the texts before them."""
    results: dict[str, Any] = {}
    for name, (run, limit) in PEERS.items():
        size = min(most, limit, len(made.texts))
        # a sample that keeps the planted pairs together: copies with their bases
        chosen = sorted({n for a, b, _ in made.planted[: 2 * size // 3] for n in (a, b)})[:size] if size < len(made.texts) else None
        numbers = chosen or list(range(len(made.texts)))
        start = time.process_time()
        try:
            found = run([made.texts[n] for n in numbers])
        except ImportError as error:
            results[name] = {"not run": str(error)}
            continue
        spent = time.process_time() - start
        results[name] = {"documents": len(numbers), "docs/s": round(len(numbers) / spent), "settings": (run.__doc__ or "").strip()}
        if found is not None:
            inside = set(numbers)
            part = Pile(made.texts, made.bases, made.quotes, [p for p in made.planted if p[0] in inside and p[1] in inside])
            results[name] |= judge(part, ((numbers[a], numbers[b], "") for a, b in found), real)
    return results


def curve(size: int, seed: int) -> dict[str, float]:
    """Time and memory for a pile of one size, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.copies", "--point", str(size), "--seed", str(seed)], capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def point(size: int, seed: int) -> dict[str, float]:
    """One point of the curve: memory is what the index adds to the texts."""
    made = pile(size, seed, None)
    copies([("a", made.texts[0]), ("b", made.texts[1])])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    index = CopyIndex()
    index.add((f"{n:08}", text) for n, text in enumerate(made.texts))
    found = index.copies()
    spent = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return {"documents": size, "seconds": round(spent, 2), "docs/s": round(size / spent), "MiB": round(memory), "pairs": len(found.pairs)}


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base")
    parser.add_argument("--peers", type=int, default=50_000, help="documents for the peers at most; 0 for none")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--point", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.point:
        print(json.dumps(point(options.point, options.seed)))
        return 0
    made = pile(options.docs, options.seed, options.base)
    found, speeds = ours(made.texts)
    report: dict[str, Any] = {
        "documents": len(made.texts),
        "words a document": round(sum(len(t.split()) for t in made.texts) / len(made.texts)),
    }
    report["ours"] = speeds | judge(made, ((int(p.a), int(p.b), p.kind) for p in found.pairs), bool(options.base))
    report["ours"] |= {"capped": found.capped, "common": found.common, "twins": found.twins, "kinds": Counter(p.kind for p in found.pairs)}
    if options.peers:
        sys.path += [os.environ["PEERS"]] if "PEERS" in os.environ else []
        report["peers"] = peers(made, options.peers, bool(options.base))
        fastest = max(((peer["docs/s"], name) for name, peer in report["peers"].items() if "docs/s" in peer), default=None)
        if fastest:
            report["times the fastest peer"] = {fastest[1]: round(speeds["docs/s, kernel and index"] / fastest[0], 2)}
    if options.curve:
        report["curve"] = [curve(size, options.seed) for size in CURVE]
    print(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
