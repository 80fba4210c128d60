"""Who and what is named: persons, organisations and places, each mention with the fullest form in its report.

How it works
  1. Runs of capitalised words are the candidates (`capitals`). A word that opens a sentence counts only if
     the report writes it with a capital elsewhere, or a list knows it.
  2. A run is taken apart: honorifics and roles are evidence for a person and go; countries and demonyms
     before a role or a name go; what holds "Ministry" or "Council" is an organisation; a name with an
     article before it is no person.
  3. Names the report has made known are found again in lower case ("smith").
  4. Where the tagger heard names, these count, without their titles; of the rules' only what lists, titles or
     lower case speak for is kept beside.
  5. `entities` joins the forms of one name.

Measured: CoNLL++ dev (half of it tables of sport) persons P .91 R .62, places P .82 R .81, all three kinds F .68.
Known exceptions: surnames that are words ("Brown") are not recovered from lower case; one-word names of
things ("Brexit") are `other`, and so are people named once by a surname that nothing vouches for.
What an error costs the reader: a wrong person gets somebody else's words; a missed one leaves a speaker open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..lang import language
from ..lang._orgs import NO_PERSON, ORGANISATION, PARTICLES, PLACE_ENDINGS, SURNAME_WORDS
from ..lang._places import COMMON_WORDS, bodies, countries, demonyms, places
from ..lang._titles import address
from ..press import agency
from ..types import Name, NameKind, Report, Span
from .capitals import GIVEN, LINKS, Capitals, Word
from .entities import Mention, entities
from .tagger import LIKELY, NameSpan

_AGE = re.compile(r", \d{1,3}[,.]| \(\d{1,3}\)")
_APPOSITION = re.compile(r", (?:an? |the )?((?:[\w’'-]+ ){0,4}[\w’'-]+)")
_MOST_WORDS = 6  # of a person's name


class Found(NamedTuple):
    """A mention before its entity is known. `firm`: something other than capitals speaks for the kind."""

    start: int
    end: int
    text: str
    kind: NameKind
    firm: bool


def names(report: Report, sentences: Sequence[Span], heard: Sequence[NameSpan] = ()) -> tuple[Name, ...]:
    """The mentions of a report in text order; no two overlap. `heard`: those of the tagger, likewise."""
    reading = _Reading(report, sentences)
    page = reading.page
    first = [found for runs, title in zip(page.runs, page.titles, strict=True) for run in runs for found in reading.mentions(run, title)]
    lower = reading.in_lower_case(first)
    found = sorted(reading.reconciled(first, lower, heard) if heard else [*first, *lower], key=lambda mention: mention.start)
    joined = entities([reading.mention(one) for one in found])
    return tuple(
        Name(Span(report.id, mention.start, mention.end), kind, entity) for mention, (kind, entity) in zip(found, joined, strict=True)
    )


class _Reading:
    """Takes the runs of one report apart."""

    def __init__(self, report: Report, sentences: Sequence[Span]) -> None:
        self.page = Capitals(report, sentences)
        self.text, self.lang = self.page.text, self.page.lang
        self.dateline = (report.dateline or "").split(",")[0]
        self.dates = {name for names in (self.lang.weekdays, *self.lang.months) for name in names}

    def mention(self, found: Found) -> Mention:
        """A name with the form of address before it."""
        said = address(self.text, found.start, self.lang)
        return Mention(found.text, found.kind, found.firm, said, self.lang.honorifics.get(said.lower().strip("."), ""))

    def mentions(self, run: list[Word], title: bool) -> Iterator[Found]:
        """The names of one run; `title`: the capitals of its sentence say nothing."""
        at = self._office(run)
        firm = at > 0 or self._role_before(run[0])
        while at < len(run):
            rest = run[at:]
            if rest[0].low in self.dates and len(rest) > 1 and rest[0].low not in GIVEN:
                at += 1
                continue
            if role := self._role(rest):
                at, firm = at + role, True
                continue
            kind, width = self._listed_kind(rest, firm, title)
            if kind is not None:
                yield self._found(rest[:width], kind, True)
            elif rest[0].text in demonyms():
                width = 1
            else:
                width = self._name_width(rest)
                if found := self._named(rest[:width], firm, title):
                    yield found
            at, firm = at + width, False

    def _listed_kind(self, rest: list[Word], firm: bool, title: bool) -> tuple[NameKind | None, int]:
        """The kind that lists give the head of a run, and how many words it takes."""
        if width := _listed(rest, bodies):
            return "org", width
        if (width := _listed(rest, places)) and not _has(rest[width:], ORGANISATION) and not self._surname_follows(rest, width, firm):
            return "place", width
        if self.dateline and _text(rest).casefold() == self.dateline.casefold():
            return "place", len(rest)
        if (agency(_text(rest)) and not firm) or (_has(rest, ORGANISATION) and not title):
            return "org", _organisation(rest)
        return None, 0

    def _role(self, run: list[Word]) -> int:
        """How many words at the head of a run are an honorific or a role."""
        low = run[0].low
        if low in _first_words_of_roles(self.lang.code):
            for width in range(min(4, len(run)), 0, -1):
                if " ".join(word.low for word in run[:width]) in self.lang.roles:
                    return width
        return 1 if low in self.lang.honorifics or low == "former" else 0

    def _role_before(self, word: Word) -> bool:
        """Whether a role in lower case stands right before a run: "spokeswoman Maria Perez"."""
        return self.page.before(word.at) in self.lang.roles and self.page.between(word.at) in (" ", "\xa0", ", ", " (")

    def _office(self, run: list[Word]) -> int:
        """How many words of a run end an office: "Secretary of | Commerce Jane Doe"."""
        at, page = run[0].at, self.page
        if len(run) < 3 or page.before(at) != "of" or page.before(at - 1) not in self.lang.roles or not page.word(at - 2).capital:
            return 0
        return len(run) - 2 if not _has(run, ORGANISATION) else 0

    def _surname_follows(self, run: list[Word], width: int, firm: bool) -> bool:
        """Whether a place name is a person's: "Sydney Jones", "Mr Jordan"."""
        alone = width == len(run) or _listed(run[width:], places) > 0 or self._role(run[width:]) > 0
        wordy = run[0].low in COMMON_WORDS and not run[0].text.isupper()
        if alone:
            return firm and (wordy or _text(run[:width]) not in countries())
        return wordy and (run[0].low in GIVEN or len(run) == 2)

    def _name_width(self, run: list[Word]) -> int:
        """Words up to the next role, demonym or sure place; an acronym before a name stands alone."""
        for width in range(1, len(run)):
            after = run[width:]
            place = _listed(after, places)
            sure = (place > 1 or _text(after[:place]) in countries()) and after[0].low not in COMMON_WORDS
            acronym = width == 1 and run[0].text.isupper() and len(run[0].text) > 2 and len(after) > 1 and not after[0].text.isupper()
            if sure or acronym or self._role(after) or after[0].text in demonyms():
                return width
        return len(run)

    def _named(self, run: list[Word], firm: bool, title: bool) -> Found | None:
        """A name that no list knows."""
        page = self.page
        while run and (run[-1].low in PARTICLES or run[-1].low in LINKS):
            run = run[:-1]
        if run and run[0].opens and len(run) > 1 and not page.capitals[run[0].text] and page.lowers[run[0].text.lower()]:
            run = run[1:]
        if all(len(word.text.rstrip(".")) < 2 for word in run):
            return None
        article = page.before(run[0].at) in self.lang.articles
        said = not article and self._speaks(run)
        if len(run) == 1:
            return self._single(run[0], firm and not article, said, title)
        known = all(page.capitals[word.text] for word in run)
        given = run[0].low in GIVEN
        if title and not known and not (given and len(run) < 4):
            return None
        vouched = firm or said or given or self._known_by_surname(run) or self._presented(run)
        return self._found(run, self._kind(run, vouched and not article), vouched)

    def _single(self, word: Word, firm: bool, said: bool, title: bool) -> Found | None:
        page = self.page
        if not firm and (word.low in self.dates or word.low in NO_PERSON):
            return None
        if word.text.isupper() and len(word.text) > 1:
            shown = not title or page.capitals[word.text]
            return self._found([word], "person" if firm else "org", firm) if shown else None
        if page.capitals[word.text] or (not title and (firm or not word.opens)) or (said and not page.lowers[word.low]):
            return self._found([word], "person" if firm or said else "other", firm)
        return None

    def _speaks(self, run: list[Word]) -> bool:
        """Whether a saying word stands right behind a run, or before it at the end of a clause."""
        page, first, last = self.page, run[0].at, run[-1].at
        if page.after(last) in self.lang.cues and page.between(last + 1) == " ":
            return True
        before = page.before(first) in self.lang.cues and page.between(first) == " "
        return before and self.text[run[-1].end : run[-1].end + 1] in (",", ".", "")

    def _known_by_surname(self, run: list[Word]) -> bool:
        """Whether the report goes on to use the last word alone."""
        page = self.page
        return page.alone[run[-1].text] > page.alone[run[0].text] and not page.lowers[run[-1].text.lower()]

    def _presented(self, run: list[Word]) -> bool:
        """Whether an age or a role follows: "Ana Lim, 41,", "Ana Lim, a teacher"."""
        if _AGE.match(self.text, run[-1].end):
            return True
        match = _APPOSITION.match(self.text, run[-1].end)
        return match is not None and any(word in self.lang.roles for word in match.group(1).lower().split())

    def _kind(self, run: list[Word], vouched: bool) -> NameKind:
        page = self.page
        if run[-1].low in PLACE_ENDINGS or run[0].low in ("lake", "mount", "fort", "port"):
            return "place"
        wordy = any(
            word.low in NO_PERSON or word.text[0].isdigit() or page.lowers[word.text.lower()] > page.capitals[word.text]
            for word in run
            if word.low not in PARTICLES
        )
        person = vouched and len(run) <= _MOST_WORDS and (not wordy or run[-1].low in SURNAME_WORDS)
        return "person" if person else "other"

    def _found(self, run: list[Word], kind: NameKind, firm: bool) -> Found:
        return Found(run[0].start, run[-1].end, self.text[run[0].start : run[-1].end], kind, firm)

    def in_lower_case(self, first: Sequence[Found]) -> list[Found]:
        """Known surnames and places without their capital."""
        known: dict[str, NameKind] = {}
        for mention in first:
            if mention.firm and mention.kind in ("person", "place"):
                known.setdefault(mention.text.split()[-1] if mention.kind == "person" else mention.text, mention.kind)
        lower = {name.lower(): kind for name, kind in known.items() if self._recoverable(name)}
        if not lower:
            return []
        starts, found = [mention.start for mention in first], self.page.written(lower)
        free = (word for word in found if not (n := bisect_right(starts, word.start)) or first[n - 1].end <= word.start)
        return [Found(word.start, word.end, word.text, lower[word.text], False) for word in free]

    def reconciled(self, first: Sequence[Found], lower: Sequence[Found], heard: Sequence[NameSpan]) -> list[Found]:
        """The names heard, and of the others those that more than capitals speaks for."""
        people = {mention.end: mention for mention in first if mention.firm and mention.kind == "person"}
        surnames = {self.text[name.start : name.end].split()[-1] for name in heard if name.kind == "person" and name.p >= LIKELY}
        out = []
        for found in (part for name in heard for part in self._heard(name, surnames)):
            person = people.get(found.end) if found.kind != "person" else None
            if person is None or person.start <= found.start:
                out.append(found)
        taken = {at for mention in out for at in range(mention.start, mention.end)}
        beside = [mention for mention in (*first, *lower) if taken.isdisjoint(range(mention.start, mention.end))]
        return [*out, *(mention for mention in beside if mention.firm or mention.text.islower() or self._is_glued(mention))]

    def _heard(self, name: NameSpan, surnames: set[str]) -> Iterator[Found]:
        """A name in the words of the page: without a person's titles, without what ran into it, of the kind that lists know."""
        run = self.page.words(name.start, name.end)
        if run and name.kind == "person":
            run = run[self._office(run) :]
        while len(run) > 1 and name.kind == "person" and 0 < (width := self._role(run)) < len(run):
            run = run[width:]
        while len(run) > 1 and run[-1].start == run[-2].end and not run[-1].capital:
            run.pop()
        while len(run) > 1 and run[0].end == run[1].start and not run[0].capital:
            run.pop(0)
        firm = name.p >= LIKELY
        if not firm and name.kind != "person" and len(run) > 1 and run[0].text in surnames:  # "She told Example | Russia would"
            yield self._found(run[:1], "person", False)
            run = run[1:]
        if any(word.capital for word in run):
            yield self._found(run, _known_kind(_text(run), name.kind), firm)

    def _is_glued(self, mention: Found) -> bool:
        around = self.text[max(0, mention.start - 1) : mention.start] + self.text[mention.end : mention.end + 1]
        return any(char.isalpha() for char in around)

    def _recoverable(self, name: str) -> bool:
        """Whether a name may be found in lower case: no word of its own, and mostly written with a capital."""
        low, page = name.lower(), self.page
        proper = page.alone[name] > 1 and page.capitals[name] > 2 * page.lowers[low]
        if not proper or len(low) < 4 or not name[0].isupper() or name.isupper():
            return False
        return not any(low in those for those in (SURNAME_WORDS, COMMON_WORDS, ORGANISATION, NO_PERSON, self.lang.stopwords))


