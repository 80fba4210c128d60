"""Which reports are one text for grouping: equal words, or all but equal ones at about the same time.

A text that fifty outlets carry would fill every list of neighbours with itself, and hide the other accounts of its event.
So copies come first: each family is compared once, by its fullest member, and the rest go where it goes.

How it works
    1. Reports with the same words in the same language are one, whatever their dates.
    2. Each text is reduced to its fingerprints (text.fingerprints). Under BANDS different shuffles of the
       fingerprints two texts that share four in five have the same least one, in at least one of them,
       all but 64 times in a million.
    3. Under one least fingerprint, texts stand in order of time, and each is compared with the BEFORE before it.
       Two whose fingerprints agree to NEAR, that lie at most APART_DAYS apart and whose numbers do not speak against
       it are a family. So the work is linear, and the families are a function of the set of reports.

A form that is filled in anew, such as a weather report, has other numbers: it stays apart here, and is weighed as any pair.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .record import Records

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BANDS = 6
BEFORE = 3
NEAR = 0.8  # share of common fingerprints, Jaccard
APART_DAYS = 3.0
SAME_NUMBERS = 0.5  # share of common numbers, Jaccard, from which two texts are not one form filled in twice


def families(records: Records, which: NDArray[np.int64], alone: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each place in `which` the lowest place of its family; those `alone` have none.

    `which` names records in order of time, each of another text.
    """
    import numpy as np

    from .family_kernel import bands, families_of

    band = bands(records.prints.start, records.prints.key, BANDS)[which]
    band[alone] = np.uint64(0xFFFFFFFFFFFFFFFF)
    own = np.arange(len(which), dtype=np.int64)
    for n in range(BANDS):
        order = np.argsort(band[:, n], kind="stable").astype(np.int64)
        families_of(own, order, np.ascontiguousarray(band[:, n]), which, records, BEFORE, NEAR, APART_DAYS, SAME_NUMBERS)
    return own
