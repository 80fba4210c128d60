"""Decides what a desk note holds: the summary as an editor pastes it, a footnote a line, excerpts only.

Observations. A line is carried by up to thirty sentences of ten reports; a mark for each run of them buries the line, and whole
sentences are not ours to hand on. Letters mean nothing to who did not see the screen. Copies give one sentence ten times.

How it works.
1. The statement of sources comes first, then the sections as `tell/length.py` shows them, then the reports by letter, and last
   what made this. No drawing, no bits, no formats: nobody at a desk asks for them.
2. Every line has one footnote. In it stands a place for every run of neighbouring sentences: outlet, headline and date where a
   report is first cited, later its outlet and letter; then the sentence's number and an excerpt. Reports with one excerpt share it.
3. An excerpt has thirty words at most, around the words of the line where the line quotes some. Of a run of more than three
   sentences, which shows shared text, the place is enough: its first thirty words carry nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..tell.length import shown
from ..tell.phrases import capital
from ..tell.template import Template, templates
from ..text.visible import squeeze
from ..types import Analysis, Line, Report
from ._cites import Citations, Run
from ._names import web

EXCERPT = 30  # words
LONG = 3  # sentences beyond the first from which a run is given by its place alone
BEFORE = 6  # of these, words that stand before what the line quotes
TELLING = 4  # characters below which a piece of a line is found anywhere
_PIECES = re.compile('[„“”"«»…|]')


class Place(NamedTuple):
    """What a footnote gives of one or more reports: where it stands, and the words."""

    where: str  # with a colon where an excerpt follows
    excerpt: str  # in quotation marks; "" of long runs
    lang: str


class Said(NamedTuple):
    """A line and its footnote, numbered from 1."""

    text: str
    number: int
    places: tuple[Place, ...]


class Section(NamedTuple):
    """Some lines under a heading, which may be ""."""

    heading: str
    remark: str
    lines: tuple[Said, ...]
    more: str  # what is not shown of it


class Source(NamedTuple):
    """A text by its letter."""

    siglum: str
    headline: str
    about: str  # outlet, date, file
    address: str  # on the web, else ""
    lang: str


class Note(NamedTuple):
    """A desk note; every text in it is one line in which all can be seen."""

    lang: str
    title: str
    statement: str
    sections: tuple[Section, ...]
    left_out: str
    sources: tuple[tuple[str, tuple[Source, ...]], ...]  # heading -> texts
    machine_made: str

    @property
    def lines(self) -> Iterator[Said]:
        """All lines, in the order of their footnotes."""
        return (line for section in self.sections for line in section.lines)


def note(analysis: Analysis) -> Note:
    """The note of an analysis, in the language and at the length of its summary."""
    return _Writer(analysis).note()


class _Writer:
    """Numbers the footnotes, and remembers which reports have been named in full."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.citations = analysis, Citations(analysis)
        self.template: Template = templates[analysis.summary.lang]
        self.number, self.named = 0, set[str]()

    def note(self) -> Note:
        summary, t, citations = self.analysis.summary, self.template, self.citations
        sections, hidden = [], []
        for one in shown(summary):
            heading = t.heading(one.section, self.analysis.stemma.accounts.high)
            if one.lines:
                more = t.more_lines.format(n=one.more) if one.more else ""
                lines = tuple(self._line(line) for line in one.lines)
                sections.append(Section(squeeze(heading), t.section_notes.get(one.section, ""), lines, more))
            else:
                hidden.append(f"{heading} ({one.more})")
        texts = ((t.reports, [*citations.legend()]), (capital(t.primary), [*citations.primary_legend()]))
        return Note(
            summary.lang,
            squeeze(summary.title or t.untitled),
            squeeze(summary.statement),
            tuple(sections),
            t.left_out.format(sections=", ".join(hidden)) if hidden else "",
            tuple((heading, tuple(self._source(*item) for item in legend)) for heading, legend in texts if legend),
            t.machine_made.format(version=self.analysis.version),
        )

    def _line(self, line: Line) -> Said:
        self.number += 1
        return Said(squeeze(line.text), self.number, tuple(self._places(line)))

    def _places(self, line: Line) -> Iterator[Place]:
        """The runs a line rests on, those with one excerpt together."""
        alike: dict[str, list[Run]] = {}
        for run in self.citations.runs(line.cites):
            alike.setdefault(self._excerpt(run, line.text), []).append(run)
        for words, some in alike.items():
            lang = self.citations.reports[some[0].report].lang
            where = "; ".join(self._where(run) for run in some)
            yield Place(f"{where}: " if words else where, self.template.quoted(words) if words else "", squeeze(lang))

    def _where(self, run: Run) -> str:
        """Outlet, headline, date and sentence; of a report that was cited before its outlet and letter."""
        report, sentence = self.citations.reports[run.report], self.citations.place(*run)
        outlet = squeeze(report.outlet or "")
        if run.report in self.named:
            return f"{outlet}, {sentence}" if outlet else sentence
        self.named.add(run.report)
        inside = report.headline and self.citations.numbers(report.headline)[0] in range(run.first, run.last + 1)
        headline = self.template.quoted(_headline(report)) if report.headline and not inside else ""
        published = report.published.iso() if report.published else ""
        return ", ".join(filter(None, (outlet or self._nameless(report), headline, published, sentence)))

    def _nameless(self, report: Report) -> str:
        """What stands for an outlet nobody named: the file, which is all there is."""
        return squeeze(report.path) if report.id in self.citations.primary else f"{self.template.outlet_unknown} ({squeeze(report.path)})"

    def _excerpt(self, run: Run, line: str) -> str:
        """Thirty words of a short run; a headline, which ends in no mark, is set apart from what follows."""
        if run.last - run.first >= LONG:
            return ""
        sentences = self.citations.numbered(run.report)[run.first - 1 : run.last]
        report = self.citations.reports[run.report]
        said = [squeeze(report.quote(span)) for span in sentences]
        apart = [text + (" /" if text[-1:].isalnum() else "") for text in said[:-1]]
        return excerpt(" ".join((*apart, said[-1])), squeeze(line))

    def _source(self, siglum: str, report: Report) -> Source:
        outlet = squeeze(report.outlet or "") or ("" if report.id in self.citations.primary else self.template.outlet_unknown)
        published = report.published.iso() if report.published else ""
        about = ", ".join(filter(None, (outlet, published, squeeze(report.path))))
        return Source(siglum, _headline(report), about, web(report.url) or "", squeeze(report.lang))


def _headline(report: Report) -> str:
    return squeeze(report.quote(report.headline)) if report.headline else ""


def excerpt(text: str, line: str) -> str:
    """Thirty words of a text at most: its beginning, or around the longest piece of it that the line quotes."""
    words = text.split()
    if len(words) <= EXCERPT:
        return text
    quoted = max((piece for piece in map(str.strip, _PIECES.split(line)) if len(piece) >= TELLING and piece in text), key=len, default="")
    at = len(text[: text.index(quoted)].split()) if quoted else 0
    start = max(0, min(at - BEFORE, len(words) - EXCERPT))
    end = start + EXCERPT
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if end < len(words) else ''}"
