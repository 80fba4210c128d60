"""Whether two clauses of two reports tell the same thing: printed weights, as `same` has them for sentences.

A sentence without clauses of its own is one.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import Any

from ..lang._compared import idle
from ..text.senses import senses
from ..text.stems import LETTERS, folded, keys, telling
from ..types import Clause, Notes, Report, Span

AT_ONCE = 4  # letters that are compared together


@dataclass(frozen=True, slots=True)
class Part:
    """What is compared of a clause."""

    span: Span
    sentence: Span
    letters: frozenset[str]
    stems: frozenset[str]
    names: frozenset[str]  # of `stems`, those of names
    verb: str
    figures: frozenset[tuple[float, str]]  # with what they count
    days: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    denied: bool


def parts(report: Report, notes: Notes) -> list[Part]:
    """The clauses of a report that tell something, those that only say who speaks aside."""
    of: dict[Span, list[Clause]] = defaultdict(list)
    for clause in notes.clauses:
        at = bisect_left(notes.sentences, clause.span.start + 1, key=lambda sentence: sentence.end)
        of[notes.sentences[at]].append(clause)
    out = []
    for sentence in notes.sentences:
        for clause in of[sentence] or [Clause((sentence,), "main")]:
            if clause.kind != "saying":
                out.append(_part(report, notes, sentence, clause))
    return out


def _part(report: Report, notes: Notes, sentence: Span, clause: Clause) -> Part:
    found = [word for span in clause.parts for word, _, _ in keys(report.quote(span))]
    line = f" {' '.join(found)} "
    names = [name for name in notes.names if any(name.span in span for span in clause.parts)]
    measured = [q for q in notes.quantities if any(q.span in span for span in clause.parts)]
    times = [t for t in notes.times if any(t.span in span for span in clause.parts)]
    people = [folded(name.entity).split() for name in names if name.kind == "person"]
    stems = telling(found, idle(report.lang))
    return Part(
        clause.span,
        sentence,
        frozenset(line[n : n + AT_ONCE] for n in range(len(line) - AT_ONCE + 1)),
        stems,
        frozenset(word[:LETTERS] for name in names for word, _, _ in keys(report.quote(name.span))) & stems,
        folded(report.quote(clause.verb)) if clause.verb else "",
        frozenset((q.figure, q.of or q.unit) for q in measured if q.figure is not None),
        frozenset(t.value for t in times if t.is_date or (t.type == "DURATION" and any(map(str.isdigit, t.value)))),
        frozenset(words[-1] for words in people if words),
        frozenset(folded(name.entity).split()[-1] for name in names if name.kind == "place" and name.entity.strip()),
        clause.denied,
    )


@lru_cache(maxsize=100_000)
def akin(one: str, other: str) -> bool:
    """Whether two verbs may mean much the same."""
    return senses().akin(one, other)


WAYS = {
    "the sentences tell the same": 1,
    "of the shorter clause, the share that is in the other": 1,
    "of both clauses, the share that is in both": 1,
    "length of the shorter clause": 1,
    "words in common that are no names": 1,
    "one verb": 1,
    "verbs that may mean the same": 1,
    "figures in both": 1,
    "other figures of one thing": -1,
    "a day or a length of time in both": 1,
    "other days": -1,
    "a place in both": 1,
    "a person in both": 1,
    "other people": -1,
    "one denies": -1,
}


def features(one: Part, other: Part, sentences: float) -> dict[str, float]:
    """What speaks for and against; `sentences` are the bits of the two sentences."""
    shorter = min(len(one.letters), len(other.letters))
    both = len(one.letters & other.letters)
    same = one.verb[:LETTERS] == other.verb[:LETTERS] != ""
    values = (
        max(-8.0, min(8.0, sentences)),
        both / shorter if shorter else 0.0,
        2 * both / max(1, len(one.letters) + len(other.letters)),
        log(1 + min(len(one.stems), len(other.stems))),
        log(1 + len((one.stems & other.stems) - one.names)),
        float(same),
        float(not same and bool(one.verb and other.verb) and akin(*sorted((one.verb, other.verb)))),
        float(min(2, len(one.figures & other.figures))),
        _apart({thing for _, thing in one.figures if thing} & {thing for _, thing in other.figures}, one.figures & other.figures),
        float(bool(one.days & other.days)),
        _differ(one.days, other.days),
        float(bool(one.places & other.places)),
        float(bool(one.people & other.people)),
        _differ(one.people, other.people),
        float(one.denied != other.denied),
    )
    return dict(zip(WAYS, values, strict=True))


def _differ(one: frozenset[str], other: frozenset[str]) -> float:
    return float(bool(one) and bool(other) and not one & other)


def _apart(things: set[str], equal: frozenset[tuple[float, str]]) -> float:
    return float(bool(things - {thing for _, thing in equal}))


def bits(one: Part, other: Part, sentences: float) -> float:
    """Log2 odds that two clauses tell the same thing."""
    weights, found = table()["weights"], features(one, other, sentences)
    return float(table()["prior"] + sum(weights[name] * value for name, value in found.items()))


@cache
def table() -> Mapping[str, Any]:
    """Prior and weights in bits."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("parts.json").read_text(encoding="utf-8"))
    return found
