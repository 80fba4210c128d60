"""What reports bring and people type, through every command: no letter of it acts on the terminal, in a log, or in a folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handmade import hostile_analysis
from rashomon.casebook.explain import find
from rashomon.cli import command_names, main
from rashomon.cli.screen import console, print_summary
from rashomon.cli.stemma import stemma_view
from rashomon.cli.tables import claims_view
from rashomon.cli.waterfall import print_case
from rashomon.export import exporters
from reliability.injections import CORPORA, NAMES, acting, vectors

SOME = tuple(dict.fromkeys(words for corpus in CORPORA.values() for words in (corpus[0], corpus[-1])))
TYPED = "\x1b]0;title\x07\x1b[31mred\x9b2J\r\u202egnp\u200b\U000e0041 [bold]x[/bold] =1+1"  # one of each that a terminal obeys
ANSI = re.compile(r"\x1b\[(?:[\d;]*m|\d*[AK]|\?25[lh])|\r(?=\x1b|\n|$)")  # our own: colours, and where a bar is drawn anew
Capture = pytest.CaptureFixture[str]


def report(n: int, words: str) -> dict[str, object]:
    """A report of one event with these words in every field and in the text."""
    return {
        "id": f"{n}{words}",
        "title": f"Ferry runs aground off Tolsund {words}",
        "date": words if n % 3 == 0 else "2031-05-06",
        "outlet": f"{words} Post {n}",
        "byline": f"By {words}",
        "url": f"https://{words}",
        "credit": f"With material from {words}",
        "lang": words if n % 5 == 0 else "en",
        "isBasedOn": words,
        words: {words: [words]},
        "text": f"The ferry Almira ran aground off Tolsund on {('Monday', 'Tuesday')[n % 2]} with {41 + n % 2} passengers, "
        "the harbour office said. "
        f"{words}\n\n“We heard a grinding noise {words} and then the engine stopped,” said the skipper, Ida {words}.\n\n"
        f"{words} All {41 + n % 2} passengers were taken off by the lifeboat within an hour, and nobody was hurt, "
        f"said {words} of the rescue service.",
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in the folder `in`, and a library that holds them."""
    home = tmp_path_factory.mktemp("hostile") / "here"
    (home / "in").mkdir(parents=True)
    lines = [json.dumps(report(n, words)) for n, words in enumerate(SOME)]
    (home / "in" / "reports.jsonl").write_text(
        "\n".join([*lines, '{"text": 7, "\\u001b[31m\\u202e": 1}', "{broken \x1b[31m \u202e"]), encoding="utf-8"
    )
    assert main(["read", str(home / "in"), "--library", str(home / "rashomon.db")]) == 3
    return home


