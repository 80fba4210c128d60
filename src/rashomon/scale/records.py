"""The stage `records`: what grouping keeps of each report of a shard, and the lines about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..group import batch_of
from ..group.families import BANDS
from ..group.record import Records, joined_records
from .columns import rows, to_columns
from .intake import LEDGER, Reading, Turned, reports_in

if TYPE_CHECKING:
    import pyarrow as pa

BAND = "bands"  # column of the least fingerprints, by which near copies are brought together


def records(reading: Reading) -> tuple[pa.Table, dict[str, Any]]:
    """A row a report, in the order of the input."""
    import pyarrow as pa

    from ..group.family_kernel import bands

    ledger, ids, origins, parts = list[Turned](), list[str](), list[str](), list[Records]()
    for reports in reports_in(reading, ledger):
        batch = batch_of(reports, reading.config.group)
        ids += batch.ids
        origins += [report.path for report in reports]
        parts.append(batch.records)
    whole = joined_records(parts or [batch_of((), reading.config.group).records])
    columns = {"id": pa.array(ids, pa.large_string()), "origin": pa.array(origins, pa.large_string()), **to_columns(whole)}
    columns[BAND] = rows(bands(whole.prints.start, whole.prints.key, BANDS))
    return pa.table(columns), {LEDGER: ledger}
