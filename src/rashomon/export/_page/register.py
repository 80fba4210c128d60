"""Decides how the sources of an event are listed: who speaks, whose texts and pictures are credited, and what is missing.

A speaker is the person that the event joins from the names in the reports; who is given by an office alone is listed by that, and is
one person over several reports no further than the words say. Whoever is the only named source of a claim is told with it: that is
whom to call.
Nothing here says that a source is good or bad, or that it was heard by the reporter; where a report tells that, it is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...lang import language
from ...lang._compared import compared
from ...tell import words
from ...types import Analysis, Named, Quote, Said, Span
from .pieces import Marks, Place, cited
from .text import captions

GIST = 120  # characters shown of a claim
DETAIL = 160  # of the words of a credit


@dataclass(frozen=True, slots=True)
class Where:
    """Something with the reports that have it."""

    said: str
    sigla: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Giver:
    """A report that gives words to a speaker, in which sentences and how."""

    siglum: str
    numbers: tuple[int, ...]
    modes: tuple[str, ...]  # in words: quoted, reported


@dataclass(frozen=True, slots=True)
class Only:
    """A claim for which nobody else is named."""

    id: str
    gist: str
    place: Place
    reports: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is given as a source."""

    name: str
    named: bool
    givers: tuple[Giver, ...]
    accounts: int
    titles: tuple[str, ...] = ()
    spellings: tuple[Where, ...] = ()  # as reports write the name, where they differ
    via: tuple[Where, ...] = ()  # agencies that carried the words
    hands: tuple[Where, ...] = ()  # first or second hand, where a report tells it
    occasions: tuple[Where, ...] = ()
    spoken: tuple[Where, ...] = ()  # when, in the words of the reports
    only: tuple[Only, ...] = ()  # claims that rest on this speaker alone


