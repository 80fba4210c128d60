"""Decides which sentences of some reports stand beside each other on a page.

The rows follow the first report. Every other report is laid beside those before it along its heaviest chain of shared sentences, the
first report's weighing most; what shares text with the first report out of that order stands beside it all the same, and is marked as
moved. Headlines stand beside headlines where nothing else speaks. What a report has to itself comes right before its next shared sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...types import Analysis, Collation, Passage, Span

FIRST = 2.0  # weight of a sentence of the first report beside the similarity, so that its chain comes before any other
RISING = 1.0  # likewise, of a passage that a chain holds
HEADS = 0.001  # of two headlines that share nothing

Links = Mapping[tuple[int, int], Passage]  # sentences of two reports, from 0, with what they share


@dataclass(slots=True)
class Row:
    """Sentences beside each other, by the place of their report; one of each stands there in its order, others were moved there."""

    home: dict[int, int] = field(default_factory=dict)
    moved: dict[int, list[int]] = field(default_factory=dict)
    away: dict[int, int] = field(default_factory=dict)  # a sentence whose place in its order this is, and which is shown elsewhere

    @property
    def is_shared(self) -> bool:
        """Whether sentences of several reports stand in it."""
        return len(self.home) + len(self.moved) > 1


class Shared:
    """The passages of an event by their two reports."""

    def __init__(self, analysis: Analysis) -> None:
        self.sentences = {notes.report: notes.sentences for notes in analysis.notes}
        self.number = {span: n for sentences in self.sentences.values() for n, span in enumerate(sentences)}
        self._links: dict[tuple[str, str], dict[tuple[int, int], Passage]] = {}
        self._rising = _rising(analysis.collation)
        for passage in analysis.collation.passages:
            self._add(passage.a, passage.b, passage)
            self._add(passage.b, passage.a, passage)

    def _add(self, one: Span, other: Span, passage: Passage) -> None:
        if one in self.number and other in self.number:
            at = self.number[one], self.number[other]
            self._links.setdefault((one.report, other.report), {})[at] = passage

    def links(self, one: str, other: str) -> Links:
        """What two reports share, the sentence of `one` first."""
        return self._links.get((one, other), {})

    def weight(self, passage: Passage) -> float:
        """How much it says that two sentences stand beside each other."""
        return passage.similarity + RISING * (passage in self._rising)

    def best(self, one: str, other: str) -> dict[int, tuple[int, Passage]]:
        """For each sentence of `one` that stands in `other` as well: its weightiest partner there."""
        out: dict[int, tuple[int, Passage]] = {}
        for (i, j), passage in sorted(self.links(one, other).items()):
            if i not in out or self.weight(passage) > self.weight(out[i][1]):
                out[i] = j, passage
        return out


def _rising(collation: Collation) -> frozenset[Passage]:
    return frozenset(passage for chain in collation.chains for passage in chain.passages)


def aligned(shared: Shared, reports: Sequence[str], headlines: Mapping[str, Span]) -> list[Row]:
    """The rows of some reports, the first of them the base."""
    rows = [Row({0: n}) for n in range(len(shared.sentences[reports[0]]))]
    for n in range(1, len(reports)):
        _lay(rows, shared, reports[: n + 1], headlines)
    return rows


def _lay(rows: list[Row], shared: Shared, reports: Sequence[str], headlines: Mapping[str, Span]) -> None:
    """Put the last of some reports into the rows of the others."""
    own, last = len(reports) - 1, reports[-1]
    home = _chain(rows, shared, reports, headlines)
    moved = _moved(shared, reports[0], last, home)
    beside = {row.home[0]: row for row in rows if 0 in row.home}
    for number, base in moved.items():
        beside[base].moved.setdefault(own, []).append(number)
    made: list[Row] = []
    at = 0
    waiting: list[Row] = []
    for number in range(len(shared.sentences[last])):
        if number not in home:
            waiting.append(Row(away={own: number}) if number in moved else Row({own: number}))
            continue
        made += rows[at : home[number]] + waiting
        rows[home[number]].home[own] = number
        at, waiting = home[number], []
    rows[:] = [*made, *rows[at:], *waiting]


def _chain(rows: Sequence[Row], shared: Shared, reports: Sequence[str], headlines: Mapping[str, Span]) -> dict[int, int]:
    """Which sentences of the last report stand in which rows, rising in both."""
    import numpy as np

    from ...collate.chains import rising

    last = reports[-1]
    weights = np.zeros((len(rows), len(shared.sentences[last])))
    found = [{n: i for i, row in enumerate(rows) if (n := row.home.get(k)) is not None} for k in range(len(reports) - 1)]
    for k, other in enumerate(reports[:-1]):
        weighed = {at: shared.weight(passage) + FIRST * (k == 0) for at, passage in shared.links(other, last).items()}
        for at in _heads(shared, other, last, headlines):
            weighed.setdefault(at, HEADS)
        for (i, j), weight in weighed.items():
            if i in found[k]:
                weights[found[k][i], j] = max(weights[found[k][i], j], weight)
    return {j: i for i, j in rising(weights)}


def _moved(shared: Shared, base: str, last: str, home: Mapping[int, int]) -> dict[int, int]:
    """Sentences that the base has too, but not in the order of the others: with the sentence of the base."""
    return {number: other for number, (other, _) in shared.best(last, base).items() if number not in home}


def _heads(shared: Shared, one: str, other: str, headlines: Mapping[str, Span]) -> list[tuple[int, int]]:
    """The headlines of two reports, where both have one."""
    at = [shared.number.get(headlines[id]) for id in (one, other) if id in headlines]
    return [(at[0], at[1])] if len(at) == 2 and at[0] is not None and at[1] is not None else []
