"""What a summary line may point at: one event laid out for the writers of the sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile

from ..config import TellConfig
from ..lang._compared import compared
from ..text.stems import keys
from ..types import Claim, Collation, Findings, Line, Notes, Report, Span, Stemma

MARKS = '“”"'
CLOSE = 0.2  # similarity to a claim's gist below which a cell may say something else


class Desk:
    """The stages' results of one event, with look-ups by report and sentence."""

    def __init__(
        self,
        reports: Sequence[Report],
        notes: Sequence[Notes],
        collation: Collation,
        stemma: Stemma,
        findings: Findings,
        config: TellConfig,
    ) -> None:
        self.reports, self.collation, self.stemma, self.findings, self.config = reports, collation, stemma, findings, config
        self.by_id = {report.id: report for report in reports}
        self.notes = {note.report: note for note in notes}
        self.sigla = {id: siglum for siglum, id in stemma.witnesses.items()}
        self.account = {id: n for n, members in enumerate(stemma.accounts.members) for id in members}

    def quote(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self.by_id[span.report].quote(span).split())

    def snippet(self, span: Span, around: int) -> str:
        """The words of a span with some words of its sentence on either side, cut ends shown by an ellipsis."""
        text = self.by_id[span.report].text
        home = next(self._around(span), span)
        before, after = text[home.start : span.start].split(" "), text[span.end : home.end].split(" ")
        head, tail = before[-around - 1 :], after[: around + 1]
        shown = " ".join(head) + text[span.start : span.end] + " ".join(tail)
        return ("… " if len(head) < len(before) else "") + " ".join(shown.split()) + (" …" if len(tail) < len(after) else "")

    def sentences(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The whole sentences that hold some spans, in order of siglum and text."""
        wanted = set(spans)
        found = {s for span in wanted for s in self._around(span)}
        return tuple(sorted(found, key=lambda s: (self.order(s.report), s.start)))

    def _around(self, span: Span) -> Iterator[Span]:
        """The sentences that a span touches."""
        sentences = self.notes[span.report].sentences
        first = bisect_right(sentences, span.start, key=lambda s: s.end)
        return takewhile(lambda s: s.start < span.end, (sentences[n] for n in range(first, len(sentences))))

    def order(self, id: str) -> int:
        """Place of a report in the order of sigla."""
        return list(self.stemma.witnesses.values()).index(id)

    def opening(self, ids: Iterable[str]) -> tuple[Span, ...]:
        """The first sentence of each report: what a line about a whole report points at."""
        return tuple(self.notes[id].sentences[0] for id in sorted(ids, key=self.order) if self.notes[id].sentences)

    def letters(self, ids: Iterable[str]) -> str:
        """`A`, `A and B`, `A, B and C`."""
        return listed([self.sigla[id] for id in sorted(ids, key=self.order)])

    def line(self, section: str, text: str, spans: Iterable[Span]) -> Line | None:
        """A line, or None where no sentence would carry it."""
        cites = self.sentences(spans)
        return Line(section, text, cites) if cites else None

    @cached_property
    def headings(self) -> set[Span]:
        """Headlines and decks: they repeat the text and make no claim of their own in a summary."""
        return {span for report in self.reports for span in (report.headline, report.deck) if span is not None}

    def is_heading(self, span: Span) -> bool:
        return any(span in heading for heading in self.headings)

    def accounts_of(self, claim: Claim) -> set[int]:
        """The accounts that carry a claim."""
        return {self.account[id] for id, cell in claim.cells.items() if cell is not None}

    def close(self, claim: Claim) -> bool:
        """Whether every cell of a claim stands near its gist and gives its days and figures, so that quoting the gist is true of all."""
        cells = [cell.span for cell in claim.cells.values() if cell is not None and cell.span != claim.gist]
        return all(self.alike(claim.gist, span) and not self._says_more(claim.gist, span) for span in cells)

    def _says_more(self, one: Span, other: Span) -> bool:
        """Whether a sentence gives a day or a figure that the other does not."""
        return any(ours - theirs for ours, theirs in zip(self._checkable(one), self._checkable(other), strict=True))

    def _checkable(self, span: Span) -> tuple[set[str], set[str]]:
        """The days of the week and the figures of a sentence."""
        report = self.by_id[span.report]
        found = [word for word, _, _ in keys(report.quote(span))]
        days = compared(report.lang).weekdays
        return {f"{days.index(word)}" for word in found if word in days}, {word for word in found if word[0].isdigit()}

    def reworded(self, claim: Claim) -> bool:
        """Whether words inside quotation marks changed between the sentences that carry a claim."""
        cells = [cell.span for cell in claim.cells.values() if cell is not None]
        changed = [found for found in self.findings.discrepancies if found.kind == "quotation"]
        return any(any(found.left in cell for cell in cells) and any(found.right in cell for cell in cells) for found in changed)

    def alike(self, one: Span, other: Span) -> bool:
        """Whether two sentences stand near each other."""
        return self._near.get(frozenset((one, other)), 0.0) >= CLOSE

    @cached_property
    def _near(self) -> dict[frozenset[Span], float]:
        return {frozenset((pair.a, pair.b)): pair.similarity for pair in self.collation.near}

    @cached_property
    def speakers(self) -> list[tuple[str, tuple[Span, ...]]]:
        """Persons given as sources, their names joined across reports, with the sentences; most quoted first."""
        persons, groups = self.findings.persons, dict[int, tuple[str, set[Span]]]()
        for id_ in sorted(self.notes, key=self.order):
            for quote in self.notes[id_].quotes:
                person = persons.get((id_, quote.speaker or ""))
                if quote.speech and person is not None:
                    groups.setdefault(id(person), (person.name, set()))[1].update(quote.content)
        named = [(name, self.sentences(spans)) for name, spans in groups.values()]
        return sorted(named, key=lambda item: (-len({s.report for s in item[1]}), -len(item[1]), item[0]))


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def quoted(text: str) -> str:
    """Words of a report in quotation marks; words that carry marks of their own stand as they are."""
    text = text.strip()
    return text if any(mark in text for mark in MARKS) else f"“{text}”"
