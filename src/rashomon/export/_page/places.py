"""Decides what a page says of a place in a report: its label, its sentence, its outlet and date, who is given as its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from ...lang import language
from ...tell import words
from ...text.visible import squeeze, visible
from ...types import Analysis, Quote, Report, Span
from .._cites import Citations

COLOURS = 8  # accounts that have a colour of their own in style.css
CODE = (2, 3)  # letters of a language code
PAGE_LANG = "en"  # the language of the words of the page, as of `explain` and `show`; the summary has its own


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation of neighbouring sentences: `A:s4-6`, and the first of them."""

    label: str
    siglum: str
    number: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the words in it that are meant."""

    before: str
    words: str
    after: str
    lang: str = ""  # where it is not that of the page


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a report comes from."""

    siglum: str
    outlet: str  # as the report names it, else its path
    published: str  # "" where it is not known
    account: int  # from 1; 0 for a primary source
    lang: str = ""

    @property
    def colour(self) -> str:
        """The class of its account in the style sheet."""
        return f"account-{(self.account - 1) % COLOURS + 1}" if self.account else "no-account"


class Places:
    """One event laid out for a page."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.citations = analysis, Citations(analysis)
        self.reports, self._persons = self.citations.reports, analysis.findings.persons
        self._notes = {notes.report: notes for notes in analysis.notes}

    @cached_property
    def accounts(self) -> list[list[str]]:
        """The ids of the reports of each account, those with the earliest letters first."""
        members = [sorted(account, key=self.order) for account in self.analysis.stemma.accounts.members]
        return sorted(members, key=lambda account: self.order(account[0]))

    @cached_property
    def _account(self) -> dict[str, int]:
        return {id: n for n, members in enumerate(self.accounts, 1) for id in members}

    def account(self, report: str) -> int:
        """The number of a report's account, from 1; 0 for a primary source."""
        return self._account.get(report, 0)

    def order(self, report: str) -> tuple[int, str]:
        """A before Z before AA."""
        siglum = self.citations.siglum(report)
        return len(siglum), siglum

    def cites(self, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """One citation for every run of neighbouring sentences."""
        c = self.citations
        return tuple(Cite(visible(c.place(*run)), c.siglum(run.report), run.first) for run in c.runs(spans))

    def cite(self, span: Span) -> Cite:
        """The citation of one span."""
        return self.cites((span,))[0]

    def origin(self, report: str) -> Origin:
        """Who published a report, and when."""
        one = self.reports[report]
        outlet = words.PRIMARY if report in self.citations.primary else squeeze(one.outlet or one.path)
        published = one.published.iso() if one.published else ""
        return Origin(squeeze(self.citations.siglum(report)), outlet, published, self.account(report), foreign(one))

    def text(self, span: Span) -> str:
        """The words of a span as they stand in the report."""
        return self.reports[span.report].quote(span)

    def words(self, span: Span) -> str:
        """The words of a span on one line, nothing in them that acts."""
        return squeeze(self.text(span))

    def sentence(self, span: Span) -> Marked:
        """The whole sentences around a span."""
        report, whole = self.reports[span.report], self.citations.sentences(span)
        start = report.text.find(whole, max(0, span.start - len(whole)))
        at, end = span.start - start, span.end - start
        return Marked(edged(whole[:at]), squeeze(whole[at:end]), edged(whole[end:]), foreign(report))

    def quotes(self, span: Span) -> list[Quote]:
        """What is said by somebody at a place."""
        notes = self._notes.get(span.report)
        return [q for q in notes.quotes if q.speech and any(c.overlaps(span) for c in q.content)] if notes else []

    def who(self, span: Span) -> str:
        """Who is given as the source of what stands at a place, and through which agency; "" where nobody is."""
        told = (self._speaker(span.report, quote) for quote in self.quotes(span))
        return ", ".join(dict.fromkeys(who for who in told if who))

    def _speaker(self, report: str, quote: Quote) -> str:
        person = self._persons.get((report, quote.speaker or ""))
        said = person.name if person else quote.speaker or (self.reports[report].quote(quote.source) if quote.source else "")
        if said.casefold() in language(self.reports[report].lang).pronouns:
            said = ""
        return squeeze(" via ".join(part for part in (said, quote.via) if part) if said else f"via {quote.via}" if quote.via else "")


def opens(url: str) -> bool:
    """Whether an address is one of the web, and nothing else for any browser."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return False
    return scheme in ("http", "https") and url[len(scheme) :].startswith("://") and url.isprintable() and " " not in url


def lang_of(report: Report) -> str:
    """The language of a report's text, "" where its code is none."""
    return report.lang if report.lang.isascii() and report.lang.isalpha() and len(report.lang) in CODE else ""


def foreign(report: Report) -> str:
    """The language of a report where it is not that of the page."""
    code = lang_of(report)
    return "" if code == PAGE_LANG else code


def edged(text: str) -> str:
    """`squeeze`, keeping the space on the side of a neighbour."""
    flat = squeeze(text)
    return (" " if text[:1].isspace() and flat else "") + flat + (" " if text[-1:].isspace() else "")
