"""Decides which places on the internet this program may connect to: public ones, on the ports of the web, and no others.

The table is our own. `ipaddress.is_global` is true for NAT64 and 6to4 forms of 127.0.0.1, and changes with the version of Python.
IPv6 is the other way round: only global unicast is public, and of that not what wraps an IPv4 address or leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from ..errors import NetworkRefused

Network = IPv4Network | IPv6Network
GLOBAL_UNICAST = IPv6Network("2000::/3")
NEVER: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(net), why)
    for net, why in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider's customers"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "the host of a virtual machine"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.31.196.0/24", "a sink of the name system"),
        ("192.52.193.0/24", "a multicast relay"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "a sink of the name system"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("255.255.255.255/32", "broadcast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "this machine"),
        ("::ffff:0:0/96", "an IPv4 address in disguise (mapped)"),
        ("::ffff:0:0:0/96", "an IPv4 address in disguise (translated)"),
        ("64:ff9b::/96", "an IPv4 address in disguise (NAT64)"),
        ("64:ff9b:1::/48", "an IPv4 address in disguise (local NAT64)"),
        ("::/96", "an IPv4 address in disguise (compatible)"),
        ("100::/64", "a sink"),
        ("2001::/32", "an IPv4 address in disguise (Teredo)"),
        ("2001:2::/48", "for benchmarks"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "an IPv4 address in disguise (6to4)"),
        ("2620:4f:8000::/48", "a sink of the name system"),
        ("3ffe::/16", "a network that has ended"),
        ("3fff::/20", "for documentation"),
        ("5f00::/16", "for segment routing"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
ISATAP = (0x00005EFE, 0x02005EFE)  # the third quarter of an IPv6 address that ends in an IPv4 address


@dataclass(frozen=True, slots=True)
class Policy:
    """Where connections may go. What is `opened` may be reached although the table forbids it; tests open their own machine."""

    ports: frozenset[int] | None = frozenset({80, 443})  # None: any
    opened: tuple[Network, ...] = ()

    def must_allow(self, address: str, port: int, ips: Iterable[str]) -> None:
        """NetworkRefused where the port, or any one of the internet addresses that a name leads to, is not allowed."""
        if self.ports is not None and port not in self.ports:
            raise NetworkRefused(address, f"port {port} is not one of the web")
        for ip in ips:
            if why := self.refusal(ip):
                raise NetworkRefused(address, f"leads to {ip}: {why}")

    def refusal(self, ip: str) -> str | None:
        """Why no connection is made to this internet address; None where it is public."""
        try:
            parsed = ip_address(ip)
        except ValueError:
            return "not an internet address"
        if isinstance(parsed, IPv6Address) and parsed.scope_id:
            return "bound to one network card"
        if any(parsed in net for net in self.opened):
            return None
        return next((why for net, why in NEVER if parsed in net), None) or _unlisted(parsed)


def _unlisted(ip: IPv4Address | IPv6Address) -> str | None:
    if isinstance(ip, IPv4Address):
        return None
    if ip not in GLOBAL_UNICAST:
        return "not public"
    return "an IPv4 address in disguise (ISATAP)" if (int(ip) >> 32) & 0xFFFFFFFF in ISATAP else None
