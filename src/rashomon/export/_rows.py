"""Decides what a row of a table holds: a claim in a report, two readings that differ, what stands beside a primary source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..tell import words
from ..types import Analysis, Discrepancy, Span
from ._cites import Citations

Row = dict[str, str | int | float | bool | None]


def findings(analysis: Analysis) -> Iterator[Row]:
    """Every cell of a claim, every discrepancy, and both beside a primary source; what a row does not have is not in it."""
    citations = Citations(analysis)
    yield from _claims(analysis, citations)
    yield from _differences(analysis.findings.discrepancies, "discrepancy", citations)
    yield from _beside_primary(analysis, citations)


def place(span: Span, citations: Citations) -> Row:
    """Where some words stand, with their sentence."""
    report = citations.reports[span.report]
    return {
        "report": report.id,
        "sentence": citations.label((span,)).strip("[]"),
        "path": report.path,
        "outlet": report.outlet or "",
        "published": report.published.iso() if report.published else "",
        "start": span.start,
        "end": span.end,
        "text": citations.sentences(span),
    }


def other(span: Span, citations: Citations) -> Row:
    """The same of what a row sets beside it."""
    return {f"other_{key}": value for key, value in place(span, citations).items() if key != "published"}


def _claims(analysis: Analysis, citations: Citations) -> Iterator[Row]:
    for claim in analysis.collation.claims:
        support = analysis.findings.support.get(claim.id)
        counts: Row = (
            {}
            if support is None
            else {
                "reports": support.reports,
                "outlets": support.outlets,
                "accounts_at_most": support.high,
                "named_sources": "; ".join(support.originators),
            }
        )
        for _, cell in sorted(claim.cells.items()):
            if cell:
                row: Row = {"table": "claim", "id": claim.id, "kind": claim.kind, "standing": words.CELLS[cell.state]}
                yield row | place(cell.span, citations) | counts


def _beside_primary(analysis: Analysis, citations: Citations) -> Iterator[Row]:
    """Quotations and claims beside a primary source, and where it gives another value."""
    if analysis.primary is None:
        return
    for one in analysis.primary.quotations:
        standing = ", ".join(words.DRIFT[label] for label in one.standing)
        values: Row = {"value": citations.reports[one.version.report].quote(one.version), "other_value": _joined(one.base, citations)}
        row: Row = {"table": "quotation beside primary", "id": one.id, "kind": one.speaker or "", "standing": standing, **values}
        yield row | place(one.version, citations) | (other(one.base[0], citations) if one.base else {})
    for cell in analysis.primary.claims:
        stated: Row = {"table": "claim beside primary", "id": cell.claim, "standing": words.STANDINGS[cell.standing]}
        yield stated | place(cell.span, citations) | (other(cell.at, citations) if cell.at else {})
    yield from _differences(analysis.primary.discrepancies, "discrepancy beside primary", citations)


def _joined(spans: Sequence[Span], citations: Citations) -> str:
    return " … ".join(citations.reports[span.report].quote(span) for span in spans)


def _differences(discrepancies: Iterable[Discrepancy], table: str, citations: Citations) -> Iterator[Row]:
    for found in discrepancies:
        yield {
            "table": table,
            "id": found.id,
            "kind": found.kind,
            "standing": words.standing(found.kind, found.severity),
            "value": found.left_value,
            "other_value": found.right_value,
            "consistent_with": found.consistent_with,
            "basis": found.basis,
            "relation": words.RELATIONS[found.relation],
            **place(found.left, citations),
            **other(found.right, citations),
        }
