"""Decides, cue by cue, who says what in one statement: sources from `sources`, contents from `content`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .. import press
from ..types import Mode
from .content import MIN_CLAUSE, SCARE_WORDS, Clause, Head
from .sources import Range


class Found(NamedTuple):
    """A quotation in words of the page; `at` is the word of its cue."""

    at: int
    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    mode: Mode
    via: str | None = None
    sure: bool = True  # whether the source is sure enough to name a speaker
    speech: bool = True  # whether something was said; else believed, planned, spoken of


class Statement(Clause):
    """One statement and the quotations in it."""

    def read(self) -> Iterator[Found]:
        """The quotations of the statement."""
        cited = list(self._according())
        agencies = [press.agency(self.page.text(source)) or self.agency(*source) for _, source in cited]
        via = next((name for name in agencies if name), None)
        found: list[Found] = []
        for at in self.page.verbs(self.low, self.high):
            if at >= self.free and self.is_cue(at) and not any(low <= at < source[1] for (low, _), source in cited):
                item = self._cued(at, cited)
                if item:
                    found.append(item)
        if found:
            found[-1] = self._with_later_marks(found[-1])
        for n, (phrase, source) in enumerate(cited):
            if agencies[n] and found:
                continue
            content = self._cited(phrase, source, found)
            if content:
                found.append(Found(phrase[0], content, phrase, source, self.mode(content), agencies[n]))
        yield from (item._replace(via=item.via or via) if item.at and via else item for item in found)

    def _with_later_marks(self, last: Found) -> Found:
        """Marks further on in the statement are the same speaker's, unless somebody else is named before them."""
        if last.mode == "indirect":
            return last
        runs: list[Range] = []
        page, start = self.page, max([last.at + 1, *(end for _, end in last.content)])
        for run in self.runs(start, self.high):
            if any(at in page.name_at or page.is_verb(at) or page.is_subject_pronoun(at) for at in range(start, run[0])):
                break
            start = run[0]
            if page.length(run) >= SCARE_WORDS:
                runs.append(run)
        return last._replace(content=(*last.content, *runs))

    def _cued(self, at: int, cited: list[tuple[Range, Range]]) -> Found | None:
        page, frame = self.page, self._frame(at)
        if page.low[at] in self.lang.participles and not self._progressive(at):
            return self._participle(at, frame)
        passive = None if page.low[at] in self.lang.participles else self._passive(at)
        if passive is not None:
            return self._passive_cue(at, passive) if passive else None
        before = page.before(at, self.free)
        if frame == "quote":
            quoted = self._quoted(at, before)
            if quoted or not before:
                return quoted
            frame = "topic"
        return self._behind_source(at, frame, before) if before else self._before_source(at, frame)

    def _behind_source(self, at: int, frame: str, before: Range) -> Found | None:
        """A cue behind its source: "X said ...", or "...," X said."""
        page, left, head = self.page, before[0], self.behind(at, frame)
        closes = left > self.free and (left - 1 in page.mark_at or (page.low[left - 1] in ",-–—" and left - 2 in page.mark_at))
        if closes and (head is None or len(range(*self.mark_words(left - 1))) > MIN_CLAUSE):
            return self._tail(at, before, left)
        if head is None and left - 1 > self.free and page.low[left - 1] == "," and self.ends_behind(self._addressee(at, frame)):
            return self._tail(at, before, left)
        return self._take(at, before, head, frame) if head else None

    def _before_source(self, at: int, frame: str) -> Found | None:
        """A cue with no source in front: "...," said X, or a second cue of one subject."""
        page = self.page
        left = at
        while left - 1 > self.free and page.low[left - 1] in self.lang.auxiliaries and left - 1 not in page.mark_at:
            left -= 1
        left_mark = left > self.free and (
            left - 1 in page.mark_at or (page.low[left - 1] in ",-–—" and (left - 2 in page.mark_at or frame in ("say", "that")))
        )
        after = page.after(at + 1, self.high) if left_mark else None
        if after:
            return self._tail(at, after, left)
        if (self.low < at and (page.low[at - 1] == "," or page.low[at - 1] in self.lang.conjunctions)) or self._subject_first(at):
            subject = self.source or self._subject()
            head = self.behind(at, frame)
            return self._take(at, subject, head, frame) if head and subject else None
        return None

    def _frame(self, at: int) -> str:
        """What may follow a cue."""
        low = self.page.low[at]
        if low in self.lang.noun_cues:
            return "that only"
        return self.lang.cue_frames.get(self.lang.cues[low], "that") if low in self.lang.cues else self.lang.stances[low]

    def _addressee(self, at: int, frame: str) -> int:
        """The last word of whom somebody told, the cue itself where nobody is named."""
        phrase = self.page.after(at + 1, self.high, closed=True) if frame == "tell" else None
        return phrase[1] - 1 if phrase else at

    def _goes_on(self, at: int) -> bool:
        """Whether a clause goes on behind an attribution between commas: "The dam, Lorne said, | would hold"."""
        page, low = self.page, self.page.low[at]
        ends = low in self.lang.prepositions or low in self.lang.conjunctions or low in self.lang.participles or low in self.lang.who_words
        return self.high - at >= MIN_CLAUSE and low[:1].isalpha() and not ends and at not in page.mark_at

    def _subject_first(self, at: int) -> bool:
        """Whether a second verb shares the subject: "He shrugged ... and said"."""
        for back in range(at - 1, max(at - 3, self.low), -1):
            if self.page.low[back] == "and" or self.page.low[back] == "but":
                return True
            if self.page.low[back] not in self.lang.auxiliaries:
                return False
        return False

    def _subject(self) -> Range | None:
        """The phrase a statement opens with, if it is a pronoun or a mention."""
        page = self.page
        for at in range(self.low, min(self.low + 6, self.high)):
            if at in page.mark_at:
                return None
            if page.is_subject_pronoun(at):
                return at, at + 1
            if at in page.name_at:
                first, end = page.named(at)
                if first > self.low and page.low[first - 1] in self.lang.prepositions:
                    return None
                return page.with_titles(first, self.low), end
        return None

    def _take(self, at: int, source: Range, head: Head, frame: str) -> Found:
        content, mode, via = head
        self.free = max(end for _, end in content)
        self.source = source
        return Found(at, content, (at, at + 1), source, mode, via)

    def _tail(self, at: int, source: Range, left: int) -> Found | None:
        """Such as "...," X said: everything free in front is content; marks that follow at once go on with it."""
        page, start, end = self.page, self.free, left
        while end > start and end - 1 not in page.mark_at and page.low[end - 1] in ",-–—":
            end -= 1
        inside = bool(page.in_marks(start, end))
        split = page.low[max(source[1], at + 1)] == "," and self._goes_on(max(source[1], at + 1) + 1)
        if not inside and end - start < (1 if split else MIN_CLAUSE):
            return None
        for n in range(end - 1, start - 1, -1):  # a clause of its own in front is no part of it
            dash = page.low[n] in ";–—" or page.low[n - 1] == page.low[n] == "-"
            if n not in page.mark_at and dash and n < end - 1:
                start = n + 1
                break
        while (
            start < end
            and start not in page.mark_at
            and (page.low[start] in (",", ":") or page.low[start] in self.lang.conjunctions)
            and inside
        ):
            start += 1
        content: tuple[Range, ...] = ((start, end),)
        mode: Mode = "indirect"
        if inside:
            runs = self.runs(start, end)
            whole = sum(last - first for first, last in runs)
            unmarked = page.length((start, end)) - sum(map(page.length, runs))
            content, mode = (
                (tuple(runs), "direct") if not unmarked or (whole > 3 * unmarked and self.sentence_like(runs[-1])) else (content, "mixed")
            )
        behind = max(source[1], at + 1)
        while (behind < self.high and page.low[behind] in ",:") or (
            behind < self.high and page.low[behind] == "." and behind + 1 in page.mark_at
        ):
            behind += 1
        via = None
        if self._frame(at) == "tell":
            via = self.told_agency(at + 1, self.high)
        rest = self.runs(behind, self.high) if inside and behind in page.mark_at else []
        if not inside and page.low[behind - 1] == "," and self._goes_on(behind):
            rest = [(behind, self.clause_end(behind))]
        self.free, self.source = max([behind, *(last for _, last in rest)]), source
        return Found(at, content + tuple(rest), (at, at + 1), source, mode, via)

    def _participle(self, at: int, frame: str) -> Found | None:
        """Such as ", adding that ...": the source is that of the cue before, else the subject."""
        page = self.page
        if at == self.low:
            return None
        close = page.low[at - 1] in (",", "and", "by", "”", '"')
        head = self.behind(at, frame if close and frame != "that only" else "that")
        named = page.before(at, self.free) if at - 1 in page.name_at else None
        source = named or self.source or self._subject()
        return self._take(at, source, head, frame) if head and source else None

    def _progressive(self, at: int) -> bool:
        """Such as "is calling", "he's claiming": a participle with its own subject."""
        return at > self.low and (
            self.page.low[at - 1] in self.lang.be_words or (self.page.low[at - 1].endswith("'s") and self.page.is_subject_pronoun(at - 1))
        )

    def _passive(self, at: int) -> Range | tuple[()] | None:
        """The source of a passive cue, () for a passive without one, None for no passive."""
        page, back = self.page, at - 1
        while (
            back >= self.low
            and (page.low[back] in self.lang.auxiliaries or page.low[back].endswith("ly"))
            and page.low[back] not in self.lang.be_words
        ):
            back -= 1
        if back < self.low or page.low[back] not in self.lang.be_words:
            return None
        if page.low[at + 1] in self.lang.by_words:
            return page.after(at + 2, self.high) or ()
        return ()

    def _passive_cue(self, at: int, source: Range) -> Found | None:
        """Such as "was instructed by X to ...": what follows the speaker is the content."""
        start, end = source[1], self.clause_end(source[1])
        if end - start < MIN_CLAUSE or (not self.asks(start, end) and self.page.low[start] not in self.lang.that_words):
            return None
        self.free, self.source = end, source
        return Found(at, ((start, end),), (at, at + 1), source, self.mode(((start, end),)))

    def _quoted(self, at: int, agency: Range | None) -> Found | None:
        """Such as "RIA quoted X as saying that ...": X speaks, the agency carries it."""
        page, person = self.page, self.page.after(at + 1, self.high)
        if person is None:
            return None
        for n in range(person[0] + 1, min(person[0] + 12, self.high)):
            for phrase in self.lang.as_saying:
                width = len(phrase.split())
                if width > 1 and " ".join(page.low[n + k] for k in range(width)) == phrase:
                    start, end = n + width, self.clause_end(n + width)
                    if end - start < 1:
                        return None
                    content = tuple(self.runs(start, end)) if start in page.mark_at else ((start, end),)
                    mode: Mode = "direct" if start in page.mark_at else self.mode(((start, end),))
                    source = (person[0], min(person[1], n))
                    self.free, self.source = end, source
                    return Found(at, content, (at, at + 1), source, mode, self.agency(*agency) if agency else None)
        return None

    def _according(self) -> Iterator[tuple[Range, Range]]:
        """Every "according to" with the phrase behind it; an agency's name may stand in marks of its own."""
        for at in self.page.openings(self.low, self.high):
            width = self.opens_according(at)
            source = self.page.after(at + width, self.high, closed=at == self.low) if width else None
            end = source[1] if source else at + width
            if width and end in self.page.mark_at and self.agency(*self.mark_words(end)):
                source = (at + width, self.mark_words(end)[1])
            if source:
                yield (at, at + width), source

    def _cited(self, phrase: Range, source: Range, found: list[Found]) -> tuple[Range, ...] | None:
        """The clause that "according to X" speaks for: behind it where it opens the sentence, else in front."""
        page = self.page
        taken = [bounds for item in found for bounds in item.content]
        opens = not page.length((self.low, phrase[0]))
        if opens:
            start = source[1] + (page.low[source[1]] == ",")
            end = self.clause_end(start)
        else:
            end = phrase[0]
            start = max(
                [
                    self.low,
                    *(n + 1 for n in range(self.low, end) if page.low[n] in ";–—" and n not in page.mark_at),
                    *(last for _, last in taken if last <= end),
                ]
            )
        while end > start and page.low[end - 1] in ",;" and end - 1 not in page.mark_at:
            end -= 1
        while start < end and start not in page.mark_at and page.low[start] in {",", "and", "but"}:
            start += 1
        if end - start < MIN_CLAUSE or any(first < end and start < last for first, last in taken):
            return None
        runs = self.runs(start, end)
        inside = sum(last - first for first, last in runs)
        return tuple(runs) if runs and inside >= end - start - 1 else ((start, end),)
