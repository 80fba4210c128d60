"""Decides what the commands say that look at the program itself: verify, doctor, languages."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

from .. import __version__
from ..encode import encoders
from ..errors import DamageFound
from ..export import exporters
from ..export._points import encode
from ..lang import Language
from ..lang import languages as known_languages
from ..read import readers
from ..tell import words
from ..watch import standing
from ..weigh.kinds import kinds
from .everywhere import LIBRARY, Everywhere
from .opening import open_library
from .screen import console
from .tables import listing, pairs, version_object, version_told
from .writing import write_out

DEFAULTS = Everywhere()
PACKAGES = ("trafilatura", "sentencex", "onnxruntime", "tokenizers", "apsw", "msgspec", "rapidfuzz", "numpy")
RULES = {"times": "weekdays", "numbers": "number_words", "quotations": "cues", "negation": "negators", "page furniture": "teasers"}


def ledger(*, every: Everywhere = DEFAULTS) -> int:
    """List every input the library has seen, and what became of it."""
    with open_library(every) as library:
        entries, stood = list(library.entries()), standing(library)
    if every.json:
        for entry in entries:
            versions = stood.get(entry.report or "", ())
            write_out(None, encode(asdict(entry) | ({"versions": [version_object(one) for one in versions]} if versions else {})) + "\n")
    else:
        rows = [
            [
                entry.origin,
                words.FATES[entry.fate],
                entry.encoding or entry.code,
                entry.why or version_told(stood.get(entry.report or "", ())),
            ]
            for entry in entries
        ]
        console().print(listing(("input", "what became of it", "encoding or code", "why"), rows))
    return 0


def verify(*, every: Everywhere = DEFAULTS) -> int:
    """Check every row of the library against its hash."""
    with open_library(every) as library:
        damage = list(library.verify())
        held = sum(1 for _ in library.reports()) if not damage else None
    path = str(every.library or LIBRARY)
    if every.json:
        write_out(None, encode({"library": path, "sound": not damage, "damage": [str(one) for one in damage]}) + "\n")
    if damage:
        raise DamageFound(path, f"{words.count(len(damage), 'place')} damaged: {'; '.join(map(str, damage[:5]))}",
                          "restore a copy of the file, or read the inputs into a new library")  # fmt: skip
    if not every.json:
        console().print(f"{path}: sound; {words.count(held or 0, 'report')}, every row as it was written.")
    return 0


def doctor(*, every: Everywhere = DEFAULTS) -> int:
    """Say what this installation can do, and what it is made of."""
    facts = dict(_facts(every))
    if every.json:
        write_out(None, encode(facts) + "\n")
    else:
        console().print(pairs(facts))
    return 0


def languages(*, every: Everywhere = DEFAULTS) -> int:
    """List the languages and what the program can do in each."""
    rows = [(code, language.english_name, _rules(language)) for code, language in known_languages.items()]
    if every.json:
        for code, name, rules in rows:
            write_out(None, encode({"code": code, "name": name, "rules": rules}) + "\n")
    else:
        console().print(listing(("code", "language", "has rules for"), [[code, name, ", ".join(rules)] for code, name, rules in rows]))
        console().print("Texts in other languages are read, compared and counted; rules that need their words stay silent.", style="dim")
    return 0


def _rules(language: Language) -> list[str]:
    return [name for name, field in RULES.items() if getattr(language, field)]


def _facts(every: Everywhere) -> Iterator[tuple[str, str]]:
    yield "rashomon", __version__
    yield "settings", f"{every.settings().digest} ({every.config or 'defaults'})"
    yield "Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}, {words.count(os.cpu_count() or 1, 'core')}"
    yield "library", _library(every)
    yield "reads", ", ".join(readers)
    yield "writes", ", ".join(exporters)
    yield "encoders", ", ".join(encoders)
    yield "compares", ", ".join(kinds)
    yield "languages", ", ".join(known_languages)
    yield "network", "used only with --allow-network"
    yield "terminal", f"{console().width} columns, {sys.stdout.encoding}"
    yield "packages", ", ".join(f"{name} {_version(name)}" for name in PACKAGES)


def _library(every: Everywhere) -> str:
    path = every.library or LIBRARY
    return f"{path}, {path.stat().st_size:,} bytes" if path.exists() else f"{path}: not made yet"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "MISSING"
