"""Decides how findings look in a spreadsheet: a row for every cell of a claim and for every discrepancy.

A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from ..tell import words
from ..types import Analysis, Discrepancy, Span
from . import writes
from ._cites import Citations

COLUMNS = (
    "table", "id", "kind", "standing", "report", "sentence", "path", "outlet", "published", "start", "end", "text", "value",
    "other_report", "other_sentence", "other_path", "other_outlet", "other_start", "other_end", "other_text", "other_value",
    "consistent_with", "basis", "relation", "reports", "outlets", "accounts_at_most", "named_sources",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

Row = dict[str, str]


@writes("csv", "text/csv", ".csv", "Claims and differences, for a spreadsheet")
def to_csv(analysis: Analysis) -> str:
    """One table; the column `table` says whether a row is a claim in a report, a discrepancy, or beside a primary source."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in (*_claims(analysis), *_discrepancies(analysis), *_beside_primary(analysis)):
        writer.writerow({key: disarm(value) for key, value in row.items()})
    return out.getvalue().encode("utf-8", "backslashreplace").decode()


def disarm(cell: str) -> str:
    """The cell as text that no spreadsheet computes; NUL, which ends a cell early in some, is left out."""
    cell = cell.replace("\x00", "")
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


def _claims(analysis: Analysis) -> Iterator[Row]:
    citations = Citations(analysis)
    for claim in analysis.collation.claims:
        support = analysis.findings.support.get(claim.id)
        counts = (
            {}
            if support is None
            else {
                "reports": str(support.reports),
                "outlets": str(support.outlets),
                "accounts_at_most": str(support.high),
                "named_sources": "; ".join(support.originators),
            }
        )
        for _, cell in sorted(claim.cells.items()):
            if cell:
                row = {"table": "claim", "id": claim.id, "kind": claim.kind, "standing": words.CELLS[cell.state]}
                yield row | _place(cell.span, citations) | counts


def _beside_primary(analysis: Analysis) -> Iterator[Row]:
    """Quotations and claims beside a primary source, and where it gives another value."""
    if analysis.primary is None:
        return
    citations = Citations(analysis)
    for one in analysis.primary.quotations:
        standing = ", ".join(words.DRIFT[label] for label in one.standing)
        values = {"value": citations.reports[one.version.report].quote(one.version), "other_value": _joined(one.base, citations)}
        row = {"table": "quotation beside primary", "id": one.id, "kind": one.speaker or "", "standing": standing, **values}
        yield row | _place(one.version, citations) | (_other(one.base[0], citations) if one.base else {})
    for cell in analysis.primary.claims:
        row = {"table": "claim beside primary", "id": cell.claim, "standing": words.STANDINGS[cell.standing]}
        yield row | _place(cell.span, citations) | (_other(cell.at, citations) if cell.at else {})
    yield from _rows(analysis.primary.discrepancies, "discrepancy beside primary", citations)


def _joined(spans: Sequence[Span], citations: Citations) -> str:
    return " … ".join(citations.reports[span.report].quote(span) for span in spans)


def _discrepancies(analysis: Analysis) -> Iterator[Row]:
    yield from _rows(analysis.findings.discrepancies, "discrepancy", Citations(analysis))


def _rows(discrepancies: Sequence[Discrepancy], table: str, citations: Citations) -> Iterator[Row]:
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
            **_place(found.left, citations),
            **_other(found.right, citations),
        }


def _other(span: Span, citations: Citations) -> Row:
    return {f"other_{key}": value for key, value in _place(span, citations).items() if key != "published"}


def _place(span: Span, citations: Citations) -> Row:
    report = citations.reports[span.report]
    return {
        "report": report.id,
        "sentence": citations.label((span,)).strip("[]"),
        "path": report.path,
        "outlet": report.outlet or "",
        "published": report.published.iso() if report.published else "",
        "start": str(span.start),
        "end": str(span.end),
        "text": citations.sentences(span),
    }
