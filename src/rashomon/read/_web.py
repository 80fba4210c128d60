"""What was fetched from an address, as an input like any other: its origin is the address, its kind what the server says it is."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..config import ReadConfig
from ..fetch import Fetched
from ._inputs import shown, stem_of
from ._served import SUFFIXES, charset_of, media_type, recoded
from ._streams import PIECE, Source, stored_source

RECODED = frozenset({"application/xhtml+xml", "text/html", "text/plain"})  # others say in their bytes how they are to be read


def fetched_source(found: Fetched, config: ReadConfig) -> Source:
    """The content of an address; in UTF-8 where the server names an older encoding, since that is not in the bytes."""
    name = shown(unquote(urlsplit(found.address).path).rpartition("/")[2])
    said = media_type(found.content_type)
    name = f"{stem_of(name)[0]}{SUFFIXES[said]}" if said in SUFFIXES else name  # one that ends in .php says nothing
    content = recoded(found.content, charset_of(found.content_type))[0] if said in RECODED else found.content

    def stored(offset: int) -> Iterator[bytes]:
        return (content[at : at + PIECE] for at in range(offset, len(content), PIECE))

    return stored_source(name, found.address, stored, config, {"url": found.address}, size=len(content))
