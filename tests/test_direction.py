"""Who took from whom: what is dropped and reworded tells the child, what each keeps tells siblings, and doubt stays open."""

from __future__ import annotations

from itertools import pairwise

import pytest

from events import FIRE, SEPARATE, analysis, report
from rashomon.pipeline import analyse
from rashomon.text.dates import parse_when
from rashomon.trace.parents import NONE, arborescence
from rashomon.types import Stemma, total_bits

STORM = (
    "A storm tore the roof off the covered market in Brenholm early on Thursday and flooded forty houses along the river.",
    "The mayor, Astrid Holm, opened the sports hall to families who could not return to their homes.",
    "Wind speeds reached 130 kilometres an hour at the lighthouse shortly before five in the morning.",
    "Two market traders were treated for cuts after a window broke above their stalls.",
    "The river rose by a metre within an hour and broke through the old stone wall near the mill.",
    "Engineers said the wall had been due for repair since the spring but the money had not been found.",
    "The railway company stopped all trains on the coast line until the tracks could be checked.",
    "A ferry with eighty passengers turned back to harbour when the captain lost sight of the buoys.",
    "Power was cut to three villages and came back in two of them by noon.",
    "Schools will stay closed until Monday while volunteers clear fallen trees from the roads.",
    "The bakery on Mill Street gave bread to anyone who came, its owner said, because the ovens were still hot.",
    "Insurance companies expect the damage to come to several million crowns.",
    "It was the third storm of this strength to reach the town in ten years.",
    "The council will meet on Friday to decide when the market can open again.",
)
MARKET = (
    "Fishmonger Ole Brandt had just unlocked his stall when the sky came in.",
    "He ran for the cellar door with his daughter and pulled it shut behind them.",
    "For ten minutes they heard tiles falling on the stones above their heads.",
    "When they climbed out again the clock tower was gone and the square was full of feathers.",
    "Somebody's hens, Brandt says, were sitting on the fountain as if they had paid for it.",
    "His neighbours lost everything that was in the cold store, and nobody knows who will pay.",
    "An old woman went from stall to stall and counted the people she knew.",
    "By evening the square smelled of diesel from the pumps and of coffee from the fire station.",
)
FIRST_HAND = {"tore": "ripped", "opened": "unbolted", "treated": "doctored", "rose": "swelled", "repair": "refurbishment", "money": "lucre"}
SECOND_HAND = {"families": "kinfolk", "stopped": "suspended", "captain": "skipper", "damage": "detriment", "decide": "adjudicate",
               "villages": "hamlets", "fallen": "toppled"}  # fmt: skip


def reworded(sentences: tuple[str, ...], words: dict[str, str], dropped: tuple[int, ...] = ()) -> tuple[str, ...]:
    """Some sentences dropped, and in the others rare words for common ones."""
    kept = [sentence for n, sentence in enumerate(sentences) if n not in dropped]
    return tuple(" ".join(words.get(word, word) for word in sentence.split(" ")) for sentence in kept)


ONE = reworded(STORM, FIRST_HAND, (6, 11))
OTHER = reworded(STORM, SECOND_HAND, (4, 5))


def edges(stemma: Stemma) -> set[tuple[str, str]]:
    return {(edge.child, edge.parent) for edge in stemma.edges}


def test_what_is_cut_and_reworded_comes_from_what_is_not() -> None:
    assert edges(analysis(a=STORM, b=ONE, c=MARKET).stemma) == {("B", "A")}
    assert edges(analysis(a=ONE, b=STORM, c=MARKET).stemma) == {("A", "B")}


def test_a_rewrite_of_a_rewrite_comes_from_the_rewrite() -> None:
    again = reworded(ONE, SECOND_HAND, (3,))
    assert edges(analysis(a=STORM, b=ONE, c=again).stemma) == {("B", "A"), ("C", "B")}


def test_two_that_each_keep_what_the_other_lost_hang_from_a_lost_text() -> None:
    stemma = analysis(a=ONE, b=OTHER, c=MARKET).stemma
    (lost,) = stemma.lost
    assert edges(stemma) == {("A", lost.siglum), ("B", lost.siglum)}
    assert total_bits(lost.because) > 0
    assert {pair.relation for pair in stemma.pairs if pair.a == "a" and pair.b == "b"} == {"siblings"}


def test_with_their_source_at_hand_both_come_from_that() -> None:
    stemma = analysis(a=ONE, b=OTHER, c=STORM).stemma
    assert edges(stemma) == {("A", "C"), ("B", "C")}
    assert not stemma.lost


