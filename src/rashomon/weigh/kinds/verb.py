"""Verb: how strongly one report says that somebody asked for something, and another: told, asked, urged, demanded, instructed.

The same words in marks, or the same place of one text, may be compared with any cue. Where both only report what was asked, the
speaker must be the same and the sentences close, and both cues must ask: "said" and "urged" are two matters more often than one.
Never more than "says it less firmly": both reports may have heard the same voice.
"""

from __future__ import annotations

from ...text.stems import telling
from ...types import Quote, Reason
from ..drift import strength
from . import Clash, Kind, Reading, kinds, may_be_one, same_scene
from .quotation import one_utterance

WORDS = 6  # in marks, from which a cue that only says may stand against one that asks
SAME = 0.5  # share of the stems of the shorter quotation in the other, from which two in one place of one text are one
CLOSE = 0.4  # share of the stems of both sentences in common, from which two indirect requests are one


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Cues of one utterance that ask with another strength."""
    out = []
    for ours in left.quotes:
        for theirs in right.quotes:
            one, other = _strength(ours, left), _strength(theirs, right)
            if one is None or other is None or one == other or not may_be_one(ours.speaker, theirs.speaker):
                continue
            because = _said_once(ours, theirs, left, right)
            if because and ours.cue and theirs.cue:
                words = left.report.quote(ours.cue), right.report.quote(theirs.cue)
                firmer = (ours.cue, words[0]) if one > other else (theirs.cue, words[1])
                because = (*because, Reason("the firmer verb", 0.0, firmer[:1], firmer[1]))
                out.append(Clash(ours.cue, theirs.cue, *words, "weaker", because))
    return out[:1]


def _strength(quote: Quote, reading: Reading) -> int | None:
    """How strongly a cue in this sentence asks; None for cues of another sort, and of what was only spoken of."""
    return strength(quote, reading.report) if quote.speech and quote.cue is not None and quote.cue in reading.span else None


def _said_once(ours: Quote, theirs: Quote, left: Reading, right: Reading) -> tuple[Reason, ...]:
    """Reasons to think that two quotations render one utterance."""
    asking = _strength(ours, left) and _strength(theirs, right)
    for one, words in left.marked:
        for other, others in right.marked:
            enough = asking or min(len(words), len(others)) >= WORDS
            if one is ours and other is theirs and enough and (found := one_utterance(words, others, left, right)):
                return found
    twins = right.span in left.twins or left.span in right.twins
    one_speaker = bool(ours.speaker and theirs.speaker) and _surname(ours) == _surname(theirs)
    if (twins and _one_content(ours, theirs, left, right)) or (asking and one_speaker):
        return same_scene(left, right, 0.5, CLOSE)
    return ()


def _one_content(ours: Quote, theirs: Quote, left: Reading, right: Reading) -> bool:
    """Whether two quotations in one place of one text say the same: a sentence may hold two, "told them ..., urging them to ..."."""
    one, other = _stems(ours, left), _stems(theirs, right)
    return len(one & other) >= SAME * max(1, min(len(one), len(other)))


def _stems(quote: Quote, reading: Reading) -> frozenset[str]:
    return telling([word for word, at in reading.tokens if any(at in part for part in quote.content)], reading.lang.stopwords)


def _surname(quote: Quote) -> str:
    return (quote.speaker or "").casefold().split()[-1]


kinds.add("verb", Kind(lambda reading: any(_strength(quote, reading) is not None for quote in reading.quotes), compare))
