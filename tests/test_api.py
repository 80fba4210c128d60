"""The API: what it answers, what it refuses, that what it says of itself is true."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import Future
from typing import Any

import pytest

pytest.importorskip("starlette", reason="needs the extra `web`")

import msgspec
from starlette.testclient import TestClient

from asking import TOKEN, TWO, Here
from rashomon.casebook import Casebook, worked
from rashomon.casebook.parts import PARTS
from rashomon.config import Config
from rashomon.errors import StoreError
from rashomon.export import _schema, exporters
from rashomon.pipeline import analyse, load
from rashomon.sample import primary_path, sample_path
from rashomon.store import Library
from rashomon.types import Analysis
from rashomon.web.api import TABLE, looking
from rashomon.web.app import application
from rashomon.web.hand import Hand
from rashomon.web.room import Room

JSON = {"content-type": "application/json"}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    path = str(tmp_path_factory.mktemp("api") / "news.db")
    with Library(path) as writer, Library(path, read_only=True) as library:
        writer.add(load(str(sample_path())))
        book = Casebook(library, Config(), writer=writer)
        yield Room(book, Here(book), TOKEN)


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1:8765") as made:
        yield made
    for one in room.book.library.judgements():
        room.book.writer.undo(one.number)


@pytest.fixture
def home(room: Room) -> str:
    return f"/api/events/{room.book.told()[0].id}"


def code(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal, which has all three parts."""
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "todo"}
    assert all(error.values())
    return answer.status_code, error["code"]


# --- the contract ---------------------------------------------------------------------------------


def closed(schemas: dict[str, Any]) -> dict[str, Any]:
    """The same, a key that is not named being an error."""
    return {name: {**schema, "unevaluatedProperties": False} if "properties" in schema else schema for name, schema in schemas.items()}


@pytest.mark.parametrize("beside", [False, True], ids=["reports", "beside a primary source"])
def test_the_json_is_what_its_schema_says_key_by_key(beside: bool) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="needs the group `readers`")
    sources = load(str(primary_path()), whole=True) if beside else []
    made = json.loads(exporters["json"](analyse(load(str(sample_path())), primary=sources)))  # type: ignore[arg-type]
    (ref,), schemas = msgspec.json.schema_components((_schema.Analysis,), ref_template="#/$defs/{name}")
    errors = list(jsonschema.Draft202012Validator({**ref, "$defs": closed(schemas)}).iter_errors(made))
    assert [f"{list(error.absolute_path)}: {error.message[:200]}" for error in errors] == []


