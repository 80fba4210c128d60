"""Writes the generated parts of README and docs: what the program prints and what its code declares.

A generated part stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. `make docs` writes them
all anew, and `tests/test_docs.py` fails where one is out of date, so no page can drift from the code.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "rashomon"
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]  # this working tree, whatever is installed
PAGES = ("README.md", "docs/api.md", "docs/reference.md", "docs/glossary.md", "docs/reliability.md")
WIDTH = 110  # columns of a terminal that shows the demo without wrapping on a page
PART = re.compile(r"(<!-- begin (?P<name>[a-z-]+) -->\n).*?(<!-- end (?P=name) -->)", re.DOTALL)
OPEN_SETS = {
    "readers": "rashomon.read",
    "languages": "rashomon.lang",
    "templates": "rashomon.tell.template",
    "encoders": "rashomon.encode",
    "kinds": "rashomon.weigh.kinds",
    "exporters": "rashomon.export",
}
EXITS = {
    0: "finished, everything read",
    2: "the call is wrong: an unknown command, option, name or setting",
    3: "finished, but some inputs were rejected or quarantined; they are listed",
    4: "nothing usable came in",
    5: "the library cannot be used",
    6: "the machine refuses: disk, permission or memory",
    7: "`verify` found damage",
    8: "an address was given; addresses are not fetched",
    70: "a fault of the program; please report it",
    130: "interrupted from the keyboard",
    143: "asked to end by the system",
}


PROGRAM = "import sys; from rashomon.cli import main; sys.argv[0] = 'rashomon'; "
PANEL = re.compile(r"╭─ Everywhere ─.*?╯\n", re.DOTALL)  # the options that every command takes
SCREEN = 44  # lines of the demo that the README shows


def program(*words: str) -> list[str]:
    """The command line that starts this working tree's program."""
    return [sys.executable, "-c", PROGRAM + "sys.exit(main())", *words]


def environment() -> dict[str, str]:
    """A terminal of fixed width without colours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FORCE_", "CLICOLOR", "PYTEST"))}
    fixed = {"COLUMNS": str(WIDTH), "LINES": "60", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    return kept | fixed | {"PYTHONPATH": str(ROOT / "src")}


def printed(command: list[str]) -> str:
    """What a command prints, without the blanks at the ends of lines."""
    done = subprocess.run(command, capture_output=True, env=environment(), cwd=ROOT, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.decode("utf-8").split("\n")).strip("\n")


@cache
def demo() -> list[str]:
    return printed(program("demo")).splitlines()


def first_screen() -> str:
    """The demo up to the last section that fits a screen."""
    lines = demo()
    return fenced("\n".join(lines[: max(n for n, line in enumerate(lines[:SCREEN]) if not line)]))


def drawn_stemma() -> str:
    """The section of the demo that draws who shares text with whom."""
    from rashomon.tell.words import STEMMA

    start = demo().index(STEMMA.upper())
    return fenced("\n".join(demo()[start : demo().index("", start)]))


def fenced(text: str, language: str = "text") -> str:
    return f"```{language}\n{text}\n```\n"


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """A Markdown table; bars inside a cell are escaped."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def first_line(path: Path) -> str:
    """The first sentence of a module's docstring."""
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[0]


def comments(path: Path) -> dict[int, str]:
    """The trailing comments of a module by line."""
    tokens = tokenize.generate_tokens(StringIO(path.read_text(encoding="utf-8")).readline)
    return {token.start[0]: token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT}


def settings() -> Iterator[tuple[str, str, str]]:
    """Every field of every stage's settings: name, default as written, what its comment says."""
    path = SRC / "config.py"
    notes = comments(path)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Config") and node.name != "Config":
            stage = node.name.removesuffix("Config").lower()
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and line.value is not None:
                    yield f"`{stage}.{ast.unparse(line.target)}`", f"`{ast.unparse(line.value)}`", notes.get(line.lineno, "")


