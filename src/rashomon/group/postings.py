"""Which texts hold each fingerprint, and what that says of every two: the arrays of the copy index, a range of texts at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from .reworded import look_again

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Kinds = NDArray[np.int8]
    Places = NDArray[np.int32]
    Codes = NDArray[np.uint16]
    Hashes = NDArray[np.uint64]

SHARE = 0.05  # weighted containment from which a pair is told; on real news, less is mostly a title or a turn of phrase
FEWEST = 5.0  # fingerprints in common: some 15 words; fewer are a title or a phrase. One that many texts share counts as FEW / that many
ENOUGH = 0.4  # share of one text's fingerprints for which fewer will do: short texts, and texts that very many carry
LEAST = 0.5  # weight of the commonest fingerprint against the rarest; lower, and one edited word outweighs a text that all carry
MOST = 0.50  # containment from which most of a text lies in the other
FEW = 4  # texts that may share a fingerprint before it counts as less rare
REACH = 64  # texts that one fingerprint links each text to; keeps 20,000 near-identical texts linear
COMMON = 500  # one in how many texts makes a fingerprint common, beyond REACH
SEED = 1.0  # fingerprints in common, counted as for FEWEST, from which a pair that is not told is looked at again

_PAIRS = 1 << 18  # pairs that are compared in one go, or as many as there are texts
_KEYS = 1 << 24  # keys that are dealt in one go, about; each further round reads all fingerprints again
_BUCKET = 2048  # keys in a bucket, about: what fits the processor's cache

Kind = Literal["exact", "near", "contained", "partial", "reworded", "form", "quotation"]
KINDS: tuple[Kind, ...] = ("exact", "near", "contained", "partial", "reworded", "form", "quotation")


class Held(NamedTuple):
    """Every fingerprint that more than one text has, bucket by bucket, and the texts that hold it, in their order."""

    texts: Places  # 2 * text, and 1 where the run lies in quotation marks
    after: Places  # how many texts of the same fingerprint follow
    held_by: Places  # how many texts have this fingerprint
    alone: Places  # of each text, how many fingerprints no other has


class Postings(NamedTuple):
    """The same, with the places at which each text stands, and what its fingerprints weigh."""

    held: Held
    begins: Ints  # those of text n stand at `places[begins[n] : begins[n + 1]]`
    places: Places
    whole: Floats  # weight of all fingerprints of each text
    number: Places  # how many they are
    masked: Flags  # whether common ones are its furniture, and left out

    @property
    def often(self) -> int:
        """Texts from which a fingerprint is common."""
        return max(REACH, len(self.whole) // COMMON)


class Pairs(NamedTuple):
    """Pairs of texts in order of the first, how much of each lies in the other, and the places of their kinds in KINDS."""

    found: Places
    shares: Floats
    kinds: Kinds


def bits_for(total: int) -> int:
    """Bits of a fingerprint that name its bucket, where there are `total` in all."""
    return max(1, min(12, (total // _BUCKET).bit_length()))


def rounds_for(total: int) -> list[int]:
    """Bounds of the buckets that are dealt in one go."""
    import numpy as np

    many = 1 << bits_for(total)
    return np.linspace(0, many, min(many, total // _KEYS + 1) + 1).astype(np.int64).tolist()  # type: ignore[no-any-return]


def held_in(prints: Hashes, starts: Ints, ends: Ints, bits: int, first: int, last: int) -> Held:
    """What texts hold of the buckets from `first` up to but without `last`; text n has the prints at `starts[n]:ends[n]`."""
    import numpy as np

    from .copies_kernel import count_keys, deal, gather

    bounds = np.zeros((1 << bits) + 1, dtype=np.int64)
    count_keys(prints, starts, ends, bits, bounds)
    width, total = int(np.diff(bounds).max()) + 1, int(bounds[last] - bounds[first])
    keys = np.empty(total, dtype=np.uint64)
    deal(prints, starts, ends, bits, bounds, first, last, keys)
    texts, after, held_by = (np.empty(total, dtype=np.int32) for _ in range(3))
    alone = np.zeros(len(starts), dtype=np.int32)
    made = gather(keys, bounds[first : last + 1], 1 << (2 * width).bit_length(), width, 0, texts, after, held_by, alone)
    return Held(texts[:made].copy(), after[:made].copy(), held_by[:made].copy(), alone)


def joined_held(parts: Sequence[Held]) -> Held:
    """What is held of some stretches of buckets, one stretch after the other."""
    import numpy as np

    texts, after, held_by = (np.concatenate([getattr(part, name) for part in parts]) for name in ("texts", "after", "held_by"))
    return Held(texts, after, held_by, np.sum([part.alone for part in parts], axis=0, dtype=np.int32))


def postings_of(held: Held) -> Postings:
    """Line up what is held, text by text. Raises ValueError for more texts than a key has room for."""
    import numpy as np

    from .copies_kernel import PLACE_BITS, line_up, weigh

    size = len(held.alone)
    if size >= 1 << PLACE_BITS:
        raise ValueError(f"{size} different texts are more than the {1 << PLACE_BITS} that one index can hold; split the pile")
    whole, number, masked = np.zeros(size), np.empty_like(held.alone), np.zeros(size, dtype=np.bool_)
    begins, places = np.zeros(size + 1, dtype=np.int64), np.empty(len(held.texts), dtype=np.int32)
    made = Postings(held, begins, places, whole, number, masked)
    weigh(held.texts, held.held_by, _weights(size), held.alone, made.often, whole, number, masked)
    line_up(held.texts, begins, places)
    return made


def _weights(size: int) -> Floats:
    """What a fingerprint weighs, by how many of `size` texts hold it."""
    import numpy as np

    weights: Floats = np.log1p(size / np.maximum(np.arange(size + 1), min(FEW, max(1, size // 10))))
    weights[:] = np.maximum(weights, weights[0] * LEAST)
    return weights


def compare(postings: Postings, lone: Codes, bounds: Ints, first: int, last: int) -> Pairs:
    """Every pair to be told of a text from `first` up to but without `last` and one behind it.

    Text n has the lone words at `bounds[n, 0]:bounds[n, 1]`.
    """
    import numpy as np

    from .copies_kernel import ASK, TOLD, compare_texts

    held, begins, places, whole, number, masked = postings
    size = len(whole)
    rare = np.minimum(1.0, FEW / np.maximum(np.arange(size + 1), 1))
    weights, often = _weights(size), postings.often
    found, shares = np.empty((max(_PAIRS, size), 2), dtype=np.int32), np.empty((max(_PAIRS, size), 2))
    state = np.empty(len(found), dtype=np.int8)
    parts = [Pairs(found[:0], shares[:0], state[:0])]
    at = first
    while at < last:
        at, made = compare_texts(
            at, last, held.texts, held.after, held.held_by, begins, places, weights, whole, number, masked, often, REACH, SHARE,
            rare, FEWEST, ENOUGH, SEED, found, shares, state,
        )  # fmt: skip
        judged, kinds = _judge(shares[:made, 0], shares[:made, 1], whole[found[:made]])
        kinds[(state[:made] & TOLD) == 0] = -1
        told = (kinds >= 0) & (kinds != KINDS.index("quotation"))
        forms, reworded = look_again(found[:made], lone, bounds, state[:made] & ASK > 0, (held.after, begins, places), REACH)
        kinds[told & forms] = KINDS.index("form")
        anew = reworded.any(axis=1)
        judged[anew], kinds[anew] = reworded[anew], KINDS.index("reworded")
        told = kinds >= 0
        parts.append(Pairs(found[:made][told], judged[told], kinds[told]))
    return Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def caps_of(postings: Postings) -> tuple[int, int]:
    """How many fingerprints link each text only to the REACH that follow, and how many are common."""
    heads = postings.held.held_by[postings.held.after == postings.held.held_by - 1]
    return int((heads > REACH + 1).sum()), int((heads > postings.often).sum())


def _judge(plain: Floats, quoted: Floats, whole: Floats) -> tuple[Floats, Kinds]:
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
