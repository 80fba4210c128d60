"""Wording: a rewriter put a word for its opposite: the council accepted the plan here, and rejected it there.

Only sentences in the same place of one text are compared, that say the same word for word but for a few: whoever rewrites exchanges
words for like ones, and most of the others change nothing either (`weigh.edit`). Figures, times, names, denials and words inside
quotation marks have kinds of their own.
Never more than tension: an opposite may be meant of something else, or mend the sentence that it was copied from.
"""

from __future__ import annotations

from functools import lru_cache

from ...text.diff import edits
from ...text.stems import keys
from ...types import Reason, Span
from ..edit import LANG, OPPOSITE, Word, changed_bits, changes, table
from . import Clash, Kind, Reading, kinds

ALIKE = 0.7  # share of the words of the longer sentence that both have in order: below, a sentence was written anew
WORDS = 5  # of the shorter sentence; headlines are too short to say what of


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Opposite words, one for one, in sentences that are otherwise nearly the same."""
    twins = right.span in left.twins or left.span in right.twins
    opposites, bits = _exchanged(left.text, right.text) if twins and left.text != right.text else ((), {})
    because = tuple(Reason(rule, some, (left.span, right.span)) for rule, some in bits.items())
    places = [(_span(left, one), _span(right, other)) for one, other in opposites]
    return [_clash(left, right, *place, because) for place in places if not (_in_marks(left, place[0]) and _in_marks(right, place[1]))]


@lru_cache(maxsize=100_000)
def _exchanged(left: str, right: str) -> tuple[tuple[tuple[Word, Word], ...], dict[str, float]]:
    """The opposites of two sentences, and the bits for a changed fact; read once, since copies of one text differ in the same places."""
    if not _nearly_same(left, right):
        return (), {}
    found = changes(left, right)
    single = (change for change in found if change.kind == OPPOSITE and len(change.gone) == len(change.come) == 1)
    opposites = tuple((change.gone[0], change.come[0]) for change in single)
    bits = changed_bits(found) if opposites else {}
    if not opposites or min(sum(bits.values()), sum(changed_bits(changes(right, left)).values())) < table().cut:
        return (), {}  # who copied whom is not asked here, so that both directions must say so
    return opposites, bits


def _clash(left: Reading, right: Reading, one: Span, other: Span, because: tuple[Reason, ...]) -> Clash:
    return Clash(one, other, left.report.quote(one).casefold(), right.report.quote(other).casefold(), "tension", because)


def _span(reading: Reading, word: Word) -> Span:
    return Span(reading.report.id, reading.span.start + word.start, reading.span.start + word.end)


def _in_marks(reading: Reading, span: Span) -> bool:
    """Whether a word stands in quotation marks, where the kind quotation tells every word."""
    return any(span in content for quote in reading.quotes for content in quote.marked)


def _nearly_same(left: str, right: str) -> bool:
    ours, theirs = ([word for word, _, _ in keys(text)] for text in (left, right))
    longer, shorter = max(len(ours), len(theirs)), min(len(ours), len(theirs))
    if shorter < WORDS or shorter < ALIKE * longer:
        return False
    return sum(j - i for tag, i, j, _, _ in edits(ours, theirs) if tag == "equal") >= ALIKE * longer


kinds.add(
    "wording",
    Kind(lambda reading: reading.report.lang == LANG and bool(reading.twins), compare, "twins", unlike=lambda reading: reading.text),
)
