"""What became of the words of a primary source in the quotation marks of the reports.

Every quotation in marks is looked for: among what its speaker may have said, then among everything. There its wording is the base, and
every word put for another, put in, left out or moved is an edit. Another spelling is none, nor a contraction, a number in figures or an
"uh". A quotation that begins behind a "not" which the report does not give in any way (“close the bridge”, of "will not close the bridge")
is told as negated, and one that stops before an "if", or begins behind its clause, as without its condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ...lang._compared import compared
from ...text.diff import replacements
from ...text.names import compare_persons
from ...types import Checked, Drift, Edit, Named, Notes, Primary, Quote, Report, Span, id_of
from ..drift import Version, around, cover, moved_words, of_words
from ..kinds.quotation import respelt
from .heard import Place, Stream, Token, heard, paragraph
from .voices import Voices

ORDER: tuple[Drift, ...] = (
    "another speaker", "negated", "condition", "truncated", "spliced", "substituted", "inserted", "dropped", "moved",
)  # fmt: skip
NOT_WITHIN = 4  # words before a quotation among which a negator belongs to it
_SPELLINGS = (("our", "or"), ("ogue", "og"), ("tre", "ter"), ("ae", "e"), ("is", "iz"), ("ys", "yz"), ("-", ""))


def checked(
    reports: Sequence[Report],
    notes: Sequence[Notes],
    voices: Sequence[Voices],
    who: Mapping[tuple[str, str], Named],
) -> tuple[Checked, ...]:
    """Every quotation in marks beside the primary sources that have some voices."""
    heard_in = [(Stream(one.source), one) for one in voices]
    found: dict[Span, Checked] = {}
    for report, note in zip(reports, notes, strict=True):
        for quote in note.quotes:
            person = who.get((note.report, quote.speaker or ""))
            told = replace(quote, speaker=person.name) if person else quote
            for span in quote.marked:
                found.setdefault(span, _checked(span, told, person is not None, report, heard_in))
    return tuple(found[span] for span in sorted(found))


def _checked(span: Span, quote: Quote, named: bool, report: Report, sources: Sequence[tuple[Stream, Voices]]) -> Checked:
    id = id_of("q", [span])
    said = heard(report, span)
    ours = [(stream, voices) for stream, voices in sources if stream.source.report.lang == report.lang]
    bare = Checked(id, span, quote.speaker, ("not found",), speaks=any(voices.speaks(quote.speaker) for _, voices in ours))
    if not ours:
        return replace(bare, standing=("another language",))
    places = [
        (foreign, -place.met, n, place)
        for n, (stream, voices) in enumerate(ours)
        for foreign, barred in ((False, voices.others(quote.speaker)), (True, frozenset[int]()))
        if (foreign is False or voices.others(quote.speaker)) and (place := stream.find(said, report, barred))
    ]
    if not places:
        return bare
    foreign, _, n, place = min(places, key=lambda one: one[:3])
    source = ours[n][0].source
    version = Version(span, quote, _spelt_alike(place, said, source.report, report), report)
    return _beside(bare, version, place, source, foreign, named)


def _spelt_alike(place: Place, said: Sequence[Token], source: Report, report: Report) -> tuple[Token, ...]:
    """The words of a quotation, those that are only spelt otherwise under the spelling of the primary source."""
    out = list(said)
    for tag, i, j, k, m in replacements([word for word, _ in place.tokens], [word for word, _ in said]):
        if tag == "replace" and j - i == m - k:
            for base, n in zip(place.tokens[i:j], range(k, m), strict=True):
                out[n] = (base[0], out[n][1]) if _one_word(base, out[n], source, report) else out[n]
    return tuple(out)


def _one_word(base: Token, other: Token, source: Report, report: Report) -> bool:
    """Whether two words are one: British and American, with and without a hyphen, or spellings of a name. "Closed" is not "close"."""
    if _plain(base[0]) == _plain(other[0]):
        return True
    names = source.quote(base[1])[:1].isupper() and report.quote(other[1])[:1].isupper()
    return names and respelt(base[0], other[0], compared(report.lang))


def _plain(word: str) -> str:
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    return re.sub(r"(.)\1", r"\1", word)


def _beside(bare: Checked, version: Version, place: Place, source: Primary, foreign: bool, named: bool) -> Checked:
    label = source.turns[place.turn].label if place.turn >= 0 else ""
    said_by = label or _speaker_in(source, place.base[0])
    base = Version(place.base[0], Quote(place.base), place.tokens, source.report)
    told: set[Drift] = set(of_words(base, version))
    if not source.turns and named and said_by and bare.speaker:
        foreign = compare_persons(said_by, bare.speaker).nearness == "different" and " " in said_by
    denial, condition = _lost_denial(place, version), _lost_condition(place, version)
    told |= {"negated"} if denial else set()
    told |= {"condition"} if condition else set()
    told |= {"another speaker"} if foreign else set()
    told |= {"spliced"} if len(place.base) > 1 else set()
    told |= set() if place.whole else {"truncated"}
    standing = tuple(label for label in ORDER if label in told) or ("verbatim",)
    return replace(bare, standing=standing, base=place.base, said_by=said_by or None, edits=(*denial, *condition, *_edits(base, version)))


def _lost_denial(place: Place, version: Version) -> tuple[Edit, ...]:
    """The "not" that stands right before the words in the primary source, where the report's paragraph has no negator and no refusal."""
    lang = compared(version.report.lang)
    before = place.before[-NOT_WITHIN:]
    follower = [word for word, _ in (*before[1:], place.tokens[0])] if before else []
    found = [n for n, (word, _) in enumerate(before) if word in lang.negators and follower[n] not in lang.degree_words]
    if not found or _paragraph(version) & (lang.negators | lang.refusals):
        return ()
    return (_cut(before[found[-1]], place.tokens[0], version.tokens[0]),)