def test_the_document_is_openapi_and_names_every_address(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    named = {(method.upper(), path) for path, some in document["paths"].items() for method in some}
    assert named == {(one.method, one.shown) for one in TABLE}
    assert named == {(way["method"], way["path"]) for way in client.get("/api").json()["endpoints"]}
    ids = [one["operationId"] for some in document["paths"].values() for one in some.values()]
    assert len(ids) == len(set(ids))


def test_every_reference_of_the_document_leads_somewhere(client: TestClient) -> None:
    document = client.get("/api/openapi.json")
    wanted = {ref.partition('"')[0] for ref in document.text.split('"$ref":"#/components/schemas/')[1:]}
    assert wanted
    assert wanted <= set(document.json()["components"]["schemas"])


# --- looking --------------------------------------------------------------------------------------


def test_an_event_is_the_analysis_that_is_exported(client: TestClient, room: Room, home: str) -> None:
    assert client.get(home).json() == json.loads(exporters["json"](room.book.analysis(room.book.told()[0].id)))


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_the_same_in_the_whole(client: TestClient, home: str, name: str) -> None:
    whole, part = client.get(home).json(), client.get(f"{home}/{name}").json()
    assert part == {key: whole[key] for key in PARTS[name].__annotations__}


def test_events_are_listed_with_their_ladder_once_compared(client: TestClient, home: str) -> None:
    client.get(home)
    answer = client.get("/api/events", params={"q": "ferry", "lang": "en", "since": "2000", "per_page": 1}).json()
    assert (answer["page"], answer["per_page"], len(answer["events"])) == (1, 1, 1)
    row = answer["events"][0]
    assert row["reports"] >= row["outlets"] >= row["accounts"]["high"] >= row["accounts"]["low"] >= 1
    assert row["ladder"]
    assert client.get("/api/events", params={"page": 1_000_000}).json()["events"] == []
    assert client.get("/api/events", params={"outlet": "nobody's"}).json()["total"] == 0


def test_some_reports_beside_each_other(client: TestClient, home: str) -> None:
    answer = client.get(f"{home}/compare", params={"reports": "b,A"}).json()
    ids = {report["id"] for report in answer["reports"]}
    assert [report["siglum"] for report in answer["reports"]] == ["A", "B"]
    assert answer["passages"]
    assert all({one["a"]["report"], one["b"]["report"]} <= ids for one in answer["passages"])
    assert all({one["left"]["report"], one["right"]["report"]} <= ids for one in answer["discrepancies"])
    assert len(answer["pairs"]) == 1


def test_a_decision_of_the_program_is_explained(client: TestClient, home: str) -> None:
    finding = client.get(f"{home}/discrepancies").json()["discrepancies"][0]
    answer = client.get(f"{home}/explain/{finding['id']}").json()
    assert answer["decision"] == finding
    assert answer["bits"] == finding["bits"]
    edge = client.get(f"{home}/stemma").json()["stemma"]["edges"][0]
    assert client.get(f"{home}/explain/{edge['child']}>{edge['parent']}").json()["because"] == edge["because"]


def test_every_format_is_exported(client: TestClient, home: str) -> None:
    for name, form in exporters.items():
        answer = client.get(f"{home}/export/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == form.media.partition(";")[0]


def test_reports_are_found_by_words_and_read(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "ferry", "limit": 1}).json()["hits"][0]
    assert "ferry" in hit["snippet"].lower()
    report = client.get(f"/api/reports/{hit['report']}").json()
    span = hit["spans"][0]
    assert report["text"][span["start"] : span["end"]] == span["text"]
    assert report["event"] == hit["event"]
    assert client.get("/api/search", params={"q": '"'}).json() == {"hits": []}


def test_what_takes_long_is_asked_for_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "WAIT_SECONDS", 0.0)
    slow = Room(room.book, Hand(room.book, work=worked), "")
    monkeypatch.setattr(slow.hand, "analysis", lambda id, wait_seconds: None)
    answer = TestClient(application(slow), base_url="http://127.0.0.1").get(f"/api/events/{room.book.told()[0].id}/summary")
    assert (answer.status_code, answer.headers["retry-after"]) == (202, "2")
    assert answer.json() == {"state": "comparing", "event": room.book.told()[0].id, "reports": len(room.book.told()[0].reports)}


# --- doing ----------------------------------------------------------------------------------------


def test_documents_are_compared_and_nothing_is_stored(client: TestClient, room: Room) -> None:
    before = room.book.library.stamp()
    answer = client.post("/api/analyse", json={"documents": [*TWO, TWO[0], {"text": " "}]}).json()
    assert len(answer["reports"]) == 2
    assert [(one["kind"], one["left_value"], one["right_value"]) for one in answer["discrepancies"]] == [
        ("number", "41 person", "14 person")
    ]
    assert answer["ledger"]["counts"] == {"seen": 4, "stored": 2, "duplicate": 1, "rejected": 1, "quarantined": 0}
    assert room.book.library.stamp() == before
    again = client.post("/api/analyse", json={"documents": [*TWO, TWO[0], {"text": " "}]})
    assert again.json() == answer


def test_documents_given_do_not_stand_for_reports_of_the_same_id(client: TestClient, room: Room, home: str) -> None:
    before = client.get(home).json()
    client.post("/api/analyse", json={"documents": [{"id": report["id"], "text": TWO[0]["text"]} for report in before["reports"]]})
    client.post("/api/decisions", json={"kind": "family", "outlet": "The Harbour Courier", "family": "Northmark"})
    assert client.get(home).json()["notes"] == before["notes"]


def test_a_primary_source_may_be_given(client: TestClient) -> None:
    said = "HARBOUR OFFICE: The ferry Almira ran aground off Tolsund on Monday with 41 people on board.\n"
    answer = client.post("/api/analyse", json={"documents": TWO, "primary": [{"text": said, "title": "Statement"}]}).json()
    assert [source["siglum"] for source in answer["primary"]["sources"]] == ["P1"]


def test_a_text_that_is_given_as_report_and_as_primary_source_is_the_source(client: TestClient) -> None:
    answer = client.post("/api/analyse", json={"documents": TWO, "primary": [TWO[0]]})
    assert [len(answer.json()["reports"]), len(answer.json()["event"]["id"])] == [1, 16]
    assert [line["code"] for line in answer.json()["ledger"]["lines"]] == ["", "E-DUPLICATE"]
    assert code(client.post("/api/analyse", json={"documents": [TWO[0]], "primary": [TWO[0]]})) == (422, "E-NOTHING")


