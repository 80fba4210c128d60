"""Decides which documents share text, and how much of each lies in the other.

Newsrooms cut, merge and embed, which destroys the likeness of whole texts and leaves containment. So every text is
reduced to fingerprints (`text.fingerprints`), and what counts is the share of one text's fingerprints that another has.

How it works
    1. Documents with the same words in the same order are one text: its first id stands for it, the others are linked to it.
    2. Fingerprints are brought together across all texts. Rare ones weigh more; up to FEW texts may share one before it
       counts as less rare, so that a small family of copies does not make itself common.
    3. A fingerprint in more than `common` texts is furniture (an agency's footer, a stock phrase) and left out, of texts
       of which it is the lesser part. Where most of a text is common, the text itself is: then it counts.
    4. A pair is told from SHARE on, if it has FEWEST rare fingerprints in common, or ENOUGH of all that one of the two has.
    5. What both have in quotation marks is kept apart: containments are of the rest. A pair that shares nothing else to speak
       of is told as a `quotation`, and its containments are then of the whole text. Words that only one of two texts
       puts in quotation marks are shared text like any other.
    6. A pair that shares at least one rare fingerprint, and too little to be told, is looked at again (`reworded`): by the words
       that each has once, and their order. Numbers that differ where all else agrees make a told pair a `form`.

Everything is counted when `copies` is asked, from the set of documents: the order and the batches in which they came
leave no trace. A document costs 8 bytes a fingerprint and 2 a lone word while it is kept, and twice that while counting.

Known limits: a rewording that leaves no five words in a row is not found here (that is for `collate`, inside an event). A
fingerprint in more than REACH texts links each only to the REACH that follow it by id. Both caps are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..text.fingerprints import joined, read
from .reworded import look_again

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..text.fingerprints import Fingerprints

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Places = NDArray[np.int32]

SHARE = 0.05  # weighted containment from which a pair is told; on real news, less is mostly a title or a turn of phrase
FEWEST = 5.0  # fingerprints in common: some 15 words; fewer are a title or a phrase. One that many texts share counts as FEW / that many
ENOUGH = 0.4  # share of one text's fingerprints for which fewer will do: short texts, and texts that very many carry
LEAST = 0.5  # weight of the commonest fingerprint against the rarest; lower, and one edited word outweighs a text that all carry
MOST = 0.50  # containment from which most of a text lies in the other
FEW = 4  # texts that may share a fingerprint before it counts as less rare
REACH = 64  # texts that one fingerprint links each text to; keeps 20,000 near-identical texts linear
COMMON = 500  # one in how many texts makes a fingerprint common, beyond REACH
SEED = 1.0  # fingerprints in common, counted as for FEWEST, from which a pair that is not told is looked at again
TWINS = 8  # documents of one text for each of which its pairs are told; further ones are linked to the first only

_AT_ONCE = 1024  # documents that are read in one go
_PAIRS = 1 << 18  # pairs that are compared in one go, or as many as there are texts
_LARGE = 1 << 23  # fingerprints of parts that are joined: large arrays go back to the system as soon as they are dropped
_KEYS = 1 << 24  # keys that are dealt in one go, about; each further round reads all fingerprints again
_BUCKET = 2048  # keys in a bucket, about: what fits the processor's cache

Kind = Literal["exact", "near", "contained", "partial", "reworded", "form", "quotation"]
KINDS: tuple[Kind, ...] = ("exact", "near", "contained", "partial", "reworded", "form", "quotation")


class Copy(NamedTuple):
    """Two documents that share text; containments are shares of rare wording, in [0, 1]."""

    a: str
    b: str
    a_in_b: float
    b_in_a: float
    kind: Kind
    backwards: bool = False  # one of the two is written from the end, letter by letter


@dataclass(frozen=True, slots=True)
class Copies:
    """The pairs, sorted by ids, and what was left out."""

    pairs: tuple[Copy, ...]
    capped: int  # fingerprints in so many texts that they link each only to the REACH that follow
    common: int  # fingerprints left out as furniture of most texts that have them
    twins: int  # documents of equal text that are linked to the first of them only


class CopyIndex:
    """A pile of documents that can be asked for its copies at any time."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._read: list[Fingerprints] = []
        self._fresh: list[Fingerprints] = []

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, documents: Iterable[tuple[str, str]]) -> None:
        """Take in documents, each an id and a text."""
        batch: list[tuple[str, str]] = []
        for document in documents:
            batch.append(document)
            if len(batch) == _AT_ONCE:
                self._take_in(batch)
                batch = []
        self._take_in(batch)

    def copies(self) -> Copies:
        """Every pair of documents so far that shares text."""
        if len(self._ids) < 2:
            return Copies((), 0, 0, 0)
        self._read += self._fresh
        self._fresh = []
        self._read = [joined(self._read)]
        return _Count(self._ids, self._read[0]).copies()

    def _take_in(self, batch: list[tuple[str, str]]) -> None:
        if batch:
            self._ids += [id for id, _ in batch]
            self._fresh.append(read([text for _, text in batch]))
        if sum(len(part.prints) for part in self._fresh) > _LARGE:
            self._read.append(joined(self._fresh))


