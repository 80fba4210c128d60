"""Decides how findings look in a spreadsheet: a row for every cell of a claim and for every discrepancy.

A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from ..tell import words
from ..types import Analysis, Span
from . import exporters
from ._cites import Citations

COLUMNS = (
    "table", "id", "kind", "standing", "report", "sentence", "path", "outlet", "published", "start", "end", "text", "value",
    "other_report", "other_sentence", "other_path", "other_outlet", "other_start", "other_end", "other_text", "other_value",
    "consistent_with", "basis", "relation", "reports", "outlets", "accounts_at_most", "named_sources",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

Row = dict[str, str]


@exporters("csv")
def to_csv(analysis: Analysis) -> str:
    """One table; the column `table` says whether a row is a claim in a report or a discrepancy."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in (*_claims(analysis), *_discrepancies(analysis)):
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


def _discrepancies(analysis: Analysis) -> Iterator[Row]:
    citations = Citations(analysis)
    for found in analysis.findings.discrepancies:
        other = {f"other_{key}": value for key, value in _place(found.right, citations).items() if key != "published"}
        yield {
            "table": "discrepancy",
            "id": found.id,
            "kind": found.kind,
            "standing": words.standing(found.kind, found.severity),
            "value": found.left_value,
            "other_value": found.right_value,
            "consistent_with": found.consistent_with,
            "basis": found.basis,
            "relation": words.RELATIONS[found.relation],
            **_place(found.left, citations),
            **other,
        }


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
