"""Beside a primary source every quotation and claim says what became of it; what is no report changes nothing else."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest

from casefiles import Case, cases
from events import FIRE, REWRITE, SEPARATE, report
from rashomon.annotate.turns import turns
from rashomon.export import exporters
from rashomon.lang import language
from rashomon.pipeline import analyse, load, run
from rashomon.sample import primary_path, sample_path
from rashomon.types import Against, Analysis, Checked, Drift, Report, Span, Standing
from rashomon.weigh.primary.heard import heard
from rashomon.weigh.primary.voices import _read

TRANSCRIPT = (
    "Ministry of Bridges, press conference, Vandsby, 4 May 2031",
    "MODERATOR: Good morning. The minister will make a statement and then take, uh, three questions.",
    "MINISTER LINDQVIST: Thank you. The inspection of the Pell Street bridge ended on Tuesday.",
    "The engineers found cracks in two of the nine piers. The repairs will cost forty million crowns.",
    "We'll close the bridge to lorries from Monday, and we will not reopen it to them before the repairs are finished.",
    "I will not speculate about who is to blame for this.",
    "Q: Olav Brekke, Vandsby Post. Were you warned about the cracks in January?",
    "MINISTER LINDQVIST: No. The first report reached the ministry on the second of April.",
    "SECRETARY HOLM: The ferry will run every twenty minutes from Monday.",
    "We have, er, hired two more boats, and they are free for residents.",
)
OPENING = "Minister Ada Lindqvist spoke in Vandsby about the bridge in Pell Street."
CONFERENCE = report("transcript", TRANSCRIPT)


def beside(*sentences: str, primary: Report = CONFERENCE) -> Analysis:
    """One event of a report a sentence, beside a primary source."""
    return analyse([report(f"r{n}", (OPENING, sentence)) for n, sentence in enumerate(sentences)], primary=[primary])


def against(analysis: Analysis) -> Against:
    assert analysis.primary is not None
    return analysis.primary


def only(analysis: Analysis) -> Checked:
    (found,) = against(analysis).quotations
    return found


def texts(analysis: Analysis) -> dict[str, Report]:
    return {one.id: one for one in (*analysis.reports, *(source.report for source in against(analysis).sources))}


def told(analysis: Analysis) -> list[str]:
    return [line.text for line in analysis.summary.lines if line.section == "primary"]


# --- quotations --------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases("primary"))
def test_cases(case: Case) -> None:
    """The left line is the primary source, the right one the report; the answer is what became of the words, being cut short aside."""
    found = only(beside(case.right, primary=report("p", (case.left,))))
    standing = tuple(label for label in found.standing if label != "truncated")
    assert (standing or ("verbatim",)) == (case.want or ("verbatim",))


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("“The repairs will cost forty million crowns,” Lindqvist said.", ("verbatim",)),
        ("“The repairs will cost 40 million crowns,” Lindqvist said.", ("verbatim",)),
        ("“We will close the bridge to lorries from Monday,” Lindqvist said.", ("truncated",)),
        ("“We will close the bridge to all traffic from Monday,” Lindqvist said.", ("truncated", "substituted")),
        ("“The old repairs will cost forty million crowns,” Lindqvist said.", ("inserted",)),
        ("“The engineers found cracks in nine piers,” Lindqvist said.", ("dropped",)),
        ("“We’ll close the bridge … before the repairs are finished,” Lindqvist said.", ("spliced",)),
        ("“I will speculate about who is to blame for this,” Lindqvist said.", ("negated", "dropped")),
        ("Lindqvist said she would “speculate about who is to blame for this”.", ("negated", "truncated")),
        ("Lindqvist said she would not “speculate about who is to blame for this”.", ("truncated",)),
        ("Lindqvist refused to “speculate about who is to blame for this”.", ("truncated",)),
        ("“Were you warned about the cracks in January?” Lindqvist said.", ("another speaker",)),
        ("“The ferry will run every 20 minutes from Monday,” Lindqvist said.", ("another speaker",)),
        ("“The ferry will run every 20 minutes from Monday,” said Nils Holm.", ("verbatim",)),
        ("“This bridge is the pride of our town and we will save it,” Lindqvist said.", ("not found",)),
        ("“We have hired two more boats,” said Nils Holm.", ("truncated",)),
    ],
)
def test_a_quotation_says_what_became_of_the_words(sentence: str, standing: tuple[Drift, ...]) -> None:
    assert only(beside(sentence)).standing == standing


def test_spans_quote_both_texts() -> None:
    analysis = beside("“We have hired two more boats … free for residents,” said Nils Holm.")
    found, loaded = only(analysis), texts(analysis)
    assert [loaded[span.report].quote(span) for span in found.base] == ["We have, er, hired two more boats", "free for residents"]
    assert found.said_by == "SECRETARY HOLM"


def test_edits_have_the_primary_source_on_the_left() -> None:
    analysis = beside("“We will close the bridge to all traffic from Monday,” Lindqvist said.")
    loaded = texts(analysis)
    assert [
        (edit.kind, loaded[edit.left.report].quote(edit.left), loaded[edit.right.report].quote(edit.right)) for edit in only(analysis).edits
    ] == [("substituted", "lorries", "all traffic")]


def test_who_is_not_known_to_be_somebody_else_is_not_told() -> None:
    """An office may be anybody's who is named nowhere with it."""
    speech = report("p", ("THE CHAIR: The budget passes with nine votes.", "THE CHAIR: The meeting is closed until next week."))
    assert only(beside("“The budget passes with nine votes,” Lindqvist said.", primary=speech)).standing == ("verbatim",)


