"""Which passages are damaged, and what is wrong with them, in plain words.

Damage comes from machine translation, careless rewriting and scraping. It is shown as such, so that
nobody takes a wrong pronoun for a fact. Precision first: one rule a kind of damage, each silent in doubt.

  glued words        a known name runs into the next word: "Smithand"
  broken name        a sentence ends in an initial, the next starts with a surname: "Jane K said. / Doe, a ..."
  lower-case name    a name without its capital
  wrong pronoun      "she" for the only person about, whom the report calls "he" everywhere else
  quotation marks    a paragraph opens what it never closes, or closes what was never opened
  doubled words      "had had no", "don't they had": two auxiliaries that cannot stand together

False alarms on 840 clean articles of PolNeAR: 2 pronouns; every other finding there was real damage.
Tried and dropped: doubled words of any kind ("many many": writers do that); pronouns without the person
opening the paragraph (one false alarm in 150 articles).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ..lang import language
from ..lang._given import MEN, WOMEN
from ..text.tokens import placed, words
from ..types import Name, Quote, Report, Span

Damage = tuple[Span, str]
_BROKEN_END = re.compile(r"[^\W\d_a-z][\w-]{1,60} [^\W\d_a-z](?: (?:said|says|told|added))?\.$")
_BROKEN_START = re.compile(r"[^\W\d_a-z][^\W\d_]{1,60}, (?:an?|the|who|\d)\b")
_PARAGRAPHS_BACK, _CHARS_BACK = 3, 1500  # how far a pronoun may reach back
_SHORT = 60  # characters of a broken sentence
_OPENING = 25  # characters, a title before the name included
_ADDRESS = re.compile(r"@|\.\w")
_MARK = re.compile('[„“”"]')
_PARAGRAPH = re.compile(r"\S[^\n]*")


_DOUBLED = re.compile(
    r"\b(?:don[’']t|doesn[’']t|didn[’']t|won[’']t|can[’']t) (?:they|he|she|we|it) (?:had|has|have|was|were|is|are)\b"
    r"|\b(?:they|he|she|we|it) (?:had had no|was is|were are|is was|are were|has have|have has|did had|does has)\b"
)


class _Case:
    """What every rule looks at, in text order so that a stretch of it is found at once."""

    def __init__(self, report: Report, sentences: Sequence[Span], names: Sequence[Name], quotes: Sequence[Quote]) -> None:
        self.report, self.sentences, self.names = report, sentences, names
        self.lang = language(report.lang)
        self._starts = [name.span.start for name in names]
        self._sentence_starts = [span.start for span in sentences]
        self.sources = sorted(quote.source for quote in quotes if quote.source is not None)
        self.quoted = bytearray(len(report.text))  # 1 inside direct speech
        for span in (span for quote in quotes if quote.mode == "direct" for span in quote.content):
            self.quoted[span.start : span.end] = b"\x01" * (span.end - span.start)

    def named(self, start: int, end: int) -> Sequence[Name]:
        """The names that start in a stretch of the text."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def sentence(self, at: int) -> Span:
        """The sentence around an offset."""
        n = bisect_right(self._sentence_starts, at) - 1
        return self.sentences[n] if n >= 0 and at < self.sentences[n].end else Span(self.report.id, at, at + 1)


def garbled(report: Report, sentences: Sequence[Span], names: Sequence[Name], quotes: Sequence[Quote]) -> tuple[Damage, ...]:
    """The damaged passages of a report in text order, each with what is wrong."""
    case = _Case(report, sentences, names, quotes)
    return tuple(sorted({damage for rule in RULES for damage in rule(case)}))


def _glued_words(case: _Case) -> Iterator[Damage]:
    text = case.report.text
    for name in case.names:
        start, end = name.span.start, name.span.end
        low, high = _word_around(text, start, end)
        if high - end > 1 or start - low > 1:
            yield Span(case.report.id, low, high), f"words run together: “{text[low:high].split()[-1]}”"


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def _broken_names(case: _Case) -> Iterator[Damage]:
    text = case.report.text
    for before, after in pairwise(case.sentences):
        left, right = text[before.start : before.end], text[after.start : after.end]
        if len(left) <= _SHORT and _BROKEN_END.search(left) and _BROKEN_START.match(right):
            yield Span(case.report.id, before.start, after.start + right.index(",")), "a name is broken over two sentences"


def _lower_case_names(case: _Case) -> Iterator[Damage]:
    for name in case.names:
        text = case.report.quote(name.span)
        if text.islower() and name.kind == "person":
            before = case.report.text[name.span.start - 1 : name.span.start]
            if (before.isspace() or before in '“"(') and not _ADDRESS.match(case.report.text, name.span.end):
                yield name.span, f"a name without its capital: “{text}”"


def _quotation_marks(case: _Case) -> Iterator[Damage]:
    """Marks that do not pair. A quotation may run over a paragraph's end: then the next one opens or closes it."""
    text = case.report.text
    ahead: int | None = None  # a mark the paragraph before left open
    for match in _PARAGRAPH.finditer(text):
        opened, lost = _unpaired(text, *match.span())
        if ahead is not None and lost is not None:
            lost = None
        elif ahead is not None and match.group()[0] not in "„“\"'‘":
            yield case.sentence(ahead), "a quotation mark opens and never closes"
        if lost is not None:
            yield case.sentence(lost), "a quotation mark closes what was never opened"
        ahead = opened
    if ahead is not None:
        yield case.sentence(ahead), "a quotation mark opens and never closes"


