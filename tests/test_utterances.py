"""An utterance is followed through the reports: who has it, in how many accounts, and what became of its words."""

from __future__ import annotations

import pytest

from events import report
from rashomon.pipeline import analyse
from rashomon.types import Analysis, Drift, Utterance

FULL = "“We will rebuild this street brick by brick, and nobody will have to leave,” Mayor Ingrid Solheim said."


def found(*sentences: str) -> Analysis:
    """One event of short reports that open in their own words."""
    openings = ("Smoke hung over the quay.", "The school stayed shut.", "Two ferries were late.", "A baker swept his step.")
    return analyse([report(str(n), (openings[n], sentence)) for n, sentence in enumerate(sentences)])


def only(analysis: Analysis) -> Utterance:
    (utterance,) = analysis.findings.utterances
    return utterance


def drift(analysis: Analysis) -> dict[str, tuple[Drift, ...]]:
    utterance = only(analysis)
    return {version.report: labels for version, labels in zip(utterance.versions, utterance.drift, strict=True)}


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        (FULL, ("verbatim",)),
        ("“We will rebuild this street brick by brick,” Mayor Ingrid Solheim said.", ("truncated",)),
        ("“We will rebuild this street stone by stone, and nobody will have to leave,” Mayor Ingrid Solheim said.", ("substituted",)),
        ("“We will rebuild this old street brick by brick, and nobody will leave,” Mayor Ingrid Solheim said.", ("inserted", "dropped")),
        ("“We will rebuild this street, and nobody will have to leave,” Mayor Ingrid Solheim said.", ("dropped",)),
        ("“We will rebuild this street … and nobody will have to leave,” Mayor Ingrid Solheim said.", ("spliced",)),
        ("“We will not rebuild this street brick by brick, and nobody will have to leave,” Ingrid Solheim said.", ("dropped", "negated")),
        ("“We will not only rebuild this street brick by brick, and nobody will have to leave,” Ingrid Solheim said.", ("dropped",)),
        ("“We will rebuild this street brick by brick, and nobody will have to leave.”", ("no source",)),
        ("Mayor Ingrid Solheim insisted: “We will rebuild this street brick by brick, and nobody will have to leave.”", ("verb",)),
        ("“We will rebuild this street brick by brick, and nobody will have to leave,” Mayor Ingrid Solheim told Reuters.", ("via",)),
        ("Mayor Ingrid Solheim said that they would rebuild the street brick by brick and that nobody would leave.", ("reported",)),
    ],
)  # fmt: skip
def test_drift_says_what_became_of_the_words(sentence: str, labels: tuple[Drift, ...]) -> None:
    told = drift(found(FULL, sentence))
    assert {told["0"], told["1"]} == {("verbatim",), labels}


def test_the_fullest_version_is_the_base() -> None:
    analysis = found("“We will rebuild this street brick by brick,” Mayor Ingrid Solheim said.", FULL)
    base = only(analysis).base
    assert base is not None
    assert base.report == "1"


def test_edits_point_at_both_texts() -> None:
    analysis = found(FULL, "“We will rebuild this old street brick by brick, and nobody will leave,” Mayor Ingrid Solheim said.")
    texts = {one.id: one for one in analysis.reports}
    shown = {
        (edit.kind, texts[edit.left.report].quote(edit.left), texts[edit.right.report].quote(edit.right)) for edit in only(analysis).edits
    }
    assert {kind for kind, _, _ in shown} == {"inserted", "dropped"}
    assert any("old" in side for _, *pair in shown for side in pair)


def test_a_copied_quotation_counts_one_account() -> None:
    told = analyse([report(id, ("The cannery on the quay burnt down on Monday night.", FULL)) for id in "abc"])
    held = only(told).support
    assert held is not None
    assert (held.reports, held.high, held.originators) == (3, 1, ("Ingrid Solheim",))


def test_two_speakers_have_two_utterances() -> None:
    assert not found(FULL, FULL.replace("Mayor Ingrid Solheim", "Olav Brekke")).findings.utterances


def test_a_hundred_reports_of_one_sentence_are_one_utterance() -> None:
    told = analyse([report(f"{n:03}", (f"Street {n} was closed.", FULL)) for n in range(40)])
    assert len(only(told).versions) == 40
