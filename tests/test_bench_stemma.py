"""The measuring of stemmata: what is true of a grown pile, how a proposal is scored, what the operators and the tricks do to a text."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random

import pytest

from bench import attacks, bases, calibration, stemma, stemma_peers, stemma_scores, stemmata, tricks, wording
from bench.calibration import Bet
from bench.lineage import Edge, LostText, Stemma, Texts, shared
from bench.operators import FIT, HELD_OUT, Draft, Hand
from bench.stemma_scores import Guess
from rashomon.clean import clean
from rashomon.config import CleanConfig
from rashomon.types import Raw, Report

FERRY = (
    "The night ferry to Sandry ran onto a sandbank on Tuesday with 42 people aboard.",
    "Nobody was hurt, the harbour office said.",
    "A tug from Port Ellis reached the ferry after two hours, but the tide was too low to pull her free.",
    "“We sat in the dark and sang,” said Mary Tolland, who was on her way to a wedding.",
    "The operator promised to pay for hotel rooms and announced that the crew would be questioned.",
    "Two years ago the same ferry had lost an anchor in the same channel.",
    "The pilots of the island have asked for new buoys since the spring, when a storm moved the bank.",
    "Passengers were brought ashore in small boats at dawn.",
)
DRAFT = stemmata.draft(bases.base("ferry", "Ferry stuck off Sandry", "\n".join(FERRY)), 0)
NEEDS_DATA = pytest.mark.skipif(not bases.bases("fit"), reason="grown events need ../shared/data, which is not part of the repository")
EVERY = [*FIT.items(), *HELD_OUT.items()]


def report(id: str, date: str = "") -> Report:
    fields = {"id": id, "title": f"Report {id}", **({"date": date} if date else {})}
    found = clean(Raw(f"{id}.txt", "text", "\n".join(FERRY), fields=fields), CleanConfig())
    assert isinstance(found, Report)
    return found


def grown(edges: list[Edge], stamps: dict[str, str], names: dict[str, str] | None = None, mains: dict[str, int] | None = None) -> Stemma:
    """A pile with the truth of some edges; every report renders the eight sentences of its account."""
    mains = dict.fromkeys(stamps, 0) | (mains or {})
    texts = Texts(
        {id: frozenset({account}) for id, account in mains.items()},
        mains,
        {id: frozenset((account, n) for n in range(8)) for id, account in mains.items()},
    )
    return stemmata.truth("by hand", "fit", [report(id, date) for id, date in stamps.items()], edges, names or {}, texts)


def undated(*ids: str) -> dict[str, str]:
    return dict.fromkeys(ids, "")


def pairs(event: Stemma) -> set[tuple[str, str]]:
    return {(link.child, link.parent) for link in event.links}


# --- what is true ----------------------------------------------------------------------------


def test_a_lost_text_with_one_child_is_passed_through() -> None:
    event = grown([Edge("x", "a", "spin"), Edge("b", "x", "light edit")], undated("a", "b"))
    assert pairs(event) == {("b", "a")}
    assert not event.lost


def test_a_lost_text_with_two_children_is_asked_for_and_its_children_are_no_edges() -> None:
    event = grown([Edge("x", "a", "spin"), Edge("b", "x", "spin"), Edge("c", "x", "light edit")], undated("a", "b", "c"))
    assert pairs(event) == set()
    assert event.lost == (LostText("x", frozenset("bc")),)
    assert {("b", "a"), ("c", "a")} <= event.fair


def test_a_lost_copy_of_a_report_leaves_no_trace() -> None:
    edges = [Edge("x", "a", "verbatim"), Edge("b", "x", "spin"), Edge("c", "x", "spin")]
    event = grown(edges, undated("a", "b", "c"))
    assert pairs(event) == {("b", "a"), ("c", "a")}
    assert not event.lost
    credited = grown(edges, undated("a", "b", "c"), {"x": "Northwire"})
    assert credited.lost == (LostText("x", frozenset("bc"), "Northwire"),)
    assert not credited.links


def test_who_credits_an_agency_may_have_the_text_from_it() -> None:
    event = grown([Edge("x", "a", "spin"), Edge("b", "x", "spin")], undated("a", "b"), {"x": "Northwire"})
    assert event.lost == (LostText("x", frozenset("b"), "Northwire"),)
    assert not event.links
    assert ("b", "a") in event.fair


def test_of_two_that_are_word_for_word_the_same_only_stamps_tell_the_first() -> None:
    copied = [Edge("b", "a", "verbatim")]
    open_ = grown(copied, undated("a", "b"))
    assert not open_.links
    assert {("a", "b"), ("b", "a")} <= open_.fair
    dated = grown(copied, {"a": "2019-04-02T08:00:00Z", "b": "2019-04-02T09:00:00Z"})
    assert [(link.child, link.parent, link.open) for link in dated.links] == [("b", "a", True)]


def test_a_passage_of_an_account_that_nobody_else_has_tells_no_direction() -> None:
    def merged(*others: str) -> bool:
        ids = ("a", "b", *others)
        texts = Texts({id: frozenset({0, 1} if id == "b" else {0}) for id in ids} | {other: frozenset({1}) for other in others},
                      dict.fromkeys(ids, 0), {id: frozenset((0, n) for n in range(8)) for id in ids})  # fmt: skip
        reports = [report(id, f"2019-04-02T1{n}:00:00Z") for n, id in enumerate(ids)]
        return stemmata.truth("by hand", "fit", reports, [Edge("b", "a", "merge")], {}, texts).links[0].open

    assert merged()
    assert not merged("c")


def test_siblings_that_only_cut_ask_for_nothing() -> None:
    event = grown([Edge("b", "x", "truncation"), Edge("c", "x", "middle cut")], undated("b", "c"))
    assert [text.scored for text in event.lost] == [False]
    assert {("b", "c"), ("c", "b")} <= event.fair


def test_accounts_are_those_that_are_the_main_text_of_a_report() -> None:
    assert grown([], undated("a", "b", "c"), mains={"b": 1}).accounts == 2


def test_one_sentence_in_common_is_neither_shared_nor_apart() -> None:
    event = grown([], undated("a", "b"))
    assert shared(event, "a", "b") is True
    few = Stemma(**{**event.__dict__, "renders": {"a": frozenset({(0, 1)}), "b": frozenset({(0, 1), (0, 2)})}})
    assert shared(few, "a", "b") is None
    assert shared(Stemma(**{**event.__dict__, "renders": {"a": frozenset(), "b": frozenset()}}), "a", "b") is False


# --- scores ------------------------------------------------------------------------------------


CHAIN = grown([Edge("b", "a", "light edit"), Edge("c", "b", "spin")], undated("a", "b", "c", "d"), mains={"d": 1})


def test_edges_by_hand() -> None:
    tally = stemma_scores.score_edges(CHAIN, Guess({("b", "a"): 0.9, ("c", "a"): 0.6}))
    assert (tally.counts["edges found"], tally.counts["edges false"], tally.counts["edges missed"]) == (1, 1, 1)
    assert sorted((bet.p, bet.held) for bet in tally.bets) == [(0.6, False), (0.9, True)]
    assert tally.misses == 1


def test_an_edge_through_a_lost_text_with_one_child_is_an_edge() -> None:
    guess = Guess({("b", "α"): 0.8, ("α", "a"): 0.5}, {"α": None})
    assert stemma_scores.score_edges(CHAIN, guess).counts["edges found"] == 1
    assert stemma_scores.score_edges(CHAIN, guess).bets[0].p == pytest.approx(0.4)


def test_direction_by_hand() -> None:
    def ways(*edges: tuple[str, str]) -> tuple[int, int, int]:
        counts = stemma_scores.score_direction(CHAIN, Guess(dict.fromkeys(edges, 0.5))).counts
        return counts["right"], counts["wrong"], counts["silent"]

    assert ways(("b", "a"), ("c", "b")) == (2, 0, 0)
    assert ways(("a", "b"), ("b", "c")) == (0, 2, 0)
    assert ways(("c", "a")) == (0, 0, 2)


def test_a_lost_text_is_found_by_its_children() -> None:
    event = grown([Edge(id, "x", "spin") for id in "abc"], undated("a", "b", "c"))
    assert stemma_scores.score_lost(event, Guess({(id, "α"): 0.9 for id in "ab"}, {"α": None})).counts["lost found"] == 1
    assert stemma_scores.score_lost(event, Guess({("a", "α"): 0.9}, {"α": None})).counts == {"lost false": 1, "lost missed": 1}
    assert stemma_scores.score_lost(event, Guess({})).counts["lost missed"] == 1


def test_pairs_and_accounts_by_hand() -> None:
    guess = Guess({}, derived=frozenset({frozenset("ab"), frozenset("cd")}), accounts=(1, 3), shares={frozenset("ab"): 0.9})
    tally = stemma_scores.score_pairs(CHAIN, guess)
    assert (tally.counts["pairs found"], tally.counts["pairs false"], tally.counts["pairs missed"]) == (1, 1, 2)
    assert tally.shares == [Bet(0.9, True)]
    counts = stemma_scores.score_accounts(CHAIN, guess).counts
    assert counts == {"events": 1, "high within 1": 1, "high too high": 1, "in range": 1}


def test_a_third_report_witnesses_a_link_unless_it_descends_from_the_child() -> None:
    first, second = CHAIN.links
    assert not stemma_scores.witnessed(CHAIN, first)  # c comes from b
    assert stemma_scores.witnessed(CHAIN, second)


def test_probabilities_by_hand() -> None:
    bets = [Bet(0.75, True, kind="copy"), Bet(0.75, False, kind="cut"), Bet(0.25, False, kind="cut")]
    assert calibration.brier(bets) == pytest.approx((0.0625 + 0.5625 + 0.0625) / 3, abs=1e-4)
    assert calibration.brier(bets, misses=1) == pytest.approx((0.0625 + 0.5625 + 0.0625 + 1) / 4, abs=1e-4)
    assert calibration.log_loss([Bet(0.5, True), Bet(0.5, False)]) == 1
    assert calibration.reliability(bets) == [
        {"from": 0.2, "bets": 1, "said": 0.25, "held": 0},
        {"from": 0.7, "bets": 2, "said": 0.75, "held": 0.5},
    ]
    assert calibration.calibration(bets)["gap"] == pytest.approx(0.25)
    assert set(calibration.by_kind(bets)) == {"copy", "cut"}
    assert calibration.plot({"edges": calibration.reliability(bets)}).count("<circle") == 2


def test_the_truth_scores_full_marks() -> None:
    event = grown(
        [Edge("b", "a", "spin"), Edge("c", "x", "spin"), Edge("d", "x", "spin")], undated("a", "b", "c", "d"), mains={"a": 1, "b": 1}
    )
    guess = Guess({("b", "a"): 1.0, ("c", "x"): 1.0, ("d", "x"): 1.0}, {"x": None}, frozenset(map(frozenset, ("ab", "cd"))), (2, 2))
    tally = stemma_scores.score_edges(event, guess)
    for score in (stemma_scores.score_lost, stemma_scores.score_pairs, stemma_scores.score_accounts):
        tally.add(score(event, guess))
    found = stemma_scores.figures(tally, stemma_scores.score_direction(event, guess))
    assert [found[what]["f1"] for what in ("edges", "lost", "pairs")] == [1, 1, 1]
    assert found["direction without stamps"]["of all"] == 1
    assert found["accounts"]["high exact"] == 1


# --- peers -------------------------------------------------------------------------------------


def test_neighbour_joining_finds_the_tree_of_additive_distances() -> None:
    branch = {"a": 2.0, "b": 3.0, "c": 4.0, "d": 1.0}  # ab and cd, five apart
    far = {
        frozenset(pair): branch[pair[0]] + branch[pair[1]] + (0 if pair in ("ab", "cd") else 5)
        for pair in ("ab", "ac", "ad", "bc", "bd", "cd")
    }
    lengths = stemma_peers.join(far, list("abcd"), "n")
    leaves = {leaf: next(length for pair, length in lengths.items() if leaf in pair) for leaf in "abcd"}
    assert leaves == pytest.approx(branch)
    assert max(lengths.values()) == pytest.approx(5)


def test_the_earlier_of_two_that_share_text_is_the_source_for_the_peer() -> None:
    reports = [report("a", "2019-04-02T10:00:00Z"), report("b", "2019-04-02T08:00:00Z")]
    assert set(stemma_peers.peers(reports)["earliest, containment"].edges) == {("a", "b")}


# --- operators ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "kind"), EVERY, ids=[name for name, _ in EVERY])
def test_an_operator_makes_the_same_text_of_the_same_chance(name: str, kind: object) -> None:
    half: wording.Half = "a" if name in FIT else "b"
    other = stemmata.draft(bases.base("quay", "", "\n".join(f"The quay at Sandry was closed for {n} days." for n in range(4, 9))), 1)
    make, parents = (FIT | HELD_OUT)[name].make, [DRAFT, other][: (FIT | HELD_OUT)[name].parents]
    made = [make(parents, Hand(Random(seed), half)) for seed in (3, 3, 4)]  # noqa: S311
    assert made[0] == made[1]
    assert isinstance(made[2], Draft)
    assert {account for sentence in made[0].sentences for account, _ in sentence.bases} == set(range(len(parents)))


@pytest.mark.parametrize("name", [name for name, kind in EVERY if kind.cuts])
def test_a_cut_leaves_words_out_and_adds_none(name: str) -> None:
    made = (FIT | HELD_OUT)[name].make([DRAFT], Hand(Random(1), "a"))  # noqa: S311
    assert len(made.sentences) < len(DRAFT.sentences)
    assert {sentence.text for sentence in made.sentences} < set(FERRY)


def test_a_new_fact_is_given_once() -> None:
    hand = Hand(Random(1), "a")  # noqa: S311
    rows = [line for _ in range(20) for line in stemmata.KINDS["fit"]["update"].make([DRAFT], hand).sentences if not line.bases]
    assert len({row.text for row in rows}) == len(rows)


def test_the_two_splits_have_no_operator_synonym_or_stock_phrase_in_common() -> None:
    assert not FIT.keys() & HELD_OUT.keys()
    assert not {kind.make for kind in FIT.values()} & {kind.make for kind in HELD_OUT.values()}
    halves = [
        {word for _, word, _ in wording._rows(path) if wording.half_of(word) == half}
        for half in ("a", "b")
        for path in (wording.TABLE, wording.WORDNET)
    ]
    assert not (halves[0] | halves[1]) & (halves[2] | halves[3])
    stock = [wording.NEWSROOM[split] for split in ("fit", "held_out")]
    assert not set(stock[0]["news"]) & set(stock[1]["news"])
    assert not set(stock[0]["who"]) & set(stock[1]["who"])


# --- grown events ------------------------------------------------------------------------------


@NEEDS_DATA
@pytest.mark.parametrize("split", ["fit", "held_out"])
def test_the_same_seed_grows_the_same_events(split: bases.Split) -> None:
    def told() -> list[str]:
        return [
            json.dumps([asdict(one) for one in event.reports], default=str) + repr(event.links) for event in stemmata.events(7, 4, split)
        ]

    assert told() == told()
    assert len(told()) == 4


@NEEDS_DATA
def test_the_splits_have_no_base_event_in_common() -> None:
    assert not {name for name, _ in bases.bases("fit")} & {name for name, _ in bases.bases("held_out")}


@NEEDS_DATA
def test_grown_events_hold_together() -> None:
    for event in stemmata.events(3, 12, "fit"):
        ids = {report.id for report in event.reports}
        assert 3 <= len(ids) <= stemmata.MOST
        assert {id for link in event.links for id in (link.child, link.parent)} <= ids
        assert not {(link.child, link.parent) for link in event.links} & event.fair
        assert 1 <= event.accounts <= len(frozenset().union(*event.holds.values()))


@NEEDS_DATA
def test_the_figures_of_two_events() -> None:
    found = stemma.measure(list(stemmata.events(1, 2, "fit")))
    assert {"ours", "longer", "neighbour joining"} <= set(found)
    assert json.loads(json.dumps(found)) == found


# --- tricks ------------------------------------------------------------------------------------


PAGE = tricks.Page("Ferry stuck off Sandry", "\n".join(FERRY), "2019-04-02T10:00:00Z")
OTHERS = [f"The mill at Orrin no. {n} burnt down. Nobody saw it." for n in range(60)]


def tricked(name: str, page: tricks.Page = PAGE) -> tricks.Page:
    return tricks.TRICKS[name](page, tricks.Setting(Random(5), OTHERS, ["2019-04-02T10:00:00Z"]))  # noqa: S311


@pytest.mark.parametrize("name", ["zero width", "bidi", "homoglyphs", "stacked accents"])
def test_tricks_of_code_points_change_code_points(name: str) -> None:
    text = tricked(name).text
    assert text != PAGE.text
    assert not text.isascii()
    assert text.count("\n") == PAGE.text.count("\n")


def test_hidden_words_are_in_the_page_and_not_in_the_report() -> None:
    page = tricked("hidden html")
    assert "moreover" in page.html
    assert "Orrin" in page.html
    found = attacks.report_of(page, "c", "Copy Post")
    assert found is not None
    assert "moreover" not in found.text
    assert "Orrin" not in found.text
    assert FERRY[2] in found.text


def test_tricks_change_what_they_say() -> None:
    assert tricked("forged date").date[:4] in {"2018", "2020"}
    credited = tricked("forged credit")
    assert credited.text.startswith(PAGE.text)
    assert credited.text != PAGE.text
    assert tricked("removed credit", tricks.Page("", f"{FERRY[0]}\n(With information from Northwire)")).text == FERRY[0]
    assert sorted(tricked("shuffled sentences").text.replace("\n", " ")) == sorted(" ".join(FERRY))
    assert tricked("shuffled sentences").text != PAGE.text
    assert set(tricked("dropped paragraphs").text.splitlines()) < set(FERRY)
    assert "forty-two people" in tricked("number formats", tricks.Page("", "The ferry had 42 people aboard. " * 9)).text
    assert len(tricked("glued events").text.split("\n\n")) == 50
    one = tricked("one word").text.split()
    assert sum(a != b for a, b in zip(one, PAGE.text.split(), strict=True)) <= 1
    welded = tricks.round_up([PAGE, tricks.Page("", " ".join(OTHERS[:6]))], tricks.Setting(Random(1)))  # noqa: S311
    assert [line in " ".join((*FERRY, *OTHERS)) for line in welded.text.splitlines()] == [True, True]
    for name in ("synonyms", "heavy spin"):
        kept = set(tricked(name).text.split()) & set(PAGE.text.split())
        assert len(kept) < 0.9 * len(set(PAGE.text.split())), name


def test_a_copy_that_comes_apart_is_counted() -> None:
    case = {"trick": "bidi", "on": "copy", "event": "e", "report": "a", "before": 1, "after": 2, "tied": False}
    fine = {"trick": "bidi", "on": "original", "event": "e", "report": "a", "before": 2, "after": 2}
    found = attacks.summed([case, fine])["bidi"]
    assert (found["rose"], found["tied"], found["fell"]) == (1, 0, 0)
    assert found["failing"] == [{"on": "copy", "event": "e", "report": "a", "before": 1, "after": 2}]


@NEEDS_DATA
def test_attacks_on_an_event() -> None:
    event = next(iter(stemmata.events(2, 1, "held_out")))
    cases = attacks.attacked(event, ["zero width"], 1)
    assert cases == attacks.attacked(event, ["zero width"], 1)
    assert {case["on"] for case in cases} <= {"copy", "original"}
    assert attacks.puppets(event, 3, 1)["puppets"] == 3
    assert all(case["trick"] == attacks.WELD for event in stemmata.events(2, 3, "fit") for case in attacks.welded(event, 1))


def test_stamps_come_after_the_parent_most_often() -> None:
    nodes = [stemmata.Node(0, "base", base=0), *(stemmata.Node(n, "spin", [0]) for n in range(1, 200))]
    stamps = stemmata.dates(Random(1), nodes, [bases.base("ferry", "", FERRY[0])])  # noqa: S311
    assert 10 <= stamps.count("") <= 40
    full = [datetime.fromisoformat(stamp) for stamp in stamps[1:] if len(stamp) > 10]
    first = datetime.fromisoformat(stamps[0]) if len(stamps[0]) > 10 else min(full) + timedelta(hours=10)
    assert 0.85 <= sum(stamp > first for stamp in full) / len(full) <= 1
