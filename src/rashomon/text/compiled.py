"""How a loop over arrays becomes machine code: one decorator, so that every kernel is compiled with the same promises.

Modules named `..._kernel` hold nothing but such functions. They take arrays and numbers, and import
numpy and numba at their top; whoever needs one imports it where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, made at its first call and kept on disk for the next process.

    Sums keep their order (no `fastmath`), so equal input gives equal bits. Where no folder can be written to, the
    code is made anew in every process.
    """
    import numba

    try:
        made: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # "no locator available": neither the package's folder nor the user's cache can be written
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return cast("F", made)
