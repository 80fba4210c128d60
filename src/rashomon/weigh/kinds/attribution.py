"""Attribution: the same words in marks given to another speaker, or a statement with a source here and with none there.

Another speaker is a matter to check first; so both must be named beside the words, and the words be many and the same. A source that was
lost is the commonest loss of all: what an official said becomes a fact. It is told only of sentences that say nearly the same, as
"says it less firmly", since the report without the source may have seen for itself.
"""

from __future__ import annotations

from ...text.names import same_name
from ...types import Quote, Reason, Span
from . import Clash, Kind, Reading, kinds, same_scene
from .quotation import one_utterance

WORDS = 6  # in marks, from which two speakers cannot both have said them first
SAME = 0.9  # share of the words that must be the same, in order
CLOSE = 0.5  # share of the stems of both sentences in common, from which they state one thing
NOBODY = "no source given"


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Other speakers of one utterance; else a source on one side only."""
    return _other_speaker(left, right) or _lost(left, right) or [clash.mirrored() for clash in _lost(right, left)]


def _other_speaker(left: Reading, right: Reading) -> list[Clash]:
    for ours, words in left.marked:
        for theirs, others in right.marked:
            one, other = _named(ours, left), _named(theirs, right)
            if one is None or other is None or same_name(one, other) != "different" or min(len(words), len(others)) < WORDS:
                continue
            because = one_utterance(words, others, left, right, SAME)
            if because and ours.source and theirs.source:
                return [Clash(ours.source, theirs.source, one, other, "tension", because, topic=" ".join(sorted((one, other))))]
    return []


def _named(quote: Quote, reading: Reading) -> str | None:
    """The speaker of a quotation whose name stands in its source, not one that a pronoun or a role led to."""
    if quote.speaker is None or quote.source is None:
        return None
    people = [name for name in reading.names if name.kind == "person" and name.span in quote.source]
    if len(people) != 1 or people[0].entity != quote.speaker:
        return None
    last = quote.speaker.split()[-1]
    bearers = {name.entity for name in reading.notes.names if name.kind == "person" and name.entity.split()[-1] == last}
    return quote.speaker if len(bearers) == 1 or quote.speaker in reading.report.quote(quote.source) else None


def _lost(given: Reading, bare: Reading) -> list[Clash]:
    """A statement with a source in `given`, and in the report's own voice in `bare`."""
    quote = next((quote for quote in given.quotes if _covers(quote, given.span)), None)
    if quote is None or quote.source is None or bare.quotes or _speaks_of(bare, quote):
        return []
    scene = same_scene(given, bare, 0.6, CLOSE)
    if not scene or given.report.id == bare.report.id:
        return []
    because = (*scene, Reason("a source in one only", 1.0, (quote.source, bare.span)))
    return [Clash(quote.source, bare.span, given.report.quote(quote.source), NOBODY, "weaker", because)]


def _covers(quote: Quote, sentence: Span) -> bool:
    """Whether most of a sentence is what somebody is given as saying, in no marks."""
    inside = sum(min(part.end, sentence.end) - max(part.start, sentence.start) for part in quote.content if part.overlaps(sentence))
    return quote.speech and quote.mode == "indirect" and 2 * inside > sentence.end - sentence.start


def _speaks_of(reading: Reading, quote: Quote) -> bool:
    """Whether a sentence names the speaker all the same: "a report by the ministry puts it at 40"."""
    last = (quote.speaker or "").casefold().split()[-1:]
    words = {word for word, _ in reading.tokens}
    return bool(words & set(last)) or bool(words & reading.lang.speech_nouns)


kinds.add("attribution", Kind(lambda reading: True, compare))
