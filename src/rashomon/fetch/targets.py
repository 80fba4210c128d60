r"""Decides what an address means: one host in one spelling, one port, one path; an address that could be read in two ways is refused.

Programs disagree about `http://a\@b`, `http://0x7f.1` or `http://host.:80`, and the place that was checked must be the place that is
asked. So what is not plain is turned down here, and everything after goes by the parts of a `Target`, never by the address again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urljoin

from ..errors import MissingPackage, NetworkRefused

PORTS = {"http": 80, "https": 443}
LONGEST = 2_000  # characters of an address; no article needs more, and what is longer only strains whoever matches it
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)+")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")  # a last label like this makes a host a number, in one of many spellings
KEPT = "%/:?#[]@!$&'()*+,;=-._~"  # characters of a path and query that stand for themselves


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked for, and of whom."""

    scheme: str  # http or https
    host: str  # in lower case and ASCII, without a dot at its end; IPv6 without brackets
    port: int
    path: str  # with the query, percent-encoded

    def __str__(self) -> str:
        return f"{self.origin}{self.path}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port as a Host header gives them: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def ip(self) -> str | None:
        """The host, where it is an internet address and not a name."""
        return self.host if ":" in self.host or self.host.replace(".", "").isdigit() else None


def is_address(text: str) -> bool:
    """Whether somebody who wrote this means an address of the web, rather than a file."""
    return text[:8].lower().startswith(("http://", "https://"))


def target_of(address: str) -> Target:
    """The target that an address means; NetworkRefused where it means none, or could mean two."""
    address = address.strip(" ")
    scheme, mark, rest = address.partition("://")
    scheme = scheme.lower()
    if not mark or scheme not in PORTS:
        raise NetworkRefused(address, "only http and https are fetched")
    if len(address) > LONGEST:
        raise NetworkRefused(address[:80] + "...", f"longer than {LONGEST:,} characters")
    if not address.isprintable() or "\\" in address:
        raise NetworkRefused(address, "holds a backslash or a character that cannot be seen")
    rest = rest.partition("#")[0]
    end = next((n for n, c in enumerate(rest) if c in "/?"), len(rest))
    authority, path = rest[:end], rest[end:]
    if "@" in authority:
        raise NetworkRefused(address, "holds a name or password before the host")
    host, port = _apart(authority, address)
    path = path if path.startswith("/") else f"/{path}"
    return Target(scheme, host, PORTS[scheme] if port is None else port, quote(path, safe=KEPT))


def joined(base: Target, location: str) -> Target:
    """Where a redirect leads; NetworkRefused as `target_of` does, and from https to http."""
    try:
        address = urljoin(str(base), location.strip(" "))
    except ValueError as error:
        raise NetworkRefused(location, "the redirect leads to no address") from error
    target = target_of(address)
    if (base.scheme, target.scheme) == ("https", "http"):
        raise NetworkRefused(str(target), f"{base.origin} redirects from https to http")
    return target


def _apart(authority: str, address: str) -> tuple[str, int | None]:
    """Host and port; the port None where none is written."""
    if authority.startswith("["):
        inner, bracket, port = authority[1:].partition("]")
        if not bracket or (port and not port.startswith(":")):
            raise NetworkRefused(address, "the brackets around its host do not close")
        host, port = _sixth(inner, address), port[1:]
    else:
        name, _, port = authority.partition(":")
        host = _named(name, address)
    if not port:
        return host, None
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and 0 < int(port) < 65536):
        raise NetworkRefused(address, "its port is not a number from 1 to 65535")
    return host, int(port)


def _sixth(inner: str, address: str) -> str:
    try:
        ip = IPv6Address(inner)
    except ValueError as error:
        raise NetworkRefused(address, "no IPv6 address stands in the brackets") from error
    if ip.scope_id:
        raise NetworkRefused(address, "its host is bound to one network card")
    return str(ip)


def _named(name: str, address: str) -> str:
    host = (name.lower() if name.isascii() else _ascii(name, address)).removesuffix(".")
    last = host.rpartition(".")[2]
    if NUMBER.fullmatch(last):
        try:
            return str(IPv4Address(host))  # four decimal numbers without leading zeros, nothing else
        except ValueError as error:
            raise NetworkRefused(address, "its host is a number in an unusual spelling") from error
    if not HOST.fullmatch(host):
        raise NetworkRefused(address, "its host is not the full name of a host")
    return host


def _ascii(name: str, address: str) -> str:
    """An international name as the name system knows it."""
    try:
        import idna
    except ImportError as error:
        raise MissingPackage("fetch", "idna") from error
    try:
        return idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
    except (idna.IDNAError, UnicodeError) as error:
        raise NetworkRefused(address, "its host is not the name of a host") from error
