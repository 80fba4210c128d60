"""An address is fetched as it was checked, within its limits, and politely."""

from __future__ import annotations

import gzip
import json
import socket
import sys
from collections.abc import Iterator
from functools import partial
from itertools import repeat
from pathlib import Path
from time import monotonic, sleep

import pytest

from rashomon.cli import main
from rashomon.config import Config, FetchConfig
from rashomon.errors import FetchFailed, MissingPackage, NetworkRefused
from rashomon.fetch import Fetched, Fetcher, Pages, Unchanged, feeds_of, pages_of, target_of
from rashomon.fetch.wire import resolve
from rashomon.pipeline import take_in
from rashomon.types import Report, Skipped, Validators
from tests.servers import HERE, QUICK, Asked, Script, Ticking, fetcher, moved, pages, said, serving, watch_connections

STORY = "<p>The old bridge over the Lenn fell on Tuesday.</p>"


def failure(address: str, **changes: float) -> FetchFailed:
    with pytest.raises(FetchFailed) as caught:
        fetcher(**changes).get(address)
    return caught.value


# --- what comes back -----------------------------------------------------------------------


def test_a_page_comes_with_all_that_is_needed_to_ask_again() -> None:
    page = said(STORY, Content_Type="text/html; charset=utf-8", ETag='"a1"', Last_Modified="Tue, 04 May 2021 09:00:00 GMT")
    with serving(pages({"/bridge?day=4": page})) as server:
        found = fetcher().get(server.at("/bridge?day=4#top"))
        where = server.at("/bridge?day=4")
        validators = Validators(where, '"a1"', "Tue, 04 May 2021 09:00:00 GMT")
        assert found == Fetched(f"{where}#top", where, 200, STORY.encode(), "text/html; charset=utf-8", validators)
        assert server.paths() == ["/robots.txt", "/bridge?day=4"]


def test_an_unchanged_page_costs_a_question() -> None:
    def say(asked: Asked) -> bytes:
        same = asked.headers.get("if-none-match") == '"a1"' and asked.headers.get("if-modified-since") == "Tue, 04 May 2021 09:00:00 GMT"
        return said(status="304 Not Modified") if same else said(STORY, ETag='"a1"', Last_Modified="Tue, 04 May 2021 09:00:00 GMT")

    with serving(say) as server:
        polite = fetcher()
        first = polite.get(server.at("/bridge"))
        assert isinstance(first, Fetched)
        assert polite.get(server.at("/bridge"), first.validators) == Unchanged(server.at("/bridge"), server.at("/bridge"), first.validators)


def test_validators_are_told_to_nobody_but_who_gave_them() -> None:
    with serving(pages({"/": said(STORY)})) as server:
        assert isinstance(fetcher().get(server.at(), Validators("http://other.example/", '"secret"')), Fetched)
        assert "if-none-match" not in server.asked[-1].headers


def test_a_304_that_nobody_asked_for_is_an_error() -> None:
    with serving(pages({"/": said(status="304 Not Modified")})) as server:
        assert failure(server.at()).code == "E-HTTP"


def test_the_request_tells_who_asks_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(pages({"/": said(STORY, Set_Cookie="who=you"), "/next": said(STORY)})) as server:
        polite = fetcher()
        polite.get(server.at())
        polite.get(server.at("/next"))
        headers = server.asked[-1].headers
        assert sorted(headers) == ["accept", "accept-encoding", "connection", "host", "user-agent"]
        assert headers["host"] == f"herald.example:{server.port}"
        assert headers["user-agent"].startswith("rashomon/")


def test_packed_answers_are_unpacked() -> None:
    twice = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    with serving(
        pages({"/": said(gzip.compress(STORY.encode()), Content_Encoding="gzip"), "/2": said(twice, Content_Encoding="x-gzip")})
    ) as server:
        assert fetcher().get(server.at()).content == STORY.encode()  # type: ignore[union-attr]
        assert fetcher().get(server.at("/2")).content == b"one two"  # type: ignore[union-attr]


# --- redirects -----------------------------------------------------------------------------


def test_redirects_are_followed_and_told() -> None:
    with serving(pages({"/a": moved("/b", "301 Moved"), "/b": moved("//times.example:PORT/c"), "/c": said(STORY)})) as server:
        say = server.say
        server.say = lambda asked: say(asked).replace(b"PORT", str(server.port).encode())  # type: ignore[union-attr]
        found = fetcher().get(server.at("/a"))
        assert isinstance(found, Fetched)
        assert found.address == server.at("/c", "times.example")
        assert found.hops == (server.at("/a"), server.at("/b"))
        assert [asked.path for asked in server.asked if asked.host == "times.example"] == ["/robots.txt", "/c"]


