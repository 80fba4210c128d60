"""Wording: a rewriter put a word for its opposite: "the council backed the plan", opposed it.

Only sentences in the same place of one text are compared, that say the same word for word but for a few: whoever rewrites exchanges
words for like ones, and most of the others change nothing either (`weigh.edit`). Figures, times, names and denials have kinds of their own.
Never more than tension: an opposite may be meant of something else, or mend the sentence that it was copied from.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...text.diff import edits
from ...types import Reason, Span
from ..edit import OPPOSITE, Word, changed_bits, changes, table
from . import Clash, Kind, Reading, kinds

LANG = "en"  # of the senses
ALIKE = 0.7  # share of the words of the longer sentence that both have in order: below, a sentence was written anew
WORDS = 5  # of the shorter sentence; headlines are too short to say what of


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Opposite words, one for one, in sentences that are otherwise nearly the same."""
    twins = right.span in left.twins or left.span in right.twins
    if not twins or left.text == right.text or not _nearly_same(left, right):
        return []
    found, back = changes(left.text, right.text, LANG), changes(right.text, left.text, LANG)
    bits = changed_bits(found)
    if min(sum(bits.values()), sum(changed_bits(back).values())) < table().cut:  # who copied whom is not asked here
        return []
    because = tuple(Reason(rule, some, (left.span, right.span)) for rule, some in bits.items())
    opposites = [change for change in found if change.kind == OPPOSITE and len(change.gone) == len(change.come) == 1]
    return [_clash(left, right, change.gone, change.come, because) for change in opposites]


def _clash(left: Reading, right: Reading, gone: Sequence[Word], come: Sequence[Word], because: tuple[Reason, ...]) -> Clash:
    one, other = (_span(reading, some) for reading, some in ((left, gone), (right, come)))
    return Clash(one, other, left.report.quote(one).casefold(), right.report.quote(other).casefold(), "tension", because)


def _span(reading: Reading, some: Sequence[Word]) -> Span:
    return Span(reading.report.id, reading.span.start + some[0].start, reading.span.start + some[-1].end)


def _nearly_same(left: Reading, right: Reading) -> bool:
    ours, theirs = ([word for word, _ in reading.tokens] for reading in (left, right))
    longer, shorter = max(len(ours), len(theirs)), min(len(ours), len(theirs))
    if shorter < WORDS or shorter < ALIKE * longer:
        return False
    return sum(j - i for tag, i, j, _, _ in edits(ours, theirs) if tag == "equal") >= ALIKE * longer


kinds.add("wording", Kind(lambda reading: reading.report.lang == LANG and bool(reading.twins), compare))
