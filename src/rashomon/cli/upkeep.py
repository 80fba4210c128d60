"""Decides what the commands say that look at what is kept and what is known: ledger, verify, languages."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ..errors import DamageFound
from ..export._points import encode
from ..tell import words
from ..watch.standing import standing
from .everywhere import Everywhere
from .opening import open_library
from .screen import console
from .tables import listing, version_object, version_told
from .writing import write_out

if TYPE_CHECKING:
    from ..lang import Language

DEFAULTS = Everywhere()
RULES = {"times": "weekdays", "numbers": "number_words", "quotations": "cues", "negation": "negators", "page furniture": "teasers"}


def ledger(*, every: Everywhere = DEFAULTS) -> int:
    """List every input the library has seen, and what became of it."""
    with open_library(every, to_look=True) as library:
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
    """Check that the library is as it was written: every row, span, cut, event, redirect, decision, ledger line, and the search index."""
    with open_library(every, to_look=True) as library:
        damage = list(library.verify())
        held = sum(1 for _ in library.reports()) if not damage else None
    path = every.at
    if every.json:
        write_out(None, encode({"library": path, "sound": not damage, "damage": [str(one) for one in damage]}) + "\n")
    if damage:
        raise DamageFound(path, f"{words.count(len(damage), 'place')} damaged: {'; '.join(map(str, damage[:5]))}",
                          "restore a copy of it, or read the inputs into a new library")  # fmt: skip
    if not every.json:
        console().print(f"{path}: sound; {words.count(held or 0, 'report')}, all as it was written.")
    return 0


def languages(*, every: Everywhere = DEFAULTS) -> int:
    """List the languages and what the program can do in each."""
    from ..lang import languages as known_languages

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
