"""`watch` keeps a library current: what changed is a version, what is told is what is new, whoever stops it loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.casebook import Casebook
from rashomon.cli import main, watching
from rashomon.config import Config
from rashomon.isolation import Order, taker
from rashomon.store import Library
from rashomon.watch.looking import Watch
from rashomon.watch.news import changes
from rashomon.watch.schedule import LONGEST, after_failure, after_look
from rashomon.watch.standing import standing
from tests.places import Place
from tests.servers import Asked, Server, Ticking, fetcher, pages, said, serving

FERRY = """Ferry {ship} runs aground

The ferry {ship} ran aground off Lowick harbour on Tuesday with {n} people on board, the coast guard said.

Two passengers were taken to hospital after the grounding at the harbour mouth, said the skipper, Ida Rask.
"""


def story(n: int = 210, ship: str = "Almira", more: str = "") -> bytes:
    return said(FERRY.format(n=n, ship=ship) + more, Content_Type="text/plain", ETag=f'"{n}{len(more)}"')


def feed(*links: str) -> bytes:
    return said(f"<rss><channel>{''.join(f'<item><link>{link}</link></item>' for link in links)}</channel></rss>")


class Site:
    """What stands at the paths of a site, until a test puts something else there."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}

    def say(self, asked: Asked) -> bytes:
        answer = pages(self.pages)(asked)
        assert isinstance(answer, bytes)
        etag = asked.headers.get("if-none-match")
        return said(status="304 Not Modified") if etag and f"ETag: {etag}".encode() in answer else answer


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    with serving(site.say) as running:
        yield running


@pytest.fixture
def library(place: Place) -> Iterator[Library]:
    with Library(place.address) as opened:
        yield opened


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def watch(library: Library, clock: Ticking) -> Iterator[Watch]:
    with taker(Order(Config()), 0) as take:
        yield Watch(Casebook(library, Config()), fetcher(clock=clock).get, take, clock, every_seconds=60.0, follow=True)


# --- versions ------------------------------------------------------------------------------


def test_a_changed_page_is_a_new_version_beside_the_old(site: Site, server: Server, watch: Watch, library: Library, clock: Ticking) -> None:
    site.pages = {"/a": story(210)}
    for n in (210, 240, 240, 210):
        site.pages["/a"] = story(n)
        watch.round([server.at("/a")])
        clock.time += 100
    versions = library.versions(server.at("/a"))
    assert [version.number for version in versions] == [1, 2, 3]
    assert versions[0].report == versions[2].report != versions[1].report
    assert library.ledger().stored == 2
    first, second, third = versions
    assert first.last_seen == first.first_seen
    assert second.last_seen is not None
    assert 100 <= (second.last_seen - second.first_seen).total_seconds() < 110
    assert third.last_seen is None
    assert "version" not in {damage.where.split()[0] for damage in library.verify()}


def test_what_is_not_due_is_not_asked_for(site: Site, server: Server, watch: Watch, clock: Ticking) -> None:
    site.pages = {"/feed": feed("/a"), "/a": story()}
    feeds = [server.at("/feed")]
    assert watch.round(feeds).asked == 2
    assert watch.round(feeds).asked == 0
    assert 50 < watch.wait_seconds(feeds) <= 60
    for _ in range(8):
        clock.time += 61
        watch.round(feeds)
    paths = server.paths()
    assert (paths.count("/feed"), paths.count("/a")) == (9, 4)  # an unchanged page is asked for after 1, 2, 4, 8 minutes


def test_an_unchanged_page_costs_a_question_only(site: Site, server: Server, watch: Watch, clock: Ticking) -> None:
    site.pages = {"/a": story()}
    watch.round([server.at("/a")])
    clock.time += 61
    found = watch.round([server.at("/a")])
    assert (found.asked, found.unchanged, found.counts.seen) == (1, 1, 0)
    assert "if-none-match" in server.asked[-1].headers


def test_failures_are_lines_and_wait_longer_each_time(site: Site, server: Server, watch: Watch, library: Library, clock: Ticking) -> None:
    site.pages = {"/a": said("busy", "503 Busy", Retry_After="4000")}
    feeds = [server.at("/a"), server.at("/b", "times.example"), "http://10.0.0.1/"]
    found = watch.round(feeds)
    assert (found.asked, found.failed) == (3, 3)
    assert sorted(entry.code for entry in library.entries()) == ["E-ADDRESS", "E-HTTP", "E-HTTP"]
    assert library.watched(feeds[0]).due is not None
    clock.time += 61
    assert watch.round(feeds).asked == 2
    clock.time += 61
    assert watch.round(feeds).asked == 0
    site.pages["/b"] = story()
    clock.time += 61
    assert watch.round(feeds).counts.stored == 1
    assert library.watched(feeds[1]).failures == 0


def test_a_page_that_no_feed_links_is_left_alone(site: Site, server: Server, watch: Watch, clock: Ticking) -> None:
    site.pages = {"/feed": feed("/a"), "/a": story()}
    watch.round([server.at("/feed")])
    site.pages["/feed"] = feed()
    clock.time += 61
    assert watch.round([server.at("/feed")]).asked == 1


