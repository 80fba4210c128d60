"""Kinds of discrepancy, one module each. Kinds do not see each other.

A kind compares two readings (a sentence each, with its notes) and yields what clashes, or nothing when in
doubt: predicate and scene must match before values are compared, because most false alarms compare two
different things. A kind says which sentences concern it (`speaks`), so that only those are paired; one that
compares all of an event says which pairs can clash at all (`may_clash`), since there are too many to look closely.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Literal, TypeVar

from ...lang import Language, language
from ...lang._compared import compared, idle
from ...lang._titles import Word, office, title_before, title_behind
from ...registry import Registry
from ...text.stems import LETTERS, folded, keys, telling
from ...types import Name, Named, Notes, Quantity, Quote, Reason, Report, Severity, Span, Time
from ._index import Index

T = TypeVar("T")


class Reading:
    """One sentence of one report, with the notes that lie in it."""

    def __init__(
        self,
        report: Report,
        notes: Notes,
        span: Span,
        twins: frozenset[Span] = frozenset(),
        who: Mapping[tuple[str, str], Named] | None = None,
        index: Index | None = None,
    ) -> None:
        self.report, self.notes, self.span = report, notes, span
        self.twins = twins  # sentences in the same place of the same text, in other reports of the account
        self.who = who or {}  # (report, entity) -> the person of the event
        self.index = index or Index(notes)  # the notes of the whole report by sentence
        self.page: Sequence[Reading] = (self,)  # all sentences of the report, where they are at hand
        self.held: dict[object, object] = {}  # what kinds read off the sentence

    def once(self, read: Callable[[Reading], T]) -> T:
        """What a function reads off this sentence, read once, since every pair of sentences asks."""
        if read not in self.held:
            self.held[read] = read(self)
        return self.held[read]  # type: ignore[return-value]

    def person(self, name: Name) -> Named | None:
        """Who is meant by a name of this sentence, where the names of the event are joined."""
        return self.who.get((self.report.id, name.entity))

    @cached_property
    def lang(self) -> Language:
        """The words of the language in the form of `tokens`."""
        return compared(self.report.lang)

    @cached_property
    def text(self) -> str:
        return self.report.quote(self.span)

    @cached_property
    def tokens(self) -> list[tuple[str, Span]]:
        """Words in comparison form with their places."""
        base = self.span.start
        return [(word, Span(self.report.id, base + start, base + end)) for word, start, end in keys(self.text)]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for word, _ in self.tokens)

    @cached_property
    def names(self) -> list[Name]:
        return self.index.inside(self.notes.names, self.span)

    @cached_property
    def times(self) -> list[Time]:
        return self.index.inside(self.notes.times, self.span)

    @cached_property
    def quantities(self) -> list[Quantity]:
        return self.index.inside(self.notes.quantities, self.span)

    @cached_property
    def quotes(self) -> list[Quote]:
        return self.index.quotes(self.span)

    @property
    def is_heading(self) -> bool:
        """Whether this is the headline or the deck, which are too short to say everything."""
        return any(heading is not None and self.span in heading for heading in (self.report.headline, self.report.deck))

    @cached_property
    def beside(self) -> list[Quote]:
        """What is said in the sentences right before and behind."""
        return self.index.beside(self.span)

    @cached_property
    def marked(self) -> list[tuple[Quote, list[tuple[str, Span]]]]:
        """The words inside quotation marks, quotation by quotation, an editor's notes in brackets left out."""
        out = []
        for quote in self.quotes:
            for content in quote.marked:
                gaps = _brackets(self.report.text, content)
                words = [(word, at) for word, at in self.tokens if at in content and not any(at.start in gap for gap in gaps)]
                if words:
                    out.append((quote, words))
        return out

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that carry meaning, names included, days and months not."""
        return telling([word for word, _ in self.tokens], idle(self.report.lang))

    @cached_property
    def name_stems(self) -> frozenset[str]:
        """Stems that stand inside a name."""
        return frozenset(word[:LETTERS] for word, at in self.tokens if any(at in name.span for name in self.names))

    @cached_property
    def offices(self) -> list[tuple[Name, list[tuple[str, Span]]]]:
        """The persons named here with an office, before or behind the name: what it is, what it is over, its rank. Former ones aside."""
        return [(name, words) for name in self.names if name.kind == "person" and (words := self._office(name))]

    def _office(self, name: Name) -> list[tuple[str, Span]]:
        spoken = language(self.report.lang)
        before = title_before(self.report.text, name.span.start, spoken)
        return self._offices_in(before) or self._offices_in(title_behind(self.report.text, name.span.end, spoken), name)

    def _offices_in(self, phrase: Sequence[Word], of: Name | None = None) -> list[tuple[str, Span]]:
        """The words of a phrase that tell an office; none where it names somebody else than `of`."""
        words = [(folded(word.low), Span(self.report.id, word.start, word.end)) for word in office(phrase, language(self.report.lang))]
        others = [other.span for other in self.names if other.kind == "person" and other is not of]
        if any(word in self.lang.former_words or any(at.overlaps(other) for other in others) for word, at in words):
            return []
        told = self.lang.roles.keys() | self.lang.departments.keys() | self.lang.rank_words.keys()
        return [(word, at) for word, at in words if word in told] if any(word in self.lang.roles for word, _ in words) else []

    @cached_property
    def people(self) -> frozenset[str]:
        """Surnames of the persons named here."""
        return frozenset(folded(name.entity).split()[-1] for name in self.names if name.kind == "person" and name.entity.strip())


def _brackets(text: str, content: Span) -> list[range]:
    """Ranges of an editor's notes in brackets within a quotation."""
    out: list[range] = []
    opened: int | None = None
    for at in range(content.start, content.end):
        if text[at] in "[(":
            opened = at
        elif text[at] in "])" and opened is not None:
            out.append(range(opened, at + 1))
            opened = None
    return out


