"""Which claims of the reports a primary source states: sentence beside sentence, with what can be checked in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ...lang._compared import compared
from ...text.sentences import asks
from ...types import Checked, Discrepancy, Drift, Passage, Report, Span, Standing, Stated
from .heard import heard

T = TypeVar("T")
AS_SAID: frozenset[Drift] = frozenset(("verbatim", "truncated", "spliced"))
BASIS = "primary source"  # what a decided discrepancy rests on, and the rule of the reason for it
SAYING = 6  # words of a sentence around a quotation that only say who says it


@dataclass(frozen=True, slots=True)
class Sentences:
    """What decides how a report's sentence stands to the primary sources."""

    texts: Mapping[str, Report]  # reports and primary sources
    near: Mapping[Span, Sequence[Passage]]  # statements of primary sources beside a sentence, the most alike first
    clashing: Mapping[str, Sequence[tuple[Span, Span]]]  # by report: places that do not fit, and the sentence of the primary source
    quotations: Mapping[str, Sequence[Checked]]  # by report
    homes: Mapping[str, Sequence[Span]]  # the sentences of the primary sources
    spoken: Mapping[str, Sequence[Span]]  # by report: what is given to somebody who speaks in one
    languages: frozenset[str]  # of the primary sources
    alike: float  # similarity from which two sentences state one thing

    def standing(self, claim: str, span: Span) -> Stated:
        """How a report's sentence stands.

        One whose quotation is altered differs. One that is mostly a quotation, found as it was said, is stated; one whose quotation is not
        found, or that denies what the other does not, is not, however alike the rest.
        """
        pairs = self.near.get(span, ())
        silent = Stated(claim, span, "silent", speaks=any(part.overlaps(span) for part in self.spoken.get(span.report, ())))
        if self.texts[span.report].lang not in self.languages:
            return replace(silent, standing="another language")
        if differs := next((at for place, at in self.clashing.get(span.report, ()) if place.overlaps(span)), None):
            similarity = next((pair.similarity for pair in pairs if pair.b == differs), 0.0)
            return replace(silent, standing="contradict", at=differs, similarity=similarity)
        quoted = self._quoted(span)
        if quoted and all(one.base for one in quoted) and self._is_mostly(span, quoted):
            return replace(silent, standing="assert", at=home(quoted[0].base[0], self.homes))
        if not pairs:
            return silent
        standing: Standing = "assert" if pairs[0].similarity >= self.alike and self._is_whole(span, pairs) else "silent"
        return replace(silent, standing=standing, at=pairs[0].b, similarity=pairs[0].similarity)

    def _quoted(self, span: Span) -> list[Checked]:
        return [one for one in self.quotations.get(span.report, ()) if one.version.overlaps(span)]

    def _is_mostly(self, span: Span, quoted: Sequence[Checked]) -> bool:
        """Whether a sentence holds little but some quotations and who says them."""
        words = heard(self.texts[span.report], span)
        inside = sum(any(at in one.version for one in quoted) for _, at in words)
        return len(words) - inside <= max(inside, SAYING)

    def _is_whole(self, span: Span, pairs: Sequence[Passage]) -> bool:
        """Whether all that can be checked in a sentence stands in those of primary sources, and it denies where the most alike does."""
        there = {word for pair in pairs for word in said(pair.b, self.texts)}
        found = all(one.base for one in self._quoted(span))
        return found and _checkable(span, self.texts) <= there and denies(span, self.texts) == denies(pairs[0].b, self.texts)


def statements(near: Sequence[Passage], texts: Mapping[str, Report]) -> dict[Span, list[Passage]]:
    """The sentences of primary sources beside each of the reports', questions aside, the most alike first."""
    out: dict[Span, list[Passage]] = defaultdict(list)
    for pair in sorted(near, key=lambda pair: (-pair.similarity, pair.b)):
        if not asks(texts[pair.b.report].quote(pair.b)):
            out[pair.a].append(pair)
    return dict(out)


def clashing(
    found: Sequence[Discrepancy], decided: Sequence[Discrepancy], quotations: Sequence[Checked], homes: Mapping[str, Sequence[Span]]
) -> dict[str, list[tuple[Span, Span]]]:
    """The places in each report that do not fit a primary source, and its sentence.

    What clashes with it, the hardest first; the side of a discrepancy that it is not consistent with; altered quotations.
    """
    out = [(span, one.right) for one in found if one.is_hard for span in (one.left, *one.more) if span.report not in homes]
    for one in decided:
        at = next((reason.at[0] for reason in one.because if reason.rule == BASIS), None)
        if at is not None and one.is_hard:
            out += [(span, at) for span in sorted(one.sides[one.consistent_with == "left"])]
    for quotation in quotations:
        if quotation.base and not AS_SAID.issuperset(quotation.standing):
            whole = "another speaker" in quotation.standing or not quotation.edits
            out += [(quotation.version, quotation.base[0])] if whole else [(edit.right, edit.left) for edit in quotation.edits]
    return by_report([(span, home(at, homes)) for span, at in out], lambda pair: pair[0])


def by_report(items: Iterable[T], place: Callable[[T], Span]) -> dict[str, list[T]]:
    """Things by the reports that they lie in, in their order."""
    out: dict[str, list[T]] = defaultdict(list)
    for item in items:
        out[place(item).report].append(item)
    return dict(out)


def home(span: Span, homes: Mapping[str, Sequence[Span]]) -> Span:
    """The first sentence of a primary source that holds some of a place."""
    return next((sentence for sentence in homes[span.report] if span.overlaps(sentence)), span)


def said(span: Span, reports: Mapping[str, Report]) -> set[str]:
    """The words of a stretch, numbers as figures."""
    return {word for word, _ in heard(reports[span.report], span)}


def denies(span: Span, reports: Mapping[str, Report]) -> bool:
    """Whether a sentence holds a negator or a verb that denies."""
    lang = compared(reports[span.report].lang)
    return not said(span, reports).isdisjoint(lang.negators | lang.refusals)


def _checkable(span: Span, reports: Mapping[str, Report]) -> set[str]:
    """The figures, weekdays and months of a report's sentence: what gives another, or none, does not state it. "One" is no figure."""
    lang = compared(reports[span.report].lang)
    days = {*lang.weekdays, *(name for names in lang.months for name in names if name not in lang.doubtful_dates)}
    return {word for word in said(span, reports) if word in days or (word[0].isdigit() and word != "1")}
