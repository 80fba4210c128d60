"""Decides how some reports stand side by side: rows in the order of the first, each sentence with how it is shared with that.

`beside` gives rows of cards. A row either holds sentences that share text, or what some reports have to themselves between two such rows;
a sentence out of its order stands beside its like, and a stub at its own place leads there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from ...tell import words
from ...tell.phrases import capital
from ...types import Analysis, Pair, Passage, Report, Span, State
from .alignment import Row as Aligned
from .alignment import Shared, aligned
from .changes import changes
from .pieces import Marks, Piece, Place, Remarks
from .places import lang_of

How = Literal["verbatim", "rewritten", "translated", "new"]
NOTHING = Remarks()
STATES: tuple[State, ...] = ("verbatim", "rewritten", "translated")


@dataclass(frozen=True, slots=True)
class Card:
    """A sentence, or where it is shown instead."""

    siglum: str
    number: int  # from 1
    pieces: tuple[Piece, ...] = ()
    how: How = "new"  # shared with the first report; of the first, the closest that another has
    told: str = ""  # the same in words; of the first only what no other has
    also: tuple[Place, ...] = ()  # where other reports beside it have it, if the first has not
    remarks: Remarks = NOTHING
    heading: str = ""  # "headline" or "deck"
    lang: str = ""
    moved: bool = False  # shown out of its order
    instead: Place | None = None  # it is shown beside this sentence; nothing but the number is told here


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences beside each other, a cell a report."""

    shared: bool  # they share text; else each stands for itself
    cells: tuple[tuple[Card, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A report, and how much of it is shared with the first."""

    siglum: str
    name: str
    published: str
    told: str  # "14 of 16 sentences shared with A, in the same order: 9 word for word, 5 reworded"; of the first how long it is
    relation: str = ""  # how the two stand to each other, in words
    pair: str = ""  # the id of that decision


@dataclass(frozen=True, slots=True)
class Beside:
    """Reports side by side."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def beside(analysis: Analysis, sigla: Sequence[str]) -> Beside:
    """Some reports side by side, the first of them the base; KeyError for a siglum that the event has not."""
    ids = [analysis.stemma.witnesses[siglum] for siglum in dict.fromkeys(sigla)]
    page = _Page(analysis, ids)
    rows = aligned(page.shared, ids, {report.id: report.headline for report in analysis.reports if report.headline})
    return Beside(tuple(page.columns(rows)), tuple(page.rows(rows)))


class _Page:
    def __init__(self, analysis: Analysis, ids: Sequence[str]) -> None:
        self.ids, self.shared, self.marks = ids, Shared(analysis), Marks(analysis, ids)
        self.reports = [self.marks.reports[id] for id in ids]
        self.sigla = [self.marks.citations.siglum(id) for id in ids]
        self.pairs = {frozenset((pair.a, pair.b)): pair for pair in analysis.stemma.pairs}

    # --- the heads of the columns

    def columns(self, rows: Sequence[Aligned]) -> list[Column]:
        """Every report with what of it is shared with the first."""
        return [self._column(k, rows) for k in range(len(self.ids))]

    def _column(self, k: int, rows: Sequence[Aligned]) -> Column:
        report, length = self.reports[k], len(self.shared.sentences[self.ids[k]])
        when = report.published.iso() if report.published else ""
        head = Column(self.sigla[k], report.outlet or report.path, when, words.count(length, "sentence"))
        if k == 0:
            return head
        moved = sum(len(row.moved.get(k, ())) for row in rows)
        states = Counter(passage.state for row in rows for number in _numbers(row, k) if (passage := self._with_base(row, k, number)))
        pair = self.pairs.get(frozenset((self.ids[0], self.ids[k])))
        told = shared_in_words(states, length, self.sigla[0], moved, apart=pair is not None and pair.relation == "independent")
        return Column(head.siglum, head.name, when, told, relation(pair, self.sigla[0]), f"{self.sigla[0]}~{self.sigla[k]}" if pair else "")

    # --- the rows

    def rows(self, rows: Sequence[Aligned]) -> list[Row]:
        """Rows of what is shared, and what lies between two of them as one row."""
        bases = {row.home[0]: row for row in rows if 0 in row.home}
        out: list[Row] = []
        for is_shared, some in groupby(rows, lambda row: row.is_shared):
            run = list(some)
            group = [[row] for row in run] if is_shared else [run]
            out += [Row(is_shared, tuple(tuple(self._cards(one, k, bases)) for k in range(len(self.ids)))) for one in group]
        return out

    def _cards(self, rows: Sequence[Aligned], k: int, bases: Mapping[int, Aligned]) -> list[Card]:
        out: list[Card] = []
        for row in rows:
            out += [self._card(row, k, number) for number in _numbers(row, k)]
            if (number := row.away.get(k)) is not None:
                base = next(n for n, other in bases.items() if number in other.moved.get(k, ()))
                out.append(Card(self.sigla[k], number + 1, instead=Place(self.sigla[0], base + 1)))
        return out

    def _card(self, row: Aligned, k: int, number: int) -> Card:
        report, span = self.reports[k], self.shared.sentences[self.ids[k]][number]
        passage = self._with_base(row, k, number)
        how: How = passage.state if passage else self._closest(row) if k == 0 else "new"
        changed = changes(self.reports[0].quote(passage.a), report.quote(span)) if passage and how != "translated" else ()
        return Card(
            self.sigla[k],
            number + 1,
            self.marks.pieces(span, changed),
            how,
            self._told(how, k),
            () if passage or k == 0 else tuple(self._also(row, k, number)),
            self.marks.remarks(span),
            heading_of(report, span),
            lang_of(report),
            number != row.home.get(k),
        )

    def _told(self, how: How, k: int) -> str:
        """How a sentence is shared; of the base's, only that it is not: the others of its row say how."""
        if how == "new":
            return f"{words.UNSHARED} with {self.sigla[0]}" if k else words.UNSHARED
        return words.STATES[how] if k else ""

    def _with_base(self, row: Aligned, k: int, number: int) -> Passage | None:
        """What a sentence shares with the base's in its row; the base's as `a`."""
        base = row.home.get(0)
        passage = self.shared.links(self.ids[0], self.ids[k]).get((base, number)) if k and base is not None else None
        if passage is None or passage.a.report == self.ids[0]:
            return passage
        return Passage(passage.b, passage.a, passage.state, passage.similarity, passage.quoted)

    def _closest(self, row: Aligned) -> How:
        found = {passage.state for k in range(1, len(self.ids)) for n in _numbers(row, k) if (passage := self._with_base(row, k, n))}
        return next((state for state in STATES if state in found), "new")

    def _also(self, row: Aligned, k: int, number: int) -> list[Place]:
        """Where the other reports of a row have a sentence."""
        others = ((j, n) for j in range(1, len(self.ids)) if j != k for n in _numbers(row, j))
        return [Place(self.sigla[j], n + 1) for j, n in others if (n, number) in self.shared.links(self.ids[j], self.ids[k])]


def _numbers(row: Aligned, k: int) -> list[int]:
    return [*([row.home[k]] if k in row.home else []), *row.moved.get(k, ())]


def heading_of(report: Report, span: Span) -> str:
    """Whether a sentence is headline or deck."""
    return "headline" if report.headline and span in report.headline else "deck" if report.deck and span in report.deck else ""


def shared_in_words(states: Mapping[State, int], length: int, siglum: str, moved: int, *, apart: bool) -> str:
    """How many sentences a report shares with the one called `siglum`, in which order and how; of `apart` ones, how many are alike."""
    n = sum(states.values())
    if not n:
        return f"no sentence shared with {siglum}"
    if apart:
        return f"{n} of {words.count(length, 'sentence')} like one of {siglum}: {states_in_words(states)}"
    order = f", {moved} of them in another order" if moved else ", in the same order" if n > 1 else ""
    return f"{n} of {words.count(length, 'sentence')} shared with {siglum}{order}: {states_in_words(states)}"


def states_in_words(states: Mapping[State, int]) -> str:
    """`9 word for word, 5 reworded`."""
    return ", ".join(f"{states[state]} {words.STATES[state]}" for state in STATES if states.get(state))


def relation(pair: Pair | None, siglum: str) -> str:
    """How a report stands to the one called `siglum`."""
    if pair is None:
        return ""
    strength = "" if pair.relation == "unknown" else f" ({words.strength(pair.p)})"
    return f"{capital(words.PAIRS[pair.relation])} {siglum}{strength}"
