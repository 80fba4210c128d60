"""Decides how claims and reports stand against each other: a row a claim, a column a report, the reports of one account together.

What several accounts tell comes first, then what most reports tell. A cell says how the report tells it: in its own voice, with a source
(then by name), in part, otherwise, or not at all.
"""

from __future__ import annotations

from collections import defaultdict
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
    accounts: int  # at most
    reports: int
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
    claims = sorted(analysis.collation.claims, key=lambda claim: _rank(claim, places))
    shown = claims if whole else claims[: FEW if len(reports) > MANY else ROWS]
    who = _speakers(analysis)
    legend = (*((SYMBOLS[state], words.CELLS[state]) for state in SYMBOLS), (SILENT, words.SILENT))
    return Matrix(bands, columns, tuple(_row(one, reports, places, who) for one in shown), len(claims) - len(shown), legend)


def _rank(claim: Claim, places: Places) -> tuple[bool, int]:
    telling = [id for id, cell in claim.cells.items() if cell is not None]
    return len({places.account(id) for id in telling}) < 2, -len(telling)


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
    support = places.analysis.findings.support.get(claim.id)
    telling = [id for id, cell in claim.cells.items() if cell is not None]
    accounts = support.high if support else len({places.account(id) for id in telling})
    wide = len(reports) > MANY
    gist = short(places.words(claim.gist), GIST[wide])
    marks = tuple(_mark(id, cell, places, who.get((claim.id, id), ""), wide) if (cell := claim.cells.get(id)) else None for id in reports)
    return Row(claim.id, gist, foreign(places.reports[claim.gist.report]), accounts, len(telling), marks)


def _mark(report: str, cell: Cell, places: Places, who: str, wide: bool) -> Mark:
    cite, origin = places.cite(cell.span), places.origin(report)
    sentence = "" if wide else short(places.words(cell.span), TITLE)
    name = short(who, NAME) if cell.state == "attribute" else ""
    return Mark(
        SYMBOLS[cell.state], words.CELLS[cell.state], name, cite.siglum, cite.number, sentence, origin.colour, cell.state == "contradict"
    )
