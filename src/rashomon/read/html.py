"""Web pages: where one begins, and that it is read whole; what is in it decides `_article`."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ..config import ReadConfig
from ..types import Raw, Skipped
from . import Piece, Reader, readers, whole
from ._article import page_document
from ._fields import as_text
from ._streams import Source

LOOKS = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)


def looks_like_page(head: bytes) -> bool:
    """Whether a page begins here."""
    return LOOKS.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def split_page(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The page, whole."""
    return whole(source, config.html_bytes, "bytes of a page that read.html_bytes allows")


def read_page(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The article of a page, as one document."""
    return page_document(piece, config, address=as_text(piece.fields.get("url")))


readers.add("html", Reader((".html", ".htm", ".xhtml"), looks_like_page, split_page, read_page))
