"""What a member of a ZIP archive unpacks to, from any place on, without unpacking all that lies before it each time.

Whoever looks for records in an archive asks for a little here and a little further on. Unpacking from the start each time
took 76 seconds for 4 MB of 2,000 records. So the state of the unpacking is kept at the places where it came by last.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterator

from ..errors import InputError
from ._streams import BOMB_FLOOR, PIECE, Stored

KEPT = 64  # states; each takes some 45 kB


class Unpacked:
    """The bytes of one deflated member; `packed` gives them as they lie in the archive."""

    def __init__(self, packed: Stored, origin: str, expansion: int) -> None:
        self._packed, self._origin, self._expansion = packed, origin, expansion
        self._states: OrderedDict[int, tuple[int, zlib._Decompress]] = OrderedDict()  # unpacked place -> packed place, state there

    def __call__(self, offset: int) -> Iterator[bytes]:
        """The bytes from a place on; InputError where they are damaged or a bomb."""
        gave, came, inflate = self._state(offset)
        for arrived in self._packed(came):
            came, packed = came + len(arrived), arrived
            try:
                while piece := inflate.decompress(packed, PIECE):
                    packed, gave = b"" if inflate.eof else inflate.unconsumed_tail, gave + len(piece)  # at the end it is stale
                    if gave > max(BOMB_FLOOR, self._expansion * came):
                        raise InputError("E-BOMB", self._origin, f"expands more than {self._expansion} times; not read further")
                    self._keep(gave, came - len(packed), inflate)
                    if gave > offset:
                        yield piece[max(offset - gave + len(piece), 0) :]
            except zlib.error as error:
                raise InputError("E-ZIP", self._origin, f"the member is damaged ({error})") from error

    def _state(self, offset: int) -> tuple[int, int, zlib._Decompress]:
        """Unpacked place, packed place and state from which a place is reached soonest."""
        at = max((place for place in self._states if place <= offset), default=None)
        if at is None:
            return 0, 0, zlib.decompressobj(-15)
        self._states.move_to_end(at)
        came, inflate = self._states[at]
        return at, came, inflate.copy()

    def _keep(self, gave: int, came: int, inflate: zlib._Decompress) -> None:
        if inflate.eof or any(abs(gave - place) < PIECE // 2 for place in self._states):
            return
        self._states[gave] = came, inflate.copy()
        if len(self._states) > KEPT:
            self._states.popitem(last=False)