def test_fields_that_have_no_name_here_are_read_as_anywhere(client: TestClient) -> None:
    given = {"text": TWO[0]["text"], "publisher": "Tolsund Post", "headline": "Ferry aground", "publishedAt": "2031-05-06"}
    report = client.post("/api/analyse", json={"documents": [given]}).json()["reports"][0]
    assert (report["outlet"], report["headline"], report["published"]) == ("Tolsund Post", "Ferry aground", "2031-05-06")


def test_documents_come_into_the_library_once(tmp_path: Any) -> None:
    with Library(str(tmp_path / "news.db")) as library:
        book = Casebook(library, Config())
        client = TestClient(application(Room(book, Here(book))), base_url="http://127.0.0.1")
        body = {"documents": [*TWO, {"id": "n1", "text": TWO[0]["text"]}, {"id": "n1", "text": TWO[1]["text"]}], "published": "2031-05"}
        first, second = (client.post("/api/documents", json=body).json() for _ in range(2))
        assert [line["fate"] for line in first["lines"]] == ["stored", "stored", "stored", "rejected"]
        assert first["lines"][3]["code"] == "E-ID"
        assert second["counts"] == {"seen": 4, "stored": 0, "duplicate": 3, "rejected": 1, "quarantined": 0}
        moved = client.post("/api/documents", json={"documents": TWO[::-1]}).json()
        assert moved["counts"]["duplicate"] == 2
        ledger = client.get("/api/ledger", params={"per_page": 2}).json()
        assert (ledger["counts"]["stored"], len(ledger["lines"])) == (3, 2)
        assert client.get("/api/health").json()["reports"] == 3
        assert client.get("/api/reports/n1").json()["published"] == "2031-05"


def test_a_decision_is_entered_listed_and_taken_back(client: TestClient, home: str) -> None:
    event = home.rpartition("/")[2]
    finding = client.get(f"{home}/discrepancies").json()["discrepancies"][0]["id"]
    kept = client.post("/api/decisions", json={"kind": "dismiss", "finding": finding, "event": event, "initials": "KL"})
    assert (kept.status_code, kept.json()["in_force"], kept.json()["initials"]) == (201, True, "KL")
    assert [one["id"] for one in client.get(f"{home}/discrepancies").json()["dismissed"]] == [finding]
    number = kept.json()["number"]
    assert client.delete(f"/api/decisions/{number}").json() == {**kept.json(), "in_force": False}
    assert client.get(f"{home}/discrepancies").json()["dismissed"] == []
    assert {one["number"]: one["in_force"] for one in client.get("/api/decisions").json()["decisions"]}[number] is False
    assert code(client.delete(f"/api/decisions/{number}")) == (404, "no-such-id")


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/api/nothing", (404, "not-found")),
        ("/api/events/nothing", (404, "no-such-id")),
        ("/api/events/%00%ff", (404, "no-such-id")),
        ("/api/events/HOME/compare?reports=A", (400, "bad-request")),
        ("/api/events/HOME/compare?reports=A,A", (400, "bad-request")),
        ("/api/events/HOME/compare?reports=A,B,C,D,E", (400, "bad-request")),
        ("/api/events/HOME/compare?reports=A,%F0%9F%98%80", (404, "no-such-id")),
        ("/api/events/HOME/compare", (400, "wrong-type")),
        ("/api/events/HOME/explain/A>A", (404, "no-such-id")),
        ("/api/events/HOME/explain/a/b%2Fc", (404, "no-such-id")),
        ("/api/events/HOME/export/pdf", (404, "no-such-name")),
        ("/api/events/HOME?x=1", (400, "bad-request")),
        ("/api/events?page=0", (400, "wrong-type")),
        ("/api/events?page=-1", (400, "wrong-type")),
        (f"/api/events?page={'9' * 5000}", (400, "wrong-type")),
        ("/api/events?page=x", (400, "wrong-type")),
        ("/api/events?page=1&page=2", (400, "bad-request")),
        ("/api/events?pge=1", (400, "wrong-type")),
        ("/api/events?since=yesterday", (400, "bad-request")),
        ("/api/events?q=" + "x" * 501, (400, "wrong-type")),
        ("/api/search", (400, "wrong-type")),
        ("/api/reports/no/such/%2e%2e/report", (404, "no-such-id")),
        ("/api/ledger?per_page=201", (400, "wrong-type")),
    ],
)
def test_a_request_that_makes_no_sense_is_told(client: TestClient, home: str, path: str, wanted: tuple[int, str]) -> None:
    assert code(client.get(path.replace("/api/events/HOME", home))) == wanted


