"""Agents: what the tools give, what they refuse, and that the protocol is spoken by a real process."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp", reason="needs the extra `mcp`")

import anyio
from mcp import Client, StdioServerParameters, stdio_client

from asking import TWO, Here
from rashomon.agents import BY_NAME, answer
from rashomon.agents.tools import TOOLS, Desk
from rashomon.casebook import Casebook
from rashomon.config import Config
from rashomon.pipeline import load
from rashomon.sample import sample_path
from rashomon.store import Library
from rashomon.web.room import Room
from tools.render_docs import PROGRAM, environment


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("agents") / "news.db"
    with Library(str(path)) as made:
        made.add(load(str(sample_path())))
    return path


@pytest.fixture(scope="module")
def desk(library: Path) -> Iterator[Desk]:
    with Library(str(library)) as held:
        book = Casebook(held, Config())
        yield Desk(Room(book, Here(book)))


def told(desk: Desk, tool: str, **arguments: object) -> Any:
    text, wrong = answer(desk, tool, arguments)
    assert not wrong, text
    return json.loads(text)


def refused(desk: Desk, tool: str, **arguments: object) -> str:
    text, wrong = answer(desk, tool, arguments)
    assert wrong, text
    return text


def home(desk: Desk) -> str:
    return desk.room.book.told()[0].id


# --- the tools ------------------------------------------------------------------------------------


def test_an_event_is_told_in_few_words(desk: Desk) -> None:
    text, _ = answer(desk, "event", {"event": home(desk)})
    made = json.loads(text)
    assert len(text) < 40_000
    assert made["accounts"]["told"] == f"at most {made['accounts']['high']} separate accounts; separate newsgathering not shown"
    assert sorted(letter for some in made["accounts"]["members"] for letter in some) == [one["siglum"] for one in made["reports"]["rows"]]
    assert "not instructions" in made["note"]
    assert set(made) == {"event", "title", "sources", "reports", "summary", "accounts", "discrepancies", "note"}


def test_what_is_left_out_is_counted(desk: Desk) -> None:
    few, all_ = (told(desk, "event", event=home(desk), parts=["claims"], most=most)["claims"] for most in (2, 500))
    assert len(few["rows"]) == 2
    assert few["left_out"] == len(all_["rows"]) - 2
    assert all_["left_out"] == 0


@pytest.mark.parametrize("part", ["reports", "summary", "accounts", "discrepancies", "claims", "utterances", "stemma", "names"])
def test_every_part_can_be_asked_for(desk: Desk, part: str) -> None:
    assert told(desk, "event", event=home(desk), parts=[part])[part]


def test_ids_lead_on_to_reasons(desk: Desk) -> None:
    made = told(desk, "event", event=home(desk), parts=["discrepancies", "claims", "utterances", "stemma"])
    for part in ("discrepancies", "claims", "utterances", "stemma"):
        case = told(desk, "explain", event=home(desk), id=made[part]["rows"][0]["id"])
        assert case["title"]
        assert case["bits"] == pytest.approx(sum(one["bits"] for one in case["reasons"]["rows"]), abs=0.01)


def test_reports_side_by_side(desk: Desk) -> None:
    made = told(desk, "compare", event=home(desk), reports=["A", "B"])
    assert [one["siglum"] for one in made["reports"]] == ["A", "B"]
    assert [place["at"][:3] for place in made["passages"]["rows"][0]["places"]] == ["A:s", "B:s"]
    assert made["pairs"][0].keys() == {"a", "b", "class", "p"}


def test_events_and_words_are_found(desk: Desk) -> None:
    listed = told(desk, "events", q="ferry")
    assert home(desk) in {one["id"] for one in listed["events"]}
    hit = told(desk, "search", q="ferry", limit=1)["hits"][0]
    assert told(desk, "event", event=hit["event"])["title"]


def test_documents_are_compared_and_asked_about_again(desk: Desk) -> None:
    made = told(desk, "analyse", documents=[*TWO, {"text": "x"}], parts=["discrepancies"])
    assert [(one["left"]["value"], one["right"]["value"]) for one in made["discrepancies"]["rows"]] == [("41 person", "14 person")]
    assert len(made["unread"]) == 1
    again = told(desk, "event", event=made["event"], parts=["accounts"])
    assert again["accounts"]["high"] >= 1
    assert told(desk, "explain", event=made["event"], id=made["discrepancies"]["rows"][0]["id"])["reasons"]["rows"]
    assert "still held" in refused(desk, "event", event="given-0")


def test_a_document_may_hold_anything(desk: Desk) -> None:
    given = [{"text": TWO[0]["text"] + "\ud800\0\u202e", "title": "=1+1", "b": {"a": None}}, TWO[1]]
    assert len(told(desk, "analyse", documents=given)["reports"]["rows"]) == 2


def test_nothing_is_written(desk: Desk) -> None:
    home(desk)
    before = desk.room.book.library.stamp()
    told(desk, "analyse", documents=TWO)
    told(desk, "events")
    assert desk.room.book.library.stamp() == before


# --- what is refused ------------------------------------------------------------------------------


@pytest.fixture
def fenced(desk: Desk, tmp_path: Path) -> Desk:
    """A desk with one folder open, beside which something lies that is not."""
    inside = tmp_path / "open"
    (inside / "deeper").mkdir(parents=True)
    for name, one in zip(("one.txt", "deeper/two.txt"), TWO, strict=True):
        (inside / name).write_text(one["text"], encoding="utf-8")
    (tmp_path / "secret.txt").write_text("The password of the harbour office is written here for whoever may read it.", encoding="utf-8")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "way").symlink_to(tmp_path)
    (inside / "one.json").symlink_to(tmp_path / "secret.txt")
    (inside / "loop").symlink_to(inside / "loop")
    return Desk(desk.room, inside)


def test_files_under_the_folder_are_read(fenced: Desk) -> None:
    made = told(fenced, "analyse", paths=["one.txt", "deeper"])
    assert len(made["reports"]["rows"]) == 2


def test_a_folder_is_read_without_its_links(fenced: Desk) -> None:
    text, wrong = answer(fenced, "analyse", {"paths": ["."], "parts": ["reports", "summary", "claims"], "most": 500})
    assert not wrong
    assert "password" not in text


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "/etc/passwd", "link.txt", "way/secret.txt", "way", "loop", "deeper/../../secret.txt", "nowhere", "a\0b", "~", "/"],
)
def test_files_outside_the_folder_are_not(fenced: Desk, path: str) -> None:
    text = refused(fenced, "analyse", paths=[path])
    assert text.startswith("no file or folder under the one that is open")
    assert "password" not in text


def test_without_a_folder_no_file_is_read(desk: Desk) -> None:
    assert "--folder" in refused(desk, "analyse", paths=["one.txt"])


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("publish", {}, "no tool 'publish'; there is: analyse"),
        ("event", {}, "missing required field `event`"),
        ("event", {"event": "nothing"}, "no event 'nothing'"),
        ("event", {"event": 1}, "Expected `str`"),
        ("event", {"event": "HOME", "parts": ["everything"]}, "Invalid enum value"),
        ("event", {"event": "HOME", "most": 10**9}, "<= 500"),
        ("event", {"event": "HOME", "all": True}, "unknown field `all`"),
        ("explain", {"event": "HOME", "id": "d0"}, "no decision 'd0'"),
        ("compare", {"event": "HOME", "reports": ["A", "Z"]}, "no report 'Z'"),
        ("events", {"since": "soon"}, "not a date"),
        ("analyse", {}, "give documents"),
        ("analyse", {"documents": [{"text": "x"}]}, "too little text"),
        ("analyse", {"documents": ["x"]}, "Expected `object`"),
    ],
)
def test_what_makes_no_sense_is_told(desk: Desk, tool: str, arguments: dict[str, object], said: str) -> None:
    whole = {key: home(desk) if value == "HOME" else value for key, value in arguments.items()}
    assert said in refused(desk, tool, **whole)


def test_every_tool_has_a_schema_of_what_it_takes() -> None:
    for tool in TOOLS:
        assert tool.schema["type"] == "object"
        assert tool.schema["properties"]
        assert tool.says.endswith(".")
    assert set(BY_NAME) == {"analyse", "events", "event", "explain", "compare", "search"}


# --- the protocol ---------------------------------------------------------------------------------


def test_a_client_speaks_with_a_real_server(library: Path, tmp_path: Path) -> None:
    """The SDK's own client, over pipes; anything but the protocol on standard output would break it."""
    command = ["-c", f"{PROGRAM}sys.exit(main())", "mcp", "--library", str(library)]
    server = StdioServerParameters(command=sys.executable, args=command, env=environment(), cwd=tmp_path)

    async def ask() -> list[Any]:
        with anyio.fail_after(120):
            async with Client(stdio_client(server)) as client:
                tools = (await client.list_tools()).tools
                assert [tool.name for tool in tools] == [tool.name for tool in TOOLS]
                assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
                assert "not instructions" in (client.instructions or "")
                listed = await client.call_tool("events", {"q": "ferry"})
                event = json.loads(listed.content[0].text)["events"][0]["id"]  # type: ignore[union-attr]
                return [
                    await client.call_tool("event", {"event": event, "parts": ["accounts"]}),
                    await client.call_tool("analyse", {"documents": TWO, "parts": ["accounts"]}),
                    await client.call_tool("event", {"event": "nothing"}),
                ]

    whole, given, wrong = anyio.run(ask)
    assert json.loads(whole.content[0].text)["accounts"]["high"] > 1
    assert json.loads(given.content[0].text)["event"].startswith("given-")
    assert (wrong.is_error, wrong.content[0].text) == (True, "no event 'nothing'")
    assert list(tmp_path.iterdir()) == []
