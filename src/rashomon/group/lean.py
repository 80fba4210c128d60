"""What of the records of some units can make a difference among them: the rest is left out, so that more of them fit into memory.

Tying looks at records here and there, so all have to be at hand; 5 KB each are too many. Many lie in mapped files: that memory the
system may take back. A word or phrase that one unit alone holds agrees with nobody, and neither does a word that is common, and in no
unit a name, in the headline or lead, or among those that are compared. How many phrases a unit holds, and how like itself it is, stand
among its sums. What linking looks at of two records, or of one and itself, stays the same to the bit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from .record import ALONGSIDE, Lists, Records
from .record_files import RecordFiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Bytes = NDArray[np.uint8]

    Read = Callable[[Ints], Records]  # the records of some units

UNITS = 25_000  # that are read at a time, some 100 MB
ROOM = 27  # bits of a table that counts words or phrases, at most: 128 MB; two in one place are kept for nothing


def lean_records(read: Read, which: Ints) -> Records:
    """The records of some units, in their order, as tying needs them; they are read twice."""
    import numpy as np

    from .record_kernel import COMPARED, RARE_BITS, tally

    bits = min(ROOM, max(12, (256 * len(which)).bit_length()))
    words, phrases = np.zeros(1 << bits, np.uint8), np.zeros(1 << bits, np.uint8)
    parts = [which[at : at + UNITS] for at in range(0, len(which), UNITS)] or [which]
    for part in parts:
        own = read(part)
        tally(own.words.key, (own.flag & COMPARED > 0) | (own.rarity >= RARE_BITS), 64 - bits, words)
        tally(own.phrases.key, np.ones(len(own.phrases.key), np.bool_), 64 - bits, phrases)
    made = RecordFiles()
    for part in parts:
        made.add(_lean(read(part), words, phrases, 64 - bits))
    return made.records()


def _lean(records: Records, words: Bytes, phrases: Bytes, shift: int) -> Records:
    import numpy as np

    from .record_kernel import SAYS_MUCH

    kept = words[records.words.key >> np.uint64(shift)] == SAYS_MUCH
    beside = {name: getattr(records, name)[kept] for name in ALONGSIDE["words"]}
    shared = phrases[records.phrases.key >> np.uint64(shift)] == SAYS_MUCH
    return records._replace(words=_those(records.words, kept), phrases=_those(records.phrases, shared), **beside)


def _those(lists: Lists, kept: Bools) -> Lists:
    import numpy as np

    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])
    return Lists(before[lists.start], lists.key[kept])
