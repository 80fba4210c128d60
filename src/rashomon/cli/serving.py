"""Decides how the reading room is opened: on this machine alone, or elsewhere behind a token."""

from __future__ import annotations

import re
import secrets
from importlib.util import find_spec
from typing import Annotated

from cyclopts import Parameter

from ..casebook import Casebook
from ..errors import MissingPackage, UsageError
from ..store import Library
from ..text.visible import visible
from .everywhere import LIBRARY, Everywhere
from .screen import console

DEFAULTS = Everywhere()
PLAIN = re.compile(r"[A-Za-z0-9._-]{12,200}")
Host = Annotated[str, Parameter(help="The address to listen on; any but this machine's own needs the token that is printed.")]
Port = Annotated[int, Parameter(help="The port to listen on; 0 for any that is free.")]
Token = Annotated[str, Parameter(help="A token of your own, instead of one made up at every start. It also opens POST /bot/cluster.")]
Name = Annotated[str, Parameter(help="Another name that people reach it by, such as that of a proxy.", metavar="HOST")]


def serve(*, host: Host = "127.0.0.1", port: Port = 8765, token: Token = "", name: Name = "", every: Everywhere = DEFAULTS) -> int:
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
    locked = token if is_local(host) else token or secrets.token_urlsafe(24)

    def ready(port: int) -> None:
        told = f"http://{own}:{port}/" + ("" if is_local(host) else f"?token={locked}")
        screen.print(visible(f"The reading room is open: {told}"), markup=False, highlight=False, soft_wrap=True)
        screen.print("Close it with Ctrl+C.", style="dim")

    with Library(str(every.library or LIBRARY)) as library:
        book = Casebook(library, every.settings(), hands=every.hands)
        room = Room(book, Hand(book), locked)
        names = LOCAL | {own.lower()} | ({name.lower()} if name else set())
        app = application(room, hosts=names, addresses=host in EVERYWHERE, token="" if is_local(host) else locked)
        try:
            listen(app, host, port, ready)
        finally:
            room.hand.close()
    return 0


def _must_have(extra: str, *packages: str) -> None:
    for package in packages:
        if find_spec(package) is None:
            raise MissingPackage(extra, package)
