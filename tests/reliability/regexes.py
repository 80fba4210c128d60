"""Every regular expression that the package compiles, and texts made to be slow for one, derived from its own structure.

Collected in a fresh process: whatever is compiled while all modules are imported, all languages built, and the sample read, compared and
written in every format; and every pattern that stands as a literal in the source, run or not. A pattern built at run time is among them
if the sample makes it; those of languages are.

An attack repeats what the pattern repeats: for every repeatable part, the text before it, the part many times, and an end that does not
match; parts and whole also over and over, so that a search starts anew at each. A set of characters stands for a few of its members in
turn (`PALETTES`), since two parts that may share a character are what makes a pattern slow.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import rashomon

HOME = Path(rashomon.__file__).parent
PALETTES = (" \n\tab1", "a1 A.-", "1 a.,-", "A a1’'", ".-,:;/ a", "\"“'(<&é ")  # which member of a set stands for it
ENDS = ("", "\x00", " !")
MANY = 10  # repetitions from which a part counts as repeatable
COLLECT = """
import json, pkgutil, re, sys
from importlib import import_module
found, compile_ = {}, re._compile
def watching(pattern, flags):
    made = compile_(pattern, flags)
    frame = sys._getframe(1)
    while frame and "/re/" in frame.f_code.co_filename:
        frame = frame.f_back
    if frame and "/rashomon/" in frame.f_code.co_filename:
        key = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
        found.setdefault((key, made.flags, isinstance(made.pattern, bytes)), f"{frame.f_globals['__name__']}:{frame.f_lineno}")
    return made
re._compile = watching
import rashomon
for one in pkgutil.walk_packages(rashomon.__path__, "rashomon."):
    if not one.name.endswith("__main__") and "kernel" not in one.name:
        import_module(one.name)
from rashomon.export import exporters
from rashomon.lang import language, languages
from rashomon.sample import primary_path, sample_path
from rashomon.config import Config
from rashomon.annotate import annotate
from dataclasses import replace
reports = rashomon.load(str(sample_path()))
for code in languages:
    for report in reports[:2]:
        annotate(replace(report, lang=code), Config().annotate)
made = rashomon.analyse(reports, primary=rashomon.load(str(primary_path()), whole=True))
for name in exporters:
    exporters[name](made)
print(json.dumps([[*key, place] for key, place in found.items()]))
"""


@dataclass(frozen=True)
class Found:
    """A pattern and where it is compiled."""

    place: str
    pattern: re.Pattern[Any]
    anchored: bool = False  # whether it is only ever asked of the beginning of a text, or of the whole


def collected() -> list[Found]:
    """All patterns of the package, sorted by place."""
    given = {**os.environ, "PYTHONPATH": str(HOME.parent)}
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", COLLECT], env=given, capture_output=True, text=True, check=True)
    out: dict[tuple[str, bool], Found] = {}
    for pattern, flags, of_bytes, place in json.loads(done.stdout):
        whole = pattern.encode("latin-1") if of_bytes else pattern
        out.setdefault((f"{pattern}{flags}", of_bytes), Found(place, re.compile(whole, flags & ~re.DEBUG), _anchored(place)))
    for path in sorted(HOME.rglob("*.py")):
        for line, literal in _literals(path):
            if not any(found.pattern.pattern == literal for found in out.values()):
                out[f"{literal}", isinstance(literal, bytes)] = Found(f"{path.relative_to(HOME.parent)}:{line}", re.compile(literal))  # type: ignore[index]
    return sorted(out.values(), key=lambda found: (found.place, str(found.pattern.pattern)))


def _anchored(place: str) -> bool:
    """Whether what holds a pattern (a constant, or a function that returns it) is only asked to `match` or `fullmatch`."""
    module, _, line = place.partition(":")
    path = HOME.parent / (module.replace(".", "/") + ".py")
    text = (path if path.exists() else HOME.parent / module.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if node.lineno <= int(line) <= (node.end_lineno or 0):
            names = [ast.unparse(one) for one in node.targets] if isinstance(node, ast.Assign) else [getattr(node, "name", "")]
            used = set(re.findall(rf"(?<![\w.]){re.escape(names[0])}(?:\((?:[^()]|\([^()]*\))*\))?\.(\w+)\(", text)) if names[0] else set()
            for loop in re.findall(rf"for (\w+) in {re.escape(names[0])}\b", text) if names[0] else ():
                used |= {*re.findall(rf"(?<![\w.]){loop}\.(\w+)\(", text)} or {"unknown"}
            used.discard("replace")  # of the text of a pattern
            return bool(used) and used <= {"match", "fullmatch"}
    return False


def _literals(path: Path) -> Iterator[tuple[int, Any]]:
    """Patterns that stand as the first argument of a function of `re`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = ast.unparse(node.func)
            if called.startswith("re.") and called != "re.escape":
                yield node.lineno, node.args[0].value