@pytest.mark.parametrize(
    "query", ["%00", "%ff%fe", "%ED%A0%80", '"', "*", "AND OR NOT", "NEAR(", "a" * 500, "\u202e", "'; DROP TABLE report"]
)
def test_any_words_may_be_looked_for(client: TestClient, query: str) -> None:
    assert client.get(f"/api/search?q={query}").status_code == 200
    assert client.get(f"/api/events?q={query}").status_code == 200


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"", (400, "not-json")),
        (b"{", (400, "not-json")),
        (b"\xff\xfe", (400, "not-json")),
        (b"[" * 100_000, (422, "wrong-type")),
        (b'{"documents":' + b"[" * 100_000, (422, "wrong-type")),
        (b'{"documents":[{"text":"x","a":' + b"[" * 100_000, (400, "not-json")),
        (b'{"documents":[{"text":"\\ud800"}]}', (400, "not-json")),
        (b'{"documents":[]}', (422, "wrong-type")),
        (b'{"documents":{}}', (422, "wrong-type")),
        (b'{"documents":[{"text":1}]}', (422, "wrong-type")),
        (b'{"documents":[{"title":"x"}]}', (422, "wrong-type")),
        (b'{"documents":[{"text":"x","a":1e999}]}', (422, "wrong-type")),
        (b'{"documents":[{"text":"x"}],"more":1}', (422, "wrong-type")),
        (b'{"documents":[{"text":"x"}],"published":"soon"}', (400, "bad-request")),
        (json.dumps({"documents": [{"text": "x"}] * 501}).encode(), (422, "wrong-type")),
        (b'{"documents":[{"text":"' + b"x" * (33 * 2**20) + b'"}]}', (413, "too-large")),
    ],
    ids=range(16),
)
def test_a_body_that_is_no_document_is_told(client: TestClient, room: Room, body: bytes, wanted: tuple[int, str]) -> None:
    before = room.book.library.stamp()
    for path in ("/api/documents", "/api/analyse"):
        assert code(client.post(path, content=body, headers=JSON)) == wanted
    assert room.book.library.stamp() == before


def test_documents_of_which_none_can_be_read_are_told(client: TestClient) -> None:
    assert code(client.post("/api/analyse", json={"documents": [{"text": "x"}]})) == (422, "E-NOTHING")


def test_a_document_may_hold_anything(client: TestClient) -> None:
    hostile = [
        {"text": TWO[0]["text"] + "\0\u202e\ufffe\x1b[2J", "title": "=1+1", "outlet": "<script>", "lang": "../..", "id": "../\0"},
        {"text": TWO[1]["text"], "a": {"b": [1, None, True, 10**30, {"c": "d"}]}, "id": "x" * 10_000, "url": "javascript:1"},
    ]  # fmt: skip
    answer = client.post("/api/analyse", json={"documents": hostile})
    assert answer.status_code == 200
    assert len(answer.json()["reports"]) == 2


def test_only_json_is_taken_and_only_by_its_methods(client: TestClient) -> None:
    assert code(client.post("/api/documents", content=b"{}")) == (415, "not-json")
    assert code(client.post("/api/decisions", data={"kind": "family"})) == (415, "not-json")
    refused = client.put("/api/decisions")
    assert code(refused) == (405, "method")
    assert set(refused.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert code(client.delete("/api/events")) == (405, "method")
    assert client.head("/api/events").status_code == 200


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({"kind": "attach"}, (422, "wrong-type")),
        ({"kind": "merge"}, (400, "bad-request")),
        ({"kind": "merge", "a": "x", "b": "y"}, (404, "no-such-id")),
        ({"kind": "dismiss", "event": "x", "finding": "y"}, (404, "no-such-id")),
        ({"kind": "check", "event": "HOME", "claim": "y", "state": "proven"}, (400, "bad-request")),
        ({"kind": "family", "outlet": "a", "family": "a"}, (400, "bad-request")),
        ({"kind": "family", "outlet": "a" * 2_001, "family": "b"}, (422, "wrong-type")),
        ({"kind": "family", "outlet": "a", "family": "b", "wrong": 1}, (422, "wrong-type")),
    ],
)
def test_a_decision_that_makes_no_sense_is_told(
    client: TestClient, room: Room, home: str, body: dict[str, object], wanted: tuple[int, str]
) -> None:
    whole = {key: home.rpartition("/")[2] if value == "HOME" else value for key, value in body.items()}
    assert code(client.post("/api/decisions", json=whole)) == wanted
    assert not room.book.library.judgements()


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 20, "9" * 5_000, "1.0", "١", "%00"])
def test_a_number_that_no_decision_has_is_told(client: TestClient, number: str) -> None:
    assert code(client.delete(f"/api/decisions/{number}")) == (404, "no-such-id")


