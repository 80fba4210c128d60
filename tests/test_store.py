"""The library: what stays, what is refused, and which decisions are in force."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from rashomon.config import Config
from rashomon.errors import MachineError, NoSuchId, ReadOnlyLibrary, StoreError, UsageError
from rashomon.pipeline import take_in
from rashomon.store import Hit, Ledger, Library, Store
from rashomon.types import Cut, Event, Judgement, Report, Skipped, Span, When
from tests.places import Place

HEADLINE = "Bridge falls"


def report(n: int, text: str = "The old bridge over the Lenn fell on Tuesday, a café owner said.") -> Report:
    id = f"r{n:02}"
    day = When(datetime(2021, 5, 4, tzinfo=UTC), datetime(2021, 5, 5, tzinfo=UTC), "day")
    whole = f"{HEADLINE}\n{text}"
    cuts = (Cut(0, 3, "mark", "B"),)
    return Report(id, f"{id}.txt", whole, headline=Span(id, 0, len(HEADLINE)), published=day, cuts=cuts, extra={"a": [1, {"b": None}]})


@pytest.fixture
def library(place: Place) -> Iterator[Library]:
    with Library(place.address) as opened:
        opened.add(report(n) for n in range(1, 6))
        yield opened


def reports_sorted(store: Store) -> list[str]:
    return [one.id for one in store.reports()]


# --- reports and the ledger ----------------------------------------------------------------


def test_a_report_comes_back_as_it_went_in(library: Library) -> None:
    assert library.report("r03") == report(3)
    assert list(library.reports()) == [report(n) for n in range(1, 6)]


def test_reports_are_sorted_by_id_whatever_the_order_of_entry(library: Library) -> None:
    library.add([report(9), report(0), report(7)])
    assert reports_sorted(library) == ["r00", "r01", "r02", "r03", "r04", "r05", "r07", "r09"]


def test_adding_again_is_a_no_op(place: Place) -> None:
    items = [report(1), report(2), Skipped("x.jsonl", "quarantined", "E-JSON", "not JSON", 3, 44)]
    with Library(place.address) as library:
        assert library.add(items) == Ledger(stored=2, quarantined=1)
    before = place.state()
    with Library(place.address) as library:
        assert library.add(items) == Ledger(duplicate=2, quarantined=1)
        assert library.ledger() == Ledger(stored=2, quarantined=1)
    assert place.state() == before


def test_every_input_has_one_line_and_the_counts_add_up(library: Library) -> None:
    moved = Report("r01", "elsewhere.txt", report(1).text)
    came = [Skipped("a.txt", "rejected", "E-EMPTY", "empty"), Skipped("p.jsonl", "quarantined", "E-JSON", "bad", 2, 9), moved]
    library.add([*came, *came])
    entries = list(library.entries())
    assert library.ledger() == Ledger(stored=5, duplicate=1, rejected=1, quarantined=1)
    assert library.ledger().seen == len(entries)
    assert [(entry.origin, entry.fate, entry.report) for entry in entries[-3:]] == [
        ("a.txt", "rejected", None), ("p.jsonl#2", "quarantined", None), ("elsewhere.txt", "duplicate", "r01")]  # fmt: skip


def test_lines_about_one_place_do_not_stand_for_each_other(tmp_path: Path, place: Place) -> None:
    entries = [{"id": str(n), "content_text": "", "title": "Bridge"} for n in range(3)]
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Herald", "items": entries})
    page = f"HTTP/1.1 200 OK\r\nContent-Type: application/feed+json\r\n\r\n{feed}"
    head = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x>\r\nWARC-Date: 2031-05-06T00:00:00Z\r\nContent-Type: application/http"
    record = f"{head}\r\nContent-Length: {len(page)}\r\n\r\n{page}\r\n\r\n"
    (tmp_path / "crawl.warc").write_text(f"{record}no record\n{record}none either\n{record}", encoding="utf-8", newline="")
    with Library(place.address) as library:
        counts = library.add(take_in([tmp_path / "crawl.warc"], Config(), known=library))
        assert counts == Ledger(rejected=9, quarantined=2)
        assert library.ledger() == counts
        assert library.add(take_in([tmp_path / "crawl.warc"], Config(), known=library)) == counts
        assert library.ledger() == counts
        assert not library.verify()


def test_a_file_that_changed_came_in_twice(library: Library) -> None:
    library.add([Report("r99", "r01.txt", "The bridge stands again.")])
    assert library.ledger().stored == 6
    assert not library.verify()


def test_a_stored_text_never_changes(library: Library) -> None:
    for _ in range(2):
        assert library.add([Report("r01", "r01.txt", "Something else.")]) == Ledger(rejected=1)
    assert library.report("r01") == report(1)
    assert [(line.fate, line.code) for line in library.entries() if line.origin == "r01.txt"] == [("stored", ""), ("rejected", "E-ID")]


def test_an_unknown_report_is_named(library: Library) -> None:
    with pytest.raises(NoSuchId, match="r77"):
        library.report("r77")


def test_the_ledger_keeps_the_encoding(library: Library) -> None:
    library.add([Report("wide", "wide.txt", "The bridge fell.", encoding="utf-16-le")])
    assert list(library.entries())[-1].encoding == "utf-16-le"


# --- search --------------------------------------------------------------------------------


def found(library: Library, hits: list[Hit]) -> list[list[str]]:
    return [[library.report(hit.report).quote(span) for span in hit.spans] for hit in hits]


def test_search_points_at_the_words(library: Library) -> None:
    library.add([report(8, "A ferry crosses the Lenn. The Ferry company is glad.")])
    assert found(library, library.search("ferry")) == [["ferry", "Ferry"]]


def test_search_takes_phrases_and_forgives_accents(library: Library) -> None:
    assert found(library, library.search('"cafe owner"', limit=1)) == [["café owner"]]
    assert library.search('"owner cafe"') == []


WORDS = "the old bridge café über Ölpreis İstanbul ẞ 中国人 परिवार ἀρχή й résumé owner's 3.5 ½ e\u0301te ﬁ don’t x\u200dy العربية".split()


def test_both_places_find_the_same(library: Library) -> None:
    draw = random.Random(4)  # noqa: S311 - the same each time
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(3, 40))) for _ in range(60)]
    some = [Report(f"x{n:02}", f"x{n}.txt", text, headline=Span(f"x{n:02}", 0, len(text) // 3)) for n, text in enumerate(texts)]
    library.add(some)
    with Library(":memory:") as other:
        other.add([*(report(n) for n in range(1, 6)), *some])
        for _ in range(80):
            query = " ".join(draw.choice(('"{} {}"', "{}")).format(*draw.sample(WORDS, 2)) for _ in range(draw.randint(1, 3)))
            ours, theirs = library.search(query, 20), other.search(query, 20)
            assert [(hit.report, hit.spans) for hit in ours] == [(hit.report, hit.spans) for hit in theirs], query
            assert [hit.rank for hit in ours] == pytest.approx([hit.rank for hit in theirs])


@pytest.mark.parametrize("odd", ["a\0b", "\ufeff", "\u202e{}\\\"'\\u0000", "\U0010ffff", " NULL ", "€\n\r\t\x1f"])
def test_any_text_is_kept_as_it_is(library: Library, odd: str) -> None:
    kept = Report(f"id{odd}", f"{odd}.txt", f"Bridge {odd} collapses.", outlet=odd, raw_sha256="0" * 64, extra={odd: [odd, {odd: None}]})
    assert library.add([kept, kept, Skipped(odd, "rejected", "E-EMPTY", odd)]) == Ledger(stored=1, duplicate=1, rejected=1)
    library.judge(Judgement("family", f"outlet{odd}", odd or "x", odd, initials=odd))
    library.put_events([Event(f"e{odd}", (kept.id,))])
    library.put_events([Event("e2", (kept.id,))])
    assert (library.report(kept.id), library.came_in(kept.path, "0" * 64), library.event(f"e{odd}").id) == (kept, kept.id, "e2")
    assert library.search("collapses")[0].report == kept.id
    assert kept.id in library.report_ids()
    assert {entry.origin for entry in library.entries()} >= {odd, kept.path}
    assert library.verify() == []


@pytest.mark.parametrize("query", ["", '"', "AND", "*", "text:", "(a OR", "NEAR(", "a\0b", "'; DROP TABLE report; --"])
def test_no_query_breaks_the_search(library: Library, query: str) -> None:
    assert isinstance(library.search(query), list)


# --- people's decisions --------------------------------------------------------------------


def test_a_decision_is_kept_once_with_its_number(library: Library) -> None:
    first = library.judge(Judgement("merge", "r02", "r01", "same bridge"))
    assert first == Judgement("merge", "r01", "r02", "same bridge", 1)
    assert library.judge(Judgement("merge", "r01", "r02")) == first
    assert library.judgements() == (first,)


def test_the_later_of_two_opposite_decisions_is_in_force_until_undone(library: Library) -> None:
    merge, join = library.judge(Judgement("merge", "r01", "r02")), library.judge(Judgement("join", "r01", "r02"))
    split = library.judge(Judgement("split", "r01", "r02"))
    assert library.judgements() == (join, split)
    assert library.undo(split.number) == split
    assert library.judgements() == (merge, join)


def test_an_undone_decision_stays_in_the_history(library: Library) -> None:
    one = library.judge(Judgement("part", "r01", "r03"))
    library.undo(1)
    library.undo(1)
    assert library.judgements() == ()
    assert library.history() == [one, 1]
    assert library.judge(Judgement("part", "r01", "r03")).number == 3


def test_decisions_need_reports_that_exist(library: Library) -> None:
    with pytest.raises(NoSuchId):
        library.judge(Judgement("merge", "r01", "r77"))
    with pytest.raises(UsageError):
        library.judge(Judgement("merge", "r01", "r01"))
    with pytest.raises(NoSuchId):
        library.undo(5)
    assert library.history() == []


# --- events --------------------------------------------------------------------------------


def test_an_old_event_id_leads_to_where_most_of_its_reports_went(library: Library) -> None:
    library.put_events([Event("aaa1", ("r01", "r02", "r03")), Event("bbb1", ("r04",))])
    library.put_events([Event("aaa2", ("r01", "r02")), Event("ccc1", ("r03", "r05")), Event("bbb1", ("r04",))])
    assert library.event("aaa1").id == "aaa2"
    library.put_events([Event("ddd1", ("r01", "r02", "r03", "r04"))])
    assert library.event("aaa1").id == library.event("aaa2").id == library.event("bbb1").id == "ddd1"
    library.put_events([Event("aaa1", ("r01", "r02", "r03"))])
    assert library.event("aaa1").id == library.event("ddd1").id == "aaa1"


def test_the_beginning_of_an_id_is_enough_where_it_is_clear(library: Library) -> None:
    library.put_events([Event("abc", ("r01",)), Event("abd", ("r02",)), Event("ab", ("r03",))])
    assert library.event("abc").id == "abc"
    assert library.event("ab").id == "ab"
    with pytest.raises(UsageError, match="not clear"):
        library.event("a")
    for unknown in ("x", ""):
        with pytest.raises((NoSuchId, UsageError)):
            library.event(unknown)


# --- opening, on either place ------------------------------------------------------------------


def test_a_missing_library_is_not_made_by_who_only_reads(place: Place) -> None:
    for _ in range(2):
        with pytest.raises(StoreError, match="no library"):
            Library(place.address, create=False)
        with pytest.raises(StoreError, match="no library"):
            Library(place.address, read_only=True)


def test_two_programs_can_make_one_library(place: Place) -> None:
    with Library(place.address) as one, Library(place.address) as two:
        one.add([report(1)])
        two.add([report(2)])
        assert reports_sorted(one) == reports_sorted(two) == ["r01", "r02"]


def test_closing_twice_is_allowed_also_in_the_middle_of_reading(place: Place) -> None:
    library = Library(place.address)
    library.add([report(1), report(2)])
    next(library.reports())
    library.close()
    library.close()


def test_what_is_kept_together_is_kept_as_one(library: Library) -> None:
    with suppress(KeyboardInterrupt), library.together():
        library.judge(Judgement("merge", "r01", "r02"))
        library.put_events([Event("aaa1", ("r01", "r02"))])
        raise KeyboardInterrupt
    assert (library.judgements(), library.events()) == ((), ())
    with library.together():
        library.judge(Judgement("merge", "r01", "r02"))
        with library.together():
            library.put_events([Event("aaa1", ("r01", "r02"))])
    assert (len(library.judgements()), len(library.events())) == (1, 1)
    assert library.verify() == []


def test_a_reader_can_write_nothing(library: Library, place: Place) -> None:
    before = place.state()
    with Library(place.address, read_only=True) as reader:
        assert len(list(reader.reports())) == 5
        assert reader.search("bridge")
        for write in (
            lambda: reader.add([report(9)]),
            lambda: reader.judge(Judgement("join", "r01", "r02")),
            lambda: reader.undo(1),
            lambda: reader.put_events([Event("e", ("r00",))]),
            lambda: reader.keep_primary(report(9)),
        ):
            with pytest.raises(ReadOnlyLibrary, match="opened for reading only"):
                write()
    assert place.state() == before


def test_a_reader_sees_what_a_writer_beside_it_writes(library: Library, place: Place) -> None:
    with Library(place.address, read_only=True) as reader:
        stamp, reading = reader.stamp(), reader.reports()
        next(reading)
        library.add([report(9)])
        assert len(list(reading)) == 4  # one moment
        assert reader.stamp() != stamp
        assert reader.report("r09")


def test_a_stamp_changes_with_whatever_is_written(library: Library, place: Place) -> None:
    with Library(place.address, read_only=True) as reader:
        stamps = [reader.stamp(), reader.stamp()]
        assert stamps[0] == stamps[1]
        for write in (
            lambda: library.add([Skipped("a.txt", "rejected", "E-EMPTY", "empty")]),
            lambda: library.judge(Judgement("merge", "r01", "r02")),
            lambda: library.undo(1),
            lambda: library.put_events([Event("aaa1", ("r01",))]),
            lambda: library.keep_primary(report(30)),
            lambda: place.alter("UPDATE event SET body = '{}'"),
            lambda: place.alter("DELETE FROM event"),
        ):
            write()
            assert reader.stamp() not in stamps
            stamps.append(reader.stamp())


# --- the file ------------------------------------------------------------------------------


def refused(path: Path, *words: str) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught, Library(str(path), wait_seconds=0.05) as library:
        library.add([report(50)])
    assert caught.value.exit_code == 5
    assert all(word in str(caught.value) for word in words)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("The bridge fell. " * 20)
    refused(tmp_path / "notes.txt", "not a Rashomon library")


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE report (id)")
    other.close()
    refused(tmp_path / "other.db", "another program")


def test_a_newer_library_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library(str(path)).close()
    connection = apsw.Connection(str(path))
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    refused(path, "newer version", "99", "update rashomon")


def test_a_library_cut_short_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(str(path)) as library:
        library.add(report(n) for n in range(40))
    path.write_bytes(path.read_bytes()[:-4096])
    refused(path, "damaged")


def test_a_locked_library_says_so(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library(str(path)):
        other = apsw.Connection(str(path))
        other.execute("BEGIN IMMEDIATE")
        refused(path, "this program itself is writing", "still after 0.", "try again")
        other.close()


def test_an_empty_file_becomes_a_library(tmp_path: Path) -> None:
    (tmp_path / "library.db").touch()
    with Library(str(tmp_path / "library.db")) as library:
        assert library.add([report(1)]).stored == 1


def test_a_library_for_one_run_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Library(":memory:") as library:
        assert library.add([report(1)]).stored == 1
        assert library.search("bridge")
        assert library.verify() == []
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_missing_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(MachineError):
        Library(str(tmp_path / "nowhere" / "library.db"))


def test_a_full_disk_is_the_machines_fault_and_costs_nothing(tmp_path: Path) -> None:
    with Library(str(tmp_path / "library.db")) as library:
        library.add([report(1)])
        library._shelf.connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(MachineError, match="full"):
            library.add(report(n, "The bridge fell. " * 500) for n in range(2, 60))
    with Library(str(tmp_path / "library.db")) as library:
        assert reports_sorted(library) == ["r01"]
        assert not library.verify()
        assert library.add(report(n) for n in range(60)) == Ledger(stored=59, duplicate=1)
