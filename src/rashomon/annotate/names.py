"""Who and what is named: persons, organisations and places, each mention with the fullest form in its report.

How it works
  1. Runs of capitalised words, with particles and initials inside, are the candidates. A word that opens
     a sentence counts only if the report writes it with a capital elsewhere, or a list knows it.
  2. `_parts` takes a run apart: honorifics and roles are evidence for a person and go; countries and
     demonyms before a role or a name go; a run that holds "Ministry" or "Council" is an organisation.
  3. A known name glued to the next word ("Smithand") or to the word before it, or in lower case
     ("smith"), is found again once the report has named it properly.
  4. `entities` joins the forms of one name.

Known exceptions: surnames that are words ("Brown") are not recovered from lower case; one-word names of
things ("Brexit") are `other`.
What an error costs the reader: a wrong person gets somebody else's words; a missed one leaves a speaker open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..lang import Language, language
from ..lang._given import MEN, WOMEN
from ..lang._orgs import NO_PERSON, ORGANISATION, PARTICLES, PLACE_ENDINGS, SURNAME_WORDS
from ..lang._places import COMMON_WORDS, bodies, countries, demonyms, places
from ..press import agency
from ..text.tokens import words
from ..types import Name, NameKind, Report, Span
from .entities import entities

_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_JOINTS = (" ", "\xa0", ". ", ".\xa0", ".", " & ", " \"", "\" ")
_PRESENTED = re.compile(r", \d{1,3}[,.]| \(\d{1,3}\)")
_APPOSITION = re.compile(r", (?:an? |the )?((?:[\w’'-]+ ){0,4}[\w’'-]+)")
_OPENERS = frozenset(":“\"‘'«„—–•*")
_LINKS = frozenset(("of", "for", "de", "des", "del", "für", "della", "di"))
_MOST_WORDS = 6  # of a person's name
_TITLE_CASE = 0.6  # share of capitalised words from which a line is a title and capitals say nothing


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, its possessive ending cut off. `opens`: its capital may only mark a beginning."""

    start: int
    end: int
    text: str
    opens: bool = False

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def low(self) -> str:
        return self.text.lower().rstrip(".")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before its entity is known. `firm`: something other than capitals speaks for the kind."""

    start: int
    end: int
    text: str
    kind: NameKind
    firm: bool


def names(report: Report, sentences: Sequence[Span]) -> tuple[Name, ...]:
    """The mentions of a report in text order; no two overlap."""
    reading = _Reading(report, sentences)
    first = reading.mentions()
    found = sorted([*first, *reading.again(first)], key=lambda mention: mention.start)
    joined = entities([(mention.text, mention.kind, mention.firm) for mention in found], report.lang)
    return tuple(
        Name(Span(report.id, mention.start, mention.end), kind, entity) for mention, (kind, entity) in zip(found, joined, strict=True)
    )


class _Reading:
    """One pass over a report: its words, and which of them it writes with a capital inside a sentence."""

    def __init__(self, report: Report, sentences: Sequence[Span]) -> None:
        self.text, self.lang = report.text, language(report.lang)
        self.sentences = [list(self._words(span)) for span in sentences]
        self.titles = [_is_title(sentence) for sentence in self.sentences]
        self._count()
        self.sentences = [[part for word in sentence for part in self._unglued(word)] for sentence in self.sentences]
        self._count()
        self.dates = {name for names in (self.lang.weekdays, *self.lang.months) for name in names}

    def _count(self) -> None:
        inner = [word for sentence, title in zip(self.sentences, self.titles, strict=True) if not title for word in sentence if not word.opens]
        self.capitals = Counter(word.text for word in inner if word.capital)
        self.lowers = Counter(word.text for word in inner if not word.capital)
        self.alone = Counter(run[0].text for sentence in self.sentences for run in self._runs(sentence) if len(run) == 1)

    def _words(self, span: Span) -> Iterator[Word]:
        for start, end in words(self.text[span.start : span.end]):
            text = _POSSESSIVE.sub("", self.text[span.start + start : span.start + end])
            before = self.text[span.start : span.start + start].rstrip()
            if text:
                yield Word(span.start + start, span.start + start + len(text), text, not before or before[-1] in _OPENERS)

    def _unglued(self, word: Word) -> list[Word]:
        """A word that swallowed its neighbour, in two: "Smithand", "countriesSmith"."""
        at = glue(word.text, self.capitals, self.lang)
        if not at:
            return [word]
        middle = word.start + at
        return [Word(word.start, middle, word.text[:at], word.opens), Word(middle, word.end, word.text[at:])]

    def mentions(self) -> list[Found]:
        """Names that their capitals, the lists or their neighbours show."""
        return [found for n, sentence in enumerate(self.sentences) for run in self._runs(sentence) for found in self._parts(run, sentence, self.titles[n])]

    def _joined(self, left: Word, right: Word) -> bool:
        between = self.text[left.end : right.start]
        if left.end == right.start:
            return False
        initial = len(left.text) <= 2 or left.low in self.lang.abbreviations or left.low in self.lang.honorifics
        return between in (" ", "\xa0") or (between.startswith(".") and between in _JOINTS and initial)

    def _runs(self, sentence: list[Word]) -> Iterator[list[Word]]:
        """Maximal runs of capitalised words; particles and the links of organisations stay inside."""
        run: list[Word] = []
        for n, word in enumerate(sentence):
            joined = bool(run) and self._joined(sentence[n - 1], word)
            follower = sentence[n + 1] if n + 1 < len(sentence) else None
            inside = joined and follower is not None and follower.capital and self._joined(word, follower)
            if self._counts(word) and (joined or not run):
                run.append(word)
            elif inside and follower and (word.low in PARTICLES or (word.low in _LINKS and _has(run, ORGANISATION)) or self._linked(run, word, follower)):
                run.append(word)
            else:
                yield from [run] if run else []
                run = [word] if self._counts(word) else []
        yield from [run] if run else []

    def _counts(self, word: Word) -> bool:
        tail = word.text.rpartition("-")[2]
        if len(tail) > 3 and tail.islower() and tail != word.text:
            return False  # Paris-based
        return word.capital and (word.low not in self.lang.stopwords or (word.text.isupper() and len(word.text) > 1))

    def _linked(self, run: Sequence[Word], link: Word, follower: Word) -> bool:
        """Whether a small word is part of a listed name or role: "Rio de Janeiro", "Secretary of State"."""
        phrases = {_text([*run[-width:], link, follower]) for width in range(1, 4)}
        return any(phrase in places() or phrase in bodies() or phrase.lower() in self.lang.roles for phrase in phrases)

    def _parts(self, run: list[Word], sentence: list[Word], title: bool) -> Iterator[Found]:
        """Take a run apart into honorifics, roles, places and names."""
        at = self._office(run, sentence)
        firm = at > 0 or self._role_before(run[0], sentence)
        while at < len(run):
            rest = run[at:]
            if width := _listed(rest, bodies()):
                yield self._found(rest[:width], "org", True)
            elif width := self._role(rest):
                firm, at = True, at + width
                continue
            elif (width := _listed(rest, places())) and not _has(rest[width:], ORGANISATION) and not self._surname_follows(rest, width, firm):
                yield self._found(rest[:width], "place", True)
            elif agency(_text(rest)) or (_has(rest, ORGANISATION) and not title):
                width = _organisation(rest)
                yield self._found(rest[:width], "org", True)
            elif rest[0].text in demonyms():
                width = 1
            else:
                width = self._name_width(rest)
                yield from self._named(rest[:width], sentence, firm, title)
            at, firm = at + width, False

    def _role(self, run: list[Word]) -> int:
        """How many words at the head of a run are an honorific or a role with a name behind it or alone."""
        for width in range(min(4, len(run)), 0, -1):
            phrase = " ".join(word.low for word in run[:width])
            if phrase in self.lang.roles or (width == 1 and phrase in self.lang.honorifics) or (width == 1 and phrase in ("former", "ex")):
                return width
        return 0

    def _role_before(self, word: Word, sentence: list[Word]) -> bool:
        """Whether a role in lower case stands right before a run: "spokeswoman Maria Perez"."""
        n = sentence.index(word)
        return n > 0 and sentence[n - 1].low in self.lang.roles and self.text[sentence[n - 1].end : word.start] in (" ", "\xa0", ", ", " (")

    def _office(self, run: list[Word], sentence: list[Word]) -> int:
        """How many words of a run end an office: "Secretary of | Commerce Jane Doe"."""
        n = sentence.index(run[0])
        office = n > 1 and sentence[n - 1].low == "of" and sentence[n - 2].capital and sentence[n - 2].low in self.lang.roles
        return len(run) - 2 if office and len(run) > 2 and not _has(run, ORGANISATION) else 0

    def _surname_follows(self, run: list[Word], width: int, firm: bool) -> bool:
        """Whether a place name is a person's: "Sydney Jones", "Mr Jordan", "Jack London"."""
        alone = width == len(run) or _listed(run[width:], places()) > 0 or self._role(run[width:]) > 0
        wordy = run[0].low in COMMON_WORDS and not run[0].text.isupper()
        if alone:
            return firm and (wordy or _text(run[:width]) not in countries())
        return wordy and (run[0].low in MEN | WOMEN or len(run) == 2)

    def _name_width(self, run: list[Word]) -> int:
        """Words up to the next role, body or sure place."""
        for width in range(1, len(run)):
            after = run[width:]
            place = _listed(after, places())
            country = place and _text(after[:place]) in countries()
            acronym = width == 1 and run[0].text.isupper() and len(run[0].text) > 2 and len(after) > 1 and not after[0].text.isupper()
            if self._role(after) or ((place > 1 or country) and after[0].low not in COMMON_WORDS) or after[0].text in demonyms() or acronym:
                return width
        return len(run)

    def _named(self, run: list[Word], sentence: list[Word], firm: bool, title: bool) -> Iterator[Found]:
        """A name without a list behind it."""
        while run and run[-1].low in PARTICLES | _LINKS:
            run = run[:-1]
        if not run or not any(len(word.text.rstrip(".")) > 1 for word in run):
            return
        opens = run[0].opens
        if opens and len(run) > 1 and not self.capitals[run[0].text] and self.lowers[run[0].text.lower()]:
            run, opens = run[1:], False
        follower = next((word for word in sentence if word.start >= run[-1].end), None)
        said = self._speaks(run, sentence, follower)
        given = run[0].low in MEN | WOMEN
        vouched = firm or (len(run) > 1 and (said or given or self._known_by_surname(run) or self._presented(run, follower)))
        if len(run) == 1:
            word = run[0]
            if word.low in self.dates | NO_PERSON and not firm:
                return
            if word.text.isupper() and len(word.text) > 1:
                yield from [self._found(run, "person" if firm else "org", firm)] if not title or self.capitals[word.text] else []
            elif (not opens and not title) or self.capitals[word.text] or (firm and not title) or (said and word.low not in self.lowers):
                yield self._found(run, "person" if firm or said else "other", firm)
        elif title and not (given and len(run) < 4) and not all(self.capitals[word.text] for word in run):
            return
        else:
            yield self._found(run, self._kind(run, vouched), vouched)

    def _speaks(self, run: list[Word], sentence: list[Word], follower: Word | None) -> bool:
        """Whether a saying word stands right behind a run, or before it at the end of a clause."""
        if follower is not None and follower.low in self.lang.cues and self.text[run[-1].end : follower.start] == " ":
            return True
        n = sentence.index(run[0])
        before = n > 0 and sentence[n - 1].low in self.lang.cues and self.text[sentence[n - 1].end : run[0].start] == " "
        return before and self.text[run[-1].end : run[-1].end + 1] in (",", ".", "")

    def _known_by_surname(self, run: list[Word]) -> bool:
        """Whether the report goes on to use the last word alone."""
        return self.alone[run[-1].text] > self.alone[run[0].text] and not self.lowers[run[-1].text.lower()]

    def _presented(self, run: list[Word], follower: Word | None) -> bool:
        """Whether an age or a role follows: "Ana Lim, 41,", "Ana Lim, a teacher"."""
        return follower is not None and bool(_PRESENTED.match(self.text, run[-1].end)) or bool(
            follower and (match := _APPOSITION.match(self.text, run[-1].end)) and any(
                word in self.lang.roles for word in match.group(1).lower().split()
            )
        )

    def _kind(self, run: list[Word], vouched: bool) -> NameKind:
        if run[-1].low in PLACE_ENDINGS or run[0].low in ("lake", "mount", "fort", "port"):
            return "place"
        wordy = any(word.low in NO_PERSON or word.text[0].isdigit() or self.lowers[word.text.lower()] > self.capitals[word.text] for word in run)
        person = vouched and len(run) <= _MOST_WORDS and (not wordy or run[-1].low in SURNAME_WORDS)
        return "person" if person else "other"

    def _found(self, run: list[Word], kind: NameKind, firm: bool) -> Found:
        return Found(run[0].start, run[-1].end, self.text[run[0].start : run[-1].end], kind, firm)

    def again(self, first: list[Found]) -> list[Found]:
        """Known names in lower case, or glued to a neighbour."""
        taken = {at for mention in first for at in range(mention.start, mention.end)}
        known: dict[str, NameKind] = {}
        for mention in first:
            if mention.firm and mention.kind in ("person", "place"):
                known.setdefault(mention.text.split()[-1] if mention.kind == "person" else mention.text, mention.kind)
        lower = {name.lower(): kind for name, kind in known.items() if _recoverable(name, self)}
        found = (word for sentence in self.sentences for word in sentence if word.text in lower and word.start not in taken)
        return [Found(word.start, word.end, word.text, lower[word.text], False) for word in found]


