"""No address, name, redirect or rebinding makes the program connect to a private place: exit 8, and not a byte leaves for it.

The addresses are made by program: every net that is forbidden, at its ends and in the middle, in every form in which it can be written
or wrapped. What the harness must find is planted: a policy that trusts `ipaddress.is_global`, and a fetcher that looks a name up again.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from itertools import count
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.errors import FetchFailed, NetworkRefused
from rashomon.fetch import Fetched, Fetcher, Policy, target_of, wire
from rashomon.fetch.policy import NEVER
from tests.servers import HERE, OPENED, QUICK, TRUST, Opened, Ticking, fetcher, moved, pages, said, serving, watch_connections

PRIVATE = "0.0.0.1 10.0.0.1 100.64.0.1 127.0.0.1 168.63.129.16 169.254.169.254 172.16.0.1 192.168.1.1 198.18.0.1 224.0.0.1".split()
SPECIAL = (  # the registries of IANA, written down apart from the program
    "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 "
    "192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 "
    "::/128 ::1/128 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001:db8::/32 2002::/16 "
    "2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8"
).split()
PUBLIC = (
    "1.1.1.1 8.8.8.8 93.184.216.34 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255 "
    "172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 198.17.255.255 198.20.0.0 223.255.255.255 2606:4700::1111 "
    "2a00:1450:4001::200e 2400::1 2001:200::1 2003::1 2620:4f:8001::1"
).split()


def wrapped(ip: str) -> Iterator[str]:
    """An IPv4 address inside IPv6, in every way there is."""
    v4 = int(IPv4Address(ip))
    high, low = v4 >> 16, v4 & 0xFFFF
    yield f"::ffff:{ip}"
    yield f"::{high:x}:{low:x}" if high else f"::{ip}"
    yield f"::ffff:0:{ip}"
    yield f"64:ff9b::{ip}"
    yield f"64:ff9b:1::{ip}"
    yield f"2002:{high:x}:{low:x}::1"
    yield f"2001::{high ^ 0xFFFF:x}:{low ^ 0xFFFF:x}"
    yield f"2001:0:{high:x}:{low:x}::1"
    yield f"2a00:1::5efe:{high:x}:{low:x}"
    yield f"2a00:1::200:5efe:{high:x}:{low:x}"
    yield f"fe80::5efe:{high:x}:{low:x}"


def forbidden() -> list[str]:
    """Internet addresses that must not be connected to."""
    nets = [ip_network(net) for net in SPECIAL] + [net for net, _ in NEVER]
    ends = {str(net[n]) for net in nets for n in (0, net.num_addresses // 2, -1)}
    outside = {str(ip) for ip in (IPv6Address("4000::1"), IPv6Address("1fff::1"), IPv6Address("8000::"), IPv6Address("fe00::1"))}
    return sorted(ends | outside | {form for ip in PRIVATE for form in wrapped(ip)} | {*PRIVATE, "fe80::1%eth0", "not an address", ""})


def spellings(ip: str) -> Iterator[str]:
    """An IPv4 address as browsers and C libraries would still read it, and other ways to hide where an address leads."""
    number = int(IPv4Address(ip))
    parts = [number >> 24, number >> 16 & 255, number >> 8 & 255, number & 255]
    yield from (str(number), hex(number), oct(number).replace("0o", "0"), f"{hex(number).upper()}", f"0x{number:08x}.")
    yield from (".".join(map(hex, parts)), ".".join(f"0{part:o}" for part in parts), ".".join(f"{part:03}" for part in parts))
    yield from (f"{parts[0]}.{number & 0xFFFFFF}", f"{parts[0]}.{parts[1]}.{number & 0xFFFF}", f"{parts[0]}.0x{number & 0xFFFFFF:x}")
    yield from (f"{ip}.", f"{ip}..", f".{ip}", f"0{ip}", f"{ip}.0", f"{ip}.0x")
    yield from (
        ip.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        ip.replace(".", "。"),
        ip.replace(".", "．"),
        ip.replace("1", "①"),
    )
    yield from (ip.replace(".", "%2e"), f"%{ord(ip[0]):x}{ip[1:]}", f"{ip}%00", f"{ip}%00.herald.example", f"{ip}%09")
    yield from (
        f"herald.example@{ip}",
        f"a:b@{ip}",
        f"@{ip}",
        f"{ip}\\@herald.example",
        f"herald.example\\@{ip}",
        f"herald.example#@{ip}\\",
    )
    yield from (
        f"{ip[:4]}\t{ip[4:]}",
        f"{ip}\n",
        f"{ip}\r\nHost: herald.example",
        f"{ip}\u200b",
        f"\u00ad{ip}",
        f"{ip} .herald.example",
        f"{ip}\0",
    )
    yield from (
        f"[{ip}]",
        f"[::ffff:{ip}]",
        f"[::ffff:{ip}%25eth0]",
        f"[::{ip}]",
        f"[64:ff9b::{ip}]",
        "[::1",
        "[]",
        "[::1]x",
        f"[::1]@{ip}",
    )
    yield from (f"{ip}:", f"{ip}:0", f"{ip}:65536", f"{ip}:８０", f"{ip}:80:80", f"{ip}:+80", f"{ip}:22", f"{ip}:0x50", f"{ip}:http")


ODD = (
    *"localhost LOCALHOST localhost. intranet . .. a..example - herald.example:22 herald.example:25 herald.example:8080".split(),
    *"herald_.example:6379 [fe80::1%25lo] [::1] 0 127.1 xn--.example herald.example%2f@10.0.0.1".split(),
    *"herald.exam<ple \u0661\u0662\u0667.0.0.1".split(),
    "",
    "her ald.example",
    "a" * 64 + ".example",
    ("a" * 60 + ".") * 5 + "example",
)
SCHEMES = (
    *"file:///etc/passwd file://herald.example/etc ftp://herald.example/ gopher://herald.example:70/ dict://herald.example/".split(),
    *"javascript:alert(1) data:text/html,x jar:http://herald.example!/ ldap://herald.example //herald.example/ http".split(),
    *"http:/herald.example http:herald.example ://herald.example view-source:http://herald.example unix:/run/docker.sock".split(),
    *"http//a.example wss://herald.example/ http:///herald.example https:///".split(),
    "",
    "ht\ntp://herald.example/",
)
ADDRESSES = [f"http://{host}/latest/meta-data" for ip in ("127.0.0.1", "169.254.169.254", "10.0.0.1") for host in spellings(ip)] + [
    *(f"https://{host}/" for host in ODD), *SCHEMES]  # fmt: skip


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    return watch_connections(monkeypatch)


def public(names: dict[str, list[str]] | None = None) -> Fetcher:
    """A fetcher by the policy that people have."""
    return fetcher(names, policy=Policy())


def only(port: int) -> Policy:
    """The machine of the test, at one port."""
    return replace(OPENED, ports=frozenset({port}))


# --- the table -----------------------------------------------------------------------------


def reached(policy: Policy) -> list[str]:
    """The forbidden internet addresses that a policy would let through."""
    return [ip for ip in forbidden() if policy.refusal(ip) is None]


def test_no_forbidden_place_is_let_through() -> None:
    assert len(forbidden()) > 200
    assert reached(Policy()) == []


def test_public_places_are_let_through() -> None:
    assert [ip for ip in PUBLIC if Policy().refusal(ip)] == []


class Trusting(Policy):
    """The planted bug: a policy that takes the word of `ipaddress`."""

    __slots__ = ()

    def refusal(self, ip: str) -> str | None:
        try:
            return None if ip_address(ip).is_global else "not global"
        except ValueError:
            return "no address"


def test_the_table_finds_a_policy_that_trusts_is_global() -> None:
    through = reached(Trusting())
    assert "64:ff9b::127.0.0.1" in through
    assert "168.63.129.16" in through
    assert any(IPv6Address(ip) in IPv6Network("2a00:1::/64") for ip in through if ":" in ip)
    assert len(through) > 20


def test_a_name_that_leads_to_one_forbidden_place_is_refused_before_anything_is_sent(opened: Opened) -> None:
    for n, ip in enumerate(forbidden()):
        names = {f"n{n}.example": ["93.184.216.34", ip]}
        with pytest.raises(NetworkRefused) as caught:
            public(names).get(f"http://n{n}.example/")
        assert caught.value.exit_code == 8
    assert opened == Opened()


def test_a_forbidden_place_written_as_a_number_is_refused(opened: Opened) -> None:
    for ip in forbidden():
        with pytest.raises(NetworkRefused):
            public().get(f"http://[{ip}]/" if ":" in ip else f"http://{ip}/")
    assert opened == Opened()


# --- spellings -----------------------------------------------------------------------------


def test_no_spelling_of_an_address_leads_anywhere_else(opened: Opened) -> None:
    assert len(ADDRESSES) > 180
    for address in ADDRESSES:
        with pytest.raises(NetworkRefused):
            public({"herald.example": ["10.0.0.1"]}).get(address)
    assert opened == Opened()


def test_what_was_checked_is_what_is_asked(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever passes `target_of` is plain: reading it again as a stricter program does gives the same host."""
    for address in (*ADDRESSES, "http://herald.example:80/a@b\u00e4?x=[1]#@c", "http://8.8.8.8./"):
        try:
            target = target_of(address)
        except NetworkRefused:
            continue
        assert target_of(str(target)) == target
        assert str(target).isascii()
        assert not set(target.host) & set("@\\%/?# \t\r\n")


