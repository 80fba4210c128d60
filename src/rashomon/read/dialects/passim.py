"""Passages of passim and its kin: the series is the outlet; places on the page, clusters and references are kept beside."""

from __future__ import annotations

from .._fields import NAMES, as_text, sort_out
from . import Dialect, Record, dialects


def looks(record: Record) -> bool:
    """Whether a text has a series and no outlet in our words."""
    return (
        isinstance(record.get("text"), str)
        and isinstance(record.get("series"), str)
        and not any(record.get(name) for name in NAMES["outlet"])
    )


def document(record: Record) -> tuple[str, dict[str, str], dict[str, object]]:
    """The text of a passage, or of a page."""
    fields, extra = sort_out(record)
    return (
        str(record["text"]),
        {**fields, "outlet": as_text(record["series"])},
        {key: value for key, value in extra.items() if key != "series"},
    )


dialects.add("passim", Dialect(looks, document))
