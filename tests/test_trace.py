"""Shared text outside quotation marks makes one account; each keeping what the other lost needs a lost text."""

from __future__ import annotations

from events import FIRE, REWRITE, SEPARATE, analysis, report
from rashomon.pipeline import analyse
from rashomon.types import Judgement, Stemma, total_bits

FIRST = (
    *FIRE[:2],
    "Firefighters from three towns needed six hours to contain the flames.",
    *FIRE[3:],
)
SECOND = (
    FIRE[0].replace("destroyed", "devoured"),
    *REWRITE[1:],
)
THIRD = (
    "Vandsby lost its old cannery when a fire destroyed the building on Pell Street on Monday.",
    "A captain of the brigade said it took until dawn to bring the flames under control there.",
)


def relation(stemma: Stemma, a: str, b: str) -> str:
    return next(pair.relation for pair in stemma.pairs if {pair.a, pair.b} == {a, b})


def test_a_rewrite_is_no_second_account() -> None:
    accounts = analysis(a=FIRE, b=REWRITE).stemma.accounts
    assert (accounts.low, accounts.high) == (1, 1)


def test_a_shared_quotation_leaves_two_accounts() -> None:
    stemma = analysis(a=FIRE, c=SEPARATE).stemma
    assert stemma.accounts.high == 2
    assert relation(stemma, "a", "c") == "quotation"


def test_a_word_for_word_copy_is_wholly_derived() -> None:
    stemma = analysis(a=FIRE, b=FIRE).stemma
    assert relation(stemma, "a", "b") == "wholly"
    assert stemma.accounts.high == 1


def test_a_credit_line_names_a_lost_source() -> None:
    credited = report("a", FIRE, credit="(With information from Nordlys Wire)")
    stemma = analyse([credited, report("c", SEPARATE)]).stemma
    assert [lost.name for lost in stemma.lost] == ["Nordlys Wire"]
    assert [(edge.child, edge.kind) for edge in stemma.edges] == [("A", "syndication")]


def test_one_outlet_is_one_account() -> None:
    reports = [report("a", FIRE, outlet="The Vandsby Post"), report("c", SEPARATE, outlet="The Vandsby Post")]
    assert analyse(reports).stemma.accounts.high == 1


def test_an_editor_may_part_and_join() -> None:
    reports = [report("a", FIRE), report("b", REWRITE), report("c", SEPARATE)]
    assert analyse(reports, judgements=[Judgement("part", "a", "b")]).stemma.accounts.high == 3
    assert analyse(reports, judgements=[Judgement("join", "a", "c")]).stemma.accounts.high == 1


def test_bits_of_an_edge_are_the_sum_of_its_reasons() -> None:
    for edge in analysis(a=FIRST, b=SECOND, c=THIRD).stemma.edges:
        assert edge.bits == total_bits(edge.because)


def test_the_stemma_names_witnesses_in_order_of_path() -> None:
    assert analysis(b=REWRITE, a=FIRE).stemma.witnesses == {"A": "a", "B": "b"}


def test_one_report_is_one_account() -> None:
    accounts = analysis(a=FIRE).stemma.accounts
    assert (accounts.low, accounts.high) == (1, 1)


def test_an_outlet_of_marks_only_is_nobody_elses() -> None:
    def accounts(mine: str | None, other: str | None) -> int:
        return analyse([report("a", FIRE, outlet=mine), report("c", SEPARATE, outlet=other)]).stemma.accounts.high

    assert accounts("-", None) == accounts("***", "###") == accounts(" ", " ") == 2
    assert accounts("-", "-") == accounts("The Vandsby Post", "the vandsby-post ") == 1


def test_a_shortened_copy_comes_from_the_longer_text() -> None:
    (edge,) = analysis(a=FIRE, b=FIRE[:3], c=SEPARATE).stemma.edges
    assert (edge.child, edge.parent, edge.kind) == ("B", "A", "cut")
    assert edge.bits == total_bits(edge.because)


def test_no_missing_source_is_told_of_where_only_the_order_is_open() -> None:
    shuffled = (*FIRE[4:], *FIRE[:4])
    found = analysis(a=FIRE, b=shuffled, c=SEPARATE)
    assert [reason.rule for reason in found.stemma.lost[0].because] == ["which came first is open"]
    told = " ".join(line.text for line in found.summary.lines)
    assert "which of A and B came first is open" in told
    assert "missing source" not in told
    assert "The text behind" not in told


def test_sigla_go_on_behind_z_in_order() -> None:
    many = {f"r{n:02}": (f"Report number {n} speaks of nothing that the others know.",) for n in range(28)}
    assert list(analysis(**many).stemma.witnesses)[24:] == ["Y", "Z", "AA", "AB"]
