"""Web pages: which part of a page is the article, and what the page says about it.

trafilatura chooses the text and htmldate the date; neither may touch the network or the clock. Three
things are done before: the bytes are decoded as a browser would, elements that a reader of the page
never saw are taken out, and the depth is measured, because trafilatura gives empty text and no error
from 255 nested elements on. Dates come from the page's own statements only (no extensive
search): a wrong publication date resolves every "Tuesday" of a report wrongly.
"""

from __future__ import annotations

import codecs
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

from .. import press
from ..config import ReadConfig
from ..errors import InputError
from ..text.addresses import host
from ..types import Raw, Skipped
from . import Piece, Reader, readers, whole
from ._decode import decode, whole_characters
from ._fields import as_text, sort_out, stated
from ._streams import Source

HtmlElement = Any  # lxml has no types
LOOKS = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
OLD_PAGE = re.compile(r"(?:windows-|cp|iso-?8859|latin|koi8|gb|big5|shift|sjis|euc|tis|ks_c|mac)[\w:.-]*")  # no rot13, no zlib
DECLARATION = re.compile(r"(?<!\s)\s*<\?xml[^>]{0,200}>")
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![\d.])", re.IGNORECASE)
FRAME = frozenset({"html", "body", "main", "article"})  # pages hide these until a script runs
SILENT = frozenset({"script", "style", "template", "noscript", "head", "iframe", "svg", "form", "nav", "footer", "aside"})
BLOCKS = frozenset({"p", "div", "section", "article", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "blockquote", "figcaption"})
PARSER_DEPTH = 2048  # libxml2 drops, without an error, what lies deeper
TO_DAY = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2099-12-31"}  # max: else the clock's
PUBLISHED = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//time[@itemprop='datePublished']/@datetime",
)

for name in ("trafilatura", "htmldate", "charset_normalizer"):  # what they have to say, the ledger says
    logging.getLogger(name).addHandler(logging.NullHandler())


def looks_like_page(head: bytes) -> bool:
    """Whether a page begins here."""
    return LOOKS.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def split_page(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The page, whole."""
    return whole(source, config.html_bytes, "bytes of a page that read.html_bytes allows")


def read_page(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The article of a page, as one document."""
    decoded = _decode_page(piece.content)
    if decoded is None:
        raise InputError("E-BINARY", piece.file, "the bytes are no text")
    page, encoding = decoded
    tree = _parse(page)
    if tree is None:
        raise InputError("E-NO-ARTICLE", piece.file, "the page holds no elements")
    linked = _linked(tree)
    _drop_unseen(tree)
    depth = _depth(tree)
    if depth >= PARSER_DEPTH:
        raise InputError("E-NESTING", piece.file, f"nests {PARSER_DEPTH:,} elements deep or more, where every parser gives up")
    text, fields = (_flatten(tree), {}) if depth > config.html_nesting else _article(tree)
    if not text.strip():
        raise InputError("E-NO-ARTICLE", piece.file, "no article text was found on the page")
    given, extra = sort_out(piece.fields)
    fields = {key: value for key, value in {**fields, **_credit(tree, linked, fields)}.items() if value}
    fields["date"] = _to_the_minute(fields.get("date", ""), tree, linked)
    if depth > config.html_nesting:
        extra = {**extra, "flattened": f"E-NESTING: {depth} elements deep"}
    fields = {key: whole_characters(value) for key, value in sorted({**fields, **given}.items()) if value}
    yield Raw(piece.origin, "html", whole_characters(text), encoding, fields, extra)


def _decode_page(content: bytes) -> tuple[str, str] | None:
    found = decode(content)
    if found is None or found[1].startswith("utf"):
        return found
    declared = CHARSET.search(content, 0, 4096)
    name = declared[1].decode("ascii").lower() if declared else ""
    if OLD_PAGE.fullmatch(name):
        try:
            name = codecs.lookup("cp1252" if name in ("iso-8859-1", "latin1", "latin-1") else name).name
            return content.decode(name, "replace"), name
        except LookupError:
            pass
    return found


def _parse(page: str) -> HtmlElement | None:
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    page = DECLARATION.sub("", page.replace("\0", ""), count=1)
    try:
        return document_fromstring(page, parser=HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False))
    except (LxmlError, ValueError):
        return None


def _depth(tree: HtmlElement) -> int:
    """The number of elements nested in each other, by walking: recursion would end where it matters."""
    from lxml.etree import iterwalk

    depth = deepest = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _drop_unseen(tree: HtmlElement) -> None:
    """Take out what the page itself hides."""
    for element in list(tree.iter("*")):
        hidden = "hidden" in element.attrib or UNSEEN.search(element.get("style", "")) or element.tag == "template"
        if hidden and element.tag not in FRAME and element.getparent() is not None:
            element.drop_tree()


def _flatten(tree: HtmlElement) -> str:
    """All visible text, a line a block, where the layout is too deep to be understood."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    silent = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        silent += (element.tag in SILENT) * (1 if starts else -1)
        if element.tag in BLOCKS:
            parts.append("\n")
        text = element.text if starts else element.tail
        if text and not silent:
            parts.append(re.sub(r"\s+", " ", text))
    return "\n".join(line for line in ("".join(parts)).split("\n") if line.strip())


def _article(tree: HtmlElement) -> tuple[str, dict[str, str]]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        tree, fast=True, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dict(TO_DAY)
    )
    if found is None:
        return "", {}
    names = {"title": "title", "byline": "author", "outlet": "sitename", "url": "url", "date": "date", "lang": "language"}
    return found.text or "", {ours: as_text(getattr(found, theirs)) for ours, theirs in names.items()}


def _linked(tree: HtmlElement) -> list[dict[str, object]]:
    """The objects of the page's JSON-LD, outermost first; broken blocks say nothing."""
    objects: list[dict[str, object]] = []
    for block in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(block, strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, dict):
                objects.append(value)
                waiting += [value[key] for key in ("@graph", "mainEntity") if key in value]
            elif isinstance(value, list):
                waiting += value
    return [value for value in objects if "Article" in str(value.get("@type", ""))]


def _credit(tree: HtmlElement, linked: list[dict[str, object]], fields: dict[str, str]) -> dict[str, str]:
    """Whom the page itself credits with the text, where that is not the outlet; a line each."""
    credits = [as_text(article.get(key)) for article in linked for key in ("creditText", "sourceOrganization")]
    named = next((credit for credit in credits if credit and credit != fields.get("outlet")), "")
    said: dict[str, object] = {name: tree.xpath(f"//meta[@name='{name}']/@content") for name in press.TEXT_FIELDS}
    based = [article.get("isBasedOn") for article in linked]
    said["isBasedOn"] = [one for value in based if value for one in (value if isinstance(value, list) else [value])]
    own = str(next(iter(tree.xpath("//meta[@property='og:url']/@content")), ""))
    canonical = str(next(iter(tree.xpath("//link[@rel='canonical']/@href")), ""))
    if host(own) and host(canonical) not in ("", host(own)):
        said[press.CANONICAL] = canonical
    return {"credit": "\n".join(line for line in (named, stated(said)) if line)}


def _to_the_minute(day: str, tree: HtmlElement, linked: list[dict[str, object]]) -> str:
    """The day htmldate found, with its time of day where the page states one for the same day."""
    stated = [str(value) for path in PUBLISHED for value in tree.xpath(path)]
    stated += [as_text(article.get("datePublished")) for article in linked]
    return next((value for value in stated if day and value.startswith(day + "T")), day)


readers.add("html", Reader((".html", ".htm", ".xhtml"), looks_like_page, split_page, read_page))