def _recoverable(name: str, reading: _Reading) -> bool:
    """Whether a name may be found in lower case: no word of its own, and mostly written with a capital."""
    low = name.lower()
    common = low in SURNAME_WORDS | COMMON_WORDS | ORGANISATION | NO_PERSON | reading.lang.stopwords
    proper = reading.alone[name] > 1 and reading.capitals[name] > 2 * reading.lowers[low]
    return len(low) > 3 and name[0].isupper() and not name.isupper() and not common and proper


def glue(word: str, capitals: Counter[str], lang: Language) -> int:
    """Where a word that ran into a known name breaks, 0 for sound words."""
    if word in places() or word in demonyms() or word.lower() in MEN | WOMEN or capitals[word] > 1:
        return 0
    for at in range(3, len(word) - 1):
        left, right = word[:at], word[at:]
        common = right in lang.stopwords or right in lang.cues or right in lang.contacts
        if left[0].isupper() and common and _is_known(left, capitals, 2 if len(right) == 2 else 1):
            return 0 if left.endswith("s") and right == "on" else at  # Richards, Richardson
        if left.islower() and right[0].isupper() and right[1:].islower() and _is_known(right, capitals, 1):
            return at
    return 0


def _is_known(name: str, capitals: Counter[str], least: int) -> bool:
    return len(name) > 3 and (capitals[name] >= least or (name in countries() and name.lower() not in COMMON_WORDS))


def _text(run: Sequence[Word]) -> str:
    return " ".join(word.text for word in run)


def _has(run: Sequence[Word], those: frozenset[str]) -> bool:
    return any(word.low in those for word in run)


def _listed(run: Sequence[Word], spellings: dict[str, str]) -> int:
    """How many words at the head of a run make the longest listed spelling."""
    return next((width for width in range(min(5, len(run)), 0, -1) if _spelled(_text(run[:width])) in spellings), 0)


def _spelled(text: str) -> str:
    return text.title() if text.isupper() and len(text) > 4 else text


def _organisation(run: Sequence[Word]) -> int:
    """Words up to the last that makes an organisation, with what an "of" adds."""
    last = max((n for n, word in enumerate(run) if word.low in ORGANISATION), default=len(run) - 1)
    end = last + 1
    if end < len(run) and run[end].low in _LINKS:
        end = next((n for n in range(end + 1, len(run)) if run[n].low in MEN | WOMEN), len(run))
    return end


def _is_title(sentence: list[Word]) -> bool:
    """Whether a line is written in title case or capitals."""
    long = [word for word in sentence if len(word.text) > 3 and word.text[0].isalpha()]
    return len(long) > 3 and sum(word.capital for word in long) >= _TITLE_CASE * len(long)
