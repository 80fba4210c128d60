"""The documents are true: generated parts are fresh, everything has a place, links lead somewhere, commands run."""

from __future__ import annotations

import re
import shlex
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import rashomon
from casefiles import CASES, read_cases
from rashomon import types
from rashomon.errors import CODES
from tools import render_docs

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
SHINGLE = 8  # words in a row that no page, case or test may have in common with other people's reports
FORMS = ("your email address will not be published required fields are marked",)  # on a million pages, and nobody's report

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", render_docs.PAGES)
def test_generated_parts_are_fresh(name: str) -> None:
    text = page(name)
    assert render_docs.render(text) == text, "run `make docs`"


def test_every_generated_part_stands_on_a_page() -> None:
    placed = {match["name"] for name in render_docs.PAGES for match in render_docs.PART.finditer(page(name))}
    assert placed == set(render_docs.BLOCKS)


@pytest.mark.parametrize("package", render_docs.OPEN_SETS.values(), ids=render_docs.OPEN_SETS.keys())
def test_every_member_of_an_open_set_says_what_it_is(package: str) -> None:
    assert all(said for _, said in render_docs.members(package))


def test_every_kind_has_cases_to_find_and_cases_to_leave_alone() -> None:
    from rashomon.weigh.kinds import kinds

    for kind in kinds:
        wants = [bool(case.want) for case in read_cases(CASES / "kinds" / f"{kind.replace(' ', '_').replace('-', '_')}.md")]
        assert any(wants), kind
        assert not all(wants), kind


def test_every_kind_has_words_for_the_page() -> None:
    from rashomon.tell.words import KINDS
    from rashomon.weigh.kinds import kinds

    assert sorted(KINDS) == list(kinds)


def test_every_setting_says_what_it_means() -> None:
    assert not [name for name, _, meaning in render_docs.settings() if len(meaning) < len("bytes of x")]


def test_the_architecture_names_every_stage_row_and_noun_that_carries() -> None:
    text = page("docs/architecture.md")
    for name in (
        "read",
        "clean",
        "annotate",
        "group",
        "collate",
        "trace",
        "weigh",
        "tell",
        "export",
        "store",
        "sample",
        "pipeline",
        "casebook",
        "web",
        "agents",
        "cli",
    ):
        assert f"`{name}`" in text


def test_formats_name_every_key_of_the_json(analysis_object: dict[str, Any]) -> None:
    text = page("docs/formats.md")
    missing = sorted({key for key in keys(analysis_object) if f'"{key}"' not in text})
    assert not missing


def keys(value: Any, path: str = "") -> set[str]:
    """Keys of objects at any depth, but not those that are ids or sigla."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item, path)}
    if not isinstance(value, dict):
        return set()
    if path in {"witnesses", "cells", "only_in", "not_in"}:
        return {key for item in value.values() for key in keys(item)}
    return set(value) | {key for name, item in value.items() for key in keys(item, name)}


@pytest.fixture(scope="module")
def analysis_object() -> dict[str, Any]:
    import json

    from rashomon.export import exporters
    from rashomon.sample import sample_path

    made: dict[str, Any] = json.loads(exporters["json"](rashomon.analyse(rashomon.load(str(sample_path())))))
    return made


def test_formats_name_every_allowed_value() -> None:
    text = page("docs/formats.md")
    for name in (
        "Bound",
        "TimeType",
        "NameKind",
        "Mode",
        "State",
        "PairClass",
        "DerivationKind",
        "CellState",
        "Severity",
        "Side",
        "Relation",
        "Fate",
    ):
        for value in getattr(types, name).__args__:
            assert value in text, f"{name}: {value}"


def test_formats_name_every_exporter() -> None:
    from rashomon.export import exporters

    assert not [name for name in exporters if f"| `{name}` |" not in page("docs/formats.md")]


def test_every_error_code_is_documented() -> None:
    text = page("docs/reference.md")
    assert not [code for code in CODES if f"`{code}`" not in text]


def test_the_glossary_holds_every_noun_the_reader_meets() -> None:
    text = page("docs/glossary.md").lower()
    from rashomon.tell import words

    for shown in (
        words.STEMMA,
        words.LOST,
        words.SILENT,
        words.DECISIONS,
        "separate account",
        "named source",
        "word for word",
        "cannot both stand as written",
    ):
        assert shown in text


def test_the_glossary_is_in_order() -> None:
    terms = re.findall(r"^\| \*\*(.+?)\*\* \|", page("docs/glossary.md"), re.MULTILINE)
    assert terms == sorted(terms)


def test_the_changelog_names_the_version() -> None:
    assert f"## {rashomon.__version__}" in page("CHANGELOG.md")


def test_decisions_are_dated_newest_first() -> None:
    dates = re.findall(r"^\*(\d{4}-\d\d-\d\d)", page("docs/decisions.md"), re.MULTILINE)
    assert dates
    assert all(newer >= older for newer, older in pairwise(dates))


def anchors(path: Path) -> set[str]:
    """What GitHub makes of the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@each_page
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        goal = (page.parent / name).resolve() if name else page
        assert goal.exists(), target
        assert not anchor or anchor in anchors(goal), target


