"""Decides how somebody's words are shown as they went from report to report: the fullest version whole, the others with what changed.

Versions of the same words are one. The fullest is the longest, not the right one: which words were said only a recording tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...tell import words
from ...text.diff import replacements
from ...text.stems import keys
from ...text.visible import squeeze
from ...types import Analysis, Drift, Span, Utterance
from .places import Cite, Places, edged, foreign

GONE = 9  # words that are gone and shown as such
Fate = Literal["same", "gone", "come"]
SAME: tuple[Drift, ...] = ("verbatim", "truncated", "translated", "via")  # what leaves the words as they are


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a version: of the fullest too, missing from it, or new."""

    fate: Fate
    text: str


@dataclass(frozen=True, slots=True)
class Version:
    """The same words in one or more reports, and what became of the fullest version there."""

    pieces: tuple[Piece, ...]
    cites: tuple[Cite, ...]
    labels: tuple[str, ...]  # in words
    via: str
    lang: str
    fullest: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One utterance in all its versions, the fullest first."""

    id: str
    speaker: str  # "" where none is given
    reports: int
    accounts: int  # at most
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Utterances:
    """Those in which words or who said them changed, then the others."""

    changed: tuple[Words, ...]
    unchanged: tuple[Words, ...]


def utterances(analysis: Analysis) -> Utterances:
    """Every utterance that several versions give, those of most reports first."""
    places, many = Places(analysis), lambda one: -len({span.report for span in one.versions})
    ranked = sorted(analysis.findings.utterances, key=many)
    changed = [one for one in ranked if one.edits or any(not set(labels) <= set(SAME) for labels in one.drift)]
    return Utterances(tuple(_words(one, places) for one in changed), tuple(_words(one, places) for one in ranked if one not in changed))


def _words(one: Utterance, places: Places) -> Words:
    base = one.base or max(one.versions, key=lambda span: (span.end - span.start, span))
    drift = dict(zip(one.versions, one.drift, strict=False))
    groups: dict[tuple[str, tuple[Drift, ...], str], list[Span]] = {}
    for span in sorted({base, *one.versions}, key=lambda span: (span != base, *places.order(span.report), span.start)):
        labels = drift.get(span, SAME[:1])
        via = ", ".join(sorted({quote.via for quote in places.quotes(span) if quote.via}))
        groups.setdefault((places.words(span).casefold(), labels, via), []).append(span)
    versions = tuple(_version(labels, via, spans, base, places) for (_, labels, via), spans in groups.items())
    reports = len({span.report for span in one.versions})
    return Words(one.id, squeeze(one.speaker or ""), reports, one.support.high if one.support else 0, versions)


def _version(labels: tuple[Drift, ...], via: str, spans: list[Span], base: Span, places: Places) -> Version:
    told = tuple(words.DRIFT[label] for label in labels)
    pieces = (Piece("same", places.words(spans[0])),) if base in spans else tuple(_pieces(spans[0], base, labels, places))
    return Version(pieces, places.cites(spans), told, via, foreign(places.reports[spans[0].report]), base in spans)


def _pieces(version: Span, base: Span, labels: tuple[Drift, ...], places: Places) -> Iterator[Piece]:
    """The words of a version, cut where they differ from the fullest; what was cut off at either end is told by a label alone."""
    text, whole = places.text(version), places.text(base)
    theirs, ours = keys(whole), keys(text)
    steps = [] if "reported" in labels else replacements([word for word, _, _ in theirs], [word for word, _, _ in ours])
    at = 0
    for tag, i, j, k, m in steps:
        if tag == "equal" or (k == m and k in (0, len(ours))):
            continue
        start = ours[k][1] if m > k else ours[k - 1][2]
        end = ours[m - 1][2] if m > k else start
        gone = _ends(squeeze(whole[theirs[i][1] : theirs[j - 1][2]])) if j > i else ""
        yield from _piece("same", text[at:start] + " " * (m == k))
        yield from _piece("gone", gone)
        yield from _piece("same", " " * bool(gone and m > k))
        yield from _piece("come", text[start:end])
        at = end
    yield from _piece("same", text[at:])


def _ends(text: str) -> str:
    """Words that are gone; of many the first and the last, since the fullest version stands above."""
    some = text.split()
    return text if len(some) <= GONE else " ".join((*some[: GONE // 3], "…", *some[-GONE // 3 :]))


def _piece(fate: Fate, text: str) -> Iterator[Piece]:
    if text:
        yield Piece(fate, edged(text))
