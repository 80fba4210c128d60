"""Decides what the words after `rashomon` do, and how the program ends.

The commands stand in modules by theme: `reading` takes documents in, `browsing` looks into the
library, `exporting` writes an event for others, `watching` keeps the library current, `judging` keeps people's decisions,
`piping` runs single stages, `upkeep` and `health` look at the library and the program itself. Here they get their names,
and every way to end gets its exit code.
"""

from __future__ import annotations

import errno
import logging
import os
import shlex
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from types import FrameType
from typing import TYPE_CHECKING, cast

from cyclopts import App, CycloptsError, CycloptsPanel, Group

from .. import __version__
from ..errors import RashomonError
from .stream import STREAM

if TYPE_CHECKING:
    from importlib.abc import InspectLoader

THEMES = {  # under each the commands by the module that they stand in, which is loaded when one of them is called
    "The main job": (("reading", "demo run analyse"),),
    "The library": (("reading", "read"), ("watching", "watch"), ("browsing", "events summary show explain"), ("exporting", "export")),
    "Your decisions, kept and replayed on every run": (("judging", "merge split join part family dismiss check attach decisions undo"),),
    "In the browser, and for agents": (("serving", "serve mcp"),),
    "Single stages: JSONL in, JSONL out": (("piping", "group copies annotate"),),
    "Piles of any size": (("scaling", "scale.group scale.copies"),),
    "Upkeep": (("upkeep", "ledger verify"), ("health", "doctor"), ("upkeep", "languages")),
}
USAGES = {name: f"Usage: rashomon {name} PATH... [OPTIONS]" for name in ("run", "analyse", "read")} | {
    "watch": "Usage: rashomon watch FEEDS.opml|URL... --allow-network [OPTIONS]",
    "explain": "Usage: rashomon explain ID [PATH...] [OPTIONS]",
    "scale.group": "Usage: rashomon scale group INPUT... --out DIR [OPTIONS]",
    "scale.copies": "Usage: rashomon scale copies INPUT... --out DIR [OPTIONS]",
}
FAMILIES = {"scale": "Events and copies of piles that one process would not finish, on all processors or a cluster."}
HELP = "Reads many accounts of one event side by side: who said it first, who repeats it, what changed."
EPILOGUE = "Start with: rashomon demo"


class Terminated(KeyboardInterrupt):
    """The system asked the program to end."""


def build() -> App:
    """The command line: every command under its theme."""
    app = App(
        "rashomon",
        help=HELP,
        version=__version__,
        help_format="plaintext",
        help_epilogue=EPILOGUE,
        suppress_keyboard_interrupt=False,
        error_formatter=_panel,
        group_commands=Group("About", sort_key=9),
    )
    groups = {theme: Group(theme, sort_key=number) for number, theme in enumerate(THEMES)}
    families: dict[str, App] = {}
    for place, (theme, module, name) in enumerate(_commands()):
        family, _, own = name.rpartition(".")
        usage, told = USAGES.get(name), _docstrings(module).get(own)
        if not family:
            app.command(f"{module}:{own}", group=groups[theme], sort_key=place, usage=usage, help=told)
            continue
        if family not in families:
            families[family] = App(
                family,
                help=FAMILIES[family],
                help_format="plaintext",
                group=groups[theme],
                sort_key=place,
                group_commands=Group("Commands"),
            )
            app.command(families[family])
        families[family].command(f"{module}:{own}", sort_key=place, usage=usage, help=told)
    return app


def command_names() -> tuple[str, ...]:
    """Every command, in the order of the help; one of a family with the word of its family before it."""
    return tuple(name.replace(".", " ") for _, _, name in _commands())


def _commands() -> Iterator[tuple[str, str, str]]:
    """Every command with its theme and the module that it stands in."""
    for theme, homes in THEMES.items():
        for module, names in homes:
            for name in names.split():
                yield theme, f"{__name__}.{module}", name


@cache
def _docstrings(module: str) -> dict[str, str]:
    """What the functions of a module say of themselves, read from its text.

    To run it would load all that they work with; to compile it, where Python keeps nothing compiled, takes a tenth of what the help takes.
    """
    spec = find_spec(module)
    text = cast("InspectLoader", spec.loader).get_source(module) if spec else None
    told = {}
    for function in (text or "").split("\ndef ")[1:]:
        head, _, rest = function.partition('"""')
        if head.endswith(":\n    "):
            told[head.partition("(")[0]] = rest.partition('"""')[0]
    return told


def _panel(error: CycloptsError) -> object:
    """What is wrong with the words that were given."""
    from ..text.visible import visible_lines

    return CycloptsPanel(visible_lines(str(error)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never a traceback for a fault of the input."""
    words = [STREAM if word == "-" else _hidden(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    _quieten()
    try:
        code = build()(words, exit_on_error=False, result_action="return_value")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except CycloptsError:
        return 2  # cyclopts has said why
    except RashomonError as error:
        return _fail(str(error), error.exit_code)
    except Terminated:
        return _stopped(143)
    except KeyboardInterrupt:
        return _stopped(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains when it flushes at exit
        return 0
    except MemoryError:
        return _fail("there is not enough memory; give fewer inputs at a time, or lower read.text_chars", 6)
    except OSError as error:
        return _fail(f"the machine refuses: {error}{_room(error)}", 6)
    except Exception as error:
        if os.environ.get("RASHOMON_TRACEBACK"):
            raise
        return _fail(f"internal error: {type(error).__name__}: {error}. Please report it; RASHOMON_TRACEBACK=1 shows where.", 70)


def _hidden(word: str) -> str:
    """A word without the password of an address in it; only where there is one, the library is loaded for that."""
    if "://" not in word:
        return word
    from ..store.address import hidden

    return hidden(word)


def _quieten() -> None:
    """Keep libraries off the error stream, write UTF-8 in every locale, and turn a request to end into an orderly one."""
    os.environ.setdefault("PYTHONWARNINGS", "ignore")  # for workers that start afresh
    warnings.simplefilter("ignore")
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def terminate(_number: int, _frame: FrameType | None) -> None:
        raise Terminated

    with suppress(ValueError):  # not the main thread: whoever called us keeps the signals
        signal.signal(signal.SIGTERM, terminate)


def _fail(why: str, code: int) -> int:
    from ..text.visible import visible

    first, rest = (why, "") if why.startswith("error[") else ("rashomon: ", why)
    print(visible(first + rest), file=sys.stderr)
    return code


def _room(error: OSError) -> str:
    """What is missing where there is no room."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ""
    from tempfile import gettempdir

    from ..store.sqlite import LEAST_BYTES

    return f"; {LEAST_BYTES:,} bytes are needed at the least, here and in {gettempdir()}; `rashomon doctor` says what is free"


def _stopped(code: int) -> int:
    from ..text.visible import visible

    again = visible(" ".join(shlex.quote("-" if word == STREAM else _hidden(word)) for word in sys.argv[1:]))
    print(f"rashomon: stopped; what the library holds is safe. Go on with: rashomon {again}", file=sys.stderr)
    return code
