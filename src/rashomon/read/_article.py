"""Which part of a page is the article, or what its dated entries are, and when an extractor is not believed.

What it decides
    The text of the reports that a page holds; whether that text was found as it should be.

How it works
    1. The page is decoded as a browser would, parsed once (`_page_tree`), and asked what it states (`_page_said`).
    2. What no reader of the page saw is taken out (`_page_hidden`).
    3. A live ticker is split into its dated entries (`_page_live`).
    4. trafilatura chooses the article (`precise`), or resiliparse (`bulk`, five times as fast).
    5. What it chose is held against what is plainly article text (`_page_loss`). Where it lost most of that, the
       other extractor is asked, then the page's own statement of its text, then the container with most of
       the running text is taken as it stands: `extra` says so (`fallback`, `flattened`), and so does the ledger.

Known exceptions
    Data tables are left out, tables that lay out a page are not. A page that only lists other pages is read as one
    text of teasers.

Tried and dropped
    trafilatura's metadata (40 of 45 ms a page, most of it htmldate on pages that state their date; `_page_said`
    takes under one), resiliparse's own tree for the bulk tier (faster by a millisecond, and every rule on hidden
    text, tickers and statements twice).

What an error costs
    Furniture taken for a report is a witness that says nothing; an article lost is a silent gap.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece
from ._decode import whole_characters
from ._fields import sort_out
from ._page_hidden import drop_unseen
from ._page_live import Entry, ticker, ticker_title
from ._page_loss import CLUTTERED, KEPT, Run, clutter, kept, long_runs, main_text
from ._page_said import Statements, evidence, fields_of, published, stated_text, statements
from ._page_tree import PARSER_DEPTH, HtmlElement, decode_page, depth, flatten, parse_page, path, unfold_lists, unfold_tables

MISREAD = "E-LAYOUT"
FURNITURE = ("nav", "menu", "footer", "aside", "button")  # what every extractor leaves out; without them all goes faster

for name in ("trafilatura", "htmldate", "charset_normalizer"):  # what they have to say, the ledger says
    logging.getLogger(name).addHandler(logging.NullHandler())


def page_document(
    piece: Piece,
    config: ReadConfig,
    *,
    content: bytes | str | None = None,
    fields: Mapping[str, object] | None = None,
    address: str = "",
    content_type: str = "",
) -> Iterator[Raw | Skipped]:
    """The article of a page as a document, or every entry of a ticker; InputError where there is none.

    `content` and `fields` are those of the piece unless given; `address` is where the page was found
    and `content_type` what the server said of it. What the page says of its own address goes before.
    """
    content = piece.content if content is None else content
    decoded = (content, piece.encoding) if isinstance(content, str) else decode_page(content, content_type)
    if decoded is None:
        raise InputError("E-BINARY", piece.file, "the bytes are no text")
    page, encoding = decoded
    tree = parse_page(page)
    if tree is None:
        raise InputError("E-NO-ARTICLE", piece.file, "the page holds no elements")
    said = statements(tree)
    drop_unseen(tree, FURNITURE)
    found = fields_of(said, tree, address)
    given, extra = sort_out(piece.fields if fields is None else fields)
    extra = {**evidence(said), **extra}
    plain = _too_much(tree, config, piece)
    found["date"] = published(said, tree, found["url"], search=config.extraction == "precise" and not plain)
    runs = [] if plain else long_runs(tree)
    entries = [] if plain else ticker(tree, said, runs, found["date"])
    if entries:
        title = given.get("title") or ticker_title(said) or found["title"]
        for number, entry in enumerate(entries, 1):
            own = {**found, **given, "title": entry.title, "date": entry.date, **_of_entry(entry, given, number)}
            told = {**extra, "ticker": title, "entry": f"{number} of {len(entries)}"}
            yield _raw(f"{piece.origin}#{number}", entry.text, encoding, own, told)
        return
    text, note = (flatten(tree), {"flattened": plain}) if plain else _article(tree, said, runs, config)
    if not text.strip():
        raise InputError("E-NO-ARTICLE", piece.file, "no article text was found on the page")
    yield _raw(piece.origin, text, encoding, {**found, **given}, {**extra, **note})


def fragment_text(html: str) -> str:
    """The text of a piece of markup as a reader sees it, a line a block; "" where there is none."""
    tree = parse_page(f"<html><body>{html}</body></html>")
    if tree is None:
        return ""
    drop_unseen(tree)
    return whole_characters(flatten(tree))


def _raw(origin: str, text: str, encoding: str, fields: Mapping[str, str], extra: dict[str, object]) -> Raw:
    known = {key: whole_characters(value) for key, value in sorted(fields.items()) if value}
    return Raw(origin, "html", whole_characters(text), encoding, known, extra)


def _of_entry(entry: Entry, given: Mapping[str, str], number: int) -> dict[str, str]:
    own = {"url": entry.url, "byline": entry.byline}
    if "id" in given:
        own["id"] = f"{given['id']}#{number}"
    return {key: value for key, value in own.items() if value}


def _too_much(tree: HtmlElement, config: ReadConfig, piece: Piece) -> str:
    """Why the layout of a page is not looked at, else ""; InputError where its text is lost as well."""
    deep = depth(tree, config.html_nesting)
    if deep >= PARSER_DEPTH:
        raise InputError("E-NESTING", piece.file, f"nests {PARSER_DEPTH:,} elements deep or more, where every parser gives up")
    if deep:
        return f"E-NESTING: {deep} elements deep"
    count = int(path("count(//*)")(tree))
    return (
        f"E-LAYOUT: {count:,} elements, more than the {config.html_elements:,} of read.html_elements"
        if count > config.html_elements
        else ""
    )


def _article(tree: HtmlElement, said: Statements, runs: list[Run], config: ReadConfig) -> tuple[str, dict[str, object]]:
    """The article's text, and a note where the extractor asked for was not the one that found it."""
    from lxml.etree import strip_elements

    unfold_tables(tree)
    unfold_lists(run.block for run in runs)
    strip_elements(tree, "table", with_tail=False)
    containers, main = main_text(runs)
    first, second = (_bulk, _precise) if config.extraction == "bulk" else (_precise, _bulk)
    text = first(tree)
    share, menus = kept(main, text), clutter(text)
    if text.strip() and share >= KEPT and menus < CLUTTERED:
        return text, {}
    read = f"{MISREAD}: {config.extraction} extraction "
    other = second(tree)
    if text.strip() and share >= KEPT:
        better = kept(main, other) >= share and clutter(other) < menus / 2
        return (other, {"fallback": f"{read}read {menus:.0%} menus; read by the other extractor"}) if better else (text, {})
    read += f"kept {share:.0%} of the main text" if text.strip() else "found nothing"
    for found, how in ((other, "the other extractor"), (fragment_text(stated_text(said)), "the page's own statement of its text")):
        if found.strip() and kept(main, found) >= KEPT:
            return found, {"fallback": f"{read}; read by {how}"}
    if containers:
        return "\n".join(map(flatten, containers)), {"flattened": f"{read}; its layout is not looked at"}
    return text, {}


def _precise(tree: HtmlElement) -> str:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, fast=True, include_comments=False, include_tables=False)
    return (found.text or "") if found is not None else ""


def _bulk(tree: HtmlElement) -> str:
    from lxml.etree import tostring
    from resiliparse.extract.html2text import extract_plain_text

    page = tostring(tree, encoding="unicode", method="html")
    return str(extract_plain_text(page, main_content=True, alt_texts=False, list_bullets=False, comments=False, post_meta=False))
