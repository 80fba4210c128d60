"""kill -9 at any operation of any command that writes; the long form is `python -m bench.release_proof --only kills`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from rashomon.casebook import Casebook
from rashomon.store import Ledger, Library
from rashomon.types import Judgement, Report, Skipped
from tests.reliability.kills import LATE, kills

SEED = 20210504


def test_killed_at_forty_points_every_command_can_be_run_again() -> None:
    found = kills(40, SEED)
    assert found.wrong == ()
    assert found.count == 40
    assert found.facts["commands"] >= 16


def test_the_harness_finds_a_writer_that_answers_too_early(monkeypatch: pytest.MonkeyPatch) -> None:
    keep = Library.add

    def early(library: Library, items: Iterable[Report | Skipped]) -> Ledger:
        some, path = list(items), library.path

        def late() -> None:
            with Library(path) as again:
                keep(again, some)

        LATE.append(late)
        return Ledger.of(some)

    monkeypatch.setattr(Library, "add", early)
    monkeypatch.setattr("tests.reliability.kills.inputs", with_add(keep))
    assert "answered, and then lost" in kills(200, SEED, only="read", at_most=1).wrong[0]


def with_add(keep: object) -> object:
    """`inputs`, which makes the library the story begins with, by the writer that does not answer early."""
    from tests.reliability.kills import inputs

    def made(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Library, "add", keep)
            inputs(folder)

    return made


def test_the_harness_finds_an_export_that_is_written_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(path: Path, text: str | bytes) -> None:
        whole = text if isinstance(text, bytes) else text.encode()
        with path.open("wb") as file:
            for part in (whole[: len(whole) // 2], whole[len(whole) // 2 :]):
                file.write(part)
                file.flush()
                os.fsync(file.fileno())

    monkeypatch.setattr("rashomon.cli.writing.write_file", careless)
    assert "is there in part" in kills(50, SEED, only="export", at_most=1).wrong[0]


def test_the_harness_finds_a_decision_that_is_kept_without_its_events(monkeypatch: pytest.MonkeyPatch) -> None:
    def apart(book: Casebook, line: Judgement | int) -> Judgement:
        kept = book.writer.judge(line) if isinstance(line, Judgement) else book.writer.undo(line)
        book.regroup()
        return kept

    monkeypatch.setattr(Casebook, "enter", apart)
    monkeypatch.setattr("tests.reliability.kills.story", decided_twice)
    assert "not where it should" in kills(100, SEED, only="undo", at_most=1).wrong[0]


def decided_twice(folder: Path) -> object:
    """A decision and its undoing."""
    yield ("read", "in")
    yield ("events",)
    with Library(str(folder / "news.db")) as library:
        a, b, *_ = next(event.reports for event in library.events() if len(event.reports) > 1)
    yield ("split", a, b)
    yield ("undo", "1")
