"""The tagger: spans that lie in the text, links that join them, and files that are the measured ones."""

from __future__ import annotations

import itertools
import subprocess
import sys
from hashlib import sha256
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.annotate import tagger
from rashomon.annotate.chains import Chain
from rashomon.annotate.pieces import FEATURES, LONGEST, SOUGHT, pieces, windows
from rashomon.annotate.tagger import Attribution, Link, NameSpan, Part, Tagged, attributions, tag
from rashomon.errors import DamageFound
from rashomon.text.sentences import sentences

HARBOUR = (
    "Ferry Aground Off Vardholm\n\n"
    "The ferry Aurora ran aground near Vardholm on Monday, the coast guard said.\n\n"
    "“We heard a loud bang and then nothing moved,” passenger Ingrid Solheim told reporters. "
    "According to Captain Mehmet Aksoy, nobody was hurt.\n\n"
    "Transport Minister Paula Reyes urged the operator to explain itself."
)


def read(text: str) -> Tagged:
    return tag(text, sentences(text))


def names(text: str) -> tuple[NameSpan, ...]:
    return read(text).names


def said(text: str) -> list[tuple[str, str | None, str | None]]:
    """Content, cue and source of each attribution, in words."""
    found = attributions(read(text))
    return [
        (
            " ".join(text[part.start : part.end] for part in item.content),
            *(part and text[part.start : part.end] for part in (item.cue, item.source)),
        )
        for item in found
    ]


# --- what it reads


def test_a_direct_quotation_has_its_cue_and_source() -> None:
    content, cue, source = next(item for item in said(HARBOUR) if "loud bang" in item[0])
    assert cue in {"told", "told reporters"}
    assert source is not None
    assert "Ingrid Solheim" in source
    assert "nothing moved" in content


def test_indirect_speech_has_its_source() -> None:
    assert any("nobody was hurt" in content and source and "Aksoy" in source for content, _, source in said(HARBOUR))


@pytest.mark.parametrize(("name", "kind"), [("Ingrid Solheim", "person"), ("Paula Reyes", "person"), ("Vardholm", "place")])
def test_names_have_their_kind(name: str, kind: str) -> None:
    assert (name, kind) in {(HARBOUR[found.start : found.end], found.kind) for found in names(HARBOUR)}


@pytest.mark.parametrize("marks", ["“”", '""', "«»"])
def test_marks_of_any_kind_tell_a_quotation(marks: str) -> None:
    text = f"{marks[0]}The bridge will stay shut until spring,{marks[1]} Mayor Lena Fischer said."
    ((content, _, source),) = said(text)
    assert "bridge will stay shut" in content
    assert source is not None
    assert "Fischer" in source


def test_a_lost_closing_mark_costs_no_source() -> None:
    assert any(source and "Fischer" in source for _, _, source in said("“The bridge will stay shut until spring, Mayor Lena Fischer said."))


def test_nothing_inside_an_address_is_a_name() -> None:
    text = "Pictures are at https://www.vardholm-times.example/london/ferry for all to see, Oslo police said."
    assert all(found.end <= text.index("https") or found.start >= text.index(" for all") for found in names(text))


def test_a_plain_text_gives_nothing() -> None:
    assert not attributions(read("Rain fell in the night. The road was wet."))


# --- what it promises


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=300) | st.text(alphabet="“”\"'«» .\n\ud800aé漢Sheaid,", max_size=120))
def test_every_span_lies_in_its_text(text: str) -> None:
    told = tag(text, [(start, end) for start, end in sentences(text.replace("\ud800", "?"))])
    for span in (*told.parts, *told.names):
        assert 0 <= span.start < span.end <= len(text)
        assert 0 < span.p <= 1
    for link in told.links:
        assert told.parts[link.cue].role == "cue"
        assert told.parts[link.other].role != "cue"
    for item in attributions(told):
        assert set(item.content) <= set(told.parts)


def test_parts_do_not_overlap_and_come_in_order() -> None:
    parts = read(HARBOUR * 3).parts
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))


def test_the_same_text_gives_the_same_tags() -> None:
    assert read(HARBOUR) == read(HARBOUR)


def test_a_text_without_sentences_is_read_too() -> None:
    assert tag(HARBOUR, []).names
    assert tag(HARBOUR, []).parts


@pytest.mark.parametrize("text", ["", " \n", "\ud800", "x" * 5000, "“" * 700, "he said " * 900, "\u0000\u200b"])
def test_odd_texts_are_read(text: str) -> None:
    tag(text, [(0, len(text))] if text else [])


def test_no_torch_is_needed() -> None:
    code = f"import sys; from rashomon.annotate.tagger import tag; tag({HARBOUR!r}, []); assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, check=True)


def test_the_shipped_model_is_the_pinned_one() -> None:
    content = files("rashomon.annotate").joinpath("_tagger", "model.onnx").read_bytes()
    assert sha256(content).hexdigest() == tagger.SHA256
    assert len(content) < 30_000_000


def test_a_damaged_model_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tagger, "SHA256", "0" * 64)
    tagger._model.cache_clear()
    with pytest.raises(DamageFound, match="install the package again"):
        read("The mayor said it rained.")
    tagger._model.cache_clear()


# --- pieces and windows


