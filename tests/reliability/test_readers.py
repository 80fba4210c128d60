"""A hundred readers for five seconds beside a writer."""

from __future__ import annotations

import apsw
import pytest

from tests.reliability.readers import readers


def test_a_hundred_readers_beside_a_writer_see_no_error_and_nothing_is_lost() -> None:
    found = readers(100, 0)
    assert found.wrong == ()
    assert found.facts["looks"] >= 100
    assert found.facts["writes"] > 5


def test_the_harness_finds_a_library_without_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug: in SQLite's other mode a reader shuts the writer out, and the writer the readers."""

    class Connection(apsw.Connection):
        def execute(self, sql: str, *given: object) -> object:  # type: ignore[override]
            return super().execute(sql.replace("journal_mode = wal", "journal_mode = delete"), *given)  # type: ignore[arg-type]

        def set_busy_timeout(self, milliseconds: int) -> None:
            super().set_busy_timeout(min(milliseconds, 50))

    monkeypatch.setattr(apsw, "Connection", Connection)
    assert readers(20, 0, seconds=1.0).wrong
