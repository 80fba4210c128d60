"""Round-ups pull no events together and are noted at each; ordinary reports are noted nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from piles import FOSSIL, HONEY, LIGHTHOUSE, LIGHTHOUSE_ES, LIGHTHOUSE_OTHER, PILE, ROUND_UP, STRIKE, STRIKE_DE, STRIKE_OTHER, homes, report
from rashomon.config import GroupConfig
from rashomon.group import Grouper, group
from rashomon.group.bridge_kernel import _holds

CONFIG = GroupConfig()

TWO_EVENTS = [
    report("light-1", LIGHTHOUSE, "2024-11-08"),
    report("light-2", LIGHTHOUSE_OTHER, "2024-11-08"),
    report("light-3", LIGHTHOUSE_ES, "2024-11-09", "es"),
    report("tram-1", STRIKE, "2024-11-07"),
    report("tram-2", STRIKE_OTHER, "2024-11-08"),
    report("tram-3", STRIKE_DE, "2024-11-08", "de"),
    report("honey", HONEY, "2024-11-08"),
    report("fossil", FOSSIL, "2024-11-08"),
]
ROUND = report("round-up", ROUND_UP, "2024-11-09")


def test_a_round_up_pulls_no_events_together() -> None:
    home = homes(group([*TWO_EVENTS, ROUND], CONFIG))
    assert home["light-1"] == home["light-2"] == home["light-3"]
    assert home["tram-1"] == home["tram-2"] == home["tram-3"]
    assert home["light-1"] != home["tram-1"]


def test_a_round_up_tells_both_events() -> None:
    pile = Grouper(CONFIG)
    pile.add_all([*TWO_EVENTS, ROUND])
    home, also = homes(pile.events()), pile.grouping().also
    assert {home["round-up"], *also["round-up"]} >= {home["light-1"], home["tram-1"]}
    assert home["round-up"] not in also["round-up"]


def test_an_event_names_the_reports_that_tell_it_besides() -> None:
    pile = Grouper(CONFIG)
    pile.add_all([*TWO_EVENTS, ROUND])
    softly = {(id, event.id) for event in pile.events() for id in event.also_in}
    assert softly == {(id, name) for id, names in pile.grouping().also.items() for name in names}


def test_ordinary_reports_tell_one_event() -> None:
    pile = Grouper(CONFIG)
    pile.add_all(TWO_EVENTS)
    assert pile.grouping().also == {}


def test_beside_a_round_up_ordinary_reports_still_tell_one_event() -> None:
    pile = Grouper(CONFIG)
    pile.add_all([*TWO_EVENTS, ROUND])
    assert set(pile.grouping().also) == {"round-up"}


def test_of_a_pile_with_one_round_up_it_alone_tells_several_events() -> None:
    pile = Grouper(CONFIG)
    pile.add_all([one for one in PILE if not one.id.startswith("weather")])
    assert set(pile.grouping().also) == {"both"}


def test_copies_of_a_round_up_tell_the_same_events() -> None:
    pile = Grouper(CONFIG)
    pile.add_all([*TWO_EVENTS, ROUND, report("round-up-again", ROUND_UP, "2024-11-10")])
    also = pile.grouping().also
    assert also["round-up"] == also["round-up-again"]


@pytest.mark.parametrize(("wanted", "place"), [(2, 0), (5, 1), (9, 2), (3, -1), (1, -1), (11, -1)])
def test_a_neighbour_is_looked_for_in_its_own_list_only(wanted: int, place: int) -> None:
    assert _holds(np.array([2, 5, 9, 11, 12]), 0, 3, wanted) == place
