"""Decides what a report puts in whose mouth: direct, indirect and mixed quotations with cue, source, speaker and agency.

1. `marks` finds what stands in quotation marks. Sentences that one pair of marks spans, and an attribution behind a
   closing mark ("... he said."), make one statement.
2. Every cue verb outside marks gets a source from `sources`: before it, behind it ("said X"), behind "by" in a passive,
   or that of the sentence's earlier cue for a participle ("adding that").
3. The content stands in front of source and cue ("...," X said) or behind them. What may follow unmarked depends on the
   frame of the cue in the language file:

       say    a clause, with or without "that"        tell   the same behind an addressee
       urge   whatever is asked of somebody           that   only "that", "whether", a colon or marks
       marks  only words in marks                     quote  "quoted X as saying": the agency is `via`, X speaks

4. "According to X" gives its sentence to X unless a cue did before; an agency there or behind "told" becomes `via`.
5. Marks that no cue claims: a whole sentence goes on with the quotation before it in its paragraph, else stays without a
   speaker; a phrase of two words or more is kept without one; a single word or a title is no quotation.

Known exceptions: quotations inside quotations, speech reported by nouns ("the proposal that"), free indirect speech.
A cue that is denied ("did not say") makes no quotation. The costly error is a wrong speaker, so a speaker is open in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from .. import press
from ..lang import language
from ..types import Mode, Name, Quote, Report, Span
from .marks import Marked, marks
from .sources import Page, Range, Register, Voice

_MIN_CLAUSE = 3  # words from which an unmarked clause is reported speech
_THAT_REACH = 9  # words between a cue and its "that"
_SCARE_WORDS = 2  # words in marks below which nobody is quoted
_ORPHAN_WORDS = 4  # words from which a marked sentence is speech without any cue


class Found(NamedTuple):
    """A quotation in words of the page; `at` is the word of its cue."""

    at: int
    content: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    mode: Mode
    via: str | None = None


def quotes(report: Report, sentences: tuple[Span, ...], names: tuple[Name, ...]) -> tuple[Quote, ...]:
    """Every quotation of a report, in text order."""
    lang = language(report.lang)
    found = marks(report.text, lang.quote_pairs, [sentence.start for sentence in sentences])
    page = Page(report, names, [_trimmed(mark, report, lang.cues) for mark in found])
    register = Register(page, sentences)
    out: list[Quote] = []
    for low, high in statements(page, sentences):
        items = list(Statement(page, low, high).read())
        for item in sorted(items, key=lambda item: item.at):
            speaker = register.speaker(item.source, item.content[0][0]) if item.source else None
            if speaker and press.agency(speaker):
                item, speaker = item._replace(via=item.via or press.agency(speaker)), None
            if speaker and item.cue:
                register.voices.append(Voice(item.at, speaker))
            out.append(_quote(page, item, speaker))
    ordered = sorted(_with_orphans(page, register, sentences, out), key=lambda quote: (quote.content[0], quote.content[-1].end))
    return tuple(replace(quote, marked=_marked(quote, page.marked)) for quote in ordered)


def _marked(quote: Quote, found: Sequence[Marked]) -> tuple[Span, ...]:
    """The parts of a quotation's content that stand inside marks; a direct one stands inside them as a whole."""
    if quote.mode == "direct":
        return quote.content
    parts = ((max(c.start, mark.inner_start), min(c.end, mark.inner_end)) for c in quote.content for mark in found)
    return tuple(Span(quote.content[0].report, start, end) for start, end in parts if start < end)


def _trimmed(mark: Marked, report: Report, cues: dict[str, str]) -> Marked:
    """A quotation with a lost closing mark must not swallow its own attribution."""
    if not mark.garbled or report.text[mark.end - 1 : mark.end] in tuple("”\"»") and mark.end > mark.inner_end:
        return mark
    for found in re.finditer(r",?\s+\w+(?: \w+){0,2}[ .]*$", report.text[mark.inner_start : mark.inner_end]):
        if any(word in cues for word in re.findall(r"\w+", found.group().lower())) and found.group().lstrip().startswith(","):
            end = mark.inner_start + found.start()
            return mark._replace(inner_end=end, end=end)
    return mark


