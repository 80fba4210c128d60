"""Decides how somebody's words are shown as they went from report to report: the fullest version whole, the others with what changed.

Versions of the same words are one. The fullest is the longest, not the right one: which words were said only a recording tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...tell import words
from ...text.stems import keys
from ...text.visible import squeeze
from ...types import Analysis, Drift, Edit, Span, Utterance
from .places import Cite, Places, foreign

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
    groups: dict[tuple[object, ...], list[Span]] = {}
    for span in sorted({base, *one.versions}, key=lambda span: (span != base, *places.order(span.report), span.start)):
        labels = drift.get(span, ("verbatim",))
        via = ", ".join(sorted({quote.via for quote in places.quotes(span) if quote.via}))
        groups.setdefault((places.words(span).casefold(), labels, via), []).append(span)
    versions = tuple(_version(key, spans, base, one, places) for key, spans in groups.items())
    reports = len({span.report for span in one.versions})
    return Words(one.id, squeeze(one.speaker or ""), reports, one.support.high if one.support else 0, versions)


def _version(key: tuple[object, ...], spans: list[Span], base: Span, one: Utterance, places: Places) -> Version:
    _, labels, via = key
    told = tuple(words.DRIFT[label] for label in labels if label in words.DRIFT) if isinstance(labels, tuple) else ()
    pieces = (Piece("same", places.words(spans[0])),) if base in spans else tuple(_pieces(spans[0], base, one, places))
    return Version(pieces, places.cites(spans), told, str(via), foreign(places.reports[spans[0].report]), base in spans)


def _pieces(version: Span, base: Span, one: Utterance, places: Places) -> Iterator[Piece]:
    """The words of a version, cut where an edit between it and the fullest lies."""
    text = places.reports[version.report].text
    at = version.start
    for start, end, gone in sorted(_changes(version, base, one, places)):
        if start >= at:
            yield from _piece("same", text[at:start])
            yield from _piece("gone", gone)
            yield from _piece("come", text[start:end])
            at = end
    yield from _piece("same", text[at : version.end])


def _piece(fate: Fate, text: str) -> Iterator[Piece]:
    if flat := squeeze(text):
        yield Piece(fate, flat)


def _changes(version: Span, base: Span, one: Utterance, places: Places) -> Iterator[tuple[int, int, str]]:
    """From where to where a version has other words, and the words of the fullest there."""
    for edit in one.edits:
        ours, theirs = (edit.right, edit.left) if edit.right in version else (edit.left, edit.right)
        if ours not in version or theirs not in base:
            continue
        if edit.kind == "substituted":
            yield ours.start, ours.end, places.words(theirs)
        elif edit.kind == "inserted":
            yield ours.start, ours.end, ""
        else:
            at = _after_first(edit, places)
            yield at, at, places.words(theirs)


def _after_first(edit: Edit, places: Places) -> int:
    """Where words are missing: behind the first of the two words that stand on either side."""
    found = keys(places.words(edit.right))
    return edit.right.start + (found[0][2] if found else 0)
