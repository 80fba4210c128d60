"""What the documents of a page are: its article, or the dated entries of a live ticker; wherever the page came from.

What it decides
    The texts and fields of the reports that a page holds, and whether they were found as they should be.

How it works
    1. The page is decoded as a browser would and parsed once (`_page_tree`).
    2. What it states for machines is read (`_page_said`), then what no reader of it saw is taken out (`_page_hidden`).
    3. A live ticker is split into its dated entries (`_page_live`).
    4. Else the article is chosen, and the choice held against what is plainly article text (`_page_article`, `_page_loss`).

Known exceptions
    A page that only lists other pages is read as one text of teasers. Text that stands behind a paywall but in the page is
    read; what the page hides until somebody pays is not.

Tried and dropped
    trafilatura's metadata: 40 of 45 ms a page, most of it htmldate on pages that state their date; `_page_said` takes one.
    resiliparse's own tree for the bulk tier: a second form of every rule on hidden text, tickers and statements, to save one
    of four milliseconds; and its lists of elements are quadratic to walk (1.3 s for 650 elements).

What an error costs
    Furniture taken for a report is a witness that says nothing; an article lost is a silent gap.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece
from ._decode import whole_characters
from ._fields import sort_out
from ._page_article import Note, article
from ._page_fragment import fragment_text
from ._page_hidden import drop_unseen, kept_open
from ._page_live import Entry, ticker, ticker_title
from ._page_loss import long_runs
from ._page_said import evidence, fields_of, published, statements
from ._page_tree import PARSER_DEPTH, TOO_DEEP, decode_page, depth, flatten, parse_page, path

__all__ = ["fragment_text", "page_document"]  # what readers of other formats call
FURNITURE = ("nav", "menu", "footer", "aside", "button")  # what every extractor leaves out; without them all goes faster

for name in ("trafilatura", "htmldate", "charset_normalizer"):  # what they have to say, the ledger says
    logging.getLogger(name).addHandler(logging.NullHandler())


def page_document(piece: Piece, config: ReadConfig, *, address: str = "") -> Iterator[Raw | Skipped]:
    """The article of a page as a document, or every entry of a ticker; InputError where there is none.

    `address` is where the page was found; what the page says of its own address goes before.
    """
    decoded = decode_page(piece.content)
    if decoded is None:
        raise InputError("E-BINARY", piece.file, "the bytes are no text")
    page, encoding = decoded
    tree = parse_page(page)
    if tree is None:
        raise InputError("E-NO-ARTICLE", piece.file, "the page holds no elements")
    if depth(tree, config.html_nesting) >= PARSER_DEPTH:  # before anything is taken out: what lay behind is lost
        raise InputError("E-NESTING", piece.file, TOO_DEEP)
    said = statements(tree)
    if not drop_unseen(tree, FURNITURE):
        tree = parse_page(kept_open(page))
        drop_unseen(tree, FURNITURE)
    deep, elements = depth(tree, config.html_nesting), int(path("count(//*)")(tree))
    found = fields_of(said, tree, address)
    found["date"] = published(said, tree, found["url"], search=config.extraction == "precise" and elements <= config.html_elements)
    given, extra = sort_out(piece.fields)
    extra = {**evidence(said), **extra}
    runs = long_runs(tree)
    entries = ticker(tree, said, runs, found["date"])
    for number, entry in enumerate(entries, 1):
        told = {"ticker": given.get("title") or ticker_title(said) or found["title"], "entry": f"{number} of {len(entries)}"}
        own = {**found, **given, **_of_entry(entry, given, number)}
        yield _raw(f"{piece.origin}#{number}", entry.text, encoding, own, {**extra, **told})
    if entries:
        return
    flat: Note = {"flattened": f"E-NESTING: {deep} elements deep"}
    text, note = (flatten(tree), flat) if deep else article(tree, said, runs, elements, config)
    if not text.strip():
        raise InputError("E-NO-ARTICLE", piece.file, "no article text was found on the page")
    yield _raw(piece.origin, text, encoding, {**found, **given}, {**extra, **note})


def _of_entry(entry: Entry, given: Mapping[str, str], number: int) -> dict[str, str]:
    """The fields that are an entry's own: it has no date where it states none, whatever the page's is."""
    own = {"title": entry.title, "date": entry.date}
    own |= {key: value for key, value in (("url", entry.url), ("byline", entry.byline)) if value}
    return {**own, "id": f"{given['id']}#{number}"} if "id" in given else own


def _raw(origin: str, text: str, encoding: str, fields: Mapping[str, str], extra: dict[str, object]) -> Raw:
    known = {key: whole_characters(value) for key, value in sorted(fields.items()) if value}
    return Raw(origin, "html", whole_characters(text), encoding, known, extra)