def test_an_answer_is_the_speakers_and_a_question_is_not() -> None:
    talk = report(
        "p",
        ("Q. Will the harbour be closed this winter?", "A. The harbour stays open for fishing boats.", "Q. For how long?", "A. A year."),
    )
    answer = only(beside("“The harbour stays open for fishing boats,” Lindqvist said.", primary=talk))
    question = only(beside("“Will the harbour be closed this winter?” Lindqvist said.", primary=talk))
    assert (answer.standing, question.standing) == (("verbatim",), ("another speaker",))


def test_in_a_press_release_the_quoted_speak() -> None:
    release = report(
        "p",
        (
            "Ministry of Bridges closes Pell Street bridge to lorries",
            "The bridge will be closed on Monday. “Safety comes before speed on every bridge we own,” said the minister, Ada Lindqvist.",
            "“The ferry will run all night until the end of June,” said Nils Holm, the harbour secretary.",
        ),
    )
    own = only(beside("“Safety comes before speed on every bridge we own,” Lindqvist said.", primary=release))
    other = only(beside("“The ferry will run all night until the end of June,” Lindqvist said.", primary=release))
    assert (own.standing, other.standing) == (("verbatim",), ("another speaker",))


def test_what_a_press_release_tells_in_its_own_words_is_no_quotation() -> None:
    release = report(
        "p", ("It was the director who asked to speak to the union on Monday.", "“We are glad,” said the director, Ada Lindqvist.")
    )
    assert only(beside("“Lindqvist asked to talk with the union,” Nils Holm said.", primary=release)).standing == ("not found",)
    copied = only(beside("It was “the director who asked to speak to the union”, Nils Holm said.", primary=release))
    assert copied.standing == ("truncated",)


def test_subtitles_break_lines_anywhere() -> None:
    lines = (
        "1",
        "00:00:01,000 --> 00:00:04,000",
        "We will close the",
        "bridge to lorries",
        "",
        "2",
        "00:00:04,500 --> 00:00:07,000",
        "from Monday. Thank you.",
    )
    film = Report("p", "film.txt", "\n".join(lines))
    assert only(beside("“We will close the bridge to lorries from Monday,” Lindqvist said.", primary=film)).standing == ("verbatim",)


def test_another_language_is_not_compared() -> None:
    spanish = replace(CONFERENCE, lang="es")
    analysis = beside("“The repairs will cost forty million crowns,” Lindqvist said.", primary=spanish)
    assert only(analysis).standing == ("another language",)
    assert {one.standing for one in against(analysis).claims} == {"another language"}
    assert told(analysis) == ["A is in another language and was not compared with P1."]


# --- turns -------------------------------------------------------------------------------------


def test_turns_have_their_labels() -> None:
    assert [turn.label for turn in turns(CONFERENCE)] == [
        "",
        "MODERATOR",
        "MINISTER LINDQVIST",
        "Q",
        "MINISTER LINDQVIST",
        "SECRETARY HOLM",
    ]


def test_turns_are_disjoint_and_rise() -> None:
    assert all(one.span.end <= other.span.start for one, other in pairwise(turns(CONFERENCE)))


@pytest.mark.parametrize(
    "text",
    [
        "The bridge closes on Monday.\nContact: press@bridges.example\nTelephone: 555",
        "He said this: the bridge closes.\nHe said this: it opens in June.",
        "There are three rules: no lorries, no stopping, no fishing.",
    ],
)
def test_a_colon_makes_no_transcript(text: str) -> None:
    assert turns(Report("p", "p.txt", text)) == ()


