"""Decides how what goes wrong is told to a program: a status, a code, what happened, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures.process import BrokenProcessPool

import msgspec

from ...errors import InputError, MachineError, MissingPackage, NoSuchId, StoreError, UnknownName, UsageError
from ...export._points import Object
from ...text.visible import visible
from ..guard import Refusal
from ..trials import Busy

RETRY_SECONDS = 2
AGAIN = {"retry-after": str(RETRY_SECONDS)}
READ_API = "GET /api/openapi.json says what each request may hold"


class Refused(Exception):
    """A request that is not answered."""

    def __init__(self, status: int, code: str, message: str, todo: str = READ_API, headers: Mapping[str, str] | None = None) -> None:
        self.status, self.code, self.message, self.todo, self.headers = status, code, message, todo, headers or {}
        super().__init__(message)

    @property
    def object(self) -> Object:
        """As it is answered."""
        return {"error": {"code": self.code, "message": visible(self.message), "todo": self.todo}}


FAULTS: tuple[tuple[type[Exception], int, str, str], ...] = (  # the first that fits: status, code, what to do
    (NoSuchId, 404, "no-such-id", "GET /api/events lists the events, and each its parts"),
    (UnknownName, 404, "no-such-name", READ_API),
    (MissingPackage, 501, "E-PACKAGE", "install it where this is served"),
    (UsageError, 400, "bad-request", READ_API),
    (InputError, 422, "bad-input", "mend the documents that are named and send them again"),
    (RecursionError, 400, "not-json", "send JSON that is nested less deeply"),
    (StoreError, 503, "library", "see to the library, then ask again"),
    (MachineError, 503, "machine", "see to the machine that serves this"),
    (Busy, 503, "busy", "ask again as Retry-After says"),
    (BrokenProcessPool, 503, "E-CRASH", "ask again; send less of it at once"),
)


def refused(error: Exception) -> Refused:
    """What went wrong, for whoever asked. 500 is a fault of the program."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, Refusal):
        return Refused(error.status, "too-large", error.why, "send less at once")
    message = f"no {error.what} {error.id!r}" if isinstance(error, NoSuchId) else str(error)
    for kind, status, code, todo in FAULTS:
        if isinstance(error, kind):
            return Refused(status, getattr(error, "code", code), message, todo, AGAIN if status == 503 else None)
    return Refused(500, "internal", f"{type(error).__name__}: {error}", "please report it; what the library holds is safe")


def mistyped(error: msgspec.ValidationError, status: int, where: str) -> Refused:
    """A value that is not of the type wanted."""
    return Refused(status, "wrong-type", f"{where}: {error}")
