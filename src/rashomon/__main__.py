"""Where the program starts, as a command and as `python -m rashomon`: an interrupt while it still loads ends it without a traceback."""

from __future__ import annotations

import gc
import sys


def start() -> int:
    """Run the command line, and return its exit code."""
    try:
        from .cli import main
    except KeyboardInterrupt:
        sys.stderr.write("rashomon: stopped; nothing had begun.\n")
        return 130
    try:
        return main()
    finally:
        gc.freeze()  # what is left goes with the process: to search it for garbage takes a tenth of the help


if __name__ == "__main__":
    sys.exit(start())
