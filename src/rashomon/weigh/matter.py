"""Whether two values that differ are told of one matter: printed weights, and the reasons they make.

Observations. Inside one event the sentences are about the same people and days, so that likeness of sentences says little: on real events
of several newsrooms most pairs of differing days, figures or places are of two matters. What tells are the words that stand around both
values, whether either report gives the other's value too, and whether the sentences name other people, figures and days.

How it works
1. A kind reads its values off a sentence (`Slot.values`) and says which two differ.
2. `features` look at the two sentences beside the values.
3. Weights of the kind (`matter.json`, fitted by tools/fit_matter.py: one value changed in one report of a real event, against all values
   that differ in the events as they are) make bits of them. Below the kind's cut nothing is told, nor below `weigh.min_bits`.

Known exceptions. Only sentences of two reports are compared; who does what in a sentence is not parsed, so that two matters told in the
same words are taken for one.
An error here is the worst of all: a false contradiction. The cuts allow eight in a hundred events, all kinds together, by weights that
did not see the event; measured so, with the rules that ask no weights, it is twice as many (docs/decisions.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, NamedTuple

from ..text.stems import LETTERS, folded
from ..types import Reason, Severity, Span
from .kinds import Clash, Reading, in_words
from .moments import apart

NEAR = 6  # words on either side of a value that say what it is of
SHARED = 2  # stems that two sentences share at least
MOST = 6  # words around both values that count
MARKS = frozenset(',;:—–()“”"')  # that part clauses


class Value(NamedTuple):
    """A value in a sentence."""

    span: Span
    shown: str
    of: str = ""  # values of different things are not compared
    raw: object = None  # what the kind compares


@dataclass(frozen=True, slots=True)
class Slot:
    """How a kind reads its values and compares two of one thing."""

    name: str
    values: Callable[[Reading], Sequence[Value]]
    differ: Callable[[Value, Value], bool] = lambda one, other: one.raw != other.raw
    agree: Callable[[Value, Value], bool] = lambda one, other: one.raw == other.raw
    apart: Callable[[Value, Value], float] = lambda one, other: 0.0  # how far two values lie from each other
    barred: Callable[[Reading, Reading], bool] = lambda left, right: False  # sentences that cannot clash
    excused: Callable[[Pair], bool] = lambda pair: False  # values that cannot, whatever their sentences tell; asked last

    def read(self, reading: Reading) -> Sequence[Value]:
        """The values of a sentence, read once."""
        return reading.once(self.values)

    def given(self, reading: Reading, of: str) -> Sequence[Value]:
        """The values of one thing in the whole report of a sentence, read once."""
        opening = reading.page[0]
        if (self.values, "page") not in opening.held:
            found: dict[str, list[Value]] = {}
            for sentence in reading.page:
                for value in self.read(sentence):
                    found.setdefault(value.of, []).append(value)
            opening.held[self.values, "page"] = found
        held: dict[str, list[Value]] = opening.held[self.values, "page"]  # type: ignore[assignment]
        return held.get(of, ())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values of one thing that differ, each in its sentence."""

    slot: Slot
    left: Reading
    one: Value
    right: Reading
    other: Value


def pairs(slot: Slot, left: Reading, right: Reading) -> Iterator[Pair]:
    """The values of two sentences of two reports that may be of one matter, and differ; what both sentences give is no clash."""
    if left.report.id == right.report.id or left.text == right.text or len(left.stems & right.stems) < SHARED:
        return
    if not (slot.read(left) and slot.read(right)) or slot.barred(left, right):
        return
    for one in slot.read(left):
        for other in slot.read(right):
            if one.of == other.of and slot.differ(one, other) and not _in_both(slot, left, one, right, other):
                pair = Pair(slot, left, one, right, other)
                if not slot.excused(pair):
                    yield pair


def _in_both(slot: Slot, left: Reading, one: Value, right: Reading, other: Value) -> bool:
    return any(value.of == one.of and slot.agree(one, value) for value in slot.read(right)) or any(
        value.of == other.of and slot.agree(other, value) for value in slot.read(left)
    )


def matter(pair: Pair) -> tuple[Reason, ...]:
    """Reasons to take two values for values of one matter; empty below the cut of the kind."""
    table = tables()[pair.slot.name]
    bits = {name: round(table["weights"].get(name, 0.0) * value, 3) for name, value in features(pair).items()}
    if table["prior"] + sum(bits.values()) < table["cut"]:
        return ()
    at = (pair.left.span, pair.right.span)
    shared = in_words(pair.left, pair.left.stems & pair.right.stems)
    said = [Reason(name, some, at, shared if name == WORDS else "") for name, some in bits.items() if some]
    return (Reason("values that differ are mostly of two matters", table["prior"], at), *said)


