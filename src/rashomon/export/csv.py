"""Decides how findings look in a spreadsheet: a row for every cell of a claim and for every discrepancy.

A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from io import StringIO

from ..types import Analysis
from . import writes
from ._rows import findings

COLUMNS = (
    "table", "id", "kind", "standing", "report", "sentence", "path", "outlet", "published", "start", "end", "text", "value",
    "other_report", "other_sentence", "other_path", "other_outlet", "other_start", "other_end", "other_text", "other_value",
    "consistent_with", "basis", "relation", "reports", "outlets", "accounts_at_most", "named_sources",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


@writes("csv", "text/csv", ".csv", "Claims and differences, for a spreadsheet")
def to_csv(analysis: Analysis) -> str:
    """One table; the column `table` says whether a row is a claim in a report, a discrepancy, or beside a primary source."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in findings(analysis):
        writer.writerow({key: disarm(str(value)) for key, value in row.items()})
    return out.getvalue().encode("utf-8", "backslashreplace").decode()


def disarm(cell: str) -> str:
    """The cell as text that no spreadsheet computes; NUL, which ends a cell early in some, is left out."""
    cell = cell.replace("\x00", "")
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell
