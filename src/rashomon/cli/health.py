"""Decides what `doctor` says: what this installation can do, what it lacks and how to get it, and whether the library is fit."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from .. import __version__
from ..export._points import encode
from ..store.health import Health, health, loses_on_reset
from ..tell import words
from .everywhere import Everywhere
from .screen import console
from .tables import pairs
from .writing import write_out

DEFAULTS = Everywhere()
PACKAGES = ("trafilatura", "sentencex", "onnxruntime", "tokenizers", "apsw", "msgspec", "rapidfuzz", "numpy")
EXTRAS: Mapping[str, tuple[str, tuple[str, ...]]] = {  # what each gives, and the modules that make it
    "fetch": ("addresses and feeds as input, with --allow-network", ("httpcore2", "idna", "protego")),
    "pdf": ("the text layer of PDF files", ("pypdfium2",)),
    "web": ("the reading room, `rashomon serve`", ("starlette", "uvicorn", "python_multipart")),
    "mcp": ("agents that ask, `rashomon mcp`", ("mcp",)),
    "parquet": ("`rashomon export --to parquet`", ("pyarrow",)),
    "scale": ("`rashomon scale`, on the processors of this machine", ("daft", "pyarrow")),
    "cluster": ("`rashomon scale --engine ray`, on a cluster", ("daft", "pyarrow", "ray")),
    "server": ("a library on a PostgreSQL server, shared by many", ("pg8000",)),
}


def doctor(*, every: Everywhere = DEFAULTS) -> int:
    """Say what this installation can do, what it is made of, and how the library is.

    It ends with 5 where the library cannot be used and with 6 where the disk or a permission stands in the way.
    """
    found = health(every.at)
    facts = dict(_facts(every, found))
    if every.json:
        write_out(None, encode(facts) + "\n")
    else:
        said = {name: _said(fact) for name, fact in facts.items() if name != "extras"}
        extras = {f"extra {name}": _extra(name) for name in EXTRAS}
        console().print(pairs(said | {"library": _library(found), "problem": found.problem or "none", "disk": _disk(found)} | extras))
    return found.exit_code


def _facts(every: Everywhere, found: Health) -> Iterator[tuple[str, object]]:
    import apsw

    from ..encode import encoders
    from ..export import exporters
    from ..lang import languages
    from ..read import readers
    from ..weigh.kinds import kinds

    sqlite = apsw.sqlite_lib_version()
    yield "rashomon", __version__
    yield "library", _library(found) if not every.json else asdict(found)
    yield "problem", found.problem or "none"
    yield "disk", _disk(found) if not every.json else {"free_bytes": found.free_bytes, "temporary_free_bytes": found.temporary_free_bytes}
    yield (
        "SQLite",
        f"{sqlite}, {'CAN LOSE WRITES on a log reset: update apsw' if loses_on_reset(sqlite) else 'without the log reset fault'}",
    )
    yield "settings", f"{every.settings().digest} ({every.config or 'defaults'})"
    yield "limits", {name: value for name, value in asdict(every.settings().read).items() if isinstance(value, int | float)}
    yield "extras", {name: {"installed": _installed(name), "gives": EXTRAS[name][0], "get": _get(name)} for name in EXTRAS}
    yield "Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}, {words.count(os.cpu_count() or 1, 'core')}"
    yield "reads", list(readers)
    yield "writes", list(exporters)
    yield "encoders", list(encoders)
    yield "compares", list(kinds)
    yield "languages", list(languages)
    yield "network", "used only with --allow-network, and to reach the server that --library names"
    yield "terminal", f"{console().width} columns, {sys.stdout.encoding}"
    yield "packages", {name: _version(name) for name in PACKAGES}


def _library(found: Health) -> str:
    if not found.there:
        return f"{found.path}: not made yet"
    log = "" if found.free_bytes is None else f", {found.log_bytes:,} more in the log beside it"
    told = [f"{found.path}: {found.bytes:,} bytes{log}, format {found.format}"]
    told += [words.count(found.reports, "report")] if found.reports is not None else []
    told += [name if yes else f"NOT {name}" for name, yes in (("readable", found.readable), ("writable", found.writable))]
    told += [f"{found.writer} is writing to it" if found.writer else "nobody is writing to it"] if found.readable else []
    told += [f"SEARCH INDEX: a report {found.index}" if found.index else "search index complete"] if found.reports is not None else []
    return "; ".join(told)


def _disk(found: Health) -> str:
    free = "what is free where the library lies is its server's to say" if found.free_bytes is None else _free(found.free_bytes)
    return f"{free}, {found.temporary_free_bytes:,} in {found.temporary}"


def _free(free_bytes: int) -> str:
    return f"{free_bytes:,} bytes free where the library lies"


def _extra(name: str) -> str:
    gives = EXTRAS[name][0]
    return f"installed: {gives}" if _installed(name) else f"not installed; would give {gives}: {_get(name)}"


def _installed(name: str) -> bool:
    return all(find_spec(module) for module in EXTRAS[name][1])


def _get(name: str) -> str:
    return f"pip install 'rashomon[{name}]'"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "MISSING"


def _said(fact: object) -> str:
    """A fact in one line, or a line each."""
    if isinstance(fact, Mapping):
        return "; ".join(f"{name} {value:,}" if isinstance(value, int) else f"{name} {value}" for name, value in fact.items())
    return ", ".join(map(str, fact)) if isinstance(fact, Sequence) and not isinstance(fact, str) else str(fact)