# --- claims and discrepancies ------------------------------------------------------------------


def test_another_figure_differs_from_the_primary_source() -> None:
    analysis = beside("The repairs will cost 14 million crowns, the minister said.", "The repairs will cost 40 million crowns, she said.")
    (found,) = against(analysis).discrepancies
    assert (found.kind, found.left.report, found.right.report, found.relation) == (
        "number",
        "r0",
        "transcript",
        "against the primary source",
    )
    standing = {(one.span.report, texts(analysis)[one.span.report].quote(one.span)[:11]): one.standing for one in against(analysis).claims}
    assert standing["r0", "The repairs"] == "contradict"
    assert standing["r1", "The repairs"] == "assert"


def test_the_primary_source_says_which_side_a_discrepancy_is_consistent_with() -> None:
    sentences = ("The repairs will cost 14 million crowns, the minister said.", "The repairs will cost 40 million crowns, she said.")
    (found,) = [one for one in beside(*sentences).findings.discrepancies if one.kind == "number"]
    assert (found.consistent_with, found.basis) == ("right", "primary source")


def test_words_in_marks_are_consistent_with_those_that_were_said() -> None:
    sentences = (
        "“We will close the bridge to lorries from Monday,” Lindqvist said.",
        "“We will close the bridge to trucks from Monday,” Lindqvist said.",
    )
    (found,) = [one for one in beside(*sentences).findings.discrepancies if one.kind == "quotation"]
    assert (found.consistent_with, found.basis) == ("left", "primary source")


CRANE = report(
    "crane",
    (
        "Ms. Solveig Aune (Port Director): Nobody was killed. The crane was inspected in October.",
        "Journalist: Is it true that fuel leaked into the harbour?",
        "Ms. Aune: No fuel leaked into the harbour. If the council agrees, we will buy two new cranes in the spring.",
        "Mr. Dahl: We have warned about this crane for years. We go back to work on Pier Quist when every crane is checked.",
    ),
)


def crane(*sentences: str) -> Analysis:
    opening = "A crane fell in the port of Hallavik, said its director Solveig Aune; Per Dahl leads the union."
    return analyse([report(f"r{n}", (opening, sentence)) for n, sentence in enumerate(sentences)], primary=[CRANE])


@pytest.mark.parametrize(
    ("sentence", "standing"),
    [
        ("“We will buy two new cranes in the spring,” Aune said.", ("condition", "truncated")),
        ("If the council agrees, “we will buy two new cranes in the spring”, Aune said.", ("truncated",)),
        ("“We go back to work on Pier Quist,” Per Dahl said.", ("truncated",)),
    ],
)
def test_a_condition_that_is_gone_is_told(sentence: str, standing: tuple[Drift, ...]) -> None:
    assert only(crane(sentence)).standing == standing


def test_a_denial_in_the_primary_source_decides() -> None:
    analysis = crane("Fuel leaked into the harbour, the fire service said.", "No fuel leaked into the harbour, the fire service said.")
    (found,) = [one for one in analysis.findings.discrepancies if one.kind == "negation"]
    assert (found.consistent_with, found.basis) == ("right", "primary source")
    assert {one.span.report: one.standing for one in against(analysis).claims if one.similarity > 0.3} == {
        "r0": "contradict",
        "r1": "assert",
    }


def test_what_decides_is_cited() -> None:
    analysis = crane("Fuel leaked into the harbour, the fire service said.", "No fuel leaked into the harbour, the fire service said.")
    (line,) = [line for line in analysis.summary.lines if line.section == "check"]
    assert {span.report for span in line.cites} == {"r0", "r1", "crane"}


def test_who_said_it_is_who_says_it_in_the_primary_source() -> None:
    words = "“We have warned about this crane for years,”"
    analysis = crane(f"{words} Solveig Aune said.", f"{words} Per Dahl said.")
    (found,) = [one for one in analysis.findings.discrepancies if one.kind == "attribution"]
    assert (found.consistent_with, found.basis) == ("right", "primary source")


def test_another_spelling_of_a_place_is_no_clash() -> None:
    """A transcript is typed by ear."""
    assert against(crane("The dockers go back to work on Pier Quits when every crane is checked, Dahl said.")).discrepancies == ()


def test_what_is_nothing_but_a_quotation_is_stated() -> None:
    analysis = crane("“Nobody was killed,” Aune told a briefing.")
    stated = [one for one in against(analysis).claims if texts(analysis)[one.span.report].quote(one.span).startswith("“Nobody")]
    assert [one.standing for one in stated] == ["assert"]


