"""Decides which words behind a cue are what somebody said.

The frame of a cue, from the language file, says what may follow it without marks: see `quotes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from .. import press
from ..types import Mode
from .lexicon import CLOSING
from .sources import Page, Range

MIN_CLAUSE = 3  # words from which an unmarked clause is reported speech
SCARE_WORDS = 2  # words in marks below which nobody is quoted
_VOW_WORDS = 2  # "to help"
_THAT_REACH = 9  # words between a cue and its "that"
_SHORT_MARKS = 6  # words in marks up to which they are part of an indirect report
Head = tuple[tuple[Range, ...], Mode, str | None]  # content, how it is quoted, the agency it was told


class Clause:
    """One statement, words `low` to `high` of a page, and how its words can be content."""

    def __init__(self, page: Page, low: int, high: int) -> None:
        self.page, self.lang, self.low, self.high = page, page.lang, low, high
        while self.high > low and page.low[self.high - 1] in ".!?" and self.high - 1 not in page.mark_at:
            self.high -= 1
        self.free = low  # first word that no quotation has taken
        self.source: Range | None = None

    def behind(self, at: int, frame: str) -> Head | None:
        """What follows a cue, how it is quoted, and the agency it was told."""
        page = self.page
        start, end = at + 1, self.clause_end(at + 1)
        while start < end and (page.low[start] in self.lang.cue_particles or page.low[start] in self.lang.auxiliaries):
            start += 1
        via = self.told_agency(start, end) if frame in ("tell", "say", "that") else None
        that = self._that(start, min(end, start + _THAT_REACH))
        mark = next((n for n in page.in_marks(start, end) if not page.is_title(page.mark_at[n])), None)
        if that is not None and (mark is None or that < mark) and frame != "marks" and end - that >= MIN_CLAUSE:
            return ((that, end),), self.mode(((that, end),)), via
        if mark is not None and all(page.low[n] in (",", ":") for n in range(start, mark)):
            return self._marked(mark, end, via)
        if frame in ("marks", "that only"):
            return self._only_marks(start, end, mark) if frame == "marks" else None
        if page.low[start] in self.lang.whether_words and end - start >= MIN_CLAUSE:
            return ((start, end),), self.mode(((start, end),)), via
        if frame == "urge":
            return (((start, end),), self.mode(((start, end),)), via) if self.asks(start, end) else None
        colon = start + page.low[start:end].index(":") if ":" in page.low[start:end] else None
        if colon is not None and end - colon > MIN_CLAUSE:
            return self._marked(colon + 1, end, via) if colon + 1 in page.mark_at else (((colon + 1, end),), "indirect", via)
        begin = self._clause_start(start, end, frame)
        if begin is not None:
            return ((begin, end),), self.mode(((begin, end),)), via
        if mark is not None and mark - start <= _THAT_REACH:
            return self._only_marks(start, end, mark)
        topic = self._topic_start(start, end) if frame == "topic" else None
        return None if topic is None else (((topic, end),), self.mode(((topic, end),)), via)

    def _that(self, start: int, end: int) -> int | None:
        """The "that" that opens what a cue reports: the first word of its kind before the next cue."""
        for n in range(start, end):
            if self.page.low[n] in self.lang.that_words and n not in self.page.mark_at:
                return n
            if n > start and self.is_cue(n):
                return None
        return None

    def _topic_start(self, start: int, end: int) -> int | None:
        """Where begins what a judgement is about: "rejected | the plan", "called for | new elections"."""
        start += self.page.low[start] in self.lang.stance_prepositions
        return start if start < end and self.page.low[start][:1].isalnum() and not self.ends_behind(start - 1) else None

    def _marked(self, at: int, end: int, via: str | None) -> Head:
        """Marks right behind the cue: alone, or the start of a clause that goes on without them."""
        first, last = self.mark_words(at)
        runs = [(first, last)]
        while last < end and last in self.page.mark_at:
            runs.append(self.mark_words(last))
            last = runs[-1][1]
        if self.page.length((last, end)) and self.page.low[last] not in ",.;" and self.page.low[last - 1] not in ",.;":
            return ((first, end),), "mixed", via
        return tuple(runs), "direct", via

    def _only_marks(self, start: int, end: int, mark: int | None) -> Head | None:
        if mark is None or mark - start > 2 * _THAT_REACH:
            return None
        first, last = self.mark_words(mark)
        return ((first, last),), "mixed" if last - first <= _SHORT_MARKS else "direct", None

    def asks(self, start: int, end: int) -> bool:
        stop = min(end, start + 2 * _THAT_REACH)
        return end - start >= MIN_CLAUSE and (
            not self.lang.to_words.isdisjoint(self.page.low[start:stop]) or bool(self.page.in_marks(start, stop))
        )

    def clause_end(self, start: int) -> int:
        """Where a clause behind a cue ends: with the statement, or before an attribution that takes over."""
        page = self.page
        for at in page.turns(start + 1, self.high):
            if at in page.mark_at:
                continue
            comma = page.low[at - 1] in CLOSING
            joined = comma and page.low[at] in self.lang.conjunctions and at + 1 < self.high and self._speaks(at + 1)
            if joined or (comma and page.low[at] in self.lang.participles) or self.opens_according(at):
                return at - (page.low[at - 1] == "," and at - 1 not in page.mark_at)
            if page.low[at] == ";" or (page.low[at] in "–—" and any(map(self.is_cue, page.verbs(at + 1, self.high)))):
                return at
        return self.high

    def _speaks(self, at: int) -> bool:
        """Whether a cue, or a speaker and a cue, stand behind ", and"."""
        if self.page.is_verb(at):
            return True
        phrase = self.page.after(at, self.high, closed=True)
        return phrase is not None and self.is_cue(phrase[1])

    def _clause_start(self, start: int, end: int, frame: str) -> int | None:
        """Where an unmarked clause starts behind "said" or "told reporters"; None where none shows."""
        page = self.page
        if frame not in ("say", "tell"):
            vowed = self._vow_start(start, end) if frame in ("vow", "topic") else None
            return vowed if vowed is not None else start if self._is_clause(start, end) else None
        if frame == "tell":
            after = page.after(start, end)
            word = page.low[start]
            if after is None and start < end and (word in self.lang.pronouns or (word[:1].isalpha() and word not in self.lang.stopwords)):
                after = (start, start + 1)
            if after is None:
                return None
            start = self._addressee_end(start, after)
        for _ in range(3):  # at most three phrases of time and place before the clause
            if start < end and (
                page.low[start] in self.lang.prepositions
                or page.low[start] in self.lang.weekdays
                or page.low[start] in self.lang.relative_days
            ):
                start = self._past_phrase(start, end)
        if end - start < MIN_CLAUSE or page.low[start] in self.lang.prepositions or not page.low[start][:1].isalnum():
            return None
        return start

    def _vow_start(self, start: int, end: int) -> int | None:
        """Where begins what somebody promises or declines to do: "promised | to help", "pledged Monday | to rebuild it"."""
        start += self.page.low[start] in self.lang.weekdays or self.page.low[start] in self.lang.relative_days
        return start if self.page.low[start] in self.lang.vow_words and end - start >= _VOW_WORDS else None

    def _is_clause(self, start: int, end: int) -> bool:
        """Whether a subject and a helping verb open a clause that nothing else opens: "noted | she has", "found | the dam was"."""
        page, lang = self.page, self.lang
        phrase = page.after(start, end)
        if phrase is None or end - start < MIN_CLAUSE:
            return False
        helps = page.low[phrase[1]] in lang.modals or page.low[phrase[1]] in lang.auxiliaries or page.low[phrase[1]] in lang.be_words
        return phrase[1] < end and (helps or (page.is_subject_pronoun(start) and page.low[phrase[1]].isalpha()))

    def ends_behind(self, at: int) -> bool:
        """Whether nothing but time and place stands behind a cue, so that what it reports stands in front."""
        low, lang = self.page.low[at + 1], self.lang
        return at + 1 >= self.high or low in lang.prepositions or low in lang.weekdays or low in lang.relative_days or low in ",.-–—"

    def _addressee_end(self, start: int, phrase: Range) -> int:
        """An addressee is one mention, one pronoun or one common noun: "told Ada | she", "told reporters | the"."""
        page = self.page
        if start in page.name_at:
            return page.named(start)[1]
        if page.low[start] in self.lang.determiners:
            return next(
                (n for n in range(start + 1, phrase[1]) if n + 1 in page.name_at or page.low[n + 1] in self.lang.determiners), phrase[1]
            )
        if page.capital(start):
            return next((n for n in range(start, phrase[1]) if not page.capital(n)), phrase[1])
        return start + 1

    def _past_phrase(self, start: int, end: int) -> int:
        """The word behind a phrase of time or place."""
        page, at = self.page, start + 1
        if page.low[start] in self.lang.prepositions:
            while at < end and page.low[at] in self.lang.determiners:
                at += 1
            while (
                at < end
                and page.low[at][:1].isalnum()
                and page.low[at] not in self.lang.determiners
                and not page.is_subject_pronoun(at)
                and page.low[at] not in self.lang.prepositions
                and not (at in page.name_at and at > start + 2)
            ):
                at += 1
        return at + 1 if page.low[at] == "," else at

    def told_agency(self, start: int, end: int) -> str | None:
        """The agency an addressee is: "told TASS", "told the news agency Example"."""
        stop = next(
            (
                n
                for n in range(start, min(end, start + 8))
                if n in self.page.mark_at or self.page.low[n] in ",.;" or self.page.low[n] in self.lang.that_words
            ),
            min(end, start + 8),
        )
        return self.agency(start, stop)

    def agency(self, start: int, end: int) -> str | None:
        if start >= end:
            return None
        found = press.pattern().search(self.page.text((start, end)))
        return press.agency(found.group()) if found else None

    def is_cue(self, at: int) -> bool:
        page = self.page
        if not page.is_verb(at) or at in page.mark_at or at in page.name_at:
            return False
        before = page.low[at - 1] if at > self.low else ""
        if (
            before in self.lang.determiners
            or (before.endswith("'s") and page.low[at] not in self.lang.participles and not page.is_subject_pronoun(at - 1))
            or before in self.lang.negators
            or (before in self.lang.prepositions and page.low[at] not in self.lang.participles)
        ):
            return False
        for back in range(at - 1, max(at - 4, self.low - 1), -1):
            if page.low[back] in self.lang.negators or page.low[back].endswith("n't"):
                return False
            if page.low[back] not in self.lang.auxiliaries:
                break
        return True

    def opens_according(self, at: int) -> int:
        """How many words an "according to" at this word has; 0 for none."""
        for words in self.page.lexicon.openings.get(self.page.low[at], ()):
            if at not in self.page.mark_at and all(self.page.low[at + n] == word for n, word in enumerate(words)):
                return len(words)
        return 0

    def runs(self, start: int, end: int) -> list[Range]:
        """The marked stretches between two words."""
        runs: list[Range] = []
        for at in self.page.in_marks(start, end):
            if not runs or at >= runs[-1][1]:
                runs.append(self.mark_words(at))
        return runs

    def mark_words(self, at: int) -> Range:
        mark = self.page.mark_at.get(at)
        return self.page.words_of(mark) if mark else (at, at + 1)

    def sentence_like(self, run: Range) -> bool:
        first = next((n for n in range(*run) if self.page.low[n][:1].isalnum()), run[0])
        return self.page.capital(first)

    def mode(self, content: Sequence[Range]) -> Mode:
        page = self.page
        inside = sum(page.low[n][:1].isalnum() for bounds in content for n in page.in_marks(*bounds))
        if not inside:
            return "indirect"
        return "direct" if inside == sum(map(page.length, content)) else "mixed"
