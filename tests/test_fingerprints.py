"""Fingerprints: what two texts share is never missed, whatever surrounds or disguises it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.text.fingerprints import Fingerprints, Growing, fingerprints, read

STORM = " The storm tore the roof off the fish market in Hallavik shortly after four in the morning, the town engineer said."
words = st.lists(st.sampled_from("the a of ferry storm 4 roof köln мэр said über l'eau ".split()), max_size=30)


def prints(text: str) -> set[int]:
    return set(fingerprints([text])[1].tolist())


@settings(deadline=None)  # the first call compiles
@given(before=st.tuples(words, words), shared=st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=8, max_size=8),
       after=st.tuples(words, words))  # fmt: skip
def test_eight_words_in_a_row_are_never_missed(
    before: tuple[list[str], list[str]], shared: list[str], after: tuple[list[str], list[str]]
) -> None:
    one, other = (prints(" ".join((*before[n], *shared, *after[n]))) for n in range(2))
    assert one & other


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_company_changes_nothing(texts: list[str]) -> None:
    offsets, flat = fingerprints(texts)
    for n, text in enumerate(texts):
        alone = fingerprints([text])[1]
        assert flat[offsets[n] : offsets[n + 1]].tolist() == alone.tolist() == sorted(set(alone.tolist()))


@pytest.mark.parametrize("dressed", [STORM.upper(), STORM.replace("o", "о"), STORM.replace(" ", "\u2009"), "\u200b".join(STORM)])
def test_a_disguise_changes_no_fingerprint(dressed: str) -> None:
    assert prints(dressed) == prints(STORM)


@pytest.mark.parametrize(
    "turned",
    [
        (STORM * 2)[::-1],
        " ".join(word[::-1] for word in (STORM * 2).split(" ")),
        re.sub(r"\w+", lambda word: word.group()[::-1], STORM * 2),
        f"\u202e{(STORM * 2)[::-1]}\u202c",
    ],
)
def test_reversed_text_is_flagged_and_read_the_right_way_round(turned: str) -> None:
    found = read([STORM * 2, turned])
    assert found.backwards.tolist() == [False, True]
    assert prints(turned) == prints(STORM * 2)


def test_only_runs_inside_quotation_marks_are_marked() -> None:
    speech = "nobody in this town has ever seen such a storm in all his life"
    assert not (read([speech]).prints & np.uint64(1)).any()
    for opened, closed in ('""', "“”", "«»", ("« ", " »")):
        assert (read([f"{opened}{speech}{closed}"]).prints & np.uint64(1)).all()
    around = read([f'{STORM} "{speech}" {STORM}']).prints & np.uint64(1)
    assert 0 < around.sum() < len(around) / 2


def test_ideographs_are_words() -> None:
    assert prints("市长周二在议会表示桥梁将在春季重新开放") & prints("据当地报纸报道，市长周二在议会表示桥梁将在春季重新开放。")


def test_texts_without_words_have_no_fingerprints() -> None:
    offsets, flat = fingerprints(["", "?!", " \n", "one"])
    assert offsets.tolist() == [0, 0, 0, 0, 1]
    assert len(flat) == 1
    assert fingerprints([])[0].tolist() == [0]


def test_fingerprints_that_grow_are_those_that_are_read_at_once() -> None:
    texts = ["A ferry ran aground off Holt on Friday.", "", "It was the third this year.", "Sixty people were brought ashore by boat."] * 3
    grown = Growing()
    for text in texts:
        grown.add(read([text]))
    for name in Fingerprints.__slots__:
        assert getattr(grown.found(), name).tolist() == getattr(read(texts), name).tolist()
