"""Reference: who speaks is "he" in one report, and a woman in another.

Pronouns of the wrong sex are what machine translation leaves behind, and what a report takes over from another shows where its text comes
from. Only the same words in marks are compared, and only where one speaker is a pronoun and the other a person whose sex a title, a role
or a common given name tells; or two pronouns of different sex.
"""

from __future__ import annotations

from ...lang import language
from ...lang._given import sex_of
from ...types import Quote, Span
from . import Clash, Kind, Reading, kinds, somebody_between
from .quotation import one_utterance

WORDS = 4  # in marks, below which two people say the same anyhow
SAME = 0.8  # share of the words in marks that must be the same, in order


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Speakers of one utterance of different sex, one of them a pronoun."""
    for ours, words in left.marked:
        for theirs, others in right.marked:
            one, other = _sex(ours, left), _sex(theirs, right)
            if one is None or other is None or one[0] == other[0] or not (one[1] or other[1]) or min(len(words), len(others)) < WORDS:
                continue
            if somebody_between(left, ours, words) or somebody_between(right, theirs, others):
                continue
            because = one_utterance(words, others, left, right, SAME)
            if because and ours.source and theirs.source:
                return [Clash(ours.source, theirs.source, *_shown(ours.source, left, theirs.source, right), "variant", because)]
    return []


def _shown(ours: Span, left: Reading, theirs: Span, right: Reading) -> tuple[str, str]:
    return left.report.quote(ours), right.report.quote(theirs)


def _sex(quote: Quote, reading: Reading) -> tuple[str, bool] | None:
    """The sex ("m", "f") of the phrase that names the speaker, and whether it is a pronoun; None where nothing tells."""
    if quote.source is None:
        return None
    lang = language(reading.report.lang)
    words = reading.report.quote(quote.source).casefold().replace("’", "'").split()
    if len(words) == 1 and words[0] in lang.pronouns:
        return (lang.pronouns[words[0]], True) if lang.pronouns[words[0]] in "mf" else None
    told = {lang.honorifics.get(word.strip(".,"), "") or lang.roles.get(word.strip(".,"), "") for word in words} - {""}
    people = [name for name in reading.names if name.kind == "person" and name.span in quote.source]
    given = people[0].entity.casefold().split()[0] if len(people) == 1 and " " in people[0].entity else ""
    told |= {sex_of(given)} - {""}
    return (told.pop(), False) if len(told) == 1 else None


kinds.add("reference", Kind(lambda reading: any(quote.source and quote.marked for quote in reading.quotes), compare))
