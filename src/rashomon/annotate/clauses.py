"""Decides which parts of a sentence tell one thing each, and what each tells: clauses with offsets, found without a parser.

A part is cut off only where what is left stays true without it:

    said         what somebody says, from the quotations; what is asked or promised stays with the verb that asks
    saying       who says it
    joined       ", and the dam failed", "and was charged"; the subject of the clause before where it has none
    relative     ", who resigned on Monday,"
    when         "after the dam failed", "while others wait"; not "if", "unless", "since", "until": they bound what is claimed
    participle   ", killing three"
    apposition   ", the mayor of Orve,"
    aside        between dashes or brackets

1. A cut needs a mark or a joint word, and behind it a verb (`verbs`); a name, a date or a number is never cut.
2. What is set in closes at a comma before a verb: the clause around it goes on there, and has two parts.
3. What holds no verb joins its neighbour. A sentence that tells one thing has no clauses of its own.
4. Who takes part is read off the names before and behind the verb; `persons` says who is meant by "he" and "the two".

Known exceptions. English only, where the language file has `clause_openers`. A verb that is as often a noun is taken for one only behind
a name or pronoun, so that "officials plan" is missed; then two clauses stay one.

An error here: a clause without the words that bound it says more than the report does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from ..lang import Language, language
from ..lang._titles import is_role, words_of
from ..types import Clause, ClauseKind, Name, Quote, Report, Span
from .verbs import AS_PREPOSITIONS, form, is_finite, verb_of

REACH = 14  # words in which the verb of a clause must stand
LEAST = 3  # words of a part that stands by itself
SPOKEN = frozenset(("say", "tell", "that"))  # frames of cues that leave what they report to stand alone
BREAKS = frozenset(";:()[]–—")
STOPS = BREAKS | {","}
INSET = frozenset(("relative", "apposition", "participle", "aside"))
HOSTLESS = frozenset(("joined", "when", "main"))
Piece = tuple[int, int, ClauseKind]  # words, half-open


def clauses(report: Report, sentences: Iterable[Span], names: Sequence[Name], quotes: Sequence[Quote]) -> tuple[Clause, ...]:
    """The clauses of a report's sentences that have more than one."""
    lang = language(report.lang)
    if not lang.clause_openers:
        return ()
    starts = [name.span.start for name in names]
    said = sorted((quote for quote in quotes if _is_spoken(report, quote, lang)), key=lambda quote: quote.content[0])
    out: list[Clause] = []
    for span in sentences:
        inside = names[bisect_left(starts, span.start) : bisect_right(starts, span.end)]
        around = [quote for quote in said if any(part.overlaps(span) for part in quote.content)]
        found = _Sentence(report, span, inside, around, lang).clauses()
        out += found if len(found) > 1 else ()
    return tuple(out)


def _is_spoken(report: Report, quote: Quote, lang: Language) -> bool:
    """Whether what is said stands by itself: not what somebody asks for or promises."""
    if quote.cue is None or not quote.speech:
        return False
    lemmas = [lang.cues[word] for word in report.quote(quote.cue).lower().split() if word in lang.cues]
    return not lemmas or all(lang.cue_frames.get(lemma, "that") in SPOKEN for lemma in lemmas)


