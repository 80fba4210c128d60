"""What proves that the block of a record ends where its length says: digests, and what the HTTP message in it says itself."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

from ._heads import HEAD_BYTES, fields_of
from ._window import BLANK

DIGEST = re.compile(r"(md5|sha-?1|sha-?224|sha-?256|sha-?384|sha-?512)[:=]([A-Za-z2-7=]+|[0-9A-Fa-f]+|[A-Za-z0-9+/=]+)", re.IGNORECASE)
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")


class Named:
    """A digest as a head names it, and the means to compare."""

    def __init__(self, algorithm: str, value: str) -> None:
        self.hash, self.value = hashlib.new(algorithm, usedforsecurity=False), value

    def holds(self) -> bool:
        """Whether the bytes that went into `hash` are those that were named."""
        made = self.hash.digest()
        written = (made.hex(), base64.b32encode(made).decode().rstrip("=").lower())
        return self.value.rstrip("=").lower() in written or self.value.rstrip("=") == base64.b64encode(made).decode().rstrip("=")


def named(fields: Mapping[str, str], name: str) -> Named | None:
    """The digest of a head; None where there is none that we can compute."""
    found = DIGEST.fullmatch(fields.get(name, "").strip())
    return Named(found[1].lower().replace("-", ""), found[2]) if found else None


def verified(fields: Mapping[str, str], name: str, content: bytes) -> bool | None:
    """Whether the content is that of a digest; None where nothing can be said."""
    digest = named(fields, name)
    if digest is None:
        return None
    digest.hash.update(content)
    return digest.holds()


class Message:
    """An HTTP answer as it begins a block."""

    def __init__(self, block: bytes) -> None:
        status, blank = STATUS.match(block), BLANK.search(block, 0, HEAD_BYTES)
        self.status = int(status[1]) if status else None
        self.body = blank.end() if status and blank else 0  # where it starts
        lines = block[: blank.start()].partition(b"\n")[2] if status and blank else b""
        self.fields = fields_of(lines) or {} if self.status else {}

    @property
    def broken(self) -> bool:
        """Whether its head does not end."""
        return self.status is not None and not self.body

    @property
    def mime(self) -> str:
        """The kind of content, in lower case, without parameters."""
        return self.fields.get("content-type", "").partition(";")[0].strip().lower()

    def end(self, block: bytes) -> int | None:
        """Where the body ends, as the message says itself; beyond the block where that is cut short; None where it does not say."""
        if not self.body:
            return None
        if "chunked" in self.fields.get("transfer-encoding", "").lower():
            return _last_chunk(block, self.body)
        length = self.fields.get("content-length", "")
        return self.body + int(length) if re.fullmatch(r"\d{1,12}", length) else None


def _last_chunk(block: bytes, at: int) -> int | None:
    while found := CHUNK.match(block, at):
        size = int(found[1], 16)
        if not size:
            closing = BLANK.search(block, found.end() - 2, found.end() + HEAD_BYTES)
            return closing.end() if closing else None
        at = found.end() + size
        if at > len(block):
            return at
        at += 2 if block[at : at + 2] == b"\r\n" else 1 if block[at : at + 1] == b"\n" else 0
    return at + 1 if at >= len(block) else None
