"""How strongly two reports, and two clusters of reports, speak for one event: named features, weighed in bits.

Both tables are logistic, fitted by tools/fit_grouping.py and readable in `weights.json`. Conflict is a feature like
agreement, never a veto: reports of one event differ in their numbers all the time.

For two single reports the join features reduce to those of the pair, so the bits of a pair are a sum of all of them.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEATURES = {
    "words": "likeness of all heavy words",
    "lead_words": "likeness of the words of the leads",
    "headline_least": "how much of each headline the other report tells, the lower share",
    "headline_most": "the same, the higher share",
    "lead_least": "how much of each lead the other report tells, the lower share",
    "lead_most": "the same, the higher share",
    "other_names": "leading names of one that the other does not know",
    "names": "names both use",
    "phrases": "runs of words both use",
    "rare_words": "rare words both use",
    "numbers": "numbers both give",
    "counts": "things both count alike",
    "clash_counts": "things both count, each otherwise",
    "days": "a day of the year both name",
    "clash_days": "both name days, and none is the same",
    "clash_weekdays": "both leads name weekdays, and none is the same",
    "short": "one of the two is short",
    "length": "one is longer than the other",
    "meaning": "likeness of what they say in whatever words, where an encoder read them",
}
JOIN = {
    "pair": "what the pairs between two clusters say on average",
    "likeness": "average likeness of words between them, less after some days",
    "closest": "likeness of the two reports that lie closest",
    "spread": "how much wider their union is than they are themselves",
    "size": "how many reports stand on either side",
    "gap": "days between them, of which the first count most",
    "looks_back": "days between them, where the two reports that lie closest are alike",
}


class Weights(NamedTuple):
    """Bits by feature, in the order of FEATURES and JOIN, each with its prior last."""

    pair: Floats
    join: Floats


def weights_of(table: dict[str, dict[str, float]]) -> Weights:
    """The weights of a table such as `weights.json` holds."""
    import numpy as np

    return Weights(
        np.array([table["pair"][name] for name in (*FEATURES, "prior")]), np.array([table["join"][name] for name in (*JOIN, "prior")])
    )


@cache
def weights(encoder: int = 0) -> Weights:
    """The shipped weights, read once: those for reports that an encoder read, or for others."""
    name = "weights-encoder.json" if encoder else "weights.json"
    return weights_of(json.loads(files(__package__).joinpath(name).read_text(encoding="utf-8")))
