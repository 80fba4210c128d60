"""What people have decided about events: who belongs together, who stays apart, whatever the texts say.

Decisions bind report ids, present or not, so they hold when new documents come in. Where two
contradict each other the later one stands. Reports of equal text belong together unless split.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..types import Judgement

LEVEL = ("merge", "split")  # the decisions that concern events; the others concern accounts


class Decided:
    """Sets of ids that are one event, and pairs of such sets that are two; `ids` are those that a decision names."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self._up: dict[str, str] = {}
        self._apart: list[tuple[str, str]] = []
        self.ids = {id for judgement in judgements if judgement.kind in LEVEL for id in (judgement.a, judgement.b)}
        in_order = sorted(judgements, key=lambda judgement: judgement.number)
        for judgement in reversed(in_order):
            if judgement.kind == "merge":
                self.unite(judgement.a, judgement.b)
            elif judgement.kind == "split" and self.home(judgement.a) != self.home(judgement.b):
                self._apart.append((judgement.a, judgement.b))

    def home(self, id: str) -> str:
        """The id that stands for all that belong with `id`: the smallest."""
        while id in self._up:
            id = self._up[id]
        return id

    def unite(self, a: str, b: str) -> bool:
        """Put two ids together; False where a later decision keeps them apart."""
        a, b = self.home(a), self.home(b)
        if any({self.home(x), self.home(y)} == {a, b} for x, y in self._apart):
            return False
        if a != b:
            self._up[max(a, b)] = min(a, b)
        return True

    def unite_copies(self, ids: Iterable[str]) -> None:
        """Put reports of one text together, each with the first that it may join."""
        heads: list[str] = []
        for id in sorted(ids):
            if not any(self.unite(head, id) for head in heads):
                heads.append(id)

    def apart(self) -> list[tuple[str, str]]:
        """Pairs of homes that are two events."""
        return sorted((self.home(a), self.home(b)) for a, b in self._apart)
