"""Decides how claims stand side by side: a column a report where the terminal is wide enough, else one block a claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..export._cites import Citations
from ..export._points import Object
from ..store import Version
from ..tell import words
from ..text.visible import squeeze
from ..types import Analysis, Cell, Claim
from .screen import seen

NARROWEST = 24  # columns of text below which a sentence falls apart
SHORT, FIRST = 16, 48  # characters up to which a column is not broken, and the first one
EXCERPT = 160  # characters of a sentence beside the others


def claims_view(analysis: Analysis, on: Console, only: Sequence[str] = (), at_least: int = 1) -> RenderableType:
    """The claims of an event, those in most reports first; `only` names the sigla to show, `at_least` in how many reports."""
    citations = Citations(analysis)
    shown = [(siglum, report.id) for siglum, report in citations.legend() if not only or siglum in only]
    spread = {claim.id: sum(claim.cells.get(id) is not None for _, id in shown) for claim in analysis.collation.claims}
    claims = sorted((claim for claim in analysis.collation.claims if spread[claim.id] >= at_least), key=lambda claim: -spread[claim.id])
    if len(shown) * (NARROWEST + 3) <= on.width:
        return _side_by_side(claims, shown, citations)
    return Group(*(_block(claim, shown, citations) for claim in claims))


def _side_by_side(claims: Sequence[Claim], shown: Sequence[tuple[str, str]], citations: Citations) -> RenderableType:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_lines=False, leading=1)
    for siglum, id in shown:
        table.add_column(Text(squeeze(f"{siglum}  {citations.reports[id].outlet or citations.reports[id].path}")), ratio=1, overflow="fold")
    for claim in claims:
        table.add_row(*(_cell(claim.cells.get(id), citations) for _, id in shown))
    return table


def _block(claim: Claim, shown: Sequence[tuple[str, str]], citations: Citations) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=3, justify="right", no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for siglum, id in shown:
        if cell := claim.cells.get(id):
            grid.add_row(squeeze(siglum), _cell(cell, citations))
    silent = [siglum for siglum, id in shown if not claim.cells.get(id)]
    if silent:
        grid.add_row("", Text(f"{words.SILENT}: {', '.join(map(squeeze, silent))}", "dim"))
    return Group(Text(f"{claim.kind} {squeeze(claim.id)}", "dim"), grid, Text(""))


def _cell(cell: Cell | None, citations: Citations) -> Text:
    if cell is None:
        return Text("–", "dim")
    sentence = squeeze(citations.sentences(cell.span))
    text = Text(sentence if len(sentence) <= EXCERPT else sentence[: EXCERPT - 1].rsplit(" ", 1)[0] + " …")
    number = citations.label((cell.span,)).strip("[]").partition(":")[2]
    state = "" if cell.state == "assert" else f", {words.CELLS[cell.state]}"
    return text.append(f"  {number}{state}", "dim")


def listing(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    """A plain table with one line a row where it fits; what is short, such as a code, is not broken."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for n, name in enumerate(columns):
        numeric = bool(rows) and all(row[n].replace(",", "").isdigit() for row in rows if row[n])
        table.add_column(
            name,
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=max((len(row[n]) for row in rows), default=0) <= (FIRST if n == 0 else SHORT),
        )
    for row in rows:
        table.add_row(*(seen(cell) for cell in row))
    return table


def pairs(facts: Mapping[str, str]) -> RenderableType:
    """A name and what is said of it, a line each."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for name, said in facts.items():
        grid.add_row(name, seen(said))
    return grid


def version_told(versions: Sequence[Version]) -> str:
    """`version 2 of https://..., seen 2031-05-06 09:30 to 2031-05-06 11:00 UTC`."""
    minute = "%Y-%m-%d %H:%M"
    return "; ".join(
        f"version {one.number} of {one.origin}, seen {one.first_seen:{minute}} to {one.last_seen or one.first_seen:{minute}} UTC"
        for one in versions
    )


def version_object(version: Version) -> Object:
    """The same as JSON."""
    seen = {"first_seen": version.first_seen, "last_seen": version.last_seen or version.first_seen}
    return {"origin": version.origin, "version": version.number, **{key: f"{when:%Y-%m-%dT%H:%M:%SZ}" for key, when in seen.items()}}
