"""Grouping as a stream: the order, the batches and the number of workers leave no trace, and ids last."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piles import DECISIONS, LIGHTHOUSE_OTHER, PILE, homes, nearly, report, shuffled
from rashomon.cli import main
from rashomon.config import GroupConfig
from rashomon.group import Batch, Grouper, Grouping, batch_of, content_id, group, redirects
from rashomon.group.naming import event_id
from rashomon.group.record import days_of
from rashomon.types import Event, Judgement, Report, When

CONFIG = GroupConfig()
TIGHT = replace(CONFIG, neighbours=2, window_days=5.0)


def streamed(batches: Sequence[Sequence[Report]], config: GroupConfig, decided: tuple[Judgement, ...], workers: int) -> Grouper:
    pile = Grouper(config, decided, workers=workers)
    for batch in batches:
        pile.add_all(batch)
    return pile


def everything(pile: Grouper) -> tuple[tuple[Event, ...], Grouping]:
    return pile.events(), pile.grouping()


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[Report]]:
    """The pile in any order, cut into batches anywhere."""
    order = draw(st.permutations(PILE))
    cuts = sorted(draw(st.sets(st.integers(1, len(PILE) - 1))))
    return [order[low:high] for low, high in zip([0, *cuts], [*cuts, len(PILE)], strict=True)]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(arrivals(), st.sampled_from([CONFIG, TIGHT]), st.sampled_from([(), DECISIONS]), st.sampled_from([1, 2]))
def test_stream_equals_batch(batches: list[list[Report]], config: GroupConfig, decided: tuple[Judgement, ...], workers: int) -> None:
    assert everything(streamed(batches, config, decided, workers)) == everything(streamed([PILE], config, decided, 1))


@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(arrivals())
def test_asking_in_between_changes_nothing(batches: list[list[Report]]) -> None:
    pile = Grouper(CONFIG)
    for batch in batches:
        pile.add_all(batch)
        pile.events()
    assert everything(pile) == everything(streamed([PILE], CONFIG, (), 1))


@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(arrivals(), st.integers(1, len(PILE)))
def test_every_beginning_of_a_stream_is_the_batch_of_its_reports(batches: list[list[Report]], number: int) -> None:
    some = [one for batch in batches for one in batch][:number]
    pile = Grouper(CONFIG)
    for one in some:
        pile.add(one)
    assert pile.events() == group(sorted(some, key=lambda one: one.id), CONFIG)


def test_records_made_elsewhere_and_sent_twice_count_once() -> None:
    pile = Grouper(CONFIG)
    for part in (PILE[:8], PILE[4:12], PILE[2:]):
        made = batch_of(part, CONFIG)
        pile.add_batch(Batch(made.ids, made.records))
    assert pile.events() == group(PILE, CONFIG)


def test_hundreds_of_reports_group_alike_with_more_workers() -> None:
    many = [replace(one, id=f"{one.id}-{n}", text=nearly(one.text, n)) for one in PILE if len(one.text) > 300 for n in range(20)]
    assert everything(streamed([many], CONFIG, (), 1)) == everything(streamed([many[::-1]], CONFIG, (), 3))


# --- the command ---------------------------------------------------------------------------


@pytest.fixture
def outcome(tmp_path: Path) -> dict[str, bytes]:
    """What `rashomon group` writes, under several orders of its lines and numbers of workers."""
    found = {}
    for seed, workers in ((0, 1), (1, 1), (2, 2)):
        lines = tmp_path / f"pile-{seed}.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            for one in shuffled(PILE, seed):
                row = {"id": one.id, "text": one.text, "lang": one.lang}
                out.write(json.dumps(row | ({"date": one.published.low.date().isoformat()} if one.published else {})) + "\n")
        assert main(["group", str(lines), "--out", str(tmp_path / "events.jsonl"), "--workers", str(workers)]) == 0
        found[f"order {seed}, {workers} workers"] = (tmp_path / "events.jsonl").read_bytes()
    return found


def test_the_command_writes_the_same_bytes_for_any_order_and_workers(outcome: dict[str, bytes]) -> None:
    first, *others = outcome.values()
    assert [json.loads(line)["id"] for line in first.splitlines()] == sorted(one.id for one in PILE)
    assert others == [first, first]


# --- what events are called ----------------------------------------------------------------


def test_an_event_is_named_after_its_earliest_report() -> None:
    late, early = report("a", PILE[0].text, "2024-11-09"), report("b", PILE[1].text, "2024-11-08")
    assert [event.id for event in group([late, early], CONFIG)] == [event_id("b")]


def test_a_report_without_a_day_names_no_event_that_has_dated_reports() -> None:
    assert [event.id for event in group([report("a", PILE[0].text), report("b", PILE[1].text, "2024-11-08")], CONFIG)] == [event_id("b")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (When(datetime(2024, 11, 8, 18, tzinfo=UTC), datetime(2024, 11, 8, 18, 1, tzinfo=UTC), "minute"), "2024-11-08"),
        (When(datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC), "year"), "2024-11-08"),
        (None, "2024-11-08"),
    ],
)
def test_an_event_has_the_same_id_alone_and_in_a_pile(first: When | None, second: str) -> None:
    pair = [replace(PILE[0], id="a", published=first), replace(PILE[1], id="b", published=report("", "", second).published)]
    assert [event.id for event in group(pair, CONFIG)] == [content_id(pair)]


def test_an_event_keeps_its_id_while_it_grows() -> None:
    pile, seen = Grouper(CONFIG), set()
    for one in sorted((one for one in PILE if one.published), key=lambda one: (one.published and one.published.low, one.id)):
        pile.add(one)
        seen.add(homes(pile.events()).get("tram-1"))
    assert seen - {None} == {event_id("tram-1")}


def test_growing_leads_nowhere_else() -> None:
    before = group([one for one in PILE if one.id != "tram-2"], CONFIG)
    assert redirects(before, group(PILE, CONFIG)) == {}


def test_a_merge_redirects_the_later_event() -> None:
    before, after = group(PILE, CONFIG), group(PILE, CONFIG, [Judgement("merge", "light-1", "tram-1")])
    assert redirects(before, after) == {homes(before)["light-1"]: homes(after)["tram-1"]}


def test_a_split_redirects_nothing_as_the_old_id_stays() -> None:
    before, after = group(PILE, CONFIG), group(PILE, CONFIG, [Judgement("split", "tram-1", "tram-2")])
    assert redirects(before, after) == {}
    assert homes(after)["tram-1"] == homes(before)["tram-1"] != homes(after)["tram-2"]


def test_an_earlier_report_renames_the_event_and_the_old_id_leads_there() -> None:
    first = report("light-0", LIGHTHOUSE_OTHER + " Nobody else was hurt.", "2024-11-07")
    before, after = group(PILE, CONFIG), group([*PILE, first], CONFIG)
    assert homes(after)["light-2"] == event_id("light-0")
    assert redirects(before, after)[homes(before)["light-2"]] == event_id("light-0")


def test_a_vanished_report_leads_to_where_most_of_its_event_are() -> None:
    before = group(PILE, CONFIG)
    gone = next(one.id for one in PILE if event_id(one.id) == homes(before)["tram-2"])
    after = group([one for one in PILE if one.id != gone], CONFIG)
    assert redirects(before, after)[event_id(gone)] == homes(after)["tram-2"]


def test_an_event_of_which_nothing_is_left_leads_nowhere() -> None:
    before, after = group(PILE, CONFIG), group([one for one in PILE if one.id != "honey"], CONFIG)
    assert event_id("honey") not in redirects(before, after)


def test_a_date_known_to_the_month_lies_no_days_from_any_day_of_it() -> None:
    month = When(datetime(2024, 11, 1, tzinfo=UTC), datetime(2024, 12, 1, tzinfo=UTC), "month")
    assert days_of(replace(PILE[0], published=month)) == (
        days_of(report("", "", "2024-11-01"))[0],
        days_of(report("", "", "2024-11-30"))[0],
    )
    assert days_of(report("", "", "2024-11-08"))[0] == days_of(report("", "", "2024-11-08"))[1]