def _unpaired(text: str, start: int, end: int) -> tuple[int | None, int | None]:
    """The mark a paragraph leaves open, and the first that closes nothing."""
    opened: int | None = None
    lost: int | None = None
    for match in _MARK.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if mark == "„" or (mark == "“" and not _closes(text, at, end)) or (mark == "”" and _opens(text, at, start)):
            opened = at if opened is None else opened
        elif mark == '"' and opened is None:
            opened = at
        elif opened is None:
            lost = at if lost is None else lost
        else:
            opened = None
    return (opened if opened is not None and text[opened] in "„“" else None), lost


def _opens(text: str, at: int, start: int) -> bool:
    """Whether a closing mark stands where an opening one belongs."""
    return (at == start or text[at - 1].isspace()) and text[at + 1 : at + 2].strip(" …,.") != ""


def _closes(text: str, at: int, end: int) -> bool:
    """Whether an opening mark stands where a closing one belongs, which is a slip of the keyboard and no damage."""
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([—–-" and (at + 1 >= end or not text[at + 1].isalnum())


def _wrong_pronouns(case: _Case) -> Iterator[Damage]:
    """A pronoun beside a saying word, in a paragraph that has named one person so far, of the other sex.

    Silent where the paragraphs before name anybody of the pronoun's sex, or of none that is known.
    """
    text = case.report.text
    paragraphs = [match.start() for match in _PARAGRAPH.finditer(text)]
    said = list(_pronouns_speaking(case))
    sexes = _sexes(case) if said else {}
    for low, high, end, sex in said:
        n = bisect_right(paragraphs, low) - 1
        start = paragraphs[n]
        here = _people(case, start, low)
        if len(here) != 1 or not _is_subject(case, start, low):
            continue
        near = _people(case, paragraphs[max(0, n - _PARAGRAPHS_BACK)], low)
        if {sexes.get(entity, "") for entity in near} != {"f" if sex == "m" else "m"} or _unnamed_people(case, start, low):
            continue
        if not any(sex in (case.lang.roles.get(word), case.lang.honorifics.get(word)) for word in _words_before(case, low)):
            yield Span(case.report.id, low, end), f"“{text[low:high]}” where only {here.pop()} is spoken of"


def _pronouns_speaking(case: _Case) -> Iterator[tuple[int, int, int, str]]:
    """Where a pronoun with a saying word behind it starts and ends, where that word ends, and the sex; outside direct speech."""
    text, pronouns = case.report.text, case.lang.pronouns
    found, starts = placed(text)
    for n, word in enumerate(map(str.lower, found[:-1])):
        if word in pronouns and pronouns[word] in ("m", "f") and found[n + 1].lower() in case.lang.cues:
            start, follower = starts[n], starts[n + 1]
            if not case.quoted[start] and "\n" not in text[start:follower]:
                yield start, start + len(found[n]), follower + len(found[n + 1]), pronouns[word]


def _is_subject(case: _Case, start: int, end: int) -> bool:
    """Whether a paragraph opens with a person's name, or has quoted them by name before the pronoun."""
    people = [name.span for name in case.named(start, end) if name.kind == "person"]
    first, last = (bisect_left(case.sources, Span(case.report.id, at, at)) for at in (start, end))
    return any(span.start - start <= _OPENING for span in people) or any(
        span in source for span in people for source in case.sources[first:last]
    )


def _people(case: _Case, start: int, end: int) -> set[str]:
    """Who is named there; a name of several words that nothing tells apart from a person counts."""
    return {name.entity for name in case.named(start, end) if name.kind == "person" or (name.kind == "other" and " " in name.entity)}


def _unnamed_people(case: _Case, start: int, end: int) -> bool:
    """Whether a role without a name stands there: somebody else the pronoun may mean."""
    text = case.report.text
    roles = (start + high for low, high in words(text[start:end]) if text[start + low : start + high].lower() in case.lang.roles)
    return any(not any(name.kind == "person" for name in case.named(at, at + 3)) for at in roles)


def _words_before(case: _Case, end: int) -> list[str]:
    text = case.report.text[max(0, end - _CHARS_BACK) : end]
    return [text[low:high].lower() for low, high in words(text)]


def _sexes(case: _Case) -> dict[str, str]:
    """The sex of the people a report names, by honorific, role and given name, where these agree."""
    lang, text = case.lang, case.report.text
    evidence: dict[str, set[str]] = {}
    for name in case.names:
        if name.kind != "person":
            continue
        before = [word.strip(".,").lower() for word in text[max(0, name.span.start - 40) : name.span.start].split()[-2:]]
        found = {sex for word in before[-1:] for sex in (lang.honorifics.get(word, ""), lang.roles.get(word, ""))}
        given = name.entity.split()[0].lower() if " " in name.entity else ""
        if (given in MEN) != (given in WOMEN):
            found.add("m" if given in MEN else "f")
        evidence.setdefault(name.entity, set()).update(found - {""})
    return {entity: sexes.pop() for entity, sexes in evidence.items() if len(sexes) == 1}


def _doubled_auxiliaries(case: _Case) -> Iterator[Damage]:
    if case.report.lang != "en":
        return
    for match in _DOUBLED.finditer(case.report.text):
        yield Span(case.report.id, *match.span()), f"two verbs where one can stand: “{match.group()}”"


RULES: tuple[Callable[[_Case], Iterator[Damage]], ...] = (
    _glued_words,
    _broken_names,
    _lower_case_names,
    _quotation_marks,
    _wrong_pronouns,
    _doubled_auxiliaries,
)