def statements(page: Page, sentences: Sequence[Span]) -> Iterator[Range]:
    """Sentences as word ranges, joined where marks span them or an attribution follows marks."""
    text = page.report.text
    n = 0
    while n < len(sentences):
        start, end = sentences[n].start, sentences[n].end
        while n + 1 < len(sentences):
            follower = sentences[n + 1]
            spanned = any(mark.start < end and mark.inner_end > follower.start for mark in page.marked if mark.start < follower.start)
            opener = text[follower.start]
            follows = text[end - 1] in "”\"»’'“" and "\n" not in text[end : follower.start]
            behind = follows and (opener.islower() or _attributes(page, *page.range(follower.start, follower.end)))
            if not (spanned or behind):
                break
            end, n = follower.end, n + 1
        n += 1
        low, high = page.range(start, end)
        if low < high:
            yield low, high


def _attributes(page: Page, low: int, high: int) -> bool:
    """Whether a sentence only says who spoke: "Ada Example asked." behind a question in marks."""
    at = next((n for n in range(low + 1, min(high, low + 14)) if page.is_verb(n) and n not in page.mark_at), None)
    source = page.before(at, low) if at is not None else None
    return at is not None and source is not None and source[0] == low and Statement(page, low, high).ends_behind(at)


class Statement:
    """One statement, words `low` to `high` of a page."""

    def __init__(self, page: Page, low: int, high: int) -> None:
        self.page, self.lang, self.low, self.high = page, page.lang, low, high
        while self.high > low and page.low(self.high - 1) in ".!?" and self.high - 1 not in page.mark_at:
            self.high -= 1
        self.free = low  # first word that no quotation has taken
        self.source: Range | None = None

    def read(self) -> Iterator[Found]:
        """The quotations of the statement."""
        cited = list(self._according())
        agencies = [press.agency(self.page.text(source)) or self._agency(*source) for _, source in cited]
        via = next((name for name in agencies if name), None)
        found: list[Found] = []
        for at in range(self.low, self.high):
            if at >= self.free and self._is_cue(at) and not any(low <= at < source[1] for (low, _), source in cited):
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
                found.append(Found(phrase[0], content, phrase, source, self._mode(content), agencies[n]))
        yield from (item._replace(via=item.via or via) if item.at else item for item in found)

    def _with_later_marks(self, last: Found) -> Found:
        """Marks further on in the statement are the same speaker's, unless somebody else is named before them."""
        runs: list[Range] = []
        page, start = self.page, max([last.at + 1, *(end for _, end in last.content)])
        for run in self._runs(start, self.high):
            if any(at in page.name_at or page.is_verb(at) or page._is_subject_pronoun(at) for at in range(start, run[0])):
                break
            if sum(page.low(at)[:1].isalnum() for at in range(*run)) >= _SCARE_WORDS:
                runs.append(run)
        return last._replace(content=(*last.content, *runs)) if last.mode != "indirect" else last

    # --- cues

    def _is_cue(self, at: int) -> bool:
        page = self.page
        if not page.is_verb(at) or at in page.mark_at or at in page.name_at:
            return False
        before = page.low(at - 1) if at > self.low else ""
        if before in self.lang.determiners or before in self.lang.negators or before in self.lang.prepositions and page.low(at) not in self.lang.participles:
            return False
        for back in range(at - 1, max(at - 4, self.low - 1), -1):
            if page.low(back) in self.lang.negators or page.low(back).endswith("n't"):
                return False
            if page.low(back) not in self.lang.auxiliaries:
                break
        return True

    def _cued(self, at: int, cited: list[tuple[Range, Range]]) -> Found | None:
        page, lemma = self.page, self.lang.cues[self.page.low(at)]
        frame = self.lang.cue_frames.get(lemma, "that")
        if page.low(at) in self.lang.participles and not self._progressive(at):
            return self._participle(at, frame)
        passive = None if page.low(at) in self.lang.participles else self._passive(at)
        if passive is not None:
            return self._passive_cue(at, passive) if passive else None
        before = page.before(at, self.free)
        if frame == "quote":
            return self._quoted(at, before)
        if before:
            left = before[0]
            head = self._head(at, frame)
            closes = left > self.free and (left - 1 in page.mark_at or page.low(left - 1) in ",-–—" and left - 2 in page.mark_at)
            if closes and (head is None or len(range(*self._mark_words(left - 1))) > _MIN_CLAUSE):
                return self._tail(at, before, left)
            if head is None and left - 1 > self.free and page.low(left - 1) == "," and self.ends_behind(at):
                return self._tail(at, before, left)
            return self._take(at, before, head, frame) if head else None
        left = at
        while left - 1 > self.free and page.low(left - 1) in self.lang.auxiliaries and left - 1 not in page.mark_at:
            left -= 1
        left_mark = left > self.free and (left - 1 in page.mark_at or page.low(left - 1) in ",-–—" and (left - 2 in page.mark_at or frame in ("say", "that")))
        after = page.after(at + 1, self.high) if left_mark else None
        if after:
            return self._tail(at, after, left)
        if self.low < at and page.low(at - 1) in self.lang.conjunctions | {","} or self._subject_first(at):
            subject = self.source or self._subject()
            head = self._head(at, frame)
            return self._take(at, subject, head, frame) if head and subject else None
        return None

    def ends_behind(self, at: int) -> bool:
        """Whether nothing but time and place stands behind a cue, so that what it reports stands in front."""
        low, lang = self.page.low(at + 1), self.lang
        return at + 1 >= self.high or low in lang.prepositions or low in lang.weekdays or low in lang.relative_days or low in ",.-–—"

    def _subject_first(self, at: int) -> bool:
        """Whether a second verb shares the subject: "He shrugged ... and said"."""
        for back in range(at - 1, max(at - 3, self.low), -1):
            if self.page.low(back) == "and" or self.page.low(back) == "but":
                return True
            if self.page.low(back) not in self.lang.auxiliaries:
                return False
        return False

    def _subject(self) -> Range | None:
        """The phrase a statement opens with, if it is a pronoun or a mention."""
        page = self.page
        for at in range(self.low, min(self.low + 6, self.high)):
            if at in page.mark_at:
                return None
            if page._is_subject_pronoun(at):
                return at, at + 1
            if at in page.name_at:
                first, end = page.range(*page._ends(at))
                if first > self.low and page.low(first - 1) in self.lang.prepositions:
                    return None
                return page._with_titles(first, self.low), end
        return None

    def _take(self, at: int, source: Range, head: tuple[tuple[Range, ...], Mode, str | None], frame: str) -> Found:
        content, mode, via = head
        self.free = max(end for _, end in content)
        self.source = source
        return Found(at, content, (at, at + 1), source, mode, via)

    # --- content behind the cue

    def _head(self, at: int, frame: str) -> tuple[tuple[Range, ...], Mode, str | None] | None:
        """What follows a cue, how it is quoted, and the agency it was told."""
        page = self.page
        start, end = at + 1, self._clause_end(at + 1)
        while start < end and (page.low(start) in self.lang.cue_particles or page.low(start) in self.lang.auxiliaries):
            start += 1
        via = self._told_agency(start, end) if frame in ("tell", "say", "that") else None
        that = next((n for n in range(start, min(end, start + _THAT_REACH)) if page.low(n) in self.lang.that_words and n not in page.mark_at), None)
        mark = next((n for n in range(start, end) if n in page.mark_at), None)
        if that is not None and (mark is None or that < mark) and frame != "marks" and end - that >= _MIN_CLAUSE:
            return ((that, end),), self._mode(((that, end),)), via
        if mark is not None and all(page.low(n) in (",", ":") for n in range(start, mark)):
            return self._marked(mark, end, via)
        if frame in ("marks", "that only"):
            return self._only_marks(start, end, mark) if frame == "marks" else None
        if frame == "urge":
            return (((start, end),), self._mode(((start, end),)), via) if self._asks(start, end) else None
        if page.low(start) in self.lang.whether_words and end - start >= _MIN_CLAUSE:
            return ((start, end),), self._mode(((start, end),)), via
        colon = next((n for n in range(start, end) if page.low(n) == ":"), None)
        if colon is not None and end - colon > _MIN_CLAUSE:
            return self._marked(colon + 1, end, via) if colon + 1 in page.mark_at else (((colon + 1, end),), "indirect", via)
        begin = self._clause_start(start, end, frame)
        if begin is not None:
            return ((begin, end),), self._mode(((begin, end),)), via
        return None if mark is None or mark - start > _THAT_REACH else self._only_marks(start, end, mark)

    def _marked(self, at: int, end: int, via: str | None) -> tuple[tuple[Range, ...], Mode, str | None]:
        """Marks right behind the cue: alone, or the start of a clause that goes on without them."""
        first, last = self._mark_words(at)
        runs = [(first, last)]
        while last < end and last in self.page.mark_at:
            runs.append(self._mark_words(last))
            last = runs[-1][1]
        rest = [n for n in range(last, end) if self.page.low(n)[:1].isalnum()]
        if rest and self.page.low(last) not in ",.;" and self.page.low(last - 1) not in ",.;":
            return ((first, end),), "mixed", via
        return tuple(runs), "direct", via

    def _only_marks(self, start: int, end: int, mark: int | None) -> tuple[tuple[Range, ...], Mode, str | None] | None:
        if mark is None or mark - start > 2 * _THAT_REACH:
            return None
        first, last = self._mark_words(mark)
        return ((first, last),), "mixed" if last - first <= _ORPHAN_WORDS + 2 else "direct", None

    def _asks(self, start: int, end: int) -> bool:
        inside = range(start, min(end, start + 2 * _THAT_REACH))
        return end - start >= _MIN_CLAUSE and any(self.page.low(n) in self.lang.to_words or n in self.page.mark_at for n in inside)

    def _clause_end(self, start: int) -> int:
        """Where a clause behind a cue ends: with the statement, or before an attribution that takes over."""
        page = self.page
        for at in range(start + 1, self.high):
            if at in page.mark_at:
                continue
            comma = page.low(at - 1) in (",", "”", "\"", "»")
            joined = page.low(at) in self.lang.conjunctions and at + 1 < self.high and page.is_verb(at + 1)
            if comma and (page.low(at) in self.lang.participles or joined) or self._opens_according(at):
                return at - (page.low(at - 1) == "," and at - 1 not in page.mark_at)
            if page.low(at) == ";" or page.low(at) in "–—" and any(self._is_cue(n) for n in range(at + 1, self.high)):
                return at
        return self.high

    def _clause_start(self, start: int, end: int, frame: str) -> int | None:
        """Where an unmarked clause starts behind "said" or "told reporters"; None where none shows."""
        page = self.page
        if frame not in ("say", "tell"):
            return None
        if frame == "tell":
            after = page.after(start, end)
            if after is None and start < end and page.low(start) in self.lang.pronouns:
                after = (start, start + 1)
            if after is None:
                after = (start, start + 1) if start < end and page.low(start)[:1].isalpha() and page.low(start) not in self.lang.stopwords else None
            if after is None:
                return None
            start = self._addressee_end(start, after)
        for _ in range(3):  # at most three phrases of time and place before the clause
            if start < end and (page.low(start) in self.lang.prepositions or page.low(start) in self.lang.weekdays or page.low(start) in self.lang.relative_days):
                start = self._past_phrase(start, end)
        if end - start < _MIN_CLAUSE or page.low(start) in self.lang.prepositions or not page.low(start)[:1].isalnum():
            return None
        return start

    def _addressee_end(self, start: int, phrase: Range) -> int:
        """An addressee is one mention, one pronoun or one common noun: "told Ada | she", "told reporters | the"."""
        page = self.page
        if start in page.name_at:
            return page.range(*page._ends(start))[1]
        if page.low(start) in self.lang.determiners:
            return next((n for n in range(start + 1, phrase[1]) if n + 1 in page.name_at or page.low(n + 1) in self.lang.determiners), phrase[1])
        if page.words[start].capital:
            return next((n for n in range(start, phrase[1]) if not page.words[n].capital), phrase[1])
        return start + 1

    def _past_phrase(self, start: int, end: int) -> int:
        """The word behind a phrase of time or place."""
        page, at = self.page, start + 1
        if page.low(start) in self.lang.prepositions:
            while at < end and page.low(at) in self.lang.determiners:
                at += 1
            while at < end and page.low(at)[:1].isalnum() and page.low(at) not in self.lang.determiners and not page._is_subject_pronoun(at) \
                    and page.low(at) not in self.lang.prepositions and not (at in page.name_at and at > start + 2):
                at += 1
        return at + 1 if page.low(at) == "," else at

    def _told_agency(self, start: int, end: int) -> str | None:
        """The agency an addressee is: "told TASS", "told the news agency Example"."""
        stop = next((n for n in range(start, min(end, start + 8)) if n in self.page.mark_at or self.page.low(n) in ",.;" or self.page.low(n) in self.lang.that_words), min(end, start + 8))
        return self._agency(start, stop)

    def _agency(self, start: int, end: int) -> str | None:
        if start >= end:
            return None
        found = press.pattern().search(self.page.text((start, end)))
        return press.agency(found.group()) if found else None

    # --- content in front of the cue

    def _tail(self, at: int, source: Range, left: int) -> Found | None:
        """ "...," X said: everything free in front is content; marks that follow at once go on with it."""
        page, start, end = self.page, self.free, left
        while end > start and end - 1 not in page.mark_at and page.low(end - 1) in ",-–—":
            end -= 1
        inside = sum(n in page.mark_at for n in range(start, end))
        if not inside and (end - start < _MIN_CLAUSE):
            return None
        for n in range(end - 1, start - 1, -1):  # a clause of its own in front is no part of it
            if n not in page.mark_at and page.low(n) in ";–—" and n < end - 1:
                start = n + 1
                break
        while start < end and start not in page.mark_at and page.low(start) in self.lang.conjunctions | {",", ":"} and inside:
            start += 1
        content: tuple[Range, ...] = ((start, end),)
        mode: Mode = "indirect"
        if inside:
            runs = self._runs(start, end)
            whole = sum(last - first for first, last in runs)
            unmarked = sum(page.low(n)[:1].isalnum() for n in range(start, end)) - sum(page.low(n)[:1].isalnum() for run in runs for n in range(*run))
            content, mode = (tuple(runs), "direct") if not unmarked or whole > 3 * unmarked and self._sentence_like(runs[-1]) else (content, "mixed")
        behind = max(source[1], at + 1)
        while behind < self.high and page.low(behind) in ",:" or behind < self.high and page.low(behind) == "." and behind + 1 in page.mark_at:
            behind += 1
        via = None
        if self.lang.cue_frames.get(self.lang.cues[page.low(at)]) == "tell":
            via = self._told_agency(at + 1, self.high)
        rest = self._runs(behind, self.high) if inside and behind in page.mark_at else []
        self.free, self.source = max([behind, *(last for _, last in rest)]), source
        return Found(at, content + tuple(rest), (at, at + 1), source, mode, via)

    def _sentence_like(self, run: Range) -> bool:
        first = next((n for n in range(*run) if self.page.low(n)[:1].isalnum()), run[0])
        return self.page.words[first].capital

    def _runs(self, start: int, end: int) -> list[Range]:
        """The marked stretches between two words."""
        runs: list[Range] = []
        at = start
        while at < end:
            if at in self.page.mark_at:
                runs.append(self._mark_words(at))
                at = max(runs[-1][1], at + 1)
            else:
                at += 1
        return runs

    def _mark_words(self, at: int) -> Range:
        mark = self.page.mark_at.get(at)
        return self.page.range(mark.start, mark.end) if mark else (at, at + 1)

    # --- other shapes

    def _participle(self, at: int, frame: str) -> Found | None:
        """ ", adding that ...": the source is that of the cue before, else the subject."""
        page = self.page
        if at == self.low:
            return None
        close = page.low(at - 1) in (",", "and", "by", "”", "\"")
        head = self._head(at, frame if close and frame != "that only" else "that")
        named = page.before(at, self.free) if at - 1 in page.name_at else None
        source = named or self.source or self._subject()
        return self._take(at, source, head, frame) if head and source else None

    def _progressive(self, at: int) -> bool:
        """ "is calling", "he's claiming": a participle with its own subject."""
        return at > self.low and (self.page.low(at - 1) in self.lang.be_words or self.page.low(at - 1).endswith("'s") and self.page._is_subject_pronoun(at - 1))

    def _passive(self, at: int) -> Range | None | tuple[()]:
        """The source of a passive cue, () for a passive without one, None for no passive."""
        page, back = self.page, at - 1
        while back >= self.low and (page.low(back) in self.lang.auxiliaries or page.low(back).endswith("ly")) and page.low(back) not in self.lang.be_words:
            back -= 1
        if back < self.low or page.low(back) not in self.lang.be_words:
            return None
        if page.low(at + 1) in self.lang.by_words:
            return page.after(at + 2, self.high) or ()
        return ()

    def _passive_cue(self, at: int, source: Range) -> Found | None:
        """ "was instructed by X to ...": what follows the speaker is the content."""
        start, end = source[1], self._clause_end(source[1])
        if end - start < _MIN_CLAUSE or not self._asks(start, end) and self.page.low(start) not in self.lang.that_words:
            return None
        self.free, self.source = end, source
        return Found(at, ((start, end),), (at, at + 1), source, self._mode(((start, end),)))

    def _quoted(self, at: int, agency: Range | None) -> Found | None:
        """ "RIA quoted X as saying that ...": X speaks, the agency carries it."""
        page, person = self.page, self.page.after(at + 1, self.high)
        if person is None:
            return None
        for n in range(person[0] + 1, min(person[0] + 12, self.high)):
            for phrase in self.lang.as_saying:
                width = len(phrase.split())
                if width > 1 and " ".join(page.low(n + k) for k in range(width)) == phrase:
                    start, end = n + width, self._clause_end(n + width)
                    if end - start < 1:
                        return None
                    content = tuple(self._runs(start, end)) if start in page.mark_at else ((start, end),)
                    mode: Mode = "direct" if start in page.mark_at else self._mode(((start, end),))
                    source = (person[0], min(person[1], n))
                    self.free, self.source = end, source
                    return Found(at, content, (at, at + 1), source, mode, self._agency(*agency) if agency else None)
        return None

    def _opens_according(self, at: int) -> int:
        """How many words an "according to" at this word has; 0 for none."""
        for phrase in self.lang.according:
            words = phrase.split()
            if at not in self.page.mark_at and all(self.page.low(at + n) == word for n, word in enumerate(words)):
                return len(words)
        return 0

    def _according(self) -> Iterator[tuple[Range, Range]]:
        for at in range(self.low, self.high):
            width = self._opens_according(at)
            source = self.page.after(at + width, self.high, closed=at == self.low) if width else None
            if source is None and width:
                name = next((n for n in range(at + width, min(at + width + 6, self.high)) if n in self.page.mark_at), None)
                source = (at + width, self._mark_words(name)[1]) if name is not None else None
            if source:
                yield (at, at + width), source

    def _cited(self, phrase: Range, source: Range, found: list[Found]) -> tuple[Range, ...] | None:
        """The clause that "according to X" speaks for: behind it where it opens the sentence, else in front."""
        page = self.page
        taken = [bounds for item in found for bounds in item.content]
        opens = not any(page.low(n)[:1].isalnum() for n in range(self.low, phrase[0]))
        if opens:
            start = source[1] + (page.low(source[1]) == ",")
            end = self._clause_end(start)
        else:
            end = phrase[0]
            start = max([self.low, *(n + 1 for n in range(self.low, end) if page.low(n) in ";–—" and n not in page.mark_at), *(last for _, last in taken if last <= end)])
        while end > start and page.low(end - 1) in ",;" and end - 1 not in page.mark_at:
            end -= 1
        while start < end and start not in page.mark_at and page.low(start) in {",", "and", "but"}:
            start += 1
        if end - start < _MIN_CLAUSE or any(first < end and start < last for first, last in taken):
            return None
        runs = self._runs(start, end)
        inside = sum(last - first for first, last in runs)
        return tuple(runs) if runs and inside >= end - start - 1 else ((start, end),)

    def _mode(self, content: Sequence[Range]) -> Mode:
        page = self.page
        words = [n for bounds in content for n in range(*bounds) if page.low(n)[:1].isalnum()]
        inside = sum(n in page.mark_at for n in words)
        return "direct" if words and inside == len(words) else "mixed" if inside else "indirect"


