"""Decides how results leave: a file is there whole or not at all, and a reader that walks away is no failure."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from ..errors import MachineError
from .stream import STREAM


def write_file(path: Path, text: str | bytes) -> None:
    """Put `text` at `path` in one step: until it is complete on disk, what stood there stays."""
    made, whole = None, text if isinstance(text, bytes) else text.encode()
    try:
        if path.exists() and not path.is_file():  # a pipe or a device can only be written to, not replaced
            path.write_bytes(whole)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name[:40]}.", delete=False) as file:
            made = file.name
            file.write(whole)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(made, _mode(path))
        os.replace(made, path)
    except OSError as error:
        raise MachineError(f"{path}: cannot be written: {error.strerror or error}{_need(error, whole)}") from error
    finally:
        if made:
            with suppress(OSError):
                os.unlink(made)


def _need(error: OSError, whole: bytes) -> str:
    """What there was no room for: on the disk, in a person's share of it, or in a file of the size that is allowed."""
    return f"; {len(whole):,} bytes are needed" if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) else ""


def write_out(out: str | Path | None, text: str | bytes) -> None:
    """Write to a file, or to standard output for `-` and for nothing."""
    if to_stdout(out):
        if isinstance(text, str):
            sys.stdout.write(text)
        else:
            sys.stdout.buffer.write(text)
        sys.stdout.flush()
    else:
        write_file(Path(str(out)), text)


def to_stdout(out: str | Path | None) -> bool:
    """Whether `write_out` would write to standard output."""
    return out is None or str(out) in {"-", STREAM}


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those of a new file here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
