"""Negation: one says that it was so, the other that it was not.

The negated word must stand in both sentences, plain in one and under a negator in the other; or the two
must use predicates that deny each other. One word apart is easily two matters, so the scene must match
closely unless one speaker is given for both; then it may be an earlier and a later statement: tension.
"""

from __future__ import annotations

from ...text.stems import LETTERS
from ...types import Reason, Severity, Span
from . import Clash, Kind, Reading, kinds, same_scene

REACH = 4  # words behind a negator that it may deny


def denied(reading: Reading) -> dict[str, Span]:
    """Stems under a negator, with the range from the negator to the word."""
    out: dict[str, Span] = {}
    for n, (word, at) in enumerate(reading.tokens):
        if word in reading.lang.negators or word.endswith(("n't", "n’t")):
            for other, there in reading.tokens[n + 1 : n + 1 + REACH]:
                if other[:LETTERS] in reading.stems - reading.name_stems:
                    out.setdefault(other[:LETTERS], Span(at.report, at.start, there.end))
    return out


def plain(reading: Reading, stem: str) -> Span | None:
    """Where a stem stands outside any negation."""
    return next((at for word, at in reading.tokens if word[:LETTERS] == stem), None)


def compare(left: Reading, right: Reading) -> list[Clash]:
    """A word asserted in one reading and denied in the other."""
    ours, theirs = denied(left), denied(right)
    if bool(ours) == bool(theirs):
        return []
    no, yes, denials = (left, right, ours) if ours else (right, left, theirs)
    one_speaker = _speakers(left) & _speakers(right)
    scene = same_scene(left, right, 0.2 if one_speaker else 0.5)
    for stem, at in sorted(denials.items(), key=lambda item: item[1]):
        there = plain(yes, stem)
        if there is None or not scene:
            continue
        if not one_speaker and _rest_differs(no, yes, stem):
            continue
        severity: Severity = "tension" if one_speaker else "contradiction"
        because = (*scene, Reason("asserted and denied", 1.0, (at, there), stem))
        clash = Clash(there, at, "asserted", "denied", severity, because)
        return [clash if yes is left else clash.mirrored()]
    return []


def _speakers(reading: Reading) -> frozenset[str]:
    """Surnames of the speakers whom the sentence gives, or of persons before a speech cue."""
    return frozenset(quote.speaker.casefold().split()[-1] for quote in reading.quotes if quote.speaker)


def _rest_differs(no: Reading, yes: Reading, stem: str) -> bool:
    """Whether each sentence holds much that the other lacks: then the denied word is likely another matter."""
    ours, theirs = no.stems - {stem}, yes.stems - {stem}
    return len(ours & theirs) < 0.5 * min(len(ours), len(theirs))


kinds.add("negation", Kind(lambda reading: True, compare))
