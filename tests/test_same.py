"""Two sentences of two reports tell the same thing by bits that add up, and a headline does as well as a long sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from events import FIRE, REWRITE, SEPARATE, report
from rashomon.annotate import annotate
from rashomon.collate.same import WAYS, Told, bits, reasons, table, told
from rashomon.collate.similarity import Similarities
from rashomon.config import AnnotateConfig
from rashomon.text.stems import keys
from rashomon.types.evidence import total_bits

SHORT = "Fire destroys old cannery in Vandsby"
LONG = (
    "The old cannery in Vandsby, where two hundred people once packed herring for the markets of the south and where Ingrid Solheim spent"
    " three summers as a girl, was destroyed in a fire that six engines from three towns fought until the morning."
)
PHRASE = "Ingrid Solheim spent three summers packing herring as a girl."


def read(**texts: tuple[str, ...]) -> dict[str, list[Told]]:
    reports = [report(id, sentences) for id, sentences in texts.items()]
    return {one.id: told(one, annotate(one, AnnotateConfig(tagger=0))) for one in reports}


def between(one: str, other: str) -> float:
    found = read(a=(one,), b=(other,))
    return bits(found["a"][0], found["b"][0], 0.2)


def test_a_rewrite_tells_the_same_and_its_neighbour_does_not() -> None:
    found = read(a=FIRE, b=REWRITE)
    alike = Similarities([[keys(text) for text in some] for some in (FIRE, REWRITE)], 4).behind(0)[:, len(FIRE) :]
    table = [[bits(one, other, float(alike[i, j])) for j, other in enumerate(found["b"])] for i, one in enumerate(found["a"])]
    best = [max(range(len(row)), key=row.__getitem__) for row in table]
    assert best == [0, 1, 2, 3, 4, 5, 6]
    assert min(row[n] for n, row in enumerate(table)) > 0 > max(each for n, row in enumerate(table) for m, each in enumerate(row) if m != n)


def test_two_sentences_are_the_same_both_ways() -> None:
    found = read(a=FIRE, b=SEPARATE)
    assert all(bits(one, other, 0.3) == bits(other, one, 0.3) for one in found["a"] for other in found["b"])


def test_the_reasons_add_up_to_the_bits() -> None:
    found = read(a=FIRE, b=REWRITE)
    for one in found["a"]:
        for other in found["b"]:
            assert abs(total_bits(reasons(one, other, 0.25)) - bits(one, other, 0.25)) < 0.004  # each is rounded


def test_a_headline_stands_in_the_long_sentence_that_tells_it() -> None:
    assert between(SHORT, LONG) > between(PHRASE, SHORT)


def test_a_day_and_a_figure_in_both_speak_for_it() -> None:
    plain = between("The police found the boat near Vandsby.", "The boat was found near Vandsby by the police.")
    day = between("The police found the boat near Vandsby on 3 May.", "The boat was found near Vandsby by the police on 3 May.")
    count = between("The police found 14 boats near Vandsby.", "14 boats were found near Vandsby by the police.")
    assert day > plain
    assert count > plain


def test_other_people_speak_against_it() -> None:
    same = between("The court fined Olav Brekke for the fire.", "Olav Brekke was fined by the court for the fire.")
    other = between("The court fined Olav Brekke for the fire.", "Ingrid Solheim was fined by the court for the fire.")
    assert other < same - 1


def test_every_weight_points_its_way() -> None:
    assert set(table()["weights"]) == set(WAYS)
    assert all(table()["weights"][name] * way >= 0 for name, way in WAYS.items())


@given(st.text(max_size=80), st.text(max_size=80), st.floats(0, 1))
def test_any_two_sentences_can_be_compared(one: str, other: str, similarity: float) -> None:
    found = read(a=(one,), b=(other,))
    for left in found["a"]:
        for right in found["b"]:
            assert bits(left, right, similarity) == bits(right, left, similarity)
