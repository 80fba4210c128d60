"""Decides on which texts a report says that it draws: its credits, each the trace of a text that may be lost.

1. A field of the page or record that says whose text it is (`isBasedOn`, ninjs `infoSources`, `syndication-source`, a canonical link to
   another host): the whole report.
2. The credit line ("With information from A and B") that `clean` cut or a field of the input gave: the whole report draws on
   each name in it. Behind such words a name need not be a known agency; capitals are enough.
3. An agency in the dateline ("LUND (AP) -"): the whole report. In brackets a name need not be known: one that ends or begins in what
   agencies call themselves ("Coastline Press", "Agence Meridian") is enough.
4. An agency in the running text that carried one statement ("told TASS", "Reuters reported", "according to the news agency X",
   "first reported by X"): that sentence only.

A photo credit ("via AP") is neither, and a report by the agency itself credits nobody. An error here names a missing source that
never was, so in running text only known agencies count, and ambiguous names only with a cue at their side.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .. import press
from ..lang import Language, language
from ..text.addresses import host
from ..types import Credit, Report, Span

_SPLIT = re.compile(r"(?<!\s)\s*(?:,|;|/|&|\+|\||\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b)\s*(?:the\s+)?", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w.&’'-]*(?: (?:[A-ZÀ-Þ][\w.&’'-]*|de|of|del|da|di))*")
_PEOPLE_LINES = re.compile(r"\b(?:reporting|writing|editing|contributed|redaktion|editado|edición|escrito)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()\n]{2,40})\)\s*[-–—]")
_STATED = re.compile(rf"({'|'.join((*press.WORK_FIELDS, *press.TEXT_FIELDS, press.CANONICAL))}): (\S.*)")
_HEAD_CHARS = 160  # of the paragraph with the dateline, in which its agency stands
_HEAD_LINES = 4
_SHORT = 3  # letters of a small word in the name of a place: "Rio de Janeiro"
_NEAR = 60  # characters on either side of an agency in which its cue stands
_DESCRIBED = 6  # words of "according to Russian news agency" before a name


def credits(report: Report, sentences: tuple[Span, ...]) -> tuple[Credit, ...]:
    """The credits of a report: those of the whole text first, then those of passages in text order; one a name."""
    lang, own = language(report.lang), press.agency(report.outlet or "") or report.outlet
    found = [*_from_line(report, lang), *_from_dateline(report, own or ""), *_from_cues(report, sentences, lang)]
    out: dict[tuple[str, str, Span | None], Credit] = {}
    of_text = {credit.name for credit in found if credit.scope == "text"}
    for credit in found:
        if credit.name.casefold() != (own or "").casefold() and not (credit.scope == "passage" and credit.name in of_text):
            span = credit.span if credit.scope == "passage" else None
            out.setdefault((credit.scope, credit.name, span), credit)
    return tuple(out.values())


def _from_line(report: Report, lang: Language) -> Iterator[Credit]:
    for line in (report.credit or "").splitlines():
        if stated := _STATED.fullmatch(line.strip()):
            yield from (Credit(name, None, "text", line.strip()) for name in _whose(stated[1], stated[2], report))
            continue
        for name in names_in(line, lang):
            yield Credit(name, None, "text", line.strip())


def _whose(field: str, value: str, report: Report) -> Iterator[str]:
    """The names in a field that says whose text this is.

    Of an address its host, unless that is the page's own; where a work may be based on anything (a paper, a video), agencies only.
    """
    if "://" not in value:
        for part in _SPLIT.split(value):
            if name := press.agency(part) or (part.strip() if part.strip()[:1].isupper() else ""):
                yield name
        return
    at = host(value)
    name = press.agency_at(at) or ("" if field in press.WORK_FIELDS else at)
    if name and at != host(report.url or ""):
        yield name


def names_in(line: str, lang: Language) -> Iterator[str]:
    """The texts that a credit line names: every agency, and other capitalised names where the line is not about people."""
    rest = re.sub(r"^[^\w]+|[^\w.]+$", "", line)
    opening = next((match for words in lang.credit_openings if (match := re.match(words, rest, re.IGNORECASE))), None)
    about_people = _PEOPLE_LINES.search(rest) is not None
    for part in _SPLIT.split(rest[opening.end() :] if opening else rest):
        part = part.strip(" .()[]:\"'“”")
        agency = press.agency(part)
        known = press.pattern().search(part)
        if agency:
            yield agency
        elif known and press.agency(known.group()) not in press.AMBIGUOUS:
            yield press.agency(known.group()) or known.group()
        elif opening and not about_people and part[:1].isupper() and (match := _NAME.match(part)) and match.end() == len(part):
            yield part


def _from_dateline(report: Report, own: str) -> Iterator[Credit]:
    """Such as "LUND (AP) -" at the head of one of the first paragraphs."""
    for n, match in enumerate(re.finditer(r"[^\n]+", report.text)):
        if n >= _HEAD_LINES:
            return
        head = match.group()[:_HEAD_CHARS]
        for bracket in _IN_BRACKETS.finditer(head):
            place = not any(word.islower() and len(word) > _SHORT for word in head[: bracket.start()].split())
            names = [
                name
                for part in re.split(r"[,/]", bracket.group(1))
                if (name := press.agency(part) or (_calls_itself_agency(part.strip(), own) if place else None))
            ]
            yield from (
                Credit(name, Span(report.id, match.start() + bracket.start(), match.start() + bracket.end()), "text", bracket.group())
                for name in names
            )
        opening = re.match(r"([A-Z][\w -]{1,30}?)\s{0,9}[–—]\s", head)
        if opening and (name := press.agency(opening.group(1))):
            yield Credit(name, Span(report.id, match.start(), match.start() + opening.end()), "text", opening.group().strip())


def _calls_itself_agency(name: str, own: str) -> str | None:
    """A name that no list has, where by its first or last word it is an agency's, and not the outlet's own in other words."""
    words, ours = name.casefold().split(), own.casefold().split()
    if len(words) < 2 or not _NAME.fullmatch(name) or not name[0].isupper() or name in press.PICTURE_AGENCIES:
        return None
    theirs = bool(ours) and (set(ours) <= set(words) or set(words) <= set(ours))
    return name if not theirs and any(word.rpartition("-")[2] in press.AGENCY_WORDS for word in (words[0], words[-1])) else None


def _from_cues(report: Report, sentences: tuple[Span, ...], lang: Language) -> Iterator[Credit]:
    """Agencies that a sentence names as its carrier."""
    starts = [sentence.start for sentence in sentences]
    for match in press.pattern().finditer(report.text):
        n = bisect_right(starts, match.start()) - 1
        if n < 0 or match.end() > sentences[n].end:
            continue
        sentence, name = sentences[n], press.agency(match.group())
        before = report.text[max(sentence.start, match.start() - _NEAR) : match.start()].lower()
        behind = report.text[match.end() : min(sentence.end, match.end() + _NEAR)].lower()
        if name and _carries(before, behind, lang):
            yield Credit(name, sentence, "passage", report.quote(sentence))


def _carries(before: str, behind: str, lang: Language) -> bool:
    """Whether an agency is the one told or the one telling: "told | TASS", "Reuters | reported"."""
    words = [word for word in re.findall(r"\w+", before) if word not in lang.articles]
    said = " ".join(words)
    described = said.endswith(tuple(lang.agency_words)) if lang.agency_words else False  # "the Russian news agency | TASS"
    near = words[-_DESCRIBED:] if described else words[-1:]
    if any(lang.cues.get(word) in lang.told_lemmas for word in near):
        return True
    if any(phrase in " ".join(words[-_DESCRIBED:]) if described else said.endswith(phrase) for phrase in (*lang.according, *lang.carriers)):
        return True
    first = next((word for word in re.findall(r"\w+|[,.;)]", behind) if word not in lang.auxiliaries and word not in lang.agency_nouns), "")
    return lang.cues.get(first) in lang.agency_lemmas