@each_page
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8"))) <= targets


@each_page
def test_files_that_are_named_exist(page: Path) -> None:
    for name in re.findall(r"`((?:src|tests|tools|bench|docs)/[\w./-]+)`", page.read_text(encoding="utf-8")):
        if not re.search(r"NAME|CODE", name):
            assert (ROOT / name).exists(), name


def commands_of(text: str) -> list[str]:
    """The `rashomon` lines of the bash blocks of a page."""
    blocks = re.findall(r"^```bash\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines() if line.startswith(".venv/bin/rashomon ")]


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    """In the order of the page, in a folder that holds the sample as `reports/`."""
    from rashomon.sample import primary_path, sample_path

    (tmp_path / "reports").symlink_to(sample_path())
    (tmp_path / "transcript.txt").write_bytes(primary_path().read_bytes())
    (tmp_path / "feeds.opml").write_text('<opml><body><outline xmlUrl="https://herald.example/feed"/></body></opml>', encoding="utf-8")
    lines = commands_of(page("README.md"))
    assert lines
    for line in lines:
        words = shlex.split(line)[1:]
        if words[0] == "serve":
            serves(words, tmp_path)
            continue
        offline = [word for word in words if word != "--allow-network"]  # no test goes there; without leave the program does not either
        done = subprocess.run(
            render_docs.program(*offline), cwd=tmp_path, env=render_docs.environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == (0 if offline == words else 8), f"{line}\n{done.stderr}"


def serves(words: list[str], folder: Path) -> None:
    """Assert that the reading room opens, at any free port, and closes when it is asked to."""
    program = [*render_docs.program(*words), "--port", "0"]
    with subprocess.Popen(
        program, cwd=folder, env=render_docs.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as room:
        assert room.stdout is not None
        try:
            assert room.stdout.readline().startswith("The reading room is open: http://127.0.0.1:")
        finally:
            room.terminate()
        assert room.wait(20) == 143


@pytest.mark.parametrize("folder", ["src", "tests", "docs", "bench", "tools"])
def test_nothing_names_a_path_of_one_machine(folder: str) -> None:
    machine = re.compile(r"(?<![\w./-])/(?:work|farm)/|/home/\w")
    found = [
        path
        for path in sorted((ROOT / folder).rglob("*.*"))
        if path.suffix in {".py", ".md", ".sh", ".json", ".toml"} and machine.search(path.read_text(encoding="utf-8"))
    ]
    assert [path for path in found if path != Path(__file__)] == []


def shingles(text: str) -> set[tuple[str, ...]]:
    flat = " ".join(re.findall(r"\w+", text.lower()))
    for form in FORMS:
        flat = flat.replace(form, "|")
    words = flat.split()
    return set(zip(*(words[n:] for n in range(SHINGLE)), strict=False))


def test_no_sentence_of_other_peoples_reports_stands_here(new_delhi: Path) -> None:
    theirs = {shingle for path in sorted(new_delhi.glob("*.txt")) for shingle in shingles(path.read_text(encoding="utf-8"))}
    for folder in ("src", "tests", "docs", "bench", "tools"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix in {".py", ".md", ".txt", ".json"}:
                shared = shingles(path.read_text(encoding="utf-8")) & theirs
                assert not shared, f"{path}: {min(shared)}"
