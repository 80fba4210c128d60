"""What a summary line may point at: one event laid out for the writers of the sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from ..config import TellConfig
from ..lang._compared import asking, compared
from ..text.stems import keys
from ..text.tokens import words
from ..types import Against, Collation, Discrepancy, Findings, Line, Notes, Report, Span, Stemma, Step
from .template import templates

SCRAP = 4  # words below which a sentence says nothing by itself
CLOSE = 0.2  # similarity of two sentences below which they may say two things


class Given(NamedTuple):
    """Somebody who is given as a source."""

    source: str  # the person by the name that the event has, else the words for whoever it is
    named: bool
    places: tuple[Span, ...]  # the words for it; where these are a pronoun, the name before it too


class Speaker(NamedTuple):
    """Somebody who is quoted."""

    name: str
    spans: set[Span]  # the sentences
    via: dict[str, set[str]]  # agency -> the reports in which it carries the words


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
        primary: Against | None = None,
    ) -> None:
        self.reports, self.collation, self.stemma, self.findings, self.config = reports, collation, stemma, findings, config
        self.primary, self.template = primary, templates[config.lang]
        self.by_id = {report.id: report for report in reports}
        self.notes = {note.report: note for note in notes}
        self.sigla = {id: siglum for siglum, id in stemma.witnesses.items()} | (primary.sigla if primary else {})
        sources = primary.sources if primary else ()
        self._texts = self.by_id | {source.report.id: source.report for source in sources}  # whatever a line can cite
        self._sentences = {note.report: note.sentences for note in (*notes, *(source.notes for source in sources))}
        self.persons = findings.persons
        self._places = {id: n for n, id in enumerate([*stemma.witnesses.values(), *(source.report.id for source in sources)])}
        self.account = {id: n for n, members in enumerate(stemma.accounts.members) for id in members}

    def quote(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self._texts[span.report].quote(span).split())

    def snippet(self, span: Span, around: int, home: Span | None = None) -> str:
        """The words of a span with some words of its sentence, or its `home`, on either side; cut ends shown by an ellipsis."""
        text = self._texts[span.report].text
        home = home or next(self._around(span), span)
        before, after = text[home.start : span.start].split(" "), text[span.end : home.end].split(" ")
        head, tail = before[-around - 1 :], after[: around + 1]
        shown = " ".join(head) + text[span.start : span.end] + " ".join(tail)
        return ("… " if len(head) < len(before) else "") + " ".join(shown.split()) + (" …" if len(tail) < len(after) else "")

    def readings(self, spans: Iterable[Span], around: int) -> str:
        """Each reading with some words on either side, and the report it stands in."""
        t = self.template
        told = ((t.quoted(self.snippet(span, around)), self.sigla[span.report]) for span in dict.fromkeys(spans))
        return " | ".join(t.reading.format(words=words, letters=letters) for words, letters in told)

    def onward(self, span: Span, length: int) -> str:
        """The words of a span on one line; of a lone mark, what follows it in its paragraph, up to some characters."""
        if any(map(str.isalnum, self.quote(span))):
            return self.quote(span)
        return " ".join(self.by_id[span.report].text[span.start : span.start + length].split("\n", 1)[0].split())

    def sentences(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The whole sentences that hold some spans, in order of siglum and text."""
        wanted = set(spans)
        return tuple(self.in_order({s for span in wanted for s in self._around(span)}))

    def in_order(self, spans: Iterable[Span]) -> list[Span]:
        """Spans in order of siglum and text."""
        return sorted(spans, key=lambda span: (self.order(span.report), span.start))

    def _around(self, span: Span) -> Iterator[Span]:
        """The sentences that a span touches."""
        sentences = self._sentences[span.report]
        first = bisect_right(sentences, span.start, key=lambda s: s.end)
        return takewhile(lambda s: s.start < span.end, (sentences[n] for n in range(first, len(sentences))))

    def order(self, id: str) -> int:
        """Place of a report in the order of sigla."""
        return self._places[id]

    def opening(self, ids: Iterable[str]) -> tuple[Span, ...]:
        """The first sentence of each report: what a line about a whole report points at."""
        return tuple(self.notes[id].sentences[0] for id in sorted(ids, key=self.order) if self.notes[id].sentences)

    def letters(self, ids: Iterable[str]) -> str:
        """`A`, `A and B`, `A, B and C`."""
        return self.template.listed([self.sigla[id] for id in sorted(ids, key=self.order)])

    def line(self, section: str, text: str, spans: Iterable[Span], step: Step = "") -> Line | None:
        """A line, or None where no sentence would carry it."""
        cites = self.sentences(spans)
        return Line(section, text, cites, step) if cites else None

    @cached_property
    def headings(self) -> set[Span]:
        """Headlines and decks: they repeat the text and make no claim of their own in a summary."""
        return {span for report in self.reports for span in (report.headline, report.deck) if span is not None}

    def is_heading(self, span: Span) -> bool:
        return any(span in heading for heading in self.headings)

    def is_sentence(self, span: Span) -> bool:
        return next(self._around(span), None) == span

    def is_telling(self, span: Span) -> bool:
        """Whether a sentence says something by itself: no headline, and no scrap such as "Concerned ... ”"."""
        return not self.is_heading(span) and len(words(self.by_id[span.report].quote(span))) >= SCRAP

    def is_disputed(self, cells: Iterable[Span]) -> bool:
        """Whether a reading to check first lies in one of some sentences."""
        return any(place in cell for cell in cells for place in self._checked.get(cell.report, ()))

    @cached_property
    def _checked(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for one in self.findings.discrepancies:
            if one.is_hard:
                for span in (one.left, one.right, *one.more):
                    found.setdefault(span.report, []).append(span)
        return found

    def accounts_of(self, spans: Iterable[Span]) -> set[int]:
        """The accounts that some sentences stand in."""
        return {self.account[span.report] for span in spans}

    def asking(self, cue: Span) -> int:
        """How strongly a cue asks."""
        return asking(self.quote(cue), self.by_id[cue.report].lang) or 0

    def given(self, span: Span) -> list[Given]:
        """Who is given as the source of what a sentence says."""
        found: list[Given] = []
        for quote in self.notes[span.report].quotes:
            if quote.speech and quote.source is not None and any(part.overlaps(span) for part in quote.content):
                person = self.persons.get((span.report, quote.speaker or ""))
                said = person.name if person else quote.speaker or ""
                if any(word[0].isalpha() and word not in self._idle(span.report) for word, _, _ in keys(said)):
                    found.append(Given(said, person is not None, self._named_at(quote.source, quote.speaker)))
        return found

    def _named_at(self, source: Span, speaker: str | None) -> tuple[Span, ...]:
        """The words that give a source, with the last mention before them where they do not name the person."""
        names = [name.span for name in self.notes[source.report].names if name.entity == speaker and name.span.start < source.end]
        return (source,) if not names or names[-1] in source else (names[-1], source)

    def _idle(self, id: str) -> frozenset[str]:
        return compared(self.by_id[id].lang).stopwords

    def speaker_at(self, cue: Span) -> str | None:
        """The person whose words a cue introduces, under the name that the event has for them."""
        said = {quote.speaker for quote in self.notes[cue.report].quotes if quote.cue == cue}
        people = {person.name for speaker in said if (person := self.persons.get((cue.report, speaker or "")))}
        return people.pop() if len(people) == 1 else None

    def reworded(self, cells: Sequence[Span]) -> bool:
        """Whether words inside quotation marks, or how firmly it is said, changed between some sentences."""
        changed = [found for found in self.findings.discrepancies if found.kind in ("quotation", "verb")]
        return any(any(found.left in cell for cell in cells) and any(found.right in cell for cell in cells) for found in changed)

    def alike(self, span: Span) -> AbstractSet[Span]:
        """The sentences that say nearly the same as one, or are its translation."""
        return self._beside.get(span, frozenset())

    def apart(self, spans: Iterable[Span]) -> list[Span]:
        """The sentences of these, in their order, that are not alike to an earlier one."""
        kept: dict[Span, None] = {}
        for span in spans:
            if self._beside.get(span, set()).isdisjoint(kept):
                kept[span] = None
        return list(kept)

    @cached_property
    def _beside(self) -> dict[Span, set[Span]]:
        near = [pair for pair in self.collation.near if pair.similarity >= CLOSE]
        translated = [pair for chain in self.collation.chains for pair in chain.passages if pair.state == "translated"]
        found: dict[Span, set[Span]] = {}
        for pair in (*near, *translated):
            found.setdefault(pair.a, set()).add(pair.b)
            found.setdefault(pair.b, set()).add(pair.a)
        return found

    @cached_property
    def speakers(self) -> list[Speaker]:
        """Persons given as sources, under the names that the event has for them, most quoted first."""
        found: dict[int, Speaker] = {}
        for id_ in sorted(self.notes, key=self.order):
            for quote in self.notes[id_].quotes:
                person = self.persons.get((id_, quote.speaker or ""))
                if quote.speech and person is not None:
                    speaker = found.setdefault(id(person), Speaker(person.name, set(), {}))
                    speaker.spans.update(self.sentences(quote.content))
                    if quote.via:
                        speaker.via.setdefault(quote.via, set()).add(id_)
        return sorted(found.values(), key=lambda one: (-len({s.report for s in one.spans}), -len(one.spans), one.name))


def joined(found: Sequence[Discrepancy]) -> list[list[Discrepancy]]:
    """Findings of one kind that share a span, together, in order of the first."""
    groups: dict[int, list[Discrepancy]] = {}  # by the number of the first finding
    home: dict[tuple[str, Span], int] = {}
    for n, one in enumerate(found):
        places = _places(one)
        first, *others = sorted({home[place] for place in places if place in home}) or [n]
        for other in others:
            moved = groups.pop(other)
            groups[first] += moved
            home.update((place, first) for finding in moved for place in _places(finding))
        groups.setdefault(first, []).append(one)
        home.update((place, first) for place in places)
    return list(groups.values())


def _places(found: Discrepancy) -> list[tuple[str, Span]]:
    return [(found.kind, span) for span in (found.left, found.right, *found.more)]
