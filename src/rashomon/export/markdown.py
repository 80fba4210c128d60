"""Decides how the desk note reads: the summary, ready to paste, every line with numbered footnotes.

A footnote gives the sentence itself and where it stands. Nothing in a report can act as Markdown
or HTML: what would be markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..tell import words
from ..text.visible import squeeze
from ..types import Analysis, Line, Span
from . import exporters
from ._cites import Citations, Run
from ._shape import MACHINE_MADE

_MARKUP = re.compile(r"([\\`*\[\]<|~&$]|(?<!\w)_|_(?!\w))")
LONG = 3  # sentences beyond the first from which a run is shown by its ends
_BLOCK = re.compile(r"^([#+\-=>:]|\d{1,9}[.)])")
_LINK = re.compile(r"(https?|ftp|www|mailto)([:.])")  # GitHub links bare addresses


@exporters("markdown")
def to_markdown(analysis: Analysis) -> str:
    """Title, ladder, sections, who shares text with whom, footnotes."""
    notes = Footnotes(Citations(analysis))
    body = [*_summary(analysis.summary.lines, analysis, notes), *_stemma(analysis), *_reports(notes.citations)]
    head = [f"# {escaped(analysis.summary.title)}", "", escaped(analysis.summary.statement), ""]
    return "\n".join((*head, *body, *notes.lines(), "", f"*{escaped(MACHINE_MADE.format(version=analysis.version))}*", ""))


class Footnotes:
    """Numbers runs of sentences in the order in which they are first cited."""

    def __init__(self, citations: Citations) -> None:
        self.citations = citations
        self._numbers: dict[Run, int] = {}

    def marks(self, spans: Iterable[Span]) -> str:
        """`[^1][^2]`; one number for every run of neighbouring sentences."""
        return "".join(f"[^{self._numbers.setdefault(run, len(self._numbers) + 1)}]" for run in self.citations.runs(spans))

    def lines(self) -> Iterator[str]:
        """The sentences each number stands for, with their place; of long runs the first and the last."""
        for (id, first, last), n in self._numbers.items():
            report, numbered = self.citations.reports[id], self.citations.numbered(id)
            shown = numbered[first - 1 : last] if last - first < LONG else (numbered[first - 1], numbered[last - 1])
            words_ = (" " if last - first < LONG else " […] ").join(report.quote(span) for span in shown)
            outlet = f"{escaped(report.outlet)}, " if report.outlet else ""
            yield f"[^{n}]: “{escaped(words_)}” ({outlet}{escaped(report.path)}, {escaped(self.citations.place(id, first, last))})"


def escaped(text: str) -> str:
    """One line of text in which nothing is markup."""
    flat = _MARKUP.sub(r"\\\1", squeeze(text))
    return _LINK.sub(r"\1\\\2", _BLOCK.sub(r"\\\1" if not flat[:1].isdigit() else _escape_number, flat))


def _escape_number(match: re.Match[str]) -> str:
    return f"{match[1][:-1]}\\{match[1][-1]}"


def _summary(lines: Iterable[Line], analysis: Analysis, notes: Footnotes) -> Iterator[str]:
    last = ""
    for line in lines:
        if line.section != last:
            heading = words.heading(line.section, analysis.stemma.accounts.high)
            yield from (("", f"## {escaped(heading)}", "") if heading else ())
            last = line.section
        yield f"- {escaped(line.text)}{notes.marks(line.cites)}"
    yield ""


def _stemma(analysis: Analysis) -> Iterator[str]:
    if not analysis.stemma.edges:
        return
    yield from (f"## {words.STEMMA.capitalize()}", "")
    names = {lost.siglum: f"{lost.name or words.UNNAMED_LOST} ({lost.siglum}, {words.LOST})" for lost in analysis.stemma.lost}
    for edge in analysis.stemma.edges:
        child, parent = names.get(edge.child, edge.child), names.get(edge.parent, edge.parent)
        yield f"- {escaped(child)} ← {escaped(parent)}: {words.DERIVATIONS[edge.kind]}, {words.strength(edge.p)}"
    yield ""


def _reports(citations: Citations) -> Iterator[str]:
    yield from ("## Reports", "")
    for siglum, report in citations.legend():
        published = f", {report.published.iso()}" if report.published else ""
        yield f"- **{escaped(siglum)}** {escaped(report.outlet or 'outlet unknown')}{published}, {escaped(report.path)}"
    yield ""
    if citations.primary:
        yield from (f"## {words.PRIMARY.capitalize()}", "")
        yield from (f"- **{escaped(siglum)}** {escaped(report.path)}" for siglum, report in citations.primary_legend())
        yield ""