def _lost_condition(place: Place, version: Version) -> tuple[Edit, ...]:
    """The "if" whose clause stands right before the words or behind them, where the report's paragraph gives no condition."""
    conditions = compared(version.report.lang).condition_words
    if _paragraph(version) & conditions:
        return ()
    if behind := [token for token in place.behind if token[0] in conditions]:
        return (_cut(place.tokens[-1], behind[0], version.tokens[-1]),)
    ahead = place.before[:1] if place.opened and place.joined else ()
    return tuple(_cut(token, place.tokens[0], version.tokens[0]) for token in ahead if token[0] in conditions)


def _paragraph(version: Version) -> set[str]:
    """The words of the report's paragraph that holds a quotation."""
    return {word for word, _ in heard(version.report, paragraph(version.report, version.span))}


def _cut(first: Token, last: Token, at: Token) -> Edit:
    """What a quotation leaves out at an end, with the word next to it on both sides."""
    return Edit("truncated", Span(first[1].report, first[1].start, last[1].end), at[1])


def _speaker_in(source: Primary, span: Span) -> str:
    """Who is quoted with some words in a primary source that is written as a report is."""
    return next((quote.speaker for quote in source.notes.quotes if quote.speaker and any(span in part for part in quote.content)), "")


def _edits(base: Version, version: Version) -> Iterator[Edit]:
    """Every change between the words of the primary source and those of the report."""
    steps = replacements(base.words, version.words)
    moved = moved_words(base, version, steps)
    for tag, i, j, k, m in steps:
        if tag == "replace":
            yield Edit("substituted", cover(base.tokens, i, j), cover(version.tokens, k, m))
        elif tag == "delete":
            yield Edit("moved" if set(base.words[i:j]) <= moved else "dropped", cover(base.tokens, i, j), around(version.tokens, k))
        elif tag == "insert" and not set(version.words[k:m]) <= moved:
            yield Edit("inserted", around(base.tokens, i), cover(version.tokens, k, m))
