"""Decides how text from outside stands between tags: nothing in it is markup, and nothing is a character that XML cannot hold."""

from __future__ import annotations

from ..text.visible import squeeze


def escaped(text: str) -> str:
    """Text for XML 1.0 and HTML, content or attribute; what XML cannot hold is shown as its name."""
    return squeeze(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
