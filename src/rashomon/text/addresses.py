"""The host of a web address, as written in fields that anybody may have filled with anything."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

BEFORE = re.compile(r"^(?:(?:www|m|mobile|amp)\.)+")


def host(address: str) -> str:
    """The host, without what stands before it for telephones and the like; "" where the text is no address."""
    try:
        found = urlsplit(address.strip()).hostname if "://" in address else None
    except ValueError:  # such as half an IPv6 address
        return ""
    return BEFORE.sub("", found or "")
