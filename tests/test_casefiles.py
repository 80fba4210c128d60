"""A case file that is laid out wrongly fails; no case vanishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefiles import CASES, read_cases

GOOD = "# Days\n> a comment\nIt burned on Monday.\n| It burned on Friday.\n= monday / friday\n\nIt rained.\n| It poured.\n=\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "weekday.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_is_two_sentences_and_what_is_wanted(tmp_path: Path) -> None:
    found, silent = read_cases(written(tmp_path, GOOD))
    assert found == ("weekday", "It burned on Monday.", "It burned on Friday.", ("monday", "friday"), "weekday.md:5")
    assert silent.want == ()


@pytest.mark.parametrize("text", ["A.\n", "A.\n\n| B.\n=\n", "A.\n| B.\n| C.\n=\n", "| B.\n=\n", "A.\n=\n", "A.\nB.\n| C.\n=\n"])
def test_a_case_out_of_order_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"weekday\.md"):
        list(read_cases(written(tmp_path, text)))


@pytest.mark.parametrize("path", sorted(CASES.glob("kinds/*.md")), ids=lambda path: path.stem)
def test_a_kind_has_cases_to_find_and_cases_to_leave_alone(path: Path) -> None:
    wants = [bool(case.want) for case in read_cases(path)]
    assert any(wants)
    assert not all(wants)