def of_one_matter(slot: Slot, left: Reading, right: Reading) -> Iterator[tuple[Pair, tuple[Reason, ...]]]:
    """The differing values of two sentences that are of one matter, with the reasons to think so."""
    return ((pair, because) for pair in pairs(slot, left, right) if (because := matter(pair)))


def other_days(left: Reading, right: Reading) -> bool:
    """Whether each sentence names days or dates, and no two of them can be one: what they tell is of two days."""
    return bool(_all_apart(_days(left), _days(right)))


def other_people(left: Reading, right: Reading) -> bool:
    """Whether each sentence names people whom it does not only give as its source, and none is in both."""
    ours, theirs = (_people(reading) for reading in (left, right))
    return bool(ours) and bool(theirs) and not ours & theirs


def other_figures(left: Reading, right: Reading) -> bool:
    """Whether several things are counted in both sentences, and none alike: two children of 16 and 18, three of 17 and 20."""
    ours, theirs = ({(q.unit, q.of): q.figure for q in reading.quantities if q.unit or q.of} for reading in (left, right))
    both = ours.keys() & theirs.keys()
    return len(both) > 1 and all(ours[thing] != theirs[thing] for thing in both)


def planned(slot: Slot, reading: Reading) -> bool:
    """Whether the clause of its values speaks of what is to come: planned for one day, done on another, is no clash."""
    key = (planned, slot.values)
    if key not in reading.held:
        clauses = (clause(reading, value.span) for value in slot.read(reading))
        reading.held[key] = any(not reading.lang.future_words.isdisjoint(words) for words in clauses)
    return reading.held[key]  # type: ignore[return-value]


def clash(pair: Pair, because: tuple[Reason, ...], severity: Severity = "contradiction", topic: str = "") -> Clash:
    """The clash of two values."""
    return Clash(pair.one.span, pair.other.span, pair.one.shown, pair.other.shown, severity, because, topic=topic)