def nouns() -> Iterator[tuple[str, str]]:
    """Every type with the first line of its docstring, in the order of the data."""
    for module in ("evidence", "texts", "notes", "events", "findings", "primary", "analysis"):
        for node in ast.parse((SRC / "types" / f"{module}.py").read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield f"`{node.name}`", (ast.get_docstring(node) or "").splitlines()[0]


def members(package: str) -> Iterator[tuple[str, str]]:
    """The members of an open set, with what their modules say of themselves."""
    from rashomon.registry import Registry

    home = import_module(package)
    registry = next(value for value in vars(home).values() if isinstance(value, Registry))
    for name, member in registry.items():
        folder = SRC.joinpath(*package.split(".")[1:])
        module = folder / f"{name.replace('-', '_').replace(' ', '_')}.py"
        if not module.exists():  # named otherwise than its file: the function knows where it stands
            module = SRC.joinpath(*getattr(member, "read", member).__module__.split(".")[1:]).with_suffix(".py")
        yield f"`{name}`", first_line(module)


def spoken() -> Iterator[tuple[str, str, str]]:
    """Every language with the groups of rules that its words switch on."""
    from rashomon.lang import languages

    groups = {"time": "weekdays", "number": "number_words", "speech": "cues", "negation": "negators", "furniture": "teasers"}
    for code, language in languages.items():
        yield f"`{code}`", language.english_name, ", ".join(group for group, field in groups.items() if getattr(language, field))


def commands() -> str:
    """The help of the program and of each of its commands, the options that all share once."""
    from rashomon.cli import command_names

    names = command_names()
    asked = [["--help"], *([*name.split(), "--help"] for name in names)]
    whole, *pages = printed([sys.executable, "-c", f"{PROGRAM}[(main(words), print(end='\\f')) for words in {asked}]"]).split("\f")
    shared = PANEL.search(pages[0])
    page = [fenced(whole.strip()), "\n### Options that every command takes\n\n", fenced(shared[0].strip() if shared else "")]
    for name, text in zip(names, pages, strict=True):
        own = PANEL.sub("", text).replace("Start with: rashomon demo", "").strip()
        page.append(f"\n### rashomon {name}\n\n{fenced(own)}")
    return "".join(page)


def words() -> Iterator[tuple[str, str]]:
    """The journalist's words beside the field's, table by table of `tell/words.py`."""
    from rashomon.tell import words as book

    tables = "DERIVATIONS PAIRS SEVERITIES SIDES RELATIONS STATES MODES EDITS KINDS JUDGEMENTS CHECKS FATES"
    for title in tables.split():
        yield from getattr(book, title).items()
        if title == "SEVERITIES":
            yield from ((f"weaker, of {kind}", said) for kind, said in book.WEAKER.items())


def codes() -> Iterator[tuple[str, str]]:
    from rashomon.errors import CODES

    return ((f"`{code}`", why) for code, why in CODES.items())


def endpoints() -> Iterator[tuple[str, str, str]]:
    """Every address of the API with what may be asked of it, and what it does."""
    from rashomon.web.api.table import TABLE

    for one in TABLE:
        asked = one.query or one.body
        yield f"`{one.method} {one.shown}`", ", ".join(f"`{name}`" for name in asked.__struct_fields__) if asked else "", one.summary


def tools() -> Iterator[tuple[str, str, str]]:
    """Every tool of an agent, what it takes and what it says of itself."""
    from rashomon.agents.tools import TOOLS

    return ((f"`{tool.name}`", ", ".join(f"`{name}`" for name in tool.takes.__struct_fields__), tool.says) for tool in TOOLS)


def figures() -> Iterator[tuple[str, str, str, str, str]]:
    """What every harness of the release proof last came to."""
    from bench.release_proof import HARNESSES

    newest = sorted((ROOT / "bench" / "results").glob("release-proof-*.json"))[-1:]
    held = json.loads(newest[0].read_text(encoding="utf-8")) if newest else {}
    for harness in HARNESSES:
        found = held.get(harness.name)
        if found is None:
            yield harness.name, harness.what, "-", "-", "-"
            continue
        facts = ", ".join(f"{value:,} {name}" for name, value in found["facts"].items())
        yield harness.name, harness.what, f"{found['count']:,}", f"{found['wrong_count']:,}", facts


BLOCKS: dict[str, Callable[[], str]] = {
    "demo": first_screen,
    "stemma": drawn_stemma,
    "commands": commands,
    "settings": lambda: table(("setting", "default", "meaning"), settings()),
    "types": lambda: table(("type", "is"), nouns()),
    "readers": lambda: table(("reader", "takes"), members(OPEN_SETS["readers"])),
    "languages": lambda: table(("code", "language", "rules that have words"), spoken()),
    "templates": lambda: table(("code", "the summary is written in"), members(OPEN_SETS["templates"])),
    "encoders": lambda: table(("encoder", "is"), members(OPEN_SETS["encoders"])),
    "kinds": lambda: table(("kind", "finds"), members(OPEN_SETS["kinds"])),
    "exporters": lambda: table(("format", "is"), members(OPEN_SETS["exporters"])),
    "errors": lambda: table(("code", "what happened; what follows"), codes()),
    "exits": lambda: table(("code", "means"), ((f"{code}", why) for code, why in EXITS.items())),
    "endpoints": lambda: table(("address", "takes", "gives"), endpoints()),
    "tools": lambda: table(("tool", "takes", "is"), tools()),
    "figures": lambda: table(("harness", "tries", "so many", "went wrong", "among them"), figures()),
    "words": lambda: table(("in code and JSON", "on the page"), words()),
}


def render(text: str) -> str:
    """A page with every generated part written anew."""
    return PART.sub(lambda part: part[1] + BLOCKS[part["name"]]() + part[3], text)


def main() -> None:
    for name in PAGES:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = render(old)
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"wrote {name}")


if __name__ == "__main__":
    main()
