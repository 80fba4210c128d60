"""The command line: every command, every way to end, and nothing in a report that acts on the terminal."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from handmade import made_analysis
from rashomon.__main__ import start
from rashomon.casebook.explain import find
from rashomon.cli import command_names, main
from rashomon.cli.screen import console, print_summary
from rashomon.cli.stemma import stemma_view
from rashomon.cli.tables import claims_view
from rashomon.cli.waterfall import print_case
from rashomon.export import exporters
from rashomon.store import Library
from rashomon.text.visible import visible

SRC = Path(__file__).resolve().parents[1] / "src"
FERRY = (
    "Ferry runs aground off Tolsund\n\n"
    "The ferry Almira ran aground off Tolsund on Monday morning with 41 passengers on board, the harbour office said.\n\n"
    "“We heard a grinding noise and then the engine stopped,” said the skipper, Ida Rask.\n\n"
    "All 41 passengers were taken off by the lifeboat within an hour, and nobody was hurt, according to the rescue service.\n\n"
    "Divers will inspect the hull before the ferry is towed to the yard at Hallavik.\n"
)
SAME = FERRY.replace("Monday", "Tuesday").replace("Divers will inspect", "Divers are to inspect")
CHOIR = (
    "Choir school ends strike\n\n"
    "Teachers at the music school in Orve voted to end their strike on Friday evening after the ministry promised three new posts.\n\n"
    "Lessons begin again next week, the union said, though the choir has to wait for its conductor to return from leave.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three reports, two of one event, in the folder `in` of the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    reports = tmp_path / "in"
    reports.mkdir()
    (reports / "almira.txt").write_text(FERRY, encoding="utf-8")
    (reports / "copy.txt").write_text(SAME, encoding="utf-8")
    (reports / "choir.txt").write_text(CHOIR, encoding="utf-8")
    return reports


@pytest.fixture
def library(folder: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A library that holds the three reports."""
    assert main(["read", str(folder)]) == 0
    capsys.readouterr()
    return folder.parent / "rashomon.db"


