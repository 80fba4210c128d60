"""Decides how the reading room is opened, on this machine alone or elsewhere behind a token; and how agents ask."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from cyclopts import Parameter

from ..casebook import Casebook
from ..errors import MissingPackage, UsageError
from ..text.visible import visible
from .everywhere import Everywhere
from .opening import open_to_show
from .screen import console

DEFAULTS = Everywhere()
PLAIN = re.compile(r"[A-Za-z0-9._-]{12,200}")
Host = Annotated[str, Parameter(help="The address to listen on; any but this machine's own needs the token that is printed.")]
Port = Annotated[int, Parameter(help="The port to listen on; 0 for any that is free.")]
Token = Annotated[str, Parameter(help="A token of your own, instead of one made up at every start. It also opens POST /bot/cluster.")]
Name = Annotated[str, Parameter(help="Another name that people reach it by, such as that of a proxy.", metavar="HOST")]
ReadOnly = Annotated[bool, Parameter(help="Only show: nothing can be added or decided.", negative=(), show_default=False)]
Folder = Annotated[Path | None, Parameter(help="A folder whose files an agent may have read. Default: none", metavar="DIR")]


def serve(
    *,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    token: Token = "",
    name: Name = "",
    read_only: ReadOnly = False,
    every: Everywhere = DEFAULTS,
) -> int:
    """Open the reading room: the library in a browser, and the same as JSON under /api.

    It listens on this machine alone unless told otherwise, and sends nothing anywhere.
    """
    _must_have("web", "starlette", "uvicorn", "python_multipart")
    from ..web.app import application
    from ..web.guard import LOCAL
    from ..web.hand import Hand
    from ..web.listening import EVERYWHERE, is_local, listen
    from ..web.room import Room

    if token and not PLAIN.fullmatch(token):
        raise UsageError("--token needs 12 or more letters, digits, dots, dashes and underscores")
    own, screen = f"[{host}]" if ":" in host else host, console()
    alone = is_local(host) and (not name or name.lower() in LOCAL)  # a name of its own means that others come, through a proxy
    locked = token if alone else token or secrets.token_urlsafe(24)

    def ready(port: int) -> None:
        told = f"http://{own}:{port}/" + ("" if alone else f"?token={locked}")
        screen.print(visible(f"The reading room is open: {told}"), markup=False, highlight=False, soft_wrap=True)
        screen.print("Close it with Ctrl+C.", style="dim")

    with open_to_show(every.at, every, read_only=read_only) as book:
        if read_only and not book.is_sorted:
            screen.print("Some reports are not sorted into events yet and do not show; `rashomon events` sorts them.", style="dim")
        room = Room(book, Hand(book), locked)
        names = LOCAL | {own.lower()} | ({name.lower()} if name else set())
        app = application(room, hosts=names, addresses=host in EVERYWHERE, token="" if alone else locked)
        try:
            listen(app, host, port, ready)
        finally:
            room.close()
    return 0


def mcp(*, folder: Folder = None, every: Everywhere = DEFAULTS) -> int:
    """Let agents ask, as an MCP server over standard input and output: they can look, not write."""
    _must_have("mcp", "mcp")
    from .. import agents
    from ..agents.tools import Desk
    from ..web.hand import Hand
    from ..web.room import Room

    if folder is not None and not folder.is_dir():
        raise UsageError(f"--folder {folder}: there is no such folder")
    with _book_or_none(every) as book:
        room = Room(book, Hand(book))
        try:
            agents.serve(Desk(room, folder))
        finally:
            room.close()
    return 0


@contextmanager
def _book_or_none(every: Everywhere) -> Iterator[Casebook]:
    """The library that is named or lies here; without one an empty one, for who only compares documents."""
    if every.library or every.is_there:
        with open_to_show(every.at, every, create=False) as book:
            yield book
        return
    with TemporaryDirectory(prefix="rashomon-") as home, open_to_show(str(Path(home) / "empty.db"), every) as book:
        yield book


def _must_have(extra: str, *packages: str) -> None:
    for package in packages:
        if find_spec(package) is None:
            raise MissingPackage(extra, package)
