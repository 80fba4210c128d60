"""What one text took over from another: shares that mean what they say, and answers by printed weights that point one way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.logistic import Rows, one_way
from bench.reuse import FOLDS, dealt, fit_degrees
from rashomon.trace.degree import DEGREES, WAYS, Question, bits, degree, tables, terms, weighed
from rashomon.trace.evidence import kept
from rashomon.trace.reuse import MEASURES, measures, told

SOURCE = (
    "A tide mill is a water mill that is driven by the rise and fall of the sea.",
    "A dam with a sluice is built across a suitable inlet, or a bend of a river estuary is turned into a reservoir.",
    "As the tide comes in, it enters the mill pond through a gate, and this gate closes by itself when the tide begins to fall.",
    "When the water outside has sunk low enough, the stored water is released to turn the wheel.",
    "The oldest remains of such a mill were found on an island in a northern lough.",
    "Millers had to keep strange hours, because the time of the ebb moves by nearly an hour each day.",
    "In the last century most tide mills were given up, as engines ground corn more cheaply and at any hour.",
)
PASTED = (*SOURCE[2:6], "I find this a very clever idea, and my uncle once showed me one near our village in spring.")
LIGHT = (
    "A tide mill is a water mill driven by the rising and falling of the sea.",
    "A dam with a sluice is put across a suitable inlet, or a bend of a river estuary is made into a reservoir.",
    "As the tide arrives, it enters the mill pond through a gate, and this gate shuts by itself when the tide starts to fall.",
    "When the water outside has dropped low enough, the kept water is released to drive the wheel.",
    "Millers had to keep odd hours, because the time of the ebb shifts by nearly an hour each day.",
)
HEAVY = (
    "The sea itself, by its rise and fall, is what drives a tide mill.",
    "Its builders closed an inlet by a dam with a sluice, or used the bend of an estuary for their reservoir.",
    "Water comes through a gate into the mill pond with the tide; once that begins to fall, the gate is pushed shut.",
    "Later, with the level outside low enough, the miller could let the stored water turn his wheel.",
    "Since the ebb is later by almost an hour each day, strange hours were a part of the millers' life.",
    "Engines, cheaper and ready at any hour, are why most tide mills were given up in the last century.",
)
OWN = (
    "My grandfather used to say that the moon worked for his family, and he meant their mill by the coast.",
    "I think it did what other mills do, only that it had to wait for high water before anybody could start.",
    "There must have been some kind of pool that filled up twice in a day.",
    "Today you can visit it and buy flour, which is nice for children and for tourists who like old machines.",
    "People say that it could be used for making electricity too, but nobody has tried it around here so far.",
)
SWAPPED = (
    "A lunation grinder is a fluid grinder that is impelled by the ascent and descent of the brine.",
    "A bulwark with a penstock is erected across a fitting cove, or a curve of a stream firth is changed into a cistern.",
)
BESIDE = ("The council sold its last bus on Friday.",)


def found(text: tuple[str, ...] | str, source: tuple[str, ...] | str = SOURCE) -> dict[str, float]:
    mine, theirs = ("\n".join(side) if isinstance(side, tuple) else side for side in (text, source))
    return measures(told(mine, "en"), told(theirs, "en"))


def test_a_copy_takes_over_everything() -> None:
    same = found(SOURCE)
    assert {same[name] for name in ("telling", "partners", "order", "frame", "kept", "runs", "used")} == {1.0}
    assert {same[name] for name in ("holes", "mended", "patched", "new_small", "added", "length")} == {0.0}


def test_nothing_is_taken_over_from_another_matter() -> None:
    other = found(BESIDE, "Ripe plums need sun, patience and a ladder.")
    assert {other[name] for name in ("telling", "partners", "order", "kept", "runs", "used")} == {0.0}


def test_an_empty_text_took_over_nothing() -> None:
    assert found("") == found("", "") == {name: float(name == "length") for name in MEASURES}
    assert degree(found("")) == "own"


@given(st.lists(st.sampled_from((*SOURCE, *LIGHT, *OWN, "“", "12 of 7.")), max_size=6), st.lists(st.sampled_from(SOURCE), max_size=6))
def test_every_measure_is_a_share(mine: list[str], theirs: list[str]) -> None:
    said = found(tuple(mine), tuple(theirs))
    assert list(said) == list(MEASURES)
    assert all(0.0 <= share <= 1.0 for share in said.values())


@pytest.mark.parametrize(("text", "expected"), [(OWN, 0), (HEAVY, 1), (LIGHT, 2), (PASTED, 3)], ids=DEGREES)
def test_the_degree_of_reuse_is_told(text: tuple[str, ...], expected: int) -> None:
    assert degree(found(text)) == DEGREES[expected]


def test_the_more_sentences_are_taken_the_likelier_it_is_derived() -> None:
    mixed = [found(SOURCE[:n] + OWN[n:]) for n in range(6)]
    for question in ("derived", "shared"):
        rising = [bits(question, one) for one in mixed]
        assert rising == sorted(rising)


def test_a_paraphrase_is_neither_a_copy_nor_another_text() -> None:
    told_anew = found(HEAVY[:2], SOURCE[:2])
    assert bits("paraphrase", told_anew) > 0
    for other in (SOURCE[:2], BESIDE, SWAPPED):
        assert bits("paraphrase", found(other, SOURCE[:2])) < 0


def test_a_swap_of_synonyms_keeps_the_frame() -> None:
    swapped = found(SWAPPED, SOURCE[:2])
    assert swapped["frame"] > 0.9
    assert swapped["telling"] < 0.1


def test_words_in_quotation_marks_can_be_left_out() -> None:
    text = 'She said "the dam held all night" and left.'
    inside = range(text.index('"'), text.rindex('"'))
    assert told(text, "en", lambda at: at not in inside).words == ["she", "said", "and", "left"]


@pytest.mark.parametrize("question", WAYS)
def test_the_weights_point_the_way_they_may(question: Question) -> None:
    table = tables()[question]
    assert set(table) <= {*terms(question), "prior"}
    assert all(table.get(term, 0.0) * way >= 0 for term, way in terms(question).items())
    assert len(weighed(question, {**found(OWN), **kept(None, (1, 1))})) == len(terms(question))


def test_every_measure_is_weighed_somewhere() -> None:
    assert {name for ways in WAYS.values() for name in ways} == {*MEASURES, *kept(None, (1, 1))}


def test_a_fit_leaves_out_what_would_point_the_wrong_way() -> None:
    x = np.array([[0.0, 1.0], [0.1, 0.8], [0.9, 0.3], [1.0, 0.0]])
    rows = Rows(x, np.array([0.0, 0.0, 1.0, 1.0]), np.ones(4))
    first, second, _ = one_way(rows, 0.1, (1, 1))
    assert first > 0
    assert second == 0
    assert one_way(rows, 0.1, (0, 0))[1] < 0


def test_a_fit_on_a_few_texts_tells_them_apart() -> None:
    texts = [found(text) for text in (OWN, OWN[1:], HEAVY, HEAVY[1:], LIGHT, LIGHT[1:], PASTED, PASTED[1:])]
    labels = [0, 0, 1, 1, 2, 2, 3, 3]
    by = fit_degrees(texts, labels)
    assert [DEGREES.index(degree(text, by)) > 0 for text in texts] == [label > 0 for label in labels]


def test_pairs_of_one_original_lie_in_one_fold() -> None:
    originals = [f"text {n % 40}" for n in range(100)]
    folds = dealt(originals, 0)
    assert set(folds) == set(range(FOLDS))
    assert len({(text, fold) for text, fold in zip(originals, folds, strict=True)}) == 40
    assert folds == dealt(originals, 0) != dealt(originals, 1)
