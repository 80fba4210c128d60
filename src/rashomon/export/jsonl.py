"""Decides how an analysis is written one item a line, for `grep`, `jq -c` and loading into tables."""

from __future__ import annotations

from collections.abc import Iterator

from ..types import Analysis
from . import writes
from ._points import Object, encode
from ._shape import analysis_object

LISTS = {
    "reports": "report",
    "notes": "notes",
    "passages": "passage",
    "claims": "claim",
    "said": "said",
    "discrepancies": "discrepancy",
    "utterances": "utterance",
    "summary": "line",
    "named": "named",
}


@writes("jsonl", "application/jsonl", ".jsonl", "Everything found, a line each, for pipelines")
def to_jsonl(analysis: Analysis) -> str:
    """A line for what holds for the whole event, then one for every item; `type` says which it is."""
    return "".join(encode(item) + "\n" for item in _items(analysis_object(analysis)))


def _items(whole: Object) -> Iterator[Object]:
    head = ("version", "config_hash", "machine_made", "event", "accounts", "sources")
    yield {"type": "analysis", **{key: whole[key] for key in head}}
    for key, name in LISTS.items():
        yield from ({"type": name, **item} for item in whole[key])
    stemma = whole["stemma"]
    yield from ({"type": "witness", "siglum": siglum, "report": id} for siglum, id in stemma["witnesses"].items())
    for key, name in (("lost", "lost"), ("edges", "edge"), ("pairs", "pair")):
        yield from ({"type": name, **item} for item in stemma[key])
    yield from ({"type": "only_in", "report": id, "spans": spans} for id, spans in whole["only_in"].items())
    yield from ({"type": "not_in", "report": id, "claims": claims} for id, claims in whole["not_in"].items())
    beside = whole.get("primary", {})
    for key, name in (("sources", "primary"), ("quotations", "quotation"), ("claims", "stated"), ("discrepancies", "against primary")):
        yield from ({"type": name, **item} for item in beside.get(key, ()))
