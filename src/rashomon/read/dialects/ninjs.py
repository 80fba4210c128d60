"""News objects of ninjs 1, 2 and 3: the plain body, else the longest, is the report; pictures that go with it are no documents.

The versions differ in capitals (`versioncreated`, `versionCreated`) and in lists (`headline`, `headlines`); both are read.
"""

from __future__ import annotations

from collections.abc import Mapping

from ...errors import InputError
from .._article import fragment_text
from .._fields import LANGUAGE, as_text, stated, whose
from . import Dialect, Record, dialects

BODIES = ("body_text", "body_html", "body_xhtml", "bodies")
SIGNS = frozenset({"pubstatus", "versioncreated", "representationtype"})
WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
TEXTS = frozenset({"text", "composite", ""})
NAMED = {"title": ("headline", "headlines", "title"), "byline": ("byline", "by", "bylines"), "url": ("uri",), "lang": ("language",)}
USED = frozenset({"associations", "renditions", *BODIES, *(name for names in NAMED.values() for name in names)})


def looks(record: Record) -> bool:
    """Whether a record without a `text` of ours has a body, or the fields of a news object."""
    names = {key.lower() for key in record}
    return not isinstance(record.get("text"), str) and (any(name in names for name in BODIES) or ("uri" in names and bool(names & SIGNS)))


def document(record: Record) -> tuple[str, dict[str, str], dict[str, object]]:
    """The plain body, else the longest, and what the object says of itself."""
    said = {key.lower(): value for key, value in record.items()}
    status = as_text(said.get("pubstatus")).lower()
    if status in WITHDRAWN:
        raise InputError("E-WITHDRAWN", "", f"the item is {status}; its sender withdrew it")
    kind = as_text(said.get("type")).lower()
    if kind not in TEXTS:
        raise InputError("E-PASSED-OVER", "", f"the item is a {kind[:40]}, not a text")
    fields = {ours: next((text for name in names if (text := _first(said.get(name)))), "") for ours, names in NAMED.items()}
    fields["lang"] = fields["lang"] if LANGUAGE.match(fields["lang"]) else ""
    fields["date"] = next((text for name in ("firstcreated", "contentcreated", "versioncreated") if (text := as_text(said.get(name)))), "")
    outlet, fields["credit"] = _sources(said)
    fields["outlet"] = outlet
    extra = {key: value for key, value in record.items() if key.lower() not in USED}
    return _text(said), {key: value for key, value in fields.items() if value}, extra


def _first(value: object) -> str:
    """A value, or the first of a list; of an object its `value`."""
    if isinstance(value, list):
        return next((text for item in value if (text := _first(item))), "")
    return as_text(value.get("value") or value) if isinstance(value, Mapping) else as_text(value)


def _text(said: Record) -> str:
    texts = [_plain(said.get("body_text"), "text/plain")]
    texts += [_plain(said.get(name), "text/html") for name in ("body_html", "body_xhtml")]
    bodies = said.get("bodies")
    for body in bodies if isinstance(bodies, list) else []:
        if isinstance(body, Mapping):
            lower = {str(key).lower(): value for key, value in body.items()}
            texts.append(_plain(lower.get("value"), as_text(lower.get("contenttype"))))
    return texts[0] if texts[0].strip() else max(texts, key=len)


def _plain(value: object, mime: str) -> str:
    text = value if isinstance(value, str) else ""
    return fragment_text(text) if "html" in mime.lower() or "xml" in mime.lower() else text


def _sources(said: Record) -> tuple[str, str]:
    """Who published an item, and the lines that say where its text comes from."""
    infos = said.get("infosources")
    listed = [info for info in infos if isinstance(info, Mapping)] if isinstance(infos, list) else []
    outlets = [whose(info) for info in listed if as_text(info.get("role")) in ("outlet", "publisher")]
    outlet = as_text(said.get("provider")) or next((name for name in outlets if name), "") or as_text(said.get("source"))
    others = [info for info in listed if whose(info) != outlet]
    source = as_text(said.get("source"))
    lines = [stated({"infosources": others}), source if source != outlet else "", as_text(said.get("creditline"))]
    return outlet, "\n".join(line for line in lines if line)


dialects.add("ninjs", Dialect(looks, document))
