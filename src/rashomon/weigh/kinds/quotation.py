"""Quotation: the words inside the marks changed.

Two direct quotations of one utterance cannot both be verbatim where a word is replaced. What one of them
leaves out is not a change, nor is a bracketed note, a moved phrase or a different spelling of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from ...lang import Language
from ...text.diff import edits, replacements
from ...types import Reason, Span
from . import Clash, Kind, Reading, cover, kinds, may_be_one, same_scene

LEAST = 2  # words below which nothing is compared
SELF = 5  # the same within one report, where somebody may say nearly the same twice
SELF_ALIKE = 0.75  # share of words that two versions have in common there
LONG = 4  # words from which a quotation is known by its own words
ALIKE = 0.6  # share of words two versions of one utterance have in common

Token = tuple[str, Span]


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Replaced words between any two marked quotations that are versions of one utterance."""
    out: list[Clash] = []
    for one, ours in left.marked:
        for other, theirs in right.marked:
            if min(len(ours), len(theirs)) < LEAST or not may_be_one(one.speaker, other.speaker):
                continue
            reasons = one_utterance(ours, theirs, left, right)
            if reasons:
                reasons += tuple(_foreign(reading, words) for reading, words in ((left, ours), (right, theirs)) if reading.notes.translated)
                out += [
                    Clash(cover(ours[i:j]), cover(theirs[k:m]), _words(ours[i:j]), _words(theirs[k:m]), "variant", reasons)
                    for i, j, k, m in replaced(ours, theirs, left)
                ]
    return out


def may_clash(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading]]:
    """Sentences that can hold versions of one utterance (`one_utterance`): two telling words in common, or any two of short quotations.

    Words are the bits of a number, so that a look at a pair is one operation; all pairs are looked at.
    """
    idle = frozenset[str]().union(*(reading.lang.stopwords for reading in readings)).intersection(*(r.lang.stopwords for r in readings))
    bits: dict[str, int] = {}
    telling, short = ([0] * len(readings) for _ in range(2))
    for n, reading in enumerate(readings):
        for _, words in reading.marked:
            for word, _ in words:
                bit = 1 << bits.setdefault(word, len(bits))
                telling[n] |= bit if word not in idle else 0
                short[n] |= bit if len(words) <= LONG else 0
    for i, j in combinations(range(len(readings)), 2):
        if (telling[i] & telling[j]).bit_count() >= LEAST or (short[i] & short[j]).bit_count() >= LEAST:
            yield readings[i], readings[j]


def _foreign(reading: Reading, words: Sequence[Token]) -> Reason:
    """That the words of a side are a translator's: told, since it explains the change; the change stays one."""
    return Reason("reads as a translation", 0.0, (cover(words),), "what stands in its quotation marks may be a translator's words")


def one_utterance(
    ours: Sequence[Token], theirs: Sequence[Token], left: Reading, right: Reading, alike: float = ALIKE
) -> tuple[Reason, ...]:
    """Reasons to think that two quotations render the same words."""
    shared = {w for w, _ in ours} & {w for w, _ in theirs}
    if len(shared) < LEAST:
        return ()
    if left.report.id == right.report.id:
        if min(len(ours), len(theirs)) < SELF:
            return ()
        alike = max(alike, SELF_ALIKE)
    common = _common(ours, theirs)
    share = common / min(len(ours), len(theirs))
    telling = shared - left.lang.stopwords
    at = (cover(ours), cover(theirs))
    if min(len(ours), len(theirs)) >= LONG and share >= alike and len(telling) >= LEAST:
        return (Reason("the same utterance", round(6.0 * share, 3), at, f"{common} words in common, in order"),)
    if max(len(ours), len(theirs)) <= LONG and common >= 2 and len(ours) == len(theirs):
        return tuple(Reason(r.rule, r.bits, (*r.at, *at), r.detail) for r in same_scene(left, right))
    return ()


def _common(ours: Sequence[Token], theirs: Sequence[Token]) -> int:
    return sum(i2 - i1 for tag, i1, i2, _, _ in edits([w for w, _ in ours], [w for w, _ in theirs]) if tag == "equal")


def replaced(ours: Sequence[Token], theirs: Sequence[Token], reading: Reading) -> list[tuple[int, int, int, int]]:
    """Ranges of words replaced between two versions, in both; at the edges only where lengths agree."""
    mine, yours = [w for w, _ in ours], [w for w, _ in theirs]
    idle = reading.lang.stopwords - reading.lang.weighty
    steps = replacements(mine, yours)
    moved = {w for tag, i, j, _, _ in steps if tag != "equal" for w in mine[i:j]} & {
        w for tag, _, _, k, m in steps if tag != "equal" for w in yours[k:m]
    }
    out = []
    for tag, i, j, k, m in steps:
        gone, come = [w for w in mine[i:j] if w not in moved], [w for w in yours[k:m] if w not in moved]
        edge = i == 0 or j == len(mine) or k == 0 or m == len(yours)
        if tag == "equal" or not gone or not come or (edge and j - i != m - k) or max(j - i, m - k) > 3:
            continue
        if idle.issuperset((*gone, *come)) or respelt("".join(gone), "".join(come), reading.lang):
            continue
        out.append((i, j, k, m))
    return out


def respelt(one: str, other: str, lang: Language) -> bool:
    """Whether two words are spellings of one: colour and color, Kyiv and Kiev, Sen and Senator, O.S.C.E. and OSCE, 6:00 and 6."""
    plain = [re.sub(r"(?<=\d):00$|\.", "", word) for word in (one, other)]
    short, long = sorted((one, other), key=len)
    if plain[0] == plain[1] or (short in lang.abbreviations and long.startswith(short)):
        return True
    return one[:1] == other[:1] and SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75 and abs(len(one) - len(other)) <= 2


def _words(tokens: Sequence[Token]) -> str:
    return " ".join(word for word, _ in tokens)


kinds.add("quotation", Kind(lambda reading: any(quote.marked for quote in reading.quotes), compare, "event", may_clash))
