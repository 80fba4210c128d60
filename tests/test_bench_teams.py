"""The bench of a team: the same in small, and a library that forgets is found out."""

from __future__ import annotations

import pytest

from bench import teams
from rashomon.store import Library
from rashomon.types import Judgement
from tests.databases import Server
from tests.places import Place


def test_a_team_loses_nothing_and_is_shown_no_error(database: Server) -> None:
    found = teams.together(database.address(), seconds=3, writers=4, readers=12, processes=1)
    assert (found["errors"], found["first_errors"], found["damage"]) == (0, [], [])
    assert set(found["lost"].values()) == {0}  # type: ignore[attr-defined]
    assert found["reports"]


def test_what_is_lost_is_found(place: Place) -> None:
    writer = teams.Writer(place.address, "ann")
    for _ in range(3):
        writer.add()
    writer.attach()
    writer.join()
    assert set(teams.lost(place.address, [writer.told])["lost"].values()) == {0}  # type: ignore[attr-defined]
    writer.library.close()
    gone = next(iter(writer.told.reports))
    writer.told.reports["never"] = "came in"
    writer.told.decisions.append(Judgement("join", "a", "b", number=9))
    writer.told.undone.append(7)
    place.alter("DELETE FROM entry WHERE number = 1")
    found = teams.lost(place.address, [writer.told])
    assert found["lost"] == {"reports": 1, "ledger_lines": 2, "decisions": 1, "undone": 1, "in_no_event": 0}
    assert found["damage"]
    assert gone


def test_half_of_a_grouping_is_noticed(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = teams.Writer(place.address, "ann")
    writer.add()
    reader = teams.Reader(place.address, "bob")
    for look in reader.looks:
        look()
    assert reader.told.errors == []
    writer.book.regroup()
    monkeypatch.setattr(Library, "report_ids", lambda self: [])
    reader.events()
    assert reader.told.errors == ["events: half of a grouping was seen"]
    for one in (writer, reader):
        one.library.close()
