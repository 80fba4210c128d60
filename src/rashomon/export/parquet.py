"""Decides how an event becomes a table for statistics: one long Parquet table, `table` saying what a row is.

Observations. A social scientist stacks many events and counts: reports per account, who takes from whom, which words change. One
long table of one schema can be stacked as it is, and `table == "edge"` or a group-by gives the rest; a file a table would make
eleven files an event, and nested columns are beyond most of R and Stata.

How it works. The rows of the spreadsheet come first, under the same names, then what it leaves out: reports, missing texts,
edges, pairs, who is given as source, passages, versions of utterances, lines. Every row has the event's id; places and counts are
integers, probabilities floats, what a row does not have is null. Text stands as it is: nothing computes a Parquet cell.
Version, settings and the machine-made line are metadata of the schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from ..errors import MissingPackage
from ..tell import words
from ..tell.template import templates
from ..types import Analysis, total_bits
from . import writes
from ._cites import Citations
from ._names import whole
from ._rows import Row, findings, other, place

COLUMNS = {
    "string": "event table id kind standing report sentence path outlet published text value other_report other_sentence other_path "
    "other_outlet other_text other_value consistent_with basis relation named_sources speaker via hand headline url lang parent child",
    "int64": "start end other_start other_end reports outlets accounts_at_most account",
    "double": "p bits similarity",
    "bool": "lost named",
}  # by type; in this order


@writes("parquet", "application/vnd.apache.parquet", ".parquet", "Everything countable in one table, for R, pandas and DuckDB")
def to_parquet(analysis: Analysis) -> bytes:
    """One row group, Snappy; MissingPackage where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as missing:
        raise MissingPackage("parquet", "pyarrow") from missing
    types = [(name, kind) for kind, names in COLUMNS.items() for name in names.split()]
    notes = {
        "rashomon.version": analysis.version,
        "rashomon.config_hash": analysis.config_hash,
        "rashomon.event": analysis.event.id,
        "rashomon.machine_made": templates["en"].machine_made.format(version=analysis.version),
    }
    schema = pa.schema([(name, pa.type_for_alias(kind)) for name, kind in types], metadata=notes)
    rows: list[Row] = [{"event": analysis.event.id, **row} for row in _rows(analysis)]
    table = pa.table({name: [_cell(row.get(name)) for row in rows] for name, _ in types}, schema=schema)
    out = BytesIO()
    parquet.write_table(table, out, compression="snappy")
    return out.getvalue()


def _cell(value: str | float | None) -> str | float | None:
    """A value that Parquet can hold; an empty text is none."""
    return (whole(value) or None) if isinstance(value, str) else value


def _rows(analysis: Analysis) -> Iterator[Row]:
    citations = Citations(analysis)
    yield from _reports(analysis, citations)
    yield from _stemma(analysis)
    yield from findings(analysis)
    for one in analysis.findings.said:
        row: Row = {"table": "source", "id": one.claim, "report": one.report, "speaker": one.speaker, "via": one.via}
        yield row | {"named": one.named, "hand": one.hand}
    for passage in analysis.collation.passages:
        standing = words.STATES[passage.state]
        row = {"table": "passage", "standing": standing, "similarity": round(passage.similarity, 4)}
        yield row | place(passage.a, citations) | other(passage.b, citations)
    for said in analysis.findings.utterances:
        for n, version in enumerate(said.versions):
            standing = ", ".join(words.DRIFT[label] for label in (said.drift[n] if said.drift else ()))
            row = {"table": "utterance", "id": said.id, "speaker": said.speaker, "standing": standing}
            row |= {"value": citations.reports[version.report].quote(version)} | place(version, citations)
            against = (
                {"other_value": citations.reports[said.base.report].quote(said.base), **other(said.base, citations)} if said.base else {}
            )
            yield row | against
    for n, line in enumerate(analysis.summary.lines, 1):
        for span in line.cites:
            row = {"table": "line", "id": str(n), "kind": line.section, "value": line.text, "lang": analysis.summary.lang}
            yield row | place(span, citations)


def _reports(analysis: Analysis, citations: Citations) -> Iterator[Row]:
    """Reports with the number of their account at the high end of the range, then primary sources."""
    account = {id: n for n, members in enumerate(analysis.stemma.accounts.members, 1) for id in members}
    primary = {source.report.id for source in analysis.primary.sources} if analysis.primary else set()
    for siglum, report in (*citations.legend(), *citations.primary_legend()):
        yield {
            "table": words.PRIMARY if report.id in primary else "report",
            "id": siglum,
            "report": report.id,
            "path": report.path,
            "outlet": report.outlet,
            "published": report.published.iso() if report.published else None,
            "headline": report.quote(report.headline) if report.headline else None,
            "url": report.url,
            "lang": report.lang,
            "account": account.get(report.id),
            "lost": False,
        }
    for lost in analysis.stemma.lost:
        yield {"table": words.LOST, "id": lost.siglum, "outlet": lost.name, "lost": True}


def _stemma(analysis: Analysis) -> Iterator[Row]:
    """Who takes from whom, by sigla and where there is one by report; then how every two reports stand to each other."""
    ids = analysis.stemma.witnesses
    for edge in analysis.stemma.edges:
        yield {
            "table": "edge",
            "kind": edge.kind,
            "standing": words.strength(edge.p),
            "child": edge.child,
            "parent": edge.parent,
            "report": ids.get(edge.child),
            "other_report": ids.get(edge.parent),
            "p": round(edge.p, 4),
            "bits": edge.bits,
        }
    for pair in analysis.stemma.pairs:
        p, bits = round(pair.p, 4), total_bits(pair.because)
        yield {"table": "pair", "kind": pair.relation, "report": pair.a, "other_report": pair.b, "p": p, "bits": bits}