# --- names that change their mind ----------------------------------------------------------


class Rebinding:
    """A name that leads to a public place, and to a private one whenever it is asked again."""

    def __init__(self, first: str, then: str, after: int) -> None:
        self.first, self.then, self.after, self.times = first, then, after, count(1)

    def __call__(self, host: str, seconds: float) -> list[str]:
        return [self.first if next(self.times) <= self.after else self.then]


@pytest.mark.parametrize("after", [1, 2, 3])
def test_a_name_that_is_bound_anew_is_never_followed(after: int, opened: Opened) -> None:
    """One look-up a connection, and the connection goes where that look-up said."""
    with serving(pages({"/": said("a story")})) as server:
        polite = Fetcher(OPENED, QUICK, resolver=Rebinding(HERE, "10.0.0.1", after), clock=Ticking(), trust=TRUST)
        for address in ("/", "/", "/"):
            try:
                polite.get(server.at(address))
            except NetworkRefused:
                continue
        assert opened.places == [(HERE, server.port)] * after
        assert opened.names == []


def test_a_fetcher_that_looks_the_name_up_again_is_found(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: the connection is made to the name, not to the number that was checked."""
    monkeypatch.setattr(wire._Wire, "connect_tcp", lambda self, host, port, **_: _by_name(self, host, port))
    with pytest.raises(FetchFailed):
        fetcher().get("http://herald.example:8000/")
    assert opened.places == [("herald.example", 8000)]


def _by_name(found: wire._Wire, host: str, port: int) -> wire._Wire:
    import socket

    found._socket = socket.socket()
    with found._socket, found._timed(1.0, "to connect"):
        found._socket.connect((host, port))
    return found


# --- redirects -----------------------------------------------------------------------------

LEADS = (
    *"http://10.0.0.1/ http://127.0.0.1:22/ http://[::1]/ http://169.254.169.254/latest/ http://inner.example/ //inner.example/".split(),
    *"http://0x7f000001/ http://2130706433/ file:///etc/passwd gopher://10.0.0.1/ http://[64:ff9b::7f00:1]/ ftp://inner.example/".split(),
    *"http://herald.example:PORT@10.0.0.1/ https://inner.example:6379/ http://10.0.0.1\\@herald.example/".split(),
    *(r"\\10.0.0.1\ ", r"http:\\10.0.0.1/", r"/\10.0.0.1/"),
)


@pytest.mark.parametrize("to", LEADS)
@pytest.mark.parametrize("hops", [1, 4])
def test_no_redirect_leads_into_a_private_place(to: str, hops: int, opened: Opened) -> None:
    chain = {f"/{n}": moved(f"/{n + 1}") for n in range(1, hops)}
    with serving(pages(chain)) as server:
        plain = server.say
        server.say = lambda asked: moved(to.replace("PORT", str(server.port))) if asked.path == f"/{hops}" else plain(asked)
        with pytest.raises(NetworkRefused):
            fetcher({"inner.example": ["192.168.0.1"]}, policy=only(server.port)).get(server.at("/1"))
        assert set(opened.places) == {(HERE, server.port)}


# --- encryption ----------------------------------------------------------------------------


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's and a client's side, for a certificate that says `name`."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key, subject, now = ec.generate_private_key(ec.SECP256R1()), x509.Name([]), datetime.now(UTC)
    made = x509.CertificateBuilder(subject, subject, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=True)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(key, hashes.SHA256())
    path, plain = folder / "both.pem", (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, *plain) + made.public_bytes(serialization.Encoding.PEM))
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(path)
    return ours, ssl.create_default_context(cafile=str(path))


def test_a_certificate_is_asked_for_the_name_though_the_connection_goes_to_the_number(tmp_path: Path, opened: Opened) -> None:
    ours, theirs = certified(tmp_path, "herald.example")
    polite = Fetcher(OPENED, QUICK, resolver=lambda host, seconds: [HERE], clock=Ticking(), trust=theirs)
    with serving(pages({"/": said("a story"), "/down": moved("http://herald.example/")}), ours) as server:
        assert isinstance(polite.get(f"https://herald.example:{server.port}/"), Fetched)
        with pytest.raises(FetchFailed, match=r"(?i)certificate"):
            polite.get(f"https://times.example:{server.port}/")
        with pytest.raises(NetworkRefused, match="from https to http"):
            polite.get(f"https://herald.example:{server.port}/down")
    assert {place for place, _ in opened.places} == {HERE}


# --- the command line ----------------------------------------------------------------------


def test_without_leave_no_command_asks_for_an_address(opened: Opened, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for command in ("run", "read", "analyse"):
        assert main([command, "http://herald.example/", "--library", str(tmp_path / "library.db")]) == 8
        assert "E-NETWORK" in capsys.readouterr().err
    assert opened == Opened()
