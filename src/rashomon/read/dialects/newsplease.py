"""Articles of news-please, and of collections made with it: `maintext` is the report; when it was fetched is no date of publication."""

from __future__ import annotations

import re

from .._fields import as_text, sort_out
from . import Dialect, Record, dialects

WITH_SPACE = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d.*)")
OWN = frozenset({"maintext", "date_publish", "source_domain"})


def looks(record: Record) -> bool:
    """Whether the fields are those of an article."""
    return "maintext" in record or {"date_publish", "source_domain"} <= record.keys()


def document(record: Record) -> tuple[str, dict[str, str], dict[str, object]]:
    """The article; its domain stands for the outlet."""
    fields, extra = sort_out({key: value for key, value in record.items() if key not in OWN})
    published = as_text(record.get("date_publish"))
    date = WITH_SPACE.fullmatch(published)
    own = {
        "date": f"{date[1]}T{date[2]}" if date else published,
        "outlet": as_text(record.get("source_domain")),
    }
    text = record.get("maintext") or record.get("text")
    return text if isinstance(text, str) else "", {**fields, **{key: value for key, value in own.items() if value}}, extra


dialects.add("newsplease", Dialect(looks, document))