# --- from words to quotations


def _quote(page: Page, item: Found, speaker: str | None) -> Quote:
    content = tuple(_span(page, bounds) for bounds in item.content)
    used = [page.mark_at[n] for bounds in item.content for n in range(*bounds) if n in page.mark_at]
    return Quote(
        content, page.span(item.cue) if item.cue else None, page.span(item.source) if item.source else None, speaker, item.via, item.mode,
        any(mark.garbled for mark in used))


def _span(page: Page, bounds: Range) -> Span:
    """The words of a content; for direct speech what its marks hold."""
    mark = page.mark_at.get(bounds[0])
    if mark and page.range(mark.start, mark.end) == bounds:
        return Span(page.report.id, mark.inner_start, mark.inner_end)
    return page.span(bounds)


def _with_orphans(page: Page, register: Register, sentences: Sequence[Span], found: list[Quote]) -> Iterator[Quote]:
    """The quotations, longer by what goes on with them, and the marks that nobody claims."""
    out = sorted(found, key=lambda quote: quote.content[0])
    text = page.report.text
    carried = False
    for mark in page.marked:
        if any(mark.inner_start < span.end and span.start < mark.inner_end for quote in out for span in quote.content):
            carried = mark.continues
            continue
        words = re.findall(r"\w[\w’'-]*", text[mark.inner_start : mark.inner_end])
        span = Span(page.report.id, mark.inner_start, mark.inner_end)
        last = max((n for n, quote in enumerate(out) if quote.content[-1].start < mark.start), key=lambda n: out[n].content[-1], default=None)
        speech = len(words) >= _ORPHAN_WORDS and text[mark.inner_end - 1] in ".!?,…" and text[mark.inner_start].isupper()
        introduced = _introduced(page, register, sentences, mark) if speech else None
        if introduced:
            out.append(introduced)
        elif last is not None and speech and out[last].mode == "direct" and (carried or _goes_on(text, out[last], mark)):
            out[last] = _longer(out[last], span, mark.garbled)
        elif last is not None and speech and _same_speaker(text, out[last], mark):
            out.append(replace(out[last], content=(span,), cue=None, mode="direct", garbled=mark.garbled))
        elif len(words) >= _SCARE_WORDS and not all(word[0].isupper() for word in words):
            out.append(Quote((span,), mode="direct" if speech else "mixed", garbled=mark.garbled))
        carried = mark.continues
    return iter(out)


