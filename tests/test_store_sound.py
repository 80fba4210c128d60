"""What `verify` finds: every kind of damage planted, one at a time, each with a hash that holds, so that only agreement can see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rashomon.config import Config
from rashomon.pipeline import take_in
from rashomon.store import Entry, Library
from rashomon.types import Cut, Event, Judgement, Reason, Report, Skipped, Span
from tests.places import KINDS, Place

FERRY = "Ferry aground\nThe ferry Almira ran aground off Tolsund on Monday."


def report(id: str, text: str = FERRY) -> Report:
    cuts = (Cut(0, 2, "mark", "F", "Xf"), Cut(30, 34, "teaser", "", "gone"))
    return Report(id, f"{id}.txt", text, headline=Span(id, 0, 13), cuts=cuts)


@pytest.fixture
def sound(place: Place) -> Place:
    with Library(place.address) as library:
        library.add([*(report(id) for id in ("r1", "r2", "r3")), Skipped("x.txt", "rejected", "E-EMPTY", "empty")])
        library.put_events([Event("e1", ("r1", "r2")), Event("e2", ("r3",))])
        library.put_events([Event("e3", ("r1", "r2"), because=(Reason("same", 1.0, (Span("r1", 0, 5),)),)), Event("e2", ("r3",))])
        library.judge(Judgement("join", "r1", "r2"))
        library.judge(Judgement("check", "c1", "called", gist="ran aground off Tolsund", event="e1"))
        library.keep_primary(report("p1"))
        library.judge(Judgement("attach", "p1", "r3", event="e2"))
        library.undo(1)
        assert library.verify() == []
    return place


def damage(place: Place) -> str:
    with Library(place.address) as library:
        return "; ".join(map(str, library.verify()))


BASE = report("r1")
ALTERED = {
    "a headline outside the text": ("report", "r1", replace(BASE, headline=Span("r1", 0, 900)), "its headline points outside"),
    "a headline of another report": ("report", "r1", replace(BASE, headline=Span("r2", 0, 13)), "its headline points outside"),
    "a standfirst turned round": ("report", "r1", replace(BASE, deck=Span("r1", 9, 3)), "its deck points outside"),
    "a replacement that is not there": ("report", "r1", replace(BASE, cuts=(Cut(0, 2, "mark", "Q"),)), "cut does not fit"),
    "cuts that overlap": ("report", "r1", replace(BASE, cuts=(Cut(0, 5, "a"), Cut(3, 6, "b"))), "cut does not fit"),
    "a cut behind the end": ("report", "r1", replace(BASE, cuts=(Cut(4000, 4001, "a"),)), "cut does not fit"),
    "a removal of another length": ("report", "r1", replace(BASE, cuts=(Cut(3, 5, "a", "", "three"),)), "cut does not fit"),
    "a report under another id": ("report", "r1", replace(BASE, id="r9", headline=None), "belongs to 'r9'"),
    "a primary source's span": ("primary_source", "p1", replace(report("p1"), deck=Span("p1", 0, 999)), "its deck points outside"),
    "an event with a report that is gone": ("event", "e2", Event("e2", ("r3", "r7")), "report r7 is gone"),
    "a round-up that is gone": ("event", "e2", Event("e2", ("r3",), also_in=("r8",)), "report r8 is gone"),
    "a report in two events": ("event", "e2", Event("e2", ("r2", "r3")), "r2 stands in event"),
    "an event without a report": ("event", "e2", Event("e2", ()), "has no report"),
    "an event under another id": ("event", "e2", Event("e9", ("r3",)), "belongs to 'e9'"),
    "a reason outside a report": ("event", "e2", Event("e2", ("r3",), because=(Reason("x", 1.0, (Span("r3", 0, 900),)),)), "reason points"),
    "a redirect into nothing": ("redirect", "e1", "e7", "leads to e7, which is no event"),
    "a redirect in a circle": ("redirect", "e1", "e1", "leads in a circle"),
    "a decision about nothing": ("judgement", "1", Judgement("join", "r1", "r8", number=1), "about r8, which is gone"),
    "a decision's number": ("judgement", "1", Judgement("join", "r1", "r2", number=5), "belongs to 5"),
    "an attached source that is gone": ("judgement", "3", Judgement("attach", "p9", "r3", number=3), "about p9, which is gone"),
    "words that no report holds": ("judgement", "2", Judgement("check", "c1", "called", gist="sank", number=2), "holds the words it is"),
    "a decision in no event": ("judgement", "2", Judgement("check", "c1", "called", event="e0", number=2), "event e0, which leads nowhere"),
    "an undoing of nothing": ("judgement", "4", 9, "takes back 9"),
    "an undoing of itself": ("judgement", "4", 4, "takes back 4"),
    "a ledger line about nothing": ("entry", "r1.txt r1", Entry("r1.txt", "stored", report="r6"), "is stored, but it is gone"),
    "a stored line of no report": ("entry", "r1.txt r1", Entry("r1.txt", "stored"), "does not say which report"),
    "a report that never came in": ("entry", "r1.txt r1", Entry("r1.txt", "rejected", "E-EMPTY"), "no ledger line says where"),
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERED)
def test_a_row_that_says_what_cannot_be_is_found(name: str, sound: Place) -> None:
    table, id, body, said = ALTERED[name]
    sound.put(table, id, body)
    assert said in damage(sound)


def test_a_report_that_came_in_twice_is_found(sound: Place) -> None:
    sound.put("entry", "again.txt r1", Entry("again.txt", "stored", report="r1"), new=True)
    assert "2 times" in damage(sound)
    assert "ledger: says 4 reports are stored; there are 3" in damage(sound)


ALTERED_BY_OTHERS = [  # where, what another program did, and what is said
    ("file", "DELETE FROM words_docsize WHERE id = 2", "report in row 2: is not in the search index"),
    ("file", "INSERT INTO words_docsize VALUES (77, x'0101')", "report in row 77: is in the search index, but gone"),
    ("file", "INSERT INTO words (words, rowid, headline, text) VALUES ('delete', 2, 'Ferry aground', 'wrong')", "search index"),
    ("file", "UPDATE report SET hash = x'00' WHERE number = 1", "is not as it was written"),
    ("file", "PRAGMA user_version = 1", "its format is 1"),
    ("server", "DELETE FROM lookup WHERE number = 2", "report in row 2: is not in the search index"),
    (
        "server",
        "INSERT INTO lookup SELECT 77, came, headline, text, size, terms FROM lookup WHERE number = 1",
        "report in row 77: is in the",
    ),
    ("server", "UPDATE lookup SET text = ' wrong ' WHERE number = 2", "search index: does not fit the report in row 2"),
    ("server", "UPDATE lookup SET came = '' WHERE number = 2", "search index: does not fit the report in row 2"),
    ("server", "UPDATE report SET hash = '' WHERE number = 1", "is not as it was written"),
    ("server", "UPDATE library SET format = 1", "its format is 1"),
]
ALTERED_IN_BOTH = [
    ("UPDATE report SET body = replace(body, 'Almira', 'Elmira')", "is not as it was written"),
    ("UPDATE entry SET body = '{' WHERE number = 1", "is not as it was written"),
    ("DELETE FROM report WHERE number = 1", "rows are gone"),
    ("DROP TABLE event", "cannot be read"),
    ("DROP TABLE event; DELETE FROM judgement WHERE number = 1", "judgement 2: is row 1 but was written as row 2"),
    ("DELETE FROM report WHERE number = 1", "report r1: the ledger says it is stored, but it is gone"),
]


@pytest.mark.parametrize(
    ("place", "sql", "said"), [*ALTERED_BY_OTHERS, *((kind, *one) for kind in KINDS for one in ALTERED_IN_BOTH)], indirect=["place"]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_damage_is_found_also_where_nothing_can_be_written(sql: str, said: str, sound: Place, *, read_only: bool) -> None:
    with Library(sound.address, read_only=read_only) as library:
        sound.alter(sql)
        assert said in "; ".join(map(str, library.verify()))


def test_verify_sees_one_moment_and_changes_nothing(sound: Place) -> None:
    before = sound.state()
    with Library(sound.address, read_only=True) as library:
        assert library.verify() == []
    with Library(sound.address) as library:
        assert library.verify() == []
    assert sound.state() == before


def test_a_file_named_twice_is_no_damage(tmp_path: Path, place: Place) -> None:
    (tmp_path / "almira.txt").write_text(FERRY, encoding="utf-8")
    with Library(place.address) as library:
        for _ in range(2):
            library.add(take_in([tmp_path / "almira.txt"] * 2, Config(), known=library))
        assert library.verify() == []
        assert library.ledger().stored == 1