def test_a_circle_of_redirects_ends() -> None:
    with serving(pages({"/a": moved("/b"), "/b": moved("/a")})) as server:
        assert "redirects" in failure(server.at("/a")).why
        assert len(server.paths()) == 1 + 6


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "gopher://herald.example/", "ftp://herald.example/", "javascript:1", "data:,x", "http://a@times.example/"]
)
def test_a_redirect_leads_to_the_web_only(to: str) -> None:
    with serving(pages({"/": moved(to)})) as server, pytest.raises(NetworkRefused):
        fetcher().get(server.at())


# --- limits --------------------------------------------------------------------------------


def drops(start: bytes, drop: bytes) -> Iterator[bytes | float]:
    yield start
    for _ in range(200):
        yield 0.05
        yield drop


SLOW: dict[str, Script] = {
    "silent": [3.0],
    "head in drops": drops(b"HTTP/1.1 200 OK\r\n", b"x"),
    "endless lines of the head": drops(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "wait a moment, for ever": drops(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body in drops": drops(said(b"", length=9999), b"x"),
    "body stalls": [said(b"half", length=8), 3.0],
    "pieces in drops": drops(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
}


@pytest.mark.parametrize("kind", SLOW)
def test_a_slow_server_is_cut_off(kind: str) -> None:
    with serving(pages({"/": SLOW[kind]})) as server:
        before = monotonic()
        assert failure(server.at()).code == "E-SLOW"
        assert monotonic() - before < 1.5


BIG: dict[str, bytes | Script] = {
    "too long": said(b"x" * 300_000),
    "endless": [b"HTTP/1.1 200 OK\r\n\r\n", *repeat(b"x" * 10_000, 40)],
    "endless pieces": [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *repeat(b"2710\r\n" + b"x" * 10_000 + b"\r\n", 40)],
    "bomb": said(gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"),
    "bomb behind a small member": said(gzip.compress(b"x") + gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"),
    "long head": [b"HTTP/1.1 200 OK\r\n", *repeat(b"X: " + b"y" * 1000 + b"\r\n", 90)],
    "long line of the head": [b"HTTP/1.1 200 OK\r\nX: ", *repeat(b"y" * 1000, 90)],
}


@pytest.mark.parametrize("kind", BIG)
def test_a_large_answer_is_not_read_to_its_end(kind: str) -> None:
    with serving(pages({"/": BIG[kind]})) as server:
        assert failure(server.at(), wire_bytes=200_000, content_bytes=200_000).code == "E-FETCH-BIG"


LYING: dict[str, bytes | Script] = {
    "ends early": said(b"half", length=8),
    "closes at once": b"",
    "ends in the head": b"HTTP/1.1 200 OK\r\nContent-",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhalf!",
    "no HTTP": b"SSH-2.0-OpenSSH_9.0\r\n",
    "not packed": said(b"plain", Content_Encoding="gzip"),
    "pack ends early": said(gzip.compress(STORY.encode())[:-9], Content_Encoding="gzip"),
    "packed in another way": said(b"plain", Content_Encoding="br"),
    "pieces end early": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf",
    "nothing here": said(status="404 Not Found"),
    "a part that nobody asked for": said(b"part", "206 Partial Content"),
    "another language": said(status="101 Switching Protocols", Upgrade="websocket"),
    "a redirect to nowhere": said(status="302 Found"),
}


@pytest.mark.parametrize("kind", LYING)
def test_a_lying_server_is_told_as_such(kind: str) -> None:
    with serving(pages({"/": LYING[kind]})) as server:
        assert failure(server.at()).code == "E-HTTP"


def test_a_body_longer_than_it_says_ends_where_it_says() -> None:
    with serving(pages({"/": said(b"the whole and more", length=9)})) as server:
        assert fetcher().get(server.at()).content == b"the whole"  # type: ignore[union-attr]


# --- manners -------------------------------------------------------------------------------

ROBOTS = """User-agent: greedy
User-agent: rashomon
Disallow: /private
Crawl-delay: 7

User-agent: *
Disallow: /"""


def test_robots_txt_is_asked_once_and_kept_to() -> None:
    clock = Ticking()
    with serving(pages({"/a": said(STORY), "/b": said(STORY)}, said(ROBOTS))) as server:
        polite = fetcher(clock=clock)
        for path in ("/a", "/b"):
            polite.get(server.at(path))
        with pytest.raises(FetchFailed, match="E-ROBOTS"):
            polite.get(server.at("/private/diary"))
        assert server.paths() == ["/robots.txt", "/a", "/b"]
        assert clock.slept == [1.0, 7.0]
        clock.time += 90_000
        polite.get(server.at("/a"))
        assert server.paths()[3:] == ["/robots.txt", "/a"]


def test_robots_txt_counts_at_each_host_of_a_redirect() -> None:
    def say(asked: Asked) -> bytes:
        if asked.path == "/robots.txt":
            return said("User-agent: *\nDisallow: /" if asked.host == "times.example" else "")
        return moved(server.at("/b", "times.example"))

    with serving(say) as server:
        assert failure(server.at("/a")).code == "E-ROBOTS"
        assert "/b" not in server.paths()


@pytest.mark.parametrize(("robots", "allowed"), [
    (said(status="404 Not Found"), True), (said(status="403 Forbidden"), True), (said(status="410 Gone"), True),
    (said(status="500 Oops"), False), (said(status="503 Busy"), False), (said(status="429 Slow down"), False), (b"", False), ([1.0], False),
    (said(b"#" * 600_000), False), (moved("http://10.0.0.1/robots.txt"), False), (moved("/rules"), True),
    (said(b"\xef\xbb\xbf\xff\0"), True),
])  # fmt: skip
def test_a_robots_txt_that_cannot_be_read_forbids_and_a_missing_one_allows(robots: bytes | Script, allowed: bool) -> None:
    with serving(pages({"/": said(STORY), "/rules": said("User-agent: *\nDisallow: /x")}, robots)) as server:  # type: ignore[arg-type]
        if allowed:
            assert isinstance(fetcher().get(server.at()), Fetched)
        else:
            failed = failure(server.at())
            assert failed.code == "E-ROBOTS"
            assert failed.again == QUICK.robots_failed_seconds
            assert "/" not in server.paths()


def test_a_hostile_robots_txt_costs_no_time() -> None:
    names = "".join(f"User-agent: a{n}\n" for n in range(12_000))
    with serving(pages({"/": said(STORY)}, said(names + "".join(f"Disallow: /{n}*a*b\n" for n in range(12_000))))) as server:
        before = monotonic()
        fetcher().get(server.at())
        assert monotonic() - before < 2


def test_a_busy_host_is_left_alone_for_as_long_as_it_asks() -> None:
    answers = iter(
        [said(status="503 Busy", Retry_After="30"), said(STORY), said(status="429 Busy", Retry_After="Sun, 09 Sep 2001 03:46:40 GMT")]
    )
    clock = Ticking()
    with serving(lambda asked: said(status="404 None") if asked.path == "/robots.txt" else next(answers)) as server:
        polite = fetcher(clock=clock)
        polite.get(server.at())  # asked twice, half a minute apart
        assert clock.slept == [1.0, 30.0]
        clock.time = 1_000_000_000.0 + 60
        for _ in range(2):
            with pytest.raises(FetchFailed) as caught:
                polite.get(server.at())
            assert caught.value.again == pytest.approx(7200 - 60)
        assert server.paths().count("/") == 3


def test_a_wait_of_years_is_cut_to_a_day() -> None:
    with serving(pages({"/": said(status="503 Busy", Retry_After="99999999999")})) as server:
        failed = failure(server.at())
        assert (failed.status, failed.again) == (503, 86_400.0)


def test_hosts_wait_for_themselves_only() -> None:
    clock = Ticking()
    with serving(pages({"/": said(STORY)})) as server:
        polite = fetcher(clock=clock)
        polite.get(server.at(host="a.example"))
        clock.time += 5
        polite.get(server.at(host="b.example"))
        assert clock.slept == [1.0, 1.0]  # after each robots.txt


# --- what is connected to ------------------------------------------------------------------


def test_the_connection_goes_to_the_number_that_was_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(pages({"/": said(STORY)})) as server:
        opened = watch_connections(monkeypatch)
        fetcher().get(server.at())
        assert opened.places == [(HERE, server.port)] * 2
        assert opened.names == []


def test_the_next_number_of_a_name_is_tried_where_the_first_does_not_answer() -> None:
    with serving(pages({"/": said(STORY)})) as server:
        names = {"herald.example": ["127.0.0.1", HERE]}
        assert isinstance(fetcher(names).get(server.at()), Fetched)
    assert failure(server.at()).code in {"E-HTTP", "E-ROBOTS"}


@pytest.mark.parametrize(("address", "means"), [
    ("HTTP://Herald.Example", "http://herald.example/"),
    (" http://herald.example.:80/a b?c=ä#d ", "http://herald.example/a%20b?c=%C3%A4"),
    ("https://herald.example:443/%7Ea", "https://herald.example/%7Ea"),
    ("http://bücher.example/", "http://xn--bcher-kva.example/"),
    ("http://ｈｅｒａｌｄ。example/", "http://herald.example/"),
    ("http://herald.example?q=1", "http://herald.example/?q=1"),
    ("http://[2606:4700:0:0::1111]:80/", "http://[2606:4700::1111]/"),
    ("http://8.8.8.8/", "http://8.8.8.8/"),
])  # fmt: skip
def test_an_address_means_one_target(address: str, means: str) -> None:
    assert str(target_of(address)) == means
    assert target_of(means) == target_of(address)


# --- what a feed names ---------------------------------------------------------------------

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/">
<channel><link>https://herald.example/</link>
<item><title>One</title><link> https://herald.example/one#top </link><media:content url="https://pictures.example/1.jpg"/></item>
<item><title>Two</title><guid isPermaLink="true">https://herald.example/two</guid></item>
<item><title>Three</title><link>/three?a=1&amp;b=2</link><guid>urn:3</guid></item>
<item><title>One again</title><link>https://herald.example/one</link></item>
<item><title>None</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="/self"/>
<entry><link rel="enclosure" href="/a.mp3"/><link href="one"/></entry>
<entry><link rel="alternate" href="https://times.example/two"/><source><link href="https://times.example/"/></source></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><link>x</link></channel>
<item rdf:about="1"><link>https://herald.example/one</link></item></rdf:RDF>"""
JSON = r'{"version": "https:\/\/jsonfeed.org\/version\/1.1", "items": [{"id": "1", "url": "/one"}, {"id": "2"}, 3, {"url": 4}]}'


@pytest.mark.parametrize(("content", "pages"), [
    (RSS, ["https://herald.example/one", "https://herald.example/two", "https://herald.example/three?a=1&b=2"]),
    (ATOM, ["https://herald.example/news/one", "https://times.example/two"]),
    (RDF, ["https://herald.example/one"]), (JSON, ["https://herald.example/one"]),
    (RSS[:RSS.index("/three")], ["https://herald.example/one", "https://herald.example/two"]), ("<rss>", []),
    (f"<p>{STORY}</p>", None), ("", None), ('{"version": "1"}', None), ("<html><article>feed</article></html>", None),
])  # fmt: skip
def test_a_feed_names_its_pages(content: str, pages: list[str] | None) -> None:
    found = pages_of(content.encode(), "https://herald.example/news/feed.xml", FetchConfig())
    assert found == (None if pages is None else Pages(tuple(pages)))


def test_a_list_of_feeds_names_them() -> None:
    opml = """<opml version="2.0"><body><outline text="News"><outline type="rss" xmlUrl="https://herald.example/feed"/></outline>
    <outline xmlUrl="https://times.example/feed?a&amp;b"/><outline xmlUrl="https://herald.example/feed"/><outline text="none"/>
    </body></opml>"""
    assert feeds_of(opml.encode()) == ["https://herald.example/feed", "https://times.example/feed?a&b"]
    assert feeds_of(RSS.encode()) is None


def test_no_entity_of_a_list_or_feed_is_expanded(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("https://secret.example/")
    outside = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/secret">]>'
    assert pages_of(f"{outside}<rss><item><link>&e;</link></item></rss>".encode(), "https://herald.example/", FetchConfig()) == Pages(())
    nested = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE x [<!ENTITY a0 'https://herald.example/'>{nested}]>"
    before = monotonic()
    assert feeds_of(f"{bomb}<opml><outline xmlUrl='&a11;'/></opml>".encode()) == []
    assert pages_of(f"{bomb}<rss><item><link>&a11;</link></item></rss>".encode(), "https://herald.example/", FetchConfig()) in (
        Pages(()),
        None,
    )
    assert monotonic() - before < 1


# --- as inputs -----------------------------------------------------------------------------

PAGE = "<html><head><title>Bridge falls</title></head><body><article><h1>Bridge falls</h1>{}</article></body></html>"
BODY = "".join(f"<p>The old bridge over the Lenn fell on Tuesday, and {n} people were hurt, the mayor said.</p>" for n in range(3, 9))


def taken(address: str, *, follow: bool = False, **changes: float) -> list[Report | Skipped]:
    return list(take_in([address], Config(), fetch=partial(fetcher(**changes).all_at, follow=follow)))


def test_a_page_is_read_as_a_file_is() -> None:
    page = said(PAGE.format(BODY), Content_Type="text/html")
    with serving(pages({"/story.php": moved("/bridge"), "/bridge": page})) as server:
        (report,) = taken(server.at("/story.php"))
        assert isinstance(report, Report)
        assert (report.path, report.url, report.format) == (server.at("/bridge"), server.at("/bridge"), "html")
        assert "8 people were hurt" in report.text


def test_the_encoding_that_the_server_names_counts_where_the_page_is_silent() -> None:
    text = "Мост через реку обрушился во вторник, сообщил мэр города. " * 3
    with serving(pages({"/a": said(text.encode("koi8-r"), Content_Type="text/plain; charset=KOI8-R")})) as server:
        (report,) = taken(server.at("/a"))
        assert isinstance(report, Report)
        assert "Мост через реку" in report.text


def test_a_feed_is_followed_to_its_pages_and_each_failure_is_a_line() -> None:
    links = "".join(f"<item><link>{link}</link></item>" for link in ("/one", "/two", "/gone", "http://10.0.0.1/", "/one", "/beyond"))
    found = {"/feed": said(f"<rss>{links}</rss>"), "/one": said(BODY * 2), "/two": said(BODY)}
    with serving(pages(found)) as server:
        items = taken(server.at("/feed"), follow=True, links=4)
        told = [(item.path, "") if isinstance(item, Report) else (item.origin, item.code) for item in items]
        assert told == [
            (server.at("/one"), ""), (server.at("/two"), ""), (server.at("/gone"), "E-HTTP"), ("http://10.0.0.1/", "E-ADDRESS"),
            (server.at("/feed"), "E-MANY")]  # fmt: skip


def test_a_command_fetches_only_where_it_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    library = str(tmp_path / "library.db")
    with serving(pages({"/a": said(BODY, Content_Type="text/plain")})) as server:
        monkeypatch.setattr("rashomon.fetch.Fetcher", lambda config: fetcher())
        assert main(["read", server.at("/a"), "--library", library]) == 8
        assert server.asked == []
        assert main(["read", server.at("/a"), "--library", library, "--allow-network"]) == 0
        assert main(["read", "http://10.0.0.1/", "--library", library, "--allow-network"]) == 8
        assert main(["read", server.at("/b"), server.at("/a"), "--library", library, "--allow-network"]) == 3
        assert main(["read", server.at("/b"), "--library", library, "--allow-network"]) == 4
    told = capsys.readouterr()
    assert "1 stored" in told.out
    assert "error[E-ADDRESS] http://10.0.0.1/: leads to 10.0.0.1: private" in told.err


def test_without_the_packages_the_way_to_get_them_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "protego", None)
    with pytest.raises(MissingPackage, match=r"rashomon\[fetch\]"):
        Fetcher()


# --- the system's names --------------------------------------------------------------------


def test_names_are_looked_up_within_their_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def names(host: str, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        if host == "slow.example":
            sleep(0.5)
        if host == "none.example":
            raise socket.gaierror("no such name")
        return [(2, 1, 6, "", ("93.184.216.34", 0)), (2, 1, 6, "", ("93.184.216.35", 0)), (2, 1, 6, "", ("93.184.216.34", 0))]

    monkeypatch.setattr(socket, "getaddrinfo", names)
    assert resolve("herald.example", 2.0) == ["93.184.216.34", "93.184.216.35"]
    assert resolve("none.example", 2.0) == []
    assert resolve("slow.example", 0.05) == []
    with pytest.raises(FetchFailed, match="leads to no internet address"):
        fetcher(names={"gone.test": []}).get("http://gone.test/")


def test_an_archive_at_an_address_is_unpacked_as_a_file_is() -> None:
    lines = "".join(json.dumps({"id": f"n{n}", "text": f"{BODY} {n}"}) + "\n" for n in range(3))
    with serving(pages({"/wire.jsonl.gz": said(gzip.compress(lines.encode()), Content_Type="application/gzip")})) as server:
        assert [item.id for item in taken(server.at("/wire.jsonl.gz")) if isinstance(item, Report)] == ["n0", "n1", "n2"]


def test_a_feed_in_an_old_encoding_says_so_itself() -> None:
    text = "Мост через реку обрушился во вторник, сообщил мэр города. " * 3
    item = f"<item><title>Мост</title><description>{text}</description></item>"
    told = f'<?xml version="1.0" encoding="windows-1251"?><rss><channel>{item}</channel></rss>'
    with serving(pages({"/feed": said(told.encode("cp1251"), Content_Type="text/xml; charset=windows-1251")})) as server:
        (report,) = taken(server.at("/feed"))
        assert isinstance(report, Report)
        assert "Мост через реку" in report.text
