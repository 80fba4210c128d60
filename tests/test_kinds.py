"""Kinds of discrepancy find what their case files show, and stay silent where those do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from casefiles import Case, cases
from rashomon.annotate import annotate
from rashomon.config import AnnotateConfig
from rashomon.types import Report
from rashomon.weigh.kinds import Clash, Reading, kinds

NEWS = {  # what both reports open with, where a kind looks beyond the sentence
    "last_met": "Ada Lorne and Piet Haas shook hands on the quay.\n\nRain fell all day.\n\nLorne smiled, and Haas did not.\n\n",
}

TWINS = {"wording"}  # kinds that compare sentences in the same place of one text


def readings(id: str, text: str, news: str = "") -> list[Reading]:
    """Every sentence of `text`, in a report that opens with `news`."""
    report = Report(id, f"{id}.txt", news + text.replace(" ¶ ", "\n\n"))
    notes = annotate(report, AnnotateConfig())
    return [Reading(report, notes, span) for span in notes.sentences if span.start >= len(news)]


def clashes(kind: str, left: str, right: str) -> Sequence[Clash]:
    """What a kind makes of two reports, or of one by itself where `right` is empty."""
    compare, ours = kinds[kind], readings("a", left, NEWS.get(kind, ""))
    theirs = readings("b", right, NEWS.get(kind, "")) if right else None
    if theirs and kind in TWINS:
        for one, other in zip(ours, theirs, strict=True):
            one.twins, other.twins = frozenset((other.span,)), frozenset((one.span,))
    return [clash for one in ours for other in (theirs or [one]) for clash in compare(one, other)]


def check(case: Case) -> None:
    found = [(clash.left_value, clash.right_value) for clash in clashes(case.kind, case.left, case.right)]
    # What is said about damage is a sentence of its own: a part of it is enough.
    fits = any(all(part in value for part, value in zip(case.want, pair, strict=True)) for pair in found if case.want)
    wanted = (fits if case.kind == "garbled" else case.want in found) if case.want else not found
    assert wanted, f"{case.place}: {case.left} | {case.right}\nwanted {case.want or 'silence'}, found {found}"


@pytest.mark.parametrize("case", cases("kinds"))
def test_a_kind_finds_what_the_case_shows(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures_still_fail(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", cases("kinds"))
def test_a_case_reads_the_same_from_both_sides(case: Case) -> None:
    there = [(clash.left_value, clash.right_value, clash.severity) for clash in clashes(case.kind, case.left, case.right)]
    back = [(clash.right_value, clash.left_value, clash.severity) for clash in clashes(case.kind, case.right or case.left, case.left)]
    assert not case.right or sorted(there) == sorted(back), case.place


@pytest.mark.parametrize("name", list(kinds))
def test_every_kind_has_a_case_file_with_more_silence_than_noise(name: str) -> None:
    mine = [param.values[0] for param in cases("kinds") if param.values[0].kind == name]  # type: ignore[attr-defined]
    assert len(mine) >= 12
    assert sum(not case.want for case in mine) > len(mine) / 2
