"""Who took from whom, once two reports share a text: where they differ, a third report polarises.

Where A and B read differently in one passage, the reading that a third report supports is the older one
and the other is the innovation (outgroup polarisation, the best single cue: .864 on synthetic stemmata
without time stamps). A keeps readings that B lost: A stands nearer the source. Each keeps what the other
lost: neither comes from the other, a lost text stands behind both. Dates are soft evidence, length less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..lang._compared import compared
from ..text.stems import LETTERS, keys
from ..types import Notes, Passage, Reason, Report, Span

CONTAINED = 1.5  # bits: what is cut short is the child
SHORTENED = 0.2  # share of sentences from which a report that another holds is a shortened one
SUPPORTED = 2.0  # bits a reading kept against the other report's innovation is worth


@dataclass(frozen=True, slots=True)
class Direction:
    """Evidence that the left report stands nearer the source (positive bits) or the right one does."""

    left: tuple[Reason, ...]  # readings only the left report keeps
    right: tuple[Reason, ...]
    other: tuple[Reason, ...]  # signed: dates, length

    @property
    def bits(self) -> float:
        """Log2 odds that the left report is the parent."""
        return round(sum(r.bits for r in self.left) - sum(r.bits for r in self.right) + sum(r.bits for r in self.other), 3)

    def reasons(self, left_is_parent: bool) -> tuple[Reason, ...]:
        """The same evidence as reasons for one direction."""
        sign = 1.0 if left_is_parent else -1.0
        signed = [(1.0, r) for r in (*self.left, *self.other)] + [(-1.0, r) for r in self.right]
        return tuple(Reason(r.rule, sign * side * r.bits, r.at, r.detail) for side, r in signed)

    @property
    def siblings(self) -> bool:
        """Whether each keeps supported readings that the other lost."""
        few, many = sorted((len(self.left), len(self.right)))
        return few >= 1 and 3 * few >= many


def polarise(
    left: Report, right: Report, passages: Iterable[Passage], partners: Mapping[Span, Sequence[Span]], reports: Mapping[str, Report]
) -> Direction:
    """Weigh every passage of a pair against the third reports that speak of the same.

    `partners` gives for a sentence the sentences that stand beside it in reports of *other* accounts.
    """
    kept_left: list[Reason] = []
    kept_right: list[Reason] = []
    whole = {report.id: _readings(report.text, report.lang) for report in (left, right)}
    for passage in passages:
        outside = [(reports[span.report], span) for span in sorted({*partners.get(passage.a, ()), *partners.get(passage.b, ())})]
        third = {reading: span for report, span in outside for reading in _readings(report.quote(span), report.lang)}
        ours, theirs = _readings(left.quote(passage.a), left.lang), _readings(right.quote(passage.b), right.lang)
        only_left, only_right = ours - theirs - whole[right.id], theirs - ours - whole[left.id]
        if not only_left or not only_right:  # one side only lacks words: missing data, not a variant
            continue
        kept_left += _kept(sorted(only_left & third.keys()), passage, third)
        kept_right += _kept(sorted(only_right & third.keys()), passage, third)
    return Direction(tuple(kept_left), tuple(kept_right), (*_dates(left, right),))


def _kept(readings: list[tuple[str, ...]], passage: Passage, third: Mapping[tuple[str, ...], Span]) -> list[Reason]:
    """One reason a passage, however many of its readings are supported."""
    if not readings:
        return []
    at = (passage.a, passage.b, *sorted({third[reading] for reading in readings}))
    return [Reason("keeps a reading that a third report supports", SUPPORTED, at, ", ".join(" ".join(r) for r in readings[:3]))]


def _readings(text: str, lang: str) -> set[tuple[str, ...]]:
    """Stems, and pairs of neighbouring stems, that carry meaning."""
    stop = compared(lang).stopwords
    found = [word for word, _, _ in keys(text)]
    single = {(word[:LETTERS],) for word in found if word not in stop and len(word) > 3}
    double = {(a[:LETTERS], b[:LETTERS]) for a, b in pairwise(found) if not (a in stop and b in stop)}
    return single | double


def _dates(left: Report, right: Report) -> list[Reason]:
    """An earlier time stamp is soft evidence: a twelfth of real near-copies lie within minutes, and stamps are edited."""
    if left.published is None or right.published is None:
        return []
    if left.published.high <= right.published.low:
        return [Reason("published earlier", 1.5, (), f"{left.published.iso()} before {right.published.iso()}")]
    if right.published.high <= left.published.low:
        return [Reason("published earlier", -1.5, (), f"{right.published.iso()} before {left.published.iso()}")]
    return []


def lengths(left: Report, right: Report, notes_left: Notes, notes_right: Notes, *, cut: bool) -> tuple[Reason, ...]:
    """Sentences are cut more often than added: the longer report stands nearer the source, the more so where it holds the other (`cut`).

    Where one of them credits a source, either may have been cut from that: then `cut` is False.
    """
    a, b = len(notes_left.sentences), len(notes_right.sentences)
    share = (a - b) / max(1, a, b)
    longer = Reason("longer", round(1.0 * share, 3), (), f"{a} against {b} sentences")
    if not cut or abs(share) < SHORTENED:
        return (longer,)
    return (
        longer,
        Reason("holds nearly all of the other", CONTAINED if share > 0 else -CONTAINED, (), "the shorter has hardly any words of its own"),
    )
