"""Whether two sentences of two reports tell the same thing: printed weights, and the reasons they make.

Observations. Inside one event the mean cosine of `similarity` ranks pairs well, but it punishes length: a headline and the long
sentence that tells the same and more stay far below two sentences of one length that share a name and a phrase. How much of the shorter
sentence stands in the longer one, and how long it is, mends some of this; so do figures and days that both give.

How it works
1. `told` reads each sentence once: its letters in fours, its telling stems, figures, days and people.
2. `features` look at two of them and their similarity.
3. Weights (`same.json`, fitted by tools/fit_same.py on the action coreference of ECB+) make bits of them. At 0 bits stands what one in
   200 pairs of sentences of one report reaches, which mostly tell two things.

Known exceptions. Words are compared by their letters, so that a paraphrase in other words is missed; who does what to whom is not read,
so that two matters of the same people told in the same words are taken for one. The bits say nothing of two languages.

Tried and dropped. In the search on ECB+ dev (openings not yet left out; these features and that both sentences open their reports) .386
of the pairs that tell one thing were found at the height of one in 200 pairs of one report. Beside them: words in common that are no
names .373, the same by rarity .378, each the other's best .374, pairs of neighbouring words .380, one of the two quoted .383, names or a
person in common .385, places .385, figures that differ .385, other days .386; the letters weighed by rarity in the two reports .366, in
the event .360. Clauses against clauses or sentences: .247 to .267 where the two cosines alone find .265. That both open their reports: of
pairs worth comparing 94 in 100 are right instead of 90, half a bit; fitted it is two, since sentences of one report never do. By average
precision on SuperPAL (similarity: .75): what third sentences are like both .75 to .76, 10 to 100 latent dimensions of the event .68 to
.75, vectors of single words .72, MiniLM .59, with a share of it .77.

An error here: two matters in one claim are counted as support of each other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from ..lang._compared import idle
from ..text.stems import folded, keys, telling
from ..types import Notes, Reason, Report, Span
from .likely import distinct

if TYPE_CHECKING:
    from .likely import Numbers, Odds

AT_ONCE = 4  # letters that are compared together
NOWHERE = Span("", 0, 0)  # in place of where a sentence stands, when its words alone are asked
MOST_FIGURES = 2  # figures in common that count


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a sentence."""

    span: Span
    letters: frozenset[str]  # its words in comparison form, cut into overlapping pieces
    stems: int  # different words that carry meaning
    figures: frozenset[float]
    lone: frozenset[tuple[float, str]]  # of these, with what they count, those that the report gives here only
    days: frozenset[str]
    people: frozenset[str]  # surnames


def told(report: Report, notes: Notes) -> list[Told]:
    """The sentences of a report, ready to be compared."""
    given = Counter(measure for sentence in notes.sentences for measure in _measures(notes, sentence))
    lone = frozenset(measure for measure, times in given.items() if times == 1)
    return [_told(report, notes, sentence, lone) for sentence in notes.sentences]


def p_same(bits: float) -> float:
    """The probability that some bits stand for, rounded so that no machine's last digit shows."""
    return round(1 / (1 + 2**-bits), 4)


def all_p_same(bits: Odds) -> Odds:
    """The same of many, by the same arithmetic."""
    import numpy as np

    return np.array([p_same(one) for one in bits.tolist()], np.float64)


def bits(left: Told, right: Told, similarity: float) -> float:
    """Log2 odds that two sentences tell the same thing."""
    weights, found = table()["weights"], features(left, right, similarity)
    return float(table()["prior"] + sum(weights[name] * value for name, value in found.items()))


def all_bits(told: Sequence[Told], left: Numbers, right: Numbers, similarity: Odds) -> Odds:
    """The `bits` of many pairs at once, given by the numbers of their sentences; pairs of the same words are looked at once."""
    import numpy as np

    weights = [table()["weights"][name] for name in WAYS]
    one, other, which = distinct([replace(sentence, span=NOWHERE) for sentence in told], left, right)
    looked = np.array([_beside(told[a], told[b]) for a, b in zip(one, other, strict=True)]).reshape(-1, len(WAYS) - 1)
    total = weights[0] * np.sqrt(np.maximum(0.0, similarity))
    for n, weight in enumerate(weights[1:]):
        total += weight * looked[which, n]
    bits: Odds = table()["prior"] + total
    return bits


def reasons(left: Told, right: Told, similarity: float) -> tuple[Reason, ...]:
    """The same bits, each with what it rests on."""
    weights, at = table()["weights"], (left.span, right.span)
    some = ((name, round(weights[name] * value, 3)) for name, value in features(left, right, similarity).items())
    prior = Reason("two sentences of an event mostly tell two things", table()["prior"], at)
    return (prior, *(Reason(name, each, at) for name, each in some if each))


@cache
def table() -> Mapping[str, Any]:
    """Prior and weights in bits."""
    found: dict[str, Any] = json.loads(files(__package__).joinpath("same.json").read_text(encoding="utf-8"))
    return found


# --- what is looked at

WAYS = {  # which way a feature may point, so that the reasons can be read
    "similarity of the sentences": 1,
    "of the shorter sentence, the share that is in the other": 1,
    "length of the shorter sentence": 1,
    "figures in both": 1,
    "a figure of one thing, given once in each report": 1,
    "a day in both": 1,
    "other people": -1,
}


def features(left: Told, right: Told, similarity: float) -> dict[str, float]:
    """What speaks for and against, each by its name in the reasons."""
    return dict(zip(WAYS, (sqrt(max(0.0, similarity)), *_beside(left, right)), strict=True))


def _beside(left: Told, right: Told) -> tuple[float, ...]:
    """All features but the similarity: what two sentences say, wherever they stand."""
    shorter = min(len(left.letters), len(right.letters))
    return (
        len(left.letters & right.letters) / shorter if shorter else 0.0,
        log(1 + min(left.stems, right.stems)),
        float(min(MOST_FIGURES, len(left.figures & right.figures))),
        float(not left.lone.isdisjoint(right.lone)),
        float(not left.days.isdisjoint(right.days)),
        float(bool(left.people) and bool(right.people) and left.people.isdisjoint(right.people)),
    )


def _measures(notes: Notes, sentence: Span) -> frozenset[tuple[float, str]]:
    """Figures of a sentence with what they count."""
    counted = (q for q in notes.quantities if q.span in sentence and (q.unit or q.of))
    return frozenset((q.figure, q.of or q.unit) for q in counted if q.figure is not None)


def _told(report: Report, notes: Notes, sentence: Span, lone: frozenset[tuple[float, str]]) -> Told:
    found = [word for word, _, _ in keys(report.quote(sentence))]
    line = f" {' '.join(found)} "
    names = (folded(name.entity).split() for name in notes.names if name.kind == "person" and name.span in sentence)
    return Told(
        sentence,
        frozenset(line[n : n + AT_ONCE] for n in range(len(line) - AT_ONCE + 1)),
        len(telling(found, idle(report.lang))),
        frozenset(q.figure for q in notes.quantities if q.figure is not None and q.span in sentence),
        lone & _measures(notes, sentence),
        frozenset(t.value for t in notes.times if t.is_date and t.span in sentence),
        frozenset(words[-1] for words in names if words),
    )
