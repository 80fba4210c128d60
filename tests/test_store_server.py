"""A library on a server: what the server alone can do to it, and what nobody is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from rashomon.cli import main
from rashomon.errors import MachineError, MissingPackage, StoreError, UsageError
from rashomon.store import Library, postgres, schema, sqlite
from rashomon.store.address import hidden, parsed, shown
from rashomon.store.health import health
from rashomon.store.on_server import OnServer
from rashomon.types import Judgement, Report
from tests import places
from tests.databases import NONE_HERE, Server, available, serving

SECRET = "dr4w-br1dge"  # noqa: S105


def report(n: int) -> Report:
    return Report(f"r{n:02}", f"r{n:02}.txt", f"Bridge {n} falls. The old bridge over the Lenn fell on Tuesday.")


@pytest.fixture
def place(database: Server) -> places.OnServer:
    made = places.OnServer(database, f"library_{next(database.numbers)}")
    with Library(made.address) as library:
        library.add(report(n) for n in range(3))
    return made


@pytest.fixture(scope="module")
def locked() -> Iterator[Server]:
    """A server of its own that wants a password, and can be stopped."""
    if not available():
        pytest.skip(NONE_HERE)
    with serving(SECRET) as server:
        yield server


# --- addresses and passwords -------------------------------------------------------------------


@pytest.mark.parametrize(("address", "left"), [
    ("postgresql://news@desk.example/news", "postgresql://news@desk.example/news"),
    (f"postgresql://news:{SECRET}@desk.example:6432/news", "postgresql://news@desk.example:6432/news"),
    (f"postgres://news:{SECRET}/#?@:x@desk.example/news", "postgres://news@desk.example/news"),
    (f"postgresql://desk.example/news?password={SECRET}&schema=a", "postgresql://desk.example/news?schema=a"),
    (f"postgresql://desk.example/news?schema=a&password={SECRET}", "postgresql://desk.example/news?schema=a"),
    (f"--library=postgresql://news:{SECRET}@desk.example/news", "--library=postgresql://news@desk.example/news"),
    ("news.db", "news.db"),
    ("https://herald.example/?q=postgres&password=1&", "https://herald.example/?q=postgres&password=1&"),
])  # fmt: skip
def test_a_password_is_taken_out_of_an_address(address: str, left: str) -> None:
    assert shown(address) == hidden(address) == left


def test_a_password_comes_from_the_address_the_surroundings_or_the_users_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "pgpass"
    kept.write_text("other:*:*:*:no\ndesk.example:5432:news:ann\\:e:from\\:file\n", encoding="utf-8")
    kept.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(kept))
    monkeypatch.delenv("PGPASSWORD", raising=False)
    assert parsed("postgresql://ann%3Ae@desk.example/news")[1] == "from:file"
    assert parsed("postgresql://bob@desk.example/news")[1] == ""
    kept.chmod(0o644)
    assert parsed("postgresql://ann%3Ae@desk.example/news")[1] == ""
    monkeypatch.setenv("PGPASSWORD", "surroundings")
    assert parsed("postgresql://bob@desk.example/news")[1] == "surroundings"
    assert parsed(f"postgresql://bob:{SECRET}@desk.example/news")[1] == SECRET
    assert parsed(hidden(f"postgresql://eve:{SECRET}@desk.example/news"))[1] == SECRET


@pytest.mark.parametrize("rest", [
    "@desk.example:port/news", "@[::1/news", "@desk.example/news?schema=No", "@desk.example/news?sslmode=no", "@desk.example/?color=red",
])  # fmt: skip
def test_an_address_that_says_nothing_is_refused_without_its_password(rest: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError) as caught:
        parsed(f"postgresql://news:{SECRET}{rest}")
    assert SECRET not in str(caught.value)
    assert main(["events", "--library", f"postgresql://news:{SECRET}{rest}"]) == 2
    assert SECRET not in "".join(capsys.readouterr())


def test_only_who_sits_at_the_server_is_not_encrypted() -> None:
    assert [parsed(address)[0].is_near for address in ("postgresql:///news", "postgresql://127.0.0.1/a", "postgresql://[::1]/a")] == [
        True
    ] * 3
    far, _ = parsed("postgresql://desk.example/news")
    assert not far.is_near
    context = postgres._tls(far)
    assert not isinstance(context, bool)
    assert context.check_hostname
    assert postgres._tls(parsed("postgresql://desk.example/news?sslmode=disable")[0]) is False
    assert postgres._tls(parsed("postgresql:///news")[0]) is False


def test_no_command_shows_a_password(locked: Server, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ferry aground\n\nThe ferry Almira ran aground off Tolsund on Monday.\n", encoding="utf-8")
    address = locked.address("shown").replace("news@", f"news:{SECRET}@")
    wrong = address.replace(SECRET, f"{SECRET}x")
    assert main(["read", str(tmp_path / "a.txt"), "--library", address]) == 0
    for command in ("events", "ledger", "verify", "doctor", "judgements", "undo", "serve --port x", f"--library={address}"):
        for more in ([], ["--json"]):
            for given in (address, wrong):
                main([*command.split(), "--library", given, *more])
    said = "".join(capsys.readouterr())
    assert "shown" in said
    assert "28P01" in said
    assert SECRET not in said


def test_without_the_right_password_nothing_is_opened(locked: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", "/nowhere")
    for address in (locked.address("closed"), locked.address("closed").replace("news@", "news:wrong@")):
        with pytest.raises(MachineError, match="check user and password") as caught:
            Library(address)
        assert caught.value.exit_code == 6
    monkeypatch.setenv("PGPASSWORD", SECRET)
    with Library(locked.address("closed")) as library:
        assert library.add([report(1)]).stored == 1


# --- lost on the way ---------------------------------------------------------------------------


def ended(place: places.OnServer) -> None:
    place.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'rashomon%'")


def test_a_connection_that_is_lost_between_two_questions_is_made_anew(place: places.OnServer) -> None:
    with Library(place.address) as library, Library(place.address, read_only=True) as reader:
        reading = reader.reports()
        first = next(reading)
        ended(place)
        assert [first, *reading] == list(library.reports())
        ended(place)
        assert library.add([report(9)]).stored == 1
        with pytest.raises(MachineError), reader._shelf.errors():
            reader._shelf.remove("report", ["r09"])
        assert library.report("r09") == report(9)


def test_a_connection_that_is_lost_in_the_middle_of_writing_costs_all_of_it_and_says_so(place: places.OnServer) -> None:
    with Library(place.address) as library:
        with pytest.raises(MachineError, match=r"cannot be reached .*; run the command again") as caught, library.together():  # noqa: PT012
            library.judge(Judgement("merge", "r00", "r01"))
            ended(place)
            library.judge(Judgement("merge", "r00", "r02"))
        assert caught.value.exit_code == 6
        assert library.history() == []
        assert library.judge(Judgement("merge", "r00", "r02")).number == 1
        assert library.verify() == []


def test_what_was_acknowledged_is_there_after_the_server_was_killed(locked: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", SECRET)
    with Library(locked.address("killed")) as library:
        library.add(report(n) for n in range(20))
        library.judge(Judgement("merge", "r00", "r01"))
        locked.stop(at_once=True)
        with pytest.raises(MachineError, match="cannot be reached"):
            library.report("r03")
        assert main(["events", "--library", locked.address("killed")]) == 6
        locked.start()
        assert len(library.report_ids()) == 20
        assert len(library.judgements()) == 1
        assert library.verify() == []


def test_a_server_that_is_not_there_is_the_machines_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for address in (f"postgresql://news@/news?host={tmp_path}", "postgresql://news@127.0.0.1:1/news"):
        with pytest.raises(MachineError, match="cannot be reached"):
            Library(address)
        assert main(["doctor", "--library", address]) == 6
    assert "cannot be reached" in " ".join(capsys.readouterr().out.split())


def test_threads_may_share_one_library(place: places.OnServer) -> None:
    with Library(place.address) as library, ThreadPoolExecutor(8) as pool:

        def act(n: int) -> int:
            reading = library.reports()
            next(reading)
            stored = library.add([report(10 + n)]).stored
            assert library.search("bridge")
            assert library.report(f"r{10 + n}") == report(10 + n)
            assert sum(1 for _ in reading) >= 2
            return stored

        assert list(pool.map(act, range(40))) == [1] * 40
        assert library.ledger().stored == 43
        assert library.verify() == []


# --- what is refused, made and migrated ----------------------------------------------------------


def test_what_is_no_library_is_refused_and_left_alone(place: places.OnServer) -> None:
    place.run("CREATE SCHEMA other; CREATE TABLE other.library (x int)")
    with pytest.raises(StoreError, match="of another program"):
        Library(place.server.address("other"))
    place.run("UPDATE library SET format = 99")
    for read_only in (False, True):
        with pytest.raises(StoreError, match="newer version"):
            Library(place.address, read_only=read_only)
    with pytest.raises(StoreError, match="no such database"):
        Library(place.address.replace("/postgres?", "/nowhere?"))
    assert place.run("SELECT format FROM library") == [[99]]


def test_a_database_that_cannot_hold_every_text_is_refused(database: Server) -> None:
    with suppress(Exception):
        database.run("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(StoreError, match="LATIN1"):
        Library(database.address().replace("/postgres?", "/narrow?"))


def test_an_older_library_is_copied_before_it_is_migrated(place: places.OnServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "FORMAT", schema.FORMAT + 1)
    monkeypatch.setattr(schema, "STEPS", schema.STEPS | {schema.FORMAT: "CREATE TABLE later (x int); UPDATE report SET x = 1"})
    with pytest.raises(StoreError, match="brings it up to date"):
        Library(place.address, read_only=True)
    before = place.state()
    with pytest.raises(StoreError, match="damaged"):
        Library(place.address)
    assert place.state() == before
    monkeypatch.setattr(schema, "STEPS", schema.STEPS | {schema.FORMAT: "CREATE TABLE later (x int); DELETE FROM lookup"})
    with Library(place.address) as library:
        assert library.backup == f"the schema {place.schema}_format_{schema.FORMAT - 1}"
        assert library.report("r01") == report(1)
    assert place.run("SELECT format FROM library") == [[schema.FORMAT]]
    kept = f"{place.schema}_format_{schema.FORMAT - 1}"
    assert place.server.run("SELECT (SELECT format FROM library), count(*) FROM lookup", schema=kept) == [[schema.FORMAT - 1, 3]]


def test_formats_go_by_the_numbers_of_files() -> None:
    assert max(schema.STEPS) == schema.FORMAT == len(sqlite.MIGRATIONS)


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find_spec", lambda name: None)
    with pytest.raises(MissingPackage, match=r"rashomon\[server\]"):
        Library("postgresql://news@desk.example/news")


# --- who may what --------------------------------------------------------------------------------


def test_a_lock_says_who_holds_it(place: places.OnServer, capsys: pytest.CaptureFixture[str]) -> None:
    with Library(place.address) as one, Library(place.address, wait_seconds=0.05) as other:
        with one.together():
            with pytest.raises(StoreError, match=r"rashomon \d+ on .* is writing to this library, still after 0.1 seconds"):
                other.add([report(9)])
            assert "rashomon" in health(place.address).writer
        other.add([report(9)])
    assert main(["doctor", "--library", place.address]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "4 reports; readable; writable; nobody is writing to it; search index complete" in said
    assert main(["doctor", "--json", "--library", place.address]) == 0
    told = json.loads(capsys.readouterr().out)["library"]
    assert (told["format"], told["reports"], told["free_bytes"]) == (schema.FORMAT, 4, None)
    assert "fsync=off" in told["problem"]  # so that the tests are quick; a team's server must not be so


def test_a_reader_can_write_nothing_whatever_it_is_asked(place: places.OnServer) -> None:
    before = place.state()
    with Library(place.address, read_only=True) as library:
        shelf = library._shelf
        assert isinstance(shelf, OnServer)
        for sql in ("DELETE FROM report", "DROP TABLE report", "UPDATE library SET format = 9", "CREATE TABLE x (y int)"):
            with pytest.raises(MachineError, match="25006"), shelf.errors():
                shelf.session.run(sql)
    assert place.state() == before


def test_who_may_only_read_can_look(place: places.OnServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "--library", place.address]) == 0
    with suppress(Exception):
        place.run("CREATE ROLE guest LOGIN")
    place.run(f"GRANT USAGE ON SCHEMA {place.schema} TO guest; GRANT SELECT ON ALL TABLES IN SCHEMA {place.schema} TO guest")
    guest = place.address.replace("news@", "guest@")
    for command in ("events", "ledger", "verify"):
        assert main([command, "--library", guest]) == 0
    assert main(["undo", "--library", guest]) == 6
    assert "guest may not write to it" in capsys.readouterr().err
    with pytest.raises(MachineError, match="42501"):
        Library(guest.replace(place.schema, "nowhere"))


def test_an_empty_schema_that_was_made_for_us_becomes_a_library(place: places.OnServer) -> None:
    with suppress(Exception):
        place.run("CREATE ROLE tenant LOGIN")
    place.run(f"CREATE SCHEMA {place.schema}_own AUTHORIZATION tenant")
    with Library(place.server.address(f"{place.schema}_own").replace("news@", "tenant@")) as library:
        assert library.add([report(1)]).stored == 1
        assert library.verify() == []
