"""The bench of quotations reads the published units as their articles are written."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from bench import quotes


def texts(path: Path, *units: tuple[str, str]) -> list[str]:
    """What is read of units, each an article's id and tokens."""
    from tagger_corpora import published_units

    with gzip.open(path, "wt", encoding="utf-8") as file:
        for article, tokens in units:
            file.write(json.dumps({"id": article, "tokens": tokens.split(), "labels": ["O"] * len(tokens.split())}) + "\n")
    return [article.text for article, _, _ in published_units(path)]


def test_two_apostrophes_open_and_close_in_turn_throughout_an_article(tmp_path: Path) -> None:
    units = ("a", "'' We stay , '' Ilka Brennt said . ''"), ("a", "Nobody left , '' Piet Haas said ."), ("b", "'' No , '' he said .")
    assert texts(tmp_path / "units.gz", *units) == [
        "“We stay,” Ilka Brennt said. “",
        "Nobody left,” Piet Haas said.",
        "“No,” he said.",
    ]


def test_marks_that_face_already_are_left(tmp_path: Path) -> None:
    units = ("a", "It went on . ''"), ("a", "`` We stay , '' Ilka Brennt said .")
    assert texts(tmp_path / "units.gz", *units) == ["It went on.”", "“We stay,” Ilka Brennt said."]


def test_spans_are_counted_by_the_tokens_they_touch() -> None:
    assert quotes.over_tokens([(0, 3), (5, 6), (9, 9)], [(0, 2), (2, 5), (6, 9)]) == {(0, 2)}
