"""Decides how a summary looks in a terminal: what to say first on top, every line with its citations.

What comes from a report is shown, never obeyed: it passes `visible` and is printed as text, not as
markup. Without a terminal the same lines come plain and 100 columns wide.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ..text.visible import squeeze, visible_lines
from ..types import Analysis, Report

if TYPE_CHECKING:
    from ..export._cites import Citations
    from ..tell.length import Shown
    from ..tell.template import Template

PLAIN_WIDTH = 100  # columns where nobody says how wide the paper is
WIDEST = 120  # columns beyond which a line is hard to read


class _Screen(Console):
    """A console that shows what it is given, and whose reader may walk away: `main` decides what that means, not the library."""

    def render_str(self, text: str, *args: Any, **how: Any) -> Text:  # noqa: ANN401 - passed on as they are
        """Plain strings pass `visible` here, once for all commands; line breaks are kept."""
        return super().render_str(visible_lines(text), *args, **how)

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
    from ..export._cites import Citations
    from ..tell.length import shown
    from ..tell.template import templates
    from .stemma import stemma_view

    citations, summary = Citations(analysis), analysis.summary
    t, accounts = templates[summary.lang], analysis.stemma.accounts.high
    on.print(seen(summary.title or t.untitled, "bold"))
    sections = list(shown(summary, per_section))
    for section in (section for section in sections if section.lines):
        title = t.heading(section.section, accounts)
        if title:
            on.print()
            on.print(heading(title, t.section_notes.get(section.section, "")))
        on.print(_section(section, citations, t))
    if analysis.stemma.edges and summary.length != "short":
        on.print()
        on.print(heading(t.stemma))
        on.print(stemma_view(analysis))
    for title, letters, outlets in ((t.reports, list(citations.legend()), True), (t.primary, list(citations.primary_legend()), False)):
        if letters:
            on.print()
            on.print(heading(title))
            on.print(brief_legend(letters) if summary.length == "short" else legend(letters, t, outlets))
    on.print()
    if hidden := [f"{t.heading(one.section, accounts)} ({one.more})" for one in sections if not one.lines]:
        on.print(Text(t.left_out.format(sections=", ".join(hidden)), "dim italic"))
    on.print(seen(summary.statement, "dim"))


def _section(section: Shown, citations: Citations, t: Template) -> RenderableType:
    numbered = len(section.lines) + section.more > 1 and section.section == "check"
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", width=2, no_wrap=True)
    grid.add_column(overflow="fold")
    for number, line in enumerate(section.lines, 1):
        text = (
            seen(line.text, "bold" if line.section == "ladder" and number == 1 else "")
            .append(" ")
            .append(Text(squeeze(citations.label(line.cites)), "not bold dim"))
        )
        grid.add_row(str(number) if numbered else "", text)
    if section.more:
        grid.add_row("", Text(t.more_lines.format(n=section.more), "dim italic"))
    return grid


def brief_legend(letters: Iterable[tuple[str, Report]]) -> RenderableType:
    """Which text each letter stands for, in running text."""
    return Text("; ").join(
        Text(squeeze(siglum), "bold").append(f" {squeeze(report.outlet or report.path)}", "not bold") for siglum, report in letters
    )


def legend(letters: Iterable[tuple[str, Report]], t: Template, outlets: bool) -> RenderableType:
    """Which text each letter stands for."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold", style="dim")
    for siglum, report in letters:
        grid.add_row(Text("  ").append(squeeze(siglum)), seen(report.path), Text(", ".join(_origin(report, t, outlets))))
    return grid


def _origin(report: Report, t: Template, outlets: bool) -> Iterator[str]:
    if report.outlet or outlets:
        yield squeeze(report.outlet) if report.outlet else t.outlet_unknown
    if report.published:
        yield report.published.iso()
    if report.lang != "en":
        yield squeeze(report.lang)