def test_who_joins_two_accounts_comes_from_both_and_makes_them_no_one_account() -> None:
    joined = (*STORM[:7], *MARKET[2:8])
    found = analysis(a=STORM, b=MARKET, c=joined).stemma
    assert edges(found) == {("C", "A"), ("C", "B")}
    assert found.accounts.high == 2


def test_two_cuts_of_one_text_are_one_account() -> None:
    found = analysis(a=STORM, b=STORM[:9], c=(*STORM[:2], *STORM[8:])).stemma
    assert found.accounts.high == 1
    assert edges(found) == {("B", "A"), ("C", "A")}


def test_where_nothing_tells_who_was_first_nothing_is_said() -> None:
    found = analysis(a=FIRE, b=(*FIRE[4:], *FIRE[:4]), c=SEPARATE).stemma
    (lost,) = found.lost
    assert total_bits(lost.because) == 0


def test_time_is_heard_and_does_not_decide_alone() -> None:
    def told(first: str, second: str) -> set[tuple[str, str]]:
        dated = [report("a", STORM, published=parse_when(first)), report("b", ONE, published=parse_when(second))]
        return edges(analyse(dated).stemma)

    assert told("2024-05-02T10:00:00Z", "2024-05-02T12:00:00Z") == {("B", "A")}
    assert ("A", "B") not in told("2024-05-02T12:00:00Z", "2024-05-02T10:00:00Z")


def test_of_equal_texts_the_earlier_is_the_parent() -> None:
    dated = [report("a", STORM, published=parse_when("2024-05-03")), report("b", STORM, published=parse_when("2024-05-02"))]
    (edge,) = analyse(dated).stemma.edges
    assert (edge.child, edge.parent, edge.kind) == ("A", "B", "copy")
    (undated,) = analysis(a=STORM, b=STORM).stemma.edges
    assert undated.p == pytest.approx(0.5)


def test_bits_are_the_sum_of_reasons_that_show_both_sentences() -> None:
    (edge,) = analysis(a=STORM, b=ONE, c=MARKET).stemma.edges
    assert edge.bits == total_bits(edge.because)
    rarer = next(reason for reason in edge.because if reason.rule == "direction.rarer")
    assert {span.report for span in rarer.at} == {"a", "b"}


# --- credits --------------------------------------------------------------------------------


def test_an_agency_whose_report_is_at_hand_is_not_missing() -> None:
    reports = [report("a", STORM, outlet="AP"), report("b", ONE, credit="(AP)"), report("c", MARKET)]
    stemma = analyse(reports).stemma
    assert edges(stemma) == {("B", "A")}
    assert not stemma.lost
    assert "parent.credited" in {reason.rule for edge in stemma.edges for reason in edge.because}


def test_one_missing_source_has_one_letter() -> None:
    wire = {"credit": "With information from Nordlys Wire"}
    reports = [report("a", STORM), report("b", STORM, **wire), report("c", STORM, **wire), report("d", ONE, **wire)]
    stemma = analyse(reports).stemma
    assert [lost.name for lost in stemma.lost] == ["Nordlys Wire"]
    assert {("B", "α"), ("C", "α"), ("D", "α")} <= edges(stemma)


def test_an_edge_is_called_after_the_reports_it_joins() -> None:
    reports = [
        report("a", STORM, outlet="The Post", published=parse_when("2024-05-03")),
        report("b", ONE, outlet="The Post", published=parse_when("2024-05-04")),
        report("c", STORM, outlet="The Echo", published=parse_when("2024-05-02")),
    ]
    kinds = {(edge.child, edge.parent): edge.kind for edge in analyse(reports).stemma.edges}
    assert kinds["B", "C"] != "update"


# --- the best tree --------------------------------------------------------------------------


def test_the_heaviest_tree_breaks_a_cycle_where_it_costs_least() -> None:
    weight = {(NONE, "a"): -5.0, (NONE, "b"): -3.0, ("a", "b"): -0.1, ("b", "a"): -0.1, (NONE, "c"): -4.0, ("a", "c"): -1.0}
    assert arborescence(["a", "b", "c"], weight) == {"b": NONE, "a": "b", "c": "a"}


def test_the_heaviest_tree_goes_through_nested_cycles() -> None:
    ring = [*"abcd"]
    weight = {(NONE, id): -10.0 - n for n, id in enumerate(ring)}
    weight |= dict.fromkeys([*pairwise(ring), ("d", "a"), ("b", "a"), ("d", "c")], -1.0)
    found = arborescence(ring, weight)
    assert sorted(found) == ring
    assert sum(weight[parent, child] for child, parent in found.items()) == -13.0
