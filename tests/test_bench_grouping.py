"""The measuring of grouping: metrics, cross-fitting, peers, the invented pile, ids over days, the Newsfeed14 protocol."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import clusters, grouping, grouping_ids, grouping_peers, grouping_scale, newsfeed14, pile
from rashomon.types import Event

# Five documents: a and b and c are one event, d and e another; c was found with d and e.
GOLD = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}
FOUND = {"a": "1", "b": "1", "c": "2", "d": "2", "e": "2"}
labellings = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=40)


def piles_of(pairs: list[tuple[int, int]]) -> tuple[dict[str, str], dict[str, str]]:
    gold = {f"{n}": str(event) for n, (event, _) in enumerate(pairs)}
    return gold, {f"{n}": str(cluster) for n, (_, cluster) in enumerate(pairs)}


def document(id: str, **fields: str) -> grouping.Document:
    return {"id": id, "text": f"The ferry left Sandry with {id}.", "event": "x", **fields}


# --- metrics -------------------------------------------------------------------------------


def test_bcubed_by_hand() -> None:
    assert clusters.bcubed_shares(GOLD, FOUND) == {
        "a": (1, 2 / 3), "b": (1, 2 / 3), "c": (1 / 3, 1 / 3), "d": (2 / 3, 1), "e": (2 / 3, 1),
    }  # fmt: skip
    figures = clusters.agreement(GOLD, FOUND)
    assert figures.precision == pytest.approx(100 * 11 / 15)
    assert figures.recall == pytest.approx(100 * 11 / 15)
    assert figures.f1 == pytest.approx(100 * 11 / 15)
    assert grouping.bcubed(GOLD, FOUND) == (73.33, 73.33, 73.33)


def test_pairs_by_hand() -> None:
    figures = clusters.agreement(GOLD, FOUND)  # found ab cd ce de, of which ab and de are right, of ab ac bc de
    assert (figures.pair_precision, figures.pair_recall, figures.pair_f1) == (50, 50, 50)
    assert figures.ari == pytest.approx((2 - 1.6) / (4 - 1.6))


@given(labellings)
def test_pairs_are_those_that_counting_finds(pairs: list[tuple[int, int]]) -> None:
    gold, found = piles_of(pairs)
    together = {pair for pair in combinations(gold, 2) if gold[pair[0]] == gold[pair[1]]}
    claimed = {pair for pair in combinations(gold, 2) if found[pair[0]] == found[pair[1]]}
    figures = clusters.agreement(gold, found)
    assert figures.pair_precision == pytest.approx(100 * len(together & claimed) / len(claimed) if claimed else 100)
    assert figures.pair_recall == pytest.approx(100 * len(together & claimed) / len(together) if together else 100)


@settings(deadline=None)  # the first call imports scikit-learn
@given(labellings)
def test_adjusted_rand_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics", reason="needs scikit-learn, of the dependency group bench")
    gold, found = piles_of(pairs)
    expected = metrics.adjusted_rand_score(list(gold.values()), list(found.values()))
    assert clusters.agreement(gold, found).ari == pytest.approx(expected)


@given(labellings)
def test_a_perfect_grouping_has_every_figure_at_its_best(pairs: list[tuple[int, int]]) -> None:
    gold, _ = piles_of(pairs)
    figures = clusters.agreement(gold, gold)
    assert (figures.f1, figures.pair_f1, figures.ari) == (100, 100, 1)


# --- what reaches the grouper --------------------------------------------------------------


def test_no_gold_reaches_the_grouper() -> None:
    (report,), gold = grouping.anonymous([document("gold-id", event="gold-e", topic="gold-t", split="gold-s", url="gold-u")])
    assert "gold-" not in repr(report).replace(report.text, "")
    assert gold == {report.id: "gold-e"}


def test_the_outlet_reaches_the_grouper() -> None:
    (report,), _ = grouping.anonymous([document("a", source="The Sandry Post")])
    assert report.outlet == "The Sandry Post"


def test_ids_say_nothing_about_neighbours() -> None:
    reports, _ = grouping.anonymous([document(str(n)) for n in range(50)])
    assert [report.id for report in reports] != sorted(report.id for report in reports)
    assert len({report.id for report in reports}) == len(reports)


def test_events_of_two_sets_stay_apart_in_one_pile() -> None:
    pile = grouping.pile_of({"basil_events_a": [document("a")], "ecbplus_dev": [document("b")]})
    assert len(set(pile.gold.values())) == len(pile.reports) == 2
    assert pile.crossed


# --- cross-fitting -------------------------------------------------------------------------


def test_both_halves_hold_about_half() -> None:
    assert 400 < sum(grouping.half(str(event)) for event in range(1000)) < 600


def test_each_document_counts_once_and_under_weights_that_have_not_seen_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pile = grouping.pile_of({"basil_events_a": [document(f"{n}", event=f"{n // 3}") for n in range(30)]})

    def sees_its_own_half_only(
        reports: list[grouping.Report], config: grouping.GroupConfig, weights: grouping.Weights | None = None
    ) -> dict[str, str]:
        assert weights is not None
        return {id: event if pile.halves[id] == weights["half"] else id for id, event in pile.gold.items()}

    monkeypatch.setattr(grouping, "grouped", sees_its_own_half_only)
    figures = grouping.crossed(pile, grouping.GroupConfig(), {fitted: {"half": fitted} for fitted in grouping.HALVES})
    assert figures.documents == len(pile.reports)
    assert (figures.precision, figures.recall) == (100, pytest.approx(100 / 3))


# --- peers ---------------------------------------------------------------------------------

PEERS = [
    ("1", "x", "The ferry Aurelia ran aground off Sandry."), ("2", "x", "Aurelia, a ferry, is aground near Sandry."),
    ("3", "y", "Chess champion Brandauer beat Takeda."), ("4", "y", "Takeda lost at chess to Brandauer, the champion."),
]  # fmt: skip


def test_peers_find_what_words_show() -> None:
    pytest.importorskip("sklearn", reason="needs scikit-learn, of the dependency group bench")
    reports, gold = [grouping.Report(id, id, text) for id, _, text in PEERS], {id: event for id, event, _ in PEERS}
    figures = grouping_peers.measure_peers({"pile": (reports, gold)})
    assert {name: table["pile"]["f1"] for name, table in figures.items()} == dict.fromkeys(figures, 100.0)


def test_a_tree_is_cut_like_scikit_learn_cuts_it() -> None:
    cluster = pytest.importorskip("sklearn.cluster", reason="needs scikit-learn, of the dependency group bench")
    matrix = grouping_peers.vectors([text for _, _, text in PEERS])
    for cut, labels in grouping_peers.average_link(matrix, (0.05, 0.3, 0.6)).items():
        link = cluster.AgglomerativeClustering(n_clusters=None, metric="cosine", linkage="average", distance_threshold=1 - cut)
        theirs = link.fit_predict(matrix.toarray())
        assert grouping.bcubed(*({str(n): str(label) for n, label in enumerate(side)} for side in (theirs, labels))) == (100, 100, 100)


def test_the_absence_of_scikit_learn_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping_peers, "available", lambda: False)
    assert "pip install" in grouping_peers.measure_peers({})["skipped"]


# --- the real sets -------------------------------------------------------------------------


def test_the_table_covers_every_set_and_all_together(shared: Path) -> None:
    piles = grouping.piles(shared / "data" / "grouping")
    assert list(piles) == [*grouping.SETS, grouping.TOGETHER]
    assert len(piles[grouping.TOGETHER].reports) == sum(len(piles[name].reports) for name in grouping.SETS)


# --- the invented pile ---------------------------------------------------------------------


def test_a_pile_is_the_same_every_time_and_another_under_another_seed() -> None:
    assert list(pile.pile(120)) == list(pile.pile(120))
    assert list(pile.pile(120)) != list(pile.pile(120, seed=2))


def test_a_pile_holds_what_it_promises() -> None:
    rows = list(pile.pile(1500))
    sizes = Counter(gold["event"] for _, gold in rows)
    assert len(rows) == len({document["id"] for document, _ in rows}) == 1500
    assert max(sizes.values()) >= 100
    assert sum(size == 1 for size in sizes.values()) > len(sizes) / 3
    assert len({gold["saga"] for _, gold in rows}) < len(sizes)
    assert 0 < sum("date" not in document for document, _ in rows) < 100
    assert len({document["lang"] for document, _ in rows}) > 1
    copies = Counter(document["text"] for document, _ in rows)
    assert sum(count - 1 for count in copies.values()) > 50


def test_no_gold_stands_in_a_document() -> None:
    assert {key for document, _ in pile.pile(200) for key in document} == {"id", "title", "text", "outlet", "lang", "date"}


def test_capitals_stand_where_news_has_them() -> None:
    texts = [f"{document['title']}.\n\n{document['text']}" for document, _ in pile.pile(60)]
    inside = [sum(word[0].isupper() for word in re.findall(r"(?<=[a-z] )[A-Za-z]+", text)) / len(text.split()) for text in texts]
    assert 0.02 < sum(inside) / len(inside) < 0.2
    assert all(sentence[0].isupper() for text in texts for sentence in re.split(r"[.”]\s+“?", text) if sentence and sentence[0].isalpha())


# --- scale ---------------------------------------------------------------------------------


def test_the_real_command_is_measured_against_what_was_planted(tmp_path: Path) -> None:
    row = grouping_scale.measure(40, tmp_path)
    assert row["documents"] == 40
    assert row["f1"] > 50
    assert row["peak_mib"] is None or row["peak_mib"] > 10


def test_doubling_is_told_for_sizes_measured_together() -> None:
    rows = [{"documents": 50_000, "seconds": 10.0}, {"documents": 100_000, "seconds": 21.0}, {"documents": 1_000, "seconds": 1.0}]
    assert grouping_scale.ratios(rows) == {"50,000 to 100,000": 2.1}


def test_quadratic_peers_stop_at_a_size_that_is_told(tmp_path: Path) -> None:
    assert "limited to 10,000 " in str(grouping_scale.measure_peers(20_000, tmp_path)["average link"]["not run"])


# --- ids over days -------------------------------------------------------------------------


def test_ids_that_go_are_counted_with_their_redirects() -> None:
    before = [Event("e1", ("a",)), Event("e2", ("b",)), Event("e3", ("c",)), Event("e4", ("d",))]
    after = [Event("e1", ("a",)), Event("e5", ("b", "x")), Event("e6", ("c", "d"))]
    found = grouping_ids.step("2024-05-06", 1, before, after, {"e2": "e5", "e3": "e5"})
    assert found == grouping_ids.Step("2024-05-06", 1, before=4, gone=3, redirected=2, astray=1)
    assert grouping_ids.told([found])["without_redirect"] == 1


def test_the_busiest_day_is_among_those_looked_at() -> None:
    days = [date(2024, 5, day) for day in (1, 2, 3, 4, 5, 5, 6, 7, 8)]
    assert date(2024, 5, 5) in grouping_ids.chosen(days, 2)
    assert min(grouping_ids.chosen(days, 9)) >= date(2024, 5, 5)
    assert grouping_ids.chosen([], 2) == []


def test_a_day_brings_its_reports_and_no_others() -> None:
    reports, _ = grouping.anonymous([{**row, "event": ""} for row, _ in pile.pile(60)])
    days = [grouping_ids.published_on(report) for report in reports]
    found = grouping_ids.steps(reports, 3)
    assert 1 <= len(found) <= 3
    assert [one.added for one in found] == [sum(str(day) == one.day for day in days) for one in found]


# --- Newsfeed14 ----------------------------------------------------------------------------

FEED = [
    {"id": "1", "date": "2014-05-06 10:00:00", "title": PEERS[0][2], "text": "The ferry Aurelia with 212 passengers, Captain Holt said.",
     "lang": "eng", "cluster": "7"},
    {"id": "2", "date": "2014-05-06 12:00:00", "title": PEERS[1][2], "text": "The 212 passengers of the Aurelia wait, Captain Holt said.",
     "lang": "eng", "cluster": "7"},
    {"id": "3", "date": "2014-05-07 09:00:00", "title": PEERS[2][2], "text": "Ilse Brandauer won.", "lang": "eng", "cluster": 8},
    {"id": "4", "date": "2014-05-07 09:00:00", "title": "", "text": "Brandauer gewinnt in 41 Zügen.", "lang": "deu", "cluster": 9},
]  # fmt: skip


@pytest.mark.parametrize("lines", [False, True])
def test_newsfeed14_is_read_as_published_or_by_lines(tmp_path: Path, lines: bool) -> None:
    path = tmp_path / "dataset.test.json"
    path.write_text("\n".join(map(json.dumps, FEED)) if lines else json.dumps(FEED), encoding="utf-8")
    languages = newsfeed14.by_language(newsfeed14.load([path]))
    assert {lang: [document["id"] for document in documents] for lang, documents in languages.items()} == {
        "de": ["4"],
        "en": ["1", "2", "3"],
    }
    figures = newsfeed14.measure(languages["en"])
    assert (figures["clusters"], figures["undated"], figures["f1"], figures["pair_f1"]) == (2, 0, 100, 100)


def test_a_file_that_is_no_newsfeed14_is_named(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('[{"id": 1, "text": "Rain."}]', encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json: a document without lang, cluster"):
        newsfeed14.load([path])