@pytest.fixture(autouse=True)
def inside(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Iterator[None]:
    """In that folder, on no terminal; every file stays inside it."""
    monkeypatch.chdir(folder)
    capsys.readouterr()
    around = {path.name for path in folder.parent.iterdir()}
    yield
    assert {path.name for path in folder.parent.iterdir()} == around == {"here"}


def shown(capsys: Capture) -> str:
    """What stood on the screen since, both streams; nothing in it acts."""
    out, err = capsys.readouterr()
    assert acting(out + err) == []
    return out + err


def event(capsys: Capture) -> str:
    """The largest event of the library."""
    main(["events", "--json"])
    return str(json.loads(capsys.readouterr().out.splitlines()[0])["id"])


@pytest.mark.parametrize("words", [*vectors()[::5], TYPED])
def test_every_view_shows_what_it_is_given(words: str, capsys: Capture) -> None:
    analysis, screen = hostile_analysis(words), console()
    print_summary(analysis, screen, 9)
    screen.print(stemma_view(analysis))
    screen.print(claims_view(analysis, screen))
    for id in ("d1", "k1", "u1", "A>α", "h~l", "A~B"):
        if case := find(id, analysis):
            print_case(case, analysis, screen)
    screen.print(words)
    shown(capsys)


LOOKING = (
    ("events",),
    ("show", "EVENT", "--all"),
    ("summary", "EVENT", "--length", "full"),
    ("summary", "EVENT", "--lang", "de"),
    ("ledger",),
    ("verify",),
    ("doctor",),
    ("languages",),
    ("decisions",),
    ("demo",),
    ("run", "--library", "rashomon.db"),
    ("analyse", "in/reports.jsonl"),
    ("group", "in/reports.jsonl"),
    ("copies", "in/reports.jsonl"),
    ("annotate", "in/reports.jsonl"),
)


@pytest.mark.parametrize("json_too", [False, True], ids=["text", "json"])
@pytest.mark.parametrize("words", LOOKING, ids=lambda words: words[0])
def test_a_command_shows_what_reports_bring(words: tuple[str, ...], json_too: bool, folder: Path, capsys: Capture) -> None:
    called = [event(capsys) if word == "EVENT" else word for word in words]
    code = main([*called, *(("--json",) if json_too else ()), "--errors", "errors.jsonl"])
    out = capsys.readouterr()
    assert acting(out.out + out.err) == []
    assert code in (0, 3), out.err
    if json_too:
        for line in out.out.splitlines() if words[0] not in ("analyse", "demo") else [out.out]:
            json.loads(line)
    if (folder / "errors.jsonl").exists():
        filed = (folder / "errors.jsonl").read_text(encoding="utf-8")
        assert acting(filed) == []
        assert all(json.loads(line) for line in filed.splitlines())


def test_a_file_name_is_shown_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    home = folder / "names"
    (home / "in").mkdir(parents=True)
    monkeypatch.chdir(home)
    for n, name in enumerate(NAMES):
        (home / "in" / name).write_text(f"{report(0, 'harmless')['text']} File {n}.", encoding="utf-8")
    assert main(["read", "in"]) == 0
    for words in (("ledger",), ("ledger", "--json"), ("events", "--json"), ("group", "in"), ("read", *(f"in/{name}" for name in NAMES))):
        assert main([*words]) == 0
        shown(capsys)
    assert {path.name for path in home.iterdir()} == {"in", "rashomon.db"}


def test_reasons_are_shown(capsys: Capture) -> None:
    id = event(capsys)
    main(["show", id, "--json"])
    whole = json.loads(capsys.readouterr().out)
    for claim in whole["claims"][:2]:
        assert main(["explain", claim["id"], "--event", id]) == 0
        assert main(["explain", claim["id"], "--event", id, "--json"]) == 0
        shown(capsys)


@pytest.mark.parametrize("name", list(exporters))
def test_an_export_goes_where_it_is_told(name: str, folder: Path, capsys: Capture) -> None:
    binary = isinstance(exporters[name](hostile_analysis("x")), bytes)
    assert main(["export", event(capsys), "--to", name, *(("--out", f"-out {name}") if binary else ())]) == 0
    out, err = capsys.readouterr()
    assert acting(out + err, "\n\r" if name == "csv" else "\n") == []
    assert (folder / f"-out {name}").exists() == binary
    (folder / f"-out {name}").unlink(missing_ok=True)


def test_a_folder_of_results_holds_names_of_ours_only(folder: Path, capsys: Capture) -> None:
    assert main(["run", "--library", "rashomon.db", "--out", "results"]) == 0
    shown(capsys)
    made = sorted(path.relative_to(folder / "results").as_posix() for path in (folder / "results").rglob("*"))
    assert made
    assert all(re.fullmatch(r"events\.jsonl|[0-9a-f]{16}\.(?:json|md)", name) for name in made)
    assert all(acting(path.read_text(encoding="utf-8")) == [] for path in (folder / "results").iterdir())


def decisions(id: str, reports: list[str], claim: str) -> Iterator[tuple[str, ...]]:
    """Every decision with words of a person in it."""
    a, b = reports[:2]
    for kind in ("join", "part"):
        yield kind, a, b, "--note", TYPED
    yield "family", "harmless", TYPED, "--note", TYPED
    yield "family", TYPED, "harmless"
    yield "check", id, claim, "doubtful", "--note", TYPED, "--evidence", TYPED, "--by", TYPED, "--second", TYPED
    yield "dismiss", id, TYPED, "--note", TYPED, "--by", TYPED
    yield "merge", TYPED, TYPED
    yield "split", TYPED, a
    yield "attach", id, TYPED
    yield "attach", TYPED, "in/reports.jsonl"
    yield "undo", TYPED


def test_what_people_type_is_shown(capsys: Capture) -> None:
    id = event(capsys)
    main(["show", id, "--json"])
    whole = json.loads(capsys.readouterr().out)
    reports = sorted({*whole["claims"][0]["cells"]})
    for words in decisions(id, reports, whole["claims"][0]["id"]):
        for more in ((), ("--json",)):
            main([*words, *more])
            shown(capsys)
    main(["decisions"])
    assert "red" in shown(capsys)
    main(["summary", id])
    shown(capsys)
    for _ in range(8):
        main(["undo"])
    capsys.readouterr()


WRONG = (
    *((*name.split(), TYPED) for name in command_names() if name not in ("serve", "mcp")),
    *((*name.split(), TYPED, TYPED, TYPED) for name in command_names() if name not in ("serve", "mcp")),
    *((*name.split(), f"--{TYPED}") for name in command_names()),
    (TYPED,),
    (f"--{TYPED}",),
    ("run", "in", "--workers", TYPED),
    ("run", "in", "--published", TYPED),
    ("run", "in", "--config", TYPED),
    ("run", "in", "--config", "odd.toml"),
    ("run", "in", "--length", TYPED),
    ("run", "in", "--lang", TYPED),
    ("run", "in", "--errors", f"{TYPED}/x"),
    ("run", "in", "--primary", TYPED),
    ("events", "--library", TYPED),
    ("events", "--library", "in/reports.jsonl"),
    ("read", "in", "--library", f"{TYPED}/x/y"),
    ("show", "EVENT", "--only", TYPED),
    ("export", "EVENT", "--to", TYPED),
    ("export", "EVENT", "--out", f"in/reports.jsonl/{TYPED}"),
    ("explain", f"{TYPED}>x"),
    ("explain", f"{TYPED}+x"),
    ("explain", "k1", "--event", TYPED),
    ("serve", "--host", TYPED),
    ("serve", "--token", TYPED),
    ("mcp", "--folder", TYPED),
)


@pytest.mark.parametrize("words", WRONG, ids=lambda words: f"{words[0][:9]!a}-{len(words)}")
def test_a_wrong_call_is_told_without_acting(words: tuple[str, ...], folder: Path, capsys: Capture) -> None:
    (folder / "odd.toml").write_text(
        f'["{TYPED.encode("unicode_escape").decode().replace(chr(92) + "x", chr(92) + "u00")}"]\nx = 1\n', encoding="utf-8"
    )
    called = [event(capsys) if word == "EVENT" else word for word in words]
    assert main(called) != 70
    shown(capsys)


def test_bars_and_marks_on_a_terminal_hold_nothing_of_a_report(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    main(["run", "--library", "rashomon.db", "--workers", "1"])
    main(["read", "in", "--library", "again.db"])
    out, err = capsys.readouterr()
    assert "\x1b[" in out + err, "not drawn as on a terminal"
    assert acting(ANSI.sub("", out + err)) == []


def test_a_planted_print_is_found(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    plain: Callable[[str], str] = str
    monkeypatch.setattr("rashomon.text.visible.visible_lines", plain)
    main(["run", f"--{TYPED}"])
    out, err = capsys.readouterr()
    assert acting(out + err) != []