class _Sentence:
    """A sentence as words, and where it may be cut."""

    def __init__(self, report: Report, span: Span, names: Sequence[Name], quotes: Sequence[Quote], lang: Language) -> None:
        self.report, self.span, self.lang, self.names = report, span, lang, names
        self.words = words_of(report.text, span.start, span.end)
        self.low = [word.low for word in self.words]
        self.starts = [word.start for word in self.words]
        self.named = [False] * len(self.words)
        for name in names:
            low, high = self._range(name.span)
            self.named[low:high] = [True] * (high - low)
        self.finite = [is_finite(self.words, at, self.named, lang) for at in range(len(self.words))]
        self.quotes = quotes

    def clauses(self) -> list[Clause]:
        """The clauses, in text order."""
        found: list[tuple[list[tuple[int, int]], ClauseKind]] = []
        host: int | None = None
        for low, high, kind in self._pieces():
            has_verb = self._has_verb(low, high)
            if host is not None and kind in HOSTLESS and (not has_verb or (kind == "main" and not self._has_verb(*found[host][0][0]))):
                found[host][0].append((low, high))
                continue
            if kind == "saying" and not has_verb and host is not None:
                kind = "main"
            found.append(([(low, high)], kind))
            if kind not in INSET:
                host = len(found) - 1
        return [self._clause(_joined(parts), kind) for parts, kind in found]

    # --- where it is cut

    def _pieces(self) -> list[Piece]:
        edges = self._edges()
        cuts: list[tuple[int, ClauseKind]] = [(0, edges.get(0, "when" if self.low[0] in self.lang.clause_openers else "main"))]
        for at in range(1, len(self.words)):
            kind = self._cut(at, *cuts[-1], edges)
            if kind:
                cuts.append((at, kind))
        pieces: list[Piece] = []
        for n, (low, kind) in enumerate(cuts):
            high = cuts[n + 1][0] if n + 1 < len(cuts) else len(self.words)
            low, high = self._trimmed(low, high)
            if low < high:
                pieces.append((low, high, kind))
        return pieces

    def _edges(self) -> dict[int, ClauseKind]:
        """The first words of what somebody says, and of what stands behind it."""
        edges: dict[int, ClauseKind] = {}
        for quote in self.quotes:
            for part in quote.content:
                low, high = self._range(part)
                if high - low < LEAST or not self._opens_said(low, quote) or not (self._has_verb(low, high) or form(self.low[low]).base):
                    continue
                if low and self.low[low - 1] in self.lang.that_words:
                    low -= 1
                edges[low] = "said"
                cue = quote.cue.start if quote.cue else 0
                if high < len(self.words):
                    edges.setdefault(high, "saying" if cue >= part.end else "main")
                if low and cue < part.start:
                    edges.setdefault(0, "saying")
        return edges

    def _opens_said(self, low: int, quote: Quote) -> bool:
        """Whether what is said begins at a word: behind its cue, a mark or a "that", or with the sentence."""
        before = self.low[low - 1] if low else ","
        first = self.words[low].start <= quote.content[0].end
        behind = first and quote.cue is not None and quote.cue.end <= self.words[low].start
        return behind or not before.isalnum() or before in self.lang.that_words

    def _cut(self, at: int, start: int, inside: ClauseKind, edges: dict[int, ClauseKind]) -> ClauseKind | None:
        """What begins at a word, if anything does; `start` and `inside` are of the piece it stands in."""
        if at in edges and edges[at] != "main":
            return edges[at]
        return self._natural(at, start, inside) or edges.get(at)

    def _natural(self, at: int, start: int, inside: ClauseKind) -> ClauseKind | None:
        """What begins at a word by marks, joints and verbs alone."""
        low, before = self.low[at], self.low[at - 1]
        if self.named[at] and self.named[at - 1] and before.isalnum():
            return None
        if before in ";–—" or (before == "-" and self._is_dash(at - 1)):
            return "aside" if before != ";" and inside != "aside" else "main"
        if before in "([":
            return "aside" if self._ahead(at, ")]") is not None else None
        if before in ")]" and inside == "aside":
            return "main"
        has_verb = self._has_verb(start, at)
        if before == "," and at > start + 1:
            return self._behind_comma(at, inside, has_verb=has_verb)
        if low in self.lang.clause_openers and has_verb and self._opens(at):
            return "when"
        if low in ("and", "but", "or") and has_verb and self._goes_on(at + 1):
            return "joined"
        if (
            low in self.lang.who_words
            and low != "which"
            and self._finite_near(at + 1)
            and (self.named[at - 1] or not self._governs(before))
        ):
            return "relative"
        return None

    def _behind_comma(self, at: int, inside: ClauseKind, *, has_verb: bool) -> ClauseKind | None:
        low, lang = self.low[at], self.lang
        if inside in INSET and inside != "participle" and (self._finite_near(at) or (self._opens_subject(at) and self._ahead_verb(at))):
            return "main"
        closes = inside == "apposition" and low not in lang.conjunctions
        if closes or (inside == "when" and self._subject_and_verb(at)):
            return "main"
        return self._opened(at, has_verb=has_verb)

    def _opened(self, at: int, *, has_verb: bool) -> ClauseKind | None:
        """What a word opens behind a comma."""
        low, lang = self.low[at], self.lang
        if low in lang.who_words or low in ("whose", "where", "whom") or (low in lang.prepositions and self._next(at) in ("which", "whom")):
            return "relative" if self._ahead_verb(at) else None
        if low in ("and", "but", "or", "yet", "so", "nor"):
            return "joined" if has_verb and (self._goes_on(at + 1) or self._subject_and_verb(at + 1)) else None
        if low in lang.clause_openers:
            return "when" if has_verb and self._opens(at) else None
        return None if self.named[at] else self._set_in(at, has_verb=has_verb)

    def _set_in(self, at: int, *, has_verb: bool) -> ClauseKind | None:
        """A participle or an apposition behind a comma."""
        low, lang = self.low[at], self.lang
        found = form(low)
        if found.ing and low not in AS_PREPOSITIONS and has_verb:
            return "participle"
        if found.past and not found.base and found.mainly and has_verb and self._next(at) in lang.prepositions:
            return "participle"
        apposed = low in lang.determiners or is_role(low, lang)
        if self.named[at - 2] and apposed and self._ahead(at, ",.") is not None and not self._ahead_verb(at):
            return "apposition"
        return None

    def _opens(self, at: int) -> bool:
        """Whether "after", "while", "as" opens a clause: a subject and a verb, or the verb alone ("after meeting")."""
        return (self.low[at] != "as" and form(self._next(at)).ing and not self.named[at + 1]) or self._subject_and_verb(at + 1)

    def _subject_and_verb(self, at: int) -> bool:
        """Whether a subject, then a finite verb follow before the next mark."""
        if at >= len(self.words):
            return False
        plain = self.low[at][:1].isalnum() and self.low[at] not in self.lang.prepositions
        return self._ahead_verb(at) > at and (plain or self._opens_subject(at))

    def _opens_subject(self, at: int) -> bool:
        low, lang = self.low[at], self.lang
        return self.named[at] or low in lang.determiners or low in lang.pronouns or low in SUBJECTS

    def _goes_on(self, at: int) -> bool:
        """Whether a verb follows that shares the subject before, or a pronoun with its own."""
        if at >= len(self.words):
            return False
        if (self.low[at] in self.lang.pronouns or self.low[at] in SUBJECTS) and self._finite_near(at + 1):
            return True
        return self._finite_near(at)

    def _finite_near(self, at: int) -> bool:
        """Whether a finite verb stands at a word, an adverb between."""
        for n in range(at, min(at + 3, len(self.words))):
            if self.finite[n]:
                return True
            if not (self.low[n] in self.lang.auxiliaries or self.low[n].endswith("ly")):
                return False
        return False

    def _ahead_verb(self, at: int) -> int:
        """The first finite verb before the next mark; 0 for none."""
        for n in range(at, min(at + REACH, len(self.words))):
            if self.low[n] in STOPS:
                return 0
            if self.finite[n]:
                return n
        return 0

    def _ahead(self, at: int, marks: str) -> int | None:
        for n in range(at, min(at + 2 * REACH, len(self.words))):
            if self.low[n] in marks:
                return n
        return None

    def _governs(self, low: str) -> bool:
        """Whether a "who" behind a word opens a question: "asked who", "on who"."""
        return low in self.lang.prepositions or form(low).mainly

    def _next(self, at: int) -> str:
        return self.low[at + 1] if at + 1 < len(self.low) else ""

    def _is_dash(self, at: int) -> bool:
        """Whether a hyphen stands between blanks."""
        text, start = self.report.text, self.words[at].start
        return text[start - 1 : start].isspace() and text[start + 1 : start + 2].isspace()

    def _has_verb(self, low: int, high: int) -> bool:
        return any(self.finite[low:high]) or (low < high and form(self.low[low]).ing and not self.named[low])

    def _trimmed(self, low: int, high: int) -> tuple[int, int]:
        """A piece without the marks and joints at its ends."""
        while low < high and (not self.low[low][:1].isalnum() or self.low[low] in ("and", "but", "or", "yet", "so", "nor", "that")):
            low += 1
        while low < high and not self.low[high - 1][:1].isalnum():
            high -= 1
        return low, high

    # --- what it tells

    def _clause(self, parts: list[tuple[int, int]], kind: ClauseKind) -> Clause:
        places = [at for low, high in parts for at in range(low, high)]
        first = next((at for at in places if self.finite[at]), None)
        if first is None and form(self.low[places[0]]):
            first = places[0]
        end = next(high for low, high in parts if first is None or low <= first < high)
        verb = verb_of(self.words, first, end) if first is not None else None
        spans = tuple(Span(self.report.id, self.words[low].start, self.words[high - 1].end) for low, high in parts)
        pivot = self.words[verb].start if verb is not None else spans[0].start
        inside = [name for name in self.names if name.kind in ("person", "org") and any(name.span in span for span in spans)]
        words = {self.low[at] for at in places}
        return Clause(
            spans,
            kind,
            Span(self.report.id, self.words[verb].start, self.words[verb].end) if verb is not None else None,
            tuple(dict.fromkeys(name.entity for name in inside if name.span.start < pivot)),
            tuple(dict.fromkeys(name.entity for name in inside if name.span.start >= pivot)),
            denied=any(word in self.lang.negators or word.endswith("n't") or word in self.lang.refusals for word in words),
            hedged=not words.isdisjoint(self.lang.hedges),
        )

    def _range(self, span: Span) -> tuple[int, int]:
        """The words that a span holds."""
        return bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)


SUBJECTS = frozenset("i you we they it he she there this that these those who".split())


def _joined(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Parts of which neighbours are one."""
    out: list[tuple[int, int]] = []
    for low, high in parts:
        if out and low - out[-1][1] <= 1:
            out[-1] = (out[-1][0], high)
        else:
            out.append((low, high))
    return out
