"""What became of an utterance from its fullest version to another: cut short, words put for others, marks dropped, another voice.

The fullest is the longest in marks, not the first or the right one: of two versions that differ, which one was said only a recording tells.
A version in a report that reads as a translation is the base only where there is no other.
A word left out at either end is a cut; in the middle it is dropped, unless an ellipsis or a bracket owns up to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..lang._compared import asking, compared, negates
from ..text.diff import replacements
from ..types import Drift, Edit, Quote, Report, Span, Time

Token = tuple[str, Span]
Step = tuple[str, int, int, int, int]
_FEW = 4  # words that may come or go with a negator
_OWNED = re.compile(r"…|\.\.\.|[\[\]()]")  # an editor says that something was left out or put in


@dataclass(frozen=True, order=True)
class Version:
    """An utterance as one report has it."""

    span: Span
    quote: Quote = field(compare=False)
    tokens: tuple[Token, ...] = field(compare=False)
    report: Report = field(compare=False)
    translated: bool = field(default=False, compare=False)  # the report reads as a translation
    spoken: Time | None = field(default=None, compare=False)  # when it was said, where the report dates the words

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word for word, _ in self.tokens)

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.words)

    @property
    def in_marks(self) -> bool:
        return bool(self.quote.marked)


def base_of(group: Sequence[Version]) -> Version:
    """The fullest whole version in marks and in the language it was said in; of equals the one that most have, then the first."""
    told = [version.words for version in group]

    def rank(version: Version) -> tuple[object, ...]:
        damaged = version.quote.garbled
        return (not version.in_marks, damaged, version.translated, -len(version.words), -told.count(version.words), version.span)

    return min(group, key=rank)


def changes(base: Version, version: Version) -> Iterator[Edit]:
    """Words put in, left out or moved between the fullest version and another, both in marks; replaced ones are a kind of their own."""
    if version is base or not version.in_marks:
        return
    steps = replacements(base.words, version.words)
    moved = moved_words(base, version, steps)
    for tag, i, j, k, m in steps:
        gone, come = set(base.words[i:j]), set(version.words[k:m])
        if tag == "delete" and not _at_edge(i, j, len(base.words)) and not _owned(version, k):
            yield Edit("moved" if gone <= moved else "dropped", cover(base.tokens, i, j), around(version.tokens, k))
        elif tag == "insert" and not come <= moved and not _at_edge(k, m, len(version.words)) and not _owned(base, i):
            yield Edit("inserted", around(base.tokens, i), cover(version.tokens, k, m))


def labels(base: Version, version: Version) -> tuple[Drift, ...]:
    """What became of the fullest version, in a fixed order; nothing did: ("verbatim",)."""
    own: list[Drift] = ["translated"] if version.translated else []
    if version is base:
        return tuple(own) or ("verbatim",)
    out: list[Drift] = [*own, *(of_words(base, version) if version.in_marks else ("reported",))]
    ours, theirs = strength(base.quote, base.report), strength(version.quote, version.report)
    if ours is not None and theirs is not None and ours != theirs:
        out.append("verb")
    if version.quote.via != base.quote.via and version.quote.via:
        out.append("via")
    if base.quote.source is not None and version.quote.source is None:
        out.append("no source")
    return tuple(out) or ("verbatim",)


def of_words(base: Version, version: Version) -> Iterator[Drift]:
    """What became of the words themselves, both in marks."""
    steps = replacements(base.words, version.words)
    moved = moved_words(base, version, steps)
    first = next((n for n, step in enumerate(steps) if step[0] == "equal"), 0)
    last = next((n for n in range(len(steps) - 1, -1, -1) if steps[n][0] == "equal"), len(steps))
    inner = steps[first : last + 1]
    if any(step[0] == "delete" for step in (*steps[:first], *steps[last + 1 :])):
        yield "truncated"
    if any(tag == "delete" and _owned(version, k) for tag, _, _, k, _ in inner):
        yield "spliced"
    if any(tag == "replace" for tag, *_ in steps):
        yield "substituted"
    if any(tag == "insert" and not set(version.words[k:m]) <= moved for tag, _, _, k, m in steps):
        yield "inserted"
    if any(tag == "delete" and not _owned(version, k) and not set(base.words[i:j]) <= moved for tag, i, j, k, _ in inner):
        yield "dropped"
    if moved:
        yield "moved"
    if _denials(base, [step for step in inner if step[0] != "equal"], 1) != _denials(version, [s for s in inner if s[0] != "equal"], 3):
        yield "negated"


def moved_words(base: Version, version: Version, steps: Sequence[Step]) -> set[str]:
    """Words that are gone in one place and come in another, and tell something."""
    gone = {word for tag, i, j, _, _ in steps if tag == "delete" for word in base.words[i:j]}
    come = {word for tag, _, _, k, m in steps if tag == "insert" for word in version.words[k:m]}
    return (gone & come) - compared(base.report.lang).stopwords


def _denials(version: Version, steps: Sequence[Step], at: int) -> int:
    """Negators among the few words that changed, "not only" aside; `at` is where a step tells this side's words. A clause has its own."""
    lang, words = compared(version.report.lang), (*version.words, "")
    spans = [range(int(step[at]), int(step[at + 1])) for step in steps]
    few = [n for span in spans if len(span) <= _FEW for n in span]
    return sum(negates(words[n], lang) and words[n + 1] not in lang.degree_words for n in few)


def _at_edge(start: int, end: int, many: int) -> bool:
    return start == 0 or end == many


def _owned(version: Version, at: int) -> bool:
    """Whether an ellipsis or a bracket stands where words are missing before the `at`-th."""
    if not 0 < at < len(version.tokens):
        return True
    return _OWNED.search(version.report.text, version.tokens[at - 1][1].end, version.tokens[at][1].start) is not None


def cover(tokens: Sequence[Token], start: int, end: int) -> Span:
    """From the first to the last of some words."""
    return Span(tokens[start][1].report, tokens[start][1].start, tokens[end - 1][1].end)


def around(tokens: Sequence[Token], at: int) -> Span:
    """The words on either side of where something is missing."""
    return cover(tokens, max(0, at - 1), min(len(tokens), at + 1))


def strength(quote: Quote, report: Report) -> int | None:
    """How strongly the cue of a quotation asks, 0 where it only says; None where the language file does not know it."""
    return None if quote.cue is None else asking(report.quote(quote.cue), report.lang)
