"""Decides how a summary looks in a terminal: what to say first on top, every line with its citations.

What comes from a report is shown, never obeyed: it passes `visible` and is printed as text, not as
markup. Without a terminal the same lines come plain and 100 columns wide.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ..export._cites import Citations
from ..tell import words
from ..text.visible import squeeze
from ..types import Analysis, Line, Report
from .stemma import stemma_view

PLAIN_WIDTH = 100  # columns where nobody says how wide the paper is
WHOLE = ("ladder", "primary")  # sections that are shown to their end
WIDEST = 120  # columns beyond which a line is hard to read


class _Screen(Console):
    """A console whose reader may walk away: `main` decides what that means, not the library."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        raise BrokenPipeError


def console(stderr: bool = False) -> Console:
    """Where a command prints; as wide as the terminal, but no wider than reads well."""
    stream = sys.stderr if stderr else sys.stdout
    made = _Screen(file=stream, highlight=False, markup=False, emoji=False)
    if "COLUMNS" not in os.environ and not made.is_terminal:
        made.width = PLAIN_WIDTH
    made.width = min(made.width, WIDEST)
    return made


def seen(text: str, style: str = "") -> Text:
    """Text from outside, on one line, with nothing in it that acts."""
    return Text(squeeze(text), style=style)


def heading(text: str, note: str = "") -> Text:
    """A section's heading, with a remark behind it."""
    made = Text(text.upper(), style="bold")
    return made.append(f"  ({note})", style="not bold dim") if note else made


def print_summary(analysis: Analysis, on: Console, per_section: int) -> None:
    """The first screen: title, ladder, what to check, what agrees, what changed; then who shares text, and the legend."""
    citations = Citations(analysis)
    on.print(seen(analysis.summary.title or "Untitled event", "bold"))
    for section, lines in groupby(analysis.summary.lines, key=lambda line: line.section):
        title = words.heading(section, analysis.stemma.accounts.high)
        if title:
            on.print()
            on.print(heading(title, words.SECTION_NOTES.get(section, "")))
        on.print(_section(list(lines), citations, per_section if section not in WHOLE else None))
    if analysis.stemma.edges:
        on.print()
        on.print(heading(words.STEMMA))
        on.print(stemma_view(analysis))
    on.print()
    on.print(heading("Reports"))
    on.print(legend(citations.legend()))
    if citations.primary:
        on.print()
        on.print(heading(words.PRIMARY))
        on.print(legend(citations.primary_legend(), outlets=False))
    on.print()
    on.print(seen(analysis.summary.statement, "dim"))


def _section(lines: Sequence[Line], citations: Citations, limit: int | None) -> RenderableType:
    numbered = len(lines) > 1 and lines[0].section == "check"
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", width=2, no_wrap=True)
    grid.add_column(overflow="fold")
    for number, line in enumerate(lines[:limit], 1):
        text = (
            seen(line.text, "bold" if line.section == "ladder" and number == 1 else "")
            .append(" ")
            .append(Text(squeeze(citations.label(line.cites)), "not bold dim"))
        )
        grid.add_row(str(number) if numbered else "", text)
    if limit and len(lines) > limit:
        grid.add_row("", Text(f"and {len(lines) - limit} more; `rashomon export` gives all", "dim italic"))
    return grid


def legend(letters: Iterable[tuple[str, Report]], outlets: bool = True) -> RenderableType:
    """Which text each letter stands for."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold", style="dim")
    for siglum, report in letters:
        grid.add_row(Text("  ").append(squeeze(siglum)), seen(report.path), Text(", ".join(_origin(report, outlets))))
    return grid


def _origin(report: Report, outlets: bool) -> Iterator[str]:
    if report.outlet or outlets:
        yield squeeze(report.outlet) if report.outlet else "outlet unknown"
    if report.published:
        yield report.published.iso()
    if report.lang != "en":
        yield squeeze(report.lang)