def _text(run: Sequence[Word]) -> str:
    return " ".join([word.text for word in run])


def _known_kind(text: str, kind: NameKind) -> NameKind:
    """The kind of a name, where it was heard as none of the three but is listed as one."""
    if (kind != "person" and agency(text)) or (kind == "other" and text in bodies()):
        return "org"
    return "place" if kind == "other" and text in places() else kind


def _has(run: Sequence[Word], those: frozenset[str]) -> bool:
    return any(word.low in those for word in run)


def _listed(run: Sequence[Word], spellings: Callable[[], dict[str, str]]) -> int:
    """How many words at the head of a run make the longest listed spelling."""
    first, listed = run[0].text if run else "", spellings()
    if first not in (heads := _first_words(spellings)) and not (first.isupper() and first.title() in heads):
        return 0
    return next((width for width in range(min(5, len(run)), 0, -1) if _spelled(_text(run[:width])) in listed), 0)


@cache
def _first_words(spellings: Callable[[], dict[str, str]]) -> frozenset[str]:
    return frozenset(name.split(" ")[0] for name in spellings())


@cache
def _first_words_of_roles(code: str) -> frozenset[str]:
    return frozenset(role.split(" ")[0] for role in language(code).roles)


def _spelled(text: str) -> str:
    return text.title() if text.isupper() and len(text) > 4 else text


def _organisation(run: Sequence[Word]) -> int:
    """Words up to the last that makes an organisation, with what an "of" adds."""
    last = max((n for n, word in enumerate(run) if word.low in ORGANISATION), default=len(run) - 1)
    end = last + 1
    if end < len(run) and run[end].low in LINKS:
        end = next((n for n in range(end + 1, len(run)) if run[n].low in GIVEN), len(run))
    return end
