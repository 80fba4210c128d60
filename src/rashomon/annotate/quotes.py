"""Decides what a report puts in whose mouth: direct, indirect and mixed quotations with cue, source, speaker and agency.

1. `marks` finds what stands in quotation marks. Sentences that one pair of marks spans, and an attribution behind a
   closing mark ("... he said."), make one statement.
2. Every cue verb outside marks gets a source from `sources`: before it, behind it ("said X"), behind "by" in a passive,
   or that of the sentence's earlier cue for a participle ("adding that").
3. The content stands in front of source and cue ("...," X said) or behind them. What may follow unmarked depends on the
   frame of the cue in the language file:

       say    a clause, with or without "that"        tell   the same behind an addressee
       urge   whatever is asked of somebody           that   "that", "whether", a colon, marks, or a subject and a helping verb
       marks  only words in marks                     quote  "quoted X as saying": the agency is `via`, X speaks
       vow    as "that", or "to" and a verb           topic  as "vow", or whatever is judged: "rejected the plan"

   Verbs of belief, wish and judgement stand apart in the language file (`stances`): only these rules read them, since elsewhere
   a cue is somebody speaking. An attribution between commas takes the clause on both its sides.

   Where the tagger runs (`tagger`), what it heard in the statement is put together with what these rules read (`heard`).
4. "According to X" gives its sentence to X unless a cue did before; an agency there or behind "told" becomes `via`.
5. Marks that no cue claims: a whole sentence goes on with the quotation before it in its paragraph, else stays without a
   speaker; a phrase of two words or more is kept without one; a single word or a title is no quotation.

Known exceptions: by rules, quotations inside quotations, speech reported by nouns ("the proposal that"), free indirect speech.
A cue that is denied ("did not say") makes no quotation; what the tagger hears behind one is kept as no speech (`Quote.speech`).
The costly error is a wrong speaker, so a speaker is open in doubt.

Chosen on PolNeAR: cues are part of an annotated cue in .90 of 10,600 places in its train articles. Tried and dropped: "plans",
"spoke", "backed", "feels", "accepted" as stances (an attribution in half of their places or fewer), "decided" (in .64), and forms like
"states" without "that" or marks (a noun in 97 of 100). Passives without "by" and nouns ("his promise to") are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .. import press
from ..lang import Language, language
from ..lang._places import demonyms
from ..types import Name, Quote, Report, Span
from .content import SCARE_WORDS
from .heard import reconciled
from .marks import Marked, marks
from .sources import Page, Range
from .speakers import Register
from .statement import Found, Statement
from .tagger import Attribution

_ATTRIBUTION = 6  # words behind a comma in which a speaker and a cue may stand
_ORPHAN_WORDS = 4  # words from which a marked sentence is speech without any cue


def quotes(report: Report, sentences: tuple[Span, ...], names: tuple[Name, ...], heard: Sequence[Attribution] = ()) -> tuple[Quote, ...]:
    """Every quotation of a report, in text order; `heard` is what the tagger told of it, nothing leaves it to the rules."""
    lang = language(report.lang)
    found = marks(report.text, lang.quote_pairs, [sentence.start for sentence in sentences])
    speakers = [name for name in names if report.quote(name.span) not in demonyms()]  # "Western", "Russian" say nothing
    page = Page(report, speakers, [_trimmed(mark, report, lang) for mark in found])
    register = Register(page, sentences)
    out, last = list[Quote](), None
    told = sorted(heard, key=_begins)
    for low, high in statements(page, sentences):
        here, told = _split(told, page.starts[high] if high < len(page.starts) else len(report.text))
        if not here and not page.tells(low, high):
            continue
        for item in sorted(reconciled(page, list(Statement(page, low, high).read()), here), key=lambda item: item.at):
            last = item = _resumed(page, item, last)
            speaker = register.speaker(item.source, item.content[0][0]) if item.source and item.sure else None
            if speaker and press.agency(speaker):
                item, speaker = item._replace(via=item.via or press.agency(speaker)), None
            if speaker and item.cue:
                register.heard(item.at, speaker)
            out.append(_quote(page, item, speaker))
    return tuple(sorted(_with_orphans(page, register, sentences, out), key=_place))


def _place(quote: Quote) -> tuple[int, int, int]:
    return quote.content[0].start, quote.content[0].end, quote.content[-1].end


def _resumed(page: Page, item: Found, last: Found | None) -> Found:
    """A clause with "that" and nobody to say it goes on with what was quoted before it in its paragraph."""
    opens = {page.low[item.content[0][0] - back] for back in (0, 1)}
    if item.cue or item.source or last is None or not opens & page.lang.that_words:
        return item
    between = page.report.text[page.starts[last.content[-1][0]] : page.starts[item.content[0][0]]]
    return item if "\n" in between else item._replace(source=last.source, via=last.via)


def _begins(heard: Attribution) -> int:
    """Where the attribution stands, or else the content."""
    return (heard.cue or heard.content[0]).start


def _split(heard: list[Attribution], end: int) -> tuple[list[Attribution], list[Attribution]]:
    """What begins before an offset, and the rest."""
    n = bisect_left(heard, end, key=_begins)
    return heard[:n], heard[n:]


def _trimmed(mark: Marked, report: Report, lang: Language) -> Marked:
    """A quotation with a lost closing mark must not swallow its own attribution: it ends at a comma before a speaker and a cue."""
    if not mark.garbled or (report.text[mark.end - 1 : mark.end] in tuple('”"»') and mark.end > mark.inner_end):
        return mark
    for comma in re.finditer(r"[,!?]\s+", report.text[mark.inner_start : mark.inner_end]):
        words = re.findall(r"\w[\w’'-]*|\S", report.text[mark.inner_start + comma.end() : mark.inner_end])[:_ATTRIBUTION]
        cue = next((n for n, word in enumerate(words) if lang.cue_frames.get(lang.cues.get(word.lower(), "")) in ("say", "tell")), None)
        if cue is not None and _names_speaker(words[:cue], words[cue + 1 :], lang):
            end = mark.inner_start + comma.start() + (comma.group()[0] != ",")
            return mark._replace(inner_end=end, end=end)
    return mark


def _names_speaker(before: Sequence[str], behind: Sequence[str], lang: Language) -> bool:
    """Whether the words before a cue, or right behind one that opens, can only be a speaker."""

    def speaker(word: str) -> bool:
        return word[0].isupper() or word.lower() in lang.pronouns or word.lower() in lang.roles or word.lower() in lang.determiners

    return all(map(speaker, before)) if before else bool(behind) and speaker(behind[0])


def statements(page: Page, sentences: Sequence[Span]) -> Iterator[Range]:
    """Sentences as word ranges, joined where marks span them or an attribution follows marks."""
    text = page.report.text
    n = 0
    while n < len(sentences):
        start, end = sentences[n].start, sentences[n].end
        while n + 1 < len(sentences):
            follower = sentences[n + 1]
            over = page.mark_before(follower.start)
            spanned = over is not None and over.start < end and over.inner_end > follower.start
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


# --- from words to quotations


def _quote(page: Page, item: Found, speaker: str | None) -> Quote:
    content = tuple(_span(page, bounds) for bounds in item.content)
    return Quote(
        content,
        page.span(item.cue) if item.cue else None,
        page.span(item.source) if item.source else None,
        speaker,
        item.via,
        item.mode,
        any(page.mark_at[at].garbled for bounds in item.content for at in page.in_marks(*bounds)),
        content if item.mode == "direct" else tuple(part for span in content for part in _marked(page, span)),
        item.speech,
    )


def _marked(page: Page, span: Span) -> Iterator[Span]:
    """The parts of a span that stand inside marks."""
    for mark in page.marks_over(span):
        start, end = max(span.start, mark.inner_start), min(span.end, mark.inner_end)
        if start < end:
            yield Span(span.report, start, end)


def _span(page: Page, bounds: Range) -> Span:
    """The words of a content; for direct speech what its marks hold."""
    mark = page.mark_at.get(bounds[0])
    if mark and page.words_of(mark) == bounds:
        return Span(page.report.id, mark.inner_start, mark.inner_end)
    return page.span(bounds)


def _with_orphans(page: Page, register: Register, sentences: Sequence[Span], found: list[Quote]) -> Iterator[Quote]:
    """The quotations, longer by what goes on with them, and the marks that nobody claims."""
    waiting = sorted(found, key=lambda quote: (quote.content[0].start, quote.content[0].end), reverse=True)
    taken = {mark.start for quote in found for span in quote.content for mark in page.marks_over(span)}
    carried = False
    last: Quote | None = None  # the quotation that began last before the mark, not yet yielded
    for mark in page.marked:
        while waiting and waiting[-1].content[0].start < mark.inner_end:
            if last is not None:
                yield last
            last = waiting.pop()
        if mark.start not in taken:
            new = _unclaimed(page, register, sentences, mark, last, carried)
            if new and last is not None and new.content[0] != last.content[0]:
                yield last
            last = new or last
        carried = mark.continues
    if last is not None:
        yield last
    yield from reversed(waiting)


def _unclaimed(page: Page, register: Register, sentences: Sequence[Span], mark: Marked, last: Quote | None, carried: bool) -> Quote | None:
    """What marks without a cue are: more of the last quotation, speech of their own, or nothing ("scare" quotes, titles)."""
    text = page.report.text
    words = re.findall(r"\w[\w’'-]*", text[mark.inner_start : mark.inner_end])
    span = Span(page.report.id, mark.inner_start, mark.inner_end)
    sentence = text[mark.inner_end - 1] in ".!?,…" and text[mark.inner_start].isupper()
    speech = sentence and len(words) >= _ORPHAN_WORDS
    if page.is_title(mark):
        return None
    introduced = _introduced(page, register, sentences, mark) if speech else None
    if introduced:
        return introduced
    if last is not None:
        if sentence and last.mode == "direct" and (carried or _goes_on(text, last, mark)):
            content = (*last.content, span)
            return replace(last, content=content, marked=content, garbled=last.garbled or mark.garbled)
        if speech and _same_speaker(text, last, mark):
            return replace(last, content=(span,), marked=(span,), cue=None, mode="direct", garbled=mark.garbled)
    if len(words) >= SCARE_WORDS:
        return Quote((span,), mode="direct" if speech else "mixed", garbled=mark.garbled, marked=(span,))
    return None


def _introduced(page: Page, register: Register, sentences: Sequence[Span], mark: Marked) -> Quote | None:
    """Such as "Ada Example said:" in a paragraph of its own, and the speech in the next; or the speech, a dash and a name."""
    text, span = page.report.text, Span(page.report.id, mark.inner_start, mark.inner_end)
    n = bisect_right(sentences, mark.start, key=lambda sentence: sentence.end) - 1
    before = sentences[n] if n >= 0 else None
    if before and text[before.end - 1] == ":" and not text[before.end : mark.start].strip():
        low, high = page.range(before.start, before.end)
        cue = next((n for n in range(high - 2, max(low, high - 9), -1) if page.is_verb(n) and n not in page.mark_at), None)
        source = page.before(cue, low) if cue is not None else None
        if cue is not None and source:
            speaker = register.speaker(source, source[0])
            return Quote((span,), page.span((cue, cue + 1)), page.span(source), speaker, garbled=mark.garbled, marked=(span,))
    first, _ = page.range(mark.end, len(text))
    if page.low[first] in "–—―-" and first + 1 in page.name_at and not text[mark.end : page.starts[first]].strip():
        source = page.named(first + 1)
        rest = text[page.ends[source[1] - 1] :].split("\n", 1)[0]
        if len(rest.split()) <= 8:
            return Quote((span,), None, page.span(source), register.speaker(source, source[0]), garbled=mark.garbled, marked=(span,))
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
