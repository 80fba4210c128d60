"""What was fetched from an address, as an input like any other: its origin is the address, its kind what the server says it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..config import ReadConfig
from ..fetch import Fetched
from ._decode import MARKS
from ._inputs import shown, stem_of
from ._streams import PIECE, Source, stored_source

KINDS = {  # a name that ends in .php says nothing, and none at all is the most frequent
    "application/atom+xml": ".atom",
    "application/feed+json": ".json",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/warc": ".warc",
    "application/xhtml+xml": ".html",
    "application/xml": ".xml",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/xml": ".xml",
}
RECODED = frozenset({"application/xhtml+xml", "text/html", "text/plain"})  # others say in their bytes how they are to be read
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def fetched_source(found: Fetched, config: ReadConfig) -> Source:
    """The content of an address; in UTF-8 where the server names an older encoding, since that is not in the bytes."""
    name = shown(unquote(urlsplit(found.address).path).rpartition("/")[2])
    said = found.content_type.partition(";")[0].strip().lower()
    name = f"{stem_of(name)[0]}{KINDS[said]}" if said in KINDS else name
    content = _recoded(found) if said in RECODED else found.content

    def stored(offset: int) -> Iterator[bytes]:
        return (content[at : at + PIECE] for at in range(offset, len(content), PIECE))

    return stored_source(name, found.address, stored, config, {"url": found.address}, size=len(content))


def _recoded(found: Fetched) -> bytes:
    named = CHARSET.search(found.content_type)
    if named is None or found.content.startswith(tuple(mark for mark, _ in MARKS)):
        return found.content
    try:
        found.content.decode()
    except UnicodeDecodeError:
        try:
            return found.content.decode(named[1], "replace").encode()
        except (LookupError, UnicodeError):  # no such encoding, or one that is none of text
            return found.content
    return found.content
