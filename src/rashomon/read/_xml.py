"""XML from anybody: which document it is, that it declares no entities, and its elements as far as they can be read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from ._decode import decode

Element = Any  # lxml has no types
HEAD = 1 << 14  # bytes within which the root stands
NAME = re.compile(rb"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})[\s/>]")
NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
NUMBERED = re.compile(r"&#[xX]?[0-9a-fA-F]{1,12};")
DECLARED = re.compile(r"<\?xml[^>]{0,200}>")
SKIPPED = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))


def root_name(head: bytes) -> str:
    """The name of the outermost element, without its prefix; "" where this is no XML."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head[: HEAD & ~1].decode("utf-16", "replace").encode()
    head = head[:HEAD].removeprefix(b"\xef\xbb\xbf")
    at = 0
    while True:
        at += len(head) - at - len(head[at:].lstrip())
        closing = next((close for start, close in SKIPPED if head.startswith(start, at)), None)
        if closing is None:
            found = NAME.match(head, at)
            return found[1].decode("ascii", "replace") if found else ""
        end = head.find(closing, at)
        if closing == b">" and 0 <= head.find(b"[", at) < end:
            end = head.find(closing, max(head.find(b"]", at), at))
        if end < 0:
            return ""
        at = end + len(closing)


def elements_of(content: bytes, file: str) -> tuple[Element, bool]:
    """The root of a document, and whether it had to be mended. InputError where it declares entities, or nothing can be read."""
    from lxml import etree

    bare = content.replace(b"\0", b"")
    if b"<!DOCTYPE" in bare and b"<!ENTITY" in bare:
        raise InputError("E-XML-ENTITY", file, "declares entities, which can name files or grow without end; not read")
    try:
        return etree.fromstring(content, _parser(recover=False)), False
    except (etree.XMLSyntaxError, ValueError):
        pass
    decoded = decode(content)
    if decoded is None:
        raise InputError("E-BINARY", file, "the bytes are no text")
    text = decoded[0].replace("\0", "").strip()
    declared = DECLARED.match(text)
    text = NAMED.sub(
        lambda found: found[0] if found[1] in PREDEFINED else html.unescape(found[0]), text[declared.end() if declared else 0 :]
    )
    text = NUMBERED.sub(lambda found: "\ufffd" if html.unescape(found[0]) in ("", "\ufffd") else found[0], text)  # half characters
    try:
        root = etree.fromstring(text.strip().encode("utf-8", "replace"), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("E-XML", file, f"not XML: {error}"[:300]) from error
    if root is None:
        raise InputError("E-XML", file, "not XML: no element was found")
    return root, True


def _parser(*, recover: bool) -> Element:
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8" if recover else None,
    )  # fmt: skip


def deeper_than(root: Element, most: int) -> bool:
    """Whether more than so many elements stand in each other."""
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > most:
            return True
    return False


def name_of(element: Element) -> str:
    """The name of an element without its namespace; "" for what is none."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def space_of(element: Element) -> str:
    """The namespace of an element."""
    return str(element.tag).partition("}")[0].lstrip("{") if isinstance(element.tag, str) and "}" in element.tag else ""


def named(element: Element, *names: str) -> Iterator[Element]:
    """The children of any of these names, whatever their namespace, in their order."""
    return (child for child in element if name_of(child) in names)


def words(element: Element | None) -> str:
    """All text in an element, as one line."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def first(element: Element, *names: str) -> str:
    """The text of the first child of any of these names that has some; names that come first go first."""
    return next((text for name in names for child in named(element, name) if (text := words(child))), "")


def markup(element: Element) -> str:
    """What stands in an element, as markup without namespaces, for the reader of fragments."""
    from lxml import etree

    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    start = html.escape(element.text or "", quote=False)
    return re.sub(r"(</?)[\w.-]{1,40}:", r"\1", re.sub(r'\sxmlns(?::[\w.-]{1,40})?="[^"]{0,300}"', "", start + inner))