def test_what_gives_more_than_the_primary_source_is_not_stated_by_it() -> None:
    analysis = beside("The engineers found cracks in two of the nine piers and 17 loose bolts.")
    assert "assert" not in {
        one.standing for one in against(analysis).claims if "cracks" in texts(analysis)[one.span.report].quote(one.span)
    }


def test_a_question_states_nothing() -> None:
    analysis = beside("The ministry was warned about the cracks in January.", "The ministry was warned about the cracks in March.")
    assert against(analysis).discrepancies == ()
    assert "assert" not in {
        one.standing for one in against(analysis).claims if "warned" in texts(analysis)[one.span.report].quote(one.span)
    }


def test_a_sentence_whose_quotation_is_altered_is_not_stated() -> None:
    analysis = beside("“We will close the bridge to all traffic from Monday,” Lindqvist said.")
    assert [one.standing for one in against(analysis).claims if one.span.start > len(OPENING)] == ["contradict"]


def test_the_primary_source_is_the_base_of_an_utterance() -> None:
    analysis = beside(
        "“We will close the bridge to lorries from Monday,” Lindqvist said.",
        "“We will shut the bridge to lorries from Monday,” Lindqvist said.",
    )
    (utterance,) = analysis.findings.utterances
    assert utterance.base is not None
    assert utterance.base.report == "transcript"
    assert {edit.left.report for edit in utterance.edits} == {"transcript"}
    assert not [line for line in analysis.summary.lines if line.section == "quotes"]


# --- what it leaves alone ----------------------------------------------------------------------


def without_reading(analysis: Analysis) -> tuple[object, ...]:
    findings = analysis.findings
    return (
        analysis.event,
        analysis.reports,
        analysis.notes,
        analysis.collation,
        analysis.stemma,
        findings.support,
        findings.only_in,
        findings.not_in,
    )


def test_a_primary_source_is_no_report() -> None:
    reports = [report("a", FIRE), report("b", REWRITE), report("c", SEPARATE)]
    speech = report("p", FIRE)
    alone, compared = analyse(reports), analyse(reports, primary=[speech])
    assert without_reading(alone) == without_reading(compared)
    assert alone.primary is None


def test_one_that_is_among_the_reports_is_none() -> None:
    reports = [report("a", FIRE), report("c", SEPARATE)]
    assert [one.id for one in analyse([*reports, CONFERENCE], primary=[CONFERENCE]).reports] == ["a", "c"]
    assert all("transcript" not in found.event.reports for found in run([*reports, CONFERENCE], primary=[CONFERENCE]))


def test_several_are_compared_together() -> None:
    speech = report("a_speech", ("LINDQVIST: The bridge is closed.", "LINDQVIST: The ferry is late."))
    analysis = analyse(
        [report("r", (OPENING, "“The repairs will cost forty million crowns,” Lindqvist said."))], primary=[CONFERENCE, speech]
    )
    assert against(analysis).sigla == {"a_speech": "P1", "transcript": "P2"}
    assert only(analysis).base[0].report == "transcript"


def test_without_quotations_and_words_it_says_little() -> None:
    analysis = analyse([Report("r", "r.txt", "Snow.")], primary=[Report("p", "p.txt", "Rain fell on the quay.")])
    assert against(analysis).quotations == ()
    assert told(analysis) == []


# --- the summary -------------------------------------------------------------------------------


def test_every_line_cites_the_report_and_what_is_found_the_primary_source_too() -> None:
    analysis = beside(
        "“We will close the bridge to all traffic from Monday,” Lindqvist said.",
        "“The repairs will cost forty million crowns,” Lindqvist said.",
        "“This bridge is the pride of our town and we will save it,” Lindqvist said.",
    )
    lines = [line for line in analysis.summary.lines if line.section == "primary"]
    sentences = {span for note in (*analysis.notes, *(source.notes for source in against(analysis).sources)) for span in note.sentences}
    assert all(set(line.cites) <= sentences for line in lines)
    cited = {line.text.partition(":")[2] or line.text: {span.report for span in line.cites} for line in lines}
    assert [reports for text, reports in cited.items() if "wording changed" in text] == [{"r0", "transcript"}]
    assert [reports for text, reports in cited.items() if "word for word" in text] == [{"r1", "transcript"}]
    assert [reports for text, reports in cited.items() if text.endswith("not in the primary source given.")] == [{"r2"}]


