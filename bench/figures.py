"""What a harness of `make release-proof` comes back with."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """So many trials, what went wrong in which, and what else is worth knowing."""

    name: str
    count: int
    seed: int
    wrong: tuple[str, ...] = ()  # a line a trial that broke a promise; empty is what we want
    seconds: float = 0.0
    facts: dict[str, int] = field(default_factory=dict)
