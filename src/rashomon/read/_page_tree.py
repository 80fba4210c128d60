"""How a page becomes a tree, and a tree lines of text: decoded as a browser would, bounded, in linear time.

libxml2 drops, without an error, what lies deeper than `PARSER_DEPTH`; the layout of what nests deeper
than `read.html_nesting` is not looked at: extractors give empty text and no error from 255 nested
elements on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from typing import Any

from ._decode import decode, old_page, whole_characters

HtmlElement = Any  # lxml has no types
CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*(?:["']\s*)?([\w:.-]{1,40})""", re.IGNORECASE)
PARSER_DEPTH = 2048
TOO_DEEP = f"nests {PARSER_DEPTH:,} elements deep or more, where every parser gives up"
ATTRIBUTES = 200  # of an element; one with more loses them all: searching them is quadratic, and nothing of ours has them
INLINE = frozenset("a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s samp small span strike strong"
                   " sub sup time tt u var wbr".split())  # fmt: skip
SILENT = frozenset("nav footer aside form button select label figcaption head title".split())  # furniture, where layout cannot be judged
PROSE_CELL = "boolean(.//td[not(.//table)][count(.//br) > 3][string-length(normalize-space()) > 480])"  # lines of text: no datum
LEAF_WITH_LINKS = "boolean(.//a) and not(.//table)"
MENU = 0.9  # share of a cell's letters in links from which it is a menu
CELLS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})


def decode_page(content: bytes) -> tuple[str, str] | None:
    """The text of a page and the name of its encoding; None for what is no text."""
    found = decode(content)
    if found is None or found[1].startswith("utf"):
        return found
    declared = CHARSET.search(content, 0, 4096)
    name = old_page(declared[1].decode("ascii", "replace")) if declared else None
    return (content.decode(name, "replace"), name) if name else found


def parse_page(page: str) -> HtmlElement | None:
    """The tree of a page; None where nothing in it is an element."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    content = whole_characters(page).encode().replace(b"\0", b"")  # the parser takes bytes in half the time
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
    try:
        tree = document_fromstring(content, parser=parser)
    except (LxmlError, ValueError):
        return None
    for element in path(f"/descendant::*[count(@*) > {ATTRIBUTES}]")(tree):
        element.attrib.clear()
    return tree


@cache
def path(expression: str) -> Callable[[HtmlElement], Any]:
    """A compiled XPath; results are plain strings and elements."""
    from lxml.etree import XPath

    compiled: Callable[[HtmlElement], Any] = XPath(expression, smart_strings=False)
    return compiled


def depth(tree: HtmlElement, most: int) -> int:
    """The number of elements nested in each other, where that is more than `most`, else 0."""
    from lxml.etree import iterwalk

    if not path("boolean(" + "/*" * (most + 1) + ")")(tree):
        return 0
    now = deepest = 0  # counted by walking: recursion would end where it matters
    for event, _ in iterwalk(tree, events=("start", "end")):
        now += 1 if event == "start" else -1
        deepest = max(deepest, now)
    return deepest


def flatten(tree: HtmlElement, silent: frozenset[str] = SILENT) -> str:
    """All text below, a line a block, without that of `silent` elements."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    within = 0
    for event, element in iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        if element.tag in silent:
            within += 1 if starts else -1
        if element.tag not in INLINE:
            parts.append("\n")
        text = element.text if starts else element.tail if element is not tree else None
        if text and not within:
            parts.append(re.sub(r"\s+", " ", text))
    return "\n".join(line.strip() for line in "".join(parts).split("\n") if line.strip())


def unfold_tables(tree: HtmlElement) -> None:
    """Turn tables that lay out a page into plain blocks: extractors leave tables out, and old pages put the article into one.

    Cells that are menus are emptied: without the table nothing tells them from the article.
    """
    for table in list(tree.iter("table")):
        if table.tag == "table" and _lays_out(table):
            for element in [table, *table.iterdescendants(*CELLS)]:
                if element.tag == "td" and path(LEAF_WITH_LINKS)(element) and _is_menu(element):
                    element.clear(keep_tail=True)
                element.tag = "div"


def unfold_lists(blocks: Iterable[HtmlElement]) -> None:
    """Turn lists that some of these blocks stand in into plain paragraphs: the bulk extractor takes every list for a menu."""
    items = {item for block in blocks for item in [block, *islice(block.iterancestors(), 2)] if item.tag == "li"}
    for list_ in {item.getparent() for item in items} - {None}:
        list_.tag = "div"
        for item in list_.iterchildren("li"):
            item.tag = "div" if len(item) and path("boolean(.//p)")(item) else "p"


def _is_menu(cell: HtmlElement) -> bool:
    """Whether nearly all that a cell says is links."""
    letters = [sum(map(str.isalpha, "".join(path(texts)(cell)))) for texts in (".//text()", ".//a//text()")]
    return letters[1] > 0 and letters[1] >= MENU * letters[0]


def _lays_out(table: HtmlElement) -> bool:
    if table.get("role") in ("presentation", "none") or path(PROSE_CELL)(table):
        return True
    return bool(path("boolean(.//td//p | .//td//br | .//td//table | .//td//div)")(table)) and bool(
        path("boolean(.//td//text()[string-length(normalize-space()) > 120])")(table)
    )
