"""The bench of edits keeps what it fits and cuts away from what it judges."""

from __future__ import annotations

import numpy as np

from bench.edits import Edit, best_cut, cross_cut, features, told, unlike_tfidf, unlike_words
from rashomon.weigh.edit import KINDS, OPPOSITE


def test_one_row_an_edit_and_one_column_a_kind() -> None:
    x = features([Edit("Rents rose in Lowick.", "Rents fell in Lowick.", True, 0)])
    assert x.shape == (1, len(KINDS))
    assert x[0, list(KINDS).index(OPPOSITE)] == 1


def test_the_cut_is_the_best_one() -> None:
    changed = np.array([False, False, True, True])
    assert best_cut(np.array([0.0, 1.0, 2.0, 3.0]), changed) == 2.0


def test_a_cut_never_sees_its_own_fold() -> None:
    bits, changed = np.array([0.0, 1.0, 5.0, 6.0]), np.array([False, True, False, True])
    folds = np.array([0, 0, 1, 1])
    assert cross_cut(bits, changed, folds).tolist() == [False, False, True, True]


def test_what_is_told() -> None:
    figures = told(np.array([True, True, False, False]), np.array([True, False, False, False]))
    assert figures == {"balanced_accuracy": 0.75, "precision": 1.0, "recall": 0.5}


def test_peers_find_equal_texts_equal() -> None:
    edits = [Edit("Rents rose in Lowick.", "Rents rose in Lowick.", False, 0), Edit("It rained.", "Goats ate the roses.", True, 1)]
    for peer in (unlike_words, unlike_tfidf):
        same, other = peer(edits)
        assert abs(same) < 1e-9 < other
