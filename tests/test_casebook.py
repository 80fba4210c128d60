"""The casebook: events up to date, decisions entered and taken back, each recomputed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rashomon import group as grouping
from rashomon.casebook import Casebook, deciding
from rashomon.casebook.deciding import Signed
from rashomon.config import Config
from rashomon.errors import NoSuchId, StoreError, UsageError
from rashomon.export import exporters
from rashomon.pipeline import load
from rashomon.sample import sample_path
from rashomon.store import Library
from rashomon.types import Event, Judgement, Report
from tests.places import KINDS, Place, place_of


@pytest.fixture(scope="module", params=KINDS)
def whole(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Casebook]:
    """The sample in a library; every test takes back what it decides."""
    with Library(place_of(request.param, tmp_path_factory.mktemp("casebook"), request).address) as library:
        library.add(load(str(sample_path())))
        yield Casebook(library, Config())


@pytest.fixture
def book(whole: Casebook) -> Iterator[Casebook]:
    yield whole
    for one in whole.library.judgements():
        deciding.undo(whole, one.number)


def event(book: Casebook) -> str:
    return book.told()[0].id


def test_an_analysis_is_at_hand_until_something_changes(book: Casebook) -> None:
    first = book.analysis(event(book))
    assert book.analysis(event(book)) is first
    deciding.family(book, "The Harbour Courier", "Northmark")
    assert book.analysis(event(book)) is not first


def test_a_dismissed_finding_is_told_no_more_and_comes_back(book: Casebook) -> None:
    before = book.analysis(event(book))
    finding = before.findings.discrepancies[0]
    kept = deciding.dismiss(book, finding.id, event(book), Signed("a slip of the pen", "KL"))
    after = book.analysis(event(book))
    assert finding.id not in {one.id for one in after.findings.discrepancies}
    assert [one.id for one in after.findings.dismissed] == [finding.id]
    assert not [line for line in after.summary.lines if line.section == "check" and f"“{finding.left_value}”" in line.text]
    assert (kept.initials, kept.gist) == ("KL", f"{finding.kind}: {finding.left_value} | {finding.right_value}")
    deciding.undo(book, kept.number)
    assert exporters["json"](book.analysis(event(book))) == exporters["json"](before)


def test_outlets_of_one_family_are_at_most_one_account(book: Casebook) -> None:
    before = book.analysis(event(book)).stemma.accounts
    outlets = sorted({report.outlet for report in book.analysis(event(book)).reports if report.outlet})
    for outlet in outlets:
        deciding.family(book, outlet, "one house")
    after = book.analysis(event(book)).stemma.accounts
    assert after.high < before.high


def test_a_check_changes_no_count_and_no_finding(book: Casebook) -> None:
    before = book.analysis(event(book))
    claim = before.collation.claims[0]
    deciding.check(book, claim.id, "called", event(book), Signed("rang the harbour office", "KL", "MT", "https://example.org/note"))
    after = book.analysis(event(book))
    assert (after.findings, after.stemma, after.summary) == (before.findings, before.stemma, before.summary)
    assert [(one.kind, one.a, one.b, one.second) for one in after.judgements] == [("check", claim.id, "called", "MT")]


def test_the_last_check_of_a_claim_is_in_force_and_the_log_keeps_all(book: Casebook) -> None:
    claim = book.analysis(event(book)).collation.claims[0]
    for state in ("called", "confirmed"):
        deciding.check(book, claim.id, state, event(book))
    assert [one.b for one in book.library.judgements()] == ["confirmed"]
    assert len([line for line in book.library.history() if not isinstance(line, int) and line.a == claim.id]) >= 2


def test_a_primary_source_is_compared_until_it_is_taken_off(book: Casebook) -> None:
    (source,) = load(str(sample_path().parent / "press_conference.txt"), whole=True)
    kept = deciding.attach(book, source, event(book))
    compared = book.analysis(event(book)).primary
    assert compared is not None
    assert compared.quotations
    deciding.undo(book, kept.number)
    assert book.analysis(event(book)).primary is None


def test_reports_are_joined_and_parted_by_any_name(book: Casebook) -> None:
    analysis = book.analysis(event(book))
    g = next(report for report in analysis.reports if report.id == analysis.stemma.witnesses["G"])
    deciding.decide_reports(book, "join", g.path, analysis.stemma.witnesses["H"])
    assert book.analysis(event(book)).stemma.accounts.high == analysis.stemma.accounts.high - 1


def test_what_is_not_there_is_said(book: Casebook) -> None:
    with pytest.raises(NoSuchId, match="finding"):
        deciding.dismiss(book, "d0000000000", event(book))
    with pytest.raises(NoSuchId, match="claim"):
        deciding.check(book, "c0000000000", "open", event(book))
    with pytest.raises(UsageError, match="a claim is open, called, confirmed, rejected"):
        deciding.check(book, "c0000000000", "proven", event(book))
    with pytest.raises(NoSuchId, match="decision"):
        deciding.undo(book, 999)
    with pytest.raises(UsageError, match="its own"):
        deciding.family(book, "The Harbour Courier", " ")


def test_a_library_of_the_first_format_is_brought_up_to_date(tmp_path: Path) -> None:
    from rashomon.store import sqlite

    path, whole = str(tmp_path / "old.db"), sqlite.MIGRATIONS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "MIGRATIONS", whole[:1])
        with Library(path) as library:
            library.add(load(str(sample_path())))
    with Library(path) as library:
        assert len(library.report_ids()) == 10
        assert library.verify() == []


def test_a_second_signature_is_kept(book: Casebook) -> None:
    reports = book.analysis(event(book)).stemma.witnesses
    first = deciding.decide_reports(book, "join", reports["G"], reports["H"], Signed("one owner", "AB"))
    assert deciding.decide_reports(book, "join", reports["H"], reports["G"]) == first
    second = deciding.decide_reports(book, "join", reports["G"], reports["H"], Signed("rang them", "CD", "EF"))
    assert [(one.initials, one.second) for one in book.library.judgements()] == [("CD", "EF")]
    assert second.number > first.number


def test_a_decision_and_the_events_it_makes_are_kept_as_one(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with Library(place.address) as library:
        library.add([Report("a", "a.txt", "The bridge over the Lenn at Tolsund fell on Tuesday, the harbour office said.")])
        library.add([Report("b", "b.txt", "Shares of the Almira shipping line rose by four percent in early trading.")])
        book = Casebook(library, Config())
        before = book.events()
        assert len(before) == 2
        with monkeypatch.context() as patch:
            patch.setattr(library, "put_events", stopped)
            with pytest.raises(KeyboardInterrupt):
                deciding.decide_reports(book, "merge", "a", "b")
        assert (library.judgements(), book.events()) == ((), before)
        assert deciding.decide_reports(book, "merge", "a", "b").number == 1
        assert len(book.events()) == 1
        with monkeypatch.context() as patch:
            patch.setattr(library, "put_events", stopped)
            with pytest.raises(KeyboardInterrupt):
                deciding.undo(book, 1)
        assert (len(library.judgements()), len(book.events())) == (1, 1)
        deciding.undo(book, 1)
        assert book.events() == before


def test_while_reports_come_in_events_stay_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    with Library(":memory:") as library:
        reports = load(str(sample_path()))
        library.add(reports[:4])
        book = Casebook(library, Config())
        before = list(book.events())
        with monkeypatch.context() as patch, book.coming_in():
            patch.setattr(book, "regroup", lambda: pytest.fail("sorted before the last had come"))
            library.add(reports[4:])
            assert list(book.events()) == before
        assert {id for one in book.events() for id in one.reports} == {report.id for report in reports}


class Meanwhile:
    """Two programs on one library: while ours sorts, the other does something."""

    def __init__(self, place: Place, patch: pytest.MonkeyPatch, do: Callable[[Library, int], object]) -> None:
        self.ours, self.other, self.done = Library(place.address), Library(place.address, wait_seconds=0.05), list[object]()
        texts = ("The bridge over the Lenn fell on Tuesday.", "Shares of the Almira line rose.", "A school opened in Ostrand.")
        self.ours.add([Report(id, f"{id}.txt", text) for id, text in zip("abc", texts, strict=True)])
        self.book = Casebook(self.ours, Config())
        sort = grouping.group

        def sorting(*given: object) -> object:
            try:
                self.done.append(do(self.other, len(self.done)))
            except StoreError as error:
                self.done.append("is writing to this library" in str(error))
            return sort(*given)

        patch.setattr(grouping, "group", sorting)

    def events(self) -> list[set[str]]:
        return [set(one.reports) for one in self.ours.events()]

    def close(self) -> None:
        assert self.ours.verify() == []
        self.other.close()
        self.ours.close()


def test_a_decision_that_comes_in_while_events_are_sorted_is_in_them(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    two = Meanwhile(place, monkeypatch, lambda other, n: other.judge(Judgement("merge", "a", "c")))
    assert deciding.decide_reports(two.book, "merge", "a", "b").number == 2
    assert two.events() == [{"a", "b", "c"}]
    two.close()


def test_a_report_that_comes_in_while_events_are_sorted_is_sorted_at_the_next_look(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    two = Meanwhile(place, monkeypatch, lambda other, n: other.add([Report("d", "d.txt", "A tunnel closed in Veyra.")]))
    two.book.regroup()
    assert len(two.done) == 1
    two.book.events()
    assert sorted(id for members in two.events() for id in members) == list("abcd")
    two.close()


def test_events_that_hold_more_are_not_replaced_by_older_ones(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def sort_more(other: Library, n: int) -> None:
        if not n:
            other.add([Report("d", "d.txt", "A tunnel closed in Veyra.")])
            other.put_events([Event("e1", ("a", "b", "c", "d"))])

    two = Meanwhile(place, monkeypatch, sort_more)
    two.book.regroup()
    assert len(two.done) == 2
    assert sorted(id for members in two.events() for id in members) == list("abcd")
    two.close()


def test_who_decides_again_and_again_is_made_to_wait_at_last(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = [Judgement("merge", "a", "b"), Judgement("merge", "a", "c"), Judgement("split", "b", "c")]
    two = Meanwhile(place, monkeypatch, lambda other, n: other.judge(pairs[n]).kind)
    two.book.regroup()
    assert two.done == ["merge", "merge", True]
    assert two.events() == [{"a", "b", "c"}]
    two.close()