def test_looking_again_after_a_stop_between_storing_and_noting_changes_nothing(
    site: Site, server: Server, watch: Watch, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages = {"/a": story()}
    with monkeypatch.context() as patch:
        patch.setattr(library, "look", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            watch.round([server.at("/a")])
    assert library.ledger().stored == 1
    watch.round([server.at("/a")])
    assert (library.ledger().stored, len(library.versions(server.at("/a")))) == (1, 1)


def test_times_between_looks_double_up_to_a_day() -> None:
    assert [after_look(60, n) for n in (0, 1, 2, 500)] == [60, 120, 240, LONGEST]
    assert [after_failure(60, n, again) for n, again in ((0, None), (1, 5.0), (0, 90_000.0), (500, None))] == [60, 120, 90_000, LONGEST]
    assert after_look(2 * LONGEST, 5) == 2 * LONGEST


def test_an_entry_that_moves_down_is_the_same_and_one_that_changes_a_version(
    site: Site, server: Server, library: Library, clock: Ticking
) -> None:
    pytest.importorskip("rashomon.read.feed")

    def entries(*some: tuple[str, int]) -> bytes:
        told = [f"<item><title>{FERRY.format(ship=ship, n=n)[:30]}</title><link>https://a.example/{ship}</link>"
                f"<description>{FERRY.format(ship=ship, n=n)}</description></item>" for ship, n in some]  # fmt: skip
        return said(f"<rss><channel>{''.join(told)}</channel></rss>", Content_Type="application/rss+xml")

    with taker(Order(Config()), 0) as take:
        watch = Watch(Casebook(library, Config()), fetcher(clock=clock).get, take, clock, every_seconds=60.0)
        for told in ([("Almira", 210)], [("Brisa", 90), ("Almira", 210)], [("Clio", 20), ("Brisa", 95), ("Almira", 210)]):
            site.pages["/feed"] = entries(*told)
            watch.round([server.at("/feed")])
            clock.time += 61
    kept = {held[0].origin: [version.number for version in held] for held in library.all_versions()}
    assert kept == {"https://a.example/Almira": [1], "https://a.example/Brisa": [1, 2], "https://a.example/Clio": [1]}
    assert library.ledger().stored == 4


# --- what is told --------------------------------------------------------------------------


def test_news_are_what_changed_in_the_events(site: Site, server: Server, watch: Watch, clock: Ticking) -> None:
    site.pages = {"/feed": feed("/a", "/b"), "/a": story(210), "/b": story(250, more="Divers looked for a leak on Wednesday.\n")}
    book, feeds = watch.book, [server.at("/feed")]
    before = tuple(book.events())
    (change,) = changes(book, before, watch.round(feeds).new)
    assert (len(change.new), change.accounts_before) == (2, 0)
    clock.time += 61
    site.pages["/a"] = story(300)
    before = tuple(book.events())
    found = watch.round(feeds)
    (change,) = changes(book, before, found.new)
    assert [found.new[report.id].number for report in change.new] == [2]
    assert change.accounts_before >= 1
    assert {"300 person"} & {value for one in change.found for value in (one.left_value, one.right_value)}
    stood = standing(watch.library)
    assert sorted(version.number for versions in stood.values() for version in versions) == [1, 1, 2]


def test_the_command_tells_a_round_and_keeps_versions(
    site: Site, server: Server, clock: Ticking, place: Place, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    polite = fetcher(clock=clock)
    monkeypatch.setattr(watching, "Fetcher", lambda config, clock: polite)
    monkeypatch.setattr(watching, "SystemClock", lambda: clock)
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline xmlUrl="{server.at("/feed")}"/></body></opml>', encoding="utf-8")
    command = ["watch", str(opml), "--follow", "--once", "--library", place.address]
    site.pages = {"/feed": feed("/a", "/b"), "/a": story(210), "/b": story(250, more="Divers looked for a leak on Wednesday.\n")}
    assert main(command) == 8
    assert server.asked == []
    capsys.readouterr()
    assert main([*command, "--allow-network", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["asked"], told["stored"], told["seen"], len(told["events"])) == (3, 2, 2, 1)
    clock.time += 1000
    site.pages["/a"] = story(300)
    assert main([*command, "--allow-network"]) == 0
    shown = capsys.readouterr().out
    assert "1 new report from 3 addresses (2 unchanged)" in shown
    assert f"version 2 of {server.at('/a')}" in " ".join(shown.split())
    event = told["events"][0]["event"]
    assert main(["show", event, "--library", place.address]) == 0
    assert "version 2 of" in capsys.readouterr().out
    assert main(["ledger", "--json", "--library", place.address]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(version["version"] for line in lines for version in line["versions"]) == [1, 1, 2]


def test_the_command_goes_on_until_it_is_stopped(
    site: Site, server: Server, clock: Ticking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def sleep(seconds: float) -> None:
        clock.time += seconds
        if clock.time > 1_000_000_500:
            raise KeyboardInterrupt

    monkeypatch.setattr(clock, "sleep", sleep)
    polite = fetcher(clock=clock)
    monkeypatch.setattr(watching, "Fetcher", lambda config, clock: polite)
    monkeypatch.setattr(watching, "SystemClock", lambda: clock)
    site.pages = {"/a": story(210)}
    library = str(tmp_path / "library.db")
    assert main(["watch", server.at("/a"), "--every", "2m", "--allow-network", "--json", "--library", library]) == 130
    told = capsys.readouterr()
    assert [json.loads(line)["unchanged"] for line in told.out.splitlines()] == [0, 1, 1, 1, 1]
    assert "what the library holds is safe" in told.err


@pytest.mark.parametrize(("given", "code", "said_"), [
    ([], 2, "name at least one"), (["missing.opml"], 3, "E-UNREADABLE"), (["story.txt"], 3, "E-FORMAT"),
    (["http://herald.example/", "--every", "soon"], 2, "--every soon"), (["http://herald.example/", "--every", "0m"], 2, "--every 0m"),
    (["http://10.0.0.1/", "--once"], 8, "E-ADDRESS"),
])  # fmt: skip
def test_what_cannot_be_watched_is_told(
    given: list[str], code: int, said_: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").write_text(FERRY, encoding="utf-8")
    assert main(["watch", *given, "--allow-network"]) == code
    assert said_ in capsys.readouterr().err
