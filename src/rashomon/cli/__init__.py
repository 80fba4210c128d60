"""Decides what the words after `rashomon` do, and how the program ends.

The commands stand in modules by theme: `reading` takes documents in, `browsing` looks into the
library, `watching` keeps it current, `judging` keeps people's decisions, `piping` runs single stages, `upkeep` and
`health` look at the library and the program itself. Here they get their names, and every way to end gets its exit code.
"""

from __future__ import annotations

import errno
import logging
import os
import shlex
import signal
import sys
import tempfile
import warnings
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

from cyclopts import App, CycloptsError, CycloptsPanel, Group

from .. import __version__
from ..errors import RashomonError
from ..store.address import hidden
from ..store.sqlite import LEAST_BYTES
from ..text.visible import visible, visible_lines
from . import browsing, health, judging, piping, reading, serving, upkeep, watching
from .everywhere import STREAM

THEMES = (
    ("The main job", (reading.demo, reading.run, reading.analyse)),
    ("The library", (reading.read, watching.watch, browsing.events, browsing.summary, browsing.show, browsing.explain, browsing.export)),
    (
        "Your decisions, kept and replayed on every run",
        (
            judging.merge,
            judging.split,
            judging.join,
            judging.part,
            judging.family,
            judging.dismiss,
            judging.check,
            judging.attach,
            judging.decisions,
            judging.undo,
        ),
    ),
    ("In the browser, and for agents", (serving.serve, serving.mcp)),
    ("Single stages: JSONL in, JSONL out", (piping.group, piping.copies, piping.annotate)),
    ("Upkeep", (upkeep.ledger, upkeep.verify, health.doctor, upkeep.languages)),
)
USAGES = {name: f"Usage: rashomon {name} PATH... [OPTIONS]" for name in ("run", "analyse", "read")} | {
    "watch": "Usage: rashomon watch FEEDS.opml|URL... --allow-network [OPTIONS]",
    "explain": "Usage: rashomon explain ID [PATH...] [OPTIONS]",
}
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
        error_formatter=lambda error: CycloptsPanel(visible_lines(str(error))),
        group_commands=Group("About", sort_key=9),
    )
    for number, (theme, commands) in enumerate(THEMES):
        group = Group(theme, sort_key=number)
        for place, command in enumerate(commands):
            app.command(command, group=group, sort_key=place, usage=USAGES.get(command.__name__))
    return app


def command_names() -> tuple[str, ...]:
    """Every command, in the order of the help."""
    return tuple(command.__name__ for _, commands in THEMES for command in commands)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; never a traceback for a fault of the input."""
    words = [STREAM if word == "-" else hidden(word) for word in (sys.argv[1:] if arguments is None else arguments)]
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
    first, rest = (why, "") if why.startswith("error[") else ("rashomon: ", why)
    print(visible(first + rest), file=sys.stderr)
    return code


def _room(error: OSError) -> str:
    """What is missing where there is no room."""
    if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ""
    return f"; {LEAST_BYTES:,} bytes are needed at the least, here and in {tempfile.gettempdir()}; `rashomon doctor` says what is free"


def _stopped(code: int) -> int:
    again = visible(" ".join(shlex.quote("-" if word == STREAM else hidden(word)) for word in sys.argv[1:]))
    print(f"rashomon: stopped; what the library holds is safe. Go on with: rashomon {again}", file=sys.stderr)
    return code
