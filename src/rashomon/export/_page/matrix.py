"""Decides how claims and reports stand against each other: a row a claim, a column a report, the reports of one account together.

What several accounts speak of comes first, then what most reports do. A cell says how the report tells it: in its own voice, with a source
(then by name), in part, otherwise, or not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...tell import words
from ...tell.phrases import short
from ...types import Analysis, Cell, CellState, Claim
from .places import Origin, Places, foreign

ROWS, FEW = 40, 20  # claims shown unless all are asked for; of many reports
NAME, GIST, TITLE = 16, (180, 100), 160  # characters shown of a name, of a claim (beside many reports), of the sentence of a cell
MANY = 12  # reports beyond which cells do without their sentences, so that the page stays small: the link leads there
SYMBOLS: dict[CellState, str] = {"assert": "●", "attribute": "❝", "partly": "◐", "contradict": "≠"}
SILENT = "–"


@dataclass(frozen=True, slots=True)
class Mark:
    """How one report tells a claim."""

    symbol: str
    state: str  # in words
    who: str
    siglum: str
    number: int
    sentence: str  # "" in a wide matrix
    colour: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The columns of one account."""

    account: int
    columns: int
    colour: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claim, who carries it, and a cell for every column; None where the report is silent."""

    id: str
    gist: str
    lang: str
    carried: str  # "4 reports, at most 1 account; 2 in part; 2 differ"
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The claims shown, how many are not, and what the symbols mean."""

    bands: tuple[Band, ...]
    columns: tuple[Origin, ...]
    rows: tuple[Row, ...]
    hidden: int
    legend: tuple[tuple[str, str], ...]


def matrix(analysis: Analysis, *, whole: bool = False) -> Matrix:
    """The first claims, or the `whole` of them."""
    places = Places(analysis)
    reports = [id for members in places.accounts for id in members]
    columns = tuple(places.origin(id) for id in reports)
    bands = tuple(Band(n, len(members), places.origin(members[0]).colour) for n, members in enumerate(places.accounts, 1))
    claims = sorted(_worth_a_row(analysis.collation.claims, places), key=lambda claim: _rank(claim, places))
    shown = claims if whole else claims[: FEW if len(reports) > MANY else ROWS]
    who = _speakers(analysis)
    legend = (*((SYMBOLS[state], words.CELLS[state]) for state in SYMBOLS), (SILENT, words.SILENT))
    return Matrix(bands, columns, tuple(_row(one, reports, places, who) for one in shown), len(claims) - len(shown), legend)


def _worth_a_row(claims: Sequence[Claim], places: Places) -> Iterator[Claim]:
    """Claims of sentences; of a clause or a value where more accounts tell it than the sentence it stands in, or where it differs."""
    whole = [claim for claim in claims if claim.of_sentences]
    for claim in claims:
        around = [one for one in whole if (cell := one.cells.get(claim.gist.report)) and claim.gist in cell.span]
        wider = all(len(_accounts(claim, places)) > len(_accounts(one, places)) for one in around)
        if claim.of_sentences or (wider and around) or any(cell and cell.state == "contradict" for cell in claim.cells.values()):
            yield claim


def _accounts(claim: Claim, places: Places) -> set[int]:
    """The accounts that tell a claim as a whole."""
    return {places.account(id) for id in claim.told}


def _rank(claim: Claim, places: Places) -> tuple[bool, int]:
    """What accounts speak of, those that differ included, before what one has."""
    speaking = [id for id, cell in claim.cells.items() if cell is not None]
    return len({places.account(id) for id in speaking}) < 2, -len(speaking)


def carried(claim: Claim, places: Places) -> str:
    """How many tell a claim as a whole, in words, and how many in part or otherwise, who do not carry it."""
    told = [f"{words.count(len(claim.told), 'report')}, at most {words.count(len(_accounts(claim, places)), 'account')}"]
    for state, said in (("partly", "in part"), ("contradict", "differ")):
        if n := sum(cell is not None and cell.state == state for cell in claim.cells.values()):
            told.append(f"{n} {said}")
    return "; ".join(told)


def _speakers(analysis: Analysis) -> dict[tuple[str, str], str]:
    """Who is given as the source of a claim in a report, under the names of the event."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    persons = analysis.findings.persons
    for said in analysis.findings.said:
        person = persons.get((said.report, said.speaker or ""))
        name = person.name.split()[-1] if person else said.speaker or said.via
        if name and name not in told[said.claim, said.report]:
            told[said.claim, said.report].append(name)
    return {key: ", ".join(names) for key, names in told.items()}


def _row(claim: Claim, reports: list[str], places: Places, who: dict[tuple[str, str], str]) -> Row:
    wide = len(reports) > MANY
    gist = short(places.words(claim.gist), GIST[wide])
    marks = tuple(_mark(id, cell, places, who.get((claim.id, id), ""), wide) if (cell := claim.cells.get(id)) else None for id in reports)
    return Row(claim.id, gist, foreign(places.reports[claim.gist.report]), carried(claim, places), marks)


def _mark(report: str, cell: Cell, places: Places, who: str, wide: bool) -> Mark:
    cite, origin = places.cite(cell.span), places.origin(report)
    sentence = "" if wide else short(places.words(cell.span), TITLE)
    name = short(who, NAME) if cell.state == "attribute" else ""
    return Mark(
        SYMBOLS[cell.state], words.CELLS[cell.state], name, cite.siglum, cite.number, sentence, origin.colour, cell.state == "contradict"
    )
