"""Long keys as numbers: in the order in which they come, half as long and the same when they are equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Codes = NDArray[np.uint32]
    Singles = NDArray[np.float32]

AT_ONCE = 1 << 16  # keys for which there is room before they are looked at, should all be new


class Coded(NamedTuple):
    """Values of which few differ: entry p is `value[code[p]]`."""

    code: NDArray[np.uint16] | Codes
    value: Singles


class KeyCodes:
    """The numbers of the keys that came so far."""

    def __init__(self) -> None:
        import numpy as np

        self._many, self._known = 0, np.empty(0, np.uint64)
        self._slots = np.empty(0, np.int32)

    def of(self, keys: Hashes) -> Codes:
        """The number of each key; a new one gets the next."""
        import numpy as np

        from .code_kernel import code_all

        found = np.empty(len(keys), np.uint32)
        for at in range(0, len(keys), AT_ONCE):
            some = keys[at : at + AT_ONCE]
            self._make_room(self._many + len(some))
            self._many = code_all(some, self._known, self._many, self._slots, found[at : at + AT_ONCE])
        return found

    def keys(self) -> Hashes:
        """The keys by their numbers."""
        return self._known[: self._many]

    def _make_room(self, many: int) -> None:
        """Have room for so many keys, should all be new."""
        import numpy as np

        from .code_kernel import code_all

        if 2 * many <= len(self._slots):
            return
        known, room = self.keys(), 1 << (2 * many).bit_length()
        self._known, self._slots = np.empty(room // 2, np.uint64), np.full(room, -1, np.int32)
        code_all(known, self._known, 0, self._slots, np.empty(len(known), np.uint32))
