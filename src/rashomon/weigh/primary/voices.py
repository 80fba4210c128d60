"""Whose turns of a transcript are a speaker's own, and whose are surely somebody else's.

A label is a name ("LINDQVIST", "MINISTER ADA LINDQVIST"), an office ("THE MINISTER"), a question ("Q") or an answer ("A"). A name is
compared with the persons of the event, an office with the titles that the reports give them. A turn is somebody else's where its label is
another person of the event; or where the speaker has turns of their own and this one has a name or a question of its own, since a
transcript calls everybody the same throughout. In doubt it is nobody's, and nothing is said.

An error here says that a report put words into the wrong mouth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...lang import Language, language
from ...lang._compared import compared, spoken_words
from ...text.names import compare_persons
from ...text.stems import folded, keys
from ...types import Named, Primary

_ASIDE = re.compile(r"\([^()\n]{0,40}\)")


@dataclass(frozen=True, slots=True)
class _Label:
    """A label taken apart."""

    name: str  # "" where it gives none
    office: frozenset[str]
    asks: bool = False
    answers: bool = False


class Voices:
    """Who is who in a primary source; `people` are the persons of the event."""

    def __init__(self, source: Primary, people: Sequence[Named]) -> None:
        self.source, self.lang = source, language(source.report.lang)
        self.people = {person.name: person for person in people}
        self.labels = {turn.label: _read(turn.label, self.lang) for turn in source.turns if turn.label}
        self.persons = {label: found for label, read in self.labels.items() if (found := self._person(read))}
        self._own: dict[str, frozenset[str]] = {}

    def _person(self, label: _Label) -> str | None:
        """The one person of the event whom a label can mean; None where there is none, or there are several."""
        if label.name:
            found = [name for name in self.people if compare_persons(label.name, name).nearness in ("same", "variant")]
        else:
            found = [name for name, person in self.people.items() if label.office and _holds(person, label.office, self.lang)]
        return found[0] if len(found) == 1 else None

    def own(self, speaker: str) -> frozenset[str]:
        """The labels under which a speaker of the reports speaks."""
        if speaker not in self._own:
            office = _read(speaker, self.lang).office if speaker not in self.people else frozenset[str]()
            self._own[speaker] = frozenset(
                label
                for label, read in self.labels.items()
                if self.persons.get(label) == speaker or (office and office == read.office and not read.name) or read.answers
            )
        return self._own[speaker]

    def others(self, speaker: str | None) -> frozenset[int]:
        """The turns that are surely not a speaker's."""
        if speaker is None or (speaker not in self.people and not self.own(speaker)):
            return frozenset()
        own = self.own(speaker)
        barred = {label for label in self.labels.keys() - own if self._is_other(label, speaker, own)}
        return frozenset(n for n, turn in enumerate(self.source.turns) if turn.label in barred)

    def _is_other(self, label: str, speaker: str, own: frozenset[str]) -> bool:
        read, person = self.labels[label], self.persons.get(label)
        if person is not None and speaker in self.people:
            return True
        if not own:
            return False
        by_office = all(not self.labels[mine].name and not self.labels[mine].answers for mine in own)
        return read.asks or bool(read.name) or (by_office and bool(read.office))

    def speaks(self, speaker: str | None) -> bool:
        """Whether a speaker of the reports is known to speak in the primary source."""
        if speaker is None:
            return False
        told = {quote.speaker for quote in self.source.notes.quotes if quote.speech and quote.speaker}
        return bool(self.own(speaker)) or any(compare_persons(speaker, other).nearness in ("same", "variant") for other in sorted(told))


def _read(label: str, lang: Language) -> _Label:
    words = [word for word, _, _ in keys(_ASIDE.sub(" ", label))]
    known = compared(lang.code)
    idle = known.stopwords | known.honorifics.keys() | known.rank_words.keys() | known.former_words
    office = frozenset(word for word in words if word in known.roles or word in known.departments)
    name = [word for word in words if word not in office and word not in idle and not word.isdigit()]
    plain = set(map(folded, label.split()[:1])) & {word.strip(".") for word in words[:1]}
    labels = spoken_words()
    asks, answers = bool(plain & labels.questions), len(words) == 1 and words[0] in labels.answers
    return _Label("" if asks or answers else " ".join(name).title(), frozenset[str]() if asks else office, asks, answers)


def _holds(person: Named, office: frozenset[str], lang: Language) -> bool:
    """Whether the reports give somebody a title with all the words of an office."""
    known = compared(lang.code)
    offices = known.roles.keys() | known.departments.keys()
    return any(office <= {word for word, _, _ in keys(title)} & offices for title in person.titles)
