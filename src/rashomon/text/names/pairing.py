"""Which word of one name stands beside which of the other, written apart or together, so that least is left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .comparison import Nearness

Likely = Callable[[str, str], tuple[Nearness, int]]
_MOST_JOINED = 3  # pieces of one word written apart
_MOST_WORDS = 12  # of a name that are looked at
_JOINED_SLIPS = 1  # letters that may differ where pieces are joined


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of the left name beside words of the right one."""

    left: tuple[int, int]  # from, to
    right: tuple[int, int]
    nearness: Nearness
    slips: int


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs in order of the left name, and the words left over on either side."""

    pairs: tuple[Pair, ...]
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def slips(self) -> int:
        """Letters by which the paired words differ in all."""
        return sum(pair.slips for pair in self.pairs)

    @property
    def crossed(self) -> bool:
        """Whether the order of the paired words differs."""
        at = [pair.right[0] for pair in self.pairs]
        return at != sorted(at)


def pair_words(left: Sequence[str], right: Sequence[str], likely: Likely) -> Pairing:
    """Pair words greedily: the surest first, then the longest, then those at like places."""
    left, right = left[:_MOST_WORDS], right[:_MOST_WORDS]
    candidates = sorted(_candidates(left, right, likely), key=lambda pair: _order(pair, left, right))
    free_left, free_right = set(range(len(left))), set(range(len(right)))
    chosen: list[Pair] = []
    for pair in candidates:
        ours, theirs = set(range(*pair.left)), set(range(*pair.right))
        if ours <= free_left and theirs <= free_right:
            free_left -= ours
            free_right -= theirs
            chosen.append(pair)
    return Pairing(
        tuple(sorted(chosen, key=lambda pair: pair.left)),
        tuple(left[n] for n in sorted(free_left)),
        tuple(right[n] for n in sorted(free_right)),
    )


def _candidates(left: Sequence[str], right: Sequence[str], likely: Likely) -> list[Pair]:
    out: list[Pair] = []
    for i in range(len(left)):
        for j in range(len(right)):
            for width in range(1, _MOST_JOINED + 1):
                if i + width <= len(left):
                    out += _one(left, right, (i, i + width), (j, j + 1), likely)
                if width > 1 and j + width <= len(right):
                    out += _one(left, right, (i, i + 1), (j, j + width), likely)
    return out


def _one(left: Sequence[str], right: Sequence[str], ours: tuple[int, int], theirs: tuple[int, int], likely: Likely) -> list[Pair]:
    one, other = "".join(left[slice(*ours)]), "".join(right[slice(*theirs)])
    nearness, slips = likely(one, other)
    joined = ours[1] - ours[0] > 1 or theirs[1] - theirs[0] > 1
    if nearness == "different" or (joined and (slips > _JOINED_SLIPS or min(len(one), len(other)) == 1)):  # no initial of two words
        return []
    return [Pair(ours, theirs, nearness, slips)]


def _order(pair: Pair, left: Sequence[str], right: Sequence[str]) -> tuple[int, int, int, int, int, int]:
    letters = sum(map(len, left[slice(*pair.left)]))
    initial = min(letters, sum(map(len, right[slice(*pair.right)]))) == 1
    sureness = {"same": 0, "variant": 1, "slip": 2}[pair.nearness]
    from_ends = min(abs(pair.left[0] - pair.right[0]), abs((len(left) - pair.left[1]) - (len(right) - pair.right[1])))
    return (initial, sureness + pair.slips, -letters, from_ends, pair.left[0], pair.right[0])