def test_windows_cover_a_text_once() -> None:
    found = pieces(HARBOUR * 20, sentences(HARBOUR * 20))
    cut = list(windows(found))
    assert [window.start for window in cut] == [0, *(window.stop for window in cut[:-1])]
    assert cut[-1].stop == len(found.ids)
    assert all(window.stop - window.start <= LONGEST for window in cut)


def test_windows_are_cut_at_paragraphs() -> None:
    found = pieces(HARBOUR * 9, sentences(HARBOUR * 9))
    assert all(found.breaks[window.start] == 2 for window in windows(found))
    assert all(window.stop - window.start <= SOUGHT for window in windows(found))


def test_a_paragraph_longer_than_a_window_is_cut_at_sentences() -> None:
    text = "The council met again and nothing came of it. " * 60
    found = pieces(text, sentences(text))
    assert all(found.breaks[window.start] for window in windows(found))


def test_features_tell_case_marks_and_openings() -> None:
    found = pieces("He said “Go Home” now", [(0, 21)])
    assert len(set(found.features.tolist())) == 4  # the opening "He", plain words, marks, "Go Home" inside them
    assert found.features.max() < FEATURES
    assert found.inside.tolist() == [False, False, False, True, True, False, False]


# --- chains


def brute(
    steps: list[list[float]], starts: list[float], weights: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> dict[tuple[int, int, int], float]:
    """Probabilities of spans by going through all tag sequences."""
    found: dict[tuple[int, int, int], float] = {}
    total = 0.0
    for tags in itertools.product(range(len(starts)), repeat=len(weights)):
        if any(now and now % 2 == 0 and before not in (now, now - 1) for before, now in itertools.pairwise((0, *tags))):
            continue
        log = starts[tags[0]] + sum(steps[a][b] for a, b in itertools.pairwise(tags)) + sum(weights[n, tag_] for n, tag_ in enumerate(tags))
        total += np.exp(log)
        begun = [n for n, tag_ in enumerate(tags) if tag_ % 2]
        for first in begun:
            last = first
            while last + 1 < len(tags) and tags[last + 1] == tags[first] + 1:
                last += 1
            key = (tags[first] // 2, first, last)
            found[key] = found.get(key, 0) + float(np.exp(log))
    return {key: value / total for key, value in found.items()}


def test_a_chain_gives_the_probability_of_each_span() -> None:
    rng = np.random.default_rng(5)
    steps, starts, weights = rng.normal(size=(5, 5)).tolist(), rng.normal(size=5).tolist(), rng.normal(size=(4, 5)) * 2
    want = brute(steps, starts, weights)
    (runs, short) = Chain(steps, starts).runs([weights, weights[:2]], 0.05)
    assert runs
    for run in runs:
        assert run.p == pytest.approx(want[run.kind, run.first, run.last], abs=1e-9)
    assert max(want, key=lambda key: want[key]) in {(run.kind, run.first, run.last) for run in runs}
    for run in short:
        assert run.p == pytest.approx(brute(steps, starts, weights[:2])[run.kind, run.first, run.last], abs=1e-9)


# --- joining


def test_two_cues_may_share_a_source() -> None:
    parts = (
        Part(0, 5, "source", 0.9),
        Part(6, 9, "cue", 0.9),
        Part(10, 20, "content", 0.9),
        Part(22, 28, "cue", 0.9),
        Part(29, 40, "content", 0.9),
    )
    links = (Link(1, 0, 0.9), Link(1, 2, 0.9), Link(3, 0, 0.6), Link(3, 4, 0.9))
    assert attributions(Tagged(parts, links)) == (
        Attribution((parts[2],), parts[1], parts[0], 0.9),
        Attribution((parts[4],), parts[3], parts[0], 0.6),
    )


def test_a_content_is_given_once_to_the_cue_that_wants_it_most() -> None:
    parts = (Part(0, 3, "cue", 0.9), Part(4, 9, "content", 0.9, marked=True), Part(10, 13, "cue", 0.9))
    assert attributions(Tagged(parts, (Link(0, 1, 0.6), Link(2, 1, 0.8)))) == (Attribution((parts[1],), parts[2]),)


def test_marks_without_a_cue_go_on_with_what_stands_right_before() -> None:
    parts = (Part(0, 5, "source", 0.9), Part(6, 9, "cue", 0.9), Part(10, 20, "content", 0.9), Part(22, 40, "content", 0.9, marked=True))
    _, second = attributions(Tagged(parts, (Link(1, 0, 0.8), Link(1, 2, 0.9))))
    assert (second.source, second.cue, second.p_source) == (parts[0], None, 0.4)


def test_without_source_only_what_stands_in_marks_is_told() -> None:
    parts = (Part(0, 5, "content", 0.9), Part(60, 70, "content", 0.9, marked=True))
    assert attributions(Tagged(parts)) == (Attribution((parts[1],)),)


def test_mentions_of_a_name_are_of_one_kind() -> None:
    text = "Ruta Okello spoke. Okello left. Okello"
    found = [NameSpan(0, 11, "person", 0.9), NameSpan(19, 25, "person", 0.8), NameSpan(32, 38, "place", 0.5)]
    assert [name.kind for name in tagger._of_one_kind(text, found)] == ["person", "person", "person"]
