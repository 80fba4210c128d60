"""How common a word is: frozen document shares, shipped with the package and made by tools/build_background.py.

They never depend on what else lies in the pile. That is what makes a report's record a pure
function of the report, and so streaming equal to batch.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2

STEP = 0.25  # bits between the rarities that the file tells apart


@dataclass(frozen=True, slots=True)
class Background:
    """Rarity of words by language, in bits: -log2 of the share of documents that hold the word."""

    rarities: dict[str, dict[str, float]]  # language -> folded word -> bits
    ceiling: float  # bits of a word that was never seen

    def rarity(self, word: str, lang: str) -> float:
        """Bits of a folded word; the ceiling where it, or its language, is unknown."""
        return self.rarities.get(lang, {}).get(word, self.ceiling)

    def knows(self, lang: str) -> bool:
        """Whether common words of the language can be told from rare ones."""
        return lang in self.rarities


def background_of(shares: dict[str, dict[str, float]], ceiling: float) -> Background:
    """Quantise document shares to the steps of the file."""

    def bits(share: float) -> float:
        return min(ceiling, round(-log2(min(share, 1.0)) / STEP) * STEP)

    rarities = {lang: {word: bits(share) for word, share in words.items()} for lang, words in shares.items()}
    return Background(rarities, ceiling)


def dump(background: Background) -> bytes:
    """The file: a line per language and rarity, `lang bits word word...`; words at the ceiling are left out."""
    rows: dict[tuple[str, float], list[str]] = {}
    for lang, words in background.rarities.items():
        for word, bits in words.items():
            if bits < background.ceiling:
                rows.setdefault((lang, bits), []).append(word)
    lines = [f"ceiling {background.ceiling}"] + [
        " ".join((lang, str(bits), *sorted(words))) for (lang, bits), words in sorted(rows.items())
    ]
    return gzip.compress("\n".join(lines).encode(), 9, mtime=0)


def parse(content: bytes) -> Background:
    """The inverse of `dump`."""
    first, *lines = gzip.decompress(content).decode().split("\n")
    rarities: dict[str, dict[str, float]] = {}
    for line in lines:
        lang, bits, *words = line.split(" ")
        rarities.setdefault(lang, {}).update(dict.fromkeys(words, float(bits)))
    return Background(rarities, float(first.split(" ")[1]))


@cache
def background() -> Background:
    """The shipped background, read once."""
    return parse(files(__package__).joinpath("background.gz").read_bytes())