def test_a_library_that_cannot_be_read_is_told(client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked() -> None:
        raise StoreError("news.db", "the library is locked", "wait")

    monkeypatch.setattr(room.book.library, "report_ids", locked)
    answer = client.get("/api/health")
    assert code(answer) == (503, "library")
    assert answer.headers["retry-after"] == "2"


def test_too_many_comparisons_at_once_are_refused(client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.hand, "lend", lambda work: Future())
    monkeypatch.setattr("rashomon.web.api.doing.WAIT_SECONDS", 0.0)
    monkeypatch.setattr(room, "trials", type(room.trials)())
    answers = [client.post("/api/analyse", json={"documents": [{**TWO[0], "id": f"n{n}"}]}) for n in range(5)]
    assert [answer.status_code for answer in answers] == [202] * 4 + [503]
    assert answers[0].json() == {"state": "comparing", "event": None, "reports": 1}
    assert code(answers[4]) == (503, "busy")


def test_a_comparison_that_failed_is_tried_again(client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    broken: Future[Analysis] = Future()
    broken.set_exception(BrokenProcessPool("died"))
    body = {"documents": [{**TWO[0], "id": "failing"}]}
    with monkeypatch.context() as patch:
        patch.setattr(room.hand, "lend", lambda work: broken)
        assert code(client.post("/api/analyse", json=body)) == (503, "E-CRASH")
    assert client.post("/api/analyse", json=body).status_code == 200


# --- Taranis AI -----------------------------------------------------------------------------------

BUDGET = "Parliament in Norvik voted on the school budget on Friday, after the minister of education had defended it for nine hours."


def story(id: str, *texts: str) -> dict[str, Any]:
    items = [{"id": f"{id}-{n}", "title": None, "content": text, "published": "2031-05-06T10:00:00", "source": "x", "tags": {}}
             for n, text in enumerate(texts)]  # fmt: skip
    return {"id": id, "title": "", "news_items": items, "important": False}


def test_stories_that_tell_one_event_are_clustered(client: TestClient) -> None:
    stories = [story("a", TWO[0]["text"]), story("b", BUDGET), story("c", TWO[1]["text"], "Too short."), story("d"), story("e", "")]
    answer = client.post("/bot/cluster", json={"stories": stories}, headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.json()["cluster_ids"] == {"event_clusters": [["a", "c"]]}
    assert answer.json()["unread"] == ["d", "e"]
    assert client.post("/bot/cluster/", json={"stories": []}, headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_the_items_of_a_story_stay_together(client: TestClient) -> None:
    stories = [story("a", TWO[0]["text"], BUDGET), story("b", TWO[1]["text"]), story("c", BUDGET)]
    answer = client.post("/bot/cluster", json={"stories": stories}, headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.json()["cluster_ids"] == {"event_clusters": [["a", "b", "c"]]}


def test_the_bot_answers_to_its_token_alone(client: TestClient, room: Room) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": TOKEN}):
        assert code(client.post("/bot/cluster", json={"stories": []}, headers=headers)) == (401, "token")
        assert code(client.get("/bot/cluster/health", headers=headers)) == (401, "token")
    key = {"authorization": f"Bearer {TOKEN}"}
    assert client.get("/bot/cluster/health", headers=key).json() == {"status": "ok"}
    assert client.get("/bot/cluster/modelinfo", headers=key).json()["model"] == "rashomon group"
    assert code(client.post("/bot/cluster", json={"stories": [{"id": []}]}, headers=key)) == (422, "wrong-type")
    open_room = TestClient(application(Room(room.book, room.hand)), base_url="http://127.0.0.1")
    refused = open_room.post("/bot/cluster", json={"stories": []}, headers=key)
    assert code(refused) == (403, "no-token")
    assert "--token" in refused.json()["error"]["todo"]
