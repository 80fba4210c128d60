"""What the program loads when it starts: a command loads what it works with, and what names the commands loads none of them."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from rashomon.cli import _commands, _docstrings, command_names, main
from rashomon.sample import sample_path
from test_architecture import HEAVY, STAGES

SRC = Path(__file__).resolve().parents[1] / "src"
UNUSED = {*STAGES, "agents", "encode", "fetch", "isolation", "pipeline", "web", "workers"} - {"tell"}  # `tell` has the words people see
PROGRAM = "import sys; from rashomon.__main__ import start; sys.argv[1:] = {words!r}; start(); "


def loaded(program: str) -> set[str]:
    """The modules that a fresh interpreter holds after a program."""
    here = {**os.environ, "PYTHONPATH": str(SRC)}
    told = "import sys; print(*sys.modules, sep='\\n', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", f"{program}\n{told}"], capture_output=True, text=True, check=True, env=here)
    return set(done.stderr.splitlines())


def ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.split(".")[0] == "rashomon"}


def rooms(modules: set[str]) -> set[str]:
    """The parts of the package among the modules."""
    return {name.split(".")[1] for name in ours(modules) if "." in name}


def packages(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def test_the_package_loads_nothing_of_itself() -> None:
    assert loaded("import rashomon") == loaded("import __future__, typing") | {"rashomon"}


def test_the_help_loads_no_command() -> None:
    modules = loaded(PROGRAM.format(words=["--help"]))
    assert ours(modules) == {"rashomon", "rashomon.__main__", "rashomon.cli", "rashomon.cli.stream", "rashomon.errors"}
    assert packages(modules) & set(HEAVY) == {"cyclopts", "rich"}


def test_naming_what_a_command_takes_loads_no_stage() -> None:
    every = "".join(PROGRAM.format(words=[name, "--help"]) for name in command_names())
    modules = loaded(every)
    assert not rooms(modules) & UNUSED
    assert packages(modules) & set(HEAVY) == {"cyclopts", "rich"}


@pytest.mark.parametrize("name", ["events", "ledger", "decisions", "verify"])
def test_looking_into_a_library_loads_no_stage(name: str, tmp_path: Path) -> None:
    library = str(tmp_path / "news.db")
    assert main(["read", str(sample_path()), "--library", library]) == 0
    assert main(["events", "--library", library]) == 0  # which sorts the reports
    modules = loaded(PROGRAM.format(words=[name, "--library", library]))
    assert not rooms(modules) & (UNUSED | {"lang"})
    assert packages(modules) & set(HEAVY) == {"apsw", "cyclopts", "rich"}
    assert not modules & {"asyncio", "concurrent.futures", "multiprocessing", "ssl"}


@pytest.mark.parametrize(("module", "name"), [command[1:] for command in _commands()])
def test_the_help_quotes_the_command(module: str, name: str) -> None:
    own = name.rpartition(".")[2]
    assert _docstrings(module)[own] == getattr(import_module(module), own).__doc__


def test_a_command_that_is_misspelt_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sumary"]) == 2
    assert 'Did you mean "summary"?' in " ".join(capsys.readouterr().err.split())
