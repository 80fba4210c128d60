"""Decides which addresses a feed or a list of feeds names; nothing else is taken from it, and no entity in it is expanded.

Readers make reports of a feed's entries. Here it is asked for the pages it links, where those are to be fetched in place of entries.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from ..config import FetchConfig
from ..errors import FetchFailed
from .targets import is_address

if TYPE_CHECKING:
    from lxml.etree import _Element

HEAD = 4096  # bytes in which a feed shows what it is
MARKED = re.compile(rb"<(?:\w+:)?(rss|RDF|feed|opml)\b")
JSON_FEED = re.compile(rb'"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that a feed links."""

    followed: tuple[str, ...]  # each once, in its order
    beyond: FetchFailed | None = None  # says how many there are beyond those


def pages_of(content: bytes, address: str, config: FetchConfig) -> Pages | None:
    """The pages that a feed links, as many as may be followed; None where the content is no feed. `address` is where it came from."""
    if JSON_FEED.search(content[:HEAD]):
        found: Iterable[str] = _of_json(content)
    elif _root(content) in {"rss", "RDF", "feed"}:
        found = _of_xml(content)
    else:
        return None
    pages = tuple(dict.fromkeys(full for link in found if (full := _joined(address, link))))
    if len(pages) <= config.links:
        return Pages(pages)
    why = f"links {len(pages):,} pages; those beyond the {config.links:,} of fetch.links are not fetched"
    return Pages(pages[: config.links], FetchFailed("E-MANY", address, why))


def feeds_of(content: bytes) -> list[str] | None:
    """The feeds that an OPML file lists, each once, in its order; None where the content is none."""
    if _root(content) != "opml":
        return None
    links = (element.get("xmlUrl", "").strip() for element in _elements(content) if _name(element) == "outline")
    return list(dict.fromkeys(link for link in links if link))


def _root(content: bytes) -> str:
    found = MARKED.search(content[:HEAD])
    return found[1].decode() if found else ""


def _elements(content: bytes) -> Iterator[_Element]:
    """Every element, in document order; none where the XML cannot be parsed at all."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is not None:
        yield from root.iter("{*}*")


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _of_xml(content: bytes) -> Iterator[str]:
    for element in _elements(content):
        if _name(element) not in {"item", "entry"}:
            continue
        links = [child for child in element if isinstance(child.tag, str) and _name(child) == "link"]
        plain = [child.get("href") or child.text or "" for child in links if child.get("rel", "alternate") == "alternate"]
        known = [child.text or "" for child in element if isinstance(child.tag, str) and _name(child) == "guid"]
        ids = [link for link in known if is_address(link.strip())]  # many feeds name the page here alone
        yield from ([link.strip() for link in plain if link.strip()] or ids)[:1]


def _of_json(content: bytes) -> Iterator[str]:
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError):
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(link := item.get("url"), str):
            yield link


def _joined(address: str, link: str) -> str:
    """The full address that a link means; "" where it means no page of the web."""
    try:
        full = urljoin(address, link.strip()).partition("#")[0]
    except ValueError:
        return ""
    return full if is_address(full) else ""
