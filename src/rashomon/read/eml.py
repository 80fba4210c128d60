"""E-mail: the body is a document under the sender's name, and so is every attachment of a kind that is read.

The plain text goes before the HTML of an alternative; broken MIME is read as far as it goes. Heads are taken as they stand and
decoded one by one: the standard library's parser of addresses is slow on long ones, so no policy is used that calls it by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr

from ..config import ReadConfig
from ..errors import InputError
from ..types import Raw, Skipped
from . import Piece, Reader, readers, skipped, whole
from ._article import fragment_text
from ._decode import decode, whole_characters
from ._fields import mail_date, sort_out
from ._inputs import stem_of
from ._inside import inside
from ._streams import Source

HEAD = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:)")
SIGNS = (rb"^from:", rb"^(?:date|subject):", rb"^(?:message-id|mime-version|received):")
PARTS = 1000  # of one message
NESTED = 200  # multiparts and messages inside one message
DEPTH = 5  # messages inside messages
HEADER = 2000  # characters of a header that are looked at
ADDRESS = re.compile(r"<?(https?://[^\s<>]{1,2000})>?")


def looks_like_mail(head: bytes) -> bool:
    """Whether the first lines are those of a message."""
    lines = head.lstrip(b"\r\n").partition(b"\n\n")[0].partition(b"\r\n\r\n")[0]
    return HEAD.match(lines) is not None and all(re.search(sign, lines, re.IGNORECASE | re.MULTILINE) for sign in SIGNS)


def split_mail(source: Source, config: ReadConfig) -> Iterator[Piece | Skipped]:
    """The message, whole."""
    return whole(source, config.payload_bytes, "bytes of a message that read.payload_bytes allows")


def read_mail(piece: Piece, config: ReadConfig) -> Iterator[Raw | Skipped]:
    """The body, then the attachments in their order."""
    lower = piece.content.lower()
    if lower.count(b"multipart/") + lower.count(b"message/rfc822") > NESTED or piece.origin.count("#") > DEPTH:
        raise InputError("E-NESTING", piece.file, "messages and parts nest too deeply")
    message = BytesParser(policy=compat32).parsebytes(piece.content)
    bodies, attached = _parts(message)
    if len(bodies) + len(attached) > PARTS:
        yield skipped("E-MANY", piece.file, f"more than {PARTS:,} parts; the rest is not read")
    text = "\n\n".join(part for part in map(_text, bodies[:PARTS]) if part.strip())
    if text.strip():
        given, extra = sort_out(piece.fields)
        fields = {**_fields(message), **given}
        told: dict[str, object] = {"message_id": _head(message, "message-id")} if message["message-id"] else {}
        known = {key: whole_characters(value) for key, value in sorted(fields.items()) if value}
        yield Raw(piece.origin, "eml", whole_characters(text), fields=known, extra={**told, **extra})
    else:
        yield piece.skipped("E-EMPTY", "the message holds no text")
    others: Counter[str] = Counter()
    for number, part in enumerate(attached[:PARTS], 1):
        yield from _attachment(part, f"{piece.origin}#{number}", piece, config, others)
    if others:
        named = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items())[:30])
        yield skipped("E-PASSED-OVER", piece.file, f"attachments that are no reports: {named}")


def _parts(message: Message) -> tuple[list[Message], list[Message]]:
    """The parts that make up the body, and those attached to it."""
    bodies: list[Message] = []
    attached: list[Message] = []
    waiting = [message]
    while waiting:
        part = waiting.pop()
        kind, children = part.get_content_type(), _children(part)
        if kind == "multipart/alternative" and children is not None:
            waiting += reversed(_alternative(children))
        elif children is not None and kind != "message/rfc822":
            waiting += reversed(children)
        elif kind in ("text/plain", "text/html") and not part.get_filename() and part.get_content_disposition() != "attachment":
            bodies.append(part)
        else:
            attached.append(part)
    return bodies, attached


def _alternative(parts: list[Message]) -> list[Message]:
    """Of several forms of one text the plain one, else the last, which is the richest; what else is there is attached."""
    plain = [part for part in parts if part.get_content_type() == "text/plain" and _text(part).strip()]
    texts = plain[:1] or parts[-1:]
    return [*texts, *(part for part in parts if part not in texts and part.get_content_maintype() not in ("text", "multipart"))]


def _children(part: Message) -> list[Message] | None:
    """The parts in a part; None for one that has none, whose text the library would decode, in whatever encoding it names."""
    held = part.get_payload() if part.is_multipart() else None
    return [child for child in held if isinstance(child, Message)] if isinstance(held, list) else None


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    if part.is_multipart():
        return ""
    content = _bytes(part)
    try:
        text = content.decode(part.get_content_charset() or "utf-8")
    except (LookupError, ValueError):  # an encoding nobody knows, or whose name no name can be
        found = decode(content)
        text = found[0] if found else ""
    if part.get_content_type() == "text/html":
        return fragment_text(text)
    text = text.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = re.sub(r"(?<=\S) \n(?=[^\s>])", " ", text)
    return text.strip()


def _head(message: Message, name: str) -> str:
    return _shown(str(message.get(name, "")))


def _shown(value: str | None) -> str:
    """The value of a header as people read it."""
    value = (value or "")[:HEADER]
    with suppress(HeaderParseError, LookupError, UnicodeError, ValueError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.split())


def _fields(message: Message) -> dict[str, str]:
    """What the head says: who sent it stands for the outlet, where no organisation is named."""
    name, address = parseaddr(_head(message, "from"))
    organisation = _head(message, "organization") or _head(message, "organisation")
    archived = ADDRESS.search(_head(message, "archived-at"))
    return {
        "title": _head(message, "subject"),
        "date": mail_date(_head(message, "date")),
        "outlet": organisation or name or address,
        "byline": name if organisation else "",
        "url": archived[1] if archived else "",
        "lang": _head(message, "content-language").partition(",")[0],
    }


def _attachment(part: Message, origin: str, piece: Piece, config: ReadConfig, others: Counter[str]) -> Iterator[Raw | Skipped]:
    kind, name = part.get_content_type(), _shown(part.get_filename())
    children = _children(part)
    if kind == "message/rfc822" and children:
        name, content = "message.eml", children[0].as_bytes()
    else:
        content = _bytes(part)
        name = name if _known(name) else {"text/html": "part.html", "text/plain": "part.txt", "application/pdf": "part.pdf"}.get(kind, "")
    if not name or not content.strip():
        others[
            kind
            if not content.strip() or not part.get_filename()
            else f"{kind} ({stem_of(_shown(part.get_filename()))[1][:20] or 'no suffix'})"
        ] += 1
        return
    try:
        yield from inside(piece, name, origin, content, {}, config)
    except InputError as error:
        yield piece.skipped(error.code, f"attachment {name[:100]!r}: {error.why}")


def _known(name: str) -> bool:
    suffix = stem_of(name)[1]
    return bool(suffix) and any(suffix in reader.suffixes for _, reader in readers.items())


readers.add("eml", Reader((".eml",), looks_like_mail, split_mail, read_mail))
