"""Decides how findings look in a spreadsheet: a row for every cell of a claim and for every discrepancy.

A cell is one line in which all can be seen. What a spreadsheet would take for a formula gets an apostrophe in front, at the beginning
of a cell and behind a semicolon: where a comma is the decimal point, spreadsheets split a table at semicolons, inside cells too.
"""

from __future__ import annotations

import csv
import re
from io import StringIO

from ..text.visible import visible
from ..types import Analysis
from . import writes
from ._rows import findings

COLUMNS = (
    "table", "id", "kind", "standing", "report", "sentence", "path", "outlet", "published", "start", "end", "text", "value",
    "other_report", "other_sentence", "other_path", "other_outlet", "other_start", "other_end", "other_text", "other_value",
    "consistent_with", "basis", "relation", "reports", "outlets", "accounts_at_most", "named_sources",
)  # fmt: skip
_FORMULA = re.compile(
    r"(?:^|;)[\s\"']*(?=[=+\-@＝＋－＠﹢﹣﹦﹫])"
)  # spreadsheets look past blanks, and some at the wide forms of East Asia


@writes("csv", "text/csv", ".csv", "Claims and differences, for a spreadsheet")
def to_csv(analysis: Analysis) -> str:
    """One table; the column `table` says whether a row is a claim in a report, a discrepancy, or beside a primary source."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    for row in findings(analysis):
        writer.writerow({key: disarm(str(value)) for key, value in row.items()})
    return out.getvalue()


def disarm(cell: str) -> str:
    """The cell as text that no spreadsheet computes and no screen obeys."""
    return _FORMULA.sub(lambda start: start[0] + "'", visible(cell))
