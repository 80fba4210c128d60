"""Feeds (RSS, Atom, RDF, JSON Feed): every entry that has text is a document, under the address and date it states.

What it decides
    Which of an entry's texts is the report (its full content, else its summary, which is flagged), whose it is, and when
    it was published, as precisely as the feed says.

Observations that forced the design
    Feeds are broken in many ways: undeclared entities, wrong encodings, markup that does not close. Where mending the
    markup leaves fewer entries than it shows, feedparser tries; its worst cases (authors, comments) are quadratic, which
    the deadline of the process bounds. Entities of their own are refused before any parser sees them.

Tried and dropped
    fastfeedparser as the first parser: it gives a day as midnight, leaves out `<source>`, and hands a summary on as content;
    all three are evidence here. It stays as a peer in the tests.

What an error costs
    A summary taken for the whole report "does not mention" what the report says; a day read as midnight orders reports wrongly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from .. import press
from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece, Reader, readers, skipped, whole
from ._article import fragment_text
from ._decode import decode, whole_characters
from ._fields import as_text, mail_date, parse
from ._streams import Source
from ._xml import Element, deeper_than, elements_of, first, markup, name_of, named, root_name, space_of, words

JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
MARKUP = re.compile(r"<[A-Za-z/!]|&[A-Za-z#]")
ENTRY = re.compile(rb"<(?:[\w-]{1,20}:)?(?:item|entry)[\s>]")
MAILBOX = re.compile(r"[^\s()<>]{1,100}@[^\s()<>]{1,100}\s*\(([^()]{1,200})\)")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FULL = ("encoded", "body", "fulltext")
SHORT = ("description", "summary")
MENDED = 4 << 20  # bytes of broken markup that feedparser is asked about: some takes it time that grows with the square
WHOSE = press.TEXT_FIELDS[1]  # what `<source>` of an entry says: whose text it is
NESTED = 100  # elements in each other, likewise
DATES = ("published", "pubDate", "issued", "date", "created", "updated", "modified")


@dataclass(slots=True)
class Entry:
    """One entry, as its feed has it."""

    text: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    extra: dict[str, object] = field(default_factory=dict)


def looks_like_feed(head: bytes) -> bool:
    """Whether a feed begins here."""
    name = root_name(head)
    return (
        name in ("rss", "feed")
        or (name == "RDF" and b"rss" in head.lower())
        or (head.lstrip()[:1] == b"{" and JSON_FEED.search(head) is not None)
    )


def split_feed(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The feed, whole: its entries need what stands around them."""
    return whole(source, config.feed_bytes, "bytes of a feed that read.feed_bytes allows")


