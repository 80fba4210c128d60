"""How a loop over arrays becomes machine code: one decorator, so that every kernel is compiled with the same promises.

Modules named `..._kernel` hold nothing but such functions, and tuples of arrays that they share. They take arrays and numbers, and
import numpy and numba at their top; whoever needs one imports it where it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from pathlib import Path
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
        made._cache._cache_file._source_stamp = stamp()  # noqa: SLF001 -- numba has no public name for it
    except RuntimeError:  # "no locator available": neither the package's folder nor the user's cache can be written
        made = numba.njit(nogil=True, error_model="numpy")(function)
    return cast("F", made)


@cache
def stamp() -> str:
    """A hash of every kernel there is.

    A kernel has the code and the constants of the ones it calls built in, and numba looks at the file of the caller
    alone: without this, a changed kernel would go on running as it was.
    """
    digest = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parents[1].rglob("*_kernel.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
