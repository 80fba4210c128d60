"""First since: how long nothing like it had happened, or how often it had: "the first meeting since May", "the third strike since 2020".

A count ("first", "third"), what is counted, and the time from which it counts are read off a sentence; two sentences that count one thing
clash where the times cannot meet, or the counts differ from one time on. A time that the text does not fix ("since the war began") is not
compared. What is counted must be the same word, said of one scene.
"""

from __future__ import annotations

from typing import NamedTuple

from ...text.stems import LETTERS
from ...types import Reason, Span, Time
from ..moments import before, end
from . import Clash, Kind, Reading, kinds, same_scene

FAR = 8  # words between the count and "since"
SCENE = 0.4  # share of the telling stems of the shorter sentence that both must hold


class Count(NamedTuple):
    """How often something has been since a time."""

    number: int
    things: frozenset[str]  # stems of what is counted
    since: Time
    span: Span


def counts(reading: Reading) -> list[Count]:
    """The counts of a sentence that say since when."""
    tokens, lang = reading.tokens, reading.lang
    found = []
    for n, (word, at) in enumerate(tokens):
        if word not in lang.ordinals:
            continue
        since = next((k for k in range(n + 1, min(n + 1 + FAR, len(tokens))) if tokens[k][0] in lang.since_words), None)
        if since is None:
            continue
        opening = tokens[since][1]
        time = next((time for time in reading.times if time.span.end > opening.end and _fixed(time)), None)
        things = frozenset(other[:LETTERS] for other, _ in tokens[n + 1 : since]) & (reading.stems - reading.name_stems)
        if time is not None and things and time.span.start <= opening.end + 1:
            found.append(Count(lang.ordinals[word], things, time, Span(at.report, at.start, time.span.end)))
    return found


def _fixed(time: Time) -> bool:
    return time.type == "DATE" and time.low is not None and end(time) is not None


def compare(left: Reading, right: Reading) -> list[Clash]:
    """Two counts of one thing that cannot both be right."""
    out = []
    for one in left.once(counts):
        for other in right.once(counts):
            scene = same_scene(left, right, SCENE) if one.things & other.things and _differ(one, other) else ()
            if scene:
                because = (*scene, Reason("one thing counted", 1.0, (one.span, other.span), ", ".join(sorted(one.things & other.things))))
                shown = left.report.quote(one.span), right.report.quote(other.span)
                out.append(Clash(one.span, other.span, *shown, "contradiction", because))
    return out[:1]


def _differ(one: Count, other: Count) -> bool:
    """Whether the times cannot meet, or meet while the counts differ."""
    apart = before(one.since, other.since) or before(other.since, one.since)
    return apart if one.number == other.number else one.since.value == other.since.value


kinds.add("first_since", Kind(lambda reading: bool(reading.once(counts)), compare))
