"""How many planted copies the copy index finds, how often it is right, and how fast it is, beside its peers in the same run.

    python -m bench.copies [--docs N ...] [--seed N] [--base FILE] [--no-peers]

Prints JSON. Texts are invented: words of the shipped background, drawn by rank, in sentences of 8 to 30 words, with stock
phrases, agency footers and quotations that many share. `--base` takes JSONL with a `text` instead. A third of all
documents are copies, of seven kinds, each of one earlier document (or two) that is no copy itself.

What is right: a pair of which both hold text of one base, by planting; that includes two copies of one base. A pair of
which both hold one of the common quotations, and nothing else in common, is counted apart, by what it was told as. With
`--base`, pairs without a common base are left out as undecided, since real news repeats itself.
Recall is over the planted pairs (a copy and each text it was made of).

Each contender gets all documents in a process of its own, which tells its processor time over all threads and the memory that it
adds to the texts; it has seen fifty of them before, so that nothing is compiled or imported on its account. Of one that only
keeps or drops (`bench/copies_peers.py`), what it drops is held against the planted copies. One that does not go so far, or is
not installed, has a line that says so.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from rashomon.group.copies import Copies, CopyIndex
from rashomon.text.background import background

from .apart import answer, weighed
from .copies_peers import PEERS

KINDS = ("verbatim", "truncated", "light", "spun", "embedded", "merged", "heavily spun")
SPUN = {"spun": (0.2, 0.3), "heavily spun": (0.3, 0.45)}  # share of words replaced, least and most
COPIES = 1 / 3  # share of documents that are copies
WARM = 50  # documents that a contender sees before
OURS = "rashomon"


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


def judge_kept(made: Pile, kept: list[bool]) -> dict[str, Any]:
    """Precision and recall of what was dropped: every planted copy should be, and nothing else."""
    kinds = {here: kind for _, here, kind in made.planted}
    dropped = [n for n, stays in enumerate(kept) if not stays]
    met: dict[str, list[bool]] = defaultdict(list)
    for here, kind in kinds.items():
        met[kind].append(not kept[here])
    return {
        "dropped": len(dropped),
        "precision": round(sum(n in kinds for n in dropped) / len(dropped), 4) if dropped else None,
        "recall": {kind: round(sum(hits) / len(hits), 4) for kind, hits in sorted(met.items())},
        "recall of all": round(sum(map(sum, met.values())) / max(1, len(kinds)), 4),
    }


def ours(texts: list[str]) -> Copies:
    """The copy index."""
    index = CopyIndex()
    index.add((f"{n:08}", text) for n, text in enumerate(texts))
    return index.copies()


def contend(name: str, made: Pile, *, real: bool) -> dict[str, Any]:
    """One contender on all documents, in this process."""
    run = ours if name == OURS else PEERS[name].run
    try:
        run(made.texts[:WARM])
    except ImportError as error:
        return {"not run": str(error)}
    found, took = weighed(lambda: run(made.texts))
    told: dict[str, Any] = {**took, "docs/s": round(len(made.texts) / max(took["seconds"], 1e-3)), "settings": (run.__doc__ or "").strip()}
    if isinstance(found, Copies):
        told |= judge(made, ((int(p.a), int(p.b), p.kind) for p in found.pairs), real)
        told |= {"capped": found.capped, "common": found.common, "twins": found.twins, "kinds": Counter(p.kind for p in found.pairs)}
    elif found and isinstance(found[0], bool):
        told |= judge_kept(made, [bool(stays) for stays in found])
    else:
        told |= judge(made, ((a, b, "") for a, b in found), real)  # type: ignore[misc]
    return told


def compared(size: int, seed: int, base: str | None, names: Iterable[str]) -> dict[str, Any]:
    """Everybody on one pile."""
    made = pile(size, seed, base)
    row: dict[str, Any] = {"documents": size, "words a document": round(sum(len(text.split()) for text in made.texts) / size)}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pile.pickle"
        path.write_bytes(pickle.dumps(made))
        for name in names:
            if name in PEERS and size > PEERS[name].limit:
                row[name] = {"not run": f"limited to {PEERS[name].limit:,} documents here"}
                continue
            row[name] = answer("bench.copies", "--contender", name, "--pile", str(path), *(["--base", base] if base else []))
    return row


def main() -> int:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, nargs="+", default=[10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--base")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--contender", help=argparse.SUPPRESS)
    parser.add_argument("--pile", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contender:
        sys.modules["__main__"].Pile = Pile  # type: ignore[attr-defined]  # what was pickled by this module as a program
        made = pickle.loads(Path(options.pile).read_bytes())  # noqa: S301 - written by the process that started this one
        print(json.dumps(contend(options.contender, made, real=bool(options.base))))
        return 0
    names = [OURS] if options.no_peers else [OURS, *PEERS]
    print(json.dumps({"rows": [compared(size, options.seed, options.base, names) for size in options.docs]}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
