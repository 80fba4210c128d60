"""Decides how a primary source is shown beside the reports: every quotation of theirs compared with its words, and every claim.

What needs a look comes first: altered words, then words of its speakers that are not in it, then what stands in it. Not found is "not in
the primary source given", never more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ...tell import words
from ...types import Against, Analysis, Checked, Span, Standing, Stated
from .pieces import Marks, Place, cited

Found = Literal["changed", "missing", "found", "apart"]
RANK: tuple[Found, ...] = ("changed", "missing", "found", "apart")
AS_SAID = frozenset(("verbatim", "truncated", "spliced"))
STANDINGS: tuple[Standing, ...] = ("contradict", "assert", "silent", "another language")
WORDS = 160  # characters shown of a quotation, and of a claim


@dataclass(frozen=True, slots=True)
class Source:
    """A primary source."""

    siglum: str
    name: str
    published: str
    speakers: tuple[str, ...]  # labels of a text that names its speakers line by line


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation beside the primary source, once for all reports that give the same words to the same speaker."""

    id: str  # of the first
    found: Found
    places: tuple[Place, ...]  # the sentences that have these words
    text: str
    speaker: str
    told: str  # how it stands there, in words
    there: str  # the words there, "" where none were found
    at: Place | None
    said_by: str
    edits: tuple[tuple[str, str], ...]  # each change: the words of the primary source, the words of the report


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim beside the primary source: for each way in which it stands there, the sentences of the reports."""

    id: str
    gist: str
    gist_at: Place
    at: Place | None  # the sentence of the primary source that comes nearest
    standings: tuple[tuple[Standing, str, tuple[Place, ...]], ...]  # the standing, in words, where
    found: Found


@dataclass(frozen=True, slots=True)
class Attached:
    """Primary sources, and what the reports are beside them."""

    sources: tuple[Source, ...]
    told: str  # how many quotations stand in them as they were said
    quotations: tuple[Compared, ...]
    claims: tuple[Claimed, ...]
    other_quotations: tuple[Compared, ...]  # not found, of speakers who are not known to speak there
    other_claims: tuple[Claimed, ...]  # not stated there, and given to nobody who speaks there


def attached(analysis: Analysis) -> Attached | None:
    """The primary sources of an event and what was compared; None where none was given."""
    return _Beside(analysis, analysis.primary).shown() if analysis.primary else None


class _Beside:
    def __init__(self, analysis: Analysis, primary: Against) -> None:
        self.analysis, self.primary, self.marks = analysis, primary, Marks(analysis)

    def shown(self) -> Attached:
        """All of it, what needs a look first."""
        sources = [
            Source(
                siglum,
                report.outlet or report.path,
                report.published.iso() if report.published else "",
                tuple(
                    dict.fromkeys(
                        turn.label
                        for source in self.primary.sources
                        if source.report.id == report.id
                        for turn in source.turns
                        if turn.label
                    )
                ),
            )
            for siglum, report in self.marks.citations.primary_legend()
        ]
        quotations = sorted(self._quotations(), key=lambda one: (RANK.index(one.found), _order(one.places[0])))
        claims = sorted(self._claims(), key=lambda one: RANK.index(one.found))
        return Attached(
            tuple(sources),
            self._told(),
            tuple(one for one in quotations if one.found != "apart"),
            tuple(one for one in claims if one.found != "apart"),
            tuple(one for one in quotations if one.found == "apart"),
            tuple(one for one in claims if one.found == "apart"),
        )

    def _told(self) -> str:
        compared = [one for one in self.primary.quotations if one.standing != ("another language",)]
        whole = sum(AS_SAID.issuperset(one.standing) for one in compared)
        return f"{whole} of {words.count(len(compared), 'quotation')} stand there as they were said, in whole or in part."

    def _quotations(self) -> Iterator[Compared]:
        """The quotations, those that have the same words alike together."""
        alike: dict[object, list[Checked]] = defaultdict(list)
        for one in self.primary.quotations:
            alike[self._words(one.version).casefold().rstrip(".,"), one.speaker, one.standing, one.base].append(one)
        for some in alike.values():
            places = sorted((self.marks.place(one.version) for one in some), key=_order)
            yield self._compared(some[0], tuple(dict.fromkeys(places)))

    def _compared(self, one: Checked, places: tuple[Place, ...]) -> Compared:
        edits = tuple((self._words(edit.left), self._words(edit.right)) for edit in one.edits)
        return Compared(
            one.id,
            _found(one),
            places,
            self._words(one.version),
            one.speaker or "",
            ", ".join(words.DRIFT[label] for label in one.standing),
            " … ".join(self._words(span) for span in one.base),
            self.marks.place(one.base[0]) if one.base else None,
            one.said_by or "",
            edits,
        )

    def _words(self, span: Span) -> str:
        return cited(self.marks.reports[span.report].quote(span).rstrip(","), WORDS) if span.end > span.start else ""

    def _claims(self) -> Iterator[Claimed]:
        told: dict[str, list[Stated]] = defaultdict(list)
        for one in self.primary.claims:
            told[one.claim].append(one)
        for claim in self.analysis.collation.claims:
            if some := told.get(claim.id):
                by_standing = {
                    standing: tuple(sorted((self.marks.place(one.span) for one in some if one.standing == standing), key=_order))
                    for standing in STANDINGS
                }
                nearest = max((one for one in some if one.at), key=lambda one: one.similarity, default=None)
                standings = tuple((standing, words.STANDINGS[standing], places) for standing, places in by_standing.items() if places)
                given = any(one.standing == "silent" and one.speaks for one in some)
                found: Found = (
                    "changed" if by_standing["contradict"] else "missing" if given else "found" if by_standing["assert"] else "apart"
                )
                at = self.marks.place(nearest.at) if nearest and nearest.at else None
                yield Claimed(claim.id, self._words(claim.gist), self.marks.place(claim.gist), at, standings, found)


def _found(one: Checked) -> Found:
    if not one.base:
        return "missing" if one.speaks and one.standing == ("not found",) else "apart"
    return "found" if AS_SAID.issuperset(one.standing) else "changed"


def _order(place: Place) -> tuple[int, str, int]:
    return len(place.siglum), place.siglum, place.number
