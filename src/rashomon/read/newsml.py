"""Wire items (NewsML-G2, NITF): every news item with text is a document; one that was withdrawn is none.

A message holds many items. What an item says of itself stands in `itemMeta` (version, status), `contentMeta` (headline, byline,
dates, language) and `contentSet` (the text: inline XHTML, NITF or data; one that lies elsewhere is not fetched).
"""

from __future__ import annotations

from collections.abc import Iterator

from ..config import ReadConfig
from ..types import Raw, Skipped
from . import Piece, Reader, readers, skipped, whole
from ._article import fragment_text
from ._decode import whole_characters
from ._streams import Source
from ._xml import Element, elements_of, first, markup, name_of, named, root_name, words

ROOTS = frozenset({"newsItem", "newsMessage", "packageItem", "nitf", "NewsML"})
WITHDRAWN = ("canceled", "cancelled", "withheld")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def looks_like_wire(head: bytes) -> bool:
    """Whether an item or a message begins here."""
    return root_name(head) in ROOTS


def split_wire(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The message, whole."""
    return whole(source, config.feed_bytes, "bytes of a message that read.feed_bytes allows")


def read_wire(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """Every news item as a document."""
    root, _ = elements_of(piece.content, piece.file)
    if name_of(root) == "nitf":
        yield _nitf(root, piece.origin, piece)
        return
    items = [root] if name_of(root) == "newsItem" else [item for item in root.iter() if name_of(item) == "newsItem"]
    many = len(items) > 1
    for number, item in enumerate(items, 1):
        if number > config.feed_entries:
            yield skipped("E-MANY", piece.file, f"more than the {config.feed_entries:,} items of read.feed_entries; the rest is not read")
            return
        yield _item(item, f"{piece.origin}#{number}" if many else piece.origin, piece, number if many else None)


def _item(item: Element, origin: str, piece: Piece, number: int | None) -> Raw | Skipped:
    about, meta = next(named(item, "itemMeta"), item), next(named(item, "contentMeta"), item)
    status = _code(next(named(about, "pubStatus"), None))
    if status in WITHDRAWN:
        return skipped("E-WITHDRAWN", piece.file, f"the item is {status}; its sender withdrew it", number)
    text, inside = _content(item)
    if not text.strip():
        return skipped("E-EMPTY", piece.file, f"the item holds no text{_remote(item)}", number)
    fields = {
        **inside,
        "title": first(meta, "headline") or first(about, "title") or inside.get("title", ""),
        "date": first(about, "firstCreated") or first(meta, "contentCreated") or first(about, "versionCreated") or inside.get("date", ""),
        "byline": first(meta, "by") or ", ".join(_names(meta, "creator")) or inside.get("byline", ""),
        "outlet": next(iter(_names(about, "provider")), ""),
        "credit": "\n".join(
            [*([line] if (line := first(meta, "creditline")) else []), *(f"infoSources: {name}" for name in _names(meta, "infoSource"))]
        ),
        "lang": next((tag for child in named(meta, "language") if (tag := child.get("tag", ""))), "") or str(item.get(XML_LANG) or ""),
        "url": next((link.get("href", "") for link in named(about, "link") if "canonical" in link.get("rel", "")), ""),
    }
    extra: dict[str, object] = {
        "guid": item.get("guid") or "",
        "version": item.get("version") or "",
        "pubstatus": status,
        "located": first(meta, "dateline") or ", ".join(_names(meta, "located")),
        "usageterms": " ".join(first(rights, "usageTerms") for rights in named(item, "rightsInfo")).strip(),
        "version_created": first(about, "versionCreated"),
    }
    return _raw(origin, text, fields, extra)


def _code(element: Element | None) -> str:
    """The last part of a code such as `stat:usable`."""
    stated = "" if element is None else element.get("qcode") or element.get("uri") or words(element)
    return str(stated).rpartition(":")[2].rpartition("/")[2].strip().lower()


def _names(element: Element, *names: str) -> list[str]:
    """Who or what the children of a name stand for, in words where these are given, else as a code."""
    found = (
        first(child, "name") or child.get("literal") or child.get("qcode") or child.get("uri") or "" for child in named(element, *names)
    )
    return [name for name in dict.fromkeys(found) if name]


def _content(item: Element) -> tuple[str, dict[str, str]]:
    """The longest text of an item, and what its NITF says beside it."""
    found: list[tuple[str, dict[str, str]]] = []
    for content in (child for part in named(item, "contentSet") for child in named(part, "inlineXML", "inlineData")):
        nitf = next((child for child in content.iter() if name_of(child) == "nitf"), None)
        if nitf is not None:
            found.append(_nitf_parts(nitf))
        elif len(content):
            body = next((child for child in content.iter() if name_of(child) == "body"), content)
            found.append((fragment_text(markup(body)), {}))
        else:
            text = content.text or ""
            found.append((fragment_text(text) if "html" in content.get("contenttype", "") else text.strip(), {}))
    return max(found, key=lambda one: len(one[0]), default=("", {}))


def _remote(item: Element) -> str:
    there = sum(1 for part in named(item, "contentSet") for _ in named(part, "remoteContent"))
    return f"; {there} parts of it lie elsewhere" if there else ""


def _nitf_parts(nitf: Element) -> tuple[str, dict[str, str]]:
    """Text and fields of NITF."""
    body = next((child for child in nitf.iter() if name_of(child) == "body"), nitf)
    head = next(named(body, "body.head"), None)
    content = list(named(body, "body.content"))
    fields: dict[str, str] = {}
    if head is not None:
        lines = next(named(head, "hedline"), head)
        fields = {"title": first(lines, "hl1"), "byline": first(head, "byline"), "credit": first(head, "distributor")}
    issued = next((child.get("norm", "") for child in nitf.iter() if name_of(child) in ("date.issue", "story.date")), "")
    return "\n".join(fragment_text(markup(part)) for part in content), {**fields, "date": issued}


def _nitf(root: Element, origin: str, piece: Piece) -> Raw | Skipped:
    text, fields = _nitf_parts(root)
    if not text.strip():
        return skipped("E-EMPTY", piece.file, "the item holds no text")
    return _raw(origin, text, {**fields, "lang": str(root.get(XML_LANG) or "")}, {})


def _raw(origin: str, text: str, fields: dict[str, str], extra: dict[str, object]) -> Raw:
    known = {key: whole_characters(value) for key, value in sorted(fields.items()) if value}
    return Raw(origin, "newsml", whole_characters(text), fields=known, extra={key: value for key, value in extra.items() if value})


readers.add("newsml", Reader((".newsml", ".nitf"), looks_like_wire, split_wire, read_wire))
