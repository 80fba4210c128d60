"""Decides how one report is shown against all others: for every sentence who has it and how, and how much of it each has.

A cell holds a sign, the number of the sentence there and a link, nothing else: fifty reports make two thousand of them. What a cell says
in words stands once a row, for those who hear the page. A strip shows one report's row of states as a picture, with the same in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...tell import words
from ...tell.phrases import short
from ...types import Analysis, Passage, Report, State
from .alignment import Shared
from .beside import STATES, heading_of, states_in_words
from .pieces import Marks
from .places import lang_of

SIGNS: dict[State, str] = {"verbatim": "=", "rewritten": "≈", "translated": "↔"}
EXCERPT = 90  # characters shown of a sentence of the base


@dataclass(frozen=True, slots=True)
class Cell:
    """That a report has a sentence of the base."""

    state: State
    sign: str
    siglum: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the base; a cell a report, None where it has no such sentence."""

    number: int
    text: str
    heading: str
    cells: tuple[Cell | None, ...]
    told: str  # the cells in words
    reports: int  # how many have it


@dataclass(frozen=True, slots=True)
class Strip:
    """How much of the base one report has, sentence by sentence."""

    siglum: str
    name: str
    lang: str
    share: int  # of a hundred sentences of the base
    has: int
    told: str  # "9 of 16 sentences of A: ..."
    length: int  # sentences of the base
    paths: tuple[tuple[State, str], ...]  # what to draw, a unit a sentence
    where: str  # the same in words


@dataclass(frozen=True, slots=True)
class Heat:
    """One report against all others."""

    siglum: str
    name: str
    lang: str
    strips: tuple[Strip, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[State, str, str], ...]  # state, sign, words


def heat(analysis: Analysis, base: str) -> Heat:
    """The report called `base` against all others of the event; KeyError where the event has none of that siglum."""
    id, marks, shared = analysis.stemma.witnesses[base], Marks(analysis), Shared(analysis)
    report, sentences = marks.reports[id], shared.sentences[id]
    others = [(siglum, other) for siglum, other in marks.citations.legend() if other.id != id]
    found = {siglum: shared.best(id, other.id) for siglum, other in others}
    lines: list[Line] = []
    for n, span in enumerate(sentences):
        cells = [_cell(siglum, found[siglum].get(n)) for siglum, _ in others]
        there = [cell for cell in cells if cell]
        lines.append(Line(n + 1, short(report.quote(span), EXCERPT), heading_of(report, span), tuple(cells), _told(there), len(there)))
    strips = [_strip(siglum, other, found[siglum], base, len(sentences)) for siglum, other in others]
    legend = tuple((state, SIGNS[state], words.STATES[state]) for state in STATES)
    return Heat(base, report.outlet or report.path, lang_of(report), tuple(strips), tuple(lines), legend)


def _cell(siglum: str, best: tuple[int, Passage] | None) -> Cell | None:
    return Cell(best[1].state, SIGNS[best[1].state], siglum, best[0] + 1) if best else None


def _told(cells: Sequence[Cell]) -> str:
    """`word for word in B and D; reworded in C`."""
    by_state = {state: [cell.siglum for cell in cells if cell.state == state] for state in STATES}
    return "; ".join(f"{words.STATES[state]} in {', '.join(sigla)}" for state, sigla in by_state.items() if sigla) or words.UNSHARED


def _strip(siglum: str, report: Report, best: Mapping[int, tuple[int, Passage]], base: str, length: int) -> Strip:
    states = {n: passage.state for n, (_, passage) in best.items()}
    runs = list(_runs(states, length))
    paths = {state: "".join(f"M{start} 0h{end - start}v1H{start}z" for one, start, end in runs if one == state) for state in STATES}
    where = "; ".join(f"{_range(start + 1, end)} {words.STATES[state]}" for state, start, end in runs)
    told = f"{len(states)} of {words.count(length, 'sentence')}"
    return Strip(
        siglum,
        report.outlet or report.path,
        lang_of(report),
        round(100 * len(states) / length) if length else 0,
        len(states),
        f"{told}: {states_in_words(Counter(states.values()))}" if states else words.UNSHARED,
        length,
        tuple((state, path) for state, path in paths.items() if path),
        where and f"{base} {where}",
    )


def _runs(states: Mapping[int, State], length: int) -> Iterable[tuple[State, int, int]]:
    """Neighbouring sentences in one state: from, to."""
    for state, some in groupby(range(length), states.get):
        run = list(some)
        if state:
            yield state, run[0], run[-1] + 1


def _range(first: int, last: int) -> str:
    return f"s{first}" if first == last else f"s{first}–{last}"
