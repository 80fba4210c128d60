"""Passages stand where two reports say the same; chains rise; claims have one cell a report."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from events import FIRE, REWRITE, SEPARATE, analysis, words
from rashomon.collate.chains import compact, rising
from rashomon.collate.claims import touching, without_echoes
from rashomon.collate.likely import Likely
from rashomon.collate.similarity import Keys, Similarities, terms_of
from rashomon.text.stems import keys


def test_a_rewrite_is_linked_sentence_by_sentence() -> None:
    (chain,) = analysis(a=FIRE, b=REWRITE).collation.chains
    assert len(chain.passages) == len(FIRE)
    assert chain.coverage_a == chain.coverage_b == 1.0


def test_a_chain_rises_in_both_reports() -> None:
    (chain,) = analysis(a=FIRE, b=REWRITE).collation.chains
    places = [(p.a.start, p.b.start) for p in chain.passages]
    assert places == sorted(places)
    assert [b for _, b in places] == sorted(b for _, b in places)


def test_separate_accounts_share_only_what_they_quote() -> None:
    passages = analysis(a=FIRE, b=SEPARATE).collation.passages
    assert [p.quoted > 0.5 for p in passages if p.similarity > 0.5] == [True]


def test_rising_takes_the_heaviest_chain() -> None:
    weights = np.array([[0.9, 0.0, 0.3], [0.0, 0.0, 0.0], [0.8, 0.7, 0.0]])
    assert rising(weights) == [(0, 0), (2, 1)]


def test_compact_drops_a_far_link() -> None:
    assert compact([(0, 0), (1, 1), (2, 2), (20, 30)], gap=3) == [(0, 0), (1, 1), (2, 2)]


def test_a_claim_has_a_cell_for_every_report() -> None:
    found = analysis(a=FIRE, b=REWRITE, c=SEPARATE)
    assert all(set(claim.cells) == {"a", "b", "c"} for claim in found.collation.claims)


def test_a_shared_quotation_is_one_claim_of_three_reports() -> None:
    found = analysis(a=FIRE, b=REWRITE, c=SEPARATE)
    full = [claim for claim in found.collation.claims if all(claim.cells.values())]
    assert ["brick by brick" in words(found, claim.gist) for claim in full] == [True]


def test_every_sentence_stands_in_a_claim() -> None:
    found = analysis(a=FIRE, b=REWRITE, c=SEPARATE)
    cells = {cell.span for claim in found.collation.claims for cell in claim.cells.values() if cell}
    more = {span for claim in found.collation.claims for span in claim.more}
    assert cells | more == {s for note in found.notes for s in note.sentences}


ROUND_UP = (
    "The ferry Maren ran aground off Holm Point and eleven passengers were taken to hospital in Skarvik.",
    "The weather stayed dry.",
)
AGROUND = ("The ferry Maren ran aground off Holm Point.", "Its captain had served for thirty years.")
HURT = ("Eleven passengers were taken to hospital in Skarvik.", "The quay was closed.")


def test_a_sentence_that_tells_two_things_stands_in_the_claims_of_both() -> None:
    found = analysis(a=AGROUND, b=HURT, c=ROUND_UP)
    claims = [claim for claim in found.collation.claims if claim.cells["c"] and (claim.cells["a"] or claim.cells["b"])]
    assert sorted(tuple(id for id, cell in claim.cells.items() if cell) for claim in claims) == [("a", "c"), ("b", "c")]
    assert sorted(claim.cells["c"].state for claim in claims if claim.cells["c"]) == ["assert", "partly"]


def test_what_is_told_in_part_counts_at_most_not_at_least() -> None:
    found = analysis(a=AGROUND, b=HURT, c=ROUND_UP)
    (claim,) = [claim for claim in found.collation.claims if any(cell and cell.state == "partly" for cell in claim.cells.values())]
    support = found.findings.support[claim.id]
    assert (support.reports, support.low, support.high) == (2, 1, 2)
    assert len(claim.told) == 1


def test_a_lone_sentence_whose_claim_is_in_anothers_has_none_of_its_own() -> None:
    a, b, c = range(3)
    likely = Likely(np.array([a, a]), np.array([b, c]), np.array([0.5, 0.2]), 3)
    groups = [[a, b], [c]]
    touched = touching(groups, likely, 0.1)
    assert touched == [[c], [a]]
    assert without_echoes(groups, touched) == [([a, b], [c])]


def test_similarity_of_a_pair_ignores_other_reports() -> None:
    fire, rewrite, separate = ([keys(sentence) for sentence in report] for report in (FIRE, REWRITE, SEPARATE))
    two, three = (Similarities(some, 4).behind(0) for some in ([fire, rewrite], [fire, rewrite, separate]))
    assert (two == three[:, : len(fire) + len(rewrite)]).all()


def test_compiled_loops_and_whole_arrays_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    reports = [[keys(sentence) for sentence in report] for report in (FIRE, REWRITE, ("", "Smoke drifted over the harbour."), SEPARATE)]
    found = []
    for least in (0, 10**9):
        monkeypatch.setattr("rashomon.collate.similarity.COMPILED", least)
        found.append([Similarities(reports, 4).behind(n).tobytes() for n in range(len(reports))])
    assert found[0] == found[1]


def test_similarity_is_the_cosine_of_terms_weighed_by_rarity_in_the_two_reports() -> None:
    reports = [[keys(sentence) for sentence in report] for report in (FIRE, REWRITE, ("", "Smoke drifted over the harbour."), SEPARATE)]
    at = np.cumsum([0, *map(len, reports)])
    found = [Similarities(reports, 4).behind(n) for n in range(len(reports))]
    for n, m in combinations(range(len(reports)), 2):
        beside = found[n][:, at[m] - at[n] : at[m + 1] - at[n]]
        assert np.allclose(beside, (cosines(reports[n], reports[m], 0) + cosines(reports[n], reports[m], 1)) / 2, atol=1e-9)


def cosines(ours: list[Keys], theirs: list[Keys], which: int) -> NDArray[np.float64]:
    """The same, written down as it is meant."""
    counts = [terms_of(sentence, 4, hash)[which] for sentence in (*ours, *theirs)]
    terms = sorted({term for count in counts for term in count})
    many = np.array([[count[term] for term in terms] for count in counts])
    rows = np.where(many, 1 + np.log(np.maximum(many, 1)), 0) * np.log((len(counts) + 1) / ((many > 0).sum(0) + 0.5))
    rows = rows / (np.sqrt((rows * rows).sum(1, keepdims=True)) + 1e-12)
    return np.round(rows[: len(ours)] @ rows[len(ours) :].T, 4)
