"""What a server says of the bytes it answers with: by which reader they are read, and the encoding that they do not name themselves."""

from __future__ import annotations

import re

from ._decode import MARKS, old_page

SUFFIXES = {  # of a file of this kind of content, by which readers are chosen
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/pdf": ".pdf",
    "application/rdf+xml": ".rss",
    "application/rss+xml": ".rss",
    "application/warc": ".warc",
    "application/x-ndjson": ".jsonl",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/xml": ".xml",
}
CHARSET = re.compile(r"charset\s*=\s*(?:[\"']\s*)?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def media_type(content_type: str) -> str:
    """`text/html` of `text/html; charset=utf-8`."""
    return content_type.partition(";")[0].strip().lower()


def charset_of(content_type: str) -> str:
    """`utf-8` of `text/html; charset=utf-8`; "" where none is named."""
    named = CHARSET.search(content_type)
    return named[1] if named else ""


def recoded(content: bytes, charset: str) -> tuple[bytes, str]:
    """Text in UTF-8 where its server names an older encoding, and that encoding; as it is, and "", where that is not needed."""
    name = old_page(charset)
    if name is None or content.startswith(tuple(mark for mark, _ in MARKS)):
        return content, ""
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode(name, "replace").encode(), charset.lower()
    return content, ""
