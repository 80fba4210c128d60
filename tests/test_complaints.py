"""What users of other tools ask for, one case file a complaint; through the whole of `annotate`, names and all."""

from __future__ import annotations

import pytest

from casefiles import Case, cases
from rashomon.annotate import annotate
from rashomon.config import AnnotateConfig
from rashomon.pipeline import analyse
from rashomon.types import Quote, Report

SPELLINGS = "transliteration"
READ = [case for case in cases("complaints") if case.values[0].kind != SPELLINGS]  # type: ignore[attr-defined]
PAIRED = [case for case in cases("complaints") if case.values[0].kind == SPELLINGS]  # type: ignore[attr-defined]
COMPLAINTS = {
    "unbalanced_marks", "indirect_speech", "unknown_speaker", "speaker_paragraphs_earlier", "scare_quotes_and_titles",
    "quotation_in_quotation", SPELLINGS, "no_rewriting",
}  # fmt: skip


def read(text: str, tagger: int) -> tuple[Report, tuple[Quote, ...]]:
    report = Report("r", "r.txt", text.replace(" ¶ ", "\n\n"))
    return report, annotate(report, AnnotateConfig(tagger=tagger)).quotes


def test_every_complaint_has_a_case_file() -> None:
    assert {case.values[0].kind for case in cases("complaints")} == COMPLAINTS  # type: ignore[attr-defined]


@pytest.mark.parametrize("tagger", [1, 0], ids=["tagger", "rules"])
@pytest.mark.parametrize("case", READ)
def test_a_complaint_is_answered(case: Case, tagger: int) -> None:
    report, found = read(case.left, tagger)
    shown = {report.quote(span): quote for quote in found for span in quote.content}
    shown |= {" + ".join(report.quote(span) for span in quote.content): quote for quote in found}
    if not case.want:
        assert not shown, case.place
        return
    assert case.right in shown, f"{case.place}: {list(shown)}"
    quote = shown[case.right]
    told = (quote.speaker or "-", quote.mode, *(["garbled"] if quote.garbled else []))
    assert told == case.want, case.place


@pytest.mark.parametrize("case", PAIRED)
def test_spellings_of_a_speaker_are_one_speaker(case: Case) -> None:
    openings = ("Smoke hung over the quay.", "Two ferries were late.")
    reports = [
        Report(id, f"{id}.txt", f"{opening}\n\n{text}") for id, opening, text in zip("ab", openings, (case.left, case.right), strict=True)
    ]
    found = analyse(reports).findings.utterances
    assert ("one" if len(found) == 1 else "two",) == case.want, case.place