@dataclass(frozen=True, slots=True)
class Clash:
    """What one kind found between two readings."""

    left: Span
    right: Span
    left_value: str
    right_value: str
    severity: Severity
    because: tuple[Reason, ...]
    off: Literal["left", "right", ""] = ""  # the side the calendar or arithmetic rules out
    basis: str = ""
    topic: str = ""  # what the two values are of: clashes of one topic and one pair of values are one finding

    def mirrored(self) -> Clash:
        """The same clash from the other side."""
        off: Literal["left", "right", ""] = "right" if self.off == "left" else "left" if self.off == "right" else ""
        return replace(self, left=self.right, right=self.left, left_value=self.right_value, right_value=self.left_value, off=off)


def _any_two(readings: Sequence[Reading]) -> Iterable[tuple[Reading, Reading]]:
    return combinations(readings, 2)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of discrepancy: which sentences it concerns, how far apart they may lie, how they are compared."""

    speaks: Callable[[Reading], bool]
    compare: Callable[[Reading, Reading], Sequence[Clash]]
    reach: Literal["near", "twins", "event", "report"] = "near"  # alike sentences, those of them in one place of one text, any two, or one
    may_clash: Callable[[Sequence[Reading]], Iterable[tuple[Reading, Reading]]] = _any_two  # of any two, in order; the rest never do
    unlike: Callable[[Reading], Hashable] | None = None  # of two sentences for which it is the same none is ever told
    either: Callable[[Reading], object] | None = None  # which of two sentences one at least must have
    moves: bool = False  # whether what it compares moves on with time, as a toll does: a later report may bring it up to date

    def __call__(self, left: Reading, right: Reading) -> list[Clash]:
        """What clashes between two readings, the same from both sides."""
        if not (self.speaks(left) and self.speaks(right)):
            return []
        if right.span < left.span:
            return [clash.mirrored() for clash in self.compare(right, left)]
        return list(self.compare(left, right))


kinds: Registry[Kind] = Registry(__name__)


def cover(words: Sequence[tuple[str, Span]]) -> Span:
    """From the first to the last of some words."""
    return Span(words[0][1].report, words[0][1].start, words[-1][1].end)


def opposed(left: Reading, right: Reading) -> bool:
    """Whether two sentences tell opposite things, such as a beginning and an end: their days and figures are of two matters."""
    only_left, only_right = left.words - right.words, right.words - left.words
    return any((a in only_left and b in only_right) or (b in only_left and a in only_right) for a, b in left.lang.opposites)


def somebody_between(reading: Reading, quote: Quote, words: Sequence[tuple[str, Span]]) -> bool:
    """Whether another person is named between who says it and the words: "X revealed that Y “did it all”, a lawyer said"."""
    said = [span for span in (quote.source, quote.cue) if span is not None and span in reading.span]
    first, last = words[0][1], words[-1][1]
    gaps = [(span.end, first.start) if span.end <= first.start else (last.end, span.start) for span in said]
    others = [name.span for name in reading.names if name.kind == "person" and name.entity != quote.speaker]
    return any(low <= other.start and other.end <= high for low, high in gaps for other in others)


def may_be_one(one: str | None, other: str | None) -> bool:
    """Whether two speakers may be one: one is not known or not named, or their surnames agree."""
    if not one or not other or not (one[:1].isupper() and other[:1].isupper()):
        return True
    return one.casefold().split()[-1:] == other.casefold().split()[-1:]


def same_scene(left: Reading, right: Reading, least: float = 0.34, close: float = 0.0) -> tuple[Reason, ...]:
    """Reasons to think that two sentences tell the same thing; empty where they may not.

    At least `least` of the shorter sentence's meaningful stems must stand in the other, one of them outside
    names, and at least `close` of the stems of both; unless they stand in the same place of one text.
    """
    shared = left.stems & right.stems
    if right.span in left.twins or left.span in right.twins:
        return (Reason("the same place of one text", 4.0, (left.span, right.span), in_words(left, shared)),)
    if len(shared) < close * len(left.stems | right.stems):
        return ()
    beyond_names = shared - left.name_stems - right.name_stems
    share = len(shared) / max(1, min(len(left.stems), len(right.stems)))
    if not beyond_names or share < least:
        return ()
    bits = round(min(6.0, 4.0 * share + 0.8 * len(beyond_names) + 0.2 * len(shared)), 3)
    return (Reason("same scene", bits, (left.span, right.span), in_words(left, shared)),)


def in_words(reading: Reading, stems: frozenset[str]) -> str:
    """The words of a sentence that have some stems, as they are compared."""
    return ", ".join(sorted({word for word, _ in reading.tokens if word[:LETTERS] in stems}))
