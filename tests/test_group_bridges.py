"""Round-ups: a report that tells two events joins one, is noted at the other, and pulls nothing together."""

from __future__ import annotations

import numpy as np

from piles import LIGHTHOUSE, LIGHTHOUSE_OTHER, ROUND_UP, STRIKE, STRIKE_OTHER, report, told
from rashomon.config import GroupConfig
from rashomon.group import Grouper, group
from rashomon.group.bridge_kernel import sides
from rashomon.types import Judgement

CONFIG = GroupConfig()
LIGHT = [report("light-1", LIGHTHOUSE, "2024-11-08"), report("light-2", LIGHTHOUSE_OTHER, "2024-11-08")]
TRAM = [report("tram-1", STRIKE, "2024-11-08"), report("tram-2", STRIKE_OTHER, "2024-11-08")]
BOTH = report("both", ROUND_UP, "2024-11-09")
PILE = [*LIGHT, *TRAM, BOTH]


def test_a_round_up_joins_one_of_its_events_and_is_noted_at_the_other() -> None:
    with_it = {"light-1", "light-2", "both"}, {"tram-1", "tram-2", "both"}
    events = group(PILE, CONFIG)
    assert {frozenset(event.reports) for event in events} in (
        {frozenset(with_it[0]), frozenset({"tram-1", "tram-2"})},
        {frozenset({"light-1", "light-2"}), frozenset(with_it[1])},
    )
    assert sorted(event.also_in for event in events) == [(), ("both",)]


def test_a_round_up_holds_no_events_together() -> None:
    lone = [LIGHT[0], TRAM[0], BOTH]
    assert not any({"light-1", "tram-1"} <= set(event.reports) for event in group(lone, CONFIG))


def test_an_ordinary_report_tells_one_event() -> None:
    pile = Grouper(CONFIG)
    pile.add_all([*LIGHT, *TRAM])
    assert pile.grouping().also == {}


def test_a_round_up_stays_where_people_put_it() -> None:
    for home in ("light-1", "tram-2"):
        events = group(PILE, CONFIG, [Judgement("merge", "both", home)])
        assert any({"both", home} <= set(event.reports) for event in events)
    assert ("both",) in told(group([LIGHT[0], BOTH], CONFIG, [Judgement("split", "both", "light-1")]))


def test_the_pairs_of_a_node_rise_on_both_sides() -> None:
    left, right = np.array([0, 0, 1, 2]), np.array([1, 3, 2, 3])
    start, other, pair = sides(left, right, 4)
    assert [other[start[n] : start[n + 1]].tolist() for n in range(4)] == [[1, 3], [0, 2], [1, 3], [0, 2]]
    assert [pair[start[n] : start[n + 1]].tolist() for n in range(4)] == [[0, 1], [0, 2], [2, 3], [1, 3]]
