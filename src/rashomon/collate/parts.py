"""Whether two clauses of two reports tell the same thing: printed weights, as `same` has them for sentences.

A sentence without clauses of its own is one. Weights (`parts.json`) are fitted by tools/fit_parts.py on the action coreference of ECB+;
at 0 bits stands what one in 200 pairs of clauses from two sentences of one report reaches.

Observations. On ECB+ dev .41 of the pairs of clauses that tell one action are found at that height, and .03 of those that tell two; by the
bits of their sentences .40 and .17: what tells clauses apart is what sentences mix.

An error here: two matters in one claim are counted as support of each other.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile
from math import log
from operator import mul
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from ..lang._compared import compared, idle, negates
from ..text.senses import senses
from ..text.stems import LETTERS, folded, keys, telling
from ..types import Clause, Name, Notes, Quantity, Report, Span, Time

if TYPE_CHECKING:
    from .likely import Odds

AT_ONCE = 4  # letters that are compared together
FARTHEST = 8.0  # bits of two sentences beyond which it makes no odds
REACH = 6  # words between a preposition of place and the place

Noted = TypeVar("Noted", Name, Quantity, Time)
Measure = tuple[float, str]  # a figure and what it counts
ValueKind = Literal["measure", "place", "since"]


class Value(NamedTuple):
    """Something that a clause gives and another may give too: "ten minutes", "in Orve", "the first since the flood"."""

    kind: ValueKind
    key: str  # under which it is the same
    span: Span
    since: frozenset[str] = frozenset()  # stems of what it is counted from


@dataclass(frozen=True, slots=True)
class Part:
    """What is compared of a clause."""

    span: Span
    sentence: Span
    letters: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]  # of `stems`, those of names
    verb: str
    numbers: frozenset[float]  # all that are written, whatever they count
    figures: frozenset[Measure]
    lone: frozenset[Measure]  # of these, those that the report gives here only
    times: frozenset[str]  # days, and lengths of time
    people: frozenset[str]  # surnames of those named or meant
    denied: bool
    values: tuple[Value, ...]

    @property
    def content(self) -> tuple[object, ...]:
        """What it says, wherever it stands; of two of equal content everything is found alike."""
        values = tuple((value.kind, value.key, value.since) for value in self.values)
        return (
            self.letters, self.stems, self.names, self.verb, self.numbers, self.figures, self.lone, self.times, self.people, self.denied,
            values, self.span == self.sentence,
        )  # fmt: skip


def parts(report: Report, notes: Notes) -> list[Part]:
    """The clauses of a report that tell something, those that only say who speaks aside."""
    of: dict[Span, list[Clause]] = defaultdict(list)
    for clause in notes.clauses:
        at = bisect_left(notes.sentences, clause.span.start + 1, key=lambda sentence: sentence.end)
        of[notes.sentences[at]].append(clause)
    given = Counter(measure for quantity in notes.quantities if (measure := _measure(quantity)))
    lone = frozenset(measure for measure, times in given.items() if times == 1)
    persons = {name.entity for name in notes.names if name.kind == "person"}
    told = [(sentence, clause) for sentence in notes.sentences for clause in of[sentence] or [Clause((sentence,), "main")]]
    return [_part(report, notes, sentence, clause, lone, persons) for sentence, clause in told if clause.kind != "saying"]


def _part(report: Report, notes: Notes, sentence: Span, clause: Clause, lone: frozenset[Measure], persons: set[str]) -> Part:
    words = [(word, span.start + start) for span in clause.parts for word, start, _ in keys(report.quote(span))]
    found = [word for word, _ in words]
    line = f" {' '.join(found)} "
    names, measured, times = _inside(notes.names, clause), _inside(notes.quantities, clause), _inside(notes.times, clause)
    people = [name.entity for name in names if name.kind == "person"] + [one for one in (*clause.who, *clause.whom) if one in persons]
    stems = telling(found, idle(report.lang))
    figures = frozenset(measure for quantity in measured if (measure := _measure(quantity)))
    return Part(
        clause.span,
        sentence,
        frozenset(line[n : n + AT_ONCE] for n in range(len(line) - AT_ONCE + 1)),
        stems,
        frozenset(word[:LETTERS] for name in names for word, _, _ in keys(report.quote(name.span))) & stems,
        folded(report.quote(clause.verb)) if clause.verb else "",
        frozenset(number for word in found if (number := _number(word, report.lang)) is not None),
        figures,
        figures & lone,
        frozenset(time.value for time in times if time.is_date or (time.type == "DURATION" and any(map(str.isdigit, time.value)))),
        frozenset(folded(one).split()[-1] for one in people if one.strip()),
        clause.denied,
        (
            *(Value("measure", repr(measure), quantity.span) for quantity in measured if (measure := _measure(quantity)) in lone),
            *(
                Value("place", folded(name.entity).split()[-1], name.span)
                for name in names
                if name.kind == "place" and name.entity.strip() and _is_at(name.span, words, report)
            ),
            *_since(clause, words, report),
        ),
    )


def _inside(some: Sequence[Noted], clause: Clause) -> list[Noted]:
    """Those of some notes in text order that lie in a clause."""
    first = bisect_left(some, clause.span.start, key=lambda one: one.span.start)
    near = takewhile(lambda one: one.span.start < clause.span.end, (some[n] for n in range(first, len(some))))
    return [one for one in near if any(one.span in part for part in clause.parts)]


def _number(word: str, code: str) -> float | None:
    """A word that is a number, other than "one", which often is a pronoun."""
    number = float(word) if word.isdecimal() else compared(code).number_words.get(word)
    return number if number != 1 else None


def _measure(quantity: Quantity) -> Measure | None:
    """A figure with what it counts."""
    thing = quantity.of or quantity.unit
    return (quantity.figure, thing) if quantity.figure is not None and thing else None


def _is_at(place: Span, words: list[tuple[str, int]], report: Report) -> bool:
    """Whether something is said to be at a place: the last preposition before it, a few words off at most, is one of place."""
    lang = compared(report.lang)
    before = [word for word, start in words if start < place.start][-REACH:]
    at = next((n for n in range(len(before) - 1, -1, -1) if before[n] in lang.prepositions), None)
    return (
        at is not None and lang.place_senses.get(before[at]) == "in" and not report.text[place.end : place.end + 2].startswith(("'", "’"))
    )


def _since(clause: Clause, words: list[tuple[str, int]], report: Report) -> Iterator[Value]:
    """That something is the first since a time, or that there was nothing like it since."""
    lang = compared(report.lang)
    at = next((n for n, (word, _) in enumerate(words) if word in lang.since_words), None)
    if not at:
        return
    counted = [start for word, start in words[:at] if lang.ordinals.get(word) == 1 or negates(word, lang)]
    behind = telling([word for word, _ in words[at + 1 :]], idle(report.lang))
    if counted and behind:
        yield Value("since", "", Span(report.id, counted[0], clause.span.end), behind)


def akin(one: str, other: str) -> bool:
    """Whether two verbs may mean much the same."""
    return senses().akin(one, other)


WAYS = {  # which way a feature may point
    "the sentences tell the same": 1,
    "of the shorter clause, the share that is in the other": 1,
    "of both clauses, the share that is in both": 1,
    "length of the shorter clause": 1,
    "words in common that are no names": 1,
    "one verb": 1,
    "verbs that may mean the same": 1,
    "a figure of one thing, given once in each report": 1,
    "other figures of one thing": -1,
    "a day or a length of time in both": 1,
    "a person in both": 1,
    "other people": -1,
    "one denies": -1,
}


def features(one: Part, other: Part, sentences: float) -> dict[str, float]:
    """What speaks for and against, each by its name; `sentences` are the bits of the two sentences."""
    return dict(zip(WAYS, (_within(sentences), *looked_at(one, other)), strict=True))


def _within(sentences: float) -> float:
    return max(-FARTHEST, min(FARTHEST, sentences))


def looked_at(one: Part, other: Part) -> tuple[float, ...]:
    """All features but the first: what two clauses say, wherever they stand."""
    shorter = min(len(one.letters), len(other.letters))
    both = len(one.letters & other.letters)
    verbs = one.verb, other.verb
    same = one.verb[:LETTERS] == other.verb[:LETTERS] != ""
    figures = one.figures & other.figures
    things = {thing for _, thing in one.figures} & {thing for _, thing in other.figures}
    return (
        both / shorter if shorter else 0.0,
        2 * both / max(1, len(one.letters) + len(other.letters)),
        log(1 + min(len(one.stems), len(other.stems))),
        log(1 + len((one.stems & other.stems) - one.names)),
        float(same),
        float(not same and all(verbs) and akin(min(verbs), max(verbs))),
        float(not one.lone.isdisjoint(other.lone)),
        float(not things <= {thing for _, thing in figures}),
        float(not one.times.isdisjoint(other.times)),
        float(not one.people.isdisjoint(other.people)),
        float(bool(one.people) and bool(other.people) and one.people.isdisjoint(other.people)),
        float(one.denied != other.denied),
    )


def bits(one: Part, other: Part, sentences: float) -> float:
    """Log2 odds that two clauses tell the same thing."""
    prior, weights = _weights()
    return sum(map(mul, weights, (_within(sentences), *looked_at(one, other))), prior)


def all_bits(looked: Odds, sentences: Odds) -> Odds:
    """The same of many: a row a pair, as `looked_at` gives it, and the bits of the two sentences."""
    import numpy as np

    prior, weights = _weights()
    total = prior + weights[0] * np.clip(sentences, -FARTHEST, FARTHEST)
    for n, weight in enumerate(weights[1:]):
        total += weight * looked[:, n]
    return total


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    return float(table()["prior"]), tuple(float(table()["weights"][name]) for name in WAYS)


@cache
def table() -> Mapping[str, Any]:
    """Prior and weights in bits."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("parts.json").read_text(encoding="utf-8"))
    return found
