"""What a comparison of two names returns: how near they are, and the words that decided it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Nearness = Literal["same", "variant", "slip", "different"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How near two names are, a sentence that says why, and the two values it rests on."""

    nearness: Nearness
    because: str
    left: str = ""
    right: str = ""

    def turned(self) -> Comparison:
        """The same seen from the other name."""
        return Comparison(self.nearness, self.because, self.right, self.left)
