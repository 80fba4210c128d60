"""Decides what is said of each report by itself: what is in no other account, not mentioned, damaged, or set aside."""

from __future__ import annotations

from dataclasses import dataclass

from ...tell.phrases import short
from ...tell.template import templates
from ...text.visible import squeeze
from ...types import Analysis, Claim, Report, Span
from .places import PAGE_LANG, Cite, Origin, Places, foreign, opens

SENTENCE, CUT = 200, 120  # characters shown
TOGETHER = 120  # sentences that the reports of an event show together, so that a page of fifty stays small
MOST = 8  # of them one report


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a claim by the sentence that states it best."""

    text: str
    cite: Cite
    lang: str
    id: str = ""  # of the claim or the finding
    told: str = ""  # what is wrong with it


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that were cut before the report was read, and for what they were taken."""

    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """One report."""

    origin: Origin
    headline: str
    facts: tuple[str, ...]  # path, byline, an address that may be no link
    url: str  # one that may
    only: tuple[Passage, ...]
    more_only: int
    silent: tuple[Passage, ...]
    more_silent: int
    damage: tuple[Passage, ...]
    asides: tuple[Aside, ...]


def reports(analysis: Analysis) -> tuple[Told, ...]:
    """Every report in the order of its letter."""
    places = Places(analysis)
    claims = {claim.id: claim for claim in analysis.collation.claims}
    few = min(MOST, max(1, TOGETHER // max(1, len(analysis.reports))))
    return tuple(_report(report, analysis, places, claims, few) for _, report in places.citations.legend())


def _report(report: Report, analysis: Analysis, places: Places, claims: dict[str, Claim], few: int) -> Told:
    origin, path, url = places.origin(report.id), squeeze(report.path), squeeze(report.url or "")
    is_link = opens(url)
    only = analysis.findings.only_in.get(report.id, ())
    silent = sorted(
        (claims[id] for id in analysis.findings.not_in.get(report.id, ()) if id in claims and not _is_headline(claims[id], places)),
        key=_spread,
    )
    damaged = [one for one in analysis.findings.discrepancies if one.severity == "garbled" and one.left.report == report.id]
    return Told(
        origin,
        places.words(report.headline) if report.headline else "",
        tuple(fact for fact in (path, squeeze(report.byline or ""), "" if is_link else url) if fact and fact != origin.outlet),
        url if is_link else "",
        tuple(_passage(span, places) for span in only[:few]),
        max(0, len(only) - few),
        tuple(_passage(claim.gist, places, claim.id) for claim in silent[:few]),
        max(0, len(silent) - few),
        tuple(_passage(one.left, places, one.id, squeeze(one.right_value)) for one in damaged),
        tuple(_asides(report)),
    )


def _is_headline(claim: Claim, places: Places) -> bool:
    """Whether a claim is stated by a headline, which no other report need have."""
    head = places.reports[claim.gist.report].headline
    return head is not None and head.overlaps(claim.gist)


def _spread(claim: Claim) -> int:
    return -sum(cell is not None for cell in claim.cells.values())


def _passage(span: Span, places: Places, id: str = "", told: str = "") -> Passage:
    return Passage(short(places.words(span), SENTENCE), places.cite(span), foreign(places.reports[span.report]), id, told)


def _asides(report: Report) -> list[Aside]:
    """What was set aside as no part of the text; all other cuts are repairs."""
    known = templates[PAGE_LANG].cuts
    return [Aside(cut.rule, short(squeeze(cut.removed), CUT)) for cut in report.cuts if cut.rule in known and cut.removed.strip()]
