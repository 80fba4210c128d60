"""Decides how much of an answer is unpacked: gzip alone, bounded in bytes and in expansion while it comes in."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ..config import FetchConfig
from ..errors import FetchFailed

PLAIN, GZIP = frozenset({"", "identity"}), frozenset({"gzip", "x-gzip"})
MAGIC = b"\x1f\x8b"
STEP = 256 * 1024  # bytes unpacked at a time: a bomb is noticed after one such step too many
SLACK = 64 * 1024  # bytes below which no expansion is too large: a short page of blanks is no bomb


def unpacked(chunks: Iterable[bytes], encoding: str, address: str, config: FetchConfig) -> bytes:
    """The content of an answer; FetchFailed where it is too large, too densely packed, damaged or in another encoding."""
    encoding = encoding.strip().lower()
    if encoding in PLAIN:
        return _bounded(chunks, address, config)
    if encoding in GZIP:
        return _bounded(_gunzip(chunks, address, config), address, config)
    raise FetchFailed("E-HTTP", address, f"the answer is packed by {encoding[:40]!r}, which was not asked for")


def _bounded(chunks: Iterable[bytes], address: str, config: FetchConfig) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > config.content_bytes:
            raise FetchFailed("E-FETCH-BIG", address, f"more than the {config.content_bytes:,} bytes of fetch.content_bytes")
    return bytes(content)


def _gunzip(chunks: Iterable[bytes], address: str, config: FetchConfig) -> Iterator[bytes]:
    packed = out = 0
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for chunk in chunks:
        packed += len(chunk)
        waiting = chunk
        while waiting:
            if member.eof:  # one member after another is one content; what else stands behind the last is padding
                if not MAGIC.startswith(waiting[:2]):
                    return
                member = zlib.decompressobj(zlib.MAX_WBITS | 16)
            try:
                piece = member.decompress(waiting, STEP)
            except zlib.error as error:
                raise FetchFailed("E-HTTP", address, f"the gzip of the answer is damaged ({error})") from error
            out += len(piece)
            if out > SLACK + config.expansion * packed:
                raise FetchFailed("E-FETCH-BIG", address, f"unpacks to more than {config.expansion} times its size (fetch.expansion)")
            yield piece
            waiting = member.unused_data if member.eof else member.unconsumed_tail
    if packed and not member.eof:
        raise FetchFailed("E-HTTP", address, "the gzip of the answer ends early")
