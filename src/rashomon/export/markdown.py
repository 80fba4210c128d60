"""Decides how the summary reads in Markdown: ready to paste, every line with numbered footnotes.

A footnote gives the sentence itself and where it stands. Nothing in a report can act as Markdown
or HTML: what would be markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..tell.length import shown
from ..tell.phrases import capital
from ..tell.template import Template, templates
from ..text.visible import squeeze
from ..types import Analysis, Span
from . import writes
from ._cites import Citations, Run

_MARKUP = re.compile(r"([\\`*\[\]<|~&$@{}^]|(?<![^\W_])_|_(?![^\W_]))")
LONG = 3  # sentences beyond the first from which a run is shown by its ends
_BLOCK = re.compile(r"^([#+\-=>:]|\d{1,9}[.)])")
# GitHub links bare addresses, others also bare hosts; not "U.S." and not "3.5".
_LINK = re.compile(r"(?:https?|ftp|mailto|xmpp)(?=:)|www(?=\.)|[^\W\d_](?=\.[^\W\d_]{2})", re.IGNORECASE)


@writes("markdown", "text/markdown", ".md", "The summary with its citations, for notes")
def to_markdown(analysis: Analysis) -> str:
    """Title, ladder, sections, who shares text with whom, footnotes."""
    notes = Footnotes(Citations(analysis))
    t = templates[analysis.summary.lang]
    body = [*_summary(analysis, notes, t), *_stemma(analysis, t), *_reports(notes.citations, t)]
    head = [f"# {escaped(analysis.summary.title)}", "", escaped(analysis.summary.statement), ""]
    return "\n".join((*head, *body, *notes.lines(), "", f"*{escaped(t.machine_made.format(version=analysis.version))}*", ""))


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
    return _LINK.sub(r"\g<0>\\", _BLOCK.sub(r"\\\1" if not flat[:1].isdigit() else _escape_number, flat))


def _escape_number(match: re.Match[str]) -> str:
    return f"{match[1][:-1]}\\{match[1][-1]}"


def _summary(analysis: Analysis, notes: Footnotes, t: Template) -> Iterator[str]:
    hidden = []
    for section in shown(analysis.summary):
        heading = t.heading(section.section, analysis.stemma.accounts.high)
        if not section.lines:
            hidden.append(f"{heading} ({section.more})")
            continue
        yield from (("", f"## {escaped(heading)}", "") if heading else ())
        yield from (f"- {escaped(line.text)}{notes.marks(line.cites)}" for line in section.lines)
        yield from ((f"- *{t.more_lines.format(n=section.more)}*",) if section.more else ())
    yield from (("", f"*{t.left_out.format(sections=escaped(', '.join(hidden)))}*") if hidden else ())
    yield ""


def _stemma(analysis: Analysis, t: Template) -> Iterator[str]:
    if not analysis.stemma.edges or analysis.summary.length == "short":
        return
    yield from (f"## {capital(t.stemma)}", "")
    names = {lost.siglum: f"{lost.name or t.unnamed_lost} ({lost.siglum}, {t.lost})" for lost in analysis.stemma.lost}
    for edge in analysis.stemma.edges:
        child, parent = names.get(edge.child, edge.child), names.get(edge.parent, edge.parent)
        yield f"- {escaped(child)} ← {escaped(parent)}: {t.how(edge)}"
    yield ""


def _reports(citations: Citations, t: Template) -> Iterator[str]:
    yield from (f"## {t.reports}", "")
    for siglum, report in citations.legend():
        published = f", {report.published.iso()}" if report.published else ""
        yield f"- **{escaped(siglum)}** {escaped(report.outlet or t.outlet_unknown)}{published}, {escaped(report.path)}"
    yield ""
    if citations.primary:
        yield from (f"## {capital(t.primary)}", "")
        yield from (f"- **{escaped(siglum)}** {escaped(report.path)}" for siglum, report in citations.primary_legend())
        yield ""
