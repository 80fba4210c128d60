"""Puts what the tagger heard and what the rules read of one statement together: who says what, in words of the page.

The tagger finds more, the rules know agencies, and each finds sources that the other misses. So of two readings of one content the tagger's
words count, with the source it is sure of, else that of the rules; the agency is always the rules'. What only the rules found is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from .content import SCARE_WORDS
from .marks import Marked
from .sources import Page, Range
from .statement import Found, Statement
from .tagger import LIKELY, Attribution, Part

AROUND = 4  # words around a title, or a word in marks, that make it part of what is said
CLAUSE = 3  # words without marks below which nothing is reported
NEAR = 2  # words before a cue that may deny it
_LINE = re.compile(r"^[^\S\n]*\S[^\n]*", re.MULTILINE)
SNUG = 0.6  # share of a stretch in marks, and of what was tagged, that both have in common where they are one


def reconciled(page: Page, read: Sequence[Found], heard: Sequence[Attribution]) -> list[Found]:
    """The quotations of a statement, each content once; `heard` are those whose cue, or else content, stands in it."""
    if not heard:
        return [*read]
    told = [found for attribution in heard if (found := _found(page, attribution)) is not None]
    out = [_merged(found, read) for found in told if not _passes_on(page, found, read)]
    taken, cues = [content for found in out for content in found.content], [found.cue for found in out if found.cue]
    read = [found for found in read if not any(found.cue and _overlap(found.cue, cue) for cue in cues)]
    return [
        *out,
        *(found for found in read if _is_inside(found, taken) or not any(_overlap(*both) for both in product(found.content, taken))),
    ]


def _is_inside(found: Found, taken: Sequence[Range]) -> bool:
    """Whether somebody is quoted within what somebody else is quoted with: "according to her, he told them that"."""
    return any(found.cue and found.source and low <= found.source[0] and found.cue[1] < high for low, high in taken)


def _passes_on(page: Page, found: Found, read: Sequence[Found]) -> bool:
    """Whether an "according to" only passes on what somebody else says: "..., the captain told them, according to the port"."""
    if found.cue is None or page.text(found.cue).lower() not in page.lang.according:
        return False
    return any(
        rule.cue and rule.source and rule.at != found.at and _overlap(*both)
        for rule in read
        for both in product(found.content, rule.content)
    )


def _merged(found: Found, read: Sequence[Found]) -> Found:
    """What was heard, with what the rules know of it."""
    same = [other for other in read if _is_one(found, other)]
    if not same:
        return found
    rule = max(same, key=lambda other: (other.cue == found.cue, other.source is not None, -other.at))
    by_rule = rule.source is not None and (bool(rule.via) or found.source is None or not found.sure)
    return found._replace(
        source=rule.source if by_rule else found.source, sure=by_rule or found.sure, via=rule.via, cue=found.cue or rule.cue
    )


def _is_one(found: Found, other: Found) -> bool:
    if found.cue and other.cue and _overlap(found.cue, other.cue):
        return True
    return any(_overlap(*both) for both in product(found.content, other.content)) and not (found.cue and other.cue)


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _found(page: Page, heard: Attribution) -> Found | None:
    cue = page.range(heard.cue.start, heard.cue.end) if heard.cue else None
    pieces = [piece for part in heard.content for piece in _in_a_paragraph(page, part, heard.cue or heard.source)]
    content = tuple(sorted({bounds for piece in pieces for bounds in _snug(page, *piece) if bounds[0] < bounds[1]}))
    if not content:
        return None
    source = page.range(heard.source.start, heard.source.end) if heard.source else None
    if not _speaks(page, content, source):
        return None
    at, mode = cue[0] if cue else content[0][0], Statement(page, *content[0]).mode(content)
    return Found(at, content, cue, source, mode, None, heard.p_source >= LIKELY, _is_speech(page, cue, source, content))


def _in_a_paragraph(page: Page, part: Part, beside: Part | None) -> Iterator[tuple[int, int]]:
    """The stretch of a part in the paragraph of its cue, else in the last: a headline above a quotation is no part of it."""
    text = page.report.text
    lines = [(part.start + found.start(), part.start + found.end()) for found in _LINE.finditer(text[part.start : part.end])]
    if not lines:
        return
    low, high = lines[-1]
    if beside is not None:
        low, high = min(lines, key=lambda line: (max(beside.start - line[1], line[0] - beside.end, 0), -line[0]))
    headline = page.report.headline
    if headline is None or not headline.start <= low < headline.end:
        yield low, high


def _is_speech(page: Page, cue: Range | None, source: Range | None, content: Sequence[Range]) -> bool:
    """Whether something was said: words in marks, or a clause behind a word of speech that nobody denies; not "dismissed his aide"."""
    lang = page.lang
    if cue is not None and source is not None and _is_owned(page, cue, source):
        return False
    if _is_marked(page, content) or cue is None:
        return _is_marked(page, content)
    words = [page.low[at] for at in range(max(0, cue[0] - NEAR), cue[1])]
    denied = any(word in lang.negators or word in lang.refusals or word.endswith("n't") for word in words)
    said = [page.low[at] for bounds in content for at in range(*bounds) if page.low[at][:1].isalnum()]
    frames = {lang.cue_frames.get(lang.cues[word], "that") for at in range(*cue) if (word := page.low[at]) in lang.cues}
    told = not (lang.auxiliaries | lang.modals | lang.be_words).isdisjoint(said) or not lang.that_words.isdisjoint(said[:1])
    spoken = bool(frames - {"marks", "that only", *(() if told else ("topic", "quote"))})  # "announced the plan" says nothing of it
    return page.text(cue).lower() in lang.according or (len(said) >= CLAUSE and not denied and spoken)


def _is_owned(page: Page, cue: Range, source: Range) -> bool:
    """Whether a cue is something of its source's that says nothing: "the owner's decision"."""
    told = page.lang.speech_nouns | page.lang.cues.keys()
    return page.low[source[1] - 1].endswith("'s") and told.isdisjoint(page.low[at] for at in range(*cue))


def _is_marked(page: Page, content: Sequence[Range]) -> bool:
    """Whether some words in marks are quoted, and not a title or a word held at arm's length."""
    marks = {page.mark_at[at] for bounds in content for at in range(*bounds) if at in page.mark_at}
    return any(not page.is_title(mark) and _length(page, mark) >= SCARE_WORDS for mark in marks)


def _speaks(page: Page, content: Sequence[Range], source: Range | None) -> bool:
    """Whether this is speech: a title or a word or two in marks are none unless somebody says much around them."""
    words = [at for bounds in content for at in range(*bounds) if page.low[at][:1].isalnum()]
    if not any(at in page.mark_at for at in words) or _is_marked(page, content):
        return True
    return source is not None and sum(at not in page.mark_at for at in words) >= AROUND


def _length(page: Page, mark: Marked) -> int:
    return page.length(page.words_of(mark))


def _snug(page: Page, start: int, end: int) -> Iterator[Range]:
    """The words of a stretch; where it is all that stands in some marks, the words in these, mark by mark."""
    low, high = page.range(start, end)
    marks = list(dict.fromkeys(page.mark_at[at] for at in page.in_marks(low, high)))
    ranges = [page.words_of(mark) for mark in marks]
    letters = [at for at in range(low, high) if page.low[at][:1].isalnum()]
    inside = sum(any(first <= at < end for first, end in ranges) for at in letters)
    held = sum(map(page.length, ranges))
    if ranges and len(letters) - inside <= (1 if page.low[low] in page.lang.that_words else 0) and inside >= SNUG * held:
        yield from ranges
    else:
        yield low, high
