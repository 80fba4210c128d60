"""Which side of a discrepancy a primary source is consistent with: the one whose value it gives, where the other's is not there.

A value is looked for in the sentences of the primary source that stand beside those of the discrepancy; words in marks in the words that
were said. Where it gives both or neither, the discrepancy stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...types import Checked, Discrepancy, Passage, Reason, Report, Side, Span
from .claims import BASIS, by_report, denies, said
from .heard import paragraph
from .values import OF_TELLING

RECKONED = ("last_met",)  # kinds whose two values do not exclude each other word against word
ONE_SCENE = 0.4  # similarity from which a sentence that denies, or does not, denies the same thing


class Judge:
    """What primary sources say between two readings; `near` has their statements by the sentences of reports that they stand beside."""

    def __init__(
        self, texts: Mapping[str, Report], near: Mapping[Span, Sequence[Passage]], quotations: Sequence[Checked], alike: float
    ) -> None:
        self.texts, self.alike = texts, alike
        self.near = by_report(sorted(near.items()), lambda item: item[0])
        self.quotations = by_report(quotations, lambda one: one.version)

    def decided(self, found: Discrepancy) -> Discrepancy:
        """The discrepancy, consistent with the side whose value the primary source gives."""
        told: dict[Side, Span] = {}
        for side, at in self._sides(found):
            told.setdefault(side, at)
        if len(told) != 1:
            return found
        ((side, at),) = told.items()
        reason = Reason(BASIS, 0.0, (at,), f"consistent with the {'first' if side == 'left' else 'second'}")
        return replace(found, consistent_with=side, basis=BASIS, because=(*found.because, reason))

    def _sides(self, found: Discrepancy) -> Iterator[tuple[Side, Span]]:
        """The sides that the primary source gives, each with the place where it does."""
        if found.kind == "quotation":
            return self._by_words(found)
        if found.kind == "attribution":
            return self._by_speaker(found)
        if found.kind == "negation":
            return self._by_denial(found)
        return iter(()) if found.kind in OF_TELLING or found.kind in RECKONED else self._by_value(found)

    def _beside(self, found: Discrepancy) -> Iterator[Passage]:
        places = (found.left, found.right, *found.more)
        for report in sorted({place.report for place in places}):
            for sentence, pairs in self.near.get(report, ()):
                if any(place in sentence for place in places):
                    yield from (pair for pair in pairs if pair.similarity >= self.alike)

    def _by_value(self, found: Discrepancy) -> Iterator[tuple[Side, Span]]:
        left, right = self._apart(found.left, found.right), self._apart(found.right, found.left)
        for pair in self._beside(found) if left and right else ():
            there = said(pair.b, self.texts)
            if left <= there and not right & there:
                yield "left", pair.b
            if right <= there and not left & there:
                yield "right", pair.b

    def _apart(self, one: Span, other: Span) -> set[str]:
        """The words of a value that the other does not have; of a figure the figure."""
        own = said(one, self.texts) - said(other, self.texts)
        return {word for word in own if word[0].isdigit()} or own

    def _by_denial(self, found: Discrepancy) -> Iterator[tuple[Side, Span]]:
        denied: Side = "left" if found.left_value == "denied" else "right"
        asserted: Side = "right" if denied == "left" else "left"
        topic = said(found.right if denied == "left" else found.left, self.texts)
        for pair in self._beside(found):
            if pair.similarity >= ONE_SCENE and topic <= said(pair.b, self.texts):
                yield (denied if denies(pair.b, self.texts) else asserted), pair.b

    def _by_words(self, found: Discrepancy) -> Iterator[tuple[Side, Span]]:
        """The side whose words stand in the primary source, where the other's do not."""
        ours, theirs = self._version(found.left), self._version(found.right)
        if ours is None or theirs is None:
            return
        left, right = (not any(edit.right.overlaps(at) for edit in one.edits) for one, at in ((ours, found.left), (theirs, found.right)))
        if left != right:
            yield ("left", ours.base[0]) if left else ("right", theirs.base[0])

    def _by_speaker(self, found: Discrepancy) -> Iterator[tuple[Side, Span]]:
        """The side that gives some words in marks to who says them, where the other gives them to somebody else."""
        ours, theirs = self._said_near(found.left), self._said_near(found.right)
        if ours and theirs and ours.base == theirs.base:
            other = ["another speaker" in one.standing for one in (ours, theirs)]
            if other[0] != other[1]:
                yield ("right" if other[0] else "left"), ours.base[0]

    def _said_near(self, place: Span) -> Checked | None:
        """The quotation in marks in the paragraph of a place, where it is the only one and is found in a primary source."""
        whole = paragraph(self.texts[place.report], place)
        here = [one for one in self.quotations.get(place.report, ()) if one.version in whole]
        return here[0] if len(here) == 1 and here[0].base and here[0].speaker else None

    def _version(self, place: Span) -> Checked | None:
        """The quotation that holds some words, where it is found in a primary source."""
        return next((one for one in self.quotations.get(place.report, ()) if one.base and place in one.version), None)
