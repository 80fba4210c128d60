"""Decides where the reading room listens: the one place in the program that opens a socket, and only to listen."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from ..errors import MachineError, UsageError

if TYPE_CHECKING:
    from starlette.types import ASGIApp

BACKLOG = 128
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - what a person may ask for


def is_local(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listen(app: ASGIApp, host: str, port: int, ready: Callable[[int], None]) -> None:
    """Serve until interrupted; `ready` is told the port once people can come. MachineError where the address is taken or not ours."""
    import uvicorn

    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise MachineError(f"cannot listen on {host}:{port}: {error.strerror or error}; choose another --port or --host") from error
    except (TypeError, ValueError) as error:
        raise UsageError(f"--host {host}: no name that a machine can have") from error
    with listener:
        config = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=1,
            lifespan="off",
        )
        ready(listener.getsockname()[1])
        uvicorn.Server(config).run(sockets=[listener])
