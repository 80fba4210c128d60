"""What holds the shape: rows import upwards only, stages never meet, the package stays light, nothing opens a socket."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "rashomon"
STAGES = ("read", "clean", "annotate", "group", "collate", "trace", "weigh", "tell")
ROWS = (
    ("types", "errors"),
    ("config", "registry"),
    ("press", "text", "fetch"),
    ("lang",),
    ("encode",),
    STAGES,
    ("export", "isolation", "sample", "store", "workers"),
    ("pipeline",),
    ("casebook", "scale"),
    ("watch",),
    ("web",),
    ("agents",),
    ("cli",),
)
ROW = {name: number for number, names in enumerate(ROWS) for name in names}
HEAVY = (
    "anyascii", "apsw", "cyclopts", "daft", "fastfeedparser", "fastwarc", "feedparser", "ftfy", "htmldate", "httpcore2",
    "huggingface_hub", "idna", "jinja2", "lxml", "mcp", "numba", "numpy", "onnxruntime", "pg8000", "protego", "py3langid", "pyarrow",
    "pypdfium2", "rapidfuzz", "resiliparse", "rich", "sentencex", "starlette", "tokenizers", "trafilatura", "uvicorn",
)  # fmt: skip
NETWORK = {"aiohttp", "asyncio", "ftplib", "http", "httpcore2", "httpx2", "requests", "smtplib", "socket", "socketserver", "ssl", "urllib"}
OPENS_SOCKETS = {  # to fetch addresses, where that is allowed; to reach the server that --library names; to listen, when asked to
    "rashomon.fetch.wire",
    "rashomon.store.postgres",
    "rashomon.web.listening",
}
HARMLESS = {"urllib.parse"}
COMMAND_LINE = {"cyclopts", "rich"}  # what `cli` is made of; nothing imports it but the program itself
KERNEL = "_kernel"  # how the name of a module ends that holds compiled loops and nothing else; it may import numpy at its top
UNTOLD = ("utils", "helpers", "manager", "process", "data", "info", "handle", "common", "misc")  # names that name nothing
LINES = 400
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules() -> dict[str, Path]:
    """Every module of the package by dotted name."""
    found = {}
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        found[".".join(("rashomon", *(part for part in parts if part != "__init__")))] = path
    return found


MODULES = modules()
each_module = pytest.mark.parametrize("name", [pytest.param(name, id=name.removeprefix("rashomon.")) for name in MODULES])


def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def typing_only(module: ast.Module) -> set[ast.AST]:
    """The nodes under `if TYPE_CHECKING:`."""
    blocks = [node for node in ast.walk(module) if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")]
    return {child for block in blocks for child in ast.walk(block)}


def imports(name: str) -> set[str]:
    """The dotted names a module imports anywhere, relative ones resolved."""
    package = name if MODULES[name].name == "__init__.py" else name.rpartition(".")[0]
    module, found = tree(name), set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join((*above, *([node.module] if node.module else [])))
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def part(dotted: str) -> str | None:
    """The row member a dotted name lies in; None for the package itself and for foreign packages."""
    pieces = dotted.split(".")
    return pieces[1] if pieces[0] == "rashomon" and len(pieces) > 1 and pieces[1] in ROW else None


def test_every_module_has_a_row() -> None:
    strangers = {name for name in MODULES if name != "rashomon" and part(name) is None} - {"rashomon.__main__"}
    assert not strangers, "give each a row in ROWS and in docs/architecture.md"


@each_module
def test_a_row_imports_only_rows_above_it(name: str) -> None:
    own = part(name)
    if own is None:
        return
    for other in imports(name):
        theirs = part(other)
        if theirs not in (None, own):
            assert ROW[str(theirs)] < ROW[own], f"{name} may not import {other}"


@each_module
def test_stages_never_import_each_other(name: str) -> None:
    own = part(name)
    if own in STAGES:
        assert not {other for other in imports(name) if part(other) in STAGES and part(other) != own}


@each_module
def test_a_module_says_what_it_decides(name: str) -> None:
    assert (ast.get_docstring(tree(name)) or "").strip(), "the first line of a module says what it decides"


@each_module
def test_a_module_is_short(name: str) -> None:
    assert len(MODULES[name].read_text(encoding="utf-8").splitlines()) <= LINES, "is a package hiding in it?"


@each_module
def test_names_say_something(name: str) -> None:
    assert not set(name.split(".")) & set(UNTOLD)


@each_module
def test_only_listed_modules_could_open_a_connection(name: str) -> None:
    used = {other for other in imports(name) if other.split(".")[0] in NETWORK and ".".join(other.split(".")[:2]) not in HARMLESS}
    assert not used or name in OPENS_SOCKETS, f"{name} imports {sorted(used)}"


@each_module
def test_heavy_packages_are_imported_where_they_are_used(name: str) -> None:
    own = COMMAND_LINE if part(name) == "cli" else {"numpy", "numba"} if name.endswith(KERNEL) else set()
    module, heavy = tree(name), set(HEAVY) - own
    hidden = typing_only(module) | {child for node in ast.walk(module) if isinstance(node, FUNCTIONS) for child in ast.walk(node)}
    for node in ast.walk(module):
        if isinstance(node, ast.Import | ast.ImportFrom) and node not in hidden:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            assert not {n.split(".")[0] for n in names} & heavy, (
                f"line {node.lineno}: import it inside the function, or under TYPE_CHECKING"
            )


@each_module
def test_kernels_are_imported_where_they_are_used(name: str) -> None:
    module = tree(name)
    hidden = typing_only(module) | {child for node in ast.walk(module) if isinstance(node, FUNCTIONS) for child in ast.walk(node)}
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node not in hidden and not name.endswith(KERNEL):
            names = [node.module or "", *(alias.name for alias in node.names)]
            assert not any(n.endswith(KERNEL) for n in names), (
                f"line {node.lineno}: a kernel brings numba along; import it inside the function"
            )


LIGHT = """
import sys, rashomon
from rashomon.registry import Registry
import importlib, pkgutil
for name in {sets!r}:
    package = importlib.import_module(name)
    for registry in [value for value in vars(package).values() if isinstance(value, Registry)]:
        list(registry)
print(*sorted(set({heavy!r}) & {{name.split(".")[0] for name in sys.modules}}))
"""


def open_sets() -> list[str]:
    """The packages that a registry scans."""
    return [name for name, path in MODULES.items() if path.name == "__init__.py" and "Registry[" in path.read_text(encoding="utf-8")]


def test_the_package_and_its_registries_import_nothing_heavy() -> None:
    program = LIGHT.format(sets=open_sets(), heavy=HEAVY)
    here = {**os.environ, "PYTHONPATH": str(SRC.parent)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=here)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""


def test_the_public_names_are_there() -> None:
    import rashomon

    for name in rashomon.__all__:
        assert getattr(rashomon, name) is not None
    with pytest.raises(AttributeError, match="no attribute"):
        rashomon.no_such_name  # noqa: B018


def test_the_main_job_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError(f"a connection was opened: {args}")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    from rashomon.pipeline import analyse, load
    from rashomon.sample import sample_path

    assert analyse(load(str(sample_path()))).reports
