"""Case files are laid out so that a journalist can read and write them, and mistakes name their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import CASES, read_cases


def write(folder: Path, text: str) -> Path:
    path = folder / "weekday.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_two_sentences_and_two_values(tmp_path: Path) -> None:
    [case] = read_cases(write(tmp_path, "> why\nIt rained on Tuesday.\n| It rained on Monday.\n= tuesday / monday\n"))
    assert (case.kind, case.left, case.right, case.want) == (
        "weekday",
        "It rained on Tuesday.",
        "It rained on Monday.",
        ("tuesday", "monday"),
    )


def test_an_empty_answer_means_silence(tmp_path: Path) -> None:
    [case] = read_cases(write(tmp_path, "It rained.\n| It rained.\n=\n"))
    assert case.want == ()


def test_a_report_may_stand_alone(tmp_path: Path) -> None:
    [case] = read_cases(write(tmp_path, "It rainedon.\n|\n= garbled / rainedon\n"))
    assert case.right == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [("It rained.\n= a / b\n", "weekday.md:2"), ("It rained.\n\n| It did.\n", "weekday.md:2"), ("It rained.\n| It did.\n", "not finished")],
)
def test_a_mistake_names_its_line(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(ValueError, match=place):
        list(read_cases(write(tmp_path, text)))


def test_no_case_stands_twice() -> None:
    for path in sorted(CASES.rglob("*.md")):
        seen = [(case.left, case.right) for case in read_cases(path)]
        assert len(seen) == len(set(seen)), path.name
