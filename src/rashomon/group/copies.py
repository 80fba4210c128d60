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
leave no trace. A document costs some 9 bytes a fingerprint and 2 a lone word while it is kept, and twice that while counting.

Known limits: a rewording that leaves no five words in a row is not found here (that is for `collate`, inside an event). A
fingerprint in more than REACH texts links each only to the REACH that follow it by id. Both caps are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..text.fingerprints import Growing, read
from .postings import KINDS, Held, Kind, Pairs, bits_for, caps_of, compare, held_in, joined_held, postings_of, rounds_for

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Ints = NDArray[np.int64]

TWINS = 8  # documents of one text for each of which its pairs are told; further ones are linked to the first only

_AT_ONCE = 1024  # documents that are read in one go


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
        self._read = Growing()

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
        import numpy as np

        if len(self._ids) < 2:
            return Copies((), 0, 0, 0)
        found = self._read.found()
        documents = Documents(self._ids, found.whole, found.words, found.backwards)
        texts = documents.texts
        postings = postings_of(_held(found.prints, found.offsets[texts], found.offsets[texts + 1]))
        bounds = np.stack([found.lone_offsets[texts], found.lone_offsets[texts + 1]], axis=1)
        return documents.copies(compare(postings, found.lone, bounds, 0, len(texts)), *caps_of(postings))

    def _take_in(self, batch: list[tuple[str, str]]) -> None:
        if batch:
            self._ids += [id for id, _ in batch]
            self._read.add(read([text for _, text in batch]))


def copies(documents: Iterable[tuple[str, str]]) -> Copies:
    """Every pair of `(id, text)` documents that shares text, whatever their order."""
    index = CopyIndex()
    index.add(documents)
    return index.copies()


def _held(prints: Hashes, starts: Ints, ends: Ints) -> Held:
    """Every fingerprint that more than one text has, dealt a round at a time."""
    total = int((ends - starts).sum())
    return joined_held([held_in(prints, starts, ends, bits_for(total), *buckets) for buckets in pairwise(rounds_for(total))])


class Documents:
    """The documents of a pile by id, and the different texts among them, in order of their first id."""

    def __init__(self, ids: Sequence[str], whole: Hashes, words: Ints, backwards: NDArray[np.bool_]) -> None:
        """The ids of some documents, and of each what `Fingerprints` says by these names."""
        import numpy as np

        keys = whole.tolist()
        order = np.array(sorted(range(len(ids)), key=lambda n: (ids[n], keys[n])), dtype=np.int64)
        self.ids = [ids[n] for n in order]
        self.backwards = backwards[order]
        _, first, text_of = np.unique(whole[order], return_index=True, return_inverse=True)
        rank = np.empty(len(first), dtype=np.int64)
        rank[np.argsort(first)] = np.arange(len(first))
        self.text_of = rank[text_of]
        self.firsts = np.sort(first)
        self.texts = order[self.firsts]  # of each text, which of the documents as they were given has it
        self.wordless = words[self.texts] == 0

    def copies(self, pairs: Pairs, capped: int, common: int) -> Copies:
        """The pairs of documents, between texts, of which `pairs` are told, and within them; and what was left out of the index."""
        twins: dict[int, list[int]] = {}
        doubles = self._documents_of_equal_text(twins)
        left_out = sum(len(own) - TWINS for own in twins.values() if len(own) > TWINS)
        return Copies(tuple(sorted(doubles + self._told(pairs, twins))), capped, common, left_out)

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

    def _told(self, told: Pairs, twins: dict[int, list[int]]) -> list[Copy]:
        """The pairs of the documents of every two texts; with twins, of each of the first TWINS."""
        import numpy as np

        found, shares, kinds = told
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
