"""What of the records of some units can make a difference among them, in as little room as will do.

Tying looks at records here and there, so all have to be at hand; 4 KB each are too many. A word or phrase that one unit alone holds
agrees with nobody, and neither does a word that is not rare, and in no unit a name, in the headline or lead, or among those that are
compared: these are left out. What is left stands under a number instead of a hash: words in the order of their hashes, since sums
keep it, and phrases, which are only counted, in the order in which they come. How rare a word is and how heavy takes few different
values, which stand in a table. How many phrases a unit holds, and how like itself it is, stand among its sums. What linking looks at
of two records, or of one and itself, stays the same to the bit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .codes import Coded, KeyCodes
from .record import Lists, Records, taken
from .record_files import RecordFiles

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Bytes = NDArray[np.uint8]
    Hashes = NDArray[np.uint64]
    Ints = NDArray[np.int64]
    Codes = NDArray[np.uint32]

    Read = Callable[[Ints], Records]  # the records of some units

UNITS = 25_000  # that are read at a time, some 100 MB
PIECE = 2_500  # that are put in order at a time: for each the system may map 64 KB of a dozen files
FEW = 1 << 16  # different weights, up to which a code is half as wide
ROOM = 27  # bits of a table that counts words or phrases, at most: 128 MB; two in one place are kept for nothing


def lean_records(read: Read, place: Ints) -> Records:
    """The records of all units in their order; unit n has the record at `place[n]`, and they are read twice, in order of place.

    Their keys are numbers, and their weights `Coded`, which kernels read alike.
    """
    import numpy as np

    by_place = np.argsort(place, kind="stable")
    lots = [by_place[at : at + UNITS] for at in range(0, len(place), UNITS)]
    files, weighed = _taken_in(read, lots, len(place))
    return _coded(_ordered(files, np.argsort(by_place, kind="stable")), weighed)


def _taken_in(read: Read, lots: Sequence[Ints], units: int) -> tuple[RecordFiles, Hashes]:
    """The records in the order of the lots, and the weights that their codes stand for."""
    lean = _Lean(units)
    for lot in lots:
        lean.count(read(lot))
    for lot in lots:
        lean.add(read(lot))
    return lean.files, lean.weighed.keys()


def _ordered(files: RecordFiles, which: Ints) -> Records:
    """Records in the order of `which`."""
    held, ordered = files.records(), RecordFiles()
    for at in range(0, len(which), PIECE):
        ordered.add(taken(held, which[at : at + PIECE]))
        files.release()
    return ordered.records()


def _coded(records: Records, weighed: Hashes) -> Records:
    """The same, with what the codes of their weights stand for."""
    import numpy as np

    code: Any = records.weight
    halves = {"weight": weighed & np.uint64(0xFFFFFFFF), "rarity": weighed >> np.uint64(32)}
    coded: dict[str, Any] = {name: Coded(code, half.astype(np.uint32).view(np.float32)) for name, half in halves.items()}
    return records._replace(**coded)


class _Lean:
    """Records that are counted first, all of them, and then taken in, in the same order."""

    def __init__(self, units: int) -> None:
        import numpy as np

        bits = min(ROOM, max(12, (256 * units).bit_length()))
        self._shift = 64 - bits
        self._word_tally, self._phrase_tally = np.zeros(1 << bits, np.uint8), np.zeros(1 << bits, np.uint8)
        self._word_codes, self._phrase_codes, self.weighed = KeyCodes(), KeyCodes(), KeyCodes()
        self._rank: Codes | None = None  # of each word among those that are kept, by its number
        self.files = RecordFiles()

    def count(self, records: Records) -> None:
        """Note what some records hold."""
        import numpy as np

        from .record_kernel import COMPARED, RARE_BITS, tally

        says = (records.flag & COMPARED > 0) | (records.rarity >= RARE_BITS)
        tally(records.words.key, says, self._shift, self._word_tally)
        tally(records.phrases.key, np.ones(len(records.phrases.key), np.bool_), self._shift, self._phrase_tally)
        self._word_codes.of(records.words.key)
        self.weighed.of(_together(records))

    def add(self, records: Records) -> None:
        """Take in what of some records is worth keeping."""
        import numpy as np

        from .code_kernel import sort_lists

        kept, shared = self._worth(records.words.key, self._word_tally), self._worth(records.phrases.key, self._phrase_tally)
        starts, codes = _starts(records.phrases, shared), self._phrase_codes.of(records.phrases.key[shared])
        sort_lists(starts, codes)
        made: dict[str, Any] = {
            "words": Lists(_starts(records.words, kept), self._ranks()[self._word_codes.of(records.words.key[kept])]),  # type: ignore[arg-type]
            "weight": self.weighed.of(_together(records)[kept]).astype(np.uint16 if len(self.weighed.keys()) <= FEW else np.uint32),
            "rarity": np.empty(0, np.float32),  # stands with the weight
            "flag": records.flag[kept],
            "phrases": Lists(starts, codes),  # type: ignore[arg-type]
        }
        self.files.add(records._replace(**made))

    # --- how ------------------------------------------------------------------------------

    def _worth(self, keys: Hashes, tally: Bytes) -> Bools:
        """Which keys are held by more than one, and say something."""
        import numpy as np

        from .record_kernel import SAYS_MUCH

        worth: Bools = tally[keys >> np.uint64(self._shift)] == SAYS_MUCH
        return worth

    def _ranks(self) -> Codes:
        import numpy as np

        if self._rank is None:
            keys = self._word_codes.keys()
            kept = np.flatnonzero(self._worth(keys, self._word_tally))
            self._rank = np.zeros(len(keys), np.uint32)
            self._rank[kept[np.argsort(keys[kept])]] = np.arange(len(kept), dtype=np.uint32)
        return self._rank


def _together(records: Records) -> Hashes:
    """How heavy each word is, and how rare, as one value."""
    import numpy as np

    return records.rarity.view(np.uint32).astype(np.uint64) << np.uint64(32) | records.weight.view(np.uint32)


def _starts(lists: Lists, kept: Bools) -> Ints:
    """Where each list begins when only some entries are kept."""
    import numpy as np

    before: Ints = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])[lists.start]
    return before