def attacks(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Texts of about `size` characters that could be slow for the pattern, each once."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    seen: set[str] = set()
    for pump in _pumps(parsed):
        for end in ENDS:
            before, part = pump
            text = before + (part * (size // max(1, len(part)) + 1))[:size] + end
            if part and text not in seen:
                seen.add(text)
                yield text


def _pumps(parsed: Any) -> Iterator[tuple[str, str]]:
    """What stands before a repeatable part, and the part; then whole matches over and over."""
    for palette in PALETTES:
        whole = _sample(parsed, palette)
        yield "", whole
        yield "", whole[:-1]
        for before, part in _repeated(parsed, palette, ""):
            yield before, part
            yield "", part
            yield "", before + part * 3
            yield "", before + part * 3 + "\x00"


def _repeated(nodes: Iterable[Any], palette: str, before: str) -> Iterator[tuple[str, str]]:
    for op, value in nodes:
        for inner in _inside(op, value):
            yield from _repeated(inner, palette, before)
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT) and value[1] >= MANY:
            yield before, _sample(value[2], palette)
            if value[2] and value[2][0][0] is sre.SUBPATTERN:
                for op2, value2 in value[2][0][1][3]:
                    if op2 is sre.BRANCH:
                        yield from ((before, _sample(branch, palette)) for branch in value2[1])
        before = (before + _one(op, value, palette))[-200:]


def _inside(op: Any, value: Any) -> list[Any]:
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [value[2]]
    if op is sre.SUBPATTERN:
        return [value[3]]
    if op is sre.BRANCH:
        return list(value[1][:6])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    return [value] if op is sre.ATOMIC_GROUP else []


def _sample(nodes: Iterable[Any], palette: str) -> str:
    return "".join(_one(op, value, palette) for op, value in nodes)


def _one(op: Any, value: Any, palette: str) -> str:
    """A text that a piece of a pattern matches; assertions and places match nothing."""
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.ANY:
        return palette[0]
    if op in (sre.NOT_LITERAL, sre.IN):
        members = [(sre.NEGATE, None), (sre.LITERAL, value)] if op is sre.NOT_LITERAL else value
        return next((mark for mark in palette if _holds(members, mark)), "") or next(
            (chr(n) for n in range(9, 0x3000) if _holds(members, chr(n))), ""
        )
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _sample(value[2], palette) * max(1, min(value[0], 9))
    if op is sre.SUBPATTERN:
        return _sample(value[3], palette)
    if op is sre.BRANCH:
        return _sample(value[1][len(palette) % len(value[1])], palette)
    return _sample(value, palette) if op is sre.ATOMIC_GROUP else ""


_CATEGORIES = {
    sre.CATEGORY_DIGIT: str.isdecimal,
    sre.CATEGORY_NOT_DIGIT: lambda mark: not mark.isdecimal(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda mark: not mark.isspace(),
    sre.CATEGORY_WORD: lambda mark: mark.isalnum() or mark == "_",
    sre.CATEGORY_NOT_WORD: lambda mark: not (mark.isalnum() or mark == "_"),
}


def _holds(members: Iterable[Any], mark: str) -> bool:
    inside, negated = False, False
    for op, value in members:
        negated |= op is sre.NEGATE
        inside |= op is sre.LITERAL and chr(value) == mark
        inside |= op is sre.RANGE and value[0] <= ord(mark) <= value[1]
        inside |= op is sre.CATEGORY and _CATEGORIES[value](mark)
    return inside is not negated
