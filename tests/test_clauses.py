"""Clauses of a sentence, who is meant in them, and the claims that they make."""

from __future__ import annotations

import pytest

from rashomon.annotate import annotate
from rashomon.collate import collate
from rashomon.config import AnnotateConfig, Config
from rashomon.pipeline import load
from rashomon.sample import sample_path
from rashomon.types import Claim, Clause, Notes, Report

RULES = AnnotateConfig(tagger=0)


def noted(text: str, id: str = "a") -> tuple[Report, Notes]:
    report = Report(id, f"{id}.txt", text)
    return report, annotate(report, RULES)


def cut(text: str) -> list[tuple[str, str]]:
    report, notes = noted(text)
    return [(clause.kind, " ~ ".join(map(report.quote, clause.parts))) for clause in notes.clauses]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "The dam failed on Monday, and two villages were flooded.",
            [("main", "The dam failed on Monday"), ("joined", "two villages were flooded")],
        ),
        (
            "Ada Lorne said the dam had passed a check in May.",
            [("saying", "Ada Lorne said"), ("said", "the dam had passed a check in May")],
        ),
        (
            "The owner, who resigned on Friday, was charged with fraud.",
            [("main", "The owner ~ was charged with fraud"), ("relative", "who resigned on Friday")],
        ),
        (
            "A ferry struck the pier, injuring five people.",
            [("main", "A ferry struck the pier"), ("participle", "injuring five people")],
        ),
        (
            "Although it lasted an hour, the hearing settled nothing.",
            [("when", "Although it lasted an hour"), ("main", "the hearing settled nothing")],
        ),
    ],
)
def test_a_sentence_is_cut_where_the_rest_stays_true(text: str, clauses: list[tuple[str, str]]) -> None:
    assert cut(text) == clauses


@pytest.mark.parametrize(
    "text",
    [
        "The strike will end if the owners sign the offer.",
        "It is the first flood since the dam was built.",
        "The bridge stays shut until every bolt is checked.",
        "Lorne urged the council to open the bridge.",
        "Bread, milk and eggs were sold out.",
        "El ferry chocó contra el puente y cinco personas resultaron heridas.",
    ],
)
def test_what_bounds_a_claim_is_not_cut_off(text: str) -> None:
    assert cut(text) == []


def meant(text: str) -> list[tuple[str, tuple[str, ...]]]:
    report, notes = noted(text)
    return [(report.quote(clause.span), clause.who) for clause in notes.clauses]


def test_he_is_the_one_man_named_before() -> None:
    found = meant("Mr Peter Orlin steered the ferry. He saw a light, and the engine stopped.")
    assert ("He saw a light", ("Peter Orlin",)) in found


def test_of_two_men_neither_is_meant() -> None:
    found = meant("Mr Peter Orlin met Mr Paul Rask. He saw a light, and the engine stopped.")
    assert ("He saw a light", ()) in found


def test_a_shared_subject_is_the_one_before() -> None:
    found = meant("Peter Orlin stopped the engine and called the harbour.")
    assert found == [("Peter Orlin stopped the engine", ("Peter Orlin",)), ("called the harbour", ("Peter Orlin",))]


def claims(*texts: str) -> tuple[list[Report], list[Claim]]:
    reports, notes = zip(*(noted(text, f"r{n}") for n, text in enumerate(texts)), strict=True)
    return list(reports), list(collate(reports, notes, Config().collate).claims)


FAILED = "The old dam above Orve failed on Monday, and 120 residents of Quist Lane were moved to a sports hall."
MOVED = "Buses came at noon. 120 residents of Quist Lane were moved to a sports hall. Nobody knows for how long."


def test_a_clause_that_another_report_tells_is_a_claim() -> None:
    reports, found = claims(FAILED, MOVED)
    told = [claim for claim in found if not claim.of_sentences] or [claim for claim in found if len(claim.told) == 2]
    quoted = {reports[int(id[1:])].quote(cell.span) for claim in told for id, cell in claim.cells.items() if cell}
    assert any("120 residents" in text for text in quoted)


def test_a_number_that_all_give_is_a_value() -> None:
    reports, found = claims(
        "The two mayors talked for ten minutes about the bridge, and left without a word.",
        "The talk of the mayors about the bridge lasted ten minutes. It rained.",
    )
    shown = [reports[int(claim.gist.report[1:])].quote(claim.gist) for claim in found if claim.kind == "value"]
    held = [claim for claim in found if sum(cell is not None for cell in claim.cells.values()) == 2]
    assert shown == ["ten minutes"] or held


def test_whole_sentences_are_no_claims_of_clauses() -> None:
    _, found = claims("The dam failed on Monday.", "The dam failed on Monday.")
    assert [claim.kind for claim in found] == ["claim"]


def test_parts_lie_in_their_sentence() -> None:
    _, notes = noted(FAILED + " " + MOVED)
    assert all(any(part in sentence for sentence in notes.sentences) for clause in notes.clauses for part in clause.parts)
    assert isinstance(notes.clauses[0], Clause)


def test_bare_numbers_that_differ_make_no_claim_together() -> None:
    reports = load(str(sample_path()))
    texts = {report.id: report for report in reports}
    for claim in collate(reports, [annotate(report, RULES) for report in reports], Config().collate).claims:
        told = " ".join(texts[id].quote(cell.span) for id, cell in claim.cells.items() if cell and not claim.of_sentences)
        assert not ("rose to six" in told and "injured at five" in told)
