"""Negation: one says that it was so, the other that it was not.

The negated word must stand in both sentences, plain in one and under a negator in the other; or the two
must use predicates that deny each other. One word apart is easily two matters, so the scene must match
closely unless one speaker is given for both; then it may be an earlier and a later statement: tension.
"""

from __future__ import annotations

import re

from ...text.stems import LETTERS
from ...types import Reason, Severity, Span
from . import Clash, Kind, Reading, kinds, same_scene

REACH = 4  # words behind a negator that it may deny
WIDE = 2 * REACH  # words behind a negator that it leaves in doubt: too far to deny, too near to assert
_BREAK = re.compile(r"[,;:()\[\]–—“”\"]")  # where the reach of a negator ends


def denied(reading: Reading) -> dict[str, Span]:
    """Stems under a negator, with the range from the negator to the word."""
    out: dict[str, Span] = {}
    lang, tokens = reading.lang, reading.tokens
    for n, (word, at) in enumerate(tokens):
        if word not in lang.negators and not word.endswith(("n't", "n’t")):
            continue
        if _sets_apart(reading, n):
            continue
        following = tokens[n + 1 : n + 1 + REACH]
        if following and following[0][0] in lang.degree_words:  # "not only", "no fewer than", "no longer" deny nothing
            continue
        taken = False
        for other, there in following:
            if _BREAK.search(reading.report.text, at.end, there.start) or (taken and other in lang.prepositions):
                break
            if other[:LETTERS] in reading.stems - reading.name_stems:
                out.setdefault(other[:LETTERS], Span(at.report, at.start, there.end))
                taken = True
    return out


def _sets_apart(reading: Reading, n: int) -> bool:
    """Whether a negator behind a comma sets apart and denies nothing: "a swap, not the war"; "no talks, no meeting" denies."""
    before = {word for word, _ in reading.tokens[max(0, n - REACH) : n]}
    behind_comma = reading.report.text[reading.span.start : reading.tokens[n][1].start].rstrip().endswith((",", "–", "—"))
    return behind_comma and not before & reading.lang.negators


def plain(reading: Reading, stem: str) -> Span | None:
    """Where a stem stands outside any negation and refusal: "declined to comment" asserts no comment, nor does "offered no comment"."""
    tokens = reading.tokens
    for n, (word, at) in enumerate(tokens):
        if word[:LETTERS] == stem and not (n + 1 < len(tokens) and tokens[n + 1][0] in reading.lang.negators):
            before = [one for one, _ in tokens[:n]]
            doubtful = reading.lang.refusals.intersection(before) or reading.lang.negators.intersection(before[-WIDE:])
            return None if doubtful else at
    return None


def compare(left: Reading, right: Reading) -> list[Clash]:
    """A word asserted in one reading and denied in the other."""
    ours, theirs = denied(left), denied(right)
    if not (ours or theirs) or ours.keys() & theirs.keys() or _open(left) or _open(right):
        return []
    one_speaker = bool(_speakers(left) & (_speakers(right) | right.people) or left.people & _speakers(right))
    scene = same_scene(left, right, 0.3 if one_speaker else 0.5)
    if not scene:
        return []
    first = _denial(left, right, ours, theirs, scene, one_speaker=one_speaker)
    if first:
        return [first]
    second = _denial(right, left, theirs, ours, scene, one_speaker=one_speaker)
    return [second.mirrored()] if second else []


def _denial(
    no: Reading, yes: Reading, denials: dict[str, Span], others: dict[str, Span], scene: tuple[Reason, ...], *, one_speaker: bool
) -> Clash | None:
    """The first word that `no` denies and `yes` asserts; `no` is the left side."""
    for stem, at in sorted(denials.items(), key=lambda item: item[1]):
        there = None if stem in others else plain(yes, stem)
        if there is None or (not one_speaker and _rest_differs(no, yes, stem)):
            continue
        severity: Severity = "tension" if one_speaker else "contradiction"
        because = (*scene, Reason("asserted and denied", 1.0, (at, there), stem))
        return Clash(at, there, "denied", "asserted", severity, because, topic=stem)
    return None


def _open(reading: Reading) -> bool:
    """Whether a sentence asks, or hangs on a condition: "will not open until" and "will open once" say the same."""
    return reading.text.rstrip("”’\"' ").endswith("?") or any(word in reading.lang.condition_words for word, _ in reading.tokens)


def _speakers(reading: Reading) -> frozenset[str]:
    """Surnames of the speakers whom the sentence gives, or of persons before a speech cue."""
    return frozenset(quote.speaker.casefold().split()[-1] for quote in reading.quotes if quote.speaker)


def _rest_differs(no: Reading, yes: Reading, stem: str) -> bool:
    """Whether each sentence holds much that the other lacks: then the denied word is likely another matter."""
    ours, theirs = no.stems - {stem}, yes.stems - {stem}
    return len(ours & theirs) < 0.5 * min(len(ours), len(theirs))


kinds.add("negation", Kind(lambda reading: True, compare))