def read_feed(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """Every entry as a document of its own, known by its link, else by what its feed calls it: entries move down as others come."""
    origins: set[str] = set()
    for number, entry in enumerate(entries(piece.content, piece.file, as_text(piece.fields.get("url"))), 1):
        if number > config.feed_entries:
            yield skipped("E-MANY", piece.file, f"more than the {config.feed_entries:,} entries of read.feed_entries; the rest is not read")
            return
        if entry.text.strip():
            known = {key: whole_characters(value) for key, value in sorted(entry.fields.items()) if value}
            origin = f"{piece.origin}#{known.get('url') or whole_characters(as_text(entry.extra.get('guid'))) or number}"
            origin = f"{origin}#{number}" if origin in origins else origin
            origins.add(origin)
            yield Raw(origin, "feed", whole_characters(entry.text), fields=known, extra=entry.extra)
        else:
            title = f" ({entry.fields['title'][:80]!r})" if entry.fields.get("title") else ""
            yield skipped("E-EMPTY", piece.file, f"the entry{title} holds no text", number)


def entries(content: bytes, file: str, address: str = "") -> Iterator[Entry]:
    """The entries of a feed; `address` is where it was found."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _json_entries(content, file, address)
        return
    root, mended = elements_of(content, file)
    found = [child for child in root.iter() if name_of(child) in ("item", "entry")]
    about = next((child for child in named(root, "channel")), root)
    own = {"outlet": _line(first(about, "title")), "lang": _lang(root, about)}
    base = _link(about) or address
    if not mended:
        yield from (_entry(element, own, base) for element in found)
        return
    ours = [_entry(element, own, base) for element in found]
    if _texts(ours) < len(ENTRY.findall(content)) and len(content) <= MENDED and not deeper_than(root, NESTED):
        theirs = _by_feedparser(content)
        if len(theirs) == len(ours):
            ours = [one if one.text.strip() else other for one, other in zip(ours, theirs, strict=True)]
        elif _texts(theirs) > _texts(ours):
            ours = theirs
    yield from ours


def _texts(found: list[Entry]) -> int:
    return sum(1 for entry in found if entry.text.strip())


def _lang(root: Element, about: Element) -> str:
    return str(root.get(XML_LANG) or first(about, "language")).strip()


def _entry(element: Element, own: dict[str, str], base: str) -> Entry:
    text, full = _text(element)
    link = _link(element)
    link = urljoin(base, link) if link and base else link
    entry = Entry(text)
    source = next(named(element, "source"), None)
    credit = "" if source is None else (first(source, "title") or ("" if len(source) else words(source)))
    entry.fields = {
        **own,
        "title": _line(_value(next(named(element, "title"), None))),
        "date": mail_date(first(element, *DATES)),
        "byline": _byline(element),
        "url": link,
        "credit": f"{WHOSE}: {credit}" if credit else "",
        "lang": str(element.get(XML_LANG) or own["lang"]),
    }
    guid = first(element, "guid", "id")
    labels = [label for child in named(element, "category") if (label := words(child) or child.get("term", ""))]
    entry.extra = {"guid": guid} if guid else {}
    entry.extra |= {"categories": labels} if labels else {}
    entry.extra |= {} if full else {"summary_only": True}
    return entry


def _text(element: Element) -> tuple[str, bool]:
    """The fullest text of an entry, and whether that is its content."""
    full = [_value(child) for child in named(element, *FULL)]
    full += [_value(child) for child in named(element, "content") if "search.yahoo.com" not in space_of(child) and not child.get("src")]
    text = max(full, key=len, default="")
    return (text, True) if text.strip() else (max((_value(child) for child in named(element, *SHORT)), key=len, default=""), False)


def _value(element: Element | None) -> str:
    """The text of an element that holds text, escaped markup, or markup."""
    if element is None:
        return ""
    if len(element):
        return fragment_text(markup(element))
    text = element.text or ""
    plain = element.get("type") in ("text", "text/plain")
    return text.strip() if plain or not MARKUP.search(text) else fragment_text(text)


def _line(text: str) -> str:
    return " ".join(text.split())


def _link(element: Element) -> str:
    """The address of an entry or a feed."""
    for child in named(element, "link"):
        if child.get("href") and child.get("rel", "alternate") == "alternate":
            return str(child.get("href")).strip()
        if words(child):
            return words(child)
    guid = next(named(element, "guid"), None)
    permanent = guid is not None and guid.get("isPermaLink", "true") != "false" and words(guid).startswith("http")
    return words(guid) if permanent else ""


def _byline(element: Element) -> str:
    names = [first(child, "name") or words(child) for child in named(element, "author", "creator")]
    return ", ".join(dict.fromkeys(MAILBOX.sub(r"\1", name) for name in names if name))


def _by_feedparser(content: bytes) -> list[Entry]:
    import feedparser  # type: ignore[import-untyped]

    try:
        found: Any = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # noqa: BLE001 - a second try only; what the first gave still stands
        return []
    out = []
    for one in found.entries:
        full = max((as_value(item) for item in one.get("content", [])), key=len, default="")
        text = full or as_value(one.get("summary_detail", {}))
        link = str(one.get("link", ""))
        fields = {
            "title": _line(as_value(one.get("title_detail", {}))),
            "date": mail_date(str(one.get("published") or dict.get(one, "updated") or "")),
            "byline": as_text(one.get("author")),
            "url": link,
            "outlet": as_text(found.feed.get("title")),
            "lang": as_text(found.feed.get("language")),
            "credit": f"{WHOSE}: {credit}" if (credit := as_text(one.get("source", {}).get("title"))) else "",
        }
        extra: dict[str, object] = {} if full else {"summary_only": True}
        out.append(Entry(text, fields, extra))
    return out


def as_value(detail: Mapping[str, object]) -> str:
    """The text of a value as feedparser details it."""
    text = str(detail.get("value") or "")
    return text if detail.get("type") == "text/plain" and not MARKUP.search(text) else fragment_text(text)


def _json_entries(content: bytes, file: str, address: str) -> Iterator[Entry]:
    decoded = decode(content)
    try:
        feed = parse(decoded[0] if decoded else "")
    except (ValueError, json.JSONDecodeError) as error:
        raise InputError("E-JSON", file, f"not JSON: {error}") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(items, list):
        raise InputError("E-JSON", file, "a JSON Feed without a list of items")
    base = as_text(feed.get("home_page_url")) or address
    for item in items:
        if not isinstance(item, dict):
            yield Entry()
            continue
        markup_, plain, short = (str(item.get(name) or "") for name in ("content_html", "content_text", "summary"))
        full = plain or (fragment_text(markup_) if markup_ else "")
        link = as_text(item.get("url") or item.get("external_url"))
        link = urljoin(base, link) if link and base else link
        fields = {
            "title": as_text(item.get("title")),
            "date": as_text(item.get("date_published") or item.get("date_modified")),
            "byline": as_text(item.get("authors") or item.get("author") or feed.get("authors") or feed.get("author")),
            "url": link,
            "outlet": as_text(feed.get("title")),
            "lang": as_text(item.get("language") or feed.get("language")),
        }
        extra: dict[str, object] = {"guid": as_text(item.get("id"))} if item.get("id") else {}
        extra |= {} if full.strip() else {"summary_only": True}
        yield Entry(full if full.strip() else short, fields, extra)


readers.add("feed", Reader((".rss", ".atom"), looks_like_feed, split_feed, read_feed))