@cache
def tables() -> dict[str, Any]:
    """The weights in bits, prior and cut of each kind."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("matter.json").read_text(encoding="utf-8"))
    return found


# --- what is looked at

WORDS = "words in common, of the shorter sentence"
WAYS = {  # which way a feature may point, so that the reasons can be read
    WORDS: 1,
    "words in common, of both sentences": 1,
    "words in common, of the clause": 1,
    "length of the shorter sentence": 1,
    "words around both values": 1,
    "the same word before": 1,
    "the same word behind": 1,
    "what it is said of is the same": 1,
    "a person in both": 1,
    "other people": -1,
    "a report gives the other's value too": -1,
    "several values in a sentence": -1,
    "the only value of its thing in a report": 1,
    "other figures agree": 1,
    "other figures differ": -1,
    "other places": -1,
    "other days": -1,
    "how far apart": -1,
}


class _Around(NamedTuple):
    """What stands around a value in its sentence."""

    own: frozenset[str]  # stems of the value itself
    before: list[str]  # words, likewise behind
    behind: list[str]
    near: frozenset[str]  # stems of both
    clause: frozenset[str]
    of: frozenset[str]  # what it is said of
    people: frozenset[str]
    figures: set[tuple[float | None, str, str]]
    things: set[tuple[str, str]]  # that are counted
    places: set[str]
    days: set[str]


def _read(reading: Reading, value: Value) -> _Around:
    """The surroundings of a value, read once, since it is held against all values that differ."""
    key = (_read, value.span, value.of)
    if key not in reading.held:
        span = value.span
        before, behind = _around(reading, span)
        figures = _figures(reading, span)
        reading.held[key] = _Around(
            frozenset(word[:LETTERS] for word, at in reading.tokens if at.overlaps(span)),
            before,
            behind,
            frozenset(word[:LETTERS] for word in (*before, *behind)),
            _clause(reading, span),
            frozenset(_hangs_on(reading, (before, behind))),
            _people(reading, value),
            figures,
            {figure[1:] for figure in figures if any(figure[1:])},
            _places(reading, span),
            _days(reading, beside=span),
        )
    return reading.held[key]  # type: ignore[return-value]


def features(pair: Pair) -> dict[str, float]:
    """What speaks for and against one matter, each by its name in the reasons."""
    left, right = pair.left, pair.right
    one, other = _read(left, pair.one), _read(right, pair.other)
    own = one.own | other.own
    ours, theirs = left.stems - own, right.stems - own
    shared, names = ours & theirs, left.name_stems | right.name_stems
    alike = len(one.figures & other.figures)
    return {
        WORDS: len(shared) / max(1, min(len(ours), len(theirs))),
        "words in common, of both sentences": len(shared) / max(1, len(ours | theirs)),
        "words in common, of the clause": float(min(MOST, len(one.clause & other.clause))),
        "length of the shorter sentence": log(1 + min(len(ours), len(theirs))),
        "words around both values": float(min(MOST, len((one.near & other.near & (ours | theirs)) - names))),
        "the same word before": float(one.before[-1:] == other.before[-1:] != []),
        "the same word behind": float(one.behind[:1] == other.behind[:1] != []),
        "what it is said of is the same": float(bool(one.of & other.of)),
        "a person in both": float(bool(one.people & other.people)),
        "other people": _disjoint(one.people, other.people),
        "a report gives the other's value too": float(gives(right, pair.slot, pair.one)) + float(gives(left, pair.slot, pair.other)),
        "several values in a sentence": float(sum(len(_shown(pair, reading)) > 1 for reading in (left, right))),
        "the only value of its thing in a report": float(
            sum(len({value.shown for value in pair.slot.given(reading, pair.one.of)}) == 1 for reading in (left, right))
        ),
        "other figures agree": float(min(2, alike)),
        "other figures differ": float(min(2, max(0, len(one.things & other.things) - alike))),
        "other places": _disjoint(one.places, other.places),
        "other days": _all_apart(one.days, other.days),
        "how far apart": pair.slot.apart(pair.one, pair.other),
    }


def _around(reading: Reading, span: Span) -> tuple[list[str], list[str]]:
    """The words before and behind a value, some on either side."""
    inside = [n for n, (_, at) in enumerate(reading.tokens) if at.overlaps(span)]
    first, last = (inside[0], inside[-1]) if inside else (0, 0)
    words = [word for word, _ in reading.tokens]
    return words[max(0, first - NEAR) : first], words[last + 1 : last + 1 + NEAR]


def clause(reading: Reading, span: Span) -> list[str]:
    """The words of the clause around a value, those before it first: up to a mark or a conjunction on either side."""
    tokens, words = reading.tokens, list[str]()
    inside = [n for n, (_, at) in enumerate(tokens) if at.overlaps(span)]
    joints = reading.lang.conjunctions | reading.lang.who_words
    for step, n in ((-1, inside[0]), (1, inside[-1])) if inside else ():
        while 0 <= n + step < len(tokens) and tokens[n + step][0] not in joints and not _parted(reading, *sorted((n, n + step))):
            n += step
            words.append(tokens[n][0])
    return words


def _clause(reading: Reading, span: Span) -> frozenset[str]:
    """The telling stems of the clause around a value."""
    return reading.stems & {word[:LETTERS] for word in clause(reading, span)}


def _parted(reading: Reading, n: int, following: int) -> bool:
    """Whether a mark stands between two words that follow each other."""
    between = reading.report.text[reading.tokens[n][1].end : reading.tokens[following][1].start]
    return not MARKS.isdisjoint(between)


def _hangs_on(reading: Reading, around: tuple[list[str], list[str]]) -> set[str]:
    """Stems of the nearest telling words before and behind a value, names aside."""
    telling = reading.stems - reading.name_stems
    before, behind = ([word[:LETTERS] for word in words if word[:LETTERS] in telling] for words in around)
    return {*before[-1:], *behind[:1]}


def _shown(pair: Pair, reading: Reading) -> set[str]:
    """The values of the pair's thing in a sentence."""
    return {value.shown for value in pair.slot.read(reading) if value.of == pair.one.of}


def _people(reading: Reading, value: Value | None = None) -> frozenset[str]:
    """Surnames in a sentence beside the value, who is only given as its source aside; of an age the nearest before it."""
    told = [
        name for name in reading.names if name.kind == "person" and name.entity.strip() and not (value and name.span.overlaps(value.span))
    ]
    sources = [quote.source for quote in reading.quotes if quote.source is not None]
    named = [name for name in told if not any(name.span.overlaps(source) for source in sources)]
    if value and "age" in value.of.split():
        named = [name for name in named if name.span.end <= value.span.start][-1:]
    return frozenset(folded(name.entity).split()[-1] for name in named)


def _figures(reading: Reading, span: Span) -> set[tuple[float | None, str, str]]:
    return {(q.low, q.unit, q.of) for q in reading.quantities if not q.span.overlaps(span)}


def _places(reading: Reading, span: Span) -> set[str]:
    return {folded(name.entity) for name in reading.names if name.kind == "place" and not name.span.overlaps(span)}


def _days(reading: Reading, beside: Span | None = None) -> set[str]:
    """Days and dates of a sentence, beside a value where one is given."""
    return {time.value for time in reading.times if time.is_date and not (beside and time.span.overlaps(beside))}


def _disjoint(ours: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    return float(bool(ours) and bool(theirs) and not ours & theirs)


def _all_apart(ours: set[str], theirs: set[str]) -> float:
    return float(bool(ours) and bool(theirs) and all(apart(one, other) for one in ours for other in theirs))


def gives(reading: Reading, slot: Slot, value: Value) -> bool:
    """Whether a report gives a value anywhere."""
    return any(slot.agree(value, other) for other in slot.given(reading, value.of))
