"""Decides which address may be fetched, and how politely; nothing else in the program opens a connection to anywhere.

`policy` says which places are never connected to, `targets` what an address means, `manners` when a site may be asked,
`unpacking` how much of an answer is unpacked, `wire` moves the bytes, `fetcher` puts them in order. `links` says which pages a feed names.

Known exceptions
    On a network with IPv6 alone, where the name system makes up NAT64 addresses, nothing can be fetched: they are refused.
    A proxy that the environment names is not used. Both could hide where a connection leads.

Tried and dropped
    The client of httpx2 above its layer httpcore2: redirects, cookies, decoding and proxies would all have to be turned off,
    and it offers no place to put in a connection of one's own.
"""

from __future__ import annotations

from .fetcher import Fetched, Fetcher, Unchanged
from .links import Pages, feeds_of, pages_of
from .manners import Clock, SystemClock
from .policy import Policy
from .targets import is_address, target_of

__all__ = [
    "Clock",
    "Fetched",
    "Fetcher",
    "Pages",
    "Policy",
    "SystemClock",
    "Unchanged",
    "feeds_of",
    "is_address",
    "pages_of",
    "target_of",
]
