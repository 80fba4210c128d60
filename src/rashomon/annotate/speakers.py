"""Decides who a phrase that names a speaker stands for. In doubt the speaker stays open.

A person mentioned in the phrase; the one person of the report whose titles fit ("the US secretary"); for a pronoun the last
speaker or subject within a few paragraphs, if the gender fits: where the nearest person does not fit, nobody surely is meant.
Somebody unnamed keeps the words of the phrase.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from ..lang._titles import PHRASE_WORDS, apposition_end, office
from ..types import Name, Span
from .sources import Page, Range

_PARAGRAPHS_BACK = 3  # in which a pronoun may find its person


class Voice(NamedTuple):
    """Somebody who spoke, and at which word."""

    at: int
    speaker: str


class Register:
    """Who is who in a report."""

    def __init__(self, page: Page, sentences: Sequence[Span]) -> None:
        self.page, self.lang = page, page.lang
        self.sentences = list(sentences)
        self.firsts = [sentence.start for sentence in sentences]
        self.people = sorted({name.entity for name, _ in page.names if name.kind == "person"})
        self.titles: dict[str, set[str]] = {entity: set() for entity in self.people}  # words that tell who it is, whose aide included
        self.offices: dict[str, set[str]] = {entity: set() for entity in self.people}  # of these, the words for the person
        self.genders: dict[str, Counter[str]] = {entity: Counter() for entity in self.people}
        self.voices: dict[int, list[Voice]] = {}  # by the sentence they stand in
        for name, bounds in page.names:
            if name.kind == "person":
                self._learn(name, *bounds)

    def _learn(self, name: Name, first: int, end: int) -> None:
        """Titles and gender from the words around a mention."""
        n = max(bisect_right(self.firsts, name.span.start) - 1, 0)
        low = self.page.range(self.firsts[n], name.span.end)[0] if self.firsts else 0
        after = self.page.words(end, end + PHRASE_WORDS)
        phrases = self.page.words(self.page.with_titles(first, low), first), after[1 : apposition_end(after, 0, self.lang)]
        words = [word.low for phrase in phrases for word in phrase]
        self.titles[name.entity].update(word.removesuffix("'s") for word in words if word.isalpha() or "'" in word)
        own = [word.low for phrase in phrases for word in office(phrase, self.lang)]
        self.offices[name.entity].update(own)
        for word in (*own, *(self.page.low[at] for at in range(first, end))):
            gender = self.lang.honorifics.get(word) or self.lang.roles.get(word, "")
            if gender:
                self.genders[name.entity][gender] += 1

    def heard(self, at: int, speaker: str) -> None:
        """Remember who spoke at a word, for the pronouns that follow."""
        self.voices.setdefault(bisect_right(self.firsts, self.page.starts[at]) - 1, []).append(Voice(at, speaker))

    def speaker(self, phrase: Range, before: int) -> str | None:
        """The entity behind a phrase, the phrase itself without its article for somebody unnamed, None for open.

        A pronoun refers to somebody before word `before`: what a speaker says does not name the speaker.
        """
        page, (start, end) = self.page, phrase
        if end - start == 1 and page.low[start] in self.lang.quantifiers:
            return None
        if end - start == 1 and page.is_subject_pronoun(start):
            return self._behind_pronoun(start, min(before, start))
        head = next((at for at in range(start + 1, end) if page.low[at] == ","), end)
        named = self._named(start, head) or (self._named(head, end) if head < end and any(map(page.is_role, range(start, head))) else None)
        if named:
            return named
        first = start + (page.low[start] in self.lang.determiners)
        if first >= head:
            return None
        words = {page.low[at].removesuffix("'s") for at in range(first, head)} - self.lang.stopwords
        definite = first > start and page.low[start] in self.lang.articles
        title = self._title(first, head)
        fitting = [entity for entity in self.people if words and words <= self.titles[entity] and title in self.offices[entity]]
        if definite and len(fitting) == 1:
            return fitting[0]
        if head - first == 1:
            last = [entity for entity in self.people if entity.lower().split()[-1] == page.low[first]]
            if len(last) == 1:
                return last[0]
        return page.text((first, head))

    def _title(self, start: int, end: int) -> str | None:
        """The word for the person in a phrase without a name: "secretary" of state; None for one of an office, such as "ministry"."""
        of = next((at for at in range(start, end) if self.page.low[at] in self.lang.prepositions), end)
        return self.page.low[of - 1] if of > start and self.page.low[of - 1] in self.lang.roles else None

    def _named(self, start: int, end: int) -> str | None:
        page = self.page
        found: Name | None = None
        for at in range(start, end):
            name = page.name_at.get(at)
            if name is None or name is found:
                continue
            first, last = page.range(name.span.start, name.span.end)
            rest = range(min(last, end), end)
            possessed = page.low[last - 1].endswith(("'s", "s'")) or page.low[last] in ("'s", "'")
            near = takewhile(lambda n: page.low[n] not in self.lang.prepositions, rest)  # "her account", not "her wish to give a speech"
            account = any(page.low[n] in self.lang.speech_nouns for n in near)
            if name.kind == "person":
                if (possessed and rest and not account) or self._hangs(start, first):
                    continue
                return name.entity
            role_behind = any(page.is_role(n) for n in rest)
            if not role_behind and not self._hangs(start, first) and last >= end - (1 if possessed and account else 0):
                found = name
        if found is None:
            return None
        first = page.range(found.span.start, found.span.end)[0]
        lead = start + (page.low[start] in self.lang.determiners)
        return found.entity if first == lead else None

    def _hangs(self, start: int, at: int) -> bool:
        """Whether the mention at `at` belongs to somebody else in the phrase: "a spokesman for | Example"."""
        for n in range(at - 1, start, -1):
            if self.page.low[n] in self.lang.prepositions:
                return not (self.page.low[n] == "of" and n + 1 < at) or self.page.is_role(n + 1)
        return False

    # --- pronouns

    def _behind_pronoun(self, at: int, before: int) -> str | None:
        gender = self.lang.pronouns.get(self.page.low[at].removesuffix("'s"), "")
        if gender not in ("m", "f"):
            return None
        for entity in self._recent(before):
            if self._may_be(entity, gender):
                return entity
            if entity in self.genders:
                return None  # the nearest person cannot be meant, so nobody surely is
        return None

    def _may_be(self, entity: str, gender: str) -> bool:
        if entity not in self.genders:
            return False
        known = self.genders[entity]
        return not known or known.most_common(1)[0][0] == gender

    def _recent(self, at: int) -> Iterator[str]:
        """Speakers and subjects before a word, nearest first."""
        place = self.page.starts[at] if at < len(self.page.starts) else len(self.page.report.text)
        n = bisect_right(self.firsts, place) - 1
        text, breaks = self.page.report.text, 0
        while n >= 0 and breaks <= _PARAGRAPHS_BACK:
            sentence = self.sentences[n]
            low, high = self.page.range(sentence.start, min(sentence.end, place))
            spoke = [voice.speaker for voice in sorted(self.voices.get(n, ())) if low <= voice.at < high]
            subject = self._subject(low, high)
            yield from reversed(spoke)
            if subject:
                yield subject
            n -= 1
            if n >= 0 and "\n" in text[self.sentences[n].end : sentence.start]:
                breaks += 1

    def _subject(self, low: int, high: int) -> str | None:
        """The first person of a sentence outside quotation marks who is no object of a preposition."""
        for at in range(low, high):
            name = self.page.name_at.get(at)
            if name is None or name.kind != "person" or at in self.page.mark_at:
                continue
            start = self.page.with_titles(self.page.range(name.span.start, name.span.end)[0], low)
            if (self.page.low[start - 1] in self.lang.prepositions and start > low) or self.page.low[at].endswith("'s"):
                continue
            return name.entity
        return None
