"""What was fetched from an address, as an input like any other: its origin is the address, its kind what the server says it is."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from ..fetch import Fetched
from ._decode import MARKS
from ._inputs import shown, stem_of
from ._streams import Source

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
CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def fetched_source(found: Fetched) -> Source:
    """The content of an address; in UTF-8 where the server names an older encoding, since that is not in the bytes."""
    name = shown(unquote(urlsplit(found.address).path).rpartition("/")[2])
    kind = KINDS.get(found.content_type.partition(";")[0].strip().lower())
    return Source(f"{stem_of(name)[0]}{kind}" if kind else name, found.address, iter([_recoded(found)]), {"url": found.address})


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