def copies(documents: Iterable[tuple[str, str]]) -> Copies:
    """Every pair of `(id, text)` documents that shares text, whatever their order."""
    index = CopyIndex()
    index.add(documents)
    return index.copies()


class _Count:
    """One count of a pile: texts in order of their first id."""

    def __init__(self, ids: list[str], found: Fingerprints) -> None:
        import numpy as np

        keys = found.whole.tolist()
        self.order = np.array(sorted(range(len(ids)), key=lambda n: (ids[n], keys[n])), dtype=np.int64)  # documents by id
        self.ids = [ids[n] for n in self.order]
        self.backwards = found.backwards[self.order]
        self.prints, self.lone = found.prints, found.lone
        _, first, self.text_of = np.unique(found.whole[self.order], return_index=True, return_inverse=True)
        rank = np.empty(len(first), dtype=np.int64)
        rank[np.argsort(first)] = np.arange(len(first))
        self.text_of = rank[self.text_of]
        self.firsts = np.sort(first)
        texts = self.order[self.firsts]
        self.starts, self.ends = found.offsets[texts], found.offsets[texts + 1]
        self.lone_bounds = np.stack([found.lone_offsets[texts], found.lone_offsets[texts + 1]], axis=1)
        self.wordless = found.words[texts] == 0

    def copies(self) -> Copies:
        """The pairs, between texts and within them."""
        twins: dict[int, list[int]] = {}
        doubles = self._documents_of_equal_text(twins)
        left_out = sum(len(own) - TWINS for own in twins.values() if len(own) > TWINS)
        found, shares, kinds, capped, common = self._compare()
        return Copies(tuple(sorted(doubles + self._told(found, shares, kinds, twins))), capped, common, left_out)

    def _documents_of_equal_text(self, twins: dict[int, list[int]]) -> list[Copy]:
        """Exact copies, each linked to the first; notes who they are."""
        import numpy as np

        pairs = []
        sizes = np.bincount(self.text_of, minlength=len(self.firsts))
        for n in np.flatnonzero(sizes[self.text_of] > 1).tolist():
            text = int(self.text_of[n])
            if not self.wordless[text]:
                twins.setdefault(text, []).append(n)
        for first, *others in twins.values():
            pairs += [Copy(self.ids[first], self.ids[n], 1.0, 1.0, "exact", self._backwards(first, n)) for n in others]
        return pairs

    def _told(self, found: Places, shares: Floats, kinds: NDArray[np.int8], twins: dict[int, list[int]]) -> list[Copy]:
        """The pairs of the documents of every two texts; with twins, of each of the first TWINS."""
        import numpy as np

        firsts = self.firsts[found]
        backwards: list[bool] = (self.backwards[firsts[:, 0]] | self.backwards[firsts[:, 1]]).tolist()
        names = [KINDS[kind] for kind in kinds.tolist()]
        columns = [[self.ids[n] for n in firsts[:, side].tolist()] for side in (0, 1)]
        pairs = [Copy(*row) for row in zip(*columns, *shares.T.tolist(), names, backwards, strict=True)]
        if twins:
            for n in np.flatnonzero(np.isin(found, list(twins)).any(axis=1)).tolist():
                pairs += self._of_twins(int(found[n, 0]), int(found[n, 1]), pairs[n], twins)
        return pairs

    def _of_twins(self, a: int, b: int, told: Copy, twins: dict[int, list[int]]) -> Iterator[Copy]:
        """The pair of two texts again, for the other documents with these texts."""
        for one in twins.get(a, (int(self.firsts[a]),))[:TWINS]:
            for other in twins.get(b, (int(self.firsts[b]),))[:TWINS]:
                if (one, other) != (self.firsts[a], self.firsts[b]):
                    ids, shares = (self.ids[one], self.ids[other]), (told.a_in_b, told.b_in_a)
                    if one > other:
                        ids, shares = ids[::-1], shares[::-1]
                    yield Copy(*ids, *shares, told.kind, self._backwards(one, other))

    def _backwards(self, one: int, other: int) -> bool:
        return bool(self.backwards[one] or self.backwards[other])

    def _compare(self) -> tuple[Places, Floats, NDArray[np.int8], int, int]:
        """Pairs of texts, how much of each lies in the other, the places of their kinds in KINDS or -1, and two caps."""
        import numpy as np

        from .copies_kernel import ASK, PLACE_BITS, TOLD, compare, line_up, weigh

        size = len(self.firsts)
        if size >= 1 << PLACE_BITS:
            raise ValueError(f"{size} different texts are more than the {1 << PLACE_BITS} that one index can hold; split the pile")
        texts, after, held_by, alone = self._gather()
        often = max(REACH, size // COMMON)
        weights = np.log1p(size / np.maximum(np.arange(size + 1), min(FEW, max(1, size // 10))))
        rare = np.minimum(1.0, FEW / np.maximum(np.arange(size + 1), 1))
        weights = np.maximum(weights, weights[0] * LEAST)
        whole, count, masked = np.zeros(size), np.empty_like(alone), np.zeros(size, dtype=np.bool_)
        weigh(texts, held_by, weights, alone, often, whole, count, masked)
        begins, postings = np.zeros(size + 1, dtype=np.int64), np.empty(len(texts), dtype=np.int32)
        line_up(texts, begins, postings)
        found, shares = np.empty((max(_PAIRS, size), 2), dtype=np.int32), np.empty((max(_PAIRS, size), 2))
        state = np.empty(len(found), dtype=np.int8)
        all_found, all_shares, all_kinds = [found[:0]], [shares[:0]], [state[:0]]
        at = 0
        while at < size:
            at, made = compare(
                at,
                texts,
                after,
                held_by,
                begins,
                postings,
                weights,
                whole,
                count,
                masked,
                often,
                REACH,
                SHARE,
                rare,
                FEWEST,
                ENOUGH,
                SEED,
                found,
                shares,
                state,
            )
            judged, kinds = _judge(shares[:made, 0], shares[:made, 1], whole[found[:made]])
            kinds[(state[:made] & TOLD) == 0] = -1
            told = (kinds >= 0) & (kinds != KINDS.index("quotation"))
            forms, reworded = look_again(
                found[:made], self.lone, self.lone_bounds, state[:made] & ASK > 0, (after, begins, postings), REACH
            )
            kinds[told & forms] = KINDS.index("form")
            anew = reworded.any(axis=1)
            judged[anew], kinds[anew] = reworded[anew], KINDS.index("reworded")
            told = kinds >= 0
            all_found.append(found[:made][told])
            all_shares.append(judged[told])
            all_kinds.append(kinds[told])
        heads = held_by[after == held_by - 1]
        capped, common = int((heads > REACH + 1).sum()), int((heads > often).sum())
        return np.concatenate(all_found), np.concatenate(all_shares), np.concatenate(all_kinds), capped, common

    def _gather(self) -> tuple[Places, Places, Places, Places]:
        """Postings of all fingerprints that more than one text has."""
        import numpy as np

        from .copies_kernel import count_keys, deal, gather

        total = int((self.ends - self.starts).sum())
        bits = max(1, min(12, (total // _BUCKET).bit_length()))
        bounds = np.zeros((1 << bits) + 1, dtype=np.int64)
        count_keys(self.prints, self.starts, self.ends, bits, bounds)
        width = int(np.diff(bounds).max()) + 1
        texts, after, held_by = (np.empty(total, dtype=np.int32) for _ in range(3))
        alone = np.zeros(len(self.firsts), dtype=np.int32)
        made, rounds = 0, min(1 << bits, total // _KEYS + 1)
        cuts = np.linspace(0, 1 << bits, rounds + 1).astype(np.int64).tolist()
        for first, last in pairwise(cuts):
            keys = np.empty(int(bounds[last] - bounds[first]), dtype=np.uint64)
            deal(self.prints, self.starts, self.ends, bits, bounds, first, last, keys)
            made = gather(keys, bounds[first : last + 1], 1 << (2 * width).bit_length(), width, made, texts, after, held_by, alone)
        return texts[:made], after[:made], held_by[:made], alone


def _judge(plain: Floats, quoted: Floats, whole: Floats) -> tuple[Floats, NDArray[np.int8]]:
    """How much of each of two texts lies in the other, and the place of their kind in KINDS, or -1 for too little."""
    import numpy as np

    both, rest = plain + quoted, whole - quoted[:, None]
    shares = np.where(rest > 1e-9 * whole, np.minimum(1.0, plain[:, None] / np.maximum(rest, 1e-9 * whole)), 0.0)
    entire = np.minimum(1.0, both[:, None] / whole)
    least, most = shares.min(axis=1), shares.max(axis=1)
    kinds = np.where(least >= MOST, KINDS.index("near"), np.where(most >= MOST, KINDS.index("contained"), KINDS.index("partial")))
    speech = (most < SHARE) | (plain <= 0)
    kinds[speech] = np.where((quoted > 0) & (entire.max(axis=1) >= SHARE), KINDS.index("quotation"), -1)[speech]
    shares[speech] = entire[speech]
    return shares, kinds.astype(np.int8)