def _introduced(page: Page, register: Register, sentences: Sequence[Span], mark: Marked) -> Quote | None:
    """ "Ada Example said:" in a paragraph of its own, and the speech in the next; or the speech, a dash and a name."""
    text, span = page.report.text, Span(page.report.id, mark.inner_start, mark.inner_end)
    before = max((sentence for sentence in sentences if sentence.end <= mark.start), key=lambda sentence: sentence.end, default=None)
    if before and text[before.end - 1] == ":" and not text[before.end : mark.start].strip():
        low, high = page.range(before.start, before.end)
        cue = next((n for n in range(high - 2, max(low, high - 9), -1) if page.is_verb(n) and n not in page.mark_at), None)
        source = page.before(cue, low) if cue is not None else None
        if cue is not None and source:
            return Quote((span,), page.span((cue, cue + 1)), page.span(source), register.speaker(source, source[0]), garbled=mark.garbled)
    first, _ = page.range(mark.end, len(text))
    if page.low(first) in "–—―-" and first + 1 in page.name_at and not text[mark.end : page.words[first].start].strip():
        source = page.range(*page._ends(first + 1))
        rest = text[page.words[source[1] - 1].end :].split("\n", 1)[0]
        if len(rest.split()) <= 8:
            return Quote((span,), None, page.span(source), register.speaker(source, source[0]), garbled=mark.garbled)
    return None


def _goes_on(text: str, quote: Quote, mark: Marked) -> bool:
    """Whether marks follow a quotation with nothing but its attribution between, in the same paragraph."""
    end = max(quote.content[-1].end, quote.cue.end if quote.cue else 0, quote.source.end if quote.source else 0)
    between = text[end : mark.start]
    return "\n" not in text[quote.content[-1].end : mark.start] and len(re.findall(r"\w+", between)) <= 6 and between.count(".") <= 1


def _same_speaker(text: str, quote: Quote, mark: Marked) -> bool:
    """Whether marks that nobody claims follow what somebody said at once, in its paragraph or as all of the next."""
    end = max(quote.content[-1].end, quote.cue.end if quote.cue else 0, quote.source.end if quote.source else 0)
    between, behind = text[end : mark.start], text[mark.end :].split("\n", 1)[0]
    if quote.source is None or re.search(r"\w", between):
        return False
    return "\n" not in between or not re.search(r"\w", behind)


def _longer(quote: Quote, span: Span, garbled: bool) -> Quote:
    return Quote((*quote.content, span), quote.cue, quote.source, quote.speaker, quote.via, quote.mode, quote.garbled or garbled)
