"""Decides how one report is shown as a whole: its text as numbered sentences, what was set aside from it, and where it comes from.

Captions and photo credits are a layer of their own: they say whose picture it is, not whose text. A caption that another report has as
well, or nearly, tells that both show one picture. The address of a report is a link only where a browser would open it as a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from ...clean.photos import caption_and_credits
from ...lang import language
from ...tell import words
from ...tell.template import templates
from ...text.stems import keys
from ...types import Analysis, Cut, Report, Span, Translated
from .beside import heading_of
from .pieces import Marks, Piece, Remarks
from .places import lang_of, opens

ALIKE = 0.8  # share of the words that two captions of one picture have in common
TELLING = 4  # words below which a caption could stand under many pictures
IDIOMS = 3  # shown of what makes a report read as a translation


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what is to be seen in it."""

    number: int  # from 1
    pieces: tuple[Piece, ...]
    remarks: Remarks


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, the headline or the deck."""

    kind: str  # "headline", "deck" or "paragraph"
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a report: a name, what is said, and where it leads ("" for nowhere)."""

    name: str
    said: str
    url: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption, whose picture it credits, and who else has it."""

    text: str
    credits: tuple[str, ...]
    same_in: tuple[str, ...]  # sigla


@dataclass(frozen=True, slots=True)
class Aside:
    """What one rule set aside."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """One report as a whole."""

    siglum: str
    name: str
    lang: str
    byline: str
    credit: str
    head: tuple[Block, ...]  # headline and deck
    body: tuple[Block, ...]
    facts: tuple[Fact, ...]
    captions: tuple[Caption, ...]
    aside: tuple[Aside, ...]
    repairs: tuple[str, ...]  # "3 × line ends"
    primary: bool = False  # it is a primary source


def text(analysis: Analysis, siglum: str) -> Text:
    """The report or primary source called `siglum`; KeyError where the event has none."""
    marks = Marks(analysis)
    by_siglum = dict((*marks.citations.legend(), *marks.citations.primary_legend()))
    report = by_siglum[siglum]
    blocks = list(_blocks(report, marks))
    notes = next((notes for notes in analysis.notes if notes.report == report.id), None)
    return Text(
        siglum,
        report.outlet or report.path,
        lang_of(report),
        report.byline or "",
        report.credit or "",
        tuple(one for one in blocks if one.kind != "paragraph"),
        tuple(one for one in blocks if one.kind == "paragraph"),
        tuple(_facts(report, notes.translated if notes else None)),
        tuple(captions(analysis).get(siglum, ())),
        tuple(_aside(report.cuts)),
        tuple(_repairs(report.cuts)),
        siglum not in analysis.stemma.witnesses,
    )


# --- the text


def _blocks(report: Report, marks: Marks) -> Iterator[Block]:
    """The sentences as they stand together; a line break parts paragraphs."""
    spans = marks.citations.numbered(report.id)
    paragraph = 0
    placed: list[tuple[tuple[int, str], Sentence]] = []
    for n, span in enumerate(spans):
        paragraph += n > 0 and "\n" in report.text[spans[n - 1].end : span.start]
        placed.append(((paragraph, heading_of(report, span) or "paragraph"), _sentence(n + 1, span, marks)))
    for (_, kind), some in groupby(placed, lambda pair: pair[0]):
        yield Block(kind, tuple(sentence for _, sentence in some))


def _sentence(number: int, span: Span, marks: Marks) -> Sentence:
    return Sentence(number, marks.pieces(span), marks.remarks(span))


# --- where it comes from


def _facts(report: Report, translated: Translated | None) -> Iterator[Fact]:
    yield Fact("Outlet", report.outlet or "unknown")
    yield Fact("Published", report.published.iso() if report.published else "unknown")
    if report.url:
        yield Fact("Address", report.url, report.url if opens(report.url) else "")
    yield Fact("File", report.path)
    yield Fact("Language", language(report.lang).english_name)
    if translated:
        idioms = [f"“{one.detail}”" for one in translated.because if one.rule == "foreign idiom"][:IDIOMS]
        likely = f"likely from {language(translated.lang).english_name}"
        yield Fact("Reads as a translation", likely, "", f"for its wording: {', '.join(idioms)}" if idioms else "")
    if report.dateline:
        yield Fact("Dateline", report.dateline)
    yield Fact("Read as", f"{report.format}, {report.encoding}")
    yield Fact("SHA-256 of the text", sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest())


# --- what was set aside


def captions(analysis: Analysis) -> dict[str, list[Caption]]:
    """The captions and photo credits of every report by its siglum, with who else has the same."""
    sigla = {id: siglum for siglum, id in analysis.stemma.witnesses.items()}
    found = [
        (sigla[report.id], report, cut.removed.strip())
        for report in analysis.reports
        for cut in report.cuts
        if cut.rule == "caption" and cut.removed.strip()
    ]
    worded = [frozenset(word for word, _, _ in keys(removed)) for _, _, removed in found]
    out: dict[str, list[Caption]] = defaultdict(list)
    for n, (siglum, report, removed) in enumerate(found):
        same = {found[m][0] for m in range(len(found)) if found[m][0] != siglum and _one_picture(worded[n], worded[m])}
        caption, credits = caption_and_credits(removed, language(report.lang).captions)
        out[siglum].append(Caption(caption, tuple(credits), tuple(sorted(same, key=lambda one: (len(one), one)))))
    return dict(out)


def _one_picture(one: frozenset[str], other: frozenset[str]) -> bool:
    return min(len(one), len(other)) >= TELLING and len(one & other) >= ALIKE * len(one | other)


def _aside(cuts: Sequence[Cut]) -> Iterator[Aside]:
    """What is neither caption nor repair, rule by rule."""
    english = templates["en"]
    for rule in sorted({cut.rule for cut in cuts} & english.cuts.keys() - {"caption"}):
        texts = tuple(cut.removed.strip() for cut in cuts if cut.rule == rule and cut.removed.strip())
        if texts:
            yield Aside(english.number(len(texts), english.cuts[rule]), texts)


def _repairs(cuts: Sequence[Cut]) -> Iterator[str]:
    """How often each rule mended characters."""
    rules = [cut.rule for cut in cuts if cut.rule not in templates["en"].cuts]
    for rule in sorted(set(rules)):
        yield f"{words.REPAIRS.get(rule, rule)} ({rules.count(rule)})"
