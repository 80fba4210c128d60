"""Exports: the JSON contract, and formats that neither break nor act on hostile names."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest

from handmade import HARBOUR, made_analysis
from rashomon.export import exporters
from rashomon.export._cites import Citations
from rashomon.export._notes import notes_object
from rashomon.export._points import encode
from rashomon.export._shape import analysis_object
from rashomon.types import Span

HOSTILE = '=HYPERLINK("http://x.example")|<script>alert(1)</script>&amp;\x1b[31m\u202e"\\"]]>\x00 [a](http://x.example) `$(id)` \ud800'


def test_there_are_fourteen_formats() -> None:
    assert list(exporters) == [
        "annotations", "csv", "docx", "dot", "graphml", "html", "json", "jsonl", "markdown", "ninjs", "note", "parquet", "prov", "stix",
    ]  # fmt: skip


def test_no_two_formats_share_a_file_name() -> None:
    suffixes = [member.suffix for _, member in exporters.items()]
    assert len({*suffixes}) == len(suffixes)
    assert all(suffix.startswith(".") for suffix in suffixes)


@pytest.mark.parametrize("name", list(exporters))
def test_equal_analyses_give_equal_text(name: str) -> None:
    assert exporters[name](made_analysis()) == exporters[name](made_analysis())


@pytest.mark.parametrize("name", list(exporters))
def test_hostile_names_can_be_written_as_utf8(name: str) -> None:
    written = exporters[name](made_analysis(HOSTILE, HOSTILE))
    assert isinstance(written, bytes) or written.encode("utf-8")


def test_json_has_the_promised_keys_in_order() -> None:
    whole = json.loads(exporters["json"](made_analysis()))
    assert list(whole) == [
        "version", "config_hash", "machine_made", "reports", "notes", "passages", "stemma", "accounts", "claims", "said",
        "discrepancies", "utterances", "only_in", "not_in", "summary", "sources", "event", "named", "summary_lang",
        "dismissed", "decisions",
    ]  # fmt: skip
    assert list(whole["reports"][0])[:9] == ["id", "path", "headline", "outlet", "byline", "published", "lang", "text", "cuts"]
    assert list(whole["discrepancies"][0]) == [
        "id", "kind", "severity", "left", "right", "more", "left_value", "right_value", "consistent_with", "basis", "relation",
        "claim", "bits", "because", "later", "superseded", "as_of",
    ]  # fmt: skip
    assert whole["stemma"]["pairs"][0]["class"] == "siblings"
    assert whole["accounts"] == {"low": 1, "high": 2, "members": [["h", "l"], ["t"]], "members_low": [["h", "l", "t"]]}


def test_dates_are_given_as_precisely_as_they_are_known() -> None:
    dates = [report["published"] for report in analysis_object(made_analysis())["reports"]]
    assert dates == ["2031-05-06", None, None]


def test_spans_carry_their_words_and_their_place_in_plain_input() -> None:
    whole = analysis_object(made_analysis())
    plain, page = whole["discrepancies"][0]["left"], whole["discrepancies"][0]["right"]
    assert (plain["text"], page["text"]) == ("Monday", "Tuesday")
    assert plain["raw"] == [plain["start"] + 10, plain["end"] + 10]
    assert "raw" not in page


def test_bits_are_the_sum_of_the_reasons_as_written() -> None:
    whole = analysis_object(made_analysis())
    for decision in (*whole["discrepancies"], *whole["stemma"]["edges"]):
        assert decision["bits"] == pytest.approx(sum(reason["bits"] for reason in decision["because"]), abs=1e-9)


def test_a_cut_says_what_it_removed() -> None:
    cut = analysis_object(made_analysis())["reports"][0]["cuts"][0]
    assert cut == {
        "rule": "caption",
        "raw": [0, 10],
        "text": "Photo: Ano",
        "replacement": "",
    }


def test_notes_of_one_report() -> None:
    analysis = made_analysis()
    notes = notes_object(analysis.reports[0], analysis.notes[0])
    assert list(notes)[:6] == ["id", "lang", "sentences", "quotes", "names", "times"]
    (monday,) = notes["times"]
    assert list(monday) == ["span", "type", "value", "low", "high", "anchor", "grain", "bound"]
    assert (monday["low"], monday["high"]) == ("2031-05-05T00:00:00Z", "2031-05-06T00:00:00Z")


def test_half_a_surrogate_pair_is_written_as_its_escape() -> None:
    assert encode({"a": ["x\ud800"]}) == '{"a":["x\\\\ud800"]}'


def test_jsonl_says_of_every_line_what_it_is() -> None:
    types = [json.loads(line)["type"] for line in exporters["jsonl"](made_analysis()).splitlines()]
    assert types[0] == "analysis"
    assert {"report", "notes", "passage", "claim", "said", "discrepancy", "utterance", "line", "witness", "lost", "edge", "pair"} < set(
        types
    )


def test_csv_has_a_row_for_every_claim_cell_and_discrepancy() -> None:
    rows = list(csv.DictReader(io.StringIO(exporters["csv"](made_analysis()))))
    assert [row["table"] for row in rows] == ["claim"] * 5 + ["discrepancy"]
    assert (rows[-1]["text"], rows[-1]["value"], rows[-1]["other_value"]) == (HARBOUR[0], "monday", "tuesday")
    assert rows[0]["sentence"] == "A:s1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\x00="])
def test_csv_cells_cannot_be_formulas(start: str) -> None:
    rows = list(csv.reader(io.StringIO(exporters["csv"](made_analysis(start + "1+1", start + "cmd")), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_graphml_is_valid_xml_and_keeps_every_edge() -> None:
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.fromstring(exporters["graphml"](made_analysis(HOSTILE, HOSTILE)).encode())  # noqa: S314  we wrote it ourselves
    assert [(e.get("source"), e.get("target")) for e in root.iter(f"{space}edge")] == [("α", "A"), ("α", "B"), ("β", "C")]
    assert [node.get("id") for node in root.iter(f"{space}node")] == ["A", "B", "C", "α", "β"]
    declared = {key.get("id") for key in root.iter(f"{space}key")}
    assert {data.get("key") for data in root.iter(f"{space}data")} <= declared


def test_dot_draws_lost_texts_grey_and_doubtful_edges_dashed() -> None:
    dot = exporters["dot"](made_analysis())
    assert '"α" [label="α: Nordwire", color=grey, fontcolor=grey];' in dot
    assert '"β" -> "C" [label="quotes it in one passage", style=dashed];' in dot
    assert '"α" -> "A" [label="reworded"];' in dot


def test_dot_strings_end_only_where_they_should() -> None:
    for line in exporters["dot"](made_analysis(HOSTILE, HOSTILE)).splitlines():
        assert re.sub(r'"(?:[^"\\]|\\.)*"', "", line).count('"') == 0


@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz to draw")
def test_graphviz_accepts_the_drawing() -> None:
    subprocess.run(
        [shutil.which("dot") or "", "-Tsvg"], input=exporters["dot"](made_analysis(HOSTILE)), capture_output=True, text=True, check=True
    )


def test_markdown_cites_every_line_and_defines_every_footnote() -> None:
    note = exporters["markdown"](made_analysis())
    used, defined = set(re.findall(r"\[\^(\d+)\](?!:)", note)), set(re.findall(r"^\[\^(\d+)\]:", note, re.MULTILINE))
    assert used == defined
    assert len(defined) == 8
    assert note.index("## Check first") < note.index("## In all 2 accounts")


def test_markdown_markup_in_names_is_escaped() -> None:
    note = exporters["markdown"](made_analysis(HOSTILE))
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(http|\x1b|\u202e", note)


def test_citations_join_neighbouring_sentences() -> None:
    analysis = made_analysis()
    citations = Citations(analysis)
    h, t = analysis.notes[0].sentences, analysis.notes[2].sentences
    assert citations.label((t[0], h[0], h[1])) == "[A:s1-2; C:s1]"
    assert citations.label((h[0], h[2])) == "[A:s1, s3]"
    assert citations.sentences(Span("h", h[0].start + 4, h[0].start + 9)) == HARBOUR[0]
