"""Negation: one says that it was so, the other that it was not.

The negated word must stand in both sentences, plain in one and under a negator in the other. One word apart is easily two matters
(69 alarms on 45 events of three newsrooms, none of them real), so the two sentences must say nearly the same otherwise, or have the same
words on both sides of the negator, or `matter` takes them for one; or somebody confirms what the same person denies elsewhere, which may be
an earlier and a later statement: tension.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ...lang._compared import negates
from ...text.diff import replacements
from ...text.sentences import asks
from ...text.stems import LETTERS, keys
from ...types import Reason, Severity, Span, total_bits
from ..matter import Slot, Value, clash, of_one_matter
from . import Clash, Kind, Reading, cover, kinds, same_scene

CLOSE = 0.5  # share of the stems of both sentences that they have in common
SELF = 0.75  # the same within one report
LEAST, HELD = 4, 0.8  # telling stems of a sentence, and the share of them that a sentence holding it has
AMID, SIDES, SWAPPED = 3, 2, 2  # equal words on either side of a negator that one sentence lacks; words of "did not", for "did"
REACH = 4  # words behind a negator that it may deny
WIDE = 2 * REACH  # words behind a negator that it leaves in doubt: too far to deny, too near to assert
Step = tuple[str, int, int, int, int]  # of `replacements`
_BREAK = re.compile(r"[,;:()\[\]–—“”\"]")  # where the reach of a negator ends


def denied(reading: Reading) -> dict[str, Span]:
    """Stems under a negator, with the range from the negator to the word."""
    out: dict[str, Span] = {}
    lang, tokens = reading.lang, reading.tokens
    for n, (word, at) in enumerate(tokens):
        if not _negates(reading, n):
            continue
        if _sets_apart(reading, n):
            continue
        following = tokens[n + 1 : n + 1 + REACH]
        if following and following[0][0] in lang.degree_words:  # "not only", "no fewer than", "no longer" deny nothing
            continue
        if word in lang.quantifiers and following and following[0][0] in lang.attaching:  # "none of the teams" leaves the teams there
            continue
        taken = False
        for other, there in following:
            if _BREAK.search(reading.report.text, at.end, there.start) or (taken and other in lang.prepositions):
                break
            if other[:LETTERS] in reading.stems - reading.name_stems:
                out.setdefault(other[:LETTERS], Span(at.report, at.start, there.end))
                taken = True
    return out


def negators(reading: Reading) -> int:
    """How many negators a sentence holds; two sentences with as many of them rarely differ by one."""
    return len(reading.once(_negators))


def _negates(reading: Reading, n: int) -> bool:
    """Whether the n-th word denies."""
    return n in reading.once(_negators)


def _negators(reading: Reading) -> frozenset[int]:
    """Which words deny: "not", "didn't", and "didn ' t", which careless extraction leaves behind; not the one of "No. 1"."""
    found, tokens = set(), reading.tokens
    for n, (word, at) in enumerate(tokens):
        following = tokens[n + 1][0] if n + 1 < len(tokens) else ""
        if following[:1].isdigit() and reading.report.text[at.end] == ".":
            continue
        if negates(word, reading.lang) or (word.endswith("n") and following == "t"):
            found.add(n)
    return frozenset(found)


def _sets_apart(reading: Reading, n: int) -> bool:
    """Whether a negator behind a comma sets apart and denies nothing: "a pause, not the end"; "no talks, no meeting" denies."""
    before = {word for word, _ in reading.tokens[max(0, n - REACH) : n]}
    behind_comma = reading.report.text[reading.span.start : reading.tokens[n][1].start].rstrip().endswith((",", "–", "—"))
    return behind_comma and not before & reading.lang.negators


def plain(reading: Reading, stem: str) -> Span | None:
    """Where a stem stands outside any negation and refusal: "declined to comment" asserts no comment, nor does "offered no comment"."""
    return reading.once(_plain).get(stem)


def _plain(reading: Reading) -> dict[str, Span]:
    """The stems that stand so, each where it first stands without a negator behind it."""
    tokens, lang = reading.tokens, reading.lang
    out, met = dict[str, Span](), set[str]()
    last = -1 - WIDE  # place of the last negator
    for n, (word, at) in enumerate(tokens):
        following = tokens[n + 1][0] if n + 1 < len(tokens) else ""
        if word[:LETTERS] not in met and following not in lang.negators:
            met.add(word[:LETTERS])
            if last < n - WIDE and following not in lang.degree_words:  # "interested only in" is not interested in all else
                out[word[:LETTERS]] = at
        if word in lang.refusals:
            break
        last = n if _negates(reading, n) else last
    return out


def _asserted(reading: Reading) -> dict[str, Span]:
    """The telling words of a sentence, names aside, that stand so."""
    telling = reading.stems - reading.name_stems
    return {stem: at for stem, at in reading.once(_plain).items() if stem in telling}


def compare(left: Reading, right: Reading) -> list[Clash]:
    """A word asserted in one reading and denied in the other: amid the same words, in one scene, or of one matter."""
    if left.once(negators) == right.once(negators):
        return []
    if amid := _amid_the_same(left, right):
        return [amid]
    if _barred(left, right):
        return []
    ours, theirs = left.once(denied), right.once(denied)
    first = _denial(left, right, ours, theirs)
    if first:
        return [first]
    second = _denial(right, left, theirs, ours)
    return [second.mirrored()] if second else _of_one_matter(left, right)


def _amid_the_same(left: Reading, right: Reading) -> Clash | None:
    """A negator that one has and the other lacks, the same words before and behind it: whatever else they deny, they differ there."""
    if left.report.id == right.report.id or len(left.once(_runs) & right.once(_runs)) < SIDES:
        return None
    for before, step, behind in _amid(left.text, right.text):
        pieces = (left, *step[1:3]), (right, *step[3:5])
        denying = [sum(_negates(reading, n) for n in range(low, high)) for reading, low, high in pieces]
        if sorted(denying) != [0, 1]:
            continue
        one, other = (cover(reading.tokens[low : high + 1]) for reading, low, high in pieces)  # with the word behind, which both have
        shared = " ".join(word for word, _ in left.tokens[before[1] : behind[2]])
        scene = Reason("the same words before and behind", 4.0, (left.span, right.span), shared)
        shown = ["denied" if n else "asserted" for n in denying]
        severity = _severity(one_person=bool(_speakers(left) & _speakers(right)))
        because = (scene, Reason("asserted and denied", 1.0, (one, other)))
        return Clash(one, other, shown[0], shown[1], severity, because, topic=left.tokens[behind[1]][0][:LETTERS])
    return None


@lru_cache(maxsize=100_000)
def _amid(left: str, right: str) -> tuple[tuple[Step, Step, Step], ...]:
    """The places where a word or two of two sentences differ amid equal ones; of equal pairs of sentences asked once."""
    steps = replacements(*([word for word, _, _ in keys(text)] for text in (left, right)))
    return tuple(
        (before, step, behind)
        for before, step, behind in zip(steps, steps[1:], steps[2:], strict=False)
        if max(step[2] - step[1], step[4] - step[3]) <= SWAPPED and min(before[2] - before[1], behind[2] - behind[1]) >= AMID
    )


def _runs(reading: Reading) -> frozenset[tuple[str, ...]]:
    """The words of a sentence, so many in a row."""
    words = [word for word, _ in reading.tokens]
    return frozenset(tuple(words[n : n + AMID]) for n in range(len(words) - AMID + 1))


def _barred(left: Reading, right: Reading) -> bool:
    """Whether neither denies what the other uses, both deny as often or the same word, or one asks or hangs on a condition.

    One sentence that holds the other nearly whole may deny more beside what both deny, under the condition of both.
    """
    ours, theirs = left.once(denied), right.once(denied)
    if not (ours or theirs) or left.once(negators) == right.once(negators):
        return True
    doubtful = not ours.keys().isdisjoint(theirs) or left.once(_open) or right.once(_open)
    if doubtful and not _holds(left, right):
        return True
    return not (ours.keys() & right.once(_used) or theirs.keys() & left.once(_used))


def _holds(left: Reading, right: Reading) -> bool:
    """Whether one sentence tells nearly all that the shorter tells, and is as open as that."""
    shorter = min(len(left.stems), len(right.stems))
    return shorter >= LEAST and len(left.stems & right.stems) >= HELD * shorter and left.once(_open) == right.once(_open)


def _of_one_matter(left: Reading, right: Reading) -> list[Clash]:
    strongest = sorted(of_one_matter(SLOT, left, right), key=lambda one: -total_bits(one[1]))[:1]
    severity = _severity(one_person=bool(_speakers(left) & _speakers(right)))
    return [clash(pair, because, severity, topic=pair.one.of) for pair, because in strongest]


def _values(reading: Reading) -> list[Value]:
    """The telling words of a sentence, each denied or asserted."""
    denials = reading.once(denied)
    asserted = (Value(at, "asserted", stem, False) for stem, at in reading.once(_asserted).items() if stem not in denials)
    return [*(Value(at, "denied", stem, True) for stem, at in denials.items()), *asserted]


def _denial(no: Reading, yes: Reading, denials: dict[str, Span], others: dict[str, Span]) -> Clash | None:
    """The first word that `no` denies and `yes` asserts; `no` is the left side."""
    one_person = bool(_speakers(no) & (_speakers(yes) | yes.people))
    close = same_scene(no, yes, 0.5, SELF if no.report.id == yes.report.id else CLOSE)
    for stem, at in sorted(denials.items(), key=lambda item: item[1]):
        there = None if stem in others else plain(yes, stem)
        if there is None:
            continue
        if close and not _rest_differs(no, yes, stem):
            scene, severity = close, _severity(one_person=one_person)
        elif one_person and no.report.id != yes.report.id and _bare(no, at) and _confirmed(yes, stem):
            scene, severity = same_scene(no, yes, 0.2), _severity(one_person=True)
        else:
            continue
        if scene:
            because = (*scene, Reason("asserted and denied", 1.0, (at, there), stem))
            return Clash(at, there, "denied", "asserted", severity, because, topic=stem)
    return None


def _used(reading: Reading) -> frozenset[str]:
    """All stems of a sentence: what is not among them is not asserted there."""
    return frozenset(word[:LETTERS] for word, _ in reading.tokens)


def _bare(reading: Reading, denial: Span) -> bool:
    """Whether the denied word stands right behind its negator: "no meeting"."""
    return sum(span in denial for _, span in reading.tokens) == 2


def _severity(*, one_person: bool) -> Severity:
    return "tension" if one_person else "contradiction"


def _confirmed(reading: Reading, stem: str) -> bool:
    """Whether a word is said to have been confirmed: "confirmed the meeting", "the meeting was confirmed"."""
    places = [n for n, (word, _) in enumerate(reading.tokens) if word[:LETTERS] == stem]
    return any(word in reading.lang.confirm_words for n in places for word, _ in reading.tokens[max(0, n - REACH) : n + REACH])


def _open(reading: Reading) -> bool:
    """Whether a sentence asks, or hangs on a condition: "will not open until" and "will open once" say the same."""
    return asks(reading.text) or any(word in reading.lang.condition_words for word, _ in reading.tokens)


def _speakers(reading: Reading) -> frozenset[str]:
    """Surnames of the speakers whom the sentence gives, or of persons before a speech cue."""
    return frozenset(quote.speaker.casefold().split()[-1] for quote in reading.quotes if quote.speaker)


def _rest_differs(no: Reading, yes: Reading, stem: str) -> bool:
    """Whether each sentence holds much that the other lacks: then the denied word is likely another matter."""
    ours, theirs = no.stems - {stem}, yes.stems - {stem}
    return len(ours & theirs) < 0.5 * min(len(ours), len(theirs))


SLOT = Slot("negation", _values, barred=_barred)
kinds.add("negation", Kind(lambda reading: True, compare, unlike=negators, moves=True))
