"""The reading room without a browser: who may ask, what pages answer, how uploads come in, what goes wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from threading import Event

import apsw
import pytest

pytest.importorskip("starlette", reason="needs the extra `web`")

from starlette.testclient import TestClient

from rashomon.casebook import Casebook, worked
from rashomon.config import Config
from rashomon.errors import MachineError, ReadOnlyLibrary
from rashomon.export import exporters
from rashomon.pipeline import load
from rashomon.sample import sample_path
from rashomon.store import Library
from rashomon.types import Report
from rashomon.web import adding
from rashomon.web.app import application
from rashomon.web.guard import POLICY, name_of
from rashomon.web.hand import Hand
from rashomon.web.room import Room, local
from tests.places import KINDS, place_of

TOKEN = "a-token-of-eleven-words"  # noqa: S105
FERRY = "Ferry aground\n\nThe ferry Almira ran aground off Tolsund on Monday with 41 people on board, the harbour office said.\n"


class Here(Hand):
    """A hand that compares in this process: what a page waits for is there at once."""

    def analysis(self, id: str, wait_seconds: float) -> object:  # type: ignore[override]
        return self.book.analysis(id)

    def begin(self, id: str) -> None:
        self.book.analysis(id)


@pytest.fixture(scope="module", params=KINDS)
def room(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Room]:
    path = place_of(request.param, tmp_path_factory.mktemp("room"), request).address
    with Library(path) as writer, Library(path, read_only=True) as library:
        writer.add(load(str(sample_path())))
        book = Casebook(library, Config(), writer=writer)
        yield Room(book, Here(book))


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1:8765", follow_redirects=True) as made:
        yield made
    for one in room.book.library.judgements():
        room.book.writer.undo(one.number)


@pytest.fixture
def locked(room: Room) -> TestClient:
    return TestClient(
        application(room, hosts=frozenset({"desk.example"}), token=TOKEN), base_url="http://desk.example", follow_redirects=False
    )


def home(room: Room) -> str:
    return f"/events/{room.book.told()[0].id}"


# --- who may write ---------------------------------------------------------------------------------


def test_no_page_could_write_even_if_it_tried(client: TestClient, room: Room) -> None:
    assert client.get("/").status_code == 200
    with pytest.raises(ReadOnlyLibrary):
        room.book.library.add([Report("x", "x.txt", FERRY)])
    with pytest.raises((apsw.ReadOnlyError, MachineError)), room.book.library._shelf.errors():
        room.book.library._shelf.remove("report", ["x"])


def test_a_room_that_only_shows_refuses_every_write(room: Room) -> None:
    shown = Casebook(room.book.library, Config())
    with TestClient(application(Room(shown, Here(shown))), base_url="http://127.0.0.1:8765") as client:
        assert client.get(home(room)).status_code == 200
        assert client.get("/api/events").status_code == 200
        told = client.get("/add").text
        assert "opened with --read-only" in told
        assert "<form" not in told
        assert 'href="/add"' not in told
        before = room.book.writer.stamp()
        for address in ("/decisions", "/add", "/decisions/1/undo", f"{home(room)}/sources", "/api/decisions", "/api/documents"):
            answer = client.post(address, data={"kind": "join", "text": FERRY})
            assert (answer.status_code, "opened with --read-only" in answer.text) == (403, True), address
        assert client.delete("/api/decisions/1").status_code == 403
        assert room.book.writer.stamp() == before


def test_a_room_that_only_shows_leaves_reports_that_are_not_sorted_yet(tmp_path: Path) -> None:
    path = str(tmp_path / "news.db")
    with Library(path) as writer, Library(path, read_only=True) as library:
        book = Casebook(library, Config())
        writer.add(load(str(sample_path())))
        assert not book.is_sorted
        assert book.events() == ()
        Casebook(writer, Config()).events()
        assert book.is_sorted
        assert book.events() == writer.events()


# --- who may ask -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "", "[::2]", "10.0.0.1", "127.0.0.1:x"]
)
def test_a_foreign_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "LOCALHOST:8765", "[::1]:8765", "[::1]"])
def test_our_own_names_are_not(client: TestClient, host: str) -> None:
    assert client.get("/add", headers={"host": host}).status_code == 200


def test_a_number_may_stand_for_a_machine_that_listens_on_all_of_its_own(room: Room) -> None:
    client = TestClient(application(room, addresses=True))
    assert [client.get("/add", headers={"host": host}).status_code for host in ("192.0.2.7:80", "[2001:db8::1]", "evil.example")] == [
        200,
        200,
        421,
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "same-origin", "origin": "https://evil.example"},
    ],
)
def test_a_write_from_another_site_is_refused(client: TestClient, room: Room, headers: dict[str, str]) -> None:
    answer = client.post("/decisions", data={"kind": "family", "outlet": "The Harbour Courier", "family": "x"}, headers=headers)
    assert answer.status_code == 403
    assert not room.book.library.judgements()


def test_another_site_may_link_here_but_not_load_anything(client: TestClient) -> None:
    site = {"sec-fetch-site": "cross-site"}
    assert client.get("/add", headers=site | {"sec-fetch-mode": "no-cors"}).status_code == 403
    assert client.get("/add", headers=site | {"sec-fetch-mode": "navigate"}).status_code == 200


def test_a_source_that_cannot_be_read_is_told(client: TestClient, room: Room) -> None:
    assert client.post(f"{home(room)}/sources", files={"files": ("a.txt", b"")}).status_code == 422


def test_without_the_token_nothing_is_shown(locked: TestClient) -> None:
    assert [locked.get(path).status_code for path in ("/", "/add", "/api", "/static/room.js", "/?token=wrong")] == [401] * 5
    assert locked.post("/decisions").status_code == 401


def test_the_token_is_taken_from_the_address_and_leaves_it(locked: TestClient) -> None:
    answer = locked.get("/add", params={"token": TOKEN, "x": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/add?x=1")
    assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
    assert locked.get("http://desk.example//evil.example/", params={"token": TOKEN}).headers["location"] == "/evil.example/"
    assert locked.get("/add", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_every_answer_is_under_the_policy(client: TestClient, locked: TestClient, room: Room) -> None:
    answers = [client.get(path) for path in ("/", "/nowhere", home(room), "/style.css", "/static/room.js")]
    answers += [client.get("/", headers={"host": "evil.example"}), locked.get("/")]
    assert {answer.headers["content-security-policy"] for answer in answers} == {POLICY}
    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
    assert "unsafe" not in POLICY


def test_a_body_beyond_the_limit_is_refused(room: Room) -> None:
    client = TestClient(application(room), base_url="http://127.0.0.1")
    client.app.body_bytes = 1000  # type: ignore[attr-defined]
    assert client.post("/add", content=b"x" * 2000).status_code == 413
    assert (
        client.post("/add", content=iter([b"x" * 800] * 3), headers={"content-type": "application/x-www-form-urlencoded"}).status_code
        == 413
    )


def test_names_of_hosts() -> None:
    assert [name_of(host) for host in ("a:80", "[::1]:80", "[::1]", "a", "A:")] == ["a", "[::1]", "[::1]", "a", "a:"]


@pytest.mark.parametrize("address", ["//evil.example", "http://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nb: c"])
def test_only_our_own_addresses_are_gone_back_to(address: str) -> None:
    assert local(address) == "/"


# --- pages -----------------------------------------------------------------------------------------


def test_every_page_of_an_event_answers(client: TestClient, room: Room) -> None:
    for page in (
        "",
        "/beside",
        "/beside?reports=A&reports=C&reports=",
        "/heat",
        "/heat?base=C",
        "/reports/A",
        "/sources",
        "/decide",
        "/why/A~C",
    ):
        answer = client.get(home(room) + page)
        assert answer.status_code == 200, page
        assert answer.text.count("<h1") == 1
        assert not re.search(r"<script(?! type=\"module\" src=)|\son\w+=|\sstyle=|javascript:", answer.text), page


def test_what_is_not_there_is_said(client: TestClient, room: Room) -> None:
    for page in (
        "/events/none",
        home(room) + "/reports/ZZ",
        home(room) + "/why/d0000000000",
        home(room) + "/heat?base=ZZ",
        "/nowhere",
        "/add/none",
    ):
        assert client.get(page).status_code == 404, page
    for page in ("/beside?reports=A", "/beside?reports=A,B,C,D,E", "/export/none"):
        assert client.get(home(room) + page).status_code == 400, page
    assert client.put("/add").status_code == 405


@pytest.mark.parametrize("name", list(exporters))
def test_every_format_can_be_taken_away(client: TestClient, room: Room, name: str) -> None:
    answer = client.get(f"{home(room)}/export/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(exporters[name].media)
    assert answer.headers["content-disposition"].startswith("attachment; ")
    whole = exporters[name](room.book.analysis(room.book.told()[0].id))
    assert answer.content == (whole if isinstance(whole, bytes) else whole.encode())


def test_the_list_is_searched_and_filtered(client: TestClient) -> None:
    assert client.get("/", params={"q": "ferry"}).text.count('class="event"') >= 1
    assert "No event fits" in client.get("/", params={"q": "zeppelin"}).text
    assert "No event fits" in client.get("/", params={"since": "2031"}).text
    assert client.get("/", params={"until": "2026", "outlet": "The Harbour Courier", "lang": "en"}).text.count('class="event"') == 1
    assert "is not a date" in client.get("/", params={"since": "soon"}).text
    for odd in ("\x00", '"', "*", "NEAR(", "a" * 10_000, "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
        assert client.get("/", params={"q": odd, "page": "99999999999"}).status_code == 200


def test_the_ladder_is_told_once_it_is_known(client: TestClient, room: Room) -> None:
    id = room.book.told()[0].id
    client.get("/ladders", params={"event": id})
    assert client.get("/ladders", params={"event": ["gone", id]}).json()[id]["steps"][2].startswith("at most ")


# --- decisions -------------------------------------------------------------------------------------


def test_a_finding_is_dismissed_and_comes_back(client: TestClient, room: Room) -> None:
    event = room.book.told()[0].id
    finding = room.book.analysis(event).findings.discrepancies[0]
    form = {"kind": "dismiss", "finding": finding.id, "event": event, "note": "a slip", "initials": "KL", "back": f"/events/{event}"}
    answer = client.post("/decisions", data=form)
    assert answer.status_code == 200
    assert answer.url.path == f"/events/{event}"
    assert finding.id not in {one.id for one in room.book.analysis(event).findings.discrepancies}
    log = client.get("/decisions").text
    assert "a slip" in log
    assert "KL" in log
    number = room.book.library.judgements()[0].number
    client.post(f"/decisions/{number}/undo", data={"back": "/decisions"})
    assert finding.id in {one.id for one in room.book.analysis(event).findings.discrepancies}
    assert "taken back" in client.get("/decisions").text


@pytest.mark.parametrize("number", ["0", "999", "-1", "x", "٣", "9" * 5000])
def test_only_a_decision_there_is_can_be_taken_back(client: TestClient, number: str) -> None:
    assert client.post(f"/decisions/{number}/undo").status_code == 404


def test_a_claim_is_checked(client: TestClient, room: Room) -> None:
    event = room.book.told()[0].id
    claim = room.book.analysis(event).collation.claims[0]
    client.post("/decisions", data={"kind": "check", "claim": claim.id, "event": event, "state": "confirmed", "second": "MT"})
    assert "confirmed by the desk" in client.get(f"/events/{event}/decide").text


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"kind": "burn"},
        {"kind": "join", "a": "x"},
        {"kind": "dismiss", "finding": "d0"},
        {"kind": "family", "outlet": "a", "family": "b" * 5000},
        {"kind": "check", "claim": "c", "event": "none", "state": "open"},
    ],
)
def test_a_form_that_makes_no_decision_says_so(client: TestClient, room: Room, form: dict[str, str]) -> None:
    assert client.post("/decisions", data=form).status_code in (400, 404)
    assert not room.book.library.judgements()


# --- uploads ---------------------------------------------------------------------------------------


def added(client: TestClient, **form: object) -> str:
    """The page of an upload when it is finished."""
    answer = client.post("/add", **form)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    for _ in range(300):
        if "progress" not in (page := client.get(answer.url.path).text):
            return page
        time.sleep(0.1)
    raise AssertionError("the upload does not end")


def test_files_are_taken_in_and_every_one_gets_a_line(client: TestClient, room: Room) -> None:
    before = len(room.book.library.report_ids())
    files = [
        ("files", ("almira.txt", FERRY.encode())),
        ("files", ("../../etc/evil\x1b[31m.txt", b"\x00\x01\x02\xff" * 100)),
        ("files", ("空" * 200 + ".txt", b"")),
        ("files", ("almira.txt", FERRY.encode())),
    ]
    page = added(client, files=files, data={"published": "2031-05-06"})
    assert "4 inputs: 1 stored, 1 came in before, 2 rejected" in page
    assert page.count('<tr><th scope="row">') == 4
    assert "\x1b" not in page
    assert "E-BINARY)" in page
    assert "error[" not in page  # the first column says which input, the second what became of it
    assert len(room.book.library.report_ids()) == before + 1


def test_a_text_is_pasted_with_what_is_known_of_it(client: TestClient, room: Room) -> None:
    page = added(
        client,
        data={
            "text": FERRY.replace("Almira", "Berit"),
            "title": "Aground",
            "outlet": "Coast",
            "date": "2031-05-06",
            "url": "javascript:alert(1)",
        },
    )
    assert "1 input: 1 stored" in page
    made = next(report for report in room.book.library.reports() if "Berit" in report.text)
    assert (made.outlet, made.published and made.published.iso()) == ("Coast", "2031-05-06")


def test_nothing_to_add_and_no_date_are_said(client: TestClient) -> None:
    assert client.post("/add", data={"text": " "}).status_code == 400
    assert client.post("/add", data={"text": FERRY, "published": "soon"}).status_code == 400


def test_progress_comes_as_events(client: TestClient) -> None:
    answer = client.post("/add", data={"text": FERRY.replace("Almira", "Cilia")})
    beats = [json.loads(line.removeprefix("data: ")) for line in client.get(f"{answer.url.path}/progress").text.splitlines() if line]
    assert beats[-1] == {"done": 1, "total": 1, "finished": True}


def test_a_primary_source_is_attached_and_taken_off(client: TestClient, room: Room) -> None:
    source = sample_path().parent / "press_conference.txt"
    with source.open("rb") as file:
        page = client.post(f"{home(room)}/sources", files={"files": ("press.txt", file)}, data={"back": f"{home(room)}/sources"}).text
    assert "Against the primary source" in page
    (kept,) = room.book.library.judgements()
    client.post(f"/decisions/{kept.number}/undo")
    assert "Against the primary source" not in client.get(f"{home(room)}/sources").text


def test_closing_the_room_stops_an_upload_and_removes_its_folder(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, going = Event(), Event()
    entered = adding._entered

    def slowly(*args: object) -> object:
        asked.set()
        going.wait(5)
        return entered(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "_entered", slowly)
    folder = Path(mkdtemp())
    (folder / "0000").mkdir()
    lines = (f'{{"text": "The Almira sank off the coast, number {n}."}}\n' for n in range(50))
    (folder / "0000" / "many.jsonl").write_text("".join(lines), encoding="utf-8")
    job = adding.Job("a job", folder, 1, None)
    adding.begun(room, job)
    assert asked.wait(30)
    room.closing.set()
    going.set()
    room.close()
    assert job.finished
    assert job.counts.seen == 1
    assert not folder.exists()


# --- the hand --------------------------------------------------------------------------------------


def test_an_event_is_compared_beside_the_server_and_once(room: Room) -> None:
    book = Casebook(room.book.library, Config())
    hand, id = Hand(book), book.told()[0].id
    try:
        assert hand.analysis(id, 0.0) is None
        assert hand.waiting == 1
        found = hand.analysis(id, 60)
        assert found == worked(book.work(id))
        assert hand.analysis(id, 0.0) is found
    finally:
        hand.close()


def fails(work: object) -> object:
    raise RuntimeError("no such luck")


def test_what_goes_wrong_beside_the_server_reaches_the_page(room: Room) -> None:
    book = Casebook(room.book.library, Config())
    hand = Hand(book, fails)  # type: ignore[arg-type]
    try:
        with pytest.raises(RuntimeError, match="no such luck"):
            hand.analysis(book.told()[0].id, 60)
        assert hand.waiting == 0
    finally:
        hand.close()


def test_a_report_is_named_as_itself(room: Room) -> None:
    assert isinstance(room.book.library.report(room.book.library.report_ids()[0]), Report)


def test_a_name_of_its_own_locks_the_room(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "rashomon", "serve", "--library", str(tmp_path / "n.db"), "--port", "0", "--name", "desk.example"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        assert served.stdout is not None
        told = served.stdout.readline()
        served.terminate()
    assert "?token=" in told