def test_who_says_it_is_cited_where_the_transcript_says_so() -> None:
    analysis = beside("“We have hired two more boats,” Lindqvist said.")
    (line,) = [line for line in analysis.summary.lines if "said by SECRETARY HOLM" in line.text]
    assert any(texts(analysis)[span.report].quote(span).startswith("SECRETARY HOLM") for span in line.cites)


def test_copies_of_an_altered_quotation_are_one_line() -> None:
    altered = "“We will close the bridge to all traffic from Monday,” Lindqvist said."
    (line,) = [text for text in told(beside(altered, altered)) if "wording changed" in text]
    assert "in A and B" in line


def test_the_worst_stands_first() -> None:
    lines = told(
        beside(
            "“We’ll close the bridge … before the repairs are finished,” Lindqvist said.",
            "“The ferry will run every 20 minutes from Monday,” Lindqvist said.",
        )
    )
    assert "given to Ada Lindqvist in B, said by SECRETARY HOLM in P1" in lines[0]
    assert lines[1].endswith("joined over a gap.")


def test_spans_lie_in_their_texts() -> None:
    analysis = beside("“We will close the bridge to all traffic from Monday,” Lindqvist said.")
    loaded = texts(analysis)
    spans: list[Span] = [span for one in against(analysis).quotations for span in (one.version, *one.base)]
    assert all(0 <= span.start < span.end <= len(loaded[span.report].text) for span in spans)


# --- what ships, and what is written -----------------------------------------------------------


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return analyse(load(sample_path()), primary=load(primary_path(), whole=True))


def test_the_sample_is_as_its_reports_have_it_or_not(sample: Analysis) -> None:
    words = {texts(sample)[one.version.report].quote(one.version): one.standing for one in against(sample).quotations}
    assert words["I will not open this bridge until every bolt has been checked,"] == ("truncated",)
    assert words["I will not open this bridge until every bolt has been inspected,"] == ("truncated", "substituted")
    assert words["The rudder simply did not answer,"] == ("not found",)
    decided = {one.kind: texts(sample)[span.report].quote(span) for one in sample.findings.discrepancies if one.basis == "primary source"
               for span in [one.left if one.consistent_with == "left" else one.right] if one.kind in ("number", "negation")}  # fmt: skip
    assert decided["negation"] == "No fuel"


def test_every_export_shows_it(sample: Analysis) -> None:
    shown = {name: exporters[name](sample) for name in exporters}
    assert "## Against the primary source" in shown["markdown"]
    assert "**P1** press_conference.txt" in shown["markdown"].replace("\\", "")  # a name is no link
    rows = list(csv.DictReader(StringIO(shown["csv"])))
    altered = [row for row in rows if row["table"] == "quotation beside primary" and "wording changed" in row["standing"]]
    assert altered
    assert all(row["other_path"] == "press_conference.txt" and row["other_sentence"].startswith("P1:s") for row in altered)
    types = {json.loads(line)["type"] for line in shown["jsonl"].splitlines()}
    assert {"primary", "quotation", "stated"} <= types


def test_formats_name_every_key_of_what_a_primary_source_adds(sample: Analysis) -> None:
    formats = (Path(__file__).resolve().parents[1] / "docs" / "formats.md").read_text(encoding="utf-8")
    made = json.loads(exporters["json"](sample))["primary"]
    keys = {key for part in ("quotations", "claims") for item in made[part] for key in item} | {*made, "siglum", "turns", "label"}
    assert not [key for key in sorted(keys) if f'"{key}"' not in formats]
    assert not [value for value in get_args(Drift) + get_args(Standing) if value not in formats]


def test_shuffled_input_changes_nothing(sample: Analysis) -> None:
    reports = load(sample_path())
    assert analyse(reports[::-1], primary=load(primary_path(), whole=True)) == sample


@pytest.mark.parametrize(("label", "lang"), [("A", "de"), ("Antwort", "de"), ("Réponse", "fr"), ("Respuesta", "es")])
def test_an_answer_is_known_in_every_language(label: str, lang: str) -> None:
    assert _read(label, language(lang)).answers


def test_a_contraction_is_heard_in_full_in_its_own_language() -> None:
    text = "It's late, we'll wait, isn't it, Ada's mill can't, 5 per cent and percent."
    told = {lang: " ".join(word for word, _ in heard(Report("r", "r.txt", text, lang), Span("r", 0, len(text)))) for lang in ("en", "de")}
    assert told["en"] == "it is late we will wait is not it ada mill can not 5 and"
    assert "we'll wait isn't" in told["de"]
