"""The text of a piece of markup, as a reader of it sees it: bodies of feeds and mails, texts that pages state for machines."""

from __future__ import annotations

import re

from ..errors import InputError
from ._decode import whole_characters
from ._page_hidden import drop_unseen, kept_open
from ._page_tree import PARSER_DEPTH, TOO_DEEP, depth, flatten, parse_page

MARKUP = re.compile(r"<[a-z!/]", re.IGNORECASE)


def fragment_text(html: str) -> str:
    """The visible text, a line a block; "" where there is none. InputError where it nests too deep to be read."""
    page = f"<html><body>{html}</body></html>"
    tree = parse_page(page)
    if tree is None:
        return ""
    if depth(tree, PARSER_DEPTH - 1):
        raise InputError("E-NESTING", "", TOO_DEEP)
    if not drop_unseen(tree):
        tree = parse_page(kept_open(page))
        drop_unseen(tree)
    return whole_characters(flatten(tree))


def stated_text(text: object) -> str:
    """A text of JSON-LD, which may be plain or markup; "" for what is no text."""
    if not isinstance(text, str):
        return ""
    return fragment_text(text) if MARKUP.search(text) else text.strip()