@dataclass(frozen=True, slots=True)
class Credited:
    """A text that reports say they draw on."""

    name: str
    held: tuple[str, ...]  # sigla of reports by that outlet, if the event has some
    scope: str  # in words
    detail: str
    places: tuple[Place, ...]  # number 0: of the report as a whole


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that is not held: the reports under it, and what tells of it."""

    siglum: str
    name: str
    under: tuple[tuple[str, str, str], ...]  # siglum of a report, the id of the edge, how and how surely
    credits: tuple[str, ...]  # the words that name it


@dataclass(frozen=True, slots=True)
class Register:
    """The sources of an event."""

    named: tuple[Speaker, ...]
    unnamed: tuple[Speaker, ...]
    without: tuple[Place, ...]  # sentences with quoted words and no source given
    credits: tuple[Credited, ...]
    pictures: tuple[Where, ...]
    missing: tuple[Missing, ...]


def register(analysis: Analysis) -> Register:
    """Everybody and everything that the reports of an event give as a source."""
    return _Desk(analysis).register()


@dataclass(slots=True)
class _Heard:
    """What the reports have of one source."""

    name: str
    person: Named | None
    quotes: list[tuple[str, Quote]]
    said: list[Said]


class _Desk:
    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.marks = analysis, Marks(analysis)
        self.order = [report.id for _, report in self.marks.citations.legend()]
        self.sigla = self.marks.citations.sigla
        self.account = {id: n for n, members in enumerate(analysis.stemma.accounts.members) for id in members}
        self.notes = {notes.report: notes for notes in analysis.notes}
        self.persons = analysis.findings.persons

    def register(self) -> Register:
        """The whole of it."""
        heard = self._heard()
        speakers = [self._speaker(one) for one in heard.values() if one.quotes]
        ranked = sorted(speakers, key=lambda one: (-len(one.givers), -sum(len(giver.numbers) for giver in one.givers), one.name))
        return Register(
            tuple(one for one in ranked if one.named),
            tuple(one for one in ranked if not one.named),
            self._without(),
            tuple(self._credits()),
            self._pictures(),
            tuple(self._missing()),
        )

    # --- who speaks

    def _heard(self) -> dict[object, _Heard]:
        """Whatever is said, by the person or the words for whoever says it."""
        out: dict[object, _Heard] = {}
        for id in self.order:
            for quote in self.notes[id].quotes:
                if quote.speech and (key := self._key(id, quote.speaker or self._source(id, quote))):
                    self._entry(out, key, id, quote.speaker or self._source(id, quote)).quotes.append((id, quote))
        for row in self.analysis.findings.said:
            if row.speaker and (key := self._key(row.report, row.speaker)) in out:
                out[key].said.append(row)
        return out

    def _entry(self, out: dict[object, _Heard], key: object, id: str, source: str) -> _Heard:
        person = self.persons.get((id, source))
        return out.setdefault(key, _Heard(person.name if person else source, person, [], []))

    def _key(self, id: str, source: str) -> object:
        person = self.persons.get((id, source))
        return (person.name, tuple(sorted(person.entities.items()))) if person else source.casefold()

    def _source(self, id: str, quote: Quote) -> str:
        """The words for a source that has no name; "" for none, and for "he", "who" or "of them", whom nobody knows."""
        said, lang = " ".join(self.marks.reports[id].quote(quote.source).split()) if quote.source else "", self.marks.reports[id].lang
        idle = {*compared(lang).stopwords, *language(lang).pronouns}
        return "" if all(word in idle for word in said.casefold().split()) else said

    def _speaker(self, one: _Heard) -> Speaker:
        by_report: dict[str, list[Quote]] = defaultdict(list)
        for id, quote in one.quotes:
            by_report[id].append(quote)
        person = one.person
        spellings = [(spelling, ids) for spelling, ids in person.spellings.items() if " " in spelling] if person else []
        return Speaker(
            one.name,
            person is not None,
            tuple(self._giver(id, quotes) for id, quotes in by_report.items()),
            len({self.account[id] for id in by_report}),
            _once(person.titles) if person else (),
            self._where((spelling, id) for spelling, ids in spellings for id in ids) if len(spellings) > 1 else (),
            self._where((quote.via, id) for id, quote in one.quotes if quote.via),
            self._where((words.HANDS[row.hand], row.report) for row in one.said if row.hand in words.HANDS),
            self._where((row.occasion, row.report) for row in one.said if row.occasion),
            self._where((self.marks.reports[row.report].quote(row.spoken.span), row.report) for row in one.said if row.spoken),
            tuple(self._only(one.name)) if person else (),
        )

    def _giver(self, id: str, quotes: Sequence[Quote]) -> Giver:
        modes = tuple(dict.fromkeys(words.MODES[quote.mode] for quote in quotes))
        places = self._places(span for quote in quotes for span in quote.content)
        return Giver(self.sigla[id], tuple(place.number for place in places), modes)

    def _places(self, spans: Iterable[Span]) -> tuple[Place, ...]:
        """The sentences that some spans touch, each once."""
        runs = self.marks.citations.runs(spans)
        return tuple(Place(self.sigla[run.report], n) for run in runs for n in range(run.first, run.last + 1))

    def _where(self, pairs: Iterable[tuple[str, str]]) -> tuple[Where, ...]:
        """Each thing once, with the reports that have it, those of most reports first."""
        found: dict[str, set[str]] = defaultdict(set)
        for said, id in pairs:
            found[" ".join(said.split())].add(id)
        some = [Where(said, tuple(self.sigla[id] for id in self.order if id in ids)) for said, ids in found.items()]
        return tuple(sorted(some, key=lambda one: (-len(one.sigla), one.said)))

    def _only(self, name: str) -> Iterator[Only]:
        support = self.analysis.findings.support
        for claim in self.analysis.collation.claims:
            if claim.of_sentences and claim.id in support and support[claim.id].originators == (name,):
                gist = cited(self.marks.reports[claim.gist.report].quote(claim.gist), GIST)
                yield Only(claim.id, gist, self.marks.place(claim.gist), support[claim.id].reports)

    def _without(self) -> tuple[Place, ...]:
        """Sentences with words inside quotation marks that are given to nobody."""
        spans = [
            span
            for id in self.order
            for q in self.notes[id].quotes
            if q.speech and q.marked and not q.speaker and not q.source
            for span in q.marked
        ]
        return self._places(spans)

    # --- whose texts and pictures

    def _credits(self) -> Iterator[Credited]:
        found: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
        for id in self.order:
            for credit in self.notes[id].credits:
                at = self.marks.place(credit.span) if credit.span else Place(self.sigla[id], 0)
                found[credit.name, credit.scope, "" if credit.scope == "passage" else credit.detail].append(at)
        for (name, scope, detail), places in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            held = tuple(self.sigla[id] for id in self.order if (self.marks.reports[id].outlet or "").casefold() == name.casefold())
            yield Credited(name, held, words.SCOPES[scope], cited(detail, DETAIL) if detail else "", tuple(places))

    def _pictures(self) -> tuple[Where, ...]:
        ids = {siglum: id for id, siglum in self.sigla.items()}
        return self._where(
            (credit, ids[siglum]) for siglum, some in captions(self.analysis).items() for one in some for credit in one.credits
        )

    def _missing(self) -> Iterator[Missing]:
        for lost in self.analysis.stemma.lost:
            edges = [edge for edge in self.analysis.stemma.edges if edge.parent == lost.siglum]
            under = tuple(
                (edge.child, f"{edge.child}>{edge.parent}", f"{words.DERIVATIONS[edge.kind]}, {words.strength(edge.p)}") for edge in edges
            )
            told = dict.fromkeys(cited(one.detail, DETAIL) for one in lost.because if one.rule == "credited")
            yield Missing(lost.siglum, lost.name or words.UNNAMED_LOST, under, tuple(told))


def _once(titles: Iterable[str]) -> tuple[str, ...]:
    """Titles that differ by more than a capital or a full stop."""
    return tuple({title.casefold().rstrip("."): title for title in reversed(tuple(titles))}.values())[::-1]
