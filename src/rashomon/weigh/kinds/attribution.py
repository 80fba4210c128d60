"""Attribution: the same words in marks given to another speaker, or a statement with a source here and with none there.

Another speaker is a matter to check first; so both must be named beside the words, and the words be many and the same. A source that was
lost is the commonest loss of all: what an official said becomes a fact. It is told only of sentences that say nearly the same, as
"weaker", since the report without the source may have seen for itself.
"""

from __future__ import annotations

import re

from ...press import agency
from ...text.names import same_name, surname
from ...text.stems import keys
from ...types import Quote, Reason, Span
from . import Clash, Kind, Reading, kinds, may_be_one, same_scene, somebody_between
from .quotation import one_utterance

WORDS = 6  # in marks, from which two speakers cannot both have said them first
SAME = 0.9  # share of the words that must be the same, in order
CLOSE = 0.5  # share of the stems of both sentences in common, from which they state one thing
OF_ONE_TEXT = 0.3  # the same for two sentences in one place of one text
STEMS = 4  # in common at least
NOBODY = "no source given"
_MARKS = re.compile(r"[\"“”„«»`]|[.,!?]\s*['’]|(?<!\w)['‘]\w")


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Other speakers of one utterance; else a source on one side only."""
    return _other_speaker(left, right) or _lost(left, right) or [clash.mirrored() for clash in _lost(right, left)]


def _other_speaker(left: Reading, right: Reading) -> list[Clash]:
    for ours, one, words in left.once(_spoken):
        for theirs, other, others in right.once(_spoken):
            because = () if _alike(one, other) else one_utterance(words, others, left, right, SAME)
            if because and ours.source and theirs.source:
                return [Clash(ours.source, theirs.source, one, other, "tension", because, topic=" ".join(sorted((one, other))))]
    return []


def _spoken(reading: Reading) -> list[tuple[Quote, str, list[tuple[str, Span]]]]:
    """The words in marks, many enough, of which the sentence names the speaker and nobody in between."""
    named = [(quote, _named(quote, reading), words) for quote, words in reading.marked if len(words) >= WORDS]
    return [(quote, name, words) for quote, name, words in named if name and not somebody_between(reading, quote, words)]


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one person's: of one surname, somebody may have been taken for the other."""
    return may_be_one(one, other) or same_name(one, other) != "different"


def _named(quote: Quote, reading: Reading) -> str | None:
    """The speaker of a quotation whose name stands in its source, not one that a pronoun or a role led to."""
    if quote.speaker is None or quote.source is None or not _says(quote, reading):
        return None
    people = [name for name in reading.names if name.kind == "person" and name.span in quote.source]
    if len(people) != 1 or people[0].entity != quote.speaker:
        return None
    bearers = reading.index.bearers.get(quote.speaker.split()[-1], ())
    return quote.speaker if len(bearers) == 1 or quote.speaker in reading.report.quote(quote.source) else None


def _says(quote: Quote, reading: Reading) -> bool:
    """Whether a verb says it, or nothing does: "the owner's | decision | to sail" says nothing."""
    return quote.cue is None or any(word in reading.lang.cues for word, _, _ in keys(reading.report.quote(quote.cue)))


def _lost(given: Reading, bare: Reading) -> list[Clash]:
    """A statement with a source in `given`, and in the report's own voice in `bare`."""
    quote = given.once(_stated)
    if quote is None or quote.source is None or given.report.id == bare.report.id or bare.is_heading:
        return []
    if bare.quotes or _heard(bare, quote) or not bare.once(_checkable) <= given.once(_checkable):
        return []
    shared = len(given.stems & bare.stems)
    scene = same_scene(given, bare, 0.6, CLOSE)
    if not scene or shared < max(STEMS, 0.6 * min(len(given.stems), len(bare.stems)), OF_ONE_TEXT * len(given.stems | bare.stems)):
        return []
    because = (*scene, Reason("a source in one only", 1.0, (quote.source, bare.span)))
    topic = f"{bare.report.id} {bare.span.start}"  # two statements of one source are two findings
    return [Clash(quote.source, bare.span, given.report.quote(quote.source), NOBODY, "weaker", because, topic=topic)]


def _stated(reading: Reading) -> Quote | None:
    """What most of a sentence is given as saying, where its source is told; a headline is too short for that."""
    quote = next((quote for quote in reading.quotes if _covers(quote, reading.span)), None)
    return quote if quote and quote.source and not reading.is_heading and _tells(quote.source, reading) else None


def _tells(source: Span, reading: Reading) -> bool:
    """Whether the words for a source say who it is: a pronoun does not, and an agency carries what others say."""
    words = reading.report.quote(source)
    return agency(words) is None and any(len(word) > 1 and word not in reading.lang.stopwords for word, _, _ in keys(words))


def _checkable(reading: Reading) -> set[object]:
    """The days of the week and the figures of a sentence: with another day or figure it states another thing."""
    days = reading.lang.weekdays
    counted: set[object] = {(quantity.low, quantity.high) for quantity in reading.quantities}
    bare = [word for word, at in reading.tokens if not any(at in quantity.span for quantity in reading.quantities)]
    return counted | {days.index(word) if word in days else word for word in bare if word in days or word[0].isdigit()}


def _covers(quote: Quote, sentence: Span) -> bool:
    """Whether most of a sentence is what somebody is given as saying, in no marks."""
    inside = sum(min(part.end, sentence.end) - max(part.start, sentence.start) for part in quote.content if part.overlaps(sentence))
    return quote.speech and quote.mode == "indirect" and 2 * inside > sentence.end - sentence.start


def _heard(reading: Reading, quote: Quote) -> bool:
    """Whether a sentence shows by its words or its neighbours that somebody says it: "a report by the ministry", "reportedly", marks."""
    speaker = surname(quote.speaker or "?")
    return (
        reading.once(_sounds_said)
        or any(word == speaker for word, _ in reading.tokens)
        or any(other.source and surname(other.speaker or "?") == speaker for other in reading.beside)
    )


def _sounds_said(reading: Reading) -> bool:
    """Whether a sentence has marks, or a word of saying."""
    lang = reading.lang
    said = any(word in lang.speech_nouns or word in lang.hedges or word in lang.cues for word, _ in reading.tokens)
    return said or bool(_MARKS.search(reading.text))


def _attributed(reading: Reading) -> bool:
    """Whether it gives the source of something, which may be another elsewhere, or none."""
    return reading.once(_stated) is not None or bool(reading.once(_spoken))


kinds.add("attribution", Kind(lambda reading: True, compare, either=_attributed))
