"""Every error says what happened, where, and what to do; every code is used and documented."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest

from rashomon import errors
from rashomon.errors import CODES, ConfigError, InputError, NetworkRefused, NothingUsable, RashomonError, UnknownName, line

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES: dict[str, tuple[object, ...]] = {
    "RashomonError": ("it failed",),
    "UsageError": ("two libraries were named",),
    "UnknownName": ("exporters", "docx", ("csv", "json")),
    "ConfigError": ("group.neighbors", "there is no such key", ("neighbours", "terms")),
    "MissingPackage": ("parquet", "pyarrow"),
    "NoSuchId": ("event", "e1"),
    "InputError": ("E-GZIP-TRUNC", "wire.jsonl.gz", "the stream ends early", 17, 104857600),
    "NothingUsable": ("E-EMPTY", "inbox", "no report came out of 3 files"),
    "FetchFailed": ("E-HTTP", "https://example.org/a", "the server answers 503"),
    "StoreError": ("rashomon.db", "it was written by a newer version", "upgrade rashomon"),
    "ReadOnlyLibrary": ("rashomon.db",),
    "DamageFound": ("rashomon.db", "2 rows do not match their hashes", "restore a copy"),
    "MachineError": ("no space left on the disk of rashomon.db; 12 MB are needed",),
    "NetworkRefused": ("https://example.org/a",),
}


def tree(root: type[RashomonError] = RashomonError) -> list[type[RashomonError]]:
    return [root, *(below for child in root.__subclasses__() if child.__module__ == errors.__name__ for below in tree(child))]


def an(kind: type[RashomonError]) -> RashomonError:
    return kind(*EXAMPLES[kind.__name__])


each = pytest.mark.parametrize("kind", tree(), ids=lambda kind: kind.__name__)


@each
def test_an_error_says_what_happened(kind: type[RashomonError]) -> None:
    assert len(str(an(kind))) >= len("it failed")


@each
def test_an_error_stands_in_the_drawn_tree_under_its_parent(kind: type[RashomonError]) -> None:
    drawn = {
        m["name"]: len(m["indent"])
        for m in re.finditer(r"^(?P<indent>[ │├└─]*)(?P<name>\w*(?:Error|[a-z]+[A-Z]\w+))", str(errors.__doc__), re.MULTILINE)
    }
    assert kind.__name__ in drawn
    if kind is not RashomonError:
        parent = kind.__bases__[0].__name__
        assert drawn[kind.__name__] > drawn[parent]


@each
def test_an_error_has_its_exit_code(kind: type[RashomonError]) -> None:
    assert kind.exit_code in {2, 3, 4, 5, 6, 7, 8, 70}
    assert f"{kind.exit_code}" in str(errors.__doc__)


@each
def test_an_error_carries_its_object(kind: type[RashomonError]) -> None:
    error = an(kind)
    for given in EXAMPLES[kind.__name__]:
        assert given in (*vars(error).values(), *error.args), f"{kind.__name__} does not keep {given!r}"


def test_no_error_of_the_tree_is_raised_bare() -> None:
    bare = [
        f"{path.name}: {found}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for found in re.findall(r"raise (?:Exception|BaseException|RuntimeError)\b.*", path.read_text(encoding="utf-8"))
    ]
    assert not bare


def test_an_error_line_names_file_record_and_byte() -> None:
    assert line("E-JSON", "a.jsonl", "no", 17, 42) == "error[E-JSON] a.jsonl: record 17 at byte 42: no"
    assert line("E-JSON", "a.jsonl", "no", 17) == "error[E-JSON] a.jsonl: record 17: no"
    assert line("E-JSON", "a.jsonl", "no", None, 42) == "error[E-JSON] a.jsonl: byte 42: no"
    assert line("E-EMPTY", "a.txt", "no") == "error[E-EMPTY] a.txt: no"


def test_an_unknown_name_lists_what_there_is() -> None:
    assert str(UnknownName("exporters", "docx", ("csv", "json"))) == "no 'docx' in exporters; there is: csv, json"


def test_a_config_error_names_the_nearest_key() -> None:
    assert "did you mean 'neighbours'?" in str(ConfigError("group.neighbors", "there is no such key", ("neighbours", "terms")))


def test_nothing_usable_is_an_input_error_with_its_own_exit_code() -> None:
    assert issubclass(NothingUsable, InputError)
    assert (InputError.exit_code, NothingUsable.exit_code) == (3, 4)


def test_a_refused_address_is_told() -> None:
    assert "E-NETWORK" in str(NetworkRefused("https://example.org/a"))
    assert str(NetworkRefused("http://a.example/", "leads to 10.0.0.1: private")).startswith("error[E-ADDRESS] http://a.example/: leads to")


@each
def test_an_error_crosses_a_process_boundary(kind: type[RashomonError]) -> None:
    error = an(kind)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # workers raise in other processes
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def used_codes() -> set[str]:
    found = set()
    for path in sorted((ROOT / "src").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.name == "errors.py":
            text = text.partition("class RashomonError")[2]
        found |= set(re.findall(r'"(E-[A-Z][A-Z-]*[A-Z])"', text))
    return found


def test_every_code_in_the_source_is_explained() -> None:
    assert used_codes() <= set(CODES)


def test_every_explained_code_is_used() -> None:
    assert set(CODES) <= used_codes()


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_code_says_what_happened_and_what_follows(code: str) -> None:
    assert re.fullmatch(r"E-[A-Z][A-Z-]*[A-Z]", code)
    assert ";" in CODES[code], "what happened; what follows or what to do"
