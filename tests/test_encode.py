"""Encoders: unit vectors that do not hang on the company a text keeps."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest

from rashomon.encode import Encoder, encoders
from rashomon.encode.minilm import SHA256
from rashomon.errors import UnknownName

FERRY = "The ferry ran aground on a sandbank near the harbour on Monday evening."
STRANDED = "On Monday night the boat got stuck in shallow water just outside the port."
BUDGET = "The council adopted its budget without debate."
NAMES = ("hashing", "minilm")


@pytest.fixture(params=NAMES)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return encoders[request.param]()


def test_both_members_are_found() -> None:
    assert set(NAMES) <= set(encoders)


def test_an_unknown_encoder_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="hashing, minilm"):
        encoders["oracle"]


@pytest.mark.parametrize("name", sorted(SHA256))
def test_shipped_files_are_the_pinned_ones(name: str) -> None:
    assert sha256(files("rashomon.encode").joinpath("_minilm", name).read_bytes()).hexdigest() == SHA256[name]


def test_vectors_have_unit_length(encoder: Encoder) -> None:
    assert np.linalg.norm(encoder.encode([FERRY, BUDGET]), axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_blank_texts_give_zero_rows(encoder: Encoder) -> None:
    vectors = encoder.encode(["", FERRY, " \n"])
    assert [row.any() for row in vectors] == [False, True, False]


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert len(encoder.encode([])) == 0


def test_the_order_of_texts_changes_nothing(encoder: Encoder) -> None:
    texts = [FERRY, BUDGET, STRANDED, "Yes.", FERRY * 9]
    assert encoder.encode(texts[::-1])[::-1] == pytest.approx(encoder.encode(texts), abs=1e-5)


def test_a_copy_with_one_word_changed_is_closer_than_another_story(encoder: Encoder) -> None:
    first, copy, other = encoder.encode([FERRY, FERRY.replace("Monday", "Tuesday"), BUDGET])
    assert first @ copy > 0.6 > first @ other


def test_a_paraphrase_lies_closer_than_an_unrelated_sentence() -> None:
    ferry, stranded, budget = encoders["minilm"]().encode([FERRY, STRANDED, BUDGET])
    assert ferry @ stranded > 0.5
    assert ferry @ budget < 0.3


def test_hashing_does_not_hang_on_the_hash_seed() -> None:
    code = f"from rashomon.encode import encoders; print(encoders['hashing']().encode([{FERRY!r}]).tobytes().hex())"
    vectors = set()
    for seed in ("0", "1"):
        surroundings = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        vectors.add(subprocess.run([sys.executable, "-c", code], env=surroundings, capture_output=True, check=True).stdout)
    assert len(vectors) == 1
