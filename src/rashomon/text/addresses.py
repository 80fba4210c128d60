"""The host of a web address, as written in fields that anybody may have filled with anything."""

from __future__ import annotations

from urllib.parse import urlsplit


def host(address: str) -> str:
    """The host without "www."; "" where the text is no address."""
    try:
        found = urlsplit(address.strip()).hostname if "://" in address else None
    except ValueError:  # such as half an IPv6 address
        return ""
    return (found or "").removeprefix("www.")
