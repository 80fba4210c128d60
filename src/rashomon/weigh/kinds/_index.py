"""Decides which notes of a report lie in which of its sentences; gathered once a report, since every pair of sentences asks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Protocol, TypeVar

from ...text.stems import folded
from ...types import Notes, Quote, Span


class Placed(Protocol):
    """A note with a place of its own."""

    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Placed)


class Index:
    """The notes of one report by sentence."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._quotes: dict[int, list[int]] = defaultdict(list)  # sentence -> the quotations with a part in it, by number
        for n, quote in enumerate(notes.quotes):
            for at in sorted({at for content in quote.content for at in self._touched(content)}):
                self._quotes[at].append(n)
        self.bearers: dict[str, set[str]] = defaultdict(set)  # surname -> the persons who bear it
        for name in notes.names:
            if name.kind == "person" and name.entity.strip():
                self.bearers[name.entity.split()[-1]].add(name.entity)

    @cached_property
    def leading(self) -> frozenset[str]:
        """The surnames of the two persons whom the report names most."""
        counted = Counter(folded(name.entity).split()[-1] for name in self._notes.names if name.kind == "person" and name.entity.strip())
        return frozenset(name for name, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:2])

    def _touched(self, span: Span) -> Iterator[int]:
        """The sentences that a span overlaps, by number."""
        sentences = self._notes.sentences
        first = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
        return takewhile(lambda n: sentences[n].start < span.end, range(first, len(sentences)))

    def inside(self, notes: Sequence[P], span: Span) -> list[P]:
        """Those of some notes in text order that lie in a span."""
        first, end = (bisect_left(notes, at, key=lambda note: note.span.start) for at in (span.start, span.end))
        return [note for note in notes[first:end] if note.span in span]

    def quotes(self, span: Span) -> list[Quote]:
        """What is said in a sentence."""
        return self._said(self._touched(span))

    def beside(self, span: Span) -> list[Quote]:
        """What is said in the sentences right before and behind one."""
        return self._said(near for at in self._touched(span) for near in (at - 1, at + 1))

    def _said(self, sentences: Iterator[int]) -> list[Quote]:
        found = {n for at in sentences for n in self._quotes.get(at, ())}
        return [self._notes.quotes[n] for n in sorted(found)]