def output(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command that succeeds prints."""
    assert main(words) == 0
    return capsys.readouterr().out


def largest(capsys: pytest.CaptureFixture[str]) -> str:
    """The id of the event with most reports."""
    events = map(json.loads, output(capsys, "events", "--json").splitlines())
    return str(max(events, key=lambda event: len(event["reports"]))["id"])


def rashomon(*words: str, **options: object) -> subprocess.Popen[str]:
    """The program as a program of its own."""
    program = "import sys; from rashomon.cli import main; sys.exit(main())"
    here = {**os.environ, "PYTHONPATH": str(SRC), "NO_COLOR": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", program, *words],
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": here, **options},
    )  # type: ignore[call-overload,no-any-return]


# --- the commands ------------------------------------------------------------------------------


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    told = output(capsys, "--help")
    for name in command_names():
        assert f" {name.split()[0]} " in told


@pytest.mark.parametrize("name", command_names())
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = output(capsys, *name.split(), "--help")
    assert "Usage: rashomon " + name in told
    for option in ("--library", "--published", "--json", "--errors", "--config", "--workers"):
        assert option in told


def test_run_leaves_no_library_behind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = output(capsys, "run", str(folder))
    assert "REPORTS" in told
    assert sorted(path.name for path in folder.parent.iterdir()) == ["in"]


def test_run_writes_one_pair_of_files_an_event(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output(capsys, "run", str(folder), "--out", "found")
    groups = [json.loads(line) for line in Path("found/events.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(groups) == 3
    told = [path for path in sorted(Path("found").iterdir()) if path.suffix in {".json", ".md"}]
    assert [path.suffix for path in told] == [".json", ".md"]
    assert {told[0].stem} < {group["event"] for group in groups}


def test_demo_runs_on_the_sample(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "10 reports" in output(capsys, "demo")


def test_the_summary_speaks_the_language_and_is_of_the_length_asked_for(
    library: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    settings = tmp_path / "short.toml"
    settings.write_text("[tell]\nlang = 'fr'\nlength = 'short'\n", encoding="utf-8")
    assert "2 articles > " in output(capsys, "analyse", "in/almira.txt", "in/copy.txt", "--config", str(settings))
    spoken = output(capsys, "analyse", "in/almira.txt", "in/copy.txt", "--config", str(settings), "--lang", "de")
    assert "2 Berichte > " in spoken
    assert "WER MIT WEM" not in spoken
    assert "WER MIT WEM" in output(capsys, "analyse", "in/almira.txt", "in/copy.txt", "--lang", "de")


def test_an_unknown_language_is_told_before_anything_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "in/none.txt", "--lang", "tlh"]) == 2
    assert "no 'tlh' in template; there is: de, en, es, fr" in capsys.readouterr().err


def test_analyse_writes_the_same_json_to_file_and_stream(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output(capsys, "analyse", str(folder), "--out", "a.json") == ""
    whole = Path("a.json").read_text(encoding="utf-8")
    assert len(json.loads(whole)["reports"]) == 3
    assert output(capsys, "analyse", str(folder), "--json") == whole
    assert output(capsys, "analyse", str(folder), "--out", "-") == whole


def test_published_dates_what_has_no_date(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = json.loads(output(capsys, "analyse", str(folder), "--json", "--published", "2031-05"))
    assert {report["published"] for report in whole["reports"]} == {"2031-05"}


def test_reading_twice_changes_nothing(library: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(output(capsys, "read", str(folder), "--json"))
    assert (told["reports"], told["stored"], told["duplicate"]) == (3, 0, 3)


def test_one_id_is_one_text_whatever_the_order_of_the_inputs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a.jsonl", FERRY), ("b.jsonl", CHOIR)):
        Path(name).write_text(json.dumps({"id": "1", "text": text}) + "\n", encoding="utf-8")
    told = []
    for order in (("a.jsonl", "b.jsonl"), ("b.jsonl", "a.jsonl")):
        assert main(["analyse", *order, "--json"]) == 3
        out = capsys.readouterr()
        assert "error[E-ID] b.jsonl#1: '1': another text came in under this id" in out.err
        told.append(out.out)
    assert told[0] == told[1]
    assert main(["read", "a.jsonl"]) == 0
    for _ in range(2):
        assert main(["read", "b.jsonl", "a.jsonl", "--json"]) == 3
    counts = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (counts["seen"], counts["duplicate"], counts["rejected"], counts["reports"]) == (2, 1, 1, 1)


def test_damage_is_told_in_words(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Library(str(library)) as opened:
        opened._shelf.connection.execute("UPDATE report SET body = replace(body, '41 passengers', '14 passengers')")
    assert main(["verify", "--json"]) == 7
    told = capsys.readouterr()
    assert "Damage(" not in told.out + told.err
    assert any(one.endswith("is not as it was written") for one in json.loads(told.out)["damage"])


def test_json_carries_nothing_that_a_terminal_obeys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "copy.txt").write_text(SAME.replace("the harbour", "the \u202eharbour\x9b2J\u2066"), encoding="utf-8")
    assert main(["analyse", str(folder), "--json"]) == 0
    out = capsys.readouterr().out
    assert not set(out) & set("\u202e\x9b\u2066")
    cut = [cut["text"] for report in json.loads(out)["reports"] for cut in report["cuts"]]
    assert any("\u202e" in text for text in cut)


def test_run_goes_over_the_library_where_no_path_is_named(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--library", str(library)]) == 0
    assert "1 event told by more than one report. 1 report stands alone." in capsys.readouterr().out
    assert main(["run", "--library", "nowhere.db"]) == 5
    assert not Path("nowhere.db").exists()


def test_an_event_is_merged_by_an_id_it_had_before(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "--json"]) == 0
    before = {len(event["reports"]): event["id"] for event in map(json.loads, capsys.readouterr().out.splitlines())}
    Path("later.txt").write_text(FERRY.replace("Monday", "Sunday"), encoding="utf-8")
    assert main(["read", "later.txt"]) == 0
    assert main(["merge", before[2], before[1]]) == 0
    assert "1 event now" in capsys.readouterr().out


def test_events_can_be_listed_shown_summed_up_and_exported(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "told by more than one report" in output(capsys, "events")
    event = largest(capsys)
    short = event[:6]
    assert "REPORTS" in output(capsys, "summary", short)
    assert "almira.txt" in output(capsys, "show", short)
    assert json.loads(output(capsys, "summary", short, "--json"))["event"]["id"] == event
    assert output(capsys, "export", short, "--to", "graphml").startswith("<?xml")


def test_every_format_is_exported_to_a_file(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event = largest(capsys)
    for name, member in exporters.items():
        if name == "parquet":
            pytest.importorskip("pyarrow")
        file = library.parent / f"event{member.suffix}"
        assert main(["export", event, "--to", name, "--out", str(file)]) == 0
        assert file.stat().st_size > 100
    assert all(name in output(capsys, "export", "--help") for name in exporters)


def test_a_binary_format_goes_to_a_pipe_and_not_to_a_terminal(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    event = largest(capsys)
    assert rashomon("export", event, "--to", "docx", text=False).communicate()[0].startswith(b"PK")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["export", event, "--to", "docx"]) == 2
    ended = capsys.readouterr()
    assert f"--out {event}.docx" in " ".join(ended.err.split())
    assert not ended.out


def test_a_decision_is_kept_replayed_and_taken_back(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def sizes() -> list[int]:
        return sorted(len(json.loads(line)["reports"]) for line in output(capsys, "events", "--json").splitlines())

    before = sizes()
    assert before == [1, 2]
    output(capsys, "split", "almira.txt", "copy.txt", "--note", "two ferries")
    assert sizes() == [1, 1, 1]
    assert "two ferries" in output(capsys, "decisions")
    output(capsys, "undo")
    assert sizes() == before


def test_stage_commands_write_a_line_a_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docs = [{"id": "f", "text": FERRY}, {"id": "s", "text": SAME}, {"id": "c", "text": CHOIR}]
    with gzip.open("docs.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write("".join(json.dumps(doc) + "\n" for doc in docs))
    groups = [json.loads(line) for line in output(capsys, "group", "docs.jsonl.gz").splitlines()]
    assert [group["id"] for group in groups] == ["c", "f", "s"]
    assert groups[1]["event"] == groups[2]["event"] != groups[0]["event"]
    (pair,) = (json.loads(line) for line in output(capsys, "copies", "docs.jsonl.gz").splitlines())
    assert (pair["a"], pair["b"], pair["kind"]) == ("f", "s", "near")
    output(capsys, "annotate", "docs.jsonl.gz", "--out", "notes.jsonl")
    notes = [json.loads(line) for line in Path("notes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [note["id"] for note in notes] == ["c", "f", "s"]
    assert all(note["sentences"] for note in notes)


def test_a_dash_is_standard_input(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps({"id": "f", "text": FERRY}).encode())))
    assert json.loads(output(capsys, "group", "-", "--out", "-"))["id"] == "f"


def test_verify_doctor_and_languages(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "sound" in output(capsys, "verify")
    assert "languages" in json.loads(output(capsys, "doctor", "--json"))
    assert "English" in output(capsys, "languages")


# --- ways to end -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["frobnicate"], 2, "Unknown command"),
        (["run"], 2, "name at least one file"),
        (["run", "in", "--workrs", "2"], 2, "Did you mean --workers"),
        (["run", "in", "--published", "soon"], 2, "not a date"),
        (["run", "in", "--config", "nowhere.toml"], 2, "nowhere.toml"),
        (["run", "in", "--workers", "0"], 2, "at least 1"),
        (["run", "https://example.org/a.html"], 8, "error[E-NETWORK] https://example.org/a.html"),
        (["run", "nowhere"], 4, "error[E-MISSING] nowhere"),
        (["events"], 5, "there is no library here"),
        (["events", "--library", "in/almira.txt"], 5, "almira.txt"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(words: list[str], code: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == code
    ended = capsys.readouterr()
    assert said in " ".join(ended.err.split())
    assert not ended.out


def test_a_refused_address_has_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "https://example.org/a.html", "--library", str(tmp_path / "news.db")]) == 8
    assert capsys.readouterr().err.count("E-NETWORK") == 1


def test_what_was_turned_away_stands_in_the_ledger_where_nothing_came_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    library = str(tmp_path / "news.db")
    assert main(["read", str(tmp_path / "empty.txt"), "--library", library]) == 4
    capsys.readouterr()
    assert main(["ledger", "--library", library, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["code"] == "E-EMPTY"


def test_an_interrupt_while_the_program_loads_leaves_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupted:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "rashomon.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "rashomon.cli")
    monkeypatch.delattr("rashomon.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    assert start() == 130
    assert capsys.readouterr().err == "rashomon: stopped; nothing had begun.\n"


def test_short_codes_are_not_broken_in_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / f"{'a long name ' * 8}.txt").write_bytes(b"")
    library = str(tmp_path / "news.db")
    assert main(["read", str(tmp_path), "--library", library]) == 4
    capsys.readouterr()
    assert main(["ledger", "--library", library]) == 0
    assert "E-EMPTY " in capsys.readouterr().out


def test_unknown_ids_and_formats_are_usage_errors(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "zzzz"]) == 2
    assert main(["export", "zzzz", "--to", "papyrus"]) == 2
    assert "markdown" in capsys.readouterr().err


def test_bad_inputs_are_listed_and_the_rest_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "docs.jsonl").write_text(json.dumps({"id": "f", "text": FERRY + "More."}) + "\n{broken\n", encoding="utf-8")
    assert main(["read", str(folder), "--errors", "bad.jsonl"]) == 3
    told = capsys.readouterr()
    assert "error[E-EMPTY]" in told.err
    assert "error[E-JSON]" in told.err
    assert "record 2" in told.err
    bad = [json.loads(line) for line in Path("bad.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {line["code"] for line in bad} == {"E-EMPTY", "E-JSON"}
    assert {"origin", "fate", "code", "why", "record", "offset"} == set(bad[0])
    assert "4 stored" in told.out


def test_a_folder_that_cannot_be_written_is_the_machines_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(folder), "--out", "in/almira.txt/x.json"]) == 6
    assert (folder / "almira.txt").read_text(encoding="utf-8") == FERRY


def test_an_unexpected_fault_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.cli.health._facts", lambda every, found: 1 / 0)
    assert main(["doctor"]) == 70
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("shown", [["--json"], []])
def test_a_reader_that_walks_away_is_no_failure(shown: list[str], folder: Path) -> None:
    with rashomon("analyse", str(folder), *shown) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == ""
    assert program.returncode == 0


def test_a_request_to_end_is_followed_in_order(folder: Path) -> None:
    (folder / "big.jsonl").write_text(
        "".join(json.dumps({"id": f"n{n}", "text": f"{FERRY} {n}"}) + "\n" for n in range(3000)), encoding="utf-8"
    )
    with rashomon("read", str(folder), "--library", str(folder.parent / "big.db")) as program:
        for _ in range(200):
            time.sleep(0.05)
            if (folder.parent / "big.db").exists():
                break
        program.send_signal(signal.SIGTERM)
        _, errors = program.communicate(timeout=30)
    assert program.returncode == 143
    assert "Go on with: rashomon read" in errors


# --- the screen --------------------------------------------------------------------------------


def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int, **names: str) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    print_summary(made_analysis(**names), console(), per_section=8)
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_summary_fits_the_terminal(columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(capsys, monkeypatch, columns)
    assert max(len(line) for line in told.splitlines()) <= columns
    assert told.index("at most 2 accounts") < told.index("CHECK FIRST") < told.index("IN ALL 2 ACCOUNTS") < told.index("REPORTS")
    assert "[A:s1; C:s1]" in " ".join(told.split())


def test_the_screen_obeys_no_report(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(capsys, monkeypatch, 200, harbour="\x1b]0;owned\x07\u202eevil\u200b[bold]x[/bold]", path="a\x1b[2Jb\r\n.txt")
    assert not {"\x1b", "\x07", "\u202e", "\u200b", "\r"} & set(told)
    assert "[bold]x[/bold]" in told
    assert "␛" in told


def test_the_stemma_names_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    console().print(stemma_view(made_analysis()))
    told = capsys.readouterr().out
    assert "α  Nordwire, missing source" in told
    assert "└── B  lantern.txt  reworded, strong" in told
    assert "└── C  coast.html  quotes it in one passage, weak" in told


def test_a_report_outside_the_trees_is_said_to_share_text_where_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    made = made_analysis()
    for pairs, wanted in (
        (made.stemma.pairs, "A: shares text with B, place open\nB: shares text with A, place open\nC: no text shared"),
        ((), "A, B, C: no text shared with another report"),
    ):
        console().print(stemma_view(replace(made, stemma=replace(made.stemma, edges=(), pairs=pairs))))
        assert wanted in capsys.readouterr().out


def test_claims_stand_side_by_side_where_there_is_room(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    analysis = made_analysis()
    for columns, wanted in ((120, "All 41 passengers"), (60, "not found in it: C")):
        monkeypatch.setenv("COLUMNS", str(columns))
        on = console()
        on.print(claims_view(analysis, on))
        assert wanted in capsys.readouterr().out


@pytest.mark.parametrize(
    ("id", "wanted"),
    [
        ("d1", ("Day: “monday” and “tuesday”", "weekdays differ", "+5.00", "+3.50", "11 to 1 for")),
        ("k1", ("in 3 reports, at most 2 accounts; 1 named source: Ida Rask",)),
        ("u1", ("Ida Rask, in 2 versions", "wording changed")),
        ("A>α", ("A takes from α: reworded, strong", "+4.25")),
        ("alpha>b", ("B takes from α", "+5.75")),
        ("Nordwire>b", ("B takes from α",)),
        ("A~b", ("A shares a missing source with B", "credit line")),
    ],
)
def test_decisions_are_explained(
    id: str, wanted: tuple[str, ...], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    analysis = made_analysis()
    case = find(id, analysis)
    assert case is not None
    print_case(case, analysis, console())
    told = capsys.readouterr().out
    assert [words for words in wanted if words not in told] == []
    assert case.json


def test_outlets_are_counted_where_all_are_known() -> None:
    made = made_analysis()
    case = find("k1", replace(made, reports=tuple(replace(report, outlet=f"The {report.id}") for report in made.reports)))
    assert case is not None
    assert case.facts[0].startswith("in 3 reports of 3 outlets, at most 2 accounts")


def test_what_is_not_there_cannot_be_explained() -> None:
    assert find("d99", made_analysis()) is None
    assert find("A>B", made_analysis()) is None


def test_every_hidden_character_is_named() -> None:
    assert visible("a\x1b[31m\u202eb\u200b\tc\ud800\x9b") == "a␛[31m⟨U+202E⟩b⟨U+200B⟩ c⟨U+D800⟩⟨U+009B⟩"
    assert visible("naïve “quote” 北京 می‌خواهم") == "naïve “quote” 北京 می‌خواهم"


def test_the_ledger_names_every_input_with_its_encoding(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "latin.txt").write_bytes("Die Bürgermeisterin eröffnete am Montag die neue Brücke in Tarnow.".encode("latin-1"))
    (folder / "empty.txt").write_bytes(b"")
    library = folder.parent / "ledger.db"
    main(["read", str(folder), "--library", str(library)])
    capsys.readouterr()
    shown = output(capsys, "ledger", "--library", str(library))
    assert "latin-1" in shown
    assert "E-EMPTY" in shown


def test_two_reports_are_explained_as_one_event_or_two(library: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["almira.txt+copy.txt"], ["almira.txt+copy.txt", str(folder)]):
        told = json.loads(output(capsys, "explain", *words, "--json"))
        assert told["event"] is True
        assert told["bits"] == pytest.approx(sum(reason["bits"] for reason in told["because"]))
        assert {"group.prior", "group.words", "group.phrases"} <= {reason["rule"] for reason in told["because"]}
    assert "Sorted among the others: two events." in output(capsys, "explain", "almira.txt+choir.txt")
    assert main(["explain", "almira.txt+almira.txt"]) == 2


# --- a primary source ---------------------------------------------------------------------------

LOG = (
    "SKIPPER RASK: We heard a grinding noise and then both engines stopped.\n\n"
    "HARBOUR OFFICE: How many are on board?\n\n"
    "SKIPPER RASK: Forty-one passengers. We ran aground off Tolsund on Monday morning.\n"
)


@pytest.fixture
def log(folder: Path) -> Path:
    """What the skipper said by radio, as a transcript beside the reports."""
    path = folder.parent / "radio.txt"
    path.write_text(LOG, encoding="utf-8")
    return path


def test_quotations_and_claims_are_compared_with_a_primary_source(folder: Path, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = output(capsys, "analyse", str(folder / "almira.txt"), str(folder / "copy.txt"), "--primary", str(log))
    flat = " ".join(shown.split())
    assert "AGAINST THE PRIMARY SOURCE" in shown
    readings = "“… noise and then the engine stopped” in A and B | “… noise and then both engines stopped.” in P1"
    assert f"Ida Rask: {readings}: wording changed. [A:s3; B:s3; P1:s1]" in flat
    assert "“We ran aground off Tolsund on Monday morning.” in P1: cannot both stand as written. [B:s2; P1:s4]" in flat
    assert "P1 radio.txt" in flat


@pytest.mark.parametrize("command", [("summary", "EVENT"), ("export", "EVENT", "--to", "markdown"), ("explain", "QUOTATION")])
def test_the_library_is_compared_with_a_primary_source(
    folder: Path, log: Path, library: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    event = output(capsys, "events").split("\n")[3].split()[0]
    made = json.loads(output(capsys, "export", event, "--primary", str(log)))
    names = {"EVENT": event, "QUOTATION": made["primary"]["quotations"][0]["id"]}
    assert "wording changed" in output(capsys, *(names.get(word, word) for word in command), "--primary", str(log))


def test_a_pile_is_compared_event_by_event(folder: Path, log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = output(capsys, "run", str(folder), "--primary", str(log))
    assert shown.count("AGAINST THE PRIMARY SOURCE") == 1


def test_a_primary_source_among_the_reports_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = json.loads(output(capsys, "analyse", str(folder), "--primary", str(folder / "copy.txt"), "--json"))
    assert [report["path"] for report in made["reports"]] == ["almira.txt", "choir.txt"]
    assert [source["path"] for source in made["primary"]["sources"]] == ["copy.txt"]


def test_a_primary_source_alone_is_nothing_to_compare(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", str(log), "--primary", str(log)]) == 4
    assert capsys.readouterr().err.startswith("error[E-NOTHING]")


@pytest.mark.parametrize(
    ("name", "text", "code"), [("nowhere.txt", None, "E-MISSING"), ("empty.txt", "", "E-EMPTY"), ("talk.srt", "1\n", "E-FORMAT")]
)
def test_a_primary_source_that_cannot_be_read_stops_the_command(
    folder: Path, name: str, text: str | None, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (folder.parent / name).write_text(text, encoding="utf-8")
    assert main(["analyse", str(folder), "--primary", name]) == 4
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"error[{code}] {name}: ")
    assert "give --primary a text that can be read" in told.err
